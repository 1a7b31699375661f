"""What a reader shows of a text and what a student keeps of it: the state behind the controls, which know it and are not known by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lessonlib.errors import one_of
from lessonlib.widgets.pieces import pick
from lessonlib.widgets.reading.basket import Basket
from lessonlib.widgets.reading.parts import WHOLE
from lessonlib.widgets.reading.text import Text
from lessonlib.words import words

if TYPE_CHECKING:
    import pandas as pd

    from lessonlib.corpus.load import Corpus
    from lessonlib.widgets.reading.lines import Line


class Reading:
    """A text in two languages, with marks and notes, and what a student keeps.

    Attributes
    ----------
    doc_id, part, mark : str
        What is shown: the text, the part of it, what is marked.
    first, last : int
        The range of paragraphs.
    basket : Basket
        What is kept.

    Examples
    --------
    >>> from lessonlib import load_corpus
    >>> Reading(load_corpus(), "kompas-feature", "claims", Basket())
    Parallel reader: kompas-feature, the whole text, 20 of 20 sentences. Claims marked: 43. (Run this cell to choose.)
    """

    def __init__(self, corpus: Corpus, doc_id: str, mark: str, basket: Basket, *, original: bool = False, questions: bool = True) -> None:
        self.corpus, self.doc_id, self.mark, self.basket = corpus, doc_id, mark, basket
        self.part, self.original, self._questions = WHOLE, original, questions
        self._texts: dict[str, Text] = {}
        self.first, self.last = 1, self.text.last

    def __repr__(self) -> str:
        return f"{self.text.summary(self.part, self.lines, self.mark)} {words('reader')['page']['run']}"

    def take(self, doc_id: str) -> Text:
        """Return a text, taken apart once.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> from lessonlib.widgets import reader
        >>> reader(load_corpus()).take("unsigned-analysis").last
        9
        """
        if doc_id not in self._texts:
            self._texts[doc_id] = Text(self.corpus, doc_id, self.basket.work.lesson, self._questions)
        return self._texts[doc_id]

    @property
    def text(self) -> Text:
        """The text that is shown.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> from lessonlib.widgets import reader
        >>> reader(load_corpus()).text.doc_id
        'kompas-feature'
        """
        return self.take(self.doc_id)

    @property
    def lines(self) -> list[Line]:
        """The sentences that are shown.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> from lessonlib.widgets import reader
        >>> reader(load_corpus(), "antara-explainer", paragraphs=(2, 2)).lines[0].id
        'antara-explainer-002-01'
        """
        return self.text.choose(self.part, self.first, self.last)

    def turn_to(self, doc_id: str = "", part: str = "", paragraphs: tuple[int, int] | None = None) -> None:
        """Show another text, part or range; a text that lacks the part is shown whole.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> from lessonlib.widgets import reader
        >>> shown = reader(load_corpus(), phase="cooling")
        >>> shown.turn_to("unsigned-analysis"); shown.part, len(shown.lines)
        ('cooling', 1)
        """
        self.doc_id = doc_id or self.doc_id
        self.part = part or self.part
        if self.part not in self.text.parts:
            self.part = WHOLE
        self.first, self.last = paragraphs or (1, self.text.last)

    def markup(self) -> str:
        """Return the HTML that the widget shows.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> from lessonlib.widgets import reader
        >>> 'data-sentence="kompas-feature-001-01"' in reader(load_corpus()).markup()
        True
        """
        pieces = self.text.pieces(self.part, self.mark, {row["id"] for row in self.basket.items})
        return "".join(pick(pieces, (self.first, self.last)))

    def twin(self) -> str:
        """Return what is shown as a table in both languages, as HTML.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> from lessonlib.widgets import reader
        >>> 'lang="id"' in reader(load_corpus()).twin()
        True
        """
        return self.text.twin(self.part, (self.first, self.last), self.mark)

    def keep(self, sentence_id: str, note: str = "") -> str:
        """Keep a sentence with a note, and say so.

        Raises
        ------
        UnknownNameError
            If there is no such sentence in the corpus.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> from lessonlib.widgets import reader
        >>> reader(load_corpus()).keep("kompas-feature-001-01", "a word of love")
        'Kept: kompas-feature-001-01. Sentences kept so far: 1.'
        """
        one_of(sentence_id, self.corpus.sentences.index, "sentence", listed="corpus.sentences.index")
        self.basket.keep(sentence_id, note)
        return self._told("done", sentence_id)

    def remove(self, sentence_id: str) -> str:
        """Take a sentence out of what is kept, and say so.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> from lessonlib.widgets import reader
        >>> reader(load_corpus()).remove("kompas-feature-001-01")
        'kompas-feature-001-01 was not kept, so nothing was taken out.'
        """
        there = sentence_id in self.basket
        self.basket.remove(sentence_id)
        return self._told("removed" if there else "absent", sentence_id)

    def _told(self, what: str, sentence_id: str) -> str:
        told = words("reader")["kept"][what].format(id=sentence_id, count=len(self.basket.items))
        return " ".join(part for part in (told, self.basket.work.take_notice()) if part)

    @property
    def kept(self) -> pd.DataFrame:
        """What is kept, as a table by sentence id: ``doc_id``, ``text_en``, ``text``, ``note``.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> from lessonlib.widgets import reader
        >>> len(reader(load_corpus()).kept)
        0
        """
        return self.basket.table(self.corpus)

    def kept_lines(self) -> str:
        """Return what is kept as plain text, to be copied.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> from lessonlib.widgets import reader
        >>> reader(load_corpus()).kept_lines()
        ''
        """
        return self.basket.lines(self.corpus)
