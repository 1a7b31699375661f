"""The four phases of the course: a working scheme, to be argued with in the last lesson."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from lessonlib.history.files import evidence_file
from lessonlib.language import by_language
from lessonlib.tomlfile import read_toml
from lessonlib.words import own_words


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


class _Phases(Mapping[str, Phase]):
    """The phases by name, their words in the language of the edition."""

    def __getitem__(self, name: str) -> Phase:
        return _read()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_read())

    def __len__(self) -> int:
        return len(_read())

    def __repr__(self) -> str:
        return repr(dict(self))


@by_language
def _read() -> Mapping[str, Phase]:
    other = own_words("history/phases")
    rows = {row["id"]: row | other.get(row["id"], {}) for row in read_toml(evidence_file("phases.toml"))["phase"]}
    return {name: Phase(row["label"], row["first"], row["last"], row["scheme"]) for name, row in rows.items()}


#: The working scheme. No source uses just these four; students draw their own in lesson 07.
PHASES: Mapping[str, Phase] = _Phases()
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
