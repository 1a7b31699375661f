"""The words that a learner meets, one file a room and language, so that none stands in code."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from lessonlib.errors import UnknownNameError
from lessonlib.history.files import DATA, read_toml


@cache
def words(room: str, language: str = "en") -> Mapping[str, Any]:
    """Read the words of a room.

    Parameters
    ----------
    room : str
        The name of the file, without ``.toml``.
    language : str
        The name of its folder in ``lessonlib/data/words``.

    Returns
    -------
    mapping
        As the file has them.

    Raises
    ------
    UnknownNameError
        If there is no such file; the message lists those there are.

    Examples
    --------
    >>> words("places")["title"]
    'Places that the texts name'
    """
    path = DATA / "words" / language / f"{room}.toml"
    if not path.is_file():
        there = ", ".join(sorted(f"{other.parent.name}/{other.stem}" for other in (DATA / "words").glob("*/*.toml")))
        raise UnknownNameError(f"There are no words {language}/{room}; there are {there}.")
    return MappingProxyType(read_toml(path))
