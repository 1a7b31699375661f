"""The order of the lessons, and what each teaches of Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessonlib.errors import DataError
from lessonlib.tomlfile import DATA, read_toml

_FILE = DATA / "course.toml"
_WORDS = (700, 1300)
_EXERCISES = 5


@dataclass(frozen=True)
class LessonPlan:
    """What the course asks of one lesson.

    Attributes
    ----------
    number, python : str
        Two digits; its idea of Python.
    taught : frozenset of str
        The constructs of this lesson and of all before it.
    words : tuple of int
        The fewest and the most words.
    least_exercises : int
        The fewest exercises.
    outside_share : float
        The largest share of outside statements.

    Examples
    --------
    >>> "column" in read_course().lessons["01"].taught
    True
    """

    number: str
    python: str
    taught: frozenset[str]
    words: tuple[int, int]
    least_exercises: int
    outside_share: float


@dataclass(frozen=True)
class Course:
    """What ``lessonlib/data/course.toml`` says.

    Attributes
    ----------
    lessons : mapping of str to LessonPlan
        By number, in order.
    sealed, truncated : tuple of str
        Names that are sealed; the broken copies.
    sealed_until : str
        The lesson that opens what is sealed.

    Examples
    --------
    >>> list(read_course().lessons)[:2]
    ['00', '01']
    """

    lessons: Mapping[str, LessonPlan]
    sealed: tuple[str, ...]
    sealed_until: str
    truncated: tuple[str, ...]

    def teaches(self, construct: str) -> str:
        """Return the lesson that teaches a construct, ``""`` if none does.

        Examples
        --------
        >>> read_course().teaches("mask"), read_course().teaches("lambda")
        ('02', '')
        """
        return next((number for number, plan in self.lessons.items() if construct in plan.taught), "")


def read_course(path: Path = _FILE) -> Course:
    """Read the order of the lessons.

    Raises
    ------
    DataError
        If the file is not TOML or a lesson lacks its number.

    Examples
    --------
    >>> read_course().sealed_until
    '06'
    """
    found = read_toml(path)
    taught: frozenset[str] = frozenset()
    lessons = {}
    for row in found.get("lesson", []):
        if not isinstance(row.get("number"), str):
            raise DataError(f"{path.name}: a [[lesson]] has no number: give it two digits.")
        taught |= frozenset(row.get("teaches", ()))
        lessons[row["number"]] = _plan(row, taught, found)
    return Course(lessons, tuple(found["sealed"]), found["sealed_until"], tuple(found["truncated"]))


def _plan(row: Mapping[str, Any], taught: frozenset[str], course: Mapping[str, Any]) -> LessonPlan:
    least, most = row.get("words", _WORDS)
    share = float(row.get("outside_share", course["outside_share"]))
    return LessonPlan(row["number"], row.get("python", ""), taught, (least, most), row.get("least_exercises", _EXERCISES), share)
