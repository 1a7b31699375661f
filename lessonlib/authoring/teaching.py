"""The teacher's pages: routes, scripts, sheets to print and what to do with answers, each out of one Markdown file.

A page is Markdown with the references of a lesson. What the course has elsewhere
is not written again but called in double braces (`lessonlib.authoring.inserts`),
and a table whose first heads are numbers is a plan (`lessonlib.authoring.plans`).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lessonlib.authoring.inserts import expanded
from lessonlib.authoring.pagedrafts import Page, cut_page
from lessonlib.authoring.plans import with_plans
from lessonlib.authoring.references import annotate, collect
from lessonlib.authoring.sourcenotes import source_list
from lessonlib.bundle import read_beside
from lessonlib.errors import DataError, LessonlibError, no_such
from lessonlib.files import write_pages as write_all
from lessonlib.html import escape, page
from lessonlib.language import FIRST
from lessonlib.tomlfile import DATA, short_name
from lessonlib.words import words

if TYPE_CHECKING:
    from nbformat import NotebookNode

#: One folder a language; a page that a language lacks is taken in English.
PAGES = DATA / "teaching"
#: How the name of a page begins that leads through several lessons.
_ROUTE = "route-"
_SECTION = re.compile(r"^(?=## )", re.MULTILINE)
_STYLE = read_beside(__file__, "teaching.css")


@dataclass(frozen=True)
class TeachingPage:
    """A page for the teacher, as its author wrote it.

    Attributes
    ----------
    path : Path
        Its file.
    title, text : str
        Its heading, and the Markdown below it.
    lessons : tuple of str
        The lessons to whose guides it belongs; empty if to none.
    language : str
        In which it is written.

    Examples
    --------
    >>> read_page("route-one-period").lessons
    ('06',)
    """

    path: Path
    title: str
    text: str
    lessons: tuple[str, ...]
    language: str

    @property
    def name(self) -> str:
        """What its file is called without ending.

        Examples
        --------
        >>> read_page("route-one-period").name
        'route-one-period'
        """
        return self.path.stem

    def sections(self) -> list[tuple[str, str]]:
        """Return its parts, each with the name of its heading, for messages.

        Examples
        --------
        >>> read_page("route-one-period").sections()[0][0]
        'beginning'
        """
        parts = [part for part in _SECTION.split(self.text) if part.strip()]
        return [(part.split("\n")[0].removeprefix("## ").strip() if part.startswith("## ") else "beginning", part) for part in parts]


def page_names(folder: Path | None = None) -> list[str]:
    """List the pages that there are, in order.

    Examples
    --------
    >>> "route-one-period" in page_names()
    True
    """
    return sorted(path.stem for path in ((folder or PAGES) / FIRST).glob("*.md"))


def read_page(name: str, language: str = FIRST, folder: Path | None = None) -> TeachingPage:
    """Read a page; what a language lacks, or has not translated yet, is taken in English.

    Raises
    ------
    DataError
        If there is no such page, or its head is not in order.

    Examples
    --------
    >>> read_page("route-one-period", "xx").language
    'en'
    """
    for code in dict.fromkeys((language, FIRST)):
        path = (folder or PAGES) / code / f"{name}.md"
        found = _cut(path) if path.is_file() else None
        if found and (code == FIRST or not found.is_copy):
            text = found.words.partition("\n")[2].lstrip("\n")
            return TeachingPage(path, found.title, text, tuple(found.lessons.split(", ")) if found.lessons else (), code)
    raise DataError(f"{no_such('page', name, page_names(folder), where=f'in teaching/{FIRST}')}.")


def _cut(path: Path) -> Page:
    found = cut_page(path.read_text(encoding="utf-8-sig"))
    if found is None:
        raise DataError(
            f"{short_name(path)} must begin with a line ---, one such as 'lessons: 01, 06' or none, a line ---, and '# ' with the title."
        )
    return found


def read_pages(language: str = FIRST, folder: Path | None = None) -> list[TeachingPage]:
    """Read all pages.

    Examples
    --------
    >>> [page.name for page in read_pages()] == page_names()
    True
    """
    return [read_page(name, language, folder) for name in page_names(folder)]


def pages_of(number: str, language: str = FIRST) -> list[TeachingPage]:
    """Return the pages that belong to a lesson.

    Examples
    --------
    >>> "script-jigsaw" in [page.name for page in pages_of("01")]
    True
    """
    return [found for found in read_pages(language) if number in found.lessons]


def belongs(found: TeachingPage, numbers: Collection[str]) -> bool:
    """Tell whether whoever teaches some lessons needs a page: a script or a sheet of one of them, or a route that takes no others.

    Examples
    --------
    >>> [belongs(read_page(name), ["05", "06"]) for name in ("script-whispering", "route-one-period", "route-three-periods")]
    [True, True, False]
    """
    of_these = [number in numbers for number in found.lessons]
    return all(of_these) if found.name.startswith(_ROUTE) else any(of_these) or not found.lessons


def as_notebook(found: TeachingPage) -> NotebookNode:
    """Return a page as cells of text, a section each, for what reads lessons.

    Examples
    --------
    >>> as_notebook(read_page("route-one-period")).cells[0].cell_type
    'markdown'
    """
    from nbformat.v4 import new_markdown_cell, new_notebook

    return new_notebook(cells=[new_markdown_cell(text, metadata={"section": name}) for name, text in found.sections()])


def teaching_page(found: TeachingPage) -> str:
    """Return a page to read or print.

    Raises
    ------
    DataError
        If it names what is not there.

    Examples
    --------
    >>> "<script" in teaching_page(read_page("route-one-period"))
    False
    """
    notebook = as_notebook(found)
    references = collect(notebook)
    try:
        parts = [_section(cell.source, found.language) for cell in annotate(notebook, references, "", found.language).cells]
    except LessonlibError as error:
        raise DataError(f"{short_name(found.path)}: {error}") from error
    body = "".join(parts)
    if references:
        head = escape(words("authoring", found.language)["handout"]["sources"])
        body += f"<section><h2>{head}</h2>{source_list(references, found.language, there=found.text)}</section>"
    return page(found.title, body, found.language, _STYLE)


def _section(source: str, language: str) -> str:
    from markdown_it import MarkdownIt

    text, blocks = expanded(with_plans(source, language), language)
    made = str(MarkdownIt("commonmark").enable("table").render(text))
    for mark, markup in blocks.items():
        made = made.replace(mark, markup)
    return made


def write_pages(folder: Path, language: str = FIRST) -> list[Path]:
    """Write all pages into a folder.

    Raises
    ------
    LessonlibError
        If the folder cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     "route-one-period.html" in [path.name for path in write_pages(Path(folder))]
    True
    """
    made = {folder / f"{found.name}.html": teaching_page(found) for found in read_pages(language)}
    return write_all(made, "pages")
