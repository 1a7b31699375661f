"""The curated files: read once, checked row by row, each fault named with file, line and field."""

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from lessonlib.errors import DataError
from lessonlib.tomlfile import DATA, read_toml, short_name


class Field(NamedTuple):
    """What a column may hold.

    Attributes
    ----------
    kind : str
        ``text``, ``day``, ``number``, ``flag``, ``words`` (a list of text),
        ``quotes``, ``list`` or ``table`` (whatever they hold).
    required : bool
        Whether it must be there and not empty.
    choices : tuple of str
        The values allowed; empty where any will do.

    Examples
    --------
    >>> Field("text", choices=("yes", "no")).required
    False
    """

    kind: str = "text"
    required: bool = False
    choices: tuple[str, ...] = ()


class Schema(NamedTuple):
    """The rows of one kind of file.

    Attributes
    ----------
    rows : str
        The name of the tables: ``[[event]]`` is ``"event"``.
    fields : mapping of str to Field
        The columns, in order.
    key : str
        The column that names a row in messages; unique where it is ``"id"``.
    beside : tuple of str
        Other tables of the same file, which another schema reads.

    Examples
    --------
    >>> Schema("event", {"id": Field(required=True)}).key
    'id'
    """

    rows: str
    fields: Mapping[str, Field]
    key: str = "id"
    beside: tuple[str, ...] = ()


EMPTY: Mapping[str, Any] = {"text": "", "day": None, "number": None, "flag": False, "words": (), "quotes": (), "list": (), "table": {}}
#: Types that need no closer look.
_PLAIN = {"text": str, "day": date, "flag": bool, "list": list, "table": dict}
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)|\d{4}-(?:0[13-9]|1[0-2])-30|\d{4}-(?:0[13578]|1[02])-31")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: Columns that name a row, and may do so once.
_UNIQUE = frozenset(("id", "name", "word"))


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
        found = _faults(table, schema, seen, path.suffix == ".csv")
        if found:
            if faulty is not None:
                faulty.add(number)
            where = locate(path, schema, number, table)
            faults += [f"{where}: {fault}" for fault in found]
            table = {name: _value(table, name, field.kind) for name, field in schema.fields.items()}
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


def _faults(table: Mapping[str, Any], schema: Schema, seen: set[str], plain: bool) -> list[str]:
    """Say what is wrong with a row; a row without a fault, as nearly all are, costs little."""
    fields, faults = schema.fields, []
    for name, value in table.items():
        field = fields.get(name)
        if field is None:
            faults.append(f"there is no field {name!r}; the fields are {', '.join(fields)}.")
        elif type(value) is not _PLAIN.get(field.kind) and (fault := _type_fault(name, value, field.kind, plain)):
            faults.append(fault)
        elif field.choices and value not in field.choices and value != "":
            faults.append(f"{name} is {value!r}; it may be {', '.join(field.choices)}.")
    faults += [f"{name} is missing: fill it in." for name, field in fields.items() if field.required and _is_blank(table.get(name, ""))]
    if schema.key in _UNIQUE and isinstance(key := table.get(schema.key, ""), str) and key:
        if schema.key == "id" and not _ID.fullmatch(key):
            faults.append(f"the id {key!r} must be made of small letters, digits and hyphens.")
        if key in seen:
            faults.append(f"the {schema.key} {key!r} stands in an earlier row: choose another.")
        seen.add(key)
    return faults


def _is_blank(value: Any) -> bool:
    return value == [] or (isinstance(value, str) and not value.strip())


def _value(table: Mapping[str, Any], name: str, kind: str) -> Any:
    """The value of a field; what is left out or of the wrong type is empty."""
    return table[name] if name in table and not _type_fault(name, table[name], kind) else EMPTY[kind]


def _type_fault(name: str, value: Any, kind: str, plain: bool = False) -> str:
    """Say what is wrong with a value; `plain` where it stands in a CSV file, which has no types."""
    if kind == "text" and not isinstance(value, str):
        return f"{name} must be text in quotation marks, not {value if isinstance(value, date) else repr(value)}."
    if kind == "day" and (not isinstance(value, date) or isinstance(value, datetime)):
        shown = value if isinstance(value, date) else repr(value)
        return f"{name} must be a day{'' if plain else ' without quotation marks'}, such as 2022-07-13, not {shown}."
    if kind == "number" and (isinstance(value, bool) or not isinstance(value, int | float)):
        return f"{name} must be a number, not {value!r}."
    if kind == "flag" and not isinstance(value, bool):
        return f"{name} must be {'yes or empty' if plain else 'true or false'}, not {value!r}."
    if kind in ("list", "table") and not isinstance(value, _PLAIN[kind]):
        return f"{name} must be a {kind}, not {value!r}."
    if kind == "words" and not (isinstance(value, list) and all(isinstance(word, str) for word in value)):
        return f"{name} must be a list of words in quotation marks, not {value!r}."
    if (
        kind == "words"
        and (wrong := next((word for place, word in enumerate(value) if not word.strip() or word in value[:place]), None)) is not None
    ):
        return f"{name} holds {f'{wrong!r} twice' if wrong.strip() else 'an empty word'}: take it away."
    if kind == "quotes" and not (isinstance(value, list) and all(_is_quote(quote) for quote in value)):
        return f"{name} must be a list of {{ doc_id = …, exact = … }}."
    return ""


def _is_quote(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"doc_id", "exact"} and all(isinstance(part, str) and part for part in value.values())
