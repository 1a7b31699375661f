"""What counters said of the trade: points that disagree, never one line. From outside the five texts."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Any

import pandas as pd

from lessonlib.errors import one_of
from lessonlib.figures.canvas import GUIDE, WIDTH, canvas
from lessonlib.figures.citing import cited, short_name
from lessonlib.figures.figure import COLOURS, Figure
from lessonlib.figures.fitting import lines_within, size_within, width_of
from lessonlib.history.outside import load_series
from lessonlib.history.tables import each
from lessonlib.numberwords import say_number
from lessonlib.words import words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

UNITS = ("million USD", "million roubles")
#: Inks that differ in grey too, as do the letters.
INK = {"Russia": COLOURS["blue"], "South Korea": "#d98200", "others": COLOURS["ink"]}
#: In inches: the height of a row; the least room for the list of figures at the right and the most; the words above and the years.
ROW, LIST, WIDEST = 0.2, 2.75, 3.6
TOP, LEFT = 0.85, 1.0
#: A line of the words around the scale.
LINE = 0.16


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
    notes = [_note(_of_year(data, first, last)) for first, last in places]
    right = min(max(LIST, max(width_of(note, 8.5) for note in notes) + 0.4), WIDEST)
    head = lines_within(text["list"], right - 0.35, 9, bold=True)
    # The words above the scale may run on above the head of the list, if that has one line.
    axis = lines_within(text["axis"].format(unit=text["unit"][unit]), WIDTH - LEFT - (right if len(head) > 1 else 0.15), 9)
    names, marks = _counters(data), lines_within(_marks(), WIDTH - 0.32, 8.5, 118, even=False)
    columns = _key_columns(names)
    height, key = ROW * len(places), 0.22 * ceil(len(names) / columns) + 0.75 + LINE * max(0, len(marks) - 2)
    top = TOP + LINE * max(len(axis) - 1, len(head) - 2, 0)
    drawing, axes = canvas(height + top + key, LEFT, right, top, key, outside=True)
    axes.set_ylim(height, 0)
    axes.set_yticks([(place + 0.5) * ROW for place in range(len(places))], [_span(first, last) for first, last in places])
    _scale(axes, data)
    around: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points", "fontsize": 9}
    axes.annotate("\n".join(axis), (0, 1), (0, 22), **around)
    axes.annotate("\n".join(head), (1, 1), (14, 5), fontweight="bold", **around)
    for place, ((first, last), note) in enumerate(zip(places, notes, strict=True)):
        y = (place + 0.5) * ROW
        if place % 2:
            across = (WIDTH - LEFT - 0.15) / (WIDTH - LEFT - right)
            axes.axhspan(y - ROW / 2, y + ROW / 2, xmax=across, color="#f1e9d2", zorder=0, linewidth=0, clip_on=False)
        _row(axes, y, _of_year(data, first, last))
        axes.annotate(note or text["nothing"], (1, y), (14, 0), xycoords=("axes fraction", "data"), textcoords="offset points", va="center",
                      fontsize=size_within(note or text["nothing"], right - 0.35, 8.5), fontstyle="normal" if note else "italic")  # fmt: skip
    _key(drawing, names, columns, marks)
    return drawing


def _of_year(data: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """The figures of a row, the smallest first: none where it stands for years without."""
    return data[data["year"].eq(str(first))].sort_values("value") if first == last else data.head(0)


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
    """The dots of one year on a bar as long as they disagree."""
    whole = rows.loc[rows["period"].eq("year") & rows["value"].gt(0), "value"]
    if whole.nunique() > 1:
        axes.hlines(y, whole.min(), whole.max(), color="#b3a98f", linewidth=4, zorder=1)
    for row in each(rows):
        half = row.period == "half-year"
        at = row.value or axes.get_xlim()[0] * 1.12  # nothing at all: an arrow at the end of the axis, clear of the year
        axes.plot(at, y, "<" if not row.value else "D" if half else "o", markersize=4.5 if half else 6, color=INK[row.side], clip_on=False,
                  markerfacecolor="white" if row.status == "derived" else INK[row.side], markeredgewidth=1.3, zorder=3)  # fmt: skip


def _note(rows: pd.DataFrame) -> str:
    """The values of one year with who counted."""
    said, text = [], words("figures")["trade"]
    for row in each(rows):
        value = f"({say_number(row.value)})" if row.status == "derived" else say_number(row.value)
        said.append(" ".join([value, *([text["half_year"]] if row.period == "half-year" else []), row.letter]))
    return " · ".join(said)


def _counters(data: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Who counted, by letter."""
    used = set(data["letter"])
    return {letter: counter for letter, counter in words("figures")["trade"]["counters"].items() if letter in used}


def _key_columns(counters: dict[str, dict[str, Any]]) -> int:
    """How many columns the key has: three, or as many as the names leave room for."""
    wide = [width_of(counter["name"], 9) for counter in counters.values()]
    for count in (3, 2):
        deep = ceil(len(wide) / count)
        ends = [min(0.01 + 1.02 * (column + 1) / count, 0.99) for column in range(count)]
        if all(0.066 + 1.02 * (place // deep) / count + name / WIDTH <= ends[place // deep] for place, name in enumerate(wide)):
            return count
    return 1


def _marks() -> str:
    """What the marks mean."""
    text = words("figures")["trade"]
    return ". ".join(part[0].upper() + part[1:] for part in (text["reported"], text["derived"], text["half"], text["bar"])) + "."


def _key(drawing: Any, counters: dict[str, dict[str, Any]], columns: int, marks: list[str]) -> None:
    """Who the letters are, in columns below, and what the marks mean."""
    height, apart, deep = drawing.get_figheight(), 1.02 / columns, ceil(len(counters) / columns)
    low = 0.72 + LINE * max(0, len(marks) - 2)
    for place, (letter, counter) in enumerate(counters.items()):
        x, y = 0.02 + (place // deep) * apart, (low + 0.22 * (deep - 1 - place % deep)) / height
        drawing.text(x, y, letter, fontsize=9, fontweight="bold", va="center")
        drawing.text(x + 0.026, y, "●", fontsize=9, va="center", color=INK[counter["side"]])
        drawing.text(x + 0.046, y, counter["name"], fontsize=9, va="center")
    drawing.text(0.02, 0.12 / height, "\n".join(marks), fontsize=8.5, va="bottom", linespacing=1.25)


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
