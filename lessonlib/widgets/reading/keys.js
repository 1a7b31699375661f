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
