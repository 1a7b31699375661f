"""Rules that look at the lines around a line: repeats, references, lists of links, headings."""

from lessonlib.corpus.dateline import dateline_end
from lessonlib.corpus.lines import Line, ends_sentence
from lessonlib.corpus.names import credited
from lessonlib.corpus.patterns import later
from lessonlib.corpus.rules import catalogue

_QUOTES = "\"“”‘’' "
#: So far a rule looks around a line: the cost stays linear on a page of any length.
_REACH = 200
_RUNNING_FROM = 70
_SPEAKER = ("T:", "J:", "T :", "J :", "Q:", "A:", "Tanya:", "Jawab:")
#: A line shorter than this may be said twice ("Ya."); a longer one is a copy.
REPEAT_FROM = 40
_REFERENCE = later(r"(?:\[\d{1,3}\]|\^)\s?\S")
_BARE_REFERENCE = later(r"(?:\[?\d{1,3}[\].)]?|[-•*])\s?\S")
_NUMBERED = later(r"(?:\d{1,2}|[A-Z]|[IVX]{1,4})[.)]\s?\S")
_BULLET = later(r"[-–—•*●▪·+√✓]\s?\S|[a-z]\.\s|\(\d{1,2}\)\s")
_UNSURE = ("date-relative", "byline-role", "republished")
_SIGN_OFF = frozenset(("comment-prompt", "tags", "copyright", "byline", "byline-role", "initials"))
_AFTER = ("comment-prompt", "copyright", "page-navigation", "list-heading", "tags")


def last_body(lines: list[Line], begin: int) -> int:
    """Return the position of the last line that is surely article, ``begin - 1`` if none.

    Examples
    --------
    >>> from lessonlib.corpus.lines import split_lines
    >>> last_body(split_lines("Kalimat ini cukup panjang untuk menjadi isi berita.\\nGlobal\\nInternasional"), 0)
    0
    """
    for position in range(len(lines) - 1, begin - 1, -1):
        if not lines[position].kind and lines[position].running:
            return position
    return begin - 1


def mark_references(lines: list[Line], begin: int) -> bool:
    """Mark the entries of a list of references below the article; say whether there is one.

    Examples
    --------
    >>> from lessonlib.corpus.lines import split_lines
    >>> lines = split_lines("Kalimat terakhir dari artikel ini cukup panjang.[1]\\n[1] Reuters. (2023, October 28).")
    >>> mark_references(lines, 0), [line.kind for line in lines]
    (True, ['', 'reference'])
    """
    listed = found = False
    for position in range(begin, len(lines)):
        line = lines[position]
        if line.rule == "reference-heading":
            listed = any(_BARE_REFERENCE.match(below.text) for below in lines[position + 1 : position + 2])
            if not listed:
                line.kind = line.rule = ""
        elif line.kind:
            listed = listed and line.kind == "reference"
        elif (listed and _BARE_REFERENCE.match(line.text)) or (
            line.text[0] in "[^" and _REFERENCE.match(line.text) and _only_references_follow(lines, position)
        ):
            line.mark("reference", "reference")
            found = True
    return found


def _only_references_follow(lines: list[Line], position: int) -> bool:
    following = 0
    for below in range(position + 1, min(position + _REACH, len(lines))):
        if not lines[below].kind:
            following += 1
            if not _REFERENCE.match(lines[below].text):
                return False
            if following == 3:
                break
    return True


def mark_furniture(lines: list[Line]) -> set[str]:
    """Mark lines that a rule of the catalogue knows, and the headlines that belong to them.

    Headlines belong to the heading of a list until running text goes on; one
    headline belongs to a lone "Baca juga". Above the first running text a
    heading claims nothing: there the headline of the page may follow a menu.

    Returns
    -------
    set of str
        The names of the rules that found something.

    Examples
    --------
    >>> from lessonlib.corpus.lines import split_lines
    >>> lines = split_lines("Baca juga: Taliban Dekati Rusia\\nKorea Utara mendukung langkah Moskow.")
    >>> mark_furniture(lines), [line.rule for line in lines]
    ({'link-line'}, ['link-line', ''])
    """
    match = catalogue().match
    found = set()
    prose = listed = linked = False
    for line in lines:
        if line.kind:
            continue
        text = line.text
        rule = match(text)
        if rule is not None:
            name, line.kind, _, takes = rule
            line.rule, line.takes = name, takes
            found.add(name)
            if name in _UNSURE:
                _mark_unsure(line, prose and listed)
            listed = takes == "list" or (listed and line.kind in ("boilerplate", "date"))
            linked = takes == "line"
        elif line.running and line.end - line.start >= _RUNNING_FROM:
            prose, listed, linked = True, False, False
        else:
            if prose and listed:
                line.kind, line.rule = "boilerplate", "headline-list"
            elif prose and linked and len(text) < 180 and not ends_sentence(text):
                line.kind, line.rule = "boilerplate", "linked-headline"
            linked = False
    return found


def _mark_unsure(line: Line, listed: bool) -> None:
    """A relative date or a role in a list of links belongs to the list; a source with a person is a credit."""
    if line.rule != "republished":
        if listed:
            line.mark("boilerplate", "headline-list")
    elif credited(line.text):
        line.mark("byline", "byline")


def mark_tail(lines: list[Line], begin: int, rules: set[str]) -> None:
    """Mark links below the end of the article, where no heading announces them.

    Examples
    --------
    >>> from lessonlib.corpus.lines import split_lines
    >>> lines = split_lines("Kalimat ini cukup panjang untuk menjadi isi berita.\\nPutin Berencana Kunjungi China pada Mei")
    >>> mark_tail(lines, 0, set())
    >>> [line.rule for line in lines]
    ['', 'headline-case']
    """
    end = last_body(lines, begin)
    if not rules.isdisjoint(_SIGN_OFF):
        end = min(end, _article_end(lines, begin))
    ended = False
    for position, line in enumerate(lines[begin:], begin):
        if line.kind:
            if line.rule == "date-relative":
                line.mark("boilerplate", "headline-list")
            elif not ended:
                ended = (line.rule in _AFTER and not line.text[0].isdigit()) or (position > end and line.kind in ("byline", "source"))
        elif position <= end or _is_running(line):
            continue
        elif ended and not line.text.endswith("."):
            line.mark("boilerplate", "headline-list")
        elif _has_twin(lines, position):
            line.mark("boilerplate", "printed-twice")
        elif _in_headline_case(line.text):
            line.mark("boilerplate", "headline-case")


def _article_end(lines: list[Line], begin: int) -> int:
    """Return the position of a sign-off below which little running text follows."""
    article = lines[begin:]
    after = sum([len(line.text) for line in article if line.running and not line.kind and _is_running(line)])
    before = 0
    for position, line in enumerate(article, begin):
        if not line.kind:
            if line.running and _is_running(line):
                before += len(line.text)
                after -= len(line.text)
        elif before > 300 and line.rule in _SIGN_OFF and after < 0.3 * before:
            return position
    return len(lines)


def _in_headline_case(text: str) -> bool:
    """Five words or more, nearly all with a capital, and no stop: Indonesian headlines are set so, sentences are not."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) >= 4 and not ends_sentence(text) and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def _is_running(line: Line) -> bool:
    """Running text ends a list; a headline that asks or trails off does not."""
    return line.running and line.end - line.start >= _RUNNING_FROM


def _has_twin(lines: list[Line], position: int) -> bool:
    return any(0 <= other < len(lines) and lines[other].text == lines[position].text for other in (position - 1, position + 1))


def mark_repeats(lines: list[Line], begin: int) -> None:
    """Mark later copies of lines of the article; a short line only inside a run of copies.

    Examples
    --------
    >>> from lessonlib.corpus.lines import split_lines
    >>> lines = split_lines("Kalimat ini cukup panjang untuk menjadi isi berita.\\n" * 2)
    >>> mark_repeats(lines, 0)
    >>> [line.kind for line in lines]
    ['', 'repeat']
    """
    seen: dict[str, int] = {}
    title = next((line.text for line in lines[:begin] if line.kind == "title"), "")
    previous = -2
    for position, line in enumerate(lines[begin:], begin):
        if line.kind and line.kind != "heading":
            continue
        text = line.text
        if title and (text == title or (text.endswith("...") and len(text) > 12 and title.startswith(text[:-3].rstrip()))):
            line.mark("repeat", "repeat")
        elif text not in seen:
            if text[0] in '"“' and len(text) < 160:
                _mark_pull_quote(lines, begin, position)
            seen[text] = position
            previous = -2
        elif len(text) >= REPEAT_FROM or _next_free(lines, previous) == seen[text]:
            line.mark("repeat", "repeat")
            previous = seen[text]


def _mark_pull_quote(lines: list[Line], begin: int, position: int) -> None:
    """Mark a quotation set apart that stands in a paragraph above, without a stop of its own."""
    words = lines[position].text.strip(_QUOTES)
    if (
        len(words) > 24
        and not ends_sentence(lines[position].text)
        and any(words in line.text for line in lines[max(begin, position - _REACH) : position] if line.kind in ("", "heading"))
    ):
        lines[position].mark("repeat", "repeat")


def _next_free(lines: list[Line], position: int) -> int:
    """Return the position of the next article line after a line."""
    if position < 0:
        return -1
    return next((below for below in range(position + 1, min(position + _REACH, len(lines))) if lines[below].kind in ("", "heading")), -1)


def mark_headings(lines: list[Line], begin: int) -> None:
    """Mark short lines without a final stop that stand above a paragraph.

    Examples
    --------
    >>> from lessonlib.corpus.lines import split_lines
    >>> prose = "Kalimat ini cukup panjang untuk menjadi isi berita."
    >>> lines = split_lines(f"{prose}\\nHubungan energi\\n{prose}")
    >>> mark_headings(lines, 0)
    >>> [line.kind for line in lines]
    ['', 'heading', '']
    """
    free = [line for line in lines[begin:] if not line.kind]
    if False not in [line.running for line in free]:
        return
    for before, line, after in zip(free, free[1:], free[2:], strict=False):
        text = line.text
        if line.kind or line.end - line.start > 100:
            continue
        if not (after.running or (ends_sentence(after.text) and (len(after.text) >= 40 or _NUMBERED.match(text)))):
            continue
        if text[0] in "\"“'‘([" or _BULLET.match(text) or text[-1] in ",;.:" or before.text[-1] == ":" or dateline_end(text, first=False):
            continue
        if text.endswith((" dan", ";")) or text.startswith(_SPEAKER):
            continue
        if _NUMBERED.match(text) and not ends_sentence(text) and text.lstrip("0123456789.)IVXABC ")[:1].isupper():
            line.mark("heading", "heading-numbered")
        elif (
            _is_heading(text)
            and not (text[-1] == "?" and _is_interview(free))
            and (before.kind == "heading" or before.running or ends_sentence(before.text))
        ):
            line.mark("heading", "heading")


def _is_interview(free: list[Line]) -> bool:
    """Many short questions are an interview, not headings."""
    return sum(line.text[-1] == "?" and len(line.text) < 100 for line in free) >= 3


def _is_heading(text: str) -> bool:
    words = text.split()
    if not (text[0].isupper() or text[0].isdigit()) or text[-1] in '!…”"':
        return False
    titled = sum(word[0].isupper() or not word[0].isalpha() for word in words)
    return len(words) <= 9 or (len(words) <= 14 and titled >= 0.6 * len(words))
