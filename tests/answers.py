"""Answers to all exercises, written a second time by hand: a key that changes must disagree with them."""

import ast

import jupytext

from lessonlib.bundle import find_folder
from lessonlib.exercises.bank import lesson_numbers, read_lesson
from lessonlib.exercises.banks import SAMPLER

SAMPLER_ANSWERS = {
    "silence": "b",
    "who-signs": ["antara-explainer", "kompas-feature"],
    "one-scholar": "Lukin",
    "horses": "30",
    "written-in": "March 2024",
    "one-after-another": ["collapse", "bread", "recognition", "shoigu"],
    "when-was-it-made": {"kompas-feature": "2022", "sindonews-listicle": "2023", "footnoted-commentary": "2024"},
    "three-days": {"article": "stated", "copy": "inferable", "third": "contested", "letter": "absent"},
    "who-says-it": {
        "only": {"kompas-feature": "silent", "antara-explainer": "says", "unsigned-analysis": "torn"},
        "third": {"kompas-feature": "says", "antara-explainer": "silent", "unsigned-analysis": "torn"},
    },
    "clue-in-the-list": "day 792",
    "two-voices": ["the third country to recognise", "the only country to recognise the independence of the Ukrainian regions occupied"],
    "neither": ["footnoted-commentary", "unsigned-analysis"],
    "how-long": {"kompas-feature": 18, "antara-explainer": 24, "sindonews-listicle": 23, "unsigned-analysis": 9, "footnoted-commentary": 9},
    "ledger": "I count 2 witnesses, because “bulan lalu”.",
    "foresight": 3,
}


def solution_calls(path):
    """The calls lesson.q(id).check(answer) in the cells that only the solution edition has: id, answer."""
    for cell in jupytext.read(path).cells:
        if cell.cell_type == "code" and "solution" in cell.metadata.get("tags", []):
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "check":
                    yield node.func.value.args[0].value, ast.literal_eval(node.args[0]), cell


def lesson_source(number):
    return next((find_folder("notebooks") / "src").glob(f"{number}-*.md"))


def all_lessons():
    """Every lesson of the course and the sampler, with the answers written by hand."""
    yield read_lesson("99", bank=SAMPLER), SAMPLER_ANSWERS
    for number in lesson_numbers():
        yield read_lesson(number), {name: answer for name, answer, _ in solution_calls(lesson_source(number))}


def all_exercises():
    for lesson, answers in all_lessons():
        for exercise in lesson.exercises.values():
            yield exercise, answers.get(exercise.id)
