"""Pictures drawn beforehand: what the lessons show is read from a file, as long as data and drawing are those it was made of.

To import matplotlib and to draw takes a kernel some 30 MiB and most of a second of the processor. The build draws each figure of
the lessons once and keeps its picture in ``notebooks/pictures``; a figure that is asked for with other data is drawn on the spot.
"""

from __future__ import annotations

import os
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lessonlib.bundle import PACKAGE, find_folder
from lessonlib.errors import LessonlibError
from lessonlib.files import replace_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PICTURES = "pictures"
#: The file beside the pictures that says of what they were made.
BASIS = "drawn-from.txt"
#: The build names a folder here: then each figure is drawn anew, and its picture kept there.
KEEP = "LESSONLIB_PICTURES"
#: What no picture is made of.
_BESIDE = {"exercises", "sampler", "teaching", "__pycache__"}
_HEAD, _TAIL = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"


def picture_of(drawing: Callable[[], Any], language: str, draw: Callable[[], bytes]) -> bytes:
    """Return the picture of a figure: the one that was drawn beforehand, or else a new one.

    Parameters
    ----------
    drawing : callable
        What makes the drawing; beforehand are drawn only those of this room, with what they draw bound to them.
    language : str
        In which it speaks.
    draw : callable
        Makes the picture, a PNG.

    Returns
    -------
    bytes
        The PNG.

    Examples
    --------
    >>> picture_of(lambda: None, "en", lambda: b"drawn on the spot")
    b'drawn on the spot'
    """
    name = picture_name(drawing, language)
    if name and (folder := os.environ.get(KEEP)):
        png = draw()
        replace_file(Path(folder) / name, png)
        return png
    return (_read(name) if name else None) or draw()


def picture_name(drawing: Callable[[], Any], language: str) -> str:
    """Name the file of a picture after what is drawn, or return "" if it is not one of ours.

    Examples
    --------
    >>> from lessonlib.figures.votes_cast import votes
    >>> picture_name(votes()._given, "en")[:11], picture_name(print, "en")
    ('votes_cast-', '')
    """
    if not isinstance(drawing, partial) or not drawing.func.__module__.startswith(f"{__package__}."):
        return ""
    try:
        drawn = _spelled([drawing.func.__qualname__, language, drawing.args, drawing.keywords])
    except TypeError:
        return ""
    return f"{drawing.func.__module__.rpartition('.')[2]}-{sha256(drawn.encode('utf-8', 'replace')).hexdigest()[:12]}.png"


def _spelled(value: Any) -> str:
    """All that a value holds; a ``repr`` would leave out the middle of a long table or array, and two figures would have one name."""
    if hasattr(value, "to_csv"):
        return value.to_csv(lineterminator="\n")
    if isinstance(value, dict):
        return _spelled(sorted(value.items()))
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_spelled, value))}]"
    if value is None or isinstance(value, str | int | float):
        return repr(value)
    raise TypeError(type(value).__name__)  # it has no spelling: what is made of it is drawn on the spot


def _read(name: str) -> bytes | None:
    try:
        folder = find_folder("notebooks") / PICTURES
        if not is_current(folder):
            return None
        png = (folder / name).read_bytes()
    except (OSError, LessonlibError):
        return None
    return png if png.startswith(_HEAD) and png.endswith(_TAIL) else None  # one that was cut short on its way is drawn again


def is_current(folder: Path) -> bool:
    """Whether the pictures in a folder were made of the data and the drawing of today.

    Examples
    --------
    >>> is_current(find_folder("notebooks") / PICTURES), is_current(Path("nowhere"))
    (True, False)
    """
    try:
        return (folder / BASIS).read_text(encoding="ascii").strip() == basis()
    except (OSError, UnicodeDecodeError):
        return False


@cache
def basis() -> str:
    """Return the digest of all that pictures are made of: the five texts, the tables and words, the code that draws.

    Line ends do not count: git may have changed them.

    Returns
    -------
    str
        SHA-256, 64 hexadecimal digits.

    Examples
    --------
    >>> len(basis())
    64
    """
    digest = sha256()
    for name, path in _parts():
        content = sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
        digest.update(f"{name}\n{content}\n".encode())
    return digest.hexdigest()


def _parts() -> Iterator[tuple[str, Path]]:
    """Each file that counts, by a name that is the same in a checkout and in a wheel."""
    for root in (find_folder("seeds"), PACKAGE / "data", PACKAGE / "figures"):
        for path in sorted(root.rglob("*")):
            parts = path.relative_to(root).parts
            if path.is_file() and not _BESIDE & {*parts} and path.suffix != ".pyc" and not path.name.startswith("."):
                yield f"{root.name}/{'/'.join(parts)}", path


def keep_pictures(made: Path, folder: Path) -> None:
    """Put the pictures that a build has drawn in the place of those that stand, and say of what they were made.

    Parameters
    ----------
    made : Path
        Where the figures kept their pictures.
    folder : Path
        Where they are read from. Other pictures there are taken away.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as scratch:
    ...     keep_pictures(Path(scratch), Path(scratch) / PICTURES)
    ...     is_current(Path(scratch) / PICTURES)
    True
    """
    folder.mkdir(parents=True, exist_ok=True)
    new = {path.name: path.read_bytes() for path in made.glob("*.png")}
    for path in folder.glob("*.png"):
        if path.name not in new:
            path.unlink()
    for name, png in new.items():
        replace_file(folder / name, png)
    replace_file(folder / BASIS, f"{basis()}\n")
