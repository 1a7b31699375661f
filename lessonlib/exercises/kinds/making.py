"""A table or a figure made in code; the same can be answered without code."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from lessonlib.exercises.answers import Made
from lessonlib.exercises.compare import plain, read_number
from lessonlib.exercises.counting import bare_numbers, uncounted
from lessonlib.exercises.kinds.base import Judgement, Kind, UnreadableError
from lessonlib.exercises.kinds.choosing import pick_list
from lessonlib.exercises.made import Drawn, from_drawing, from_pandas, label_key
from lessonlib.exercises.recipes import cook, recipe_faults, rows
from lessonlib.exercises.verdicts import Item

#: So many parts are named one by one.
_SHOWN = 8
#: Of a cell no more letters are compared.
_LONGEST = 2_000
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
            # All rows that the question is about, not only those that are kept: which these are is the answer.
            return [
                str(label)
                for label in rows({name: self.row["make"][name] for name in ("table", "among") if name in self.row["make"]}).index
            ]
        return list(self.wanted)

    def asked(self) -> str:
        return self.phrases(f"asks.table_{self.shape}")

    def read(self, answer: Any) -> Any:
        if isinstance(answer, str) and self.shape == "rows":
            answer = pick_list(answer, self._row_named)
        if self.shape == "count":
            answer = self._named_counts(answer)
        choices = {label_key(label): label for label in (*self.choices(), *self.wanted)}
        found = from_pandas(answer.thing, choices, self.shape) if isinstance(answer, Made) else _flat(answer)
        if found is None and self.shape == "count" and isinstance(answer, Made):
            raise UnreadableError("ladder.other_count", column=self.row["make"]["count"])
        if found is None:
            raise UnreadableError
        if not found:
            raise UnreadableError("ladder.empty_table")
        if self.shape == "rows":
            # A column of True and False says which rows are kept.
            found = {label: "" for label, value in found.items() if value is not False}
        read = {choices.get(label_key(label), label): _value(value) for label, value in found.items()}
        return read if self.shape == "rows" else {label: value for label, value in read.items() if value != ""}

    def _named_counts(self, answer: Any) -> Any:
        """Numbers without names get those of the table in its order, rows of one name are counted; what else is not counted is told so."""
        make = self.row["make"]
        if (numbers := bare_numbers(answer)) is not None:
            labels = list(dict.fromkeys(str(label) for label in rows(make)[make["count"]]))
            right = [self.wanted[label] for label in labels]
            found = [read_number(number) for number in numbers]
            if len(found) != len(right) or (found != right and sorted(map(str, found)) == sorted(str(float(number)) for number in right)):
                raise UnreadableError("ladder.no_names", count=len(labels), labels=", ".join(labels))
            return dict(zip(labels, numbers, strict=True))
        held = uncounted(answer, make["count"])
        if not held:
            return answer
        if len(set(held)) > 1:
            raise UnreadableError("ladder.uncounted", column=make["count"])
        return {held[0]: len(held)}

    def _row_named(self, name: str) -> str:
        """The row that someone names in a line of text."""
        named = {label_key(label): label for label in self.choices()}.get(label_key(name))
        if named is None:
            raise UnreadableError("ladder.unknown_option", given=name[:60], options=", ".join(self.choices()[:12]))
        return named

    def judge(self, value: Any) -> Judgement:
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

    def read(self, answer: Any) -> Drawn:
        drawn = from_drawing(_thing(answer))
        if drawn is not None:
            if not drawn.plot:
                raise UnreadableError("ladder.empty_figure")
            return drawn._replace(values=self._labelled(drawn.values))
        if isinstance(answer, dict) and set(answer) == set(Drawn._fields) and isinstance(answer["values"], dict):
            return Drawn(super().read(answer["values"]), str(answer["plot"]), list(answer["has"] or ()))
        return Drawn(super().read(answer), "", [])

    def _labelled(self, values: Mapping[str, float]) -> dict[str, float]:
        known = {label_key(label): label for label in self.wanted}
        return {known.get(label_key(label), label): number for label, number in values.items()}

    def judge(self, value: Drawn) -> Judgement:
        judgement = super().judge(value.values)
        if not value.plot:
            return judgement
        items = [Item(self.phrases("figure.numbers"), judgement.share == 1)]
        if self.row["plot"]:
            items.append(Item(self.phrases(f"figure.{self.row['plot']}"), value.plot == self.row["plot"]))
        items += [Item(self.phrases(f"figure.{name}"), name in value.has) for name in self.row["needs"]]
        right = sum(bool(item.right) for item in items) / len(items)
        return Judgement(right if judgement.share else 0.0, tuple(items), ("figure",), judgement.note)

    def store(self, value: Drawn) -> Any:
        return value._asdict()

    def betrays(self, value: Drawn, sign: Any) -> bool:
        return bool(value.values == self.read(self.mistaken(sign)).values)

    def key_faults(self) -> Iterable[str]:
        yield from super().key_faults()
        for name in self.row["needs"]:
            if name not in FIGURE_NEEDS:
                yield f"needs: {name!r} cannot be looked for in a figure; it may be {', '.join(FIGURE_NEEDS)}."


def _thing(answer: Any) -> Any:
    """What was made, or a list of what was made: plot calls give both."""
    if isinstance(answer, list):
        return [part.thing for part in answer if isinstance(part, Made)]
    return answer.thing if isinstance(answer, Made) else None


def _value(value: Any) -> Any:
    """A number as a number, text without what makes no difference."""
    number = read_number(value)
    return number if number is not None else plain(value[:_LONGEST]) if isinstance(value, str) else ""


def _flat(answer: Any) -> dict[str, Any] | None:
    if isinstance(answer, list) and all(isinstance(label, str) for label in answer):
        return {label: "" for label in answer if label.strip()}
    if isinstance(answer, list) and all(isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) for pair in answer):
        return dict(answer)
    if not isinstance(answer, dict):
        return None
    flat: dict[str, Any] = {}
    for label, value in answer.items():
        flat |= {f"{label}/{inner}": part for inner, part in value.items()} if isinstance(value, dict) else {label: value}
    return flat
