"""Paragraphs and sentences of the article, each with its place in the raw text."""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from lessonlib.corpus.kinds import Span

#: A line is glued when it is the whole article, or longer than a paragraph is and joined in two places or more.
GLUED_FROM = 600


class Stretch(NamedTuple):
    """Article text with its place: a paragraph or a sentence.

    Attributes
    ----------
    text : str
        The body pieces between `start` and `end`, without markers, dateline and initials.
    start, end : int
        Offsets into the raw text.
    section : str
        The heading above, or ``""``.
    sentences : tuple of Stretch
        Of a paragraph; empty for a sentence.

    Examples
    --------
    >>> from lessonlib.corpus.labelling import label
    >>> read_paragraphs(label("Kalimat ini cukup panjang untuk menjadi isi berita."))[0].end
    51
    """

    text: str
    start: int
    end: int
    section: str = ""
    sentences: tuple["Stretch", ...] = ()


class _Line(NamedTuple):
    """The body pieces of one line: their text, and where each begins in the text and in the page."""

    text: str
    pieces: list[tuple[int, int]]
    section: str

    def stretch(self, start: int, end: int, sentences: Iterable[Stretch] = ()) -> Stretch:
        text = self.text[start:end]
        return Stretch(text, self._place(start), self._place(end - 1) + 1, self.section, tuple(sentences))

    def paragraph(self, sentences: list[tuple[int, int, bool]]) -> Stretch:
        return self.stretch(sentences[0][0], sentences[-1][1], [self.stretch(start, end) for start, end, _ in sentences])

    def _place(self, offset: int) -> int:
        begin, place = self.pieces[bisect_right(self.pieces, (offset, sys.maxsize)) - 1]
        return place + offset - begin


def read_paragraphs(spans: list[Span]) -> list[Stretch]:
    """Restore the paragraphs of the article, and the sentences of each.

    A line is a paragraph, unless paragraphs are glued into it: then a joint
    without a space ("... AS.Perkembangan ...") is a paragraph break.

    Parameters
    ----------
    spans : list of Span
        From `lessonlib.corpus.labelling.label`.

    Returns
    -------
    list of Stretch
        Paragraphs in order, body only.

    Examples
    --------
    >>> from lessonlib.corpus.labelling import label
    >>> [p.text for p in read_paragraphs(label("Kalimat satu. Kalimat dua.Alinea baru."))]
    ['Kalimat satu. Kalimat dua.', 'Alinea baru.']
    """
    from lessonlib.corpus.sentences import sentence_spans  # sentencex is loaded with the first page, not with the library

    lines = list(_body_lines(spans))
    found = []
    for line in lines:
        sentences = sentence_spans(line.text)
        joints = [start for start, _, joined in sentences if joined]
        glued = bool(joints) and (len(lines) == 1 or (len(joints) > 1 and len(line.text) > GLUED_FROM))
        group: list[tuple[int, int, bool]] = []
        for sentence in sentences:
            if glued and group and sentence[2]:
                found.append(line.paragraph(group))
                group = []
            group.append(sentence)
        if group:
            found.append(line.paragraph(group))
    return found


def _body_lines(spans: list[Span]) -> Iterator[_Line]:
    """Join the body pieces that no white space between lines parts."""
    text, pieces, section, heading = "", [], "", ""
    for span in spans:
        if span.kind == "heading" and span.rule != "reference-heading":
            heading = span.text
        if span.kind == "body":
            pieces.append((len(text), span.start))
            text += span.text
            section = heading
        elif span.kind == "blank" and text:
            if text.strip():
                yield _Line(text, pieces, section)
            text, pieces = "", []
    if text.strip():
        yield _Line(text, pieces, section)


_ENGLISH = frozenset(["the", "of", "and", "to", "in", "a", "is", "that", "for", "with", "on", "was", "said"])
_INDONESIAN = frozenset(
    ["yang", "dan", "di", "dengan", "untuk", "pada", "dari", "dalam", "ini", "itu", "tidak", "akan", "telah", "sebagai", "oleh"]
)
_MALAY = frozenset(["kerana", "boleh", "beliau", "daripada", "ialah", "bahawa", "sahaja", "berkata"])


def guess_language(paragraphs: list[Stretch]) -> str:
    """Guess the language from the commonest small words: ``id``, ``ms``, ``en``, or ``""``.

    Examples
    --------
    >>> guess_language([Stretch("Ini adalah berita yang ditulis untuk pembaca di sini.", 0, 0)])
    'id'
    """
    # Two thousand words are looked at, and no more of the page is read for them.
    found = (word for paragraph in paragraphs for word in re.finditer(r"[a-z]+", paragraph.text.lower()))
    words = [word[0] for word in islice(found, 2000)]
    counts = {code: sum(word in small for word in words) for code, small in (("id", _INDONESIAN), ("en", _ENGLISH))}
    best = max(counts, key=lambda code: counts[code])
    if not words or counts[best] < 0.06 * len(words):
        return ""
    if best == "id" and sum(word in _MALAY for word in words) >= max(3, 0.02 * len(words)):
        return "ms"
    return best
