"""Where the work of the lessons is kept: in a folder, one file a lesson, or in memory."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from lessonlib.exercises.keeping.file import peek_work
from lessonlib.exercises.keeping.unwritten import note, take_back, take_waiting
from lessonlib.exercises.keeping.work import Work
from lessonlib.files import here

#: Names another folder for the work, or ``memory``.
VARIABLE = "LESSONLIB_WORK"
#: Work kept in memory, by lesson: two views of a lesson in one kernel share it.
_MEMORY: dict[str, Work] = {}


def open_work(lesson: str) -> Work:
    """Open the work of a lesson: ``work/NN.json`` in the working folder, or where ``LESSONLIB_WORK`` says.

    Examples
    --------
    >>> open_work("01").lesson
    '01'
    """
    place = os.environ.get(VARIABLE, "").strip()
    if place == "memory":
        return _MEMORY.setdefault(lesson, Work(lesson, None))
    folder = Path(place) if place else here() / "work"
    with contextlib.suppress(RuntimeError):  # without a home, "~" is a name like any other
        folder = folder.expanduser()
    path = folder / f"{lesson}.json"
    work = _taken_up(path) or Work(lesson, path, named=bool(place))
    note(work)
    return work


def _taken_up(path: Path) -> Work | None:
    """The work that could not be written until now, or not where it belongs: who runs a cell again has not lost it."""
    first, *others = take_waiting(path) or take_back(path) or (None,)
    if first:
        for other in others:
            first.take_over(other)
        first.save()
    return first


def look_beside(work: Work, lesson: str) -> Work | None:
    """Look at what the learner did in another lesson: to be read only, the file is neither locked nor changed.

    Parameters
    ----------
    work : Work
        The work of this lesson; that of the other is looked for beside it.
    lesson : str
        The number of the other.

    Returns
    -------
    Work or None
        In memory; None if the file beside is no work of that lesson.

    Examples
    --------
    >>> look_beside(Work("02", None), "01").records
    []
    """
    if lesson == work.lesson:
        return work
    found = Work(lesson, None)
    if work.path is None:
        return _MEMORY.get(lesson, found) if _MEMORY.get(work.lesson) is work else found
    content = peek_work(work.path.with_name(f"{lesson}.json"), lesson)
    if content is None:
        return None
    found.records, found.drafts = content.get("records", []), content.get("drafts", {})
    return found
