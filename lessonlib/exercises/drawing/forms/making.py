"""What a table or a figure holds, for whoever answers without code: its rows by name, or its numbers."""

from __future__ import annotations

import re
from typing import Any

import ipywidgets

from lessonlib.exercises.drawing.forms.base import LABEL, SHORT, WIDE, Form
from lessonlib.exercises.drawing.forms.grid import grid
from lessonlib.exercises.drawing.forms.writing import LinesForm
from lessonlib.exercises.kinds import kind_of
from lessonlib.exercises.kinds.making import Table


class NamesForm(LinesForm):
    """Names of rows, one a line, where the table has too many to tick.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from lessonlib.exercises.bank import example
    >>> from lessonlib.exercises.drawing.forms import form_of
    >>> exercise = example("neither")
    >>> form = form_of(replace(exercise, row={**exercise.row, "make": {"table": "events", "where": "theme == 'origins'"}}))
    >>> form.write(["bread-and-salt-2019"]); form.read()
    ['bread-and-salt-2019']
    """

    def read(self) -> Any:
        return [part.strip() for part in re.split(r"[,;\n]+", self.field.value) if part.strip()]

    def write(self, answer: Any) -> None:
        super().write(list(answer) if isinstance(answer, dict) else answer)


class NumbersForm(Form):
    """A field for each label of a table or figure, for whoever answers without code.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> from lessonlib.exercises.drawing.forms import form_of
    >>> form = form_of(example("how-long"))
    >>> form.write({"kompas-feature": 18}); form.read()
    {'kompas-feature': '18'}
    """

    def build(self) -> None:
        kind = kind_of(self.exercise)
        # In the order of the alphabet: the order of the key would give it away.
        labels = sorted(kind.choices()) if isinstance(kind, Table) else []
        crossed = isinstance(kind, Table) and kind.shape == "cross"
        self.cells = {label: ipywidgets.Text(description=label, style=LABEL, layout=WIDE) for label in labels}
        self.fields = self.parts = list(self.cells.values())
        if isinstance(kind, Table) and kind.shape != "values":
            for field in self.fields:
                field.add_class(SHORT)
        if crossed:
            names = [label.split("/", 1) for label in labels]
            rows, columns = (list(dict.fromkeys(parts)) for parts in zip(*names, strict=True))
            self.parts = [grid(rows, columns, [self.cells[f"{row}/{column}"] for row in rows for column in columns])]

    def read(self) -> Any:
        return {label: cell.value for label, cell in self.cells.items() if cell.value.strip()}

    def write(self, answer: Any) -> None:
        given = answer.get("values", answer) if isinstance(answer, dict) else {}
        for label, cell in self.cells.items():
            value = given.get(label, "") if isinstance(given, dict) else ""
            cell.value = f"{value:g}" if isinstance(value, float) else str(value)
