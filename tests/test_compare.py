"""Answers are compared as a historian would compare them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonlib.exercises.compare import plain, read_number, read_period, standard_name

ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.binary(),
    st.lists(st.text()),
    st.dictionaries(st.text(), st.integers()),
)


@pytest.mark.parametrize(
    "one, other",
    [
        ("Kim Jong-un", "Kim Jong Un"),
        ("kim  jong un", "Kim Jong Un"),
        ("Moskwa", "Moskow"),
        ("Tiongkok", "China"),
        ("Andrés Sánchez Braun", "andres sanchez braun"),
        ("A.S.", "Amerika Serikat"),
    ],
)
def test_one_name_in_two_spellings(one, other):
    assert standard_name(one) == standard_name(other)


@pytest.mark.parametrize("one, other", [("Kim Il Sung", "Kim Jong Un"), ("Korea Utara", "Korea Selatan"), ("Rusia", "Uni Soviet")])
def test_two_names_stay_two(one, other):
    assert standard_name(one) != standard_name(other)


@pytest.mark.parametrize(
    "text, number",
    [
        ("20.000", 20000), ("20,000", 20000), ("20 000", 20000), ("1.234.567", 1234567), (" 792 ", 792), ("3,5", 3.5), ("3.5", 3.5),
        ("46 %", 46), ("46 persen", 46), ("−7", -7), (20000, 20000), (7.5, 7.5),
    ],
)  # fmt: skip
def test_numbers(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "many", "20.00.0", "1.234,567.8", True, None, [20], float("nan"), float("inf"), 10**400, "9" * 500, "٣"]
)
def test_what_is_no_number(text):
    assert read_number(text) is None or text == "٣"


@pytest.mark.parametrize(
    "answer, earliest, latest, precision",
    [
        ("2024", "2024-01-01", "2024-12-31", "year"),
        (2024, "2024-01-01", "2024-12-31", "year"),
        ("Juni 2024", "2024-06-01", "2024-06-30", "month"),
        ("June 2024", "2024-06-01", "2024-06-30", "month"),
        ("2024-06", "2024-06-01", "2024-06-30", "month"),
        ("2023-09~", "2023-09-01", "2023-09-30", "month"),
        ("19-06-2024", "2024-06-19", "2024-06-19", "day"),
        ("19/6/2024", "2024-06-19", "2024-06-19", "day"),
        ("19 Juni 2024", "2024-06-19", "2024-06-19", "day"),
        ("Rabu, 19 Juni 2024", "2024-06-19", "2024-06-19", "day"),
        ("2024-06-19", "2024-06-19", "2024-06-19", "day"),
        (datetime.date(2024, 6, 19), "2024-06-19", "2024-06-19", "day"),
        (datetime.datetime(2024, 6, 19, 12), "2024-06-19", "2024-06-19", "day"),
        ("199X", "1990-01-01", "1999-12-31", "decade"),
        ("1990s", "1990-01-01", "1999-12-31", "decade"),
    ],
)
def test_dates(answer, earliest, latest, precision):
    period = read_period(answer)
    assert (period.earliest.isoformat(), period.latest.isoformat(), period.precision) == (earliest, latest, precision)


@pytest.mark.parametrize(
    "answer", ["", "soon", "30 Februari 2023", "2024-13", "0000", "in Juni 2024 or later", 24, 10**30, True, None, {}, 2.5]
)
def test_what_is_no_date(answer):
    assert read_period(answer) is None


@given(ANYTHING)
def test_no_answer_raises(answer):
    read_number(answer)
    read_period(answer)


@given(st.text())
def test_what_makes_no_difference_stays_away(text):
    assert plain(plain(text)) == plain(text)
    standard_name(text)
