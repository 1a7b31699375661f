"""Items to bring into an order."""

from __future__ import annotations

from typing import Any

import ipywidgets

from lessonlib.exercises.drawing.forms.base import LABEL, WIDE, Form
from lessonlib.html import bare


class OrderForm(Form):
    """A list to choose from for each place.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> from lessonlib.exercises.drawing.forms import form_of
    >>> form = form_of(example("one-after-another"))
    >>> form.write(["collapse", "bread"]); form.read()
    ['collapse', 'bread']
    """

    def build(self) -> None:
        items = self.exercise.row["items"]
        options = [(self.phrases("verbs.nothing"), ""), *((bare(self.exercise.label("items", key)), key) for key in items)]
        self.fields = self.parts = [
            ipywidgets.Dropdown(
                options=options, value="", description=self.phrases("verbs.place", number=number + 1), style=LABEL, layout=WIDE
            )
            for number in range(len(items))
        ]

    def read(self) -> Any:
        return [field.value for field in self.fields if field.value]

    def kept(self) -> Any:
        places = [field.value for field in self.fields]
        while places and not places[-1]:
            places.pop()
        return places

    def write(self, answer: Any) -> None:
        items = list(self.exercise.row["items"])
        fits = isinstance(answer, list) and all(key in ["", *items] for key in answer)
        understood = answer if fits else self._understood(answer)
        given = understood if isinstance(understood, list) else []
        for number, field in enumerate(self.fields):
            field.value = given[number] if number < len(given) and given[number] in items else ""
