"""Answers compared as a historian would: spelling, names, numbers and dates."""

import datetime
import re
import unicodedata
from calendar import monthrange
from functools import cache
from typing import NamedTuple

from lessonlib.corpus.dates import find_date

_QUOTES = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "‹": "'",
        "›": "'",
        "‚": "'",
        "–": "-",
        "—": "-",
        "−": "-",
        "\u2010": "-",
        "\u2011": "-",
        "\u00a0": " ",
    }
)
_EDGE = " .,;:!?"
_NO_WORD = re.compile(r"[\W_]+")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:([.,' ])\d{3})(?:\1\d{3})*")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
#: What may follow a number: a sign for per cent, or one or two words such as "horses".
_UNITS = re.compile(r"(?<=\d)(?:\s*%|(?:\s+[^\W\d_]+){1,2})$")
#: What may stand before one: a sign that it is about so much.
_ABOUT = re.compile(r"^(?:~|ca\.?|about|around|sekitar|kira-kira)\s*")
#: Small words around a date, in English and Indonesian; an ordinal's ending.
_FILLERS = re.compile(
    r"\b(?:bulan|tahun|tanggal|pada|the|of|in|on|year|month|ca|circa|about|around|sekitar|kira-kira)\b\.?|(?<=\d)(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(r"(0?[1-9]|1[0-2])\s?[/.-]\s?(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})\s?[/.-]\s?(0?[1-9]|1[0-2])")
_SHORT_YEAR = re.compile(r"\s'(\d\d)$")
_YEAR = re.compile(r"(?P<year>\d{4})[~?%]?")
_DECADE = re.compile(r"(?P<decade>\d{3})(?:X|0s|0-an)[~?%]?")
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})[~?%]?")
_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})[~?%]?")


def plain(text: str) -> str:
    """Return a text without what makes no difference: case, accents, kinds of quotation marks and dashes, spaces, a final stop.

    Parameters
    ----------
    text : str
        Any text.

    Examples
    --------
    >>> plain("  “Andrés”  Sánchez\\u00a0Braun. ")
    '"andres" sanchez braun'
    """
    letters = text if text.isascii() else _bare_letters(text)
    words = " ".join(letters.casefold().split()).strip(_EDGE)
    # Quotation marks around the whole are the learner's, not the text's.
    while len(words) > 2 and words[0] == words[-1] and words[0] in "\"'":
        words = words[1:-1].strip(_EDGE)
    return words


def only_words(text: str) -> str:
    """Return the words and numbers of a text alone, in plain form, parted by single blanks.

    Examples
    --------
    >>> only_words("kompas-\\nfeature (2024)") == only_words("Kompas feature: 2024!")
    True
    """
    return " ".join(_NO_WORD.sub(" ", plain(text)).split())


def _bare_letters(text: str) -> str:
    """Without accents, and without marks that nobody sees, such as soft hyphens; in ASCII there are none."""
    spread = unicodedata.normalize("NFKD", text).translate(_QUOTES)
    return "".join(letter for letter in spread if not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf")


@cache
def _standard_names() -> dict[str, str]:
    from lessonlib.history.reference import load_names

    owners: dict[str, set[str]] = {}
    for name, row in load_names().iterrows():
        for variant in (str(name), *row["variants"], *row["also"]):
            owners.setdefault(_name_key(variant), set()).add(str(name))
    # A form that two names share names neither.
    return {variant: min(names) for variant, names in owners.items() if len(names) == 1}


def _name_key(text: str) -> str:
    return plain(text).replace("-", " ").replace(".", "")


def standard_name(text: str) -> str:
    """Return the standard English form of a name, or the text itself in plain form.

    Examples
    --------
    >>> standard_name("kim jong-un"), standard_name("Moskwa"), standard_name("nobody")
    ('Kim Jong Un', 'Moscow', 'nobody')
    """
    return _standard_names().get(_name_key(text), plain(text))


def is_name(text: str) -> bool:
    """Say whether a text is a name that the course knows, in some spelling.

    Examples
    --------
    >>> is_name("Kim Jong-un"), is_name("nobody")
    (True, False)
    """
    return _name_key(text) in _standard_names()


def one_slip(first: str, second: str) -> bool:
    """Say whether two words differ by one letter: a slip of the pen, in words of five letters or more.

    Examples
    --------
    >>> one_slip("artyom lukyn", "artyom lukin"), one_slip("kim jong il", "kim jong un")
    (True, False)
    """
    short, long = sorted((first, second), key=len)
    if len(short) < 5 or len(long) - len(short) > 1 or first == second:
        return False
    place = next((place for place, (one, other) in enumerate(zip(short, long, strict=False)) if one != other), len(short))
    return short[place + (len(short) == len(long)) :] == long[place + 1 :]


def read_number(answer: object) -> float | None:
    """Read a number, with thousands parted as in Indonesian or in English.

    Parameters
    ----------
    answer : object
        A number, or text that holds one: a sign for per cent or one or two
        words may follow it.

    Returns
    -------
    float or None
        None where it is no number. True and False are none.

    Examples
    --------
    >>> read_number("20.000"), read_number("20,000 men"), read_number("3,5"), read_number(7), read_number("many")
    (20000.0, 20000.0, 3.5, 7.0, None)
    """
    if isinstance(answer, bool):
        return None
    if isinstance(answer, int | float):
        try:
            number = float(answer)
        except OverflowError:
            return None
        return number if abs(number) != float("inf") and number == number else None
    if not isinstance(answer, str):
        return None
    if len(answer) > 80:
        return None
    text = _UNITS.sub("", _ABOUT.sub("", plain(answer)))
    if match := _GROUPED.fullmatch(text):
        return float(text.replace(match[1], ""))
    return float(text.replace(",", ".")) if _PLAIN_NUMBER.fullmatch(text) else None


class Period(NamedTuple):
    """A date as an answer gives it.

    Attributes
    ----------
    earliest, latest : datetime.date
        The first and the last day that it allows.
    precision : str
        ``day``, ``month``, ``year`` or ``decade``.

    Examples
    --------
    >>> read_period("Juni 2024").precision
    'month'
    """

    earliest: datetime.date
    latest: datetime.date
    precision: str


def read_period(answer: object) -> Period | None:
    """Read one date: ``2024``, ``Juni 2024``, ``6/2024``, ``19-06-2024``, ``19 June 2024`` or EDTF such as ``2023-09~`` and ``199X``.

    Of three numbers the day comes first, as on Indonesian pages. Two dates, or
    a range, are none.

    Parameters
    ----------
    answer : object
        Text, a whole number for a year, or a `datetime.date`.

    Returns
    -------
    Period or None
        None where it is no date that the calendar knows.

    Examples
    --------
    >>> read_period("19-06-2024").earliest
    datetime.date(2024, 6, 19)
    >>> read_period("30 Februari 2023") is None
    True
    """
    if isinstance(answer, datetime.datetime):
        answer = answer.date()
    if isinstance(answer, datetime.date):
        return Period(answer, answer, "day")
    if isinstance(answer, int) and not isinstance(answer, bool) and 1000 <= answer <= 9999:
        answer = str(answer)
    if not isinstance(answer, str) or len(answer) > 60:
        return None
    text = " ".join(_FILLERS.sub(" ", answer.translate(_QUOTES)).split()).strip(" .,;?~%!\"'")
    return _read_edtf(text) or _read_edtf(_as_edtf(text)) or _read_words(text)


def _as_edtf(text: str) -> str:
    """A month in figures, as it is written by hand: 3/2024, 2024/3, 2024-3."""
    if match := _MONTH_FIRST.fullmatch(text):
        return f"{match[2]}-{int(match[1]):02}"
    if match := _YEAR_FIRST.fullmatch(text):
        return f"{match[1]}-{int(match[2]):02}"
    return ""


def _read_words(text: str) -> Period | None:
    text = " ".join(_SHORT_YEAR.sub(r" 20\1", text.replace(",", " ")).split())
    printed = find_date(text)
    if printed is None or printed.rest.strip() or re.search(r"\d", text[: printed.start] + text[printed.end :]):
        return None
    return _read_edtf(printed.edtf)


def _read_edtf(text: str) -> Period | None:
    try:
        if match := _DAY.fullmatch(text):
            day = datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
            return Period(day, day, "day")
        if match := _MONTH.fullmatch(text):
            year, month = int(match["year"]), int(match["month"])
            return Period(datetime.date(year, month, 1), datetime.date(year, month, monthrange(year, month)[1]), "month")
        if match := _YEAR.fullmatch(text):
            return Period(datetime.date(int(match["year"]), 1, 1), datetime.date(int(match["year"]), 12, 31), "year")
        if match := _DECADE.fullmatch(text):
            return Period(datetime.date(int(match["decade"]) * 10, 1, 1), datetime.date(int(match["decade"]) * 10 + 9, 12, 31), "decade")
    except ValueError:  # no such day in the calendar, or the year 0
        return None
    return None
