"""What the library tells does not hang on how Python orders a set, which changes with each start of a kernel."""

import os
import subprocess
import sys

from conftest import ROOT

#: A figure of each sort; `tests/said_again.py` without names tells of all.
FIGURES = ("matrix energy", "places", "votes", "who_speaks one", "family_tree notes")


def told(seed):
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}", "LESSONLIB_WORK": "memory"}
    command = [sys.executable, ROOT / "tests" / "said_again.py", *FIGURES]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout.splitlines()


def test_two_starts_tell_the_same(drawn_anew):
    first, second = told("1"), told("2")
    assert len(first) > 40
    assert [(one, other) for one, other in zip(first, second, strict=True) if one != other] == []
