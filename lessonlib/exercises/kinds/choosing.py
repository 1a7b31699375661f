"""Choose one, or choose several."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from lessonlib.errors import no_such
from lessonlib.exercises.kinds.base import Judgement, Kind, UnreadableError
from lessonlib.exercises.verdicts import Item

#: A longer text is no list of names.
_LONGEST = 5_000
#: What parts the items of a list that is written as text, the surest first: an option may hold a comma, or "and".
_PARTED = [re.compile(pattern) for pattern in (r"[;\n>→]+", r"[,;\n>→]+", r"[,;\n&>→]+|\s(?:and|dan)\s")]


def pick_list(answer: Any, pick: Callable[[Any], str]) -> list[str]:
    """Return the keys that a list names; text is parted at line breaks, arrows, commas and the word "and".

    Parameters
    ----------
    answer : object
        A list, or text.
    pick : callable
        Returns the key of one part, or raises `UnreadableError`.

    Raises
    ------
    UnreadableError
        If it is neither a list nor text, or a part cannot be read.

    Examples
    --------
    >>> pick_list("bread and salt > war and peace", str), pick_list(["b", "a"], str)
    (['bread and salt', 'war and peace'], ['b', 'a'])
    """
    if isinstance(answer, list):
        return [pick(part) for part in answer]
    if not isinstance(answer, str) or len(answer) > _LONGEST:
        raise UnreadableError
    for pattern in _PARTED[:-1]:
        try:
            return [pick(part.strip()) for part in pattern.split(answer) if part.strip()]
        except UnreadableError:
            continue
    return [pick(part.strip()) for part in _PARTED[-1].split(answer) if part.strip()]


class Choice(Kind):
    """One of some options, named by its key or in its words. More than one may be defensible.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> from lessonlib.exercises.kinds import kind_of
    >>> kind_of(example("silence")).read("B")
    'b'
    """

    needs = ("options", "accept")

    def asked(self) -> str:
        return self.phrases("asks.choice", options=", ".join(self.row["options"]))

    def read(self, answer: Any) -> str:
        return self.pick(answer, "options")

    def judge(self, value: str) -> Judgement:
        return Judgement(float(value in self.row["accept"]), met=(value,))

    def solution(self) -> str:
        return "; ".join(f"{key}: {self.exercise.label('options', key)}" for key in self.row["accept"])

    def key_faults(self) -> Iterable[str]:
        for field in ("accept", "either"):
            for key in self.row[field]:
                if key not in self.row["options"]:
                    yield f"{field}: {no_such('option', key, self.row['options'])}."
        if set(self.row["accept"]) >= set(self.row["options"]) and not self.exercise.recorded:
            yield "accept: every option is right; a question needs one that is not."


class Several(Choice):
    """Some of some options; those in ``either`` may be chosen or left.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> from lessonlib.exercises.kinds import kind_of
    >>> kind_of(example("who-signs")).read("kompas-feature")
    ['kompas-feature']
    """

    def asked(self) -> str:
        return self.phrases("asks.several", options=", ".join(self.row["options"]))

    def read(self, answer: Any) -> Any:
        if isinstance(answer, str):
            try:  # the words of an option may hold a comma
                return [self.pick(answer, "options")]
            except UnreadableError:
                pass
        chosen = set(pick_list(answer, lambda part: self.pick(part, "options")))
        if not chosen:
            raise UnreadableError
        return [key for key in self.row["options"] if key in chosen]

    def judge(self, value: Any) -> Judgement:
        wanted, chosen = set(self.row["accept"]), set(value)
        wrong = chosen - wanted - set(self.row["either"])
        share = len(chosen & wanted) / len(wanted | wrong) if wanted else 1.0
        items = tuple(
            Item(self.exercise.label("options", key), key not in wrong, self._because(key))
            for key in value
            if key not in self.row["either"]
        )
        return Judgement(share, items, tuple(value), self.phrases("ladder.more") if wanted - chosen else "")

    def _because(self, key: str) -> str:
        return str(self.exercise.words.get("because", {}).get(key, ""))

    def betrays(self, value: Any, sign: Any) -> bool:
        return sign in value

    def accepted(self) -> Sequence[Any]:
        accept, either = list(self.row["accept"]), list(self.row["either"])
        return [accept, *([[*accept, *either]] if either else [])]

    def mistaken(self, sign: Any) -> Any:
        return [sign]

    def solution(self) -> str:
        return "; ".join(self.exercise.label("options", key) for key in self.row["accept"])
