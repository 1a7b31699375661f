"""Answers that nobody would give, and right answers with something wrong."""

import copy
import datetime
import decimal
import enum
import fractions
import types
from random import Random

import matplotlib.figure
import numpy as np
import pandas as pd
from made_texts import CONTROLS, PIECES, SCRIPTS, chance, mutated, pieces, trap

#: Signs of no alphabet in which a key is written: noise from these is right nowhere.
NOISE = "§¤◊※☐♞∮⊗жѪ漢字中ㅎあ\u202e\u200f\0\x1b{}<>|^~\\ "
NUMBERS = (
    0,
    -0.0,
    1,
    -1,
    30,
    33,
    792,
    0.1,
    1e308,
    -1e-320,
    float("nan"),
    float("inf"),
    -float("inf"),
    True,
    2**63,
    -(2**64),
    2**255,
    10**80,
    10**5000,
    1j,
)
WORDS = ("", "a", "b", "A)", "not b", "yes", "says", "silent", "stated", "absent", "doc_id", "phase", "rapprochement", "kompas-feature", "2023-06-14", "March 2024", "about 30", "1/0", "None", "nan", "__class__")  # fmt: skip


class Hostile:
    """Every question put to it raises."""

    def _refuse(self, *_):
        raise RuntimeError("no")

    __str__ = __repr__ = __len__ = __iter__ = __bool__ = __eq__ = __hash__ = __getitem__ = __float__ = __int__ = __getattr__ = _refuse


class HostileText(str):
    __str__ = __len__ = __iter__ = __eq__ = __hash__ = strip = casefold = lower = split = Hostile._refuse


class HostileList(list):
    __iter__ = __len__ = __getitem__ = __eq__ = Hostile._refuse


class HostileDict(dict):
    __iter__ = __len__ = __getitem__ = items = keys = Hostile._refuse


class HostileNumber(float):
    __float__ = __int__ = __eq__ = __lt__ = __hash__ = __repr__ = Hostile._refuse


Colour = enum.Enum("Colour", "red")


def right(rnd: Random, key):
    """The right answer as it stands."""
    return copy.deepcopy(key)


def near(rnd: Random, key):
    """The right answer with one to three changes."""
    for _ in range(rnd.randint(1, 3)):
        key = _changed(rnd, key)
    return key


def _changed(rnd: Random, key):
    if isinstance(key, str):
        at = rnd.randint(0, len(key))
        return rnd.choice(
            (
                key[:at],
                key[at:],
                key + key,
                key[:at] + rnd.choice(CONTROLS + PIECES + SCRIPTS) + key[at:],
                key.upper(),
                key[::-1],
                " " + key,
                [key],
                {key},
                {key: key},
                key + "\n" + key,
                f"not {key}",
                f"“{key}”",
            )
        )
    if isinstance(key, dict):
        changed = {name: _changed(rnd, value) if rnd.random() < 0.4 else value for name, value in key.items() if rnd.random() < 0.85}
        return rnd.choice(
            (
                changed,
                changed,
                list(changed.items()),
                list(changed.values()),
                {**changed, rnd.choice(WORDS): 1},
                {_hashable(value): name for name, value in changed.items()},
            )
        )
    if isinstance(key, list | tuple | set):
        changed = [_changed(rnd, value) if rnd.random() < 0.3 else value for value in key if rnd.random() < 0.85]
        rnd.shuffle(changed)
        return rnd.choice(
            (
                changed,
                changed,
                tuple(changed),
                {_hashable(value) for value in changed},
                changed + changed,
                ", ".join(map(repr, changed)),
                [changed],
            )
        )
    if isinstance(key, int | float):
        return rnd.choice((key + 1, -key, str(key), [key], f"about {key}", f"{key}-{key}", key * 1e300, np.float32(key)))
    return rnd.choice((key, [key], None))


def _hashable(value):
    return value if isinstance(value, str | int | float | None) else repr(value)


def noise(rnd: Random, key):
    """Signs that mean nothing, alone or in lists and tables: right nowhere."""
    one = "".join(rnd.choices(NOISE, k=rnd.randint(1, 60)))
    return rnd.choice((one, one, [one], [one, one[::-1]], {one: one}, {"a": one}, (one,), pd.Series([one]), pd.DataFrame({one: [one]})))


def text(rnd: Random, key):
    make = rnd.choices((chance, pieces, mutated, trap), weights=(40, 35, 20, 5))[0]
    return make(rnd)


def number(rnd: Random, key):
    found = rnd.choice((*NUMBERS, rnd.randint(-(10**6), 10**6), rnd.uniform(-1e6, 1e6), rnd.randint(0, 200)))
    return rnd.choice((found, found, [found], rnd.choice((np.float64, np.array, pd.Series, str))(rnd.uniform(-1e4, 1e4))))


def _leaf(rnd: Random):
    return rnd.choice(
        (
            None,
            True,
            ...,
            rnd.choice(WORDS),
            rnd.choice(NUMBERS),
            rnd.choice(PIECES),
            chance(rnd, 20),
            datetime.date(2024, 2, 20),
            b"x",
            pd.NA,
            pd.NaT,
        )
    )


def nested(rnd: Random, key, depth=0):
    """Lists, sets and mappings in each other."""
    if depth > rnd.randint(0, 7):
        return key if rnd.random() < 0.1 else _leaf(rnd)
    values = [nested(rnd, key, depth + 1) for _ in range(rnd.randint(0, 4))]
    way = rnd.random()
    if way < 0.4:
        return values
    if way < 0.8:
        return {rnd.choice((*WORDS, 1, None, (1, 2), 2.5)): value for value in values}
    return tuple(values) if way < 0.9 else {rnd.choice(WORDS) for _ in values}


def table(rnd: Random, key):
    """Objects of pandas and NumPy, of the course's own tables too."""
    return rnd.choice(_TABLES)(rnd, key)


def _frame(rnd: Random, key):
    rows = rnd.randint(0, 6)
    names = rnd.sample((*WORDS, 1, None, (1, 2), "n", "count"), k=rnd.randint(0, 4))
    return pd.DataFrame({place: [_leaf(rnd) for _ in range(rows)] for place in range(len(names))}).set_axis(
        pd.Index(names, dtype=object), axis=1
    )


def _of_key(rnd: Random, key):
    if isinstance(key, dict):
        return rnd.choice((pd.Series, lambda found: pd.Series(found).to_frame(), lambda found: pd.Series(found).reset_index()))(key)
    return rnd.choice((pd.Series, pd.Index, lambda found: np.array(found, dtype=object)))([key] if not isinstance(key, list) else key)


def _course(rnd: Random, key):
    from lessonlib import load_corpus, load_events

    found = rnd.choice((load_corpus().documents, load_corpus().paragraphs, load_events()))
    rows, column = found.sample(rnd.randint(0, len(found)), random_state=rnd.randint(0, 99)), rnd.choice(list(found.columns))
    return rnd.choice(
        (
            rows,
            rows[column],
            rows[column] == "",
            rows[[column]],
            rows.T,
            rows[column].value_counts(),
            rows.index,
            rows[column].astype("category"),
            rows.groupby(column),
        )
    )


_TABLES = (
    _frame, _frame, _of_key, _of_key, _course, _course,
    lambda rnd, key: pd.Series([_leaf(rnd) for _ in range(rnd.randint(0, 6))], dtype=object),
    lambda rnd, key: pd.Index([_leaf(rnd) for _ in range(rnd.randint(0, 6))], dtype=object),
    lambda rnd, key: pd.MultiIndex.from_tuples([("a", 1), ("b", 2)]),
    lambda rnd, key: pd.crosstab(pd.Series(["a", "b", rnd.choice(WORDS)]), pd.Series([1, 2, 2])),
    lambda rnd, key: pd.Series([1, 2], index=["a", "a"]),
    lambda rnd, key: pd.Timestamp("2024-02-20", tz=rnd.choice((None, "UTC"))),
    lambda rnd, key: rnd.choice((pd.NA, pd.NaT, pd.Timedelta(1), pd.Interval(0, 1), pd.Period("2024-02"), pd.Categorical(["a"]), pd.array([1, None], dtype="Int64"))),
    lambda rnd, key: np.full((1,) * rnd.randint(0, 4), rnd.choice(WORDS), dtype=object),
    lambda rnd, key: np.array(rnd.choice(("2024-02-20", "NaT")), dtype="datetime64[D]"),
    lambda rnd, key: np.zeros(rnd.choice((0, 3, 3_000)), dtype=rnd.choice(("f8", "i1", "c16", "U3", "S3", "?", "m8[s]", "i4,f4"))),
    lambda rnd, key: np.ma.masked_array([1, 2], mask=[True, False]),
)  # fmt: skip


def figure(rnd: Random, key):
    """Pictures of few bars; never shown, and not kept by pyplot."""
    made = matplotlib.figure.Figure()
    axes = made.subplots()
    labels = list(key) if isinstance(key, dict) else rnd.sample(WORDS, 3)
    heights = [rnd.choice((1, 10, -1, float("nan"), 30)) for _ in labels]
    drawn = rnd.choice((axes.bar, axes.barh))([str(label) for label in labels], heights)
    axes.set_title(rnd.choice(WORDS))
    return rnd.choice((made, axes, drawn, [axes], (made, axes), axes.xaxis))


def _recursive(rnd: Random):
    found: list = [1]
    found.append(found)
    return found


def _deep(rnd: Random):
    found: object = "a"
    for _ in range(rnd.choice((3, 7, 500))):
        found = rnd.choice(([found], {"a": found}, (found,)))
    return found


_ODD = (
    lambda rnd: None, lambda rnd: ..., lambda rnd: object(), lambda rnd: object, lambda rnd: len, lambda rnd: types, lambda rnd: (1 for _ in "a"), lambda rnd: range(10**9), lambda rnd: b"b", lambda rnd: bytearray(b"b"),
    lambda rnd: memoryview(b"b"), lambda rnd: decimal.Decimal("NaN"), lambda rnd: decimal.Decimal("30"), lambda rnd: fractions.Fraction(30, 7), lambda rnd: Colour.red, lambda rnd: ValueError("x"), lambda rnd: NotImplemented,
    lambda rnd: datetime.date.min, lambda rnd: datetime.date.max, lambda rnd: datetime.datetime.max, lambda rnd: datetime.timedelta(1), lambda rnd: datetime.time(1), lambda rnd: types.SimpleNamespace(a=1), lambda rnd: {}.keys(),
    lambda rnd: Hostile(), lambda rnd: [Hostile()], lambda rnd: {"a": Hostile()}, lambda rnd: HostileText("b"), lambda rnd: [HostileText("b")], lambda rnd: HostileList(["b"]), lambda rnd: HostileDict(a="b"), lambda rnd: HostileNumber(30.0), lambda rnd: {1: HostileNumber(1)},
    _recursive, _deep, _deep, lambda rnd: "b" * rnd.choice((199_999, 200_001)), lambda rnd: ["b"] * rnd.choice((2_000, 2_001)), lambda rnd: {str(place): "b" for place in range(rnd.choice((2_000, 2_001)))}, lambda rnd: "“b” " * 20_000, lambda rnd: dict.fromkeys(range(50), "a"),
    lambda rnd: {"in no order": [1, None]}, lambda rnd: {"not an answer": [1]}, lambda rnd: {"not an answer": Hostile()},
)  # fmt: skip


def odd(rnd: Random, key):
    return rnd.choice(_ODD)(rnd)


#: What kind of answer, and how many of a thousand.
ANSWERS = {
    "right": (right, 50), "near right": (near, 320), "noise": (noise, 110), "text": (text, 200), "number": (number, 70), "nested": (nested, 90),
    "table": (table, 95), "figure": (figure, 5), "odd type": (odd, 60),
}  # fmt: skip


def answer_of(rnd: Random, key):
    """A kind of answer, and an answer of it to an exercise with this key."""
    name = rnd.choices(tuple(ANSWERS), weights=[weight for _, weight in ANSWERS.values()])[0]
    return name, ANSWERS[name][0](rnd, key)
