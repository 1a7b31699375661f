import subprocess
import sys

import pytest
from lab import _TOKEN, _wait_for, browser_page, need_chromium

from lessonlib import WorkspaceError, __version__
from lessonlib.cli import main
from lessonlib.lab import lab_command, lab_environment
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


@pytest.fixture
def started(monkeypatch):
    """What is started instead of JupyterLab."""
    seen = {}

    def serve(command, folder, environment):
        seen.update(command=command, folder=folder, environment=environment)
        return 0

    monkeypatch.setattr("lessonlib.commands.open._serve", serve)
    return seen


def test_open_starts_jupyterlab_in_the_folder(tmp_path, started):
    assert main(["open", str(tmp_path), "--no-browser", "--port", "9123"]) == 0
    assert started["command"][:3] == [sys.executable, "-m", "jupyterlab"]
    assert {f"--ServerApp.root_dir={tmp_path}", "--no-browser", "--port=9123"} <= set(started["command"])
    assert not any("default_url" in option for option in started["command"])


@pytest.mark.parametrize("number", ["6", "06"])
def test_open_goes_to_a_lesson(tmp_path, started, number):
    assert main(["open", str(tmp_path), "--lesson", number]) == 0
    assert "--LabApp.default_url=/lab/tree/06-when-sources-agree.ipynb" in started["command"]


def test_open_sets_the_level_of_the_tasks(tmp_path, started):
    assert main(["open", str(tmp_path), "--support", "excerpt"]) == 0
    assert started["environment"]["LESSONLIB_SUPPORT"] == "excerpt"


def test_a_lesson_that_is_not_there(tmp_path, started, capsys):
    assert main(["open", str(tmp_path / "none"), "--lesson", "9"]) == 1
    assert capsys.readouterr().err.startswith("lessonlib: There is no lesson '9'; the lessons are 00, 01, ")
    assert not started and not (tmp_path / "none").exists()


# A server that says when it stands, and that it was told to stop.
_SERVER = """
import signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: (print("stopped", flush=True), sys.exit(0)))
print("stands", flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to catch")
def test_who_stops_the_command_stops_the_server(tmp_path):
    code = f"from pathlib import Path; from lessonlib.commands.open import _serve; import os, sys; sys.exit(_serve([sys.executable, '-c', {_SERVER!r}], Path('.'), dict(os.environ)))"
    with subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, stdout=subprocess.PIPE, text=True) as command:
        assert command.stdout.readline() == "stands\n"
        command.terminate()
        assert command.stdout.readline() == "stopped\n"
        assert command.wait(10) == 0


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


@pytest.mark.browser
def test_nobody_is_asked_about_news(tmp_path):
    need_chromium()
    settings = {
        name: str(tmp_path / name.lower())
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR")
    }
    log = tmp_path / "log"
    command = [*lab_command(tmp_path, browser=False), f"--IdentityProvider.token={_TOKEN}"]
    with (
        log.open("wb") as sink,
        subprocess.Popen(command, cwd=tmp_path, env={**lab_environment(), **settings}, stdout=sink, stderr=sink) as server,
    ):
        try:
            address = _wait_for(server, log)
            with browser_page() as page:
                page.goto(f"{address}/lab?token={_TOKEN}")
                # The question comes when the settings are there; so does the launcher.
                page.wait_for_selector(".jp-Launcher-body", timeout=60_000)
                page.wait_for_timeout(2_000)
                assert not page.locator(".Toastify__toast").count()
        finally:
            server.terminate()
