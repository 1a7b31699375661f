"""The drawing of the timeline: one mark an event, always in one place, doubt drawn as doubt. What is shown of it the browser decides."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from lessonlib.exercises.kept import FIRST_YEAR, LAST_YEAR
from lessonlib.figures.figure import COLOURS
from lessonlib.history.phases import PHASES
from lessonlib.history.schemas import CERTAINTY
from lessonlib.html import escape, scrolling
from lessonlib.widgets.axis import Axis
from lessonlib.widgets.marks import MIXED, Mark
from lessonlib.words import words

_WIDTH, _EDGE = 800, 14
#: As many events at most have their names written beside them.
_NAMED = 14
_FILLS = {"asserted": "blue", "alleged": "orange", "denied": "pink", "predicted": "sky", "mixed": "grey"}
_DASH = ' stroke-dasharray="4 3"'


class _Place(NamedTuple):
    left: float
    right: float
    sign: float
    row: int


def draw(marks: Sequence[Mark], axis_phase: str = "", cuts: int = 0) -> str:
    """Draw events on an axis of time.

    Parameters
    ----------
    marks : sequence of Mark
        In the order of time.
    axis_phase : str
        The phase that fills the width; ``""`` for all.
    cuts : int
        For how many cuts there is room.

    Returns
    -------
    str
        An SVG element that takes the colours of the page, for `Chart`.

    Examples
    --------
    >>> draw([Mark("war", "A war", "1950", 1950.0, 1951.0, False, True, ((1, 1, 1),))]).count("data-mark")
    1
    """
    say, axis = words("viewers")["timeline"], Axis(axis_phase, _EDGE, _WIDTH - _EDGE)
    named = len(marks) <= _NAMED
    step, top = 32 if named else 9, 26 + 15 * cuts
    places = _place(marks, axis, named)
    bottom = top + step * (max((place.row for place in places), default=0) + 1) + 4
    drawn = "".join(_mark(mark, place, axis, top + step * place.row, named) for mark, place in zip(marks, places, strict=True))
    height = bottom + 26
    style = f"overflow-x:auto;max-width:{_WIDTH}px;color:var(--jp-content-font-color1,#1a1a1a)"
    return (
        f"{scrolling(say['name'], style, css_class='lessonlib-chart')}"
        f'<svg viewBox="0 0 {_WIDTH} {height}" width="100%" style="min-width:620px" role="img" data-alt="{escape(say["alt"])}" data-few="{_NAMED}" font-family="sans-serif" font-size="13" fill="currentColor">'
        f"{_bands(axis, bottom)}{_years(axis, bottom)}{_cuts(axis, bottom) if cuts else ''}{drawn}</svg></div>"
    )


def _place(marks: Sequence[Mark], axis: Axis, named: bool) -> list[_Place]:
    """Give each mark the first row that has room for it, or a row of its own if names are written."""
    ends: list[float] = []
    places = []
    for mark in marks:
        left = axis.left if mark.start is None else axis.at(mark.start)
        right = axis.right if mark.end is None else axis.at(mark.end)
        # What lasted has its sign where it begins; the middle would look like a day.
        if mark.start is None:
            sign = right
        else:
            sign = left if mark.end is None or mark.lasting else (left + right) / 2
        reach = 13 if mark.doubtful else 6  # a doubtful day is drawn wide enough for its dashes to be seen
        left, right = max(0.0, min(left, sign - reach)), min(float(_WIDTH), max(right, sign + reach))
        row = len(ends) if named else next((number for number, end in enumerate(ends) if end + 4 <= left), len(ends))
        ends[row : row + 1] = [right]
        places.append(_Place(round(left, 1), round(right, 1), round(sign, 1), row))
    return places


def _mark(mark: Mark, place: _Place, axis: Axis, top: float, named: bool) -> str:
    dash = _DASH if mark.doubtful else ""
    y, thick = top + (24 if named else 4), 4.5 if mark.lasting else 1.6
    line = f'<line x1="{place.left}" x2="{place.right}" y1="{y}" y2="{y}" stroke="currentColor" stroke-width="{thick}" stroke-opacity="{0.45 if mark.lasting else 0.9}"{dash}/>'
    ends = ""
    if mark.start is None or not axis.holds(mark.start):
        ends += f'<path d="M{place.left - 1} {y}l7 -4v8z"/>'
    if mark.end is None or not axis.holds(mark.end):
        ends += f'<path d="M{place.right + 1} {y}l-7 -4v8z"/>'
    box = f'<rect class="hit" x="{place.left - 3}" y="{y - 5.5}" width="{round(place.right - place.left + 6, 1)}" height="11" rx="5" fill="transparent"/>'
    said = " ".join(".".join(map(str, saying)) for saying in mark.sayings)
    doubt, label = ' data-doubtful=""' if mark.doubtful else "", "" if named else _label(mark, place, top)
    return (
        f'<g data-mark="{escape(mark.event_id)}" data-said="{said}"{doubt}{label}><title>{escape(f"{mark.when}: {mark.label}")}</title>'
        f"{box}{line}{ends}{_signs(mark, place.sign, y)}{_name(mark, place, y) if named else ''}</g>"
    )


def _signs(mark: Mark, x: float, y: float) -> str:
    """The signs of all certainties that there may be, each with the number of its entry in the list; 0 where words do not agree."""
    found = sorted({certainty for _, certainty, _ in mark.sayings})
    if len(found) < 2:
        return sign(mark.certainty, x, y)
    return "".join(f'<g data-sure="{number}">{sign(CERTAINTY[number - 1] if number else MIXED, x, y)}</g>' for number in (0, *found))


def _words(mark: Mark) -> str:
    return f"{mark.label}{' (?)' if mark.doubtful else ''}"


def _name(mark: Mark, place: _Place, y: float) -> str:
    """The name above its mark, kept inside the picture: letters are taken to be 6.7 wide."""
    text = _words(mark)
    left = max(2.0, min(place.left, _WIDTH - 6.7 * len(text)))
    return f'<text x="{left}" y="{y - 10}">{escape(text)}</text>'


def _label(mark: Mark, place: _Place, top: float) -> str:
    """Where the name can stand: above the mark, below or beside it. In the first rows not above it, where names of cuts stand."""
    text = _words(mark)
    width = 6.6 * len(text) + 10
    left = max(1.0, min(place.left, _WIDTH - width - 1))
    spots = [(left, top - 18)] if place.row >= 4 else []
    spots += [(left, top + 11), (place.right + 5, top - 5), (place.left - 5 - width, top - 5)]
    at = " ".join(f"{x:.0f},{y:.0f}" for x, y in spots if 0 < x < _WIDTH - width)
    return f' data-name="{escape(text)}" data-width="{width:.0f}" data-at="{at}"'


def sign(certainty: str, x: float, y: float) -> str:
    """Return the sign of a certainty as SVG: each has a shape of its own, for grey prints.

    Examples
    --------
    >>> sign("predicted", 0, 0)[:5]
    '<path'
    """
    style = f'fill="{COLOURS[_FILLS[certainty]]}" stroke="currentColor" stroke-width="1"'
    if certainty == "predicted":
        return f'<path d="M{x - 4} {y - 4.5}l9 4.5l-9 4.5z" {style}/>'
    if certainty == "mixed":
        return f'<path d="M{x} {y - 5}l5 5l-5 5l-5 -5z" {style}/>'
    circle = f'<circle cx="{x}" cy="{y}" r="3.9" {style}/>'
    if certainty == "alleged":
        hollow = f'<circle cx="{x}" cy="{y}" r="3.9" fill="var(--jp-layout-color0,#fff)" stroke="currentColor" stroke-width="1"/>'
        return f'{hollow}<path d="M{x} {y - 3.9}a3.9 3.9 0 0 0 0 7.8z" {style}/>'
    if certainty == "denied":
        return f'{circle}<path d="M{x - 4} {y + 4}l8 -8" stroke="currentColor" stroke-width="1.8"/>'
    return circle


def _bands(axis: Axis, bottom: float) -> str:
    parts = []
    for number, phase in enumerate(PHASES.values()):
        if axis.phase and phase is not PHASES[axis.phase]:
            continue
        left, right = axis.at(phase.first), axis.at(phase.last + 1)
        parts.append(
            f'<rect x="{left}" y="0" width="{right - left:.1f}" height="{bottom}" fill-opacity="{0.05 if number % 2 else 0.1}"/>'
            f'<text x="{(left + right) / 2:.1f}" y="15" text-anchor="middle" font-weight="bold">{escape(phase.label)}</text>'
        )
    return "".join(parts)


def _years(axis: Axis, bottom: float) -> str:
    line = f'<line x1="{axis.left}" x2="{axis.right}" y1="{bottom}" y2="{bottom}" stroke="currentColor"/>'
    return line + "".join(
        f'<line x1="{axis.at(year)}" x2="{axis.at(year)}" y1="{bottom}" y2="{bottom + 5}" stroke="currentColor"/>'
        f'<text x="{axis.at(year)}" y="{bottom + 19}" text-anchor="middle">{year}</text>'
        for year in axis.ticks()
    )


def _cuts(axis: Axis, bottom: float) -> str:
    """The place for cuts, which the browser draws: where a line for each year would stand, and what it is called."""
    years = {year: axis.at(year) for year in range(FIRST_YEAR, LAST_YEAR + 1) if axis.holds(year)}
    return (
        f'<g class="lessonlib-cuts" data-bottom="{bottom}" data-name="{escape(words("viewers")["timeline"]["cut"])}" '
        f'data-places="{escape(json.dumps(years))}"></g>'
    )


def legend() -> str:
    """Return what shapes and lines mean, as HTML.

    Examples
    --------
    >>> legend().count("<svg") >= 8
    True
    """
    say = words("viewers")
    lines = (
        ("bar", 'stroke-width="5" stroke-opacity=".45"'),
        ("whisker", 'stroke-width="1.6"'),
        ("doubt", f'stroke-width="1.6"{_DASH}'),
    )
    shown = [
        (say["timeline"][name], 30, f'<line x1="1" x2="29" y1="7" y2="7" stroke="currentColor" {style}/>') for name, style in lines
    ] + [(say["certainty"][name], 14, sign(name, 7, 7)) for name in say["certainty"]]
    # Firefox breaks a line between two of them only at a space.
    return " ".join(
        f'<span style="white-space:nowrap;margin-right:.8em"><svg width="{width}" height="14" aria-hidden="true" style="vertical-align:-2px">{drawing}</svg> {escape(name)}</span>'
        for name, width, drawing in shown
    )
