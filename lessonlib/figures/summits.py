"""The leaders' meetings and the gaps between them: from outside the five texts."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from lessonlib.datewords import say_date
from lessonlib.figures.asked import whole
from lessonlib.figures.canvas import WIDTH, canvas
from lessonlib.figures.citing import cited, short_name
from lessonlib.figures.days import as_day, as_year, length
from lessonlib.figures.figure import COLOURS, Figure
from lessonlib.figures.fitting import fit_key, lines_within, width_of
from lessonlib.history.outside import load_series
from lessonlib.history.phases import PHASES
from lessonlib.history.tables import each
from lessonlib.overlay import called
from lessonlib.words import words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

FIRST, LAST = 1945, 2025
LEFT, RIGHT, TOP, BOTTOM = 0.3, 0.3, 0.85, 0.5
#: The height of a row with one line of words, and what a second line adds, in inches.
ROW, LINE = 0.25, 0.155
#: Inches that a letter of the words takes on average, a little more than it does.
LETTER = 0.068
#: Where the two met as guests of somebody else.
ABROAD = ("Belgrade",)


def meetings(long: int = 7, until: int = LAST) -> Figure:
    """Draw the meetings of the leaders, and the gaps that lasted for years.

    Parameters
    ----------
    long : int
        From how many years on a gap is drawn.
    until : int
        The last year of which meetings are shown: a lesson may keep the later
        ones sealed.

    Returns
    -------
    Figure
        A row for each meeting, a dashed line for each long gap.

    Raises
    ------
    TypeError, ValueError
        If `long` is no whole number from 1 up, or `until` no year from that of
        the first meeting on.

    Examples
    --------
    >>> meetings().data["since the one before"]["2000-07-19"]
    '13 years 9 months'
    >>> meetings(until=2016).data.index[-1]
    '2015-05-08'
    """
    long, until = whole(long, "long", 1), whole(until, "until", as_day(load_series("meetings")["date"].min()).year)
    text, data = words("figures")["meetings"], _prepared(until)
    gaps = data[data["years"] >= long]
    source = text["source"].format(cited=cited(data["source"]), stop=say_date(data["date"].iloc[-1]) if until >= LAST else until)
    said = " ".join(
        text["alt_gap"].format(first=say_date(data["date"].iloc[place - 1]), last=say_date(row.date), gap=row.since)
        for place, row in zip(gaps.index, each(gaps), strict=True)
    )
    rows = " ".join(text["alt_row"].format(date=say_date(row.date), label=row.label) for row in each(data))
    return Figure(partial(_draw, data, long), text["title"], text["alt"].format(count=len(data), gaps=said, rows=rows), source, _twin(data))


def _prepared(until: int) -> pd.DataFrame:
    """The series with a label, the place on the axis, and the time since the meeting before."""
    text, data = words("figures")["meetings"], load_series("meetings")
    data = data[[as_year(as_day(day)) < until + 1 for day in data["date"]]]
    days = [as_day(day) for day in data["date"]]
    since = [length(before, after) for before, after in pairwise(days)]
    at = [as_year(day) for day in days]
    labels = [text["kinds"][row.kind].format(label=_label(row)) for row in each(data)]
    return data.assign(at=at, since=["", *since], years=[0.0, *(after - before for before, after in pairwise(at))], label=labels)


def _label(row: Any) -> str:
    text = words("figures")["meetings"]
    return text["abroad_label" if row.place in ABROAD else "label"].format(
        guest=called(row.guest), host=called(row.host), place=called(row.place)
    )


class _Words(NamedTuple):
    """The lines at the left of a mark and those at its right."""

    left: list[str]
    right: list[str]

    @property
    def height(self) -> float:
        return ROW + LINE * (max(len(self.left), len(self.right)) - 1)


def _draw(data: pd.DataFrame, long: int) -> Any:
    gaps = {row.Index: _gap_words(row) for row in each(data) if row.years >= long}
    met = {row.Index: _meeting_words(row) for row in each(data)}
    height = sum(told.height for told in (*gaps.values(), *met.values()))
    marks = _marks()
    labels, columns, more = fit_key([mark.get_label() for mark in marks], 4, 8.5, WIDTH, sign=1.2)
    drawing, axes = canvas(height + TOP + BOTTOM + more, LEFT, RIGHT, TOP, BOTTOM + more, outside=True)
    axes.set_xlim(FIRST, LAST)
    axes.set_ylim(height, 0)
    axes.set_yticks([])
    ticks = [FIRST, *range(1950, 2021, 10), LAST]
    axes.set_xticks(ticks, [str(tick) for tick in ticks])
    axes.vlines(ticks, 0, height, color="#e4ddc8", linewidth=0.8, zorder=0)
    for number, phase in enumerate(PHASES.values()):
        axes.axvspan(phase.first, phase.last + 1, color=("#f1e9d2", "none")[number % 2], zorder=-1, linewidth=0)
        narrow = phase.last - phase.first < 4
        axes.annotate(phase.label, (phase.last + 1 if narrow else (phase.first + phase.last + 1) / 2, 0), (0, 17 if narrow else 4),
                      textcoords="offset points", fontsize=9, ha="right" if narrow else "center")  # fmt: skip
    y = 0.0
    for row in each(data):
        if told := gaps.get(row.Index):
            _gap(axes, row, y + told.height / 2, told)
            y += told.height
        _meeting(axes, row, y + met[row.Index].height / 2, met[row.Index])
        y += met[row.Index].height
    drawing.legend(marks, labels, loc="lower left", ncols=columns, frameon=False, fontsize=8.5, handlelength=1.2)
    return drawing


def _inches(years: float) -> float:
    return years / (LAST - FIRST) * (WIDTH - LEFT - RIGHT)


def _meeting_words(row: Any) -> _Words:
    """Day and label at the side that has room for both; or one at each side; or both at the larger side, in lines."""
    date = say_date(row.date, brief=True)
    room = _inches(row.at - FIRST) + LEFT, _inches(LAST - row.at) + RIGHT
    said = f"{date}  {row.label}"
    if room[1] > (needed := _needed(said)):
        return _Words([], [said])
    if room[0] > needed:
        return _Words([said], [])
    if room[0] > _needed(date) and room[1] > _needed(row.label):
        return _Words([date], [row.label])
    lines = lines_within(said, max(room) - 0.2, 9)
    return _Words(lines, []) if room[0] > room[1] else _Words([], lines)


def _needed(said: str) -> float:
    return max(len(said) * LETTER, width_of(said, 9) + 0.15)


def _meeting(axes: Axes, row: Any, y: float, told: _Words) -> None:
    marker, colour = _look(row.place)
    face = "none" if row.date.endswith(("~", "?", "%")) else colour
    axes.plot(row.at, y, marker, markersize=7, color=colour, markerfacecolor=face, markeredgewidth=1.5)
    for part, x, ha in zip(told, (-8, 8), ("right", "left"), strict=True):
        axes.annotate("\n".join(part), (row.at, y), (x, 0), textcoords="offset points", fontsize=9, va="center", ha=ha)


def _gap_words(row: Any) -> _Words:
    """The length of a gap, on the side that has room."""
    said = words("figures")["meetings"]["gap"].format(gap=row.since)
    left, right = row.at - row.years - FIRST, LAST - row.at
    lines = lines_within(said, _inches(max(left, right)) + LEFT - 0.15, 9, bold=True, italic=True)
    return _Words(lines, []) if left > right else _Words([], lines)


def _gap(axes: Axes, row: Any, y: float, told: _Words) -> None:
    """A dashed line from the meeting before to this one, with its length in words."""
    begin = row.at - row.years
    ends = {"arrowstyle": "|-|,widthA=0.3,widthB=0.3", "linestyle": "--", "color": COLOURS["ink"], "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", (begin, y), (row.at, y), arrowprops=ends)
    for part, x, shift, ha in zip(told, (begin, row.at), (-6, 6), ("right", "left"), strict=True):
        axes.annotate("\n".join(part), (x, y), (shift, 0), textcoords="offset points", fontsize=9, fontstyle="italic",
                      fontweight="bold", va="center", ha=ha)  # fmt: skip


def _look(place: str) -> tuple[str, str]:
    """The mark of a place and its colour."""
    if place in ABROAD:
        return "D", COLOURS["ink"]
    return ("s", "#b35c00") if place == "Pyongyang" else ("o", COLOURS["blue"])


def _marks() -> list[Any]:
    """The marks of the key, with their labels."""
    from matplotlib.lines import Line2D

    text = words("figures")["meetings"]
    looks = {"home": "", "away": "Pyongyang", "abroad": ABROAD[0]}
    marks = [Line2D([], [], marker=_look(place)[0], linestyle="", color=_look(place)[1], label=text[name]) for name, place in looks.items()]
    return [*marks, Line2D([], [], marker="o", linestyle="", color=_look("")[1], markerfacecolor="none", label=text["doubtful"])]


def _twin(data: pd.DataFrame) -> pd.DataFrame:
    columns = words("figures")["meetings"]["columns"]
    named = {name: data[name].map(called) for name in ("guest", "host", "place", "kind")}
    twin = data.assign(publisher=data["source"].map(short_name), **named)
    return twin.set_index("date")[list(columns)[1:]].rename(columns=columns).rename_axis(index=columns["date"])
