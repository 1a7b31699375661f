"""What counters said of the trade: points that disagree, never one line. From outside the five texts."""

from __future__ import annotations

import textwrap
from functools import partial
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Any

import pandas as pd

from lessonlib.errors import one_of
from lessonlib.figures.canvas import GUIDE, WIDTH, canvas, cited, each, short_name
from lessonlib.figures.figure import COLOURS, Figure
from lessonlib.history.outside import load_series
from lessonlib.numberwords import say_number
from lessonlib.words import words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

UNITS = ("million USD", "million roubles")
#: Inks that differ in grey too, as do the letters.
INK = {"Russia": COLOURS["blue"], "South Korea": "#d98200", "others": COLOURS["ink"]}
#: In inches: the height of a row, and where the list of figures begins, from the right.
ROW, LIST = 0.2, 2.75
TOP, LEFT = 0.85, 1.0


def trade_table(measure: str = "total trade", unit: str = "million USD") -> pd.DataFrame:
    """List every figure for the trade, with who counted it.

    Parameters
    ----------
    measure : str
        ``"total trade"``, or North Korea's ``"exports"`` or ``"imports"``.
    unit : str
        One of `UNITS`: they are never mixed.

    Returns
    -------
    pandas.DataFrame
        The columns of ``load_series("trade")``, with ``letter``, ``who`` and ``side``.

    Examples
    --------
    >>> table = trade_table()
    >>> table[table.year == "2000"].value.tolist()
    [105.0, 105.0, 46.285]
    """
    text = words("figures")["trade"]
    one_of(measure, text["measures"], "measure of trade", "measures")
    one_of(unit, UNITS, "unit of trade", "units")
    data = load_series("trade").query("measure == @measure and unit == @unit").reset_index(drop=True)
    letters = {page: letter for letter, counter in text["counters"].items() for page in counter["pages"]}
    data["letter"] = data["source"].map(letters)
    return data.assign(
        who=[text["counters"][letter]["name"] for letter in data["letter"]],
        side=[text["counters"][letter]["side"] for letter in data["letter"]],
    )


def trade(measure: str = "total trade", unit: str = "million USD") -> Figure:
    """Draw the figures for the trade of Moscow and Pyongyang, each with the letter of who counted it.

    Parameters
    ----------
    measure : str
        ``"total trade"``, or North Korea's ``"exports"`` or ``"imports"``.
    unit : str
        ``"million USD"`` or ``"million roubles"``.

    Returns
    -------
    Figure
        A row for each year, on a scale where each line is ten times the one to its left.

    Raises
    ------
    UnknownNameError
        If there is no such measure or unit.

    Examples
    --------
    >>> trade().title
    'How large was the trade? Total trade of North Korea with Moscow, million USD'
    """
    text, data = words("figures")["trade"], trade_table(measure, unit)
    title = text["title"].format(measure=text["measures"][measure], unit=text["unit"][unit])
    stop = text["stop"].format(last=data["year"].max())
    money = text["money"][unit]
    return Figure(
        partial(_draw, data, unit),
        title,
        _describe(data),
        text["source"].format(cited=cited(data["source"]), stop=stop, money=money),
        _twin(data),
    )


def _draw(data: pd.DataFrame, unit: str) -> Any:
    text = words("figures")["trade"]
    places = _rows(sorted(data["year"].astype(int).unique()))
    letters = [letter for letter in text["counters"] if letter in set(data["letter"])]
    height, key = ROW * len(places), 0.22 * ceil(len(letters) / 3) + 0.75
    drawing, axes = canvas(height + TOP + key, LEFT, LIST, TOP, key, outside=True)
    axes.set_ylim(height, 0)
    axes.set_yticks([(place + 0.5) * ROW for place in range(len(places))], [_span(first, last) for first, last in places])
    _scale(axes, data)
    axes.annotate(
        text["axis"].format(unit=text["unit"][unit]), (0, 1), (0, 22), xycoords="axes fraction", textcoords="offset points", fontsize=9
    )
    axes.annotate(text["list"], (1, 1), (14, 5), xycoords="axes fraction", textcoords="offset points", fontsize=9, fontweight="bold")
    for place, (first, last) in enumerate(places):
        y = (place + 0.5) * ROW
        if place % 2:
            axes.axhspan(
                y - ROW / 2,
                y + ROW / 2,
                xmax=(WIDTH - LEFT - 0.15) / (WIDTH - LEFT - LIST),
                color="#f1e9d2",
                zorder=0,
                linewidth=0,
                clip_on=False,
            )
        _row(axes, y, data[data["year"].eq(str(first))] if first == last else data.head(0))
    _key(drawing, letters)
    return drawing


def _rows(years: list[int]) -> list[tuple[int, int]]:
    """A row for each year with a figure, and one for each run of years without."""
    rows: list[tuple[int, int]] = []
    for before, year in pairwise([years[0] - 1, *years]):
        if year > before + 1:
            rows.append((before + 1, year - 1))
        rows.append((year, year))
    return rows


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _scale(axes: Axes, data: pd.DataFrame) -> None:
    """Equal steps for equal factors: figures from thousands to hundredths share one axis."""
    from matplotlib.ticker import FuncFormatter, NullLocator

    some = data.loc[data["value"] > 0, "value"]
    axes.set_xscale("log")
    axes.set_xlim(some.min() / (4 if data["value"].eq(0).any() else 1.6), some.max() * 1.6)
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: say_number(value)))
    axes.tick_params(axis="x", top=True, labeltop=True, bottom=False, labelbottom=False)
    axes.grid(axis="x", color=GUIDE, linewidth=0.8)


def _row(axes: Axes, y: float, rows: pd.DataFrame) -> None:
    """The dots of one year on a bar as long as they disagree, and at the right their values with who counted."""
    whole = rows.loc[rows["period"].eq("year") & rows["value"].gt(0), "value"]
    if whole.nunique() > 1:
        axes.hlines(y, whole.min(), whole.max(), color="#b3a98f", linewidth=4, zorder=1)
    said, text = [], words("figures")["trade"]
    for row in each(rows.sort_values("value")):
        half = row.period == "half-year"
        at = row.value or axes.get_xlim()[0] * 1.12  # nothing at all: an arrow at the end of the axis, clear of the year
        axes.plot(at, y, "<" if not row.value else "D" if half else "o", markersize=4.5 if half else 6, color=INK[row.side], clip_on=False,
                  markerfacecolor="white" if row.status == "derived" else INK[row.side], markeredgewidth=1.3, zorder=3)  # fmt: skip
        value = f"({say_number(row.value)})" if row.status == "derived" else say_number(row.value)
        said.append(" ".join([value, *([text["half_year"]] if half else []), row.letter]))
    note = " · ".join(said) or text["nothing"]
    axes.annotate(note, (1, y), (14, 0), xycoords=("axes fraction", "data"), textcoords="offset points", fontsize=8.5, va="center",
                  fontstyle="normal" if said else "italic")  # fmt: skip


def _key(drawing: Any, letters: list[str]) -> None:
    """Who the letters are, in three columns below, and what the marks mean."""
    text, height = words("figures")["trade"], drawing.get_figheight()
    deep = ceil(len(letters) / 3)
    for place, letter in enumerate(letters):
        x, y = 0.02 + (place // deep) * 0.34, (0.72 + 0.22 * (deep - 1 - place % deep)) / height
        counter = text["counters"][letter]
        drawing.text(x, y, letter, fontsize=9, fontweight="bold", va="center")
        drawing.text(x + 0.026, y, "●", fontsize=9, va="center", color=INK[counter["side"]])
        drawing.text(x + 0.046, y, counter["name"], fontsize=9, va="center")
    said = ". ".join(part[0].upper() + part[1:] for part in (text["reported"], text["derived"], text["half"], text["bar"])) + "."
    drawing.text(0.02, 0.12 / height, "\n".join(textwrap.wrap(said, 118)), fontsize=8.5, va="bottom", linespacing=1.25)


def _describe(data: pd.DataFrame) -> str:
    text = words("figures")["trade"]
    rows = " ".join(
        text["alt_row"].format(
            year=year, values=", ".join(text["alt_value"].format(value=say_number(row.value), who=row.who) for row in each(rows))
        )
        for year, rows in data.groupby("year")
    )
    return text["alt"].format(count=len(data), years=data["year"].nunique(), first=data["year"].min(), last=data["year"].max(), rows=rows)


def _twin(data: pd.DataFrame) -> pd.DataFrame:
    text = words("figures")["trade"]
    columns, said = text["columns"], {name: data[name].map(text[name]) for name in ("unit", "status", "period")}
    twin = data.assign(publisher=data["source"].map(short_name), **said)
    return twin.set_index("year")[list(columns)[1:]].rename(columns=columns).rename_axis(index=columns["year"])
