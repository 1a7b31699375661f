"""The notebooks as students and teachers meet them; that they run and show what they show is seen by tests/test_validation.py."""

import re

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
