"""References from an exercise to what proves its key, and the words they stand for."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from lessonlib.errors import DataError, nearly, no_such
from lessonlib.exercises.compare import read_period
from lessonlib.exercises.passages import Passage, outlets, passages
from lessonlib.exercises.tables import table
from lessonlib.words import words

#: Where the row of a reference stands.
_TABLES = {"event": "events", "attestation": "attestations", "tension": "tensions", "context": "context"}


def _row(kind: str, name: str) -> Any:
    found = table(_TABLES[kind])
    if name not in found.index:
        raise DataError(f"{no_such(kind, name, found.index)}.")
    return found.loc[name]


def _attested(name: str) -> Passage:
    row = _row("attestation", name)
    return Passage(name, row["exact"], row["text_en"], _outlet(row["doc_id"]))


def _event(name: str) -> list[Passage]:
    _row("event", name)
    attestations = table("attestations")
    return [_attested(str(found)) for found in attestations.index[attestations["event_id"] == name]]


def _tension(name: str) -> list[Passage]:
    row = _row("tension", name)
    quoted = [Passage(f"{doc_id}", exact, _english(doc_id, exact), _outlet(doc_id)) for doc_id, exact in row["quotes"]]
    told = words("authoring")["note"]["tension"].format(outlets=", ".join(dict.fromkeys(_outlet(doc_id) for doc_id, _ in row["quotes"])))
    return [*quoted, Passage("", "", row["summary"], told)]


def _english(doc_id: str, exact: str) -> str:
    """Our English of the passage in which words stand, if they are most of it."""
    for ref, passage in passages().items():
        if ref.startswith(doc_id) and exact in passage.original and len(exact) > 0.8 * len(passage.original):
            return passage.english
    return ""


def _context(name: str) -> list[Passage]:
    row = _row("context", name)
    publishers = "; ".join(dict.fromkeys(str(table("sources")["publisher"][source]) for source in row["sources"]))
    return [Passage("", "", row["statement"], words("authoring")["note"]["context"].format(publisher=publishers))]


def _passage(name: str) -> list[Passage]:
    found = passages().get(name)
    if found is None:
        raise DataError(f"{no_such('sentence or part of a page', name, passages())}.")
    return [found]


def _document(name: str) -> list[Passage]:
    doc_id, _, column = name.partition(".")
    documents = table("documents")
    if doc_id not in documents.index:
        raise DataError(f"{no_such('text', doc_id, documents.index)}.")
    if column not in documents.columns:
        raise DataError(f"documents has no column {column!r}{nearly(column, documents.columns)}.")
    value = documents[column][doc_id]
    return [Passage(name, "", f"{column}: {value or words('authoring')['sources']['empty']}", _outlet(doc_id))]


def _outlet(doc_id: str) -> str:
    return outlets().get(doc_id, doc_id)


_KINDS: Mapping[str, Callable[[str], list[Passage]]] = {
    "sentence": _passage,
    "place": _passage,
    "attestation": lambda name: [_attested(name)],
    "event": _event,
    "tension": _tension,
    "context": _context,
    "document": _document,
}


def dates_of(reference: str) -> list[tuple[date, date]]:
    """Return the bounds of the dates that a reference gives: of an event, an attestation, a fact from outside, or a page.

    Examples
    --------
    >>> dates_of("document:kompas-feature.published")
    [(datetime.date(2022, 8, 30), datetime.date(2022, 8, 30))]
    """
    kind, _, name = reference.partition(":")
    if kind == "attestation":
        kind, name = "event", _row("attestation", name)["event_id"]
    if kind in ("event", "context"):
        row = _row(kind, name)
        return [(row["earliest"] or row["latest"], row["latest"] or row["earliest"])] if row["earliest"] or row["latest"] else []
    if kind == "document" and name.endswith(".published"):
        period = read_period(table("documents")["published"][name.partition(".")[0]])
        return [period[:2]] if period else []
    return []


def resolve(reference: str) -> list[Passage]:
    """Return the words that a reference stands for.

    Parameters
    ----------
    reference : str
        ``sentence:ID``, ``place:DOC@START``, ``attestation:ID``, ``event:ID``,
        ``tension:ID``, ``context:ID`` or ``document:DOC.COLUMN``.

    Raises
    ------
    DataError
        If it stands for nothing; the message says which part is wrong.

    Examples
    --------
    >>> resolve("sentence:sindonews-listicle-006-02")[0].english
    'One of them was Putin.'
    >>> resolve("document:kompas-feature.published")[0].english
    'published: 2022-08-30'
    """
    kind, _, name = reference.partition(":")
    if kind not in _KINDS or not name:
        raise DataError(f"the reference {reference!r} must be written as KIND:ID; the kinds are {', '.join(_KINDS)}.")
    return _KINDS[kind](name)
