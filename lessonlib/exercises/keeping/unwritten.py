"""Work that could not be written: whoever opens its lesson again in this kernel goes on with it, and all of it is written with the next that can be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakSet

if TYPE_CHECKING:
    from lessonlib.exercises.keeping.work import Work

#: By file: a lesson and the viewers in it hold work of their own.
_WAITING: dict[Path, list[Work]] = {}
#: What was opened in this kernel and is still in use.
_OPENED: WeakSet[Work] = WeakSet()


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


def note(work: Work) -> Work:
    """Take note that some work was opened, and return it.

    Examples
    --------
    >>> from lessonlib.exercises.keeping.work import Work
    >>> note(Work("01", None)).lesson
    '01'
    """
    _OPENED.add(work)
    return work


def take_back(path: Path) -> list[Work]:
    """Return the work, if any, that was kept elsewhere while the folder of a file was away, and is not in it yet: of several views the last that wrote.

    Examples
    --------
    >>> take_back(Path("nowhere/01.json"))
    []
    """
    found = sorted((work for work in _OPENED if work.path == path and work.comes_back()), key=lambda work: work.edition[0])
    for work in found:  # once one of them is back, the others have nothing that it lacks
        _OPENED.discard(work)
    return found[-1:]
