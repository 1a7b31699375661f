"""The controls of the reader. Text, part, range and marks are chosen in the browser among pages made beforehand, without the kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets

from lessonlib.html import escape, unseen
from lessonlib.keys import keep_keys
from lessonlib.turns import in_turn
from lessonlib.widgets.reading.keys import ReaderKeys
from lessonlib.widgets.reading.marks import MARKS
from lessonlib.widgets.reading.parts import WHOLE
from lessonlib.widgets.reading.rows import star
from lessonlib.widgets.shelf import Shelf
from lessonlib.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lessonlib.widgets.pieces import Piece
    from lessonlib.widgets.reading.reading import Reading

_WRAP = {"flex_flow": "row wrap"}
_SHORT = 60
#: Heading, columns, and more paragraphs than are seen without scrolling.
_AT_ONCE = 10


class Panel:
    """The controls of a reader, and what they do.

    Attributes
    ----------
    box : ipywidgets.VBox
        All of it.
    text, part, first, last, mark, original, sentence, note, keep, remove, kept, copy : ipywidgets.Widget
        The controls, in the order in which Tab reaches them.
    told : ipywidgets.HTML
        What happened, in words.
    view : lessonlib.widgets.shelf.Shelf
        The sentences.

    Examples
    --------
    >>> from lessonlib import load_corpus, widgets
    >>> shown = widgets.reader(load_corpus(), "unsigned-analysis")
    >>> panel = Panel(shown)
    >>> panel.mark.value = "names"; shown.mark
    'names'
    """

    def __init__(self, reader: Reading) -> None:
        self.reader, self.words = reader, words("reader")
        self._busy = False
        self._make_choices()
        self._make_keeping()
        self.view = Shelf(
            controls=[self.text, self.mark, self.part], bounds=[self.first, self.last], bounded=[self.text, self.part], at_once=_AT_ONCE
        )
        self.told = ipywidgets.HTML()
        self.view.add_class("lessonlib-reader-view")
        self.told.add_class("lessonlib-result")
        self.keys = ReaderKeys(original=reader.original, star=star())
        self._follow()
        self.view.stock_soon(self._pages)
        self._draw()
        self._fill_lists()
        self._show_kept()
        self.box = self._stack()

    def _make_choices(self) -> None:
        said, reader = self.words["controls"], self.reader
        texts = [(_plain(name), name) for name in reader.corpus.documents.index]
        self.text = ipywidgets.Dropdown(options=texts, value=reader.doc_id, description=said["text"])
        self.part = ipywidgets.Dropdown(description=said["part"])
        self.first = ipywidgets.Dropdown(description=said["first"])
        self.last = ipywidgets.Dropdown(description=said["last"])
        marks = [(self.words["marks"][name], name) for name in MARKS]
        self.mark = ipywidgets.Dropdown(options=marks, value=reader.mark, description=said["mark"])
        self.original = ipywidgets.Checkbox(value=reader.original, description=said["original"], indent=False)
        self.original.add_class("lessonlib-show-original")
        for control in (self.first, self.last):
            control.layout, control.style = {"width": "max-content"}, {"description_width": "initial"}
        for control in (self.text, self.mark):
            control.layout = {"max_width": "calc(100% - 4px)"}
        self.part.layout = {"width": "auto", "max_width": "calc(100% - 4px)"}

    def _make_keeping(self) -> None:
        said = self.words["controls"]
        self.sentence = ipywidgets.Dropdown(description=said["sentence"])
        # Sent when the field is left: while somebody types, a press on the button would overtake the last letters.
        self.note = ipywidgets.Text(description=said["note"], placeholder=said["note_hint"], continuous_update=False)
        self.keep = ipywidgets.Button(description=said["keep"], button_style="primary", layout={"width": "auto"})
        self.remove = ipywidgets.Button(description=said["remove"], layout={"width": "auto"})
        self.kept = ipywidgets.Textarea(description=said["kept"])
        self.kept.add_class("lessonlib-copied")
        self.copy = ipywidgets.Button(description=said["copy"], layout={"width": "auto"})
        self.copy.add_class("lessonlib-copy")

    def _stack(self) -> ipywidgets.VBox:
        lists = ipywidgets.HBox([self.text, self.part], layout=_WRAP)
        range_ = ipywidgets.HBox([self.mark, self.first, self.last, self.original], layout=_WRAP)
        fields = ipywidgets.VBox([self.sentence, self.note])
        fields.add_class("lessonlib-form")
        fields.add_class("lessonlib-keep")
        self._held = ipywidgets.VBox([self.kept, self.copy])
        self._held.add_class("lessonlib-form")
        buttons = ipywidgets.HBox([self.keep, self.remove], layout=_WRAP)
        self._show_kept_box()
        return keep_keys([lists, range_, self.view, fields, buttons, self.told, self._held, self.keys], self.words["page"]["name"])

    def _follow(self) -> None:
        self.text.observe(in_turn(lambda _: self._turn(self.text.value, "")), "value")
        self.part.observe(in_turn(lambda _: self._turn("", self.part.value)), "value")
        for control in (self.first, self.last):
            control.observe(in_turn(lambda _: self._range()), "value")
        self.mark.observe(in_turn(lambda _: self._mark()), "value")
        self.sentence.observe(in_turn(lambda _: self._recall()), "value")
        self.keep.on_click(
            in_turn(lambda _: self._tell(self.reader.keep(self.sentence.value, self.note.value) if self.sentence.value else ""))
        )
        self.remove.on_click(in_turn(lambda _: self._tell(self.reader.remove(self.sentence.value) if self.sentence.value else "")))
        self.keys.observe(in_turn(lambda _: self._chosen()), "times")
        # The browser itself passes the tick on: no kernel stands between the key and the picture.
        ipywidgets.jslink((self.original, "value"), (self.keys, "original"))

    def _turn(self, doc_id: str, part: str) -> None:
        if not self._busy:
            self.reader.turn_to(doc_id, part)
            self._refill()

    def _range(self) -> None:
        if not self._busy:
            self.reader.turn_to(paragraphs=(self.first.value, self.last.value))
            self._draw()
            self._list_sentences()

    def _mark(self) -> None:
        self.reader.mark = self.mark.value
        if self.mark.value == "signals":  # they stand in the original
            self.original.value = True
        self._draw()

    def _pages(self) -> Iterator[tuple[list[str], list[Piece]]]:
        """Every text, mark and part; the whole text stands for parts that a text does not have."""
        marks = self.words["marks"]
        for doc_id in self.reader.corpus.documents.index:
            text = self.reader.take(doc_id)
            for mark in MARKS:
                names = [_plain(doc_id), marks[mark]]
                yield names, text.pieces(WHOLE, mark)
                for part in text.parts.values():
                    yield [*names, _plain(part.label)], text.pieces(part.key, mark)

    def _refill(self) -> None:
        """Show another text, then give the lists its entries: the picture does not wait for them."""
        self._draw()
        self._fill_lists()

    def _fill_lists(self) -> None:
        self._busy = True
        reader = self.reader
        _fill(self.part, [(_plain(part.label), part.key) for part in reader.text.parts.values()], reader.part)
        numbers = [(str(number), number) for number in range(1, reader.text.last + 1)] or [("0", 0)]
        _fill(self.first, numbers, min(reader.first, reader.text.last))
        _fill(self.last, numbers, min(reader.last, reader.text.last))
        self.view.open_bounds()
        self._list_sentences()
        self._busy = False

    def _draw(self) -> None:
        reader, lines = self.reader, self.reader.lines
        # Stars are set in the browser.
        self.view.show(*reader.text.pieces(reader.part, reader.mark), bounds=(reader.first, reader.last))
        self.keys.region = self.words["page"]["region"].format(text=_plain(reader.doc_id))
        self.told.value = f"<p>{escape(reader.text.summary(reader.part, lines, reader.mark))}</p>"

    def _list_sentences(self) -> None:
        reader, lines = self.reader, self.reader.lines
        listed = [(_plain(f"{line.id.removeprefix(reader.doc_id + '-')}: {line.english or line.text}"), line.id) for line in lines]
        _fill(self.sentence, listed, self.sentence.value)

    def _recall(self) -> None:
        self.note.value = self.reader.basket.note(self.sentence.value or "")

    def _chosen(self) -> None:
        if any(line.id == self.keys.chosen for line in self.reader.lines):
            self.sentence.value = self.keys.chosen

    def recall(self) -> None:
        """Show what is kept by now, in the text, the note and the list.

        Examples
        --------
        >>> from lessonlib import load_corpus, widgets
        >>> panel = Panel(widgets.reader(load_corpus(), "unsigned-analysis"))
        >>> panel.recall(); panel.kept.value
        ''
        """
        self.view.value = self.reader.markup()
        self._recall()
        self._show_kept()
        self._show_kept_box()

    def _tell(self, words_: str) -> None:
        self.told.value = ""
        self.told.value = f"<p>{escape(words_)}</p>"
        self._show_kept()
        self._show_kept_box()

    def _show_kept(self) -> None:
        self.kept.value = _plain(self.reader.kept_lines(), 0)
        self.keys.kept = [row["id"] for row in self.reader.basket.items]

    def _show_kept_box(self) -> None:
        self._held.layout.display = "" if self.kept.value else "none"


def _fill(control: Any, options: Sequence[tuple[str, Any]], value: Any) -> None:
    """Give a list other entries, and keep what is chosen if it is still there; else the first is."""
    values = [entry for _, entry in options]
    wanted = value if value in values else next(iter(values), None)
    with control.hold_sync():  # new entries and what is chosen of them arrive together
        if [*control.options] != [*options]:
            control.options = options
        if control.value != wanted:
            control.value = wanted


def _plain(text: str, most: int = _SHORT) -> str:
    """Text for a list or a field, which shows letters as they are: no signs that cannot be seen, and not too long."""
    seen = unseen(text)
    return seen if not most or len(seen) <= most else f"{seen[:most]}…"
