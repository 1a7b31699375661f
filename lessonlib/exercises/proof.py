"""The bank proved: every key rests on evidence, every expected answer gets its own reply, no hint gives the answer away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lessonlib.errors import DataError
from lessonlib.exercises.answers import plain_answer
from lessonlib.exercises.bank import LessonBank, lesson_numbers, read_lesson
from lessonlib.exercises.checking import judge
from lessonlib.exercises.compare import plain, read_number, read_period, standard_name
from lessonlib.exercises.evidence import dates_of, resolve
from lessonlib.exercises.kinds import kind_of
from lessonlib.exercises.passages import text_of
from lessonlib.exercises.support import support_faults
from lessonlib.exercises.verdicts import Verdict
from lessonlib.exercises.words import BANK, languages
from lessonlib.history.critique import OPENED, is_sealed

if TYPE_CHECKING:
    from lessonlib.exercises.exercise import Exercise

#: Kinds whose answer is short enough to be given away by a word.
_SHORT = ("text", "number", "date")


def check_bank(bank: Path = BANK) -> list[str]:
    """Check all exercises of a bank, in every language.

    Returns
    -------
    list of str
        One sentence a fault: where, what is wrong, what to do.

    Raises
    ------
    DataError
        If a file is missing or not TOML.

    Examples
    --------
    >>> check_bank()
    []
    """
    found = [
        fault
        for number in lesson_numbers(bank)
        for language in languages(bank)
        for fault in prove_lesson(read_lesson(number, language, bank))
    ]
    return list(dict.fromkeys(found))


def count_exercises(bank: Path = BANK) -> int:
    """Return how many exercises a bank has.

    Examples
    --------
    >>> count_exercises() > 5
    True
    """
    return sum(len(read_lesson(number, bank=bank).exercises) for number in lesson_numbers(bank))


def prove_lesson(lesson: LessonBank) -> list[str]:
    """Check the exercises of a lesson.

    Examples
    --------
    >>> prove_lesson(read_lesson("01"))
    []
    """
    faults = list(lesson.faults)
    for exercise in lesson.exercises.values():
        if not exercise.faults:
            faults += [f"{exercise.where}: {fault}" for fault in prove(exercise)]
    if lesson.faults:
        return faults
    core = sum(exercise.row["minutes"] for exercise in lesson.exercises.values() if exercise.row["level"] == "core")
    planned = sum(minutes for minutes, _ in lesson.plan)
    if lesson.plan and core > planned:
        faults.append(
            f"exercises/{lesson.number}.toml: the core exercises take {core:g} minutes, the plan has {planned:g}: shorten one, or lengthen the other."
        )
    return faults


def prove(exercise: Exercise) -> Iterable[str]:
    """Say what does not hold of an exercise.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> list(prove(example()))
    []
    """
    references = list(_reference_faults(exercise))
    yield from references
    yield from _answer_faults(exercise)
    yield from _hint_faults(exercise)
    yield from support_faults(exercise)
    if not exercise.recorded and not exercise.row["reasoned"] and not references:
        yield from _KEY_CHECKS.get(exercise.kind, lambda _: ())(exercise)


def _reference_faults(exercise: Exercise) -> Iterable[str]:
    row = exercise.row
    for name, value in row["proof"].items():
        if not isinstance(value, list):
            yield f"proof: {name} must be a list of references."
            return
    proofs = [(f"proof of {name}", references) for name, references in row["proof"].items()]
    misconceptions = [(f"the misconception {found.id!r}", found.evidence) for found in exercise.misconceptions]
    for where, references in [("evidence", row["evidence"]), *proofs, *misconceptions]:
        for reference in references:
            try:
                resolve(str(reference))
            except DataError as error:
                yield f"{where}: {error}"
            if is_sealed(str(reference).removeprefix("tension:"), exercise.lesson):
                yield f"{where}: {reference} tells where a text comes from, and is sealed until lesson {OPENED}."
    for found in exercise.misconceptions:
        if not found.evidence:
            yield f"the misconception {found.id!r} names no evidence that refutes it."


def _answer_faults(exercise: Exercise) -> Iterable[str]:
    kind = kind_of(exercise)
    right = Verdict.RECORDED if exercise.recorded else Verdict.CORRECT
    for answer in kind.accepted():
        result = judge(exercise, plain_answer(answer))
        if result.verdict is not right:
            yield f"accept: {answer!r} is judged {result.verdict}, not {right}."
    for found in exercise.misconceptions:
        for sign in found.answers:
            result = judge(exercise, plain_answer(kind.mistaken(sign)))
            if result.misconception != found.id:
                yield f"the misconception {found.id!r}: {sign!r} is told {result.misconception or str(result.verdict)!r} instead."
    starter = judge(exercise, plain_answer(exercise.say("starter")))
    if starter.verdict is not Verdict.NOT_ATTEMPTED:
        yield f"starter: as it stands it is judged {starter.verdict}, not NOT_ATTEMPTED."


def _hint_faults(exercise: Exercise) -> Iterable[str]:
    """An accepted answer stands in no hint but the last, and in no message that says wrong."""
    if exercise.kind not in _SHORT or exercise.recorded:
        return
    for language, words in exercise.every.items():
        told = [
            *((f"hint {number}", hint) for number, hint in enumerate(words.get("hints", ())[:-1], 1)),
            ("wrong", words.get("wrong", "")),
            ("question", words.get("question", "")),
        ]
        for name, text in told:
            for answer in kind_of(exercise).accepted():
                if _gives_away(exercise.kind, text, answer):
                    yield f"{name} ({language}) gives the answer {answer!r} away."


def _gives_away(kind: str, text: str, answer: Any) -> bool:
    if kind == "number":
        return any(read_number(part.strip(".,")) == read_number(answer) for part in re.findall(r"\d[\d.,]*", text))
    if kind == "date":
        return _names_date(text, str(answer))
    return f" {_spaced(str(answer))} " in f" {_spaced(text)} "


def _names_date(text: str, answer: str) -> bool:
    """Whether some run of up to three words is the date, or a day in it."""
    words, right = text.split(), read_period(answer)
    runs = (" ".join(words[start : start + size]).strip("“”\"'(),.;:?!") for start in range(len(words)) for size in (1, 2, 3))
    return right is not None and any((found := read_period(run)) is not None and found[:2] == right[:2] for run in runs)


def _spaced(text: str) -> str:
    return " ".join(re.sub(r"\W+", " ", plain(text)).split())


def _words_of(references: Iterable[str]) -> str:
    return " ".join(f"{passage.original} {passage.english}" for reference in references for passage in resolve(str(reference)))


def _all_references(exercise: Exercise) -> list[str]:
    return [*exercise.row["evidence"], *(reference for references in exercise.row["proof"].values() for reference in references)]


def _number_in_evidence(exercise: Exercise) -> Iterable[str]:
    numbers = {read_number(part.strip(".,")) for part in re.findall(r"\d[\d.,]*", _words_of(_all_references(exercise)))}
    for answer in exercise.row["accept"]:
        if read_number(answer) not in numbers:
            yield f"accept: {answer} is not in the evidence; name evidence that holds it, or say in 'reasoned' how it follows."


def _text_in_evidence(exercise: Exercise) -> Iterable[str]:
    words = _spaced(_words_of(_all_references(exercise)))
    for answer in kind_of(exercise).accepted():
        # A name may stand there in another spelling.
        if f" {_spaced(answer)} " not in f" {words} " and not _known_as(answer, words):
            yield f"accept: {answer!r} is not in the evidence; name evidence that holds it, or say in 'reasoned' how it follows."


def _known_as(answer: str, words: str) -> bool:
    from lessonlib.history.reference import load_names

    names = load_names()
    name = standard_name(answer)
    variants = names["variants"][name] if name in names.index else []
    return any(f" {_spaced(variant)} " in f" {words} " for variant in variants)


def _date_in_evidence(exercise: Exercise) -> Iterable[str]:
    references = _all_references(exercise)
    known = [bounds for reference in references for bounds in dates_of(reference)]
    for answer in exercise.row["accept"]:
        period = read_period(answer)
        if period and not any(earliest <= period.latest and period.earliest <= latest for earliest, latest in known):
            yield f"accept: no evidence is dated {answer}; name evidence that is, or say in 'reasoned' how it follows."


def _quote_in_evidence(exercise: Exercise) -> Iterable[str]:
    named = {passage.ref for reference in _all_references(exercise) for passage in resolve(str(reference))}
    kind: Any = kind_of(exercise)
    for ref in kind.places():
        if ref not in named:
            yield f"accept: {ref} is not in the evidence: name it there."


def _order_in_evidence(exercise: Exercise) -> Iterable[str]:
    """The items of a later rank are dated no earlier."""
    before = None
    for rank in exercise.row["accept"]:
        days = []
        for item in rank:
            found = [bounds for reference in exercise.row["proof"].get(item, ()) for bounds in dates_of(reference)]
            if not found:
                yield f"proof: {item} names no evidence with a date."
                return
            days.append(found[0][0])
        if before is not None and min(days) < before:
            yield f"accept: {', '.join(rank)} is dated {min(days)}, earlier than what stands before it."
        before = max(days)


def _options_in_evidence(exercise: Exercise) -> Iterable[str]:
    for option in exercise.row["accept"]:
        if not exercise.row["proof"].get(option) and not exercise.row["evidence"]:
            yield f"accept: {option} names no evidence in 'proof'."
    for option in exercise.row["proof"]:
        if option not in exercise.row["accept"] and option not in exercise.row["either"]:
            yield f"proof: {option} is not accepted."


def _cells_in_evidence(exercise: Exercise) -> Iterable[str]:
    """What is proved of a cell is printed in its text; the category of a match may stand in the proof itself."""
    kind: Any = kind_of(exercise)
    keys: Mapping[str, list[str]] = kind.keys()
    for slot in exercise.row["proof"]:
        if slot not in keys:
            yield f"proof: there is no item {slot!r}."
    for slot, categories in keys.items():
        references = exercise.row["proof"].get(slot, ())
        if categories and not references and not exercise.row["evidence"] and exercise.kind != "matrix":
            yield f"proof: {slot} names no evidence."
        if exercise.kind == "matrix" and references and not any(text_of(passage.ref) == slot.split("/")[1] for reference in references for passage in resolve(reference)):  # fmt: skip
            yield f"proof: {slot} names no words of {slot.split('/')[1]}."
        if (
            exercise.kind == "match"
            and references
            and not any(_spaced(category) in _spaced(_words_of(references)) for category in categories)
        ):
            yield f"key: {', '.join(categories)} is not in the evidence for {slot}; name evidence that holds it, or say in 'reasoned' how it follows."


_KEY_CHECKS = {
    "number": _number_in_evidence,
    "text": _text_in_evidence,
    "date": _date_in_evidence,
    "quote": _quote_in_evidence,
    "order": _order_in_evidence,
    "choice": _options_in_evidence,
    "several": _options_in_evidence,
    "match": _cells_in_evidence,
    "classify": _cells_in_evidence,
    "matrix": _cells_in_evidence,
}
