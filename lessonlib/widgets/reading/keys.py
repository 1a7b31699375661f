"""What the reader does in the browser, without asking the kernel: show and hide the original, choose a sentence, copy."""

from __future__ import annotations

import anywidget
import traitlets

_SCRIPT = """
function render({ model, el }) {
  el.style.display = "none";
  const off = new AbortController();
  let box = null, view = null, tries = 0;
  const show = () => box.classList.toggle("lessonlib-one-language", !model.get("original"));
  const name = () => view.setAttribute("aria-label", model.get("region"));
  const turn = (event) => { if (event.detail.turned) view.scrollTop = 0; dress(); };
  const dress = () => {
    for (const old of view.querySelectorAll(".lessonlib-kept")) old.remove();
    for (const id of model.get("kept")) view.querySelector(`button[data-sentence="${CSS.escape(id)}"]`)?.insertAdjacentHTML("afterend", model.get("star"));
  };
  const choose = (button) => {
    model.set("chosen", button.dataset.sentence);
    model.set("times", model.get("times") + 1);
    model.save_changes();
    box.querySelector(".lessonlib-keep input")?.focus();
  };
  const copy = () => {
    const field = box.querySelector(".lessonlib-copied textarea");
    if (field) { field.focus(); field.select(); document.execCommand("copy"); }
  };
  const attach = () => {
    box = el.closest(".lessonlib-widget");
    view = box && box.querySelector(".lessonlib-reader-view");
    if (!view) { if (tries++ < 600) requestAnimationFrame(attach); return; }
    const signal = { signal: off.signal };
    view.tabIndex = 0;
    view.setAttribute("role", "region");
    name();
    show();
    model.on("change:original", show);
    model.on("change:region", name);
    model.on("change:kept", dress);
    dress();
    view.addEventListener("lessonlib-drawn", turn, signal);
    view.addEventListener("click", (event) => { const button = event.target.closest("button[data-sentence]"); if (button) choose(button); }, signal);
    box.addEventListener("click", (event) => { if (event.target.closest(".lessonlib-copy")) copy(); }, signal);
    box.addEventListener("keydown", (event) => {
      if (event.key !== "o" || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.target.matches("select, textarea, input:not([type=checkbox])")) return;
      box.querySelector(".lessonlib-show-original input").click();
    }, signal);
  };
  attach();
  return () => { off.abort(); model.off("change:original", show); model.off("change:region", name); model.off("change:kept", dress); };
}
export default { render };
"""

_STYLE = """
.lessonlib-reader-view { max-height: 34em; overflow: auto; contain: content; border: 1px solid var(--jp-border-color1, #999); padding: 0 .8em; margin: .3em 2px; }
.lessonlib-reader-view:focus-visible { outline: 2px solid var(--jp-brand-color1, #1976d2); }
.lessonlib-reader-view .widget-html-content { line-height: 1.55; align-self: stretch; width: 100%; overflow: visible; }
.lessonlib-reader-view h4 { margin: .9em 0 .2em; }
.lessonlib-reader-view p { margin: .1em 0; overflow-wrap: anywhere; }
.lessonlib-reader-view sup { font-size: 72%; line-height: 0; font-weight: bold; margin: 0 .1em; }
.lessonlib-paragraph { content-visibility: auto; contain-intrinsic-size: auto 8em; border-top: 1px solid var(--jp-border-color2, #bbb); padding: .3em 0; }
.lessonlib-row, .lessonlib-columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: .1em 1.4em; padding: .25em 0; }
.lessonlib-columns { font-weight: bold; }
.lessonlib-head, .lessonlib-below { grid-column: 1 / -1; }
.lessonlib-head button { font: inherit; font-family: var(--jp-code-font-family, monospace); font-size: 82%; color: inherit; background: transparent; border: 1px solid var(--jp-border-color1, #999); border-radius: .3em; padding: .05em .4em; min-height: 24px; cursor: pointer; }
.lessonlib-head button:focus-visible, .lessonlib-below summary:focus-visible { outline: 2px solid var(--jp-brand-color1, #1976d2); }
.lessonlib-below { font-size: 92%; }
.lessonlib-below summary { cursor: pointer; }
.lessonlib-below ul { margin: .2em 0 .5em; }
.lessonlib-end { border-top: 3px double currentColor; padding: .4em 0 .6em; margin-top: .5em; }
.lessonlib-one-language :is(.lessonlib-row, .lessonlib-columns) { grid-template-columns: minmax(0, 48em); }
.lessonlib-one-language :is(.lessonlib-row:not(.lessonlib-alone), .lessonlib-columns) > .lessonlib-original { display: none; }
.lessonlib-copied textarea { min-height: 10em; }
@container (max-width: 40em) {
  .lessonlib-row, .lessonlib-columns { grid-template-columns: minmax(0, 1fr); }
  .lessonlib-row > .lessonlib-original { border-left: 3px solid var(--jp-border-color1, #999); padding-left: .6em; }
}
"""


class ReaderKeys(anywidget.AnyWidget):
    """Shows nothing itself; `original` shows and hides the original, `chosen` and `times` tell which sentence was chosen, `kept` which have a star.

    Examples
    --------
    >>> ReaderKeys(original=False).original
    False
    """

    _esm = _SCRIPT
    _css = _STYLE
    original = traitlets.Bool(True).tag(sync=True)
    region = traitlets.Unicode().tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)
    times = traitlets.Int(0).tag(sync=True)
    kept = traitlets.List(traitlets.Unicode()).tag(sync=True)
    star = traitlets.Unicode().tag(sync=True)
