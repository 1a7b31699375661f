"""The comparison viewer: what the five texts say about one thing, and how two of them tell the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from lessonlib.history.phases import PHASES
from lessonlib.html import escape
from lessonlib.turns import in_turn
from lessonlib.widgets.lookups import attestations, check_event, check_name, documents, event_row, events
from lessonlib.widgets.passages import Passage, passage_markup, passages, say_degree
from lessonlib.widgets.sayings import reminder, say_count, sayings_table, summary
from lessonlib.words import words

_WIDE = {"width": "98%", "max_width": "60em"}
_LABEL = {"description_width": "7em"}


class Comparison:
    """What the five texts say about one thing.

    Display it as the last line of a cell. `markup` is what it shows of an
    event, for handouts and where no kernel runs.

    Examples
    --------
    >>> compare("korean-war")
    Comparison viewer: North Korea fought South Korea in the Korean War. 3 of 5 texts speak of it. (Run this cell to choose.)
    """

    def __init__(self, event_id: str, theme: str, doc_a: str, doc_b: str, descent: bool) -> None:
        check_name(theme, sorted(set(events()["theme"])), "theme", "themes")
        texts = list(documents().index)
        check_name(doc_a, texts, "text", "texts")
        check_name(doc_b, texts, "text", "texts")
        found = events() if not theme else events()[events()["theme"] == theme]
        if event_id:
            check_event(event_id)
            found = events() if event_id not in found.index else found
        self.things, self.descent = found, descent
        self.event_id = event_id or str(found["n_sources"].idxmax())
        self.doc_a, self.doc_b = self._pair(doc_a, doc_b)
        self._widget: Any = None

    def _pair(self, doc_a: str, doc_b: str) -> tuple[str, str]:
        """The texts to begin with: of the first two that tell of the thing in passages that we noted, if there are any."""
        speaking = attestations().loc[attestations()["event_id"] == self.event_id, "doc_id"]
        texts = list(dict.fromkeys([*speaking, *documents().index]))
        pairs = [pair for pair in product([doc_a] if doc_a else texts, [doc_b] if doc_b else texts) if pair[0] != pair[1]]
        pairs.sort(key=lambda pair: not any(self.event_id in passage.events for passage in passages(*pair)))
        return pairs[0] if pairs else (doc_a, doc_b)

    def __repr__(self) -> str:
        say = words("viewers")["compare"]
        told = f"{say['name']}: {event_row(self.event_id)['label']}. {say_count(self.event_id, self.descent)}"
        return str(say["text"]).format(summary=told)

    def markup(self, event_id: str) -> str:
        """Return what the five texts say about an event, as HTML.

        Examples
        --------
        >>> 'lang="id"' in compare().markup("korean-war")
        True
        """
        return f"{summary(event_id, self.descent)}{sayings_table(event_id, self.descent)}<p>{escape(reminder())}</p>"

    def ordered(self, doc_a: str, doc_b: str, event_id: str) -> list[Passage]:
        """Return the passages of two texts, those about an event first, then the nearest.

        Examples
        --------
        >>> first = compare().ordered("antara-explainer", "sindonews-listicle", "korean-war")[0]
        >>> "korean-war" in first.events
        True
        """
        near = list(words("viewers")["degree"])
        return sorted(passages(doc_a, doc_b), key=lambda passage: (event_id not in passage.events, near.index(passage.degree)))

    def passage(self, doc_a: str, doc_b: str, event_id: str, number: int = 0) -> str:
        """Return one pair of passages of two texts as HTML, or the words that there is none.

        Examples
        --------
        >>> compare().passage("kompas-feature", "kompas-feature", "korean-war")
        '<p>Choose two different texts.</p>'
        """
        say = words("viewers")["compare"]
        if doc_a == doc_b:
            return f"<p>{escape(say['one_text'])}</p>"
        found = self.ordered(doc_a, doc_b, event_id)
        if not found:
            return f"<p>{escape(say['none'].format(a=doc_a, b=doc_b))} {escape(reminder())}</p>"
        return passage_markup(found[number], self.descent)

    def widget(self) -> Any:
        """Return the ipywidgets widget, made once.

        Examples
        --------
        >>> type(compare("korean-war").widget()).__name__
        'VBox'
        """
        if self._widget is None:
            self._widget = self._build()
        return self._widget

    def _build(self) -> Any:
        import ipywidgets

        from lessonlib.keys import keep_keys
        from lessonlib.widgets.shelf import Shelf

        say = words("viewers")["compare"]
        texts = list(documents().index)
        phase_now = event_row(self.event_id)["phase"]
        held = set(self.things["phase"])
        phases = [(name.label, key) for key, name in PHASES.items() if key in held]
        self.phase = ipywidgets.Dropdown(options=phases, value=phase_now, description=say["phase"], style=_LABEL)
        self.event = ipywidgets.Dropdown(
            options=self._options(phase_now), value=self.event_id, description=say["event"], layout=_WIDE, style=_LABEL
        )
        self.said = Shelf(controls=[self.phase, self.event])
        self.first = ipywidgets.Dropdown(options=texts, value=self.doc_a, description=say["doc_a"], style=_LABEL)
        self.second = ipywidgets.Dropdown(options=texts, value=self.doc_b, description=say["doc_b"], style=_LABEL)
        self.passages = ipywidgets.Dropdown(
            options=self._passage_options(), value=0, description=say["passage"], layout=_WIDE, style=_LABEL
        )
        self.told = Shelf(controls=[self.first, self.second, self.event, self.passages])
        self._stock()
        for place in (self.said, self.told):
            place.add_class("lessonlib-result")
        self._listen()
        heading = ipywidgets.HTML(f'<h3 style="margin:.6em 0 0;font-size:1em">{escape(say["heading"])}</h3>')
        row = ipywidgets.HBox([self.first, self.second], layout=ipywidgets.Layout(flex_flow="row wrap"))
        return keep_keys([self.phase, self.event, self.said, heading, row, self.passages, self.told], say["name"])

    def _listen(self) -> None:
        self.phase.observe(in_turn(self._choose_phase), "value")
        self.event.observe(in_turn(self._choose_event), "value")
        for text in (self.first, self.second):
            text.observe(in_turn(self._choose_texts), "value")
        self.passages.observe(in_turn(self._choose_passage), "value")

    def _stock(self) -> None:
        """Make the pages beforehand, and show those to begin with."""
        self.said.stock_soon(self._sayings)
        self.told.stock_soon(self._passages)
        self._show()

    def _sayings(self) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
        """What is said of each thing; a period alone stands for the first of its things."""
        for phase in PHASES:
            for number, (label, event_id) in enumerate(self._options(phase)):
                page = [self.markup(event_id)]
                yield (PHASES[phase].label, label), page
                if not number:
                    yield (PHASES[phase].label,), page

    def _passages(self) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
        """Each pair of passages by its name, and which comes first: for two texts, and for a thing that other passages are about."""
        texts = list(documents().index)
        labels = {event_id: label for phase in PHASES for label, event_id in self._options(phase)}
        for doc_a, doc_b in product(texts, texts):
            found = passages(doc_a, doc_b) if doc_a != doc_b else []
            for passage in found:
                yield (_name(passage),), [passage_markup(passage, self.descent)]
            yield (doc_a, doc_b), [self.passage(doc_a, doc_b, "")]
            about = {event_id for passage in found for event_id in passage.events}
            for event_id in (event_id for event_id in labels if event_id in about):
                yield (doc_a, doc_b, labels[event_id]), [self.passage(doc_a, doc_b, event_id)]

    def _show(self) -> None:
        self.said.show(self.markup(self.event_id))
        self._name_passages()
        self._choose_passage({})

    def _options(self, phase: str) -> list[tuple[str, str]]:
        option = words("viewers")["compare"]["event_option"]
        found = self.things[self.things["phase"] == phase]
        return [(option.format(label=row.label, count=row.n_sources), str(row.Index)) for row in found.itertuples()]

    def _passage_options(self) -> list[tuple[str, int]]:
        say = words("viewers")["compare"]
        options = []
        for number, passage in enumerate(self.ordered(self.doc_a, self.doc_b, self.event_id)):
            form = say["passage_here" if self.event_id in passage.events else "passage_option"]
            start = passage.exact[0][:60].rsplit(" ", 1)[0] + " …"
            degree = say_degree(passage.degree, self.descent)
            options.append((form.format(number=number + 1, degree=degree, start=start), number))
        return options or [(say["no_passage"], 0)]

    def _choose_phase(self, _: dict) -> None:
        with self.event.hold_sync():
            self.event.options = self._options(self.phase.value)  # the first of them is chosen, and shown

    def _choose_event(self, _: dict) -> None:
        self.event_id = self.event.value
        self.said.show(self.markup(self.event_id))
        self._choose_texts({})

    def _choose_texts(self, _: dict) -> None:
        self.doc_a, self.doc_b = self.first.value, self.second.value
        with self.passages.hold_sync():
            self.passages.options = self._passage_options()
            self.passages.value = 0
        self._name_passages()
        self._choose_passage({})

    def _choose_passage(self, _: dict) -> None:
        self.told.show(self.passage(self.doc_a, self.doc_b, self.event_id, self.passages.value or 0))

    def _name_passages(self) -> None:
        """Which page each entry of the list means: its words depend on the thing chosen."""
        found = self.ordered(self.doc_a, self.doc_b, self.event_id) if self.doc_a != self.doc_b else []
        self.told.name_entries((self.doc_a, self.doc_b, self.event.label), [_name(passage) for passage in found])

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        static = self.markup(self.event_id) + self.passage(self.doc_a, self.doc_b, self.event_id)
        return {**self.widget()._repr_mimebundle_(), "text/plain": repr(self), "text/html": static}


def _name(passage: Passage) -> str:
    """A name that no other pair of passages has."""
    return "\t".join((*passage.texts, *passage.exact))


def compare(event_id: str = "", theme: str = "", doc_a: str = "", doc_b: str = "", descent: bool = False) -> Comparison:
    """Show what the five texts say about one thing, and how two of them tell the same.

    Parameters
    ----------
    event_id : str
        The event or claim to begin with, an id of `lessonlib.load_events`; without it, the one of which most texts speak.
    theme : str
        Keep the choice to one theme, such as ``"aid"``.
    doc_a, doc_b : str
        The two texts to begin with.
    descent : bool
        Whether lines of descent are shown, and said of passages what their likeness shows of it: not before lesson 06.

    Returns
    -------
    Comparison
        Shows itself in a notebook.

    Raises
    ------
    UnknownNameError
        If there is no such event, theme or text; the message lists those there are.

    Examples
    --------
    >>> compare("recognition-of-donetsk-and-luhansk")
    Comparison viewer: North Korea recognised Donetsk and Luhansk as independent states. 3 of 5 texts speak of it. (Run this cell to choose.)
    >>> compare(theme="famine").event_id
    'famine-in-north-korea'
    """
    return Comparison(event_id, theme, doc_a, doc_b, descent)
