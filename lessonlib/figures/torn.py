"""Which copies are torn: what such a text does not say may stand on a page that we do not have."""

from __future__ import annotations

from lessonlib.corpus.load import load_corpus


def torn_copies() -> list[str]:
    """Name the texts of which our copy is broken off.

    Examples
    --------
    >>> torn_copies()
    ['kompas-feature', 'unsigned-analysis']
    """
    documents = load_corpus().documents
    return documents.index[documents["complete"].eq("truncated")].tolist()
