"""Rules for the core of a lesson: what all students do, before the heading "Going further"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lessonlib import widgets
from lessonlib.authoring.lint.blocks import blocks
from lessonlib.authoring.lint.lesson import APART, Fault, Lesson, count_words, is_solution
from lessonlib.language import FIRST

if TYPE_CHECKING:
    from nbformat import NotebookNode

_CELLS = (6, 10)
_EXCERPT = 250
_WIDGET = re.compile(rf"\blessonlib\.widgets\.(?:{'|'.join(widgets.__all__)})\(")
_SECTION = re.compile(r"^## +(?P<name>.+?) *$", re.MULTILINE)


def core_cells(lesson: Lesson) -> list[NotebookNode]:
    """Return the cells of the student edition up to the heading "Going further", as the words of the language have it.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> len(core_cells(sample("# One", "corpus"))), core_cells(sample("## Going further", "corpus"))
    (2, [])
    """
    found: list[NotebookNode] = []
    for cell in lesson.cells:
        further = str(lesson.words("header", cell)["further"]).casefold()
        if cell.cell_type == "markdown" and any(match["name"].casefold() == further for match in _SECTION.finditer(cell.source)):
            break
        found += [] if is_solution(cell) else [cell]
    return found


def core_code(lesson: Lesson) -> Iterator[Fault]:
    """The core of lessons 01 to 06 has six to ten cells of code, as a student sees it: given cells and those of exercises count.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(core_code(sample(code="corpus"))).wrong
    'its core has 1 cell of code'
    """
    least, most = _CELLS
    found = sum(cell.cell_type == "code" for cell in core_cells(lesson))
    if lesson.number not in APART and not least <= found <= most:
        yield Fault("", f"its core has {found} cell{'s' if found != 1 else ''} of code", f"have {least} to {most}")


def core_widget(lesson: Lesson) -> Iterator[Fault]:
    """The core of lessons 01 to 06, and of what is added, shows a widget.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(core_widget(sample(code="corpus"))).wrong
    'its core shows no widget'
    """
    if lesson.number not in APART and not any(_WIDGET.search(cell.source) for cell in core_cells(lesson) if cell.cell_type == "code"):
        yield Fault("", "its core shows no widget", f"show one: lessonlib.widgets.{', '.join(widgets.__all__)}")


def excerpts(lesson: Lesson) -> Iterator[Fault]:
    """What a section of the core quotes to be read together has at most 250 English words; boxes from outside are not counted.

    Counted are the block quotations between two headings of the second
    level. Of another language nothing is counted: it is in step with the
    English, and its own words may be longer.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(excerpts(sample("## Read together\\n\\n> " + "word " * 251))).wrong
    'the section “Read together” quotes 251 words'
    """
    if lesson.language != FIRST:
        return
    section, place, counted = "", "", 0
    for cell in core_cells(lesson):
        for block in blocks(cell.source) if cell.cell_type == "markdown" else ():
            if head := _SECTION.match(block.text) if block.kind == "heading" else None:
                yield from _too_long(section, place, counted)
                section, place, counted = head["name"], cell.id, 0
            # A box from outside may have further paragraphs, without the mark.
            elif block.quoted and not (lesson.words("outside")["mark"] in block.text or block.outside()):
                counted += count_words(" ".join(block.sentences()))
    yield from _too_long(section, place, counted)


def _too_long(section: str, cell: str, counted: int) -> Iterator[Fault]:
    if counted > _EXCERPT:
        where = f"the section “{section}”" if section else "the beginning"
        yield Fault(cell, f"{where} quotes {counted} words", f"cut it to {_EXCERPT}, or read the rest under another heading")
