"""A learner's answers as one readable page to hand in: HTML that carries its data, and Markdown."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lessonlib.exercises.handing_in.attempts import Attempt, attempts_of, verdict_words
from lessonlib.exercises.handing_in.parts import kept_parts
from lessonlib.exercises.handing_in.writing import Exported, Nameless, fenced, literal, page_paths, signed_name, write_both
from lessonlib.exercises.kept import read_kept
from lessonlib.exercises.progress import Progress
from lessonlib.exercises.support import STANDARD
from lessonlib.exercises.telling import readable, say_answer
from lessonlib.exercises.verdicts import Item
from lessonlib.html import bare, escape, inline, page

if TYPE_CHECKING:
    from lessonlib.exercises.bank import LessonBank
    from lessonlib.exercises.keeping.work import Work
    from lessonlib.exercises.phrases import Phrases
    from lessonlib.exercises.question import Question

FORMAT = "lessonlib-export"
VERSION = 1
#: The element of the page that carries the data.
DATA_ID = "lessonlib-data"


def write_pages(
    bank: LessonBank, questions: Sequence[Question], work: Work, name: str, folder: Path | str | None, private: bool = False
) -> Exported:
    """Write the two pages; answers to private questions are in them only if the learner asks for it with ``private``.

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
    name = signed_name(name, work)
    handed = Handed(bank, questions, work, name, datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"), private)
    written = write_both(page_paths(bank.number, name, work, folder, "work"), html_page(handed), markdown_page(handed))
    return written if name else Nameless(*written)


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
    private : bool
        Whether the learner hands in the answers to private questions, too.

    Examples
    --------
    >>> Handed._fields
    ('bank', 'questions', 'work', 'name', 'at', 'private')
    """

    bank: LessonBank
    questions: Sequence[Question]
    work: Work
    name: str
    at: str
    private: bool = False

    def withheld(self) -> set[str]:
        """Return the ids of the questions whose answers stay with the learner.

        Examples
        --------
        >>> from lessonlib.exercises.lesson import open_lesson
        >>> lesson = open_lesson("00")
        >>> Handed(lesson.bank, [lesson.q("belief")], lesson.work, "A3", "2026-11-22T08:00:00+00:00").withheld()
        {'belief'}
        """
        return {question.exercise.id for question in self.questions if question.exercise.row["private"] and not self.private}

    def told(self, question: Question) -> tuple[list[Attempt], str]:
        """Return the attempts that the page shows, and the sentence that stands there if there are none.

        Examples
        --------
        >>> from lessonlib.exercises.lesson import sample
        >>> lesson = sample()
        >>> Handed(lesson.bank, [], lesson.work, "A3", "2026-11-22T08:00:00+00:00").told(lesson.q("horses"))
        ([], 'No answer yet.')
        """
        if question.exercise.id in self.withheld():
            return [], self.bank.phrases("export.private")
        return attempts_of(question), self.bank.phrases("export.none")


def export_data(handed: Handed) -> dict[str, Any]:
    """Return what the page carries for `lessonlib collect`.

    Examples
    --------
    >>> from lessonlib.exercises.lesson import sample
    >>> lesson = sample()
    >>> export_data(Handed(lesson.bank, [], lesson.work, "A3", "2026-11-22T08:00:00+00:00"))["learner"]
    'A3'
    """
    withheld = handed.withheld()
    return {
        "format": FORMAT,
        "version": VERSION,
        "lesson": handed.bank.number,
        "learner": handed.name,
        "seats": handed.work.seats,
        "exported": handed.at,
        # What was begun in two windows at once is the learner's own, and not handed in.
        "records": [record for record in handed.work.records if record["act"] != "draft" and record["exercise"] not in withheld],
        "kept": read_kept(handed.work.drafts).data(),
        "verdicts": {
            question.exercise.id: [str(attempt.result.verdict) for attempt in handed.told(question)[0]] for question in handed.questions
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
        attempts, without = handed.told(question)
        body.append(f"<section><h2>{inline(question.exercise.say('title'))}</h2><p>{inline(question.exercise.say('question'))}</p>")
        body += [_attempt_html(attempt, question.exercise.id, phrases) for attempt in attempts] or [f"<p>{escape(without)}</p>"]
        body.append("</section>")
    body += [part.markup for part in kept_parts(read_kept(handed.work.drafts), phrases)]
    # Inside a script element nothing but "</" ends the data; all of <, > and & are written as escapes.
    data = json.dumps(export_data(handed), ensure_ascii=True)
    data = data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    body.append(f'<script type="application/json" id="{DATA_ID}">{data}</script>')
    return page(_title(handed), "".join(body), phrases.language)


def _title(handed: Handed) -> str:
    return handed.bank.phrases("export.title", number=handed.bank.number, title=handed.bank.words.get("title", ""))


def _head(handed: Handed, name: str) -> list[str]:
    phrases, seats = handed.bank.phrases, ", ".join(handed.work.seats)
    # Without a name there are no seats either: they would be the name, and a seat is told once.
    only_seats = set(handed.name.upper().split()) <= set(handed.work.seats)
    told = {"name": seats} if only_seats else {"name": name, "seats": seats}
    who = [phrases("export.who" if seats and not only_seats else "export.by", **told)] if name else []
    return [
        *who,
        phrases("export.when", at=handed.at.replace("T", " ")[:16]),
        Progress(handed.bank.number, handed.questions, phrases).head,
    ]


def _when(attempt: Attempt, phrases: Phrases) -> str:
    """When, and at which level if the task was not done as it stands."""
    level = "" if attempt.support == STANDARD else f" · {phrases('support.done', level=phrases(f'support.{attempt.support}'))}"
    return attempt.at.replace("T", " ")[:16] + level


def _attempt_html(attempt: Attempt, exercise_id: str, phrases: Phrases) -> str:
    result = attempt.result
    items = "".join(f"<li>{item.sign} {inline(item.label)}</li>" for item in result.items)
    return (
        f'<article><p class="at"><time datetime="{escape(attempt.at)}">{escape(_when(attempt, phrases))}</time></p>'
        f'<pre class="answer">{say_answer(attempt.answer)}</pre>'
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
    lines = [f"# {_title(handed)}", "", *_head(handed, literal(handed.name))]
    for question in handed.questions:
        lines += ["", f"## {bare(question.exercise.say('title'))}", "", bare(question.exercise.say("question"))]
        attempts, without = handed.told(question)
        lines += [] if attempts else ["", literal(without)]
        for attempt in attempts:
            lines += ["", _when(attempt, handed.bank.phrases), "", *fenced(readable(attempt.answer))]
            lines += ["", verdict_words(attempt.result), *_item_lines(attempt.result.items)]
    for part in kept_parts(read_kept(handed.work.drafts), handed.bank.phrases):
        lines += ["", *part.lines]
    return "\n".join(lines) + "\n"


def _item_lines(items: Iterable[Item]) -> list[str]:
    return [f"- {item.sign} {literal(bare(item.label))}" for item in items]
