"""A map of the places that the texts name: land without borders, points with their names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from lessonlib.figures.canvas import WIDTH
from lessonlib.figures.figure import COLOURS, Figure
from lessonlib.figures.outlines import MAIN, MAP, Window, land, windows
from lessonlib.figures.place_table import place_table, place_twin
from lessonlib.figures.placing import Labels
from lessonlib.numberwords import say_number
from lessonlib.overlay import called
from lessonlib.tomlfile import read_toml
from lessonlib.words import words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: How points are marked; shapes and filling differ, so that grey is enough.
MARKS: dict[str, dict[str, Any]] = {
    "marked": {"marker": "o", "markerfacecolor": COLOURS["blue"]},
    "named_only": {"marker": "o", "markerfacecolor": "white"},
    "outside": {"marker": "D", "markerfacecolor": "white"},
}
_LAND, _SEA, _FAINT = "#e9e5da", "#f6fafc", "#c9c9c9"
_HEIGHT = 6.85
#: The parts of the alt text, and how the places are drawn of which each tells.
_PARTS = {"marked": "marked", "named_only": "named_only", "outside": "outside", "areas": "area", "lines": "line", "beyond": "beyond"}


def places(names: Sequence[str] | str = ()) -> Figure:
    """Draw where the places lie that the texts name.

    Parameters
    ----------
    names : sequence of str or str, optional
        Standard names of places (see `lessonlib.load_names`); without them,
        all that a text names.

    Returns
    -------
    Figure
        A map without borders; its table twin says which texts name a place.

    Raises
    ------
    UnknownNameError
        If a name is none of a place; the message lists the places.

    Examples
    --------
    >>> places(["Moscow", "Pyongyang"]).alt[-44:]
    'event: Pyongyang. Rings, only named: Moscow.'
    """
    table = place_table(names)
    main, said = windows()[MAIN], words("places")
    boxes = [
        window
        for window in windows().values()
        if window.inset and (len(_points(table, window)) or _areas(table, window).keys() - _areas(table, main))
    ]
    title = said["title" if all(table["texts"]) else "title_others"]
    return Figure(partial(_draw, table, boxes), title, _describe(table, boxes), said["source"], place_twin(table))


def _draw(table: pd.DataFrame, boxes: list[Window]) -> Any:
    from matplotlib.figure import Figure as Drawing

    drawing = Drawing(figsize=(WIDTH, _HEIGHT))
    axes = drawing.add_axes((0.035, 0.035, 0.955, 0.955))
    main = windows()[MAIN]
    _ground(axes, main)
    labels = Labels(axes)
    for window in boxes:
        assert window.inset is not None
        inset = axes.inset_axes(window.inset, zorder=6)
        _ground(inset, window)
        inside = Labels(inset)
        labels.keep_clear(inset.get_window_extent())
        if main.holds(window.south, window.west):
            axes.indicate_inset_zoom(inset, edgecolor="#555555", linewidth=0.8, alpha=1)
        _note(inside, words("places")["windows"][window.name], (0.025, 0.97), "left", "top", fontweight="bold")
        _scale(inside, window)
        _fill(inside, window, table, _points(table, window))
    _key(labels, table)
    _scale(labels, main)
    _beyond(labels, table)
    _seas(labels)
    _fill(labels, main, table, _on_main(table, boxes))
    return drawing


def _points(table: pd.DataFrame, window: Window) -> pd.DataFrame:
    held = [how in MARKS and window.holds(lat, lon) for how, lat, lon in table[["drawn", "lat", "lon"]].itertuples(index=False)]
    return table[held]


def _areas(table: pd.DataFrame, window: Window) -> dict[str, list[float]]:
    """The areas whose name stands in a window, with its latitude and longitude."""
    at = read_toml(MAP / "places.toml")["areas"]
    return {name: at[name] for name in table.index[table["drawn"] == "area"] if window.holds(*at[name])}


def _on_main(table: pd.DataFrame, boxes: list[Window]) -> pd.DataFrame:
    """The points of the large map: what a box shows is left to it, where there is no room for both."""
    points = _points(table, windows()[MAIN])
    in_box = [name for box in boxes for name in _points(table, box).index]
    return points.drop(index=in_box, errors="ignore")


def _ground(axes: Axes, window: Window) -> None:
    """Sea and land; parallels and meridians on the large map."""
    from matplotlib.patches import Polygon

    axes.set(xlim=(window.west, window.east), ylim=(window.south, window.north), facecolor=_SEA)
    axes.set_aspect(window.aspect, anchor="NW")
    for ring in land()[window.name]:
        axes.add_patch(Polygon(ring, closed=True, facecolor=_LAND, edgecolor="#8a8576", linewidth=0.6))
    axes.spines[:].set_color("#555555")
    if window.inset:
        axes.set(xticks=[], yticks=[])
        return
    compass = words("places")["compass"]
    axes.set_xticks(range(110, 150, 10), [f"{lon}° {compass['east']}" for lon in range(110, 150, 10)], fontsize=8.5)
    axes.set_yticks(range(40, 60, 10), [f"{lat}° {compass['north']}" for lat in range(40, 60, 10)], fontsize=8.5, rotation=90, va="center")
    axes.tick_params(length=2)
    axes.grid(color=_FAINT, linewidth=0.5, linestyle=(0, (2, 4)), zorder=0.5)


def _fill(labels: Labels, window: Window, table: pd.DataFrame, points: pd.DataFrame) -> None:
    """Names of areas, lines, points with their names."""
    axes, layout = labels.axes, read_toml(MAP / "places.toml")
    for name, (lat, lon) in _areas(table, window).items():
        labels.across(called(name), lon, lat, fontsize=9, style="italic", color="#4d4d4d", zorder=3)
    for how, mark in MARKS.items():
        kind = points[points["drawn"] == how]
        axes.plot(kind["lon"], kind["lat"], linestyle="", markersize=6.5, markeredgecolor=COLOURS["ink"], zorder=7, **mark)
    for lat, lon in points[["lat", "lon"]].itertuples(index=False):
        labels.keep_clear(labels.around(lon, lat))
    for name in table.index[table["drawn"] == "line"]:
        _line(labels, name, points.reindex(layout["lines"][name]).dropna(how="all"))
    labels.beside([(called(name), lon, lat) for name, lat, lon in points[["lat", "lon"]].itertuples()], fontsize=9, zorder=8)


def _line(labels: Labels, name: str, ends: pd.DataFrame) -> None:
    """A line from place to place; its name stands in the middle, as a point's would."""
    if len(ends) < 2:
        return
    labels.axes.plot(ends["lon"], ends["lat"], color=COLOURS["ink"], linewidth=1.2, linestyle=(0, (4, 2)), zorder=4)
    labels.keep_off(ends[["lon", "lat"]].to_numpy())
    middle = ends[["lat", "lon"]].iloc[[0, -1]].mean()
    labels.beside([(called(name), middle["lon"], middle["lat"])], fontsize=8, style="italic", zorder=8)


def _seas(labels: Labels) -> None:
    for name, sea in place_table(read_toml(MAP / "places.toml")["seas"]["names"]).iterrows():
        labels.across(
            called(str(name)).replace(" / ", " /\n"), sea["lon"], sea["lat"], fontsize=9, style="italic", color="#3b6a8a", zorder=3
        )


def _scale(labels: Labels, window: Window) -> None:
    """A bar of so many kilometres, true in the middle of the window."""
    axes, said = labels.axes, words("places")
    long, up = window.degrees(window.scale_km), (window.north - window.south) * (0.055 if window.inset else 0.02)
    left = window.west + (window.east - window.west) * 0.03 if window.inset else window.east - long - 1.0
    axes.plot([left, left + long], [window.south + up] * 2, color=COLOURS["ink"], linewidth=2.5, solid_capstyle="butt", zorder=8)
    text = said["scale_inset" if window.inset else "scale"].format(
        km=say_number(window.scale_km), lat=round((window.south + window.north) / 2)
    )
    label = axes.annotate(
        text, (left + long / 2, window.south + up), (0, 3), textcoords="offset points", ha="center", va="bottom", fontsize=8
    )
    labels.keep_clear(label.get_window_extent(labels.renderer))


def _key(labels: Labels, table: pd.DataFrame) -> None:
    """What the marks mean, as far as they are used."""
    from matplotlib.lines import Line2D

    used = {how: mark for how, mark in MARKS.items() if how in set(table["drawn"])}
    if not used:
        return
    marks = [Line2D([], [], linestyle="", markersize=6.5, markeredgecolor=COLOURS["ink"], **mark) for mark in used.values()]
    key = labels.axes.legend(
        marks,
        [words("places")[f"key_{how}"] for how in used],
        loc="lower right",
        bbox_to_anchor=(1, 0.06),
        fontsize=8.5,
        handletextpad=0.2,
        framealpha=1,
        edgecolor="#999999",
    )
    labels.keep_clear(key.get_window_extent(labels.renderer))


def _beyond(labels: Labels, table: pd.DataFrame) -> None:
    """Name points outside every window at the edge over which the way is shorter."""
    main, said = windows()[MAIN], words("places")
    for place, (name, row) in enumerate(table[table["drawn"] == "beyond"].iterrows()):
        is_right = (row["lon"] - main.east) % 360 < (main.west - row["lon"]) % 360
        text = said["beyond_right" if is_right else "beyond_left"].format(name=called(str(name)), km=say_number(int(round(row["km"], -2))))
        _note(labels, text, (0.99 if is_right else 0.01, 0.375 - 0.09 * place), "right" if is_right else "left", "center")


def _note(labels: Labels, text: str, at: tuple[float, float], ha: str, va: str, **style: Any) -> None:
    note = labels.axes.text(*at, text, transform=labels.axes.transAxes, ha=ha, va=va, fontsize=8.5, zorder=8, **style)
    labels.keep_clear(note.get_window_extent(labels.renderer))


def _describe(table: pd.DataFrame, boxes: list[Window]) -> str:
    said = words("places")
    groups = {"windows": [said["windows"][box.name] for box in boxes]}
    for part, how in _PARTS.items():
        groups[part] = [called(name) for name in table.index[table["drawn"] == how]]
    told = {part: said[f"alt_{part}"].format(names=said["separator"].join(names)) if names else "" for part, names in groups.items()}
    return said["alt"].format(**told).strip()
