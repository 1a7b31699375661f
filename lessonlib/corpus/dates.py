"""Printed dates, read with the names of months and days that Babel's locale data (CLDR) has."""

from __future__ import annotations

import calendar
import datetime
import re
from functools import cache
from typing import NamedTuple

from lessonlib.corpus.patterns import later
from lessonlib.locales import conventions

#: Spellings that pages use and Babel's locale data (CLDR) does not list: older orthography and common short forms.
OLDER_MONTHS = {
    "pebruari": 2,
    "agustu": 8,
    "agust": 8,
    "agt": 8,
    "ags": 8,
    "agus": 8,
    "sept": 9,
    "nopember": 11,
    "nop": 11,
    "nov": 11,
    "desember": 12,
}
OLDER_DAYS = ("jum'at", "jum’at", "ahad")
#: Words that stand around a date and say no more than that it is one.
_SAYS = frozenset(
    """
diterbitkan dipublikasikan dipublikasi publikasi published publish posted diposting diunggah tayang terbit dibuat tanggal tgl date
on pada pukul jam at update updated last modified diperbarui diperbaharui pembaruan terakhir first created dimuat dirilis rilis
hari yang waktu local time edisi oleh by in redaksi admin administrator comment comments komentar kali dibaca views view wib wita
wit gmt utc ict
""".split()
)
# Possessive: a word is a month as a whole or not at all.
_MONTH = r"[A-Za-z]{3,9}+"
_CENTURY = r"(?:19|20)\d\d"
#: A header that collectors of pages put in front of the text.
COLLECTOR_DATE = later(r"date:? ((?:19|20)\d\d-[01]\d(?:-[0-3]\d)?)(?=\s|$)")
_DATE = later(
    rf"(?<![\d/.-])(?:(?=\d)(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[ ./-]{{0,2}}(?P<m1>{_MONTH})\.?[ ,./-]{{1,3}}(?P<y1>{_CENTURY})"
    rf"|(?P<y3>{_CENTURY})[-/.](?P<m3>\d{{1,2}})[-/.](?P<d3>\d{{1,2}})"
    rf"|(?P<d4>\d{{1,2}})(?P<sep>[-/.])(?P<m4>\d{{1,2}})(?P=sep)(?P<y4>{_CENTURY}|\d\d))"
    rf"|\b(?={_MONTH}\.? \d)(?:(?P<m2>{_MONTH})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>{_CENTURY})"
    rf"|(?P<m5>{_MONTH})\.? (?P<d5>)(?P<y5>{_CENTURY})))(?!\d)\)?"
)
#: The groups of each of these ways to print a date, by the last of them; a month before its year has no day.
_FIELDS = {"y1": ("y1", "m1", "d1"), "y2": ("y2", "m2", "d2"), "d3": ("y3", "m3", "d3"), "y4": ("y4", "m4", "d4"), "y5": ("y5", "m5", "d5")}
_DAY_BEFORE = later(r"(?<![A-Za-z])([A-Za-z'’]{3,9})\.?\s?[,/|]?\s*\(?$")
_CLOCK = later(
    r"(?P<hour>[01]?\d|2[0-4])[:.](?P<minute>[0-5]\d)(?:[:.][0-5]\d)?(?!\d)\s*(?P<zone>WIB|WITA|WIT|GMT|UTC|ICT|[AaPp]\.?[Mm]\.?(?![a-z]))?(?:\s*\(?[+-]\d+\)?)?"
)
_TO_CLOCK = later(r"T|[\s,|·•@–—-]{1,5}(?:(?:[Pp]ukul|[Jj]am|at)\s)?\s?")
_MARKS = " ,|·•@:;.–—-()/"
_YEAR = later(r"\d\d\d\d|/\d\d")
UPDATED = later(r"\b(?:updated?|diperbarui|diperbaharui|pembaruan|modified)\b", re.IGNORECASE)
PUBLISHED = later(
    r"\b(?:diterbitkan|dipublikasikan|publikasi|published|publish(?:ed)? on|posted|diposting|diunggah|tayang|terbit|dimuat|dirilis|date published)\b",
    re.IGNORECASE,
)


class PrintedDate(NamedTuple):
    """A date as a line prints it.

    Attributes
    ----------
    edtf : str
        The date in EDTF, of day or month precision.
    time : str
        The time of day with its zone as printed (``"22:44 WIB"``), or ``""``.
    start, end : int
        Where the date with its day name and time stands in the line.
    rest : str
        What else the line says.

    Examples
    --------
    >>> find_date("Rabu, 14 Juni 2023 - 13:25 WIB").edtf
    '2023-06-14'
    """

    edtf: str
    time: str
    start: int
    end: int
    rest: str


@cache
def month_numbers() -> dict[str, int]:
    """Return the number of each month by its name in lower case, Indonesian and English.

    Examples
    --------
    >>> month_numbers()["juni"], month_numbers()["october"]
    (6, 10)
    """
    names = dict(OLDER_MONTHS)
    for english in (calendar.month_name, calendar.month_abbr):
        names.update({name.lower(): number for number, name in enumerate(english) if name})
    indonesian = conventions()["id"]
    for months in (indonesian.months, indonesian.months_brief):
        names.update({name.lower(): number for number, name in enumerate(months, 1)})
    return names


@cache
def day_names() -> frozenset[str]:
    """Return the names of the days in lower case, Indonesian and English, wide and abbreviated.

    Examples
    --------
    >>> "rabu" in day_names(), "juni" in day_names()
    (True, False)
    """
    indonesian = conventions()["id"]
    names = (*OLDER_DAYS, *calendar.day_name, *calendar.day_abbr, *indonesian.days, *indonesian.days_brief)
    return frozenset(name.lower() for name in names)


def find_date(line: str) -> PrintedDate | None:
    """Find the first printed date in a line.

    Numbers are read as day, month, year, as Indonesian pages print them; only
    a second number above 12 makes it month, day, year.

    Parameters
    ----------
    line : str
        One line of a page.

    Returns
    -------
    PrintedDate or None
        None where the line prints no date that the calendar knows.

    Examples
    --------
    >>> find_date("Kompas.com - 30/08/2022, 22:44 WIB")
    PrintedDate(edtf='2022-08-30', time='22:44 WIB', start=13, end=34, rest='Kompas.com')
    >>> find_date("Rabu, 14 Juni 2023 - 13:25 WIB").edtf
    '2023-06-14'
    >>> find_date("30 Februari 2023") is None
    True
    """
    for match in _DATE.finditer(line):
        if edtf := _edtf(match):
            start, end = match.span()
            start = start and _with_day(line, start)
            timed = _clock_after(line, end)
            end = timed.end() if timed else end
            others = [line[:start], line[end:]]
            if timed is None and (timed := _CLOCK.search(others[0]) or _CLOCK.search(others[1])):
                others = [other.replace(timed[0], " ", 1) for other in others]
            return PrintedDate(edtf, _time(timed), start, end, _rest(others))
    return None


def _with_day(line: str, start: int) -> int:
    """Return where the name of the day before a date begins, or where the date does."""
    before = _DAY_BEFORE.search(line, max(0, start - 14), start)
    return before.start() if before and before[1].lower() in day_names() else start


def _clock_after(line: str, end: int) -> re.Match | None:
    between = _TO_CLOCK.match(line, end)
    return _CLOCK.match(line, between.end()) if between else None


def _rest(others: list[str]) -> str:
    """Return what a line says beside its date and time, without words that only announce a date."""
    before, after = others
    if not (before.strip(_MARKS) or after.strip(_MARKS)):
        return ""
    words, days = [], day_names()
    for other in others:
        if _YEAR.search(other):
            other = _CLOCK.sub(" ", _DATE.sub(" ", other))
        words += [word for word in other.split() if (low := word.lower().strip(_MARKS)) not in _SAYS and low not in days]
        words.append("\n")
    return " ".join(" ".join(words).split(" ")).strip(_MARKS + "\n")


def _edtf(match: re.Match) -> str:
    """Turn a match into EDTF, or "" where there is no such day."""
    year, month, day = match.group(*_FIELDS[str(match.lastgroup)])
    number = int(month) if month.isdecimal() else month_numbers().get(month.lower(), 0)
    if not number:
        return ""
    if not day:
        return f"{year}-{number:02}"
    first, second = int(day), number
    if match.lastgroup == "y4" and second > 12:
        first, second = second, first
    try:
        return datetime.date(int(year) + (2000 if len(year) == 2 else 0), second, first).isoformat()
    except ValueError:
        return ""


def _time(match: re.Match | None) -> str:
    if match is None or not match["hour"]:
        return ""
    hour, zone = int(match["hour"]), (match["zone"] or "").upper().replace(".", "")
    if zone in ("AM", "PM"):
        hour = hour % 12 + (12 if zone == "PM" else 0)
        zone = ""
    return f"{hour:02}:{match['minute']} {zone}".strip()
