"""No answer makes the checkers slow: neither what is long, nor what holds itself many times over, nor what takes long to draw."""

from functools import reduce

import numpy as np
import pandas as pd
import pytest
from timing import taken

from lessonlib.exercises.answers import Foreign, plain_answer
from lessonlib.exercises.lesson import sample
from lessonlib.exercises.passages import passages

#: Seconds of the processor; what is tried here took from 2 s to for ever.
SOON = 1.0
KINDS = (
    "silence", "who-signs", "one-scholar", "horses", "written-in", "one-after-another", "when-was-it-made", "three-days", "who-says-it", "clue-in-the-list",
    "neither", "how-long", "ledger",
)  # fmt: skip


def within_itself(depth, fold):
    return reduce(lambda part, _: fold(part), range(depth), "x")


ANSWERS = {
    "lists of one list": lambda: within_itself(6, lambda part: [part] * 2_000),
    "mappings of one mapping": lambda: within_itself(6, lambda part: {str(number): part for number in range(2_000)}),
    "keys that are long tuples": lambda: {tuple(range(start, start + 1_500)): 1 for start in range(1_500)},
    "long texts in a list": lambda: ["kata ini " * 2_000] * 2_000,
    "one sign that stands for eighteen": lambda: "ﷺ" * 200_000,
    "a text in an array": lambda: np.array("x" * 10_000_000),
    "a great array": lambda: np.zeros(10_000_000),
    "an array of words": lambda: np.full(1_000_000, "x", dtype=object),
    "a wide array": lambda: np.zeros((10, 1_000_000)),
    "long cells": lambda: pd.Series(["kata " * 20_000] * 2_000),
    "quotation marks alone": lambda: "“" * 200_000,
}


@pytest.fixture(scope="module")
def questions():
    lesson = sample()
    [lesson.q(name).check("x") for name in KINDS]  # what is loaded once is no part of an answer
    return lesson


@pytest.mark.parametrize("made", ANSWERS.values(), ids=list(ANSWERS))
def test_an_answer_too_large_to_be_one_is_told_so_at_once(questions, made):
    answer = made()
    for name in KINDS:
        with taken() as took:
            verdict = questions.q(name).check(answer).verdict
        assert took.seconds < SOON and verdict in ("WRONG_TYPE", "WRONG", "RECORDED"), name


def test_what_is_held_in_all_counts_and_not_each_list_alone():
    assert plain_answer([["a"] * 100] * 100) == [["a"] * 100] * 100
    assert plain_answer([["a"] * 2_000] * 20) == Foreign("very long list")
    assert plain_answer({"a": "x" * 150_000, "b": "x" * 150_000}) == Foreign("very long dict")
    assert plain_answer(np.array("x" * 300_000)) == Foreign("very long text")


def test_a_hundred_quotations_are_looked_up_and_two_thousand_are_told_to_be_too_many(questions):
    words = [" ".join(passage.original.split()[:6]) for ref, passage in passages().items() if "@" not in ref]
    question = questions.q("two-voices")
    # Not one of these stands in the texts but the last, which is only an id: the most that can be looked for.
    missing = "".join(f"“zqx {number}” " for number in range(20)) + "\n" * 2 + "\n".join(f"zqy {number}" for number in range(20))
    with taken() as took:
        told = question.check([f"{words[number % len(words)]} {number}" for number in range(2_000)])
        many = question.check([f"{missing} {number} kompas-feature-001-01" for number in range(100)])
    assert told.verdict == "WRONG_TYPE" and "2000 quotations; at most 100 are looked up" in told.message
    assert many.verdict in ("WRONG", "PARTLY") and took.seconds < SOON
    same = question.check(["negara ketiga yang mengakui"] * 2_000)
    assert same.verdict == "PARTLY"


def test_a_figure_that_takes_long_to_draw_is_read_without_its_being_drawn():
    from matplotlib.figure import Figure

    axes = Figure().subplots()
    for number in range(400):
        axes.plot([number, number], label=f"text {number}")
    axes.legend()
    crowded = Figure()
    [crowded.add_axes((0, 0, 1, 1)) for _ in range(300)]
    crowded.axes[0].bar(["a"], [1])
    for drawn in (axes, crowded):
        with taken() as took:
            assert sample().q("how-long").check(drawn).verdict == "WRONG"
        assert took.seconds < SOON
