"""The words that a learner meets, one file a room and language, so that none stands in code."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lessonlib.errors import DataError, UnknownNameError
from lessonlib.language import FIRST, spoken
from lessonlib.tomlfile import DATA, read_toml, short_name

#: One folder a language; below it, a file a room, and in ``history/`` the words of the curated tables.
WORDS = DATA / "words"
#: The files that English must have.
ROOMS = (
    "authoring",
    "cards",
    "family",
    "figures",
    "hub",
    "inspector",
    "matrix",
    "paper",
    "parallels",
    "places",
    "reader",
    "slips",
    "viewers",
)


def words(room: str, language: str = "") -> Mapping[str, Any]:
    """Read the words of a room.

    Parameters
    ----------
    room : str
        The name of the file, without ``.toml``.
    language : str
        The name of its folder in ``lessonlib/data/words``; without it, that of
        the edition. What the language lacks is said in English.

    Returns
    -------
    mapping
        As the file has them.

    Raises
    ------
    UnknownNameError
        If there is no such room; the message lists those there are.
    DataError
        If its file in English is missing, or is not TOML.

    Examples
    --------
    >>> words("places")["title"]
    'Places that the texts name'
    """
    return _words(room, language or spoken(), WORDS)


@cache
def _words(room: str, language: str, folder: Path) -> Mapping[str, Any]:
    if room not in ROOMS:
        raise UnknownNameError(f"There are no words {room!r}; there are {', '.join(ROOMS)}.")
    path = folder / FIRST / f"{room}.toml"
    if not path.is_file():
        raise DataError(f"{short_name(path)} is missing: restore the file, or install the package again.")
    return MappingProxyType(merged(read_toml(path), own_words(room, language)))


def own_words(room: str, language: str = "") -> Mapping[str, Any]:
    """Read what a language has for a room or a curated table, and nothing else.

    Parameters
    ----------
    room : str
        Such as ``"figures"``, or ``"history/events"`` for the words of a table.
    language : str
        Without it, that of the edition.

    Returns
    -------
    mapping
        Empty where the language has no such file.

    Examples
    --------
    >>> dict(own_words("history/events", "en"))
    {}
    """
    return _own(WORDS / (language or spoken()) / f"{room}.toml")


@cache
def _own(path: Path) -> Mapping[str, Any]:
    return MappingProxyType(read_toml(path)) if path.is_file() else {}


def merged(first: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Return words with those of another language laid over them, table by table.

    Examples
    --------
    >>> merged({"a": "one", "b": {"c": "two", "d": "three"}}, {"b": {"c": "dua"}})
    {'a': 'one', 'b': {'c': 'dua', 'd': 'three'}}
    """
    return dict(first) | {
        name: merged(first[name], value) if isinstance(value, Mapping) and isinstance(first.get(name), Mapping) else value
        for name, value in other.items()
    }
