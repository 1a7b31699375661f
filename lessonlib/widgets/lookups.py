"""The evidence as the viewers ask for it: read once, rows by their ids, and names that there are not refused."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lessonlib.corpus.load import Corpus, load_corpus
from lessonlib.errors import LessonlibError, one_of
from lessonlib.history.evidence import load_attestations, load_events
from lessonlib.language import by_language


@by_language
def events() -> pd.DataFrame:
    """Return the events, read once; do not change the table.

    Examples
    --------
    >>> int(events().loc["korean-war", "n_sources"])
    3
    """
    return load_events()


@by_language
def attestations() -> pd.DataFrame:
    """Return the attestations, read once; do not change the table.

    Examples
    --------
    >>> "speaker" in attestations().columns
    True
    """
    return load_attestations()


@by_language
def documents() -> pd.DataFrame:
    """Return the table of the five texts, read once; do not change it.

    Examples
    --------
    >>> documents().index[0]
    'kompas-feature'
    """
    return load_corpus().documents


def corpus_of(given: Corpus | None, call: str) -> Corpus:
    """Return the corpus that somebody gave, or the five texts.

    Raises
    ------
    LessonlibError
        If something else was given, such as the name of a text; the message tells how it is called.

    Examples
    --------
    >>> len(corpus_of(None, "reader").documents)
    5
    """
    if given is None:
        return load_corpus()
    if not isinstance(given, Corpus):
        name = given if isinstance(given, str) else "kompas-feature"
        raise LessonlibError(f'Give the corpus first, and then the text: lessonlib.widgets.{call}(lessonlib.load_corpus(), "{name}").')
    return given


@by_language
def _rows(table: str) -> dict[str, dict[str, Any]]:
    """Rows by their ids: a table is slow to ask for one row."""
    found: Any = {"events": events, "documents": documents}[table]().to_dict("index")
    return found


@by_language
def said() -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Return what each text says about each event, by event and text; do not change it.

    Examples
    --------
    >>> len(said()["korean-war", "antara-explainer"])
    1
    """
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    rows: Any = attestations().to_dict("records")
    for row in rows:
        found.setdefault((row["event_id"], row["doc_id"]), []).append(row)
    return found


def event_row(event_id: str) -> dict[str, Any]:
    """Return what is known of an event; do not change it.

    Examples
    --------
    >>> event_row("korean-war")["date"]
    '1950/1953'
    """
    return _rows("events")[event_id]


def text_row(doc_id: str) -> dict[str, Any]:
    """Return what is known of a text; do not change it.

    Examples
    --------
    >>> text_row("kompas-feature")["complete"]
    'truncated'
    """
    return _rows("documents")[doc_id]


def check_event(event_id: str) -> None:
    """Raise if there is no such event; the message names those most like it.

    Raises
    ------
    UnknownNameError
        With ids that resemble it, and where all of them stand.

    Examples
    --------
    >>> check_event("korean-war")
    """
    one_of(event_id, events().index, "event", listed="lessonlib.load_events().index")
