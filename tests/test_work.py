"""A learner's work: kept at once, never lost, never mixed up."""

import json
import os
import random
import signal
import time

import pytest

from lessonlib import LessonlibError, UnknownNameError, open_lesson
from lessonlib.exercises.bank import read_lesson
from lessonlib.exercises.banks import SAMPLER
from lessonlib.exercises.keeping import folder, records
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.lesson import Lesson
from lessonlib.exercises.verdicts import Verdict


@pytest.fixture
def path(tmp_path):
    return tmp_path / "work" / "99.json"


def lesson_at(path):
    return Lesson(read_lesson("99", bank=SAMPLER), Work("99", path))


def test_every_attempt_is_in_the_file_at_once_and_survives_reopening(path):
    lesson = lesson_at(path)
    assert lesson.q("horses").check("one").verdict is Verdict.WRONG_TYPE
    lesson.q("horses").check(30)
    stored = json.loads(path.read_text())
    assert [record["answer"] for record in stored["records"]] == ["one", 30]
    assert stored["lesson"] == "99" and stored["records"][0]["at"].endswith("+00:00")
    again = lesson_at(path)
    assert again.q("horses").state() is Verdict.CORRECT
    assert [str(result.verdict) for result in again.q("horses").attempts()] == ["WRONG_TYPE", "CORRECT"]
    assert again.progress().table.loc["horses", "attempts"] == 2


def test_blank_answers_are_no_attempts(path):
    lesson = lesson_at(path)
    lesson.q("horses").check("...")
    lesson.q("horses").check()
    assert not path.exists()


def test_verdicts_are_recomputed_on_load(path):
    lesson = lesson_at(path)
    lesson.q("horses").check(30)
    stored = json.loads(path.read_text())
    stored["records"][0]["verdict"] = "WRONG"
    stored["records"][0]["answer"] = 29
    path.write_text(json.dumps(stored))
    assert lesson_at(path).q("horses").state() is Verdict.WRONG


def test_two_notebooks_open_at_once_lose_nothing(path):
    first, second = lesson_at(path), lesson_at(path)
    first.q("horses").check(29)
    second.q("horses").check(31)
    first.q("silence").check("b")
    second.q("silence").keep_draft("a")
    first.q("foresight").keep_draft("2")
    third = lesson_at(path)
    assert third.work.answers("horses") == [29, 31] and third.work.answers("silence") == ["b"]
    assert third.work.drafts == {"silence": "a", "foresight": "2"}


def test_a_draft_of_one_notebook_is_not_undone_by_another(path):
    first, second = lesson_at(path), lesson_at(path)
    first.q("horses").keep_draft("2")
    third = lesson_at(path)
    second.q("horses").keep_draft("29")
    third.q("silence").check("b")
    assert lesson_at(path).work.current("horses") == "29"
    second.q("horses").check("30")
    third.q("silence").check("a")
    assert lesson_at(path).work.drafts == {}


def test_the_clock_may_go_back(path, monkeypatch):
    lesson = lesson_at(path)
    monkeypatch.setattr(records, "_now", lambda: "2026-11-22T10:00:00+00:00")
    lesson.q("horses").check(29)
    monkeypatch.setattr(records, "_now", lambda: "1999-01-01T00:00:00+00:00")
    lesson_at(path).q("horses").check(30)
    assert lesson_at(path).work.answers("horses") == [29, 30]


@pytest.mark.parametrize("content", [b"", b"{", b"null", b"[]", b'{"format": "lessonlib-work", "version": 2}', b"\xff\xfe", b"[" * 100_000, b'{"format":"lessonlib-work","version":1,"lesson":"99","seats":[],"records":[{"id":1}],"drafts":{}}'])  # fmt: skip
def test_a_file_that_is_no_work_is_put_aside_and_told(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    lesson = lesson_at(path)
    result = lesson.q("horses").check(30)
    assert "is kept as 99.unread-1.json" in result.message
    assert "is kept as" not in lesson.q("horses").check(30).message, "one notice is enough"
    assert (path.parent / "99.unread-1.json").read_bytes() == content
    assert lesson_at(path).work.answers("horses") == [30, 30]


def test_work_of_another_lesson_is_not_taken(path):
    lesson_at(path).q("horses").check(30)
    stored = json.loads(path.read_text())
    stored["lesson"] = "98"
    path.write_text(json.dumps(stored))
    assert lesson_at(path).work.records == []
    assert json.loads((path.parent / "99.unread-1.json").read_text()) == stored


def test_a_file_cut_short_under_an_open_lesson_loses_nothing(path):
    lesson = lesson_at(path)
    lesson.q("horses").check(29)
    path.write_bytes(path.read_bytes()[:50])
    lesson.q("horses").check(30)
    assert lesson_at(path).work.answers("horses") == [29, 30]


@pytest.mark.skipif(os.name != "posix", reason="folders are made read-only in another way there")
def told(path):
    """What a window that is opened now finds: checked answers by exercise, and what was begun."""
    work = Work("99", path)
    return {record["exercise"]: record["answer"] for record in work.records if record["act"] == "check"}, work.drafts


@pytest.mark.parametrize("fault", ["cut short", "an older one", "taken away"])
def test_two_windows_on_a_file_that_is_spoiled_lose_nothing(path, fault):
    """A sync tool may bring back a file of yesterday; what one window had saved, the other never saw."""
    first, second = Work("99", path), Work("99", path)
    first.add("horses", "check", "29")
    older = path.read_bytes()
    first.add("silence", "check", "b")
    first.draft("ledger", "One line")
    if fault == "taken away":
        path.unlink()
    else:
        path.write_bytes(older if fault == "an older one" else older[: len(older) // 2])
    second.add("cargo", "check", "30 horses")
    first.refresh()
    first.add("horses", "hint")
    assert told(path) == ({"horses": "29", "silence": "b", "cargo": "30 horses"}, {"ledger": "One line"})


def test_a_draft_that_was_checked_elsewhere_does_not_come_back(path):
    first = Work("99", path)
    first.draft("ledger", "One line")
    second = Work("99", path)
    second.add("ledger", "check", "One line, and checked")
    first.refresh()
    first.add("horses", "hint")
    assert told(path) == ({"ledger": "One line, and checked"}, {})


def test_after_a_reset_another_window_brings_back_nothing_but_what_it_adds(path):
    first, second = Work("99", path), Work("99", path)
    first.add("horses", "check", "29")
    second.refresh()
    second.draft("ledger", "One line")
    first.forget()
    first.add("silence", "check", "b")
    second.add("cargo", "check", "30 horses")
    assert told(path) == ({"silence": "b", "cargo": "30 horses"}, {})
    second.forget()
    first.add("horses", "check", "30")
    assert told(path) == ({"horses": "30"}, {})


def test_a_folder_that_cannot_be_written_gets_one_notice(tmp_path, monkeypatch):
    place = tmp_path / "work"
    place.write_text("a file where the folder should be")
    lesson = lesson_at(place / "99.json")
    first = lesson.q("horses").check(29)
    assert first.verdict is Verdict.WRONG and "cannot be written" in first.message
    second = lesson.q("horses").check(30)
    assert second.verdict is Verdict.CORRECT and "cannot be written" not in second.message
    assert lesson.work.answers("horses") == [29, 30], "the work goes on in memory"


def test_no_space_left_is_told_and_loses_nothing(path, monkeypatch):
    lesson = lesson_at(path)
    lesson.q("horses").check(29)
    before = path.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("lessonlib.files.os.fsync", full)
        assert "No space left" in lesson.q("horses").check(31).message
    assert path.read_bytes() == before and not list(path.parent.glob(".*.part"))
    lesson.q("horses").check(30)
    assert lesson_at(path).work.answers("horses") == [29, 31, 30]


def test_memory_and_another_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("LESSONLIB_WORK", "memory")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(folder, "_MEMORY", {})
    open_lesson("01").q("torn-page").check("Halaman Berikutnya")
    assert open_lesson("01").q("torn-page").state() is Verdict.CORRECT
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv("LESSONLIB_WORK", str(tmp_path / "elsewhere"))
    open_lesson("01").q("torn-page").check("Halaman Berikutnya")
    assert (tmp_path / "elsewhere" / "01.json").is_file()
    monkeypatch.delenv("LESSONLIB_WORK")
    open_lesson("01").q("torn-page").check("Halaman Berikutnya")
    assert (tmp_path / "work" / "01.json").is_file()


def test_predictions_and_their_revisions_are_both_kept(path):
    lesson = lesson_at(path)
    for number in (5, 3):
        assert lesson.q("foresight").check(number).verdict is Verdict.RECORDED
    assert lesson_at(path).work.answers("foresight") == [5, 3]


def test_reset_asks_first_and_keeps_the_old_work(path):
    lesson, other = lesson_at(path), lesson_at(path)
    lesson.q("horses").check(30)
    other.q("silence").check("b")
    assert "reset(sure=True)" in lesson.reset().text
    assert lesson.reset(sure="yes").text == lesson.reset().text, "only True is sure"
    assert lesson_at(path).work.answers("horses") == [30]
    assert "99.before-reset-1.json" in lesson.reset(sure=True).text
    assert lesson_at(path).work.records == []
    assert len(json.loads((path.parent / "99.before-reset-1.json").read_text())["records"]) == 2
    other.q("silence").check("a")
    assert lesson_at(path).work.answers("silence") == ["a"], "a notebook that was open brings nothing back"
    assert lesson_at(path).reset().text.startswith("This would clear")


def test_a_window_that_only_looked_brings_nothing_back_after_a_reset(path):
    lesson, viewer = lesson_at(path), lesson_at(path)
    lesson.q("horses").check(30)
    viewer.work.refresh()  # as the timeline does when it is shown
    lesson.reset(sure=True)
    viewer.work.draft("timeline", {"cuts": [1991]})
    assert lesson_at(path).work.records == [] and lesson_at(path).work.drafts == {"timeline": {"cuts": [1991]}}


def test_seats(path):
    lesson = lesson_at(path)
    assert "no seat is named" in lesson.seats().text.casefold()
    lesson.seats("a3", "b1")
    assert lesson_at(path).seats().text == "Lesson 99 is worked at A3, B1."
    for wrong in (("a", "b", "c", "d"), ("A3", "a3"), ("Anna Maria",), ("",), ("x" * 13,)):
        with pytest.raises(LessonlibError, match="seat code"):
            lesson.seats(*wrong)


def test_hints_come_one_by_one_and_solutions_after_an_attempt(path):
    question = lesson_at(path).q("horses")
    assert question.hint().text == "Hint 1 of 2: Search the explainer for kuda."
    assert lesson_at(path).q("horses").hint().text.startswith("Hint 2 of 2")
    assert lesson_at(path).q("horses").hint().text.startswith("That was the last hint")
    assert question.solution().text.startswith("Try it first")
    assert question.solution().text.startswith("Solution: 30")
    other = lesson_at(path).q("silence")
    other.check("a")
    assert other.solution().text.startswith("Solution: b")


def test_samples_of_writing_come_only_after_the_learner_has_written(path):
    question = lesson_at(path).q("ledger")
    for _ in range(3):
        assert question.solution().text == "Write your own answer first; the samples come after it."
    question.check("I count 2 witnesses.")
    assert "Proficient: I count 3 witnesses at most" in question.solution().text


def test_names_that_are_not_there_list_those_that_are(path):
    with pytest.raises(UnknownNameError, match=r"has no exercise 'horse' \(is it 'horses'\?\); it has silence"):
        lesson_at(path).q("horse")
    with pytest.raises(UnknownNameError, match=r"the lessons are \d\d"):
        open_lesson("77")
    assert open_lesson(1).number == "01"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_hundred_kills_while_saving_lose_no_answer(path):
    """A child saves as fast as it can and tells each save; it is killed at a random moment, at least a hundred times."""
    chance = random.Random(2024)
    told: list[str] = []
    for turn in range(1_000):
        if turn >= 100 and len(told) > 50:  # on a busy machine few saves are done before a kill
            break
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            work = Work("99", path)
            os.write(writer, b"ready\n")
            for number in range(1000):
                work.add("horses", "check", f"{turn}-{number}")
                os.write(writer, f"{turn}-{number}\n".encode())
            os._exit(0)
        os.close(writer)
        lines = os.fdopen(reader)
        assert lines.readline() == "ready\n"
        time.sleep(chance.uniform(0.002, 0.05) * (1 + turn / 20 if turn >= 100 else 1))  # a busy machine is waited for longer and longer
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with lines:
            told += lines.read().split()
        kept = Work("99", path)
        assert not kept.notice
        answers = kept.answers("horses")
        assert set(told) <= set(answers), f"kill {turn}"
    assert len(told) > 50 and len(answers) == len(set(answers))
    Work("99", path).add("horses", "hint")
    assert list(path.parent.glob(".*.part")) == [], "what a killed process left half written is taken away by the next"
