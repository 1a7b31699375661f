"""The curated files: their rows, each fault named with file, line and field."""

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from lessonlib.errors import DataError
from lessonlib.history.fields import EMPTY, Schema, row_faults, value_of
from lessonlib.tomlfile import DATA, read_toml, short_name

_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)|\d{4}-(?:0[13-9]|1[0-2])-30|\d{4}-(?:0[13578]|1[02])-31")


def evidence_file(*names: str) -> Path:
    """Return the path of a curated file of the evidence.

    Examples
    --------
    >>> evidence_file("series", "votes.csv").is_file()
    True
    """
    return DATA.joinpath("history", *names)


def read_rows(path: Path, schema: Schema, problems: list[str] | None = None, faulty: set[int] | None = None) -> list[dict[str, Any]]:
    """Read the rows of a curated file; a field left out is empty.

    Parameters
    ----------
    path : Path
        The file.
    schema : Schema
        What its rows hold.
    problems : list of str, optional
        Where to note every fault. Without it, the first one is raised.
    faulty : set of int, optional
        Where to note the numbers of the rows that have a fault.

    Returns
    -------
    list of dict
        One a row, with every field of the schema.

    Raises
    ------
    DataError
        If the file cannot be read or is empty or, without `problems`, a row is wrong.

    Examples
    --------
    >>> from lessonlib.history.schemas import EVENT
    >>> read_rows(evidence_file("events.toml"), EVENT)[0]["kind"] in ("event", "state", "claim", "forecast")
    True
    """
    tables, faults = _csv_tables(path, schema) if path.suffix == ".csv" else _toml_tables(path, schema)
    if not tables and not faults:
        raise DataError(f"{short_name(path)} holds no rows{'' if path.suffix == '.csv' else f' [[{schema.rows}]]'}: restore the file.")
    seen: set[str] = set()
    rows = []
    empty = {name: EMPTY[field.kind] for name, field in schema.fields.items()}
    for number, table in enumerate(tables):
        found = row_faults(table, schema, seen, path.suffix == ".csv")
        if found:
            if faulty is not None:
                faulty.add(number)
            where = locate(path, schema, number, table)
            faults += [f"{where}: {fault}" for fault in found]
            table = {name: value_of(table, name, field.kind) for name, field in schema.fields.items()}
        rows.append(empty | table)
    if problems is not None:
        problems.extend(faults)
    elif faults:
        raise DataError(faults[0])
    return rows


def _toml_tables(path: Path, schema: Schema) -> tuple[list[dict[str, Any]], list[str]]:
    data = read_toml(path)
    tables = data.pop(schema.rows, [])
    faults = [
        f"{short_name(path)}: there is no table [[{name}]]; the rows of this file are [[{schema.rows}]]."
        for name in data
        if name not in schema.beside
    ]
    if isinstance(tables, list) and all(isinstance(table, dict) for table in tables):
        return tables, faults
    return [], [*faults, f"{short_name(path)}: write each row as a table [[{schema.rows}]]."]


def _csv_tables(path: Path, schema: Schema) -> tuple[list[dict[str, Any]], list[str]]:
    """Rows of plain fields, one a line; an empty field is left out."""
    header, *lines = read_csv(path)
    if set(header) != set(schema.fields):
        raise DataError(
            f"{short_name(path)}, line 1: the header must be {','.join(schema.fields)}, not {','.join(header)[:200]}; the fields are parted by commas."
        )
    kinds = {name: field.kind for name, field in schema.fields.items()}
    return [
        {name: _from_text(value, kinds.get(name, "text")) for name, value in zip(header, line, strict=True) if value} for line in lines
    ], []


def _from_text(value: str, kind: str) -> Any:
    """A day or yes; whatever else stands there is left for the check of types."""
    if kind == "flag":
        return True if value == "yes" else value
    if kind == "day" and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:  # 29 February
            return value
    return value


def read_csv(path: Path) -> list[list[str]]:
    """Read a CSV file; every line has as many fields as the header, and blank lines do not count.

    Raises
    ------
    DataError
        If it is missing or not UTF-8, or a line has more or fewer fields.

    Examples
    --------
    >>> read_csv(evidence_file("series", "votes.csv"))[0][:2]
    ['date', 'resolution']
    """
    try:
        records = list(_records(path))
    except OSError as error:
        raise DataError(f"{short_name(path)} cannot be read ({error.strerror}): restore the file.") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{short_name(path)} is not UTF-8 (byte {error.start} fits no character): save it as CSV in UTF-8.") from error
    except csv.Error as error:
        raise DataError(f"{short_name(path)} cannot be read as CSV ({error}): a quotation mark may not be closed.") from error
    if not records:
        raise DataError(f"{short_name(path)} is empty: restore the file.")
    header = records[0][1]
    if len(header) == 1 and (parted := next((sign for sign in ";\t" if sign in header[0]), "")):
        raise DataError(
            f"{short_name(path)}, line 1: the fields are parted by {'semicolons' if parted == ';' else 'tabs'}: save it with commas."
        )
    for line, fields in records:
        if len(fields) != len(header):
            raise DataError(
                f"{short_name(path)}, line {line} ({fields[0][:40]!r}): {len(fields)} fields, but the header has {len(header)}; text with a comma needs quotation marks, and a quotation mark must be closed."
            )
    return [fields for _, fields in records]


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The records with the line on which each begins: text in quotation marks may run over several lines."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader, line = csv.reader(file), 1
        for fields in reader:
            if any(field.strip() for field in fields):
                yield line, fields
            line = reader.line_num + 1


def csv_line(path: Path, number: int) -> int:
    """Return the line on which a row of a CSV file begins; the first row is 0.

    Examples
    --------
    >>> csv_line(evidence_file("series", "votes.csv"), 0)
    2
    """
    return next((line for place, (line, _) in enumerate(_records(path)) if place == number + 1), number + 2)


def locate(path: Path, schema: Schema, number: int, row: Mapping[str, Any]) -> str:
    """Name a row for the person who edits the file: file, line, row.

    Examples
    --------
    >>> from lessonlib.history.schemas import EVENT
    >>> locate(evidence_file("events.toml"), EVENT, 10_000, {"id": "nowhere"})
    'history/events.toml, row 10001 (nowhere)'
    """
    name = str(row.get(schema.key, ""))[:60] or "without a name"
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        text = ""
    if path.suffix == ".csv":
        return f"{short_name(path)}, line {csv_line(path, number)} ({name})"
    starts = [match.start() for match in re.finditer(rf"^[ \t]*\[\[[ \t]*{schema.rows}[ \t]*\]\]", text, re.MULTILINE)]
    if number < len(starts) == len(read_toml(path).get(schema.rows, ())):  # not if such words stand inside a text
        return f"{short_name(path)}, line {text.count(chr(10), 0, starts[number]) + 1} ({name})"
    return f"{short_name(path)}, row {number + 1} ({name})"
