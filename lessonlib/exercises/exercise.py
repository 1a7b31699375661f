"""One exercise: its structure, its words, and its wrong answers that are expected."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lessonlib.exercises.phrases import Phrases

SKILLS = ("sourcing", "contextualisation", "corroboration", "close_reading")
LEVELS = ("core", "further")


@dataclass(frozen=True)
class Misconception:
    """A wrong answer that is expected, with what refutes it.

    Attributes
    ----------
    id : str
        Its name in the words files.
    answers : tuple
        The answers, or the parts of one, that betray it.
    evidence : tuple of str
        References, see `lessonlib.exercises.evidence.resolve`.

    Examples
    --------
    >>> Misconception("date-line", ("2022",), ()).id
    'date-line'
    """

    id: str
    answers: tuple[Any, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Exercise:
    """One exercise: its structure, and its words in the language of the edition.

    Attributes
    ----------
    lesson, id : str
        The number of the lesson, and the name of the exercise in it.
    row, words : mapping
        The structure, and the words in the learner's language.
    every : mapping
        The words in every language of the bank, for answers may come in any.
    phrases : Phrases
        The phrases that all exercises share.
    where : str
        File and line, for messages to authors.
    faults : tuple of str
        What is wrong with its data. An exercise with a fault is not available.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> exercise = example()
    >>> exercise.kind, exercise.skill
    ('quote', 'sourcing')
    """

    lesson: str
    id: str
    row: Mapping[str, Any]
    words: Mapping[str, Any]
    every: Mapping[str, Mapping[str, Any]]
    phrases: Phrases
    where: str
    faults: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The name of its kind.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> example().kind
        'quote'
        """
        return self.row["kind"]

    @property
    def skill(self) -> str:
        """The skill that it practises.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> example().skill in SKILLS
        True
        """
        return self.row["skill"]

    @property
    def recorded(self) -> bool:
        """Whether answers are kept, and not judged right or wrong.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> example("ledger").recorded
        True
        """
        return bool(self.row["recorded"]) or self.kind == "open"

    @cached_property
    def misconceptions(self) -> tuple[Misconception, ...]:
        """The wrong answers that are expected; answers in words stand in the words files.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> [found.id for found in example().misconceptions]
        ['repeats-the-title']
        """
        found = []
        for row in self.row["misconception"]:
            name = row.get("id", "")
            in_words = [answer for words in self.every.values() for answer in words.get("answers", {}).get(name, ())]
            found.append(Misconception(name, (*row.get("answers", ()), *in_words), tuple(row.get("evidence", ()))))
        return tuple(found)

    def label(self, group: str, key: str) -> str:
        """Return what an option, item or category is called in the learner's language.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> example().label("options", "a")
        'a'
        """
        return str(self.words.get(group, {}).get(key, key))

    def names(self, group: str) -> dict[str, tuple[str, ...]]:
        """Return all that an option, item or category is called, in any language.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> example().names("options")
        {}
        """
        return {key: (key, *(str(words.get(group, {}).get(key, key)) for words in self.every.values())) for key in self.row.get(group, ())}

    def say(self, name: str, default: str = "") -> str:
        """Return some of its words, or a phrase that all exercises share.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> example().say("no-such-word", "ladder.blank")[:9]
        'Write an '
        """
        found = self.words.get(name, "")
        return str(found) if found or not default else self.phrases(default)
