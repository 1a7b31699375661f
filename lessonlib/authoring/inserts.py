"""What a page for the teacher calls from elsewhere in the course, in double braces, so that nothing is written twice.

In a line: ``{{step 06 foot}}``, ``{{told 06 print}}``, ``{{exercise 06 ledger}}``, ``{{note 06 ledger}}``,
``{{english ID}}`` and ``{{indonesian ID}}`` of a sentence. On a line of its own:
``{{question 00 source-task}}``, ``{{rubric …}}``, ``{{samples …}}``,
``{{cards SET}}``, ``{{dates SET}}``, ``{{lines 4}}``, ``{{grid 32}}``, ``{{new-side}}``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from lessonlib.authoring.timeline_cards import cards_markup, dates_markup
from lessonlib.corpus.load import load_corpus
from lessonlib.errors import DataError, no_such
from lessonlib.exercises.bank import lesson_numbers, read_lesson
from lessonlib.exercises.drawing.static import levels, rubric
from lessonlib.exercises.kinds import kind_of
from lessonlib.html import bare, escape, inline, prose
from lessonlib.words import words

if TYPE_CHECKING:
    from lessonlib.exercises.bank import LessonBank
    from lessonlib.exercises.exercise import Exercise

#: The row of a plan that calls steps of a lesson.
STEPS = re.compile(r"\{\{steps (?P<number>\d\d)(?: (?P<first>[a-z-]+) (?P<last>[a-z-]+))?\}\}")
_INSERT = re.compile(r"\{\{(?P<name>[a-z-]+)(?P<rest>(?: [^{}\s]+)*)\}\}")


def expanded(text: str, language: str = "en", skip: str = "") -> tuple[str, dict[str, str]]:
    """Return Markdown with its inserts: those of a line in their place, the others as marks with the HTML to put there; ``skip`` names one to leave.

    Raises
    ------
    DataError
        If an insert is not known, or names what is not there.

    Examples
    --------
    >>> expanded("Do {{exercise 06 ledger}}.")
    ('Do The witness ledger, reopened.', {})
    """
    blocks: dict[str, str] = {}

    def put(found: re.Match[str]) -> str:
        name, given = found["name"], found["rest"].split()
        if name == skip:
            return found[0]
        if name in _INLINE:
            return _called(_INLINE, name, given, language)
        mark = f"<!--{len(blocks)}-->"
        blocks[mark] = _called(_BLOCKS, name, given, language)
        return mark

    return _INSERT.sub(put, text), blocks


def _called(known: dict[str, Callable[..., str]], name: str, given: Sequence[str], language: str) -> str:
    if name not in known:
        raise DataError(f"{no_such('insert', name, [*_INLINE, *_BLOCKS])}.")
    try:
        return known[name](language, *given)
    except TypeError:
        raise DataError(f"the insert {{{{{' '.join([name, *given])}}}}} has too many words, or too few.") from None


def steps_of(called: re.Match[str], language: str = "en") -> list[tuple[float, str]]:
    """Return the steps that a row of a plan calls, each with its minutes.

    Raises
    ------
    DataError
        If the lesson, or one of its steps, is not there.

    Examples
    --------
    >>> [minutes for minutes, _ in steps_of(STEPS.fullmatch("{{steps 06 foot speaker}}"))]
    [3, 8, 3]
    """
    lesson = _lesson(called["number"], language)
    names = list(lesson.steps)
    missing = [name for name in (called["first"], called["last"]) if name and name not in names]
    if missing:
        raise DataError(f"lesson {lesson.number} has no step {missing[0]!r}; its steps are {', '.join(names)}.")
    start = names.index(called["first"]) if called["first"] else 0
    end = names.index(called["last"]) + 1 if called["last"] else len(names)
    return list(lesson.plan)[start:end]


def _lesson(number: str, language: str) -> LessonBank:
    if number not in lesson_numbers():
        raise DataError(f"{no_such('lesson', number, lesson_numbers())}.")
    return read_lesson(number, language)


def _exercise(number: str, name: str, language: str) -> Exercise:
    found = _lesson(number, language).exercises
    if name not in found:
        raise DataError(f"lesson {number} has no exercise {name!r}; its exercises are {', '.join(found)}.")
    return found[name]


def _step(language: str, number: str, name: str) -> str:
    lesson = _lesson(number, language)
    if name not in lesson.steps:
        raise DataError(f"lesson {number} has no step {name!r}; its steps are {', '.join(lesson.steps)}.")
    return inline(lesson.plan[lesson.steps.index(name)][1])


def _told(language: str, number: str, name: str) -> str:
    found = {key: told for key, told in _lesson(number, language).words.items() if isinstance(told, str)}
    if name not in found:
        raise DataError(f"the guide of lesson {number} has no words {name!r}; it has {', '.join(found)}.")
    return inline(found[name])


def _sentence(name: str, column: str) -> str:
    table = load_corpus().sentences
    if name not in table.index:
        raise DataError(f"{no_such('sentence', name, table.index)}.")
    return str(table[column][name])


def _question(language: str, number: str, name: str) -> str:
    return prose(_exercise(number, name, language).say("question"))


def _samples(language: str, number: str, name: str) -> str:
    exercise = _exercise(number, name, language)
    return levels(exercise, "samples") or prose(kind_of(exercise).solution())


def _grid(language: str, rows: str) -> str:
    told = words("authoring", language)["teaching"]["grid"]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in told)
    return f'<table class="grid"><thead><tr>{head}</tr></thead><tbody>{("<tr>" + "<td></td>" * len(told) + "</tr>") * int(rows)}</tbody></table>'


_INLINE: dict[str, Callable[..., str]] = {
    "step": _step,
    "told": _told,
    "exercise": lambda language, number, name: bare(_exercise(number, name, language).say("title")),
    "note": lambda language, number, name: inline(_exercise(number, name, language).say("teacher")),
    "english": lambda language, name: escape(_sentence(name, "text_en")),
    "indonesian": lambda language, name: f'<span lang="id">{escape(_sentence(name, "text"))}</span>',
}
_BLOCKS: dict[str, Callable[..., str]] = {
    "question": _question,
    "rubric": lambda language, number, name: rubric(_exercise(number, name, language)),
    "samples": _samples,
    "cards": lambda language, name: cards_markup(name, language),
    "dates": lambda language, name: dates_markup(name, language),
    "lines": lambda language, count: '<div class="line"></div>' * int(count),
    "grid": _grid,
    "new-side": lambda language: '<div class="new-side"></div>',
}
