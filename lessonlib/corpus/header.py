"""What stands above the article: headline, date, credits, menus."""

from lessonlib.corpus.credits import is_signature, mark_credit, mark_date, mark_name, mark_names_after_roles, may_be_date
from lessonlib.corpus.dateline import dateline_end, opening
from lessonlib.corpus.lines import Line, ends_sentence
from lessonlib.corpus.outlets import is_place
from lessonlib.corpus.patterns import later

#: A sign that parts a person from a day; headlines have none.
_DIVIDED = later("[|·•●]")
_FIGURES = later(r"\d[.,]\d")
_WORDS = later(r"\w+")
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
        if may_be_date(line) and mark_date(line, titled or (named and _DIVIDED.search(line.text) is not None)):
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
        elif not (0 <= title < position and may_be_date(line) and mark_date(line, titled=True)):
            mark_credit(header, position)
    # A name above a name that stands beside the date.
    for position in range(begin - 1, title, -1):
        if not header[position].kind:
            mark_name(header, position)
    mark_names_after_roles(header)
    _mark_leftovers(header, title)
    _mark_captions(lines, title, begin)
    return begin


def _mark_title(header: list[Line], whole_page: bool) -> int:
    """Mark the headline and return its position (or -1 where there is none)."""
    free = [position for position, line in enumerate(header) if not (line.kind or line.running)]
    if not free or (whole_page and sum(not is_signature(header[position].text) for position in free) < 2):
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
        return -1 if is_signature(header[free[0]].text) else free[0]
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
            if score >= best_score and not is_signature(text):
                best, best_score = position, score
    return best


def _is_no_headline(text: str) -> bool:
    """Gaps, a bullet, a small letter, several dividers or several figures: the look of a menu or a table."""
    return "  " in text or text[0] in "•*" or text[0].islower() or text.count("|") > 1 or len(_FIGURES.findall(text)) > 1


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
