"""The command ``lessonlib`` as a whole: each command has a module of its own name, and to ask for help costs little."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import lessonlib
from lessonlib.cli import main

COMMANDS = ["open", "build", "guide", "handout", "print", "collect", "ready", "check", "validate"]
#: Rooms and libraries that take long to load, or need what only authors have.
HEAVY = ("pandas", "matplotlib", "ipywidgets", "IPython", "bs4", "nbformat", "jupyterlab")
ROOMS = ("corpus", "history", "figures", "exercises", "widgets", "readiness", "authoring")


def helped(capsys, *arguments):
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_the_help_lists_every_command_in_order(capsys):
    assert re.findall(r"^    (\w+) ", helped(capsys), re.M) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_found_under_its_name(command, capsys):
    module = Path(lessonlib.__file__).parent / "commands" / f"{command}.py"
    assert module.read_text(encoding="utf-8").startswith(f'"""``lessonlib {command}``: ')
    assert helped(capsys, command).startswith(f"usage: lessonlib {command} [-h]")


def test_help_loads_nothing_heavy():
    code = "import sys; from lessonlib.cli import main\ntry: main(['--help'])\nexcept SystemExit: print('LOADED', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    loaded = set(done.stdout.partition("LOADED ")[2].split())
    assert "lessonlib.commands.collect" in loaded
    assert loaded & {*HEAVY, *(f"lessonlib.{room}" for room in ROOMS)} == set()
