"""Events and attestations: what happened or was claimed, and who says so in which words."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Any

import pandas as pd

from lessonlib.corpus.load import seed_pages
from lessonlib.corpus.tables import sentence_name
from lessonlib.errors import DataError
from lessonlib.history.descent import lines_of_descent
from lessonlib.history.files import evidence_file, locate, read_rows
from lessonlib.history.phases import place_in_phases
from lessonlib.history.quotes import Quote, QuoteFinder
from lessonlib.history.schemas import ATTESTATION, EVENT
from lessonlib.history.tables import frame
from lessonlib.overlay import in_language
from lessonlib.tomlfile import short_name

EVENT_COLUMNS = {
    "event_id": "text", "date": "text", "earliest": "day", "latest": "day", "spans": "flag", "phase": "text", "kind": "text", "theme": "text",
    "label": "text", "place": "text", "n_sources": "whole", "n_independent": "whole", "date_reason": "text", "note": "text",
}  # fmt: skip
ATTESTATION_COLUMNS = {
    "attestation_id": "text", "event_id": "text", "doc_id": "text", "exact": "text", "prefix": "text", "suffix": "text", "start": "whole", "end": "whole",
    "speaker": "text", "via": "text", "certainty": "text", "text_en": "text", "sentence_id": "text", "date": "text", "date_reason": "text",
    "reported": "text", "line": "text", "line_reason": "text", "note": "text",
}  # fmt: skip


@cache
def finder(doc_id: str) -> QuoteFinder:
    """Return what finds quotations in one of the five texts.

    Examples
    --------
    >>> finder("kompas-feature").find("negara ketiga").kind
    'body'
    """
    page = seed_pages()[doc_id]
    return QuoteFinder(page.raw, page.span_list)


def load_events() -> pd.DataFrame:
    """Load the events: what happened, lasted or was claimed, in the order of time.

    Returns
    -------
    pandas.DataFrame
        Index ``event_id``. ``date`` is EDTF, ``earliest`` and ``latest`` are
        its bounds (`datetime.date`, or None for an open end; days have no time
        zone), ``phase`` that of the start (of the end, if the start is open),
        ``spans`` whether its date reaches into another phase. ``n_sources`` counts
        the texts that speak of it, ``n_independent`` their lines of descent:
        an upper bound, for lines may meet further up, out of sight.

    Raises
    ------
    DataError
        If a curated file is wrong; the message names file, line and field.

    Examples
    --------
    >>> events = load_events()
    >>> events.loc["korean-war", ["date", "phase"]].tolist()
    ['1950/1953', 'soviet_support']
    """
    return in_language(_events(), "history/events")


def load_attestations() -> pd.DataFrame:
    """Load the attestations: each text's words for each event, in the order of the texts.

    Returns
    -------
    pandas.DataFrame
        Index ``attestation_id``. ``exact``, ``prefix``, ``suffix`` and
        ``start``, ``end`` are the selectors of the W3C Web Annotation Model
        (0-based code points into ``corpus.raw(doc_id)``, end exclusive).
        ``speaker`` says it, ``via`` passes it on; ``certainty`` is that of the
        words: ``asserted``, ``alleged``, ``denied`` or ``predicted``. ``date``
        (EDTF) is what this text says of the day of the event, ``reported``
        the day on which the words were spoken. ``sentence_id`` is ``""`` for
        a caption. ``line`` is the line of descent by which the words came.

    Raises
    ------
    DataError
        If a curated file is wrong, or a quotation is not in its text.

    Examples
    --------
    >>> attestations = load_attestations()
    >>> row = attestations.iloc[0]
    >>> seed_pages()[row.doc_id].raw[row.start:row.end] == row.exact
    True
    """
    return in_language(_attestations(), "history/attestations")


@cache
def _attestations() -> pd.DataFrame:
    return frame(attestation_rows(), ATTESTATION_COLUMNS, index="attestation_id")


def attestation_rows(problems: list[str] | None = None) -> list[dict[str, Any]]:
    """Read all attestations and find each quotation in its text.

    Parameters
    ----------
    problems : list of str, optional
        Where to note every fault. Without it, the first one is raised.

    Raises
    ------
    DataError
        If a row is wrong or a quotation is not in its text, without `problems`.

    Examples
    --------
    >>> attestation_rows()[0]["doc_id"]
    'kompas-feature'
    """
    rows: list[dict[str, Any]] = []
    counted: dict[str, int] = {}
    lines = lines_of_descent()
    for doc_id in seed_pages():
        sentences = _Sentences(doc_id)
        for row, quote in _quoted(doc_id, problems):
            name = f"{row['event']}@{doc_id}"
            counted[name] = counted.get(name, 0) + 1
            row |= quote._asdict() | {
                "attestation_id": name if counted[name] == 1 else f"{name}-{counted[name]}",
                "event_id": row.pop("event"),
                "doc_id": doc_id,
                "sentence_id": sentences.at(quote.start),
                "line": row["line"] or lines.get(doc_id, ""),
            }
            rows.append(row)
    return rows


def _quoted(doc_id: str, problems: list[str] | None) -> Iterator[tuple[dict[str, Any], Quote]]:
    """The attestations of a text, each with its quotation as it stands there."""
    path = evidence_file("attestations", f"{doc_id}.toml")
    if not path.is_file():
        raise DataError(
            f"{short_name(path)} is missing: restore it, or, if {doc_id} is new in seeds/, write there what it says, a row [[attestation]] at least."
        )
    for number, row in enumerate(read_rows(path, ATTESTATION, problems)):
        if not row["exact"]:  # noted as missing
            continue
        try:
            yield row, finder(doc_id).find(row["exact"], row["prefix"], row["suffix"])
        except DataError as error:
            fault = f"{locate(path, ATTESTATION, number, row)}: {error}"
            if problems is None:
                raise DataError(fault) from error
            problems.append(fault)


class _Sentences:
    """The sentences of a text by their offsets."""

    def __init__(self, doc_id: str) -> None:
        parts = [
            (part.start, part.end, sentence_name(doc_id, number, order))
            for number, paragraph in enumerate(seed_pages()[doc_id].paragraph_list, 1)
            for order, part in enumerate(paragraph.sentences, 1)
        ]
        self._parts = parts
        self._starts = [start for start, _, _ in parts]

    def at(self, position: int) -> str:
        """Return the id of the sentence at an offset, ``""`` outside the article."""
        found = bisect_right(self._starts, position) - 1
        return self._parts[found][2] if found >= 0 and position < self._parts[found][1] else ""


@cache
def _events() -> pd.DataFrame:
    witnesses: dict[str, tuple[set[str], set[str]]] = {}
    for doc_id, event_id, line in _attestations()[["doc_id", "event_id", "line"]].itertuples(index=False):
        texts, lines = witnesses.setdefault(event_id, (set(), set()))
        texts.add(doc_id)
        lines.add(line)
    rows = read_rows(evidence_file("events.toml"), EVENT)
    # One text that leans on two newsrooms is one witness: its author chose both.
    for row in rows:
        phase, spans = place_in_phases(row["earliest"], row["latest"])
        texts, lines = witnesses.get(row["id"], (set(), set()))
        row |= {
            "event_id": row["id"],
            "phase": phase,
            "spans": spans,
            "n_sources": len(texts),
            "n_independent": min(len(lines), len(texts)),
        }
    return frame(rows, EVENT_COLUMNS, index="event_id")
