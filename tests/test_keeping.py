"""Faults of disks, shares, locks and sync tools: whatever they do, no answer is lost or hidden."""

import errno
import json
import os
import random
import shutil
import stat
from pathlib import Path

import pytest

from lessonlib.exercises.bank import read_lesson
from lessonlib.exercises.banks import SAMPLER
from lessonlib.exercises.keeping import file as workfile
from lessonlib.exercises.keeping import passing
from lessonlib.exercises.keeping.meeting import meet_copies
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.lesson import Lesson

if os.name == "posix":
    import fcntl
posix = pytest.mark.skipif(os.name != "posix", reason="locks and folders are others there")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "work" / "99.json"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr(passing, "PAUSES", (0.0, 0.0, 0.0))


def lesson_at(path):
    return Lesson(read_lesson("99", bank=SAMPLER), Work("99", path))


def answers_anywhere(folder):
    """All answers that stand in any file of a folder, whatever its name."""
    contents = [json.loads(file.read_text()) for file in folder.rglob("*99*.json*") if not file.name.endswith((".lock", ".part"))]
    return {record.get("answer") for content in contents for record in content["records"]}


# ---- resets ---------------------------------------------------------------------------------------------------------------


def test_a_file_from_before_the_last_reset_takes_nothing_away(path):
    """A sync tool brings back a file of the time between two resets."""
    work = Work("99", path)
    work.add("horses", "check", "first")
    work.forget()
    work.add("horses", "check", "second")
    between = path.read_bytes()
    work.forget()
    work.add("horses", "check", "third")
    path.write_bytes(between)
    work.add("silence", "check", "b")
    assert "third" in Work("99", path).answers("horses")


def test_what_no_file_but_this_window_holds_after_a_reset_elsewhere_is_put_aside_and_told(path):
    """The file was brought from another computer, where the lesson was begun anew without what was done here."""
    first = Work("99", path)
    first.add("horses", "check", "here")
    first.draft("ledger", "I count 2")
    elsewhere = path.parent.parent / "elsewhere" / "99.json"
    other = Work("99", elsewhere)
    other.add("horses", "check", "there")
    other.forget()
    shutil.copy(elsewhere, path)
    first.add("silence", "check", "b")
    aside = json.loads(path.with_name("99.before-reset-1.json").read_text())
    assert [record["answer"] for record in aside["records"]] == ["here"] and aside["drafts"] == {"ledger": "I count 2"}
    assert "what this one alone still held is kept as 99.before-reset-1.json" in first.take_notice()
    assert Work("99", path).answers("horses") == [] and Work("99", path).answers("silence") == ["b"]
    lesson = lesson_at(path)
    lesson.merge("99.before-reset-1.json")
    assert Work("99", path).answers("horses") == ["here"]


def test_a_viewer_that_only_looks_puts_it_aside_too(path):
    first = Work("99", path)
    first.add("horses", "check", "here")
    other = Work("99", path.with_name("98.json"))
    other.add("horses", "check", "there")
    other.forget()
    path.write_bytes(path.with_name("98.json").read_bytes())
    first.refresh()
    assert "here" in answers_anywhere(path.parent) and first.records == []


def test_a_reset_in_another_window_of_the_same_folder_leaves_one_file_and_no_word(path):
    first, second = Work("99", path), Work("99", path)
    first.add("horses", "check", "29")
    second.draft("ledger", "I count 2")
    first.refresh()
    first.forget()
    second.add("silence", "check", "b")
    second.refresh()
    assert second.notice == "" and [file.name for file in path.parent.glob("*reset*")] == ["99.before-reset-1.json"]


def full(*_, **__):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_reset_keeps_what_could_not_be_written_until_then(path, monkeypatch):
    lesson = lesson_at(path)
    lesson.q("horses").check(29)
    with monkeypatch.context() as broken:
        broken.setattr("lessonlib.files.os.fsync", full)
        lesson.q("horses").check(30)
    lesson.reset(sure=True)
    assert {29, 30} <= answers_anywhere(path.parent) and Work("99", path).records == []


def test_a_reset_of_work_that_stands_in_no_file_keeps_it_or_says_so(path, monkeypatch):
    lesson = lesson_at(path)
    with monkeypatch.context() as broken:
        broken.setattr("lessonlib.files.os.fsync", full)
        lesson.q("horses").check(30)
        assert "(No space left on device): nothing has changed" in lesson.reset(sure=True).text
        assert lesson.work.answers("horses") == [30]
    assert "99.before-reset-1.json" in lesson.reset(sure=True).text
    assert answers_anywhere(path.parent) == {30}


# ---- notices --------------------------------------------------------------------------------------------------------------


def test_a_draft_of_another_window_is_told_although_a_hint_came_between(path, monkeypatch):
    first, second = lesson_at(path), lesson_at(path)
    with monkeypatch.context() as broken:
        broken.setattr("lessonlib.files.os.fsync", full)
        first.q("ledger").keep_draft("mine")
    second.q("ledger").keep_draft("yours")
    first.q("horses").hint()
    assert "“yours”" in first.q("horses").check(30).message


def test_a_record_of_a_draft_without_an_answer_breaks_nothing(path):
    lesson_at(path).q("horses").check(29)
    content = json.loads(path.read_text())
    content["records"].append({"id": "x", "at": "2026-11-22T08:00:00+00:00", "exercise": "ledger", "act": "draft"})
    path.write_text(json.dumps(content))
    first, second = lesson_at(path), lesson_at(path)
    first.q("ledger").keep_draft("one")
    assert "“one”" in second.q("ledger").keep_draft("two")


# ---- locks ----------------------------------------------------------------------------------------------------------------


@posix
@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_share_without_locks_is_written_all_the_same(path, monkeypatch, number):
    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    lesson = lesson_at(path)
    assert "Your work" not in lesson.q("horses").check(29).message
    assert Work("99", path).answers("horses") == [29]
    lesson.reset(sure=True)
    assert Work("99", path).records == [] and answers_anywhere(path.parent) == {29}


@posix
def test_without_locks_what_another_window_wrote_over_is_written_again(path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    first = Work("99", path)
    first.add("horses", "check", "28")
    theirs = json.loads(path.read_text())
    theirs["records"].append({**theirs["records"][0], "id": "theirs", "answer": "theirs"})
    real, turns = workfile.replace_file, []

    def overtaken(place, text):
        real(place, text)
        if not turns:  # another computer wrote at the same moment, and came last
            turns.append(1)
            place.write_text(json.dumps(theirs))

    monkeypatch.setattr(workfile, "replace_file", overtaken)
    first.add("horses", "check", "29")
    assert Work("99", path).answers("horses") == ["28", "theirs", "29"]


@posix
def test_without_locks_what_another_computer_is_writing_is_not_swept_away(path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    path.parent.mkdir()
    part = path.with_name(".99.json.1.part")
    part.write_text("half")
    Work("99", path).add("horses", "check", "29")
    assert part.read_text() == "half"


# ---- shares and tools ---------------------------------------------------------------------------------------------------------


def failing(real, times, error):
    left = [times]

    def act(*given, **named):
        if left[0]:
            left[0] -= 1
            raise error
        return real(*given, **named)

    return act


def in_use():
    """What Windows says while a sync tool or a virus scanner has the file open."""
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    error.winerror = 32
    return error


@pytest.mark.parametrize("error", [OSError(errno.ESTALE, "Stale file handle"), OSError(errno.EBUSY, "Busy"), BlockingIOError(errno.EAGAIN, "Try again"), in_use()], ids=["stale", "busy", "again", "in use"])  # fmt: skip
@pytest.mark.parametrize("step", ["read_bytes", "replace", "stat"])
def test_a_fault_that_passes_is_told_to_nobody(path, monkeypatch, step, error):
    lesson = lesson_at(path)
    lesson.q("horses").check(29)
    monkeypatch.setattr(Path, step, failing(getattr(Path, step), 2, error))
    message = lesson.q("horses").check(30).message
    assert "cannot be" not in message and "Your work" not in message
    assert Work("99", path).answers("horses") == [29, 30]


@pytest.mark.parametrize("number", [errno.EIO, errno.ESTALE, errno.ENODEV, errno.EACCES])
@pytest.mark.parametrize("step", ["read_bytes", "replace", "stat"])
def test_a_fault_that_stays_is_told_and_loses_nothing(path, monkeypatch, step, number):
    lesson = lesson_at(path)
    lesson.q("horses").check(29)
    before = path.read_bytes()
    with monkeypatch.context() as broken:
        broken.setattr(Path, step, failing(getattr(Path, step), 1_000, OSError(number, os.strerror(number))))
        message = lesson.q("horses").check(30).message
        assert "cannot be written" in message and "Traceback" not in message
        assert "cannot be" in Work("99", path).notice or step == "replace"
    assert path.read_bytes() == before
    lesson.q("horses").check(31)
    assert Work("99", path).answers("horses") == [29, 30, 31]


@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES, errno.ESTALE])
def test_a_link_to_a_stick_that_fails_is_not_put_aside(path, tmp_path, monkeypatch, number):
    stick = tmp_path / "stick" / "99.json"
    lesson_at(stick).q("horses").check(29)
    path.parent.mkdir()
    path.symlink_to(stick)
    real = Path.stat

    def stat(place, **named):
        if place == path and named.get("follow_symlinks", True):
            raise OSError(number, os.strerror(number))
        return real(place, **named)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "stat", stat)
        assert "cannot be written" in lesson_at(path).q("horses").check(30).message
    assert path.is_symlink() and sorted(file.name for file in path.parent.glob("99*")) == ["99.json"]


def test_a_file_that_is_still_being_written_is_waited_for(path, monkeypatch):
    """A tool copies it into its place piece by piece."""
    lesson_at(path).q("horses").check(29)
    whole = path.read_bytes()
    path.write_bytes(whole[:100])

    def grow(_):
        size = path.stat().st_size
        path.write_bytes(whole[: size + 100])

    monkeypatch.setattr(workfile.time, "sleep", grow)
    work = Work("99", path)
    assert work.answers("horses") == [29] and work.notice == "" and not list(path.parent.glob("*unread*"))


def test_a_share_that_gives_half_of_a_file_damages_nothing(path, monkeypatch):
    lesson_at(path).q("horses").check(29)
    before, real = path.read_bytes(), Path.read_bytes
    with monkeypatch.context() as broken:
        broken.setattr(Path, "read_bytes", lambda place: real(place)[:100] if place == path else real(place))
        lesson = lesson_at(path)
        assert "cannot be read" in lesson.work.notice
        lesson.q("horses").check(30)
    assert path.read_bytes() == before and not list(path.parent.glob("*unread*"))
    lesson.q("horses").check(31)
    assert Work("99", path).answers("horses") == [29, 30, 31]


@posix
def test_a_lock_that_cannot_be_let_go_is_no_fault_of_the_work(path, monkeypatch):
    lesson = lesson_at(path)
    real = fcntl.flock

    def flock(file, what):
        if what == fcntl.LOCK_UN:
            raise OSError(errno.EIO, "Input/output error")
        return real(file, what)

    with monkeypatch.context() as broken:
        broken.setattr(fcntl, "flock", flock)
        assert "cannot be written" not in lesson.q("horses").check(29).message
    assert Work("99", path).answers("horses") == [29]


# ---- at random ----------------------------------------------------------------------------------------------------------------


def spoil(path, chance, saved):
    """What tools do to a file: an older one, a part, nothing, one of another computer."""
    fault = chance.choice(["older", "cut", "gone", "copy"])
    if fault == "older" and saved:
        path.write_bytes(chance.choice(saved))
    elif fault == "cut" and path.exists():
        path.write_bytes(path.read_bytes()[: chance.randrange(200)])
    elif fault == "gone":
        path.unlink(missing_ok=True)
    elif path.exists():
        shutil.copy(path, path.with_name(f"99 ({len(list(path.parent.iterdir()))}).json"))


@pytest.mark.parametrize("block", range(2))
def test_windows_faults_and_resets_at_random_lose_no_answer(tmp_path, monkeypatch, block):
    """Each answer stands, at the end, in the work or in a file that a reset put aside; no window is ever stopped."""
    monkeypatch.setattr(workfile.time, "sleep", lambda _: None)
    for seed in range(block * 15, block * 15 + 15):
        chance, path = random.Random(seed), tmp_path / str(seed) / "99.json"
        path.parent.mkdir()
        windows, given, saved = [Work("99", path) for _ in range(3)], [], []
        for step in range(40):
            act, number = chance.random(), chance.randrange(3)
            window = windows[number]
            if act < 0.5:
                given.append(f"{seed}-{step}")
                with monkeypatch.context() as broken:
                    if chance.random() < 0.2:
                        broken.setattr("lessonlib.files.os.fsync", full)
                    window.add("horses", "check", given[-1])
            elif act < 0.6:
                window.draft("ledger", f"{seed}-{step}")
            elif act < 0.7:
                window.refresh()
            elif act < 0.78:
                window.save()
                windows[number] = Work("99", path)
                meet_copies(windows[number])
            elif act < 0.86:
                window.forget()
            else:
                spoil(path, chance, saved)
                for each in windows:  # who is open notices sooner or later, before the next fault
                    each.save()
            if path.exists():
                saved.append(path.read_bytes())
        for window in windows:
            window.save()
        whole = [file for file in path.parent.glob("99*.json") if "unread" not in file.name]
        found = {record.get("answer") for file in whole for record in json.loads(file.read_text())["records"]}
        assert set(given) <= found, (seed, sorted(set(given) - found))


# ---- an older file comes back -------------------------------------------------------------------------------------------------


def test_what_was_begun_is_not_replaced_by_an_older_file(path):
    """A file that lacks what it held is no later one, so its drafts are not the later ones either."""
    work = Work("99", path)
    work.draft("ledger", "I count")
    older = path.read_bytes()
    work.draft("ledger", "I count 3 witnesses, and one of them saw it.")
    work.add("horses", "check", "29")
    path.write_bytes(older)
    work.add("silence", "check", "b")
    again = Work("99", path)
    assert again.drafts == {"ledger": "I count 3 witnesses, and one of them saw it."} == work.drafts
    assert [record["answer"] for record in again.records if record["act"] == "draft"] == ["I count"]
    assert "“I count”" in work.take_notice()


def test_what_was_begun_is_not_replaced_by_an_older_file_that_lacks_no_record(path):
    work = Work("99", path)
    work.draft("ledger", "I count")
    older = path.read_bytes()
    work.draft("ledger", "I count 3 witnesses, and one of them saw it.")
    work.draft("foresight", "4")
    path.write_bytes(older)
    work.add("silence", "check", "b")
    assert Work("99", path).drafts == {"ledger": "I count 3 witnesses, and one of them saw it.", "foresight": "4"}
    assert "“I count”" in work.take_notice()


@pytest.mark.parametrize("fault", ["an older one", "cut short"])
def test_what_was_begun_stays_although_another_window_went_on_with_a_spoiled_file(path, fault):
    first, second = Work("99", path), Work("99", path)
    first.add("horses", "check", "29")
    second.refresh()
    older = path.read_bytes()
    first.draft("ledger", "I count 3")
    path.write_bytes(older if fault == "an older one" else older[:50])
    for number in range(5):
        second.draft("foresight", str(number))
    second.add("ledger", "check", "I count 2 witnesses.")  # of the other line it cannot know
    first.refresh()
    first.add("silence", "check", "b")
    work = Work("99", path)
    assert work.drafts == {"foresight": "4", "ledger": "I count 3"} and work.answers("ledger") == ["I count 2 witnesses."]


@pytest.mark.parametrize("turns", [1, 3, 63, 64, 100])
def test_windows_that_look_before_they_write_never_take_each_other_for_an_older_file(path, turns):
    first, second = Work("99", path), Work("99", path)
    for name, window, other in (("one", first, second), ("two", second, first), ("three", first, second)):
        for number in range(turns):  # the other one only looks again when these are done
            window.draft("ledger", f"{name} {number}")
        other.refresh()
        assert other.drafts == {"ledger": f"{name} {turns - 1}"}
    assert first.notice == second.notice == "" and Work("99", path).records == []


@pytest.mark.parametrize("edition", [None, [], [True, 3], ["9", "x"], [10**30, ""], [-1, "a b"], {"a": 1}])
def test_a_file_that_does_not_say_its_edition_or_says_something_odd_is_work_all_the_same(path, edition):
    work = Work("99", path)
    work.add("horses", "check", "29")
    work.draft("ledger", "I count 3")
    content = json.loads(path.read_text())
    assert content.pop("edition")[0] == 2
    path.write_text(json.dumps(content if edition is None else {**content, "edition": edition}))
    work.add("silence", "check", "b")
    again = Work("99", path)
    again.add("foresight", "check", 5)
    assert again.answers("horses") == ["29"] and again.drafts == {"ledger": "I count 3"} and "both are kept" not in work.notice
    assert Work("99", path).answers("foresight") == [5]


def test_an_answer_is_not_hidden_by_a_draft_of_an_older_file(path):
    work = Work("99", path)
    work.draft("ledger", "I count 2 witnesses.")
    older = path.read_bytes()
    work.add("ledger", "check", "I count 2 witnesses.")
    path.write_bytes(older)
    work.add("silence", "check", "b")
    assert Work("99", path).drafts == {} and work.notice == ""


@posix
def test_a_work_file_is_on_the_stick_when_the_answer_is_told(path, monkeypatch):
    """A stick is pulled out without a word: the new name of the file must be on it too, not its bytes alone."""
    done, real_sync, real_replace = [], os.fsync, Path.replace
    monkeypatch.setattr(
        os, "fsync", lambda file: (done.append("folder" if stat.S_ISDIR(os.fstat(file).st_mode) else "file"), real_sync(file))
    )
    monkeypatch.setattr(Path, "replace", lambda part, place: (done.append("name"), real_replace(part, place)))
    Work("99", path).add("horses", "check", "29")
    assert done == ["file", "name", "folder"]
