"""Two passages word by word: which words stand in one of them only."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from lessonlib.html import escape

_WORD = re.compile(r"\w+(?:[-’'.]\w+)*")
# Brackets and lines, not only colour: both survive a grey print, and brackets a plain copy.
_MARKS = (
    ("[", "]", "background:rgba(230,159,0,.25);color:inherit;border-bottom:2px dashed currentColor"),
    ("‹", "›", "background:rgba(86,180,233,.28);color:inherit;border-bottom:4px double currentColor"),
)


class Difference(NamedTuple):
    """What two passages share and what not.

    Attributes
    ----------
    markup : tuple of str
        Both passages as HTML, their own words marked.
    only : tuple of tuple of str
        The words of each that the other does not have in this place.
    shared, total : int
        How many words of the longer passage stand in both, and of how many.

    Examples
    --------
    >>> Difference(("", ""), ((), ()), 0, 0).total
    0
    """

    markup: tuple[str, str]
    only: tuple[tuple[str, ...], tuple[str, ...]]
    shared: int
    total: int


def compare_words(first: str, second: str) -> Difference:
    """Compare two passages word by word; case and punctuation do not count.

    Examples
    --------
    >>> found = compare_words("Kim sekutu Rusia.", "Kim mitra Rusia")
    >>> found.only
    (('sekutu',), ('mitra',))
    >>> found.shared, found.total
    (2, 3)
    """
    texts = (first, second)
    places = tuple([match.span() for match in _WORD.finditer(text)] for text in texts)
    bare = tuple([text[start:end].casefold() for start, end in spans] for text, spans in zip(texts, places, strict=True))
    own: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    matcher = SequenceMatcher(None, bare[0], bare[1], autojunk=False)
    for what, a, a_end, b, b_end in matcher.get_opcodes():
        if what != "equal":
            for spans, side, start, end in ((own[0], places[0], a, a_end), (own[1], places[1], b, b_end)):
                if end > start:
                    spans.append((side[start][0], side[end - 1][1]))
    shared = sum(block.size for block in matcher.get_matching_blocks())
    marked = tuple(_marked(text, spans, mark) for text, spans, mark in zip(texts, own, _MARKS, strict=True))
    only = tuple(tuple(text[start:end] for start, end in spans) for text, spans in zip(texts, own, strict=True))
    return Difference((marked[0], marked[1]), (only[0], only[1]), shared, max(map(len, bare)))


def _marked(text: str, spans: list[tuple[int, int]], mark: tuple[str, str, str]) -> str:
    opening, closing, style = mark
    parts, place = [], 0
    for start, end in spans:
        parts += [escape(text[place:start]), f'<mark style="{style}">{opening}{escape(text[start:end])}{closing}</mark>']
        place = end
    return "".join([*parts, escape(text[place:])])
