"""The tables of the course by their names, as exercises ask for them again and again."""

from collections.abc import Callable, Mapping

import pandas as pd

from lessonlib.corpus.load import load_corpus
from lessonlib.history import critique, evidence, outside, reference
from lessonlib.language import by_language

#: What a question may be about.
TABLES: Mapping[str, Callable[[], pd.DataFrame]] = {
    "documents": lambda: load_corpus().documents,
    "paragraphs": lambda: load_corpus().paragraphs,
    "sentences": lambda: load_corpus().sentences,
    "spans": lambda: load_corpus().spans,
    "references": lambda: load_corpus().references,
    "events": evidence.load_events,
    "attestations": evidence.load_attestations,
    "tensions": critique.load_tensions,
    "parallels": critique.load_parallels,
    "context": outside.load_context,
    "signals": reference.load_signals,
    "names": reference.load_names,
}


@by_language
def table(name: str) -> pd.DataFrame:
    """Return a table of the course, or that of the outside pages, read once; do not change it.

    Parameters
    ----------
    name : str
        One of `TABLES`, or ``sources``.

    Examples
    --------
    >>> table("documents").index[0]
    'kompas-feature'
    """
    return (outside.load_sources if name == "sources" else TABLES[name])()
