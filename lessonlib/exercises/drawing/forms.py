"""A form for each kind of question: controls that give plain data and take it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets

from lessonlib.exercises.exercise import Exercise
from lessonlib.exercises.kinds import kind_of
from lessonlib.exercises.kinds.making import Table
from lessonlib.exercises.passages import passages, text_of
from lessonlib.html import bare, inline

_WIDE = ipywidgets.Layout(width="auto", max_width="60em")
_LABEL = {"description_width": "initial"}
#: So much of a sentence is shown in a list of sentences.
_SHOWN = 110


class Form:
    """Controls that give an answer as plain data.

    Parameters
    ----------
    exercise : Exercise
        The exercise.

    Examples
    --------
    >>> from lessonlib.exercises.exercise import example
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
        self.build()

    def build(self) -> None:
        """Make the controls.

        Examples
        --------
        >>> from lessonlib.exercises.exercise import example
        >>> len(form_of(example("horses")).parts)
        1
        """
        self.field = ipywidgets.Text(
            description=self.phrases("verbs.answer"), style=_LABEL, layout=_WIDE, placeholder=kind_of(self.exercise).asked()
        )
        self.fields = self.parts = [self.field]

    def read(self) -> Any:
        """Return what stands in the controls.

        Examples
        --------
        >>> from lessonlib.exercises.exercise import example
        >>> form_of(example("silence")).read() is None
        True
        """
        return self.field.value

    def write(self, answer: Any) -> None:
        """Put an answer into the controls; what does not fit is left out.

        Examples
        --------
        >>> from lessonlib.exercises.exercise import example
        >>> form = form_of(example("silence"))
        >>> form.write("b"); form.read()
        'b'
        """
        self.field.value = "" if answer is None else str(answer)


class ChoiceForm(Form):
    """Radio buttons.

    Examples
    --------
    >>> from lessonlib.exercises.exercise import example
    >>> len(form_of(example("silence")).field.options)
    3
    """

    def build(self) -> None:
        options = [(f"{key}  {bare(self.exercise.label('options', key))}", key) for key in self.exercise.row["options"]]
        self.field = ipywidgets.RadioButtons(options=options, value=None, layout=_WIDE)
        self.fields = self.parts = [self.field]

    def write(self, answer: Any) -> None:
        self.field.value = answer if answer in self.exercise.row["options"] else None


class TicksForm(Form):
    """One box to tick for each option, or for each row of a table.

    Examples
    --------
    >>> from lessonlib.exercises.exercise import example
    >>> form = form_of(example("who-signs"))
    >>> form.write(["kompas-feature"]); form.read()
    ['kompas-feature']
    """

    def build(self) -> None:
        kind = kind_of(self.exercise)
        keys = kind.choices() if isinstance(kind, Table) else list(self.exercise.row["options"])
        self.boxes = {
            key: ipywidgets.Checkbox(value=False, description=bare(self.exercise.label("options", key)), indent=False, layout=_WIDE)
            for key in keys
        }
        self.fields = self.parts = list(self.boxes.values())

    def read(self) -> Any:
        return [key for key, box in self.boxes.items() if box.value]

    def write(self, answer: Any) -> None:
        chosen = answer if isinstance(answer, list | dict) else []
        for key, box in self.boxes.items():
            box.value = key in chosen


class OrderForm(Form):
    """A list to choose from for each place.

    Examples
    --------
    >>> from lessonlib.exercises.exercise import example
    >>> form = form_of(example("one-after-another"))
    >>> form.write(["bloc", "bread"]); form.read()
    ['bloc', 'bread']
    """

    def build(self) -> None:
        items = self.exercise.row["items"]
        options = [(self.phrases("verbs.nothing"), ""), *((bare(self.exercise.label("items", key)), key) for key in items)]
        self.fields = self.parts = [
            ipywidgets.Dropdown(
                options=options, value="", description=self.phrases("verbs.place", number=number + 1), style=_LABEL, layout=_WIDE
            )
            for number in range(len(items))
        ]

    def read(self) -> Any:
        return [field.value for field in self.fields if field.value]

    def write(self, answer: Any) -> None:
        given = answer if isinstance(answer, list) else []
        for number, field in enumerate(self.fields):
            field.value = given[number] if number < len(given) and given[number] in self.exercise.row["items"] else ""


class AssignForm(Form):
    """A list of categories for each item; in a matrix, for each claim and text.

    Examples
    --------
    >>> from lessonlib.exercises.exercise import example
    >>> form = form_of(example("three-days"))
    >>> form.write({"article": "stated"}); form.read()
    {'article': 'stated'}
    """

    def build(self) -> None:
        self.lists: dict[str, Any] = {}
        self.parts = []
        exercise = self.exercise
        for item in exercise.row["items"]:
            label = bare(exercise.label("items", item))
            if exercise.kind != "matrix":
                self.lists[item] = self._list(label)
                self.parts.append(self.lists[item])
                continue
            self.parts.append(ipywidgets.HTML(f"<b>{inline(exercise.label('items', item))}</b>"))
            for column in exercise.row["columns"]:
                self.lists[f"{item}/{column}"] = self._list(f"{bare(exercise.label('columns', column))}:", f"{label}: {column}")
                self.parts.append(self.lists[f"{item}/{column}"])
        self.fields = list(self.lists.values())

    def _list(self, label: str, tooltip: str = "") -> Any:
        options = [
            (self.phrases("verbs.nothing"), ""),
            *((bare(self.exercise.label("categories", key)), key) for key in self.exercise.row["categories"]),
        ]
        return ipywidgets.Dropdown(options=options, value="", description=label, tooltip=tooltip or None, style=_LABEL, layout=_WIDE)

    def read(self) -> Any:
        return {slot: field.value for slot, field in self.lists.items() if field.value}

    def write(self, answer: Any) -> None:
        given = answer if isinstance(answer, dict) else {}
        flat = {
            f"{item}/{column}": value for item, cells in given.items() if isinstance(cells, dict) for column, value in cells.items()
        } or given
        for slot, field in self.lists.items():
            value = flat.get(slot)
            field.value = value if isinstance(value, str) and value in self.exercise.row["categories"] else ""


class LinesForm(Form):
    """Some lines of writing.

    Examples
    --------
    >>> from lessonlib.exercises.exercise import example
    >>> form_of(example("ledger")).read()
    'I count … witnesses, because “…”.'
    """

    def build(self) -> None:
        self.field = ipywidgets.Textarea(
            value=self.exercise.say("starter"),
            description=self._label(),
            style=_LABEL,
            layout=_WIDE,
            rows=4,
            placeholder=kind_of(self.exercise).asked(),
        )
        self.fields = self.parts = [self.field]

    def _label(self) -> str:
        return self.phrases("verbs.answer")

    def write(self, answer: Any) -> None:
        if answer is not None:
            self.field.value = "\n".join(map(str, answer)) if isinstance(answer, list) else str(answer)


class QuoteForm(LinesForm):
    """Words to paste, and lists to pick a sentence from.

    Examples
    --------
    >>> from lessonlib.exercises.exercise import example
    >>> form = form_of(example("two-voices"))
    >>> form.write(["satu", "dua"]); form.read()
    ['satu', 'dua']
    """

    def build(self) -> None:
        super().build()
        texts = list(dict.fromkeys(text_of(ref) for ref in passages()))
        self.text = ipywidgets.Dropdown(options=texts, description=self.phrases("verbs.pick_text"), style=_LABEL, layout=_WIDE)
        self.sentence = ipywidgets.Select(description=self.phrases("verbs.pick_sentence"), rows=6, style=_LABEL, layout=_WIDE)
        self.use = ipywidgets.Button(description=self.phrases("verbs.use"), layout=ipywidgets.Layout(width="auto"))
        self.text.observe(lambda _: self._list_sentences(), "value")
        self.use.on_click(lambda _: self._take())
        self._list_sentences()
        self.parts = [self.field, self.text, self.sentence, self.use]

    @property
    def _many(self) -> bool:
        return (self.exercise.row["count"] or 1) > 1

    def _label(self) -> str:
        return self.phrases("verbs.quotations" if self._many else "verbs.quotation")

    def _list_sentences(self) -> None:
        # Sentences first, then the other parts of the page, each in the order of the page.
        found = [passage for ref, passage in passages().items() if text_of(ref) == self.text.value]
        self.sentence.options = [(_shortened(f"{passage.original}"), passage.ref) for passage in found if len(passage.original) > 3]

    def _take(self) -> None:
        words = passages()[self.sentence.value].original if self.sentence.value else ""
        written = self.field.value.strip()
        keep = self._many and written and written != self.exercise.say("starter")
        self.field.value = f"{written}\n{words}" if keep else words

    def read(self) -> Any:
        if not self._many:
            return self.field.value
        return [line for line in self.field.value.splitlines() if line.strip()]


class NumbersForm(Form):
    """A field for each label of a table or figure, for whoever answers without code.

    Examples
    --------
    >>> from lessonlib.exercises.exercise import example
    >>> form = form_of(example("how-long"))
    >>> form.write({"kompas-feature": 18}); form.read()
    {'kompas-feature': '18'}
    """

    def build(self) -> None:
        kind = kind_of(self.exercise)
        labels = kind.choices() if isinstance(kind, Table) else []
        # In the order of the alphabet: the order of the key would give it away.
        self.cells = {label: ipywidgets.Text(description=label, style=_LABEL, layout=_WIDE) for label in sorted(labels)}
        self.fields = self.parts = list(self.cells.values())

    def read(self) -> Any:
        return {label: cell.value for label, cell in self.cells.items() if cell.value.strip()}

    def write(self, answer: Any) -> None:
        given = answer.get("values", answer) if isinstance(answer, dict) else {}
        for label, cell in self.cells.items():
            value = given.get(label, "") if isinstance(given, dict) else ""
            cell.value = f"{value:g}" if isinstance(value, float) else str(value)


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
    >>> from lessonlib.exercises.exercise import example
    >>> type(form_of(example("neither"))).__name__
    'TicksForm'
    """
    kind = kind_of(exercise)
    if exercise.kind == "table" and isinstance(kind, Table):
        return TicksForm(exercise) if kind.shape == "rows" else NumbersForm(exercise)
    return _FORMS[exercise.kind](exercise)


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]} …"
