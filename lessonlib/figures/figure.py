"""What every figure is: a drawing, words for who cannot see it, the numbers as a table, and the source."""

from __future__ import annotations

import base64
import io
import warnings
from contextlib import nullcontext
from typing import TYPE_CHECKING

from lessonlib.figures.looks import own_looks
from lessonlib.figures.ready import picture_of
from lessonlib.html import escape, scrolling, table
from lessonlib.language import speaking, spoken
from lessonlib.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from matplotlib.figure import Figure as Drawing

#: Okabe and Ito's palette, safe for colour-blind readers, in an order that also steps in grey.
COLOURS = {
    "blue": "#0072B2",
    "orange": "#E69F00",
    "green": "#009E73",
    "pink": "#CC79A7",
    "grey": "#999999",
    "sky": "#56B4E9",
    "ink": "#1a1a1a",
}
DPI = 144
#: Pixels of a page to an inch.
_PAGE_DPI = 96
#: A table of more columns may be wider than its place, and scrolls there.
WIDE = 6


class Figure:
    """A drawing with its alt text, table twin and source line.

    Parameters
    ----------
    drawing : matplotlib.figure.Figure, or a function that makes one
        The drawing. One that is made by a function, and that nobody has asked
        for by its name, is not kept when it is shown: 1 to 3 MiB a figure, as
        long as the notebook remembers it. Its picture is.
    title, alt, source : str
        What it is; what it shows, in words; where the numbers come from.
    data : pandas.DataFrame
        The numbers drawn; its index labels the rows.

    Examples
    --------
    >>> from lessonlib import figures, load_corpus
    >>> figures.anatomy(load_corpus()).alt[:9]
    'Five bars'
    """

    def __init__(self, drawing: Drawing | Callable[[], Drawing], title: str, alt: str, source: str, data: pd.DataFrame) -> None:
        self.title, self.alt, self.source, self.data = title, alt, source, data
        self._given, self._language = drawing, spoken()
        self._kept: Drawing | None = None
        self._picture = b""

    def __repr__(self) -> str:
        return f"Figure: {self.title}. {self.alt}"

    @property
    def drawing(self) -> Drawing:
        """The drawing, kept from when it is first asked for: what is changed in it is shown.

        Examples
        --------
        >>> from lessonlib import figures, load_corpus
        >>> int(figures.anatomy(load_corpus()).drawing.get_figwidth())
        8
        """
        if self._kept is None:
            self._kept = self._make()
        return self._kept

    def _make(self) -> Drawing:
        if not callable(self._given):
            return self._given
        with speaking(self._language), own_looks():
            return self._given()

    def png(self) -> bytes:
        """Return the drawing as a PNG: read from the pictures drawn beforehand, where this one is among them.

        Examples
        --------
        >>> from lessonlib import figures, load_corpus
        >>> figures.anatomy(load_corpus()).png()[1:4]
        b'PNG'
        """
        if self._kept is not None or not callable(self._given):
            return self._print(self.drawing)
        if not self._picture:
            self._picture = picture_of(self._given, self._language, self._drawn_once)
        return self._picture

    def _drawn_once(self) -> bytes:
        drawing = self._make()
        png = self._print(drawing)
        drawing.clear()  # its parts refer to each other: left alone, they would wait for the collector
        return png

    def _print(self, drawing: Drawing) -> bytes:
        from matplotlib.text import Text

        buffer = io.BytesIO()
        labels = drawing.findobj(Text)
        for label in labels:
            label.set_parse_math(False)  # the name of a text may hold "$"
        with warnings.catch_warnings(), own_looks() if callable(self._given) else nullcontext():
            # A name in a script that the font lacks is drawn as boxes; the table below has it.
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            # With a backend named, the canvas is made for this once. Its own canvas, and each label, would keep the bitmap on
            # which they were drawn, some 4 MiB a figure, as long as the notebook remembers the figure.
            drawing.savefig(buffer, format="png", dpi=DPI, metadata={"Software": None}, backend="agg")
        for label in labels:
            label._renderer = None  # type: ignore[attr-defined]
        return buffer.getvalue()

    def _repr_html_(self) -> str:
        png = self.png()
        width = round(int.from_bytes(png[16:20], "big") * _PAGE_DPI / DPI)
        image = base64.b64encode(png).decode("ascii")
        rows = [[label, *row] for label, row in zip(self.data.index, self.data.itertuples(index=False), strict=True)]
        twin = table([str(self.data.index.name or ""), *self.data.columns], rows, self.title)
        if len(self.data.columns) > WIDE:
            twin = f"{scrolling(self.title, 'overflow-x:auto')}{twin}</div>"
        same = escape(words("figures")["same"])
        # In a list of what can be opened, each table is named.
        fold = f'<details><summary aria-label="{same}: {escape(self.title)}">{same}</summary>{twin}</details>'
        return (
            f'<figure style="margin:0"><img alt="{escape(self.alt)}" style="width:{width}px;max-width:100%" src="data:image/png;base64,{image}">'
            f"<figcaption>{escape(self.title)}. {escape(self.source)}</figcaption>{fold}</figure>"
        )
