"""Passages of the five texts: sentences, and the other parts of a page that can be quoted."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lessonlib.corpus.load import load_corpus, seed_pages
from lessonlib.corpus.translations import read_translations
from lessonlib.exercises.compare import plain
from lessonlib.html import escape

#: Parts of a page beside its sentences that someone may quote.
_QUOTABLE = frozenset(("title", "date", "byline", "source", "heading", "caption", "credit", "reference", "boilerplate"))
_QUOTED = re.compile(r"[“\"„«](.+?)[”\"»]", re.DOTALL)
_GAP = re.compile(r"\s*(?:\[?…\]?|\[?\.\.\.\]?)\s*")
_MARKER = re.compile(r"\[\d+\]")
#: Fewer letters than this are no quotation, but a word that could stand anywhere.
_SHORTEST = 4


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
        return [f"“{self.original}” ({where})", *([f"= “{self.english}”"] if self.english else [])]

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
        return f'<blockquote><p><span lang="id">“{escape(self.original)}”</span> ({where}){english}</p></blockquote>'


@cache
def passages() -> dict[str, Passage]:
    """Return all passages by their id: sentences first, then the other parts of the pages.

    Examples
    --------
    >>> passages()["sindonews-listicle-006-02"].english
    'One of them was Putin.'
    """
    corpus = load_corpus()
    outlets = {str(doc_id): str(outlet or doc_id) for doc_id, outlet in corpus.documents["outlet"].items()}
    found = {
        sentence_id: Passage(sentence_id, text, text_en, outlets[doc_id])
        for sentence_id, doc_id, text, text_en in corpus.sentences[["doc_id", "text", "text_en"]].itertuples()
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
                found[f"{doc_id}@{start}"] = Passage(f"{doc_id}@{start}", text, english, outlets[doc_id])
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


def find_passages(words: str) -> list[str]:
    """Find what someone quotes: a sentence id, or words in Indonesian or in our English.

    Spaces, case, accents and the kind of quotation marks make no difference.
    An omission (“… …”) may stand between words of one passage; a quotation
    may run over several.

    Parameters
    ----------
    words : str
        The quotation, with or without quotation marks; or a sentence in which
        the words quoted stand in quotation marks.

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
    for ref in passages():
        if plain(ref) == asked:
            return [ref]
    if found := _holding(words):
        return found
    quoted = [found for part in _QUOTED.findall(words) for found in _holding(part)]
    return list(dict.fromkeys(quoted))


def _holding(words: str) -> list[str]:
    parts = [part for part in (_key(part) for part in _GAP.split(words)) if part]
    if not parts or max(len(part) for part in parts) < _SHORTEST:
        return []
    inside = [ref for ref, texts in _keys().items() if any(_in_order(parts, text) for text in texts)]
    return inside or (list(_across(parts[0])) if len(parts) == 1 else [])


def _in_order(parts: list[str], text: str) -> bool:
    place = 0
    for part in parts:
        found = text.find(part, place)
        # A quotation begins and ends where words do.
        while found >= 0 and not _whole(text, found, found + len(part)):
            found = text.find(part, found + 1)
        if found < 0:
            return False
        place = found + len(part)
    return True


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())


def _key(text: str) -> str:
    """Plain words; quotation marks inside a quotation make no difference either."""
    return plain(_MARKER.sub("", text)).replace('"', "").replace("'", "").strip(" .,;:!?-")


@cache
def _keys() -> dict[str, tuple[str, ...]]:
    return {ref: tuple(_key(text) for text in (passage.original, passage.english) if text) for ref, passage in passages().items()}


@cache
def _running() -> list[list[tuple[str, str]]]:
    """The sentences of each text in a row, once in each language."""
    rows: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for ref, texts in _keys().items():
        for language, text in enumerate(texts if "@" not in ref else ()):
            rows.setdefault((text_of(ref), language), []).append((ref, text))
    return list(rows.values())


def _across(words: str) -> Iterator[str]:
    """The sentences over which a longer quotation runs."""
    letters = re.sub(r"\W+", " ", words).strip()
    for row in _running():
        line, ends = "", []
        for _, text in row:
            line += re.sub(r"\W+", " ", text).strip() + " "
            ends.append(len(line))
        start = line.find(letters)
        if start < 0 or not _whole(line, start, start + len(letters)):
            continue
        begin = 0
        for (ref, _), end in zip(row, ends, strict=True):
            # A word or two at the edge are no quotation of that sentence.
            if min(end, start + len(letters)) - max(begin, start) >= min(12, (end - begin) // 2):
                yield ref
            begin = end
        return
