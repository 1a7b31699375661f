"""The help sheet of a lesson: beside each exercise an excerpt and beginnings of sentences, for whoever works at the easiest level on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lessonlib.authoring.paper.sheet import sheet
from lessonlib.bundle import read_beside
from lessonlib.exercises.bank import LessonBank
from lessonlib.exercises.exercise import Exercise
from lessonlib.exercises.passages import Passage
from lessonlib.exercises.support import begun_markup, excerpt
from lessonlib.exercises.telling import is_original
from lessonlib.html import bare, escape, inline
from lessonlib.language import FIRST
from lessonlib.words import words

_STYLE = read_beside(__file__, "help_sheet.css")


def help_page(bank: LessonBank, language: str = FIRST) -> str:
    """Return the help sheet of a lesson; the questions themselves stand on the handout.

    Parameters
    ----------
    bank : LessonBank
        The exercises, with their words.
    language : str
        That of the sheet.

    Examples
    --------
    >>> from lessonlib.exercises.bank import read_lesson
    >>> help_page(read_lesson("05")).count("<section") == len(read_lesson("05").exercises)
    True
    """
    told = words("paper", language)["help"]
    title = told["title"].format(number=bank.number, title=bare(str(bank.words.get("title", ""))))
    shown: set[str] = set()
    body = "".join(_section(exercise, shown, told) for exercise in bank.exercises.values() if not exercise.faults)
    return sheet(title, f"<p>{inline(told['intro'])}</p>{body}", language, _STYLE)


def _section(exercise: Exercise, shown: set[str], told: Mapping[str, str]) -> str:
    """What stands on the sheet already is only named."""
    passages = excerpt(exercise)
    again = [passage.ref for passage in passages if passage.ref in shown]
    new = [passage for passage in passages if passage.ref not in shown]
    shown.update(passage.ref for passage in passages)
    read = f"<p>{escape(exercise.phrases('support.read'))}</p>{_table(new)}" if passages else ""
    above = f"<p>{escape(told['above'])} {', '.join(f'<code>{escape(ref)}</code>' for ref in again)}</p>" if again else ""
    return f"<section><h2>{escape(bare(exercise.say('title')))}</h2>{read}{above}{begun_markup(exercise)}</section>"


def _table(passages: Sequence[Passage]) -> str:
    """Number, English, original: the languages side by side take less room than one below the other."""
    rows = "".join(f'<tr><th scope="row" class="ref"><code>{escape(passage.ref)}</code></th>{_words(passage)}</tr>' for passage in passages)
    return f"<table><tbody>{rows}</tbody></table>" if rows else ""


def _words(passage: Passage) -> str:
    sides = [("en", passage.english), ("id" if is_original(passage.original) else "en", passage.original)]
    there = [(language, text) for language, text in sides if text]
    wide = ' colspan="2"' if len(there) == 1 else ""
    return "".join(f'<td lang="{language}"{wide}>{escape(text)}</td>' for language, text in there)
