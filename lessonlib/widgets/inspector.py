"""The cleaning inspector: choose a text and a kind of span, and see what cleaning did and by which rule."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from lessonlib.corpus.kinds import KINDS
from lessonlib.corpus.rules import explain
from lessonlib.errors import one_of
from lessonlib.html import escape, scrolling
from lessonlib.numberwords import say_number
from lessonlib.turns import in_turn
from lessonlib.widgets.lookups import corpus_of
from lessonlib.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lessonlib.corpus.kinds import Span
    from lessonlib.corpus.load import Corpus

#: Of a very long page no more characters and spans are shown; what is found is counted on the whole page.
_MOST_CHARACTERS, _MOST_SPANS = 200_000, 5_000
_BOX = "border:1px solid var(--jp-border-color1,#999);padding:.6em;max-height:24em;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere;font-size:90%;line-height:1.5"
_MARK = "background:rgba(255,190,0,.38);color:inherit;border-bottom:2px solid #b36b00"
_RULE = (
    "font-size:75%;font-style:normal;border:1px solid currentColor;border-radius:.6em;padding:0 .4em;margin-left:.3em;white-space:nowrap"
)


class Inspector:
    """A page with one kind of span highlighted.

    Display it as the last line of a cell. `markup` is what it shows, for
    handouts and where no kernel runs.

    Examples
    --------
    >>> from lessonlib import load_corpus
    >>> inspector = Inspector(load_corpus(), "kompas-feature", "caption")
    >>> inspector
    Cleaning inspector: In kompas-feature, 4 places of the kind “caption” (the text of a picture): 499 characters, 7% of the page. (Run this cell to choose.)
    """

    def __init__(self, corpus: Corpus, doc_id: str, kind: str) -> None:
        self.corpus = corpus
        self._check(doc_id, kind)
        self.doc_id, self.kind = doc_id, kind
        self._widget: Any = None
        self._by_kind: dict[str, dict[str, list[Span]]] = {}

    def _check(self, doc_id: str, kind: str) -> None:
        self.corpus.page(doc_id)
        one_of(kind, KINDS, "kind of span", "kinds")

    def __repr__(self) -> str:
        return words("inspector")["title"].format(summary=self.summary(self.doc_id, self.kind))

    def _found(self, doc_id: str, kind: str) -> list[Span]:
        if doc_id not in self._by_kind:
            self._by_kind[doc_id] = {known: [] for known in KINDS}
            for span in self.corpus.page(doc_id).span_list:
                self._by_kind[doc_id][span.kind].append(span)
        return self._by_kind[doc_id][kind]

    def summary(self, doc_id: str, kind: str) -> str:
        """Say how much of a page is of one kind.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> inspector = Inspector(load_corpus(), "kompas-feature", "caption")
        >>> inspector.summary("kompas-feature", "heading")[:30]
        'In kompas-feature, 2 places of'
        """
        found = self._found(doc_id, kind)
        size = sum(len(span.text) for span in found)
        share = size / max(1, len(self.corpus.raw(doc_id)))
        said = words("inspector")
        places = said["place"] if len(found) == 1 else said["places"].format(count=len(found))
        what = said["kinds"][kind]
        return said["summary"].format(text=doc_id, places=places, kind=kind, what=what, size=say_number(size), share=f"{share:.0%}")

    def markup(self, doc_id: str, kind: str) -> str:
        """Return the page as HTML, spans of a kind highlighted and labelled with their rule.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> inspector = Inspector(load_corpus(), "kompas-feature", "caption")
        >>> "<mark" in inspector.markup("kompas-feature", "caption")
        True
        """
        return self._told(doc_id, kind) + "".join(self._pieces(doc_id, kind))

    def _told(self, doc_id: str, kind: str) -> str:
        return f"<p>{escape(self.summary(doc_id, kind))}</p>"

    def _pieces(self, doc_id: str, kind: str) -> list[str]:
        """The page in pieces: most of it looks the same whatever is highlighted."""
        said, language = words("inspector"), escape(str(self.corpus.documents["language"][doc_id]) or "id")
        rules = Counter(span.rule for span in self._found(doc_id, kind))
        reasons = "".join(
            f"<dt><b>{escape(rule)}</b> ({count}×)</dt><dd>{escape(explain(rule))}</dd>" for rule, count in rules.most_common()
        )
        return [
            scrolling(said["page"].format(text=doc_id), _BOX, language),
            *(_marked(span) if span.kind == kind else escape(span.text) for span in self._beginning(doc_id)),
            f"</div>{self._cut_off(doc_id)}" + (f"<p>{escape(said['rules'])}</p><dl>{reasons}</dl>" if reasons else ""),
        ]

    def _beginning(self, doc_id: str) -> Iterator[Span]:
        """The spans of a page, of a very long one the first, the last of them cut."""
        for span in self.corpus.page(doc_id).span_list[:_MOST_SPANS]:
            if span.start >= _MOST_CHARACTERS:
                return
            end = min(span.end, _MOST_CHARACTERS)
            yield span if end == span.end else span._replace(end=end, text=span.text[: end - span.start])

    def _cut_off(self, doc_id: str) -> str:
        """Say of a very long page that only its beginning is shown."""
        spans = self.corpus.page(doc_id).span_list
        if len(spans) <= _MOST_SPANS and len(self.corpus.raw(doc_id)) <= _MOST_CHARACTERS:
            return ""
        shown, size = min(spans[:_MOST_SPANS][-1].end, _MOST_CHARACTERS), len(self.corpus.raw(doc_id))
        told = words("inspector")["cut"].format(shown=say_number(shown), all=say_number(size))
        return f"<p><strong>{escape(told)}</strong></p>"

    def widget(self) -> Any:
        """Return the ipywidgets widget, made once.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> inspector = Inspector(load_corpus(), "kompas-feature", "caption")
        >>> type(inspector.widget()).__name__
        'VBox'
        """
        if self._widget is None:
            self._widget = self._build()
        return self._widget

    def _build(self) -> Any:
        import ipywidgets

        from lessonlib.keys import keep_keys
        from lessonlib.widgets.shelf import Shelf

        said = words("inspector")
        text = ipywidgets.Dropdown(options=list(self.corpus.documents.index), value=self.doc_id, description=said["text"])
        kind = ipywidgets.Dropdown(options=list(KINDS), value=self.kind, description=said["show"])
        # What was found is said; the page is to be read.
        told, view = Shelf(controls=[text, kind]), Shelf(controls=[text, kind])
        told.add_class("lessonlib-result")
        pages = [(name, kind_) for name in self.corpus.documents.index for kind_ in KINDS]
        told.stock((page, [self._told(*page)]) for page in pages)
        view.stock((page, self._pieces(*page)) for page in pages)

        def redraw(_: dict | None = None) -> None:
            self.doc_id, self.kind = text.value, kind.value
            told.show(self._told(self.doc_id, self.kind))
            view.show(*self._pieces(self.doc_id, self.kind))

        redraw()
        text.observe(in_turn(redraw), "value")
        kind.observe(in_turn(redraw), "value")
        row = ipywidgets.HBox([text, kind], layout=ipywidgets.Layout(flex_flow="row wrap"))
        return keep_keys([row, told, view], said["name"])

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {**self.widget()._repr_mimebundle_(), "text/plain": repr(self), "text/html": self.markup(self.doc_id, self.kind)}


def _marked(span: Span) -> str:
    shown = escape(span.text)
    if span.kind == "blank":
        shown = shown.replace(" ", "·").replace("\u00a0", "⍽").replace("\n", "⏎\n")
        return f'<mark style="{_MARK}">{shown}</mark>'
    return f'<mark style="{_MARK}">{shown}<span style="{_RULE}" lang="en">{escape(span.rule)}</span></mark>'


def inspector(corpus: Corpus | None = None, doc_id: str = "", kind: str = "boilerplate") -> Inspector:
    """Show what cleaning did to a page: choose a text and a kind of span.

    Parameters
    ----------
    corpus : Corpus, optional
        From `lessonlib.load_corpus`; without it, the five texts.
    doc_id : str, optional
        The text to begin with; without it, the first.
    kind : str
        The kind to begin with, one of `lessonlib.corpus.kinds.KINDS`.

    Returns
    -------
    Inspector
        Shows itself in a notebook.

    Raises
    ------
    UnknownNameError
        If there is no such text or kind; the message lists those there are.
    LessonlibError
        If what stands first is no corpus.

    Examples
    --------
    >>> import lessonlib
    >>> inspector(lessonlib.load_corpus(), "unsigned-analysis", "repeat").summary("unsigned-analysis", "repeat")
    "In unsigned-analysis, 8 places of the kind “repeat” (a later copy of the article's own text): 1,678 characters, 45% of the page."
    """
    corpus = corpus_of(corpus, "inspector")
    return Inspector(corpus, doc_id or str(corpus.documents.index[0]), kind)
