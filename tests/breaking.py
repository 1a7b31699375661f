"""What the tests of faults share: a learner's file, and a disk that is full in the middle of writing."""

import errno
import json
import os
from pathlib import Path

import pytest

from lessonlib import files
from lessonlib.exercises.bank import read_lesson
from lessonlib.exercises.banks import SAMPLER
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.lesson import Lesson

BANK = read_lesson("99", bank=SAMPLER)
TEXT = "Judul berita yang panjang\nMOSKOW - Kalimat ini adalah isi berita yang cukup panjang.\n"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "work" / "99.json"


def lesson_at(path):
    return Lesson(BANK, Work("99", path))


def one_sentence(text):
    return text.endswith(".") and "\n" not in text and "Traceback" not in text


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

    real = files._begun

    def begun(path, private):
        return fail() if step == "open" else Full(real(path, private), 20, number)

    if step in ("open", "write"):
        monkeypatch.setattr(files, "_begun", begun)
    else:
        monkeypatch.setattr(
            *{"fsync": ("lessonlib.files.os.fsync", fail), "rename": (Path, "replace", fail)}[step][: 3 if step == "rename" else 2]
        )


STEPS = ["open", "write", "fsync", "rename"]


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """The bytes of a real work file."""
    path = tmp_path_factory.mktemp("real") / "99.json"
    lesson = lesson_at(path)
    lesson.seats("A3")
    lesson.q("horses").check(29)
    lesson.q("silence").keep_draft("b")
    return path.read_bytes()


def changed(real, **fields):
    return json.dumps({**json.loads(real), **fields}).encode()
