"""One way from the lesson sources to what is built of them: student edition (clean), solutions (executed), handout, card and, out of the bank, the guide."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from lessonlib.authoring.cues import cued
from lessonlib.authoring.edition import Edition, find_editions
from lessonlib.authoring.guide import guide_page
from lessonlib.authoring.handout import handout_page
from lessonlib.authoring.paper.card import card_page
from lessonlib.authoring.paper.cardfile import read_cards
from lessonlib.authoring.references import annotate, collect
from lessonlib.authoring.source import METADATA, SOLUTION_TAG, read_source
from lessonlib.authoring.sourcenotes import source_page
from lessonlib.authoring.teaching import read_pages, teaching_page
from lessonlib.errors import BuildError
from lessonlib.exercises.bank import find_lesson
from lessonlib.figures.ready import KEEP, PICTURES, is_current, keep_pictures
from lessonlib.files import replace_file
from lessonlib.language import EDITION, speaking

if TYPE_CHECKING:
    from nbformat import NotebookNode

_WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
_CELL_SECONDS = 120
_EDITION = '# The language of this edition.\nlanguage = "{language}"\n'
_PICTURE = re.compile(r"(data:image/[a-z+]+;base64,)[A-Za-z0-9+/=]+")


def student_edition(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook without outputs and without the cells of the solution edition.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> notebook = read_source(find_folder("notebooks") / "src" / "01-five-texts.md")
    >>> any("solution" in cell.metadata.get("tags", []) for cell in student_edition(notebook).cells)
    False
    """
    edition = deepcopy(notebook)
    edition.cells = [cell for cell in edition.cells if SOLUTION_TAG not in cell.metadata.get("tags", [])]
    for cell in edition.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return edition


def solution_edition(notebook: NotebookNode, folder: Path, pictures: Path | None = None) -> NotebookNode:
    """Execute the notebook in a folder and return it with its outputs, fit to be compared.

    Widget views and their state do not outlive the kernel; their static twins stay.
    With a folder for pictures, all figures are drawn anew and kept there.

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
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError
    from traitlets.config import Config

    edition = deepcopy(notebook)
    # A kernel that talks over a bare socket warns at each lesson.
    config = Config({"KernelManager": {"transport_encryption": "auto"}})
    client = NotebookClient(
        edition, timeout=_CELL_SECONDS, kernel_name="python3", resources={"metadata": {"path": str(folder)}}, config=config
    )
    try:
        kept = {KEEP: str(pictures)} if pictures else {}
        client.execute(env={**os.environ, "LESSONLIB_WORK": "memory", **kept}, cleanup_kc=True)
    except CellExecutionError as error:
        raise BuildError(f"A cell fails when it is run: {error.ename}: {error.evalue}\n{error.traceback}") from error
    edition.metadata = METADATA
    for cell in edition.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(_WIDGET_VIEW, None)
    return edition


def build(notebooks: Path, only_check: bool = False, say: Callable[[str], None] = print) -> list[str]:
    """Build every lesson in every language, or check that what is on disk is current.

    Parameters
    ----------
    notebooks : Path
        The folder with ``src/``. Student editions are written into it,
        solutions, handouts, cards and guides into folders of their names, the
        teacher's pages beside the guides, the words behind the statements into
        ``sources/``; of ``src/id/`` all of it into
        ``id/``.
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
    editions = find_editions(notebooks)
    with TemporaryDirectory() as pictures:
        stale = [line for edition in editions for line in _build_edition(edition, only_check, say, Path(pictures))]
        if not only_check:
            keep_pictures(Path(pictures), notebooks / PICTURES)
    if not is_current(notebooks / PICTURES):
        stale.append(f"{notebooks / PICTURES} holds pictures of other data than stand in lessonlib/data and seeds.")
    known = {edition.folder for edition in editions}
    for path in sorted(notebooks.glob(f"*/{EDITION}")):
        if path.parent not in known:
            stale.append(f"{path.parent} has no sources in {notebooks / 'src' / path.parent.name}: take it away.")
    return stale


def _build_edition(edition: Edition, only_check: bool, say: Callable[[str], None], pictures: Path) -> Iterator[str]:
    sources = edition.lessons()
    if not edition.is_first:
        yield from _text_files({edition.folder / EDITION: _EDITION.format(language=edition.language)}, only_check)
    for source in sources:
        name = source.relative_to(edition.notebooks / "src").with_suffix("").as_posix()
        say(f"{name}: {'checking' if only_check else 'building and running'} ...")
        with speaking(edition.language):
            yield from _notebooks(source, edition, only_check, pictures)
            yield from _text_files(_pages(source, edition), only_check)
    with speaking(edition.language):
        teaching = {edition.folder / "guides" / f"{found.name}.html": teaching_page(found) for found in read_pages(edition.language)}
    yield from _text_files(teaching, only_check)
    known = {f"{source.stem}{ending}" for source in sources for ending in (".ipynb", ".html")} | {path.name for path in teaching}
    for path in _editions(edition.folder):
        if path.name not in known:
            yield f"{path} has no source in {edition.sources}: take it away."


def _text_files(files: Mapping[Path, str], only_check: bool) -> Iterator[str]:
    """Write files, or name those that are not current."""
    for path, text in files.items():
        if not only_check:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, text)
        elif not path.is_file() or masked(path.read_text(encoding="utf-8")) != masked(text):
            yield f"{path} is not what {'the bank says' if path.parent.name == 'guides' else 'the source builds'}."


def _editions(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.glob("*.ipynb"))
    yield from sorted((folder / "solutions").glob("*.ipynb"))
    for name in ("cards", "guides", "handouts", "sources"):
        yield from sorted((folder / name).glob("*.html"))


def _notebooks(source: Path, edition: Edition, only_check: bool, pictures: Path) -> list[str]:
    """Write the student and the solution edition of a lesson, or name what is not current in them."""
    language, sources = edition.language, f"sources/{source.stem}.html"
    lesson = cued(read_source(source), language)
    references = collect(lesson)
    student = annotate(student_edition(lesson), references, sources, language)
    solution = annotate(lesson, references, f"../{sources}", language)
    paths = edition.folder / f"{source.stem}.ipynb", edition.folder / "solutions" / f"{source.stem}.ipynb"
    if only_check:
        return [*_differences(paths[0], student, outputs=True), *_differences(paths[1], solution, outputs=False)]
    paths[1].parent.mkdir(parents=True, exist_ok=True)
    _write(student, paths[0])
    _write(solution_edition(solution, paths[1].parent, pictures), paths[1])
    return []


def _pages(source: Path, edition: Edition) -> dict[Path, str]:
    """The pages of a lesson: guide, card, sources, and the handout, which takes its pictures from the executed edition on disk."""
    lesson, language, number = read_source(source), edition.language, source.stem[:2]
    bank = find_lesson(number, language)
    pages = {"guides": guide_page(bank)} if bank else {}
    if bank and number in read_cards():
        pages["cards"] = card_page(lesson, bank, language)
    pages["sources"] = source_page(number, collect(lesson), language)
    pages["handouts"] = handout_page(lesson, edition.folder / "solutions" / f"{source.stem}.ipynb", bank, language)
    return {edition.folder / name / f"{source.stem}.html": text for name, text in pages.items()}


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
    replace_file(path, nbformat.writes(notebook) + "\n")


def _differences(path: Path, expected: NotebookNode, outputs: bool) -> list[str]:
    """Compare an edition on disk with what the source builds, cell for cell."""
    import nbformat

    if not path.is_file():
        return [f"{path} is missing."]
    found = nbformat.read(path, as_version=4)
    if dict(found.metadata) != METADATA:
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
