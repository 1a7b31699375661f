"""The four phases of the course: a working scheme, to be argued with in the last lesson."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple


class Phase(NamedTuple):
    """A phase of the working scheme.

    Attributes
    ----------
    label : str
        Its name in sentences and figures.
    first, last : int
        Its first and its last year.
    scheme : str
        On what the cut rests, and what speaks against it.

    Examples
    --------
    >>> PHASES["cooling"].first, PHASES["cooling"].last
    (1992, 2016)
    """

    label: str
    first: int
    last: int
    scheme: str


#: The working scheme. No source uses just these four; students draw their own in lesson 07.
PHASES: Mapping[str, Phase] = MappingProxyType(
    {
        "soviet_support": Phase(
            "Soviet support",
            1945,
            1991,
            "Ends with the Soviet Union. Trade and trust had begun to fall before, and Moscow recognised Seoul in 1990.",
        ),
        "cooling": Phase(
            "Cooling",
            1992,
            2016,
            "One word for twenty-five years with a treaty in 2000, three visits and a debt forgiven: perhaps too long a phase.",
        ),
        "pivot": Phase(
            "Pivot",
            2017,
            2021,
            "Starts with the last nuclear test, as two of the texts have it; a third says 2018, and others would say 2019.",
        ),
        "rapprochement": Phase(
            "Rapprochement",
            2022,
            2024,
            "Starts with the invasion of Ukraine. It ends where our evidence ends, not where the history does.",
        ),
    }
)
OUTSIDE = "outside"


def phase_of_year(year: int) -> str:
    """Return the phase of a year, ``"outside"`` before the first and after the last.

    Examples
    --------
    >>> phase_of_year(1991), phase_of_year(1992), phase_of_year(1904)
    ('soviet_support', 'cooling', 'outside')
    """
    return next((name for name, phase in PHASES.items() if phase.first <= year <= phase.last), OUTSIDE)


def place_in_phases(earliest: date | None, latest: date | None) -> tuple[str, bool]:
    """Say in which phase an event lies, and whether its date reaches into another.

    Parameters
    ----------
    earliest, latest : datetime.date or None
        The bounds of its date; None where that end is open.

    Returns
    -------
    (str, bool)
        The phase of the start (of the end, if the start is open), and whether
        the date reaches into another phase: an open end does, except in the
        last phase, and an open start, except in the first.

    Examples
    --------
    >>> place_in_phases(date(1950, 1, 1), date(1953, 12, 31))
    ('soviet_support', False)
    >>> place_in_phases(date(2019, 4, 1), None)
    ('pivot', True)
    """
    names = list(PHASES)
    first = phase_of_year(earliest.year) if earliest else ""
    last = phase_of_year(latest.year) if latest else ""
    phase = first or last or OUTSIDE
    if phase == OUTSIDE:
        return phase, False
    if first and last:
        return phase, first != last
    return phase, phase != (names[-1] if first else names[0])
