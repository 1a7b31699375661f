"""The parallel reader: a text sentence by sentence, our English first and the original one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lessonlib.errors import UnknownNameError, one_of
from lessonlib.history.phases import PHASES
from lessonlib.html import Html
from lessonlib.widgets.lookups import corpus_of
from lessonlib.widgets.reading.basket import Basket
from lessonlib.widgets.reading.marks import MARKS
from lessonlib.widgets.reading.reading import Reading
from lessonlib.widgets.reading.text import Text

if TYPE_CHECKING:
    from lessonlib.corpus.load import Corpus


class Reader(Reading):
    """A reading that shows itself.

    Display it as the last line of a cell. `twin` is the same as a table, for
    handouts and where no kernel runs.

    Examples
    --------
    >>> from lessonlib import load_corpus
    >>> Reader(load_corpus(), "kompas-feature", "claims", Basket())
    Parallel reader: kompas-feature, the whole text, 20 of 20 sentences. Claims marked: 43. (Run this cell to choose.)
    """

    _widget: Any = None

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
            from lessonlib.widgets.reading.panel import Panel  # ipywidgets is loaded when it is needed

            self.panel = Panel(self)
            self._widget = self.panel.box
        return self._widget

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        self.recall()
        return {**self.widget()._repr_mimebundle_(), "text/plain": repr(self), "text/html": self.twin()}


def reader(
    corpus: Corpus | None = None,
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
    corpus : Corpus, optional
        From `lessonlib.load_corpus`; without it, the five texts.
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
    LessonlibError
        If what stands first is no corpus.

    Examples
    --------
    >>> import lessonlib
    >>> reader(lessonlib.load_corpus(), phase="pivot", mark="names")
    Parallel reader: kompas-feature, What it claims of: Pivot, 2017–2021, 2 of 20 sentences. Names marked: 6. (Run this cell to choose.)
    """
    one_of(phase, ["", *PHASES], "phase")
    one_of(mark, MARKS, "mark")
    corpus = corpus_of(corpus, "reader")
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
