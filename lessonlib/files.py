"""Files are replaced in one step: whoever looks sees the old one or the new one, and no failure takes the old one away."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from lessonlib.errors import LessonlibError
from lessonlib.html import unseen


def replace_file(path: Path, content: str | bytes, private: bool = False) -> None:
    """Put a new file in the place of the old one: whoever looks sees the one or the other, never half of it.

    Parameters
    ----------
    path : Path
        The file.
    content : str or bytes
        Text is written in UTF-8, with its line ends as they are; what UTF-8
        cannot hold becomes a question mark.
    private : bool
        Whether nobody else on this computer may read the file, from its first moment.

    Raises
    ------
    OSError
        If it cannot be written; the old file stands, and nothing is left beside it.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     replace_file(Path(folder) / "01.json", "{}")
    ...     [path.name for path in Path(folder).iterdir()]
    ['01.json']
    """
    if not private and path.is_symlink() and path.is_file():  # a link stays one: what it leads to, on a stick perhaps, is replaced
        path = path.resolve()
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _begun(partial, private) as file:
            file.write(content.encode("utf-8", "replace") if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            partial.unlink()
        raise


def _begun(path: Path, private: bool) -> IO[bytes]:
    path.unlink(missing_ok=True)  # a file or a link of this name, which another may have made, would lead the words elsewhere
    return open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600 if private else 0o666))


def write_pages(pages: Mapping[Path, str], what: str) -> list[Path]:
    """Write pages, each in one step, into folders that are made if they are not there.

    Parameters
    ----------
    pages : mapping of Path to str
        Where each is to stand, and its text.
    what : str
        What they are called, for the message.

    Returns
    -------
    list of Path
        Where they stand.

    Raises
    ------
    LessonlibError
        If a folder cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     [path.name for path in write_pages({Path(folder) / "guides" / "06.html": "<p>…</p>"}, "guides")]
    ['06.html']
    """
    for path, text in pages.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, text)
        except OSError as error:
            raise LessonlibError(f"The {what} cannot be written to {path.parent} ({error.strerror}): name another folder.") from error
    return list(pages)


def sweep(path: Path) -> None:
    """Take away what processes that were killed left half written beside a file; only for whoever holds its lock.

    Examples
    --------
    >>> sweep(Path("nowhere/01.json"))
    """
    for partial in path.parent.glob(f".{path.name}.*.part"):
        with contextlib.suppress(OSError):
            partial.unlink()


def is_there(path: Path) -> bool:
    """Say whether a file is there; in a folder that is closed, or by a name that no file can have, there is none.

    Examples
    --------
    >>> is_there(Path("a" * 5000))
    False
    """
    try:
        return path.is_file()
    except OSError:
        return False


def here() -> Path:
    """Return the working folder; if it was taken away, its name without a place, with which writing fails and says so.

    Examples
    --------
    >>> here() == Path.cwd()
    True
    """
    try:
        return Path.cwd()
    except OSError:
        return Path()


def shown(path: object) -> str:
    """Return a name of a file as a message can hold it: in one line, without signs that would act on the screen.

    Examples
    --------
    >>> print(shown(Path("a\\nb\\x1b[31m.txt")))
    a�b�[31m.txt
    """
    return "".join("\ufffd" if sign in "\n\r\t\u2028\u2029" else sign for sign in unseen(str(path)))
