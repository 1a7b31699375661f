"""A learner's own history on one page: periods, quotations, writing, witnesses, and a place to sign."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lessonlib.bundle import read_beside
from lessonlib.errors import LessonlibError
from lessonlib.exercises.bank import lesson_numbers, read_lesson
from lessonlib.exercises.days import local_day
from lessonlib.exercises.earlier import last_written
from lessonlib.exercises.handing_in.built_on import built_on
from lessonlib.exercises.handing_in.parts import Part, headed, joined, periods_part, sentences_part, told, written
from lessonlib.exercises.handing_in.writing import Exported, literal, page_paths, signed_name, write_both
from lessonlib.exercises.keeping.folder import look_beside
from lessonlib.exercises.keeping.meeting import tell_copies
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.kept import read_kept
from lessonlib.exercises.ledger import Ledger, Line, ledger_exercises
from lessonlib.html import bare, escape, page

if TYPE_CHECKING:
    from lessonlib.exercises.bank import LessonBank
    from lessonlib.exercises.exercise import Exercise

#: Tells `lessonlib collect` that the page is to be read, and holds nothing to judge.
SIGN = '<meta name="lessonlib" content="my-history">\n'
_STYLE = read_beside(__file__, "history.css")


class _Pair(NamedTuple):
    """A task that an earlier lesson holds too: what was written there (None: nobody can read it), and what here."""

    exercise: Exercise
    number: str
    first: str | None
    last: str


def write_history(bank: LessonBank, work: Work, name: str, folder: Path | str | None) -> Exported:
    """Write the page as HTML and as Markdown.

    Raises
    ------
    LessonlibError
        If the folder cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from lessonlib.exercises.lesson import sample
    >>> with TemporaryDirectory() as folder:
    ...     [path.name for path in write_history(sample().bank, sample().work, "A3", folder)]
    ['99-my-history-A3.html', '99-my-history-A3.md']
    """
    phrases, name = bank.phrases, signed_name(name, work)
    now = datetime.datetime.now(datetime.UTC).isoformat()
    part = history_part(bank, work, name, local_day(now, phrases.language))
    title = phrases("history.title")
    html = page(title, part.markup, phrases.language, _STYLE, SIGN)
    markdown = "\n".join([f"# {literal(title)}", "", *part.lines, ""])
    return write_both(page_paths(f"{bank.number}-my-history", name, work, folder), html, markdown)


def history_part(bank: LessonBank, work: Work, name: str, day: str) -> Part:
    """Return all that stands under the title; what is missing says so.

    Examples
    --------
    >>> from lessonlib.exercises.lesson import sample
    >>> "No sentences are kept yet" in history_part(sample().bank, sample().work, "", "22 November 2026").markup
    True
    """
    phrases, cuts = bank.phrases, read_kept(work.drafts).cuts
    parts = [told(phrases("history.by" if name else "history.by_nobody", name=name, day=day))]
    periods = periods_part(cuts, phrases) if cuts else told(phrases("history.no_periods", number=bank.number))
    pairs = list(_pairs(bank, work))
    asked = _asked(bank, {pair.exercise.id for pair in pairs if pair.first and pair.last})
    sentences = built_on(bank, work, [last_written(exercise, work) for exercise in asked])
    taken = sentences_part(sentences, phrases) if sentences else told(phrases("history.no_sentences", number=bank.number))
    return joined(
        [
            *parts,
            *(told(copy) for number in lesson_numbers(bank.folder) for copy in tell_copies(work, number, phrases)),
            headed(phrases("history.periods"), periods),
            headed(phrases("history.sentences"), taken),
            headed(phrases("history.answers"), _answers(bank, work, asked)),
            headed(phrases("history.ledger"), _witnesses(bank, work)),
            headed(phrases("history.pair"), _compared(bank, pairs)),
            _signed(bank, name, day),
        ]
    )


def _asked(bank: LessonBank, shown: set[str]) -> list[Exercise]:
    """The exercises that ask for the history itself; the ledger and what is compared have places of their own."""
    apart = shown | {exercise.id for exercise in ledger_exercises(bank)}
    return [exercise for exercise in bank.exercises.values() if exercise.kind == "open" and exercise.id not in apart]


def _answers(bank: LessonBank, work: Work, asked: Sequence[Exercise]) -> Part:
    if not asked:
        return told(bank.phrases("history.no_open", number=bank.number))
    parts = []
    for exercise in asked:
        text = last_written(exercise, work)
        title = bare(exercise.say("title") or exercise.id)
        body = written(text) if text else told(bank.phrases("history.no_answer"))
        parts.append(joined([Part(f"<h3>{escape(title)}</h3>", [f"### {literal(title)}"]), body]))
    return joined(parts)


def _witnesses(bank: LessonBank, work: Work) -> Part:
    ledger = Ledger(bank, work)
    parts = [told(notice) for notice in ledger.notices]
    if not ledger.own:
        return joined([told(bank.phrases("history.no_ledger")), *parts])
    ends = [ledger.own[0], ledger.own[-1]] if len(ledger.own) > 1 else ledger.own
    forms = ["ledger_first", "ledger_last"] if len(ends) > 1 else ["ledger_one"]
    for form, line in zip(forms, ends, strict=True):
        parts.append(joined([told(bank.phrases(f"history.{form}", number=line.number, day=_day(line, bank))), written(line.text)]))
    return joined(parts)


def _day(line: Line, bank: LessonBank) -> str:
    return local_day(line.at, bank.phrases.language) or bank.phrases("ledger.no_day")


def _pairs(bank: LessonBank, work: Work) -> Iterator[_Pair]:
    tasks = {str(exercise.row["pair"]): exercise for exercise in bank.exercises.values() if exercise.row["pair"]}
    for number in lesson_numbers(bank.folder) if tasks else ():
        if number >= bank.number:
            return
        try:
            other = read_lesson(number, bank.phrases.language, bank.folder)
        except LessonlibError:  # its file is broken: `lessonlib check` tells of it
            continue
        for first in other.exercises.values():
            if task := tasks.pop(str(first.row["pair"]), None):
                seen = look_beside(work, number)
                yield _Pair(task, number, last_written(first, seen) if seen else None, last_written(task, work))


def _compared(bank: LessonBank, pairs: Sequence[_Pair]) -> Part:
    phrases = bank.phrases
    if not pairs:
        return told(phrases("history.no_task"))
    parts = []
    for exercise, number, first, last in pairs:
        title = bare(exercise.say("title") or exercise.id)
        if first is None:
            parts.append(told(phrases("ledger.unread", number=number)))
        if not (first and last):
            parts.append(told(phrases("history.no_pair", first=number, title=title)))
            continue
        names = [phrases("history.before", number=number), phrases("history.after", number=bank.number)]
        caption = phrases("history.pair_why", title=title, first=number, last=bank.number)
        parts.append(_beside(names, [written(first), written(last)], caption))
    return joined(parts)


def _beside(names: list[str], parts: list[Part], caption: str) -> Part:
    """Two texts side by side; in Markdown one after the other."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    cells = "".join(f"<td>{part.markup}</td>" for part in parts)
    markup = f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"
    lines = [line for name, part in zip(names, parts, strict=True) for line in ("", f"{literal(name)}:", "", *part.lines)]
    return Part(markup, [literal(caption), *lines])


def _signed(bank: LessonBank, name: str, day: str) -> Part:
    """Name and date in one line, and room to sign on paper."""
    phrases = bank.phrases
    line = phrases("history.signed" if name else "history.signed_nobody", name=name, day=day)
    place = phrases("history.place" if name else "history.place_nobody")
    markup = f'<section class="signing"><p>{escape(line)}</p><p class="sign">{escape(place)}</p></section>'
    return Part(markup, ["---", "", literal(line), "", f"{literal(place)} " + "\\_" * 30])
