"""The family tree: the five texts, what they were made from, and how each step is known."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from lessonlib.figures.ancestry import Node, nodes, trunk, twigs
from lessonlib.figures.canvas import OUTSIDE_PAPER, WIDTH, canvas
from lessonlib.figures.citing import cited, short_name
from lessonlib.figures.figure import COLOURS, Figure
from lessonlib.figures.fitting import fit_key, lines_within, size_within
from lessonlib.figures.torn import torn_copies
from lessonlib.history.descent import lines_of_descent
from lessonlib.history.schemas import BASES
from lessonlib.history.tables import each
from lessonlib.overlay import called
from lessonlib.words import words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: Lines by what a step rests on, the surest first.
LINES: dict[str, Any] = dict(zip(BASES, ("-", (0, (5, 2)), (0, (1, 1.6))), strict=True))
#: Inches: a box and its least height, a column, the way from floor to floor, the heading of the columns, a line of words.
_BOX, _LOW, _COLUMN, _BETWEEN, _HEAD, _LINE = 1.44, 0.7, 1.58, 0.52, 0.54, 0.155
_LETTERS = 21
#: The paper of the five texts.
_OWN = "#cfe8f7"


def family_tree(notes: bool = False) -> Figure:
    """Draw from what the five texts descend, and how each step is known.

    Parameters
    ----------
    notes : bool
        Whether footnotes and single passages with a source of their own are
        drawn too, below their texts.

    Returns
    -------
    Figure
        The texts at the bottom, what they were made from above them; the table
        twin has the reason for every step.

    Examples
    --------
    >>> family_tree().title
    'From what do the five texts descend? 5 texts, 3 newsrooms'
    """
    said, lines = words("family"), lines_of_descent()
    title = said["title"].format(texts=len(lines), lines=len(set(lines.values())))
    return Figure(partial(_draw, notes), title, _describe(notes), _source(notes), _twin(notes))


def _draw(notes: bool) -> Any:
    placed = nodes()
    columns = {text: _sources_of(text) for text in lines_of_descent()} if notes else {}
    below = max((_depth(rows) for rows in columns.values()), default=0.0)
    above = (_tall() + _BETWEEN) * max(node.floor for node in placed.values()) + _tall()
    marks = _marks()
    labels, ncols, more = fit_key([mark.get_label() for mark in marks], 3, 8.5, WIDTH, sign=2.6, gap=1.6)
    height = _HEAD + above + below + 0.62 + more
    drawing, axes = canvas(height, 0.05, 0.05, 0.05, 0.05)
    axes.set(xlim=(0, 7.9), ylim=(-below - 0.52 - more - _tall() / 2, above - _tall() / 2 + _HEAD))
    axes.set_axis_off()
    _newsrooms(axes, placed, above - _tall() / 2)
    for step in each(trunk()):
        _step(axes, placed[step.child], placed[step.parent], step.basis)
    for node in placed.values():
        _page(axes, node)
    for text, rows in columns.items():
        _notes(axes, _middle(placed[text]), rows)
    drawing.legend(marks, labels, loc="lower center", ncols=ncols, frameon=False, fontsize=8.5, handlelength=2.6, columnspacing=1.6)
    return drawing


def _lines(page: str) -> list[str]:
    """The name of a page from outside, as it stands in its box."""
    return lines_within(called(page), _BOX - 0.08, 8.5, _LETTERS, even=False)


def _tall() -> float:
    """The height of a box: as the longest name needs it."""
    return max(_LOW, *(_LINE * len(_lines(node.name)) + 0.06 for node in nodes().values() if node.floor))


def _middle(node: Node) -> float:
    return _COLUMN * (node.column + 0.5)


def _newsrooms(axes: Axes, placed: dict[str, Node], top: float) -> None:
    """A frame around all that comes from one newsroom, with its name."""
    from matplotlib.patches import Rectangle

    said, lines = words("family"), lines_of_descent()
    for line in dict.fromkeys(node.line for node in placed.values()):
        kin = [node for node in placed.values() if node.line == line and node.floor == 0]
        left, right = min(map(_middle, kin)) - _COLUMN / 2, max(map(_middle, kin)) + _COLUMN / 2
        low = -_tall() / 2 - 0.06
        axes.add_patch(
            Rectangle(
                (left + 0.03, low), right - left - 0.06, top + _HEAD - low - 0.03, facecolor="#f2f2f2", edgecolor="#767676", linewidth=0.8
            )
        )
        middle = (left + right) / 2
        axes.text(middle, top + _HEAD - 0.19, said["newsrooms"].get(line, line), fontsize=10, fontweight="bold", ha="center", va="center")
        axes.text(
            middle, top + _HEAD - 0.38, said["newsroom"].format(count=len(kin), texts=len(lines)), fontsize=8.5, ha="center", va="center"
        )


def _page(axes: Axes, node: Node) -> None:
    """A page in its box: the five texts in blue with a heavy rim, what is known from outside on its own paper."""
    from matplotlib.patches import Rectangle

    own = node.floor == 0
    x, y = _middle(node), (_tall() + _BETWEEN) * node.floor
    face, rim = (_OWN, 1.8) if own else (OUTSIDE_PAPER, 0.8)
    axes.add_patch(
        Rectangle((x - _BOX / 2, y - _tall() / 2), _BOX, _tall(), facecolor=face, edgecolor=COLOURS["ink"], linewidth=rim, zorder=3)
    )
    text = node.name.replace("-", "-\n", 1) if own else "\n".join(_lines(node.name))
    torn = words("family")["torn"] if node.name in torn_copies() else ""
    size = size_within(text, _BOX - 0.08, 9 if own else 8.5, bold=own)
    axes.text(x, y + (0.1 if torn else 0), text, fontsize=size, fontweight="bold" if own else "normal", ha="center",
              va="center", linespacing=1.1, zorder=4)  # fmt: skip
    if torn:
        size = size_within(torn, _BOX - 0.08, 8.5, italic=True)
        axes.text(x, y - 0.22, torn, fontsize=size, style="italic", ha="center", va="center", zorder=4)


def _step(axes: Axes, child: Node, parent: Node, basis: str) -> None:
    """A line from a page down to what was made from it, with a head that no dashes break, and its sign beside it."""
    low, high = (_tall() + _BETWEEN) * child.floor + _tall() / 2, (_tall() + _BETWEEN) * parent.floor - _tall() / 2
    a, b = _middle(child), _middle(parent)
    near = 0.1 / (high - low)
    axes.plot([b, a + (b - a) * near], [high, low + 0.1], linestyle=LINES[basis], color=COLOURS["ink"], linewidth=1.7)
    head = {"arrowstyle": "-|>", "color": COLOURS["ink"], "linewidth": 1, "shrinkA": 0, "shrinkB": 0, "mutation_scale": 11}
    axes.annotate("", (a, low), (a + (b - a) * near * 1.6, low + 0.16), arrowprops=head)
    at = 0.5 if parent.floor - child.floor == 1 else 0.62
    aside = 0.09 + 0.12 * abs(b - a) / (high - low)
    side, shift = ("right", -aside) if b > a else ("left", aside)
    word = words("family")["signs"][basis]["word"]
    axes.text(a + (b - a) * at + shift, low + (high - low) * at, word, fontsize=8.5, style="italic", ha=side, va="center")


def _sources_of(text: str) -> list[tuple[str, list[str]]]:
    """The footnotes and single passages of a text, in lines."""
    said = words("family")["note"]
    return [
        (
            step.basis,
            lines_within(said.format(child=called(step.place), parent=called(step.parent)), _COLUMN - 0.16, 8, _LETTERS + 1, even=False),
        )
        for step in each(twigs())
        if text in step.texts
    ]


def _depth(rows: list[tuple[str, list[str]]]) -> float:
    return sum(_LINE * len(lines) + 0.08 for _, lines in rows) + (0.32 + _LINE * (len(_also()) - 1) if rows else 0)


def _also() -> list[str]:
    """What stands above the footnotes and single passages of a text."""
    return lines_within(words("family")["also"], _BOX, 8.5, bold=True)


def _notes(axes: Axes, x: float, rows: list[tuple[str, list[str]]]) -> None:
    """What single parts of a text come from, each behind a line of its own."""
    if not rows:
        return
    left, y = x - _BOX / 2, -_tall() / 2 - 0.22
    deeper = _LINE * (len(_also()) - 1)
    axes.text(left, y - deeper / 2, "\n".join(_also()), fontsize=8.5, fontweight="bold", va="center")
    y -= 0.12 + deeper
    for basis, lines in rows:
        tall = _LINE * len(lines)
        axes.plot([left + 0.02] * 2, [y, y - tall], linestyle=LINES[basis], color=COLOURS["ink"], linewidth=1.7)
        axes.text(left + 0.1, y - tall / 2, "\n".join(lines), fontsize=8, va="center", linespacing=1.15)
        y -= tall + 0.08


def _marks() -> list[Any]:
    """The marks of the key, with their labels."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    said = words("family")
    marks: list[Any] = [
        Line2D([], [], color=COLOURS["ink"], linewidth=1.7, linestyle=style, label=said["signs"][basis]["key"])
        for basis, style in LINES.items()
    ]
    for label, face, rim in ((said["own"], _OWN, 1.8), (words("figures")["outside"], OUTSIDE_PAPER, 0.8)):
        marks.append(Patch(facecolor=face, edgecolor=COLOURS["ink"], linewidth=rim, label=label))
    return marks


def _shown(notes: bool) -> pd.DataFrame:
    import pandas as pd

    return pd.concat([trunk(), twigs()]) if notes else trunk()


def _describe(notes: bool) -> str:
    said, lines = words("family"), lines_of_descent()
    newsrooms = " ".join(
        said["alt_newsroom"].format(
            line=said["newsrooms"].get(line, line), texts=said["separator"].join(text for text in lines if lines[text] == line)
        )
        for line in dict.fromkeys(lines.values())
    )
    steps, rest = _told(trunk()), twigs()
    below = said["alt_notes"].format(count=len(rest), steps=_told(rest)) if notes else _left_out()
    return said["alt"].format(lines=len(set(lines.values())), newsrooms=newsrooms, steps=steps, notes=below)


def _left_out() -> str:
    """Footnotes and single passages that are not drawn: without this sentence the tree would look whole."""
    return str(words("family")["left_out"]).format(count=len(twigs()))


def _told(steps: pd.DataFrame) -> str:
    said = words("family")
    return " ".join(
        said["alt_step"].format(child=called(step.child), parent=called(step.parent), basis=said["signs"][step.basis]["key"])
        for step in each(steps)
    )


def _source(notes: bool) -> str:
    said = words("family")
    pages = [source for step in each(_shown(notes)) for source in step.sources]
    made = said["source"].format(left="" if notes else _left_out(), cited=cited(pages, 4), torn=said["separator"].join(torn_copies()))
    return " ".join(made.split())


def _twin(notes: bool) -> pd.DataFrame:
    said, steps = words("family"), _shown(notes)
    names = [said["separator"].join(dict.fromkeys(map(short_name, sources))) for sources in steps["sources"]]
    told = {name: steps[name].map(called) for name in ("child", "parent", "line")}
    basis = steps["basis"].map(lambda basis: said["signs"][basis]["key"])
    twin = steps.assign(**told, basis=basis, sources=names).set_index("child")[list(said["columns"])[1:]]
    return twin.rename(columns=said["columns"]).rename_axis(index=said["columns"]["child"])
