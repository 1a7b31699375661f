"""Rows become pandas tables. Text columns hold ``""``, never None or NaN; days are `datetime.date` or None."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from lessonlib.history.files import Schema

_TYPES = {"text": "str", "flag": "bool", "number": "float64"}


def frame(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], index: str = "", called: str = "") -> pd.DataFrame:
    """Make a table.

    Parameters
    ----------
    rows : sequence of mapping
        One a row; every column must be there.
    columns : mapping of str to str
        Name to kind: ``text``, ``flag``, ``number``, ``whole``, or anything
        else for Python objects (days, lists).
    index : str
        The column that becomes the index; without it rows are counted.
    called : str
        What the index is called, if not as its column.

    Returns
    -------
    pandas.DataFrame
        Column types are the same, full or empty.

    Examples
    --------
    >>> frame([{"id": "a", "n": 1}], {"id": "text", "n": "whole"}, index="id").loc["a", "n"].item()
    1
    """
    data = {name: pd.Series([_cell(row[name], kind) for row in rows], dtype=_dtype(kind)) for name, kind in columns.items()}
    table = pd.DataFrame(data, columns=list(columns))
    return table.set_index(index).rename_axis(called or index) if index else table


def _cell(value: Any, kind: str) -> Any:
    return list(value) if kind == "words" else value


def _dtype(kind: str) -> Any:
    return "int64" if kind == "whole" else _TYPES.get(kind, object)


def kinds(schema: Schema) -> dict[str, str]:
    """Return the columns of a schema with their kinds.

    Examples
    --------
    >>> from lessonlib.history.schemas import SOURCE
    >>> kinds(SOURCE)["looked_up"]
    'day'
    """
    return {name: field.kind for name, field in schema.fields.items()}
