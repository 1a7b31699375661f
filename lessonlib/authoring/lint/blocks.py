"""The prose of a text cell in blocks: paragraphs, items of lists, tables, pieces of HTML."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lessonlib.authoring.lint.lesson import visible
from lessonlib.authoring.references import TASK, find_references, read_reference
from lessonlib.errors import LessonlibError

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_CODE = re.compile(r"`[^`\n]*`")
_QUOTED = re.compile(r"[“«][^“”«»]*[”»]")
_INDONESIAN = re.compile(r"<(\w+)[^>]*lang=\"id\"[^>]*>.*?</\1>", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)*_]*\s+(?=[\"“‘(*_]*[A-Z0-9])")


class Block(NamedTuple):
    """A piece of prose that stands or falls with its references.

    Attributes
    ----------
    kind : str
        ``paragraph``, ``heading``, ``table`` or ``html``.
    text : str
        As written.
    quoted : bool
        Whether it stands in a block quotation.

    Examples
    --------
    >>> Block("paragraph", "A car. [[kompas-feature@157]]", False).references
    ['kompas-feature@157']
    """

    kind: str
    text: str
    quoted: bool

    @property
    def references(self) -> list[str]:
        """What it refers to.

        Examples
        --------
        >>> Block("paragraph", "Press the key. [[task]]", False).references
        ['task']
        """
        return find_references(self.text)

    def outside(self) -> bool | None:
        """Whether it rests on pages outside the five texts alone; None if nothing is named that it rests on.

        Examples
        --------
        >>> [block.outside() for block in blocks("It is so. [[kompas-feature-018-01]]\\n\\nPerhaps.")]
        [False, None]
        """
        found = []
        for text in self.references:
            with suppress(LessonlibError):  # another rule says so
                found += [read_reference(text).outside] if text != TASK else []
        return all(found) if found else None

    def sentences(self) -> list[str]:
        """Return what a reader is told, sentence by sentence: without code, HTML, addresses, Indonesian words and references.

        Examples
        --------
        >>> Block("paragraph", "Look at `x`. It is from 1991. [[kompas-feature@157]]", False).sentences()
        ['Look at  .', 'It is from 1991.']
        """
        told = visible(_INDONESIAN.sub(" ", _CODE.sub(" ", self.text)))
        return [sentence.strip() for sentence in _SENTENCE.split(told) if sentence.strip()]

    def unquoted(self) -> str:
        """Return its words outside quotation marks.

        Examples
        --------
        >>> Block("paragraph", "They say “regime” there.", False).unquoted()
        'They say   there.'
        """
        return _QUOTED.sub(" ", visible(_INDONESIAN.sub(" ", _CODE.sub(" ", self.text))))


def blocks(source: str) -> list[Block]:
    """Split a text cell.

    Examples
    --------
    >>> [block.kind for block in blocks("# One\\n\\nTwo.\\n\\n* three\\n* four\\n\\n| a |\\n| - |\\n| b |")]
    ['heading', 'paragraph', 'paragraph', 'paragraph', 'table']
    """
    return list(_blocks(source))


@lru_cache(maxsize=2**10)
def _blocks(source: str) -> tuple[Block, ...]:
    """Every rule asks for the blocks of every cell."""
    lines = source.split("\n")
    found: list[Block] = []
    depth = inside = 0
    for token in _markdown().parse(source):
        depth += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        inside += (token.type == "table_open") - (token.type == "table_close")
        kind = {"paragraph_open": "paragraph", "heading_open": "heading", "table_open": "table", "html_block": "html"}.get(token.type)
        if kind and token.map and (kind == "table" or not inside):
            found.append(Block(kind, "\n".join(lines[token.map[0] : token.map[1]]), depth > 0))
    return tuple(found)


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")
