"""Work that could not be written: whoever opens its lesson again in this kernel goes on with it, and all of it is written with the next that can be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lessonlib.exercises.keeping.work import Work

#: By file: a lesson and the viewers in it hold work of their own.
_WAITING: dict[Path, list[Work]] = {}


def wait(work: Work) -> None:
    """Take note that some work stands in no file: nothing else may hold it when its cell is run again.

    Examples
    --------
    >>> from lessonlib.exercises.keeping.work import Work
    >>> work = Work("01", Path("nowhere/01.json"))
    >>> wait(work); take_waiting(Path("nowhere/01.json")) == [work], take_waiting(Path("nowhere/01.json"))
    (True, [])
    """
    if work.path is not None and work not in _WAITING.setdefault(work.path, []):
        _WAITING[work.path].append(work)


def take_waiting(path: Path) -> list[Work]:
    """Return the work that waits for a file, for whoever takes care of it now.

    Examples
    --------
    >>> take_waiting(Path("nowhere/01.json"))
    []
    """
    return _WAITING.pop(path, [])
