"""Passages of the five texts: sentences, and the other parts of a page that can be quoted."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lessonlib.corpus.load import load_corpus, seed_pages
from lessonlib.corpus.translations import read_translations
from lessonlib.html import escape

if TYPE_CHECKING:
    import pandas as pd

#: Parts of a page beside its sentences that someone may quote.
_QUOTABLE = frozenset(("title", "date", "byline", "source", "heading", "caption", "credit", "reference", "boilerplate"))


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
