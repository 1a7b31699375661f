"""Every exercise of the bank and the sampler, with an answer that a second hand wrote."""

import pytest
from answers import all_exercises

from lessonlib.exercises.answers import plain_answer
from lessonlib.exercises.checking import judge
from lessonlib.exercises.verdicts import Verdict

ALL = list(all_exercises())
IDS = [f"{exercise.lesson}-{exercise.id}" for exercise, _ in ALL]
every_exercise = pytest.mark.parametrize("exercise", [exercise for exercise, _ in ALL], ids=IDS)


def check(exercise, answer):
    return judge(exercise, plain_answer(answer))


def right(exercise):
    return Verdict.RECORDED if exercise.recorded else Verdict.CORRECT
