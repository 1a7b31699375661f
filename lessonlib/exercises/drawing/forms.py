"""A form for each kind of question: controls that give plain data and take it back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import ipywidgets

from lessonlib.exercises.answers import restored
from lessonlib.exercises.exercise import Exercise
from lessonlib.exercises.kinds import kind_of
from lessonlib.exercises.kinds.base import UnreadableError
from lessonlib.exercises.kinds.making import Table
from lessonlib.exercises.passages import passages, text_of
from lessonlib.html import bare, escape
from lessonlib.turns import in_turn

#: How wide things are stands in lessonlib/keys.py.
_WIDE = ipywidgets.Layout(width="auto")
_LABEL = {"description_width": "initial"}
#: A field for a few signs, as a number or a date.
_SHORT = "lessonlib-short"
#: So much of a sentence is shown in a list of sentences.
_SHOWN = 110
#: More rows of a table than these are named, not ticked.
_MOST_BOXES = 40


class Form:
    """Controls that give an answer as plain data.

    Parameters
    ----------
    exercise : Exercise
        The exercise.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
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
        >>> len(form_of(example("horses")).parts)
        1
        """
        self.field = ipywidgets.Text(
            description=self.phrases("verbs.answer"), style=_LABEL, layout=_WIDE, placeholder=kind_of(self.exercise).asked()
        )
        if self.exercise.kind == "number":
            self.field.add_class(_SHORT)
        self.fields = self.parts = [self.field]

    def read(self) -> Any:
        """Return the answer that stands in the controls.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> form_of(example("silence")).read() is None
        True
        """
        return self.field.value

    def kept(self) -> Any:
        """Return what stands in the controls so that `write` puts all of it back, finished or not.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
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
        >>> form = form_of(example("silence"))
        >>> form.write("b"); form.read()
        'b'
        """
        self.field.value = "" if answer is None else str(answer)

    def begin(self, starter: str) -> None:
        """Let the field of an answer begin with some words, or with none, if nothing else stands in it.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
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


class ChoiceForm(Form):
    """Radio buttons.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> len(form_of(example("silence")).field.options)
    3
    """

    def build(self) -> None:
        options = [(f"{key}  {bare(self.exercise.label('options', key))}", key) for key in self.exercise.row["options"]]
        self.field = ipywidgets.RadioButtons(options=options, value=None, layout=_WIDE)
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
        fits = isinstance(answer, list) and all(key in list(self.boxes) for key in answer)
        given = answer if fits else self._understood(answer)
        chosen = {part for part in given if isinstance(part, str)} if isinstance(given, list | dict) else set()
        for key, box in self.boxes.items():
            box.value = key in chosen


class OrderForm(Form):
    """A list to choose from for each place.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> form = form_of(example("one-after-another"))
    >>> form.write(["collapse", "bread"]); form.read()
    ['collapse', 'bread']
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


class AssignForm(Form):
    """A list of categories for each item; in a matrix, for each claim and text.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
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
        self.parts = [_grid(list(names.values()), list(columns.values()), self.fields)]

    def _list(self, name: str) -> Any:
        options = [
            (self.phrases("verbs.nothing"), ""),
            *((bare(self.exercise.label("categories", key)), key) for key in self.exercise.row["categories"]),
        ]
        return ipywidgets.Dropdown(options=options, value="", description=name, style=_LABEL, layout=_WIDE)

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


class LinesForm(Form):
    """Some lines of writing.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
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

    def begin(self, starter: str) -> None:
        if self.field.value in ("", self.exercise.say("starter")):
            self.field.value = starter

    def write(self, answer: Any) -> None:
        if answer is not None:
            self.field.value = "\n".join(map(str, answer)) if isinstance(answer, list) else str(answer)


class QuoteForm(LinesForm):
    """Words to paste, and lists to pick a sentence from.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> form = form_of(example("two-voices"))
    >>> form.write(["satu", "dua"]); form.read()
    ['satu', 'dua']
    """

    def build(self) -> None:
        super().build()
        texts = list(dict.fromkeys(text_of(ref) for ref in passages()))
        self.text = ipywidgets.Dropdown(options=texts, description=self.phrases("verbs.pick_text"), style=_LABEL, layout=_WIDE)
        self.sentence = ipywidgets.Select(description=self.phrases("verbs.pick_sentence"), rows=6, style=_LABEL, layout=_WIDE)
        self.use = ipywidgets.Button(description=self.phrases("verbs.use"), layout=_WIDE)
        self.text.observe(in_turn(lambda _: self._list_sentences()), "value")
        self.use.on_click(in_turn(lambda _: self._take()))
        self._list_sentences()
        self.told = ipywidgets.HTML()
        self.told.add_class("lessonlib-heard")  # for who cannot see that the field changed
        self.helps = [self.text, self.sentence, self.use, self.told]
        self.parts = [self.field, *self.helps]

    @property
    def _many(self) -> bool:
        return (self.exercise.row["count"] or 1) > 1

    def _label(self) -> str:
        return self.phrases("verbs.quotations" if self._many else "verbs.quotation")

    def _list_sentences(self) -> None:
        # Sentences first, then the other parts of the page, each in the order of the page.
        found = [passage for ref, passage in passages().items() if text_of(ref) == self.text.value]
        # A reader chooses in English, where there is any; what is taken are the words of the source.
        self.sentence.options = [
            (_shortened(passage.english or passage.original), passage.ref) for passage in found if len(passage.original) > 3
        ]

    def _take(self) -> None:
        words = passages()[self.sentence.value].original if self.sentence.value else ""
        written = self.field.value.strip()
        keep = self._many and written and written != self.exercise.say("starter")
        self.field.value = f"{written}\n{words}" if keep else words
        self.told.value = ""  # only a change is heard
        self.told.value = f"<p>{escape(self.phrases('verbs.taken' if words else 'verbs.taken_nothing', words=words))}</p>"

    def read(self) -> Any:
        if not self._many:
            return self.field.value
        return [line for line in self.field.value.splitlines() if line.strip()]


class NamesForm(LinesForm):
    """Names of rows, one a line, where the table has too many to tick.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from lessonlib.exercises.bank import example
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
    >>> form = form_of(example("how-long"))
    >>> form.write({"kompas-feature": 18}); form.read()
    {'kompas-feature': '18'}
    """

    def build(self) -> None:
        kind = kind_of(self.exercise)
        # In the order of the alphabet: the order of the key would give it away.
        labels = sorted(kind.choices()) if isinstance(kind, Table) else []
        crossed = isinstance(kind, Table) and kind.shape == "cross"
        self.cells = {label: ipywidgets.Text(description=label, style=_LABEL, layout=_WIDE) for label in labels}
        self.fields = self.parts = list(self.cells.values())
        if isinstance(kind, Table) and kind.shape != "values":
            for field in self.fields:
                field.add_class(_SHORT)
        if crossed:
            names = [label.split("/", 1) for label in labels]
            rows, columns = (list(dict.fromkeys(parts)) for parts in zip(*names, strict=True))
            self.parts = [_grid(rows, columns, [self.cells[f"{row}/{column}"] for row in rows for column in columns])]

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


def _flat(answer: Any) -> dict[str, Any]:
    """The cells of a matrix as ``claim/text``."""
    given = answer if isinstance(answer, dict) else {}
    cells = {f"{item}/{column}": value for item, row in given.items() if isinstance(row, dict) for column, value in row.items()}
    return cells or given


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]} …"


def _grid(rows: Sequence[str], columns: Sequence[str], cells: Sequence[Any]) -> Any:
    """Controls under the names of their columns, beside the names of their rows."""
    below = iter(cells)
    children = [ipywidgets.Label(), *(ipywidgets.Label(name) for name in columns)]
    for name in rows:
        children += [ipywidgets.Label(name), *(next(below) for _ in columns)]
    layout = ipywidgets.Layout(grid_template_columns=f"minmax(9em, 26em) repeat({len(columns)}, minmax(7.5em, max-content))")
    box = ipywidgets.GridBox(children, layout=layout)
    box.add_class("lessonlib-grid")
    return box
