"""A form: one field, where a kind needs no more. It gives what stands in it as plain data, and takes it back."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Any

import ipywidgets
from traitlets import TraitError

from lessonlib.exercises.answers import restored
from lessonlib.exercises.exercise import Exercise
from lessonlib.exercises.kinds import kind_of
from lessonlib.exercises.kinds.base import UnreadableError

#: How wide things are stands in lessonlib/keys.css.
WIDE = ipywidgets.Layout(width="auto")
LABEL = {"description_width": "initial"}
#: A field for a few signs, as a number or a date.
SHORT = "lessonlib-short"


class Form:
    """Controls that give an answer as plain data.

    Parameters
    ----------
    exercise : Exercise
        The exercise.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> from lessonlib.exercises.drawing.forms import form_of
    >>> form = form_of(example("horses"))
    >>> form.write(30); form.read()
    '30'
    """

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self.phrases = exercise.phrases
        #: Controls that hold the answer, in the order in which Tab reaches them.
        self.fields: list[Any] = []
        #: All that is drawn, from top to bottom.
        self.parts: list[Any] = []
        #: Those of them that help to find the answer; from the sources alone, one does without.
        self.helps: list[Any] = []
        self.build()

    def build(self) -> None:
        """Make the controls.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.drawing.forms import form_of
        >>> len(form_of(example("horses")).parts)
        1
        """
        self.field = ipywidgets.Text(
            description=self.phrases("verbs.answer"), style=LABEL, layout=WIDE, placeholder=kind_of(self.exercise).asked()
        )
        if self.exercise.kind == "number":
            self.field.add_class(SHORT)
        self.fields = self.parts = [self.field]

    def read(self) -> Any:
        """Return the answer that stands in the controls.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.drawing.forms import form_of
        >>> form_of(example("silence")).read() is None
        True
        """
        return self.field.value

    def kept(self) -> Any:
        """Return what stands in the controls so that `write` puts all of it back, finished or not.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.drawing.forms import form_of
        >>> form = form_of(example("one-after-another"))
        >>> form.fields[1].value = "bread"
        >>> form.read(), form.kept()
        (['bread'], ['', 'bread'])
        """
        return self.read()

    def write(self, answer: Any) -> None:
        """Put an answer into the controls; what does not fit is left out.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.drawing.forms import form_of
        >>> form = form_of(example("silence"))
        >>> form.write("b"); form.read()
        'b'
        """
        self.field.value = "" if answer is None else str(answer)

    def take(self, states: Sequence[Any]) -> None:
        """Put into the controls what those of the same form held in a browser; what does not fit is left out.

        Parameters
        ----------
        states : sequence
            Of a list its entry by number, of another control its value.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.drawing.forms import form_of
        >>> form = form_of(example("silence"))
        >>> form.take([1]); form.read()
        'b'
        """
        for field, state in zip(self.fields, states, strict=False):
            with contextlib.suppress(TraitError):
                setattr(field, "index" if field.has_trait("index") else "value", state)

    def close(self) -> None:
        """Take the controls out of the kernel.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.drawing.forms import form_of
        >>> form_of(example("silence")).close()
        """
        for part in (*self.fields, *self.parts):
            part.close()

    def begin(self, starter: str) -> None:
        """Let the field of an answer begin with some words, or with none, if nothing else stands in it.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.drawing.forms import form_of
        >>> form = form_of(example("ledger"))
        >>> form.begin(""); form.read()
        ''
        """

    def _understood(self, answer: Any) -> Any:
        """An answer given in code may name things in words: as keys, if all of it is understood."""
        kind = kind_of(self.exercise)
        try:
            return kind.store(kind.read(restored(answer)))
        except (UnreadableError, LookupError, TypeError, ValueError, AttributeError):
            return answer
