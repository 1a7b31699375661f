"""What the viewers keep: shown on the pages to hand in, compared when these are collected, gone when a lesson begins anew."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from lessonlib import load_corpus, open_lesson
from lessonlib.exercises.banks import SAMPLER
from lessonlib.exercises.handing_in.classpage import write_class
from lessonlib.exercises.handing_in.collect import read_pages
from lessonlib.exercises.handing_in.reading import read_page
from lessonlib.exercises.kept import read_kept
from lessonlib.exercises.lesson import sample
from lessonlib.widgets import reader, timeline

NASTY = "</pre></section></script><script>alert(1)</script> <img src=x onerror=alert(1)> ``` \x07 \r\n\u202e \ud800 {name} &amp;"
DRAFTS = {
    "reader": [{"id": "kompas-feature-001-01", "note": "a word of love"}, {"id": "sindonews-listicle-006-02", "note": NASTY}],
    "timeline": {"cuts": [1991, 2018, 2022], "names": ["Aid", NASTY], "defence": NASTY},
}


def exported(drafts, folder, name="A3"):
    lesson = sample()
    lesson.work.drafts.update(drafts)
    lesson.q("horses").check(30)
    return lesson.export(name=name, folder=folder).html


def test_sentences_and_periods_stand_on_the_page_to_hand_in(tmp_path):
    path = exported(
        {"reader": DRAFTS["reader"][:1], "timeline": {"cuts": [2018, 1991, 2018], "names": ["Aid"], "defence": "Because."}}, tmp_path
    )
    soup = BeautifulSoup(path.read_bytes(), "html.parser")
    first, second = soup.find_all("section", class_="kept")
    assert first.h2.get_text() == "Sentences you took" and first.find(lang="id") and "a word of love" in first.get_text()
    rows = [row.get_text() for row in second.find_all("li")]
    assert rows[0] == "Period 1: 1945 to 1990, “Aid”" and rows[2] == "Period 3 is empty: two cuts stand in one year."
    assert second.pre.get_text() == "Because."
    markdown = path.with_suffix(".md").read_text(encoding="utf-8")
    for words in ("## Sentences you took", "Note: a word of love", "## Your periods", "- Period 2: 1991 to 2017", "Because."):
        assert words in markdown


def test_a_page_without_them_has_no_such_heading(tmp_path):
    text = exported({}, tmp_path).read_text(encoding="utf-8")
    assert "Sentences you took" not in text and "Your periods" not in text


def test_nothing_that_is_kept_acts_and_it_is_read_again(tmp_path):
    path = exported(DRAFTS, tmp_path)
    text = path.read_text(encoding="utf-8")
    assert text.count("<script") == 1 and "<img" not in text and "\u202e" not in text
    assert "````text" in path.with_suffix(".md").read_text(encoding="utf-8")
    kept = read_kept(read_page(path, SAMPLER).lesson.work.drafts)
    assert kept == read_kept(DRAFTS) and kept.cuts.defence == NASTY


BROKEN = [
    [], "x", {"reader": {}}, {"reader": [1, None, [], {"id": 1}, {"id": "nowhere", "note": ""}, {"id": "kompas-feature-001-01", "note": 3}]},
    {"timeline": []}, {"timeline": {"cuts": "1991"}}, {"timeline": {"cuts": []}}, {"timeline": {"cuts": [True]}}, {"timeline": {"cuts": [1991.0]}},
    {"timeline": {"cuts": [10**400]}}, {"timeline": {"cuts": [-1, 1991]}}, {"timeline": {"cuts": [1945]}}, {"timeline": {"cuts": [1991] * 999}},
]  # fmt: skip


@pytest.mark.parametrize("drafts", BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_such_draft_is_passed_by(drafts):
    assert read_kept(drafts).data() == {}


def test_a_broken_part_does_not_take_the_rest_with_it():
    kept = read_kept({"reader": [None, {"id": "kompas-feature-001-01"}], "timeline": {"cuts": [1991], "names": 3, "defence": []}})
    assert [taken.ref for taken in kept.sentences] == ["kompas-feature-001-01"] and kept.cuts.names == ("", "") and kept.cuts.defence == ""


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["kompas-feature-001-01", NASTY, 1991, 2018]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["id", "note", "cuts", "names", "defence"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(["reader", "timeline", "horses"]), _JSON, max_size=3))
def test_any_draft_makes_a_page_that_is_trusted(tmp_path_factory, drafts):
    folder = tmp_path_factory.mktemp("any")
    path = exported(drafts, folder)
    assert path.read_text(encoding="utf-8").count("<script") == 1
    read_page(path, SAMPLER)
    assert read_kept(read_kept(drafts).data()) == read_kept(drafts)


FORGED = [
    (r"1991 to 2017", "1991 to 2019", "prints are not those"),
    (r"a word of love", "a word of hate", "prints are not those"),
    (r"“Rusia dan", "“Amerika dan", "prints are not those"),
    (r'<section class="kept">.*?</section>', "", "prints are not those"),
    (r"</main>", '<section class="kept">I cut at 1950.</section></main>', "prints are not those"),
    (r'"cuts": \[1991', '"cuts": [1992', "prints are not those"),
    (r'"cuts": \[1991', '"cuts": [1066', "none of this course"),
    (r'"kept": \{.*?\}\}, "verdicts"', '"kept": {}, "verdicts"', "prints are not those"),
    (r'"kept": \{.*?\}\}, "verdicts"', '"kept": [], "verdicts"', "none of this course"),
    (r'"kept": \{', '"kept": {"other": 1, ', "none of this course"),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "new", "told"), FORGED, ids=range(len(FORGED)))
def test_a_page_that_prints_other_sentences_or_periods_is_found_out(tmp_path, pattern, new, told):
    path = exported({"reader": DRAFTS["reader"][:1], "timeline": {"cuts": [1991, 2018], "defence": ""}}, tmp_path)
    text = path.read_text(encoding="utf-8")
    again = re.sub(pattern, lambda _: new, text, count=1, flags=re.DOTALL)
    assert again != text
    path.write_text(again, encoding="utf-8")
    pages, doubts = read_pages(tmp_path, SAMPLER)
    assert pages == [] and len(doubts) == 1 and told in doubts[0]


def test_a_page_of_an_earlier_version_is_read_as_before(tmp_path):
    path = exported({}, tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"kept": {}, ', ""), encoding="utf-8")
    assert '"kept"' not in path.read_text(encoding="utf-8") and read_pages(tmp_path, SAMPLER)[1] == []


def test_the_class_page_shows_where_each_learner_cuts(tmp_path):
    exported({"timeline": {"cuts": [1991, 2018, 2022]}}, tmp_path / "in", "Otter")
    exported({"timeline": {"cuts": [2000]}}, tmp_path / "in", "<b>Heron")
    exported({}, tmp_path / "in", "Newt")
    pages, doubts = read_pages(tmp_path / "in", SAMPLER)
    assert doubts == []
    write_class(pages, doubts, tmp_path)
    soup = BeautifulSoup((tmp_path / "class.html").read_text(encoding="utf-8"), "html.parser")
    (table,) = [found for found in soup.find_all("table") if "no cut is right or wrong" in found.caption.get_text()]
    assert [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")] == [
        ["learner", "period 2 begins in", "period 3 begins in", "period 4 begins in"],
        ["<b>Heron", "2000", "–", "–"],
        ["Otter", "1991", "2018", "2022"],
    ]


def test_a_class_without_cuts_has_no_such_table(tmp_path):
    exported({"reader": DRAFTS["reader"]}, tmp_path / "in")
    write_class(*read_pages(tmp_path / "in", SAMPLER), tmp_path)
    assert "no cut is right or wrong" not in (tmp_path / "class.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("order", [("monday", "tuesday"), ("tuesday", "monday")])
def test_of_two_pages_of_one_learner_the_later_says_where_the_cuts_are(tmp_path, order):
    lesson = sample()
    for folder, cut, at in zip(order, (1991, 2018), ("2026-01-01T08:00:00+00:00", "2026-01-02T08:00:00+00:00"), strict=True):
        lesson.work.drafts["timeline"] = {"cuts": [cut]}
        path = lesson.export(name="A3", folder=tmp_path / folder).html
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r'("exported": )"[^"]*"', rf'\1"{at}"', text), encoding="utf-8")
    pages, doubts = read_pages(tmp_path, SAMPLER)
    assert doubts == [] and read_kept(pages[0].lesson.work.drafts).cuts.years == (2018,)


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("LESSONLIB_WORK", str(tmp_path / "work"))
    return tmp_path / "work"


def test_export_shows_what_a_viewer_kept_after_the_lesson_was_opened(place):
    lesson = open_lesson("01")
    reader(load_corpus(), lesson="01").keep("kompas-feature-001-01", "a word of love")
    assert "a word of love" in lesson.export(name="A3").html.read_text(encoding="utf-8")


@pytest.mark.parametrize("where", ["file", "memory"])
def test_a_reader_shown_anew_after_a_reset_is_empty(tmp_path, monkeypatch, where):
    monkeypatch.setenv("LESSONLIB_WORK", "memory" if where == "memory" else str(tmp_path))
    lesson, shown = open_lesson("01"), reader(load_corpus(), lesson="01")
    shown.widget()
    shown.keep("kompas-feature-001-01", "a word of love")
    shown._repr_mimebundle_()
    assert "a word of love" in shown.panel.kept.value
    lesson.reset(sure=True)
    shown._repr_mimebundle_()
    assert shown.basket.items == [] and shown.panel.kept.value == "" and shown.panel._held.layout.display == "none"


def test_a_reader_that_was_open_at_a_reset_does_not_bring_the_old_sentences_back(place):
    lesson, shown = open_lesson("01"), reader(load_corpus(), lesson="01")
    shown.keep("kompas-feature-001-01")
    lesson.reset(sure=True)
    shown.keep("sindonews-listicle-006-02")
    assert [row["id"] for row in json.loads((place / "01.json").read_text())["drafts"]["reader"]] == ["sindonews-listicle-006-02"]


def test_two_readers_of_one_lesson_lose_nothing(place):
    first, second = (reader(load_corpus(), lesson="01") for _ in range(2))
    first.keep("kompas-feature-001-01")
    second.keep("sindonews-listicle-006-02")
    first.keep("antara-explainer-002-01")
    second.remove("kompas-feature-001-01")
    assert [row["id"] for row in first.basket.items] != [row["id"] for row in second.basket.items], "it has not looked yet"
    first.recall()
    assert [row["id"] for row in first.basket.items] == ["sindonews-listicle-006-02", "antara-explainer-002-01"]


def test_periods_shown_anew_after_a_reset_are_those_of_the_scheme(place):
    lesson, shown = open_lesson("01"), timeline(lesson="01")
    shown.widget()
    shown.periods.fields[1].value = 2018
    shown.periods.place.value = "Because."
    lesson.reset(sure=True)
    shown._repr_mimebundle_()
    assert [field.value for field in shown.periods.fields] == shown.periods.cuts == [1992, 2017, 2022] and shown.periods.place.value == ""
    assert json.loads((place / "01.json").read_text())["drafts"] == {}, "to look is not to cut"
