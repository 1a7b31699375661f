"""The folder of the work is taken away under a running kernel, and comes back: nothing is lost, and one sentence tells."""

import errno
import json
import random
import shutil
from pathlib import Path

import pytest

from lessonlib.exercises.bank import read_lesson
from lessonlib.exercises.banks import SAMPLER
from lessonlib.exercises.keeping.place import Place
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.lesson import Lesson

TOLD = "is another folder than the one that held your work"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "stick" / "work" / "99.json"


def lesson_at(path):
    return Lesson(read_lesson("99", bank=SAMPLER), Work("99", path))


def take_out(path, left=True):
    """The stick is taken out; the folder in which it stood may be left, and is empty."""
    stick = path.parent.parent
    stick.rename(stick.with_name("in the pocket"))
    if left:
        stick.mkdir()


def put_back(path):
    stick = path.parent.parent
    if stick.exists():
        stick.rename(stick.with_name("hidden below the stick"))
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
    monkeypatch.setattr(Place, "_now", lambda _: (0, 0))
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
