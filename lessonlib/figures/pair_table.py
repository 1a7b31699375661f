"""Parallel passages of two texts: which sentences they stand in, how alike they are, and their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from lessonlib.corpus.load import Corpus, load_corpus
from lessonlib.errors import UnknownNameError
from lessonlib.history.critique import load_parallels
from lessonlib.history.evidence import finder, load_attestations
from lessonlib.words import words

#: From the closest to the loosest.
DEGREES = ("same_sentence", "same_information", "same_topic")


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
    here = pairs[pairs["doc_a"].isin((doc_a, doc_b)) & pairs["doc_b"].isin((doc_a, doc_b)) & pairs["degree"].isin(_several(degrees))]
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


def _several(degrees: Sequence[str] | str) -> list[str]:
    return [degrees] if isinstance(degrees, str) else list(degrees)


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
    for degree in _several(degrees):
        if degree not in DEGREES:
            raise UnknownNameError(said["unknown_degree"].format(name=degree, names=said["separator"].join(DEGREES)))


def _sentences_of(corpus: Corpus, doc_id: str, exact: str) -> Mapping[str, str]:
    """The sentences over which a passage runs; a caption belongs to the sentence before it."""
    quote = finder(doc_id).find(exact)
    sentences = corpus.sentences[corpus.sentences["doc_id"] == doc_id]
    inside = sentences[(sentences["start"] < quote.end) & (sentences["end"] > quote.start)]
    before = sentences.index[sentences["start"] <= quote.start]
    first = inside.index[0] if len(inside) else (before[-1] if len(before) else sentences.index[0])
    english = " ".join(inside["text_en"]).strip() or _caption_in_english(doc_id, quote.start, quote.end)
    return {"id": str(first), "exact": exact, "en": english}


def _caption_in_english(doc_id: str, start: int, end: int) -> str:
    """Captions are no sentences of the article; those that bear witness to an event are translated as such."""
    attested = load_attestations()
    here = attested[(attested["doc_id"] == doc_id) & (attested["start"] < end) & (attested["end"] > start)]
    return " ".join(here["text_en"].drop_duplicates())


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
