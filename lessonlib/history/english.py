"""Our English of a stretch of a text, whether it runs over sentences or stands in a caption."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lessonlib.corpus.load import load_corpus, seed_pages
from lessonlib.corpus.translations import read_translations

if TYPE_CHECKING:
    import pandas as pd


@cache
def english_of(doc_id: str, start: int, end: int) -> str:
    """Return our English of the sentences over which a stretch runs; of a caption that of the whole.

    Examples
    --------
    >>> from lessonlib.history.evidence import finder
    >>> place = finder("sindonews-listicle").find("Salah satunya adalah Putin")
    >>> english_of("sindonews-listicle", place.start, place.end)
    'One of them was Putin.'
    """
    return " ".join(sentences_over(doc_id, start, end)["text_en"]).strip() or _placed(doc_id, start, end)


def sentences_over(doc_id: str, start: int, end: int) -> pd.DataFrame:
    """Return the sentences over which a stretch runs; none for a caption.

    Examples
    --------
    >>> list(sentences_over("sindonews-listicle", 0, 0).index)
    []
    """
    every = _sentences()
    return every[(every["doc_id"] == doc_id) & (every["start"] < end) & (every["end"] > start)]


@cache
def _sentences() -> pd.DataFrame:
    """The sentences, with our English: each stretch is looked up in them."""
    return load_corpus().sentences


def _placed(doc_id: str, start: int, end: int) -> str:
    """The English of captions and headings, which are no sentences of the article."""
    places = read_translations(doc_id).places
    spans = [span for span in seed_pages()[doc_id].span_list if span.start < end and span.end > start and span.start in places]
    return " ".join(places[span.start].en for span in spans)
