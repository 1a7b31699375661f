"""The drawing of the timeline: one mark an event, doubt drawn as doubt. An SVG string, quick to make anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lessonlib.figures.figure import COLOURS
from lessonlib.history.phases import PHASES
from lessonlib.html import escape
from lessonlib.widgets.axis import Axis
from lessonlib.words import words

_WIDTH, _EDGE = 800, 14
#: As many events at most have their names written beside them.
_NAMED = 14
_FILLS = {"asserted": "blue", "alleged": "orange", "denied": "pink", "predicted": "sky", "mixed": "grey"}
_DASH = ' stroke-dasharray="4 3"'


class Mark(NamedTuple):
    """An event as it is drawn.

    Attributes
    ----------
    event_id, label, when : str
        What it is, and its date in words.
    start, end : float or None
        Its bounds as years with fractions; None for an open end.
    lasting, doubtful : bool
        Whether it filled the time between, and whether its date is in doubt.
    certainty : str
        That of the words, or ``mixed``.

    Examples
    --------
    >>> Mark("a", "A", "1950", 1950.0, 1951.0, False, False, "asserted").end
    1951.0
    """

    event_id: str
    label: str
    when: str
    start: float | None
    end: float | None
    lasting: bool
    doubtful: bool
    certainty: str


class _Place(NamedTuple):
    left: float
    right: float
    sign: float
    row: int


def draw(marks: Sequence[Mark], axis_phase: str = "", cuts: Sequence[int] = (), alt: str = "") -> str:
    """Draw events on an axis of time.

    Parameters
    ----------
    marks : sequence of Mark
        In the order of time.
    axis_phase : str
        The phase that fills the width; ``""`` for all.
    cuts : sequence of int
        Years at which lines are drawn.
    alt : str
        What the drawing shows, in words.

    Returns
    -------
    str
        An SVG element that takes the colours of the page.

    Examples
    --------
    >>> draw([Mark("war", "A war", "1950", 1950.0, 1951.0, False, True, "asserted")]).count("data-mark")
    1
    """
    axis = Axis(axis_phase, _EDGE, _WIDTH - _EDGE)
    named = len(marks) <= _NAMED
    step, top = 32 if named else 9, 26 + 15 * len(cuts)
    places = _place(marks, axis, named)
    bottom = top + step * (max((place.row for place in places), default=0) + 1) + 4
    drawn = "".join(
        _mark(
            mark,
            place,
            axis,
            top + step * place.row + step - (8 if named else 5),
            "" if named else _label(mark, place, top + step * place.row),
        )
        for mark, place in zip(marks, places, strict=True)
    )
    height = bottom + 26
    return (
        f'<div class="lessonlib-chart" role="region" tabindex="0" data-lm-suppress-shortcuts="true" aria-label="{escape(words("viewers")["timeline"]["name"])}" style="overflow-x:auto;max-width:{_WIDTH}px;color:var(--jp-content-font-color1,#1a1a1a)">'
        f'<svg viewBox="0 0 {_WIDTH} {height}" width="100%" style="min-width:620px" role="img" aria-label="{escape(alt)}" font-family="sans-serif" font-size="13" fill="currentColor">'
        f"{_bands(axis, bottom)}{_years(axis, bottom)}{_cuts(cuts, axis, bottom)}{drawn}</svg></div>"
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


def _mark(mark: Mark, place: _Place, axis: Axis, y: float, label: str) -> str:
    dash = _DASH if mark.doubtful else ""
    thick = 4.5 if mark.lasting else 1.6
    line = f'<line x1="{place.left}" x2="{place.right}" y1="{y}" y2="{y}" stroke="currentColor" stroke-width="{thick}" stroke-opacity="{0.45 if mark.lasting else 0.9}"{dash}/>'
    ends = ""
    if mark.start is None or not axis.holds(mark.start):
        ends += f'<path d="M{place.left - 1} {y}l7 -4v8z"/>'
    if mark.end is None or not axis.holds(mark.end):
        ends += f'<path d="M{place.right + 1} {y}l-7 -4v8z"/>'
    box = f'<rect class="hit" x="{place.left - 3}" y="{y - 5.5}" width="{round(place.right - place.left + 6, 1)}" height="11" rx="5" fill="transparent"/>'
    return f'<g data-mark="{escape(mark.event_id)}"{label}><title>{escape(f"{mark.when}: {mark.label}")}</title>{box}{line}{ends}{sign(mark.certainty, place.sign, y)}{"" if label else _name(mark, place, y)}</g>'


def _name(mark: Mark, place: _Place, y: float) -> str:
    """The name above its mark, kept inside the picture: letters are taken to be 6.7 wide."""
    text = f"{mark.label}{' (?)' if mark.doubtful else ''}"
    left = max(2.0, min(place.left, _WIDTH - 6.7 * len(text)))
    return f'<text x="{left}" y="{y - 10}">{escape(text)}</text>'


def _label(mark: Mark, place: _Place, y: float) -> str:
    """Where the name of the mark stands when it is chosen: above it, or below it in the first rows, where names of cuts stand."""
    y = y + 29 if place.row < 4 else y
    width = 6.6 * len(mark.label) + 10
    left = max(1.0, min(place.left, _WIDTH - width - 1))
    return f' data-name="{escape(mark.label)}" data-at="{left:.1f} {y:.1f} {width:.0f}"'


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


def _cuts(cuts: Sequence[int], axis: Axis, bottom: float) -> str:
    """Lines from top to bottom; their names stand one below the other, so that near ones do not meet."""
    say = words("viewers")["timeline"]["cut"]
    parts = []
    for number, year in enumerate(sorted(cuts)):
        if axis.holds(year):
            x, y = axis.at(year), 31 + 15 * number
            side, gap = ("end", -5) if x > _WIDTH * 0.8 else ("start", 5)
            parts.append(
                f'<line x1="{x}" x2="{x}" y1="22" y2="{bottom}" stroke="currentColor" stroke-width="2.4" stroke-dasharray="9 4"/>'
                f'<text x="{x + gap}" y="{y}" text-anchor="{side}" font-weight="bold">{escape(say.format(year=year))}</text>'
            )
    return "".join(parts)


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
    return "".join(
        f'<span style="white-space:nowrap;margin-right:1.1em"><svg width="{width}" height="14" aria-hidden="true" style="vertical-align:-2px">{drawing}</svg> {escape(name)}</span>'
        for name, width, drawing in shown
    )
