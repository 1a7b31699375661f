"""What is seen in a drawing: its words and where they lie on each other, its marks, its greys."""

import itertools

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.lines import Line2D
from matplotlib.text import Text


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
    canvas = FigureCanvasAgg(drawing)
    canvas.draw()
    hide_what_is_not_drawn(drawing)
    found = {id(text): text for text in drawing.findobj(Text) if text.get_visible() and text.get_text().strip(" ▸◂●")}
    return [(text.get_text(), text.get_window_extent(canvas.get_renderer())) for text in found.values()]


def collisions(drawing):
    return [
        (one, other)
        for (one, a), (other, b) in itertools.combinations(shown_words(drawing), 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 2
    ]


def marks(drawing):
    return [line for line in drawing.axes[0].get_lines() if isinstance(line, Line2D)]


def grey(colour):
    return sum(weight * int(colour[place : place + 2], 16) for weight, place in ((0.299, 1), (0.587, 3), (0.114, 5)))
