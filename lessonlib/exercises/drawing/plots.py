"""What a learner plots, told in words as well: an alt text for the picture, a line of text for what the call gives back."""

from __future__ import annotations

import base64
import io
import sys
from typing import TYPE_CHECKING, Any

from lessonlib.exercises.made import from_drawing
from lessonlib.html import escape
from lessonlib.numberwords import say_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from lessonlib.exercises.phrases import Phrases

_DPI = 110
#: More numbers than these are counted, not told.
_MOST_TOLD = 40


def in_words(drawing: Figure | Axes, phrases: Phrases) -> str:
    """Say what a plot shows.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from lessonlib.exercises.phrases import Phrases
    >>> axes = Figure().subplots()
    >>> _ = axes.barh(["2017", "2022"], [4, 1]); _ = axes.set_title("Votes")
    >>> in_words(axes, Phrases("en"))
    'Votes: horizontal bars. 2017: 4; 2022: 1.'
    """
    drawn = from_drawing(drawing)
    if drawn is None or not drawn.plot:
        return phrases("plot.nothing")
    values = "; ".join(f"{label}: {say_number(value, language=phrases.language)}" for label, value in drawn.values.items())
    told = values if len(drawn.values) <= _MOST_TOLD else phrases("plot.many", count=len(drawn.values))
    return phrases("plot.told", title=_title(drawing) or phrases("plot.untitled"), kind=phrases(f"figure.{drawn.plot}"), values=told)


def _title(drawing: Figure | Axes) -> str:
    figure = drawing.get_figure()
    titles = [*(axes.get_title(loc) for axes in (figure.get_axes() if figure else ()) for loc in ("center", "left", "right"))]
    return next((" ".join(title.split()) for title in titles if title.strip()), "")


def bundle(drawing: Figure, phrases: Phrases) -> dict[str, str]:
    """Return a plot as HTML with its alt text, and its picture alone: drawn once for both.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from lessonlib.exercises.phrases import Phrases
    >>> drawing = Figure()
    >>> _ = drawing.subplots().bar(["2017"], [4])
    >>> shown = bundle(drawing, Phrases("en"))
    >>> 'alt="A plot without a title: vertical bars. 2017: 4."' in shown["text/html"], sorted(shown)
    (True, ['image/png', 'text/html'])
    """
    buffer = io.BytesIO()
    drawing.savefig(buffer, format="png", dpi=_DPI, bbox_inches="tight", metadata={"Software": None})
    image = base64.b64encode(buffer.getvalue()).decode("ascii")
    alt = escape(in_words(drawing, phrases))
    return {
        "text/html": f'<figure style="margin:0"><img alt="{alt}" style="max-width:100%" src="data:image/png;base64,{image}"></figure>',
        "image/png": image,  # for readers that show no HTML
    }


def tell_plots(phrases: Phrases) -> bool:
    """Let the notebook in which this runs show every plot with its words; return whether there is one.

    matplotlib is not imported for it: the notebook looks when a plot is shown.

    Examples
    --------
    >>> from lessonlib.exercises.phrases import Phrases
    >>> tell_plots(Phrases("en"))
    False
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None:
        return False

    def tell(axes: Axes, printer: Any, _cycle: bool) -> None:
        printer.text(in_words(axes, phrases))

    def show(drawing: Figure) -> None:
        shell.display_pub.publish({"text/plain": repr(drawing), **bundle(drawing, phrases)}, {})

    # Whatever else is said of a figure, IPython asks a formatter of its own for its picture, which draws it once more; and one for HTML
    # alone would be taken away when matplotlib is first used.
    shell.display_formatter.ipython_display_formatter.for_type_by_name("matplotlib.figure", "Figure", show)
    shell.display_formatter.formatters["text/plain"].for_type_by_name("matplotlib.axes._axes", "Axes", tell)
    return True
