"""The form of a learner's work: what JSON may hold to be one."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

FORMAT = "lessonlib-work"
VERSION = 1
#: By so many marks of earlier editions a window that looks again knows whether a file grew out of the one that it saw.
_MARKS = 64
#: An answer is never nested so deep.
_DEEPEST = 40


def is_work(content: Any, lesson: str = "") -> bool:
    """Say whether something read from JSON is a learner's work.

    Examples
    --------
    >>> is_work({"format": "lessonlib-work"})
    False
    """
    if not isinstance(content, dict) or content.get("format") != FORMAT or content.get("version") != VERSION:
        return False
    if lesson and content.get("lesson") != lesson:
        return False
    records, drafts, seats = content.get("records"), content.get("drafts"), content.get("seats")
    return (
        isinstance(records, list)
        and all(is_record(record) for record in records)
        and isinstance(drafts, dict)
        and isinstance(seats, list)
        and all(isinstance(seat, str) for seat in seats)
        and isinstance(content.get("begun", ""), str)
        and _shallow(content)
    )


def edition_of(content: Mapping[str, Any]) -> tuple[int, tuple[str, ...]]:
    """Return how often a work file was written, and the marks of the last editions, the latest first; none if it does not say so.

    Examples
    --------
    >>> edition_of({"edition": [3, "f00d beef"]}), edition_of({})
    ((3, ('f00d', 'beef')), (0, ()))
    """
    match content.get("edition"):
        case [int(number), str(marks)]:
            return number, tuple(marks.split())
    return 0, ()


def next_edition(edition: tuple[int, tuple[str, ...]], mark: str) -> tuple[int, tuple[str, ...]]:
    """Return the edition that comes after one.

    Examples
    --------
    >>> next_edition((3, ("f00d", "beef")), "cafe")
    (4, ('cafe', 'f00d', 'beef'))
    """
    return edition[0] + 1, (mark, *edition[1])[:_MARKS]


def is_record(record: Any) -> bool:
    """Say whether something read from JSON is a record of what a learner did.

    Examples
    --------
    >>> is_record({"id": "a", "at": "2026-11-22T08:00:00+00:00", "exercise": "clue", "act": "hint"}), is_record({"id": "a"})
    (True, False)
    """
    if not isinstance(record, dict) or not all(isinstance(record.get(name), str) for name in ("id", "at", "exercise", "act")):
        return False
    return record["act"] != "check" or "answer" in record


def parse(content: bytes) -> Any:
    """Read JSON as strictly as it is written here.

    Raises
    ------
    ValueError, RecursionError
        If it is none, a number is none, or a name stands twice.

    Examples
    --------
    >>> parse(b'{"clue": 3}')
    {'clue': 3}
    """
    return json.loads(content, parse_constant=_no_number, parse_float=_finite, object_pairs_hook=_once)


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number that a work file holds")


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _no_number(digits)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice would take away what stood under it first."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice")
    return found


def _shallow(value: Any, left: int = _DEEPEST) -> bool:
    if isinstance(value, list | dict):
        return left > 0 and all(_shallow(part, left - 1) for part in (value.values() if isinstance(value, dict) else value))
    return True
