"""A picture in a notebook that can be pointed at: SVG in, the id of the mark that was clicked out."""

from __future__ import annotations

import anywidget
import traitlets

# Only a pointer needs this: the keyboard has a list beside the picture.
_SCRIPT = """
function render({ model, el }) {
  const draw = () => {
    const before = el.firstElementChild, left = before ? before.scrollLeft : 0, focused = before && before === document.activeElement;
    el.innerHTML = model.get("markup");
    if (el.firstElementChild) { el.firstElementChild.scrollLeft = left; if (focused) el.firstElementChild.focus(); }
  };
  model.on("change:markup", draw);
  el.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-mark]");
    if (mark) { model.set("chosen", mark.dataset.mark); model.save_changes(); }
  });
  draw();
}
export default { render };
"""
_STYLE = """
.lessonlib-chart [data-mark] { cursor: pointer; }
.lessonlib-chart [data-mark]:hover .hit { fill: currentColor; fill-opacity: .15; }
"""


class Chart(anywidget.AnyWidget):
    """A picture with marks.

    Parameters
    ----------
    markup : str
        The SVG; what can be chosen has the attribute ``data-mark``.
    chosen : str
        The mark that was clicked last, or ``""``.

    Examples
    --------
    >>> Chart(markup="<svg></svg>").chosen
    ''
    """

    _esm = _SCRIPT
    _css = _STYLE
    markup = traitlets.Unicode().tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)
