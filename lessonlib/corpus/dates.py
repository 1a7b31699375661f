"""Printed dates, read with Babel's names of months and days."""

import datetime
import re
from dataclasses import dataclass
from functools import cache

from babel import Locale

#: Spellings that pages use and Babel's locale data (CLDR) does not list: older orthography and common short forms.
OLDER_MONTHS = {"pebruari": 2, "agustu": 8, "agust": 8, "agt": 8, "ags": 8, "agus": 8, "sept": 9, "nopember": 11, "nop": 11, "nov": 11, "desember": 12}
OLDER_DAYS = ("jum'at", "jum’at", "ahad")
_ZONES = r"WIB|WITA|WIT|GMT|UTC|ICT|WIT\b"
_SAYS = (
    "diterbitkan|dipublikasikan|dipublikasi|publikasi|published|publish|posted|diposting|diunggah|tayang|terbit|dibuat|tanggal|tgl|date|on|pada|pukul|jam|at|updated?|last|modified|"
    "diperbarui|diperbaharui|pembaruan|terakhir|first|created|dimuat|dirilis|rilis|hari|yang|waktu|local|time|edisi|oleh|by|in|redaksi|admin|administrator|comments?|komentar|kali|dibaca|views?"
)
_YEAR = re.compile(r"\d\d\d\d|/\d\d")
UPDATED = re.compile(r"\b(?:updated?|diperbarui|diperbaharui|pembaruan|modified)\b", re.IGNORECASE)
PUBLISHED = re.compile(r"\b(?:diterbitkan|dipublikasikan|publikasi|published|publish(?:ed)? on|posted|diposting|diunggah|tayang|terbit|dimuat|dirilis|date published)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PrintedDate:
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
    """

    edtf: str
    time: str
    start: int
    end: int
    rest: str


@cache
def month_numbers() -> dict[str, int]:
    """Return the number of each month by its name in lower case, Indonesian and English."""
    names = dict(OLDER_MONTHS)
    for language in ("id", "en"):
        months = Locale.parse(language).months["format"]
        for width in ("wide", "abbreviated"):
            names.update({name.lower().strip("."): number for number, name in months[width].items()})
    return names


@cache
def _patterns() -> tuple[re.Pattern, re.Pattern, re.Pattern]:
    months = "|".join(sorted(map(re.escape, month_numbers()), key=len, reverse=True))
    names = set(OLDER_DAYS)
    for language in ("id", "en"):
        days = Locale.parse(language).days["format"]
        names.update(name.lower() for width in ("wide", "abbreviated") for name in days[width].values())
    days = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    clock = rf"(?:pukul|jam|at)?\s*(?P<hour>[01]?\d|2[0-4])[:.](?P<minute>[0-5]\d)(?:[:.][0-5]\d)?\s*(?P<zone>{_ZONES}|[ap]\.?m\.?)?(?:\s*\(?[+-]\d+\)?)?\b"
    date = (
        rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[\s./-]{{0,2}}(?P<m1>{months})\.?[\s,./-]{{1,3}}(?P<y1>(?:19|20)\d\d)"
        rf"|(?P<m2>{months})\.?\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y2>(?:19|20)\d\d)"
        r"|(?P<y3>(?:19|20)\d\d)[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})(?:T(?=\d\d:))?"
        r"|(?P<d4>\d{1,2})(?P<sep>[-/.])(?P<m4>\d{1,2})(?P=sep)(?P<y4>(?:19|20)\d\d|\d\d)"
        rf"|(?P<m5>{months})\.?\s(?P<y5>(?:19|20)\d\d)"
    )
    whole = re.compile(rf"(?:\b(?:{days})\b\.?\s?[,/|]?\s*)?\(?(?<![\d/.-])(?:{date})(?![\d])\)?(?:[\s,|·•@–—-]{{1,5}}{clock})?", re.IGNORECASE)
    return whole, re.compile(clock, re.IGNORECASE), re.compile(rf"\b(?:{days}|{_SAYS}|{_ZONES})\b(?!\.\w)", re.IGNORECASE)


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
    whole, clock, noise = _patterns()
    for match in whole.finditer(line):
        edtf = _edtf(match)
        if not edtf:
            continue
        others = line[: match.start()] + "\n" + line[match.end() :]
        if match["hour"] and len(others) == 1:
            return PrintedDate(edtf, _time(match), match.start(), match.end(), "")
        timed = match if match["hour"] else clock.search(others)
        if timed is not match and timed is not None:
            others = others[: timed.start()] + "\n" + others[timed.end() :]
        if _YEAR.search(others):
            others = whole.sub("\n", others)
        rest = " ".join(noise.sub(" ", others).split()).strip(" ,|·•@:;.–—-()/")
        return PrintedDate(edtf, _time(timed), match.start(), match.end(), rest)
    return None


def _edtf(match: re.Match) -> str:
    """Turn a match into EDTF, or "" where there is no such day."""
    group = match.groupdict()
    for suffix in "12345":
        year, month, day = group[f"y{suffix}"], group[f"m{suffix}"], group.get(f"d{suffix}")
        if year:
            break
    number = int(month) if month.isdecimal() else month_numbers()[month.lower()]
    if day is None:
        return f"{year}-{number:02}"
    first, second = int(day), number
    if suffix == "4" and second > 12:
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
