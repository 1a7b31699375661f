"""What is known from outside the five texts: facts with their sources, series of numbers, the pages looked at."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from lessonlib.errors import DataError, one_of
from lessonlib.history.files import csv_line, evidence_file, read_csv, read_rows
from lessonlib.history.phases import place_in_phases
from lessonlib.history.schemas import CONTEXT, SOURCE
from lessonlib.history.tables import frame, kinds
from lessonlib.overlay import in_language, in_language_by_text

_COLUMNS = {
    "aid": ("donor", "period", "value", "unit", "share", "source", "note"),
    "debt": ("date", "value", "unit", "rate", "source", "note"),
    "famine": ("who", "published", "period", "low", "high", "source", "note"),
    "meetings": ("date", "place", "guest", "host", "kind", "source", "note"),
    "oil": ("period", "barrels", "status", "source", "note"),
    "railcars": ("date", "place", "count", "source", "note"),
    "trade": ("year", "period", "value", "unit", "measure", "status", "source", "note"),
    "votes": ("date", "resolution", "trigger", "yes", "no", "abstain", "russia", "china", "adopted", "source", "note"),
}
SERIES = tuple(_COLUMNS)
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
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
    return in_language(frame(_context(), _CONTEXT_COLUMNS, index="context_id"), "history/context")


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
    return in_language(_sources(), "history/sources")


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
    one_of(name, SERIES, "series", "series")
    return in_language_by_text(_series(name), "history/series", name)


@cache
def _series(name: str) -> pd.DataFrame:
    path = evidence_file("series", f"{name}.csv")
    header, *rows = read_csv(path)
    if header != list(_COLUMNS[name]):
        raise DataError(f"history/series/{path.name}, line 1: the header must be {','.join(_COLUMNS[name])}, not {','.join(header)}.")
    if not rows:
        raise DataError(f"history/series/{path.name} holds no figures: restore the file.")
    return pd.DataFrame({column: _column(path, column, [row[place] for row in rows]) for place, column in enumerate(header)})


def _column(path: Path, name: str, values: Sequence[str]) -> pd.Series:
    if name not in _NUMBERS:
        return pd.Series(values, dtype="str")
    for number, value in enumerate(values):
        if value and not _NUMBER.fullmatch(value):
            raise DataError(
                f"history/series/{path.name}, line {csv_line(path, number)}: {name} is {value!r}: write a plain number such as 1855 or 48.4, or leave the field empty."
            )
    return pd.Series([float(value) if value else float("nan") for value in values], dtype="float64")
