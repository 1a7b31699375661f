"""Pages made beforehand: sent to the browser once, packed, and chosen there by lists. No kernel stands between key and picture."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence

import anywidget
import ipywidgets
import traitlets

from lessonlib.bundle import read_beside
from lessonlib.turns import in_turn
from lessonlib.widgets import packed, pieces
from lessonlib.widgets.pieces import ALL, Piece, pick

#: Seconds until pages are made: what was asked for is seen first.
_SOON = 0.1


def _lists() -> traitlets.List:
    return traitlets.List(traitlets.Instance(ipywidgets.Widget)).tag(sync=True, **ipywidgets.widget_serialization)


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
    bounds : list of ipywidgets.Widget
        Two lists of numbers, from and to, if a range of a page can be chosen.
    bounded : list of ipywidgets.Widget
        The lists with which that range begins anew.
    within : str
        Their entries when it last did; until the kernel says so, all is shown.
    at_once : int
        So many pieces of a page are drawn at once, the rest after the picture;
        0 draws all. Only where each piece is made of whole elements.

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

    _esm = packed.SCRIPT + pieces.SCRIPT + read_beside(__file__, "shelf.js")
    value = traitlets.Unicode()
    controls = _lists()
    entries = traitlets.Tuple(traitlets.Unicode(), traitlets.List(traitlets.Unicode()), default_value=("", [])).tag(sync=True)
    bounds = _lists()
    bounded = _lists()
    within = traitlets.Unicode().tag(sync=True)
    at_once = traitlets.Int(0).tag(sync=True)
    #: What the browser has no page for.
    sent = traitlets.List(traitlets.Unicode()).tag(sync=True)
    packed = traitlets.Bytes(b"").tag(sync=True)
    _known: frozenset[int] = frozenset()

    def stock(self, pages: Iterable[tuple[Sequence[str], Sequence[str | Piece]]]) -> None:
        """Send pages to the browser, in place of those that it has.

        Parameters
        ----------
        pages : iterable of (sequence of str, sequence of str or Piece)
            The entries chosen in the lists, and the page in pieces; what pages
            share is sent once. Two pages of one name are left out.

        Examples
        --------
        >>> shelf = Shelf()
        >>> shelf.stock([(("a",), ["A"]), (("b",), ["B"]), (("a",), ["C"])])
        >>> packed.unpack(shelf.packed)
        {'pieces': ['A', 'B', 'C'], 'rules': [[[], [], []]], 'pages': {'b': [[1, 0]]}}
        """
        held: dict[str, int] = {}
        rules: dict[tuple[tuple[int, ...], ...], int] = {}
        numbered: dict[str, list[tuple[int, int]]] = {}
        known: dict[str, int] = {}
        twice = set()
        for names, page in pages:
            key, own = "\n".join(names), _pieces(page)
            numbers = [(held.setdefault(piece.markup, len(held)), rules.setdefault(piece[1:], len(rules))) for piece in own]
            if numbered.setdefault(key, numbers) != numbers:
                twice.add(key)
            known[key] = _mark(own)
        for key in twice:
            del numbered[key], known[key]
        self._known = frozenset(known.values())
        self.packed = packed.pack({"pieces": list(held), "rules": list(rules), "pages": numbered})

    def name_entries(self, chosen: Sequence[str], names: Sequence[str]) -> None:
        """Say which pages the entries of the last list mean while these are chosen in the others.

        Examples
        --------
        >>> shelf = Shelf()
        >>> shelf.name_entries(("left", "right"), ["first page", "second page"]); shelf.entries[1]
        ['first page', 'second page']
        """
        self.entries = ("\n".join(chosen), list(names))

    def open_bounds(self) -> None:
        """Say that the lists of the range belong to what is chosen now.

        Examples
        --------
        >>> shelf = Shelf(bounded=[ipywidgets.Dropdown(options=["red", "blue"])])
        >>> shelf.open_bounds(); shelf.within
        'red'
        """
        self.within = "\n".join(control.label for control in self.bounded)

    def stock_soon(self, pages: Callable[[], Iterable[tuple[Sequence[str], Sequence[str | Piece]]]]) -> None:
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
            asyncio.get_running_loop().call_later(_SOON, in_turn(lambda: self.stock(pages())))
        except RuntimeError:
            self.stock(pages())

    def show(self, *page: str | Piece, bounds: tuple[float, float] = ALL) -> None:
        """Show a page or a range of it: what the browser has drawn by itself is not sent again.

        Examples
        --------
        >>> shelf = Shelf()
        >>> shelf.show("<p>Hello.</p>"); shelf.sent
        ['<p>Hello.</p>']
        >>> shelf.show(Piece("One.", some=(1,)), Piece("Two.", some=(2,)), bounds=(2, 2)); shelf.sent
        ['Two.']
        """
        own = _pieces(page)
        shown = pick(own, bounds)
        self.value = "".join(shown)
        self.sent = [] if _mark(own) in self._known else shown


def _pieces(page: Iterable[str | Piece]) -> list[Piece]:
    return [piece if isinstance(piece, Piece) else Piece(piece) for piece in page]


def _mark(page: Iterable[Piece]) -> int:
    """By which a page is known again, however it is cut into pieces."""
    return hash("".join(piece.markup for piece in page))
