from pathlib import Path

import pytest

import lessonlib

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def corpus():
    return lessonlib.load_corpus()


@pytest.fixture
def folder(tmp_path):
    """Write pages into a folder: folder({"name.txt": text or bytes})."""

    def write(files):
        for name, content in files.items():
            path = tmp_path / name
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return tmp_path

    return write
