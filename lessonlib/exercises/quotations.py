"""What someone quotes of the five texts: which passages the words may come from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from lessonlib.exercises.compare import only_words, plain
from lessonlib.exercises.passages import passages, text_of

#: Quotation marks of any kind; single ones only where a word begins and ends.
_QUOTED = re.compile(r"[“„«»\"]([^“”„«»\"]{1,2000})(?:[”“»«\"]|$)|(?<!\w)[‘‚‹']([^‘’‚‹›\n]{1,2000}?)[’‘›'](?!\w)")
_LINES = re.compile(r"[\n;]+")
_NAMED = re.compile(r"\b[a-z]{1,30}-[a-z]{1,30}(?:-\d{3}-\d{2}|@\d+)", re.IGNORECASE)
_GAP = re.compile(r"\s*[\[(]?(?:…|\.\s?\.\s?\.)[\])]?\s*")
_MARKER = re.compile(r"\[\d+\]")
#: Fewer letters than this are no quotation, but a word that could stand anywhere.
_SHORTEST = 3
#: No more of an answer is searched: whoever quotes everything quotes nothing.
_LONGEST = 20_000
_MOST = 20


class Quotation(NamedTuple):
    """Words that someone quotes, and the passages that they may come from.

    Attributes
    ----------
    words : str
        As they were written.
    refs : list of str
        The passages.

    Examples
    --------
    >>> Quotation("bulan lalu", ["footnoted-commentary-002-03"]).words
    'bulan lalu'
    """

    words: str
    refs: list[str]


def find_passages(words: str) -> list[str]:
    """Find what someone quotes: the id of a sentence, or words in Indonesian or in our English.

    Spaces, case, accents, punctuation and the kind of quotation marks make no
    difference. An omission (“… …”) may stand between words of one passage; a
    quotation may run over several.

    Parameters
    ----------
    words : str
        One quotation.

    Returns
    -------
    list of str
        The ids of the passages that the words may come from; empty if none.

    Examples
    --------
    >>> find_passages("salah satunya  adalah PUTIN"), find_passages("One of them was Putin.")
    (['sindonews-listicle-006-02'], ['sindonews-listicle-006-02'])
    >>> find_passages("They were the best of friends.")
    []
    """
    words = words[:_LONGEST]
    asked = plain(words)
    named = _by_name().get(asked)
    if named:
        return [named]
    parts = [part for part in (words_key(part) for part in _GAP.split(" ".join(words.split()))) if part]
    if not parts or max(len(part) for part in parts) < _SHORTEST:
        return []
    inside = list(dict.fromkeys(ref for ref, text in _holding(max(parts, key=len)) if _in_order(parts, text)))
    return inside or (list(_across(parts[0])) if len(parts) == 1 else [])


def read_quotations(text: str) -> list[Quotation]:
    """Find all that is quoted in an answer.

    The answer may be a quotation as it stands; or hold some in quotation
    marks of any kind; or one on each line; or name sentences by their ids.

    Parameters
    ----------
    text : str
        The answer.

    Returns
    -------
    list of Quotation
        Those that stand in the texts, in order.

    Examples
    --------
    >>> [found.refs for found in read_quotations("Because it says 'bulan lalu', and note 3.")]
    [['footnoted-commentary-002-03']]
    >>> len(read_quotations("Hari Ke-792\\nMei 2024"))
    2
    """
    if whole := find_passages(text):
        return [Quotation(text, whole)]
    for parts in (quoted_parts(text), _LINES.split(text[:_LONGEST]), _NAMED.findall(text[:_LONGEST])):
        found = [Quotation(part, refs) for part in parts[:_MOST] if (refs := find_passages(part))]
        if found:
            return found
    return []


def quoted_parts(text: str) -> list[str]:
    """Return what stands in quotation marks, of whatever kind.

    Examples
    --------
    >>> quoted_parts("He said 'no' and „ja“, and didn't go.")
    ['no', 'ja']
    """
    return [next(part for part in match if part) for match in _QUOTED.findall(text[:_LONGEST])]


def _holding(words: str) -> Iterator[tuple[str, str]]:
    """The passages that hold some words, each in the language in which it does: looked for in all of them at once."""
    every, ends, held = _every()
    start = every.find(f" {words} ")
    while start >= 0:
        number = bisect_right(ends, start)
        yield held[number]
        start = every.find(f" {words} ", ends[number])


def _in_order(parts: list[str], text: str) -> bool:
    """Whether the parts stand in a text one after the other, as whole words."""
    place = 0
    for part in parts:
        found = text.find(f" {part} ", place)
        if found < 0:
            return False
        place = found + len(part) + 1
    return True


def words_key(text: str) -> str:
    """Return the words and numbers of a text alone, without the markers of footnotes.

    Examples
    --------
    >>> words_key("[6]Reuters.(2024,October 7)") == words_key("reuters (2024, October 7).")
    True
    """
    return only_words(_MARKER.sub(" ", text))


@cache
def _by_name() -> dict[str, str]:
    return {plain(ref): ref for ref in passages()}


@cache
def _keys() -> dict[str, tuple[str, ...]]:
    """The words of each passage, in each language, with a blank at both ends."""
    return {
        ref: tuple(f" {words_key(text)} " for text in (passage.original, passage.english) if text) for ref, passage in passages().items()
    }


@cache
def _every() -> tuple[str, list[int], list[tuple[str, str]]]:
    """The words of all passages in one line, where each of them ends, and whose they are; a line break, which no words hold, parts them."""
    held = [(ref, text) for ref, texts in _keys().items() for text in texts]
    return "\n".join(text for _, text in held), list(accumulate(len(text) + 1 for _, text in held)), held


@cache
def _running() -> list[tuple[str, list[tuple[str, int]]]]:
    """The sentences of each text in one line, once in each language, with where each of them ends."""
    rows: dict[tuple[str, int], tuple[str, list[tuple[str, int]]]] = {}
    for ref, texts in _keys().items():
        for language, text in enumerate(texts if "@" not in ref else ()):
            line, ends = rows.get((text_of(ref), language), (" ", []))
            line += text[1:]
            rows[text_of(ref), language] = line, [*ends, (ref, len(line))]
    return list(rows.values())


def _across(words: str) -> Iterator[str]:
    """The sentences over which a longer quotation runs."""
    for line, ends in _running():
        start = line.find(f" {words} ")
        if start < 0:
            continue
        begin = 0
        for ref, end in ends:
            # A word or two at the edge are no quotation of that sentence.
            if min(end, start + len(words) + 1) - max(begin, start) >= min(12, (end - begin) // 2):
                yield ref
            begin = end
        return
