"""All answers to a question as pages tell of them: when, what, how judged, at which level of the task."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lessonlib.exercises.support import STANDARD, SUPPORTS
from lessonlib.exercises.verdicts import SIGNS, Result

if TYPE_CHECKING:
    from lessonlib.exercises.question import Question


class Attempt(NamedTuple):
    """One answer, with its time and its verdict.

    Attributes
    ----------
    at : str
        UTC, ISO 8601.
    answer : object
        As it was kept.
    result : Result
        Judged now.
    support : str
        The level of the task, ``"standard"`` if it was done as it stands.

    Examples
    --------
    >>> from lessonlib.exercises.lesson import sample
    >>> question = sample().q("horses")
    >>> _ = question.check(30)
    >>> [attempt.answer for attempt in attempts_of(question)]
    [30]
    """

    at: str
    answer: Any
    result: Result
    support: str = STANDARD


def attempts_of(question: Question) -> list[Attempt]:
    """Return all answers to a question, in order.

    Examples
    --------
    >>> from lessonlib.exercises.lesson import sample
    >>> attempts_of(sample().q("horses"))
    []
    """
    records = [record for record in question.work.records if record["exercise"] == question.exercise.id and record["act"] == "check"]
    judged = zip(records, question.attempts(), strict=True)
    return [Attempt(record["at"], record["answer"], result, _level(record)) for record, result in judged]


def _level(record: dict[str, Any]) -> str:
    return str(record["support"]) if record.get("support") in SUPPORTS else STANDARD


def verdict_words(result: Result) -> str:
    """Return sign and words of a verdict, as the page prints them.

    Examples
    --------
    >>> from lessonlib.exercises.lesson import sample
    >>> verdict_words(sample().q("horses").check(30))
    '✓ Right'
    """
    return f"{SIGNS[result.verdict]} {result.heading}"
