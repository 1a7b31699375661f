"""What a learner did in a lesson: records in the order in which they were made, and what stands in the places of the answers."""

from __future__ import annotations

import datetime
import uuid
from typing import Any


class Records:
    """What was done in a lesson.

    Parameters
    ----------
    lesson : str
        Its number.

    Attributes
    ----------
    records : list of dict
        Each with ``id``, ``at`` (UTC, ISO 8601), ``exercise``, ``act``
        (``check``, ``hint``, ``solution`` or ``support``) and, for ``check``
        and ``support``, ``answer``; with ``check`` also ``support``, unless the
        task was done as it stands.
        The act ``draft`` keeps what was begun as an answer, in another window
        or at another time, and gave way to what stands in its place.
    drafts : dict
        What was typed and not yet checked, by exercise.
    seats : list of str
        One to three seat codes of those who work together.
    begun : str
        Another one after each reset, ``""`` before the first: by it a window
        tells work that was cleared from work that a damaged or an older file lacks.
    edition : tuple
        How often the file was written when it was last seen here, and the marks
        of its last editions: by them an older file is told from a later one.

    Examples
    --------
    >>> Records("01").records
    []
    """

    def __init__(self, lesson: str) -> None:
        self.lesson = lesson
        self.records: list[dict[str, Any]] = []
        self.drafts: dict[str, Any] = {}
        self.seats: list[str] = []
        self.begun = ""
        self.edition: tuple[int, tuple[str, ...]] = (0, ())

    def answers(self, exercise: str) -> list[Any]:
        """Return all answers that were checked, the latest last.

        Examples
        --------
        >>> Records("01").answers("clue")
        []
        """
        return [record["answer"] for record in self.records if record["exercise"] == exercise and record["act"] == "check"]

    def current(self, exercise: str) -> Any:
        """Return what the learner had in the answer's place, None if nothing.

        Examples
        --------
        >>> Records("01").current("clue") is None
        True
        """
        if exercise in self.drafts:
            return self.drafts[exercise]
        answers = self.answers(exercise)
        return answers[-1] if answers else None

    def set_aside(self, exercise: str, answer: Any) -> bool:
        """Keep what was begun as an answer and gave way to another; the same is kept once. Say whether it was new.

        Examples
        --------
        >>> mine = Records("01")
        >>> mine.set_aside("clue", "Hari"), mine.set_aside("clue", "Hari")
        (True, False)
        """
        if answer in [record.get("answer") for record in self.records if record["act"] == "draft" and record["exercise"] == exercise]:
            return False
        self.records.append(new_record(exercise, "draft") | {"answer": answer})
        return True

    def count(self, exercise: str, act: str) -> int:
        """Count the records of one kind.

        Examples
        --------
        >>> Records("01").count("clue", "hint")
        0
        """
        return sum(record["exercise"] == exercise and record["act"] == act for record in self.records)


def interleaved(first: list[dict[str, Any]], second: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the records of both, each once, in the order that each has them; only between the two does the clock decide.

    Examples
    --------
    >>> first, second = ({"id": name, "at": at} for name, at in (("a", "2026-11-23"), ("b", "2026-11-22")))
    >>> [record["id"] for record in interleaved([first], [second, first])]
    ['b', 'a']
    """
    ours, theirs = ({record["id"] for record in records} for records in (first, second))
    found: dict[str, dict[str, Any]] = {}
    mine, other = list(reversed(first)), list(reversed(second))
    while mine and other:
        if mine[-1]["id"] in found or other[-1]["id"] in found:  # told already
            (mine if mine[-1]["id"] in found else other).pop()
            continue
        shared = mine[-1]["id"] in theirs, other[-1]["id"] in ours
        # What both hold waits until each has told what came before.
        behind = shared[0] if shared[0] != shared[1] else other[-1]["at"] < mine[-1]["at"]
        record = (other if behind else mine).pop()
        found.setdefault(record["id"], record)
    for record in [*reversed(mine), *reversed(other)]:
        found.setdefault(record["id"], record)
    return list(found.values())


def new_record(exercise: str, act: str) -> dict[str, Any]:
    """Make a record of what is done now.

    Examples
    --------
    >>> list(new_record("clue", "hint"))
    ['id', 'at', 'exercise', 'act']
    """
    return {"id": new_id(), "at": _now(), "exercise": exercise, "act": act}


def new_id() -> str:
    """Return an identifier that nothing else has.

    Examples
    --------
    >>> len(new_id())
    32
    """
    return uuid.uuid4().hex


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
