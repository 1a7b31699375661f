"""Tensions and parallels: where the texts disagree, stumble or say the same."""

from functools import cache
from typing import Any

import pandas as pd

from lessonlib.history.files import evidence_file, read_rows
from lessonlib.history.schemas import PARALLEL, TENSION
from lessonlib.history.tables import frame, kinds
from lessonlib.overlay import in_language, in_language_by_text

#: The lesson that opens where the texts come from. Before it nothing is shown that tells.
OPENED = "06"


@cache
def _tensions() -> list[dict[str, Any]]:
    return read_rows(evidence_file("tensions.toml"), TENSION)


def load_tensions() -> pd.DataFrame:
    """Load the tensions of the five texts, with themselves, each other and the outside record.

    Returns
    -------
    pandas.DataFrame
        Index ``tension_id``; ``kind``, ``strength`` (``strong``, ``arguable``
        or ``slight``), ``summary``, ``quotes`` (list of ``(doc_id, exact)``),
        ``record`` (what the outside record says, or ``""``),
        ``record_sources`` (list of ids of `load_sources`), ``confidence``
        (``certain``, ``likely`` or ``open``), ``question`` (for class),
        ``sealed`` (whether question or summary tells where a text comes from,
        and so is not shown before lesson 06).

    Examples
    --------
    >>> tensions = load_tensions()
    >>> sorted(doc_id for doc_id, _ in tensions.loc["only-country-or-third", "quotes"])
    ['antara-explainer', 'kompas-feature', 'sindonews-listicle']
    """
    rows = [row | {"quotes": [(quote["doc_id"], quote["exact"]) for quote in row["quotes"]]} for row in _tensions()]
    return in_language(frame(rows, kinds(TENSION), index="id", called="tension_id"), "history/tensions")


def is_sealed(tension_id: str, lesson: str) -> bool:
    """Whether a tension tells where a text comes from before the lesson that opens it.

    Examples
    --------
    >>> is_sealed("reuters-once", "05"), is_sealed("reuters-once", "06"), is_sealed("generous-aid", "02")
    (True, False, False)
    """
    return lesson < OPENED and any(row["id"] == tension_id and row["sealed"] for row in _tensions())


@cache
def _parallels() -> pd.DataFrame:
    return frame(read_rows(evidence_file("parallels.toml"), PARALLEL), kinds(PARALLEL))


def load_parallels() -> pd.DataFrame:
    """Load the pairs of passages in two texts that say the same.

    Returns
    -------
    pandas.DataFrame
        ``doc_a``, ``exact_a``, ``doc_b``, ``exact_b``, ``degree``
        (``same_sentence``, ``same_information`` or ``same_topic``), ``note``.

    Examples
    --------
    >>> "same_sentence" in set(load_parallels().degree)
    True
    """
    return in_language_by_text(_parallels(), "history/parallels")
