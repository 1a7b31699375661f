"""Paper of one width, with one frame on it, and a tag where the numbers come from outside the five texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lessonlib.words import words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

#: In inches: about 770 pixels in a notebook.
WIDTH = 8.0
#: The grey of lines and bands that only guide the eye.
FAINT = "#eeeeee"
GUIDE = "#cccccc"
#: Paper of figures whose numbers come from outside the five texts.
OUTSIDE_PAPER = "#fbf6e9"


def canvas(height: float, left: float, right: float, top: float, bottom: float, outside: bool = False) -> tuple[Drawing, Axes]:
    """Return a drawing with one frame in it; all measures in inches from the edges.

    Parameters
    ----------
    height, left, right, top, bottom : float
        The height of the paper, and its margins.
    outside : bool
        Whether the numbers come from outside the five texts: then the paper says so.

    Returns
    -------
    (matplotlib.figure.Figure, matplotlib.axes.Axes)
        Without lines around it.

    Examples
    --------
    >>> drawing, axes = canvas(3, 1, 1, 0.5, 0.5)
    >>> float(drawing.get_figwidth())
    8.0
    """
    from matplotlib.figure import Figure as Drawing

    drawing = Drawing(figsize=(WIDTH, height), facecolor=OUTSIDE_PAPER if outside else "white")
    axes = drawing.add_axes((left / WIDTH, bottom / height, (WIDTH - left - right) / WIDTH, (height - top - bottom) / height))
    axes.set_facecolor("none")
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0, labelsize=9)
    if outside:
        tag = {"boxstyle": "square,pad=0.35", "facecolor": "white", "edgecolor": "#1a1a1a", "linewidth": 0.8}
        drawing.text(0.12 / WIDTH, 1 - 0.2 / height, words("figures")["outside"], fontsize=9, fontweight="bold", va="center", bbox=tag)
    return drawing, axes
