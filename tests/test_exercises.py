"""Every exercise of the bank, whatever it is: a new one is covered the day it is written."""

import datetime
import unicodedata
from dataclasses import replace

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from answers import SAMPLER_ANSWERS, all_exercises, all_lessons
from hypothesis import given, settings
from hypothesis import strategies as st

from lessonlib.exercises.answers import Made, plain_answer, unpacked
from lessonlib.exercises.bank import lesson_numbers, read_lesson
from lessonlib.exercises.checking import judge
from lessonlib.exercises.kinds import KINDS, kind_of
from lessonlib.exercises.kinds.base import UnreadableError
from lessonlib.exercises.lesson import sample
from lessonlib.exercises.passages import passages
from lessonlib.exercises.proof import check_bank, prove, prove_lesson
from lessonlib.exercises.question import Question
from lessonlib.exercises.verdicts import Verdict
from lessonlib.exercises.words import SAMPLER
from lessonlib.exercises.work import Work

ALL = list(all_exercises())
IDS = [f"{exercise.lesson}-{exercise.id}" for exercise, _ in ALL]
every_exercise = pytest.mark.parametrize("exercise", [exercise for exercise, _ in ALL], ids=IDS)


def check(exercise, answer):
    return judge(exercise, plain_answer(answer))


def right(exercise):
    return Verdict.RECORDED if exercise.recorded else Verdict.CORRECT


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


class Hostile:
    """Raises whatever is done to it."""

    def __getattribute__(self, name):
        raise RuntimeError(name)

    def __repr__(self):
        raise RuntimeError

    __str__ = __bool__ = __len__ = __iter__ = __eq__ = __hash__ = __float__ = __int__ = __repr__


class HostileText(str):
    def __eq__(self, other):
        raise RuntimeError

    __hash__ = str.__hash__

    def strip(self, *_):
        raise SystemExit

    casefold = translate = split = __str__ = __len__ = strip


class HostileDict(dict):
    def items(self):
        raise RuntimeError

    __iter__ = __len__ = __getitem__ = items


class HostileList(list):
    def __iter__(self):
        raise KeyboardInterrupt

    __len__ = __iter__


LOOP = []
LOOP.append(LOOP)
DEEP = {}
for _ in range(2000):
    DEEP = {"a": DEEP}

PROBES = [
    True, False, 0, -1, 10**400, 10**5000, float("inf"), -0.0, 1j, b"b", "b" * 100_000, "\ud800", "\x00", "a" * 5000 + "!", "(((((" * 500, "“" * 3000, "<script>", "{0}", "%s",
    "2024-13-45", "٣٠", "0x1e", "1e5", "thirty", [True], [None, 1], [[[]]], {1: 2}, {None: None}, {"a": {"b": {"c": 1}}}, {"values": 3, "plot": [], "has": {}}, {"not an answer": "x"},
    set(), {1, "a"}, range(5), iter([]), (x for x in "ab"), len, int, type, object(), pytest, Hostile(), HostileText("b"), HostileDict(a=1), HostileList("ab"), LOOP, DEEP,
    datetime.date(1, 1, 1), datetime.datetime.max, datetime.timedelta(1), np.float64("nan"), np.int64(3), np.array([[1, 2], [3, 4]]), np.array(3), np.array(["b"], dtype=object), np.datetime64("2024"),
    pd.NA, pd.NaT, pd.Timestamp("2024-03-01"), pd.Series(dtype=float), pd.Series([object()]), pd.DataFrame(), pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1]}).groupby("a"), pd.Series({("a", 1): 2}),
    pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("x", "y"), ("x", "z")])), pd.Index(["a"]), pd.Series([1] * 10_000), plt.Figure(), plt.Figure().subplots(), plt.Figure().subplots(2), [plt.Figure()],
]  # fmt: skip


@every_exercise
def test_no_probe_raises_or_is_right_by_accident(exercise):
    question = Question(exercise, Work(exercise.lesson, None))
    for number, probe in enumerate(PROBES):
        result = question.check(probe)
        assert result.verdict is not Verdict.UNAVAILABLE, number
        if result.verdict is Verdict.CORRECT:
            assert_is_accepted(exercise, probe)
    for attempt, record in zip(question.attempts(), question.work.records, strict=True):
        assert attempt.verdict is not Verdict.UNAVAILABLE, record


def assert_is_accepted(exercise, answer):
    """What is right is one of the accepted answers, read as this kind reads."""
    kind, answer = kind_of(exercise), plain_answer(answer)
    value = kind.read(unpacked(answer) if isinstance(answer, Made) and exercise.kind not in ("table", "figure") else answer)
    if exercise.kind == "date":
        assert any(kind.store(value).startswith(kind.store(kind.read(accepted))) for accepted in kind.accepted())
    elif exercise.kind in ("match", "classify", "matrix"):
        assert all(value.get(slot) in keys for slot, keys in kind.keys().items() if keys)
    elif exercise.kind == "quote":
        places = kind.places()
        assert len({places[ref] for ref in value.refs if ref in places}) >= (exercise.row["count"] or 1)
        assert not [ref for ref in value.refs if ref not in places]
    elif exercise.kind == "several":
        assert set(exercise.row["accept"]) <= set(value) <= {*exercise.row["accept"], *exercise.row["either"]}
    elif exercise.kind in ("table", "figure"):
        assert kind.judge(value).share == 1
    else:
        assert value in [kind.read(accepted) for accepted in kind.accepted()]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["a", "b", "c", "30", "2024-03", "stated", "kompas-feature", "Putin", "0"]),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=8) | st.sampled_from(["article", "only", "kompas-feature"]), inner, max_size=5),
    max_leaves=12,
)  # fmt: skip


@every_exercise
@settings(max_examples=60, deadline=None)
@given(answer=JSON)
def test_no_json_raises_or_is_right_by_accident(exercise, answer):
    result = Question(exercise, Work(exercise.lesson, None)).check(answer)
    assert result.verdict is not Verdict.UNAVAILABLE
    if result.verdict is Verdict.CORRECT:
        assert_is_accepted(exercise, answer)


@every_exercise
def test_what_is_kept_is_judged_the_same(exercise):
    """A saved answer, read back from JSON, gets the verdict that it got."""
    import json

    from lessonlib.exercises.answers import restored

    question = Question(exercise, Work(exercise.lesson, None))
    answers = [
        *kind_of(exercise).accepted(),
        *(kind_of(exercise).mistaken(sign) for found in exercise.misconceptions for sign in found.answers),
        7,
        "some words",
        object(),
    ]
    for answer in answers:
        first = question.check(answer)
        stored = json.loads(json.dumps(question.work.current(exercise.id)))
        assert question.judge(restored(stored)) == first


def spellings(answer):
    """The same answer with other case, spaces, quotation marks and accents."""
    if isinstance(answer, str):
        yield from (answer.upper(), answer.lower(), f"  {answer} ", answer.replace(" ", "  "), answer.replace(" ", "\u00a0"))
        yield answer.replace("“", '"').replace("”", '"')
        yield unicodedata.normalize("NFD", answer.replace("a", "á").replace("e", "ê"))
        yield f"“{answer}”"
    elif isinstance(answer, list) and all(isinstance(part, str) for part in answer):
        for number in range(8):
            yield [list(spellings(part))[number] for part in answer]
    elif isinstance(answer, dict) and all(isinstance(part, str) for part in answer.values()):
        for number in range(5):
            yield {list(spellings(name))[number]: list(spellings(part))[number] for name, part in answer.items()}


@every_exercise
def test_spelling_changes_no_verdict(exercise):
    kind = kind_of(exercise)
    answers = [*kind.accepted(), *(kind.mistaken(sign) for found in exercise.misconceptions for sign in found.answers)]
    for answer in answers:
        first = check(exercise, answer)
        for spelling in spellings(answer):
            again = check(exercise, spelling)
            assert (again.verdict, again.misconception) == (first.verdict, first.misconception), spelling


@every_exercise
def test_the_words_of_an_option_serve_as_well_as_its_key(exercise):
    if exercise.kind in ("choice", "several"):
        answers = kind_of(exercise).accepted()
        for answer in answers:
            words = exercise.label("options", answer) if exercise.kind == "choice" else [exercise.label("options", key) for key in answer]
            assert check(exercise, words).verdict is right(exercise)
    if exercise.kind in ("match", "classify"):
        for answer in kind_of(exercise).accepted():
            words = {exercise.label("items", slot): exercise.label("categories", key) for slot, key in answer.items()}
            assert check(exercise, words).verdict is right(exercise)


@every_exercise
def test_the_order_of_options_changes_no_verdict(exercise):
    kind = kind_of(exercise)
    answers = [*kind.accepted(), *(kind.mistaken(sign) for found in exercise.misconceptions for sign in found.answers)]
    turned = replace(
        exercise,
        row={**exercise.row, **{group: list(reversed(exercise.row[group])) for group in ("options", "items", "columns", "categories")}},
    )
    for answer in answers:
        first, again = check(exercise, answer), check(turned, answer)
        assert (again.verdict, again.misconception) == (first.verdict, first.misconception)


@every_exercise
def test_the_language_changes_no_verdict(exercise):
    """An edition in another language takes answers in its own words and in English, and gives the same verdicts."""

    def turned(value):
        if isinstance(value, str):
            return f"⟦{value}⟧"
        return [turned(part) for part in value] if isinstance(value, list) else {name: turned(part) for name, part in value.items()}

    own = {**turned(dict(exercise.words)), "samples": exercise.words.get("samples", {})}
    other = replace(exercise, words=own, every={**exercise.every, "xx": own})
    kind = kind_of(exercise)
    for answer in [*kind.accepted(), *(kind.mistaken(sign) for found in exercise.misconceptions for sign in found.answers)]:
        first, again = check(exercise, answer), check(other, answer)
        assert (again.verdict, again.misconception) == (first.verdict, first.misconception)
        assert "⟦" in again.message or again.verdict is Verdict.PARTLY
    if exercise.kind == "choice":
        assert check(other, turned(exercise.label("options", exercise.row["accept"][0]))).verdict is Verdict.CORRECT


@every_exercise
def test_whoever_answers_everything_is_not_right(exercise):
    """All options, all rows, all sentences: a net is no answer."""
    if exercise.recorded:
        return
    kind = kind_of(exercise)
    nets = {
        "several": lambda: [list(exercise.row["options"])],
        "quote": lambda: [list(passages()), "\n".join(passage.original for passage in passages().values()), list(passages())[:5] + [str(ref) for ref in kind.places()]],
        "table": lambda: [kind.choices()],
        "text": lambda: [" ".join(map(str, kind.accepted())) + " or Vladimir Putin"],
    }  # fmt: skip
    for net in nets.get(exercise.kind, list)():
        assert check(exercise, net).verdict is not Verdict.CORRECT


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


def test_an_answer_that_breaks_its_reader_is_another_kind_of_answer(monkeypatch):
    """A net below the net: no probe falls so far today."""
    lesson = sample()
    monkeypatch.setattr("lessonlib.exercises.kinds.short.read_number", lambda _: 1 / 0)
    assert lesson.q("horses").check(30).verdict is Verdict.WRONG_TYPE


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


def test_kinds_raise_only_what_they_promise():
    for exercise, _ in ALL:
        kind = kind_of(exercise)
        for probe in PROBES:
            try:
                kind.read(plain_answer(probe))
            except UnreadableError:
                continue
            except Exception as error:
                pytest.fail(f"{exercise.id}: {type(error).__name__}: {error} for {type(probe)!s}")
