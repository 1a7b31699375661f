"""Whatever is given as an answer: nothing raises, nothing is right by accident, spelling and language change no verdict."""

import datetime
import unicodedata
from dataclasses import replace

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from every import ALL, check, every_exercise, right
from hypothesis import given, settings
from hypothesis import strategies as st

from lessonlib.exercises.answers import Made, plain_answer, unpacked
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.kinds import kind_of
from lessonlib.exercises.kinds.base import UnreadableError
from lessonlib.exercises.lesson import sample
from lessonlib.exercises.passages import passages
from lessonlib.exercises.question import Question
from lessonlib.exercises.verdicts import Verdict


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


def test_an_answer_that_breaks_its_reader_is_another_kind_of_answer(monkeypatch):
    """A net below the net: no probe falls so far today."""
    lesson = sample()
    monkeypatch.setattr("lessonlib.exercises.kinds.short.read_number", lambda _: 1 / 0)
    assert lesson.q("horses").check(30).verdict is Verdict.WRONG_TYPE


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


def test_several_answers_without_brackets_are_a_list():
    """Whoever has never seen a list writes one quotation behind the other."""
    question = sample().q("who-signs")
    listed = question.check(["kompas-feature", "antara-explainer"])
    assert question.check("kompas-feature", "antara-explainer") == listed
    assert question.work.answers("who-signs")[0] == question.work.answers("who-signs")[1]
    assert sample().q("horses").check(30, Hostile()).verdict != Verdict.CORRECT
