"""The file of a learner's work: read with care, replaced in one step, under a lock."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

from lessonlib.exercises.words import Phrases
from lessonlib.language import spoken

FORMAT = "lessonlib-work"
VERSION = 1
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


def read_work(path: Path, lesson: str) -> tuple[dict[str, Any], str]:
    """Read the work of a lesson. A file that is none is put aside, never overwritten.

    Parameters
    ----------
    path : Path
        The file.
    lesson : str
        Whose work it must be.

    Returns
    -------
    content, notice : dict, str
        What it holds, empty if nothing; and one sentence if something is wrong.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "01.json").write_text("{")
    ...     read_work(Path(folder) / "01.json", "01")[1][:46]
    '01.json is no work of lesson 01, or was cut sh'
    """
    try:
        content = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}, ""
    except OSError as error:
        return {}, Phrases(spoken())("work.unreadable", path=path, why=error.strerror)
    except (ValueError, RecursionError):
        content = None
    if is_work(content, lesson):
        return content, ""
    aside = unused(path, "unread")
    try:
        path.replace(aside)
    except OSError as error:
        return {}, Phrases(spoken())("work.not_aside", path=path, lesson=lesson, why=error.strerror)
    return {}, Phrases(spoken())("work.aside", path=path.name, lesson=lesson, aside=aside.name)


def peek_work(path: Path, lesson: str) -> dict[str, Any] | None:
    """Look at the work of a lesson without a lock, and without touching the file whatever it holds.

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
        content = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        return None
    return content if is_work(content, lesson) else None


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


def replace_file(path: Path, text: str) -> None:
    """Put a new file in the place of the old one: whoever looks sees the one or the other, never half of it.

    Raises
    ------
    OSError
        If it cannot be written; the old file stands.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     replace_file(Path(folder) / "01.json", "{}")
    ...     [path.name for path in Path(folder).iterdir()]
    ['01.json']
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            partial.unlink()
        raise


def unused(path: Path, what: str) -> Path:
    """Return a name beside a file that nothing has yet.

    Examples
    --------
    >>> unused(Path("work/01.json"), "unread").name
    '01.unread-1.json'
    """
    number = 1
    while (aside := path.with_name(f"{path.stem}.{what}-{number}.json")).exists():
        number += 1
    return aside
