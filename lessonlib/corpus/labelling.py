"""From raw text to spans that tile it: every character gets a kind and the rule that decided."""

import re

from lessonlib.corpus.blocks import mark_furniture, mark_headings, mark_references, mark_repeats, mark_tail
from lessonlib.corpus.credits import mark_names_after_roles, mark_tail_dates
from lessonlib.corpus.dateline import opening
from lessonlib.corpus.dates import COLLECTOR_DATE
from lessonlib.corpus.header import mark_header
from lessonlib.corpus.kinds import Span
from lessonlib.corpus.lines import Line, split_lines
from lessonlib.corpus.patterns import later
from lessonlib.corpus.pictures import mark_pictures

_MARKER = later(r"\[\d{1,3}\](?:\s?\[\d{1,3}\])*")
_SUPERSCRIPT = later(r"(?<=\S)[⁰¹²³⁴-⁹]+")
_INITIALS = later(
    r"(?<=[.!?”\"’)…*])\s*((?:[(\[](?:[a-z]{2,5}|[a-z]{2,12}(?:/[a-z]{2,5})+|[A-Z]{1,5}-\d{1,2}|[a-z]{2,5}(?:[-/|, ]{1,2}[A-Za-z0-9*]{1,8}){1,3}|[A-Z][a-z]{1,6}(?:/[\w-]{1,8}){1,3}|[A-Z]{2,4}(?:/[A-Za-z]{1,8}){1,3}|\*{1,3})[)\]]|\*{2,3})\.?)$"
)
#: The dateline opens the article; a summary may stand above it.
_OPENING_LINES = 4


def label(text: str) -> list[Span]:
    """Label every character of a page.

    Parameters
    ----------
    text : str
        The raw text of one page, of any length, language and line ends.

    Returns
    -------
    list of Span
        Spans that tile the text: the first starts at 0, each begins where
        the one before ends, the last ends at ``len(text)``. No character is
        lost; where no rule is sure, the line is ``body``.

    Examples
    --------
    >>> for span in label("Judul\\nMOSKOW - Isi berita ini hanyalah sebuah contoh kecil.\\nBaca juga: Lain"):
    ...     print(span.kind, repr(span.text))
    title 'Judul'
    blank '\\n'
    dateline 'MOSKOW - '
    body 'Isi berita ini hanyalah sebuah contoh kecil.'
    blank '\\n'
    boilerplate 'Baca juga: Lain'
    """
    spans: list[Span] = []
    # A span made from a tuple takes a third of the time of naming its fields.
    append, new = spans.append, tuple.__new__
    position = 0
    for line in label_lines(text):
        start = line.start
        if start > position:
            append(new(Span, (position, start, "blank", "blank", text[position:start])))
        position = line.end
        if line.pieces:
            _append_pieces(spans, line, text)
        else:
            append(new(Span, (start, position, line.kind, line.rule, text[start:position])))
    if position < len(text):
        append(new(Span, (position, len(text), "blank", "blank", text[position:])))
    return spans


def label_lines(text: str) -> list[Line]:
    """Label the lines of a page; see `label`.

    Examples
    --------
    >>> [(line.kind, line.text) for line in label_lines("Judul berita ini\\nKalimat ini cukup panjang untuk menjadi isi berita.")]
    [('title', 'Judul berita ini'), ('body', 'Kalimat ini cukup panjang untuk menjadi isi berita.')]
    """
    lines = split_lines(text)
    _split_collector_date(lines)
    rules = mark_furniture(lines)
    mark_pictures(lines)
    begin = mark_header(lines)
    mark_tail_dates(lines[begin:])
    if "byline-role" in rules:
        mark_names_after_roles(lines)
    referring = ("[" in text or "^" in text or "reference-heading" in rules) and mark_references(lines, begin)
    mark_tail(lines, begin, rules)
    mark_repeats(lines, begin)
    mark_headings(lines, begin)
    _mark_body(lines, (_SUPERSCRIPT if "¹" in text else _MARKER) if referring else None)
    return lines


def _split_collector_date(lines: list[Line]) -> None:
    """Make a collector's header a line of its own."""
    if lines and (match := COLLECTOR_DATE.match(lines[0].text)):
        line = lines[0]
        rest = line.text[match.end() :].lstrip()
        head = Line(line.start, match[0])
        head.mark("date", "collector-date")
        lines[:1] = [head] + ([Line(line.end - len(rest), rest)] if rest else [])


def _mark_body(lines: list[Line], marker: re.Pattern | None) -> None:
    """Mark what nothing has claimed, and cut out its dateline, footnote numbers and final initials, in the order of the text."""
    openings = _OPENING_LINES
    for line in lines:
        if line.kind:
            continue
        line.kind, line.rule = "body", "sentence" if line.running else "kept"
        text = line.text
        if openings:
            openings -= 1
            if end := opening(line):
                line.cut(0, end, "dateline", "dateline")
        if marker is not None:
            for match in marker.finditer(text):
                line.cut(*match.span(), "marker", "marker")
        if text[-1] in ")]*" or text[-2:] in (").", "].", "*."):
            initials = _INITIALS.search(text, max(0, len(text) - 40))
            if initials and initials.start(1) > 30:
                line.cut(initials.start(1), len(text), "byline", "final-initials")


def _append_pieces(spans: list[Span], line: Line, text: str) -> None:
    """Append a line cut into pieces."""
    new = tuple.__new__
    position = line.start
    for start, end, kind, rule in line.pieces:
        if start > position:
            spans.append(new(Span, (position, start, line.kind, line.rule, text[position:start])))
        spans.append(new(Span, (start, end, kind, rule, text[start:end])))
        position = end
    if position < line.end:
        spans.append(new(Span, (position, line.end, line.kind, line.rule, text[position : line.end])))
