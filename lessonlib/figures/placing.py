"""Labels find a place where they cover nothing: neither each other, nor a mark, nor the frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from lessonlib.figures.fitting import even_lines

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.transforms import Bbox
    from numpy.typing import NDArray

#: Where a label may stand beside its point, best first: sideways, up and down (in points), and which side of it touches the point.
_BESIDE = (
    (6, 0, "left", "center"),
    (-6, 0, "right", "center"),
    (5, 5, "left", "bottom"),
    (-5, 5, "right", "bottom"),
    (5, -5, "left", "top"),
    (-5, -5, "right", "top"),
    (0, 7, "center", "bottom"),
    (0, -7, "center", "top"),
    (12, 14, "left", "bottom"),
    (-12, 14, "right", "bottom"),
    (12, -14, "left", "top"),
    (-12, -14, "right", "top"),
)
#: How far a name across an area may stand above or below its middle (in points), best first.
_ACROSS = (0, 8, -8, 16, -16, 24, -24)
_MARK = 4.5
#: A line is taken for dots so many pixels apart.
_STEP = 4


def _halo() -> list[Any]:
    """A white rim, so that a coast under the letters does not disturb them."""
    from matplotlib.patheffects import withStroke

    return [withStroke(linewidth=2.2, foreground="white", alpha=0.85)]


class Labels:
    """The labels of one pair of axes, which keep clear of each other.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Where they stand; its limits and place are settled.

    Attributes
    ----------
    renderer : matplotlib.backend_bases.RendererBase
        What the extents of labels are measured with.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> labels = Labels(Figure().subplots())
    >>> first, second = labels.beside([("one", 0.5, 0.5), ("two", 0.5, 0.52)])
    >>> bool(first.get_window_extent().overlaps(second.get_window_extent()))
    False
    """

    def __init__(self, axes: Axes) -> None:
        from matplotlib.backends.backend_agg import RendererAgg

        self.axes = axes
        drawing: Any = axes.get_figure()
        # Letters are measured, not drawn: one pixel will do, where the whole paper takes 2 MiB.
        self.renderer = RendererAgg(1, 1, drawing.dpi)
        axes.apply_aspect()  # else the place of a point is known only once it is drawn
        self.taken: list[Bbox] = []

    def keep_clear(self, box: Bbox) -> None:
        """Let no label stand on a part of the drawing, in pixels.

        Examples
        --------
        >>> from matplotlib.figure import Figure
        >>> from matplotlib.transforms import Bbox
        >>> labels = Labels(Figure().subplots())
        >>> labels.keep_clear(Bbox([[0, 0], [10, 10]]))
        >>> len(labels.taken)
        1
        """
        self.taken.append(box)

    def across(self, text: str, x: float, y: float, **style: Any) -> Any:
        """Write a name across an area, its middle at a point, or above or below it where it would cover something there.

        Examples
        --------
        >>> from matplotlib.figure import Figure
        >>> Labels(Figure().subplots()).across("sea", 0.5, 0.5).get_text()
        'sea'
        """
        return self._best(
            lambda along: self.axes.annotate(
                text, (x, y), (0, along), textcoords="offset points", ha="center", va="center", path_effects=_halo(), **style
            ),
            _ACROSS,
        )

    def beside(self, points: Iterable[tuple[str, float, float]], **style: Any) -> list[Any]:
        """Write names beside their points, each on the first side where it covers nothing.

        Examples
        --------
        >>> from matplotlib.figure import Figure
        >>> [label.get_text() for label in Labels(Figure().subplots()).beside([("one", 0.5, 0.5)])]
        ['one']
        """
        points = list(points)
        for _, x, y in points:
            self.keep_clear(self.around(x, y))
        return [self._fit(text, x, y, style) for text, x, y in points]

    def keep_off(self, corners: NDArray[np.float64]) -> None:
        """Let no label stand on a line from corner to corner.

        Examples
        --------
        >>> import numpy as np
        >>> from matplotlib.figure import Figure
        >>> labels = Labels(Figure().subplots())
        >>> labels.keep_off(np.array([[0, 0], [1, 1]]))
        >>> len(labels.taken) > 10
        True
        """
        from matplotlib.transforms import Bbox

        for (x, y), (to_x, to_y) in pairwise(self.axes.transData.transform(corners)):
            steps = max(int(max(abs(to_x - x), abs(to_y - y)) / _STEP), 1)
            for left, low in ((x + (to_x - x) * step / steps, y + (to_y - y) * step / steps) for step in range(steps + 1)):
                self.keep_clear(Bbox([[left - 1, low - 1], [left + 1, low + 1]]))

    def around(self, x: float, y: float) -> Bbox:
        """Return the box of a mark at a point, in pixels.

        Examples
        --------
        >>> from matplotlib.figure import Figure
        >>> round(float(Labels(Figure().subplots()).around(0.5, 0.5).width), 1)
        12.5
        """
        from matplotlib.transforms import Bbox

        (px, py), size = self.axes.transData.transform((x, y)), _MARK * self.renderer.dpi / 72
        return Bbox([[px - size, py - size], [px + size, py + size]])

    def _fit(self, text: str, x: float, y: float, style: dict[str, Any]) -> Any:
        """Beside its point in one line or, if that covers something wherever it stands, in two."""
        halves = "\n".join(even_lines(text, max(len(text) * 2 // 3, 1)))
        return self._best(
            lambda place: self.axes.annotate(
                place[0],
                (x, y),
                place[1:3],
                textcoords="offset points",
                ha=place[3],
                va=place[4],
                annotation_clip=False,
                path_effects=_halo(),
                **style,
            ),
            [(lines, *place) for lines in dict.fromkeys((text, halves)) for place in _BESIDE],
        )

    def _best(self, write: Callable[[Any], Any], places: Iterable[Any]) -> Any:
        """Write a label at the first of some places where it covers nothing, or where it covers least."""
        best, least = None, float("inf")
        for place in places:
            label = write(place)
            cost = self._covered(label.get_window_extent(self.renderer))
            if cost >= least:
                label.remove()
                continue
            if best is not None:
                best.remove()
            best, least = label, cost
            if cost == 0:
                break
        assert best is not None
        self.taken.append(best.get_window_extent(self.renderer))
        return best

    def _covered(self, box: Bbox) -> float:
        """How much a label here would cover or lose, in pixels."""
        from matplotlib.transforms import Bbox

        inside = Bbox.intersection(box, self.axes.bbox)
        lost = box.width * box.height - (inside.width * inside.height if inside else 0)
        shared = (Bbox.intersection(box, other) for other in self.taken)
        return max(0.0, round(lost, 3)) + sum(part.width * part.height for part in shared if part)
