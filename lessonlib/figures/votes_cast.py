"""How Russia and China voted on North Korea in the Security Council: from outside the five texts."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from lessonlib.datewords import say_date
from lessonlib.figures.canvas import GUIDE, canvas, cited, each, even_lines, short_name
from lessonlib.figures.days import as_day, length
from lessonlib.figures.figure import COLOURS, Figure
from lessonlib.history.outside import load_series
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
ROW, BREAK = 0.42, 0.34
#: Where the columns begin, in inches from the left of the frame.
COLUMNS = (0.0, 1.0, 3.55, 4.55, 5.7)
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


def _draw(data: pd.DataFrame) -> Any:
    text = words("figures")["votes"]
    gaps = _gaps(data)
    height = ROW * len(data) + BREAK * len(gaps)
    drawing, axes = canvas(height + 0.85, 0.15, 0.15, 0.75, 0.1, outside=True)
    axes.set_xlim(0, 7.7)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    for x, head in zip(COLUMNS, text["heads"], strict=True):
        axes.annotate(head, (x, 0), (0, 4), textcoords="offset points", fontsize=9.5, fontweight="bold")
    y = 0.0
    for row in each(data):
        if row.Index in gaps:
            axes.text(
                3.85, y + BREAK / 2, text["gap"].format(gap=gaps[row.Index]), fontsize=9, fontstyle="italic", ha="center", va="center"
            )
            axes.hlines([y + BREAK / 2] * 2, [0, 5.75], [1.95, 7.7], color=COLOURS["ink"], linestyle=":", linewidth=1)
            y += BREAK
        _row(axes, row, y + ROW / 2)
        y += ROW
    return drawing


def _row(axes: Any, row: Any, y: float) -> None:
    text = words("figures")["votes"]
    axes.hlines(y - ROW / 2, 0, 7.7, color=GUIDE, linewidth=0.7)
    axes.text(COLUMNS[0], y, say_date(row.date, brief=True), fontsize=9, va="center")
    name = f"{row.resolution}: {row.trigger}" if row.resolution.isdigit() else row.resolution
    axes.text(COLUMNS[1], y, "\n".join(even_lines(name, 40)), fontsize=8.5, va="center", linespacing=1.1)
    for x, vote in zip(COLUMNS[2:4], (row.russia, row.china), strict=True):
        colour, marker, _ = LOOKS[vote]
        axes.plot(x + 0.1, y, marker, markersize=9, color=colour, markeredgecolor=COLOURS["ink"], markeredgewidth=0.8)
        axes.text(x + 0.26, y, text[vote], fontsize=9, va="center", fontweight="normal" if vote == "yes" else "bold")
    _seats(axes, row, y)


def _seats(axes: Any, row: Any, y: float) -> None:
    """The fifteen votes of the Council as squares: light for yes, striped for an abstention, dark for no."""
    from matplotlib.patches import Rectangle

    cast = ["yes"] * int(row.yes) + ["abstain"] * int(row.abstain) + ["no"] * int(row.no)
    for place, vote in enumerate(cast):
        colour, _, hatch = LOOKS[vote]
        axes.add_patch(
            Rectangle(
                (COLUMNS[4] + place * 0.132, y - 0.15), 0.105, 0.13, facecolor=colour, hatch=hatch, edgecolor=COLOURS["ink"], linewidth=0.5
            )
        )
    axes.text(COLUMNS[4], y + 0.1, _result(row), fontsize=8, va="center")


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
