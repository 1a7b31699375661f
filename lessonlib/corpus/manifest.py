"""``manifest.toml``: what is known of the pages of a folder beside their text."""

import hashlib
from pathlib import Path

import rtoml

from lessonlib.corpus.patterns import later
from lessonlib.errors import ManifestError, no_such
from lessonlib.files import is_there, shown

BASES = ("printed", "inferred", "supplied", "unknown")
GENRES = ("explainer", "listicle", "analysis", "feature", "commentary", "news")
COMPLETE = ("yes", "truncated", "unknown")
FIELDS = (
    "file", "original_file", "sha256", "title", "outlet", "outlet_basis", "outlet_reason", "genre", "language", "published", "published_time", "published_basis", "published_reason", "complete", "complete_reason", "rights",
)  # fmt: skip
_EDTF = later(r"\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?[~?%]?")
_CHOICES = {"outlet_basis": BASES, "published_basis": BASES, "genre": GENRES, "complete": COMPLETE}


def read_manifest(folder: Path) -> dict[str, dict[str, str]]:
    """Read ``manifest.toml`` of a folder, if there is one.

    Parameters
    ----------
    folder : Path
        A folder of pages.

    Returns
    -------
    dict
        By file name, the fields of its table (see `FIELDS`); empty without a manifest.

    Raises
    ------
    ManifestError
        If the file is not TOML, a table names no file or one that is not
        there, a hash differs, or a field or its value is not known.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> read_manifest(find_folder("seeds"))["unsigned-analysis.txt"]["complete"]
    'truncated'
    """
    path = folder / "manifest.toml"
    if not path.is_file():
        return {}
    found: dict[str, dict[str, str]] = {}
    for number, table in enumerate(_tables(path), 1):
        name = table.get("file", "")
        where = shown(f"{path}, table {number} ({name or 'no file named'})")
        _check_fields(where, table)
        if name in found:
            raise ManifestError(f"{where}: the same file stands in an earlier table; keep one of the two.")
        _check_file(where, folder / name, table.get("sha256", ""))
        found[name] = table
    return found


def _tables(path: Path) -> list[dict]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ManifestError(f"{shown(path)} cannot be read ({error.strerror}): check who may read it, or take it away.") from error
    except UnicodeDecodeError as error:
        raise ManifestError(f"{shown(path)} is not UTF-8 (byte {error.start} fits no character): correct it, or take it away.") from error
    try:
        data = rtoml.loads(text)
    except rtoml.TomlParsingError as error:
        raise ManifestError(f"{shown(path)} is not valid TOML ({shown(error)}): correct it, or take it away.") from error
    tables = data.get("document", [])
    if set(data) - {"document"} or not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ManifestError(f"{shown(path)} may hold only tables [[document]], one for each page: correct it.")
    return tables


def _check_fields(where: str, table: dict) -> None:
    for key, value in table.items():
        if key not in FIELDS:
            raise ManifestError(f"{where}: {no_such('field', key, FIELDS)}.")
        if not isinstance(value, str):
            raise ManifestError(f"{where}: {key} must be text in quotation marks, not {value!r}.")
        if key in _CHOICES and value and value not in _CHOICES[key]:
            raise ManifestError(f"{where}: {key} is {value!r}; it may be {', '.join(_CHOICES[key])}.")
    name = table.get("file", "")
    if not name or Path(name).name != name:
        raise ManifestError(f"{where}: 'file' must be the name of a .txt file in this folder, without a path.")
    published = table.get("published", "")
    if published and not _EDTF.fullmatch(published):
        raise ManifestError(
            f"{where}: published is {published!r}; write a month or a day in EDTF, such as '2023-09', '2023-09~' or '2023-09-12'."
        )


def _check_file(where: str, path: Path, expected: str) -> None:
    if not is_there(path):
        raise ManifestError(f"{where}: there is no such file in the folder; correct the name, or take the table away.")
    actual = hashlib.sha256(path.read_bytes()).hexdigest() if expected else ""
    if actual != expected:
        raise ManifestError(
            f"{where}: the file is not the one described (its sha256 is {actual}, not {expected}); restore it, or correct the manifest."
        )
