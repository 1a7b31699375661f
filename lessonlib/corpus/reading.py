"""From files to text: what can be read is read as it stands, the rest is refused in one sentence."""

import re
from pathlib import Path

from lessonlib.errors import PageError
from lessonlib.files import shown

_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word document or a zip archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "an RTF document",
    b"\xd0\xcf\x11\xe0": "an old Word document",
}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HTML_START = re.compile(r"\s*<(?:!doctype html|html|head|body|\?xml)\b", re.IGNORECASE)
_HTML_BLOCK = re.compile(r"</(?:p|div|span|li|td|a|h\d|section|article)\s*>", re.IGNORECASE)
_SAVE = "save it as plain text in UTF-8 and try again"


def read_text(path: Path) -> tuple[str, bytes]:
    """Read the text of a page.

    Parameters
    ----------
    path : Path
        A file of UTF-8 text, with or without a byte-order mark.

    Returns
    -------
    (str, bytes)
        The text, decoded as ``utf-8-sig`` with its line ends as they are, and the bytes.

    Raises
    ------
    PageError
        If the file is missing, empty, not UTF-8, binary, or HTML.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> text, raw = read_text(find_folder("seeds") / "antara-explainer.txt")
    >>> text[:13], raw[:13]
    (' date 2023-09', b' date 2023-09')
    """
    name = shown(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise PageError(f"{name} cannot be read ({error.strerror}): check the name and who may read it.") from error
    for magic, what in _MAGIC.items():
        if raw.startswith(magic):
            raise PageError(f"{name} is {what}, not plain text: open it, {_SAVE}.")
    if raw.startswith(_UTF16) or _looks_like_utf16(raw):
        raise PageError(f"{name} is UTF-16, not UTF-8: open it in an editor, {_SAVE}.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PageError(f"{name} is not UTF-8 (byte {error.start} fits no character): open it in an editor, {_SAVE}.") from error
    if "\0" in text:
        raise PageError(f"{name} holds a NUL byte at character {text.index(chr(0))}, so it is binary or damaged: {_SAVE}.")
    if not text.strip("\ufeff \t\r\n\v\f\u00a0\u200b"):
        raise PageError(f"{name} is empty: put the text of the page into it, or take the file away.")
    if _HTML_START.match(text) or len(_HTML_BLOCK.findall(text[:200_000])) >= max(5, text.count("\n", 0, 200_000) / 4):
        raise PageError(f"{name} is an HTML page, not its text: open it in a browser, copy the text, {_SAVE}.")
    return text, raw


def _looks_like_utf16(raw: bytes) -> bool:
    """Every other byte of Latin text in UTF-16 is zero."""
    head = raw[:400]
    return len(head) >= 4 and max(head[::2].count(0), head[1::2].count(0)) > 0.35 * len(head)


def list_pages(folder: Path) -> list[Path]:
    """List the pages of a folder by name.

    Raises
    ------
    PageError
        If the folder is missing, holds no ``.txt`` file, or holds two whose names differ only in case.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> [path.stem for path in list_pages(find_folder("seeds"))][:2]
    ['antara-explainer', 'footnoted-commentary']
    """
    name = shown(folder)
    try:
        if not folder.exists():
            raise PageError(f"There is no folder {name}: check the name, or make it and put .txt pages into it.")
        if not folder.is_dir():
            raise PageError(f"{name} is a file, not a folder: give the folder in which the .txt pages stand.")
        # Only files: to read a pipe or a device would be to wait for ever.
        pages = sorted(
            path for path in folder.iterdir() if path.suffix.lower() == ".txt" and not path.name.startswith(".") and path.is_file()
        )
    except OSError as error:
        raise PageError(f"{name} cannot be read ({error.strerror}): check the name and who may read it.") from error
    if not pages:
        raise PageError(f"{name} holds no .txt pages: put at least one page of UTF-8 text there.")
    seen: dict[str, Path] = {}
    for path in pages:
        other = seen.setdefault(shown(path.stem).casefold(), path)
        if other is not path:
            raise PageError(
                f"{name} holds both {shown(other.name)} and {shown(path.name)}, whose names differ only in case, in ending or in signs that are not seen: rename one of them."
            )
    return pages
