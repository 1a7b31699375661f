"""The parallel reader: a text sentence by sentence, our English first and the original one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lessonlib.errors import UnknownNameError
from lessonlib.html import Html
from lessonlib.widgets.reading.basket import Basket
from lessonlib.widgets.reading.marks import MARKS
from lessonlib.widgets.reading.parts import WHOLE, check_phase
from lessonlib.widgets.reading.text import Text
from lessonlib.words import words

if TYPE_CHECKING:
    import pandas as pd

    from lessonlib.corpus.load import Corpus
    from lessonlib.widgets.reading.lines import Line


class Reader:
    """A text in two languages, with marks, notes and a place for what a student keeps.

    Display it as the last line of a cell. `twin` is the same as a table, for
    handouts and where no kernel runs.

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
    >>> Reader(load_corpus(), "kompas-feature", "claims", Basket())
    Parallel reader: kompas-feature, the whole text, 20 of 20 sentences. Claims marked: 43. (Run this cell to choose.)
    """

    def __init__(self, corpus: Corpus, doc_id: str, mark: str, basket: Basket, *, original: bool = False, questions: bool = True) -> None:
        self.corpus, self.doc_id, self.mark, self.basket = corpus, doc_id, mark, basket
        self.part, self.original, self._questions = WHOLE, original, questions
        self._texts: dict[str, Text] = {}
        self.first, self.last = 1, self.text.last
        self._widget: Any = None

    def __repr__(self) -> str:
        return f"{self.text.summary(self.part, self.lines, self.mark)} {words('reader')['page']['run']}"

    @property
    def text(self) -> Text:
        """The text that is shown, taken apart once.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> reader(load_corpus()).text.doc_id
        'kompas-feature'
        """
        if self.doc_id not in self._texts:
            self._texts[self.doc_id] = Text(self.corpus, self.doc_id, self.basket.work.lesson, self._questions)
        return self._texts[self.doc_id]

    @property
    def lines(self) -> list[Line]:
        """The sentences that are shown.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> reader(load_corpus(), "antara-explainer", paragraphs=(2, 2)).lines[0].id
        'antara-explainer-002-01'
        """
        return self.text.choose(self.part, self.first, self.last)

    def turn_to(self, doc_id: str = "", part: str = "", paragraphs: tuple[int, int] | None = None) -> None:
        """Show another text, part or range; a text that lacks the part is shown whole.

        Examples
        --------
        >>> from lessonlib import load_corpus
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
        >>> 'data-sentence="kompas-feature-001-01"' in reader(load_corpus()).markup()
        True
        """
        return self.text.widget(self.part, self.lines, self.mark, {row["id"] for row in self.basket.items})

    def twin(self) -> str:
        """Return what is shown as a table in both languages, as HTML.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> 'lang="id"' in reader(load_corpus()).twin()
        True
        """
        return self.text.twin(self.part, self.lines, self.mark)

    def keep(self, sentence_id: str, note: str = "") -> str:
        """Keep a sentence with a note, and say so.

        Raises
        ------
        UnknownNameError
            If there is no such sentence in the corpus.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> reader(load_corpus()).keep("kompas-feature-001-01", "a word of love")
        'Kept: kompas-feature-001-01. Sentences kept so far: 1.'
        """
        if sentence_id not in self.corpus.sentences.index:
            raise UnknownNameError(f"There is no sentence {sentence_id!r}; those shown are {', '.join(line.id for line in self.lines)}.")
        self.basket.keep(sentence_id, note)
        return self._told("done", sentence_id)

    def remove(self, sentence_id: str) -> str:
        """Take a sentence out of what is kept, and say so.

        Examples
        --------
        >>> from lessonlib import load_corpus
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
        >>> len(reader(load_corpus()).kept)
        0
        """
        return self.basket.table(self.corpus)

    def kept_lines(self) -> str:
        """Return what is kept as plain text, to be copied.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> reader(load_corpus()).kept_lines()
        ''
        """
        return self.basket.lines(self.corpus)

    def handout(self) -> Html:
        """Return the static twin by itself: a table that prints.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> reader(load_corpus(), "unsigned-analysis", mark="nothing").handout()
        Parallel reader: unsigned-analysis, the whole text, 10 of 10 sentences. Nothing marked.
        """
        return Html(self.twin(), self.text.summary(self.part, self.lines, self.mark))

    def recall(self) -> None:
        """Read again what is kept: the lesson may have begun anew since, or another reader kept a sentence.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> reader(load_corpus()).recall()
        """
        self.basket.work.refresh()
        if self._widget is not None:
            self.panel.recall()

    def widget(self) -> Any:
        """Return the ipywidgets widget, made once.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> type(reader(load_corpus()).widget()).__name__
        'VBox'
        """
        if self._widget is None:
            from lessonlib.widgets.reading.panel import Panel

            self.panel = Panel(self)
            self._widget = self.panel.box
        return self._widget

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        self.recall()
        return {**self.widget()._repr_mimebundle_(), "text/plain": repr(self), "text/html": self.twin()}


def reader(
    corpus: Corpus,
    doc_id: str = "",
    phase: str = "",
    *,
    mark: str = "claims",
    paragraphs: tuple[int, int] | None = None,
    original: bool = False,
    questions: bool = True,
    lesson: str = "",
) -> Reader:
    """Read a text sentence by sentence, our English first, the Indonesian original one key away.

    Parameters
    ----------
    corpus : Corpus
        From `lessonlib.load_corpus`.
    doc_id : str, optional
        The text to begin with; without it, the first (that speaks of the phase).
    phase : str, optional
        A key of `lessonlib.PHASES`: begin with the paragraphs that make claims of it.
    mark : str
        ``claims``, ``names``, ``signals`` or ``nothing``.
    paragraphs : tuple of int, optional
        The first and the last paragraph of an excerpt.
    original : bool
        Whether the original is shown from the beginning.
    questions : bool
        Whether open questions stand below the sentences that raise them.
    lesson : str, optional
        The number of the lesson with whose work kept sentences are written;
        without it they are kept until the kernel stops.

    Returns
    -------
    Reader
        Shows itself in a notebook.

    Raises
    ------
    UnknownNameError
        If there is no such text, phase, mark, paragraph or lesson; the message lists those there are.

    Examples
    --------
    >>> import lessonlib
    >>> reader(lessonlib.load_corpus(), phase="pivot", mark="names")
    Parallel reader: kompas-feature, What it claims of: Pivot, 2017–2021, 2 of 20 sentences. Names marked: 6. (Run this cell to choose.)
    """
    check_phase(phase)
    if mark not in MARKS:
        raise UnknownNameError(f"There is no mark {mark!r}; the marks are {', '.join(MARKS)}.")
    texts = list(corpus.documents.index)
    if doc_id or not texts:
        corpus.page(doc_id)
    shown = Reader(corpus, doc_id or texts[0], mark, Basket(lesson), original=original, questions=questions)
    if phase and not doc_id:
        spoken = (name for name in texts if Text(corpus, name, questions=False).parts[phase].ids)
        shown.turn_to(next(spoken, texts[0]))
    shown.turn_to(part=phase, paragraphs=_checked(paragraphs, shown.text.last))
    return shown


def _checked(paragraphs: tuple[int, int] | None, last: int) -> tuple[int, int] | None:
    """Refuse a range that the text does not have."""
    if paragraphs is None or (
        len(paragraphs) == 2 and paragraphs[0] in range(1, last + 1) and paragraphs[1] in range(paragraphs[0], last + 1)
    ):
        return paragraphs
    raise UnknownNameError(
        f"There are no paragraphs {paragraphs!r}: give the first and the last, such as (1, 3); the paragraphs are 1 to {last}."
    )
