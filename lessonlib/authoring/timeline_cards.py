"""Cards to cut out: the words of a text on something that happened, without its date; and the dates, for who leads the game."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from lessonlib.corpus.load import load_corpus
from lessonlib.errors import DataError, no_such
from lessonlib.exercises.passages import outlets
from lessonlib.history.evidence import load_attestations, load_events
from lessonlib.html import escape, table
from lessonlib.tomlfile import DATA, read_toml
from lessonlib.words import words

_FILE = DATA / "timeline_cards.toml"


@cache
def card_sets(path: Path = _FILE) -> dict[str, tuple[str, ...]]:
    """Read the sets of cards: names of attestations, by set.

    Raises
    ------
    DataError
        If a card is no attestation.

    Examples
    --------
    >>> len(card_sets()["first-day"])
    12
    """
    known = load_attestations().index
    sets = {name: tuple(row["cards"]) for name, row in read_toml(path).items()}
    for name, cards in sets.items():
        for card in cards:
            if card not in known:
                raise DataError(
                    f"{path.name}: the set {name!r} has the card {card!r}, which is no attestation: take one of load_attestations()."
                )
    return sets


def _rows(name: str) -> list[tuple[Any, Any]]:
    """The attestation and the event behind each card of a set."""
    if name not in card_sets():
        raise DataError(f"{no_such('set of cards', name, card_sets(), 'sets')}.")
    attestations, events = load_attestations(), load_events()
    rows: list[Any] = [attestations.loc[card] for card in card_sets()[name]]
    return [(row, events.loc[row["event_id"]]) for row in rows]


def cards_markup(name: str, language: str = "en") -> str:
    """Return a set of cards, as HTML to print and cut: number, words in English and in Indonesian, whose they are, and when that text was written.

    Raises
    ------
    DataError
        If there is no such set.

    Examples
    --------
    >>> cards_markup("first-day").count('class="card"')
    12
    """
    told, published = words("authoring", language)["teaching"]["card"], load_corpus().documents["published"]
    parts = []
    for number, (row, _) in enumerate(_rows(name), 1):
        where = told["written"].format(outlet=outlets()[row["doc_id"]], published=_doubtful(published[row["doc_id"]], told))
        parts.append(
            f'<div class="card"><p class="at"><b>{number}</b> · {escape(where)}</p><p class="words">“{escape(row["text_en"])}”</p>'
            f'<p class="at" lang="id">{escape(row["exact"])}</p></div>'
        )
    return f'<div class="cards">{"".join(parts)}</div>'


def dates_markup(name: str, language: str = "en") -> str:
    """Return the dates of a set of cards as a table: from when to when it may have been, by our reading, and why.

    Raises
    ------
    DataError
        If there is no such set.

    Examples
    --------
    >>> "1948-01" in dates_markup("first-day")
    True
    """
    told = words("authoring", language)["teaching"]["card"]
    rows = [
        [
            str(number),
            event["label"],
            _month(event["earliest"], told),
            _month(event["latest"], told),
            row["date_reason"] or event["date_reason"],
        ]
        for number, (row, event) in enumerate(_rows(name), 1)
    ]
    made = table([told[head] for head in ("card", "what", "earliest", "latest", "why")], rows, told["caption"])
    return made.replace("<table>", '<table class="dates">', 1)


def _doubtful(published: str, told: dict[str, str]) -> str:
    """A date of EDTF for who has not met its signs yet.

    Examples
    --------
    >>> _doubtful("2023-09~", {"about": "about {day}", "perhaps": "perhaps {day}"})
    'about 2023-09'
    """
    form = told["about"] if published.endswith("~") else told["perhaps"] if published.endswith("?") else "{day}"
    return form.format(day=published.rstrip("~?"))


def _month(day: date | None, told: dict[str, str]) -> str:
    return f"{day:%Y-%m}" if day else told["open"]
