"""A learner's answers as one readable page to hand in: HTML that carries its data, and Markdown."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lessonlib.errors import LessonlibError
from lessonlib.exercises.answers import restored
from lessonlib.exercises.progress import Progress
from lessonlib.exercises.verdicts import SIGNS, Item, Result
from lessonlib.html import bare, escape, inline, page

if TYPE_CHECKING:
    from lessonlib.exercises.bank import LessonBank
    from lessonlib.exercises.question import Question
    from lessonlib.exercises.work import Work

FORMAT = "lessonlib-export"
VERSION = 1
#: The element of the page that carries the data.
DATA_ID = "lessonlib-data"
_NAME = re.compile(r"[^\w-]+")


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


def attempts_of(question: Question) -> list[Attempt]:
    """Return all answers to a question, in order.

    Examples
    --------
    >>> from lessonlib.exercises.lesson import sample
    >>> attempts_of(sample().q("horses"))
    []
    """
    records = [record for record in question.work.records if record["exercise"] == question.exercise.id and record["act"] == "check"]
    return [Attempt(record["at"], record["answer"], question.judge(restored(record["answer"]))) for record in records]


def write_pages(bank: LessonBank, questions: Sequence[Question], work: Work, name: str, folder: Path | None) -> tuple[Path, Path]:
    """Write the two pages.

    Raises
    ------
    LessonlibError
        If there is no name that can be written, or the folder cannot be.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from lessonlib.exercises.lesson import sample
    >>> lesson = sample()
    >>> with TemporaryDirectory() as folder:
    ...     [path.name for path in write_pages(lesson.bank, [lesson.q("horses")], lesson.work, "Blue Heron", Path(folder))]
    ['99-Blue-Heron.html', '99-Blue-Heron.md']
    """
    name = " ".join(str(name).split())[:60] or " ".join(work.seats)
    safe = _NAME.sub("-", name).strip("-_") or "work"
    place = folder or (work.path.parent if work.path else Path.cwd())
    paths = place / f"{bank.number}-{safe}.html", place / f"{bank.number}-{safe}.md"
    handed = Handed(bank, questions, work, name, datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"))
    try:
        place.mkdir(parents=True, exist_ok=True)
        paths[0].write_bytes(html_page(handed).encode("utf-8", "replace"))
        paths[1].write_bytes(markdown_page(handed).encode("utf-8", "replace"))
    except OSError as error:
        raise LessonlibError(
            f"The page cannot be written to {place} ({error.strerror}): name another folder, such as lesson.export(name='A3', folder='my-pages')."
        ) from error
    return paths


class Handed(NamedTuple):
    """What is handed in.

    Attributes
    ----------
    bank : LessonBank
        The lesson.
    questions : sequence of Question
        Its exercises with what the learner did.
    work : Work
        The records.
    name : str
        A pseudonym, or ``""``.
    at : str
        When, UTC, ISO 8601.

    Examples
    --------
    >>> Handed._fields
    ('bank', 'questions', 'work', 'name', 'at')
    """

    bank: LessonBank
    questions: Sequence[Question]
    work: Work
    name: str
    at: str


def export_data(handed: Handed) -> dict[str, Any]:
    """Return what the page carries for `lessonlib collect`.

    Examples
    --------
    >>> from lessonlib.exercises.lesson import sample
    >>> lesson = sample()
    >>> export_data(Handed(lesson.bank, [], lesson.work, "A3", "2026-11-22T08:00:00+00:00"))["learner"]
    'A3'
    """
    return {
        "format": FORMAT,
        "version": VERSION,
        "lesson": handed.bank.number,
        "learner": handed.name,
        "seats": handed.work.seats,
        "exported": handed.at,
        "records": handed.work.records,
        "verdicts": {
            question.exercise.id: [str(attempt.result.verdict) for attempt in attempts_of(question)] for question in handed.questions
        },
    }


def html_page(handed: Handed) -> str:
    """Return the page as HTML; nothing that a learner wrote can act in it.

    Examples
    --------
    >>> from lessonlib.exercises.lesson import sample
    >>> lesson = sample()
    >>> _ = lesson.q("ledger").check("<script>alert(1)</script>")
    >>> "<script>alert" in html_page(Handed(lesson.bank, [lesson.q("ledger")], lesson.work, "A3", "2026-11-22T08:00:00+00:00"))
    False
    """
    phrases = handed.bank.phrases
    body = [f"<p>{escape(line)}</p>" for line in _head(handed, handed.name)]
    for question in handed.questions:
        attempts = attempts_of(question)
        body.append(f"<section><h2>{inline(question.exercise.say('title'))}</h2><p>{inline(question.exercise.say('question'))}</p>")
        body += [_attempt_html(attempt, question.exercise.id) for attempt in attempts] or [f"<p>{escape(phrases('export.none'))}</p>"]
        body.append("</section>")
    # Inside a script element nothing but "</" ends the data; all of <, > and & are written as escapes.
    data = json.dumps(export_data(handed), ensure_ascii=True)
    data = data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    body.append(f'<script type="application/json" id="{DATA_ID}">{data}</script>')
    return page(_title(handed), "".join(body), phrases.language)


def _title(handed: Handed) -> str:
    return handed.bank.phrases("export.title", number=handed.bank.number, title=handed.bank.words.get("title", ""))


def _head(handed: Handed, name: str) -> list[str]:
    phrases = handed.bank.phrases
    return [
        phrases("export.who", name=name or "–", seats=", ".join(handed.work.seats) or "–"),
        phrases("export.when", at=handed.at.replace("T", " ")[:16]),
        Progress(handed.bank.number, handed.questions, phrases).head,
    ]


def _attempt_html(attempt: Attempt, exercise_id: str) -> str:
    result = attempt.result
    items = "".join(f"<li>{item.sign} {inline(item.label)}</li>" for item in result.items)
    return (
        f'<article><p class="at"><time datetime="{escape(attempt.at)}">{escape(attempt.at.replace("T", " ")[:16])}</time></p>'
        f'<pre class="answer">{escape(readable(attempt.answer))}</pre>'
        f'<p class="verdict" data-exercise="{escape(exercise_id)}" data-verdict="{escape(str(result.verdict))}">{escape(verdict_words(result))}</p>'
        + (f"<ul>{items}</ul>" if items else "")
        + "</article>"
    )


def markdown_page(handed: Handed) -> str:
    """Return the page as Markdown, for whoever keeps notes as text.

    Examples
    --------
    >>> from lessonlib.exercises.lesson import sample
    >>> lesson = sample()
    >>> markdown_page(Handed(lesson.bank, [], lesson.work, "A3", "2026-11-22T08:00:00+00:00")).splitlines()[0]
    '# Lesson 99: One of each kind'
    """
    lines = [f"# {_title(handed)}", "", *_head(handed, _literal(handed.name))]
    for question in handed.questions:
        lines += ["", f"## {bare(question.exercise.say('title'))}", "", bare(question.exercise.say("question"))]
        for attempt in attempts_of(question):
            lines += ["", f"{attempt.at.replace('T', ' ')[:16]}", "", *_fenced(readable(attempt.answer))]
            lines += ["", verdict_words(attempt.result), *_item_lines(attempt.result.items)]
    return "\n".join(lines) + "\n"


def _item_lines(items: Iterable[Item]) -> list[str]:
    return [f"- {item.sign} {_literal(bare(item.label))}" for item in items]


def _fenced(text: str) -> list[str]:
    """What a learner wrote, letter by letter: a fence longer than any in it."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}text", text, fence]


def _literal(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>()#+!|-])", r"\\\1", text)


def verdict_words(result: Result) -> str:
    """Return sign and words of a verdict, as the page prints them.

    Examples
    --------
    >>> from lessonlib.exercises.lesson import sample
    >>> verdict_words(sample().q("horses").check(30))
    '✓ Right'
    """
    return f"{SIGNS[result.verdict]} {result.heading}"


def readable(answer: Any) -> str:
    """Return an answer as lines to read.

    Examples
    --------
    >>> readable(["a", "b"]), readable({"article": "stated"}), readable("It says “…”.")
    ('a\\nb', 'article: stated', 'It says “…”.')
    """
    if isinstance(answer, str):
        return answer
    if isinstance(answer, list):
        return "\n".join(readable(part) for part in answer)
    if isinstance(answer, dict):
        return "\n".join(f"{name}: {readable(value)}" for name, value in answer.items())
    return str(answer)
