"""Dates in EDTF and their bounds, by the `edtf` library: for `lessonlib check` and the tests only, for it is slow to load."""

import time
import warnings
from datetime import date
from functools import cache
from typing import Any

from lessonlib.errors import DataError


@cache
def _library() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # edtf calls pyparsing by names that are on their way out
        import edtf
        import edtf.parser.grammar
    return edtf


def _parsed(text: str) -> Any:
    """Most dates are of level 0, and its grammar is small: the whole one, which says the same of them, takes ten times as long."""
    grammar = _library().parser.grammar
    try:
        return grammar.level0Expression.parse_string(text, parse_all=True)[0]
    except grammar.ParseException:
        return _library().parse_edtf(text)


@cache
def bounds(text: str) -> tuple[date | None, date | None]:
    """Return the first and the last day that an EDTF date allows, without margin for doubt.

    Parameters
    ----------
    text : str
        An EDTF date (ISO 8601-2), such as ``2022-07``, ``2023-09~``,
        ``1950/1953`` or ``2022-02/..``.

    Returns
    -------
    (datetime.date or None, datetime.date or None)
        None for an open end.

    Raises
    ------
    DataError
        If it is not an EDTF date, or an interval whose end is left blank or comes before its start.

    Examples
    --------
    >>> bounds("2023-09~")
    (datetime.date(2023, 9, 1), datetime.date(2023, 9, 30))
    >>> bounds("../1991")[0] is None
    True
    """
    if text.startswith("/") or text.endswith("/"):
        raise DataError(f"the date {text!r} leaves one end blank: write '..' for an open end.")
    library = _library()
    wrong = f"{text!r} is not an EDTF date: write it like 2022-07-13, 2022-07, 2023-09~, 1950/1953 or 2022-02/.."
    if text != text.strip():  # the library forgives it, a table does not
        raise DataError(wrong)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed = _parsed(text)
            first, last = _day(parsed.lower_strict()), _day(parsed.upper_strict())
    except (library.EDTFParseException, ValueError, AttributeError, TypeError, OverflowError) as error:
        raise DataError(wrong) from error
    if first and last and last < first:
        raise DataError(f"the date {text!r} ends before it begins: exchange its ends.")
    return first, last


def _day(moment: time.struct_time | float) -> date | None:
    """The library gives an infinite number for an open end."""
    return None if isinstance(moment, float) else date(moment.tm_year, moment.tm_mon, moment.tm_mday)
