"""The rule that keeps an edition in another language in step with the first: same cells, tags, code and references."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from lessonlib.authoring.edition import edition_of
from lessonlib.authoring.lint.lesson import Fault, Lesson
from lessonlib.authoring.references import find_references
from lessonlib.authoring.source import list_sources, read_source
from lessonlib.authoring.sourcedrafts import ENGLISH, is_copy, pieces, print_of

if TYPE_CHECKING:
    from nbformat import NotebookNode


def in_step(lesson: Lesson) -> Iterator[Fault]:
    """A lesson in another language has the cells of the first edition, in its order, with its tags, its references, and its code letter for letter.

    Comments in code are code: whoever runs both editions side by side finds
    the same lines. References may stand in another order within a cell, for
    another language has another order of words.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> list(in_step(sample()))
    []
    """
    edition = edition_of(lesson.source)
    if edition.is_first:
        return
    first = list_sources(edition.notebooks / "src")
    path = next((path for path in first if path.name == lesson.source.name), None)
    if path is None:
        yield Fault("", "the first edition has no lesson of this name", f"call it like one of {', '.join(path.name for path in first)}")
        return
    cells = read_source(path).cells
    yield from _in_place([cell.id for cell in lesson.cells], [cell.id for cell in cells])
    yield from _of_these_words(lesson.source, path)
    there = {cell.id: cell for cell in cells}
    for cell in lesson.cells:
        if cell.id in there:
            yield from _same(cell, there[cell.id])
            yield from _same_references(cell, there[cell.id], lesson.source, path)


def _in_place(here: Sequence[str], there: Sequence[str]) -> Iterator[Fault]:
    """What is missing, what is too much, and, when neither is, the first cell that stands elsewhere."""
    missing, more = [name for name in there if name not in here], [name for name in here if name not in there]
    yield from (Fault(name, "this cell of the first edition is missing", "translate it") for name in missing)
    yield from (Fault(name, "the first edition has no cell of this id", "correct the id, or take the cell away") for name in more)
    if missing or more:
        return
    for name, other in zip(here, there, strict=True):
        if name != other:
            yield Fault(name, f"it stands where the first edition has {other!r}", "keep to its order")
            return


def _same(cell: NotebookNode, other: NotebookNode) -> Iterator[Fault]:
    if cell.cell_type != other.cell_type:
        yield Fault(cell.id, f"it is a cell of {_kind(cell)}, in the first edition one of {_kind(other)}", "make it the same")
        return
    tags, others = (list(found.metadata.get("tags", [])) for found in (cell, other))
    if tags != others:
        yield Fault(cell.id, f"its tags are {_list(tags)}, in the first edition {_list(others)}", "make them the same")
    if cell.cell_type == "code" and cell.source != other.source:
        lines = enumerate(zip_longest(cell.source.split("\n"), other.source.split("\n")), 1)
        number, mine, first = next((number, mine, first) for number, (mine, first) in lines if mine != first)
        wrong = f"line {number} of its code is {_line(mine)}, in the first edition {_line(first)}"
        yield Fault(cell.id, wrong, "copy the code letter for letter, comments too")


def _of_these_words(source: Path, first: Path) -> Iterator[Fault]:
    """What bears the fingerprint of its English (see `lessonlib.authoring.sourcedrafts`) was translated from the words that stand there now."""
    prints = {piece.id: print_of(piece.words) for piece in pieces(first.read_text(encoding="utf-8")) if piece.is_text}
    for piece in pieces(source.read_text(encoding="utf-8")):
        now = prints.get(piece.id)
        if not piece.english or not now or piece.english == now:
            continue
        if is_copy(piece):
            yield Fault(
                piece.id, "it is a copy of English words that have changed", f"run 'lessonlib build --start-language {source.parent.name}'"
            )
        else:
            yield Fault(piece.id, "it was translated from other English words", f'look at it again, and set "{ENGLISH}" to "{now}"')


def _same_references(cell: NotebookNode, other: NotebookNode, source: Path, first: Path) -> Iterator[Fault]:
    """What a statement rests on is the same in every language."""
    if not cell.cell_type == other.cell_type == "markdown":
        return
    here, there = (Counter(find_references(found.source)) for found in (cell, other))
    lines, firsts = _cell_lines(source, cell.id), _cell_lines(first, cell.id)
    for name in (there - here).elements():
        place = _line_of(name, firsts, there[name])
        yield Fault(
            cell.id,
            f"[[{name}]] is missing, which {first.name} has in line {place}",
            "put it behind the words that it stands for",
            lines[0][0],
        )
    for name in (here - there).elements():
        place = _line_of(name, lines, here[name])
        yield Fault(cell.id, f"[[{name}]] does not stand in this cell of {first.name}", "correct it, or take it away", place)


def _cell_lines(source: Path, identifier: str) -> list[tuple[int, str]]:
    """The lines of a text cell in its file, with their numbers; the first is that of its id."""
    lines = list(enumerate(source.read_text(encoding="utf-8").split("\n"), 1))
    own = re.compile(rf'\+\+\+.*"id": *"{re.escape(identifier)}"')
    begin = next(place for place, (_, line) in enumerate(lines) if own.match(line))
    end = next((place for place, (_, line) in enumerate(lines) if place > begin and line.startswith(("+++", "```{code-cell}"))), len(lines))
    return lines[begin:end]


def _line_of(reference: str, lines: Sequence[tuple[int, str]], last: int) -> int:
    """The line in which a reference stands for the last of so many times."""
    found = [number for number, line in lines for name in find_references(line) if name == reference]
    return found[last - 1] if len(found) >= last else lines[0][0]


def _kind(cell: NotebookNode) -> str:
    return "code" if cell.cell_type == "code" else "text"


def _list(names: Sequence[str]) -> str:
    return ", ".join(names) or "none"


def _line(line: str | None) -> str:
    return "missing" if line is None else repr(line[:60])
