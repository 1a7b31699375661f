"""A picture in a notebook with a list beside it: what is chosen in one is chosen in the other, without the kernel."""

from __future__ import annotations

import anywidget
import ipywidgets
import traitlets

# The list is for the keyboard, the marks are for a pointer. The name of a mark stands over all others.
_SCRIPT = """
function render({ model, el }) {
  let list = null, over = false;
  const find = () => {
    const wanted = list && model.get("ids")[list.get("index")];
    return wanted === undefined || wanted === null ? undefined : [...el.querySelectorAll("[data-mark]")].find((mark) => mark.dataset.mark === wanted);
  };
  const ring = () => {
    el.querySelector(".lessonlib-ring")?.classList.remove("lessonlib-ring");
    el.querySelector(".lessonlib-name")?.remove();
    const mark = find();
    if (!mark) return;
    mark.classList.add("lessonlib-ring");
    if (mark.dataset.at) name(mark.closest("svg"), mark.dataset.name, ...mark.dataset.at.split(" ").map(Number));
  };
  const name = (svg, words, x, y, width) => {
    svg.insertAdjacentHTML("beforeend", `<g class="lessonlib-name" pointer-events="none"><rect x="${x}" y="${y - 18}" width="${width}" height="18" rx="3" fill="var(--jp-layout-color0,#fff)" stroke="currentColor"/><text x="${x + 5}" y="${y - 5}" textLength="${width - 10}" lengthAdjust="spacingAndGlyphs"></text></g>`);
    svg.querySelector(".lessonlib-name text").textContent = words;
  };
  const draw = () => {
    const before = el.firstElementChild, left = before ? before.scrollLeft : 0, focused = before && before === document.activeElement;
    el.innerHTML = model.get("markup");
    if (el.firstElementChild) { el.firstElementChild.scrollLeft = left; if (focused) el.firstElementChild.focus(); }
    ring();
  };
  const follow = async () => {
    const reference = model.get("list");
    if (!reference) return;
    const found = await model.widget_manager.get_model(reference.slice("IPY_MODEL_".length));
    if (over) return;
    list = found;
    list.on("change:index", ring);
    ring();
  };
  model.on("change:markup", draw);
  model.on("change:ids", ring);
  el.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-mark]");
    const place = mark ? model.get("ids").indexOf(mark.dataset.mark) : -1;
    if (list && place >= 0) { list.set("index", place); list.save_changes(); }
  });
  draw();
  follow();
  return () => { over = true; model.off("change:markup", draw); model.off("change:ids", ring); if (list) list.off("change:index", ring); };
}
export default { render };
"""
_STYLE = """
.lessonlib-chart [data-mark] { cursor: pointer; }
.lessonlib-chart [data-mark]:hover .hit { fill: currentColor; fill-opacity: .15; }
.lessonlib-chart .lessonlib-ring .hit { stroke: currentColor; stroke-width: 2.5; }
"""


class Chart(anywidget.AnyWidget):
    """A picture with marks.

    Attributes
    ----------
    markup : str
        The SVG; what can be chosen has the attribute ``data-mark``, and may have
        a ``data-name`` that is written at ``data-at`` when it is chosen.
    ids : list of str
        The marks, in the order of the entries of the list.
    list : ipywidgets.Select or None
        The list in which a mark is chosen.

    Examples
    --------
    >>> Chart(markup="<svg></svg>").ids
    []
    """

    _esm = _SCRIPT
    _css = _STYLE
    markup = traitlets.Unicode().tag(sync=True)
    ids = traitlets.List(traitlets.Unicode()).tag(sync=True)
    list = traitlets.Instance(ipywidgets.Widget, allow_none=True).tag(sync=True, **ipywidgets.widget_serialization)
