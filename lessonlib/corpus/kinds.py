"""The kinds of span, and what a span is."""

from typing import NamedTuple

#: Every kind of span; what each holds stands in ``words/<language>/inspector.toml``.
KINDS = (
    "title", "date", "byline", "source", "dateline", "heading", "body", "caption", "credit", "reference", "marker", "boilerplate", "repeat", "blank",
)  # fmt: skip


class Span(NamedTuple):
    """A stretch of a page with one label.

    Attributes
    ----------
    start, end : int
        Offsets into the raw text: 0-based code points, end exclusive.
    kind : str
        One of `KINDS`.
    rule : str
        The named rule that decided; ``lessonlib/data/rules.toml`` says why.
    text : str
        ``raw[start:end]``.

    Examples
    --------
    >>> Span(0, 5, "title", "title", "Judul").kind
    'title'
    """

    start: int
    end: int
    kind: str
    rule: str
    text: str
