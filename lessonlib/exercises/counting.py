"""What someone gives who was asked for counts: numbers without names, and rows that nobody has counted yet."""

from typing import Any

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from lessonlib.exercises.answers import LONGEST_LIST, Made, plain_answer
from lessonlib.exercises.compare import read_number


def bare_numbers(answer: Any) -> list[Any] | None:
    """Return numbers that stand without names; None if these are none.

    Parameters
    ----------
    answer : object
        From `lessonlib.exercises.answers.plain_answer`.

    Examples
    --------
    >>> bare_numbers([8, "12"]), bare_numbers({"a": 8}), bare_numbers(["a"])
    ([8, '12'], None, None)
    """
    thing = answer.thing if isinstance(answer, Made) else answer
    if isinstance(thing, pd.Index | np.ndarray) and thing.size > LONGEST_LIST:
        return None
    given = plain_answer(thing.tolist()) if isinstance(thing, pd.Index | np.ndarray) else thing
    return given if isinstance(given, list) and given and all(_is_number(value) for value in given) else None


def uncounted(answer: Any, column: str) -> list[str] | None:
    """Return what stands in a column of rows that nobody has counted yet.

    Parameters
    ----------
    answer : object
        From `lessonlib.exercises.answers.plain_answer`: rows of a table, a
        column of words, or a list of them.
    column : str
        The column whose values were to be counted.

    Returns
    -------
    list of str or None
        The values, whatever they are if the column is not there; None if
        these are no such rows.

    Examples
    --------
    >>> uncounted(["pivot", "pivot"], "phase"), uncounted(Made(pd.Series({"pivot": 22})), "phase")
    (['pivot', 'pivot'], None)
    """
    given = answer.thing if isinstance(answer, Made) else answer
    if isinstance(given, pd.DataFrame):
        if column in given.columns and not _counts_of(given, column):
            given = given[column]
        elif not given.shape[1] or any(pd.api.types.is_numeric_dtype(kind) for kind in given.dtypes):
            return None
        else:
            given = given.iloc[:, 0]
    if isinstance(given, pd.Index | pd.Series | np.ndarray | ExtensionArray) and given.ndim == 1 and given.size <= LONGEST_LIST:
        given = plain_answer(given.tolist())
    elif not (isinstance(given, list) and all(isinstance(value, str) for value in given)):
        return None
    return None if not isinstance(given, list) or any(_is_number(value) for value in given) else [str(value) for value in given]


def _counts_of(table: pd.DataFrame, column: str) -> bool:
    """Whether the column holds the names of counts, as after ``reset_index``: each once, beside numbers alone."""
    others = table.drop(columns=column)
    return bool(table[column].is_unique and others.shape[1] and all(pd.api.types.is_numeric_dtype(kind) for kind in others.dtypes))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | str) and read_number(value) is not None
