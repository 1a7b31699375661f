"""Keys pressed in a widget belong to the widget.

JupyterLab reads plain keys pressed in a drop-down list or a button as commands
for the cell around it: "r" turns the cell into raw text, "d d" deletes it, the
arrow keys go to another cell. An invisible widget inside ours keeps such keys
from JupyterLab; keys with Ctrl, Alt or Command still reach it. It also lets
long labels break and stand in a column, shows where the keyboard is, gives the
controls of a question its name, and makes the place of results a live region,
so that a screen reader says them; so too a place for what is said beside them.
Tables in such a place are to be walked through, and are not read out as news.
A button waits until the kernel has all letters of its form: ipywidgets sends a
press at once, and letters only when the kernel has answered those before; and a
press right behind the last letters was seen to be read before them. What is
written while the kernel is dead, or just before, the tab of the browser keeps
until the lesson is run again.

The notebook in which it stands is marked as a lesson: its links have a line
under them, and where the keyboard is can be seen on links and folded parts too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import anywidget
import ipywidgets
import traitlets

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCRIPT = """
// Milliseconds after which the kernel has kept what it was told: lessonlib.turns.SOON, and some more.
const KEPT = 2000;
function render({ model, el }) {
  el.style.display = "none";
  const name = model.get("name");
  const watch = new MutationObserver(() => dress());
  const off = new AbortController();
  let box = null, tries = 0;
  // Parts of a widget join the page one by one, and some are drawn anew.
  const dress = () => {
    for (const place of box.querySelectorAll(".lessonlib-result:not([role])")) { place.setAttribute("aria-live", "polite"); place.setAttribute("aria-atomic", "false"); place.setAttribute("role", "status"); }
    for (const table of box.querySelectorAll(".lessonlib-result [role=region]:not([aria-live])")) table.setAttribute("aria-live", "off");
    // What is said beside the result: heard as well, but the panel has one status.
    for (const place of box.querySelectorAll(".lessonlib-heard:not([aria-live])")) { place.setAttribute("aria-live", "polite"); place.setAttribute("aria-atomic", "true"); }
    if (!name) return;
    for (const radios of box.querySelectorAll(".widget-radio-box:not([role])")) { radios.setAttribute("aria-label", name); radios.setAttribute("role", "radiogroup"); }
  };
  let fields = [], since = 0;
  Promise.all(model.get("fields").map((one) => model.widget_manager.get_model(one.slice("IPY_MODEL_".length)))).then((found) => { fields = found; bring(); });
  // What the kernel has not kept yet is remembered by this tab, and laid into the form when it stands there anew.
  // At a hub the address names the seat: who logs in next in this tab does not find a neighbour's words.
  const place = model.get("place") && (location.pathname.match(/^.*?\\/user\\/[^/]+\\//)?.[0] ?? "") + model.get("place");
  let typed = 0, settling = 0;
  const attribute = (field) => (field.has("index") ? "index" : "value");
  const remember = () => {
    if (!place || !fields.length) return;
    typed = Date.now();
    try { sessionStorage.setItem(place, JSON.stringify(fields.map((field) => field.get(attribute(field))))); } catch { return; }
    clearTimeout(settling);
    settling = setTimeout(settle, KEPT);
  };
  const settle = () => {
    if (fields.some((field) => !field.comm_live)) return;
    if (fields.some((field) => field._msg_buffer || field._pending_msgs > 0) || Date.now() - typed < KEPT) { settling = setTimeout(settle, KEPT); return; }
    sessionStorage.removeItem(place);
  };
  const bring = () => {
    const words = place && JSON.parse(sessionStorage.getItem(place) || "null");
    if (!words || words.length !== fields.length) return;
    fields.forEach((field, number) => { field.set(attribute(field), words[number]); field.save_changes(); });
    remember();
  };
  const wait = (event) => {
    const button = event.target.closest("button");
    if (!button || !fields.some((field) => field._msg_buffer || field._pending_msgs > 0) || (since && Date.now() - since > 20_000)) { since = 0; return; }
    event.stopImmediatePropagation();
    since ||= Date.now();
    setTimeout(() => button.click(), 30);
  };
  // The element joins the page a little later than it is rendered.
  const attach = () => {
    box = el.closest(".lessonlib-widget");
    if (!box) { if (tries++ < 600) requestAnimationFrame(attach); return; }
    el.closest(".jp-Notebook")?.classList.add("lessonlib-lesson");
    box.addEventListener("keydown", (event) => {
      if (!event.ctrlKey && !event.altKey && !event.metaKey && event.key !== "Escape") event.stopPropagation();
    });
    for (const kind of ["input", "change"]) box.addEventListener(kind, remember, { signal: off.signal });
    box.addEventListener("click", wait, { capture: true, signal: off.signal });
    if (name) { box.setAttribute("role", "group"); box.setAttribute("aria-label", name); }
    dress();
    watch.observe(box, { childList: true, subtree: true });
  };
  attach();
  return () => { watch.disconnect(); off.abort(); clearTimeout(settling); };
}
export default { render };
"""


# A form is a grid of labels and fields, below each other where there is no room. Widgets of one line give up their
# own box, so that their label and their field stand in the columns of the form. In a grid of rows and columns the label
# is heard and not seen. The grey of the arrow is seen on white as on black.
_STYLE = """
.lessonlib-widget { container-type: inline-size; width: 100%; }
.lessonlib-widget .widget-label, .lessonlib-widget .widget-radio-box label, .lessonlib-widget .widget-label-basic { white-space: normal; height: auto; overflow: visible; line-height: 1.4; }
.lessonlib-widget .widget-radio-box { max-height: none; height: auto; margin: 0; }
.lessonlib-widget .widget-radio-box label { display: flex; align-items: baseline; height: auto; margin-bottom: .4em; }
.lessonlib-widget .widget-radio-box input { order: -1; flex: none; height: auto; margin: 0 .6em 0 1px; }
.lessonlib-widget .widget-dropdown, .lessonlib-widget .widget-text, .lessonlib-widget .widget-textarea, .lessonlib-widget .widget-checkbox { height: auto; }
.lessonlib-widget .widget-dropdown > select { height: 2.2em; padding-right: 24px; background-image: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20'%3E%3Cpath d='m6 8 4 4 4-4' fill='none' stroke='%23808080' stroke-width='1.6'/%3E%3C/svg%3E"); }
.lessonlib-widget :is(select, input, textarea, button):focus-visible { outline: 2px solid var(--jp-brand-color1, #1976d2) !important; outline-offset: 0; }
.lessonlib-widget button:focus-visible { outline-offset: 2px !important; }
:is(.lessonlib-widget, .lessonlib-lesson .jp-RenderedHTMLCommon) :is(a, summary):focus-visible { outline: 2px solid var(--jp-brand-color1, #1976d2); outline-offset: 1px; }
:is(.lessonlib-widget, .lessonlib-lesson .jp-RenderedHTMLCommon) [tabindex]:focus-visible { outline: 2px solid var(--jp-brand-color1, #1976d2); outline-offset: -2px; }
.lessonlib-lesson .jp-RenderedHTMLCommon a:any-link { text-decoration: underline; }
.lessonlib-widget :is(select, input, textarea) { font-family: var(--jp-content-font-family, inherit) !important; }
.lessonlib-widget ::placeholder { color: var(--jp-ui-font-color2, #666); opacity: 1; }
.lessonlib-widget :is(.lessonlib-result, .lessonlib-heard) { max-width: 60em; }
.lessonlib-widget .widget-html-content { line-height: 1.5; }
.lessonlib-widget dl { display: block; }
.lessonlib-widget :is(dt, dd) { float: none; clear: both; width: auto; margin-block: 0 .2em; }
.lessonlib-widget dd { margin-inline-start: 1.5em; }
.lessonlib-widget :is(.lessonlib-result, .lessonlib-heard) .widget-html-content > :is(p, ul, dl) { margin-block: .5em; }
.lessonlib-widget .lessonlib-result blockquote { margin: .4em 0 .4em 1em; }
.lessonlib-form.widget-vbox { display: grid; grid-template-columns: fit-content(24em) minmax(8em, 48em); gap: 6px 10px; align-items: start; margin: 2px 2px 8px; overflow: visible; }
.lessonlib-form > * { grid-column: 1 / -1; margin: 0; }
.lessonlib-form > :is(.widget-text, .widget-textarea, .widget-dropdown, .widget-select) { display: contents; }
.lessonlib-form .widget-inline-hbox > .widget-label { grid-column: 1; width: auto !important; max-width: none; margin: 0; padding-top: .35em; text-align: left; }
.lessonlib-form .widget-inline-hbox > :is(input, textarea, select) { grid-column: 2; width: 100%; }
.lessonlib-form .widget-dropdown > select { width: auto; min-width: 7.5em; max-width: 100%; justify-self: start; flex: none; }
.lessonlib-form .widget-text > input { max-width: 30em; }
.lessonlib-form .widget-select option { overflow: hidden; text-overflow: ellipsis; padding: 2px 6px; }
.lessonlib-form .lessonlib-short input { width: 12em; max-width: 100%; justify-self: start; flex: none; }
.lessonlib-form > .widget-button { grid-column: 2; justify-self: start; padding: 0 14px; }
.lessonlib-form .widget-checkbox { width: auto; }
.lessonlib-form .widget-checkbox label { display: flex; align-items: baseline; line-height: 1.5; }
.lessonlib-form .widget-checkbox input { flex: none; margin: 0 .6em 0 1px; align-self: baseline; }
.lessonlib-grid.widget-gridbox { position: relative; gap: 6px 10px; align-items: center; overflow-x: auto; padding: 3px; margin: -3px; }
.lessonlib-grid > * { margin: 0; width: auto; }
.lessonlib-grid .widget-inline-hbox > .widget-label { position: absolute; width: 1px !important; height: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.lessonlib-grid .widget-dropdown > select { width: 100%; }
.lessonlib-grid .lessonlib-short input { width: 7em; }
@container (max-width: 34em) {
  .lessonlib-form.widget-vbox { grid-template-columns: minmax(0, 1fr); }
  .lessonlib-form .widget-inline-hbox > :is(.widget-label, input, textarea, select), .lessonlib-form > .widget-button { grid-column: 1; }
  .lessonlib-form .widget-inline-hbox > .widget-label { padding-top: .5em; }
}
@media (forced-colors: active) {
  .lessonlib-widget button { border: 1px solid ButtonText !important; }
}
"""


class _KeyGuard(anywidget.AnyWidget):
    _esm = _SCRIPT
    _css = _STYLE
    name = traitlets.Unicode().tag(sync=True)
    place = traitlets.Unicode().tag(sync=True)
    fields = traitlets.List(traitlets.Instance(ipywidgets.Widget)).tag(sync=True, **ipywidgets.widget_serialization)


def keep_keys(
    children: Sequence[ipywidgets.Widget], name: str = "", fields: Sequence[ipywidgets.Widget] = (), place: str = ""
) -> ipywidgets.VBox:
    """Stack widgets in a box that keeps plain keys from JupyterLab.

    Parameters
    ----------
    children : sequence of ipywidgets.Widget
        From top to bottom.
    name : str
        What a screen reader calls all of them together.
    fields : sequence of ipywidgets.Widget
        For what is written in these, buttons wait.
    place : str
        Under this name the tab of the browser remembers what stands in the
        fields until the kernel has kept it: a kernel that has died keeps nothing.

    Returns
    -------
    ipywidgets.VBox
        The children and the guard, which shows nothing.

    Examples
    --------
    >>> len(keep_keys([ipywidgets.Text()]).children)
    2
    """
    box = ipywidgets.VBox([*children, _KeyGuard(name=name, fields=list(fields), place=place)])
    box.add_class("lessonlib-widget")
    return box
