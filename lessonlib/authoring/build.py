"""One way from the lesson sources to the editions: student (clean), solution (executed), handout and, out of the bank, the teacher's guide."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lessonlib.errors import BuildError

if TYPE_CHECKING:
    from nbformat import NotebookNode

_SOURCE_NAME = re.compile(r"\d\d-[a-z0-9-]+\.md")
_CELL_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,62}")
_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
#: A cell with this tag stands only in the solution edition.
SOLUTION_TAG = "solution"
_CELL_SECONDS = 120
_PICTURE = re.compile(r"(data:image/[a-z+]+;base64,)[A-Za-z0-9+/=]+")


def find_sources(notebooks: Path) -> list[Path]:
    """List the lesson sources.

    Raises
    ------
    BuildError
        If there are none, or one is not named like ``01-five-texts.md``.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> [path.name for path in find_sources(find_folder("notebooks"))][0]
    '00-start-here.md'
    """
    sources = sorted((notebooks / "src").glob("*.md"))
    if not sources:
        raise BuildError(f"There are no lesson sources in {notebooks / 'src'}: run this in a checkout of the course, or name its folder.")
    for source in sources:
        if not _SOURCE_NAME.fullmatch(source.name):
            raise BuildError(f"{source} is not named like 01-five-texts.md (two digits, small letters, hyphens): rename it.")
    return sources


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
    import jupytext

    notebook = jupytext.reads(source.read_text(encoding="utf-8"), fmt="md:myst")
    seen: set[str] = set()
    for number, cell in enumerate(notebook.cells, 1):
        identifier = str(cell.metadata.pop("id", ""))
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
    notebook.metadata = _METADATA
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


def student_edition(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook without outputs and without the cells of the solution edition.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> notebook = read_source(find_folder("notebooks") / "src" / "01-five-texts.md")
    >>> any("solution" in cell.metadata.get("tags", []) for cell in student_edition(notebook).cells)
    False
    """
    from copy import deepcopy

    edition = deepcopy(notebook)
    edition.cells = [cell for cell in edition.cells if SOLUTION_TAG not in cell.metadata.get("tags", [])]
    for cell in edition.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return edition


def solution_edition(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """Execute the notebook in a folder and return it with its outputs, fit to be compared.

    Widget views and their state do not outlive the kernel; their static twins stay.

    Raises
    ------
    BuildError
        If a cell fails.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> solution_edition(new_notebook(cells=[new_code_cell("1 + 1")]), Path.cwd()).cells[0].outputs[0].data
    {'text/plain': '2'}
    """
    from copy import deepcopy

    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    edition = deepcopy(notebook)
    client = NotebookClient(edition, timeout=_CELL_SECONDS, kernel_name="python3", resources={"metadata": {"path": str(folder)}})
    try:
        client.execute(env={**os.environ, "LESSONLIB_WORK": "memory"}, cleanup_kc=True)
    except CellExecutionError as error:
        raise BuildError(f"A cell fails when it is run: {error.ename}: {error.evalue}\n{error.traceback}") from error
    edition.metadata = _METADATA
    for cell in edition.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(_WIDGET_VIEW, None)
    return edition


def build(notebooks: Path, only_check: bool = False, say: Callable[[str], None] = print) -> list[str]:
    """Build every edition of every lesson, or check that those on disk are current.

    Parameters
    ----------
    notebooks : Path
        The folder with ``src/``; editions are written into it, ``solutions/``,
        ``handouts/`` and ``guides/``, the words behind the statements into
        ``sources/``.
    only_check : bool
        Write nothing; compare cell for cell. Outputs are left to nbval.
    say : callable
        Told of each step.

    Returns
    -------
    list of str
        What is not current; empty when all is well.

    Raises
    ------
    BuildError
        If a source is wrong or a cell fails.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> build(find_folder("notebooks"), only_check=True, say=lambda line: None)
    []
    """
    stale: list[str] = []
    sources = find_sources(notebooks)
    for source in sources:
        say(f"{source.stem}: {'checking' if only_check else 'building and running'} ...")
        stale += _notebooks(source, notebooks, only_check)
        for path, text in _pages(source, notebooks).items():
            if not only_check:
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
            elif not path.is_file() or masked(path.read_text(encoding="utf-8")) != masked(text):
                stale.append(f"{path} is not what {'the bank says' if path.parent.name == 'guides' else 'the source builds'}.")
    known = {f"{source.stem}{ending}" for source in sources for ending in (".ipynb", ".html")}
    stale += [f"{path} has no source in {notebooks / 'src'}: take it away." for path in _editions(notebooks) if path.name not in known]
    return stale


def _editions(notebooks: Path) -> Iterator[Path]:
    yield from sorted(notebooks.glob("*.ipynb"))
    yield from sorted((notebooks / "solutions").glob("*.ipynb"))
    for folder in ("guides", "handouts", "sources"):
        yield from sorted((notebooks / folder).glob("*.html"))


def _notebooks(source: Path, notebooks: Path, only_check: bool) -> list[str]:
    """Write the student and the solution edition of a lesson, or name what is not current in them."""
    from lessonlib.authoring.references import annotate, collect
    from lessonlib.exercises.words import find_language

    lesson, language, sources = read_source(source), find_language(notebooks), f"sources/{source.stem}.html"
    references = collect(lesson)
    student = annotate(student_edition(lesson), references, sources, language)
    solution = annotate(lesson, references, f"../{sources}", language)
    paths = notebooks / f"{source.stem}.ipynb", notebooks / "solutions" / f"{source.stem}.ipynb"
    if only_check:
        return [*_differences(paths[0], student, outputs=True), *_differences(paths[1], solution, outputs=False)]
    paths[1].parent.mkdir(exist_ok=True)
    _write(student, paths[0])
    _write(solution_edition(solution, paths[1].parent), paths[1])
    return []


def _pages(source: Path, notebooks: Path) -> dict[Path, str]:
    """The pages of a lesson: guide, sources, and the handout, which takes its pictures from the executed edition on disk."""
    from lessonlib.authoring.guide import guide_page
    from lessonlib.authoring.handout import handout_page
    from lessonlib.authoring.references import collect
    from lessonlib.authoring.sourcenotes import source_page
    from lessonlib.exercises.bank import lesson_numbers, read_lesson
    from lessonlib.exercises.words import find_language

    lesson, language, number = read_source(source), find_language(notebooks), source.stem[:2]
    bank = read_lesson(number, language) if number in lesson_numbers() else None
    pages = {"guides": guide_page(bank)} if bank else {}
    pages["sources"] = source_page(number, collect(lesson), language)
    pages["handouts"] = handout_page(lesson, notebooks / "solutions" / f"{source.stem}.ipynb", bank, language)
    return {notebooks / folder / f"{source.stem}.html": text for folder, text in pages.items()}


def masked(text: str) -> str:
    """Return a page without the bytes of its pictures, which differ from machine to machine.

    Examples
    --------
    >>> masked('<img src="data:image/png;base64,iVBORw0KGgo=">')
    '<img src="data:image/png;base64,">'
    """
    return _PICTURE.sub(r"\1", text)


def _write(notebook: NotebookNode, path: Path) -> None:
    import nbformat

    nbformat.validate(notebook)
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")


def _differences(path: Path, expected: NotebookNode, outputs: bool) -> list[str]:
    """Compare an edition on disk with what the source builds, cell for cell."""
    import nbformat

    if not path.is_file():
        return [f"{path} is missing."]
    found = nbformat.read(path, as_version=4)
    if dict(found.metadata) != _METADATA:
        return [f"{path}: its metadata are not those that the build writes."]
    if [cell.id for cell in found.cells] != [cell.id for cell in expected.cells]:
        return [f"{path}: its cells are not those of the source, in its order."]
    parts = ["cell_type", "source", "metadata"] + (["outputs", "execution_count"] if outputs else [])
    return [
        f"{path}: cell {new.id!r} differs from the source ({part})."
        for old, new in zip(found.cells, expected.cells, strict=True)
        for part in parts
        if old.get(part) != new.get(part)
    ]
