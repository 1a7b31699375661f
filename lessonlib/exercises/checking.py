"""The ladder: blank, wrong type, recognised misconception, partly right, wrong, right."""

import warnings
from typing import Any

from lessonlib.errors import LessonlibError
from lessonlib.exercises.answers import Made, describe, is_blank, unpacked
from lessonlib.exercises.evidence import resolve
from lessonlib.exercises.exercise import Exercise
from lessonlib.exercises.kinds import kind_of
from lessonlib.exercises.kinds.base import Judgement, Kind, UnreadableError
from lessonlib.exercises.passages import Passage
from lessonlib.exercises.verdicts import Result, Verdict, say

#: So many passages stand under a result; a key may rest on more.
_SHOWN = 3


def judge(exercise: Exercise, answer: Any) -> Result:
    """Judge an answer.

    Parameters
    ----------
    exercise : Exercise
        The exercise.
    answer : object
        From `lessonlib.exercises.answers.plain_answer`.

    Returns
    -------
    Result
        ``UNAVAILABLE`` only where the data of the exercise are broken.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> judge(example(), "...").verdict, judge(example(), 7).verdict, judge(example(), "Hari Ke-792").verdict
    (<Verdict.NOT_ATTEMPTED: 'NOT_ATTEMPTED'>, <Verdict.WRONG_TYPE: 'WRONG_TYPE'>, <Verdict.CORRECT: 'CORRECT'>)
    """
    phrases = exercise.phrases
    if exercise.faults:
        return say(Verdict.UNAVAILABLE, phrases("ladder.unavailable", exercise=exercise.id), phrases)
    if is_blank(answer, _starters(exercise)):
        return say(Verdict.NOT_ATTEMPTED, phrases("ladder.blank"), phrases)
    kind = kind_of(exercise)
    if isinstance(answer, Made) and exercise.kind not in ("table", "figure"):
        answer = unpacked(answer)
    try:
        with warnings.catch_warnings():  # what matplotlib or pandas says of a drawing or a table while it is read explains nothing
            warnings.simplefilter("ignore")
            value = kind.read(answer)
    except UnreadableError as unread:
        return say(Verdict.WRONG_TYPE, _why_unread(kind, answer, unread), phrases)
    except Exception:  # an answer that the kind cannot take is the wrong kind of answer; it must never break the lesson
        return say(Verdict.WRONG_TYPE, _why_unread(kind, answer, UnreadableError()), phrases)
    if value in ("", [], {}):
        return say(Verdict.NOT_ATTEMPTED, phrases("ladder.blank"), phrases)
    return _climb(exercise, kind, value)


def _starters(exercise: Exercise) -> tuple[str, ...]:
    """What stands in the answer's place as shipped, in any language."""
    return tuple(str(words["starter"]).strip() for words in exercise.every.values() if words.get("starter"))


def _why_unread(kind: Kind, answer: Any, unread: UnreadableError) -> str:
    if unread.phrase:
        return kind.phrases(unread.phrase, **unread.values)
    return kind.phrases("ladder.wrong_type", given=describe(answer, kind.phrases), asked=kind.asked())


def _climb(exercise: Exercise, kind: Kind, value: Any) -> Result:
    phrases, judgement = exercise.phrases, kind.judge(value)
    if exercise.recorded:
        message = _joined(exercise.say("recorded", "ladder.recorded"), *_because(exercise, judgement))
        return say(Verdict.RECORDED, message, phrases, _evidence(exercise, judgement), judgement.items)
    verdict = Verdict.CORRECT if judgement.share >= 1 else Verdict.PARTLY if judgement.share > 0 else Verdict.WRONG
    if verdict is Verdict.CORRECT:
        message = _joined(exercise.say("right"), *_because(exercise, judgement))
        return say(verdict, message, phrases, _evidence(exercise, judgement), judgement.items)
    for found in exercise.misconceptions:
        if any(kind.betrays(value, sign) for sign in found.answers):
            told = str(exercise.words["misconceptions"][found.id])
            return say(verdict, told, phrases, resolve_references(found.evidence), judgement.items)._replace(misconception=found.id)
    if verdict is Verdict.PARTLY:
        told = phrases("ladder.partly" if judgement.items else "ladder.partly_one")
        return say(verdict, _joined(told, judgement.note), phrases, (), judgement.items)
    return say(verdict, exercise.say("wrong"), phrases, (), judgement.items)


def _joined(*parts: str) -> str:
    return " ".join(part for part in dict.fromkeys(parts) if part)


def _because(exercise: Exercise, judgement: Judgement) -> list[str]:
    """The explanations of the answers given; those of items stand with the items."""
    told = {item.note for item in judgement.items}
    because = exercise.words.get("because", {})
    return [because[name] for name in judgement.met if name in because and because[name] not in told]


def _evidence(exercise: Exercise, judgement: Judgement) -> tuple[Passage, ...]:
    """What proves the answers given, else what proves the key."""
    own = [ref for name in judgement.met for ref in exercise.row["proof"].get(name, ())]
    return resolve_references((*own, *(exercise.row["evidence"] if not own else ())))


def resolve_all(exercise: Exercise, most: int | None = _SHOWN) -> tuple[Passage, ...]:
    """Return the words that prove the key of an exercise, the first few or, with None, all.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> resolve_all(example("horses"))[0].ref
    'antara-explainer-020-02'
    """
    proof = [reference for references in exercise.row["proof"].values() for reference in references]
    return resolve_references((*exercise.row["evidence"], *proof), most)


def resolve_references(references: tuple[str, ...], most: int | None = _SHOWN) -> tuple[Passage, ...]:
    """Return the words that references stand for, the first few or, with None, all; one that stands for nothing is left out.

    Examples
    --------
    >>> resolve_references(("sentence:antara-explainer-020-02", "sentence:nowhere"))[0].ref
    'antara-explainer-020-02'
    """
    found: list[Passage] = []
    for reference in references:
        try:
            found += resolve(reference)
        except LessonlibError:  # `lessonlib check` names it to the author; the learner needs the verdict all the same
            continue
    return tuple(dict.fromkeys(found))[:most]
