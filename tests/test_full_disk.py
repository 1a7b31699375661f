"""No space left, a place that cannot be written: what was there stands, nothing hangs, one sentence explains."""

import errno
import hashlib
import json
import os

import pytest
from breaking import STEPS, lesson_at, no_space, one_sentence
from breaking import path as path
from breaking import real as real
from conftest import ROOT

from lessonlib import LessonlibError
from lessonlib.authoring.guide import write_guides
from lessonlib.authoring.teaching import write_pages as write_teaching
from lessonlib.cli import main
from lessonlib.exercises.banks import SAMPLER
from lessonlib.exercises.lesson import sample
from lessonlib.exercises.verdicts import Verdict
from lessonlib.files import replace_file


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO], ids=["full", "read-only", "denied", "broken"])
@pytest.mark.parametrize("step", STEPS)
def test_an_answer_is_judged_and_the_file_untouched_and_later_all_is_written(path, monkeypatch, step, number):
    lesson = lesson_at(path)
    lesson.q("horses").check(29)
    before = path.read_bytes()
    with monkeypatch.context() as broken:
        no_space(broken, step, number)
        result = lesson.q("horses").check(30)
        assert result.verdict is Verdict.CORRECT
        assert f"Your work cannot be written to {path} ({os.strerror(number)}), so it lasts only while" in result.message
        assert "cannot be written" not in lesson.q("silence").check("b").message, "said once"
        assert lesson.q("ledger").keep_draft("I count") == ""
    assert path.read_bytes() == before
    assert sorted(file.name for file in path.parent.iterdir()) == [".99.json.lock", "99.json"], "nothing is left lying about"
    assert "Your work is written to" in lesson.q("horses").check(30).message
    again = lesson_at(path).work
    assert again.answers("horses") == [29, 30, 30] and again.answers("silence") == ["b"] and again.drafts == {"ledger": "I count"}


def test_a_form_says_at_once_that_what_is_typed_is_not_kept(path, monkeypatch):
    lesson = lesson_at(path)
    form = lesson.q("horses").show()
    no_space(monkeypatch, "fsync")
    form.form.write("3")
    assert "cannot be written" in form.result.value
    form.form.write("30")
    assert form.result.value.count("cannot be written") == 1


def writers(tmp_path):
    """Each command and call that writes, with a file that it wrote before."""
    worked = sample()
    worked.q("horses").check(30)
    handed = tmp_path / "handed"
    worked.export(name="A3", folder=handed)

    def run(*arguments):
        return lambda: main([str(part) for part in arguments])

    yield "export", lambda: worked.export(name="A3", folder=tmp_path / "e"), tmp_path / "e" / "99-A3.html"
    yield "my_history", lambda: worked.my_history(name="A3", folder=tmp_path / "h"), tmp_path / "h" / "99-my-history-A3.html"
    yield "collect", run("collect", handed, "--exercises", SAMPLER, "--out", tmp_path / "c"), tmp_path / "c" / "class.csv"
    yield "guide", run("guide", tmp_path / "g"), tmp_path / "g" / "00-guide.html"
    yield "open", run("open", tmp_path / "o", "--no-start"), tmp_path / "o" / "01-five-texts.ipynb"


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("name", ["export", "my_history", "collect", "guide", "open"])
def test_what_was_written_before_stands_and_one_sentence_tells(tmp_path, monkeypatch, capsys, name, step):
    write, written = next((write, written) for called, write, written in writers(tmp_path) if called == name)
    write()
    before = {file: file.read_bytes() for file in written.parent.rglob("*") if file.is_file()}
    if name == "open":  # one that is to be refreshed, for its student had not changed it
        state = json.loads((written.parent / ".lessonlib.json").read_text())
        written.write_text("an earlier version")
        before[written] = written.read_bytes()
        state[written.name] = hashlib.sha256(before[written]).hexdigest()
        (written.parent / ".lessonlib.json").write_text(json.dumps(state))
        before[written.parent / ".lessonlib.json"] = json.dumps(state).encode()
    capsys.readouterr()
    with monkeypatch.context() as broken:
        no_space(broken, step)
        if name in ("export", "my_history"):
            with pytest.raises(LessonlibError) as caught:
                write()
            told = str(caught.value)
        else:
            assert write() == 1
            told = capsys.readouterr().err.strip()
    assert one_sentence(told) and "No space left on device" in told and str(written.parent) in told
    assert {file: file.read_bytes() for file in written.parent.rglob("*") if file.is_file()} == before
    write()
    assert written.stat().st_size > 100


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("write", [write_guides, write_teaching], ids=["guides", "teacher"])
def test_pages_for_teachers_are_replaced_in_one_step(tmp_path, monkeypatch, step, write):
    paths = write(tmp_path)
    before = {path: path.read_bytes() for path in paths}
    paths[0].write_text("before")
    no_space(monkeypatch, step)
    with pytest.raises(LessonlibError, match=r"No space left on device.*name another folder"):
        write(tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == {**before, paths[0]: b"before"}


@pytest.mark.parametrize("step", STEPS)
def test_handouts_and_notebooks_are_replaced_in_one_step_too(tmp_path, monkeypatch, step):
    for module, writer in (("handout", "write_pages("), ("build", "replace_file("), ("paper/kit", "replace_file(")):
        assert writer in (ROOT / "lessonlib" / "authoring" / f"{module}.py").read_text(), module
    place = tmp_path / "page.html"
    place.write_text("before")
    no_space(monkeypatch, step)
    with pytest.raises(OSError, match="No space left"):
        replace_file(place, "after" * 1000)
    assert place.read_text() == "before" and list(tmp_path.iterdir()) == [place]


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_a_private_file_is_begun_in_no_file_that_was_there(tmp_path):
    place = tmp_path / "slips.html"
    planted = tmp_path / f".slips.html.{os.getpid()}.part"
    with planted.open("w+") as other:
        planted.chmod(0o666)
        replace_file(place, "ferry-tin-42", private=True)
        assert other.read() == ""
    assert place.read_text() == "ferry-tin-42" and place.stat().st_mode & 0o777 == 0o600 and list(tmp_path.iterdir()) == [place]


def test_a_command_that_meets_a_fault_nobody_foresaw_tells_it_in_one_sentence(monkeypatch, capsys):
    def fail(*_, **__):
        raise OSError(errno.EIO, os.strerror(errno.EIO), "/media/stick")

    monkeypatch.setattr("lessonlib.commands.open.prepare", fail)
    assert main(["open", "--no-start"]) == 1
    told = capsys.readouterr().err
    assert told == "lessonlib: A file could not be read or written at /media/stick (Input/output error): mend that and try again.\n"


def test_a_file_that_cannot_be_put_aside_is_never_written_over(path, monkeypatch):
    path.parent.mkdir()
    path.write_bytes(b"{")
    no_space(monkeypatch, "rename", errno.EROFS)
    assert "Read-only file system" in lesson_at(path).q("horses").check(30).message
    assert path.read_bytes() == b"{"


@pytest.mark.parametrize("step", ["rename", "fsync"])
def test_a_reset_that_fails_changes_nothing_and_says_so(path, monkeypatch, step):
    lesson = lesson_at(path)
    lesson.q("horses").check(30)
    before = path.read_bytes()
    with monkeypatch.context() as broken:
        no_space(broken, step)
        told = lesson.reset(sure=True).text
    assert (
        told
        == "Lesson 99 is not begun anew, for its file cannot be put aside (No space left on device): nothing has changed, so ask for help and try again."
    )
    assert path.read_bytes() == before and lesson.work.answers("horses") == [30] == lesson_at(path).work.answers("horses")
