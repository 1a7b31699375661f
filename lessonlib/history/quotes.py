"""A quotation finds its place in the raw text: the TextQuoteSelector and TextPositionSelector of the W3C Web Annotation Model."""

from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from lessonlib.corpus.kinds import Span
from lessonlib.errors import DataError

#: An event's evidence lies in these; a quotation may run across the others.
EVIDENCE = frozenset(("body", "caption"))
#: Words that stand in more places are no quotation: nobody could say which is meant.
_MOST_PLACES = 1_000
_BETWEEN = frozenset(("marker", "dateline", "blank"))
#: So many characters around a quotation are its prefix and its suffix.
CONTEXT = 32


class Quote(NamedTuple):
    """A quotation and its place.

    Attributes
    ----------
    exact, prefix, suffix : str
        The words, and the characters before and after them.
    start, end : int
        0-based offsets into the raw text, end exclusive: ``raw[start:end] == exact``.
    kind : str
        The kind of span in which it begins.

    Examples
    --------
    >>> Quote("satu", "", "", 0, 4, "body").exact
    'satu'
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    kind: str


class QuoteFinder:
    """Finds quotations in one page.

    Parameters
    ----------
    raw : str
        The raw text.
    spans : list of Span
        Its spans, which tile it.

    Examples
    --------
    >>> from lessonlib import load_corpus
    >>> page = load_corpus().page("unsigned-analysis")
    >>> finder = QuoteFinder(page.raw, page.span_list)
    >>> finder.find("sejak tahun 2018").start  # it stands twice, but the second is a repeat
    1843
    """

    def __init__(self, raw: str, spans: list[Span]) -> None:
        self._raw = raw
        self._spans = spans
        self._starts = [span.start for span in spans]

    def find(self, exact: str, prefix: str = "", suffix: str = "", evidence: bool = True) -> Quote:
        """Return the one place of a quotation.

        Parameters
        ----------
        exact : str
            The words, letter for letter.
        prefix, suffix : str
            What stands before and after, as far as needed to leave one place.
        evidence : bool
            Whether only body and captions count; otherwise the whole page,
            body and captions first.

        Raises
        ------
        DataError
            If there is no such place, or more than one in body and captions.

        Examples
        --------
        >>> finder = QuoteFinder("Satu. Dua. Satu.", [Span(0, 16, "body", "kept", "Satu. Dua. Satu.")])
        >>> finder.find("Satu", prefix="Dua. ").start
        11
        """
        if not exact:
            raise DataError("the quotation is empty: copy the words from the text.")
        places = self._places(prefix + exact + suffix, len(prefix))
        good = [start for start in places if self._is_evidence(start, start + len(exact))]
        if evidence and (len(good) > 1 or len(places) > _most(exact)):
            count = f"more than {_most(exact)}" if len(places) > _most(exact) else len(good)
            raise DataError(f"the words {_shorten(exact)} stand in {count} places: give a prefix or a suffix.")
        if not good and places and evidence:
            raise DataError(
                f"the words {_shorten(exact)} {self._out_of_bounds(places[0], places[0] + len(exact))}, not in the body or a caption."
            )
        if not places and (prefix or suffix) and (alone := self._raw.find(exact)) >= 0:
            before, after = self._raw[max(0, alone - len(prefix) - 8) : alone], self._raw[alone + len(exact) :][: len(suffix) + 8]
            raise DataError(
                f"the words {_shorten(exact)} are in the text, but not after this prefix and before this suffix: where they stand first, {before!r} comes before and {after!r} after."
            )
        if not places:
            raise DataError(f"the words {_shorten(exact)} are not in the text{self._hint(exact)}.")
        start = (good or places)[0]
        end = start + len(exact)
        before, after = self._raw[max(0, start - CONTEXT) : start], self._raw[end : end + CONTEXT]
        return Quote(exact, before, after, start, end, self.kind_at(start))

    def kind_at(self, position: int) -> str:
        """Return the kind of span at an offset.

        Examples
        --------
        >>> QuoteFinder("Satu.", [Span(0, 5, "body", "kept", "Satu.")]).kind_at(3)
        'body'
        """
        return self._spans[bisect_right(self._starts, position) - 1].kind

    def _places(self, words: str, lead: int) -> list[int]:
        found: list[int] = []
        position = self._raw.find(words)
        while position >= 0 and len(found) <= _most(words):
            found.append(position + lead)
            position = self._raw.find(words, position + 1)
        return found

    def _is_evidence(self, start: int, end: int) -> bool:
        if self.kind_at(start) not in EVIDENCE or self.kind_at(end - 1) not in EVIDENCE:
            return False
        first, last = bisect_right(self._starts, start) - 1, bisect_right(self._starts, end - 1)
        return all(span.kind in EVIDENCE or span.kind in _BETWEEN for span in self._spans[first:last])

    def _out_of_bounds(self, start: int, end: int) -> str:
        """Say where words stand that are no evidence."""
        kinds = [span.kind for span in self._spans[bisect_right(self._starts, start) - 1 : bisect_right(self._starts, end - 1)]]
        if kinds[0] not in EVIDENCE:
            return f"stand in the {kinds[0]}"
        if kinds[-1] not in EVIDENCE:
            return f"end in a {kinds[-1]}"
        return f"run across a {next(kind for kind in kinds if kind not in EVIDENCE | _BETWEEN)}"

    @cached_property
    def _plain_raw(self) -> str:
        return _plain(self._raw)

    def _hint(self, exact: str) -> str:
        """How far the words can be found tells where the copy went wrong; often only a sign is another one."""
        place = self._plain_raw.find(_plain(exact))
        if place >= 0:
            there = self._raw[place : place + len(exact)]
            signs = {f"{_sign(right)} for {_sign(wrong)}" for right, wrong in zip(there, exact, strict=True) if right != wrong}
            return f" letter for letter: the text has {', '.join(sorted(signs))}"
        low, high = 0, len(exact)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if exact[:middle] in self._raw else (low, middle - 1)
        return f": they are found as far as {_shorten(exact[max(0, low - 30) : low])}" if low >= 12 else ""


#: Signs that a copy often exchanges, one for one so that places stay the same.
_EXCHANGED = str.maketrans(
    dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛´`", "'") | dict.fromkeys("–—−", "-") | dict.fromkeys("\u00a0\u202f\u2009\t\n", " ")
)


def _most(words: str) -> int:
    """In so many places words are looked for: long ones in fewer, for they can only stand so often if they repeat themselves."""
    return max(3, _MOST_PLACES // (1 + len(words) // 100))


def _plain(text: str) -> str:
    return text.translate(_EXCHANGED)


def _sign(sign: str) -> str:
    names = {" ": "a space", "\u00a0": "a no-break space (U+00A0)", "\n": "a line break", "\t": "a tab"}
    return names.get(sign, sign if sign.isprintable() else f"U+{ord(sign):04X}")


def _shorten(words: str) -> str:
    words = words.replace("\n", "⏎")
    return f"“{words}”" if len(words) <= 60 else f"“{words[:40]} … {words[-15:]}”"
