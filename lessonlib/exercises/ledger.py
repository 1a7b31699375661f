"""The witness ledger: one line a lesson, gathered from the work of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from lessonlib.errors import LessonlibError
from lessonlib.exercises.bank import LessonBank, lesson_numbers, read_lesson
from lessonlib.exercises.days import local_day
from lessonlib.exercises.earlier import writings
from lessonlib.exercises.keeping.folder import look_beside
from lessonlib.exercises.keeping.meeting import tell_copies
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.telling import say_quoted
from lessonlib.html import Html, bare, escape, table

if TYPE_CHECKING:
    from lessonlib.exercises.exercise import Exercise

#: The exercises of the ledger have it in their id.
MARK = "ledger"


class Line(NamedTuple):
    """A line of the ledger.

    Attributes
    ----------
    number, title : str
        Of the lesson.
    text : str
        What the learner wrote there last, else, of an earlier lesson, a sample; ``""`` if there is none either.
    own : bool
        Whether the learner wrote it.
    at : str
        When, UTC, ISO 8601; ``""`` for a sample.
    earlier : int
        How many other lines the learner wrote there before.
    language : str
        Of a sample; ``""`` for what a learner wrote, in whatever language.

    Examples
    --------
    >>> Line("01", "Five texts", "I count 5.", True, "2026-11-22T08:00:00+00:00", 1, "").earlier
    1
    """

    number: str
    title: str
    text: str
    own: bool
    at: str
    earlier: int
    language: str


class Ledger:
    """The learner's ledger over all lessons; where a line is missing, a sample that says so.

    Attributes
    ----------
    lines : list of Line
        One for each lesson that asks for one, in order.
    notices : list of str
        One sentence for each work that cannot be read.
    copies : list of str
        One sentence for each second copy of a work that holds more of it.

    Examples
    --------
    >>> from lessonlib.exercises.lesson import sample
    >>> lesson = sample()
    >>> _ = lesson.q("ledger").check("I count 2, because “bulan lalu”.")
    >>> [line.text for line in lesson.ledger().lines]
    ['I count 2, because “bulan lalu”.']
    """

    def __init__(self, bank: LessonBank, work: Work) -> None:
        self._phrases = bank.phrases
        self.lines: list[Line] = []
        self.notices: list[str] = []
        self.copies: list[str] = []
        for other in _banks(bank):
            if not (asked := ledger_exercises(other)):
                continue
            seen = look_beside(work, other.number)
            if seen is None:
                self.notices.append(self._phrases("ledger.unread", number=other.number))
            self.copies += tell_copies(work, other.number, self._phrases)
            # The line that a learner is about to write, and those to come, are not shown beforehand.
            self.lines.append(_line(other, asked, seen or Work(other.number, None), sample=other.number < bank.number))

    @property
    def own(self) -> list[Line]:
        """The lines that the learner wrote.

        Examples
        --------
        >>> from lessonlib.exercises.lesson import sample
        >>> sample().ledger().own
        []
        """
        return [line for line in self.lines if line.own]

    @property
    def caption(self) -> str:
        """What stands above the table.

        Examples
        --------
        >>> from lessonlib.exercises.lesson import sample
        >>> sample().ledger().caption
        'Your witness ledger: lessons with a line of yours: 0 of 1'
        """
        return self._phrases("ledger.caption", done=len(self.own), count=len(self.lines))

    def __repr__(self) -> str:
        rows = [f"  {self._named(line)}: {' '.join(self._plain(line).split())}{self._when(line)}" for line in self.lines]
        return "\n".join([self.caption, *rows, *self.notices, *self.copies])

    def _repr_html_(self) -> str:
        phrases = self._phrases
        rows = [[self._named(line), self._cell(line), self._day(line), line.earlier if line.own else "–"] for line in self.lines]
        names = [phrases(f"ledger.{name}") for name in ("lesson", "line", "day", "earlier")]
        return table(names, rows, self.caption) + "".join(f"<p>{escape(notice)}</p>" for notice in (*self.notices, *self.copies))

    def _named(self, line: Line) -> str:
        return self._phrases("ledger.named", number=line.number, title=line.title)

    def _plain(self, line: Line) -> str:
        if line.own:
            return line.text
        return self._phrases("ledger.sample", sample=bare(line.text)) if line.text else self._phrases("ledger.none")

    def _cell(self, line: Line) -> Html:
        """The line, its quotations marked as Indonesian; a sample is told from it by words, not by its look alone."""
        if line.own:
            return Html(f'<span style="white-space:pre-wrap">{say_quoted(line.text)}</span>', line.text)
        if not line.text:
            return Html(escape(self._phrases("ledger.none")), "")
        sample = f'<i lang="{escape(line.language)}">{say_quoted(bare(line.text))}</i>'
        label, _, after = self._phrases("ledger.sample", sample="\n").partition("\n")
        return Html(f"<b>{escape(label.strip())}</b> {sample}{escape(after)}", "")

    def _day(self, line: Line) -> str:
        return (local_day(line.at, self._phrases.language) or self._phrases("ledger.no_day")) if line.own else "–"

    def _when(self, line: Line) -> str:
        if not line.own:
            return ""
        told = self._phrases("ledger.kept", count=line.earlier) if line.earlier else ""
        return f" ({'; '.join(part for part in (self._day(line), told) if part)})"


def _banks(bank: LessonBank) -> Iterator[LessonBank]:
    """The lessons of the course in order; one whose file is broken is passed by, for `lessonlib check` tells of it."""
    for number in lesson_numbers(bank.folder):
        if number == bank.number:
            yield bank
            continue
        try:
            yield read_lesson(number, bank.phrases.language, bank.folder)
        except LessonlibError:
            continue


def ledger_exercises(bank: LessonBank) -> list[Exercise]:
    """Return the exercises of a lesson in which the ledger is written: those for open writing, if there are several.

    Examples
    --------
    >>> from lessonlib.exercises.bank import read_lesson
    >>> [exercise.id for exercise in ledger_exercises(read_lesson("01"))]
    ['ledger']
    """
    found = [exercise for name, exercise in bank.exercises.items() if MARK in name]
    return [exercise for exercise in found if exercise.kind == "open"] or found


def _line(bank: LessonBank, asked: list[Exercise], work: Work, sample: bool) -> Line:
    title = str(bank.words.get("title", ""))
    if written := writings(asked, work):
        text, at = written[-1]
        return Line(bank.number, title, text, True, at, len({before for before, _ in written} - {text}), "")
    for exercise in reversed(asked) if sample else ():
        for language in (bank.phrases.language, *exercise.every):
            if text := str(exercise.every.get(language, {}).get("samples", {}).get("emergent", "")):
                return Line(bank.number, title, text, False, "", 0, language)
    return Line(bank.number, title, "", False, "", 0, "")
