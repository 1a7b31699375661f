"""What the viewers keep in a learner's work: sentences that were taken, and cuts with their defence. A work file may hold anything."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from lessonlib.exercises.passages import passages
from lessonlib.history.phases import PHASES

#: Under these names the viewers keep what they keep, beside the drafts of the exercises.
READER, TIMELINE = "reader", "timeline"
FIRST_YEAR, LAST_YEAR = min(phase.first for phase in PHASES.values()), max(phase.last for phase in PHASES.values())
#: More than this is no learner's work by hand.
_MOST_SENTENCES, _MOST_CUTS, _LONGEST_NOTE, _LONGEST_DEFENCE = 200, 12, 2_000, 20_000


class Taken(NamedTuple):
    """A sentence that a learner took.

    Attributes
    ----------
    ref : str
        Its id.
    note : str
        What the learner wrote to it.

    Examples
    --------
    >>> Taken("sindonews-listicle-006-02", "names him").ref
    'sindonews-listicle-006-02'
    """

    ref: str
    note: str


class Cuts(NamedTuple):
    """Where a learner cuts the periods.

    Attributes
    ----------
    years : tuple of int
        In which the second period and those after it begin, in the order of time.
    names : tuple of str
        Of the periods, ``""`` for one without.
    defence : str
        Why.

    Examples
    --------
    >>> [period[:2] for period in Cuts((1992, 2017), ("", "", ""), "").periods()]
    [(1945, 1991), (1992, 2016), (2017, 2024)]
    """

    years: tuple[int, ...]
    names: tuple[str, ...]
    defence: str

    def periods(self) -> list[tuple[int, int, str]]:
        """Return first year, last year and name of each period; one between two cuts in one year ends before it begins.

        Examples
        --------
        >>> Cuts((1991,), ("Aid", "Trade"), "").periods()
        [(1945, 1990, 'Aid'), (1991, 2024, 'Trade')]
        """
        bounds = pairwise((FIRST_YEAR, *self.years, LAST_YEAR + 1))
        return [(first, last - 1, name) for (first, last), name in zip(bounds, self.names, strict=True)]


class Kept(NamedTuple):
    """What is kept with a lesson.

    Attributes
    ----------
    sentences : tuple of Taken
        In the order in which they were taken.
    cuts : Cuts or None
        None if the periods were never touched.

    Examples
    --------
    >>> read_kept({"reader": [{"id": "no-such-sentence", "note": ""}], "timeline": 3})
    Kept(sentences=(), cuts=None)
    """

    sentences: tuple[Taken, ...]
    cuts: Cuts | None

    def data(self) -> dict[str, Any]:
        """Return it as JSON can hold it, in the form in which the work file does.

        Examples
        --------
        >>> Kept((), None).data()
        {}
        """
        found: dict[str, Any] = {}
        if self.sentences:
            found[READER] = [{"id": ref, "note": note} for ref, note in self.sentences]
        if self.cuts:
            found[TIMELINE] = {"cuts": list(self.cuts.years), "names": list(self.cuts.names), "defence": self.cuts.defence}
        return found


def read_kept(drafts: Any) -> Kept:
    """Read what the viewers keep; whatever is not of their form is passed by.

    Parameters
    ----------
    drafts : object
        The drafts of a work file, or anything else that JSON can hold.

    Returns
    -------
    Kept
        The same again, if it is read from its own data.

    Examples
    --------
    >>> read_kept({"timeline": {"cuts": [2018, 1991, 2022], "defence": "As the texts have it."}}).cuts.years
    (1991, 2018, 2022)
    """
    drafts = drafts if isinstance(drafts, Mapping) else {}
    return Kept(_sentences(drafts.get(READER)), _cuts(drafts.get(TIMELINE)))


def _sentences(held: Any) -> tuple[Taken, ...]:
    """Those that stand in the texts, each once."""
    rows = [row for row in held[:_MOST_SENTENCES] if isinstance(row, dict)] if isinstance(held, list) else []
    notes: dict[str, str] = {}
    for row in rows:
        ref, note = row.get("id"), row.get("note", "")
        if isinstance(ref, str) and isinstance(note, str) and ref in passages():
            notes[ref] = note[:_LONGEST_NOTE]
    return tuple(Taken(ref, note) for ref, note in notes.items())


def _cuts(held: Any) -> Cuts | None:
    if not isinstance(held, dict):
        return None
    years, names, defence = held.get("cuts"), held.get("names"), held.get("defence")
    if not isinstance(years, list) or not 0 < len(years) <= _MOST_CUTS:
        return None
    if not all(isinstance(year, int) and FIRST_YEAR < year <= LAST_YEAR for year in years):
        return None
    called = [name[:_LONGEST_NOTE] if isinstance(name, str) else "" for name in names] if isinstance(names, list) else []
    count = len(years) + 1
    return Cuts(
        tuple(sorted(years)), tuple([*called, *[""] * count][:count]), defence[:_LONGEST_DEFENCE] if isinstance(defence, str) else ""
    )
