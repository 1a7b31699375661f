"""Dates of the evidence (EDTF) in words."""

from __future__ import annotations

import re
from datetime import date

from lessonlib.language import FIRST, by_language, spoken
from lessonlib.words import words

_PART = re.compile(r"(?P<year>\d{3}[\dX])(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?(?P<doubt>[~?%]?)")


@by_language
def say_date(edtf: str, language: str = "", within: bool = False) -> str:
    """Return an EDTF date in words.

    Parameters
    ----------
    edtf : str
        Of the kinds that the evidence holds: a year, decade, month or day,
        with ``~``, ``?`` or ``%``, or an interval of two of them.
    language : str
        The language of the words; without it, that of the edition.
    within : bool
        Whether it happened at some time in an interval, and did not fill it.

    Returns
    -------
    str
        The words; whatever is no such date comes back as it is.

    Examples
    --------
    >>> say_date("2022-08~/2024-03?")
    'about August 2022 to March 2024 (not certain)'
    >>> say_date("2022/2023-06-14", within=True)
    'some time in 2022 to 14 June 2023'
    >>> say_date("199X"), say_date("../1991"), say_date("2022~/..")
    ('the 1990s', 'up to 1991; the beginning is not said', 'from about 2022; the end is open')
    """
    language = language or spoken()
    say = words("viewers", language)["dates"]
    first, slash, last = edtf.partition("/")
    if not slash:
        return _say_part(edtf, language)
    if first == "..":
        return say["until"].format(last=_say_part(last, language))
    if last == "..":
        return say["since"].format(first=_say_part(first, language))
    return say["within" if within else "interval"].format(first=_say_part(first, language), last=_say_part(last, language))


def _say_part(part: str, language: str) -> str:
    found = _PART.fullmatch(part)
    if not found:
        return part
    say = words("viewers", language)["dates"]
    plain = say["decade"].format(year=found["year"].replace("X", "0")) if "X" in found["year"] else _say_day(found, language)
    form = {"~": "about", "?": "doubtful", "%": "about_doubtful"}.get(found["doubt"])
    return say[form].format(date=plain) if form else plain


def _say_day(found: re.Match[str], language: str) -> str:
    from babel import localedata
    from babel.dates import format_date

    if not found["month"]:
        return found["year"]
    day = date(int(found["year"]), int(found["month"]), int(found["day"] or 1))
    return format_date(day, "d MMMM y" if found["day"] else "MMMM y", locale=language if localedata.exists(language) else FIRST)
