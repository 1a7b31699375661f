"""The pages of a class, read again and judged anew. What a page says of itself is compared, never trusted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from lessonlib.errors import LessonlibError
from lessonlib.exercises.bank import LessonBank, lesson_numbers, read_lesson
from lessonlib.exercises.handing_in.export import DATA_ID, FORMAT, VERSION, attempts_of, verdict_words
from lessonlib.exercises.handing_in.parts import kept_parts
from lessonlib.exercises.kept import read_kept
from lessonlib.exercises.lesson import Lesson
from lessonlib.exercises.question import Question
from lessonlib.exercises.telling import readable
from lessonlib.exercises.verdicts import Verdict
from lessonlib.exercises.words import BANK, Phrases, languages
from lessonlib.exercises.work import Work
from lessonlib.exercises.workfile import is_record
from lessonlib.language import FIRST, spoken

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


class Row(NamedTuple):
    """One exercise of one learner, as the table of the class has it.

    Attributes
    ----------
    learner, seat, lesson, exercise, kind, skill, level : str
        Whose and which.
    state, last : str
        The best verdict, and the last.
    attempts, hints : int
        So many answers, so many hints.
    solution_first : str
        ``yes`` if the solution was seen before a right answer.
    support : str
        The level of the task at the last answer: ``excerpt``, ``standard`` or ``sources``.
    misconceptions : str
        Those that were recognised, in order.
    first_at, last_at : str
        UTC, ISO 8601.
    answer : str
        The last answer.

    Examples
    --------
    >>> Row._fields[:4]
    ('learner', 'seat', 'lesson', 'exercise')
    """

    learner: str
    seat: str
    lesson: str
    exercise: str
    kind: str
    skill: str
    level: str
    state: str
    last: str
    attempts: int
    hints: int
    solution_first: str
    support: str
    misconceptions: str
    first_at: str
    last_at: str
    answer: str


class DoubtError(LessonlibError):
    """A page that cannot be trusted; the message says why.

    Examples
    --------
    >>> str(DoubtError("it carries no data."))
    'it carries no data.'
    """


class HistoryPageError(DoubtError):
    """A page that is somebody's own history: a teacher reads it, and there is nothing to judge.

    Examples
    --------
    >>> issubclass(HistoryPageError, DoubtError)
    True
    """


def _doubt(name: str, **values: object) -> DoubtError:
    """In the language in which the class works, for the page on the class repeats it."""
    return DoubtError(Phrases(spoken())(f"doubt.{name}", **values))


def read_pages(folder: Path, bank: Path = BANK) -> tuple[list[Page], list[str]]:
    """Read all pages of a folder and the folders in it.

    Parameters
    ----------
    folder : Path
        What a class handed in.
    bank : Path
        The exercises.

    Returns
    -------
    pages, doubts : list of Page, list of str
        Those that can be trusted, by lesson and learner; and one sentence for
        each that cannot.

    Raises
    ------
    LessonlibError
        If there is no such folder, or no page in it.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from lessonlib.exercises.lesson import open_lesson
    >>> with TemporaryDirectory() as folder:
    ...     _ = open_lesson("01").export(name="A3", folder=folder)
    ...     pages, doubts = read_pages(Path(folder))
    >>> [page.learner for page in pages], doubts
    (['A3'], [])
    """
    if not folder.is_dir():
        raise LessonlibError(f"There is no folder {folder}: name the folder with the pages of your class.")
    paths = sorted(path for path in folder.rglob("*.html") if path.name not in ("class.html",) and path.is_file())
    if not paths:
        raise LessonlibError(f"There are no pages (.html) in {folder}: students write them with lesson.export(name=…).")
    pages, doubts = [], []
    for path in paths:
        try:
            pages.append(read_page(path, bank))
        except HistoryPageError:
            continue
        except DoubtError as doubt:
            doubts.append(f"{path.relative_to(folder)}: {doubt}")
    pages.sort(key=lambda page: (page.lesson.number, page.learner.casefold()))
    return _merged(pages), doubts + _shared(pages, folder)


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

    try:
        if path.stat().st_size > LARGEST:
            raise _doubt("large")
        soup = BeautifulSoup(path.read_bytes(), "html.parser")
    except OSError as error:
        raise _doubt("unreadable", why=error.strerror) from error
    element = soup.find("script", id=DATA_ID)
    if element is None and soup.find("meta", attrs={"name": "lessonlib", "content": "my-history"}):
        raise HistoryPageError("it is a history of one's own, to be read and not judged.")
    data = _data(element)
    number = data["lesson"]
    if number not in lesson_numbers(bank):
        raise _doubt("lesson", number=repr(number[:20]))
    work = Work(number, None)
    work.records, work.seats, work.drafts = data["records"], data["seats"], data["kept"]
    lesson = Lesson(_bank(number, _language(soup, bank), bank), work)
    if stray := sorted({record["exercise"] for record in work.records} - set(lesson.exercise_ids)):
        raise _doubt("stray", exercises=", ".join(stray)[:80], number=number)
    _compare(lesson, data["verdicts"], soup)
    _compare_kept(lesson, soup)
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
        raise _doubt("no_data")
    try:
        data = json.loads(element.string)
    except (ValueError, RecursionError) as error:
        raise _doubt("cut_short") from error
    texts = ("lesson", "learner", "exported")
    if not isinstance(data, dict) or data.get("format") != FORMAT or data.get("version") != VERSION:
        raise _doubt("version")
    if (
        not all(isinstance(data.get(name), str) for name in texts)
        or not isinstance(data.get("records"), list)
        or not all(is_record(record) for record in data["records"])
        or not isinstance(data.get("seats"), list)
        or not all(isinstance(seat, str) for seat in data["seats"])
        or not isinstance(data.get("verdicts"), dict)
    ):
        raise _doubt("field")
    # Pages of earlier versions carry none of this.
    if read_kept(data.setdefault("kept", {})).data() != data["kept"]:
        raise _doubt("kept_strange")
    return data


def _compare(lesson: Lesson, claimed: dict[str, Any], soup: Any) -> None:
    """What the page prints, what its data say and what the checker says must be one."""
    printed: dict[str, list[tuple[str, str, str]]] = {}
    for article in soup.find_all("article"):
        verdict, answer = article.find("p", class_="verdict"), article.find("pre", class_="answer")
        if verdict is None or answer is None:
            raise _doubt("lost")
        found = _same(verdict.get_text()), str(verdict.get("data-verdict")), _same(answer.get_text())
        printed.setdefault(str(verdict.get("data-exercise")), []).append(found)
    for exercise_id in lesson.exercise_ids:
        attempts = attempts_of(lesson.q(exercise_id))
        judged = [str(attempt.result.verdict) for attempt in attempts]
        if claimed.get(exercise_id, []) != judged:
            raise _doubt("data_say", said=_list(claimed.get(exercise_id)), exercise=exercise_id, judged=_list(judged))
        shown = printed.pop(exercise_id, [])
        said = [f"{words} ({verdict})" for words, verdict, _ in shown]
        right = [f"{_same(verdict_words(attempt.result))} ({attempt.result.verdict})" for attempt in attempts]
        if said != right:
            raise _doubt("page_says", said=_list(said), exercise=exercise_id, judged=_list(right))
        if [words for _, _, words in shown] != [_same(readable(attempt.answer)) for attempt in attempts]:
            raise _doubt("answers", exercise=exercise_id)
    if printed:
        raise _doubt("printed", exercises=", ".join(sorted(printed))[:80])


def _compare_kept(lesson: Lesson, soup: Any) -> None:
    """The sentences and periods that the page prints must be those in its data."""
    from bs4 import BeautifulSoup

    printed = [_same(section.get_text()) for section in soup.find_all("section", class_="kept")]
    parts = kept_parts(read_kept(lesson.work.drafts), lesson.bank.phrases)
    if printed != [_same(BeautifulSoup(part.markup, "html.parser").get_text()) for part in parts]:
        raise _doubt("kept")


def _same(words: str) -> str:
    """Words as both the page and the data can hold them: signs that HTML cannot carry are alike."""
    return "".join(sign if sign.isprintable() else " " for sign in words.replace("\ufffd", " ")).strip()


def _list(verdicts: Any) -> str:
    return ", ".join(map(str, verdicts))[:80] if verdicts else Phrases(spoken())("doubt.nothing")


def _merged(pages: Iterable[Page]) -> list[Page]:
    """Two pages of one learner for one lesson are one, with the records of both, and what the later one keeps."""
    found: dict[tuple[str, str], Page] = {}
    for page in pages:
        first = found.setdefault((page.lesson.number, page.learner.casefold()), page)
        if first is not page:
            work, other = first.lesson.work, page.lesson.work
            if _later(page, first):
                work.drafts = other.drafts
                found[page.lesson.number, page.learner.casefold()] = first._replace(exported=page.exported)
            work.records = _interleaved(work.records, other.records)
    return list(found.values())


def _later(page: Page, other: Page) -> bool:
    """A page that holds all that another holds, and more, is the later one, whatever the clock said; else its time decides."""
    mine, theirs = ({record["id"] for record in each.lesson.work.records} for each in (page, other))
    return mine > theirs or (not theirs > mine and page.exported >= other.exported)


def _interleaved(first: list[dict[str, Any]], second: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records of both, each once, in the order that each page has them; only between the pages does the clock decide."""
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


def _shared(pages: list[Page], folder: Path) -> list[str]:
    """Pages under two names that hold the very same attempts."""
    owner: dict[str, Page] = {}
    doubts = []
    for page in pages:
        others = {owner[record["id"]].learner for record in page.lesson.work.records if record["id"] in owner}
        others = {other for other in others if other.casefold() != page.learner.casefold()}
        doubts += [f"{page.path.relative_to(folder)}: {_doubt('copy', learner=other)}" for other in sorted(others)]
        for record in page.lesson.work.records:
            owner.setdefault(record["id"], page)
    return doubts


def class_rows(pages: Iterable[Page]) -> Iterator[Row]:
    """Return one row for each learner, seat and exercise; two at one page are both credited.

    Examples
    --------
    >>> from lessonlib.exercises.lesson import sample
    >>> [row.exercise for row in class_rows([Page(Path("p.html"), "A3", (), sample())])][:2]
    ['silence', 'who-signs']
    """
    for page in pages:
        for exercise_id in page.lesson.exercise_ids:
            for seat in page.seats or ("",):
                yield _row(page, page.lesson.q(exercise_id), seat)


def _row(page: Page, question: Question, seat: str) -> Row:
    exercise, attempts = question.exercise, attempts_of(question)
    acts = [record for record in question.work.records if record["exercise"] == exercise.id]
    return Row(
        page.learner, seat, page.lesson.number, exercise.id, exercise.kind, exercise.skill, exercise.row["level"],
        str(question.state()),
        str(attempts[-1].result.verdict) if attempts else str(Verdict.NOT_ATTEMPTED),
        len(attempts),
        sum(record["act"] == "hint" for record in acts),
        "yes" if _solution_first(question, acts) else "",
        attempts[-1].support if attempts else "",
        "; ".join(dict.fromkeys(attempt.result.misconception for attempt in attempts if attempt.result.misconception)),
        attempts[0].at if attempts else "",
        attempts[-1].at if attempts else "",
        readable(attempts[-1].answer) if attempts else "",
    )  # fmt: skip


def _solution_first(question: Question, acts: list[dict[str, Any]]) -> bool:
    """Whether the solution was seen before the first right answer; asking once, without an attempt, shows nothing."""
    tried = asked = 0
    verdicts = iter(question.attempts())
    for record in acts:
        if record["act"] == "check":
            tried += 1
            if next(verdicts).verdict is Verdict.CORRECT:
                return False
        elif record["act"] == "solution":
            if tried or asked:
                return not question.exercise.recorded
            asked += 1
    return False
