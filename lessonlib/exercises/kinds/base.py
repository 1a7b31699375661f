"""What every kind of question can do."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from lessonlib.exercises.answers import is_blank
from lessonlib.exercises.compare import only_words
from lessonlib.exercises.exercise import Exercise
from lessonlib.exercises.verdicts import Item
from lessonlib.html import bare

#: No option has a longer name.
_LONGEST = 2_000
_OPTION = re.compile(r"^(?:option|answer|pilihan|jawaban) (?=\w$)")


class UnreadableError(Exception):
    """An answer that is not of the kind that is asked for.

    Parameters
    ----------
    phrase : str
        The name of the phrase that says why; ``""`` for "you gave …; this asks for …".
    **values : object
        What the phrase names.

    Examples
    --------
    >>> UnreadableError("ladder.too_many", count=7).values
    {'count': 7}
    """

    def __init__(self, phrase: str = "", **values: object) -> None:
        super().__init__(phrase)
        self.phrase, self.values = phrase, values


def single(answer: Any) -> Any:
    """Return what a list of one holds.

    Examples
    --------
    >>> single(["b"]), single(["a", "b"])
    ('b', ['a', 'b'])
    """
    return answer[0] if isinstance(answer, list) and len(answer) == 1 else answer


@lru_cache(maxsize=2**11)
def _called(name: str) -> str:
    """A name without punctuation, and without the word for an option before a letter."""
    return _OPTION.sub("", only_words(name))


class Judgement(NamedTuple):
    """How much of an answer is right.

    Attributes
    ----------
    share : float
        From 0 (nothing) to 1 (all).
    items : tuple of Item
        Part by part.
    met : tuple of str
        Which accepted answers were given: each may have its own explanation.
    note : str
        What is missing, in the learner's language.

    Examples
    --------
    >>> Judgement(1.0).items
    ()
    """

    share: float
    items: tuple[Item, ...] = ()
    met: tuple[str, ...] = ()
    note: str = ""


class Kind:
    """Reads and judges the answers to one exercise.

    Parameters
    ----------
    exercise : Exercise
        The exercise.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> from lessonlib.exercises.kinds import kind_of
    >>> isinstance(kind_of(example()), Kind)
    True
    """

    #: The fields of the structure that it needs besides those that all need.
    needs: tuple[str, ...] = ("accept",)

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self.row: Mapping[str, Any] = exercise.row
        self.phrases = exercise.phrases

    def asked(self) -> str:
        """Say what is asked for.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.kinds import kind_of
        >>> kind_of(example()).asked()[:18]
        'words from the tex'
        """
        return self.phrases(f"asks.{self.exercise.kind}")

    def read(self, answer: Any) -> Any:
        """Read plain data as an answer of this kind, in one form however it was given.

        Raises
        ------
        UnreadableError
            If it is none.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.kinds import kind_of
        >>> kind_of(example("horses")).read("30")
        30.0
        """
        raise NotImplementedError

    def judge(self, value: Any) -> Judgement:
        """Judge an answer that was read.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.kinds import kind_of
        >>> kind_of(example("horses")).judge(30.0).share
        1.0
        """
        raise NotImplementedError

    def betrays(self, value: Any, sign: Any) -> bool:
        """Say whether an answer that was read shows a misconception, given one of its answers.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.kinds import kind_of
        >>> kind_of(example("horses")).betrays(1.0, 1)
        True
        """
        return bool(value == self.read(sign))

    def accepted(self) -> Sequence[Any]:
        """Return answers that are right, the one for the solution first.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.kinds import kind_of
        >>> len(kind_of(example()).accepted()) > 1
        True
        """
        return list(self.row["accept"])

    def mistaken(self, sign: Any) -> Any:
        """Return an answer that shows a misconception, given one of its answers.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.kinds import kind_of
        >>> kind_of(example()).mistaken("kompas-feature@45")
        'kompas-feature@45'
        """
        return sign

    def store(self, value: Any) -> Any:
        """Return an answer that was read as JSON can hold it; reading it again gives the same.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.kinds import kind_of
        >>> kind_of(example("horses")).store(30.0)
        30
        """
        return value

    def solution(self) -> str:
        """Return the answer for the solution, in words.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.kinds import kind_of
        >>> "Ke-792" in kind_of(example()).solution()
        True
        """
        return str(self.accepted()[0])

    def faults(self) -> Iterable[str]:
        """Say what an author got wrong in the key.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.kinds import kind_of
        >>> list(kind_of(example()).faults())
        []
        """
        missing = [name for name in self.needs if not self.row[name] and not (name in ("accept", "key") and self.exercise.recorded)]
        if missing:
            yield f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing: a question of the kind {self.exercise.kind!r} needs {'it' if len(missing) == 1 else 'them'}."
            return
        wrong = list(self.key_faults())
        yield from wrong
        if wrong:  # with a key that is wrong nothing more can be judged
            return
        for found in self.exercise.misconceptions:
            for sign in found.answers:
                yield from self._sign_faults(found.id, sign)

    def key_faults(self) -> Iterable[str]:
        """Say what is wrong with the key itself.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.kinds import kind_of
        >>> list(kind_of(example()).key_faults())
        []
        """
        for answer in self.accepted():
            try:
                value = self.read(answer)
            except UnreadableError:
                yield f"accept: {answer!r} is no answer to a question of the kind {self.exercise.kind!r}."
                continue
            if not self.exercise.recorded and self.judge(value).share < 1:
                yield f"accept: {answer!r} would not be judged right."

    def _sign_faults(self, name: str, sign: Any) -> Iterable[str]:
        try:
            value = self.read(self.mistaken(sign))
        except (UnreadableError, LookupError, TypeError, ValueError, AttributeError):
            yield f"the misconception {name!r}: {sign!r} is no answer to a question of the kind {self.exercise.kind!r}."
            return
        if not self.exercise.recorded and self.judge(value).share >= 1:
            yield f"the misconception {name!r}: {sign!r} is accepted as right, too."

    def pick(self, answer: Any, group: str) -> str:
        """Return the key of the option, item or category that someone names by key or by words.

        Raises
        ------
        UnreadableError
            If there is none; the phrase lists those there are.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.kinds import kind_of
        >>> kind_of(example("who-signs")).pick("Kompas-Feature", "options")
        'kompas-feature'
        """
        answer = single(answer)
        if isinstance(answer, int | float) and not isinstance(answer, bool) and float(answer).is_integer():
            answer = str(int(answer))
        if isinstance(answer, str):
            asked = _called(answer[:_LONGEST])
            for key, names in self.exercise.names(group).items():
                # By its key, by its words, or by both, as the solution prints them.
                if asked in {called for name in names for called in (_called(name), _called(bare(name)), _called(f"{key} {bare(name)}"))}:
                    return key
            if not is_blank(answer):
                known = ", ".join(self.exercise.row[group])
                raise UnreadableError("ladder.unknown_option", given=answer[:60], options=known)
        raise UnreadableError
