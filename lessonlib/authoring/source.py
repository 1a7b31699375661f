"""The lesson sources: MyST Markdown, the only form that is edited by hand."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from lessonlib.authoring.sourcedrafts import ENGLISH
from lessonlib.errors import BuildError

if TYPE_CHECKING:
    from nbformat import NotebookNode

#: A cell with this tag stands only in the solution edition.
SOLUTION_TAG = "solution"
#: What the build writes into every notebook.
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_SOURCE_NAME = re.compile(r"\d\d-[a-z0-9-]+\.md")
_CELL_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,62}")


def list_sources(folder: Path) -> list[Path]:
    """List the lesson sources in a folder.

    Raises
    ------
    BuildError
        If there are none, or one is not named like ``01-five-texts.md``.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> [path.name for path in list_sources(find_folder("notebooks") / "src")][0]
    '00-start-here.md'
    """
    sources = sorted(folder.glob("*.md"))
    if not sources:
        raise BuildError(f"There are no lesson sources in {folder}: run this in a checkout of the course, or name its folder.")
    for source in sources:
        if not _SOURCE_NAME.fullmatch(source.name):
            raise BuildError(f"{source} is not named like 01-five-texts.md (two digits, small letters, hyphens): rename it.")
    return sources


@lru_cache(maxsize=2**6)
def _read(text: str) -> NotebookNode:
    """The build and the linter ask for each lesson several times."""
    import jupytext

    return jupytext.reads(text, fmt="md:myst")


def read_source(source: Path) -> NotebookNode:
    """Read a lesson source (MyST Markdown) as a notebook whose cells carry the ids of the source.

    Raises
    ------
    BuildError
        If a cell has no id, an id that is not readable, or one used twice.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> notebook = read_source(find_folder("notebooks") / "src" / "01-five-texts.md")
    >>> notebook.cells[0].id
    'header'
    """
    notebook = deepcopy(_read(source.read_text(encoding="utf-8")))
    seen: set[str] = set()
    for number, cell in enumerate(notebook.cells, 1):
        identifier = str(cell.metadata.pop("id", ""))
        cell.metadata.pop(ENGLISH, None)  # for whoever translates; see `lessonlib.authoring.sourcedrafts`
        where = f"{source}, cell {number} ({cell.source.strip().splitlines()[0][:50] if cell.source.strip() else 'empty'})"
        if not identifier:
            raise BuildError(
                f'{where} has no id: write +++ {{"id": "some-name"}} above a text cell, :id: some-name at the top of a code cell.'
            )
        if not _CELL_ID.fullmatch(identifier):
            raise BuildError(f"{where} has the id {identifier!r}: use small letters, digits and hyphens.")
        if identifier in seen:
            raise BuildError(f"{where} has the id {identifier!r}, which an earlier cell has too: choose another.")
        seen.add(identifier)
        cell.id = identifier
    notebook.metadata = METADATA
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook
