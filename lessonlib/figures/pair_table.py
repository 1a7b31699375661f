"""Parallel passages of two texts: which sentences they stand in, how alike they are, and their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from lessonlib.corpus.load import Corpus, load_corpus
from lessonlib.errors import UnknownNameError
from lessonlib.figures.asked import several
from lessonlib.history.critique import load_parallels
from lessonlib.history.english import english_of, sentences_over
from lessonlib.history.evidence import finder
from lessonlib.history.schemas import DEGREES
from lessonlib.words import words


def pair_table(doc_a: str, doc_b: str, degrees: Sequence[str] | str = DEGREES) -> pd.DataFrame:
    """Find the parallel passages of two texts.

    Parameters
    ----------
    doc_a, doc_b : str
        The texts, in either order.
    degrees : sequence of str or str
        Some of `DEGREES`; without it, all.

    Returns
    -------
    pandas.DataFrame
        Index ``number``, from 1 in the order of the first text; ``degree``,
        ``id_a``, ``id_b`` (the sentence in which each passage begins or, for a
        caption, the one before it), ``exact_a``, ``exact_b``, ``en_a``,
        ``en_b`` (the sentences in English, ``""`` where there is none), ``note``.

    Raises
    ------
    UnknownNameError
        If there is no such text or degree; the message lists those there are.

    Examples
    --------
    >>> pair_table("sindonews-listicle", "antara-explainer", "same_sentence").shape[0]
    19
    """
    corpus = load_corpus()
    check_names(corpus, doc_a, doc_b, degrees)
    pairs = load_parallels()
    here = pairs[pairs["doc_a"].isin((doc_a, doc_b)) & pairs["doc_b"].isin((doc_a, doc_b)) & pairs["degree"].isin(several(degrees))]
    rows: list[dict[str, Any]] = []
    for row in here.to_dict(orient="records"):
        exact = {row["doc_a"]: row["exact_a"], row["doc_b"]: row["exact_b"]}
        found = {doc_id: _sentences_of(corpus, doc_id, exact[doc_id]) for doc_id in (doc_a, doc_b)}
        rows.append(
            {"degree": row["degree"]}
            | {f"{part}_{side}": value for side, doc_id in (("a", doc_a), ("b", doc_b)) for part, value in found[doc_id].items()}
            | {"note": row["note"]}
        )
    columns = ["degree", "id_a", "id_b", "exact_a", "exact_b", "en_a", "en_b", "note"]
    table = pd.DataFrame(rows, columns=columns)
    table = table.sort_values(["id_a", "id_b"], kind="stable", ignore_index=True)
    return table.set_index(pd.RangeIndex(1, len(table) + 1, name="number"))


def check_names(corpus: Corpus, doc_a: str, doc_b: str, degrees: Sequence[str] | str) -> None:
    """Let through two texts of the corpus and known degrees.

    Raises
    ------
    UnknownNameError
        If there is no such text or degree, or one text is given twice.

    Examples
    --------
    >>> check_names(load_corpus(), "kompas-feature", "antara-explainer", "same_topic")
    """
    said, texts = words("parallels"), list(corpus.documents.index)
    for name in (doc_a, doc_b):
        if name not in texts:
            raise UnknownNameError(said["unknown_text"].format(name=name, names=said["separator"].join(texts)))
    if doc_a == doc_b:
        raise UnknownNameError(said["same_text"].format(name=doc_a, names=said["separator"].join(texts)))
    for degree in several(degrees):
        if degree not in DEGREES:
            raise UnknownNameError(said["unknown_degree"].format(name=degree, names=said["separator"].join(DEGREES)))


def _sentences_of(corpus: Corpus, doc_id: str, exact: str) -> Mapping[str, str]:
    """The sentences over which a passage runs; a caption belongs to the sentence before it."""
    quote = finder(doc_id).find(exact)
    inside, every = sentences_over(doc_id, quote.start, quote.end), corpus.sentences[corpus.sentences["doc_id"] == doc_id]
    before = every.index[every["start"] <= quote.start]
    first = inside.index[0] if len(inside) else before[-1] if len(before) else every.index[0]
    return {"id": str(first), "exact": exact, "en": english_of(doc_id, quote.start, quote.end)}


def pair_twin(table: pd.DataFrame, doc_a: str, doc_b: str) -> pd.DataFrame:
    """Return the table as a reader meets it: sentence ids, and English where there is; judging why they pair is left to it.

    Examples
    --------
    >>> texts = "antara-explainer", "sindonews-listicle"
    >>> pair_twin(pair_table(*texts, "same_information"), *texts)["degree"].tolist()
    ['the same information']
    """
    said = words("parallels")
    columns = said["columns"]
    shown: dict[str, Any] = {columns["degree"]: [said["degrees"][degree] for degree in table["degree"]]}
    for side, doc_id in (("a", doc_a), ("b", doc_b)):
        shown[columns["sentence"].format(doc_id=doc_id)] = table[f"id_{side}"].tolist()
        shown[columns["words"].format(doc_id=doc_id)] = [
            english or exact for english, exact in zip(table[f"en_{side}"], table[f"exact_{side}"], strict=True)
        ]
    return pd.DataFrame(shown, index=pd.Index(table.index, name=columns["number"]))
