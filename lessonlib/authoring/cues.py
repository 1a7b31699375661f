"""Cues for pairs: what a tag on a cell of text says to two who share a screen or a sheet."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from lessonlib.html import escape
from lessonlib.words import words

if TYPE_CHECKING:
    from nbformat import NotebookNode

#: Tags of cells of text above whose words a line for pairs is put: the roles, explained once, and the change of them.
CUES = ("pairs", "swap")
_HEADING = re.compile(r"\A(#{2,6} [^\n]*)(?:\n+|\Z)")


def cued(notebook: NotebookNode, language: str = "en", paper: bool = False) -> NotebookNode:
    """Return the lesson with the lines for pairs, below the heading of a cell if it has one.

    The lines come from the words of the build: they are furniture, as the notes
    are, and are not counted among the words of the lesson.

    Parameters
    ----------
    notebook : NotebookNode
        From `lessonlib.authoring.source.read_source`.
    language : str
        That of the edition.
    paper : bool
        For a handout, where a pen is passed instead of the keys.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> lesson = new_notebook(cells=[new_markdown_cell("## Who signs?\\n\\nThree columns.", metadata={"tags": ["swap"]})])
    >>> print(cued(lesson).cells[0].source)
    ## Who signs?
    <BLANKLINE>
    *Pairs, **swap**: the navigator takes the keys.*
    <BLANKLINE>
    Three columns.
    """
    told = words("authoring", language)["cues"]["paper" if paper else "screen"]
    edition = deepcopy(notebook)
    for cell in edition.cells:
        for tag in CUES if cell.cell_type == "markdown" else ():
            if tag in cell.metadata.get("tags", []):
                cell.source = _placed(cell.source, told[tag], f"cue {tag}" if paper else "")
    return edition


def _placed(source: str, line: str, paper_class: str) -> str:
    # On paper a cue stands at the edge, beside the words, and takes no line of its own.
    cue = f'<p class="{paper_class}">{escape(line)}</p>' if paper_class else f"*{line}*"
    heading = _HEADING.match(source)
    parts = [heading[1], cue, source[heading.end() :]] if heading else [cue, source]
    return "\n\n".join(part for part in parts if part)
