"""The Friday check: each thing that can be wrong is made wrong once."""

import collections
import json
import shutil
import socket
from importlib import metadata
from types import SimpleNamespace

import pytest

from lessonlib import WorkspaceError
from lessonlib.cli import main
from lessonlib.readiness import computer, lesson_run
from lessonlib.readiness.finding import LOOK, NOT_READY, READY
from lessonlib.readiness.hub import check_hub
from lessonlib.workspace import lessons_in

MB = 10**6
SIX = "06-when-sources-agree.ipynb"


def test_a_library_that_is_missing_or_old(monkeypatch):
    monkeypatch.setattr(metadata, "requires", lambda name: ["pandas>=99", "no-such-library>=1", 'pytest>=999; extra == "dev"'])
    found = computer.check_python()
    assert found.state == NOT_READY
    assert "pandas is 3." in found.told and "no-such-library is not installed" in found.told and "pytest" not in found.told
    assert found.do


def test_a_course_without_lessons(monkeypatch):
    def none(language):
        raise WorkspaceError("There is no edition in the language 'xx'.")

    monkeypatch.setattr("lessonlib.workspace.lessons_in", none)
    assert computer.check_course("xx").state == NOT_READY


@pytest.mark.parametrize(
    ("free", "seats", "state"), [(600, 1, READY), (500, 1, LOOK), (100, 1, NOT_READY), (1900, 30, LOOK), (2000, 30, READY)]
)
def test_room_on_the_disk(tmp_path, monkeypatch, free, seats, state):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=free * MB))
    folder, disk = computer.check_folder(tmp_path / "not-there-yet", seats)
    assert (folder.state, disk.state) == (READY, state)
    assert not (tmp_path / "not-there-yet").exists() and not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(computer.tempfile, "TemporaryDirectory", refuse)
    (found,) = computer.check_folder(tmp_path)
    assert found.state == NOT_READY and "Permission denied" in found.told and "lessonlib ready FOLDER" in found.do


@pytest.mark.parametrize(
    ("free", "seats", "state"), [(1400, 1, READY), (1000, 1, LOOK), (500, 1, NOT_READY), (7000, 30, LOOK), (3000, 30, NOT_READY)]
)
def test_memory(monkeypatch, free, seats, state):
    monkeypatch.setattr(computer.psutil, "virtual_memory", lambda: SimpleNamespace(available=free * MB))
    found = computer.check_memory(seats)
    assert found.state == state and bool(found.do) == (state != READY)


def test_a_port_that_is_taken():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        found = computer.check_port(taken)
    assert found.state == LOOK and f"{taken} is taken" in found.told


def test_no_port_at_all(monkeypatch):
    class Refuses(socket.socket):
        def bind(self, address):
            raise OSError

    monkeypatch.setattr(computer.socket, "socket", Refuses)
    assert computer.check_port().state == NOT_READY


def test_no_browser(monkeypatch):
    def none():
        raise computer.webbrowser.Error

    monkeypatch.setattr(computer, "find_browser", str)
    monkeypatch.setattr(computer.webbrowser, "get", none)
    assert computer.check_browser().state == NOT_READY
    monkeypatch.setattr(computer.webbrowser, "get", object)
    assert computer.check_browser().state == LOOK


def test_a_lesson_that_fails_is_told_with_its_error(tmp_path, monkeypatch):
    shipped = tmp_path / "shipped"
    shutil.copytree(lessons_in(), shipped, ignore=lambda folder, names: [name for name in names if "." not in name])
    lesson = json.loads((shipped / SIX).read_text(encoding="utf-8"))
    code = [cell for cell in lesson["cells"] if cell["cell_type"] == "code"]
    code[1]["source"] = "undefined_name"
    lesson["cells"] = code[:2]
    (shipped / SIX).write_text(json.dumps(lesson), encoding="utf-8")
    monkeypatch.setattr(lesson_run, "lessons_in", lambda language: shipped)
    started, run, _ = lesson_run.check_lesson(SIX)
    assert started.state == READY
    assert run.state == NOT_READY and "NameError: name 'undefined_name' is not defined (1 of 2 cells failed)" in run.told


def test_a_server_that_does_not_start(monkeypatch):
    monkeypatch.setattr(lesson_run, "lab_command", lambda *_, **__: ["false"])
    (found,) = lesson_run.check_lesson(SIX)
    assert found.state == NOT_READY and "JupyterLab does not start." in found.told and "lessonlib open" in found.do


def test_a_hub_that_is_none(tmp_path):
    (found,) = check_hub("http://127.0.0.1:9")
    assert found.state == NOT_READY and "ConnectionError" in found.told and found.do


def test_this_computer_from_end_to_end(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("LESSONLIB_WORK", str(tmp_path / "elsewhere"))
    page = tmp_path / "ready.html"
    assert main(["ready", str(tmp_path / "mine"), "--lesson", "6", "--page", str(page)]) == 0
    said = capsys.readouterr().out.splitlines()
    told = collections.Counter(line.split(":")[0] for line in said)
    assert {"Python and libraries", "The course", "The folder", "Disk", "Memory", "Port", "Browser", "JupyterLab", "Lesson 06"} <= set(told)
    assert any("cells ran without an error, an answer got its verdict, the page to hand in was written" in line for line in said)
    assert "Lesson 06" in page.read_text(encoding="utf-8")
    assert any(line.startswith("Work: look at this. LESSONLIB_WORK is") for line in said)
    assert not (tmp_path / "mine").exists() and not (tmp_path / "elsewhere").exists()


def test_errors_are_one_sentence(tmp_path, capsys, monkeypatch):
    assert main(["ready", "--lesson", "77"]) == 1
    monkeypatch.setattr("lessonlib.readiness.look", lambda *_: iter(()))
    assert main(["ready", "--page", str(tmp_path / "no" / "page.html")]) == 1
    for line in capsys.readouterr().err.splitlines():
        assert line.startswith("lessonlib: ") and line.endswith(".")


def test_a_seat_wants_a_hub_and_a_password(capsys, monkeypatch):
    def nobody_types(prompt):
        raise EOFError

    monkeypatch.delenv("LESSONLIB_PASSWORD", raising=False)
    monkeypatch.setattr("lessonlib.commands.ready.getpass", nobody_types)
    assert main(["ready", "--seat", "pair15"]) == 1
    assert "The seat pair15 belongs to a hub: name that too, such as --hub http://192.168.1.20:8000." in capsys.readouterr().err
    assert main(["ready", "--seat", "pair15", "--hub", "http://127.0.0.1:9"]) == 1
    assert "No password of pair15 was given: start the command again" in capsys.readouterr().err
