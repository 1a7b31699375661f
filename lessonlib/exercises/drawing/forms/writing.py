"""Some lines of writing."""

from __future__ import annotations

from typing import Any

import ipywidgets

from lessonlib.exercises.drawing.forms.base import LABEL, WIDE, Form
from lessonlib.exercises.kinds import kind_of


class LinesForm(Form):
    """Some lines of writing.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> from lessonlib.exercises.drawing.forms import form_of
    >>> form_of(example("ledger")).read()
    'I count … witnesses, because “…”.'
    """

    def build(self) -> None:
        self.field = ipywidgets.Textarea(
            value=self.exercise.say("starter"),
            description=self._label(),
            style=LABEL,
            layout=WIDE,
            rows=4,
            placeholder=kind_of(self.exercise).asked(),
        )
        self.fields = self.parts = [self.field]

    def _label(self) -> str:
        return self.phrases("verbs.answer")

    def begin(self, starter: str) -> None:
        if self.field.value in ("", self.exercise.say("starter")):
            self.field.value = starter

    def write(self, answer: Any) -> None:
        if answer is not None:
            self.field.value = "\n".join(map(str, answer)) if isinstance(answer, list) else str(answer)
