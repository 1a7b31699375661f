"""Open writing. Its form is checked, opinion never."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from lessonlib.corpus.load import load_corpus
from lessonlib.exercises.compare import plain
from lessonlib.exercises.kinds.base import Judgement, Kind, UnreadableError
from lessonlib.exercises.passages import find_passages, passages
from lessonlib.exercises.verdicts import Item
from lessonlib.exercises.words import BANK, Phrases, languages

NEEDS = ("quotation", "source", "doubt", "length")
_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]{3,}?)[”\"»]", re.DOTALL)
_NO_WORD = re.compile(r"\W+")
_ID = re.compile(r"[a-z]+-[a-z]+-\d{3}-\d{2}")


@cache
def _sources() -> tuple[str, ...]:
    """What a learner may call a source: texts, outlets, and the persons and bodies that speak in them."""
    from lessonlib.history.reference import load_voices

    documents = load_corpus().documents
    named = [*map(str, documents.index), *documents["outlet"], *documents["title"]]
    named += [name for byline in documents["byline"] for name in byline.split("; ")]
    named += [str(name) for name in load_voices()["name"]]
    return tuple(sorted({plain(name) for name in named if len(name) > 2}))


def has_quotation(text: str) -> bool:
    """Say whether words in quotation marks stand in the five texts, in Indonesian or in our English, or a sentence id is given.

    Examples
    --------
    >>> has_quotation("It says “bulan lalu”."), has_quotation("It says “once upon a time”.")
    (True, False)
    """
    if any(match in passages() for match in _ID.findall(text)):
        return True
    return any(find_passages(words) for words in _QUOTED.findall(text))


def names_source(text: str) -> bool:
    """Say whether a text, an outlet or one of its voices is named.

    Examples
    --------
    >>> names_source("According to Kompas.com, yes."), names_source("They say so.")
    (True, False)
    """
    words = _spaced(text)
    return any(_spaced(name) in words for name in _sources())


def states_doubt(text: str) -> bool:
    """Say whether a word of doubt stands in a text, in any language of the course.

    Examples
    --------
    >>> states_doubt("I do not know the day."), states_doubt("It was so.")
    (True, False)
    """
    words = _spaced(text)
    doubts = {doubt for language in languages(BANK) for doubt in Phrases(language).words("form.doubts")}
    return any(_spaced(doubt) in words for doubt in doubts)


def _spaced(text: str) -> str:
    """The plain words with a blank on each side, so that whole words can be looked for."""
    return f" {_NO_WORD.sub(' ', plain(text)).strip()} "


class Open(Kind):
    """Some sentences. What ``needs`` names is looked for and told; nothing is right or wrong.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> from lessonlib.exercises.kinds import kind_of
    >>> [item.right for item in kind_of(example("ledger")).judge("I count 3, because “bulan lalu”.").items]
    [True]
    """

    needs = ()

    def read(self, answer: Any) -> str:
        if not isinstance(answer, str):
            raise UnreadableError
        return answer.strip()

    def judge(self, value: str) -> Judgement:
        tests = {
            "quotation": lambda: has_quotation(value),
            "source": lambda: names_source(value),
            "doubt": lambda: states_doubt(value),
            "length": lambda: len(value.split()) >= self.least,
        }
        items = tuple(Item(self.phrases(f"form.{name}", least=self.least), tests[name]() or None) for name in self.row["needs"])
        return Judgement(1.0, items)

    @property
    def least(self) -> int:
        """So many words are asked for.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.kinds import kind_of
        >>> kind_of(example("ledger")).least
        0
        """
        return int(self.row["least"] or 0)

    def accepted(self) -> Sequence[Any]:
        samples = self.exercise.words.get("samples", {})
        return [samples[level] for level in ("proficient", "emergent", "basic") if level in samples]

    def solution(self) -> str:
        return "\n".join(f"{self.phrases(f'rubric.{level}')}: {sample}" for level, sample in self.exercise.words.get("samples", {}).items())

    def key_faults(self) -> Iterable[str]:
        if unknown := [name for name in self.row["needs"] if name not in NEEDS]:
            yield f"needs: {unknown[0]!r} cannot be looked for; it may be {', '.join(NEEDS)}."
            return
        if "length" in self.row["needs"] and not self.least:
            yield "least is missing: say how many words are asked for."
        for group in ("rubric", "samples"):
            if set(self.exercise.words.get(group, {})) != {"basic", "emergent", "proficient"}:
                yield f"{group} in its words must hold basic, emergent and proficient."
        best = self.exercise.words.get("samples", {}).get("proficient", "")
        if best and not all(item.right for item in self.judge(best).items):
            yield "the proficient sample does not have what 'needs' asks for."
