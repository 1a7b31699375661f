"""The grounds of a key: what an exercise takes for right stands in the evidence that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from lessonlib.errors import no_such
from lessonlib.exercises.compare import only_words, read_number, read_period, standard_name
from lessonlib.exercises.evidence import dates_of, resolve
from lessonlib.exercises.kinds import kind_of
from lessonlib.exercises.passages import text_of
from lessonlib.history.reference import load_names

if TYPE_CHECKING:
    from lessonlib.exercises.exercise import Exercise


def ungrounded(exercise: Exercise) -> Iterable[str]:
    """Say what of a key the evidence does not hold; of what is not judged, or reasoned out in words, nothing is said.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> list(ungrounded(example()))
    []
    """
    if not exercise.recorded and not exercise.row["reasoned"] and exercise.kind in _CHECKS:
        yield from _CHECKS[exercise.kind](exercise)


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
    words = only_words(_words_of(_all_references(exercise)))
    for answer in kind_of(exercise).accepted():
        # A name may stand there in another spelling.
        if f" {only_words(answer)} " not in f" {words} " and not _known_as(answer, words):
            yield f"accept: {answer!r} is not in the evidence; name evidence that holds it, or say in 'reasoned' how it follows."


def _known_as(answer: str, words: str) -> bool:
    names = load_names()
    name = standard_name(answer)
    variants = names["variants"][name] if name in names.index else []
    return any(f" {only_words(variant)} " in f" {words} " for variant in variants)


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
            yield f"proof: {no_such('item', slot, keys)}."
    for slot, categories in keys.items():
        references = exercise.row["proof"].get(slot, ())
        if categories and not references and not exercise.row["evidence"] and exercise.kind != "matrix":
            yield f"proof: {slot} names no evidence."
        if exercise.kind == "matrix" and references and not any(text_of(passage.ref) == slot.split("/")[1] for reference in references for passage in resolve(reference)):  # fmt: skip
            yield f"proof: {slot} names no words of {slot.split('/')[1]}."
        if (
            exercise.kind == "match"
            and references
            and not any(only_words(category) in only_words(_words_of(references)) for category in categories)
        ):
            yield f"key: {', '.join(categories)} is not in the evidence for {slot}; name evidence that holds it, or say in 'reasoned' how it follows."


_CHECKS = {
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
