"""Words of the texts: pasted, or picked from the list of their sentences."""

from __future__ import annotations

from typing import Any

import ipywidgets

from lessonlib.exercises.drawing.forms.base import LABEL, WIDE
from lessonlib.exercises.drawing.forms.writing import LinesForm
from lessonlib.exercises.passages import passages, text_of
from lessonlib.exercises.telling import say_answer
from lessonlib.html import escape
from lessonlib.turns import in_turn

#: So much of a sentence is shown in a list of sentences.
_SHOWN = 110


class QuoteForm(LinesForm):
    """Words to paste, and lists to pick a sentence from.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> from lessonlib.exercises.drawing.forms import form_of
    >>> form = form_of(example("two-voices"))
    >>> form.write(["satu", "dua"]); form.read()
    ['satu', 'dua']
    """

    def build(self) -> None:
        super().build()
        texts = list(dict.fromkeys(text_of(ref) for ref in passages()))
        self.text = ipywidgets.Dropdown(options=texts, description=self.phrases("verbs.pick_text"), style=LABEL, layout=WIDE)
        self.sentence = ipywidgets.Select(description=self.phrases("verbs.pick_sentence"), rows=6, style=LABEL, layout=WIDE)
        self.use = ipywidgets.Button(description=self.phrases("verbs.use"), layout=WIDE)
        self.text.observe(in_turn(lambda _: self._list_sentences()), "value")
        self.use.on_click(in_turn(lambda _: self._take()))
        self._list_sentences()
        self.told = ipywidgets.HTML()
        self.told.add_class("lessonlib-heard")  # for who cannot see that the field changed
        self.helps = [self.text, self.sentence, self.use, self.told]
        self.parts = [self.field, *self.helps]

    @property
    def _many(self) -> bool:
        return (self.exercise.row["count"] or 1) > 1

    def _label(self) -> str:
        return self.phrases("verbs.quotations" if self._many else "verbs.quotation")

    def _list_sentences(self) -> None:
        # Sentences first, then the other parts of the page, each in the order of the page.
        found = [passage for ref, passage in passages().items() if text_of(ref) == self.text.value]
        # A reader chooses in English, where there is any; what is taken are the words of the source.
        self.sentence.options = [
            (_shortened(passage.english or passage.original), passage.ref) for passage in found if len(passage.original) > 3
        ]

    def _take(self) -> None:
        words = passages()[self.sentence.value].original if self.sentence.value else ""
        written = self.field.value.strip()
        keep = self._many and written and written != self.exercise.say("starter")
        self.field.value = f"{written}\n{words}" if keep else words
        self.told.value = ""  # only a change is heard
        told = escape(self.phrases("verbs.taken" if words else "verbs.taken_nothing", words="{words}"))
        self.told.value = f"<p>{told.replace('{words}', say_answer(words))}</p>"

    def read(self) -> Any:
        if not self._many:
            return self.field.value
        return [line for line in self.field.value.splitlines() if line.strip()]


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]} …"
