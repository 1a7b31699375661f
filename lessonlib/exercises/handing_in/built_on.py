"""The words of the texts that a learner's history is built on: those taken in the readers, and those quoted in what was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lessonlib.exercises.bank import lesson_numbers
from lessonlib.exercises.compare import plain
from lessonlib.exercises.keeping.folder import look_beside
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.kept import Taken, read_kept
from lessonlib.exercises.passages import outlets, text_of
from lessonlib.exercises.quotations import read_quotations

if TYPE_CHECKING:
    from lessonlib.exercises.bank import LessonBank


def built_on(bank: LessonBank, work: Work, written: Iterable[str]) -> tuple[Taken, ...]:
    """Return the sentences that were taken in the readers of this lesson and those before it, then those quoted in what was written.

    Parameters
    ----------
    bank, work : LessonBank, Work
        Of this lesson; the work of the others is looked for beside this one, and is not changed.
    written : iterable of str
        What the learner wrote.

    Examples
    --------
    >>> from lessonlib.exercises.lesson import sample
    >>> lesson = sample()
    >>> built_on(lesson.bank, lesson.work, ["The commentary has “last month”."])
    (Taken(ref='footnoted-commentary-002-03', note=''),)
    """
    notes: dict[str, str] = {}
    for taken in _taken(bank, work):
        notes[taken.ref] = taken.note or notes.get(taken.ref, "")
    for text in written:
        for ref in quoted(text):
            notes.setdefault(ref, "")
    return tuple(Taken(ref, note) for ref, note in notes.items())


def _taken(bank: LessonBank, work: Work) -> Iterator[Taken]:
    for number in lesson_numbers(bank.folder):
        if number <= bank.number and (seen := look_beside(work, number)):
            yield from read_kept(seen.drafts).sentences


def quoted(text: str) -> list[str]:
    """Return the passages that someone quotes: each that stands in one place, or, of several, those of a text that is named.

    Examples
    --------
    >>> quoted("The explainer has “took steps to improve relations”, but when?")
    ['antara-explainer-009-01']
    >>> quoted("He “took steps to improve relations”.")
    []
    """
    named = plain(text)
    refs: list[str] = []
    for found in read_quotations(text):
        refs += found.refs if len(found.refs) == 1 else [ref for ref in found.refs if any(name in named for name in _names(text_of(ref)))]
    return list(dict.fromkeys(refs))


def _names(doc_id: str) -> tuple[str, ...]:
    """What a learner may call a text: its name here, the last word of it, its outlet."""
    return doc_id, doc_id.partition("-")[2], plain(outlets()[doc_id].rstrip("?"))
