"""Short text, a number, a historical date."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from lessonlib.exercises.compare import Period, is_name, one_slip, plain, read_number, read_period, standard_name
from lessonlib.exercises.kinds.base import Judgement, Kind, UnreadableError, single

#: Where the description behind a name begins.
_TAIL = re.compile(r" ?\(|, | from | dari | of | at ")
#: Longer than any name with its titles.
_LONGEST = 1_000
_FINER = ("decade", "year", "month", "day")


class Text(Kind):
    """A few words; names count in every spelling that the course knows.

    Examples
    --------
    >>> from lessonlib.exercises.compare import standard_name
    >>> standard_name("Kim Jong-un") == standard_name("Kim Jong Un")
    True
    """

    needs = ()

    def read(self, answer: Any) -> str:
        answer = single(answer)
        if not isinstance(answer, str):
            raise UnreadableError
        if len(answer) > _LONGEST or len(answer.split()) > 30:
            raise UnreadableError("ladder.too_long")
        bare = self._bare(plain(answer))
        return standard_name(bare if is_name(bare) else self._name_in(bare))

    def _bare(self, words: str) -> str:
        """Leave out the small words and titles at the start: "the Kremlin", "di Moskwa", "Prof. Lukin"."""
        small = sorted(self.phrases.words("form.small_words"), key=len, reverse=True)
        while found := next((word for word in small if re.match(rf"{re.escape(word)}[ .]+\S", words)), ""):
            words = words[len(found) :].lstrip(" .")
        return words

    def _name_in(self, words: str) -> str:
        """A known name with a description behind it, or turned round: "Lukin (Vladivostok)", "Lukin, Artyom"."""
        if set(re.findall(r"\w+", words)) & set(self.phrases.words("form.refusals")):
            return words
        first, _, last = words.partition(", ")
        heads = [f"{last} {first}".strip(), *(words[: match.start()] for match in _TAIL.finditer(words))]
        return next((head for head in heads if is_name(head)), words)

    def judge(self, value: str) -> Judgement:
        right = {answer: self.read(answer) for answer in self.accepted()}
        met = tuple(answer for answer, read in right.items() if read == value)
        if not met and not is_name(value) and any(one_slip(value, plain(read)) for read in right.values()):
            return Judgement(0.5, note=self.phrases("ladder.spelling"))
        return Judgement(float(bool(met)), met=met)

    def accepted(self) -> Sequence[Any]:
        return [*self.row["accept"], *(answer for words in self.exercise.every.values() for answer in words.get("accept", ()))]

    def key_faults(self) -> Iterable[str]:
        if not self.accepted() and not self.exercise.recorded:
            yield "accept is missing: write the answers that are right, names in the structure, other words in the words."
        yield from super().key_faults()


class Number(Kind):
    """A number, with thousands parted as in Indonesian or in English.

    Examples
    --------
    >>> from lessonlib.exercises.compare import read_number
    >>> read_number("20.000") == read_number("20,000")
    True
    """

    def read(self, answer: Any) -> float:
        number = read_number(single(answer))
        if number is None:
            raise UnreadableError
        return number

    def judge(self, value: float) -> Judgement:
        met = tuple(str(answer) for answer in self.row["accept"] if read_number(answer) == value)
        return Judgement(float(bool(met)), met=met)

    def store(self, value: float) -> Any:
        return int(value) if value.is_integer() else value


class Date(Kind):
    """A date, right at the precision that is asked for.

    A finer answer is judged by its part that was asked; a coarser one that
    holds the right date is partly right.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> from lessonlib.exercises.kinds import kind_of
    >>> date = kind_of(example("written-in"))
    >>> [date.judge(date.read(answer)).share for answer in ("Maret 2024", "2024-03-15", "2024", "2023")]
    [1.0, 1.0, 0.5, 0.0]
    """

    needs = ("accept", "precision")

    def asked(self) -> str:
        return self.phrases(f"asks.{self.row['precision']}")

    def read(self, answer: Any) -> Any:
        period = read_period(single(answer))
        if period is None:
            raise UnreadableError
        return period

    def judge(self, value: Any) -> Judgement:
        asked = self.row["precision"]
        met, near = [], False
        for answer in self.row["accept"]:
            right = _period(answer)
            if _FINER.index(value.precision) >= _FINER.index(asked):
                if _cut(value, asked) == _cut(right, asked):
                    met.append(str(answer))
            elif value.earliest <= right.earliest and right.latest <= value.latest:
                near = True
        if met:
            return Judgement(1.0, met=tuple(met))
        return Judgement(0.5 if near else 0.0, note=self.phrases("ladder.coarse", asked=self.asked()) if near else "")

    def store(self, value: Any) -> Any:
        return _written(value, value.precision)

    def betrays(self, value: Any, sign: Any) -> bool:
        right = _period(sign)
        # A finer answer shows the same misconception; a coarser one need not.
        return _FINER.index(value.precision) >= _FINER.index(right.precision) and _cut(value, right.precision) == right[:2]

    def key_faults(self) -> Iterable[str]:
        for answer in self.row["accept"]:
            period = read_period(answer)
            if period is None:
                yield f"accept: {answer!r} is no date: write EDTF such as 2024-03."
            elif _FINER.index(period.precision) < _FINER.index(self.row["precision"]):
                yield f"accept: {answer!r} is coarser than the {self.row['precision']} that is asked for."


def _period(answer: Any) -> Period:
    found = read_period(answer)
    if found is None:
        raise UnreadableError
    return found


def _cut(period: Period, precision: str) -> tuple[Any, Any]:
    """The bounds of a date at a coarser precision."""
    return _period(_written(period, precision))[:2]


def _written(period: Period, precision: str) -> str:
    """The beginning of a date in EDTF."""
    day = period.earliest.isoformat()
    return {"day": day, "month": day[:7], "year": day[:4], "decade": f"{day[:3]}X"}[precision]
