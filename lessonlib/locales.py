"""Days and numbers as a language writes them: English and Indonesian from a small file, any other with Babel."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from lessonlib.tomlfile import DATA, read_toml


class Conventions(NamedTuple):
    """What a language calls months and days, and the signs that it puts into numbers.

    Attributes
    ----------
    months, months_brief : list of str
        From January.
    days, days_brief : list of str
        From Monday.
    decimal, group : str
        The sign before the part of a whole, and between thousands.

    Examples
    --------
    >>> conventions()["id"].months[4]
    'Mei'
    """

    months: list[str]
    months_brief: list[str]
    days: list[str]
    days_brief: list[str]
    decimal: str
    group: str


@cache
def conventions() -> dict[str, Conventions]:
    """Return the languages that are known without Babel.

    Examples
    --------
    >>> list(conventions())
    ['en', 'id']
    """
    return {language: Conventions(**row) for language, row in read_toml(DATA / "locales.toml").items()}


def write_day(day: date, language: str, with_day: bool = True, brief: bool = False) -> str:
    """Return a day, or its month and year, in a language that Babel knows.

    Examples
    --------
    >>> write_day(date(2006, 10, 14), "id"), write_day(date(2006, 10, 14), "en", with_day=False, brief=True)
    ('14 Oktober 2006', 'Oct 2006')
    >>> write_day(date(2006, 10, 14), "fr")
    '14 octobre 2006'
    """
    if known := conventions().get(language):
        month = (known.months_brief if brief else known.months)[day.month - 1]
        return f"{day.day} {month} {day.year}" if with_day else f"{month} {day.year}"
    from babel.dates import format_date

    pattern = "MMM y" if brief else "MMMM y"
    return str(format_date(day, f"d {pattern}" if with_day else pattern, locale=language))


def write_number(number: Decimal, places: int, fixed: bool, language: str) -> str:
    """Return a number in a language that Babel knows.

    Parameters
    ----------
    number : decimal.Decimal
        The number.
    places : int
        The most digits behind the decimal sign.
    fixed : bool
        Whether there are just so many, or no noughts at the end.
    language : str
        Such as ``"id"``.

    Examples
    --------
    >>> write_number(Decimal("-1437.250"), 12, False, "id"), write_number(Decimal(39), 2, True, "en")
    ('-1.437,25', '39.00')
    >>> write_number(Decimal("6430.5"), 12, False, "de")
    '6.430,5'
    """
    if known := conventions().get(language):
        whole, _, part = f"{number:,.{places}f}".partition(".")
        part = part if fixed else part.rstrip("0")
        return whole.replace(",", known.group) + (known.decimal + part if part else "")
    from babel.numbers import format_decimal

    pattern = f"#,##0.{('0' if fixed else '#') * places}" if places else "#,##0"
    return str(format_decimal(number, pattern, locale=language))
