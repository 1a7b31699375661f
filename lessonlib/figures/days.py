"""Days as dates and as years with a fraction, and how long it is from one to another in words."""

from __future__ import annotations

from datetime import date

from lessonlib.words import words


def as_day(edtf: str) -> date:
    """Return the first day that a plain EDTF date allows, without its mark of doubt.

    Examples
    --------
    >>> as_day("1984-05~"), as_day("2019-04-25")
    (datetime.date(1984, 5, 1), datetime.date(2019, 4, 25))
    """
    year, month, day = (*map(int, edtf.rstrip("~?%").split("-")), 1, 1)[:3]
    return date(year, month, day)


def as_year(day: date, end: bool = False) -> float:
    """Return a day as a year with a fraction: its beginning, or its end.

    Examples
    --------
    >>> as_year(date(2022, 1, 1)), as_year(date(2022, 12, 31), end=True)
    (2022.0, 2023.0)
    """
    days = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
    return day.year + (day.timetuple().tm_yday - (0 if end else 1)) / days


def length(first: date, last: date) -> str:
    """Return the whole years and months between two days, in words.

    Examples
    --------
    >>> length(date(1986, 10, 1), date(2000, 7, 19))
    '13 years 9 months'
    """
    text = words("figures")["meetings"]
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    years, months = divmod(months, 12)
    said = [text["year" if years == 1 else "years"].format(years=years)] if years else []
    said += [text["month" if months == 1 else "months"].format(months=months)] if months or not years else []
    return " ".join(said)
