"""The figures of the course: what they count, what they say of doubt and of torn copies, and that nothing lies on anything else."""

import itertools
import math
import re

import pytest
from conftest import ROOT
from drawn import collisions, grey, shown_words
from matplotlib.text import Text

import lessonlib
from lessonlib import PHASES, figures
from lessonlib.errors import UnknownNameError
from lessonlib.figures import ancestry, speakers, votes_cast
from lessonlib.figures.descent_tree import LINES
from lessonlib.figures.timelines import timeline_table
from lessonlib.history.descent import load_family
from lessonlib.words import words

pytestmark = pytest.mark.usefixtures("drawn_anew")

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
        (lambda: figures.timeline("thaw"), "no phase 'thaw'; the phases are soviet_support, cooling, pivot, rapprochement.$"),
        (lambda: figures.timeline(kinds=["rumour"]), "'rumour'; the kinds are .*forecast"),
        (lambda: figures.coverage("year"), "'year'; the ways are .*decade"),
        (lambda: figures.who_speaks("kompas"), "'kompas'; the texts are kompas-feature"),
        (lambda: figures.trade("balance"), "'balance'; the measures are .*imports"),
        (lambda: figures.trade(unit="euro"), "'euro'; the units are .*million roubles"),
        (lambda: figures.timeline(2017), "2017; the phases are .*pivot"),
    ):
        with pytest.raises(UnknownNameError, match=choice) as told:
            call()
        assert "are ," not in str(told.value), "nothing is no choice"
    with pytest.raises(AttributeError, match="who_speaks"):
        _ = figures.speeches


@pytest.mark.parametrize(
    ("name", "asked", "least"),
    [("meetings", "until", 1949), ("meetings", "long", 1), ("timeline", "most", 1), ("matrix", "most", 1)],
)
def test_a_number_that_has_no_meaning_is_answered_with_those_that_have(name, asked, least):
    for wrong, error in ((least - 1, ValueError), (-3, ValueError), ("7", TypeError), (2.5, TypeError), (None, TypeError)):
        with pytest.raises(error, match=rf"^{asked} must be a whole number from {least} up, not {re.escape(repr(wrong))}\.$"):
            getattr(figures, name)(**{asked: wrong})
    assert len(getattr(figures, name)(**{asked: least}).data)


@pytest.mark.parametrize("most", [1, 3, 20, 22])
def test_as_many_rows_are_drawn_as_were_asked_for(most):
    drawn = timeline_table(most=most)["drawn"]
    assert drawn.sum() == most
    assert timeline_table(most=most)[drawn].groupby("phase").size().max() <= math.ceil(most / len(PHASES))


def test_a_figure_stays_a_function_when_its_module_is_loaded():
    for name in figures.__all__:
        assert callable(getattr(figures, name)) and callable(getattr(figures, name))


@pytest.mark.parametrize("looks", [speakers.LOOKS, {name: votes_cast.LOOKS[name] for name in ("yes", "abstain", "veto")}])
def test_colours_differ_in_grey_or_by_hatch(looks):
    greys = [(hatch, round(grey(colour) / 40)) for colour, *_, hatch in looks.values()]
    assert len(set(greys)) == len(greys)


@pytest.mark.parametrize("name", ["matrix", "meetings", "timeline", "votes"])
def test_dates_are_said_in_words(name):
    """In alt texts and in pictures; of the tables, only that of the matrix is not for sorting."""
    figure = getattr(figures, name)()
    said = [figure.alt, *_words(figure), *(figure.data["date"] if name == "matrix" else [])]
    assert [text for text in said if re.search(r"\d{4}-\d\d|\d[~?%]|\d{4}/\d|\d\dX|\.\.", text)] == []


def _words(figure):

    return [text.get_text() for text in figure.drawing.findobj(Text)]


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
