"""Open writing. Its form is checked, opinion never."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from lessonlib.corpus.load import load_corpus
from lessonlib.exercises.banks import BANK, languages
from lessonlib.exercises.compare import only_words, plain
from lessonlib.exercises.kinds.base import Judgement, Kind, UnreadableError
from lessonlib.exercises.passages import passages
from lessonlib.exercises.phrases import Phrases
from lessonlib.exercises.quotations import find_passages, quoted_parts
from lessonlib.exercises.verdicts import Item

NEEDS = ("quotation", "source", "doubt", "length")
_ID = re.compile(r"\b[a-z]{1,30}-[a-z]{1,30}(?:-\d{3}-\d{2}|@\d+)")
_SENTENCE = re.compile(r"[^.!?]+[.!?]?")


@cache
def _sources() -> tuple[str, ...]:
    """What a learner may call a source: texts, outlets, and the persons and bodies that speak in them."""
    from lessonlib.history.reference import load_names, load_voices

    documents = load_corpus().documents
    named = [*map(str, documents.index), *documents["outlet"], *documents["title"]]
    named += [name for byline in documents["byline"] for name in byline.split("; ")]
    names = load_names()
    for name in map(str, load_voices()["name"]):
        named += [
            name,
            name.partition(" (")[0],
            name.partition(" (")[0].split()[-1],
            *(names["variants"][name] if name in names.index else ()),
        ]
    named += [str(doc_id).partition("-")[2] for doc_id in documents.index]
    named += [str(outlet).split(".")[0] for outlet in documents["outlet"]]
    return tuple(sorted({plain(name) for name in named if len(name) > 1}))


def has_quotation(text: str) -> bool:
    """Say whether words in quotation marks stand in the five texts, in Indonesian or in our English, or a sentence id is given.

    Examples
    --------
    >>> has_quotation("It says “bulan lalu”."), has_quotation("It says “once upon a time”.")
    (True, False)
    """
    if any(match in passages() for match in _ID.findall(text.lower())):
        return True
    return any(_shows(words) for words in quoted_parts(text))


def _shows(words: str) -> bool:
    """Two words or more that stand in few places, or one that stands in a single one."""
    found = find_passages(words)
    return 1 <= len(found) <= (3 if len(words.split()) > 1 else 1)


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
    """Say whether the learner states a doubt, in any language of the course; one that is quoted, or stands in an unfilled starter, is none.

    Examples
    --------
    >>> states_doubt("I do not know the day."), states_doubt("It was so.")
    (True, False)
    """
    for words in dict.fromkeys(quoted_parts(text)):
        text = text.replace(words, " ")
    # Where a starter was left open, the sentence around it was not written by the learner.
    words = _spaced(_SENTENCE.sub(lambda found: " " if "…" in found[0] else found[0], text))
    for certain in _phrases("form.no_doubts"):
        words = words.replace(_spaced(certain), " ")
    return any(_spaced(doubt) in words for doubt in _phrases("form.doubts"))


def _phrases(name: str) -> set[str]:
    return {word for language in languages(BANK) for word in Phrases(language).words(name)}


def _spaced(text: str) -> str:
    """The plain words with a blank on each side, so that whole words can be looked for."""
    return f" {only_words(text)} "


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
        if len(answer.split()) < 3:
            raise UnreadableError("ladder.too_short")
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
