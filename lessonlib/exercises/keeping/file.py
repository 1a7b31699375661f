"""The file of a learner's work: read with care, replaced in one step, under a lock."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import stat
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lessonlib.exercises.keeping.form import FORMAT, VERSION, is_work, next_edition, parse
from lessonlib.exercises.keeping.lock import locked
from lessonlib.exercises.keeping.records import new_id
from lessonlib.exercises.phrases import Phrases
from lessonlib.files import replace_file, sweep
from lessonlib.language import spoken

if TYPE_CHECKING:
    from lessonlib.exercises.keeping.records import Records

#: More than this is no learner's work by hand.
LARGEST = 100_000_000
#: What a reset put aside has this in its name.
ASIDE = "before-reset"
#: Whoever copies a file into its place piece by piece has gone on by then.
_PIECE = 0.1
#: Windows says so of a link that leads to itself.
_LOOP = 1921


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
        if path.is_symlink():  # it leads to where nothing is now: the stick with the work is not there
            raise
        return {}, ""
    except OSError as error:
        if error.errno != errno.ELOOP and getattr(error, "winerror", None) != _LOOP:
            raise
        return {}, "work.aside_no_file"  # a link that leads to itself can be put aside, as can all that is no file
    if not stat.S_ISREG(mode):  # to read a pipe would be to wait for ever
        return {}, "work.aside_no_file"
    if path.stat().st_size > LARGEST:
        return {}, "work.aside"
    try:
        content = parse(_whole(path))
    except (ValueError, RecursionError):
        return {}, "work.aside"
    if is_work(content, lesson):
        return content, ""
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        return {}, "work.aside"
    if content.get("version") != VERSION:
        return {}, "work.aside_version"
    return {}, "work.aside_lesson" if is_work(content) else "work.aside"


def _whole(path: Path) -> bytes:
    """What a file holds; a share that gives less of it than there is has not damaged it."""
    found = path.read_bytes()
    if len(found) < path.stat().st_size:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    return found


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
    _wait_for_writer(path)
    aside = unused(path, "unread")
    path.replace(aside)
    return {}, Phrases(spoken())(fault, path=path.name, lesson=lesson, aside=aside.name)


def _wait_for_writer(path: Path) -> None:
    """Fail for now if somebody is writing a file: it is not damaged, it is not yet whole."""
    before = path.lstat()
    time.sleep(_PIECE)
    now = path.lstat()
    if (before.st_size, before.st_mtime_ns, before.st_ino) != (now.st_size, now.st_mtime_ns, now.st_ino):
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def write_work(path: Path, work: Records, alone: bool = True) -> None:
    """Write the work of a lesson, and take away what was left half written.

    Parameters
    ----------
    path : Path
        The file.
    work : Records
        What it is to hold.
    alone : bool
        Whether its lock is held; else what is half written may be another computer's.

    Raises
    ------
    OSError
        If it cannot be written; the old file stands.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from lessonlib.exercises.keeping.records import Records
    >>> with TemporaryDirectory() as folder:
    ...     write_work(Path(folder) / "01.json", Records("01"))
    ...     look_at(Path(folder) / "01.json", "01")[0]["records"]
    []
    """
    edition = next_edition(work.edition, new_id()[:6])
    replace_file(path, _as_json(work.lesson, work.seats, work.records, work.drafts, work.begun, edition))
    work.edition = edition
    _flush(path.resolve().parent)
    if alone:
        sweep(path)


def _flush(folder: Path) -> None:
    """Have the name of a file written to the disk too: a stick is pulled out as soon as an answer is told.

    Each save gives the name to another file, so that none can do without.
    """
    with contextlib.suppress(OSError):  # Windows opens no folder, and writes names at once
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def put_aside(path: Path, work: Records) -> Path:
    """Put the work of a lesson aside, and begin an empty file for the same seats; return where it stands now.

    Raises
    ------
    OSError
        If it cannot be put aside: then nothing has changed.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from lessonlib.exercises.keeping.records import Records
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "01.json"
    ...     write_work(path, Records("01"))
    ...     put_aside(path, Records("01")).name
    '01.before-reset-1.json'
    """
    with locked(path):
        kept = unused(path, ASIDE)
        path.replace(kept)
        try:
            # An empty file that was begun anew tells other windows so; without one they would bring all of it back.
            begun, edition = new_id(), next_edition(work.edition, new_id()[:6])
            replace_file(path, _as_json(work.lesson, work.seats, [], {}, begun, edition))
        except OSError:
            kept.replace(path)
            raise
        work.begun, work.edition = begun, edition
    return kept


def put_beside(path: Path, lesson: str, content: Mapping[str, Any]) -> Path:
    """Write what is no longer work beside the file, as a reset would put it there, and return where it stands.

    Raises
    ------
    OSError
        If it cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     put_beside(Path(folder) / "01.json", "01", {"seats": [], "records": [], "drafts": {}}).name
    '01.before-reset-1.json'
    """
    kept = unused(path, ASIDE)
    replace_file(kept, _as_json(lesson, content["seats"], content["records"], content["drafts"]))
    return kept


def _as_json(
    lesson: str,
    seats: list[str],
    records: list[dict[str, Any]],
    drafts: dict[str, Any],
    begun: str = "",
    edition: tuple[int, tuple[str, ...]] = (0, ()),
) -> str:
    content = {
        "format": FORMAT,
        "version": VERSION,
        "lesson": lesson,
        "begun": begun,
        "edition": [edition[0], " ".join(edition[1])],
        "seats": seats,
        "records": records,
        "drafts": drafts,
    }
    return json.dumps(content, ensure_ascii=True, indent=1, allow_nan=False) + "\n"


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
