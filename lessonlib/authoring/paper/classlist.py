"""A class list, as a teacher's spreadsheet saves it: seats, passwords and, for the teacher alone, names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lessonlib.errors import LessonlibError

COLUMNS = ("seat", "password", "address", "name")
_DELIMITERS = ";\t,"
#: What a hub takes as a user's name, and what stands in the name of a file.
_SEAT = re.compile(r"[\w.-]{1,32}")
#: Spreadsheets may say in a line above all others what parts the columns.
_SEPARATOR = re.compile(r"\Asep=(.)\r?\n", re.IGNORECASE)


class Learner(NamedTuple):
    """A row of a class list; what it does not say is ``""``.

    Attributes
    ----------
    seat, password, address, name : str
        As written, without blanks around it.
    line : int
        Where the row stands.

    Examples
    --------
    >>> Learner("A3", "ferry-tin-42").address
    ''
    """

    seat: str = ""
    password: str = ""
    address: str = ""
    name: str = ""
    line: int = 0


class ClassList(NamedTuple):
    """What a class list holds.

    Attributes
    ----------
    learners : list of Learner
        In the order of the list.
    delimiter : str
        What parts its columns.
    has_seats : bool
        Whether it has a column ``seat``.

    Examples
    --------
    >>> parse_class("name\\nAnna\\n", "9b.csv").has_seats
    False
    """

    learners: list[Learner]
    delimiter: str
    has_seats: bool


def read_class(path: Path) -> ClassList:
    """Read a class list.

    Parameters
    ----------
    path : Path
        A CSV file in UTF-8, or as Windows saves it, with commas, semicolons
        or tabs; its first line names the columns: ``seat`` or ``name``, and
        perhaps ``password`` and ``address``. Others are passed over.

    Raises
    ------
    LessonlibError
        If it cannot be read, lacks a column or a cell, or gives a seat twice;
        the message names the line.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "9b.csv")
    ...     _ = path.write_bytes("\\ufeffSeat;Password\\r\\nA1;Fähre-7\\r\\n".encode())
    ...     read_class(path).learners
    [Learner(seat='A1', password='Fähre-7', address='', name='', line=2)]
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise LessonlibError(f"The class list {path} cannot be read ({error.strerror}): name a CSV file.") from error
    return parse_class(_decoded(raw, path.name), path.name)


def _decoded(raw: bytes, name: str) -> str:
    """Spreadsheets save in UTF-8, "Unicode text" in UTF-16, and plain "CSV" on Windows in its older alphabet."""
    for encoding in ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeError:
            continue
        if "\0" not in text:
            return text
    raise LessonlibError(f"{name} is no text: save the class list as CSV in UTF-8.")


def parse_class(text: str, name: str) -> ClassList:
    """Read a class list from text; ``name`` is what messages call it.

    Examples
    --------
    >>> [learner.seat for learner in parse_class("seat,password\\n A1 ,x\\n,\\nA2,y\\n", "9b.csv").learners]
    ['A1', 'A2']
    >>> parse_class("seat\\nA1\\na1\\n", "9b.csv")
    Traceback (most recent call last):
    lessonlib.errors.LessonlibError: 9b.csv, line 3: the seat a1 was given in line 2 already: choose another.
    """
    said = _SEPARATOR.match(text)
    first = 1 if said else 0
    text = text[said.end() :] if said else text
    head = next((line for line in text.splitlines() if line.strip(f" {_DELIMITERS}")), "")
    parted = any(sign in head for sign in _DELIMITERS)
    # Where there is one column, a comma belongs to a name: "Example, Anna".
    delimiter = said[1] if said else max(_DELIMITERS, key=head.count) if parted else "\t"
    rows = list(_rows(text, delimiter, name, first))
    if not rows:
        raise LessonlibError(f"{name} is empty: its first line must name the columns, seat or name.")
    line, columns = rows[0][0], [cell.casefold() for cell in rows[0][1]]
    _check_columns(columns, rows[0][1], f"{name}, line {line}")
    learners = [_learner(line, cells, columns, name) for line, cells in rows[1:]]
    if not learners:
        raise LessonlibError(f"{name} has no row below its first line: write one line a student.")
    if "seat" in columns:
        _check_seats(learners, name)
    return ClassList(learners, delimiter if parted else ",", "seat" in columns)


def _rows(text: str, delimiter: str, name: str, before: int) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, each with the line in which it begins."""
    reader, line = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1
    while True:
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            raise LessonlibError(f"{name}, line {line + before}: it is no CSV ({error}): look at its quotation marks.") from error
        if any(cells):
            yield line + before, cells
        line = reader.line_num + 1


def _check_columns(columns: Sequence[str], written: Sequence[str], where: str) -> None:
    known = [column for column in columns if column in COLUMNS]
    if "seat" not in known and "name" not in known:
        there = ", ".join(cell for cell in written if cell)
        raise LessonlibError(f"{where}: there is no column seat or name, only {there}: name the columns in the first line.")
    if twice := next((column for column in known if known.count(column) > 1), ""):
        raise LessonlibError(f"{where}: there are two columns {twice}: take one away.")


def _learner(line: int, cells: Sequence[str], columns: Sequence[str], name: str) -> Learner:
    where = f"{name}, line {line}"
    if any(cells[len(columns) :]):
        wrong = f"{len(cells)} cells, but the first line names {len(columns)} columns"
        raise LessonlibError(f'{where}: there are {wrong}: a cell that holds a comma or a semicolon stands in "quotation marks".')
    row = {column: cell for column, cell in zip(columns, cells, strict=False) if column in COLUMNS}
    needed = "seat" if "seat" in columns else "name"
    if not row.get(needed):
        raise LessonlibError(f"{where}: the {needed} is missing: fill it in, or take the line away.")
    return Learner(**row, line=line)


def _check_seats(learners: Sequence[Learner], name: str) -> None:
    seen: dict[str, int] = {}
    for learner in learners:
        where = f"{name}, line {learner.line}"
        if not _SEAT.fullmatch(learner.seat):
            raise LessonlibError(f"{where}: {learner.seat!r} cannot be a seat: use letters, digits, hyphens, such as A3.")
        # To a hub A3 and a3 are the same.
        before = seen.setdefault(learner.seat.casefold(), learner.line)
        if before != learner.line:
            raise LessonlibError(f"{where}: the seat {learner.seat} was given in line {before} already: choose another.")
