"""The timeline: events on an axis of time, chosen by period, speaker, certainty and text, with the words that carry them."""

from __future__ import annotations

from typing import Any

from lessonlib.errors import one_of
from lessonlib.exercises.bank import lesson_numbers
from lessonlib.history.phases import PHASES
from lessonlib.history.schemas import CERTAINTY
from lessonlib.html import escape, scrolling, table
from lessonlib.language import by_language
from lessonlib.turns import in_turn
from lessonlib.widgets.axis import Axis
from lessonlib.widgets.lookups import documents, event_row, events
from lessonlib.widgets.marks import Mark, actors, choices, find_marks
from lessonlib.widgets.periods import SCHEME, Periods
from lessonlib.widgets.sayings import reminder, sayings_table, summary
from lessonlib.widgets.timeline_svg import draw, legend
from lessonlib.words import words

_FILTERS = ("phase", "actor", "certainty", "doc_id")


class Timeline:
    """Events on an axis of time.

    Display it as the last line of a cell. `markup` is the same as a table,
    for handouts and where no kernel runs.

    Examples
    --------
    >>> timeline(phase="cooling")
    Timeline: 10 of 187 events shown. (Run this cell to choose.)
    """

    def __init__(self, phase: str, actor: str, certainty: str, doc_id: str, lesson: str) -> None:
        one_of(phase, ["", *PHASES], "phase")
        one_of(actor, ["", *actors()], "speaker")
        one_of(certainty, ["", *CERTAINTY], "certainty", "certainties")
        one_of(doc_id, ["", *documents().index], "text")
        one_of(lesson, ["", *lesson_numbers()], "lesson")
        self.filters = {"phase": phase, "actor": actor, "certainty": certainty, "doc_id": doc_id}
        self.chosen = ""
        self.periods = Periods(lesson) if lesson else None
        self._widget: Any = None

    def __repr__(self) -> str:
        say = words("viewers")["timeline"]
        return str(say["text"]).format(name=say["name"], shown=self.shown())

    def shown(self) -> str:
        """Say how many events fit the filters.

        Examples
        --------
        >>> timeline(doc_id="kompas-feature", certainty="denied").shown()
        'No event fits all four choices.'
        """
        say, count = words("viewers")["timeline"], len(self.marks())
        return str(say["shown"]).format(count=count, total=len(events())) if count else str(say["nothing"])

    def marks(self) -> list[Mark]:
        """Return the events that fit the filters, in the order of time, as they are drawn.

        Examples
        --------
        >>> timeline(certainty="denied").marks()[0].certainty
        'denied'
        """
        return find_marks(**self.filters)

    def pictures(self) -> list[str]:
        """Return the drawings: of all periods, then of each. Every event stands in its place; the browser hides those that do not fit.

        Examples
        --------
        >>> [picture.count("data-mark") for picture in timeline(certainty="denied").pictures()]
        [187, 33, 10, 22, 122]
        """
        return _pictures(len(SCHEME) if self.periods else 0)

    def markup(self) -> str:
        """Return the events that fit the filters as a table in HTML.

        Examples
        --------
        >>> timeline(phase="cooling").markup().count("<tr>")
        11
        """
        say = words("viewers")
        rows = [
            [
                mark.when,
                mark.label,
                say["certainty"][mark.certainty],
                int(event_row(mark.event_id)["n_sources"]),
                say["timeline"]["doubtful" if mark.doubtful else "firm"],
            ]
            for mark in self.marks()
        ]
        name = say["timeline"]["name"]
        listed = table(say["timeline"]["columns"], rows, f"{name}: {self.shown()}")
        box = "border:1px solid var(--jp-border-color1,#999);max-height:26em;overflow:auto"
        below = self.periods.static() if self.periods else ""
        return f"{scrolling(name, box)}{listed}</div><p>{escape(say['timeline']['reminder'].format(reminder=reminder()))}</p>{below}"

    def widget(self) -> Any:
        """Return the ipywidgets widget, made once.

        Examples
        --------
        >>> type(timeline(phase="pivot").widget()).__name__
        'VBox'
        """
        if self._widget is None:
            self._widget = self._build()
        return self._widget

    def _build(self) -> Any:
        import ipywidgets

        from lessonlib.keys import keep_keys
        from lessonlib.widgets.chart import Chart
        from lessonlib.widgets.shelf import Shelf

        say = words("viewers")["timeline"]
        self.controls = {
            name: ipywidgets.Dropdown(
                options=choices(name), value=self.filters[name], description=say[name], style={"description_width": "7em"}
            )
            for name in _FILTERS
        }
        self.count = ipywidgets.HTML(self._counted())
        self.list = ipywidgets.Select(options=self._options(), value=None, rows=7, description=say["events"])
        self.words = Shelf(controls=[self.list])
        self.words.stock(((label,), [self._said(event_id)]) for label, event_id in [*map(_option, find_marks()), ("", "")])
        self.words.show(self._said(""))
        periods = self.periods.parts() if self.periods else []
        self.chart = Chart(filters=list(self.controls.values()), list=self.list, years=self.periods.fields if self.periods else [])
        self.chart.draw(self.pictures())
        self._name_entries()
        for place in (self.count, self.words):
            place.add_class("lessonlib-result")
        self._listen()
        row = ipywidgets.HBox(list(self.controls.values()), layout=ipywidgets.Layout(flex_flow="row wrap"))
        form = ipywidgets.VBox([self.list])
        form.add_class("lessonlib-form")
        key = ipywidgets.HTML(f'<p style="line-height:1.6" aria-hidden="true">{legend()}</p>')
        return keep_keys([row, self.count, self.chart, key, form, self.words, *periods], say["name"])

    def _listen(self) -> None:
        for control in self.controls.values():
            control.observe(in_turn(self._filter), "value")
        self.list.observe(in_turn(self._choose), "value")
        self.chart.observe(in_turn(self._point), "pointed")

    def _counted(self) -> str:
        say = words("viewers")["timeline"]
        bends = Axis(self.filters["phase"], 0, 1).bends()
        and_word = words("viewers")["silence"]["and"]
        years = and_word.join([", ".join(map(str, bends[:-1])), str(bends[-1])]) if bends else ""
        scale = say["scale"].format(years=years) if bends else ""
        # What stands there with every choice is not said anew with each.
        always = f"{say['reminder'].format(reminder=reminder())} {say['scheme']} {scale}"
        return f'<p>{escape(self.shown())} <span aria-live="off">{escape(always)}</span></p>'

    def _options(self) -> list[tuple[str, str]]:
        return [_option(mark) for mark in self.marks()]

    def _entries(self) -> list[int]:
        return [control.index for control in self.controls.values()]

    def _name_entries(self) -> None:
        """Which mark each entry of the list means, and for which choices the list was made."""
        self.chart.listed = (self._entries(), [event_id for _, event_id in self.list.options])

    def _said(self, event_id: str) -> str:
        if not event_id:
            return f"<p>{escape(words('viewers')['timeline']['choose'])}</p>"
        return summary(event_id) + sayings_table(event_id, spoken_only=True)

    def _filter(self, _: dict) -> None:
        """The browser has shown and hidden the marks already: the list and the words follow."""
        self.filters = {name: control.value for name, control in self.controls.items()}
        options = self._options()
        there = {event_id for _, event_id in options}
        kept = next((event_id for event_id in (self._pointed(), self.chosen) if event_id in there), None)
        with self.list.hold_sync():
            self.list.options = options
            self.list.value = kept
        self._name_entries()
        self.count.value = self._counted()
        self._show(kept or "")

    def _pointed(self) -> str:
        """The mark at which somebody pointed before the list was made, if it was made since."""
        where, event_id = self.chart.pointed
        return str(event_id) if where == self._entries() else ""

    def _point(self, _: dict) -> None:
        if self._pointed() in {event_id for _, event_id in self.list.options}:
            self.list.value = self._pointed()

    def _choose(self, change: dict) -> None:
        self.chart.pointed = ([], "")
        self._show(change["new"] or "")

    def _show(self, event_id: str) -> None:
        self.chosen = event_id
        self.words.show(self._said(event_id))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        if self.periods:
            self.periods.recall()
        return {**self.widget()._repr_mimebundle_(), "text/plain": repr(self), "text/html": self.markup()}


def _option(mark: Mark) -> tuple[str, str]:
    return words("viewers")["timeline"]["option"].format(date=mark.when, label=mark.label), mark.event_id


@by_language
def _pictures(cuts: int) -> list[str]:
    return [draw(find_marks(phase), phase, cuts) for phase in ("", *PHASES)]


def timeline(phase: str = "", actor: str = "", certainty: str = "", doc_id: str = "", lesson: str = "") -> Timeline:
    """Show the events on an axis of time; choose one to read the words that carry it.

    Parameters
    ----------
    phase, actor, certainty, doc_id : str
        With which filters to begin: a key of `lessonlib.PHASES`, a speaker, a certainty, a text.
    lesson : str
        With it, three cuts can be moved and defended, and are kept with the work of that lesson.

    Returns
    -------
    Timeline
        Shows itself in a notebook.

    Raises
    ------
    UnknownNameError
        If there is no such phase, speaker, certainty, text or lesson; the message lists those there are.

    Examples
    --------
    >>> timeline(certainty="denied")
    Timeline: 3 of 187 events shown. (Run this cell to choose.)
    >>> timeline(lesson="07").periods.cuts
    [1992, 2017, 2022]
    """
    return Timeline(phase, actor, certainty, doc_id, lesson)
