"""What every rule looks at: a lesson's source with its plan and its exercises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lessonlib.authoring.course import Course, LessonPlan, read_course
from lessonlib.authoring.edition import edition_of
from lessonlib.authoring.references import without_references
from lessonlib.authoring.source import SOLUTION_TAG, read_source
from lessonlib.authoring.sourcedrafts import is_copy, pieces
from lessonlib.exercises.bank import LessonBank, find_lesson, read_lesson
from lessonlib.language import FIRST
from lessonlib.words import own_words, words

if TYPE_CHECKING:
    from nbformat import NotebookNode

#: The first lesson and the last have their own measure.
APART = ("00", "07")
_TAG = re.compile(r"<[^>]*>")
_TARGET = re.compile(r"\]\([^)\n]*\)")
_WORD = re.compile(r"[\w’'-]+")


class Fault(NamedTuple):
    """What is wrong in a cell, and what to do.

    Attributes
    ----------
    cell : str
        The id of the cell; ``""`` for the lesson as a whole.
    wrong, advice : str
        Two clauses of one sentence.
    line : int
        Where in the file, if a rule knows; 0 otherwise.

    Examples
    --------
    >>> Fault("load", "it has 14 lines", "cut it to 12").cell
    'load'
    """

    cell: str
    wrong: str
    advice: str
    line: int = 0


@dataclass(frozen=True)
class Lesson:
    """A lesson as the rules see it.

    Attributes
    ----------
    source : Path
        The file.
    cells : list of NotebookNode
        Those of the source, with the references as written.
    bank : LessonBank or None
        Its exercises.
    course : Course
        What is taught when.
    language : str
        That of the edition.
    copies : frozenset of str
        The ids of texts that wait for their translation: they are in English.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> lesson = read(find_folder("notebooks") / "src" / "01-five-texts.md")
    >>> lesson.number, lesson.cells[0].id
    ('01', 'header')
    """

    source: Path
    cells: list[NotebookNode]
    bank: LessonBank | None
    course: Course
    language: str = FIRST
    copies: frozenset[str] = frozenset()

    @property
    def number(self) -> str:
        """Two digits.

        Examples
        --------
        >>> Lesson(Path("02-support.md"), [], None, read_course()).number
        '02'
        """
        return self.source.name[:2]

    @property
    def folder(self) -> Path:
        """Where the student edition stands.

        Examples
        --------
        >>> Lesson(Path("notebooks/src/02-support.md"), [], None, read_course()).folder.as_posix()
        'notebooks'
        """
        return edition_of(self.source).folder

    @property
    def plan(self) -> LessonPlan | None:
        """What the course asks of it; None for a lesson that the course does not know.

        Examples
        --------
        >>> Lesson(Path("42-more.md"), [], None, read_course()).plan is None
        True
        """
        return self.course.lessons.get(self.number)

    def words(self, table: str, cell: NotebookNode | None = None) -> Any:
        """Return words that the build shares with the linter; for a cell, in its language: a copy that waits for its translation has the English.

        Examples
        --------
        >>> Lesson(Path("02-support.md"), [], None, read_course()).words("header")["minutes"]
        'Minutes'
        """
        return words("authoring", self.language if cell is None else self.language_of(cell))[table]

    def or_in(self, place: str) -> str:
        """Return the end of an advice: where a translator finds the words with which a lesson must agree; ``""`` for the first edition.

        Examples
        --------
        >>> Lesson(Path("02-support.md"), [], None, read_course(), "xx").or_in("words/{}/authoring.toml, [header]")
        ', or change what stands in words/xx/authoring.toml, [header]'
        """
        return "" if self.language == FIRST else f", or change what stands in {place.format(self.language)}"

    def own_words(self, table: str) -> Mapping[str, Any]:
        """Return words of this very language, by which a rule reads its sentences; without them the rule steps aside.

        Examples
        --------
        >>> "regime" in Lesson(Path("02-support.md"), [], None, read_course()).own_words("lint")["contested"]
        True
        >>> Lesson(Path("02-support.md"), [], None, read_course(), "xx").own_words("lint")
        {}
        """
        found = own_words("authoring", self.language).get(table)
        return found if isinstance(found, dict) else {}

    def language_of(self, cell: NotebookNode) -> str:
        """Return the language of a text: that of the edition, or English as long as nobody has translated it.

        Examples
        --------
        >>> lesson = sample()
        >>> lesson.language_of(lesson.cells[0])
        'en'
        """
        return FIRST if cell.id in self.copies else self.language

    def texts(self, solutions: bool = True) -> Iterator[NotebookNode]:
        """Yield the cells of text.

        Examples
        --------
        >>> list(Lesson(Path("02-support.md"), [], None, read_course()).texts())
        []
        """
        return (cell for cell in self.cells if cell.cell_type == "markdown" and (solutions or not is_solution(cell)))

    def code(self, solutions: bool = True) -> Iterator[NotebookNode]:
        """Yield the cells of code.

        Examples
        --------
        >>> list(Lesson(Path("02-support.md"), [], None, read_course()).code())
        []
        """
        return (cell for cell in self.cells if cell.cell_type == "code" and (solutions or not is_solution(cell)))


def is_solution(cell: NotebookNode) -> bool:
    """Whether a cell stands only in the solution edition.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell
    >>> is_solution(new_markdown_cell("Two."))
    False
    """
    return SOLUTION_TAG in cell.metadata.get("tags", [])


def read(source: Path) -> Lesson:
    """Read a lesson for the rules.

    Raises
    ------
    BuildError
        If its cells have no good ids.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> read(find_folder("notebooks") / "src" / "01-five-texts.md").bank.number
    '01'
    """
    language = edition_of(source).language
    bank = find_lesson(source.name[:2], language)
    cells = read_source(source).cells
    copies = frozenset(piece.id for piece in pieces(source.read_text(encoding="utf-8")) if is_copy(piece))
    return Lesson(source, cells, bank, read_course(), language, copies)


def visible(text: str) -> str:
    """Return the words of a text cell that a reader sees: without references, marks of HTML and addresses.

    Examples
    --------
    >>> visible("<p>A [page](https://example.org)</p> [[kompas-feature@157]]")
    'A [page] '
    """
    return _TARGET.sub("]", _TAG.sub(" ", without_references(text))).lstrip(" ")


def count_words(text: str) -> int:
    """Count the words that a reader sees.

    Examples
    --------
    >>> count_words("Don't count [this](https://example.org/a/b).")
    3
    """
    return len(_WORD.findall(visible(text)))


def read_notebook(path: Path) -> NotebookNode:
    """Read an edition as it stands on disk.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> read_notebook(find_folder("notebooks") / "01-five-texts.ipynb").cells[0].id
    'header'
    """
    import nbformat

    return nbformat.read(path, as_version=4)


def sample(text: str = "# Five texts on a table", code: str = "", tags: Sequence[str] = ()) -> Lesson:
    """Return a lesson 01 of two cells, to try a rule on.

    Examples
    --------
    >>> [cell.id for cell in sample("# One", "corpus").cells]
    ['text', 'code']
    """
    from nbformat.v4 import new_code_cell, new_markdown_cell

    cells = [new_markdown_cell(text, id="text"), new_code_cell(code, id="code", metadata={"tags": list(tags)})]
    return Lesson(Path("01-sample.md"), cells, read_lesson("01"), read_course())
