"""The timeline: events on an axis of time, chosen by period, speaker, certainty and text, with the words that carry them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from lessonlib.history.doubt import is_doubtful
from lessonlib.history.phases import PHASES
from lessonlib.html import escape, table
from lessonlib.language import by_language
from lessonlib.widgets.axis import Axis, as_year
from lessonlib.widgets.lookups import attestations, check_name, documents, event_row, events
from lessonlib.widgets.periods import Periods
from lessonlib.widgets.sayings import reminder, say_speaker, say_when, sayings_table, summary
from lessonlib.widgets.timeline_svg import Mark, draw, legend
from lessonlib.words import words

#: The lessons with whose work the periods may be kept.
LESSONS = tuple(f"{number:02}" for number in range(8))
_CERTAINTIES = ("asserted", "alleged", "denied", "predicted")
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
        check_name(phase, list(PHASES), "phase", "phases")
        check_name(actor, _actors(), "speaker", "speakers")
        check_name(certainty, _CERTAINTIES, "certainty", "certainties")
        check_name(doc_id, list(documents().index), "text", "texts")
        check_name(lesson, LESSONS, "lesson", "lessons")
        self.filters = {"phase": phase, "actor": actor, "certainty": certainty, "doc_id": doc_id}
        self.chosen = ""
        self.periods = Periods(lesson, self._redraw) if lesson else None
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
        return _marks(**self.filters)

    def svg(self) -> str:
        """Return the drawing, with the cuts of the periods if there are any.

        Examples
        --------
        >>> timeline(phase="pivot").svg().count("data-mark")
        22
        """
        marks = self.marks()
        alt = words("viewers")["timeline"]["alt"].format(count=len(marks), doubtful=sum(mark.doubtful for mark in marks))
        return draw(marks, self.filters["phase"], self.periods.cuts if self.periods else (), alt)

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
        return (
            f'<div role="region" tabindex="0" data-lm-suppress-shortcuts="true" aria-label="{escape(name)}" style="{box}">{listed}</div>'
            f"<p>{escape(say['timeline']['reminder'].format(reminder=reminder()))}</p>{below}"
        )

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
                options=_choices(name), value=self.filters[name], description=say[name], style={"description_width": "7em"}
            )
            for name in _FILTERS
        }
        self.count = ipywidgets.HTML(self._counted())
        self.list = ipywidgets.Select(options=self._options(), value=None, rows=7, description=say["events"])
        self.words = Shelf(controls=[self.list])
        self.words.stock(((label,), [self._said(event_id)]) for label, event_id in [*self._all(), ("", "")])
        self.words.show(self._said(""))
        self.chart = Chart(markup=self.svg(), ids=self._ids(), list=self.list)
        for place in (self.count, self.words):
            place.add_class("lessonlib-result")
        for control in self.controls.values():
            control.observe(self._filter, "value")
        self.list.observe(self._choose, "value")
        row = ipywidgets.HBox(list(self.controls.values()), layout=ipywidgets.Layout(flex_flow="row wrap"))
        form = ipywidgets.VBox([self.list])
        form.add_class("lessonlib-form")
        key = ipywidgets.HTML(f'<p style="line-height:1.6">{legend()}</p>')
        periods = self.periods.parts() if self.periods else []
        return keep_keys([row, self.count, self.chart, key, form, self.words, *periods], say["name"])

    def _counted(self) -> str:
        say = words("viewers")["timeline"]
        bends = Axis(self.filters["phase"], 0, 1).bends()
        and_word = words("viewers")["silence"]["and"]
        years = and_word.join([", ".join(map(str, bends[:-1])), str(bends[-1])]) if bends else ""
        scale = say["scale"].format(years=years) if bends else ""
        return (
            f"<p>{escape(self.shown())} {escape(say['reminder'].format(reminder=reminder()))} {escape(say['scheme'])} {escape(scale)}</p>"
        )

    def _options(self) -> list[tuple[str, str]]:
        return [_option(mark.when, mark.label, mark.event_id) for mark in self.marks()]

    def _all(self) -> list[tuple[str, str]]:
        return [_option(say_when({"date": row.date, "kind": row.kind}), str(row.label), str(row.Index)) for row in events().itertuples()]

    def _ids(self) -> list[str]:
        return [event_id for _, event_id in self.list.options]

    def _said(self, event_id: str) -> str:
        if not event_id:
            return f"<p>{escape(words('viewers')['timeline']['choose'])}</p>"
        return summary(event_id) + sayings_table(event_id, spoken_only=True)

    def _redraw(self, ids: Sequence[str] | None = None) -> None:
        if self._widget is not None:
            with self.chart.hold_sync():
                self.chart.markup, self.chart.ids = self.svg(), self._ids() if ids is None else list(ids)

    def _filter(self, _: dict) -> None:
        self.filters = {name: control.value for name, control in self.controls.items()}
        options = self._options()
        kept = self.chosen if self.chosen in {event_id for _, event_id in options} else None
        self._redraw([event_id for _, event_id in options])
        with self.list.hold_sync():
            self.list.options = options
            self.list.value = kept
        self.count.value = self._counted()
        self._show(kept or "")

    def _choose(self, change: dict) -> None:
        self._show(change["new"] or "")

    def _show(self, event_id: str) -> None:
        self.chosen = event_id
        self.words.show(self._said(event_id))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        if self.periods:
            self.periods.recall()
        return {**self.widget()._repr_mimebundle_(), "text/plain": repr(self), "text/html": self.markup()}


def _actors() -> list[str]:
    """The speakers, the most frequent first."""
    return [str(name) for name in attestations()["speaker"].value_counts().index]


def _choices(name: str) -> list[tuple[str, str]]:
    say = words("viewers")
    choices = {
        "phase": [(phase.label, key) for key, phase in PHASES.items()],
        "actor": [(say_speaker(speaker), speaker) for speaker in _actors()],
        "certainty": [(say["certainty"][certainty], certainty) for certainty in _CERTAINTIES],
        "doc_id": [(doc_id, doc_id) for doc_id in documents().index],
    }
    return [(say["timeline"]["all"], ""), *choices[name]]


def _option(when: str, label: str, event_id: str) -> tuple[str, str]:
    return words("viewers")["timeline"]["option"].format(date=when, label=label), event_id


@by_language
def _marks(phase: str, actor: str, certainty: str, doc_id: str) -> list[Mark]:
    """Asked for several times for one picture, and again when a filter is taken back."""
    found = attestations()
    for column, wanted in (("speaker", actor), ("certainty", certainty), ("doc_id", doc_id)):
        if wanted:
            found = found[found[column] == wanted]
    sure: dict[str, str] = {}
    for event_id, words_of in zip(found["event_id"], found["certainty"], strict=True):
        sure[event_id] = words_of if sure.get(event_id, words_of) == words_of else "mixed"
    rows: Any = events().itertuples()
    return [_mark(row, sure[row.Index]) for row in rows if row.Index in sure and phase in ("", row.phase)]


def _mark(row: Any, certainty: str) -> Mark:
    start = None if pd.isna(row.earliest) else as_year(row.earliest)
    end = None if pd.isna(row.latest) else as_year(row.latest, end=True)
    lasting = row.kind in ("state", "claim")
    return Mark(
        str(row.Index), row.label, say_when({"date": row.date, "kind": row.kind}), start, end, lasting, is_doubtful(row.date), certainty
    )


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
