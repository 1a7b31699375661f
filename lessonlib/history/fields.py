"""What the columns of a curated file may hold, and what is wrong with a row."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from lessonlib.errors import no_such

#: What a field holds that is left out.
EMPTY: Mapping[str, Any] = {"text": "", "day": None, "number": None, "flag": False, "words": (), "quotes": (), "list": (), "table": {}}
#: Types that need no closer look.
_PLAIN = {"text": str, "day": date, "flag": bool, "list": list, "table": dict}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: Columns that name a row, and may do so once.
_UNIQUE = frozenset(("id", "name", "word"))


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


def row_faults(table: Mapping[str, Any], schema: Schema, seen: set[str], plain: bool = False) -> list[str]:
    """Say what is wrong with a row; a row without a fault, as nearly all are, costs little.

    Parameters
    ----------
    table : mapping
        The row as it was read.
    schema : Schema
        What it may hold.
    seen : set of str
        The names of the rows before; that of this one is added.
    plain : bool
        Whether it stands in a CSV file, which has no types.

    Examples
    --------
    >>> row_faults({"id": "One"}, Schema("event", {"id": Field(required=True)}), set())
    ["the id 'One' must be made of small letters, digits and hyphens."]
    """
    fields, faults = schema.fields, []
    for name, value in table.items():
        field = fields.get(name)
        if field is None:
            faults.append(f"{no_such('field', name, fields)}.")
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


def value_of(table: Mapping[str, Any], name: str, kind: str) -> Any:
    """Return the value of a field; what is left out or of the wrong type is empty.

    Examples
    --------
    >>> value_of({"label": 3}, "label", "text")
    ''
    """
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
