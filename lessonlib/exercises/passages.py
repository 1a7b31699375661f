"""Passages of the five texts: sentences, and the other parts of a page that can be quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lessonlib.corpus.load import load_corpus, seed_pages
from lessonlib.corpus.translations import read_translations
from lessonlib.exercises.compare import plain
from lessonlib.html import escape

if TYPE_CHECKING:
    import pandas as pd

#: Parts of a page beside its sentences that someone may quote.
_QUOTABLE = frozenset(("title", "date", "byline", "source", "heading", "caption", "credit", "reference", "boilerplate"))
#: Quotation marks of any kind; single ones only where a word begins and ends.
_QUOTED = re.compile(r"[“„«»\"]([^“”„«»\"]{1,2000})(?:[”“»«\"]|$)|(?<!\w)[‘‚‹']([^‘’‚‹›\n]{1,2000}?)[’‘›'](?!\w)")
_LINES = re.compile(r"[\n;]+")
_NAMED = re.compile(r"\b[a-z]{1,30}-[a-z]{1,30}(?:-\d{3}-\d{2}|@\d+)", re.IGNORECASE)
_NO_WORD = re.compile(r"[\W_]+")
_GAP = re.compile(r"\s*[\[(]?(?:…|\.\s?\.\s?\.)[\])]?\s*")
_MARKER = re.compile(r"\[\d+\]")
#: Fewer letters than this are no quotation, but a word that could stand anywhere.
_SHORTEST = 3
#: No more of an answer is searched: whoever quotes everything quotes nothing.
_LONGEST = 20_000
_MOST = 20


class Passage(NamedTuple):
    """Words of a text, in the original and in our English.

    Attributes
    ----------
    ref : str
        What names it: a sentence id, ``doc_id@start`` for another part of a
        page (a 0-based offset into its raw text), or the row of the evidence.
    original, english : str
        The words; ``""`` where there are none in that language.
    source : str
        Who prints it.

    Examples
    --------
    >>> Passage("x", "Salah satunya adalah Putin.", "One of them was Putin.", "SINDOnews").lines()
    ['“Salah satunya adalah Putin.” (SINDOnews, x)', '= “One of them was Putin.”']
    """

    ref: str
    original: str
    english: str
    source: str = ""

    def lines(self) -> list[str]:
        """Return the passage as lines of plain text.

        Examples
        --------
        >>> Passage("x", "", "Resolution 1718 was adopted.").lines()
        ['Resolution 1718 was adopted. (x)']
        """
        where = ", ".join(part for part in (self.source, self.ref) if part)
        if not self.original:
            return [f"{self.english} ({where})"]
        return [f"{in_marks(self.original)} ({where})", *([f"= {in_marks(self.english)}"] if self.english else [])]

    def markup(self) -> str:
        """Return the passage as HTML, the original marked as Indonesian.

        Examples
        --------
        >>> 'lang="id"' in Passage("x", "Salah satunya adalah Putin.", "One of them was Putin.").markup()
        True
        """
        where = f"<cite>{escape(', '.join(part for part in (self.source, self.ref) if part))}</cite>"
        if not self.original:
            return f"<blockquote><p>{escape(self.english)} ({where})</p></blockquote>"
        english = f'<br><span lang="en">{escape(self.english)}</span>' if self.english else ""
        return f'<blockquote><p><span lang="id">{escape(in_marks(self.original))}</span> ({where}){english}</p></blockquote>'


def in_marks(text: str) -> str:
    """Return words in quotation marks, if they do not begin with one of their own.

    Examples
    --------
    >>> in_marks("Salah satunya adalah Putin."), in_marks("“Tidak,” katanya.")
    ('“Salah satunya adalah Putin.”', '“Tidak,” katanya.')
    """
    return text if text[:1] in ("“", '"') else f"“{text}”"


@cache
def outlets() -> dict[str, str]:
    """Return who publishes each text; what is inferred bears a question mark.

    Examples
    --------
    >>> outlets()["kompas-feature"], outlets()["unsigned-analysis"]
    ('Kompas.com', 'SINDOnews?')
    """
    return name_outlets(load_corpus().documents)


def name_outlets(documents: pd.DataFrame) -> dict[str, str]:
    """Return who publishes each text of a table of documents, or its id; what is inferred bears a question mark.

    Examples
    --------
    >>> name_outlets(load_corpus().documents)["footnoted-commentary"]
    'dip.or.id?'
    """
    return {
        str(doc_id): f"{outlet}?" if outlet and basis == "inferred" else str(outlet or doc_id)
        for doc_id, outlet, basis in documents[["outlet", "outlet_basis"]].itertuples()
    }


@cache
def passages() -> dict[str, Passage]:
    """Return all passages by their id: sentences first, then the other parts of the pages.

    Examples
    --------
    >>> passages()["sindonews-listicle-006-02"].english
    'One of them was Putin.'
    """
    named = outlets()
    found = {
        sentence_id: Passage(sentence_id, text, text_en, named[doc_id])
        for sentence_id, doc_id, text, text_en in load_corpus().sentences[["doc_id", "text", "text_en"]].itertuples()
    }
    for doc_id, page in seed_pages().items():
        places = read_translations(doc_id).places
        seen: set[str] = set()
        for span in page.span_list:
            text = span.text.strip()
            # What stands twice on a page, as headlines do, is one passage.
            if span.kind in _QUOTABLE and text and text not in seen:
                seen.add(text)
                start = span.start + span.text.index(text)
                english = places[start].en if start in places else ""
                found[f"{doc_id}@{start}"] = Passage(f"{doc_id}@{start}", text, english, named[doc_id])
    return found


def text_of(ref: str) -> str:
    """Return the doc_id of a passage, ``""`` if it is of no text.

    Examples
    --------
    >>> text_of("sindonews-listicle-006-02"), text_of("kompas-feature@45")
    ('sindonews-listicle', 'kompas-feature')
    """
    before, _, after = ref.partition("@")
    # An attestation is named event@text, and numbered if there are several.
    return next((doc_id for doc_id in seed_pages() if before.startswith(doc_id) or after.startswith(doc_id)), "")


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
    asked = plain(words)
    named = _by_name().get(asked)
    if named:
        return [named]
    parts = [part for part in (words_key(part) for part in _GAP.split(" ".join(words[:_LONGEST].split()))) if part]
    if not parts or max(len(part) for part in parts) < _SHORTEST:
        return []
    inside = [ref for ref, texts in _keys().items() if any(_in_order(parts, text) for text in texts)]
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
    """Return the words and numbers of a text alone, in plain form, parted by single blanks.

    Examples
    --------
    >>> words_key("[6]Reuters.(2024,October 7)") == words_key("reuters (2024, October 7).")
    True
    """
    return " ".join(_NO_WORD.sub(" ", plain(_MARKER.sub(" ", text))).split())


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
