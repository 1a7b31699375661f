"""The timeline: what the five texts place in time, which of them says it, and where the date is in doubt."""

from __future__ import annotations

from functools import partial
from math import ceil
from typing import TYPE_CHECKING, Any

import pandas as pd

from lessonlib.corpus.load import load_corpus
from lessonlib.datewords import say_date
from lessonlib.errors import one_of
from lessonlib.figures.asked import several, whole
from lessonlib.figures.figure import Figure
from lessonlib.figures.timeline_drawing import draw
from lessonlib.figures.torn import torn_copies
from lessonlib.history.doubt import is_doubtful
from lessonlib.history.evidence import load_attestations, load_events
from lessonlib.history.phases import PHASES
from lessonlib.history.tables import each
from lessonlib.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Judgements have no place on a time axis of their own; the table has them.
KINDS = ("event", "state", "forecast")


def timeline_table(phase: str = "", kinds: Sequence[str] = KINDS, most: int = 20) -> pd.DataFrame:
    """List the events of a phase in the order of time, and say which are drawn.

    Parameters
    ----------
    phase : str
        One of `lessonlib.PHASES`; ``""`` for all.
    kinds : sequence of str
        The kinds of event that may be drawn: ``event``, ``state``, ``forecast``, ``claim``.
    most : int
        How many are drawn: those that most texts speak of; shared among the phases if all are asked for.

    Returns
    -------
    pandas.DataFrame
        Index ``event_id``; the columns of `lessonlib.load_events` that a
        figure needs, ``doc_ids`` (list), ``vouched`` (list: the texts that say
        it as a fact), ``certainty`` and ``drawn`` (bool).

    Examples
    --------
    >>> timeline_table("pivot").loc["kim-putin-summit-2019", "n_sources"]
    np.int64(4)
    """
    one_of(phase, ["", *PHASES], "phase")
    most = whole(most, "most", 1)
    kinds = several(kinds)
    for kind in kinds:
        one_of(kind, words("figures")["kind"], "kind of event", "kinds")
    events = load_events()[["date", "earliest", "latest", "phase", "kind", "label", "n_sources"]]
    if phase:
        events = events[[_touches(row, phase) for row in each(events)]]
    said = load_attestations().groupby("event_id")
    asserted = load_attestations().query("certainty == 'asserted'").groupby("event_id")["doc_id"].unique()
    table = events.assign(
        doc_ids=said["doc_id"].unique().map(list),
        vouched=pd.Series({event_id: list(asserted.get(event_id, ())) for event_id in events.index}),
        certainty=said["certainty"].agg(lambda marks: ", ".join(mark for mark in words("figures")["certainty"] if mark in set(marks))),
    )
    ranked = table.loc[[row.Index for row in sorted(each(table), key=_rank) if row.kind in kinds]]
    chosen = (ranked if phase else ranked.groupby("phase").head(ceil(most / len(PHASES)))).head(most)
    in_time = [row.Index for row in sorted(each(table), key=lambda row: (row.earliest or row.latest, row.latest or row.earliest))]
    return table.assign(drawn=table.index.isin(chosen.index)).loc[in_time]


def timeline(phase: str = "", kinds: Sequence[str] = KINDS, most: int = 20) -> Figure:
    """Draw what the five texts place in time; doubtful dates look doubtful.

    Parameters
    ----------
    phase : str
        One of `lessonlib.PHASES`; ``""`` for all, 1945 to 2024.
    kinds : sequence of str
        The kinds of event that may be drawn: ``event``, ``state``, ``forecast``, ``claim``.
    most : int
        How many rows are drawn: those that most texts speak of. The table twin has all.

    Returns
    -------
    Figure
        A row for each event, with a dot under each text that says it.

    Raises
    ------
    UnknownNameError
        If there is no such phase or kind.
    TypeError, ValueError
        If `most` is no whole number from 1 up.

    Examples
    --------
    >>> timeline("pivot").title
    'What the five texts place in time, Pivot, 2017 to 2021'
    """
    text = words("figures")["timeline"]
    table = timeline_table(phase, kinds, most)
    drawn = table[table["drawn"]]
    first, last = (PHASES[phase].first, PHASES[phase].last) if phase else (1945, 2024)
    span = text["one_phase"].format(label=PHASES[phase].label, first=first, last=last) if phase else text["whole"]
    stop = text["stop_phase"].format(last=last) if last < 2024 else text["stop"]
    source = text["source"].format(stop=stop, drawn=len(drawn), total=len(table), torn=", ".join(torn_copies()))
    drawing = partial(draw, drawn, first, last + 1, load_corpus().documents.index.tolist())
    return Figure(drawing, text["title"].format(span=span), _describe(drawn, span, len(table)), source, _twin(table))


def _touches(row: Any, phase: str) -> bool:
    """Whether the known dates of an event reach into a phase; an open end reaches nowhere."""
    known = [day.year for day in (row.earliest, row.latest) if day]
    return row.phase == phase or (min(known) <= PHASES[phase].last and max(known) >= PHASES[phase].first)


def _rank(row: Any) -> tuple[int, int, int]:
    """What many texts speak of first; then what happened before what lasted; then what is closely dated."""
    days = (row.latest - row.earliest).days if row.earliest and row.latest else 10**6
    return -row.n_sources, list(words("figures")["kind"]).index(row.kind), days


def _describe(drawn: pd.DataFrame, span: str, total: int) -> str:
    text = words("figures")["timeline"]
    rows = " ".join(
        text["alt_row"].format(
            date=say_date(row.date, within=row.kind == "event"),
            label=row.label,
            n_sources=row.n_sources,
            texts=text["text"] if row.n_sources == 1 else text["texts"],
        )
        for row in each(drawn)
    )
    return text["alt"].format(span=span, drawn=len(drawn), total=total, doubtful=sum(map(is_doubtful, drawn["date"])), rows=rows)


def _twin(table: pd.DataFrame) -> pd.DataFrame:
    text, kinds, certainties = (words("figures")[name] for name in ("timeline", "kind", "certainty"))
    twin = table.assign(
        certainty=table["certainty"].map(lambda marks: ", ".join(certainties[mark] for mark in marks.split(", "))),
        kind=table["kind"].map(kinds),
        doc_ids=table["doc_ids"].map(", ".join),
        drawn=table["drawn"].map({True: text["drawn"], False: text["not_drawn"]}),
    )
    columns = text["columns"]
    return (
        twin.set_index("label")[[name for name in columns if name != "label"]].rename(columns=columns).rename_axis(index=columns["label"])
    )
