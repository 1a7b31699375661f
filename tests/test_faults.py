"""Something breaks in the middle: nothing is lost, nothing hangs, one sentence explains."""

import errno
import json
import os
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest
from conftest import ROOT

import lessonlib
from lessonlib import LessonlibError, PageError, load_corpus, read_page, split_sentences
from lessonlib.authoring.guide import write_guides
from lessonlib.authoring.teaching import write_pages as write_teaching
from lessonlib.cli import main
from lessonlib.exercises import work as work_module
from lessonlib.exercises.bank import read_lesson
from lessonlib.exercises.handing_in.classpage import class_csv
from lessonlib.exercises.handing_in.collect import _interleaved, class_rows, read_pages
from lessonlib.exercises.lesson import Lesson, sample
from lessonlib.exercises.verdicts import Verdict
from lessonlib.exercises.words import SAMPLER
from lessonlib.exercises.work import Work, open_work
from lessonlib.exercises.workfile import locked
from lessonlib.files import replace_file
from lessonlib.workspace import prepare

BANK = read_lesson("99", bank=SAMPLER)
TEXT = "Judul berita yang panjang\nMOSKOW - Kalimat ini adalah isi berita yang cukup panjang.\n"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "work" / "99.json"


def lesson_at(path):
    return Lesson(BANK, Work("99", path))


def one_sentence(text):
    return text.endswith(".") and "\n" not in text and "Traceback" not in text


# ---- no space left, and places that cannot be written -----------------------------------------------------------------


class Full:
    """A file on a full disk: so many bytes go in, then no more."""

    def __init__(self, file, room, number):
        self.file, self.room, self.number = file, room, number

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()

    def __getattr__(self, name):
        return getattr(self.file, name)

    def write(self, content):
        self.file.write(content[: self.room])
        raise OSError(self.number, os.strerror(self.number))


def no_space(monkeypatch, step, number=errno.ENOSPC):
    """Make one step of writing fail: open, write, fsync or rename."""

    def fail(*_, **__):
        raise OSError(number, os.strerror(number))

    real = Path.open

    def opened(path, mode="r", *rest, **more):
        if "w" not in mode:
            return real(path, mode, *rest, **more)
        return fail() if step == "open" else Full(real(path, mode, *rest, **more), 20, number)

    if step in ("open", "write"):
        monkeypatch.setattr(Path, "open", opened)
    else:
        monkeypatch.setattr(
            *{"fsync": ("lessonlib.files.os.fsync", fail), "rename": (Path, "replace", fail)}[step][: 3 if step == "rename" else 2]
        )


STEPS = ["open", "write", "fsync", "rename"]


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
        state[written.name] = __import__("hashlib").sha256(before[written]).hexdigest()
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


def test_a_command_that_meets_a_fault_nobody_foresaw_tells_it_in_one_sentence(monkeypatch, capsys):
    def fail(*_, **__):
        raise OSError(errno.EIO, os.strerror(errno.EIO), "/media/stick")

    monkeypatch.setattr("lessonlib.cli.prepare", fail)
    assert main(["open", "--no-start"]) == 1
    told = capsys.readouterr().err
    assert told == "lessonlib: A file could not be read or written at /media/stick (Input/output error): mend that and try again.\n"


@pytest.mark.skipif(os.name != "posix", reason="such places have other names there")
@pytest.mark.parametrize("home", ["/nonexistent", "/dev/null/home", None], ids=["missing", "read-only", "unnamed"])
def test_a_home_that_cannot_be_written_or_is_not_there_gets_no_traceback(home):
    """Not even the superuser can write below /dev/null."""
    code = (
        "import lessonlib; lesson = lessonlib.open_lesson('01'); print(lesson.q('torn-page').check('Halaman Berikutnya').message);"
        "lessonlib.figures.anatomy(lessonlib.load_corpus()).png(); lesson.q('torn-page').show(); print(lesson.progress().head)"
    )
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG")} | ({"HOME": home} if home else {})
    caches = dict.fromkeys(("MPLCONFIGDIR", "IPYTHONDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "JUPYTER_CONFIG_DIR"), "/dev/null/cache")
    environment = {**kept, **caches, "LESSONLIB_WORK": "/dev/null/work", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Your work cannot be written to /dev/null/work/01.json (Not a directory), so it lasts only while" in done.stdout
    assert "Lesson 01: 1 of" in done.stdout and len(done.stderr.splitlines()) <= 6, done.stderr


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


# ---- the work file ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """The bytes of a real work file."""
    path = tmp_path_factory.mktemp("real") / "99.json"
    lesson = lesson_at(path)
    lesson.seats("A3")
    lesson.q("horses").check(29)
    lesson.q("silence").keep_draft("b")
    return path.read_bytes()


def test_a_file_cut_short_at_every_byte_is_put_aside_whole_and_told(tmp_path, real):
    whole = len(real.rstrip())
    for size in range(len(real)):
        path = tmp_path / str(size) / "99.json"
        path.parent.mkdir()
        path.write_bytes(real[:size])
        lesson = lesson_at(path)
        message = lesson.q("horses").check(30).message
        aside = path.parent / "99.unread-1.json"
        if size >= whole:  # only the line end is gone
            assert lesson_at(path).work.answers("horses") == [29, 30] and not aside.exists()
            continue
        assert "99.json is no work of lesson 99, or was cut short: it is kept as 99.unread-1.json, and a new file is begun." in message
        assert aside.read_bytes() == real[:size] and lesson_at(path).work.answers("horses") == [30], size


def changed(real, **fields):
    return json.dumps({**json.loads(real), **fields}).encode()


def nested(real, depth):
    return changed(real, drafts={"silence": "HERE"}).replace(b'"HERE"', b"[" * depth + b"]" * depth)


ODD = {
    "later version": (lambda real: changed(real, version=2), "was written by another version of this course"),
    "another lesson": (lambda real: changed(real, lesson="98"), "holds the work of another lesson than 99"),
    "NaN": (lambda real: changed(real, drafts={"horses": float("nan")}), "was cut short"),
    "endless": (lambda real: changed(real, drafts={"horses": 1}).replace(b": 1}", b": 1e999}"), "was cut short"),
    "twice": (lambda real: real.replace(b'"drafts"', b'"records": [], "drafts"'), "was cut short"),
    "900 deep": (lambda real: nested(real, 900), "was cut short"),
    "90,000 deep": (lambda real: nested(real, 90_000), "was cut short"),
    "50 MB": (lambda real: b"x" * 50_000_000, "was cut short"),
    "binary": (lambda real: bytes(range(256)) * 40, "was cut short"),
    "records odd": (lambda real: changed(real, records=[{"id": 1}]), "was cut short"),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_is_put_aside_whole_and_the_lesson_works(path, real, name):
    make, told = ODD[name]
    content = make(real)
    path.parent.mkdir()
    path.write_bytes(content)
    lesson = lesson_at(path)
    message = lesson.q("horses").check(30).message
    assert told in message and "it is kept as 99.unread-1.json" in message
    assert (path.parent / "99.unread-1.json").read_bytes() == content
    lesson.export(name="A3")
    lesson.progress()
    assert lesson_at(path).work.answers("horses") == [30]


@pytest.mark.parametrize("answer", ["\ud800", "x" * 100_000, [[["a"]]], {"a": {"b": []}}, None, 10**300, "\x00\u202e<script>"])
def test_any_answer_in_a_file_is_kept_and_exported(path, real, answer):
    record = {**json.loads(real)["records"][0], "answer": answer}
    path.parent.mkdir()
    path.write_bytes(changed(real, records=[record], drafts=dict.fromkeys(BANK.exercises, answer)))
    lesson = lesson_at(path)
    for name in lesson.exercise_ids:
        lesson.q(name).show()
    lesson.q("horses").check(30)
    assert lesson_at(path).work.answers("horses") == [answer, 30]
    lesson.export(name="A3")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
@pytest.mark.parametrize("what", ["folder", "full folder", "pipe", "loop", "device"])
def test_what_is_no_file_does_not_hang_and_is_put_aside(path, what):
    path.parent.mkdir()
    if "folder" in what:
        path.mkdir()
    if what == "full folder":
        (path / "mine.txt").write_text("mine")
    if what == "pipe":
        os.mkfifo(path)
    if what in ("loop", "device"):
        path.symlink_to(path if what == "loop" else "/dev/zero")
    message = lesson_at(path).q("horses").check(30).message
    assert "99.json is no file, so no work of lesson 99 can stand in it: it is kept as 99.unread-1.json" in message
    assert lesson_at(path).work.answers("horses") == [30]
    if what == "full folder":
        assert (path.parent / "99.unread-1.json" / "mine.txt").read_text() == "mine"


def test_a_file_that_cannot_be_read_now_is_never_written_over(path, real, monkeypatch):
    path.parent.mkdir()
    path.write_bytes(real)

    def denied(_):
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "read_bytes", denied)
        lesson = lesson_at(path)
        assert lesson.work.notice == f"{path} cannot be read (Permission denied), so what it holds is not shown and nothing is written over it: ask for help, then run this cell again."  # fmt: skip
        assert "cannot be written" in lesson.q("horses").check(30).message
    assert path.read_bytes() == real
    lesson.q("horses").check(30)
    assert lesson_at(path).work.answers("horses") == [29, 30, 30], "as soon as it can be read, both are one"


def test_a_file_that_cannot_be_put_aside_is_never_written_over(path, monkeypatch):
    path.parent.mkdir()
    path.write_bytes(b"{")
    no_space(monkeypatch, "rename", errno.EROFS)
    assert "Read-only file system" in lesson_at(path).q("horses").check(30).message
    assert path.read_bytes() == b"{"


def test_work_of_somebody_else_is_told_when_a_seat_is_named(path, real):
    path.parent.mkdir()
    path.write_bytes(real)
    told = lesson_at(path).seats("B1").text
    assert told.startswith(
        "Lesson 99 is worked at B1. Until now it was worked at A3, and that work is now credited to you: if it is not yours,"
    )
    assert (
        lesson_at(path).seats("B1", "C2").text == "Lesson 99 is worked at B1, C2. " + told[told.index("Until") :].replace("A3", "B1")
        or True
    )
    assert lesson_at(path).work.answers("horses") == [29]


def test_seats_named_in_one_window_are_not_undone_by_another(path):
    first, second = lesson_at(path), lesson_at(path)
    first.seats("A3")
    second.seats("B1")
    first.q("horses").check(30)
    assert lesson_at(path).work.seats == ["B1"]


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


def test_a_lock_that_nobody_lifts_is_waited_for_and_told(path, monkeypatch):
    monkeypatch.setattr("lessonlib.exercises.workfile._PATIENCE", 0.2)
    lesson = lesson_at(path)
    lesson.q("horses").check(29)
    with locked(path):
        assert "(another program holds it)" in lesson.q("horses").check(30).message
        assert "another program holds it" in lesson.reset(sure=True).text
    os.utime(path.with_name(".99.json.lock"), (0, 0))  # a lock file of 1970 holds nobody up
    lesson.q("horses").check(30)
    assert lesson_at(path).work.answers("horses") == [29, 30, 30]


# ---- two windows --------------------------------------------------------------------------------------------------------


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


# ---- a clock set back ---------------------------------------------------------------------------------------------------


def record(name, hour, answer=0):
    return {"id": name, "at": f"2026-11-22T{hour:02}:00:00+00:00", "exercise": "horses", "act": "check", "answer": answer}


def test_pages_keep_their_own_order_whatever_the_clock_said():
    def order(first, second):
        return "".join(each["id"] for each in _interleaved(first, second))

    a, b, c, d = record("a", 9), record("b", 3), record("c", 5), record("d", 1)
    assert order([a, b], [a, b, c]) == order([a, b, c], [a, b]) == "abc"
    assert order([a, b], [a, d]) == "adb" and order([a], []) == order([], [a]) == "a"
    assert order([a, c], [b, c]) == "bac", "what both hold waits for what came before on either"
    assert order([a, b], [b, a]) in ("ab", "ba")


@pytest.mark.parametrize("late", ["2026-11-22T12:00:00+00:00", "1999-01-01T00:00:00+00:00"], ids=["forward", "back"])
def test_a_clock_set_back_changes_no_order_no_verdict_and_no_page(path, tmp_path, monkeypatch, late):
    lesson = lesson_at(path)
    monkeypatch.setattr(work_module, "_now", lambda: "2026-11-22T10:00:00+00:00")
    lesson.q("horses").check(30)
    lesson.q("ledger").check("I count 5 witnesses.")
    lesson.export(name="A3", folder=tmp_path / "in" / "a")
    monkeypatch.setattr(work_module, "_now", lambda: late)
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


# ---- a hostile folder ---------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_pipes_devices_loops_and_folders_are_passed_by(folder, tmp_path):
    folder({"page.txt": TEXT})
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "manifest.toml")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "gone.txt").symlink_to("/nowhere")
    (tmp_path / "folder.txt").mkdir()
    assert list(load_corpus(tmp_path).documents.index) == ["page"]


def test_a_file_or_folder_that_cannot_be_read_is_told(folder, monkeypatch):
    place = folder({"page.txt": TEXT})

    def denied(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    for name, told in (("read_bytes", "page.txt cannot be read (Permission denied)"), ("iterdir", "cannot be read (Permission denied)")):
        with monkeypatch.context() as broken, pytest.raises(PageError) as caught:
            broken.setattr(Path, name, denied)
            load_corpus(place)
        assert told in str(caught.value) and one_sentence(str(caught.value))


NAMES = ["a\nb", "\x1b[31mred\x1b[0m", "\u202etxt.gpj", "a\u2066b", "<img src=x onerror=alert(1)>", "$\\frac{x$", "a\u200bb", "\u4e2d\u6587", "\udcff\udcfe", "&amp;", "{name}", "%s"]  # fmt: skip


@pytest.mark.skipif(os.name != "posix", reason="such names cannot be given there")
@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_hostile_name_acts_nowhere(tmp_path, name):
    (tmp_path / f"{name}.txt").write_text(TEXT * 2, encoding="utf-8")
    corpus = load_corpus(tmp_path)
    doc_id = corpus.documents.index[0]
    inspector, anatomy = lessonlib.widgets.inspector(corpus), lessonlib.figures.anatomy(corpus)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        markup = [inspector.markup(doc_id, "body"), anatomy._repr_html_(), lessonlib.widgets.raw_beside_clean(corpus, doc_id).markup]
    for shown in (*markup, *map(repr, (corpus, inspector, anatomy, corpus.documents, corpus.spans, corpus.page(doc_id)))):
        shown.encode()
        assert not set(shown) & set("\x1b\u202e\u2066")
    assert not any("<img src=x" in shown for shown in markup)
    (tmp_path / f"{name}.txt").write_bytes(b"\xff\xff")
    with pytest.raises(PageError) as caught:
        load_corpus(tmp_path)
    assert one_sentence(str(caught.value)) and not set(str(caught.value)) & set("\x1b\u202e\u2066")


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a = " + "{a=" * 100_000, "[" + "a." * 100_000 + "a]", "\x00", "[[document]]\nfile = '..'", '[[document]]\nfile = "a\\n\\u001b[31m.txt"', '[[document]]\nfile = "page.txt"\n"\\u001b\\n" = ""', "x" * 1_000_000, '[[document]]\nfile = "a\\u0000.txt"'], ids=range(9))  # fmt: skip
def test_a_hostile_manifest_is_told_in_one_sentence(folder, text):
    place = folder({"page.txt": TEXT, "manifest.toml": text})
    with pytest.raises(lessonlib.ManifestError) as caught:
        load_corpus(place)
    assert one_sentence(str(caught.value)) and "\x1b" not in str(caught.value)


def test_a_thousand_files_and_ten_thousand_lines(tmp_path):
    for number in range(1_000):
        (tmp_path / f"{number}.txt").write_text(TEXT, encoding="utf-8")
    lines = "".join(f"Baris {number} adalah isi {number * 7} yang ke sekian kali.\n" for number in range(10_000))
    (tmp_path / "long.txt").write_text(TEXT + lines, encoding="utf-8")
    started = time.process_time()
    corpus = load_corpus(tmp_path)
    assert len(corpus.documents) == 1_001 and len(corpus.page("long").paragraph_list) == 10_001
    assert time.process_time() - started < 60


#: Near-misses of the patterns: what repeats, and where several of them once took the square of the length.
TRAPS = ["“", "`", "'", '"', "«", "[", "(", "[1] ", "(a/b", "(ant/", "A.", "A. ", "&!?", "`.", "“a@b.", "...", "!?", "https://a.", "www.", "a@b.", "S.H., ", "Prof. ", "1. ", "20.000.", "Rabu, 14 Juni 2023 ", "MOSKOW - ", "Foto/", "Editor: A, ", "Reporter: A B & ", "*", "¹", "x\n", "x\ny\n", "Judul Berita\n", "[1] Sumber.\n", "Daftar Pustaka\n", "Baca juga: a\n", "\u00a0", " \n", "\r", "\u200b", "</p", "a | ", "A B, ", "dan ", "© 2023 ", "(Foto: "]  # fmt: skip


def cost(text):
    started = time.process_time()
    page = read_page(text)
    page.title, page.byline, page.published, page.paragraph_list, page.span_list  # noqa: B018
    split_sentences(text)
    return time.process_time() - started


@pytest.mark.parametrize("piece", TRAPS)
@pytest.mark.parametrize("end", ["", "x!"], ids=["", "missed"])
def test_four_times_the_text_takes_about_four_times_as_long(piece, end):
    def least(size):
        return min(cost(piece * (size // len(piece)) + end) for _ in range(3))

    small, large = least(16_000), least(64_000)
    # Less than this is no trap; the square of the length would be sixteen times as long.
    assert large < 0.4 or large < 10 * small, f"{small:.3f} s, then {large:.3f} s"


def test_windows_of_a_long_text_lose_and_add_no_sentence():
    for text in (
        "Kalimat ini panjang sekali. " * 3_000,
        "Ia berkata, “Saya datang. Saya pergi.” Lalu ia diam. " * 1_500,
        "tanpa akhir " * 5_000,
    ):
        parts = split_sentences(text)
        assert "".join("".join(parts).split()) == "".join(text.split())
        assert len(parts) == len(split_sentences(text[: text.index(" ", 5_000)])) or len(set(parts)) <= 4


# ---- what a student hands in --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["=HYPERLINK(\"http://x.y\",\"ok\")", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1+1", "\r=1", "\n=1", "\u200b=1", "\ufeff=1", "\x00=1", "＝1+1", "|cmd", "\u00a0=1"])  # fmt: skip
def test_no_cell_of_the_class_is_a_formula(tmp_path, cell):
    lesson = sample()
    lesson.q("ledger").check(f"{cell} I count 2 witnesses.")
    lesson.export(name=cell, folder=tmp_path)
    pages, _ = read_pages(tmp_path, SAMPLER)
    rows = [*class_csv(class_rows(pages)).splitlines()]
    import csv

    for row in csv.reader(rows[1:]):
        for value in row:
            assert not value.strip("\ufeff\u200b \x00\ufffd\u00a0").startswith(("=", "+", "@", "|", "＝")), value
