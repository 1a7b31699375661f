"""What the figures share: paper of one width, names of pages, which copies are torn, names that are given."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from typing import TYPE_CHECKING, Any

from lessonlib.corpus.load import load_corpus
from lessonlib.errors import UnknownNameError, nearly
from lessonlib.history.outside import load_sources
from lessonlib.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

#: In inches: about 770 pixels in a notebook.
WIDTH = 8.0
#: The grey of lines and bands that only guide the eye.
FAINT = "#eeeeee"
GUIDE = "#cccccc"
#: Paper of figures whose numbers come from outside the five texts.
OUTSIDE_PAPER = "#fbf6e9"
#: What a publisher's full name may end with and a line of sources can spare.
_TAIL = re.compile(r" \(|, | at | after ")


def canvas(height: float, left: float, right: float, top: float, bottom: float, outside: bool = False) -> tuple[Drawing, Axes]:
    """Return a drawing with one frame in it; all measures in inches from the edges.

    Parameters
    ----------
    height, left, right, top, bottom : float
        The height of the paper, and its margins.
    outside : bool
        Whether the numbers come from outside the five texts: then the paper says so.

    Returns
    -------
    (matplotlib.figure.Figure, matplotlib.axes.Axes)
        Without lines around it.

    Examples
    --------
    >>> drawing, axes = canvas(3, 1, 1, 0.5, 0.5)
    >>> float(drawing.get_figwidth())
    8.0
    """
    from matplotlib.figure import Figure as Drawing

    drawing = Drawing(figsize=(WIDTH, height), facecolor=OUTSIDE_PAPER if outside else "white")
    axes = drawing.add_axes((left / WIDTH, bottom / height, (WIDTH - left - right) / WIDTH, (height - top - bottom) / height))
    axes.set_facecolor("none")
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0, labelsize=9)
    if outside:
        tag = {"boxstyle": "square,pad=0.35", "facecolor": "white", "edgecolor": "#1a1a1a", "linewidth": 0.8}
        drawing.text(0.12 / WIDTH, 1 - 0.2 / height, words("figures")["outside"], fontsize=9, fontweight="bold", va="center", bbox=tag)
    return drawing, axes


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


def short_name(source_id: str) -> str:
    """Return a short name for an outside page.

    Examples
    --------
    >>> short_name("un-press-sc8778"), short_name("kremlin-2000")
    ('United Nations', 'Kremlin')
    """
    return words("figures")["short"].get(source_id) or _TAIL.split(str(load_sources().loc[source_id, "publisher"]))[0]


def cited(source_ids: Iterable[str], most: int = 8) -> str:
    """Return the short names of pages as one phrase, the most cited first.

    Examples
    --------
    >>> cited(["un-press-sc8778", "un-press-sc8853", "bbc-2002"])
    'United Nations (2 pages), BBC News'
    """
    text = words("figures")
    counts = Counter(short_name(source_id) for source_id in dict.fromkeys(source_ids)).most_common()
    names = [text["pages"].format(name=name, count=count) if count > 1 else name for name, count in counts]
    if len(names) <= most:
        return ", ".join(names)
    return text["also"].format(names=", ".join(names[:most]), count=len(names) - most)


def torn_copies() -> list[str]:
    """Name the texts of which our copy is broken off.

    Examples
    --------
    >>> torn_copies()
    ['kompas-feature', 'unsigned-analysis']
    """
    documents = load_corpus().documents
    return documents.index[documents["complete"].eq("truncated")].tolist()


def each(table: pd.DataFrame) -> Iterator[Any]:
    """Go through the rows of a table; the columns are attributes of a row.

    Examples
    --------
    >>> from lessonlib.history.outside import load_series
    >>> next(each(load_series("votes"))).resolution
    '1695'
    """
    return iter(table.itertuples())


def one_of(name: Any, choices: Iterable[str], kind: str) -> str:
    """Return a name if it is one of the choices.

    Raises
    ------
    UnknownNameError
        If it is not; the message lists the choices.

    Examples
    --------
    >>> one_of("pivot", ["cooling", "pivot"], "phase")
    'pivot'
    """
    choices = list(choices)
    if not isinstance(name, str) or name not in choices:
        raise UnknownNameError(
            f"There is no {kind} {name!r}{nearly(name, choices)}; choose one of {', '.join(repr(choice) for choice in choices if choice)}."
        )
    return name


def several(names: Iterable[str] | str) -> list[str]:
    """Return names as a list, also where one is given alone.

    Examples
    --------
    >>> several("Moscow"), several(("Moscow", "Seoul"))
    (['Moscow'], ['Moscow', 'Seoul'])
    """
    return [names] if isinstance(names, str) else list(names)
