"""The card for whoever was absent: one side that says what the class did, what to read, and what to write by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from lessonlib.authoring.handout import NEW_SIDE_TAG, name_line, task_box
from lessonlib.authoring.lint.blocks import blocks
from lessonlib.authoring.paper.cardfile import card_words, read_cards
from lessonlib.authoring.paper.sheet import sheet
from lessonlib.authoring.references import CITED, TASK, Reference, label, read_reference
from lessonlib.bundle import read_beside
from lessonlib.exercises.passages import passages, text_of
from lessonlib.html import escape, inline
from lessonlib.language import FIRST
from lessonlib.words import words

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from lessonlib.exercises.bank import LessonBank

_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_SECTION = re.compile(r"^## +(.+?) *$", re.MULTILINE)
#: Names of texts, and numbers of sentences.
_HYPHENED = re.compile(r"\b(?:[a-z]+-[a-z]+ )?\d{3}-\d{2}\b")
_SAID_SINGLY = 2
_STYLE = read_beside(__file__, "card.css")


def card_page(lesson: NotebookNode, bank: LessonBank, language: str = "en") -> str:
    """Return the card of a lesson as a page to print, one side long.

    Parameters
    ----------
    lesson : NotebookNode
        From `lessonlib.authoring.source.read_source`.
    bank : LessonBank
        Its exercises, in the language of the card.
    language : str
        That of the edition.

    Examples
    --------
    >>> from lessonlib.authoring.edition import choose_edition
    >>> from lessonlib.authoring.source import read_source
    >>> from lessonlib.bundle import find_folder
    >>> from lessonlib.exercises.bank import read_lesson
    >>> source = choose_edition(find_folder("notebooks")).lessons()[2]
    >>> made = card_page(read_source(source), read_lesson("02"))
    >>> "kompas-feature 011-01" in made, "turut memicu" in made
    (True, False)
    """
    told, prose, card = words("paper", language)["card"], card_words(bank.number, language), read_cards()[bank.number]
    title = _TITLE.search(lesson.cells[0].source)
    tasks = "".join(task_box(bank.exercises[name]) for name in card.tasks)
    body = [
        name_line(told),
        _header(lesson.cells[0].source, language),
        _part(told["did"], f"<p>{_cited(prose['did'], language)}</p>"),
        _part(told["read"], _reading(lesson, bank.number, card.side, told)),
        _part(told["word"], f"<p>{_cited(prose['word'], language)}</p>"),
        _part(told["tasks"], tasks),
        _part(told["bring"], f"<p>{_cited(prose['bring'], language)}</p>"),
    ]
    return sheet(told["title"].format(number=bank.number, title=title[1] if title else ""), "".join(body), language, _STYLE)


def _part(head: str, markup: str) -> str:
    return f"<section><h2>{escape(head)}</h2>{markup}</section>"


def _header(source: str, language: str) -> str:
    """The question of the lesson and what one can do after it, from its header."""
    # A header that waits for its translation has the labels of the first edition.
    every = [
        (name, words("authoring", code)["header"][name]) for name in ("question", "outcomes") for code in dict.fromkeys((language, FIRST))
    ]
    rows = {
        name: (label, found)
        for name, label in every
        if (found := re.search(rf"^\| \*\*{re.escape(label)}\*\* \| (.+) \|$", source, re.MULTILINE))
    }
    return f"<dl>{''.join(f'<dt>{escape(name)}</dt><dd>{inline(found[1])}</dd>' for name, found in rows.values())}</dl>"


def _cited(text: str, language: str) -> str:
    """Prose with its sources named as the packet numbers them."""

    def note(found: re.Match[str]) -> str:
        parts = [part.strip() for part in found[1].split(";") if part.strip() != TASK]
        return f" ({'; '.join(_number(read_reference(part), language) for part in parts)})" if parts else ""

    return _unbroken(inline(CITED.sub(note, text)))


def _number(reference: Reference, language: str) -> str:
    place = reference.place
    return f"{text_of(place)} {_in_margin(place)}" if place else label(reference, language)


def _in_margin(name: str) -> str:
    return name.removeprefix(text_of(name)).removeprefix("-")


def reading(lesson: NotebookNode) -> tuple[str, dict[str, list[str]]]:
    """Return what a lesson reads together: the heading above it, and the numbers of its sentences by text.

    What stands on a sheet that is handed out later is left out, and so are facts from outside.

    Examples
    --------
    >>> from lessonlib.authoring.source import read_source
    >>> from lessonlib.bundle import find_folder
    >>> head, numbers = reading(read_source(find_folder("notebooks") / "src" / "03-the-cooling.md"))
    >>> head, numbers["kompas-feature"][0]
    ('Read together', '010-01')
    """
    head, section, found = "", "", dict[str, list[str]]()
    for cell in lesson.cells:
        if NEW_SIDE_TAG in cell.metadata.get("tags", []):
            break
        for block in blocks(cell.source) if cell.cell_type == "markdown" else ():
            if block.kind == "heading" and (named := _SECTION.match(block.text)):
                section = named[1]
            for name in _read(block.references) if block.quoted else ():
                head = head or section
                numbers = found.setdefault(text_of(name), [])
                numbers += [_in_margin(name)] if _in_margin(name) not in numbers else []
    return head, found


def _read(references: Sequence[str]) -> Iterator[str]:
    return (place for text in references if text != TASK and (place := read_reference(text).place))


def _reading(lesson: NotebookNode, number: str, side: int, told: Mapping[str, Any]) -> str:
    head, found = reading(lesson)
    handout = told["handout"].format(number=number, head=head, side=side)
    listed = "; ".join(f"{doc_id} {', '.join(_runs(doc_id, numbers, told['run']))}" for doc_id, numbers in found.items())
    return f"<ul><li>{escape(handout)}</li><li>{escape(told['packet'])}: {_unbroken(escape(listed))}</li></ul>"


def _runs(doc_id: str, numbers: Sequence[str], form: str) -> Iterator[str]:
    """Numbers, three or more of which in a row are told by the first and the last."""
    every = [_in_margin(str(name)) for name in passages() if text_of(str(name)) == doc_id]
    places = sorted(every.index(number) for number in numbers)
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        found = [every[place] for _, place in run]
        yield from [form.format(first=found[0], last=found[-1])] if len(found) > _SAID_SINGLY else found


def _unbroken(markup: str) -> str:
    """Numbers and the names of texts hold together at the end of a line."""
    return _HYPHENED.sub(lambda found: f'<span class="n">{found[0]}</span>', markup)
