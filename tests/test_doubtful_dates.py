"""Dates that admit doubt, their bounds, and the phase in which they lie."""

import datetime

import pytest

import lessonlib
from lessonlib.history import edtf_bounds
from lessonlib.history.edtf_bounds import bounds
from lessonlib.history.phases import place_in_phases


@pytest.mark.parametrize(
    "text, first, last",
    [
        ("2022-07", "2022-07-01", "2022-07-31"),
        ("2023-09~", "2023-09-01", "2023-09-30"),
        ("1950/1953", "1950-01-01", "1953-12-31"),
        ("198X", "1980-01-01", "1989-12-31"),
        ("2022-02/..", "2022-02-01", None),
        ("../1991", None, "1991-12-31"),
    ],
)
def test_bounds(text, first, last):
    assert [day and day.isoformat() for day in bounds(text)] == [first, last]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "text", ["1994", "1994-07", "1994-07-08", "1994-02-29", "1994/1995-02", "-0044", "1994-21", "1994~", "199X", "x", ""]
)
def test_the_small_grammar_reads_dates_as_the_whole_one_does(text):
    def read(parse):
        try:
            found = parse(text)
        except (edtf_bounds._library().EDTFParseException, ValueError, AttributeError, TypeError) as error:
            return type(error)
        return type(found), found.lower_strict(), found.upper_strict()

    assert read(edtf_bounds._parsed) == read(edtf_bounds._library().parse_edtf)


@pytest.mark.parametrize("text", ["", "July 2022", "2022-02-30", "2022-13", "2022/", "/2022"])
def test_what_is_no_date(text):
    with pytest.raises(lessonlib.DataError):
        bounds(text)


@pytest.mark.parametrize(
    "first, last, expected",
    [
        ((1990, 1, 1), (1992, 1, 1), ("soviet_support", True)),
        ((2022, 1, 1), None, ("rapprochement", False)),
        (None, (1991, 12, 31), ("soviet_support", False)),
        (None, (2017, 1, 1), ("pivot", True)),
        ((1904, 1, 1), (1905, 1, 1), ("outside", False)),
        (None, None, ("outside", False)),
    ],
)
def test_phases(first, last, expected):
    assert place_in_phases(first and datetime.date(*first), last and datetime.date(*last)) == expected
