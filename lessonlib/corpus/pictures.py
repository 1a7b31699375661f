"""Pictures leave words behind: photo credits and captions."""

import re

from lessonlib.corpus.lines import Line
from lessonlib.corpus.patterns import later

_AGENCIES = (
    r"reuters|afp|ap photo|ap|epa(?:-efe)?|antara(?: foto)?|antarafoto|getty images?|gettyimages|istimewa|ist|dok(?:umentasi|umen)?\.?|kcna|yonhap|xinhua|tass|sputnik|shutterstock|istock(?:photo)?|freepik|unsplash|pixabay|pexels|bloomberg|"
    r"instagram|twitter|youtube|facebook|tiktok|net|int|handout|pool|anadolu(?: agency)?|bbc|cnn|tempo|kompas|detikcom|republika|liputan6(?:\.com)?|okezone|sindonews|tribunnews|merdeka\.com|jawapos|biro pers|setpres|setkab|humas"
)
_WORD = r"(?:foto|photo|photos|fotografer|photographer|dok|dokumentasi|sumber foto|foto by|photo by|kredit|credit|sumber|grafis|ilustrasi foto|gambar|images? source)"
#: "Foto/Reuters", "(Foto: AFP)", "ANTARA FOTO/...", "REUTERS/...": a credit and no more.
_CREDIT = later(
    rf"[\[(]?\s*(?:(?-i:[A-Z][A-Z.'’ ]{{2,40}}/\s?[A-Z][A-Z.'’ ]{{2,40}})|(?:pexels|unsplash|freepik|pixabay|instagram|twitter|youtube|shutterstock)\.com/\S+|{_WORD}(?:\s?[:/]\s?(?:[^\s.!?()]++\.?[ /]?){{1,5}}|\s(?:{_AGENCIES}))|(?=[^/@|]{{2,17}}[/@|])(?:{_AGENCIES}|mi)(?:\s?[/@|]\s?[^.!?]{{2,60}})+|(?:antara foto|ap photo|getty images?|shutterstock|istimewa|unsplash|pixabay|reuters|afp|dok\. ?\w+)(?: via [\w. ]{{2,40}})?)\s*[.\])]*",
    re.IGNORECASE,
)
#: The same at the end of a line of words about a picture.
_TAIL = later(
    r"(?:(?<=[\s.,;|/-])(?:foto|photo|dok)\.?\s?[:/]\s?[^!?()]{2,60}|(?<=[\s.,;|])(?:antara foto|ap photo|reuters|afp|tempo|waspada|getty images)\s?/\s?[^.!?()]{2,50}"
    r"|/\s?(?:net|ist|dok|istimewa|[\w.]+-dok)|©\s?\d{4} [\w. ]+/[\w. ]+|-\s(?:gambar|foto) (?:fail|hiasan|bernama|ilustrasi|ihsan)[\w ]{0,40}|-\s(?:antara|reuters|afp|bisnis|dok)/[\w ]{2,40}|©\s?disediakan oleh [\w ]+)-?\.?$",
    re.IGNORECASE,
)
_TAIL_WORDS = (
    "foto",
    "photo",
    "dok",
    "reuters/",
    "afp/",
    "tempo/",
    "waspada/",
    "images/",
    "/net",
    "/ net",
    "/ist",
    "©",
    "- gambar",
    "- antara/",
)
#: In brackets at the end of a sentence only a slash or a name that deals in pictures makes a credit.
_BRACKETED = later(
    rf"[\[(](?:[^()\[\]]*[A-Za-z.]{{4,}}[^()\[\]]*/[^()\[\]]+|[A-Z]{{2,4}}/[^()\[\]]*[A-Za-z.]{{4,}}[^()\[\]]*|{_WORD}\b.*|(?:{_AGENCIES}|cnn indonesia|cnbc indonesia|inews|indozone)(?:\s.*)?)[\])]\.?$",
    re.IGNORECASE,
)
_LOWER_INITIALS = later(
    r"\((?:[a-z]{2,12}(?=/[a-z]+\))|[A-Z][a-z]{1,3}(?=/[a-z]+\))|[a-z]{2,5}|[A-Z]-\d|[A-Z]{1,4})(?:[/-][\w-]{1,12})*\)\.?$"
)
#: "GETTY IMAGES via BBC INDONESIA Kim Il-sung ...": the credit stands in front.
_HEAD = later(
    r"(?:[A-Z][A-Z.'’/-]*\s){1,5}via\s(?:[A-Z][A-Z.'’/-]+\s){1,3}(?=[A-ZÀ-Þ0-9“\"][\w-])|(?:ANTARA FOTO|AP Photo|REUTERS|AFP)/\S[^.]{2,60}\s[-–|]\s"
)
_ILLUSTRATION = later(r"(?=.*ilustrasi)(?:(?:foto )?ilustrasi\b.{0,140}|.{0,140}\(?ilustrasi\)?\.?)", re.IGNORECASE)
#: One of these stands in every line on a picture, or it begins with one of the openings below.
_SIGN = later(r"/|©|:|\)|\]| via |lustrasi|- Gambar")
_OPENINGS = frozenset(
    ("foto", "phot", "dok.", "dok ", "doku", "gett", "shut", "isti", "unsp", "pixa", "reut", "afp", "anta", "ap p", "imag", "ilus")
)
_LIMIT = 420


def mark_pictures(lines: list[Line]) -> None:
    """Mark photo credits and captions among lines that no rule has claimed.

    Examples
    --------
    >>> line = Line(0, "Presiden Rusia Vladimir Putin di Vladivostok. Foto/Reuters")
    >>> mark_pictures([line])
    >>> line.kind
    'caption'
    """
    signed = _SIGN.search
    for position, line in enumerate(lines):
        if line.kind:
            if line.takes == "caption" and len(line.text) <= 20:
                _mark_labelled(lines, position + 1)
            continue
        text = line.text
        # Long text, or a sentence without a slash, bracket or "via", is most of an article: no look at the patterns.
        if line.running:
            if len(text) > _LIMIT or (text[-1] == "." and "/" not in text and ")" not in text and " via " not in text):
                continue
        elif not signed(text) and text[:4].lower() not in _OPENINGS:
            continue
        if _may_be_picture(text):
            _mark_picture(lines, position)


def _mark_picture(lines: list[Line], position: int) -> None:
    """Mark a line that is a photo credit or holds one."""
    line = lines[position]
    text = line.text
    if len(text) <= 90 and _CREDIT.fullmatch(text):
        line.mark("credit", "photo-credit")
    elif head := _HEAD.match(text):
        line.mark("caption", "caption-credit")
        _mark_twin(lines, position, text[head.end() :])
    elif tail := _credit_tail(text):
        line.mark("caption", "caption-credit")
        _mark_twin(lines, position, text[:tail].strip())
    elif len(text) < 160 and _ILLUSTRATION.fullmatch(text):
        line.mark("caption", "caption-credit")


def _may_be_picture(text: str) -> bool:
    """A cheap look before the patterns: where the signs stand."""
    tail = text[-70:]
    if (
        "/" in tail
        or text[-1] in ")]"
        or text[-2:-1] in (")", "]")
        or "©" in tail
        or (":" in tail and ("oto" in tail or "OTO" in tail or "ok" in tail))
    ):
        return True
    head = text[:70]
    if " via " in head or "/" in head:
        return True
    return len(text) < 160 and (text[:4].lower() in _OPENINGS or "lustrasi" in text or "- Gambar" in tail)


def _credit_tail(text: str) -> int:
    """Return where the photo credit at the end of a line begins, 0 if there is none."""
    if text[-1] in ")]" or text[-2:-1] in (")", "]"):
        start = max(text.rfind("("), text.rfind("["))
        if start > 0 and len(text) < 330 and not _LOWER_INITIALS.match(text, start) and _BRACKETED.match(text, start):
            return start
    tail = text[-80:].lower()
    if any(map(tail.__contains__, _TAIL_WORDS)) and (match := _TAIL.search(text, max(0, len(text) - 80))):
        return match.start()
    return 0


def _mark_labelled(lines: list[Line], position: int) -> None:
    """Mark the caption below a line that only announces it."""
    if position < len(lines) and not lines[position].kind and len(lines[position].text) < 300:
        lines[position].mark("caption", "caption-label")


def _mark_twin(lines: list[Line], position: int, words: str) -> None:
    """Mark the copy of a caption that stands beside it without the credit."""
    for other in lines[max(0, position - 2) : position + 3]:
        if not other.kind and len(words) > 20 and other.text == words:
            other.mark("caption", "caption-twin")
