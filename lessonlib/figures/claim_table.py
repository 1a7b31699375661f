"""Events and texts as a table: how sure each text's words are, where it is silent, where nobody can know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from lessonlib.corpus.load import load_corpus
from lessonlib.datewords import say_date
from lessonlib.errors import UnknownNameError, alike
from lessonlib.figures.asked import several, whole
from lessonlib.figures.torn import torn_copies
from lessonlib.history.evidence import load_attestations, load_events
from lessonlib.history.phases import PHASES
from lessonlib.words import words

#: What a cell may hold, the surest first; what is not said is ``silent`` in a whole copy and ``torn`` in one
#: that breaks off, unless the text is ``earlier`` than the event.
CELLS = ("asserted", "predicted", "alleged", "denied", "earlier", "torn", "silent")


def claim_table(event_ids: Sequence[str] | str = (), theme: str = "", phase: str = "", most: int = 25) -> pd.DataFrame:
    """Say of each event how sure each text's words are.

    Parameters
    ----------
    event_ids, theme, phase, most
        As for `lessonlib.figures.matrix`.

    Returns
    -------
    pandas.DataFrame
        Index ``event_id``, one column a text; each cell is a tuple out of
        `CELLS`, more than one where a text reports a claim and its denial.

    Raises
    ------
    UnknownNameError
        As for `lessonlib.figures.matrix`.

    Examples
    --------
    >>> claim_table("north-korean-arms-for-russia").loc["north-korean-arms-for-russia", "antara-explainer"]
    ('alleged', 'denied')
    """
    chosen = choose_events(event_ids, theme, phase)
    if not len(event_ids):
        told = chosen["n_sources"].sort_values(ascending=False, kind="stable").index[: whole(most, "most", 1)]
        chosen = chosen[chosen.index.isin(told)]
    said: dict[tuple[str, str], set[str]] = {}
    for event, doc_id, certainty in load_attestations()[["event_id", "doc_id", "certainty"]].itertuples(index=False):
        said.setdefault((event, doc_id), set()).add(certainty)
    torn = torn_copies()
    cells = {}
    for doc_id, published in load_corpus().documents["published"].items():
        unsaid = "torn" if doc_id in torn else "silent"
        last = last_day(published)
        # Of what lasts, a date says only from when on the texts vouch for it: an older text could have spoken of it.
        after = [
            kind == "event" and start is not None and last is not None and start > last
            for kind, start in zip(chosen["kind"], chosen["earliest"], strict=True)
        ]
        missing = ["earlier" if is_after else unsaid for is_after in after]
        cells[doc_id] = [_cell(said.get((event, str(doc_id)), set()), kind) for event, kind in zip(chosen.index, missing, strict=True)]
    return pd.DataFrame(cells, index=chosen.index)


def _cell(certainties: set[str], unsaid: str) -> tuple[str, ...]:
    return tuple(kind for kind in CELLS if kind in certainties) or (unsaid,)


def last_day(published: str) -> date | None:
    """Return the last day on which a text may have been published; an inferred month may be the next.

    Parameters
    ----------
    published : str
        One EDTF date of month or day precision, ``""`` where unknown.

    Examples
    --------
    >>> last_day("2022-08-30"), last_day("2023-09~"), last_day("")
    (datetime.date(2022, 8, 30), datetime.date(2023, 10, 31), None)
    """
    plain = published.rstrip("~?%")
    if not plain:
        return None
    if plain.count("-") == 2:
        return date.fromisoformat(plain)
    months_on = 0 if plain == published else 1
    return (pd.Period(plain, freq="M") + months_on).end_time.date()


def choose_events(event_ids: Sequence[str] | str = (), theme: str = "", phase: str = "") -> pd.DataFrame:
    """Return the events of a theme, a phase or a list of ids, in the order of time.

    Raises
    ------
    UnknownNameError
        As for `lessonlib.figures.matrix`.

    Examples
    --------
    >>> sorted(set(choose_events(theme="famine")["phase"]))
    ['cooling']
    """
    events, wording = load_events(), words("matrix")
    ids = several(event_ids) if len(event_ids) else []
    themes = sorted(set(events["theme"]))
    for kind, wanted, known in (
        ("event", ids, list(events.index)),
        ("theme", [theme] if theme else [], themes),
        ("phase", [phase] if phase else [], list(PHASES)),
    ):
        for name in wanted:
            if name not in known:
                names = wording["separator"].join(known if kind != "event" else alike(name, known) or known[:3])
                raise UnknownNameError(wording[f"unknown_{kind}"].format(name=name, names=names))
    kept = events
    if ids:
        kept = kept[kept.index.isin(ids)]
    if theme:
        kept = kept[kept["theme"] == theme]
    if phase:
        kept = kept[kept["phase"] == phase]
    if kept.empty:
        raise UnknownNameError(wording["nothing"].format(asked=wording["separator"].join(part for part in (*ids, theme, phase) if part)))
    return kept


def claim_twin(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table as a reader meets it: labels and dates of the events, words in the cells.

    Examples
    --------
    >>> claim_twin(claim_table("north-korean-arms-for-russia"))["antara-explainer"].tolist()
    ['alleged and denied']
    """
    wording = words("matrix")
    events = load_events().loc[table.index]
    shown = {
        wording["columns"]["date"]: [
            say_date(date, within=kind == "event") for date, kind in zip(events["date"], events["kind"], strict=True)
        ]
    }
    for doc_id in table:
        shown[doc_id] = [wording["both"].join(wording["signs"][kind]["word"] for kind in cell) for cell in table[doc_id]]
    return pd.DataFrame(shown, index=pd.Index(events["label"], name=wording["columns"]["event"]))
