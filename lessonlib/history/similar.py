"""Sentences of two texts that may be two forms of one: candidates, for a person to judge."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, product
from numbers import Real

import pandas as pd

from lessonlib.corpus.load import Corpus
from lessonlib.history.tables import frame

COLUMNS = {
    "doc_a": "text", "sentence_a": "text", "text_a": "text", "doc_b": "text", "sentence_b": "text", "text_b": "text", "score": "number",
}  # fmt: skip
#: Pieces of five characters see through the affixes of Indonesian ("bergantung", "tergantung") without a list of them.
_PIECE = 5
#: A piece in more sentences than this tells nothing, and would cost the most.
_COMMON = 60
#: A sentence that one text repeats is paired in so many of its places, and compared by so many of its letters.
_MOST_PLACES, _MOST_LETTERS = 20, 5_000
#: Beyond these digits of a score there is only what was rounded on the way.
_DIGITS = 12
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")


def find_parallels(corpus: Corpus, at_least: float = 0.3) -> pd.DataFrame:
    """Find sentences of two texts that may be two forms of one.

    Each sentence is taken as the set of its pieces of five characters; a rare
    piece weighs more (inverse document frequency), and the score is the
    weight that two sentences share, over the geometric mean of their own; the
    same words in both make 1. How well it finds what readers found stands in
    ``benchmarks/README.md``.

    Parameters
    ----------
    corpus : Corpus
        Any corpus of two texts or more.
    at_least : float
        The lowest score, between 0 (nothing shared) and 1 (the same pieces).
        From about 0.4 nearly all are two renderings of one sentence; about
        0.3 and below, many only speak of the same persons.

    Returns
    -------
    pandas.DataFrame
        ``doc_a, sentence_a, text_a, doc_b, sentence_b, text_b, score``, best
        first; text a comes before text b in the corpus. Where nothing is so
        alike, the table is empty. These are candidates:
        a likeness shows neither who copied from whom nor that both are true.

    Notes
    -----
    A sentence that one text has more than 20 times is paired in the first 20
    places; of one with more than 5,000 letters the first 5,000 are compared.

    Raises
    ------
    TypeError, ValueError
        If `at_least` is no number from 0 to 1.

    Examples
    --------
    >>> from lessonlib import load_corpus
    >>> best = find_parallels(load_corpus()).iloc[0]
    >>> best.sentence_a, best.sentence_b
    ('antara-explainer-006-01', 'sindonews-listicle-012-01')
    """
    if isinstance(at_least, bool) or not isinstance(at_least, Real):
        raise TypeError(_wrong(at_least))
    if not 0 <= at_least <= 1:  # nor is it, if it is NaN
        raise ValueError(_wrong(at_least))
    sentences = corpus.sentences
    documents, texts = dict(sentences.doc_id), dict(sentences.text)
    copies: dict[str, list[str]] = {}
    places: Counter[tuple[str, str]] = Counter()
    for name, text in texts.items():
        places[documents[name], text] += 1
        if places[documents[name], text] <= _MOST_PLACES:
            copies.setdefault(text, []).append(name)
    pairs = _scores(_weights(list(copies)))
    pairs += [(text, text, 1.0) for text, names in copies.items() if len(names) > 1]
    rows = [
        {
            "doc_a": documents[a],
            "sentence_a": a,
            "text_a": texts[a],
            "doc_b": documents[b],
            "sentence_b": b,
            "text_b": texts[b],
            "score": score,
        }
        for first, second, score in pairs
        if score >= at_least
        for a, b in _across(copies[first], copies[second], documents)
    ]
    rows.sort(key=lambda row: (-row["score"], row["sentence_a"], row["sentence_b"]))
    return frame(rows, COLUMNS)


def _wrong(at_least: object) -> str:
    return f"at_least must be a number from 0 (all that share a piece) to 1 (the same pieces), such as 0.3, not {at_least!r}."


def _across(first: list[str], second: list[str], documents: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs of sentences of two texts, in the order of the corpus."""
    order = {doc_id: place for place, doc_id in enumerate(dict.fromkeys(documents.values()))}
    chosen = combinations(first, 2) if first is second else product(first, second)
    for a, b in chosen:
        if documents[a] != documents[b]:
            yield (a, b) if order[documents[a]] < order[documents[b]] else (b, a)


def _weights(texts: list[str]) -> dict[str, dict[str, float]]:
    """The pieces of each sentence, each with its weight."""
    pieces = {text: _pieces(text) for text in texts}
    frequency = Counter(piece for found in pieces.values() for piece in found)
    rarity = {piece: math.log((1 + len(texts)) / count) for piece, count in frequency.items() if count <= _COMMON}
    return {text: {piece: rarity[piece] for piece in found if piece in rarity} for text, found in pieces.items()}


def _pieces(text: str) -> dict[str, None]:
    """Each once, in the order of the text: weights added in another order differ in their last digit, and a set has none of its own."""
    line = f" {' '.join(_WORD.findall(text[:_MOST_LETTERS].lower()))} "
    return dict.fromkeys(line[start : start + _PIECE] for start in range(len(line) - _PIECE + 1))


def _scores(weights: dict[str, dict[str, float]]) -> list[tuple[str, str, float]]:
    """The score of every pair that shares a piece, by an index of the pieces: the cost grows with what is shared, not with all pairs."""
    norms = {text: math.sqrt(sum(found.values())) for text, found in weights.items()}
    holders: dict[str, list[str]] = {}
    scores = []
    for text, found in weights.items():
        shared: dict[str, float] = {}
        for piece, weight in found.items():
            for other in holders.get(piece, ()):
                shared[other] = shared.get(other, 0.0) + weight
            holders.setdefault(piece, []).append(text)
        scores += [(other, text, min(1.0, round(total / (norms[other] * norms[text]), _DIGITS))) for other, total in shared.items()]
    return scores
