import shutil
from pathlib import Path

import pytest

import lessonlib
from lessonlib.tomlfile import DATA

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def corpus():
    return lessonlib.load_corpus()


@pytest.fixture(autouse=True)
def work_in_memory(monkeypatch):
    """No test writes a learner's work into the folder in which the tests are run."""
    monkeypatch.setenv("LESSONLIB_WORK", "memory")
    monkeypatch.setattr("lessonlib.exercises.keeping.folder._MEMORY", {})


@pytest.fixture
def drawn_anew(monkeypatch, tmp_path_factory):
    """No figure is read from a picture drawn beforehand."""
    monkeypatch.setenv("LESSONLIB_PICTURES", str(tmp_path_factory.mktemp("pictures")))


@pytest.fixture
def only_english_words(monkeypatch, tmp_path_factory):
    """Whatever languages a school has added: all are said in English, with their own dates and numbers."""
    place = tmp_path_factory.mktemp("words")
    shutil.copytree(DATA / "words" / "en", place / "en")
    monkeypatch.setattr("lessonlib.words.WORDS", place)


@pytest.fixture
def folder(tmp_path):
    """Write pages into a folder: folder({"name.txt": text or bytes})."""

    def write(files):
        for name, content in files.items():
            path = tmp_path / name
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return tmp_path

    return write
