"""What a table or a figure made in code holds: labels and values."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from lessonlib.exercises.answers import plain_answer
from lessonlib.exercises.compare import only_words

_MOST_ROWS, _MOST_COLUMNS, _MOST_AXES = 3_000, 60, 12
#: Of more bars or points than this no names are looked up: no exercise has so many, and each name takes its time.
_MOST_NAMED = 300
#: A figure of more than this is not drawn to be read: a legend of some hundred words takes seconds.
_MOST_PARTS, _MOST_POINTS = 3_000, 100_000
#: Of a label no more letters are read.
_LONGEST = 2_000
#: What pandas calls the sums at the edge of a cross table.
_MARGIN = "All"


def label_key(label: object) -> str:
    """Return a label without what makes no difference: case, hyphens, line breaks.

    Examples
    --------
    >>> label_key("kompas-\\nfeature") == label_key("Kompas feature")
    True
    """
    return only_words(str(label)[:_LONGEST])


def from_pandas(thing: Any, choices: Mapping[str, str], shape: str) -> dict[str, Any] | None:
    """Return the labels and values of a pandas or NumPy object.

    Parameters
    ----------
    thing : object
        A table, a column, an index or an array.
    choices : mapping of str to str
        The labels that are possible, by `label_key`.
    shape : str
        ``rows``, ``values``, ``count`` or ``cross``.

    Returns
    -------
    dict or None
        Empty if it has no rows; None if it is no such object, or too large.

    Examples
    --------
    >>> from_pandas(pd.Series({"a": 2}), {"a": "a"}, "count")
    {'a': 2}
    """
    if isinstance(thing, ExtensionArray):
        thing = pd.Index(thing)
    if (
        not isinstance(thing, pd.Index | pd.Series | pd.DataFrame | np.ndarray)
        or len(np.shape(thing)) not in (1, 2)
        or len(thing) > _MOST_ROWS
        or thing.size > _MOST_ROWS * _MOST_COLUMNS
    ):
        return None
    if isinstance(thing, pd.DataFrame):
        return _from_table(thing, choices, shape)
    if isinstance(thing, pd.Series) and not _names_rows(thing, choices, shape):
        return {_label(label): plain_answer(value) for label, value in thing.items()}
    return {_label(label): "" for label in np.asarray(thing).ravel()}


def _names_rows(column: pd.Series, choices: Mapping[str, str], shape: str) -> bool:
    """Whether the values of a column are the labels asked for, as after ``reset_index``."""
    return shape == "rows" and len(column) > 0 and all(label_key(plain_answer(value)) in choices for value in column)


def _from_table(table: pd.DataFrame, choices: Mapping[str, str], shape: str) -> dict[str, Any] | None:
    if table.shape[1] > _MOST_COLUMNS:
        return None
    if isinstance(table.index, pd.RangeIndex):
        # The labels may have become a column of their own.
        named = [
            place
            for place in range(table.shape[1])
            if len(table) and all(label_key(plain_answer(value)) in choices for value in table.iloc[:, place])
        ]
        if named:
            table = table.set_index(table.columns[named[0]])
    if shape == "rows":
        return {_label(label): "" for label in table.index}
    if table.shape[1] == 1:
        return {_label(label): plain_answer(value) for label, value in table.iloc[:, 0].items()}
    if shape == "count":
        return _added_up(table, choices)
    if shape == "cross":
        return {f"{_label(row)}/{_label(column)}": plain_answer(value) for column in table.columns for row, value in table[column].items()}
    return None


def _added_up(table: pd.DataFrame, choices: Mapping[str, str]) -> dict[str, Any] | None:
    """A cross table as counts: what stands beside each label, or below it, added up; margins are no counts of their own."""
    table = table.drop(index=_MARGIN, columns=_MARGIN, errors="ignore")
    if not len(table):
        return {}
    if not table.shape[1] or not all(pd.api.types.is_numeric_dtype(kind) for kind in table.dtypes):
        return None
    for crossed in (table, table.T):
        if all(label_key(_label(label)) in choices for label in crossed.index):
            return {_label(label): plain_answer(total) for label, total in crossed.sum(axis=1).items()}
    return None


def _label(label: Any) -> str:
    found = plain_answer(label)
    return "/".join(map(str, found)) if isinstance(found, list) else str(found)


class Drawn(NamedTuple):
    """What a figure shows.

    Attributes
    ----------
    values : dict of str to float
        Label to number.
    plot : str
        ``bar``, ``barh``, ``line``, ``scatter``, or ``""`` if it shows nothing.
    has : list of str
        Which of ``title``, ``xlabel``, ``ylabel`` it has.

    Examples
    --------
    >>> Drawn({"a": 1.0}, "bar", ["title"]).plot
    'bar'
    """

    values: dict[str, float]
    plot: str
    has: list[str]


def from_drawing(thing: Any) -> Drawn | None:
    """Return what a figure shows, given whatever a plot call gives back.

    Returns
    -------
    Drawn or None
        None if it is no figure.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().subplots()
    >>> _ = axes.barh(["a", "b"], [1, 2]); _ = axes.set_title("Two")
    >>> from_drawing(axes)
    Drawn(values={'a': 1.0, 'b': 2.0}, plot='barh', has=['title'])
    """
    axes = _all_axes(thing)[:_MOST_AXES]
    for figure in {id(each.figure): each.figure for each in axes}.values():  # once: it takes as long as all its axes
        if _is_light(figure):
            figure.canvas.draw_idle()
    found = [_read_axes(each) for each in axes]
    return max(found, key=lambda drawn: len(drawn.values), default=None)


def _is_light(figure: Any) -> bool:
    """Whether a figure is drawn soon: neither many parts nor many points. Any other is read without its being drawn."""
    if sum(len(each.patches) for each in figure.axes) > _MOST_NAMED or len(figure.axes) > _MOST_AXES:
        return False
    if any(len(axis.get_ticklocs()) > _MOST_NAMED for each in figure.axes for axis in (each.xaxis, each.yaxis)):
        return False
    points = sum(len(line.get_xdata(orig=True)) for each in figure.axes for line in each.lines)
    held = [part.get_array() for each in figure.axes for part in (*each.collections, *each.images)]
    points += sum(np.size(values) for values in held if values is not None)
    points += sum(len(part.get_offsets()) for each in figure.axes for part in each.collections)
    return points <= _MOST_POINTS and len(figure.findobj(include_self=False)) <= _MOST_PARTS


def _all_axes(thing: Any) -> list[Any]:
    """The axes of a figure, of a container of bars, of an artist, or of a list of these."""
    # Where matplotlib was never imported nothing is drawn, and a lesson need not pay for it when it is opened.
    if "matplotlib" not in sys.modules:
        return []
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.container import Container
    from matplotlib.figure import Figure, SubFigure

    if isinstance(thing, Axes):
        return [thing]
    if isinstance(thing, Figure | SubFigure):
        return list(thing.get_axes())
    if isinstance(thing, Container):
        return _all_axes(list(thing.get_children()[:1]))
    if isinstance(thing, Artist):
        return _all_axes(thing.axes)
    if isinstance(thing, np.ndarray):
        thing = list(thing.ravel()) if thing.dtype == object and thing.size <= _MOST_NAMED else []
    return [axes for part in thing for axes in _all_axes(part)] if isinstance(thing, list) else []


def _read_axes(axes: Any) -> Drawn:
    bars = [bar for container in axes.containers for bar in getattr(container, "patches", ()) if bar.get_visible() and bar.get_alpha() != 0]
    points = [*axes.lines, *axes.collections]
    if bars:
        sideways = any(getattr(container, "orientation", "") == "horizontal" for container in axes.containers)
        values, plot = _bars(axes, bars, sideways), "barh" if sideways else "bar"
    elif points:
        plot = "line" if axes.lines else "scatter"
        where = points[0].get_xydata() if axes.lines else points[0].get_offsets()
        ticks = _ticks(axes.xaxis) if len(where) <= _MOST_NAMED else []
        values = {_nearest(ticks, x, 0.01) or f"{x:g}": y for x, y in _numbers(where)}
    else:
        values, plot = {}, ""
    titles = [axes.get_title(loc) for loc in ("left", "center", "right")] + [axes.figure.get_suptitle()]
    said = {"title": " ".join(titles), "xlabel": axes.get_xlabel(), "ylabel": axes.get_ylabel()}
    return Drawn(values, plot, [name for name, words in said.items() if re.search(r"\w", words)])


def _bars(axes: Any, bars: list[Any], sideways: bool) -> dict[str, float]:
    """The length of each bar by the words beside it; bars upon one another, or side by side at one word, are added."""
    axis = axes.yaxis if sideways else axes.xaxis
    ticks, apart = _ticks(axis) if len(bars) <= _MOST_NAMED else [], _apart(axis)
    values: dict[str, float] = {}
    for bar in bars[:_MOST_ROWS]:
        start, thick = (bar.get_y(), bar.get_height()) if sideways else (bar.get_x(), bar.get_width())
        middle = float(start + thick / 2)
        label = _nearest(ticks, middle, max(apart, abs(float(thick)) / 2 + 0.01)) or f"{middle:g}"
        values[label] = values.get(label, 0.0) + float(bar.get_width() if sideways else bar.get_height())
    return values


def _numbers(points: Any) -> Iterable[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in points[:_MOST_ROWS]]


def _ticks(axis: Any) -> list[tuple[float, str]]:
    if len(axis.get_ticklocs()) > _MOST_NAMED:
        return []
    labels = [label.get_text() for label in axis.get_ticklabels()]
    return [(float(place), label) for place, label in zip(axis.get_ticklocs(), labels, strict=False) if label]


def _apart(axis: Any) -> float:
    """How far from its word a bar may stand: where someone has put the words there, as pandas does, nearly half the way to the next."""
    from matplotlib.ticker import FixedLocator

    return 0.49 if isinstance(axis.get_major_locator(), FixedLocator) else 0.0


def _nearest(ticks: list[tuple[float, str]], place: float, within: float) -> str:
    """The label of the tick nearest to a place, if it is near enough."""
    distance, label = min(((abs(tick - place), label) for tick, label in ticks), default=(float("inf"), ""))
    return label if distance <= within else ""
