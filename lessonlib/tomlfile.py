"""Curated files as they stand on disk: where they are, what they are called, TOML read with a message that helps."""

from pathlib import Path
from typing import Any

import rtoml

from lessonlib.bundle import PACKAGE
from lessonlib.errors import DataError

#: The folder of the curated files.
DATA = PACKAGE / "data"


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Raises
    ------
    DataError
        If it is missing, not UTF-8 or not TOML; the message tells the place.

    Examples
    --------
    >>> read_toml(DATA / "outlets.toml")["places"][:7]
    'Jakarta'
    """
    try:
        return rtoml.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DataError(f"{short_name(path)} cannot be read ({error.strerror}): restore the file.") from error
    except UnicodeDecodeError as error:
        raise DataError(
            f"{short_name(path)} is not UTF-8 (byte {error.start} fits no character): save it as plain text in UTF-8."
        ) from error
    except rtoml.TomlParsingError as error:
        raise DataError(f"{short_name(path)} is not valid TOML ({error}): correct it there.") from error


def short_name(path: Path) -> str:
    """Return what a message calls a file: its place among the curated files, or its whole path.

    Examples
    --------
    >>> short_name(DATA / "history" / "events.toml")
    'history/events.toml'
    """
    return path.relative_to(DATA).as_posix() if path.is_relative_to(DATA) else str(path)
