"""The page on top of the pile: what to print for which lesson, and how many sides that is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple

from lessonlib.authoring.paper.sheet import sheet
from lessonlib.bundle import read_beside
from lessonlib.corpus.load import load_corpus
from lessonlib.exercises.bank import LessonBank
from lessonlib.html import escape, inline
from lessonlib.language import FIRST
from lessonlib.words import words

# On a narrow screen words may break anywhere; elsewhere a column is as wide as its longest word.
_STYLE = read_beside(__file__, "contents.css")
_TITLE = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)


#: What each lesson has, in the order of the columns.
_OF_LESSON = ("handout", "card", "help", "guide")
#: What the packet is made of.
_PACKET = ("packet", "text", "known")


class Printed(NamedTuple):
    """A page of the kit.

    Attributes
    ----------
    name : str
        Its place in the folder, without ending: ``cards/02-soviet-support``.
    kind : str
        ``packet``, ``text``, ``known``, ``handout``, ``card``, ``help``, ``guide``,
        ``teacher`` or ``slips``.
    markup : str
        The page.
    lesson : str
        Two digits, of what belongs to one lesson.

    Examples
    --------
    >>> Printed("packet", "packet", "<p>…</p>").lesson
    ''
    """

    name: str
    kind: str
    markup: str
    lesson: str = ""


def contents_page(
    pages: Sequence[Printed],
    sides: Mapping[str, int],
    lessons: Sequence[tuple[LessonBank, Sequence[str]]],
    told_of_packet: str,
    language: str = FIRST,
) -> str:
    """Return the page that says what to print.

    Parameters
    ----------
    pages : sequence of Printed
        All others.
    sides : mapping of str to int
        How many sides a page has, by its name; empty where nothing counted them.
    lessons : sequence of (LessonBank, sequence of str)
        The lessons, whose guides say what to print for them, each with the
        texts of which it needs something.
    told_of_packet : str
        Whether the packet holds whole texts.
    language : str
        That of the page.

    Examples
    --------
    >>> from lessonlib.corpus.load import load_corpus
    >>> from lessonlib.exercises.bank import read_lesson
    >>> made = contents_page([Printed("cards/02-a", "card", "", "02")], {"cards/02-a": 1}, [(read_lesson("02"), ["kompas-feature"])], "")
    >>> 'href="cards/02-a.html"' in made
    True
    """
    told = words("paper", language)["contents"]
    rows = "".join(_lesson(bank, texts, pages, sides, told) for bank, texts in lessons)
    head = "".join(f'<th scope="col">{escape(told[name])}</th>' for name in ("lesson", *_OF_LESSON, "texts", "advice"))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    others = [page for page in pages if not page.lesson]
    packet = _others([page for page in others if page.kind in _PACKET], sides, told)
    besides = _others([page for page in others if page.kind not in _PACKET], sides, told)
    body = (
        f"<p>{escape(told['intro'])}</p><h2>{escape(told['lessons'])}</h2>{table}"
        f"<h2>{escape(told['packet'])}</h2><p>{escape(told_of_packet)}</p>{packet}"
        + (f"<h2>{escape(told['besides'])}</h2>{besides}" if besides else "")
    )
    return sheet(told["title"], body, language, _STYLE)


def _lesson(bank: LessonBank, texts: Sequence[str], pages: Sequence[Printed], sides: Mapping[str, int], told: Mapping[str, Any]) -> str:
    cells = ""
    for kind in _OF_LESSON:
        page = next((page for page in pages if page.lesson == bank.number and page.kind == kind), None)
        cells += f'<td class="n">{_linked(page, _counted(page, sides, told))}</td>' if page else f"<td>{escape(told['not_counted'])}</td>"
    title = f"{bank.number} {bank.words.get('title', '')}"
    named = told["all"] if len(texts) == len(load_corpus().documents) else ", ".join(texts)
    cells += f"<td>{escape(named)}</td><td>{inline(bank.words.get('print', ''))}</td>"
    return f'<tr><th scope="row">{escape(title)}</th>{cells}</tr>'


def _others(pages: Sequence[Printed], sides: Mapping[str, int], told: Mapping[str, Any]) -> str:
    """Pages of no one lesson, a row each; nothing if there are none."""
    if not pages:
        return ""
    head = "".join(f'<th scope="col">{escape(told[name])}</th>' for name in ("file", "sides", "what"))
    rows = "".join(_other(page, sides, told) for page in pages)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _other(page: Printed, sides: Mapping[str, int], told: Mapping[str, Any]) -> str:
    title = _TITLE.search(page.markup)
    what = told[{"packet": "all_texts", "text": "one_text"}.get(page.kind, page.kind)].format(
        title=unescape(title[1]) if title else page.name
    )
    return (
        f'<tr><th scope="row">{_linked(page, page.name)}</th><td class="n">{_counted(page, sides, told)}</td><td>{escape(what)}</td></tr>'
    )


def _counted(page: Printed, sides: Mapping[str, int], told: Mapping[str, Any]) -> str:
    return str(sides.get(page.name, "")) or str(told["not_counted"])


def _linked(page: Printed, text: str) -> str:
    return f'<a href="{escape(page.name)}.html">{escape(text)}</a>'
