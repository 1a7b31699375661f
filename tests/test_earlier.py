"""What a learner wrote in another lesson, shown again."""

import json

import pytest

from lessonlib import UnknownNameError, open_lesson

BELIEF = "I believe that they are new friends,\nbecause I saw <b>a train</b>: “bulan lalu”."


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("LESSONLIB_WORK", str(tmp_path / "work"))
    return tmp_path / "work"


def test_the_last_answer_is_shown_with_its_day_and_title(place):
    for answer in ("Old friends, I think.", BELIEF, BELIEF, "no"):
        open_lesson("00").q("belief").check(answer)
    stored = json.loads((place / "00.json").read_text())
    for record, day in zip(stored["records"], ("1", "2", "3", "4"), strict=True):
        record["at"] = f"2026-03-0{day}T12:00:00+00:00"
    (place / "00.json").write_text(json.dumps(stored))
    shown = open_lesson("07").earlier("00", "belief")
    head, _, text = repr(shown).partition("\n")
    assert head == "Lesson 00, “Exercise 1 · Before you read”: what you wrote there (2 March 2026)."
    assert text == BELIEF, "an answer of one word was not taken, and the same twice is one"
    assert "<b>" not in shown.markup and '<span lang="id">bulan lalu</span>' in shown.markup
    assert repr(open_lesson("07").earlier(0, "belief")) == repr(shown)


def test_what_is_not_there_says_so(place):
    assert "nothing of yours is kept here" in repr(open_lesson("07").earlier("00", "source-task"))
    assert not place.exists(), "to look is not to write"
    place.mkdir()
    (place / "00.json").write_text("{")
    assert "cannot be read" in repr(open_lesson("07").earlier("00", "source-task"))
    assert (place / "00.json").read_text() == "{"


def test_a_second_copy_beside_it_is_told(place):
    open_lesson("00").q("belief").check(BELIEF)
    (place / "00.json").rename(place / "00 (1).json")
    shown = open_lesson("07").earlier("00", "belief")
    assert "nothing of yours is kept here" in shown.text and 'open_lesson("00").merge("00 (1).json")' in shown.text
    open_lesson("00").q("belief").check("Old friends, I think.")
    shown = open_lesson("07").earlier("00", "belief")
    assert "Old friends" in shown.text and "00 (1).json" in shown.text and "00 (1).json" in shown.markup and BELIEF not in shown.text


def test_this_lesson_and_work_in_memory():
    open_lesson("00").q("belief").check("I believe that they are friends.")
    assert "they are friends" in repr(open_lesson("00").earlier("00", "belief"))
    assert "they are friends" in repr(open_lesson("07").earlier("00", "belief"))


def test_a_wrong_name_lists_the_right_ones():
    with pytest.raises(UnknownNameError, match="source-task"):
        open_lesson("07").earlier("00", "sourcetask")
    with pytest.raises(UnknownNameError, match="00, 01"):
        open_lesson("07").earlier("42", "belief")
