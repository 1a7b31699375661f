"""How a timeline is drawn: a row for each event, its mark on the axis, its words beside it, a dot for each text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lessonlib.figures.canvas import FAINT, GUIDE, WIDTH, canvas
from lessonlib.figures.days import as_year
from lessonlib.figures.figure import COLOURS
from lessonlib.figures.fitting import fit_key, lines_within
from lessonlib.history.doubt import is_doubtful
from lessonlib.history.phases import PHASES
from lessonlib.history.tables import each
from lessonlib.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

LEFT, RIGHT, TOP, BOTTOM = 0.3, 1.35, 1.5, 1.15
#: The height of a row with one line of words, and what a second line adds, in inches.
ROW, LINE = 0.27, 0.15
#: Inches that a letter of the words takes on average, a little more than it does.
LETTER = 0.07
#: Darker than the palette where thin lines would be faint on white: each has a contrast of three to one at the least.
INK = {"event": "#b35c00", "state": COLOURS["blue"], "forecast": "#00805d", "claim": "#a04a80"}
#: A mark is a point, not a bar, where it would be shorter than this share of the axis.
POINT = 0.03


def draw(rows: pd.DataFrame, first: int, last: int, texts: Sequence[str]) -> Drawing:
    """Draw events between two years.

    Parameters
    ----------
    rows : pandas.DataFrame
        Of `lessonlib.figures.timelines.timeline_table`, in the order in which they are to stand.
    first, last : int
        The years at the ends of the axis.
    texts : sequence of str
        The doc_ids, in the order of their columns.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> from lessonlib.figures.timelines import timeline_table
    >>> table = timeline_table("pivot")
    >>> len(draw(table[table.drawn], 2017, 2022, ["kompas-feature"]).axes)
    2
    """
    placed = [_place(row, first, last) for row in each(rows)]
    height = max(sum(row["height"] for row in placed), ROW)
    marks = _marks(placed)
    labels, columns, more = fit_key([mark.get_label() for mark in marks], 2, 8.5, WIDTH, sign=2.2)
    drawing, axes = canvas(height + TOP + BOTTOM + more, LEFT, RIGHT, TOP, BOTTOM + more)
    axes.set_xlim(first, last)
    axes.set_ylim(height, 0)
    axes.set_yticks([])
    _bands(axes, first, last)
    y = 0.0
    for row in placed:
        row["y"] = y + row["height"] / 2
        _mark(axes, row, first, last)
        y += row["height"]
    _matrix(drawing, axes, placed, texts)
    drawing.legend(marks, labels, loc="lower left", ncols=columns, frameon=False, fontsize=8.5, handlelength=2.2, columnspacing=2)
    return drawing


def _place(event: Any, first: int, last: int) -> dict[str, Any]:
    """Where the mark of an event begins and ends, and on which side of it its words have room."""
    begin = as_year(event.earliest) if event.earliest else first - 1
    # The last day belongs to it, so that a month is as wide as a month.
    end = as_year(event.latest, end=True) if event.latest else last + 1
    left, right = max(begin, first), min(end, last)
    inches = (WIDTH - LEFT - RIGHT) / (last - first)
    room_left, room_right = (left - first) * inches - 0.15, (last - right) * inches - 0.15
    align = ""
    side, room = ("right", room_right) if room_right >= min(room_left, len(event.label) * LETTER) else ("left", room_left)
    if room < min(2.0, len(event.label) * LETTER):
        onward, back = (last - left) * inches, (right - first) * inches
        align = "left" if onward > min(back, len(event.label) * LETTER) else "right"
        side, room = "above", (onward if align == "left" else back) - 0.1
    lines = lines_within(event.label, room, 9, max(int(room / LETTER), 20))
    height = ROW + LINE * (len(lines) - 1 + (side == "above"))
    return {
        "event": event, "left": left, "right": right, "before": begin < first, "beyond": end > last,
        "side": side, "align": align, "words": "\n".join(lines), "height": height,
    }  # fmt: skip


def _bands(axes: Axes, first: int, last: int) -> None:
    """Bands of the working scheme with their names, or of the years of one phase."""
    phases = [phase for phase in PHASES.values() if phase.first >= first and phase.last < last]
    step = 1 if last - first < 12 else 5 if last - first < 50 else 10
    # A year close to an end would stand on the year at the end.
    ticks = [first, *(year for year in range(0, last, step) if year > first and last - year > 0.045 * (last - first)), last]
    axes.set_xticks(ticks, [str(tick) for tick in ticks])
    axes.tick_params(axis="x", top=True, labeltop=True, pad=3)
    axes.vlines(ticks, *axes.get_ylim(), color=FAINT, linewidth=1, zorder=0)
    for place, phase in enumerate(phases if len(phases) > 1 else ()):
        begin, end = phase.first, phase.last + 1
        axes.axvspan(begin, end, color=("#f2f2f2", "white")[place % 2], zorder=-1, linewidth=0)
        # The last phase is too narrow for its name, which stands higher and ends where the band ends.
        narrow = end - begin < 4
        at, side, lift = (end, "right", 31) if narrow else ((begin + end) / 2, "center", 18)
        axes.annotate(phase.label, (at, 1), (0, lift), xycoords=("data", "axes fraction"), textcoords="offset points", ha=side, fontsize=9)


def _mark(axes: Axes, row: dict[str, Any], first: int, last: int) -> None:
    """Draw one event and its words."""
    event, left, right = row["event"], row["left"], row["right"]
    colour, hollow = INK[event.kind], is_doubtful(event.date)
    above = row["side"] == "above"
    y = row["y"] + (row["height"] / 2 - 0.1 if above else 0)
    face = "white" if hollow else colour
    if right - left < POINT * (last - first):
        axes.plot((left + right) / 2, y, marker={"event": "D", "forecast": ">"}.get(event.kind, "s"), markersize=6.5, color=colour,
                  markerfacecolor="white" if event.kind == "forecast" else face, markeredgewidth=1.5)  # fmt: skip
    elif event.kind in ("state", "claim"):
        axes.barh(y, right - left, 0.1, left, facecolor=face, edgecolor=colour, linestyle="--" if hollow else "-", linewidth=1.3, zorder=2)
    elif event.kind == "event":
        axes.plot((left, right), (y, y), linestyle=(0, (3, 1.6)), color=colour, linewidth=2, marker="|", markersize=9, markeredgewidth=2)
    else:
        axes.plot((left, right), (y, y), linestyle=":", color=colour, linewidth=2)
        axes.plot(left, y, clip_on=False, marker=">", markersize=7, color=colour, markerfacecolor="white", markeredgewidth=1.5)
    for edge, sign, shift, shown in ((first, "◂", -5, row["before"]), (last, "▸", 5, row["beyond"])):
        if shown:
            axes.annotate(sign, (edge, y), (shift, -0.6), textcoords="offset points", color=colour, fontsize=14, ha="center", va="center")
    _words(axes, row)


def _words(axes: Axes, row: dict[str, Any]) -> None:
    pad = 9
    if row["side"] == "above":
        at, shift, side = (row["left"], 3, "left") if row["align"] == "left" else (row["right"], -3, "right")
        y = row["y"] - 0.1
    else:
        at, shift, side = (row["right"], pad, "left") if row["side"] == "right" else (row["left"], -pad, "right")
        y = row["y"]
    axes.annotate(
        row["words"],
        (at, y),
        (shift, 0),
        textcoords="offset points",
        ha=side,
        va="center",
        fontsize=9,
        linespacing=1.1,
        color=COLOURS["ink"],
    )


def _matrix(drawing: Drawing, axes: Axes, placed: Sequence[dict[str, Any]], texts: Sequence[str]) -> None:
    """A column for each text: a filled dot where it says the thing as a fact, a hollow one where it only alleges, denies or foretells."""
    box = axes.get_position()
    dots = drawing.add_axes((1 - (RIGHT - 0.2) / WIDTH, box.y0, 1.05 / WIDTH, box.height))
    dots.set_xlim(-0.5, len(texts) - 0.5)
    dots.set_ylim(axes.get_ylim())
    dots.spines[:].set_visible(False)
    dots.set_yticks([])
    dots.set_xticks(range(len(texts)), texts, rotation=90, fontsize=8.5)
    dots.tick_params(length=0, top=True, labeltop=True, bottom=False, labelbottom=False, pad=3)
    for row in placed:
        dots.axhline(row["y"], color=GUIDE, linewidth=0.6, zorder=0)
        for place, doc_id in enumerate(texts):
            if doc_id in row["event"].doc_ids:
                face = COLOURS["ink"] if doc_id in row["event"].vouched else "white"
                dots.plot(place, row["y"], "o", markersize=7, color=COLOURS["ink"], markerfacecolor=face, markeredgewidth=1.2)


def _marks(placed: Sequence[dict[str, Any]]) -> list[Any]:
    """The marks of the key, with their labels."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    text, kinds = words("figures")["timeline"], {row["event"].kind for row in placed}
    ink = COLOURS["ink"]
    marks = {
        "state": Patch(facecolor=INK["state"], label=text["state"]),
        "event": Line2D([], [], marker="D", linestyle="", color=INK["event"], label=text["event"]),
        "claim": Patch(facecolor=INK["claim"], label=text["claim"]),
        "within": Line2D([], [], linestyle=(0, (3, 1.6)), linewidth=2, marker="|", markersize=9, color=INK["event"], label=text["within"]),
        "forecast": Line2D([], [], linestyle=":", linewidth=2, marker=">", markerfacecolor="white", color=INK["forecast"], label=text["forecast"]),
        "doubtful": Patch(facecolor="white", edgecolor=ink, linestyle="--", label=text["doubtful"]),
        "arrow": Line2D([], [], marker=5, linestyle="", color=ink, label=text["arrow"]),
        "vouched": Line2D([], [], marker="o", linestyle="", color=ink, label=text["vouched"]),
        "hedged": Line2D([], [], marker="o", linestyle="", color=ink, markerfacecolor="white", label=text["hedged"]),
    }  # fmt: skip
    if not any(row["before"] or row["beyond"] for row in placed):
        del marks["arrow"]
    if "event" not in kinds:
        del marks["within"]
    return [mark for name, mark in marks.items() if name not in INK or name in kinds]
