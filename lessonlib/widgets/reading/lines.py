"""The sentences of a text as the reader needs them: with our English, our notes, and the way back to the raw text."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from lessonlib.corpus.translations import Translation, fingerprint, read_translations

if TYPE_CHECKING:
    from lessonlib.corpus.kinds import Span
    from lessonlib.corpus.load import Corpus

#: No more of a text is shown: many times the longest of the five, and as much as a browser takes in four ways of marking it.
MOST_LETTERS, MOST_SENTENCES = 200_000, 2_000


class Line(NamedTuple):
    """A sentence.

    Attributes
    ----------
    id : str
        Its ``sentence_id``.
    paragraph : int
        The paragraph in which it stands.
    section, section_en : str
        The heading above, and our English for it; ``""`` if there is none.
    text, english : str
        The words; `english` is ``""`` where nobody has translated them.
    places : tuple of int
        For each character of `text`, its place in the raw text.
    translation : Translation or None
        Our translation with its notes, if it is of these words.

    Examples
    --------
    >>> from lessonlib import load_corpus
    >>> read_lines(load_corpus(), "sindonews-listicle")[0].paragraph
    1
    """

    id: str
    paragraph: int
    section: str
    section_en: str
    text: str
    english: str
    places: tuple[int, ...]
    translation: Translation | None

    def find(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the raw text stands in the sentence; ``(0, 0)`` if it does not.

        Examples
        --------
        >>> Line("x", 1, "", "", "Ya.", "Yes.", (7, 8, 9), None).find(8, 30)
        (1, 3)
        """
        inside = [place for place, raw in enumerate(self.places) if start <= raw < end]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)


def read_lines(corpus: Corpus, doc_id: str) -> list[Line]:
    """Return the sentences of a text, of a very long one the first; see `MOST_LETTERS`.

    Examples
    --------
    >>> from lessonlib import load_corpus
    >>> len(read_lines(load_corpus(), "unsigned-analysis"))
    10
    """
    translations = read_translations(doc_id).sentences
    sections = corpus.paragraphs[corpus.paragraphs["doc_id"] == doc_id].set_index("paragraph")["section"].to_dict()
    headings = english_places(corpus, doc_id, "heading")
    body = [span for span in corpus.page(doc_id).span_list if span.kind == "body"]
    starts = [span.start for span in body]
    lines: list[Line] = []
    left = MOST_LETTERS
    for row in corpus.sentences[corpus.sentences["doc_id"] == doc_id].head(MOST_SENTENCES).reset_index().to_dict("records"):
        if not left:
            break
        name, text = row["sentence_id"], row["text"][:left]
        left -= len(text)
        found = translations.get(name)
        known = found if found and found.sha == fingerprint(text) else None
        section = sections[row["paragraph"]].strip()
        places = _places(body, bisect_right(starts, row["start"]) - 1, row["start"], len(text))
        lines.append(Line(name, row["paragraph"], section, headings.get(section, ""), text, row["text_en"], places, known))
    return lines


def _places(body: list[Span], number: int, start: int, size: int) -> tuple[int, ...]:
    """Where so many letters of the article stand in the raw text, from a place in one of its spans on."""
    found: list[int] = []
    while len(found) < size:
        begin = max(start, body[number].start)
        found += range(begin, min(body[number].end, begin + size - len(found)))
        number += 1
    return tuple(found)


def english_places(corpus: Corpus, doc_id: str, kind: str) -> dict[str, str]:
    """Return our English for the headings, or another kind of span, of a text.

    Examples
    --------
    >>> from lessonlib import load_corpus
    >>> english_places(load_corpus(), "footnoted-commentary", "heading")["Faktor Amerika"]
    'The American factor'
    """
    places, found = read_translations(doc_id).places, {}
    for span in corpus.page(doc_id).span_list:
        text = span.text.strip() if span.kind == kind else ""
        if text:
            known = places.get(span.start + span.text.index(text))
            if known and known.sha == fingerprint(text):
                found[text] = known.en
    return found
