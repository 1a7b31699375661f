"""The axis of time: years to places in a picture, with room where the texts have most to tell."""

from __future__ import annotations

from bisect import bisect_right

from lessonlib.history.phases import PHASES

#: The share of the width at which each phase begins: two thirds of the events lie in the last three years.
_SHARES = (0.0, 0.25, 0.42, 0.62)
_TICKS = (1950, 1960, 1970, 1980, 1992, 2000, 2010, 2017, 2019, 2022, 2023, 2024)


class Axis:
    """An axis of whole years.

    Parameters
    ----------
    phase : str
        The phase that it shows; ``""`` for all.
    left, right : float
        Its ends in the picture.

    Examples
    --------
    >>> axis = Axis("", 0, 100)
    >>> axis.at(1945), axis.at(1992), axis.at(2025)
    (0.0, 25.0, 100.0)
    """

    def __init__(self, phase: str, left: float, right: float) -> None:
        self.phase, self.left, self.right = phase, left, right
        starts = [shown.first for shown in PHASES.values()]
        end = max(shown.last for shown in PHASES.values()) + 1
        if phase:
            self.years: tuple[int, ...] = (PHASES[phase].first, PHASES[phase].last + 1)
            self._shares: tuple[float, ...] = (0.0, 1.0)
        else:
            self.years, self._shares = (*starts, end), (*_SHARES, 1.0)

    def at(self, year: float) -> float:
        """Return the place of a moment, given as a year with a fraction; beyond an end, that end.

        Examples
        --------
        >>> Axis("pivot", 0, 500).at(2018), Axis("pivot", 0, 500).at(1950)
        (100.0, 0.0)
        """
        year = min(max(year, self.years[0]), self.years[-1])
        part = min(bisect_right(self.years, year), len(self.years) - 1) - 1
        first, last = self.years[part : part + 2]
        start, end = self._shares[part : part + 2]
        return round(self.left + (self.right - self.left) * (start + (end - start) * (year - first) / (last - first)), 1)

    def holds(self, year: float) -> bool:
        """Say whether a moment lies on the axis.

        Examples
        --------
        >>> Axis("pivot", 0, 500).holds(1950)
        False
        """
        return self.years[0] <= year <= self.years[-1]

    def ticks(self) -> list[int]:
        """Return the years to be written below the axis.

        Examples
        --------
        >>> Axis("pivot", 0, 500).ticks()
        [2017, 2018, 2019, 2020, 2021]
        """
        if not self.phase:
            return list(_TICKS)
        step = 1 if self.years[1] - self.years[0] < 10 else 5
        return [year for year in range(*self.years) if year % step == 0]

    def bends(self) -> tuple[int, ...]:
        """Return the years at which the width of a year changes.

        Examples
        --------
        >>> Axis("", 0, 100).bends()
        (1992, 2017, 2022)
        """
        return self.years[1:-1]
