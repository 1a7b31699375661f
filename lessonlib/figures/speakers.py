"""Who speaks in a text, how often, and how sure the words are."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from lessonlib.corpus.load import load_corpus
from lessonlib.errors import one_of
from lessonlib.figures.canvas import WIDTH, canvas
from lessonlib.figures.figure import COLOURS, Figure
from lessonlib.figures.fitting import fit_key, size_within, width_of
from lessonlib.figures.torn import torn_copies
from lessonlib.history.evidence import load_attestations
from lessonlib.overlay import called
from lessonlib.words import words

#: Colour and hatch of each degree of certainty.
LOOKS = {
    "asserted": (COLOURS["blue"], ""),
    "alleged": (COLOURS["orange"], "////"),
    "denied": (COLOURS["ink"], "xxxx"),
    "predicted": ("#7fd3bd", "...."),
}
ROW, GAP = 0.22, 0.42
#: Inches: the least room for the names of speakers and the most, and the edge at the right.
NAMES, WIDEST, RIGHT = 2.05, 3.2, 0.1


def speakers_table(doc_id: str = "") -> pd.DataFrame:
    """Count the attestations of each speaker by certainty, for each text.

    Parameters
    ----------
    doc_id : str
        One text; ``""`` for all.

    Returns
    -------
    pandas.DataFrame
        Index ``doc_id`` and ``speaker``, in the order of the texts and the
        most frequent speaker first; a column for each certainty, and ``total``.

    Examples
    --------
    >>> speakers_table("antara-explainer").loc[("antara-explainer", "Russian government"), "denied"]
    np.int64(2)
    """
    texts = load_corpus().documents.index.tolist()
    one_of(doc_id, ["", *texts], "text")
    said = load_attestations()
    said = said[said["doc_id"].eq(doc_id)] if doc_id else said
    counts = said.groupby(["doc_id", "speaker"])["certainty"].value_counts().unstack(fill_value=0)
    counts = counts.reindex(columns=list(LOOKS), fill_value=0).rename_axis(columns=None)
    counts["total"] = counts.sum(axis=1)
    order = sorted(counts.index, key=lambda key: (texts.index(key[0]), -counts.loc[key, "total"]))
    return counts.loc[order]


def who_speaks(doc_id: str = "") -> Figure:
    """Draw who speaks in a text, or in each of the five, and how sure the words are.

    Parameters
    ----------
    doc_id : str
        One text; ``""`` for all.

    Returns
    -------
    Figure
        A bar for each speaker, parted by certainty.

    Raises
    ------
    UnknownNameError
        If there is no such text.

    Examples
    --------
    >>> who_speaks("footnoted-commentary").data.index.tolist()
    ['footnoted-commentary', 'footnoted-commentary', 'footnoted-commentary', 'footnoted-commentary']
    """
    text = words("figures")["who_speaks"]
    table = speakers_table(doc_id)
    source = text["source"].format(counted=words("figures")["counted"], torn=", ".join(torn_copies()))
    return Figure(partial(_draw, table), text["title"].format(text=doc_id or text["all"]), _describe(table), source, _twin(table))


def _draw(table: pd.DataFrame) -> Any:
    from matplotlib.ticker import MaxNLocator

    texts = list(table.index.get_level_values("doc_id").unique())
    height = ROW * len(table) + GAP * len(texts)
    names = [called(speaker) for speaker in table.index.get_level_values("speaker")]
    left = min(max(NAMES, max(width_of(name, 9) for name in names) + 0.12), WIDEST)
    labels, ncols, more = fit_key([words("figures")["certainty"][certainty] for certainty in LOOKS], len(LOOKS), 9, WIDTH, sign=2)
    drawing, axes = canvas(height + 0.95 + more, left, RIGHT, 0.4 + more, 0.5)
    axes.set_ylim(height, 0)
    axes.set_xlim(0, _longest(table, WIDTH - left - RIGHT))
    places, y = {}, 0.0
    for doc_id in texts:
        _heading(axes, y + GAP * 0.62, doc_id, table.loc[doc_id], left)
        y += GAP
        for speaker in table.loc[doc_id].index:
            places[doc_id, speaker] = y + ROW / 2
            y += ROW
    _bars(axes, table, list(places.values()))
    axes.set_yticks(list(places.values()), names, fontsize=min(size_within(name, left - 0.1, 9) for name in names))
    axes.set_xlabel(words("figures")["who_speaks"]["axis"], fontsize=9, loc="left")
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.grid(axis="x", color="#e6e6e6", linewidth=0.8)
    axes.set_axisbelow(True)
    bars = axes.get_legend_handles_labels()[0]
    drawing.legend(bars, labels, loc="upper left", ncols=ncols, frameon=False, fontsize=9, handleheight=1.2)
    return drawing


def _longest(table: pd.DataFrame, room: float) -> float:
    """Where the axis ends, so that there is room for the words after each bar."""
    needed = (row["total"] / max(1 - (width_of(_parts(row), 8.5) + 0.12) / room, 0.1) for _, row in table.iterrows())
    return float(max(table["total"].max() * 1.75, *needed))


def _heading(axes: Any, y: float, doc_id: str, rows: pd.DataFrame, left: float) -> None:
    text = words("figures")
    heading = text["who_speaks"]["heading"].format(text=doc_id, speakers=len(rows), count=rows["total"].sum())
    if doc_id in torn_copies():
        heading += f" ({text['torn']})"
    axes.text(-(left - 0.12) / (WIDTH - left - RIGHT), y, heading, transform=axes.get_yaxis_transform(), fontsize=9.5, fontweight="bold", va="center",
              bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5})  # fmt: skip


def _bars(axes: Any, table: pd.DataFrame, places: list[float]) -> None:
    names = words("figures")["certainty"]
    left = pd.Series(0, index=table.index)
    for certainty, (colour, hatch) in LOOKS.items():
        edge = COLOURS["ink"] if certainty in ("alleged", "predicted") else "white"
        axes.barh(
            places, table[certainty], ROW * 0.72, left, color=colour, hatch=hatch, edgecolor=edge, linewidth=0, label=names[certainty]
        )
        left = left + table[certainty]
    for place, (_, row) in zip(places, table.iterrows(), strict=True):
        axes.annotate(_parts(row), (row["total"], place), (5, 0), textcoords="offset points", fontsize=8.5, va="center")


def _parts(row: pd.Series) -> str:
    text = words("figures")
    return ", ".join(
        text["who_speaks"]["part"].format(count=row[certainty], certainty=text["certainty"][certainty])
        for certainty in LOOKS
        if row[certainty]
    )


def _describe(table: pd.DataFrame) -> str:
    text = words("figures")["who_speaks"]
    rows = " ".join(
        text["alt_text"].format(
            text=doc_id, speakers="; ".join(f"{called(str(speaker))} {_parts(row)}" for speaker, row in rows.droplevel("doc_id").iterrows())
        )
        for doc_id, rows in table.groupby(level="doc_id", sort=False)
    )
    return text["alt"].format(rows=rows)


def _twin(table: pd.DataFrame) -> pd.DataFrame:
    text = words("figures")
    names = text["who_speaks"]["columns"]
    flat = table.reset_index("speaker")
    flat["speaker"] = flat["speaker"].map(called)
    flat = flat.rename(columns=text["certainty"] | {"speaker": names["speaker"], "total": names["total"]})
    return flat.rename_axis(index=names["text"])
