"""Every exercise of the bank, whatever it is: a new one is covered the day it is written."""

from dataclasses import replace

import pytest
from answers import SAMPLER_ANSWERS, all_lessons
from every import ALL, IDS, check, every_exercise, right

from lessonlib.exercises.bank import lesson_numbers, read_lesson
from lessonlib.exercises.banks import SAMPLER
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.kinds import KINDS, kind_of
from lessonlib.exercises.lesson import sample
from lessonlib.exercises.proof import check_bank, prove, prove_lesson
from lessonlib.exercises.question import Question
from lessonlib.exercises.verdicts import Verdict


def test_the_bank_has_no_fault():
    assert check_bank() == []
    assert check_bank(SAMPLER) == []
    assert {exercise.kind for exercise in sample().bank.exercises.values()} == set(KINDS), "the sampler has one of each kind"


@pytest.mark.parametrize("number", lesson_numbers())
def test_a_lesson_has_five_to_seven_exercises(number):
    exercises = read_lesson(number).exercises.values()
    assert (3 if number == "00" else 5) <= len(exercises) <= 7
    assert sum(exercise.row["level"] == "core" for exercise in exercises) >= 3


@pytest.mark.parametrize(("exercise", "answer"), ALL, ids=IDS)
def test_an_answer_written_by_hand_is_right(exercise, answer):
    """A second hand wrote it: in the solution edition, or in answers.py."""
    assert answer is not None, "the solution edition does not answer it"
    assert check(exercise, answer).verdict is right(exercise)


@every_exercise
def test_every_accepted_answer_is_right_and_has_its_evidence(exercise):
    for answer in kind_of(exercise).accepted():
        result = check(exercise, answer)
        assert result.verdict is right(exercise), answer
        assert result.evidence or exercise.recorded, "the words that prove it stand under it"
        for because in exercise.words.get("because", {}).get(str(answer), ""):
            assert because in result.message


@every_exercise
def test_every_misconception_gets_its_own_message_and_what_refutes_it(exercise):
    told = [exercise.words["misconceptions"][found.id] for found in exercise.misconceptions]
    assert len(set(told)) == len(told)
    for found, message in zip(exercise.misconceptions, told, strict=True):
        for sign in found.answers:
            result = check(exercise, kind_of(exercise).mistaken(sign))
            assert (result.misconception, result.message) == (found.id, message)
            assert result.verdict in (Verdict.WRONG, Verdict.PARTLY) and result.evidence


@every_exercise
def test_as_shipped_it_is_not_attempted(exercise):
    for blank in (None, "", "  ", "...", "…", "?", "___", ..., [], {}, [""], {"a": ""}, float("nan"), exercise.say("starter") or ""):
        assert check(exercise, blank).verdict is Verdict.NOT_ATTEMPTED, blank


def test_the_words_that_matter_must_be_quoted():
    exercise = read_lesson("01").exercises["clue-in-the-list"]
    for words in ("Gaza", "Putin Berencana Kunjungi China", "NATO: Belum Terlambat untuk Kalahkan Rusia"):
        result = check(exercise, words)
        assert result.verdict is Verdict.PARTLY and "quote the words" in result.message, words
    for words in ("Hari Ke-792", "day 792", "pada Mei 2024", "kompas-feature@5691", "Rangkuman … 792"):
        assert check(exercise, words).verdict is Verdict.CORRECT, words


def test_two_quotations_must_differ_as_the_question_asks():
    exercise = sample().bank.exercises["two-voices"]
    third, only, also = "kompas-feature-007-01", "antara-explainer-014-02", "sindonews-listicle-017-01"
    assert check(exercise, [third, only]).verdict is check(exercise, [also, third]).verdict is Verdict.CORRECT
    assert check(exercise, [third, only, also]).verdict is Verdict.CORRECT
    assert check(exercise, [only, also]).misconception == "two-of-one-mind"
    assert check(exercise, [third]).verdict is check(exercise, [third, only, "kompas-feature-001-01"]).verdict is Verdict.PARTLY


def flips(exercise):
    """Keys that differ from the key in one place."""
    row, kind = exercise.row, exercise.kind
    if exercise.recorded:
        return
    if kind in ("choice", "several"):
        for option in row["options"]:
            if option not in row["accept"]:
                yield {"accept": [option] if kind == "choice" else [*row["accept"], option]}
        if kind == "several":
            for option in row["accept"]:
                yield {"accept": [other for other in row["accept"] if other != option]}
    elif kind in ("match", "classify"):
        for slot, keys in row["key"].items():
            for other in row["categories"] if keys else ():
                if other not in keys:
                    yield {"key": {**row["key"], slot: [other]}}
    elif kind == "matrix":
        for item, cells in row["key"].items():
            for column, keys in cells.items():
                for other in row["categories"]:
                    if other not in keys:
                        yield {"key": {**row["key"], item: {**cells, column: [other]}}}
    elif kind == "order":
        ranks = row["accept"]
        for place in range(len(ranks) - 1):
            yield {"accept": [*ranks[:place], ranks[place + 1], ranks[place], *ranks[place + 2 :]]}
    elif kind == "number":
        yield from ({"accept": [number + 1]} for number in row["accept"])
    elif kind == "date":
        yield from ({"accept": [wrong]} for wrong in ("2023-03", "2024-04", "2024-02"))
    elif kind == "text":
        yield from ({"accept": [name]} for name in ("Vladimir Putin", "Sergei Shoigu", "Moscow"))
    elif kind == "quote":
        yield {"accept": ["kompas-feature-001-01"], "count": None, "words": {}}
        yield {"accept": ["antara-explainer-002-01", "antara-explainer-003-01"], "words": {}}
    elif kind in ("table", "figure"):
        yield {"make": {"table": "documents"} if kind == "table" else {"table": "sentences", "count": "doc_id"}}


@pytest.mark.parametrize(("exercise", "answer"), ALL, ids=IDS)
def test_flipping_any_key_turns_a_test_red(exercise, answer):
    """The answer written by hand disagrees with every flipped key, or the key disagrees with its evidence."""
    for flip in flips(exercise):
        wrong = replace(exercise, row={**exercise.row, **flip})
        red = check(wrong, answer).verdict is not Verdict.CORRECT or list(prove(wrong)) or list(kind_of(wrong).faults())
        assert red, flip


def test_flips_cover_every_kind_that_has_a_key():
    assert {exercise.kind for exercise, _ in ALL if list(flips(exercise))} == set(KINDS) - {"open"}


@every_exercise
def test_every_solution_shows_the_key(exercise):
    question = Question(exercise, Work(exercise.lesson, None))
    if exercise.recorded:
        return
    shown = question.revealed().text
    answer = kind_of(exercise).accepted()[0]
    if exercise.kind in ("number", "text", "date"):
        assert str(answer) in shown
    assert kind_of(exercise).solution()[:20].replace("`", "")[:10] in shown


@every_exercise
def test_the_solution_as_it_is_printed_is_right(exercise):
    if exercise.kind in ("choice", "several", "text", "number", "date", "order", "quote") and not exercise.recorded:
        printed = kind_of(exercise).solution()
        assert check(exercise, printed.split(" · ") if (exercise.row["count"] or 1) > 1 else printed).verdict is Verdict.CORRECT


def test_a_hint_that_gives_the_answer_away_is_found():
    exercises = sample().bank.exercises
    for name, leak in (("horses", "It is 30."), ("one-scholar", "Think of Lukin."), ("written-in", "Was it March 2024?")):
        exercise = exercises[name]
        words = {**exercise.words, "hints": [leak, "the last"]}
        leaky = replace(exercise, words=words, every={"en": words})
        assert any("gives the answer" in fault for fault in prove(leaky)), name
        wrong = {**exercise.words, "wrong": leak}
        assert any("wrong (en) gives the answer" in fault for fault in prove(replace(exercise, words=wrong, every={"en": wrong})))


def test_two_misconceptions_with_one_answer_are_found():
    exercise = sample().bank.exercises["horses"]
    first = exercise.row["misconception"][0]
    row = {**exercise.row, "misconception": [first, {**first, "id": "other"}]}
    words = {**exercise.words, "misconceptions": {**exercise.words["misconceptions"], "other": "Something else."}}
    assert any("is told 'one-train' instead" in fault for fault in prove(replace(exercise, row=row, words=words, every={"en": words})))


def test_verdicts_of_lesson_and_sampler_answers_are_not_empty():
    for lesson, answers in all_lessons():
        assert set(lesson.exercises) == set(answers), "each exercise is answered once by hand"
        assert prove_lesson(lesson) == []
    assert SAMPLER_ANSWERS.keys() == sample().bank.exercises.keys()


@every_exercise
def test_broken_data_make_an_exercise_unavailable_and_nothing_worse(exercise):
    """Fields lost or of another kind: the author is told, the learner meets one sentence."""
    for name in ("accept", "key", "make", "options", "items", "categories"):
        if not exercise.row[name]:
            continue
        for broken in ((), ["nowhere"], {"nowhere": 1}):
            bad = replace(exercise, row={**exercise.row, name: broken})
            result = Question(bad, Work(exercise.lesson, None)).check("b")
            assert result.verdict in (
                Verdict.UNAVAILABLE,
                Verdict.WRONG,
                Verdict.WRONG_TYPE,
                Verdict.NOT_ATTEMPTED,
                Verdict.PARTLY,
                Verdict.RECORDED,
            )
