function render({ model, el }) {
  const place = el.appendChild(document.createElement("div"));
  el.classList.add("widget-html");  // looks like ipywidgets' own HTML
  place.className = "widget-html-content";
  let shown = null, store = null, controls = [], bounds = [], bounded = [], first = "", over = false;
  const lists = () => [...controls, ...bounds];
  const tell = (turned) => el.dispatchEvent(new CustomEvent("lessonlib-drawn", { bubbles: true, detail: { turned } }));
  // What is in sight is drawn at once, the rest after the picture.
  const draw = (pieces) => {
    const markup = pieces.join(""), count = model.get("at_once") || pieces.length;
    if (markup === shown) return;
    shown = markup;
    place.innerHTML = pieces.slice(0, count).join("");
    tell(controls.length > 0 && first !== (first = entry(controls[0])));
    if (count >= pieces.length) return;
    requestAnimationFrame(() => setTimeout(() => {
      if (over || shown !== markup) return;
      place.insertAdjacentHTML("beforeend", pieces.slice(count).join(""));
      tell(false);
    }));
  };
  const page = (key) => store.pages[key];
  // A page is found by the entries chosen in the lists, one a line. Where there is none for all of them, that for the first few
  // is drawn: a list that hangs on another one gets its entries from the kernel, a moment after the picture.
  const search = () => {
    const [where, named] = model.get("entries"), labels = (where ? controls.slice(0, -1) : controls).map(entry);
    // Names that come late belong to lists as they were: the first page of the lists as they are is drawn meanwhile.
    const own = where === labels.join("\n") ? page(named[controls.at(-1).get("index")]) : undefined;
    if (own !== undefined) return own;
    for (let count = labels.length; count > 0; count--) {
      const found = page(labels.slice(0, count).join("\n"));
      if (found !== undefined) return found;
    }
  };
  // So it is with a range: on another text it begins anew.
  const range = () => (bounds.length && model.get("within") === bounded.map(entry).join("\n") ? bounds.map((list) => Number(entry(list))) : ALL);
  const choose = () => {
    const found = store ? search() : undefined, chosen = range();
    if (found !== undefined) draw(found.filter(([, rule]) => fits(store.rules[rule], chosen)).map(([piece]) => store.pieces[piece]));
  };
  const receive = () => { if (model.get("sent").length) draw(model.get("sent")); };
  const restock = async () => {
    const unpacked = await unpack(model.get("packed"));
    if (over) return;
    store = unpacked;
    if (!model.get("sent").length) choose();
  };
  const own = [["change:sent", receive], ["change:within", choose], ["change:entries", choose], ["change:packed", restock]];
  const follow = async () => {
    const found = await Promise.all(["controls", "bounds", "bounded"].map((name) => find(model, model.get(name))));
    if (over) return;
    [controls, bounds, bounded] = found;
    if (controls.length) first = entry(controls[0]);
    for (const list of lists()) list.on("change:index change:_options_labels", choose);
    await restock();
  };
  receive();
  for (const [name, answer] of own) model.on(name, answer);
  follow();
  return () => {
    over = true;
    for (const [name, answer] of own) model.off(name, answer);
    for (const list of lists()) list.off("change:index change:_options_labels", choose);
  };
}
export default { render };
