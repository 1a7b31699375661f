"""Lines that say when a page was made, and by whom: dates, names, agencies."""

import itertools
import re

from lessonlib.corpus.dateline import dateline_end
from lessonlib.corpus.dates import PUBLISHED, UPDATED, find_date
from lessonlib.corpus.lines import Line, ends_sentence
from lessonlib.corpus.names import credited, person
from lessonlib.corpus.outlets import is_place, known_outlet
from lessonlib.corpus.patterns import later

_SEPARATORS = later(r"\s*[|·•●/()]\s*|\s*[-–—]\s+|,\s+|\n")
_NAMES = later(r",\s+|\s+(?:dan|&)\s+")
_DIVIDER = later(r"[|·•●/(),–—\n-]")
_ROLE_BESIDE = later(
    r"^(?:oleh|by|laporan|penulis|reporter|editor)\s|,\s*(?:jurnalis|wartawan|kontributor|reporter|editor)\b", re.IGNORECASE
)
_SECTION = later(r"[A-Z][A-Za-z]{2,15}|\d{1,5}")
_SHORT_NAME = later("[a-z]{2,5}")


def mark_date(line: Line, titled: bool) -> bool:
    """Mark a line that prints a date, alone or (below a headline) beside a credit; say whether it does.

    Examples
    --------
    >>> line = Line(0, "Rabu, 14 Juni 2023")
    >>> mark_date(line, titled=False), line.rule
    (True, 'date-line')
    """
    date = find_date(line.text)
    if date is None:
        return False
    if date.start == 0 and date.end == len(line.text):
        line.mark("date", "date-line")
        return True
    rest = [part for part in _parts(date.rest) if part.strip()]
    for part in rest:
        known = known_outlet(part) or is_place(part) or _is_section(part)
        if not (known or (titled and (credited(part) or person(part)))):
            return False
    rule = "date-label" if PUBLISHED.search(line.text) else "date-update" if UPDATED.search(line.text) else "date-line"
    line.mark("date", rule)
    if rest:
        _cut_credit(line, date.start, date.end)
    return True


def may_be_date(line: Line) -> bool:
    """Take a cheap look before the pattern: a year of this century or the last, or day/month/year.

    Examples
    --------
    >>> may_be_date(Line(0, "Rabu, 14 Juni 2023")), may_be_date(Line(0, "Rabu"))
    (True, False)
    """
    text = line.text
    return ("20" in text or "/" in text or "19" in text) and len(text) <= 140


def mark_tail_dates(lines: list[Line]) -> None:
    """Mark a date below the article that says of itself that it is the page's own.

    Examples
    --------
    >>> line = Line(0, "Diterbitkan: 14 Juni 2023")
    >>> mark_tail_dates([line])
    >>> line.rule
    'date-label'
    """
    for line in lines:
        if (
            not line.kind
            and line.end - line.start < 100
            and may_be_date(line)
            and ((published := PUBLISHED.match(line.text)) or UPDATED.match(line.text))
        ):
            date = find_date(line.text)
            if date and not date.rest:
                line.mark("date", "date-label" if published else "date-update")


def _cut_credit(line: Line, start: int, end: int) -> None:
    """Give a credit beside a date its own label."""
    for first, last in ((0, start), (end, len(line.text))):
        beside = line.text[first:last]
        if not beside.strip():
            continue
        beside = UPDATED.sub("", PUBLISHED.sub("", beside))
        if known_outlet(_bare(beside)):
            line.cut(first, last, "source", "agency")
        elif credited(beside) or person(_bare(beside)):
            line.cut(first, last, "byline", "signed-outlet")


def _is_section(text: str) -> bool:
    """A single capitalised word before a date is the name of a section."""
    return _SECTION.fullmatch(text.strip()) is not None


def _bare(text: str) -> str:
    return text.strip(" ,|·•:–—-\t")


def _parts(text: str) -> list[str]:
    """Split a credit at its dividers; most lines have none, and a look for one costs less than the pattern."""
    if _DIVIDER.search(text):
        return [part for part in _SEPARATORS.split(text) if part]
    return [text] if text else []


def is_signature(text: str) -> bool:
    """Say whether a line is an agency, or a person and a desk.

    Examples
    --------
    >>> is_signature("P K Ojong - detikNews"), is_signature("Judul berita ini")
    (True, False)
    """
    if text.count(" ") > 7:
        return False
    parts = _parts(text.strip(" ,"))
    if len(parts) == 1:
        return known_outlet(parts[0]) is not None
    outlets = [known_outlet(part) is not None for part in parts]
    return any(outlets) and all(ok or person(part) != "" or _SHORT_NAME.fullmatch(part) for ok, part in zip(outlets, parts, strict=True))


def mark_credit(header: list[Line], position: int) -> None:
    """Mark a line above the article that names an agency, a place or a person.

    Examples
    --------
    >>> line = Line(0, "P K Ojong - detikNews")
    >>> mark_credit([line], 0); line.kind
    'byline'
    """
    line = header[position]
    if len(line.text) > 80:
        return
    if known_outlet(line.text) or all(map(known_outlet, _parts(line.text.strip(" ,")))):
        line.mark("source", "agency")
    elif dateline_end(line.text + " X", first=True) or (is_place(line.text.split(",")[0]) and is_signature(line.text)):
        line.mark("dateline", "dateline")
    elif is_signature(line.text) or ("|" in line.text and _is_desk_line(line.text)):
        line.mark("byline", "signed-outlet")
    elif len(line.text) <= 60 and _ROLE_BESIDE.search(line.text) and credited(line.text):
        line.mark("byline", "byline")
    else:
        mark_name(header, position)


def mark_name(header: list[Line], position: int) -> None:
    """Mark a line that holds only names, beside a date or another credit.

    Examples
    --------
    >>> name, date = Line(0, "P K Ojong"), Line(10, "Rabu, 14 Juni 2023")
    >>> date.mark("date", "date-line")
    >>> mark_name([name, date], 0); name.rule
    'byline-name'
    """
    text = header[position].text.strip(" ,")
    if " " in text and _beside_credit(header, position) and all(person(part) and part.count(" ") < 4 for part in _NAMES.split(text)):
        header[position].mark("byline", "byline-name")


def _beside_credit(header: list[Line], position: int) -> bool:
    """A name alone is a credit only beside a date or another credit."""
    above = next((line.kind for line in reversed(header[max(0, position - 3) : position]) if line.kind != "boilerplate"), "")
    below = next((line.kind for line in header[position + 1 : position + 4] if line.kind != "boilerplate"), "")
    return bool({above, below} & {"date", "byline", "source"})


def mark_names_after_roles(lines: list[Line]) -> None:
    """A role alone on a line ("Editor") is followed by its person.

    Examples
    --------
    >>> role, name = Line(0, "Editor"), Line(7, "Adinegoro")
    >>> role.mark("byline", "byline-role")
    >>> mark_names_after_roles([role, name])
    >>> name.rule
    'byline-name'
    """
    for role, line in itertools.pairwise(lines):
        if (
            role.rule == "byline-role"
            and (not line.kind or line.rule == "title")
            and len(line.text) < 60
            and (person(line.text) or credited("Editor: " + line.text))
            and not ends_sentence(line.text)
        ):
            line.mark("byline", "byline-name")


def _is_desk_line(text: str) -> bool:
    """ "P K Ojong | Humaniora": a person and a section."""
    parts = [part.strip() for part in text.split("|")]
    return len(parts) == 2 and " " in person(parts[0]) and _is_section(parts[1])
