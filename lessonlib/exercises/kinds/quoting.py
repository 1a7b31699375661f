"""Quote the evidence: words of a text, in Indonesian or in English, or the id of a sentence."""

from collections.abc import Iterable, Sequence
from typing import Any

from lessonlib.exercises.kinds.base import Judgement, Kind, UnreadableError
from lessonlib.exercises.passages import find_passages, passages
from lessonlib.exercises.verdicts import Item


class Quote(Kind):
    """One passage, or ``count`` of them; ``accept`` lists those that serve.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> from lessonlib.exercises.kinds import kind_of
    >>> kind_of(example()).read("day 792")
    ['kompas-feature@4392']
    """

    def read(self, answer: Any) -> list[str]:
        given = answer if isinstance(answer, list) else [answer]
        if not given or not all(isinstance(words, str) for words in given):
            raise UnreadableError
        return list(dict.fromkeys(ref for words in given for ref in self._one(words)))

    def _one(self, words: str) -> list[str]:
        found = find_passages(words)
        if not found:
            raise UnreadableError("ladder.not_in_texts")
        # Words that stand in several passages serve if any of these is meant.
        serving = [ref for ref in found if ref in self.row["accept"]]
        if len(found) > 3 and len(serving) < len(found):
            raise UnreadableError("ladder.too_many", count=len(found))
        return serving or found

    def judge(self, value: list[str]) -> Judgement:
        met = tuple(ref for ref in value if ref in self.row["accept"])
        wanted = int(self.row["count"] or 1)
        items = tuple(Item(_short(ref), ref in met) for ref in value) if len(value) > 1 else ()
        missing = self.phrases("ladder.more_quotes", count=wanted - len(met)) if met and len(met) < wanted else ""
        return Judgement(min(1.0, len(met) / wanted), items, met, missing)

    def betrays(self, value: list[str], sign: Any) -> bool:
        return str(sign) in value and not any(ref in self.row["accept"] for ref in value)

    def accepted(self) -> Sequence[Any]:
        wanted, refs = int(self.row["count"] or 1), list(self.row["accept"])
        if wanted == 1:
            return refs
        return [refs[:wanted], *([refs[-wanted:]] if len(refs) > wanted else [])]

    def solution(self) -> str:
        wanted = int(self.row["count"] or 1)
        return " · ".join(_short(ref) for ref in self.row["accept"][:wanted])

    def key_faults(self) -> Iterable[str]:
        for ref in self.row["accept"]:
            if ref not in passages():
                yield f"accept: there is no sentence or part of a page {ref!r}."
        if int(self.row["count"] or 1) > len(self.row["accept"]) and not self.exercise.recorded:
            yield f"count is {self.row['count']}, but accept holds only {len(self.row['accept'])}."


def _short(ref: str) -> str:
    passage = passages()[ref]
    return f"“{passage.original if len(passage.original) <= 90 else passage.original[:80] + ' …'}”"
