"""Dates of the evidence (EDTF) in words."""

from __future__ import annotations

import re
from datetime import date

from lessonlib.language import by_language, locale_name, spoken
from lessonlib.locales import write_day
from lessonlib.words import words

_PART = re.compile(r"(?P<year>\d{3}[\dX])(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?(?P<doubt>[~?%]?)")


@by_language
def say_date(edtf: str, language: str = "", within: bool = False, brief: bool = False) -> str:
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
    brief : bool
        Whether the names of months are cut short, as where a picture has little room.

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
    >>> say_date("2016-11-30", brief=True), say_date("2006-10-14", "id", brief=True)
    ('30 Nov 2016', '14 Okt 2006')
    """
    language = language or spoken()
    say = words("viewers", language)["dates"]
    first, slash, last = edtf.partition("/")
    if not slash:
        return _say_part(edtf, language, brief)
    if first == "..":
        return say["until"].format(last=_say_part(last, language, brief))
    if last == "..":
        return say["since"].format(first=_say_part(first, language, brief))
    return say["within" if within else "interval"].format(first=_say_part(first, language, brief), last=_say_part(last, language, brief))


def _say_part(part: str, language: str, brief: bool) -> str:
    found = _PART.fullmatch(part)
    if not found:
        return part
    say = words("viewers", language)["dates"]
    plain = say["decade"].format(year=found["year"].replace("X", "0")) if "X" in found["year"] else _say_day(found, language, brief)
    form = {"~": "about", "?": "doubtful", "%": "about_doubtful"}.get(found["doubt"])
    return say[form].format(date=plain) if form else plain


def _say_day(found: re.Match[str], language: str, brief: bool) -> str:
    if not found["month"]:
        return found["year"]
    day = date(int(found["year"]), int(found["month"]), int(found["day"] or 1))
    return write_day(day, locale_name(language), with_day=bool(found["day"]), brief=brief)
