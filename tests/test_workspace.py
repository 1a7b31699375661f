import subprocess
import sys

import pytest

from lessonlib import WorkspaceError, __version__
from lessonlib.cli import main
from lessonlib.workspace import STATE, prepare


@pytest.fixture
def shipped(tmp_path):
    place = tmp_path / "shipped"
    place.mkdir()
    (place / "01-one.ipynb").write_text("version 1")
    return place


@pytest.fixture
def work(tmp_path):
    return tmp_path / "work"


def lesson(work):
    return (work / "01-one.ipynb").read_text()


def test_absent_is_copied_and_told(shipped, work):
    assert prepare(work, shipped) == ["01-one.ipynb: copied."]
    assert lesson(work) == "version 1"
    assert prepare(work, shipped) == []


def test_unchanged_is_refreshed(shipped, work):
    prepare(work, shipped)
    (shipped / "01-one.ipynb").write_text("version 2")
    assert prepare(work, shipped) == ["01-one.ipynb: refreshed, for you had not changed it."]
    assert lesson(work) == "version 2"


def test_changed_is_kept_and_the_new_version_put_beside(shipped, work):
    prepare(work, shipped)
    (work / "01-one.ipynb").write_text("my work")
    assert prepare(work, shipped) == []
    (shipped / "01-one.ipynb").write_text("version 2")
    assert prepare(work, shipped) == ["01-one.ipynb: yours is kept; the new version stands beside it as 01-one.new.ipynb."]
    assert lesson(work) == "my work"
    assert (work / "01-one.new.ipynb").read_text() == "version 2"
    assert prepare(work, shipped) == []


def test_deleted_comes_back(shipped, work):
    prepare(work, shipped)
    (work / "01-one.ipynb").unlink()
    assert prepare(work, shipped) == ["01-one.ipynb: copied."]


@pytest.mark.parametrize("state", ["", "{", "[]", '{"01-one.ipynb": 3}', None])
def test_lost_memory_loses_no_work(shipped, work, state):
    prepare(work, shipped)
    (work / "01-one.ipynb").write_text("my work")
    (work / STATE).unlink() if state is None else (work / STATE).write_text(state)
    prepare(work, shipped)
    assert lesson(work) == "my work"
    assert (work / "01-one.new.ipynb").read_text() == "version 1"


def test_a_file_in_the_way_and_no_lessons(shipped, work, tmp_path):
    work.touch()
    with pytest.raises(WorkspaceError, match="is a file, not a folder"):
        prepare(work, shipped)
    with pytest.raises(WorkspaceError, match="holds no lessons"):
        prepare(work, tmp_path / "empty")


def test_a_write_that_fails_says_so(shipped, work, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("lessonlib.files.os.fsync", full)
    with pytest.raises(WorkspaceError, match="No space left on device"):
        prepare(work, shipped)


def test_open_without_start(tmp_path, capsys):
    assert main(["open", str(tmp_path / "mine"), "--no-start"]) == 0
    said = capsys.readouterr().out
    assert "01-five-texts.ipynb: copied." in said and f"The lessons are in {tmp_path / 'mine'}." in said


def test_open_starts_jupyterlab_in_the_folder(tmp_path, monkeypatch):
    seen = {}

    def run(command, **options):
        seen.update(command=command, **options)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr("subprocess.run", run)
    assert main(["open", str(tmp_path), "--no-browser", "--port", "9123"]) == 0
    assert seen["command"][:3] == [sys.executable, "-m", "jupyterlab"]
    assert {f"--ServerApp.root_dir={tmp_path}", "--no-browser", "--port=9123"} <= set(seen["command"])


def test_errors_are_one_sentence(tmp_path, capsys):
    (tmp_path / "file").touch()
    assert main(["open", str(tmp_path / "file"), "--no-start"]) == 1
    assert main(["build", "--notebooks", str(tmp_path)]) == 1
    for line in capsys.readouterr().err.splitlines():
        assert line.startswith("lessonlib: ") and line.endswith(".")


def test_help_and_version(capsys):
    for arguments in (["--help"], ["open", "--help"], ["build", "--help"], ["check", "--help"], ["--version"]):
        with pytest.raises(SystemExit) as done:
            main(arguments)
        assert done.value.code == 0
    assert __version__ in capsys.readouterr().out


def test_the_pages_that_lessons_link_to_come_along(shipped, work):
    (shipped / "sources").mkdir()
    (shipped / "sources" / "01-one.html").write_text("words")
    prepare(work, shipped)
    assert (work / "sources" / "01-one.html").read_text() == "words"
    (shipped / "sources" / "01-one.html").write_text("more words")
    assert prepare(work, shipped) == []
    assert (work / "sources" / "01-one.html").read_text() == "more words"
