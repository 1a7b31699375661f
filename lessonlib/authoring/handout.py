"""The handout: a lesson on paper, at most four sides of A4, without kernel and without network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from lessonlib.authoring.cues import cued
from lessonlib.authoring.edition import Edition, choose_edition
from lessonlib.authoring.references import Reference, annotate, collect
from lessonlib.authoring.source import SOLUTION_TAG, read_source
from lessonlib.authoring.sourcenotes import source_list
from lessonlib.bundle import read_beside
from lessonlib.exercises.bank import LessonBank, find_lesson
from lessonlib.exercises.drawing.static import question_page
from lessonlib.files import write_pages
from lessonlib.html import Html, escape, page
from lessonlib.language import FIRST, speaking
from lessonlib.words import words

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from lessonlib.exercises.exercise import Exercise

#: A cell that makes sense only before a screen.
SCREEN_TAG = "screen"
#: A cell of code whose output stands on paper.
PAPER_TAG = "paper"
#: A cell that begins a new side, so that the sides before it can be handed out alone.
NEW_SIDE_TAG = "new-side"
#: A cell of text below which stands an empty frame, to draw in.
ROOM_TAG = "room"
#: A cell of text below which the sources so far are listed, for a sheet that is handed out alone.
SOURCES_TAG = "sources"
#: Lines to write on, by the kind of exercise; all others get one.
_LINES = {"open": 4, "quote": 2, "table": 1, "figure": 2, "order": 1}
#: So many words stand in a line of handwriting, with room to cross some out.
_WORDS_A_LINE = 8
_SHOWN = re.compile(r"""\.q\(\s*["']([a-z0-9-]+)["']\s*\)\.show\(""")
_FIGURE = re.compile(r"<figure.*?</figure>", re.DOTALL)
_TWIN = re.compile(r"<details>.*?</details>", re.DOTALL)
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
#: What pandas writes above and below a column, for those who program.
_COLUMN = re.compile(r"\A(?:\w+\n)?(.*)\nName: .+, dtype: \w+\Z", re.DOTALL)
_CITED = re.compile(r'href="#n(\d+)"')
_NOTE = re.compile(r'<a href="#n(\d+)"')
#: Rows of the header that help before a screen only.
_SCREEN_ROWS = ("minutes", "before", "python")
_STYLE = read_beside(__file__, "handout.css")


def handout_page(lesson: NotebookNode, executed: Path, bank: LessonBank | None, language: str = "en") -> str:
    """Return a lesson as a page to print.

    Parameters
    ----------
    lesson : NotebookNode
        From `lessonlib.authoring.source.read_source`.
    executed : Path
        The solution edition, whose figures are taken.
    bank : LessonBank or None
        The exercises.
    language : str
        That of the edition.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> notebooks = find_folder("notebooks")
    >>> source = choose_edition(notebooks).lessons()[0]
    >>> made = handout_page(read_source(source), notebooks / "solutions" / f"{source.stem}.ipynb", None)
    >>> "<script" in made, "<details open" in made
    (False, True)
    """
    told = words("authoring", language)["handout"]
    student = lesson.copy()
    student.cells = [cell for cell in lesson.cells if not {SOLUTION_TAG, SCREEN_TAG} & set(cell.metadata.get("tags", []))]
    if student.cells:
        student.cells = [_short_header(student.cells[0], language), *student.cells[1:]]
    references, outputs = collect(student), _outputs(executed)
    exercises: Mapping[str, Exercise] = bank.exercises if bank else {}
    parts, listed = [name_line(told)], 0
    for cell in annotate(cued(student, language, paper=True), references, "", language).cells:
        tags = cell.metadata.get("tags", [])
        if NEW_SIDE_TAG in tags:
            parts.append('<div class="new-side"></div>')
        parts.append(
            _text(cell.source) if cell.cell_type == "markdown" else "".join(_code(cell, exercises, outputs.get(cell.id, ()), told))
        )
        if ROOM_TAG in tags:
            parts.append('<div class="room"></div>')
        if SOURCES_TAG in tags:
            # Notes are numbered in the order of the text: the highest number so far is their count.
            cited = max(map(int, _CITED.findall("".join(parts))), default=0)
            parts.append(_sources(references[:cited], listed, student, language))
            listed = cited
    parts.append(_sources(references, listed, student, language))
    title = _TITLE.search(lesson.cells[0].source)
    # Who hears the sheet is told what the number leads to.
    body = _NOTE.sub(lambda found: f'{found[0]} aria-label="{escape(told["note"].format(number=found[1]))}"', "\n".join(parts))
    return page(title[1] if title else executed.stem, body, language, _STYLE)


def _short_header(cell: NotebookNode, language: str) -> NotebookNode:
    # A header that waits for its translation has the labels of the first edition.
    unwanted = tuple(f"| **{words('authoring', code)['header'][name]}** |" for code in (language, FIRST) for name in _SCREEN_ROWS)
    short = cell.copy()
    short.source = "\n".join(line for line in cell.source.split("\n") if not line.startswith(unwanted))
    return short


def _sources(references: Sequence[Reference], listed: int, student: NotebookNode, language: str) -> str:
    """The sources that are not listed yet, if there are any."""
    if not references[listed:]:
        return ""
    there = "\n".join(cell.source for cell in student.cells if cell.cell_type == "markdown")
    head = escape(words("authoring", language)["handout"]["sources"])
    return f"<section><h2>{head}</h2>{source_list(references[listed:], language, listed + 1, there)}</section>"


def name_line(told: Mapping[str, str]) -> str:
    """Return a line for a name and a date, as HTML.

    Examples
    --------
    >>> name_line({"name": "Name", "date": "Date"})
    '<p class="who"><span>Name:</span><span>Date:</span></p>'
    """
    return f'<p class="who"><span>{escape(told["name"])}:</span><span>{escape(told["date"])}:</span></p>'


def _outputs(executed: Path) -> dict[str, list[NotebookNode]]:
    import nbformat

    if not executed.is_file():
        return {}
    return {cell.id: cell.get("outputs", []) for cell in nbformat.read(executed, as_version=4).cells}


def _text(source: str) -> str:
    """The prose as HTML; what is folded on the screen lies open, and the title stands above."""
    from markdown_it import MarkdownIt

    made = str(MarkdownIt("commonmark").enable("table").render(_TITLE.sub("", source)))
    return re.sub(r"<details\b(?! open)", "<details open", made)


def _code(cell: NotebookNode, exercises: Mapping[str, Exercise], outputs: Iterable[NotebookNode], told: Mapping[str, str]) -> Iterable[str]:
    for name in _SHOWN.findall(cell.source):
        if name in exercises:
            yield _task(exercises[name], told)
    keep = PAPER_TAG in cell.metadata.get("tags", [])
    for output in outputs:
        data = output.get("data", {})
        # A header cell that heads nothing, as pandas writes it above the numbers of rows, is no header.
        markup = "".join(data.get("text/html", "")).replace("<th></th>", "<td></td>")
        figures = [_TWIN.sub("", found) for found in _FIGURE.findall(markup)]
        if figures:
            yield "".join(figures)
        elif keep:
            yield markup or f"<pre>{escape(_bare(''.join(data.get('text/plain', output.get('text', '')))))}</pre>"


def _bare(text: str) -> str:
    """A printed column without its name and type.

    Examples
    --------
    >>> _bare("phase\\npivot    22\\nName: count, dtype: int64")
    'pivot    22'
    """
    return _COLUMN.sub(r"\1", text)


def _task(exercise: Exercise, told: Mapping[str, str]) -> str:
    """A question with room for the answer; no key, no hint."""
    if exercise.row["items"] and exercise.kind != "order":
        # The table to fill in names the items and the columns.
        return _box(exercise, question_page(exercise, ()), _grid(exercise, told))
    return task_box(exercise)


def task_box(exercise: Exercise) -> str:
    """Return a question with lines to write on, as HTML; no key, no hint.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> task_box(example("horses")).count('class="line"')
    1
    """
    return _box(exercise, question_page(exercise), writing_lines(exercise))


def _box(exercise: Exercise, asked: Html, room: str) -> str:
    starter = f"<p><i>{escape(exercise.say('starter'))}</i></p>" if exercise.say("starter") else ""
    return f'<div class="task">{asked.markup}{starter}{room}</div>'


def writing_lines(exercise: Exercise) -> str:
    """Return as many lines to write on as the answer may need.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> writing_lines(example("ledger")).count("line")
    4
    """
    asked = ceil((exercise.row["least"] or 0) / _WORDS_A_LINE)
    return '<div class="line"></div>' * max(_LINES.get(exercise.kind, 1), asked)


def _grid(exercise: Exercise, told: Mapping[str, str]) -> str:
    """One row an item, one empty cell for each text or answer."""
    columns = [exercise.label("columns", key) for key in exercise.row["columns"]] or [told["answer"]]
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in ["", *columns]).replace('<th scope="col"></th>', "<td></td>", 1)
    rows = "".join(
        f'<tr><th scope="row">{escape(exercise.label("items", key))}</th>{"<td></td>" * len(columns)}</tr>' for key in exercise.row["items"]
    )
    return f'<table class="grid"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def write_handouts(folder: Path, notebooks: Path, language: str = "") -> list[Path]:
    """Write the handout of each lesson.

    Parameters
    ----------
    folder : Path
        Made if it is not there.
    notebooks : Path
        The folder with ``src/``.
    language : str
        That of the edition; without it, the first.

    Returns
    -------
    list of Path
        The pages, ``NN-slug.html``.

    Raises
    ------
    LessonlibError
        If the folder cannot be written, or there is no such edition.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from lessonlib.bundle import find_folder
    >>> with TemporaryDirectory() as folder:
    ...     write_handouts(Path(folder), find_folder("notebooks"))[0].name
    '00-start-here.html'
    """
    edition, written = choose_edition(notebooks, language), []
    for source in edition.lessons():
        with speaking(edition.language):
            text = _handout(source, edition)
        written += write_pages({folder / f"{source.stem}.html": text}, "handouts")
    return written


def _handout(source: Path, edition: Edition) -> str:
    bank = find_lesson(source.stem[:2], edition.language)
    return handout_page(read_source(source), edition.folder / "solutions" / f"{source.stem}.ipynb", bank, edition.language)
