"""The kinds of question."""

from collections.abc import Mapping

from lessonlib.exercises.exercise import Exercise
from lessonlib.exercises.kinds.arranging import Order
from lessonlib.exercises.kinds.assigning import Assign, Matrix
from lessonlib.exercises.kinds.base import Kind
from lessonlib.exercises.kinds.choosing import Choice, Several
from lessonlib.exercises.kinds.making import Figure, Table
from lessonlib.exercises.kinds.quoting import Quote
from lessonlib.exercises.kinds.short import Date, Number, Text
from lessonlib.exercises.kinds.writing import Open

KINDS: Mapping[str, type[Kind]] = {
    "choice": Choice,
    "several": Several,
    "text": Text,
    "number": Number,
    "date": Date,
    "order": Order,
    "match": Assign,
    "classify": Assign,
    "matrix": Matrix,
    "quote": Quote,
    "table": Table,
    "figure": Figure,
    "open": Open,
}


def kind_of(exercise: Exercise) -> Kind:
    """Return what reads and judges the answers to an exercise.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> type(kind_of(example())).__name__
    'Quote'
    """
    return KINDS[exercise.kind](exercise)
