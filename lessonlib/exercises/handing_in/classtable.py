"""The table of a class: one row for each learner and exercise."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lessonlib.exercises.handing_in.attempts import attempts_of
from lessonlib.exercises.handing_in.reading import Page
from lessonlib.exercises.question import Question
from lessonlib.exercises.telling import readable
from lessonlib.exercises.verdicts import Verdict
from lessonlib.html import unseen

#: A cell that begins with one of these is a formula to a spreadsheet; some take the wide forms for the same.
_FORMULA = re.compile("[\\s\u200b-\u200d\u2060\ufffd]*[=+@|＝＋－＠-]")


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


def class_rows(pages: Iterable[Page]) -> Iterator[Row]:
    """Return one row for each learner, seat and exercise; two at one page are both credited.

    Examples
    --------
    >>> from pathlib import Path
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


def class_csv(rows: Iterable[Row]) -> str:
    """Return the table of the class as CSV; nothing in it is a formula.

    Examples
    --------
    >>> class_csv([]).startswith("learner,seat,lesson,exercise,kind,skill")
    True
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(Row._fields)
    for row in rows:
        writer.writerow([_tame(value) for value in row])
    return out.getvalue()


def is_class_table(path: Path) -> bool:
    """Tell by its first line whether a file is such a table, and not a list of a teacher's own.

    Examples
    --------
    >>> is_class_table(Path("no-such-file.csv"))
    False
    """
    try:
        head = path.read_text(encoding="utf-8-sig", errors="replace").partition("\n")[0]
    except OSError:
        return False
    # A spreadsheet that has saved it may part the columns by something else.
    return {"learner", "exercise", "misconceptions"} <= set(re.findall(r"\w+", head))


def _tame(value: object) -> object:
    """A cell that stays text: what is not seen is replaced, and a formula behind blanks or line ends is one to some programs."""
    if not isinstance(value, str):
        return value
    text = unseen(value)
    return f"'{text}" if _FORMULA.match(text) else text
