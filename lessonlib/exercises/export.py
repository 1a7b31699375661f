"""A learner's answers as one readable page to hand in: HTML that carries its data, and Markdown."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lessonlib.errors import LessonlibError
from lessonlib.exercises.answers import restored
from lessonlib.exercises.verdicts import SIGNS, Item, Result
from lessonlib.html import bare, escape, inline, page

if TYPE_CHECKING:
    from lessonlib.exercises.lesson import Lesson
    from lessonlib.exercises.question import Question

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


def write_pages(lesson: Lesson, name: str, folder: Path | None) -> tuple[Path, Path]:
    """Write the two pages.

    Raises
    ------
    LessonlibError
        If there is no name that can be written, or the folder cannot be.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from lessonlib.exercises.lesson import sample
    >>> with TemporaryDirectory() as folder:
    ...     [path.name for path in write_pages(sample(), "Blue Heron", Path(folder))]
    ['99-Blue-Heron.html', '99-Blue-Heron.md']
    """
    name = " ".join(str(name).split())[:60] or " ".join(lesson.work.seats)
    safe = _NAME.sub("-", name).strip("-_") or "work"
    place = folder or (lesson.work.path.parent if lesson.work.path else Path.cwd())
    paths = place / f"{lesson.number}-{safe}.html", place / f"{lesson.number}-{safe}.md"
    today = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    try:
        place.mkdir(parents=True, exist_ok=True)
        paths[0].write_bytes(html_page(lesson, name, today).encode("utf-8", "replace"))
        paths[1].write_bytes(markdown_page(lesson, name, today).encode("utf-8", "replace"))
    except OSError as error:
        raise LessonlibError(
            f"The page cannot be written to {place} ({error.strerror}): name another folder, such as lesson.export(name='A3', folder='my-pages')."
        ) from error
    return paths


def export_data(lesson: Lesson, name: str, at: str) -> dict[str, Any]:
    """Return what the page carries for `lessonlib collect`.

    Examples
    --------
    >>> from lessonlib.exercises.lesson import sample
    >>> export_data(sample(), "A3", "2026-11-22T08:00:00+00:00")["learner"]
    'A3'
    """
    work = lesson.work
    return {
        "format": FORMAT,
        "version": VERSION,
        "lesson": lesson.number,
        "learner": name,
        "seats": work.seats,
        "exported": at,
        "records": work.records,
        "verdicts": {name: [str(attempt.result.verdict) for attempt in attempts_of(lesson.q(name))] for name in lesson.exercise_ids},
    }


def html_page(lesson: Lesson, name: str, at: str) -> str:
    """Return the page as HTML; nothing that a learner wrote can act in it.

    Examples
    --------
    >>> from lessonlib.exercises.lesson import sample
    >>> lesson = sample()
    >>> _ = lesson.q("ledger").check("<script>alert(1)</script>")
    >>> "<script>alert" in html_page(lesson, "A3", "2026-11-22T08:00:00+00:00")
    False
    """
    phrases = lesson.bank.phrases
    title = phrases("export.title", number=lesson.number, title=lesson.bank.words.get("title", ""))
    body = [f"<p>{escape(line)}</p>" for line in _head(lesson, name, at)]
    for exercise_id in lesson.exercise_ids:
        question = lesson.q(exercise_id)
        attempts = attempts_of(question)
        body.append(f"<section><h2>{inline(question.exercise.say('title'))}</h2><p>{inline(question.exercise.say('question'))}</p>")
        body += [_attempt_html(attempt, exercise_id) for attempt in attempts] or [f"<p>{escape(phrases('export.none'))}</p>"]
        body.append("</section>")
    # Inside a script element nothing but "</" ends the data; all of <, > and & are written as escapes.
    data = json.dumps(export_data(lesson, name, at), ensure_ascii=True)
    data = data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    body.append(f'<script type="application/json" id="{DATA_ID}">{data}</script>')
    return page(title, "".join(body), phrases.language)


def _head(lesson: Lesson, name: str, at: str) -> list[str]:
    phrases = lesson.bank.phrases
    return [
        phrases("export.who", name=name or "–", seats=", ".join(lesson.work.seats) or "–"),
        phrases("export.when", at=at.replace("T", " ")[:16]),
        str(lesson.progress()).splitlines()[0],
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


def markdown_page(lesson: Lesson, name: str, at: str) -> str:
    """Return the page as Markdown, for whoever keeps notes as text.

    Examples
    --------
    >>> from lessonlib.exercises.lesson import sample
    >>> markdown_page(sample(), "A3", "2026-11-22T08:00:00+00:00").splitlines()[0]
    '# Lesson 99: One of each kind'
    """
    phrases = lesson.bank.phrases
    lines = [
        f"# {phrases('export.title', number=lesson.number, title=lesson.bank.words.get('title', ''))}",
        "",
        *_head(lesson, _literal(name), at),
    ]
    for exercise_id in lesson.exercise_ids:
        question = lesson.q(exercise_id)
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
