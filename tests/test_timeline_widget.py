import json
import re
import sys
from datetime import date
from itertools import pairwise, product
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

import lessonlib
from lessonlib import UnknownNameError
from lessonlib.exercises.keeping.folder import open_work
from lessonlib.figures.days import as_year
from lessonlib.history.doubt import is_doubtful
from lessonlib.widgets import timeline
from lessonlib.widgets.axis import Axis
from lessonlib.widgets.marks import find_marks
from lessonlib.widgets.timeline import Timeline
from lessonlib.widgets.timeline_svg import legend


@pytest.fixture(scope="module")
def events():
    return lessonlib.load_events()


def drawn(shown, phase=""):
    """The marks of a drawing by event; it must be well-formed."""
    svg = ElementTree.fromstring(shown.pictures()[["", *lessonlib.PHASES].index(phase)])
    return {node.get("data-mark"): node for node in svg.iter() if node.get("data-mark")}


def sayings(node):
    return [tuple(map(int, saying.split("."))) for saying in node.get("data-said").split(" ")]


def line(node):
    return next(child for child in node if child.tag == "line")


def test_every_event_is_drawn_and_listed_in_the_order_of_time(events):
    shown = timeline()
    shown.widget()
    assert list(drawn(shown)) == [event_id for _, event_id in shown.list.options] == list(events.index)


def test_doubt_is_drawn_as_doubt(events):
    for phase in ("", *lessonlib.PHASES):
        for event_id, node in drawn(timeline(), phase).items():
            doubtful = any(sign in events.loc[event_id, "date"] for sign in ("~", "?", "X", ".."))
            assert (line(node).get("stroke-dasharray") is not None) == doubtful
            assert float(line(node).get("x2")) > float(line(node).get("x1"))
            assert float(line(node).get("x1")) >= 0 and float(line(node).get("x2")) <= 800


def test_doubt_stands_in_words_beside_the_name_and_in_the_list(events):
    """Dashes alone would say it to the eye only."""
    names, listed = [], BeautifulSoup(timeline().markup(), "html.parser").find("table").find_all("tr")[1:]
    for phase in ("", *lessonlib.PHASES):
        for event_id, node in drawn(timeline(), phase).items():
            written = [child.text for child in node if child.tag == "text"]
            names.append((event_id, node.get("data-name") or written[0]))
    assert len(names) > len(events)
    assert [name.endswith(" (?)") for _, name in names] == [is_doubtful(events.loc[event_id, "date"]) for event_id, _ in names]
    said = [[cell.get_text() for cell in row.find_all("td")] for row in listed]
    assert [(row[0], row[-1]) for row in said] == [
        (row.label, "doubtful or open" if is_doubtful(row.date) else "firm") for row in events.itertuples()
    ]


def test_marks_of_one_row_do_not_meet():
    rows = {}
    for node in drawn(timeline()).values():
        rows.setdefault(line(node).get("y1"), []).append((float(line(node).get("x1")), float(line(node).get("x2"))))
    for spans in rows.values():
        spans.sort()
        assert all(end < start for (_, end), (start, _) in pairwise(spans))


def test_what_has_no_end_has_an_arrow():
    node = drawn(timeline(), "rapprochement")["closer-kremlin-and-pyongyang"]
    assert next(child.get("d") for child in node if child.tag == "path" and child.get("fill") is None).endswith("-4v8z")


def test_the_axis_is_true_within_each_part():
    axis = Axis("", 0, 100)
    for first, last in pairwise(axis.years):
        assert axis.at((first + last) / 2) == pytest.approx((axis.at(first) + axis.at(last)) / 2, abs=0.06)
    assert axis.at(1900) == 0 and axis.at(2100) == 100
    assert as_year(date(2024, 12, 31), end=True) == 2025


def test_the_key_can_be_broken_between_its_signs():
    """At a space: elsewhere Firefox breaks no line between them, and the whole widget would scroll sideways."""
    assert "</span> <span" in legend() and "</span><span" not in legend()


def test_filters_work_together():
    said = lessonlib.load_attestations()
    shown = timeline()
    shown.widget()
    shown.controls["certainty"].value = "denied"
    assert {event_id for _, event_id in shown.list.options} == set(said.loc[said["certainty"] == "denied", "event_id"])
    shown.controls["doc_id"].value = "antara-explainer"
    shown.controls["actor"].value = "Russian government"
    fits = (said["certainty"] == "denied") & (said["doc_id"] == "antara-explainer") & (said["speaker"] == "Russian government")
    assert {event_id for _, event_id in shown.list.options} == set(said.loc[fits, "event_id"])
    shown.controls["phase"].value = "cooling"
    assert shown.list.options == () and "No event fits all four choices." in shown.count.value
    assert "kompas-feature and unsigned-analysis are broken copies" in shown.count.value
    shown.controls["phase"].value = ""
    assert len(shown.list.options) == said.loc[fits, "event_id"].nunique() > 0


def test_choosing_in_the_list_or_pointing_shows_the_words_and_their_source():
    shown = timeline(phase="soviet_support")
    shown.widget()
    shown.list.value = "korean-war"
    assert shown.words.value.count('lang="id"') == 3 and "antara-explainer" in shown.words.value
    assert shown.chart.listed == ([1, 0, 0, 0], [event_id for _, event_id in shown.list.options]) and shown.chart.list is shown.list
    assert list(drawn(shown, "soviet_support")) == shown.chart.listed[1]
    shown.list.value = "founding-of-north-korea"
    assert "North Korea was founded" in shown.words.value and shown.words.sent == [], "the browser has the words already"
    shown.controls["phase"].value = "cooling"
    assert shown.list.value is None and "Choose an event" in shown.words.value
    assert shown.chart.listed[0] == [2, 0, 0, 0] and "korean-war" not in shown.chart.listed[1], "what is not shown cannot be chosen"


def test_each_mark_knows_for_which_filters_it_is_shown_and_with_which_sign():
    """The browser sifts the marks by these numbers: it must come to what the kernel lists."""
    shown = timeline()
    shown.widget()
    pictures = {phase: drawn(shown, phase) for phase in ("", *lessonlib.PHASES)}
    for phase, actor, certainty, doc_id in product(("", "cooling", "rapprochement"), range(0, 8, 2), range(5), range(6)):
        wanted = (actor, certainty, doc_id)
        fit = {
            name: {
                saying[1] for saying in sayings(node) if all(not entry or entry == own for entry, own in zip(wanted, saying, strict=True))
            }
            for name, node in pictures[phase].items()
        }
        values = [control.options[index][1] for control, index in zip([*shown.controls.values()][1:], wanted, strict=True)]
        marks = find_marks(phase, *values)
        assert {name: len(sure) > 1 for name, sure in fit.items() if sure} == {mark.event_id: mark.certainty == "mixed" for mark in marks}
    mixed = [node for node in pictures[""].values() if len({sure for _, sure, _ in sayings(node)}) > 1]
    assert mixed
    for node in mixed:
        signs = [int(child.get("data-sure")) for child in node if child.get("data-sure")]
        assert signs == [0, *sorted({sure for _, sure, _ in sayings(node)})]


def test_a_mark_has_one_place_whatever_the_filters():
    assert timeline(certainty="denied", doc_id="kompas-feature").pictures() == timeline().pictures()
    shown = timeline()
    shown.widget()
    before = shown.chart.packed
    shown.controls["certainty"].value = "denied"
    shown.controls["phase"].value = "cooling"
    assert shown.chart.packed == before, "no picture is sent again"


@pytest.mark.parametrize("late", [False, True])
def test_a_mark_that_was_pointed_at_before_its_list_came_is_chosen_in_it(late):
    """Whichever of the two messages comes first."""
    shown = timeline()
    shown.widget()
    shown.list.value = "founding-of-north-korea"
    if not late:
        shown.chart.pointed = ([1, 0, 0, 0], "korean-war")
        assert shown.list.value == "founding-of-north-korea", "that list is not there yet"
    shown.controls["phase"].value = "soviet_support"
    if late:
        shown.chart.pointed = ([1, 0, 0, 0], "korean-war")
    assert shown.list.value == shown.chosen == "korean-war" and "Korean War" in shown.words.value
    shown.list.value = None
    shown.controls["phase"].value = ""
    shown.controls["phase"].value = "soviet_support"
    assert shown.list.value is None, "it was pointed at once"


def test_descent_is_never_shown():
    shown = timeline(lesson="05")
    shown.widget()
    shown.list.value = "korean-war"
    for place in (shown.words.value, str(shown._repr_mimebundle_())):
        assert not re.search("of descent|by way of", place)


def test_cuts_move_and_are_kept_with_their_defence():
    shown = timeline(lesson="07")
    shown.widget()
    first, second, third = shown.periods.fields
    assert [field.value for field in (first, second, third)] == [1992, 2017, 2022]
    first.value = 1990
    assert shown.chart.years == shown.periods.fields and "Period 1, 1945 to 1989" in shown.periods.told.value
    shown.periods.place.value = "Moscow recognised Seoul. “kuda”"
    assert open_work("07").current("timeline") == {"cuts": [1990, 2017, 2022], "defence": "Moscow recognised Seoul. “kuda”"}
    again = timeline(lesson="07")
    again.widget()
    assert again.periods.place.value == "Moscow recognised Seoul. “kuda”" and again.periods.fields[0].value == 1990
    assert "Moscow recognised Seoul" in again.markup()


def test_the_work_file_holds_them(tmp_path, monkeypatch):
    monkeypatch.setenv("LESSONLIB_WORK", str(tmp_path))
    shown = timeline(lesson="07")
    shown.widget()
    shown.periods.fields[2].value = 2023
    assert json.loads((tmp_path / "07.json").read_text())["drafts"]["timeline"]["cuts"] == [1992, 2017, 2023]


def test_no_cut_is_right_or_wrong_and_any_order_is_read(events):
    shown = timeline(lesson="07")
    shown.widget()
    for field, year in zip(shown.periods.fields, (2020, 1960, 1960), strict=True):
        field.value = year
    told = shown.periods.told.value
    assert "Period 2 is empty" in told and "The cuts are read in the order of time." in told
    assert sum(shown.periods.counts()) == sum(day is not None for day in events["earliest"])
    assert not re.search("right|wrong|correct", told, re.IGNORECASE)


@pytest.mark.parametrize("kept", ["text", {"cuts": [1, 2]}, {"cuts": ["1992", 2017, 2022]}, {"cuts": [True] * 3, "defence": 3}, []])
def test_a_spoilt_draft_is_passed_by(kept):
    open_work("07").drafts["timeline"] = kept
    assert timeline(lesson="07").periods.cuts == [1992, 2017, 2022]


def test_without_a_lesson_there_is_nothing_to_keep():
    shown = timeline()
    assert shown.periods is None and "lessonlib-cuts" not in "".join(shown.pictures())
    assert all("lessonlib-cuts" in picture for picture in timeline(lesson="07").pictures())


def test_static_twin_is_a_table_without_a_picture():
    bundle = timeline(phase="cooling", lesson="07")._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "application/vnd.jupyter.widget-view+json"}
    assert bundle["text/plain"] == "Timeline: 10 of 187 events shown. (Run this cell to choose.)"
    twin = bundle["text/html"]
    assert "<svg" not in twin and twin.count("<tr>") == 11 and 'tabindex="0"' in twin and "doubtful or open" in twin


def test_controls_have_names():
    shown = timeline(lesson="07")
    shown.widget()
    controls = [*shown.controls.values(), shown.list, *shown.periods.fields, shown.periods.place]
    assert all(control.description for control in controls) and len({control.description for control in controls}) == len(controls)


def test_wrong_names_list_the_right_ones():
    for name, listed in (
        ("phase", "soviet_support"),
        ("actor", "the outlet"),
        ("certainty", "asserted"),
        ("doc_id", "kompas-feature"),
        ("lesson", "00, 01"),
    ):
        with pytest.raises(UnknownNameError, match=listed):
            timeline(**{name: "none such"})


def test_periods_are_kept_with_any_lesson_that_there_is(monkeypatch):
    monkeypatch.setattr(sys.modules[Timeline.__module__], "lesson_numbers", lambda: ["00", "08"])
    assert timeline(lesson="08").periods.cuts == timeline(lesson="00").periods.cuts
    with pytest.raises(UnknownNameError, match="There is no lesson '07'; the lessons are 00, 08"):
        timeline(lesson="07")
