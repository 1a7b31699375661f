"""The phrases that all exercises share, in the languages of a bank."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lessonlib.errors import DataError
from lessonlib.exercises.banks import BANK
from lessonlib.language import FIRST
from lessonlib.tomlfile import read_toml


@cache
def _read_phrases(language: str, bank: Path) -> Mapping[str, Any]:
    path = bank / language / "phrases.toml"
    return read_toml(path) if path.is_file() else {}


class Phrases:
    """The phrases of a language; what it lacks is said in English.

    Parameters
    ----------
    language : str
        Such as ``"en"``.
    bank : Path
        A folder with one folder for each language, each with its
        ``phrases.toml``; what is not there is taken from the package.

    Examples
    --------
    >>> Phrases("en")("verdict.CORRECT")
    'Right'
    """

    def __init__(self, language: str, bank: Path = BANK) -> None:
        self.language = language
        self._tables = [_read_phrases(language, bank), _read_phrases(language, BANK), _read_phrases(FIRST, BANK)]

    def __call__(self, name: str, /, **values: object) -> str:
        """Return a phrase, its braces filled in.

        Raises
        ------
        DataError
            If no file holds it.
        """
        found = self._find(name)
        if not isinstance(found, str):
            raise DataError(f"exercises/{FIRST}/phrases.toml holds no phrase {name!r}: add it.")
        return found.format_map({key: str(value) for key, value in values.items()}) if values else found

    def words(self, name: str) -> list[str]:
        """Return a list of words.

        Examples
        --------
        >>> "perhaps" in Phrases("en").words("form.doubts")
        True
        """
        found = self._find(name)
        return [str(word) for word in found] if isinstance(found, list) else []

    def _find(self, name: str) -> Any:
        group, key = name.split(".", 1)
        for table in self._tables:
            if key in table.get(group, {}):
                return table[group][key]
        return None
