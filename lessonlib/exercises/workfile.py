"""The file of a learner's work: read with care, replaced in one step, under a lock."""

from __future__ import annotations

import contextlib
import json
import math
import stat
from pathlib import Path
from typing import Any

from lessonlib.exercises.words import Phrases
from lessonlib.language import spoken

FORMAT = "lessonlib-work"
VERSION = 1
#: More than this is no learner's work by hand, and an answer is never nested so deep.
LARGEST = 100_000_000
_DEEPEST = 40
#: A neighbour's save takes milliseconds; whoever waits longer waits for a lock that nobody will lift.
_PATIENCE = 5


def is_work(content: Any, lesson: str = "") -> bool:
    """Say whether something read from JSON is a learner's work.

    Examples
    --------
    >>> is_work({"format": "lessonlib-work"})
    False
    """
    if not isinstance(content, dict) or content.get("format") != FORMAT or content.get("version") != VERSION:
        return False
    if lesson and content.get("lesson") != lesson:
        return False
    records, drafts, seats = content.get("records"), content.get("drafts"), content.get("seats")
    return (
        isinstance(records, list)
        and all(is_record(record) for record in records)
        and isinstance(drafts, dict)
        and isinstance(seats, list)
        and all(isinstance(seat, str) for seat in seats)
    )


def is_record(record: Any) -> bool:
    """Say whether something read from JSON is a record of what a learner did.

    Examples
    --------
    >>> is_record({"id": "a", "at": "2026-11-22T08:00:00+00:00", "exercise": "clue", "act": "hint"}), is_record({"id": "a"})
    (True, False)
    """
    if not isinstance(record, dict) or not all(isinstance(record.get(name), str) for name in ("id", "at", "exercise", "act")):
        return False
    return record["act"] != "check" or "answer" in record


def look_at(path: Path, lesson: str) -> tuple[dict[str, Any], str]:
    """Look at the work of a lesson without a lock, and without touching the file whatever it holds.

    Returns
    -------
    content, fault : dict, str
        What it holds, empty if nothing; and, if it is no work of this lesson,
        the phrase that tells what it is instead.

    Raises
    ------
    OSError
        If it is there and cannot be read.

    Examples
    --------
    >>> look_at(Path("nowhere/01.json"), "01")
    ({}, '')
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return {}, ""
    except OSError:
        if not path.is_symlink():  # a link that leads to itself can be put aside, as can all that is no file
            raise
        return {}, "work.aside_no_file"
    if not stat.S_ISREG(mode):  # to read a pipe would be to wait for ever
        return {}, "work.aside_no_file"
    if path.stat().st_size > LARGEST:
        return {}, "work.aside"
    try:
        content = json.loads(path.read_bytes(), parse_constant=_no_number, parse_float=_finite, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return {}, "work.aside"
    if is_work(content, lesson) and _shallow(content):
        return content, ""
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        return {}, "work.aside"
    if content.get("version") != VERSION:
        return {}, "work.aside_version"
    return {}, "work.aside_lesson" if is_work(content) and _shallow(content) else "work.aside"


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number that a work file holds")


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _no_number(digits)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice would take away what stood under it first."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice")
    return found


def _shallow(value: Any, left: int = _DEEPEST) -> bool:
    if isinstance(value, list | dict):
        return left > 0 and all(_shallow(part, left - 1) for part in (value.values() if isinstance(value, dict) else value))
    return True


def read_work(path: Path, lesson: str) -> tuple[dict[str, Any], str]:
    """Read the work of a lesson, under its lock. A file that is none is put aside, never overwritten.

    Parameters
    ----------
    path : Path
        The file.
    lesson : str
        Whose work it must be.

    Returns
    -------
    content, notice : dict, str
        What it holds, empty if nothing; and one sentence if it was put aside.

    Raises
    ------
    OSError
        If it cannot be read, or cannot be put aside: then nothing may be written in its place.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "01.json").write_text("{")
    ...     read_work(Path(folder) / "01.json", "01")[1][:46]
    '01.json is no work of lesson 01, or was cut sh'
    """
    content, fault = look_at(path, lesson)
    if not fault:
        return content, ""
    aside = unused(path, "unread")
    path.replace(aside)
    return {}, Phrases(spoken())(fault, path=path.name, lesson=lesson, aside=aside.name)


def peek_work(path: Path, lesson: str) -> dict[str, Any] | None:
    """Look at the work of another lesson; see `look_at`.

    Returns
    -------
    dict or None
        What it holds, empty if there is no file; None if that is no work of the lesson.

    Examples
    --------
    >>> peek_work(Path("nowhere/01.json"), "01")
    {}
    """
    try:
        content, fault = look_at(path, lesson)
    except OSError:
        return None
    return None if fault else content


def locked(path: Path) -> contextlib.AbstractContextManager[Any]:
    """Return what holds the lock of a file while work is done under it.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, locked(Path(folder) / "01.json"):
    ...     [path.name for path in Path(folder).iterdir()]
    ['.01.json.lock']
    """
    from filelock import FileLock

    return FileLock(path.with_name(f".{path.name}.lock"), timeout=_PATIENCE)


def unused(path: Path, what: str) -> Path:
    """Return a name beside a file that nothing has yet.

    Examples
    --------
    >>> unused(Path("work/01.json"), "unread").name
    '01.unread-1.json'
    """
    number = 1
    while (aside := path.with_name(f"{path.stem}.{what}-{number}.json")).exists() or aside.is_symlink():
        number += 1
    return aside
