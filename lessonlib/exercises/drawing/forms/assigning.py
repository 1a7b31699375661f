"""Items to match with categories, and the claims and texts of a matrix."""

from __future__ import annotations

from typing import Any

import ipywidgets

from lessonlib.exercises.drawing.forms.base import LABEL, WIDE, Form
from lessonlib.exercises.drawing.forms.grid import grid
from lessonlib.html import bare


class AssignForm(Form):
    """A list of categories for each item; in a matrix, for each claim and text.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> from lessonlib.exercises.drawing.forms import form_of
    >>> form = form_of(example("three-days"))
    >>> form.write({"article": "stated"}); form.read()
    {'article': 'stated'}
    """

    def build(self) -> None:
        exercise = self.exercise
        names = {item: bare(exercise.label("items", item)) for item in exercise.row["items"]}
        self.lists: dict[str, Any] = {}
        if exercise.kind != "matrix":
            self.lists = {item: self._list(name) for item, name in names.items()}
            self.fields = self.parts = list(self.lists.values())
            return
        columns = {column: bare(exercise.label("columns", column)) for column in exercise.row["columns"]}
        # The name of a cell is not seen, its row and its column are; whoever hears the page hears the name.
        self.lists = {f"{item}/{column}": self._list(f"{name}: {head}") for item, name in names.items() for column, head in columns.items()}
        self.fields = list(self.lists.values())
        self.parts = [grid(list(names.values()), list(columns.values()), self.fields)]

    def _list(self, name: str) -> Any:
        options = [
            (self.phrases("verbs.nothing"), ""),
            *((bare(self.exercise.label("categories", key)), key) for key in self.exercise.row["categories"]),
        ]
        return ipywidgets.Dropdown(options=options, value="", description=name, style=LABEL, layout=WIDE)

    def read(self) -> Any:
        return {slot: field.value for slot, field in self.lists.items() if field.value}

    def write(self, answer: Any) -> None:
        categories = list(self.exercise.row["categories"])
        given = _flat(answer)
        if not all(slot in self.lists and value in ["", *categories] for slot, value in given.items()) or not given:
            given = _flat(self._understood(answer))
        for slot, field in self.lists.items():
            value = given.get(slot)
            field.value = value if value in categories else ""


def _flat(answer: Any) -> dict[str, Any]:
    """The cells of a matrix as ``claim/text``."""
    given = answer if isinstance(answer, dict) else {}
    cells = {f"{item}/{column}": value for item, row in given.items() if isinstance(row, dict) for column, value in row.items()}
    return cells or given
