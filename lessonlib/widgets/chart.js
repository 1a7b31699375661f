// The list is for the keyboard, the marks are for a pointer. A mark stays in its place, whatever is shown beside it.
function render({ model, el }) {
  const drawn = [];
  let store = null, filters = [], years = [], list = null, ringed = null, over = false;
  const chosen = () => filters.map((filter) => filter.get("index"));
  const marks = () => [...el.querySelectorAll("[data-mark]:not(.lessonlib-off)")];
  const off = (element, hidden) => element.classList.toggle("lessonlib-off", hidden);

  const turn = (number) => {
    const before = el.firstElementChild, after = (drawn[number] ??= document.createRange().createContextualFragment(store[number]).firstElementChild);
    if (before === after) return;
    const left = before ? before.scrollLeft : 0, focused = before && before === document.activeElement;
    el.replaceChildren(after);
    after.scrollLeft = left;
    if (focused) after.focus();
  };
  // A mark is shown if something is said of it that has all entries chosen; its sign is that of what fits.
  const sift = (entries) => {
    for (const mark of el.querySelectorAll("[data-mark]")) {
      const sayings = mark.dataset.said.split(" ").map((saying) => saying.split(".").map(Number));
      const fit = sayings.filter((saying) => saying.every((entry, place) => !entries[place] || entry === entries[place]));
      const sure = new Set(fit.map((saying) => saying[1])), sign = sure.size === 1 ? [...sure][0] : 0;
      off(mark, !fit.length);
      for (const each of mark.querySelectorAll("[data-sure]")) off(each, Number(each.dataset.sure) !== sign);
    }
  };
  const tell = (svg, shown) => {
    const doubtful = shown.filter((mark) => "doubtful" in mark.dataset).length;
    svg.setAttribute("aria-label", svg.dataset.alt.replace("{count}", shown.length).replace("{doubtful}", doubtful));
  };

  const write = (place, mark, [x, y], kind) => {
    const width = Number(mark.dataset.width);
    place.insertAdjacentHTML("beforeend", `<g class="${kind}"><rect x="${x}" y="${y}" width="${width}" height="18" rx="3"/><text x="${x + 5}" y="${y + 13}" textLength="${width - 10}" lengthAdjust="spacingAndGlyphs"></text></g>`);
    place.lastElementChild.lastElementChild.textContent = mark.dataset.name;
  };
  const spots = (mark) => mark.dataset.at.split(" ").filter(Boolean).map((spot) => spot.split(",").map(Number));
  // Few marks have their names beside them, where there is room.
  const name = (svg, shown) => {
    for (const old of svg.querySelectorAll(".lessonlib-label")) old.remove();
    if (shown.length > Number(svg.dataset.few)) return;
    const box = (mark) => ["x", "y", "width", "height"].map((side) => Number(mark.querySelector(".hit").getAttribute(side)));
    const taken = new Map(shown.map((mark) => [mark, box(mark)]));
    const free = (mark, [x, y, width, height]) => [...taken].every(([other, [left, top, across, down]]) => other === mark || x >= left + across || left >= x + width || y >= top + down || top >= y + height);
    for (const mark of shown.filter((mark) => "at" in mark.dataset)) {
      const sized = ([x, y]) => [x, y, Number(mark.dataset.width), 18], spot = spots(mark).find((place) => free(mark, sized(place)));
      if (!spot) continue;
      write(mark, mark, spot, "lessonlib-label");
      taken.set({}, sized(spot));
    }
  };
  const cut = (svg) => {
    const layer = svg.querySelector(".lessonlib-cuts");
    if (!layer) return;
    const places = JSON.parse(layer.dataset.places);
    layer.replaceChildren();
    years.map((field) => field.get("value")).sort((one, other) => one - other).forEach((year, number) => {
      const x = places[year];
      if (x === undefined) return;
      const [side, gap] = x > svg.viewBox.baseVal.width * 0.8 ? ["end", -5] : ["start", 5];
      layer.insertAdjacentHTML("beforeend", `<line x1="${x}" x2="${x}" y1="22" y2="${layer.dataset.bottom}"/><text x="${x + gap}" y="${31 + 15 * number}" text-anchor="${side}"></text>`);
      layer.lastElementChild.textContent = layer.dataset.name.replace("{year}", year);
    });
  };

  // Entries that come late belong to filters as they were: until then the mark that was chosen stays so.
  const ids = () => (JSON.stringify(model.get("listed")[0]) === JSON.stringify(chosen()) ? model.get("listed")[1] : null);
  const ring = () => {
    el.querySelector(".lessonlib-ring")?.classList.remove("lessonlib-ring");
    el.querySelector(".lessonlib-name")?.remove();
    const known = ids();
    if (known) ringed = known[list.get("index")] ?? null;
    const mark = marks().find((mark) => mark.dataset.mark === ringed);
    if (!mark) return;
    mark.classList.add("lessonlib-ring");
    if ("at" in mark.dataset && !mark.querySelector(".lessonlib-label") && spots(mark).length) write(mark.closest("svg"), mark, spots(mark)[0], "lessonlib-name");
  };
  // What the list does not hold yet the kernel chooses in it, when it has filled it.
  const point = (wanted) => {
    const known = ids(), place = known ? known.indexOf(wanted) : -1;
    if (place >= 0) { list.set("index", place); list.save_changes(); return; }
    ringed = wanted;
    model.set("pointed", [chosen(), wanted]);
    model.save_changes();
    ring();
  };
  const show = () => {
    if (!store || !list) return;
    const [number, ...entries] = chosen();
    turn(number);
    sift(entries);
    const svg = el.querySelector("svg"), shown = marks();
    tell(svg, shown);
    name(svg, shown);
    cut(svg);
    ring();
  };

  const restock = async () => { const unpacked = await unpack(model.get("packed")); if (!over) { store = unpacked; drawn.length = 0; show(); } };
  const listen = (way) => {
    model[way]("change:packed", restock);
    model[way]("change:listed", ring);
    if (list) list[way]("change:index", ring);
    for (const filter of filters) filter[way]("change:index", show);
    for (const field of years) field[way]("change:value", show);
  };
  const follow = async () => {
    const found = await Promise.all(["filters", "years"].map((name) => find(model, model.get(name)))), [own] = await find(model, [model.get("list")]);
    if (over) return;
    [[filters, years], list] = [found, own];
    listen("on");
    await restock();
  };
  el.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-mark]");
    if (mark && list) point(mark.dataset.mark);
  });
  follow();
  return () => { over = true; listen("off"); };
}
export default { render };
