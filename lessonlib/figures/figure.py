"""What every figure is: a drawing, words for who cannot see it, the numbers as a table, and the source."""

from __future__ import annotations

import base64
import io
import warnings
from typing import TYPE_CHECKING

from lessonlib.html import escape, table
from lessonlib.words import words

if TYPE_CHECKING:
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
#: A table of more columns may be wider than its place, and scrolls there.
WIDE = 6


class Figure:
    """A drawing with its alt text, table twin and source line.

    Parameters
    ----------
    drawing : matplotlib.figure.Figure
        The drawing.
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

    def __init__(self, drawing: Drawing, title: str, alt: str, source: str, data: pd.DataFrame) -> None:
        self.drawing, self.title, self.alt, self.source, self.data = drawing, title, alt, source, data

    def __repr__(self) -> str:
        return f"Figure: {self.title}. {self.alt}"

    def png(self) -> bytes:
        """Return the drawing as a PNG.

        Examples
        --------
        >>> from lessonlib import figures, load_corpus
        >>> figures.anatomy(load_corpus()).png()[1:4]
        b'PNG'
        """
        from matplotlib.text import Text

        buffer = io.BytesIO()
        labels = self.drawing.findobj(Text)
        for label in labels:
            label.set_parse_math(False)  # the name of a text may hold "$"
        with warnings.catch_warnings():
            # A name in a script that the font lacks is drawn as boxes; the table below has it.
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            # With a backend named, the canvas is made for this once. Its own canvas, and each label, would keep the bitmap on
            # which they were drawn, some 4 MiB a figure, as long as the notebook remembers the figure.
            self.drawing.savefig(buffer, format="png", dpi=DPI, metadata={"Software": None}, backend="agg")
        for label in labels:
            label._renderer = None  # type: ignore[attr-defined]
        return buffer.getvalue()

    def _repr_html_(self) -> str:
        width = round(self.drawing.get_figwidth() * 96)
        image = base64.b64encode(self.png()).decode("ascii")
        rows = [[label, *row] for label, row in zip(self.data.index, self.data.itertuples(index=False), strict=True)]
        twin = table([str(self.data.index.name or ""), *self.data.columns], rows, self.title)
        if len(self.data.columns) > WIDE:
            twin = f'<div style="overflow-x:auto" tabindex="0" role="region" aria-label="{escape(self.title)}" data-lm-suppress-shortcuts="true">{twin}</div>'
        return (
            f'<figure style="margin:0"><img alt="{escape(self.alt)}" style="width:{width}px;max-width:100%" src="data:image/png;base64,{image}">'
            f"<figcaption>{escape(self.title)}. {escape(self.source)}</figcaption><details><summary>{escape(words('figures')['same'])}</summary>{twin}</details></figure>"
        )
