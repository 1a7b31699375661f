"""What the cards for the absent are made of: their tasks, and their prose in each language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lessonlib.errors import DataError
from lessonlib.tomlfile import DATA, read_toml
from lessonlib.words import words

_FILE = DATA / "cards.toml"
#: The parts of a card that are prose.
PROSE = ("did", "word", "bring")


class Card(NamedTuple):
    """What a card is made of, beside its words.

    Attributes
    ----------
    tasks : tuple of str
        Exercises of the lesson.
    side : int
        On which side of the handout the reading begins.

    Examples
    --------
    >>> Card(("how-much", "ledger"), 1).side
    1
    """

    tasks: tuple[str, ...]
    side: int


def read_cards() -> dict[str, Card]:
    """Read which cards there are, by the number of the lesson.

    Raises
    ------
    DataError
        If a row lacks its number, its tasks or its side.

    Examples
    --------
    >>> read_cards()["02"].tasks
    ('how-much', 'ledger')
    """
    rows = read_toml(_FILE).get("card", [])
    try:
        return {row["number"]: Card(tuple(row["tasks"]), int(row["side"])) for row in rows}
    except KeyError as error:
        raise DataError(f"{_FILE.name}: a [[card]] has no {error.args[0]}: fill it in.") from error


def card_words(number: str, language: str) -> Mapping[str, str]:
    """Return the prose of a card, with its references as written.

    Examples
    --------
    >>> card_words("03", "en")["word"][:9]
    '*Menurut*'
    """
    found: Mapping[str, str] = words("cards", language).get(number, {})
    return found
