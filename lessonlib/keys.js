// Milliseconds after which the kernel has kept what it was told: lessonlib.turns.SOON, and some more.
const KEPT = 2000;
// Milliseconds in which what is new is gathered, and after which it is no longer there to be met a second time below the page.
const GATHER = 150, HUSH = 5000;
const BLOCKS = /^(P|LI|DT|DD|DIV|BR|H\d|BLOCKQUOTE)$/;
// The words of a place, as they are to be heard: one line for each block, a picture by its name.
const words = (node) => {
  if (node.nodeType === 3) return node.data;
  if (node.nodeType !== 1 || node.matches("[aria-hidden=true], [aria-live=off], [role=region], details:not([open])")) return "";
  if (node.lang === "id" && node.parentElement.querySelector(":scope > [lang=en]")) return "";
  if (node.getAttribute("role") === "img") return `${node.getAttribute("aria-label")}: `;
  const inside = [...node.childNodes].map(words).join("");
  return BLOCKS.test(node.tagName) ? `\n${inside}\n` : inside;
};
const sentences = (place) => [...place.childNodes].map(words).join("").split("\n").map((line) => line.replace(/\s+/g, " ").trim())
  .filter((line) => /[\p{L}\p{N}]/u.test(line)).map((line) => (/[\p{L}\p{N})”’]$/u.test(line) ? `${line}.` : line)).join(" ");
function render({ model, el }) {
  el.classList.add("lessonlib-unseen");
  const name = model.get("name");
  const watch = new MutationObserver((changes) => { dress(); hear(changes); });
  const off = new AbortController();
  let box = null, tries = 0;
  // Parts of a widget join the page one by one, and some are drawn anew.
  const dress = () => {
    // It is a status to be found, and said by the voice.
    for (const place of box.querySelectorAll(".lessonlib-result:not([role])")) { place.setAttribute("role", "status"); place.setAttribute("aria-live", "off"); }
    // Fields for numbers would be described as "null".
    for (const field of box.querySelectorAll("[title=null]")) field.removeAttribute("title");
    // ipywidgets gives them no name, and in Firefox arrow keys then lead from none to the next.
    for (const radios of box.querySelectorAll(".widget-radio-box")) { radios.dataset.group ??= `lessonlib-${Math.random()}`; for (const radio of radios.querySelectorAll("input:not([name])")) radio.name = radios.dataset.group; }
    if (!name) return;
    for (const radios of box.querySelectorAll(".widget-radio-box:not([role])")) { radios.setAttribute("aria-label", model.get("answer") || name); radios.setAttribute("role", "radiogroup"); }
  };
  const voice = el.appendChild(document.createElement("div"));
  voice.className = "lessonlib-voice lessonlib-unseen";
  voice.setAttribute("aria-live", "polite");
  voice.setAttribute("aria-atomic", "true");
  const lost = el.appendChild(document.createElement("p"));
  const lose = () => {
    const told = box.classList.contains("jupyter-widgets-disconnected") ? model.get("lost") : "";
    if (lost.textContent === told) return;
    lost.textContent = told;
    if (worked) voice.textContent = told;
    el.classList.toggle("lessonlib-unseen", !told);
    el.classList.toggle("lessonlib-lost", !!told);
  };
  const loss = new MutationObserver(lose);
  const news = new Set();
  let worked = false, saying = 0, hushing = 0;
  const work = () => { worked = true; };
  const hear = (changes) => {
    if (!worked) return;
    const before = news.size;
    for (const { target } of changes) {
      const place = (target.nodeType === 1 ? target : target.parentElement)?.closest(".lessonlib-result, .lessonlib-heard");
      if (place) news.add(place);
    }
    if (!news.size) return;
    if (!before) { clearTimeout(hushing); voice.textContent = ""; }
    clearTimeout(saying);
    saying = setTimeout(say, GATHER);
  };
  const say = () => {
    const told = [...box.querySelectorAll(".lessonlib-result, .lessonlib-heard")].filter((place) => news.has(place)).map(sentences).filter(Boolean).join(" ");
    news.clear();
    if (!told) return;
    voice.textContent = told;
    hushing = setTimeout(() => { voice.textContent = ""; }, HUSH);
  };
  let fields = [], since = 0;
  Promise.all(model.get("fields").map((one) => model.widget_manager.get_model(one.slice("IPY_MODEL_".length)))).then((found) => { fields = found; bring(); });
  // What the kernel has not kept yet is remembered by this tab, and laid into the form when it stands there anew.
  // At a hub the address names the seat: who logs in next in this tab does not find a neighbour's words.
  const place = model.get("place") && (location.pathname.match(/^.*?\/user\/[^/]+\//)?.[0] ?? "") + model.get("place");
  // Beside the words stand marks of all that the form held since the kernel last had the same: by them a later run of the
  // lesson is told from what was written elsewhere, at another computer, since.
  let typed = 0, settling = 0, begun = 0;
  const attribute = (field) => (field.has("index") ? "index" : "value");
  const standing = () => JSON.stringify(fields.map((field) => field.get(attribute(field))));
  const mark = (text) => { let sum = 0x811c9dc5; for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193); return sum; };
  const kept = () => JSON.parse(sessionStorage.getItem(place) || "null");
  // Comes before the controls hear of the key.
  const begin = () => { if (place && fields.length && !kept()) begun = mark(standing()); };
  const remember = () => {
    if (!place || !fields.length) return;
    typed = Date.now();
    const words = standing(), past = kept()?.past ?? [begun];
    if (past.at(-1) !== mark(words)) past.push(mark(words));
    try { sessionStorage.setItem(place, JSON.stringify({ words, past })); } catch { return; }
    clearTimeout(settling);
    settling = setTimeout(settle, KEPT);
  };
  const settle = () => {
    if (fields.some((field) => !field.comm_live)) return;
    if (fields.some((field) => field._msg_buffer || field._pending_msgs > 0) || Date.now() - typed < KEPT) { settling = setTimeout(settle, KEPT); return; }
    sessionStorage.removeItem(place);
  };
  const bring = () => {
    const { words, past } = (place && kept()) || {}, saved = standing(), found = words && JSON.parse(words);
    if (!found || found.length !== fields.length) return;
    if (words === saved) { settling = setTimeout(settle, KEPT); return; }
    // What this tab did not write was written later: it stays. Of the two, that which does not stand in the form is told.
    const laid = past.includes(mark(saved));
    if (laid) {
      fields.forEach((field, number) => { field.set(attribute(field), found[number]); field.save_changes(); });
      remember();
    }
    const done = (told) => { if (!laid && told.content.execution_state === "idle" && kept()?.words === words) sessionStorage.removeItem(place); };
    model.send({ laid, other: laid ? JSON.parse(saved) : found }, { iopub: { status: done } });
  };
  // Where no answer comes for long, it is lost, or the server sleeps: all letters are sent anew, and these must be answered.
  const waiting = new Set();
  let awaited = null;
  const ask = () => {
    const asked = awaited = new Set(fields.filter((field) => field.comm_live));
    for (const field of asked) {
      const name = attribute(field), letters = { ...field._msg_buffer, [name]: field.get(name) };
      field._msg_buffer = null;
      field.rememberLastUpdateFor(field.send_sync_message(letters, { iopub: { status: (told) => { if (told.content.execution_state === "idle") asked.delete(field); } } }));
    }
  };
  const wait = (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (event.isTrusted && waiting.has(button)) { event.stopImmediatePropagation(); return; }
    const live = fields.filter((field) => field.comm_live);
    const behind = live.some((field) => field._msg_buffer) || (awaited ? awaited.size > 0 : live.some((field) => field._pending_msgs > 0));
    if (!behind) {
      if (awaited) for (const field of live) field._pending_msgs = 0;
      awaited = null; since = 0; waiting.delete(button);
      return;
    }
    event.stopImmediatePropagation();
    waiting.add(button);
    since ||= Date.now();
    if (Date.now() - since > 20_000 || (awaited && !awaited.size)) { since = Date.now(); ask(); }
    setTimeout(() => button.click(), 30);
  };
  // The element joins the page a little later than it is rendered.
  const attach = () => {
    box = el.closest(".lessonlib-widget");
    if (!box) { if (tries++ < 600) requestAnimationFrame(attach); return; }
    const lesson = el.closest(".jp-Notebook");
    lesson?.classList.add("lessonlib-lesson");
    // In Firefox what scrolls is a stop; JupyterLab leads from this one back to the cell, and Shift+Tab never got past it.
    lesson?.querySelector(".jp-WindowedPanel-outer")?.setAttribute("tabindex", "-1");
    box.addEventListener("keydown", (event) => {
      if (!event.ctrlKey && !event.altKey && !event.metaKey && event.key !== "Escape") event.stopPropagation();
    });
    for (const kind of ["keydown", "pointerdown", "input", "change", "click"]) box.addEventListener(kind, work, { capture: true, signal: off.signal });
    for (const kind of ["input", "change"]) {
      box.addEventListener(kind, begin, { capture: true, signal: off.signal });
      box.addEventListener(kind, remember, { signal: off.signal });
    }
    box.addEventListener("click", wait, { capture: true, signal: off.signal });
    if (name) { box.setAttribute("role", "group"); box.setAttribute("aria-label", name); }
    if (model.get("about")) box.setAttribute("aria-description", model.get("about"));
    dress();
    watch.observe(box, { childList: true, subtree: true });
    loss.observe(box, { attributes: true, attributeFilter: ["class"] });
  };
  attach();
  return () => { watch.disconnect(); loss.disconnect(); off.abort(); for (const timer of [settling, saying, hushing]) clearTimeout(timer); };
}
export default { render };
