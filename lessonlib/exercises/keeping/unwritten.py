"""Work that could not be written: whoever opens its lesson again in this kernel goes on with it, and all of it is written with the next that can be."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol
from weakref import WeakSet


class _Kept(Protocol):
    """What is asked here of the work of a lesson; it knows of this module, and this one not of it."""

    path: Path | None
    edition: tuple[int, tuple[str, ...]]

    def comes_back(self) -> bool:
        """Say whether it was kept elsewhere while its folder was away, and that one may be there again."""


#: By file: a lesson and the viewers in it hold work of their own.
_WAITING: dict[Path, list[Any]] = {}
#: What was opened in this kernel and is still in use.
_OPENED: WeakSet[Any] = WeakSet()


def wait(work: _Kept) -> None:
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


def take_waiting(path: Path) -> list[Any]:
    """Return the work that waits for a file, for whoever takes care of it now.

    Examples
    --------
    >>> take_waiting(Path("nowhere/01.json"))
    []
    """
    return _WAITING.pop(path, [])


def note(work: _Kept) -> None:
    """Take note that some work was opened.

    Examples
    --------
    >>> from lessonlib.exercises.keeping.work import Work
    >>> note(Work("01", None))
    """
    _OPENED.add(work)


def take_back(path: Path) -> list[Any]:
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
