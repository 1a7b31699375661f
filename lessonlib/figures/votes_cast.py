"""How Russia and China voted on North Korea in the Security Council: from outside the five texts."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from lessonlib.datewords import say_date
from lessonlib.figures.canvas import GUIDE, canvas
from lessonlib.figures.citing import cited, short_name
from lessonlib.figures.days import as_day, length
from lessonlib.figures.figure import COLOURS, Figure
from lessonlib.figures.fitting import lines_within, width_of
from lessonlib.history.outside import load_series
from lessonlib.history.tables import each
from lessonlib.words import words

if TYPE_CHECKING:
    import pandas as pd

#: Colour, marker and hatch of each way to vote: light, middle and dark in grey.
LOOKS = {
    "yes": ("#9fcbe6", "o", ""),
    "abstain": (COLOURS["orange"], "s", "////"),
    "no": (COLOURS["ink"], "X", ""),
    "veto": (COLOURS["ink"], "X", ""),
}
#: Inches: the least height of a row, a line of its words, a line below the seats, the break of a gap.
ROW, LINE, BELOW, BREAK = 0.42, 0.13, 0.125, 0.34
#: In inches from the left of the frame: its end, the seats, the least room for a day, for a vote of Russia and of China.
END, SEATS, DAY, RUSSIA, CHINA = 7.7, 5.7, 1.0, 1.0, 1.15
#: Two years without a vote are nothing out of the way; more than four are.
LONG = 4 * 365


def votes() -> Figure:
    """Draw the Security Council's votes on North Korea, with those of Russia and China.

    Returns
    -------
    Figure
        A row for each vote, 2006 to 2024; abstentions and vetoes are written out.

    Examples
    --------
    >>> votes().alt[:63]
    'One row for each of 13 votes, 15 July 2006 to 28 March 2024. Ru'
    """
    text, data = words("figures")["votes"], load_series("votes")
    source = text["source"].format(cited=cited(data["source"]), count=len(data), stop=say_date(data["date"].max()))
    return Figure(partial(_draw, data), text["title"], _describe(data), source, _twin(data))


class _Row(NamedTuple):
    """A vote with its words broken into lines, and the height that they need."""

    vote: Any
    name: list[str]
    result: list[str]

    @property
    def height(self) -> float:
        return max(ROW + BELOW * (len(self.result) - 1), LINE * len(self.name) + 0.1)


def _columns(data: pd.DataFrame) -> list[float]:
    """Where the columns begin: those of days and votes are as wide as their words, what was put to the vote has the rest."""
    text = words("figures")["votes"]
    heads = [width_of(head, 9.5, bold=True) + 0.1 for head in text["heads"]]
    russia, china = (max(width_of(text[vote], 9, bold=vote != "yes") for vote in data[side]) + 0.32 for side in ("russia", "china"))
    day = max(width_of(say_date(day, brief=True), 9) for day in data["date"]) + 0.12
    china_at = SEATS - max(CHINA, china, heads[3])
    return [0.0, max(DAY, day, heads[0]), china_at - max(RUSSIA, russia, heads[2]), china_at, SEATS]


def _draw(data: pd.DataFrame) -> Any:
    text = words("figures")["votes"]
    gaps, columns = _gaps(data), _columns(data)
    heads = [
        lines_within(head, after - x, 9.5, bold=True) for head, x, after in zip(text["heads"], columns, [*columns[1:], END], strict=True)
    ]
    rows = [_row(vote, columns[2] - columns[1] - 0.02) for vote in each(data)]
    height = sum(row.height for row in rows) + BREAK * len(gaps)
    top = 0.75 + 0.16 * max(0, max(map(len, heads)) - 2)
    drawing, axes = canvas(height + top + 0.1, 0.15, 0.15, top, 0.1, outside=True)
    axes.set_xlim(0, END)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    for x, head in zip(columns, heads, strict=True):
        axes.annotate("\n".join(head), (x, 0), (0, 4), textcoords="offset points", fontsize=9.5, fontweight="bold")
    y = 0.0
    for row in rows:
        if row.vote.Index in gaps:
            _gap(axes, text["gap"].format(gap=gaps[row.vote.Index]), y + BREAK / 2)
            y += BREAK
        _draw_row(axes, row, y, columns)
        y += row.height
    return drawing


def _gap(axes: Any, said: str, y: float) -> None:
    """How long nobody voted, between two dotted lines."""
    aside = max(1.9, width_of(said, 9, italic=True) / 2 + 0.1)
    axes.text(END / 2, y, said, fontsize=9, fontstyle="italic", ha="center", va="center")
    axes.hlines([y, y], [0, END / 2 + aside], [END / 2 - aside, END], color=COLOURS["ink"], linestyle=":", linewidth=1)


def _row(vote: Any, room: float) -> _Row:
    name = f"{vote.resolution}: {vote.trigger}" if vote.resolution.isdigit() else vote.resolution
    return _Row(vote, lines_within(name, room, 8.5, 40), lines_within(_result(vote), END - SEATS, 8))


def _draw_row(axes: Any, row: _Row, top: float, columns: list[float]) -> None:
    text, y = words("figures")["votes"], top + row.height / 2
    axes.hlines(top, 0, END, color=GUIDE, linewidth=0.7)
    axes.text(columns[0], y, say_date(row.vote.date, brief=True), fontsize=9, va="center")
    axes.text(columns[1], y, "\n".join(row.name), fontsize=8.5, va="center", linespacing=1.1)
    for x, vote in zip(columns[2:4], (row.vote.russia, row.vote.china), strict=True):
        colour, marker, _ = LOOKS[vote]
        axes.plot(x + 0.1, y, marker, markersize=9, color=colour, markeredgecolor=COLOURS["ink"], markeredgewidth=0.8)
        axes.text(x + 0.26, y, text[vote], fontsize=9, va="center", fontweight="normal" if vote == "yes" else "bold")
    _seats(axes, row, y - BELOW * (len(row.result) - 1) / 2)


def _seats(axes: Any, row: _Row, y: float) -> None:
    """The fifteen votes of the Council as squares: light for yes, striped for an abstention, dark for no."""
    from matplotlib.patches import Rectangle

    cast = ["yes"] * int(row.vote.yes) + ["abstain"] * int(row.vote.abstain) + ["no"] * int(row.vote.no)
    for place, vote in enumerate(cast):
        colour, _, hatch = LOOKS[vote]
        at = SEATS + place * 0.132, y - 0.15
        axes.add_patch(Rectangle(at, 0.105, 0.13, facecolor=colour, hatch=hatch, edgecolor=COLOURS["ink"], linewidth=0.5))
    below = y + 0.1 + BELOW * (len(row.result) - 1) / 2
    axes.text(SEATS, below, "\n".join(row.result), fontsize=8, va="center")


def _result(row: Any) -> str:
    """How many of the fifteen voted how, and whether it failed."""
    text = words("figures")["votes"]
    counts = {"yes": int(row.yes), "abstain": int(row.abstain), "no": int(row.no)}
    said = ", ".join(text["seats"].format(count=count, vote=text[vote]) for vote, count in counts.items() if count)
    return said if row.adopted == "yes" else f"{said}: {text['failed']}"


def _gaps(data: pd.DataFrame) -> dict[int, str]:
    """The long times without a vote, by the row that ends them."""
    days = [as_day(day) for day in data["date"]]
    return {place: length(before, after) for place, (before, after) in enumerate(pairwise(days), 1) if (after - before).days > LONG}


def _describe(data: pd.DataFrame) -> str:
    text = words("figures")["votes"]
    together = (data["russia"].eq("yes") & data["china"].eq("yes")).cummin().sum()
    rows = " ".join(
        text["alt_row"].format(
            date=say_date(row.date),
            resolution=row.resolution,
            russia=text[row.russia],
            china=text[row.china],
            yes=int(row.yes),
            no=int(row.no),
            abstain=int(row.abstain),
        )
        for row in each(data)
    )
    return text["alt"].format(
        count=len(data),
        first=say_date(data["date"].min()),
        last=say_date(data["date"].max()),
        summary=text["alt_together"].format(count=together),
        rows=rows,
    )


def _twin(data: pd.DataFrame) -> pd.DataFrame:
    text = words("figures")["votes"]
    columns = text["columns"]
    twin = data.assign(
        publisher=data["source"].map(short_name),
        russia=data["russia"].map(text),
        china=data["china"].map(text),
        members=[_result(row) for row in each(data)],
    )
    return twin.set_index("date")[list(columns)[1:]].rename(columns=columns).rename_axis(index=columns["date"])
