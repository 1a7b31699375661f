"""Claim by text: a row an event, a column a text, in each cell how sure that text's words are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from lessonlib.figures.canvas import WIDTH
from lessonlib.figures.claim_table import CELLS, choose_events, claim_table, claim_twin
from lessonlib.figures.figure import COLOURS, Figure
from lessonlib.figures.fitting import lines_within, size_within, width_of
from lessonlib.figures.torn import torn_copies
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
#: Inches: the words of the events at the most and at the least, the line of words.
_LABELS, _NARROWEST, _LINE = 3.2, 2.2, 0.165
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
    TypeError, ValueError
        If `most` is no whole number from 1 up.

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

    start = _start(table)
    said = [f"{date} · {label}" for label, date in zip(twin.index, twin.iloc[:, 0], strict=True)]
    labels = [lines_within(text, start - 0.08, 8.5, _LETTERS, even=False) for text in said]
    heights = [max(2, len(lines)) * _LINE + 0.09 for lines in labels]
    head = 0.62
    drawing = Drawing(figsize=(WIDTH, sum(heights) + head + 0.03))
    axes = drawing.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(sum(heights) + 0.03, -head))
    axes.axis("off")
    columns = [(start + place * (WIDTH - start) / table.shape[1], (WIDTH - start) / table.shape[1]) for place in range(table.shape[1])]
    _headings(axes, list(table.columns), columns)
    top = 0.0
    for lines, height, row in zip(labels, heights, table.itertuples(index=False), strict=True):
        axes.plot([0, WIDTH], [top, top], color="#bbbbbb", linewidth=0.6)
        axes.text(0.04, top + height / 2, "\n".join(lines), fontsize=8.5, va="center", linespacing=1.15)
        for cell, column in zip(row, columns, strict=True):
            _draw_cell(axes, cell, column, top, height)
        top += height
    return drawing


def _start(table: pd.DataFrame) -> float:
    """Where the columns begin: they are as wide as their words, and leave the words of the events what is left."""
    used = {kind for row in table.to_numpy() for cell in row for kind in cell} - {"earlier"}
    widest = max((width_of(_said(kind), _size(kind)) for kind in used), default=0)
    return max(_NARROWEST, min(_LABELS, WIDTH - (widest + 0.14) * table.shape[1]))


def _said(kind: str) -> str:
    """The sign of a cell and its word."""
    said: dict[str, Any] = words("matrix")["signs"][kind]
    return f"{said['sign']} {said['word'].replace(': ', chr(10))}".strip()


def _size(kind: str) -> float:
    return 7.5 if kind == "torn" else 8


def _headings(axes: Axes, texts: Sequence[str], columns: Sequence[tuple[float, float]]) -> None:
    torn, below = torn_copies(), words("matrix")["torn_header"]
    for doc_id, (left, width) in zip(texts, columns, strict=True):
        axes.text(left + width / 2, -0.36, doc_id.replace("-", "-\n"), fontsize=8.5, fontweight="bold", ha="center", va="center")
        if doc_id in torn:
            size = size_within(below, width, 8.5, italic=True)
            axes.text(left + width / 2, -0.09, below, fontsize=size, style="italic", ha="center", va="center")


def _draw_cell(axes: Axes, cell: tuple[str, ...], column: tuple[float, float], top: float, height: float) -> None:
    """A box for each certainty, one below the other, each with its sign and its word."""
    from matplotlib.patches import Rectangle

    left, width = column
    gap, part = 0.03, (height - 0.06) / len(cell)
    for order, kind in enumerate(cell):
        if kind == "silent":
            continue
        colour, hatch = LOOKS[kind]
        rim = {"torn": "#d5d5d5", "earlier": "white"}.get(kind, "#777777")
        y = top + gap + order * part
        axes.add_patch(Rectangle((left + gap, y), width - 2 * gap, part, facecolor=colour, hatch=hatch, edgecolor=rim, linewidth=0.6))
        text = _said(kind)
        if kind == "earlier" and len(cell) == 1:  # words without a sign, in a cell that has room for two lines
            text = "\n".join(lines_within(text, width - 0.1, _size(kind)))
        size = size_within(text, width - 0.1, _size(kind))
        label = axes.text(left + width / 2, y + part / 2, text, fontsize=size, ha="center", va="center", linespacing=1.0)
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
