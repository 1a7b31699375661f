"""A page that was handed in, read again and judged anew."""

from __future__ import annotations

import json
import logging
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from lessonlib.exercises.bank import LessonBank, lesson_numbers, read_lesson
from lessonlib.exercises.banks import BANK, languages
from lessonlib.exercises.handing_in.comparing import compare
from lessonlib.exercises.handing_in.doubt import HistoryPageError, doubt
from lessonlib.exercises.handing_in.export import DATA_ID, FORMAT, VERSION
from lessonlib.exercises.keeping.form import is_record
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.kept import read_kept
from lessonlib.exercises.lesson import Lesson
from lessonlib.language import FIRST

#: A page that a learner hands in is far smaller.
LARGEST = 20_000_000


class Page(NamedTuple):
    """A page that could be trusted.

    Attributes
    ----------
    path : pathlib.Path
        Where it stands.
    learner : str
        The pseudonym, else the seats, else the name of the file.
    seats : tuple of str
        Seat codes.
    lesson : Lesson
        The exercises with the learner's work, in memory.
    exported : str
        When the page was written, as it says itself: UTC, ISO 8601.

    Examples
    --------
    >>> Page._fields
    ('path', 'learner', 'seats', 'lesson', 'exported')
    """

    path: Path
    learner: str
    seats: tuple[str, ...]
    lesson: Lesson
    exported: str = ""


def read_page(path: Path, bank: Path = BANK) -> Page:
    """Read one page and judge its answers anew.

    Raises
    ------
    DoubtError
        If it carries no data, or says something else than its data.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from lessonlib.exercises.lesson import open_lesson
    >>> with TemporaryDirectory() as folder:
    ...     read_page(open_lesson("01").export(name="A3", folder=folder).html).lesson.number
    '01'
    """
    from bs4 import BeautifulSoup

    logging.getLogger("bs4.dammit").setLevel(logging.ERROR)  # which page was cut short is told here, by its name
    try:
        if path.stat().st_size > LARGEST:
            raise doubt("large")
        soup = BeautifulSoup(path.read_bytes(), "html.parser")
    except OSError as error:
        raise doubt("unreadable", why=error.strerror) from error
    element = soup.find("script", id=DATA_ID)
    if element is None and soup.find("meta", attrs={"name": "lessonlib", "content": ["my-history", "class"]}):
        raise HistoryPageError("it is a history of one's own, or the page on a class: to be read and not judged.")
    data = _data(element)
    number = data["lesson"]
    if number not in lesson_numbers(bank):
        raise doubt("lesson", number=repr(number[:20]))
    work = Work(number, None)
    work.records, work.seats, work.drafts = data["records"], data["seats"], data["kept"]
    lesson = Lesson(_bank(number, _language(soup, bank), bank), work)
    if stray := sorted({record["exercise"] for record in work.records} - set(lesson.exercise_ids)):
        raise doubt("stray", exercises=", ".join(stray)[:80], number=number)
    compare(lesson, data["verdicts"], soup)
    learner = data["learner"].strip() or " ".join(work.seats) or path.stem
    return Page(path, learner, tuple(work.seats), lesson, data["exported"])


@cache
def _bank(number: str, language: str, bank: Path) -> LessonBank:
    return read_lesson(number, language, bank)


def _language(soup: Any, bank: Path) -> str:
    """The language in which the page was written, for its verdicts are words of it."""
    named = str(soup.html.get("lang", "")) if soup.html else ""
    return named if named in languages(bank) else FIRST


def _data(element: Any) -> dict[str, Any]:
    """The data that a page carries, in the form that `export_data` gives them."""
    if element is None or not element.string:
        raise doubt("no_data")
    try:
        data = json.loads(element.string)
    except (ValueError, RecursionError) as error:
        raise doubt("cut_short") from error
    texts = ("lesson", "learner", "exported")
    if not isinstance(data, dict) or data.get("format") != FORMAT or data.get("version") != VERSION:
        raise doubt("version")
    if (
        not all(isinstance(data.get(name), str) for name in texts)
        or not isinstance(data.get("records"), list)
        or not all(is_record(record) for record in data["records"])
        or not isinstance(data.get("seats"), list)
        or not all(isinstance(seat, str) for seat in data["seats"])
        or not isinstance(data.get("verdicts"), dict)
    ):
        raise doubt("field")
    # Pages of earlier versions carry none of this.
    if read_kept(data.setdefault("kept", {})).data() != data["kept"]:
        raise doubt("kept_strange")
    return data
