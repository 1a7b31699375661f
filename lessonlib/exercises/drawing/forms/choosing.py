"""Options to choose from: one of them, or several."""

from __future__ import annotations

from typing import Any

import ipywidgets

from lessonlib.exercises.drawing.forms.base import WIDE, Form
from lessonlib.exercises.kinds import kind_of
from lessonlib.exercises.kinds.making import Table
from lessonlib.html import bare


class ChoiceForm(Form):
    """Radio buttons.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> from lessonlib.exercises.drawing.forms import form_of
    >>> len(form_of(example("silence")).field.options)
    3
    """

    def build(self) -> None:
        options = [(f"{key}  {bare(self.exercise.label('options', key))}", key) for key in self.exercise.row["options"]]
        self.field = ipywidgets.RadioButtons(options=options, value=None, layout=WIDE)
        self.fields = self.parts = [self.field]

    def write(self, answer: Any) -> None:
        options = self.exercise.row["options"]
        given = answer if answer in options else self._understood(answer)
        self.field.value = given if given in options else None


class TicksForm(Form):
    """One box to tick for each option, or for each row of a table.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> from lessonlib.exercises.drawing.forms import form_of
    >>> form = form_of(example("who-signs"))
    >>> form.write(["kompas-feature"]); form.read()
    ['kompas-feature']
    """

    def build(self) -> None:
        kind = kind_of(self.exercise)
        keys = kind.choices() if isinstance(kind, Table) else list(self.exercise.row["options"])
        self.boxes = {
            key: ipywidgets.Checkbox(value=False, description=bare(self.exercise.label("options", key)), indent=False, layout=WIDE)
            for key in keys
        }
        self.fields = self.parts = list(self.boxes.values())

    def read(self) -> Any:
        return [key for key, box in self.boxes.items() if box.value]

    def write(self, answer: Any) -> None:
        fits = isinstance(answer, list) and all(key in list(self.boxes) for key in answer)
        given = answer if fits else self._understood(answer)
        chosen = {part for part in given if isinstance(part, str)} if isinstance(given, list | dict) else set()
        for key, box in self.boxes.items():
            box.value = key in chosen
