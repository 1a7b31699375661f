"""Votes, meetings and trade: every figure of the outside record is shown, with who counted it."""

import itertools

import pytest
from drawn import collisions, grey, marks, shown_words

import lessonlib
from lessonlib import figures
from lessonlib.figures.days import as_day
from lessonlib.figures.trade_points import INK, trade_table
from lessonlib.language import speaking
from lessonlib.words import words

pytestmark = pytest.mark.usefixtures("drawn_anew")


def test_sides_of_trade_differ_in_grey():
    greys = sorted(grey(colour) for colour in INK.values())
    assert min(after - before for before, after in itertools.pairwise(greys)) > 30


def test_votes_are_written_out():
    said = [text.get_text() for text in figures.votes().drawing.axes[0].texts]
    assert said.count("VETO") == 3 and said.count("abstained") == 1 and said.count("yes") == 22
    assert figures.votes().data["the fifteen members"].tolist()[-2:] == ["13 yes, 2 no: failed", "13 yes, 1 abstained, 1 no: failed"]
    assert "4 years 5 months without a vote in our list" in said
    assert len(figures.votes().drawing.axes[0].patches) == 15 * len(lessonlib.load_series("votes"))


def test_the_gaps_between_meetings_are_named():
    figure = figures.meetings()
    said = [text.get_text() for text in figure.drawing.axes[0].texts]
    assert [text.split(" without")[0] for text in said if "without" in text] == [
        "10 years 11 months",
        "13 years 9 months",
        "9 years",
    ]
    low = figure.drawing.axes[0].get_ylim()[0]
    assert all(
        0 < text.xy[1] < low for text in figure.drawing.axes[0].texts if "visits" in text.get_text()
    )  # matplotlib hides what is beyond
    assert sum(" visits " in text or " meets " in text for text in said) == len(figure.data) == len(lessonlib.load_series("meetings"))
    assert "May 1980" in said and "Kim Il Sung meets Leonid Brezhnev, Belgrade (unofficial)" in said
    assert "Oct 1986  Kim Il Sung visits Mikhail Gorbachev, Moscow" in said


@pytest.mark.parametrize("name", ["meetings", "votes", "trade"])
def test_dates_and_numbers_of_another_language_fit(name, only_english_words):
    with speaking("id"):
        drawing = getattr(figures, name)().drawing
    assert collisions(drawing) == []
    assert [text for text, box in shown_words(drawing) if box.x0 < 0 or box.x1 > drawing.bbox.width] == []
    assert ("14 Okt 2006" if name == "votes" else "Mei 1980" if name == "meetings" else "1.970 W · 2.200 Z · 2.700 E") in [
        text for text, _ in shown_words(drawing)
    ]


def test_the_longest_gap_between_meetings_hangs_on_what_counts():
    met = lessonlib.load_series("meetings")
    summit, unofficial, of_state = (met["kind"] == kind for kind in ("summit", "unofficial", "head of state, not the leader"))
    assert (summit | unofficial | of_state).all() and len(met[summit]) == 16  # the ministry's fifteen, and that of 2024
    assert _longest(met) == ("1986-10", "2000-07-19")
    assert _longest(met[~of_state]) == ("1986-10", "2000-07-19")  # by months; by years from 1966 to 1980 is as long
    assert _longest(met[~unofficial]) == ("1969-05-14", "1984-05~")
    assert _longest(met[summit]) == ("1961-10", "1984-05~")


def _longest(met):
    days = list(met["date"])
    return max(itertools.pairwise(days), key=lambda pair: as_day(pair[1]) - as_day(pair[0]))


def test_meetings_after_a_year_stay_sealed():
    figure = figures.meetings(until=2016)
    seen = f"{figure.alt} {figure.source} {[text.get_text() for text in figure.drawing.axes[0].texts]}"
    assert (
        figure.data.index[-1] == "2015-05-08"
        and figure.source.endswith("stops with 2016.")
        and not any(year in seen for year in ("2018", "2019", "2023", "2024-"))
    )


def test_trade_shows_every_figure_and_never_a_line():
    series = lessonlib.load_series("trade")
    shown = 0
    for unit, measure in {(row.unit, row.measure) for row in series.itertuples()}:
        figure = figures.trade(measure, unit)
        shown += len(figure.data)
        lines = marks(figure.drawing)
        assert len(lines) == len(figure.data) and all(len(line.get_xdata()) == 1 for line in lines)
        hollow = sum(line.get_markerfacecolor() == "white" for line in lines)
        assert hollow == (trade_table(measure, unit)["status"] == "derived").sum()
    assert shown == len(series)


def test_every_page_on_trade_has_a_counter():
    counters = words("figures")["trade"]["counters"]
    pages = [page for counter in counters.values() for page in counter["pages"]]
    assert sorted(pages) == sorted(set(lessonlib.load_series("trade")["source"]))
    assert {counter["side"] for counter in counters.values()} == set(INK)


def test_short_names_belong_to_pages_that_are_used():
    used = {source for name in ("votes", "meetings", "trade") for source in lessonlib.load_series(name)["source"]}
    assert set(words("figures")["short"]) <= used
