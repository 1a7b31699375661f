"""The folder of the work is taken away under a running kernel, and comes back: nothing is lost, and one sentence tells."""

import errno
import json
import random
import shutil
from pathlib import Path

import pytest
from breaking import no_space

from lessonlib import open_lesson
from lessonlib.exercises.bank import read_lesson
from lessonlib.exercises.banks import SAMPLER
from lessonlib.exercises.keeping import place
from lessonlib.exercises.keeping.meeting import meet_copies
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.lesson import Lesson
from lessonlib.widgets.reading.basket import Basket

TOLD = "is another folder than the one that held your work"
BARE = "There is no work in {} yet: if you worked before, the stick or the share with it may not be there"
MET = "is there again, and what you did meanwhile is written there, too"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "stick" / "work" / "99.json"


def lesson_at(path):
    return Lesson(read_lesson("99", bank=SAMPLER), Work("99", path))


def opened(path, named=False):
    """As a kernel that is started anew opens it."""
    work = Work("99", path, named)
    meet_copies(work)
    return Lesson(read_lesson("99", bank=SAMPLER), work)


def take_out(path, left=True):
    """The stick is taken out; the folder in which it stood may be left, and is empty."""
    stick = path.parent.parent
    stick.rename(stick.with_name("in the pocket"))
    if left:
        stick.mkdir()


def put_back(path):
    stick = path.parent.parent
    if stick.exists():
        stick.rename(stick.with_name(f"hidden below the stick {len(list(stick.parent.iterdir()))}"))
    stick.with_name("in the pocket").rename(stick)


@pytest.mark.parametrize("left", [True, False], ids=["an empty folder is left", "none is left"])
def test_a_stick_that_is_taken_out_and_put_back_loses_nothing(path, left):
    lesson_at(path).q("horses").check(28)
    lesson = lesson_at(path)
    lesson.q("horses").check(29)
    lesson.q("silence").keep_draft("a")
    take_out(path, left)
    message = lesson.q("horses").check(30).message
    assert f"{path.parent} {TOLD}" in message and message.count("another folder") == 1
    below = Work("99", path)
    assert below.answers("horses") == [28, 29, 30] and below.drafts == {"silence": "a"}, "all that is known stands there"
    assert TOLD not in lesson.q("horses").check(31).message, "told once"
    put_back(path)
    message = lesson.q("foresight").check(5).message
    assert f"Your work is written to {path} again, all of it." in message and TOLD not in message
    again = Work("99", path)
    assert again.answers("horses") == [28, 29, 30, 31] and again.answers("foresight") == [5] and again.drafts == {"silence": "a"}
    assert "written" not in lesson.q("horses").check(32).message
    take_out(path)
    assert TOLD in lesson.q("horses").check(33).message, "the second time it is told again"


def test_work_that_went_on_elsewhere_meanwhile_is_one_when_the_stick_is_back(path):
    lesson = lesson_at(path)
    lesson.q("horses").check(29)
    take_out(path)
    lesson.q("horses").check(30)
    pocket = path.parent.parent.with_name("in the pocket") / "work" / "99.json"
    lesson_at(pocket).q("silence").check("b")
    put_back(path)
    lesson.q("ledger").keep_draft("I count 2")
    work = Work("99", path)
    assert work.answers("horses") == [29, 30] and work.answers("silence") == ["b"] and work.drafts == {"ledger": "I count 2"}


def test_an_older_file_below_the_stick_is_told_too(path):
    lesson = lesson_at(path)
    lesson.q("horses").check(28)
    older = path.read_bytes()
    lesson.q("horses").check(29)
    take_out(path)
    path.parent.mkdir()
    path.write_bytes(older)
    assert TOLD in lesson.q("horses").check(30).message
    assert Work("99", path).answers("horses") == [28, 29, 30]


def test_a_new_folder_that_holds_the_work_is_told_of_nowhere(path):
    """A share that was mounted anew, or a stick on which the numbers of folders change: the work is there."""
    lesson = lesson_at(path)
    lesson.q("horses").check(29)
    copy = path.parent.with_name("copy")
    shutil.copytree(path.parent, copy)
    shutil.rmtree(path.parent)
    copy.rename(path.parent)
    assert lesson.q("horses").check(30).message.count("written") == 0 and TOLD not in lesson.work.notice
    assert Work("99", path).answers("horses") == [29, 30]


def test_a_work_file_that_is_taken_out_of_its_folder_is_written_anew_and_nothing_told(path):
    lesson = lesson_at(path)
    lesson.q("horses").check(29)
    path.unlink()
    assert TOLD not in lesson.q("horses").check(30).message
    assert Work("99", path).answers("horses") == [29, 30]


def test_the_first_answer_in_a_folder_that_was_not_there_is_told_of_nowhere(path):
    lesson = lesson_at(path)
    assert TOLD not in lesson.q("horses").check(29).message
    shutil.rmtree(path.parent)
    assert TOLD in lesson.q("horses").check(30).message


def test_folders_without_numbers_are_all_the_same(path, monkeypatch):
    """Some systems give each folder the number 0: then nothing is told, and nothing is lost all the same."""
    monkeypatch.setattr(place, "_number", lambda _: (0, 0))
    lesson = lesson_at(path)
    lesson.q("horses").check(29)
    take_out(path)
    assert TOLD not in lesson.q("horses").check(30).message
    put_back(path)
    lesson.q("horses").check(31)
    assert Work("99", path).answers("horses") == [29, 30, 31]


def test_a_place_that_cannot_be_made_again_is_told(path, monkeypatch):
    lesson = lesson_at(path)
    lesson.q("horses").check(29)
    take_out(path, left=False)

    def denied(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "mkdir", denied)
        assert "cannot be written" in lesson.q("horses").check(30).message
    put_back(path)
    assert "is written to" in lesson.q("horses").check(31).message
    assert Work("99", path).answers("horses") == [29, 30, 31]


@pytest.mark.parametrize("left", [True, False], ids=["an empty folder is left", "none is left"])
@pytest.mark.parametrize("anew", [False, True], ids=["never begun anew", "begun anew before"])
def test_a_kernel_that_is_started_without_the_stick_says_so_and_both_become_one(path, left, anew):
    lesson = opened(path)
    lesson.q("horses").check(28)
    if anew:
        lesson.reset(sure=True)
    lesson.q("horses").check(29)
    lesson.q("ledger").keep_draft("I count 2")
    take_out(path, left)
    lesson = opened(path, named=True)
    told = lesson.q("silence").check("b").message
    assert BARE.format(path.parent) in told and told.count("There is no work") == 1
    assert "There is no work" not in lesson.q("foresight").keep_draft("4") + lesson.q("ledger").keep_draft("I count 3"), "told once"
    put_back(path)
    before = sorted(file.name for file in path.parent.iterdir())
    told = lesson.q("horses").check(30).message
    assert f"What stood in {path} {MET}" in told and "“I count 2”" in told and TOLD not in told and "anew" not in told
    again = Work("99", path)
    assert again.answers("horses") == ([29, 30] if anew else [28, 29, 30]) and again.answers("silence") == ["b"]
    assert again.drafts == {"foresight": "4", "ledger": "I count 3"} and sorted(file.name for file in path.parent.iterdir()) == before
    assert [record["answer"] for record in again.records if record["act"] == "draft"] == ["I count 2"]
    assert MET not in lesson.q("horses").check(31).message


@pytest.mark.parametrize("left", [True, False], ids=["an empty folder is left", "none is left"])
def test_a_stick_that_is_put_in_before_anything_was_done_is_told_too(path, left):
    opened(path).q("horses").check(29)
    take_out(path, left)
    lesson = opened(path, named=True)
    put_back(path)
    lesson.work.refresh()  # as a viewer does when it is shown
    assert MET in lesson.q("silence").check("b").message
    assert Work("99", path).answers("horses") == [29]


def test_who_begins_in_a_folder_of_their_own_is_told_nothing_and_in_one_that_was_named_once(path):
    path.parent.parent.mkdir()
    first, second = opened(path), opened(path)
    assert first.work.notice == ""
    first.q("horses").check(29)
    assert MET not in second.q("silence").check("b").message, "two windows at the very beginning are no stick"
    shutil.rmtree(path.parent)
    third = opened(path)
    elsewhere = path.parent.with_name("another kernel") / path.name  # which makes the folder, and writes
    opened(elsewhere).q("horses").check(29)
    shutil.copytree(elsewhere.parent, path.parent)
    assert "stood in" not in third.q("silence").check("b").message and Work("99", path).answers("horses") == [29]
    beside = Work("98", path.with_name("98.json"), named=True)
    meet_copies(beside)
    assert beside.notice == "", "the folder is not empty: it is the one"


def test_a_viewer_in_the_same_kernel_takes_a_folder_that_was_made_for_no_stick(path):
    lesson, viewer = opened(path, named=True), Work("99", path, named=True)
    lesson.q("horses").check(29)
    viewer.draft("reader", [{"id": "a", "note": ""}])
    assert viewer.take_notice() == "" and Work("99", path).answers("horses") == [29]


@pytest.mark.parametrize("look", [True, False], ids=["looked at first", "written at once"])
def test_what_was_changed_while_the_stick_was_out_stays(path, look):
    lesson = opened(path)
    lesson.q("ledger").keep_draft("I count 2")
    lesson.q("foresight").keep_draft("4")
    take_out(path)
    lesson.q("ledger").keep_draft("I count 2, because")
    lesson.q("foresight").check("5")
    put_back(path)
    if look:
        lesson.work.refresh()
    told = lesson.q("horses").check(29).message
    assert "other one" not in told, "what stood there was known"
    assert Work("99", path).drafts == {"ledger": "I count 2, because"} and Work("99", path).answers("foresight") == ["5"]


def test_what_was_cleared_on_the_stick_meanwhile_stays_cleared_and_what_was_done_here_stays(path):
    lesson = opened(path)
    lesson.q("horses").check(28)
    lesson.q("ledger").keep_draft("I count 2")
    take_out(path)
    lesson.q("silence").check("b")
    pocket = path.parent.parent.with_name("in the pocket") / "work" / "99.json"
    opened(pocket).reset(sure=True)
    put_back(path)
    lesson.q("foresight").check(5)
    work = Work("99", path)
    assert work.answers("horses") == [] and work.drafts == {} and work.answers("silence") == ["b"] and work.answers("foresight") == [5]
    assert sorted(file.name for file in path.parent.glob("*.json")) == ["99.before-reset-1.json", "99.json"]


def test_what_was_cleared_while_the_stick_was_out_is_put_aside_on_it_too(path):
    lesson, other = opened(path), Work("99", path)
    lesson.q("horses").check(28)
    take_out(path)
    other.add("silence", "check", "b")
    lesson.reset(sure=True)
    other.add("foresight", "check", 5)
    put_back(path)
    lesson.q("horses").check(30)
    aside = [record["answer"] for file in path.parent.glob("99.before-reset-*.json") for record in json.loads(file.read_text())["records"]]
    assert "b" in aside and Work("99", path).answers("silence") == []
    other.add("horses", "hint")
    assert Work("99", path).answers("foresight") == [5] and Work("99", path).answers("silence") == []


def test_what_another_window_cleared_while_the_stick_was_out_is_put_aside_on_it_too(path):
    lesson = opened(path)
    lesson.q("horses").check(28)
    take_out(path)
    lesson.q("silence").check("b")
    opened(path).reset(sure=True)  # in a kernel that is ended before the stick is back
    lesson.work.refresh()
    assert lesson.work.records == []
    put_back(path)
    lesson.q("foresight").check(5)
    (aside,) = path.parent.glob("99.before-reset-*.json")
    assert "b" in [record["answer"] for record in json.loads(aside.read_text())["records"]]


def test_seats_that_are_named_while_the_stick_is_out_stay_and_others_give_way(path):
    opened(path).seats("A3")
    take_out(path)
    lesson = opened(path, named=True)
    lesson.seats("B1")
    put_back(path)
    lesson.q("horses").check(29)
    assert Work("99", path).seats == ["B1"]
    take_out(path)
    lesson.q("horses").check(30)
    pocket = path.parent.parent.with_name("in the pocket") / "work" / "99.json"
    opened(pocket).seats("B1", "C2")
    put_back(path)
    lesson.q("silence").check("b")
    assert Work("99", path).seats == ["B1", "C2"], "they were named later"


def test_a_link_to_a_stick_that_is_out_is_told_and_nothing_lost(path, tmp_path):
    opened(tmp_path / "stick" / "work" / "99.json").q("horses").check(29)
    (tmp_path / "work").symlink_to(tmp_path / "stick" / "work")
    linked = tmp_path / "work" / "99.json"
    take_out(path)
    lesson = opened(linked)
    told = lesson.q("silence").check("b").message
    assert BARE.format(linked.parent) in told and "cannot be written" in told and "File exists" not in told
    put_back(path)
    assert MET in lesson.q("horses").check(30).message
    assert Work("99", path).answers("horses") == [29, 30] and Work("99", path).answers("silence") == ["b"]


def test_a_share_that_answers_only_later_is_told_when_it_does(path, monkeypatch):
    opened(path).q("horses").check(29)
    real = Path.stat

    def closed(place, **how):
        if place == path:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(place, **how)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "stat", closed)
        lesson = opened(path, named=True)
        assert "cannot be read" in lesson.work.notice and "There is no work" not in lesson.work.notice
        lesson.q("silence").check("b")
    assert MET in lesson.q("horses").check(30).message
    assert Work("99", path).answers("horses") == [29, 30] and Work("99", path).answers("silence") == ["b"]


def test_a_lesson_that_is_run_again_while_it_cannot_be_written_keeps_all(tmp_path, monkeypatch):
    """Who is told to put the stick back, and to run the lesson again, has done both."""
    monkeypatch.setenv("LESSONLIB_WORK", str(tmp_path / "stick" / "work"))
    (tmp_path / "stick").write_text("no folder can be made here")
    lesson, basket = open_lesson("01"), Basket("01")
    basket.keep("sindonews-listicle-006-02", "names him")
    lesson.q("torn-page").check("Halaman Berikutnya")
    again = open_lesson("01")
    assert again.work.answers("torn-page") == ["Halaman Berikutnya"] and Basket("01").note("sindonews-listicle-006-02") == "names him"
    (tmp_path / "stick").unlink()
    assert "is written to" in open_lesson("01").work.take_notice()
    work = Work("01", tmp_path / "stick" / "work" / "01.json")
    assert work.answers("torn-page") == ["Halaman Berikutnya"] and list(work.drafts) == ["reader"]


@pytest.mark.parametrize("started", ["with the stick", "without it"])
def test_a_lesson_that_is_run_again_when_the_stick_is_back_keeps_what_was_done_meanwhile(tmp_path, monkeypatch, started):
    path = tmp_path / "stick" / "work" / "01.json"
    monkeypatch.setenv("LESSONLIB_WORK", str(path.parent))
    first = open_lesson("01")
    first.q("torn-page").check("Baca juga")
    if started == "without it":
        take_out(path)
        first = open_lesson("01")
    else:
        take_out(path)
    viewer = Basket("01")
    first.q("torn-page").check("Halaman Berikutnya")
    first.q("ledger").keep_draft("I count 2")
    put_back(path)
    again = open_lesson("01")
    assert again.work.answers("torn-page") == ["Baca juga", "Halaman Berikutnya"] == Work("01", path).answers("torn-page")
    assert again.work.drafts == {"ledger": "I count 2"} and again.work.take_notice()
    assert Basket("01").work.drafts == {"ledger": "I count 2"} and viewer.items == []


def test_a_folder_that_somebody_took_away_and_made_anew_is_not_filled_by_looking(tmp_path, monkeypatch):
    """As between two learners at one computer: no stick was out, so nothing is brought back."""
    monkeypatch.setenv("LESSONLIB_WORK", str(tmp_path / "work"))
    open_lesson("00")
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "00.json").write_text("{}")
    lesson = open_lesson("01")
    lesson.q("torn-page").check("Halaman Berikutnya")
    shutil.move(tmp_path / "work", tmp_path / "theirs")
    (tmp_path / "work").mkdir()
    assert open_lesson("01").work.records == [] and list((tmp_path / "work").iterdir()) == []


def test_what_a_viewer_could_not_write_is_written_with_the_next_answer(path, monkeypatch):
    lesson, viewer = opened(path), Work("99", path)
    with monkeypatch.context() as broken:
        no_space(broken, "fsync")
        viewer.draft("timeline", {"cuts": [1991]})
        assert "cannot be written" in lesson.q("horses").check(29).message
    lesson.q("silence").check("b")
    assert Work("99", path).drafts == {"timeline": {"cuts": [1991]}}


def test_a_stick_and_resets_at_random_moments_lose_no_answer(tmp_path):
    """Two windows; the stick comes and goes; a reset puts aside and never away."""
    for seed in range(25):
        chance, path = random.Random(seed), tmp_path / str(seed) / "stick" / "work" / "99.json"
        path.parent.mkdir(parents=True)
        windows, given, out, resets = [Work("99", path), Work("99", path)], [], 0, 0
        for step in range(30):
            window, act = chance.choice(windows), chance.random()
            if act < 0.6:
                given.append(f"{seed}-{step}")
                window.add("horses", "check", given[-1])
            elif act < 0.8:
                stick = path.parent.parent
                if out % 2 == 0:
                    take_out(path, chance.random() < 0.5)
                else:
                    if stick.exists():
                        stick.rename(stick.with_name(f"below {out}"))
                    stick.with_name("in the pocket").rename(stick)
                out += 1
            elif act < 0.9:
                window.refresh()
            elif seed % 2:
                window.forget()
                resets += 1
        if out % 2:
            if path.parent.parent.exists():
                path.parent.parent.rename(path.parent.parent.with_name(f"below {out}"))
            put_back(path)
        for window in windows:
            window.add("horses", "hint")
        found = {
            record.get("answer")
            for file in path.parent.parent.parent.rglob("99*.json")
            for record in json.loads(file.read_text())["records"]
        }
        assert set(given) <= found, (seed, sorted(set(given) - found))
        shown = set(Work("99", path).answers("horses"))
        assert resets or shown == set(given), "without a reset all of it stands on the stick"
