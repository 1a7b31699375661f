"""Anatomy of a page: how much of what was downloaded is the article?"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from lessonlib.figures.canvas import WIDTH
from lessonlib.figures.figure import COLOURS, Figure
from lessonlib.figures.fitting import fit_key
from lessonlib.words import words

if TYPE_CHECKING:
    from lessonlib.corpus.load import Corpus

#: Kinds of span as a reader thinks of them, with a colour and a hatch that stays when printed grey.
GROUPS = {
    "the article": (("title", "heading", "body"), COLOURS["blue"], ""),
    "who, when, pictures, notes": (
        ("date", "byline", "source", "dateline", "caption", "credit", "reference", "marker"),
        COLOURS["orange"],
        "//",
    ),
    "printed again": (("repeat",), COLOURS["green"], "xx"),
    "adverts, links, buttons": (("boilerplate",), COLOURS["pink"], ".."),
    "white space": (("blank",), "#dddddd", ""),
}


def anatomy_table(corpus: Corpus) -> pd.DataFrame:
    """Count the characters of each page by group of kinds.

    Parameters
    ----------
    corpus : Corpus
        From `lessonlib.load_corpus`.

    Returns
    -------
    pandas.DataFrame
        One row a text (index ``text``), one column a group of `GROUPS`, in characters.

    Examples
    --------
    >>> import lessonlib
    >>> int(anatomy_table(lessonlib.load_corpus()).loc["unsigned-analysis", "printed again"])
    1678
    """
    spans = corpus.spans
    group_of = {kind: group for group, (kinds, _, _) in GROUPS.items() for kind in kinds}
    sizes = (spans["end"] - spans["start"]).groupby([spans["doc_id"], spans["kind"].map(group_of)]).sum().unstack(fill_value=0)
    return sizes.reindex(index=corpus.documents.index, columns=list(GROUPS), fill_value=0).rename_axis(index="text", columns=None)


def anatomy(corpus: Corpus) -> Figure:
    """Draw how much of each saved page is the article.

    Parameters
    ----------
    corpus : Corpus
        From `lessonlib.load_corpus`.

    Returns
    -------
    Figure
        One bar a page; its table twin counts characters.

    Examples
    --------
    >>> import lessonlib
    >>> anatomy(lessonlib.load_corpus()).alt[:52]
    'Five bars, one for each saved page, longest bar 7498'
    """
    text, data = words("figures")["anatomy"], anatomy_table(corpus)
    twin = data.rename(columns=text["groups"]).rename_axis(index=text["text"])
    return Figure(partial(_draw, data), text["title"], _describe(data), text["source"], twin)


def _draw(data: pd.DataFrame) -> Any:
    from matplotlib.figure import Figure as Drawing

    text = words("figures")["anatomy"]
    labels, columns, more = fit_key([text["groups"][group] for group in GROUPS], 3, 9, WIDTH, sign=1.4)
    drawing = Drawing(figsize=(WIDTH, 1.5 + 0.55 * len(data) + more), layout="constrained")
    axes = drawing.subplots()
    left = pd.Series(0, index=data.index)
    for group, (_, colour, hatch) in GROUPS.items():
        axes.barh(
            data.index, data[group], left=left, color=colour, hatch=hatch, edgecolor="white", linewidth=0.6, label=text["groups"][group]
        )
        left = left + data[group]
    for position, (article, total) in enumerate(zip(data["the article"], left, strict=True)):
        axes.text(
            article / 2,
            position,
            text["share"].format(share=f"{article / total:.0%}"),
            ha="center",
            va="center",
            color="white",
            fontsize=10,
            fontweight="bold",
        )
    axes.invert_yaxis()
    axes.set_xlabel(text["axis"])
    axes.set_xlim(0, left.max() * 1.02)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0, labelsize=10)
    bars = axes.get_legend_handles_labels()[0]
    drawing.legend(bars, labels, loc="outside upper left", ncols=columns, frameon=False, fontsize=9, handlelength=1.4)
    return drawing


def _describe(data: pd.DataFrame) -> str:
    said = words("figures")["anatomy"]
    totals = data.sum(axis=1)
    rows = "; ".join(
        said["alt_row"].format(
            text=text,
            article=_share(row["the article"]),
            again=_share(row["printed again"]),
            around=_share(row["adverts, links, buttons"]),
        )
        for text, row in data.div(totals, axis=0).iterrows()
    )
    bars = {1: said["one"], 5: said["five"]}.get(len(data), said["bars"].format(count=len(data)))
    return said["alt"].format(bars=bars, most=totals.max(), rows=rows)


def _share(part: float) -> str:
    """In hundredths; what is there, be it ever so little, is not said to be nothing."""
    return words("figures")["anatomy"]["little"] if 0 < part < 0.01 else f"{part:.0%}"
