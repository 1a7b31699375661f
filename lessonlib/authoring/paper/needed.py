"""What of the five texts the lessons need: the words that they quote, and those in which their exercises send readers to look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from lessonlib.authoring.references import TASK, Reference, find_references, read_reference
from lessonlib.corpus.load import load_corpus
from lessonlib.exercises.bank import lesson_numbers, read_lesson
from lessonlib.exercises.passages import passages

#: Code holds double brackets too.
_CODE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)


def needed(sources: Iterable[Path]) -> list[str]:
    """Return what lessons need of the texts, in the order of the texts.

    Taken is what a lesson refers to, and of each exercise the passages that
    it accepts, those by which it is proved, and those that are wrong: what is
    right must not stand alone.

    Parameters
    ----------
    sources : iterable of Path
        The sources of the lessons.

    Returns
    -------
    list of str
        Ids of sentences and, behind those of the same text, of other parts of
        its page (``doc_id@start``).

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> found = needed([find_folder("notebooks") / "src" / "02-soviet-support.md"])
    >>> "kompas-feature-016-01" in found, "footnoted-commentary-008-01" in found
    (True, False)
    """
    sources = list(sources)
    found = {name for source in sources for name in _named(source)}
    numbers = lesson_numbers()
    found |= {name for source in sources if source.stem[:2] in numbers for name in _asked(source.stem[:2])}
    return [name for name in passages() if name in found]


def _named(source: Path) -> Iterator[str]:
    """What the prose of a lesson refers to."""
    for text in find_references(_CODE.sub("", source.read_text(encoding="utf-8"))):
        if text != TASK:
            yield read_reference(text).place


@cache
def _asked(number: str) -> frozenset[str]:
    return frozenset(_of_exercises(number))


def _of_exercises(number: str) -> Iterator[str]:
    """What the exercises of a lesson ask for, and where they send who went astray."""
    for exercise in read_lesson(number).exercises.values():
        yield from (str(name) for name in exercise.row["accept"])
        proofs = [*exercise.row["evidence"], *(name for names in exercise.row["proof"].values() for name in names)]
        for found in exercise.misconceptions:
            proofs += found.evidence
            yield from (name for name in found.answers if isinstance(name, str))
        for proof in proofs:
            kind, _, name = proof.partition(":")
            yield Reference(kind, name).place


def share(names: Iterable[str]) -> float:
    """Return which share of the sentences of the five texts is named.

    Examples
    --------
    >>> round(share(load_corpus().sentences.index), 2), share([])
    (1.0, 0.0)
    """
    every = load_corpus().sentences.index
    return len(set(names) & set(every)) / len(every)
