"""The events as the timeline shows them: what its four lists offer, which events fit, and who says them, how sure, in which text."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from lessonlib.figures.days import as_year
from lessonlib.history.doubt import is_doubtful
from lessonlib.history.phases import PHASES
from lessonlib.history.schemas import CERTAINTY
from lessonlib.language import by_language
from lessonlib.widgets.lookups import attestations, documents, events
from lessonlib.widgets.sayings import say_speaker, say_when
from lessonlib.words import words

#: What the words claim when they do not agree.
MIXED = "mixed"


class Mark(NamedTuple):
    """An event as it is drawn.

    Attributes
    ----------
    event_id, label, when : str
        What it is, and its date in words.
    start, end : float or None
        Its bounds as years with fractions; None for an open end.
    lasting, doubtful : bool
        Whether it filled the time between, and whether its date is in doubt.
    sayings : tuple of (int, int, int)
        What is said of it: the speaker, the certainty and the text, each as the
        number of its entry in the list of the filter.

    Examples
    --------
    >>> Mark("a", "A", "1950", 1950.0, 1951.0, False, False, ((1, 3, 2), (5, 3, 1))).certainty
    'denied'
    """

    event_id: str
    label: str
    when: str
    start: float | None
    end: float | None
    lasting: bool
    doubtful: bool
    sayings: tuple[tuple[int, int, int], ...]

    @property
    def certainty(self) -> str:
        """That of the words, or ``mixed``.

        Examples
        --------
        >>> Mark("a", "A", "1950", 1950.0, 1951.0, False, False, ((1, 3, 2), (5, 1, 1))).certainty
        'mixed'
        """
        found = {certainty for _, certainty, _ in self.sayings}
        return CERTAINTY[found.pop() - 1] if len(found) == 1 else MIXED


def actors() -> list[str]:
    """Return the speakers, the most frequent first.

    Examples
    --------
    >>> actors()[0]
    'the outlet'
    """
    return [str(name) for name in attestations()["speaker"].value_counts().index]


def choices(name: str) -> list[tuple[str, str]]:
    """Return the entries of a filter: ``phase``, ``actor``, ``certainty`` or ``doc_id``. The first takes all.

    Examples
    --------
    >>> choices("certainty")[:2]
    [('all', ''), ('said as a fact', 'asserted')]
    """
    say = words("viewers")
    found = {
        "phase": lambda: [(phase.label, key) for key, phase in PHASES.items()],
        "actor": lambda: [(say_speaker(speaker), speaker) for speaker in actors()],
        "certainty": lambda: [(say["certainty"][certainty], certainty) for certainty in CERTAINTY],
        "doc_id": lambda: [(doc_id, doc_id) for doc_id in documents().index],
    }
    return [(say["timeline"]["all"], ""), *found[name]()]


@by_language
def find_marks(phase: str = "", actor: str = "", certainty: str = "", doc_id: str = "") -> list[Mark]:
    """Return the events that fit, in the order of time, each with the sayings that fit; do not change the list.

    Examples
    --------
    >>> len(find_marks("cooling"))
    10
    """
    found = attestations()
    for column, wanted in (("speaker", actor), ("certainty", certainty), ("doc_id", doc_id)):
        if wanted:
            found = found[found[column] == wanted]
    places = [{key: place for place, (_, key) in enumerate(choices(name))} for name in ("actor", "certainty", "doc_id")]
    sayings: dict[str, list[tuple[int, int, int]]] = {}
    for event_id, *saying in found[["event_id", "speaker", "certainty", "doc_id"]].itertuples(index=False):
        who, sure, where = (place[key] for place, key in zip(places, saying, strict=True))
        sayings.setdefault(event_id, []).append((who, sure, where))
    rows: Any = events().itertuples()
    return [_mark(row, tuple(dict.fromkeys(sayings[row.Index]))) for row in rows if row.Index in sayings and phase in ("", row.phase)]


def _mark(row: Any, sayings: tuple[tuple[int, int, int], ...]) -> Mark:
    start = None if pd.isna(row.earliest) else as_year(row.earliest)
    end = None if pd.isna(row.latest) else as_year(row.latest, end=True)
    when = say_when({"date": row.date, "kind": row.kind})
    return Mark(str(row.Index), row.label, when, start, end, row.kind in ("state", "claim"), is_doubtful(row.date), sayings)
