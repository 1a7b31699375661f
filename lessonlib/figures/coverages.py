"""Coverage: what each text speaks of and what it skips, and where an empty cell only means that our copy is torn."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from lessonlib.corpus.load import load_corpus
from lessonlib.errors import one_of
from lessonlib.figures.canvas import WIDTH, canvas
from lessonlib.figures.figure import COLOURS, Figure
from lessonlib.figures.fitting import lines_within, size_within
from lessonlib.figures.torn import torn_copies
from lessonlib.history.evidence import load_attestations, load_events
from lessonlib.history.phases import PHASES
from lessonlib.history.tables import each
from lessonlib.words import words

#: How the years may be parted.
WAYS = ("phase", "decade")
#: Inches beside the columns.
LEFT, RIGHT = 1.75, 0.1
_DARK = "#00446b"
#: From white to dark blue in five steps, which are steps in grey as well.
_STEPS = ("#ffffff", "#d6e9f5", "#9fcbe6", COLOURS["blue"], _DARK)


def columns(by: str) -> list[tuple[str, int, int]]:
    """Return the columns by their years: a label, the first year, the last.

    Examples
    --------
    >>> columns("decade")[0]
    ('1940s', 1940, 1949)
    """
    if by == "phase":
        return [(phase.label, phase.first, phase.last) for phase in PHASES.values()]
    decade = words("figures")["coverage"]["decade"]
    return [(decade.format(year=year), year, year + 9) for year in range(1940, 2030, 10)]


def coverage_table(by: str = "phase") -> pd.DataFrame:
    """Count each text's attestations by the phase or decade in which their events begin.

    Parameters
    ----------
    by : str
        ``"phase"`` or ``"decade"``.

    Returns
    -------
    pandas.DataFrame
        One row for each text and column: ``doc_id``, ``column``, ``begins``
        (attestations whose event begins there, or ends there if its beginning
        is open), ``reaches`` (those that begin earlier and last into it),
        ``torn`` (bool).

    Examples
    --------
    >>> table = coverage_table().set_index(["doc_id", "column"])
    >>> table.loc[("footnoted-commentary", "Cooling"), ["begins", "reaches"]].tolist()
    [0, 1]
    """
    one_of(by, WAYS, "way to part the years", "ways")
    said = load_attestations().join(load_events()[["earliest", "latest"]], on="event_id")
    begin = pd.Series([(row.earliest or row.latest).year for row in each(said)], index=said.index)
    end = pd.Series([(row.latest or row.earliest).year for row in each(said)], index=said.index)
    rows = []
    for doc_id in load_corpus().documents.index:
        mine = said["doc_id"].eq(doc_id)
        for label, first, last in columns(by):
            begins = int((begin[mine].between(first, last)).sum())
            reaches = int(((begin[mine] < first) & (end[mine] >= first)).sum())
            rows.append({"doc_id": doc_id, "column": label, "begins": begins, "reaches": reaches, "torn": doc_id in torn_copies()})
    return pd.DataFrame(rows)


def coverage(by: str = "phase") -> Figure:
    """Draw what each text covers and skips; in a torn copy an empty cell reads "may be lost".

    Parameters
    ----------
    by : str
        ``"phase"`` or ``"decade"``.

    Returns
    -------
    Figure
        A row for each text, a column for each phase or decade.

    Raises
    ------
    UnknownNameError
        If the years cannot be parted so.

    Examples
    --------
    >>> coverage().data.loc["unsigned-analysis", "Soviet support"]
    '0 (may be lost)'
    """
    text = words("figures")["coverage"]
    table = coverage_table(by)
    source = text["source"].format(counted=words("figures")["counted"], torn=", ".join(torn_copies()))
    twin = _twin(table)
    return Figure(partial(_draw, table), text["title"], _describe(twin, text["phases" if by == "phase" else "decades"]), source, twin)


def _draw(table: pd.DataFrame) -> Any:
    from matplotlib.patches import Rectangle

    text = words("figures")["coverage"]
    texts, columns = list(table["doc_id"].unique()), list(table["column"].unique())
    note = lines_within(f"{text['axis'].capitalize()}. {text['note']}", WIDTH - 0.25, 8.5, even=False)
    below = 0.56 + 0.15 * max(0, len(note) - 2)
    drawing, axes = canvas(0.42 + below + 0.62 * len(texts), LEFT, RIGHT, 0.42, below)
    axes.set_xlim(0, len(columns))
    axes.set_ylim(len(texts), 0)
    most = table["begins"].max()
    for number, row in enumerate(each(table)):
        y, x = divmod(number, len(columns))
        shade = _shade(row.begins / most)
        # The grey of the hatch is seen on white as on the darkest blue, and the figures stand on a clear ground.
        axes.add_patch(Rectangle((x, y), 1, 1, facecolor=shade, edgecolor="#8a8a8a", hatch="///" if row.torn else "", linewidth=0))
        axes.add_patch(Rectangle((x, y), 1, 1, facecolor="none", edgecolor="white", linewidth=4))
        _cell(axes, x + 0.5, y + 0.5, row, shade)
    names = [text["torn"].format(text=doc_id) if doc_id in torn_copies() else doc_id for doc_id in texts]
    axes.set_yticks([y + 0.5 for y in range(len(texts))], names, fontsize=9.5)
    heads = [_head(column) for column in columns]
    size = min(size_within(head, 0.96 * (WIDTH - LEFT - RIGHT) / len(columns), 9) for head in heads)
    axes.set_xticks([x + 0.5 for x in range(len(columns))], heads, fontsize=size)
    axes.tick_params(axis="x", top=True, labeltop=True, bottom=False, labelbottom=False)
    drawing.text(0.12 / WIDTH, 0.12 / drawing.get_figheight(), "\n".join(note), fontsize=8.5, va="bottom")
    return drawing


def _cell(axes: Any, x: float, y: float, row: Any, shade: str) -> None:
    text = words("figures")["coverage"]
    empty = "lost" if row.torn else "none" if row.reaches else "silent"
    said = f"{row.begins}{'+' * row.torn}" if row.begins else text[empty]
    below = text["passes"].format(count=row.reaches) if row.reaches else ""
    narrow = len(PHASES) < axes.get_xlim()[1]
    ground = {"boxstyle": "round,pad=0.15", "facecolor": shade, "edgecolor": "none"}
    ink = "white" if row.begins and shade in (_DARK, COLOURS["blue"]) else COLOURS["ink"]
    room = 0.92 * (WIDTH - LEFT - RIGHT) / axes.get_xlim()[1]
    size = size_within(said, room, 12, bold=True) if row.begins else size_within(said, room, 9, italic=True)
    axes.text(x, y - (0.14 if below else 0), said, ha="center", va="center", fontsize=size, color=ink, bbox=ground,
              fontweight="bold" if row.begins else "normal", fontstyle="normal" if row.begins else "italic", linespacing=1)  # fmt: skip
    if below:
        below = below.split()[0] if narrow else below
        axes.text(x, y + 0.27, below, ha="center", va="center", fontsize=size_within(below, room, 8.5), color=ink, bbox=ground)


def _shade(share: float) -> str:
    """White for nothing, then the darker the more."""
    return _STEPS[0] if share == 0 else _STEPS[1 + min(int(share * 4), 3)]


def _head(column: str) -> str:
    """A phase with its years below; a decade alone."""
    years = {phase.label: f"\n{phase.first}–{phase.last}" for phase in PHASES.values()}
    return column + years.get(column, "")


def _twin(table: pd.DataFrame) -> pd.DataFrame:
    text = words("figures")["coverage"]

    def said(row: Any) -> str:
        if row.begins:
            count = text["twin_more"].format(count=row.begins) if row.torn else str(row.begins)
        else:
            count = text["twin_lost" if row.torn else "twin_none" if row.reaches else "twin_silent"]
        return text["twin_passes"].format(said=count, count=row.reaches) if row.reaches else count

    cells = table.assign(said=[said(row) for row in each(table)])
    wide = cells.pivot(index="doc_id", columns="column", values="said")
    return wide.reindex(index=table["doc_id"].unique(), columns=table["column"].unique()).rename_axis(index="text", columns=None)


def _describe(twin: pd.DataFrame, columns: str) -> str:
    text = words("figures")["coverage"]
    rows = " ".join(
        text["alt_row"].format(
            text=doc_id, cells=", ".join(text["alt_cell"].format(column=column, said=said) for column, said in row.items())
        )
        for doc_id, row in twin.iterrows()
    )
    return text["alt"].format(columns=columns, rows=rows, torn=", ".join(torn_copies()))
