"""Homes, folders, links and windows as no course expects them, and who interrupts in the middle."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from breaking import changed, lesson_at, one_sentence
from breaking import path as path
from breaking import real as real
from conftest import ROOT

import lessonlib
from lessonlib import LessonlibError
from lessonlib.exercises.keeping.folder import open_work
from lessonlib.exercises.verdicts import Verdict
from lessonlib.language import find_language
from lessonlib.workspace import prepare


@pytest.mark.skipif(os.name != "posix", reason="such places have other names there")
@pytest.mark.parametrize("home", ["/nonexistent", "/dev/null/home", None], ids=["missing", "read-only", "unnamed"])
def test_a_home_that_cannot_be_written_or_is_not_there_gets_no_traceback(home):
    """Not even the superuser can write below /dev/null."""
    code = (
        "import lessonlib; lesson = lessonlib.open_lesson('01'); print(lesson.q('torn-page').check('Halaman Berikutnya').message);"
        "figure = lessonlib.figures.anatomy(lessonlib.load_corpus()); figure.png(); figure.drawing; figure.png(); lesson.q('torn-page').show(); print(lesson.progress().head)"
    )
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG")} | ({"HOME": home} if home else {})
    caches = dict.fromkeys(("MPLCONFIGDIR", "IPYTHONDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "JUPYTER_CONFIG_DIR"), "/dev/null/cache")
    environment = {**kept, **caches, "LESSONLIB_WORK": "/dev/null/work", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Your work cannot be written to /dev/null/work/01.json (Not a directory), so it lasts only while" in done.stdout
    assert "Lesson 01: 1 of" in done.stdout and len(done.stderr.splitlines()) <= 6, done.stderr


def test_a_work_file_that_is_a_link_stays_one(path, tmp_path):
    stick = tmp_path / "stick"
    lesson_at(stick / "99.json").q("horses").check(29)
    path.parent.mkdir()
    path.symlink_to(stick / "99.json")
    lesson_at(path).q("horses").check(30)
    assert path.is_symlink() and lesson_at(stick / "99.json").work.answers("horses") == [29, 30]
    stick.rename(tmp_path / "pulled out")
    lesson = lesson_at(path)
    assert "cannot be read (No such file or directory), so what it holds is not shown" in lesson.work.notice
    assert "cannot be written" in lesson.q("horses").check(31).message and not stick.exists()
    (tmp_path / "pulled out").rename(stick)
    lesson.q("horses").check(32)
    assert lesson_at(stick / "99.json").work.answers("horses") == [29, 30, 31, 32]


def test_a_link_in_the_place_of_a_part_leads_no_words_elsewhere(path):
    path.parent.mkdir()
    other = path.parent.parent / "other.txt"
    other.write_text("mine")
    path.with_name(f".{path.name}.{os.getpid()}.part").symlink_to(other)
    lesson_at(path).q("horses").check(30)
    assert other.read_text() == "mine" and lesson_at(path).work.answers("horses") == [30]


@pytest.mark.parametrize("folder", ["a\0b", "\ud800", 5, ["pages"]], ids=["NUL", "half a pair", "number", "list"])
def test_a_folder_that_no_system_has_is_told_in_one_sentence(path, folder):
    lesson = lesson_at(path)
    for write in (lesson.export, lesson.my_history):
        with pytest.raises(LessonlibError) as caught:
            write(name="A3", folder=folder)
        assert one_sentence(str(caught.value)) and "'my-pages'" in str(caught.value)


def test_a_tilde_is_the_home_of_the_learner(path, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    assert lesson_at(path).export(name="A3", folder="~/pages").html == tmp_path / "home" / "pages" / "99-A3.html"


@pytest.mark.parametrize("seats", [["A" * 300], ["A"] * 10_000, ["\U00020bb7" * 60]], ids=["long", "many", "of four bytes"])
def test_seats_that_are_longer_than_any_name_of_a_file(path, real, seats):
    path.parent.mkdir()
    path.write_bytes(changed(real, seats=seats))
    assert lesson_at(path).export().html.is_file() and lesson_at(path).my_history().html.is_file()


def test_an_exercise_that_is_no_name_is_told(path):
    with pytest.raises(lessonlib.UnknownNameError, match=r"Lesson 99 has no exercise \['horses'\]; it has silence"):
        lesson_at(path).q(["horses"])


def test_a_closed_folder_above_hides_no_lesson(monkeypatch):
    def closed(path):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "is_file", closed)
    assert find_language(Path("/closed/lessons")) == "en"


def test_a_window_that_cannot_show_a_letter_gets_no_traceback(tmp_path):
    folder = tmp_path / "\u0434\u043e\u043c"
    code = f"from lessonlib.cli import main; raise SystemExit(main(['open', {str(folder)!a}, '--no-start']))"
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert done.returncode == 0 and b"\\u0434\\u043e\\u043c" in done.stdout, done.stderr


@pytest.mark.skipif(os.name != "posix", reason="nobody can be interrupted so there")
@pytest.mark.parametrize("half", ["numpy._core.memmap", "pandas._libs.tslibs.np_datetime", "lessonlib.exercises.keeping.work"])
def test_who_interrupts_while_a_lesson_is_opened_can_open_it_again(half):
    code = f"""
import os, signal, sys, lessonlib
signal.signal(signal.SIGINT, signal.default_int_handler)  # who runs the tests in the background is not interrupted
class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == {half!r} and self in sys.meta_path:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupting())
try:
    lessonlib.open_lesson("01")
except KeyboardInterrupt:
    print("interrupted")
print(lessonlib.open_lesson("01").number, len(lessonlib.load_corpus().documents), signal.getsignal(signal.SIGINT) is signal.default_int_handler)
"""
    environment = {**os.environ, "LESSONLIB_WORK": "memory", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout == "interrupted\n01 5 True\n", done.stdout + done.stderr


def test_a_working_folder_that_was_taken_away(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    monkeypatch.delenv("LESSONLIB_WORK")
    gone.rmdir()
    lesson = lessonlib.open_lesson("01")
    result = lesson.q("torn-page").check("Halaman Berikutnya")
    assert result.verdict is Verdict.CORRECT and "cannot be written" in result.message
    with pytest.raises(LessonlibError, match="The page cannot be written"):
        lesson.export(name="A3")
    assert lesson.export(name="A3", folder=tmp_path / "pages").html.is_file()


def test_a_home_that_nobody_knows(monkeypatch):
    def nobody(_):
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setenv("LESSONLIB_WORK", "~/work")
    monkeypatch.setattr(Path, "expanduser", nobody)
    assert open_work("01").path == Path("~/work/01.json")


def test_open_never_writes_over_a_new_version_in_which_somebody_works(tmp_path):
    shipped, mine = tmp_path / "shipped", tmp_path / "mine"
    shipped.mkdir()
    lesson = shipped / "01-one.ipynb"
    lesson.write_text("version 1")
    prepare(mine, shipped)
    (mine / lesson.name).write_text("my work")
    lesson.write_text("version 2")
    prepare(mine, shipped)
    (mine / "01-one.new.ipynb").write_text("more work")
    lesson.write_text("version 3")
    assert prepare(mine, shipped) == ["01-one.ipynb: yours is kept; the new version stands beside it as 01-one.new-2.ipynb."]
    assert (mine / "01-one.new.ipynb").read_text() == "more work" and (mine / "01-one.new-2.ipynb").read_text() == "version 3"
    lesson.write_text("version 4")
    prepare(mine, shipped)
    assert (mine / "01-one.new-2.ipynb").read_text() == "version 4", "one that nobody touched is refreshed"
