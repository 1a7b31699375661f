"""Put in order."""

from collections.abc import Iterable, Sequence
from typing import Any

from lessonlib.exercises.kinds.base import Judgement, Kind, UnreadableError
from lessonlib.exercises.kinds.choosing import as_list
from lessonlib.exercises.verdicts import Item


class Order(Kind):
    """Items in a row. ``accept`` lists ranks: items of one rank may stand in any order.

    Examples
    --------
    >>> as_list("first; second")
    ['first', 'second']
    """

    needs = ("items", "accept")

    def asked(self) -> str:
        return self.phrases("asks.order", items=", ".join(self.row["items"]))

    def read(self, answer: Any) -> list[str]:
        items = [self.pick(part, "items") for part in as_list(answer)]
        if len(set(items)) < len(items) or len(items) < len(self.row["items"]):
            missing = [key for key in self.row["items"] if key not in items]
            doubled = [key for key in dict.fromkeys(items) if items.count(key) > 1]
            raise UnreadableError(f"ladder.{'missing' if missing else 'doubled'}", items=", ".join(missing or doubled))
        return items

    def _ranks(self) -> dict[str, int]:
        return {key: number for number, keys in enumerate(self.row["accept"]) for key in keys}

    def judge(self, value: list[str]) -> Judgement:
        ranks = self._ranks()
        right = sorted(ranks[key] for key in value)
        fits = [ranks[key] == rank for key, rank in zip(value, right, strict=True)]
        items = tuple(Item(self.exercise.label("items", key), fit) for key, fit in zip(value, fits, strict=True))
        return Judgement(sum(fits) / len(fits), items, ("order",))

    def accepted(self) -> Sequence[Any]:
        row = [key for rank in self.row["accept"] for key in rank]
        turned = [key for rank in self.row["accept"] for key in reversed(rank)]
        return [row, *([turned] if turned != row else [])]

    def solution(self) -> str:
        return " → ".join(" / ".join(self.exercise.label("items", key) for key in rank) for rank in self.row["accept"])

    def key_faults(self) -> Iterable[str]:
        if not all(isinstance(rank, list) for rank in self.row["accept"]):
            yield 'accept must be a list of ranks, such as [["a"], ["b", "c"]].'
        elif sorted(key for rank in self.row["accept"] for key in rank) != sorted(self.row["items"]):
            yield f"accept must hold every item once; the items are {', '.join(self.row['items'])}."
