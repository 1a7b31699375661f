"""Pages made beforehand: sent to the browser once, packed, and chosen there by lists. No kernel stands between key and picture."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import Callable, Iterable, Sequence

import anywidget
import ipywidgets
import traitlets

#: Seconds until pages are made: what was asked for is seen first.
_SOON = 0.1
# A page is found by the entries chosen in the lists, one a line. Where there is none for all of them, that for the first few
# is drawn: a list that hangs on another one gets its entries from the kernel, a moment after the picture.
_SCRIPT = """
async function unpack(bytes) {
  if (!bytes || !bytes.byteLength || typeof DecompressionStream === "undefined") return null;
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
}
function render({ model, el }) {
  const place = el.appendChild(document.createElement("div"));
  el.classList.add("widget-html");  // looks like ipywidgets' own HTML
  place.className = "widget-html-content";
  let shown = null, store = null, controls = [], first = "", over = false;
  const entry = (control) => (control.get("_options_labels") || [])[control.get("index")] ?? "";
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
  const page = (key) => store.pages[key] && store.pages[key].map((piece) => store.pieces[piece]);
  const find = () => {
    const [where, named] = model.get("entries"), labels = (where ? controls.slice(0, -1) : controls).map(entry);
    // Names that come late belong to lists as they were: the first page of the lists as they are is drawn meanwhile.
    const own = where === labels.join("\\n") ? page(named[controls.at(-1).get("index")]) : undefined;
    if (own !== undefined) return own;
    for (let count = labels.length; count > 0; count--) {
      const found = page(labels.slice(0, count).join("\\n"));
      if (found !== undefined) return found;
    }
  };
  const choose = () => {
    const found = store && !model.get("closed") ? find() : undefined;
    if (found !== undefined) draw(found);
  };
  const receive = () => { if (model.get("sent").length) draw(model.get("sent")); };
  const restock = async () => {
    const unpacked = await unpack(model.get("packed"));
    if (over) return;
    store = unpacked;
    if (!model.get("sent").length) choose();
  };
  const own = [["change:sent", receive], ["change:closed", choose], ["change:entries", choose], ["change:packed", restock]];
  const follow = async () => {
    const found = await Promise.all(model.get("controls").map((name) => model.widget_manager.get_model(name.slice("IPY_MODEL_".length))));
    if (over) return;
    controls = found;
    if (controls.length) first = entry(controls[0]);
    for (const control of controls) control.on("change:index change:_options_labels", choose);
    await restock();
  };
  receive();
  for (const [name, answer] of own) model.on(name, answer);
  follow();
  return () => {
    over = true;
    for (const [name, answer] of own) model.off(name, answer);
    for (const control of controls) control.off("change:index change:_options_labels", choose);
  };
}
export default { render };
"""


class Shelf(anywidget.AnyWidget):
    """A place for HTML that knows some pages beforehand.

    Attributes
    ----------
    value : str
        What it shows.
    controls : list of ipywidgets.Widget
        The lists that choose a page.
    entries : tuple of (str, list of str)
        Names of pages for the entries of the last list, where the words of its
        entries do not name one, after the entries of the other lists to which
        they belong; see `name_entries`.
    at_once : int
        So many pieces of a page are drawn at once, the rest after the picture;
        0 draws all. Only where each piece is made of whole elements.
    closed : bool
        Whether the pages wait, for something else than the lists decides.

    Examples
    --------
    >>> colour = ipywidgets.Dropdown(options=["red", "blue"])
    >>> shelf = Shelf(controls=[colour])
    >>> shelf.stock([(("red",), ["<p>", "Red.", "</p>"]), (("blue",), ["<p>", "Blue.", "</p>"])])
    >>> shelf.show("<p>Blue.</p>"); shelf.value, shelf.sent
    ('<p>Blue.</p>', [])
    >>> shelf.show("<p>", "Green.", "</p>"); shelf.sent
    ['<p>', 'Green.', '</p>']
    """

    _esm = _SCRIPT
    value = traitlets.Unicode()
    controls = traitlets.List(traitlets.Instance(ipywidgets.Widget)).tag(sync=True, **ipywidgets.widget_serialization)
    entries = traitlets.Tuple(traitlets.Unicode(), traitlets.List(traitlets.Unicode()), default_value=("", [])).tag(sync=True)
    at_once = traitlets.Int(0).tag(sync=True)
    closed = traitlets.Bool(False).tag(sync=True)
    #: What the browser has no page for.
    sent = traitlets.List(traitlets.Unicode()).tag(sync=True)
    packed = traitlets.Bytes(b"").tag(sync=True)
    _known: frozenset[int] = frozenset()

    def stock(self, pages: Iterable[tuple[Sequence[str], Sequence[str]]]) -> None:
        """Send pages to the browser, in place of those that it has.

        Parameters
        ----------
        pages : iterable of (sequence of str, sequence of str)
            The entries chosen in the lists, and the page in pieces; what pages
            share is sent once. Two pages of one name are left out.

        Examples
        --------
        >>> shelf = Shelf()
        >>> shelf.stock([(("a",), ["A"]), (("b",), ["B"]), (("a",), ["C"])])
        >>> json.loads(zlib.decompress(shelf.packed))
        {'pieces': ['A', 'B', 'C'], 'pages': {'b': [1]}}
        """
        pieces: dict[str, int] = {}
        numbered: dict[str, list[int]] = {}
        twice = set()
        for names, page in pages:
            key, numbers = "\n".join(names), [pieces.setdefault(piece, len(pieces)) for piece in page]
            if numbered.setdefault(key, numbers) != numbers:
                twice.add(key)
        for key in twice:
            del numbered[key]
        held = list(pieces)
        self._known = frozenset(hash("".join(held[number] for number in numbers)) for numbers in numbered.values())
        self.packed = zlib.compress(json.dumps({"pieces": held, "pages": numbered}, ensure_ascii=False).encode("utf-8"))

    def name_entries(self, chosen: Sequence[str], names: Sequence[str]) -> None:
        """Say which pages the entries of the last list mean while these are chosen in the others.

        Examples
        --------
        >>> shelf = Shelf()
        >>> shelf.name_entries(("left", "right"), ["first page", "second page"]); shelf.entries[1]
        ['first page', 'second page']
        """
        self.entries = ("\n".join(chosen), list(names))

    def stock_soon(self, pages: Callable[[], Iterable[tuple[Sequence[str], Sequence[str]]]]) -> None:
        """Make and send pages when the cell that shows this is done; at once where no event loop runs.

        Until then the kernel sends what is shown.

        Examples
        --------
        >>> shelf = Shelf()
        >>> shelf.stock_soon(lambda: [(("a",), ["A"])])
        >>> len(shelf.packed) > 0
        True
        """
        try:
            asyncio.get_running_loop().call_later(_SOON, lambda: self.stock(pages()))
        except RuntimeError:
            self.stock(pages())

    def show(self, *pieces: str) -> None:
        """Show HTML, in pieces or in one: what the browser has drawn by itself is not sent again.

        Examples
        --------
        >>> shelf = Shelf()
        >>> shelf.show("<p>Hello.</p>"); shelf.sent
        ['<p>Hello.</p>']
        """
        self.value = "".join(pieces)
        self.sent = [] if hash(self.value) in self._known else list(pieces)
