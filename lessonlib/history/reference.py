"""Voice cards, names and signal words: what a reader keeps beside the texts."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd

from lessonlib.corpus.load import seed_pages
from lessonlib.history.files import evidence_file, read_rows
from lessonlib.history.schemas import NAME, SIGNAL, VOICE
from lessonlib.history.tables import frame, kinds
from lessonlib.overlay import in_language

#: What parts words that no form may run across; a hyphen belongs to its word.
_STOP = re.compile(r"[^\w\s-]+")


@cache
def _voices() -> list[dict[str, Any]]:
    return read_rows(evidence_file("voices.toml"), VOICE)


def load_voices() -> pd.DataFrame:
    """Load the voice cards: who owns an outlet, for whom a speaker works, what their stake may be.

    Returns
    -------
    pandas.DataFrame
        Index ``voice_id``; ``name``, ``kind``, ``owner``, ``place``,
        ``stake``, ``in_texts`` (list of doc_ids), ``as_named``, ``status``,
        ``sources`` (list of ids of `load_sources`), ``note``.

    Examples
    --------
    >>> load_voices().loc["kcna", "place"]
    'Pyongyang'
    """
    return in_language(frame(_voices(), kinds(VOICE), index="id", called="voice_id"), "history/voices")


@cache
def _names() -> list[dict[str, Any]]:
    return read_rows(evidence_file("names.toml"), NAME)


def load_names() -> pd.DataFrame:
    """Load the names with one standard English form each.

    Returns
    -------
    pandas.DataFrame
        Index ``name``; ``kind``, ``variants`` (list: as the texts print it;
        empty for a place that only the map needs), ``ambiguous`` (list: those
        that may mean another), ``also`` (list: other spellings that a learner
        may use), ``lat``, ``lon`` (degrees, NaN except for
        places), ``who``, ``sources``.

    Examples
    --------
    >>> "Moskwa" in load_names().loc["Moscow", "variants"]
    True
    """
    return in_language(frame(_names(), kinds(NAME), index="name"), "history/names")


@cache
def _signals() -> list[dict[str, Any]]:
    rows = read_rows(evidence_file("signals.toml"), SIGNAL)
    counts = count_forms({row["word"]: row["forms"] for row in rows}, [form for row in rows for form in row["not_in"]])
    return [row | {doc_id: counts[doc_id, row["word"]] for doc_id in seed_pages()} for row in rows]


def count_forms(forms: Mapping[str, Sequence[str]], other: Sequence[str] = ()) -> Counter[tuple[str, str]]:
    """Count words in the sentences of the five texts; inside a longer form a shorter one does not count.

    Parameters
    ----------
    forms : mapping of str to sequence of str
        The forms of each word, in small letters.
    other : sequence of str
        Longer forms that mean something else.

    Returns
    -------
    Counter
        By ``(doc_id, word)``.

    Examples
    --------
    >>> count_forms({"denies": ["membantah"], "soon": ["akan segera"], "will": ["akan"]})["antara-explainer", "soon"]
    1
    """
    owner = dict.fromkeys(other, "") | {form: word for word, found in forms.items() for form in found}
    longest = max((form.count(" ") for form in owner), default=0) + 1
    first = {form.partition(" ")[0] for form in owner}
    counts: Counter[tuple[str, str]] = Counter()
    for doc_id, words in _runs():
        if not first.isdisjoint(words):
            counts.update((doc_id, owner[form]) for form in _longest_forms(words, owner, longest))
    return counts


@cache
def _runs() -> list[tuple[str, list[str]]]:
    """The words of each text in small letters, in runs that no form may cross."""
    pages = seed_pages().items()
    return [(doc_id, run.split()) for doc_id, page in pages for part in page.paragraph_list for run in _STOP.split(part.text.lower())]


def _longest_forms(words: list[str], known: Container[str], longest: int) -> Iterator[str]:
    """The known forms in a run of words, the longest first at each place."""
    place = 0
    while place < len(words):
        for size in range(min(longest, len(words) - place), 0, -1):
            if (form := " ".join(words[place : place + size])) in known:
                yield form
                break
        place += size


def load_signals() -> pd.DataFrame:
    """Load the signal words of attribution, doubt and cause, with how often each text uses them.

    Returns
    -------
    pandas.DataFrame
        Index ``word``; ``forms`` (list), ``not_in`` (list: longer words that
        mean something else), ``kind``, ``meaning``, ``tells``, and one column
        of counts for each text.

    Examples
    --------
    >>> load_signals().loc["satu-satunya", "antara-explainer"].item()
    1
    """
    return in_language(frame(_signals(), kinds(SIGNAL) | dict.fromkeys(seed_pages(), "whole"), index="word"), "history/signals")
