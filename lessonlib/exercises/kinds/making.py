"""A table or a figure made in code; the same can be answered without code."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from lessonlib.exercises.answers import Made, plain_answer
from lessonlib.exercises.compare import plain, read_number
from lessonlib.exercises.kinds.base import Judgement, Kind, UnreadableError
from lessonlib.exercises.recipes import cook, recipe_faults, rows
from lessonlib.exercises.verdicts import Item

#: So many parts are named one by one.
_SHOWN = 8
_MOST_ROWS = 3_000
FIGURE_NEEDS = ("title", "xlabel", "ylabel")


class Table(Kind):
    """Labels and values, as a table, a column, a list, or a mapping.

    ``make`` says how the table is made; see `lessonlib.exercises.recipes.cook`.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> from lessonlib.exercises.kinds import kind_of
    >>> table = kind_of(example("neither"))
    >>> table.judge(table.read(["unsigned-analysis"])).share
    0.5
    """

    needs = ("make",)

    @cached_property
    def wanted(self) -> dict[str, Any]:
        """What the recipe makes.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.kinds import kind_of
        >>> list(kind_of(example("neither")).wanted)
        ['unsigned-analysis', 'footnoted-commentary']
        """
        return cook(self.row["make"])

    @property
    def shape(self) -> str:
        """What is asked for: ``rows``, ``values``, ``count`` or ``cross``.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.kinds import kind_of
        >>> kind_of(example("neither")).shape
        'rows'
        """
        make = self.row["make"]
        return next(
            (name for name in ("count", "cross") if name in make), "values" if "column" in make and "contains" not in make else "rows"
        )

    def choices(self) -> list[str]:
        """Return the labels among which someone chooses who answers without code.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.kinds import kind_of
        >>> len(kind_of(example("neither")).choices())
        5
        """
        if self.shape == "rows":
            return [str(label) for label in rows({"table": self.row["make"]["table"]}).index]
        return list(self.wanted)

    def asked(self) -> str:
        return self.phrases(f"asks.table_{self.shape}")

    def read(self, answer: Any) -> dict[str, Any]:
        if isinstance(answer, str) and self.shape == "rows":
            answer = [part.strip() for part in answer.replace(";", ",").split(",")]
        found = _labels_and_values(answer.thing, self.wanted) if isinstance(answer, Made) else _flat(answer)
        if found is None or not found:
            raise UnreadableError
        if self.shape == "rows":
            found = dict.fromkeys(found, "")
        known = {plain(label): label for label in (*self.choices(), *self.wanted)}
        return {
            known.get(plain(label), label): _value(value) for label, value in found.items() if self.shape == "rows" or _value(value) != ""
        }

    def judge(self, value: dict[str, Any]) -> Judgement:
        wanted = {label: _value(found) for label, found in self.wanted.items()}
        # In a cross table a cell that is left out is a nought.
        labels = [label for label in {**wanted, **value} if wanted.get(label, 0) != 0 or value.get(label, 0) != 0]
        fits = [label in wanted and value.get(label) == wanted[label] for label in labels]
        items = [Item(label, fit) for label, fit in zip(labels, fits, strict=True) if label in value]
        note = self.phrases("ladder.more") if any(label not in value for label in wanted) and any(fits) else ""
        return Judgement(sum(fits) / len(fits) if fits else 0.0, tuple(items) if len(items) <= _SHOWN else (), ("table",), note)

    def accepted(self) -> Sequence[Any]:
        return [list(self.wanted) if self.shape == "rows" else dict(self.wanted)]

    def mistaken(self, sign: Any) -> Any:
        found = cook(sign)
        return list(found) if self.shape == "rows" else found

    def betrays(self, value: Any, sign: Any) -> bool:
        return bool(value == self.read(self.mistaken(sign)))

    def solution(self) -> str:
        if self.shape == "rows":
            return ", ".join(self.wanted)
        return ", ".join(f"{label}: {value}" for label, value in self.wanted.items())

    def key_faults(self) -> Iterable[str]:
        yield from recipe_faults(self.row["make"])


class Figure(Table):
    """A figure whose marks show the numbers of the recipe.

    Given as a drawing, it must be of the kind ``plot`` and have what ``needs``
    names; given as numbers, the numbers are enough.

    Examples
    --------
    >>> FIGURE_NEEDS
    ('title', 'xlabel', 'ylabel')
    """

    def asked(self) -> str:
        return self.phrases("asks.figure")

    def read(self, answer: Any) -> dict[str, Any]:
        if isinstance(answer, Made):
            return _drawn(answer.thing)
        if isinstance(answer, dict) and set(answer) == {"values", "plot", "has"} and isinstance(answer["values"], dict):
            return {"values": super().read(answer["values"]), "plot": str(answer["plot"]), "has": list(answer["has"] or ())}
        return {"values": super().read(answer), "plot": "", "has": []}

    def judge(self, value: dict[str, Any]) -> Judgement:
        found = {self._known(label): number for label, number in value["values"].items()}
        judgement = super().judge(found)
        if not value["plot"]:
            return judgement
        items = [Item(self.phrases(f"figure.{name}"), name in value["has"]) for name in self.row["needs"]]
        if self.row["plot"]:
            items.insert(0, Item(self.phrases(f"figure.{self.row['plot']}"), value["plot"] == self.row["plot"]))
        items.insert(0, Item(self.phrases("figure.numbers"), judgement.share == 1))
        right = sum(bool(item.right) for item in items) / len(items)
        return Judgement(right if judgement.share else 0.0, tuple(items), ("figure",), judgement.note)

    def _known(self, label: str) -> str:
        return next((known for known in self.wanted if plain(known) == plain(label)), label)

    def betrays(self, value: Any, sign: Any) -> bool:
        return bool(value["values"] == self.read(self.mistaken(sign))["values"])

    def key_faults(self) -> Iterable[str]:
        yield from super().key_faults()
        for name in self.row["needs"]:
            if name not in FIGURE_NEEDS:
                yield f"needs: {name!r} cannot be looked for in a figure; it may be {', '.join(FIGURE_NEEDS)}."


def _value(value: Any) -> Any:
    """A number as a number, text without what makes no difference."""
    number = read_number(value)
    return number if number is not None else plain(value) if isinstance(value, str) else ""


def _flat(answer: Any) -> dict[str, Any] | None:
    if isinstance(answer, list) and all(isinstance(label, str) for label in answer):
        return {label: "" for label in answer if label.strip()}
    if not isinstance(answer, dict):
        return None
    flat: dict[str, Any] = {}
    for label, value in answer.items():
        flat |= {f"{label}/{inner}": part for inner, part in value.items()} if isinstance(value, dict) else {label: value}
    return flat


def _labels_and_values(thing: Any, wanted: Mapping[str, Any]) -> dict[str, Any] | None:
    """The labels and values of a pandas object."""
    import pandas as pd

    if len(thing) > _MOST_ROWS if hasattr(thing, "__len__") else True:
        return None
    if isinstance(thing, pd.Index):
        return {str(plain_answer(label)): "" for label in thing}
    if isinstance(thing, pd.Series):
        return {_label(label): plain_answer(value) for label, value in thing.items()}
    if not isinstance(thing, pd.DataFrame) or thing.shape[1] > 60:
        return None
    if isinstance(thing.index, pd.RangeIndex) and thing.shape[1] and set(map(str, thing.iloc[:, 0])) & set(wanted):
        thing = thing.set_index(thing.columns[0])
    if thing.shape[1] == 1:
        return _labels_and_values(thing.iloc[:, 0], wanted)
    if any("/" in label for label in wanted):
        return {f"{_label(row)}/{_label(column)}": plain_answer(value) for column in thing.columns for row, value in thing[column].items()}
    return {_label(label): "" for label in thing.index}


def _label(label: Any) -> str:
    found = plain_answer(label)
    return "/".join(map(str, found)) if isinstance(found, list) else str(found)


def _drawn(thing: Any) -> dict[str, Any]:
    """What a figure shows: labels with numbers, the kind of plot, and which words it has."""
    axes = _axes(thing)
    if axes is None:
        raise UnreadableError
    values: dict[str, float] = {}
    plot = ""
    if axes.patches:
        sideways = len({round(bar.get_x(), 6) for bar in axes.patches}) == 1 and len(axes.patches) > 1
        plot = "barh" if sideways else "bar"
        axis = axes.yaxis if sideways else axes.xaxis
        ticks = {round(float(place), 3): label.get_text() for place, label in zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=False)}
        for bar in axes.patches:
            middle = bar.get_y() + bar.get_height() / 2 if sideways else bar.get_x() + bar.get_width() / 2
            label = ticks.get(round(float(middle), 3), "") or f"{middle:g}"
            values[label] = float(bar.get_width() if sideways else bar.get_height())
    elif axes.lines or axes.collections:
        plot = "line" if axes.lines else "scatter"
        points = axes.lines[0].get_xydata() if axes.lines else axes.collections[0].get_offsets()
        names = [label.get_text() for label in axes.xaxis.get_ticklabels()]
        places = [round(float(place), 3) for place in axes.xaxis.get_ticklocs()]
        ticks = dict(zip(places, names, strict=False))
        values = {ticks.get(round(float(x), 3), "") or f"{float(x):g}": float(y) for x, y in points[:_MOST_ROWS]}
    if not values:
        raise UnreadableError("ladder.empty_figure")
    has = [name for name in FIGURE_NEEDS if str(getattr(axes, f"get_{name}")()).strip()]
    return {"values": values, "plot": plot, "has": has}


def _axes(thing: Any) -> Any:
    """The axes of whatever a plot call gives back."""
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

    if isinstance(thing, np.ndarray) and thing.size:
        thing = thing.ravel()[0]
    if isinstance(thing, Drawing):
        return thing.axes[0] if thing.axes else None
    if isinstance(thing, Axes):
        return thing
    return getattr(thing, "axes", None) if isinstance(getattr(thing, "axes", None), Axes) else None
