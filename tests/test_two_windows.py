"""Two windows, two learners at one seat, and a clock set back: all is kept, in its own order."""

from html import unescape

import pytest
from breaking import lesson_at
from breaking import path as path
from breaking import real as real

from lessonlib.exercises.banks import SAMPLER
from lessonlib.exercises.handing_in.classtable import class_rows
from lessonlib.exercises.handing_in.collect import read_pages
from lessonlib.exercises.keeping import records
from lessonlib.exercises.keeping.records import interleaved
from lessonlib.exercises.verdicts import Verdict


def test_work_of_somebody_else_is_told_when_a_seat_is_named(path, real):
    path.parent.mkdir()
    path.write_bytes(real)
    told = lesson_at(path).seats("B1").text
    assert told.startswith(
        "Lesson 99 is worked at B1. Until now it was worked at A3, and that work is now credited to you: if it is not yours,"
    )
    assert lesson_at(path).seats("B1", "C2").text == "Lesson 99 is worked at B1, C2.", "who is joined is not told of oneself"
    assert lesson_at(path).work.answers("horses") == [29]


def test_seats_named_in_one_window_are_not_undone_by_another(path):
    first, second = lesson_at(path), lesson_at(path)
    first.seats("A3")
    second.seats("B1")
    first.q("horses").check(30)
    assert lesson_at(path).work.seats == ["B1"]


def test_two_windows_keep_both_drafts_and_say_so(path):
    first, second = lesson_at(path), lesson_at(path)
    assert first.q("ledger").keep_draft("one") == ""
    told = second.q("ledger").keep_draft("two")
    assert told == "This was changed in another window too, and both are kept; the other one reads “one”: take from it what you need."
    assert second.q("ledger").keep_draft("two and a half") == "", "its own draft is no surprise"
    assert "“two and a half”" in first.q("ledger").check("I count 2 witnesses.").message, "nor does an answer take it away silently"
    work = lesson_at(path).work
    assert [record["answer"] for record in work.records if record["act"] == "draft"] == ["one", "two and a half"]
    assert work.answers("ledger") == ["I count 2 witnesses."] and work.drafts == {}


def test_of_what_a_tab_kept_and_what_was_saved_both_are_kept_and_told(path):
    lesson = lesson_at(path)
    lesson.q("ledger").keep_draft("two")
    panel = lesson.q("ledger").show()
    guard = panel.widget().children[-1]

    def meets(other, laid):
        guard._handle_custom_msg({"other": other, "laid": laid}, [])
        return unescape(panel.result.value.split("<p>")[-1].removesuffix("</p>"))

    assert meets(["I count … witnesses, because “…”."], laid=False) == "", "nothing was begun in the tab"
    told = "This tab had kept something else of yours; what was saved stands here, and both are kept; the other one reads “one”: take from it what you need."
    assert meets(["one"], laid=False) == told == meets(["one"], laid=False), "once"
    assert panel.form.read() == lesson_at(path).work.current("ledger") == "two"
    assert meets(["<b>x</b>"], laid=True).endswith("it may not have been saved; saved was “<b>x</b>”: take from it what you need.")
    assert meets([""], laid=True).endswith("stands here again, for it may not have been saved.")
    work = lesson_at(path).work
    assert [record["answer"] for record in work.records if record["act"] == "draft"] == ["one", "<b>x</b>"]


@pytest.mark.parametrize("other", [[], [None], [7], ["x"] * 9, [{}], [[]]])
def test_whatever_a_tab_says_that_it_had_kept_does_no_harm(path, other):
    lesson = lesson_at(path)
    for exercise in lesson.exercise_ids:
        panel = lesson.q(exercise).show()
        panel.widget()
        before = panel.form.kept()
        for laid in (True, False):
            panel._meet(other, laid)
        assert panel.form.kept() == before
    assert lesson_at(path).work.drafts == {}


def test_a_draft_of_another_window_is_the_learners_own_and_not_handed_in(path, tmp_path):
    first, second = lesson_at(path), lesson_at(path)
    first.work.draft("timeline", {"cuts": [1991]})
    second.work.draft("timeline", {"cuts": [2018]})
    assert second.q("horses").state() is Verdict.NOT_ATTEMPTED
    second.export(name="A3", folder=tmp_path / "in")
    pages, doubts = read_pages(tmp_path / "in", SAMPLER)
    assert doubts == [] and len(pages) == 1


def test_a_window_alone_is_never_told_of_another(path):
    lesson = lesson_at(path)
    for draft in ("a", "ab", "abc"):
        assert lesson.q("ledger").keep_draft(draft) == ""
    assert lesson.q("ledger").check("I count 2 witnesses.").message.count("another window") == 0
    assert lesson_at(path).q("ledger").keep_draft("I count 3") == ""


def record(name, hour, answer=0):
    return {"id": name, "at": f"2026-11-22T{hour:02}:00:00+00:00", "exercise": "horses", "act": "check", "answer": answer}


def test_pages_keep_their_own_order_whatever_the_clock_said():
    def order(first, second):
        return "".join(each["id"] for each in interleaved(first, second))

    a, b, c, d = record("a", 9), record("b", 3), record("c", 5), record("d", 1)
    assert order([a, b], [a, b, c]) == order([a, b, c], [a, b]) == "abc"
    assert order([a, b], [a, d]) == "adb" and order([a], []) == order([], [a]) == "a"
    assert order([a, c], [b, c]) == "bac", "what both hold waits for what came before on either"
    assert order([a, b], [b, a]) in ("ab", "ba")


@pytest.mark.parametrize("late", ["2026-11-22T12:00:00+00:00", "1999-01-01T00:00:00+00:00"], ids=["forward", "back"])
def test_a_clock_set_back_changes_no_order_no_verdict_and_no_page(path, tmp_path, monkeypatch, late):
    lesson = lesson_at(path)
    monkeypatch.setattr(records, "_now", lambda: "2026-11-22T10:00:00+00:00")
    lesson.q("horses").check(30)
    lesson.q("ledger").check("I count 5 witnesses.")
    lesson.export(name="A3", folder=tmp_path / "in" / "a")
    monkeypatch.setattr(records, "_now", lambda: late)
    lesson.q("horses").check(29)
    lesson.q("ledger").check("I count 2 witnesses.")
    lesson.work.draft("timeline", {"cuts": [2018]})
    page = lesson.export(name="A3", folder=tmp_path / "in" / "b").html
    text = page.read_text(encoding="utf-8")
    now = text.split('"exported": "')[1][:25]
    page.write_text(text.replace(now, late), encoding="utf-8")
    again = lesson_at(path)
    assert again.work.answers("horses") == [30, 29] and again.q("horses").last().verdict is Verdict.WRONG
    assert again.ledger().lines[-1].text == "I count 2 witnesses."
    pages, doubts = read_pages(tmp_path / "in", SAMPLER)
    row = next(row for row in class_rows(pages) if row.exercise == "horses")
    assert doubts == [] and (row.state, row.last, row.attempts) == ("CORRECT", "WRONG", 2)
    assert pages[0].lesson.work.drafts["timeline"]["cuts"] == [2018], "the page that holds more is the later one"
