"""From raw text to spans that tile it: every character gets a kind and the rule that decided."""

import re

from lessonlib.corpus.blocks import mark_headings, mark_lists, mark_references, mark_repeats
from lessonlib.corpus.dateline import opening
from lessonlib.corpus.header import mark_header, mark_tail_credits, mark_tail_dates
from lessonlib.corpus.kinds import Span
from lessonlib.corpus.lines import Line, split_lines
from lessonlib.corpus.names import credited
from lessonlib.corpus.pictures import mark_pictures
from lessonlib.corpus.rules import catalogue

#: A header that collectors of pages put in front of the text.
COLLECTOR_DATE = re.compile(r"date:? ((?:19|20)\d\d-[01]\d(?:-[0-3]\d)?)(?=\s|$)")
_MARKER = re.compile(r"\[\d{1,3}\](?:\s?\[\d{1,3}\])*|[⁰¹²³⁴-⁹]+")
_INITIALS = re.compile(r"(?<=[.!?”\"’)…*])\s*((?:[(\[](?:[a-z]{2,5}|[a-z]{2,12}(?:/[a-z]{2,5})+|[A-Z]{1,5}-\d{1,2}|[a-z]{2,5}(?:[-/|, ]{1,2}[A-Za-z0-9*]{1,8}){1,3}|[A-Z][a-z]{1,6}(?:/[\w-]{1,8}){1,3}|[A-Z]{2,4}(?:/[A-Za-z]{1,8}){1,3}|\*{1,3})[)\]]|\*{2,3})\.?)$")
#: Making a span from a tuple takes half the time of naming its fields.
_span = Span._make
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
    lines = label_lines(text)
    spans: list[Span] = []
    position = 0
    for line in lines:
        if line.start > position:
            spans.append(_span((position, line.start, "blank", "blank", text[position : line.start])))
        if line.pieces:
            _append_pieces(spans, line, text)
        else:
            spans.append(_span((line.start, line.end, line.kind, line.rule, text[line.start : line.end])))
        position = line.end
    if position < len(text):
        spans.append(Span(position, len(text), "blank", "blank", text[position:]))
    return spans


def label_lines(text: str) -> list[Line]:
    """Label the lines of a page; see `label`."""
    lines = split_lines(text)
    _split_collector_date(lines)
    match = catalogue().match
    for line in lines:
        if not line.kind and (rule := match(line.text)) is not None:
            line.mark(rule.kind, rule.name)
            line.takes = rule.takes
            if rule.name == "republished" and credited(line.text):
                line.mark("byline", "byline")
    mark_pictures(lines)
    begin = mark_header(lines)
    mark_tail_dates(lines[begin:])
    mark_tail_credits(lines[begin:])
    mark_references(lines, begin)
    mark_lists(lines, begin)
    mark_repeats(lines, begin)
    mark_headings(lines, begin)
    numbered = any(line.kind == "reference" for line in lines)
    superscripts = numbered and ("¹" in text or "²" in text)
    left = _OPENING_LINES
    for line in lines:
        if not line.kind:
            line.mark("body", "sentence" if line.running else "kept")
        if line.kind == "body":
            _cut_body(line, left > 0, numbered, superscripts)
            left -= 1
    return lines


def _split_collector_date(lines: list[Line]) -> None:
    """Make a collector's header a line of its own."""
    if lines and (match := COLLECTOR_DATE.match(lines[0].text)):
        line = lines[0]
        rest = line.text[match.end() :].lstrip()
        head = Line(line.start, match[0])
        head.mark("date", "collector-date")
        lines[:1] = [head] + ([Line(line.end - len(rest), rest)] if rest else [])


def _cut_body(line: Line, may_open: bool, numbered: bool, superscripts: bool) -> None:
    """Cut the dateline, footnote numbers and final initials out of a body line."""
    text = line.text
    if may_open and (end := opening(line)):
        line.cut(0, end, "dateline", "dateline")
    if numbered and ("[" in text or superscripts):
        for match in _MARKER.finditer(text):
            if "[" in match[0] or not text[match.start() - 1].isspace():
                line.cut(*match.span(), "marker", "marker")
    if (text[-1] in ")]*" or text[-2:] in (").", "].", "*.")) and (initials := _INITIALS.search(text, max(0, len(text) - 40))) and initials.start(1) > 30:
        line.cut(initials.start(1), len(text), "byline", "final-initials")


def _append_pieces(spans: list[Span], line: Line, text: str) -> None:
    """Append a line cut into pieces."""
    position = line.start
    for start, end, kind, rule in line.pieces:
        if start > position:
            spans.append(Span(position, start, line.kind, line.rule, text[position:start]))
        spans.append(Span(start, end, kind, rule, text[start:end]))
        position = end
    if position < line.end:
        spans.append(Span(position, line.end, line.kind, line.rule, text[position : line.end]))
