from pathlib import Path

import pytest

import lessonlib

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def corpus():
    return lessonlib.load_corpus()


@pytest.fixture(autouse=True)
def work_in_memory(monkeypatch):
    """No test writes a learner's work into the folder in which the tests are run."""
    monkeypatch.setenv("LESSONLIB_WORK", "memory")
    monkeypatch.setattr("lessonlib.exercises.work._MEMORY", {})


@pytest.fixture
def folder(tmp_path):
    """Write pages into a folder: folder({"name.txt": text or bytes})."""

    def write(files):
        for name, content in files.items():
            path = tmp_path / name
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return tmp_path

    return write
