"""Where a learner cuts the periods, and why: three years and a defence, kept with the work of a lesson. The browser draws the cuts."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from lessonlib.exercises.keeping.folder import open_work
from lessonlib.exercises.kept import FIRST_YEAR, LAST_YEAR, TIMELINE
from lessonlib.history.phases import PHASES
from lessonlib.html import escape
from lessonlib.turns import Soon, in_turn
from lessonlib.widgets.lookups import events
from lessonlib.words import words

#: Under this name the draft stands in the work of the lesson.
DRAFT = TIMELINE
FIRST, LAST = FIRST_YEAR, LAST_YEAR
SCHEME = tuple(phase.first for phase in PHASES.values())[1:]


class Periods:
    """Three cuts and their defence. Nothing here is marked right or wrong.

    Parameters
    ----------
    lesson : str
        The lesson with whose work they are kept.

    Examples
    --------
    >>> periods = Periods("07")
    >>> periods.cuts
    [1992, 2017, 2022]
    """

    def __init__(self, lesson: str) -> None:
        self.lesson = lesson
        self._work = open_work(lesson)
        self.fields: list[Any] = []
        self._busy = False
        self._keep_soon = Soon(self._keep)
        self.recall()

    def recall(self) -> None:
        """Read again what is kept: the lesson may have begun anew since.

        Examples
        --------
        >>> periods = Periods("07")
        >>> periods.recall(); periods.cuts
        [1992, 2017, 2022]
        """
        if self._keep_soon.drop():  # the last keys are not kept yet
            self._keep()
        self._work.refresh()
        kept = self._work.current(DRAFT)
        self.cuts, self.defence = _read(kept if isinstance(kept, dict) else {})
        if not self.fields:
            return
        self._busy = True  # what is read is not written again
        for field, cut in zip(self.fields, self.cuts, strict=True):
            field.value = cut
        self.place.value = self.defence
        self._busy = False
        self.told.value = self.markup()

    def counts(self) -> list[int]:
        """Return how many events begin in each of the four periods; those without a beginning in none.

        Examples
        --------
        >>> len(Periods("07").counts())
        4
        """
        years = [day.year for day in events()["earliest"] if day is not None]
        bounds = [FIRST, *sorted(self.cuts), LAST + 1]
        return [sum(first <= year < last for year in years) for first, last in pairwise(bounds)]

    def markup(self) -> str:
        """Return the four periods, and how many events begin in each, as HTML.

        Examples
        --------
        >>> "Period 1, 1945 to 1991" in Periods("07").markup()
        True
        """
        say = words("viewers")["periods"]
        bounds = [FIRST, *sorted(self.cuts), LAST + 1]
        lines = []
        for number, count in enumerate(self.counts(), 1):
            first, last = bounds[number - 1], bounds[number] - 1
            form = "empty" if last < first else "period_one" if count == 1 else "period"
            lines.append(say[form].format(number=number, first=first, last=last, count=count))
        listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
        undated = sum(day is None for day in events()["earliest"])
        below = [say["undated"].format(count=undated)] if undated else []
        below += [say["sorted"]] if self.cuts != sorted(self.cuts) else []
        return f'<ul style="list-style:none;padding-left:0">{listed}</ul><p>{escape(" ".join(below))}</p>'

    def static(self) -> str:
        """Return periods and defence as they stand, as HTML without controls.

        Examples
        --------
        >>> Periods("07").static()[:4]
        '<h3>'
        """
        say = words("viewers")["periods"]
        defence = f"<p>{escape(say['defence'])}</p><blockquote>{escape(self.defence)}</blockquote>" if self.defence else ""
        return f"<h3>{escape(say['heading'])}</h3>{self.markup()}{defence}"

    def parts(self) -> list[Any]:
        """Make the controls.

        Examples
        --------
        >>> len(Periods("07").parts())
        3
        """
        import ipywidgets

        say = words("viewers")["periods"]
        self.fields = [
            ipywidgets.BoundedIntText(value=cut, min=FIRST + 1, max=LAST, description=say["cut"].format(number=number))
            for number, cut in enumerate(self.cuts, 2)
        ]
        self.place = ipywidgets.Textarea(value=self.defence, placeholder=say["placeholder"], description=say["defence"], rows=5)
        self.told = ipywidgets.HTML(self.markup())
        self.told.add_class("lessonlib-result")
        for field in self.fields:
            field.add_class("lessonlib-short")
            field.observe(in_turn(self._cut), "value")
        self.place.observe(in_turn(self._typed), "value")
        lead = ipywidgets.HTML(
            f'<h3 style="margin:.6em 0 0;font-size:1em">{escape(say["heading"])}</h3><p style="line-height:1.5;margin:.5em 0">{escape(say["lead"].format(lesson=self.lesson))}</p>'
        )
        form = ipywidgets.VBox([*self.fields, self.place])
        form.add_class("lessonlib-form")
        return [lead, form, self.told]

    def _cut(self, _: dict) -> None:
        if self._busy:
            return
        self.cuts = [field.value for field in self.fields]
        self.told.value = self.markup()
        self._keep()

    def _typed(self, _: dict) -> None:
        if self._busy:
            return
        self.defence = self.place.value
        self._keep_soon.call()

    def _keep(self) -> None:
        self._keep_soon.drop()
        self._work.draft(DRAFT, {"cuts": list(self.cuts), "defence": self.defence})
        if notice := self._work.take_notice():
            self.told.value = f"{self.markup()}<p>{escape(notice)}</p>"


def _read(kept: dict[str, Any]) -> tuple[list[int], str]:
    """Cuts and defence from what the work holds; whatever is not such is passed by."""
    cuts, defence = kept.get("cuts"), kept.get("defence")
    good = isinstance(cuts, list) and len(cuts) == len(SCHEME) and all(type(cut) is int and FIRST < cut <= LAST for cut in cuts)
    return list(cuts) if good and cuts else list(SCHEME), defence if isinstance(defence, str) else ""
