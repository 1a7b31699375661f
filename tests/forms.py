"""Every form of the course and of the sampler, without a browser."""

import json

import ipywidgets
import pytest

from lessonlib.exercises.bank import lesson_numbers, read_lesson
from lessonlib.exercises.banks import BANK, SAMPLER
from lessonlib.exercises.drawing.panel import Panel
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.kinds import kind_of
from lessonlib.exercises.question import Question

EXERCISES = [
    exercise
    for bank in (SAMPLER, BANK)
    for number in lesson_numbers(bank)
    for exercise in read_lesson(number, bank=bank).exercises.values()
    if not exercise.faults
]
#: What is answered where nothing is right or wrong.
ANYTHING = {"text": "some words", "number": 3, "date": "2024-03-01", "quote": "Hari Ke-792"}

every = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: f"{exercise.lesson}-{exercise.id}")


def answers(exercise):
    """Answers that are right, or that are kept."""
    found = list(kind_of(exercise).accepted())
    if found:
        return found
    row = exercise.row
    if row["options"]:
        return [row["options"][0] if exercise.kind == "choice" else row["options"][:1]]
    if row["categories"]:
        return [dict.fromkeys(kind_of(exercise).slots(), row["categories"][0])]
    return [row["items"] or ANYTHING[exercise.kind]]


def panel_of(exercise, work=None):
    return Panel(Question(exercise, work or Work(exercise.lesson, None)))


def within(widget):
    """A widget and all that it holds, in order."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from within(child)


def state(value):
    """All that a page is told of a widget and of the widgets in it."""
    if isinstance(value, ipywidgets.Widget):
        told = value.get_state()
        return {name: state(getattr(value, name)) if "IPY_MODEL_" in json.dumps(told[name], default=str) else told[name] for name in told}
    if isinstance(value, dict):
        return {key: state(part) for key, part in value.items()}
    return [state(part) for part in value] if isinstance(value, list | tuple) else value
