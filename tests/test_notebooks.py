"""The notebooks, executed: solutions are compared with what they show, student editions must run."""

import os
import re
import subprocess
import sys

import nbformat
import pytest
from answers import solution_calls
from conftest import ROOT

from lessonlib.authoring.build import solution_edition
from lessonlib.authoring.lint.lesson import count_words
from lessonlib.authoring.source import read_source
from lessonlib.exercises.bank import read_lesson
from lessonlib.exercises.kinds import kind_of

NOTEBOOKS = ROOT / "notebooks"


def nbval(*arguments):
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-W",
        "default",
        "--override-ini",
        "addopts=",
        "--override-ini",
        "testpaths=",
        *map(str, arguments),
    ]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "LESSONLIB_WORK": "memory"})


SANITIZE = ("--nbval-sanitize-with", ROOT / "tests" / "nbval_sanitize.cfg")


def test_solutions_show_what_they_show():
    done = nbval("--nbval", *SANITIZE, *sorted((NOTEBOOKS / "solutions").glob("*.ipynb")))
    assert done.returncode == 0, done.stdout[-6000:]
    assert re.search(r"\d+ passed", done.stdout) and "skipped" not in done.stdout


def test_student_editions_run():
    done = nbval("--nbval-lax", *sorted(NOTEBOOKS.glob("*.ipynb")), ROOT / "tests" / "notebooks" / "kinds.ipynb")
    assert done.returncode == 0, done.stdout[-6000:]
    assert re.search(r"\d+ passed", done.stdout) and "skipped" not in done.stdout


def test_the_comparison_can_fail_and_pictures_are_masked(tmp_path):
    """A changed number turns it red; a changed picture does not (figures are tested apart)."""
    notebook = nbformat.read(NOTEBOOKS / "solutions" / "01-five-texts.ipynb", as_version=4)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "data:image/png" in output.get("data", {}).get("text/html", ""):
                output.data["text/html"] = re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,AAAA", output.data["text/html"])
    nbformat.write(notebook, tmp_path / "picture.ipynb")
    done = nbval("--nbval", *SANITIZE, tmp_path / "picture.ipynb")
    assert done.returncode == 0, done.stdout[-3000:]
    counted = next(cell for cell in notebook.cells if cell.id == "count-days")
    counted.outputs[0].data["text/plain"] = "datetime.date(2024, 4, 26)"
    nbformat.write(notebook, tmp_path / "number.ipynb")
    done = nbval("--nbval", *SANITIZE, tmp_path / "number.ipynb")
    assert done.returncode == 1 and "1 failed" in done.stdout


def verdicts(notebook):
    """What the cells of the solution edition that check an answer were told."""
    found = []
    for cell in notebook.cells:
        if cell.cell_type == "code" and "solution" in cell.metadata.get("tags", []) and ".check(" in cell.source:
            found += [output.data["text/plain"].split(".")[0] for output in cell.outputs if "text/plain" in output.get("data", {})]
    return found


@pytest.mark.parametrize("path", sorted((NOTEBOOKS / "src").glob("*.md")), ids=lambda path: path.stem)
def test_the_spoiled_edition_scores_nothing(path):
    """Each answer of the solution edition replaced by a misconception (or, where nothing is judged, by nothing): no CORRECT."""
    solved = nbformat.read(NOTEBOOKS / "solutions" / f"{path.stem}.ipynb", as_version=4)
    assert set(verdicts(solved)) <= {"✓ Right", "✎ Written down"} and "✓ Right" in verdicts(solved)
    exercises = read_lesson(path.name[:2]).exercises
    spoiled = read_source(path)
    for exercise_id, _, source in solution_calls(path):
        exercise = exercises[exercise_id]
        wrong = next((kind_of(exercise).mistaken(sign) for found in exercise.misconceptions for sign in found.answers), "...")
        cell = next(cell for cell in spoiled.cells if cell.source == source.source)
        cell.source = f"lesson.q({exercise_id!r}).check({wrong!r})"
    told = verdicts(solution_edition(spoiled, NOTEBOOKS / "solutions"))
    assert len(told) == len(exercises) and not any(
        ("Right" in verdict and "Partly" not in verdict) or "✓" in verdict for verdict in told
    ), told


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_lesson_form(path):
    """One H1 in the first cell; 700 to 1,300 words; short code cells; no path of a machine."""
    import statistics

    lesson = nbformat.read(path, as_version=4)
    texts = [cell.source for cell in lesson.cells if cell.cell_type == "markdown"]
    assert texts[0].startswith("# ") and sum(line.startswith("# ") for text in texts for line in text.splitlines()) == 1
    # Notes of sources are no words of the lesson.
    words = sum(count_words(re.sub(r" \((?:\[[^]]*\]\([^)]*#n\d+\)(?:; )?)+\)", "", text)) for text in texts)
    assert 700 <= words <= 1300, words
    lengths = [len(cell.source.splitlines()) for cell in lesson.cells if cell.cell_type == "code"]
    assert statistics.median(lengths) <= 3 and max(lengths) <= 12
