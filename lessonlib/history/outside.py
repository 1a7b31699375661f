"""What is known from outside the five texts: facts with their sources, series of numbers, the pages looked at."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import pandas as pd

from lessonlib.errors import DataError, UnknownNameError
from lessonlib.history.files import evidence_file, read_csv, read_rows
from lessonlib.history.phases import place_in_phases
from lessonlib.history.schemas import CONTEXT, SOURCE
from lessonlib.history.tables import frame, kinds

SERIES = ("aid", "debt", "famine", "meetings", "oil", "railcars", "trade", "votes")
_NUMBERS = frozenset(("value", "low", "high", "share", "yes", "no", "abstain", "barrels", "count"))
_CONTEXT_COLUMNS = {
    "context_id": "text", "statement": "text", "date": "text", "earliest": "day", "latest": "day", "phase": "text", "spans": "flag",
    "theme": "text", "status": "text", "sources": "words", "note": "text",
}  # fmt: skip


@cache
def _context() -> list[dict[str, Any]]:
    rows = read_rows(evidence_file("context.toml"), CONTEXT)
    for row in rows:
        row["context_id"] = row["id"]
        row["phase"], row["spans"] = place_in_phases(row["earliest"], row["latest"])
    return rows


def load_context() -> pd.DataFrame:
    """Load what is known from outside the five texts, to the end of 2024.

    Returns
    -------
    pandas.DataFrame
        Index ``context_id``; ``statement``, ``date`` (EDTF) with its bounds
        ``earliest`` and ``latest`` (`datetime.date` or None), ``phase``,
        ``spans``, ``theme``, ``status`` (``confirmed``, ``disputed`` or
        ``unconfirmed``), ``sources`` (list of ids of `load_sources`), ``note``.

    Examples
    --------
    >>> load_context().phase.unique().tolist()
    ['soviet_support', 'cooling', 'pivot', 'rapprochement']
    """
    return frame(_context(), _CONTEXT_COLUMNS, index="context_id")


@cache
def _sources() -> pd.DataFrame:
    return frame(read_rows(evidence_file("sources.csv"), SOURCE), kinds(SOURCE), index="id", called="source_id")


def load_sources() -> pd.DataFrame:
    """Load the outside pages that were looked at.

    Returns
    -------
    pandas.DataFrame
        Index ``source_id``; ``title``, ``publisher``, ``url``, ``looked_up``
        (`datetime.date`), ``copy`` (a reprint or a mirror), ``note``.

    Examples
    --------
    >>> bool(load_sources().url.str.startswith("http").all())
    True
    """
    return _sources().copy()


def load_series(name: str) -> pd.DataFrame:
    """Load a small series of numbers, each figure with its own source.

    Parameters
    ----------
    name : str
        One of `SERIES`.

    Returns
    -------
    pandas.DataFrame
        The columns of ``lessonlib/data/history/series/<name>.csv``; those of
        numbers are floats (NaN where the source gives none), the others text.

    Raises
    ------
    UnknownNameError
        If there is no such series.

    Examples
    --------
    >>> set(load_series("votes").russia) >= {"yes", "veto"}
    True
    """
    return _series(name).copy()


@cache
def _series(name: str) -> pd.DataFrame:
    if name not in SERIES:
        raise UnknownNameError(f"There is no series {name!r}; the series are {', '.join(SERIES)}.")
    path = evidence_file("series", f"{name}.csv")
    header, *rows = read_csv(path)
    if "source" not in header:
        raise DataError(f"history/series/{path.name} has no column 'source': every figure needs one.")
    return pd.DataFrame({column: _column(path.name, column, [row[place] for row in rows]) for place, column in enumerate(header)})


def _column(file: str, name: str, values: Sequence[str]) -> pd.Series:
    if name not in _NUMBERS:
        return pd.Series(values, dtype="str")
    try:
        return pd.Series([float(value) if value else float("nan") for value in values], dtype="float64")
    except ValueError as error:
        raise DataError(f"history/series/{file}, column {name}: {error}; write a plain number, or leave the field empty.") from error
