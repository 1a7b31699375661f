"""A page as lines that know where they stand, and what the rules have said of them so far."""

from collections.abc import Sequence

from lessonlib.corpus.patterns import later

_INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad"
#: Line ends that Unicode knows besides the line feed (a carriage return before one is white space).
_RARE_BREAKS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_OTHER_BREAKS = later(f"[\r{_RARE_BREAKS}]")
_SENTENCE_END = later(r"""(?P<stop>[.!?…])[."'”’»)\]]*(?:\s?\[\d{1,3}\]|\s?[(\[][\w./*|,\s-]{1,24}[)\]]|\s?\*+)*\s*$""")
_STOPS = ".!?…"
_MAY_END = frozenset(".!?…\"'”’»)]*")
#: A line this long is running text, whatever its end.
LONG = 260


class Line:
    """A line without the white space around it.

    Attributes
    ----------
    start, end : int
        Offsets of the text in the page.
    text : str
        The line, stripped, with plain spaces.
    running : bool
        Whether the line is surely running text (see `is_sentence`).
    opening : int
        Where a dateline at its start ends, 0 if it has none, -1 while nobody has looked.
    kind, rule : str
        What has been decided, or ``""``.
    takes : str
        What of the following lines the rule claims (see `lessonlib.corpus.rules.Rule`).
    pieces : list of (int, int, str, str)
        Parts of the line with a label of their own: start, end (in the page), kind, rule.

    Examples
    --------
    >>> line = Line(6, "Kalimat ini cukup panjang untuk menjadi isi berita.")
    >>> line.start, line.end, line.running
    (6, 57, True)
    """

    # A page has many lines, and every stage asks each of them what it is: slots answer fastest.
    __slots__ = ("end", "kind", "opening", "pieces", "rule", "running", "start", "takes", "text")

    def __init__(self, start: int, text: str) -> None:
        size = len(text)
        self.start = start
        self.end = start + size
        self.text = text
        self.running = size >= 40 and is_sentence(text)
        self.kind = self.rule = self.takes = ""
        self.opening = -1
        self.pieces: Sequence[tuple[int, int, str, str]] = ()

    def mark(self, kind: str, rule: str) -> None:
        """Decide what this line is.

        Examples
        --------
        >>> line = Line(0, "Komentar")
        >>> line.mark("boilerplate", "comment-prompt")
        >>> line.kind
        'boilerplate'
        """
        self.kind, self.rule = kind, rule

    def cut(self, start: int, end: int, kind: str, rule: str) -> None:
        """Label a part of this line; offsets count from the start of the line.

        Examples
        --------
        >>> line = Line(100, "MOSKOW - Kim Jong Un tiba.")
        >>> line.cut(0, 9, "dateline", "dateline")
        >>> line.pieces
        [(100, 109, 'dateline', 'dateline')]
        """
        piece = (self.start + start, self.start + end, kind, rule)
        if isinstance(self.pieces, list):
            self.pieces.append(piece)
        else:
            self.pieces = [piece]


def split_lines(text: str) -> list[Line]:
    """Split a page into its lines that hold more than white space.

    Parameters
    ----------
    text : str
        The raw text; any line end that Unicode knows counts.

    Returns
    -------
    list of Line
        In the order of the text. What lies between them is blank.

    Examples
    --------
    >>> [(line.start, line.text) for line in split_lines("Judul\\r\\n\\u00a0\\n  Isi.")]
    [(0, 'Judul'), (11, 'Isi.')]
    """
    # Rules see a plain space for each no-break space or tab; offsets stay.
    view = text.replace("\u00a0", " ").replace("\t", " ")
    if ("\r" in view and view.count("\r") != view.count("\r\n")) or any(map(view.__contains__, _RARE_BREAKS)):
        view = _OTHER_BREAKS.sub("\n", view)
    lines = []
    position = 0
    for raw in view.split("\n"):
        if line := raw.strip():
            lines.append(Line(position if line is raw else position + raw.index(line), line))
        position += len(raw) + 1
    if not text.isascii() and any(map(text.__contains__, _INVISIBLE)):
        return [line for line in map(_without_invisible, lines) if line.text]
    return lines


def _without_invisible(line: Line) -> Line:
    """Strip marks that show nothing from a line."""
    text = line.text
    while (shorter := text.strip(_INVISIBLE).strip()) != text:
        text = shorter
    return line if text == line.text else Line(line.start + line.text.index(text), text)


def is_sentence(text: str) -> bool:
    """Say whether a line is surely running text: long, or ending as a sentence ends.

    A question or an exclamation must be longer than a headline, and three
    dots end a shortened headline as often as a sentence.

    Examples
    --------
    >>> is_sentence("Korea Utara memberikan dukungan bagi Moskow setelah Rusia menginvasi Ukraina.")
    True
    >>> is_sentence("Misteri Kematian Abdulrahman di Penjara Israel dengan Luka Memar...")
    False
    """
    size = len(text)
    if size >= LONG:
        return True
    if size < 40:
        return False
    last = text[-1]
    if last not in _MAY_END:
        return False
    if last == "." and text[-2] not in ".!?)]*":
        return True
    if last in "!?…":
        return size >= 120
    match = _SENTENCE_END.search(text, size - 60 if size > 60 else 0)
    if match is None:
        return False
    if match["stop"] == "." and text[match.start() - 1 : match.start() + 2].count(".") < 2:
        return True
    return size >= 120


def ends_sentence(text: str) -> bool:
    """Say whether a line, however short, ends as a sentence ends.

    Examples
    --------
    >>> ends_sentence("“Ya.”"), ends_sentence("Hubungan energi")
    (True, False)
    """
    last = text[-1]
    return last in _STOPS or (last in _MAY_END and _SENTENCE_END.search(text, max(0, len(text) - 60)) is not None)
