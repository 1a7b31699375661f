"""A second copy of the work file, as sync tools leave one: nothing in it is hidden, lost or mixed with somebody else's."""

import json
import os
import random
import shutil

import pytest

from lessonlib.exercises.bank import read_lesson
from lessonlib.exercises.banks import SAMPLER
from lessonlib.exercises.handing_in.classpage import write_class
from lessonlib.exercises.handing_in.collect import read_pages
from lessonlib.exercises.keeping import records
from lessonlib.exercises.keeping.copies import find_copies
from lessonlib.exercises.keeping.meeting import meet_copies
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.lesson import Lesson

#: As tools name them; see the module on copies for why none of these is looked for by name.
NAMES = [
    "99 (Anna's conflicted copy 2026-11-22).json",
    "99 (conflicted copy 2026-11-22 081530).json",
    "99.sync-conflict-20261122-081530-K3X2R2T.json",
    "99-DESKTOP-4Q2K.json",
    "99 (1).json",
    "99 2.json",
    "99_conflict-20261122-081530.json",
    "Copy of 99.json",
    "99 (Konfliktkopie).json",
    "99.json.orig",
]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "work" / "99.json"


def opened(path):
    work = Work("99", path)
    meet_copies(work)
    return Lesson(read_lesson("99", bank=SAMPLER), work)


def apart(path, name):
    """Two computers begin with one answer; each adds one, and the tool leaves the second beside the first."""
    opened(path).q("horses").check(29)
    beside = path.with_name(name)
    elsewhere = path.parent.parent / "elsewhere" / "99.json"
    elsewhere.parent.mkdir()
    shutil.copy(path, elsewhere)
    opened(elsewhere).q("silence").check("b")
    opened(path).q("foresight").check(5)
    shutil.copy(elsewhere, beside)
    return beside


@pytest.mark.parametrize("name", NAMES)
def test_what_a_second_copy_alone_holds_is_merged_and_told_once(path, name):
    beside = apart(path, name)
    before = beside.read_bytes()
    lesson = opened(path)
    told = lesson.work.take_notice()
    assert name in told and "(answers: 1)" in told and told.replace(name, "").count(".") == 1, "one sentence"
    assert lesson.work.take_notice() == ""
    assert lesson.work.answers("silence") == ["b"] and lesson.work.answers("foresight") == [5] and lesson.work.answers("horses") == [29]
    assert Work("99", path).answers("silence") == ["b"], "it stands in the file"
    assert beside.read_bytes() == before, "a copy is never changed"
    assert opened(path).work.take_notice() == ""


def test_the_notice_comes_with_the_first_thing_that_is_done(path):
    apart(path, NAMES[0])
    lesson = opened(path)
    lesson.q("horses").hint()
    assert NAMES[0] in lesson.q("horses").check(30).message
    assert NAMES[0] not in lesson.q("horses").check(31).message


def test_a_form_that_is_shown_first_tells_it(path):
    apart(path, NAMES[0])
    lesson = opened(path)
    assert "conflicted copy 2026-11-22).json" in lesson.q("horses").show().result.value
    assert "conflicted" not in lesson.q("horses").show().result.value


def test_answers_of_both_stand_in_the_order_in_which_they_were_given(path, monkeypatch):
    def at(hour):
        monkeypatch.setattr(records, "_now", lambda: f"2026-11-22T{hour:02}:00:00+00:00")

    at(8)
    opened(path).q("horses").check(28)
    elsewhere = path.with_name("99 (1).json")
    shutil.copy(path, elsewhere)
    at(9)
    Lesson(read_lesson("99", bank=SAMPLER), Work("99", elsewhere)).q("horses").check(29)
    at(10)
    Work("99", path).add("horses", "check", 30)
    assert opened(path).work.answers("horses") == [28, 29, 30] == Work("99", path).answers("horses")


def test_what_was_begun_in_a_copy_is_kept_and_told(path):
    opened(path).q("horses").check(29)
    beside = path.with_name("99 (1).json")
    shutil.copy(path, beside)
    other, mine = Work("99", beside), Work("99", path)
    other.draft("ledger", "I count 2")
    other.draft("foresight", "4")
    other.draft("reader", [{"id": "a", "note": ""}, {"id": "b", "note": ""}])
    mine.draft("ledger", "I count 3")
    mine.draft("reader", [{"id": "c", "note": "x"}, {"id": "a", "note": ""}])
    lesson = opened(path)
    told = lesson.work.take_notice()
    assert "“I count 2”" in told and "“4”" not in told
    work = Work("99", path)
    assert work.drafts["ledger"] == "I count 3" and work.drafts["foresight"] == "4"
    assert [row["id"] for row in work.drafts["reader"]] == ["c", "a", "b"]
    assert [record["answer"] for record in work.records if record["act"] == "draft"] == ["I count 2"]
    assert opened(path).work.take_notice() == ""


def test_work_that_may_be_somebody_elses_is_offered_and_not_mixed(path):
    """Two learners share a computer; one put the file of the other aside under another name."""
    opened(path).q("horses").check(29)
    other = path.with_name("99-seat-b.json")
    path.rename(other)
    opened(path).q("silence").check("b")
    before = other.read_bytes()
    lesson = opened(path)
    told = lesson.work.take_notice()
    assert "99-seat-b.json" in told and 'lesson.merge("99-seat-b.json")' in told and "(answers: 1)" in told
    assert lesson.work.answers("horses") == []
    assert "(answers: 1)" in lesson.merge("99-seat-b.json").text
    assert Work("99", path).answers("horses") == [29] and Work("99", path).answers("silence") == ["b"]
    assert other.read_bytes() == before
    assert lesson.merge(other).text == f"{other} holds nothing that your work lacks."
    assert opened(path).work.take_notice() == ""


def test_work_begun_on_two_computers_at_once_is_offered(path):
    opened(path).q("horses").check(29)
    path.rename(path.with_name("99 (conflicted copy).json"))
    assert 'lesson.merge("99 (conflicted copy).json")' in opened(path).work.take_notice()


def test_what_a_reset_put_aside_is_no_copy_and_a_copy_brings_nothing_of_it_back(path):
    apart(path, NAMES[0])
    lesson = opened(path)
    lesson.reset(sure=True)
    lesson.q("horses").check(31)
    assert [copy.path.name for copy in find_copies(path, "99")] == [NAMES[0]]
    again = opened(path)
    assert again.work.take_notice() == "" and again.work.answers("horses") == [31] and again.work.answers("silence") == []


def test_a_copy_that_was_worked_on_after_a_reset_elsewhere_is_offered(path):
    beside = apart(path, NAMES[0])
    Work("99", path).forget()
    lesson = opened(path)
    assert beside.name in lesson.work.take_notice() and lesson.work.answers("silence") == [], "its answer of its own was never cleared"


def test_a_file_that_was_put_aside_while_it_was_written_is_taken_up_again(path):
    opened(path).q("horses").check(29)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    opened(path).q("silence").check("b")
    aside = path.with_name("99.unread-1.json")
    aside.write_bytes(whole)
    assert 'lesson.merge("99.unread-1.json")' in opened(path).work.take_notice()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"format": "lessonlib-work", "version": 2}'])
def test_what_is_no_work_beside_it_is_passed_by(path, content):
    opened(path).q("horses").check(29)
    beside = path.with_name("99 (1).json")
    beside.write_bytes(content)
    lesson = opened(path)
    assert lesson.work.take_notice() == "" and lesson.work.answers("horses") == [29] and beside.read_bytes() == content
    assert lesson.merge(beside.name).text == f"{beside} holds no work of lesson 99, or was cut short: nothing is taken from it."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_pipes_folders_and_work_of_another_lesson_are_passed_by(path):
    opened(path).q("horses").check(29)
    os.mkfifo(path.with_name("99 (1).json"))
    path.with_name("99 (2).json").mkdir()
    path.with_name("99 (3).json").symlink_to("/dev/zero")
    path.with_name("99 (4).json").symlink_to("nowhere")
    other = json.loads(path.read_text()) | {"lesson": "98"}
    path.with_name("98 (conflicted copy 1999-12-31).json").write_text(json.dumps(other))
    path.with_name("99 (5).json").write_text(json.dumps(other))
    assert opened(path).work.take_notice() == "" and find_copies(path, "99") == []
    assert "cannot be read" in opened(path).merge("99 (4).json").text


@pytest.mark.parametrize("name", ['99 "x".json', "99 {copy}.json", "99 \x1b[31m.json", "99 \u202e.json", "99 \\n.json", "99 '.json"])
@pytest.mark.skipif(os.name != "posix", reason="such names cannot be given there")
def test_a_hostile_name_can_be_copied_into_a_cell_and_acts_nowhere(path, name):
    opened(path).q("horses").check(29)
    path.rename(path.with_name(name))
    lesson = opened(path)
    told = lesson.work.take_notice()
    assert not set(told) & set("\x1b\u202e")
    call = told[told.index("lesson.merge(") : told.index(" adds it")]
    assert "(answers: 1)" in eval(call, {"lesson": lesson}).text


def test_names_that_are_none_are_told(path):
    lesson = opened(path)
    for name in ("nowhere.json", "a\0b", "\ud800", 5, ["a"], ""):
        told = lesson.merge(name).text
        assert told.endswith(".") and "\n" not in told, name


def test_a_copy_that_cannot_be_merged_now_is_merged_later(path, monkeypatch):
    apart(path, NAMES[0])

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("lessonlib.files.os.fsync", full)
        assert "No space left" in opened(path).work.take_notice()
    assert "(answers: 1)" in opened(path).work.take_notice()
    assert Work("99", path).answers("silence") == ["b"]


def test_what_was_begun_in_a_copy_is_written_as_soon_as_there_is_room(path, monkeypatch):
    opened(path).q("horses").check(29)
    beside = path.with_name("99 (1).json")
    shutil.copy(path, beside)
    Work("99", beside).draft("foresight", "4")

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("lessonlib.files.os.fsync", full)
        lesson = opened(path)
    lesson.q("horses").check(30)
    assert Work("99", path).drafts == {"foresight": "4"}


def test_computers_that_merge_on_their_own_come_to_one_work(tmp_path):
    """A tool that syncs in both directions, at random moments: whoever loses stands beside under another name."""
    for seed in range(12):
        chance = random.Random(seed)
        places = [tmp_path / str(seed) / str(number) / "99.json" for number in range(3)]
        given = []
        for step in range(25):
            path = chance.choice(places)
            if chance.random() < 0.6:
                given.append(f"{seed}-{step}")
                opened(path).q("horses").check(given[-1])
                continue
            other = chance.choice([place for place in places if place != path])
            if not path.exists() or (other.exists() and other.read_bytes() == path.read_bytes()):
                continue
            other.parent.mkdir(parents=True, exist_ok=True)
            if other.exists():
                other.rename(other.with_name(f"99.sync-conflict-20261122-{step:06}-K3X2R2T.json"))
            shutil.copy(path, other)
        found = set()
        for path in places:
            lesson = opened(path)
            for copy in find_copies(path, "99"):
                lesson.merge(copy.path)
            found |= set(Work("99", path).answers("horses"))
            for copy in find_copies(path, "99"):
                assert set(copy.content and [record.get("answer") for record in copy.content["records"]]) <= set(
                    lesson.work.answers("horses")
                )
        assert found == set(given), seed


def test_a_page_that_was_handed_in_and_its_second_copy_are_one_page(path, tmp_path):
    lesson = opened(path)
    lesson.q("horses").check(30)
    page = lesson.export(name="A3", folder=tmp_path / "in").html
    shutil.copy(path, tmp_path / "in" / "99 (conflicted copy).json")
    first = page.read_bytes()
    lesson.q("silence").check("b")
    lesson.export(name="A3", folder=tmp_path / "in")
    for name in ("99-A3 (1).html", "99-A3.sync-conflict-20261122-081530-K3X2R2T.html"):
        (tmp_path / "in" / name).write_bytes(first)
    pages, doubts = read_pages(tmp_path / "in", SAMPLER)
    assert doubts == [] and [page.learner for page in pages] == ["A3"]
    assert pages[0].lesson.work.answers("silence") == ["b"] and len(pages[0].lesson.work.answers("horses")) == 1


def test_a_page_without_a_name_and_its_second_copy_are_one_page_and_accuse_nobody(path, tmp_path):
    lesson = opened(path)
    lesson.q("horses").check(30)
    first = lesson.export(folder=tmp_path / "in").html
    older = first.read_bytes()
    lesson.q("silence").check("b")
    lesson.export(folder=tmp_path / "in")
    for name in (f"{first.stem} (1).html", f"{first.stem}.sync-conflict-20261122-081530-K3X2R2T.html", f"Copy of {first.name}"):
        (tmp_path / "in" / name).write_bytes(older)
    pages, doubts = read_pages(tmp_path / "in", SAMPLER)
    assert doubts == [] and [page.learner for page in pages] == [first.stem]
    assert pages[0].lesson.work.answers("silence") == ["b"]
    (tmp_path / "in" / "somebody.html").write_bytes(older)
    doubts = read_pages(tmp_path / "in", SAMPLER)[1]
    assert len(doubts) == 1 and doubts[0].startswith("somebody.html: it holds the very attempts of"), "a copy under another name is told"


def test_a_second_copy_of_the_page_on_the_class_was_handed_in_by_nobody(path, tmp_path):
    lesson = opened(path)
    lesson.q("horses").check(30)
    lesson.export(name="A3", folder=tmp_path)
    page = write_class(*read_pages(tmp_path, SAMPLER), tmp_path)[1]
    shutil.copy(page, tmp_path / "class (conflicted copy 2026-11-22 081530).html")
    pages, doubts = read_pages(tmp_path, SAMPLER)
    assert doubts == [] and [page.learner for page in pages] == ["A3"]


def test_a_copy_under_other_seats_is_offered_and_not_mixed(path):
    """A teacher gives all the same file to begin with; two of them use one computer."""
    opened(path).q("horses").check(29)
    other = path.with_name("99-b.json")
    shutil.copy(path, other)
    Work("99", other).name_seats(["B1"])
    Work("99", other).add("silence", "check", "b")
    Work("99", path).name_seats(["A3"])
    lesson = opened(path)
    assert "lesson.merge(" in lesson.work.take_notice() and lesson.work.answers("silence") == []
    lesson.seats("A3", "B1")
    assert opened(path).work.answers("silence") == ["b"], "of two who work together it is one work"
