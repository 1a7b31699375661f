"""Claim by text: a row an event, a column a text, in each cell how sure that text's words are."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from lessonlib.figures.canvas import WIDTH, torn_copies
from lessonlib.figures.claim_table import CELLS, choose_events, claim_table, claim_twin
from lessonlib.figures.figure import COLOURS, Figure
from lessonlib.words import words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: Colour and hatch of a cell: grey, hatch and the word in it each suffice alone.
LOOKS = {
    "asserted": (COLOURS["sky"], ""),
    "predicted": ("#bfe3d6", ".."),
    "alleged": ("#f5cf7d", "//"),
    "denied": ("#ecc9db", "xx"),
    "torn": ("#f7f7f7", "---"),
    "earlier": ("white", ""),
    "silent": ("white", ""),
}
#: Inches: the words of the events, the line of words.
_LABELS, _LINE = 3.2, 0.165
_LETTERS = 44


def matrix(event_ids: Sequence[str] | str = (), theme: str = "", phase: str = "", most: int = 25) -> Figure:
    """Draw what each text says of each event, and how sure its words are.

    Parameters
    ----------
    event_ids : sequence of str or str, optional
        Events by their ids; all of them are drawn.
    theme, phase : str, optional
        Only events of this theme, of this phase.
    most : int
        So many events at most, unless they were named: those of which most
        texts speak.

    Returns
    -------
    Figure
        A row an event, in the order of time; its table twin has the same words.

    Raises
    ------
    UnknownNameError
        If there is no such event, theme or phase, or no event has all that
        was asked; the message lists those there are.

    Examples
    --------
    >>> matrix(theme="famine").alt[:28]
    'Table of 2 events and 5 text'
    """
    table = claim_table(event_ids, theme, phase, most)
    twin = claim_twin(table)
    return Figure(partial(_draw, table, twin), words("matrix")["title"], _describe(table), _source(table, event_ids, theme, phase), twin)


def _draw(table: pd.DataFrame, twin: pd.DataFrame) -> Any:
    from matplotlib.figure import Figure as Drawing

    labels = [textwrap.wrap(f"{date} · {label}", _LETTERS) for label, date in zip(twin.index, twin.iloc[:, 0], strict=True)]
    heights = [max(2, len(lines)) * _LINE + 0.09 for lines in labels]
    head = 0.62
    drawing = Drawing(figsize=(WIDTH, sum(heights) + head + 0.03))
    axes = drawing.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(sum(heights) + 0.03, -head))
    axes.axis("off")
    _headings(axes, list(table.columns))
    top = 0.0
    for lines, height, row in zip(labels, heights, table.itertuples(index=False), strict=True):
        axes.plot([0, WIDTH], [top, top], color="#bbbbbb", linewidth=0.6)
        axes.text(0.04, top + height / 2, "\n".join(lines), fontsize=8.5, va="center", linespacing=1.15)
        for place, cell in enumerate(row):
            _draw_cell(axes, cell, place, len(table.columns), top, height)
        top += height
    return drawing


def _column(place: int, count: int) -> tuple[float, float]:
    """Left edge and width of a column."""
    width = (WIDTH - _LABELS) / count
    return _LABELS + place * width, width


def _headings(axes: Axes, texts: Sequence[str]) -> None:
    torn = torn_copies()
    for place, doc_id in enumerate(texts):
        left, width = _column(place, len(texts))
        axes.text(left + width / 2, -0.36, doc_id.replace("-", "-\n"), fontsize=8.5, fontweight="bold", ha="center", va="center")
        if doc_id in torn:
            axes.text(left + width / 2, -0.09, words("matrix")["torn_header"], fontsize=8.5, style="italic", ha="center", va="center")


def _draw_cell(axes: Axes, cell: tuple[str, ...], place: int, count: int, top: float, height: float) -> None:
    """A box for each certainty, one below the other, each with its sign and its word."""
    from matplotlib.patches import Rectangle

    left, width = _column(place, count)
    gap, part = 0.03, (height - 0.06) / len(cell)
    for order, kind in enumerate(cell):
        if kind == "silent":
            continue
        colour, hatch = LOOKS[kind]
        rim = {"torn": "#d5d5d5", "earlier": "white"}.get(kind, "#777777")
        y = top + gap + order * part
        axes.add_patch(Rectangle((left + gap, y), width - 2 * gap, part, facecolor=colour, hatch=hatch, edgecolor=rim, linewidth=0.6))
        said: dict[str, Any] = words("matrix")["signs"][kind]
        text = f"{said['sign']} {said['word'].replace(': ', chr(10))}".strip()
        label = axes.text(
            left + width / 2, y + part / 2, text, fontsize=7.5 if kind == "torn" else 8, ha="center", va="center", linespacing=1.0
        )
        if hatch:
            label.set_bbox({"facecolor": colour, "edgecolor": "none", "pad": 1.0})


def _describe(table: pd.DataFrame) -> str:
    wording = words("matrix")
    counts = []
    for doc_id in table:
        found = Counter(kind for cell in table[doc_id] for kind in cell)
        told = [wording["count"].format(count=found[kind], sign=wording["signs"][kind]["word"]) for kind in CELLS if found[kind]]
        counts.append(wording["alt_counts"].format(doc_id=doc_id, found=wording["separator"].join(told)))
    return wording["alt"].format(rows=len(table), columns=table.shape[1], counts=" ".join(counts), torn=wording["both"].join(torn_copies()))


def _source(table: pd.DataFrame, event_ids: Sequence[str] | str, theme: str, phase: str) -> str:
    wording = words("matrix")
    source = wording["source"].format(torn=wording["both"].join(torn_copies()))
    count = len(choose_events(event_ids, theme, phase))
    return source if count == len(table) else source + wording["shortened"].format(shown=len(table), all=count)
