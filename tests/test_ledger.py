"""The witness ledger: one line a lesson, out of the work of all of them."""

import json
import shutil

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from lessonlib import open_lesson
from lessonlib.exercises.bank import lesson_numbers
from lessonlib.exercises.banks import SAMPLER
from lessonlib.exercises.days import local_day
from lessonlib.html import escape

NASTY = '</td><script>alert(1)</script><img src=x onerror="alert(1)"> “bulan lalu” \u202e {number}'


@pytest.fixture
def bank(tmp_path):
    """A course of four lessons: the first has no ledger, the last has another name for it."""
    bank = shutil.copytree(SAMPLER, tmp_path / "bank")
    structure, words = ((bank / name).read_text(encoding="utf-8") for name in ("99.toml", "en/99.toml"))
    (bank / "99.toml").unlink()
    (bank / "en" / "99.toml").unlink()
    for number, name in (("00", "diary"), ("01", "ledger"), ("02", "ledger"), ("06", "ledger-closes")):
        (bank / f"{number}.toml").write_text(structure.replace('id = "ledger"', f'id = "{name}"'), encoding="utf-8")
        own = words.replace("[exercise.ledger", f"[exercise.{name}").replace("One of each kind", f"Lesson {number} <of> four")
        (bank / "en" / f"{number}.toml").write_text(own, encoding="utf-8")
    return bank


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("LESSONLIB_WORK", str(tmp_path / "work"))
    return tmp_path / "work"


@pytest.fixture
def course(bank, place):
    return lambda number: open_lesson(number, bank)


def cells(lesson):
    soup = BeautifulSoup(lesson.ledger()._repr_html_(), "html.parser")
    return [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in soup.find("tbody").find_all("tr")]


def test_each_lesson_that_asks_has_a_line_in_order(course):
    course("06").q("ledger-closes").check("I close with 2, perhaps.")
    course("01").q("ledger").check("I count 5 of them.")
    lines = course("02").ledger().lines
    assert [line.number for line in lines] == ["01", "02", "06"], "lesson 00 asks for none"
    assert [(line.text, line.own) for line in lines if line.own] == [("I count 5 of them.", True), ("I close with 2, perhaps.", True)]


def test_the_last_line_is_shown_and_earlier_ones_are_counted(course):
    lesson = course("01")
    for answer in ("I count 5 of them.", "I count 4 of them.", "I count 4 of them.", "I count 3 of them.", "5"):
        lesson.q("ledger").check(answer)
    line = course("02").ledger().lines[0]
    assert line.text == "I count 3 of them." and line.earlier == 2, "an answer of one word was not taken, and the same twice is one"
    assert cells(course("02"))[0][3] == "2" and "earlier lines kept: 2" in repr(course("02").ledger())


def test_whoever_runs_a_cell_again_writes_nothing_new(course, place):
    lesson = course("01")
    lesson.q("ledger").check("I count 5 of them.")
    lesson.q("ledger").check("I count 5 of them.")
    stored = json.loads((place / "01.json").read_text())
    stored["records"][0]["at"], stored["records"][1]["at"] = "2026-03-01T12:00:00+00:00", "2026-04-01T12:00:00+00:00"
    (place / "01.json").write_text(json.dumps(stored))
    assert cells(course("02"))[0][1:] == ["I count 5 of them.", "1 March 2026", "0"]


def test_a_lesson_without_a_line_shows_a_sample_that_says_so(course):
    row = cells(course("06"))[1]
    assert row[1].startswith("Sample, not yours: ") and row[2:] == ["–", "–"]
    assert repr(course("06").ledger()).count("Sample, not yours: ") == 2
    course("02").q("ledger").check("I count 5 of them.")
    assert "Sample" not in cells(course("06"))[1][1]
    assert "lessons with a line of yours: 1 of 3" in course("06").ledger().caption


def test_the_line_to_be_written_and_those_to_come_show_no_sample(course):
    assert [row[1] for row in cells(course("02"))][1:] == ["No line yet.", "No line yet."]
    course("06").q("ledger-closes").check("I close with 2, perhaps.")
    assert cells(course("02"))[2][1] == "I close with 2, perhaps."


def test_the_work_of_other_lessons_is_looked_at_and_not_touched(course, place):
    course("01").q("ledger").check("I count 5 of them.")
    lesson = course("02")
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in place.iterdir()}
    assert lesson.ledger().lines[0].own
    assert before == {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in place.iterdir()}
    assert not (place / ".06.json.lock").exists()


FOREIGN = [b"", b"{", b"null", b"\xff\xfe", b"[" * 100_000, b'{"format": "lessonlib-work", "version": 9}', json.dumps({"format": "lessonlib-work", "version": 1, "lesson": "05", "seats": [], "records": [], "drafts": {}}).encode()]  # fmt: skip


@pytest.mark.parametrize("content", FOREIGN, ids=range(len(FOREIGN)))
def test_a_broken_or_foreign_work_is_told_and_left_alone(course, place, content):
    place.mkdir()
    (place / "01.json").write_bytes(content)
    ledger = course("02").ledger()
    assert ledger.notices == ["Your work of lesson 01 cannot be read, so what you wrote there is not shown; the file is left as it is."]
    assert ledger.notices[0] in repr(ledger) and ledger.notices[0] in ledger._repr_html_()
    assert [path.name for path in place.iterdir()] == ["01.json"] and (place / "01.json").read_bytes() == content
    assert not ledger.lines[0].own and len(ledger.lines) == 3


def test_a_folder_in_the_place_of_a_work_file(course, place):
    (place / "01.json").mkdir(parents=True)
    assert len(course("02").ledger().notices) == 1


@pytest.mark.parametrize("name", ["01 (1).json", "01.sync-conflict-20261122-081530-K3X2R2T.json"])
def test_a_second_copy_beside_another_lesson_is_told_and_its_call_brings_the_line(course, place, bank, name):
    course("01").q("ledger").check("I count 5 of them.")
    shutil.copy(place / "01.json", place / name)
    assert course("02").ledger().copies == [], "it holds nothing more"
    (place / "01.json").rename(place / "keep")
    (place / name).rename(place / "01.json")
    course("01").q("ledger").check("I count 4 of them.")
    (place / "01.json").rename(place / name)
    (place / "keep").rename(place / "01.json")
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    ledger = course("02").ledger()
    (told,) = ledger.copies
    assert told.startswith(f"Beside your work of lesson 01 lies {name}, with work of that lesson that is not shown here (answers: 1): ")
    assert escape(told) in ledger._repr_html_() and told in repr(ledger) and ledger.lines[0].text == "I count 5 of them."
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before, "nothing is taken from it silently"
    call = told.split("if it is yours, ")[1].split(" adds it")[0].replace("lessonlib.open_lesson(", "open_lesson(bank=bank, number=")
    eval(call, {"open_lesson": open_lesson, "bank": bank})
    ledger = course("02").ledger()
    assert ledger.lines[0].text == "I count 4 of them." and ledger.copies == []


def test_work_of_somebody_else_and_what_was_cleared_beside_another_lesson(course, place):
    course("01").q("ledger").check("I count 9 of them.")
    (place / "01.json").rename(place / "01-theirs.json")
    course("01").q("ledger").check("I count 5 of them.")
    course("01").reset(sure=True)
    ledger = course("02").ledger()
    assert len(ledger.copies) == 1 and "01-theirs.json" in ledger.copies[0] and "before-reset" not in ledger.copies[0]
    assert "9 of them" not in repr(ledger)


def test_nothing_that_was_written_acts_and_the_original_is_marked(course):
    course("01").q("ledger").check(NASTY)
    soup = BeautifulSoup(course("06").ledger()._repr_html_(), "html.parser")
    assert not soup.find(["script", "img"]) and soup.find_all("tr")[1].find("td").get_text() == NASTY.replace("\u202e", "\ufffd")
    assert [span.get_text() for span in soup.find_all("tr")[1].find_all(lang="id")] == ["bulan lalu"]
    assert soup.find_all("tr")[2].find(lang="en"), "a sample has the language of its words"
    assert soup.find("th", scope="row").get_text() == "01, Lesson 01 <of> four"


def test_the_table_has_a_caption_and_heads_for_rows_and_columns(course):
    soup = BeautifulSoup(course("01").ledger()._repr_html_(), "html.parser")
    assert soup.caption and [cell["scope"] for cell in soup.find_all("th")] == ["col"] * 4 + ["row"] * 3


def test_work_in_memory_is_found_and_a_sample_lesson_sees_no_other(bank, monkeypatch):
    open_lesson("01", bank).q("ledger").check("I count 5 of them.")
    assert open_lesson("02", bank).ledger().lines[0].own


def test_a_bank_with_a_broken_lesson_still_has_a_ledger(course, bank):
    (bank / "02.toml").write_text("[[exercise", encoding="utf-8")
    assert [line.number for line in course("01").ledger().lines] == ["01", "06"]


def test_the_course_asks_in_every_lesson_that_it_has():
    numbers = [number for number in lesson_numbers() if number != "00"]
    assert [line.number for line in open_lesson("01").ledger().lines] == numbers
    assert all(line.text for line in open_lesson(max(numbers)).ledger().lines[:-1]), "each has a sample"


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=40) | st.sampled_from(["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59-12:00", "2026-11-22T08:00:00"]),
    st.text(max_size=8),
)
def test_any_time_has_a_day_or_none(at, language):
    assert isinstance(local_day(at, language), str)


@settings(max_examples=60, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=6))  # fmt: skip
def test_any_answer_in_a_work_file_can_be_shown(answer):
    lesson = open_lesson("01")
    lesson.work.records = [{"id": "a", "at": "x", "exercise": "ledger", "act": "check", "answer": answer}]
    assert repr(lesson.ledger()) and lesson.ledger()._repr_html_()
