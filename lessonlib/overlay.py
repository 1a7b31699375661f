"""The prose of the curated tables in the language of the edition: laid over the English, which stays the source of truth.

Codes stay as they are in every language, for code compares with them:
kinds, certainties, phases, the names of speakers and places. What a code is
called for readers stands in the words of each room; what a name is called,
in ``names.toml`` and ``called.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lessonlib.words import own_words

if TYPE_CHECKING:
    import pandas as pd

#: Our notes on our translations, by the id of the sentence.
TRANSLATIONS = "translations"
#: The columns of prose, by the file in ``words/<language>``: there each row is a table named by its id.
PROSE: Mapping[str, tuple[str, ...]] = {
    "documents": ("outlet_reason", "published_reason", "complete_reason", "byline_roles", "rights"),
    "rules": ("why",),
    TRANSLATIONS: ("note", "gloss", "alternative"),
    "history/events": ("label", "date_reason", "note"),
    "history/attestations": ("date_reason", "line_reason", "note"),
    "history/tensions": ("summary", "record", "question"),
    "history/context": ("statement", "note"),
    "history/sources": ("note",),
    "history/voices": ("owner", "stake", "note"),
    "history/names": ("called", "who", "note"),
    "history/signals": ("meaning", "tells"),
    "history/phases": ("label", "scheme"),
}
#: Tables whose rows have no id: there a file has ``"the English" = "the same"``, for a series in a table of its name.
BY_TEXT: Mapping[str, tuple[str, ...]] = {
    "history/parallels": ("note",),
    "history/descent": ("reason",),
    "history/series": ("resolution", "trigger", "rate", "note"),
}
#: What speakers, places and pages are called, where names.toml does not know them.
CALLED = "history/called"


def in_language(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return a table with its prose in the language of the edition; what that lacks stays English.

    Parameters
    ----------
    table : pandas.DataFrame
        In English, its index the ids of its rows; it is not changed.
    name : str
        A key of `PROSE`.

    Returns
    -------
    pandas.DataFrame
        A table of its own, with the same columns and types.

    Examples
    --------
    >>> from lessonlib.history.evidence import load_events
    >>> in_language(load_events(), "history/events").loc["korean-war", "phase"]
    'soviet_support'
    """
    table, found = table.copy(), own_words(name)
    for field in PROSE[name] if found else ():
        if field in table:
            told = [found.get(row, {}).get(field) or old for row, old in zip(table.index, table[field], strict=True)]
            table[field] = _like(told, table[field])
    return table


def in_language_by_text(table: pd.DataFrame, name: str, part: str = "") -> pd.DataFrame:
    """Return a table without ids with its prose in the language of the edition.

    Parameters
    ----------
    table : pandas.DataFrame
        In English; it is not changed.
    name : str
        A key of `BY_TEXT`.
    part : str
        The name of a series.

    Examples
    --------
    >>> from lessonlib.history.critique import load_parallels
    >>> len(in_language_by_text(load_parallels(), "history/parallels")) == len(load_parallels())
    True
    """
    table, found = table.copy(), own_words(name)
    found = found.get(part, {}) if part else found
    for field in BY_TEXT[name] if found else ():
        if field in table:
            table[field] = _like([found.get(old, old) for old in table[field]], table[field])
    return table


def _like(values: list[Any], column: pd.Series) -> Any:
    import pandas as pd

    return pd.Series(values, index=column.index, dtype=column.dtype)


def called(name: str) -> str:
    """Return what a speaker, a place or a page is called in the language of the edition.

    Examples
    --------
    >>> called("Artyom Lukin"), called("analysts")
    ('Artyom Lukin', 'analysts')
    """
    return own_words("history/names").get(name, {}).get("called") or own_words(CALLED).get(name) or name
