"""Keys pressed in a widget belong to the widget.

JupyterLab reads plain keys pressed in a drop-down list or a button as commands
for the cell around it: "r" turns the cell into raw text, "d d" deletes it, the
arrow keys go to another cell. An invisible widget inside ours keeps such keys
from JupyterLab; keys with Ctrl, Alt or Command still reach it. It also lets
long labels break, and makes the place of results a live region, so that a
screen reader says them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import anywidget
import ipywidgets

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCRIPT = """
function render({ el }) {
  el.style.display = "none";
  // The element joins the page a little later than it is rendered.
  let tries = 0;
  const attach = () => {
    const box = el.closest(".lessonlib-widget");
    if (!box) { if (tries++ < 600) requestAnimationFrame(attach); return; }
    box.addEventListener("keydown", (event) => {
      if (!event.ctrlKey && !event.altKey && !event.metaKey && event.key !== "Escape") event.stopPropagation();
    });
    for (const place of box.querySelectorAll(".lessonlib-result")) { place.setAttribute("role", "status"); place.setAttribute("aria-live", "polite"); }
  };
  attach();
}
export default { render };
"""


_STYLE = """
.lessonlib-widget .widget-label, .lessonlib-widget .widget-radio-box label, .lessonlib-widget .widget-label-basic { white-space: normal; height: auto; overflow: visible; line-height: 1.4; }
.lessonlib-widget .widget-radio-box { max-height: none; height: auto; }
.lessonlib-widget .widget-radio-box label { height: auto; margin-bottom: .4em; }
.lessonlib-widget .widget-dropdown, .lessonlib-widget .widget-text, .lessonlib-widget .widget-textarea, .lessonlib-widget .widget-checkbox { height: auto; }
.lessonlib-widget .lessonlib-result blockquote { margin: .4em 0 .4em 1em; }
"""


class _KeyGuard(anywidget.AnyWidget):
    _esm = _SCRIPT
    _css = _STYLE


def keep_keys(children: Sequence[ipywidgets.Widget]) -> ipywidgets.VBox:
    """Stack widgets in a box that keeps plain keys from JupyterLab.

    Parameters
    ----------
    children : sequence of ipywidgets.Widget
        From top to bottom.

    Returns
    -------
    ipywidgets.VBox
        The children and the guard, which shows nothing.

    Examples
    --------
    >>> len(keep_keys([ipywidgets.Text()]).children)
    2
    """
    box = ipywidgets.VBox([*children, _KeyGuard()])
    box.add_class("lessonlib-widget")
    return box
