"""The pieces of a page, and which of them are shown when a range is chosen: the kernel and the browser ask the same."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from lessonlib.bundle import read_beside

#: For the scripts of widgets: `Piece.fits` in the browser.
SCRIPT = read_beside(__file__, "pieces.js")
#: The range that leaves out nothing.
ALL = (-math.inf, math.inf)


class Piece(NamedTuple):
    """A piece of a page.

    Attributes
    ----------
    markup : str
        HTML.
    some, every, none : tuple of int
        It is shown where the range holds one of `some`, all of `every` and
        none of `none`; what is empty asks nothing.

    Examples
    --------
    >>> Piece("<p>The end.</p>", every=(9,)).markup
    '<p>The end.</p>'
    """

    markup: str
    some: tuple[int, ...] = ()
    every: tuple[int, ...] = ()
    none: tuple[int, ...] = ()

    def fits(self, first: float, last: float) -> bool:
        """Say whether it is shown when a range is chosen.

        Examples
        --------
        >>> Piece("", some=(3, 7)).fits(4, 6), Piece("", some=(3, 7)).fits(4, 7), Piece("", every=(3, 7)).fits(4, 7)
        (False, True, False)
        """

        def inside(number: int) -> bool:
            return first <= number <= last

        return (not self.some or any(map(inside, self.some))) and all(map(inside, self.every)) and not any(map(inside, self.none))


def pick(pieces: Iterable[Piece], bounds: tuple[float, float] = ALL) -> list[str]:
    """Return the HTML of the pieces that are shown when a range is chosen.

    Examples
    --------
    >>> pick([Piece("a", some=(1,)), Piece("b", some=(2,)), Piece("c", none=(1,))], (2, 5))
    ['b', 'c']
    """
    return [piece.markup for piece in pieces if piece.fits(*bounds)]
