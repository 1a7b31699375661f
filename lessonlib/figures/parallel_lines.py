"""Two texts side by side, each in its own order, with lines between sentences that run parallel."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from lessonlib.corpus.load import load_corpus
from lessonlib.figures.asked import several
from lessonlib.figures.canvas import WIDTH
from lessonlib.figures.figure import COLOURS, Figure
from lessonlib.figures.fitting import fit_key, lines_within
from lessonlib.figures.pair_table import pair_table, pair_twin
from lessonlib.figures.torn import torn_copies
from lessonlib.history.schemas import DEGREES
from lessonlib.words import words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: Lines by degree: weight and dashes part them in grey as well.
LINES: dict[str, dict[str, Any]] = {
    "same_sentence": {"color": COLOURS["blue"], "linewidth": 3.0, "linestyle": "-"},
    "same_information": {"color": "#b35900", "linewidth": 1.6, "linestyle": (0, (6, 2))},
    "same_topic": {"color": "#777777", "linewidth": 1.1, "linestyle": (0, (1, 2))},
}
#: Inches: where the columns begin; their width; a sentence with a pair, and one without.
_LEFT, _RIGHT, _BAR, _TALL, _LOW = 3.08, 4.77, 0.15, 0.185, 0.075
_LETTERS, _HEAD = 45, 0.6


class _Column(NamedTuple):
    """A text in the drawing: the left edge of its column, and top and height of each sentence."""

    x: float
    sentences: dict[str, tuple[float, float]]

    @property
    def height(self) -> float:
        return max(top + height for top, height in self.sentences.values())

    def middle(self, sentence_id: str) -> float:
        top, height = self.sentences[sentence_id]
        return top + height / 2


def parallels(doc_a: str, doc_b: str, degrees: Sequence[str] | str = DEGREES) -> Figure:
    """Draw which sentences of two texts run parallel, each text in its own order.

    Parameters
    ----------
    doc_a, doc_b : str
        The text at the left and the text at the right.
    degrees : sequence of str or str
        ``same_sentence``, ``same_information``, ``same_topic``; without it, all.

    Returns
    -------
    Figure
        Lines between numbered sentences; its table twin has their words.

    Raises
    ------
    UnknownNameError
        If there is no such text or degree; the message lists those there are.

    Examples
    --------
    >>> parallels("kompas-feature", "unsigned-analysis", "same_sentence").title[:58]
    'The table knows no pair of sentences in kompas-feature and'
    """
    pairs, said = pair_table(doc_a, doc_b, degrees), words("parallels")
    none = _none(doc_a, doc_b, degrees) if pairs.empty else ""
    title = none or said["title"].format(a=doc_a, b=doc_b)
    return Figure(
        partial(_draw, doc_a, doc_b, pairs, none),
        title.rstrip("."),
        none or _describe(pairs, doc_a, doc_b),
        _source(doc_a, doc_b, bool(none)),
        pair_twin(pairs, doc_a, doc_b),
    )


def _draw(doc_a: str, doc_b: str, pairs: pd.DataFrame, none: str) -> Any:
    from matplotlib.figure import Figure as Drawing
    from matplotlib.lines import Line2D

    left, right = _column(doc_a, _LEFT, set(pairs["id_a"])), _column(doc_b, _RIGHT, set(pairs["id_b"]))
    told = lines_within(none, WIDTH - 0.4, 9, 100, even=False)
    height = max(left.height, right.height) + (0.75 + 0.15 * max(0, len(told) - 3) if none else 0.3)
    used = [degree for degree in DEGREES if (pairs["degree"] == degree).any()]
    names, ncols, more = fit_key([words("parallels")["degrees"][degree] for degree in used], len(used), 9, WIDTH, sign=3.2)
    head = _HEAD + more
    drawing = Drawing(figsize=(WIDTH, height + head))
    axes = drawing.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(height, -head))
    axes.axis("off")
    _draw_column(axes, left, doc_a, pairs, "a")
    _draw_column(axes, right, doc_b, pairs, "b")
    for degree in reversed(DEGREES):  # the closest on top
        for id_a, id_b in pairs.loc[pairs["degree"] == degree, ["id_a", "id_b"]].itertuples(index=False):
            axes.plot([_LEFT + _BAR, _RIGHT], [left.middle(id_a), right.middle(id_b)], zorder=3, **LINES[degree])
    if none:
        axes.text(WIDTH / 2, height - 0.05, "\n".join(told), fontsize=9, ha="center", va="bottom")
    if used:
        lines = [Line2D([], [], **LINES[degree]) for degree in used]
        axes.legend(lines, names, loc="upper center", ncols=ncols, fontsize=9, frameon=False, handlelength=3.2, borderaxespad=0.2)
    return drawing


def _column(doc_id: str, x: float, paired: set[str]) -> _Column:
    sentences = load_corpus().sentences
    places, top = {}, 0.0
    for sentence_id in sentences.index[sentences["doc_id"] == doc_id]:
        height = _TALL if sentence_id in paired else _LOW
        places[str(sentence_id)] = (top, height)
        top += height
    return _Column(x, places)


def _draw_column(axes: Axes, column: _Column, doc_id: str, pairs: pd.DataFrame, side: str) -> None:
    """The sentences as a column of stripes; beside those with a pair, their numbers and first words."""
    from matplotlib.patches import Rectangle

    is_left = side == "a"
    outer = column.x - 0.07 if is_left else column.x + _BAR + 0.07
    align = "right" if is_left else "left"
    axes.text(outer if is_left else column.x, -0.13, doc_id, fontsize=10, fontweight="bold", ha=align, va="center")
    for sentence_id, (top, height) in column.sentences.items():
        here = pairs[pairs[f"id_{side}"] == sentence_id]
        colour = COLOURS["sky"] if len(here) else "#dddddd"
        axes.add_patch(Rectangle((column.x, top), _BAR, height, facecolor=colour, edgecolor="white", linewidth=0.8))
        if here.empty:
            continue
        numbers = ", ".join(str(number) for number in here.index)
        start = textwrap.shorten(here[f"en_{side}"].iloc[0] or here[f"exact_{side}"].iloc[0], _LETTERS - len(numbers), placeholder=" …")
        text = f"{start}  {numbers}" if is_left else f"{numbers}  {start}"
        axes.text(outer, top + height / 2, text, fontsize=8, ha=align, va="center")
    if doc_id in torn_copies():
        _tear(axes, column, outer, align)


def _tear(axes: Axes, column: _Column, outer: float, align: Any) -> None:
    """A ragged edge where the copy breaks off."""
    steps = 6
    across = [column.x - 0.04 + (_BAR + 0.08) * step / steps for step in range(steps + 1)]
    down = [column.height + (0.03 if step % 2 else 0.09) for step in range(steps + 1)]
    axes.plot(across, down, color=COLOURS["ink"], linewidth=1.4)
    axes.text(outer, column.height + 0.14, words("parallels")["breaks_off"], fontsize=8, style="italic", ha=align, va="center")


def _none(doc_a: str, doc_b: str, degrees: Sequence[str] | str) -> str:
    """The one sentence to say where nothing is parallel; it names copies that break off."""
    said = words("parallels")
    wanted = several(degrees)
    asked = "" if len(wanted) == len(DEGREES) else said["asked"].format(degrees=said["or"].join(said["degrees"][name] for name in wanted))
    torn = [doc_id for doc_id in (doc_a, doc_b) if doc_id in torn_copies()]
    told = said["none"] + (said["none_torn"][len(torn) - 1] if torn else "") + "."
    return told.format(a=doc_a, b=doc_b, asked=asked, torn=said["both"].join(torn))


def _describe(pairs: pd.DataFrame, doc_a: str, doc_b: str) -> str:
    said, sentences = words("parallels"), load_corpus().sentences["doc_id"].value_counts()
    crossing = _crossing(pairs)
    counts = [
        said["count"].format(count=count, degree=said["degrees"][degree])
        for degree in DEGREES
        if (count := int((pairs["degree"] == degree).sum()))
    ]
    return said["alt"].format(
        a=doc_a,
        b=doc_b,
        count_a=sentences[doc_a],
        count_b=sentences[doc_b],
        pairs=len(pairs),
        degrees=said["separator"].join(counts),
        shape=said["alt_crossing"].format(crossing=crossing) if crossing else said["alt_straight"],
    )


def _crossing(pairs: pd.DataFrame) -> int:
    """How many lines cross another."""
    ends = list(zip(pairs["id_a"], pairs["id_b"], strict=True))
    crossed = {
        place
        for (one, (a, b)), (two, (c, d)) in combinations(enumerate(ends), 2)
        if (a < c and b > d) or (a > c and b < d)
        for place in (one, two)
    }
    return len(crossed)


def _source(doc_a: str, doc_b: str, is_empty: bool) -> str:
    said = words("parallels")
    torn = [doc_id for doc_id in (doc_a, doc_b) if doc_id in torn_copies()]
    return said["source"] + (said["torn"][len(torn) - 1].format(torn=said["both"].join(torn)) if torn and not is_empty else "")
