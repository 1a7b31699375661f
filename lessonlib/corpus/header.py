"""What stands above the article: headline, date, credits, menus."""

import itertools
import re

from lessonlib.corpus.dateline import dateline_end, opening
from lessonlib.corpus.dates import PUBLISHED, UPDATED, find_date
from lessonlib.corpus.lines import Line, ends_sentence
from lessonlib.corpus.names import credited, person
from lessonlib.corpus.outlets import is_place, known_outlet
from lessonlib.corpus.patterns import later

_SEPARATORS = later(r"\s*[|·•●/()]\s*|\s*[-–—]\s+|,\s+|\n")
_NAMES = later(r",\s+|\s+(?:dan|&)\s+")
_DIVIDER = later(r"[|·•●/(),–—\n-]")
#: A sign that parts a person from a day; headlines have none.
_DIVIDED = later("[|·•●]")
_FIGURES = later(r"\d[.,]\d")
_ROLE_BESIDE = later(
    r"^(?:oleh|by|laporan|penulis|reporter|editor)\s|,\s*(?:jurnalis|wartawan|kontributor|reporter|editor)\b", re.IGNORECASE
)
_WORDS = later(r"\w+")
_SECTION = later(r"[A-Z][A-Za-z]{2,15}|\d{1,5}")
_SHORT_NAME = later("[a-z]{2,5}")
#: How many lines below a first sentence a date still belongs to the header.
_HEADER_REACH = 8
_SCENE = later(r"(?:\(\d{1,2}/\d{1,2}(?:/\d{2,4})?\)|\b\d{1,2} [A-Z]\w+ (?:19|20)\d\d|,\s[A-Z]\w+ (?:19|20)\d\d)\.?$")


def first_body(lines: list[Line]) -> int:
    """Return the position of the line with which the article begins, marking the bare dates above it.

    A summary or a caption may stand above the date: the date line then ends
    the header, not the first sentence.

    Examples
    --------
    >>> from lessonlib.corpus.lines import split_lines
    >>> first_body(split_lines("Judul berita ini\\nRabu, 14 Juni 2023\\nKalimat ini cukup panjang untuk menjadi isi berita."))
    2
    """
    begin = dated = len(lines)
    titled = named = False
    for position, line in enumerate(lines):
        if position > begin + _HEADER_REACH:
            break
        if line.kind:
            continue
        if _may_be_date(line) and _mark_date(line, titled or (named and _DIVIDED.search(line.text) is not None)):
            dated = min(dated, position)
            if position > begin:
                return position + 1
        elif opening(line) or (line.running and dated < position):
            return min(begin, position)
        elif line.running:
            begin = min(begin, position)
        else:
            # A headline may hold a day and a name; only below a headline are they a credit.
            named = True
            titled = titled or line.text.count(" ") > 2
    return begin


def mark_header(lines: list[Line]) -> int:
    """Mark headline, dates, credits and menus above the article.

    Returns
    -------
    int
        The position of the line with which the article begins.

    Examples
    --------
    >>> from lessonlib.corpus.lines import split_lines
    >>> lines = split_lines("Judul berita yang panjang\\nRabu, 14 Juni 2023\\nKalimat ini cukup panjang untuk menjadi isi berita.")
    >>> mark_header(lines), [line.kind for line in lines]
    (2, ['title', 'date', ''])
    """
    begin = first_body(lines)
    header = lines[:begin]
    title = _mark_title(header, begin == len(lines))
    for position, line in enumerate(header):
        if line.kind:
            continue
        if position < title and not line.running:
            line.mark("boilerplate", "menu")
        elif not (0 <= title < position and _may_be_date(line) and _mark_date(line, titled=True)):
            _mark_credit(header, position)
    # A name above a name that stands beside the date.
    for position in range(begin - 1, title, -1):
        if not header[position].kind:
            _mark_name(header, position)
    mark_names_after_roles(header)
    _mark_leftovers(header, title)
    _mark_captions(lines, title, begin)
    return begin


def _mark_date(line: Line, titled: bool) -> bool:
    """Mark a line that prints a date, alone or (below a headline) beside a credit."""
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


def _may_be_date(line: Line) -> bool:
    """A cheap look before the pattern: a year of this century or the last, or day/month/year."""
    text = line.text
    return ("20" in text or "/" in text or "19" in text) and len(text) <= 140


def _is_section(text: str) -> bool:
    """A single capitalised word before a date is the name of a section."""
    return _SECTION.fullmatch(text.strip()) is not None


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


def _bare(text: str) -> str:
    return text.strip(" ,|·•:–—-\t")


def _mark_title(header: list[Line], whole_page: bool) -> int:
    """Mark the headline and return its position (or -1 where there is none)."""
    free = [position for position, line in enumerate(header) if not (line.kind or line.running)]
    if not free or (whole_page and sum(not _is_signature(header[position].text) for position in free) < 2):
        return -1
    title = _best_title(header, free)
    words = header[title].text if title >= 0 else ""
    if not words or is_place(words) or dateline_end(words + " X", first=True):
        return -1
    header[title].mark("title", "title")
    for line in header:
        if line.text == words and line.kind in ("", "boilerplate"):
            line.mark("repeat", "repeat")
    return title


def _best_title(header: list[Line], free: list[int]) -> int:
    """Choose among lines: a headline has many words, stands above date or credit, may be printed twice, and is no signature (else -1)."""
    if len(free) == 1:
        return -1 if _is_signature(header[free[0]].text) else free[0]
    credits = [position for position, line in enumerate(header) if line.kind in ("date", "byline", "source")]
    above_credit = {credit - distance for credit in credits for distance in (1, 2, 3)}
    seen: dict[str, int] = {}
    for line in header:
        seen[line.text] = seen.get(line.text, 0) + 1
    best, best_score = -1, -9
    # From the article upwards: there the headline comes early, and what scores less is not looked at closely.
    for position in reversed(free):
        text = header[position].text
        score = min(text.count(" ") + 1, 8) + (3 if seen[text] > 1 else 0) + (3 if position in above_credit else 0)
        if score >= best_score:
            score -= 4 if _is_no_headline(text) else 0
            if score >= best_score and not _is_signature(text):
                best, best_score = position, score
    return best


def _is_no_headline(text: str) -> bool:
    """Gaps, a bullet, a small letter, several dividers or several figures: the look of a menu or a table."""
    return "  " in text or text[0] in "•*" or text[0].islower() or text.count("|") > 1 or len(_FIGURES.findall(text)) > 1


def _parts(text: str) -> list[str]:
    """Split a credit at its dividers; most lines have none, and a look for one costs less than the pattern."""
    if _DIVIDER.search(text):
        return [part for part in _SEPARATORS.split(text) if part]
    return [text] if text else []


def _is_signature(text: str) -> bool:
    """An agency, or a person and a desk ("X - detikNews")."""
    if text.count(" ") > 7:
        return False
    parts = _parts(text.strip(" ,"))
    if len(parts) == 1:
        return known_outlet(parts[0]) is not None
    outlets = [known_outlet(part) is not None for part in parts]
    return any(outlets) and all(ok or person(part) != "" or _SHORT_NAME.fullmatch(part) for ok, part in zip(outlets, parts, strict=True))


def _mark_credit(header: list[Line], position: int) -> None:
    line = header[position]
    if len(line.text) > 80:
        return
    if known_outlet(line.text) or all(map(known_outlet, _parts(line.text.strip(" ,")))):
        line.mark("source", "agency")
    elif dateline_end(line.text + " X", first=True) or (is_place(line.text.split(",")[0]) and _is_signature(line.text)):
        line.mark("dateline", "dateline")
    elif _is_signature(line.text) or ("|" in line.text and _is_desk_line(line.text)):
        line.mark("byline", "signed-outlet")
    elif len(line.text) <= 60 and _ROLE_BESIDE.search(line.text) and credited(line.text):
        line.mark("byline", "byline")
    else:
        _mark_name(header, position)


def _mark_name(header: list[Line], position: int) -> None:
    """Mark a line that holds only names, beside a date or another credit."""
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


def _mark_leftovers(header: list[Line], title: int) -> None:
    """Decide on the lines between headline and article that nothing has claimed."""
    for line in header[title + 1 :]:
        if line.kind:
            continue
        if is_place(line.text) and not ends_sentence(line.text):
            line.mark("dateline", "dateline")
        elif len(_WORDS.findall(line.text)) <= 3 and not ends_sentence(line.text):
            line.mark("boilerplate", "menu")


def _mark_captions(lines: list[Line], title: int, begin: int) -> None:
    """Mark a line on a scene between headline and dateline: it ends with a day, or stands beside a photo credit."""
    top = title + 1
    first = 0
    for position in range(top, min(begin + 4, len(lines))):
        line = lines[position]
        if (not line.kind or line.kind == "dateline") and opening(line):
            first = position
            break
    for position in range(top, first):
        line = lines[position]
        below = (
            position > top + 1
            and lines[position - 1].kind == "credit"
            and lines[position - 2].kind in ("date", "byline", "boilerplate", "title")
        )
        beside_credit = lines[position + 1].kind == "credit" or below
        if not line.kind and len(line.text) < 320 and (beside_credit or _SCENE.search(line.text)):
            line.mark("caption", "caption-place")


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
            and _may_be_date(line)
            and ((published := PUBLISHED.match(line.text)) or UPDATED.match(line.text))
        ):
            date = find_date(line.text)
            if date and not date.rest:
                line.mark("date", "date-label" if published else "date-update")
