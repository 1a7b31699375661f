"""What is seen in a drawing: its words, where they lie on each other, on marks or beyond the paper, its greys."""

import itertools

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox

import lessonlib
from lessonlib import PHASES, figures
from lessonlib.figures.figure import DPI

#: A call of every figure, with what changes its drawing.
FIGURES = {
    "anatomy": lambda: figures.anatomy(lessonlib.load_corpus()),
    "coverage": figures.coverage,
    "coverage decade": lambda: figures.coverage("decade"),
    "family_tree": figures.family_tree,
    "family_tree notes": lambda: figures.family_tree(notes=True),
    "matrix": figures.matrix,
    "matrix energy": lambda: figures.matrix(theme="energy", phase="rapprochement"),
    "meetings": figures.meetings,
    "meetings before": lambda: figures.meetings(until=2016),
    "parallels": lambda: figures.parallels("antara-explainer", "sindonews-listicle"),
    "parallels none": lambda: figures.parallels("kompas-feature", "unsigned-analysis", "same_sentence"),
    "parallels torn": lambda: figures.parallels("kompas-feature", "footnoted-commentary"),
    "places": figures.places,
    "places outside": lambda: figures.places(["Seoul", "Washington", "Rajin-Khasan railway"]),
    "timeline": figures.timeline,
    **{f"timeline {phase}": lambda phase=phase: figures.timeline(phase) for phase in PHASES},
    "timeline nothing": lambda: figures.timeline("cooling", kinds="forecast"),
    "timeline claims": lambda: figures.timeline("rapprochement", kinds=["claim", "forecast"]),
    "trade": figures.trade,
    "trade exports": lambda: figures.trade("exports"),
    "trade imports": lambda: figures.trade("imports"),
    "trade roubles": lambda: figures.trade(unit="million roubles"),
    "votes": figures.votes,
    "who_speaks": figures.who_speaks,
    "who_speaks one": lambda: figures.who_speaks("unsigned-analysis"),
}
#: Pixels by which the box of a word may reach over an edge: it is a little larger than the ink of its letters.
_SLACK = 2
#: Lines as light as this only guide the eye.
_GUIDE = 180


def hide_what_is_not_drawn(drawing):
    """Ticks beyond the ends of an axis, and all those of an axis that is off, count as visible for matplotlib."""
    for axes in drawing.axes:
        for axis, (low, high) in ((axes.xaxis, sorted(axes.get_xlim())), (axes.yaxis, sorted(axes.get_ylim()))):
            for tick in axis.get_major_ticks():
                if not axes.axison or not low <= tick.get_loc() <= high:
                    tick.label1.set_visible(False)
                    tick.label2.set_visible(False)


def shown_words(drawing):
    """Every text that can be read in a drawing, with the box that it fills in pixels; the signs of marks left out."""
    drawing.set_dpi(DPI)
    canvas = FigureCanvasAgg(drawing)
    canvas.draw()
    hide_what_is_not_drawn(drawing)
    found = {id(text): text for text in drawing.findobj(Text) if text.get_visible() and text.get_text().strip(" ▸◂●")}
    # The box of the letters: an annotation's own box holds its arrow too.
    return [(text.get_text(), Text.get_window_extent(text, canvas.get_renderer())) for text in found.values()]


def collisions(drawing):
    return [
        (one, other)
        for (one, a), (other, b) in itertools.combinations(shown_words(drawing), 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 2
    ]


def cut_off(drawing):
    """The words that run off the paper."""
    width, height = drawing.bbox.width, drawing.bbox.height
    return [text for text, box in shown_words(drawing) if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height]


def on_marks(drawing):
    """The words that lie on a mark, are crossed by a line, or stand half in and half out of a box."""
    boxes = [(text, box) for text, box in shown_words(drawing)]
    inner = [(text, Bbox.from_extents(box.x0 + _SLACK, box.y0 + _SLACK, box.x1 - _SLACK, box.y1 - _SLACK)) for text, box in boxes]
    points, paths, frames = _ink(drawing)
    return [
        (text, what)
        for text, box in inner
        for what, on in (
            ("mark", any(box.overlaps(point) for point in points)),
            ("line", any(path.intersects_bbox(box, filled=False) for path in paths)),
            ("edge", any(_halves(box, frame) for frame in frames)),
        )
        if on
    ]


def _halves(box, frame):
    shared = Bbox.intersection(box, frame)
    return (
        shared is not None
        and min(shared.width, shared.height) > 0
        and min(box.width - shared.width, 1) + min(box.height - shared.height, 1) > 0
    )


def _ink(drawing):
    """The boxes of marks, the paths of lines, the boxes of bars and frames; what only guides the eye lies under words."""
    points, paths, frames = [], [], []
    dot = drawing.dpi / 72
    for axes in _all_axes(drawing):
        for line in axes.get_lines():
            path = line.get_transform().transform_path(line.get_path())
            if line.get_marker() not in ("None", "", None):
                half = line.get_markersize() * dot / 2
                points += [Bbox.from_extents(x - half, y - half, x + half, y + half) for x, y in path.vertices]
            if line.get_linestyle() != "None" and line.get_zorder() > 0:
                paths.append(path)
        for lines in (part for part in axes.collections if isinstance(part, LineCollection) and part.get_zorder() > 0):
            dark = [grey(to_hex(colour)) < _GUIDE for colour in lines.get_colors()]
            paths += [lines.get_transform().transform_path(path) for path, seen in zip(lines.get_paths(), itertools.cycle(dark)) if seen]
        # A head is closed by a step that leads nowhere: its box is true, its path is not.
        points += [note.arrow_patch.get_window_extent() for note in axes.texts if getattr(note, "arrow_patch", None)]
        if axes not in drawing.axes:
            frames.append(axes.get_window_extent())
        frames += [patch.get_window_extent() for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_zorder() > 0]
    return points, paths, frames


def _all_axes(drawing):
    """Those of a box inside others stand nowhere else."""
    return [part for axes in drawing.axes for part in (axes, *axes.child_axes)]


def marks(drawing):
    return [line for line in drawing.axes[0].get_lines() if isinstance(line, Line2D)]


def grey(colour):
    return sum(weight * int(colour[place : place + 2], 16) for weight, place in ((0.299, 1), (0.587, 3), (0.114, 5)))
