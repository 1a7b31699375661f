"""The kinds of span, and what a span is."""

from typing import NamedTuple

#: Every kind of span, with what it holds.
KINDS = {
    "title": "the headline",
    "date": "the date that the page prints of itself",
    "byline": "who wrote, translated or edited",
    "source": "the agency or publisher credited",
    "dateline": "where a report is filed from, and by which desk",
    "heading": "a heading inside the article",
    "body": "the running text of the article",
    "caption": "the text of a picture",
    "credit": "a photo credit alone",
    "reference": "an entry of the list of references",
    "marker": "a footnote number in the text",
    "boilerplate": "adverts, links, lists, buttons, navigation, copyright",
    "repeat": "a later copy of the article's own text",
    "blank": "white space",
}


class Span(NamedTuple):
    """A stretch of a page with one label.

    Attributes
    ----------
    start, end : int
        Offsets into the raw text: 0-based code points, end exclusive.
    kind : str
        A key of `KINDS`.
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
