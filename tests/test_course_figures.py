"""The figures of the course: what they count, what they say of doubt and of torn copies, and that nothing lies on anything else."""

import itertools
import re

import pytest
from conftest import ROOT
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.lines import Line2D
from matplotlib.text import Text

import lessonlib
from lessonlib import PHASES, figures
from lessonlib.errors import UnknownNameError
from lessonlib.figures import ancestry, speakers, votes_cast
from lessonlib.figures.canvas import torn_copies
from lessonlib.figures.coverages import coverage_table
from lessonlib.figures.descent_tree import LINES
from lessonlib.figures.spans import as_day
from lessonlib.figures.speakers import speakers_table
from lessonlib.figures.timelines import timeline_table
from lessonlib.figures.trade_points import INK, trade_table
from lessonlib.history.descent import load_family
from lessonlib.history.doubt import is_doubtful
from lessonlib.language import speaking
from lessonlib.words import words

DRAWN = {
    "timeline": lambda: figures.timeline(),
    **{f"timeline {phase}": lambda phase=phase: figures.timeline(phase) for phase in PHASES},
    "timeline of claims": lambda: figures.timeline("rapprochement", kinds=["claim", "forecast"]),
    "timeline of nothing": lambda: figures.timeline("cooling", kinds="forecast"),
    "coverage": lambda: figures.coverage(),
    "coverage by decade": lambda: figures.coverage("decade"),
    "who speaks": lambda: figures.who_speaks(),
    "who speaks in one": lambda: figures.who_speaks("unsigned-analysis"),
    "votes": lambda: figures.votes(),
    "meetings": lambda: figures.meetings(),
    "trade": lambda: figures.trade(),
    "exports": lambda: figures.trade("exports"),
    "imports": lambda: figures.trade("imports"),
    "roubles": lambda: figures.trade(unit="million roubles"),
    "family": lambda: figures.family_tree(),
    "family with notes": lambda: figures.family_tree(notes=True),
}
#: Drawn in lesson 06 and not before: students judge who is kin to whom first.
LATE = {"family", "family with notes"}
OUTSIDE = {"votes", "meetings", "trade", "exports", "imports", "roubles"}


@pytest.fixture(scope="module", params=list(DRAWN))
def named(request):
    return request.param, DRAWN[request.param]()


def hide_what_is_not_drawn(drawing):
    """Ticks beyond the ends of an axis, and all those of an axis that is off, count as visible for matplotlib."""
    for axes in drawing.axes:
        for axis, (low, high) in ((axes.xaxis, sorted(axes.get_xlim())), (axes.yaxis, sorted(axes.get_ylim()))):
            for tick in axis.get_major_ticks():
                if not axes.axison or not low <= tick.get_loc() <= high:
                    tick.label1.set_visible(False)
                    tick.label2.set_visible(False)


def shown_words(drawing):
    """Every text that can be read in a drawing, with the box that it fills in pixels; the signs of marks left out."""
    canvas = FigureCanvasAgg(drawing)
    canvas.draw()
    hide_what_is_not_drawn(drawing)
    found = {id(text): text for text in drawing.findobj(Text) if text.get_visible() and text.get_text().strip(" ▸◂●")}
    return [(text.get_text(), text.get_window_extent(canvas.get_renderer())) for text in found.values()]


def collisions(drawing):
    return [
        (one, other)
        for (one, a), (other, b) in itertools.combinations(shown_words(drawing), 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 2
    ]


def test_no_words_lie_on_others_or_run_off_the_paper(named):
    drawing = named[1].drawing
    assert collisions(drawing) == []
    width, height = drawing.bbox.width, drawing.bbox.height
    cut = [text for text, box in shown_words(drawing) if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height]
    assert cut == []
    assert drawing.get_figwidth() == 8 and drawing.get_figheight() < 12


def test_collisions_are_found():
    drawing = figures.votes().drawing
    drawing.axes[0].text(0.1, 1, "written over the first rows")
    assert collisions(drawing)


def test_each_has_alt_text_table_and_source(named):
    name, figure = named
    markup = figure._repr_html_()
    assert len(figure.alt) > 60 and "{" not in figure.alt + figure.source + figure.title
    assert not re.search(r"\b(nan|NaT|None|<NA>)\b", figure.alt + figure.source + markup.split("<details>")[1])
    assert markup.count('<th scope="row"') == len(figure.data) and figure.data.index.name
    for forbidden in ("n_independent", "descent"):
        assert forbidden not in markup or name in LATE
    assert ('role="region"' in markup) == (len(figure.data.columns) > 6)
    said = {text for text, _ in shown_words(figure.drawing)}
    assert ("From outside the five texts" in said) == (name in OUTSIDE | LATE)
    assert re.search(r"(stops?|written perhaps) (on|in|with) (the last text|(\d{1,2} \w+ )?\d{4}|March)", figure.source)


def test_words_stand_in_data():
    """No sentence that a student meets stands in the code."""
    for path in (ROOT / "lessonlib" / "figures").glob("*.py"):
        if path.name in ("figure.py", "anatomy.py", "outlines.py"):  # the last has only the error of a loader
            continue
        code = re.sub(r'""".*?"""|#[^\n]*|\{[^{}"\n]*\}', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        loose = [found for found in re.findall(r'"([^"\n]*)"', code) if re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", found)]
        assert [
            found
            for found in loose
            if not found.startswith(
                ("measure ==", "module '", "There is no", "way to", "kind of", "measure of", "unit of", "seen in the five", "shown by an")
            )
        ] == [], path


def test_a_name_that_is_not_there_is_answered_with_those_that_are():
    for call, choice in (
        (lambda: figures.timeline("thaw"), "'pivot'"),
        (lambda: figures.timeline(kinds=["rumour"]), "'forecast'"),
        (lambda: figures.coverage("year"), "'decade'"),
        (lambda: figures.who_speaks("kompas"), "'kompas-feature'"),
        (lambda: figures.trade("balance"), "'imports'"),
        (lambda: figures.trade(unit="euro"), "'million roubles'"),
        (lambda: figures.timeline(2017), "'pivot'"),
    ):
        with pytest.raises(UnknownNameError, match=choice):
            call()
    with pytest.raises(AttributeError, match="who_speaks"):
        _ = figures.speeches


def test_a_figure_stays_a_function_when_its_module_is_loaded():
    for name in figures.__all__:
        assert callable(getattr(figures, name)) and callable(getattr(figures, name))


def test_the_timeline_draws_what_most_texts_speak_of():
    table = timeline_table()
    events = lessonlib.load_events()
    assert sorted(table.index) == sorted(events.index) and table["drawn"].sum() == 20
    assert table[table["drawn"]].groupby("phase").size().to_dict() == dict.fromkeys(PHASES, 5)
    for _, rows in table[table["kind"] != "claim"].groupby("phase"):
        left_out = rows.loc[~rows["drawn"], "n_sources"].max() if not rows["drawn"].all() else 0
        assert rows.loc[rows["drawn"], "n_sources"].min() >= left_out
    assert [len(texts) for texts in table["doc_ids"]] == table["n_sources"].tolist()
    assert table.loc["russian-tankers-and-the-oil-limits", "vouched"] == []


def marks(drawing):
    return [line for line in drawing.axes[0].get_lines() if isinstance(line, Line2D)]


def test_doubtful_dates_look_doubtful():
    table = timeline_table()
    drawn = table[table["drawn"]]
    drawing = figures.timeline().drawing
    bars = [patch for container in drawing.axes[0].containers for patch in container]
    doubtful = drawn[drawn["date"].map(is_doubtful)]
    hollow = [line for line in marks(drawing) if line.get_markerfacecolor() == "white"]
    dashed = [bar for bar in bars if bar.get_linestyle() in ("--", "dashed")]
    whiskers = [line for line in marks(drawing) if line.get_marker() == "|"]
    assert all(bar.get_facecolor()[:3] == (1, 1, 1) for bar in dashed)
    assert len(hollow) + len(dashed) + len(whiskers) >= len(doubtful) > 5
    assert not any(bar.get_facecolor()[:3] == (1, 1, 1) for bar in bars if bar not in dashed)


def test_an_event_that_goes_on_has_an_arrow():
    said = [text.get_text() for text in figures.timeline("pivot").drawing.axes[0].texts]
    table = timeline_table("pivot").query("drawn")
    beyond = sum(1 for latest in table["latest"] if latest is None or latest.year > 2021)
    before = sum(1 for earliest in table["earliest"] if earliest is None or earliest.year < 2017)
    assert said.count("▸") == beyond > 0 and said.count("◂") == before > 0


def test_coverage_counts_every_attestation_once():
    said = lessonlib.load_attestations()
    for by in ("phase", "decade"):
        assert coverage_table(by)["begins"].sum() == len(said)


def test_an_empty_cell_of_a_torn_copy_may_be_lost():
    table = figures.coverage("decade").data
    for doc_id, row in table.iterrows():
        for cell in row:
            empty = cell.startswith("0")
            assert ("may be lost" in cell) == (empty and doc_id in torn_copies())
            assert ("or more" in cell) == (not empty and doc_id in torn_copies())
    assert all(doc_id in figures.coverage().source for doc_id in torn_copies())
    assert figures.coverage().data.loc["footnoted-commentary", "Pivot"] == "0; 1 more reaching in"


def test_speakers_are_those_of_the_attestations():
    said = lessonlib.load_attestations()
    table = speakers_table()
    assert table["total"].sum() == len(said)
    assert table[list(words("figures")["certainty"])].sum().to_dict() == said["certainty"].value_counts().to_dict()
    axes = figures.who_speaks().drawing.axes[0]
    assert sum(bar.get_width() for bars in axes.containers for bar in bars) == len(said)


@pytest.mark.parametrize("looks", [speakers.LOOKS, {name: votes_cast.LOOKS[name] for name in ("yes", "abstain", "veto")}])
def test_colours_differ_in_grey_or_by_hatch(looks):
    greys = [(hatch, round(grey(colour) / 40)) for colour, *_, hatch in looks.values()]
    assert len(set(greys)) == len(greys)


def test_sides_of_trade_differ_in_grey():
    greys = sorted(grey(colour) for colour in INK.values())
    assert min(after - before for before, after in itertools.pairwise(greys)) > 30


def grey(colour):
    return sum(weight * int(colour[place : place + 2], 16) for weight, place in ((0.299, 1), (0.587, 3), (0.114, 5)))


def test_votes_are_written_out():
    said = [text.get_text() for text in figures.votes().drawing.axes[0].texts]
    assert said.count("VETO") == 3 and said.count("abstained") == 1 and said.count("yes") == 22
    assert figures.votes().data["the fifteen members"].tolist()[-2:] == ["13 yes, 2 no: failed", "13 yes, 1 abstained, 1 no: failed"]
    assert "4 years 5 months without a vote in our list" in said
    assert len(figures.votes().drawing.axes[0].patches) == 15 * len(lessonlib.load_series("votes"))


@pytest.mark.parametrize("name", ["matrix", "meetings", "timeline", "votes"])
def test_dates_are_said_in_words(name):
    """In alt texts and in pictures; of the tables, only that of the matrix is not for sorting."""
    figure = getattr(figures, name)()
    said = [figure.alt, *_words(figure), *(figure.data["date"] if name == "matrix" else [])]
    assert [text for text in said if re.search(r"\d{4}-\d\d|\d[~?%]|\d{4}/\d|\d\dX|\.\.", text)] == []


def _words(figure):
    from matplotlib.text import Text

    return [text.get_text() for text in figure.drawing.findobj(Text)]


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
def test_dates_and_numbers_of_another_language_fit(name):
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


def test_the_family_tree_has_every_step_once():
    family = load_family()
    steps = list(zip(family["child"], family["parent"], strict=True))
    trunk, twigs = ancestry.trunk(), ancestry.twigs()
    assert sorted([*trunk.index, *twigs.index]) == list(family.index)
    drawn = figures.family_tree(notes=True).data
    assert sorted(zip(drawn.index, drawn["comes from"], strict=True)) == sorted(steps)
    assert len(figures.family_tree().data) == len(trunk) and all(twigs["texts"])


def test_parents_stand_above_and_kin_side_by_side():
    placed = ancestry.nodes()
    for step in ancestry.trunk().itertuples():
        assert placed[step.parent].floor > placed[step.child].floor
    texts = sorted((node.column, node.name) for node in placed.values() if node.floor == 0)
    assert [column for column, _ in texts] == [0, 1, 2, 3, 4]
    assert [line for line, _ in itertools.groupby(placed[name].line for _, name in texts)] == ["bbc", "reuters", "the-hindu"]
    assert {name for _, name in texts} == set(lessonlib.load_descent().index)


def test_each_way_to_know_a_step_has_a_line_of_its_own():
    basis = lessonlib.load_descent()["descent_basis"]
    assert set(basis) | set(ancestry.trunk()["basis"]) == set(LINES) == set(words("family")["signs"])
    assert len(set(map(str, LINES.values()))) == 3
    said = [text.get_text() for text in figures.family_tree().drawing.axes[0].texts]
    assert [said.count(word) for word in ("seen", "shown", "supposed")] == [1, 5, 1]
    assert all(name in figures.family_tree().alt for name in ancestry.nodes())
