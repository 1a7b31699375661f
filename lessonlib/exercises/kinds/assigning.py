"""Match, classify, and the matrix of claims and texts: each item gets a category."""

from collections.abc import Iterable, Sequence
from typing import Any

from lessonlib.errors import no_such
from lessonlib.exercises.answers import is_blank
from lessonlib.exercises.kinds.base import Judgement, Kind, UnreadableError
from lessonlib.exercises.verdicts import Item


class Assign(Kind):
    """One category for each item; ``key`` lists those that can be defended.

    An item without any is recorded and not judged.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> from lessonlib.exercises.kinds import kind_of
    >>> kind_of(example("three-days")).read({"article": "Stated", "copy": ""})
    {'article': 'stated'}
    """

    needs: tuple[str, ...] = ("items", "categories", "key")

    def asked(self) -> str:
        return self.phrases("asks.assign", items=", ".join(self.slots()), categories=", ".join(self.row["categories"]))

    def slots(self) -> list[str]:
        """Return the names of all items, or cells.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.kinds import kind_of
        >>> len(kind_of(example("three-days")).slots()) > 1
        True
        """
        return list(self.row["items"])

    def keys(self) -> dict[str, list[str]]:
        """Return the categories that can be defended, by item.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.kinds import kind_of
        >>> kind_of(example("three-days")).keys()["article"]
        ['stated']
        """
        return {slot: list(self.row["key"].get(slot, ())) for slot in self.slots()}

    def slot_label(self, slot: str) -> str:
        """Return what an item is called in the learner's language.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.kinds import kind_of
        >>> len(kind_of(example("three-days")).slot_label("article")) > 7
        True
        """
        return self.exercise.label("items", slot)

    def read(self, answer: Any) -> dict[str, str]:
        if isinstance(answer, list) and all(isinstance(pair, list) and len(pair) == 2 for pair in answer):
            answer = {str(pair[0]): pair[1] for pair in answer}
        if not isinstance(answer, dict):
            raise UnreadableError
        given = {self.slot(name): value for name, value in answer.items()}
        read = {slot: self.pick(given[slot], "categories") for slot in self.slots() if not is_blank(given.get(slot))}
        keys = self.keys()
        judged = any(keys[slot] for slot in read) or not any(keys.values())
        return read if judged else {}

    def slot(self, name: str) -> str:
        """Return the item that someone names.

        Raises
        ------
        UnreadableError
            If there is none.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.kinds import kind_of
        >>> kind_of(example("three-days")).slot("ARTICLE")
        'article'
        """
        return self.pick(name, "items")

    def judge(self, value: dict[str, str]) -> Judgement:
        items, right, judged = [], 0, 0
        because = self.exercise.words.get("because", {})
        for slot, keys in self.keys().items():
            label, given = self.slot_label(slot), value.get(slot)
            shown = f"{label} → {self.exercise.label('categories', given)}" if given else label
            if not keys and given:
                items.append(Item(shown, None, because.get(slot, "")))
                continue
            if not keys:
                continue
            judged += 1
            fits = given in keys
            right += fits
            why = because.get(f"{slot} = {given}", because.get(slot, "")) if fits else ""
            items.append(Item(shown, fits if given else None, why))
        return Judgement(right / judged if judged else 1.0, tuple(items), tuple(value))

    def betrays(self, value: dict[str, str], sign: Any) -> bool:
        return all(value.get(slot) == given for slot, given in self.read(sign).items())

    def accepted(self) -> Sequence[Any]:
        first = {slot: keys[0] if keys else self.row["categories"][0] for slot, keys in self.keys().items()}
        others = [{**first, slot: other} for slot, keys in self.keys().items() for other in keys[1:]]
        return [first, *others]

    def mistaken(self, sign: Any) -> Any:
        return {**self.accepted()[0], **self.read(sign)}

    def solution(self) -> str:
        return "; ".join(
            f"{self.slot_label(slot)} → {' / '.join(self.exercise.label('categories', key) for key in keys) or self.phrases('ladder.open_item')}"
            for slot, keys in self.keys().items()
        )

    def key_faults(self) -> Iterable[str]:
        for slot in self.row["key"]:
            if slot not in self.slots():
                yield f"key: {no_such('item', slot, self.slots())}."
        for slot, keys in self.keys().items():
            if slot not in self.row["key"]:
                yield f"key: {slot} has none; write an empty list if it is not judged."
            yield from self._category_faults(slot, keys)

    def _category_faults(self, slot: str, keys: Sequence[str]) -> Iterable[str]:
        for key in keys:
            if key not in self.row["categories"]:
                yield f"key: {slot} has {key!r}; the categories are {', '.join(self.row['categories'])}."


class Matrix(Assign):
    """Claims by texts: each cell gets a category. Cells are named ``claim/text``.

    Examples
    --------
    >>> Matrix.needs
    ('items', 'columns', 'categories', 'key')
    """

    needs = ("items", "columns", "categories", "key")

    def asked(self) -> str:
        return self.phrases(
            "asks.matrix",
            items=", ".join(self.row["items"]),
            columns=", ".join(self.row["columns"]),
            categories=", ".join(self.row["categories"]),
        )

    def slots(self) -> list[str]:
        return [f"{item}/{column}" for item in self.row["items"] for column in self.row["columns"]]

    def keys(self) -> dict[str, list[str]]:
        found = {}
        for slot in self.slots():
            item, column = slot.split("/")
            cell = self.row["key"].get(item, {})
            found[slot] = list(cell.get(column, ())) if isinstance(cell, dict) else []
        return found

    def slot_label(self, slot: str) -> str:
        item, column = slot.split("/")
        return f"{self.exercise.label('items', item)} · {self.exercise.label('columns', column)}"

    def slot(self, name: str) -> str:
        item, _, column = name.partition("/")
        return f"{self.pick(item, 'items')}/{self.pick(column, 'columns')}"

    def read(self, answer: Any) -> dict[str, str]:
        if isinstance(answer, dict) and all(isinstance(cells, dict) for cells in answer.values()):
            answer = {f"{item}/{column}": value for item, cells in answer.items() for column, value in cells.items()}
        return super().read(answer)

    def key_faults(self) -> Iterable[str]:
        for item, cells in self.row["key"].items():
            if item not in self.row["items"]:
                yield f"key: {no_such('item', item, self.row['items'])}."
            elif not isinstance(cells, dict) or set(cells) != set(self.row["columns"]):
                yield f"key: {item} must be a table with {', '.join(self.row['columns'])}."
        for slot, keys in self.keys().items():
            yield from self._category_faults(slot, keys)
