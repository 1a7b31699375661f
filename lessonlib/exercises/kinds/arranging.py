"""Put in order."""

from collections.abc import Iterable, Sequence
from typing import Any

from lessonlib.exercises.answers import Unordered
from lessonlib.exercises.kinds.base import Judgement, Kind, UnreadableError
from lessonlib.exercises.kinds.choosing import pick_list
from lessonlib.exercises.verdicts import Item


class Order(Kind):
    """Items in a row. ``accept`` lists ranks: items of one rank may stand in any order.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> from lessonlib.exercises.kinds import kind_of
    >>> kind_of(example("one-after-another")).read("collapse > bread > recognition > shoigu")[0]
    'collapse'
    """

    needs = ("items", "accept")

    def asked(self) -> str:
        return self.phrases("asks.order", items=", ".join(self.row["items"]))

    def read(self, answer: Any) -> list[str]:
        if isinstance(answer, Unordered):
            raise UnreadableError("ladder.no_order")
        items = pick_list(answer, lambda part: self.pick(part, "items"))
        if len(set(items)) < len(items) or len(items) < len(self.row["items"]):
            missing = [key for key in self.row["items"] if key not in items]
            doubled = [key for key in dict.fromkeys(items) if items.count(key) > 1]
            raise UnreadableError(f"ladder.{'missing' if missing else 'doubled'}", items=", ".join(missing or doubled))
        return items

    def _ranks(self) -> dict[str, int]:
        return {key: number for number, keys in enumerate(self.row["accept"]) for key in keys}

    def judge(self, value: list[str]) -> Judgement:
        ranks = self._ranks()
        kept = _longest_run([ranks[key] for key in value])
        items = tuple(Item(self.exercise.label("items", key), place in kept) for place, key in enumerate(value))
        # Any one item is in order with itself: that is nothing yet.
        return Judgement(len(kept) / len(value) if len(kept) > 1 else 0.0, items if len(kept) > 1 else (), ("order",))

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


def _longest_run(ranks: list[int]) -> set[int]:
    """The places of the most items that stand in the right order among themselves."""
    runs: list[list[int]] = [[]]
    for place, rank in enumerate(ranks):
        lengths = [len(run) if not run or ranks[run[-1]] <= rank else -1 for run in runs]
        runs.append([*runs[lengths.index(max(lengths))], place])
    return set(sorted(runs, key=len)[-1])
