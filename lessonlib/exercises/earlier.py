"""What a learner wrote before: in this lesson or in another."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from lessonlib.errors import UnknownNameError, nearly
from lessonlib.exercises.answers import restored
from lessonlib.exercises.bank import LessonBank, read_lesson
from lessonlib.exercises.days import local_day
from lessonlib.exercises.keeping.folder import look_beside
from lessonlib.exercises.keeping.meeting import tell_copies
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.question import DONE, Question
from lessonlib.exercises.telling import readable, say_quoted
from lessonlib.exercises.verdicts import Verdict
from lessonlib.html import Html, bare, escape

if TYPE_CHECKING:
    from lessonlib.exercises.exercise import Exercise

#: What counts as written; an exercise whose own data are broken cannot say that an answer was none.
_WRITTEN = (*DONE, Verdict.UNAVAILABLE)


def writings(asked: list[Exercise], work: Work) -> list[tuple[str, str]]:
    """Return what a learner wrote in some exercises, each with its time.

    What was not taken as an answer is left out. Who runs a cell again writes
    nothing new: the time is that at which the words were first written.

    Examples
    --------
    >>> from lessonlib.exercises.lesson import sample
    >>> lesson = sample()
    >>> for answer in ("I count 2 or 3.", "I count 2 or 3.", "5"):
    ...     _ = lesson.q("ledger").check(answer)
    >>> [text for text, _ in writings([lesson.q("ledger").exercise], lesson.work)]
    ['I count 2 or 3.']
    """
    questions = {exercise.id: Question(exercise, work) for exercise in asked}
    records = [record for record in work.records if record["act"] == "check" and record["exercise"] in questions]
    found = [
        (readable(record["answer"]).strip(), record["at"])
        for record in records
        if questions[record["exercise"]].judge(restored(record["answer"])).verdict in _WRITTEN
    ]
    return [next(same) for _, same in groupby(found, key=lambda entry: entry[0])]


def last_written(exercise: Exercise, work: Work) -> str:
    """Return what the learner wrote last in an exercise, ``""`` if nothing that was taken as an answer.

    Examples
    --------
    >>> from lessonlib.exercises.lesson import sample
    >>> lesson = sample()
    >>> _ = lesson.q("ledger").check("I count 2 or 3."); _ = lesson.q("ledger").check("5")
    >>> last_written(lesson.q("ledger").exercise, lesson.work)
    'I count 2 or 3.'
    """
    entries = writings([exercise], work)
    return entries[-1][0] if entries else ""


def show_earlier(bank: LessonBank, work: Work, number: str, exercise_id: str) -> Html:
    """Return what the learner wrote last in an exercise of some lesson, to be read; what is not there says so.

    Parameters
    ----------
    bank, work : LessonBank, Work
        Of the lesson that is open; the other work is looked for beside this one, and is not changed.
    number, exercise_id : str
        The other lesson, and its exercise.

    Raises
    ------
    UnknownNameError
        If there is no such lesson or exercise; the message lists those there are.

    Examples
    --------
    >>> from lessonlib.exercises.lesson import sample
    >>> lesson = sample()
    >>> show_earlier(lesson.bank, lesson.work, "99", "ledger")
    Lesson 99, “The ledger”: nothing of yours is kept here. It may stand on paper, or on another computer.
    """
    other = bank if number == bank.number else read_lesson(number, bank.phrases.language, bank.folder)
    if exercise_id not in other.exercises:
        raise UnknownNameError(
            f"Lesson {number} has no exercise {exercise_id!r}{nearly(exercise_id, other.exercises)}; it has {', '.join(other.exercises)}."
        )
    exercise, phrases, seen = other.exercises[exercise_id], bank.phrases, look_beside(work, number)
    copies = tell_copies(work, number, phrases)
    if seen is None:
        return Html.paragraph(" ".join([phrases("ledger.unread", number=number), *copies]))
    title, entries = bare(exercise.say("title") or exercise_id), writings([exercise], seen)
    if not entries:
        return Html.paragraph(" ".join([phrases("lesson.no_earlier", number=number, title=title), *copies]))
    text, at = entries[-1]
    head = phrases("lesson.earlier", number=number, title=title, day=local_day(at, phrases.language) or phrases("ledger.no_day"))
    body = f'<blockquote style="white-space:pre-wrap">{say_quoted(text)}</blockquote>'
    more = "".join(f"<p>{escape(copy)}</p>" for copy in copies)
    return Html(f"<p>{escape(head)}</p>{body}{more}", "\n".join([head, text, *copies]))
