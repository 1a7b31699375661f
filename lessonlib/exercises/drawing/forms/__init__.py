"""A form for each kind of question: controls that give plain data and take it back."""

from collections.abc import Mapping

from lessonlib.exercises.drawing.forms.arranging import OrderForm
from lessonlib.exercises.drawing.forms.assigning import AssignForm
from lessonlib.exercises.drawing.forms.base import Form
from lessonlib.exercises.drawing.forms.choosing import ChoiceForm, TicksForm
from lessonlib.exercises.drawing.forms.making import NamesForm, NumbersForm
from lessonlib.exercises.drawing.forms.quoting import QuoteForm
from lessonlib.exercises.drawing.forms.writing import LinesForm
from lessonlib.exercises.exercise import Exercise
from lessonlib.exercises.kinds import kind_of
from lessonlib.exercises.kinds.making import Table

#: More rows of a table than these are named, not ticked.
_MOST_BOXES = 40
_FORMS: Mapping[str, type[Form]] = {
    "choice": ChoiceForm,
    "several": TicksForm,
    "text": Form,
    "number": Form,
    "date": Form,
    "order": OrderForm,
    "match": AssignForm,
    "classify": AssignForm,
    "matrix": AssignForm,
    "quote": QuoteForm,
    "figure": NumbersForm,
    "open": LinesForm,
}


def form_of(exercise: Exercise) -> Form:
    """Return the form for an exercise.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> type(form_of(example("neither"))).__name__
    'TicksForm'
    """
    kind = kind_of(exercise)
    if exercise.kind == "table" and isinstance(kind, Table):
        if kind.shape != "rows":
            return NumbersForm(exercise)
        return TicksForm(exercise) if len(kind.choices()) <= _MOST_BOXES else NamesForm(exercise)
    return _FORMS[exercise.kind](exercise)
