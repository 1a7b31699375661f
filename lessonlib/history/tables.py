"""Rows become pandas tables, and tables rows. Text columns hold ``""``, never None or NaN; days are `datetime.date` or None."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from lessonlib.history.fields import Schema

_TYPES: Mapping[str, Any] = {"text": "str", "flag": np.dtype(bool), "number": np.dtype("float64"), "whole": np.dtype("int64")}


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
    data = {name: _column([row[name] for row in rows], kind) for name, kind in columns.items() if name != index}
    names = pd.Index([row[index] for row in rows], dtype="str", name=called or index) if index else pd.RangeIndex(len(rows))
    # The columns are new: nothing is gained by copying them once more.
    return pd.DataFrame(data, index=names, copy=False)


def _column(values: list[Any], kind: str) -> Any:
    """A column of its type, made as an array: a Series for each costs three times as much."""
    if kind in _TYPES:
        return pd.array(values, dtype=_TYPES[kind])
    column = np.empty(len(values), dtype=object)
    column[:] = [list(value) for value in values] if kind == "words" else values
    return column


def kinds(schema: Schema) -> dict[str, str]:
    """Return the columns of a schema with their kinds.

    Examples
    --------
    >>> from lessonlib.history.schemas import SOURCE
    >>> kinds(SOURCE)["looked_up"]
    'day'
    """
    return {name: field.kind for name, field in schema.fields.items()}


def each(table: pd.DataFrame) -> Iterator[Any]:
    """Go through the rows of a table; the columns are attributes of a row.

    Examples
    --------
    >>> from lessonlib.history.outside import load_series
    >>> next(each(load_series("votes"))).resolution
    '1695'
    """
    return iter(table.itertuples())
