"""Pictures in a notebook, with lists beside them: which picture is seen, which of its marks, and which of these is chosen, all without the kernel."""

from __future__ import annotations

from collections.abc import Sequence

import anywidget
import ipywidgets
import traitlets

from lessonlib.bundle import read_beside
from lessonlib.widgets import packed


class Chart(anywidget.AnyWidget):
    """Pictures with marks, of which lists choose one.

    Attributes
    ----------
    filters : list of ipywidgets.Dropdown
        The first chooses a picture. The others decide which marks are shown:
        each mark has in ``data-said`` what is said of it, with the numbers of
        entries of these lists; entry 0 takes all.
    list : ipywidgets.Select or None
        The list in which a mark is chosen.
    listed : tuple of (list of int, list of str)
        What was chosen in the filters when that list was made, and the marks
        in the order of its entries.
    pointed : tuple of (list of int, str)
        A mark at which somebody pointed before the list held it, after what
        was chosen in the filters.
    years : list of ipywidgets.Widget
        Fields with years that are drawn as cuts.

    Examples
    --------
    >>> chart = Chart()
    >>> chart.draw(["<div><svg></svg></div>"]); packed.unpack(chart.packed)
    ['<div><svg></svg></div>']
    """

    _esm = packed.SCRIPT + read_beside(__file__, "chart.js")
    _css = read_beside(__file__, "chart.css")
    packed = traitlets.Bytes(b"").tag(sync=True)
    filters = traitlets.List(traitlets.Instance(ipywidgets.Widget)).tag(sync=True, **ipywidgets.widget_serialization)
    list = traitlets.Instance(ipywidgets.Widget, allow_none=True).tag(sync=True, **ipywidgets.widget_serialization)
    listed = traitlets.Tuple(traitlets.List(traitlets.Int()), traitlets.List(traitlets.Unicode()), default_value=([], [])).tag(sync=True)
    pointed = traitlets.Tuple(traitlets.List(traitlets.Int()), traitlets.Unicode(), default_value=([], "")).tag(sync=True)
    years = traitlets.List(traitlets.Instance(ipywidgets.Widget)).tag(sync=True, **ipywidgets.widget_serialization)

    def draw(self, pictures: Sequence[str]) -> None:
        """Send the pictures, one for each entry of the first filter: an SVG in an element.

        Examples
        --------
        >>> Chart().draw(["<div><svg></svg></div>"])
        """
        self.packed = packed.pack([*pictures])
