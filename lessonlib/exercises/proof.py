"""The bank proved: what it refers to is there, every expected answer gets its own reply, no hint gives the answer away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lessonlib.errors import DataError
from lessonlib.exercises.answers import plain_answer
from lessonlib.exercises.bank import LessonBank, lesson_numbers, read_lesson
from lessonlib.exercises.banks import BANK, languages
from lessonlib.exercises.checking import judge
from lessonlib.exercises.compare import only_words, read_number, read_period
from lessonlib.exercises.evidence import resolve
from lessonlib.exercises.grounds import ungrounded
from lessonlib.exercises.kinds import kind_of
from lessonlib.exercises.support import support_faults
from lessonlib.exercises.verdicts import Verdict
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
    lost = list(_reference_faults(exercise))
    yield from lost
    yield from _answer_faults(exercise)
    yield from _hint_faults(exercise)
    yield from support_faults(exercise)
    if not lost:  # the grounds of a key can be looked at
        yield from ungrounded(exercise)


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
    return f" {only_words(str(answer))} " in f" {only_words(text)} "


def _names_date(text: str, answer: str) -> bool:
    """Whether some run of up to three words is the date, or a day in it."""
    words, right = text.split(), read_period(answer)
    runs = (" ".join(words[start : start + size]).strip("“”\"'(),.;:?!") for start in range(len(words)) for size in (1, 2, 3))
    return right is not None and any((found := read_period(run)) is not None and found[:2] == right[:2] for run in runs)
