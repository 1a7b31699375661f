"""A work file that is cut short, odd, closed or locked: kept whole, told, and the lesson goes on."""

import errno
import json
import os
from pathlib import Path

import pytest
from breaking import BANK, changed, lesson_at
from breaking import path as path
from breaking import real as real

from lessonlib.exercises.keeping.lock import locked


def test_a_file_cut_short_at_every_byte_is_put_aside_whole_and_told(tmp_path, real, monkeypatch):
    monkeypatch.setattr("lessonlib.exercises.keeping.file._PIECE", 0)  # nobody is writing any of them
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


def test_a_lock_that_nobody_lifts_is_waited_for_and_told(path, monkeypatch):
    monkeypatch.setattr("lessonlib.exercises.keeping.lock._PATIENCE", 0.2)
    lesson = lesson_at(path)
    lesson.q("horses").check(29)
    with locked(path):
        assert "(another program holds it)" in lesson.q("horses").check(30).message
        assert "another program holds it" in lesson.reset(sure=True).text
    os.utime(path.with_name(".99.json.lock"), (0, 0))  # a lock file of 1970 holds nobody up
    lesson.q("horses").check(30)
    assert lesson_at(path).work.answers("horses") == [29, 30, 30]
