"""Words take the room that they need: how wide they are, how they are broken and set so that they fit."""

from __future__ import annotations

import textwrap
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from lessonlib.figures.figure import DPI

if TYPE_CHECKING:
    from collections.abc import Sequence


#: Below so many points letters cannot be read: words are then left too wide, which a test sees.
_SMALLEST = 6.5
#: In a key, in sizes of its letters: what stands before a label beside the sign, around all, and a line with what parts it from the next.
_BEFORE, _AROUND, _DOWN = 0.8, 1.9, 1.65


def even_lines(text: str, width: int) -> list[str]:
    """Break words into as few lines as fit, of lengths as even as can be.

    Examples
    --------
    >>> even_lines("a missile launch of July 2006", 26)
    ['a missile launch', 'of July 2006']
    """
    lines = textwrap.wrap(text, width)
    evener = (textwrap.wrap(text, narrow) for narrow in range(max(len(text) // max(len(lines), 1), 1), width))
    return next((even for even in evener if len(even) == len(lines)), lines)


@cache
def _renderer() -> Any:
    from matplotlib.backends.backend_agg import RendererAgg

    return RendererAgg(1, 1, DPI)  # letters are measured, not drawn; at another resolution their widths are rounded to other ones


@cache
def width_of(text: str, size: float, bold: bool = False, italic: bool = False) -> float:
    """Return how wide words are that stand in a picture, by their longest line.

    Parameters
    ----------
    text : str
        The words.
    size : float
        Of their letters, in points.
    bold, italic : bool
        How they are set.

    Returns
    -------
    float
        In inches.

    Examples
    --------
    >>> width_of("abstained", 9) < width_of("abstained", 9, bold=True) < 1
    True
    """
    from matplotlib.font_manager import FontProperties

    font = FontProperties(size=size, weight="bold" if bold else "normal", style="italic" if italic else "normal")
    wide: float = max(_renderer().get_text_width_height_descent(line, font, False)[0] for line in text.split("\n"))
    return wide / DPI


def lines_within(text: str, room: float, size: float, letters: int = 200, even: bool = True, **style: bool) -> list[str]:
    """Break words into lines that are no wider than their room.

    Parameters
    ----------
    text : str
        The words.
    room : float
        In inches. One word that is wider stands in a line of its own.
    size : float
        Of the letters, in points.
    letters : int
        The most letters in a line, however much room there is.
    even : bool
        Whether the lines are as even as can be, or full but for the last.
    **style
        As for `width_of`.

    Returns
    -------
    list of str

    Examples
    --------
    >>> lines_within("a missile launch of July 2006", 1.5, 9)
    ['a missile launch', 'of July 2006']
    """
    letters = max(min(letters, len(text)), 1)
    longest = min(max(map(len, text.split()), default=1), letters)
    parted = even_lines if even else textwrap.wrap
    broken = (parted(text, most) for most in range(letters, longest - 1, -1))
    return next((lines for lines in broken if all(width_of(line, size, **style) <= room for line in lines)), parted(text, longest))


def size_within(text: str, room: float, size: float, **style: bool) -> float:
    """Return the size of letters with which words fit into their room: the one given, or a smaller one.

    Examples
    --------
    >>> size_within("yes", 1, 9), size_within("a word as long as this", 1, 9) < 8
    (9, True)
    """
    return size if (wide := width_of(text, size, **style)) <= room else max(_SMALLEST, size * room / wide)


def fit_key(labels: Sequence[str], columns: int, size: float, room: float, sign: float, gap: float = 2.0) -> tuple[list[str], int, float]:
    """Part the labels of a key into as many columns as their room has place for, and break what is too wide alone.

    Parameters
    ----------
    labels : sequence of str
        The labels.
    columns : int
        How many columns there are where all fit.
    size : float
        Of the letters, in points.
    room : float
        In inches.
    sign, gap : float
        The width of a sign and of the gap between two columns, in sizes of a letter.

    Returns
    -------
    (list of str, int, float)
        The labels; the columns; how many inches higher than with all its columns the key is.

    Examples
    --------
    >>> fit_key(["yes", "no"], 2, 9, 4, sign=2)
    (['yes', 'no'], 2, 0.0)
    >>> fit_key(["a label of some length", "another label that is long"], 2, 9, 3, sign=2)[1]
    1
    """
    if not labels:
        return [], columns, 0.0
    em, labels = size / 72, list(labels)
    high = -(-len(labels) // columns)
    for count in range(columns, 0, -1):
        beside = room - em * (_AROUND + count * (sign + _BEFORE) + (count - 1) * gap)
        if count == 1:
            labels = ["\n".join(lines_within(label, beside, size)) for label in labels]
        rows = -(-len(labels) // count)
        if count == 1 or sum(max(width_of(label, size) for label in part) for part in _parted(labels, count)) <= beside:
            lines = sum(label.count("\n") for label in labels) if count == 1 else 0
            return labels, count, em * _DOWN * (rows + lines - high)
    return labels, columns, 0.0


def _parted(labels: Sequence[str], count: int) -> list[Sequence[str]]:
    """As a key of matplotlib parts them: the first columns have one more."""
    short, more = divmod(len(labels), count)
    ends = [0]
    for place in range(count):
        ends.append(ends[-1] + short + (place < more))
    return [labels[start:end] for start, end in pairwise(ends) if end > start]
