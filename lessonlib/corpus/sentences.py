"""Sentences of Indonesian news text: sentencex, corrected where it fails.

sentencex (language ``id``) finds the boundaries. Then every stop is looked at
again (`lessonlib.corpus.stops`): abbreviations, numbers and addresses lose a
boundary that is none; glued sentences, company forms and quotations gain the
one that is missing.
"""

from collections.abc import Iterator

import sentencex

from lessonlib.corpus.patterns import later
from lessonlib.corpus.stops import candidates

#: Blanks of more than one byte: sentencex steps one byte behind a blank, and panics inside these.
_WIDE = later(r"[^\S\x00-\x7f]")
#: sentencex looks from every quotation mark for its partner, which takes the square of the length: it gets a long text in windows,
#: and shorter ones where hardly anything but such marks stands.
_WINDOW, _SHORT_WINDOW = 8_000, 500
_MARKS = "\"'`“”‘’«»‹›„‚「」『』()[]"
_MANY = 1_000


def sentence_spans(text: str) -> list[tuple[int, int, bool]]:
    """Find the sentences of a text.

    Parameters
    ----------
    text : str
        A paragraph, or any text.

    Returns
    -------
    list of (int, int, bool)
        Start and end of each sentence in the text, white space outside, and
        whether it is joined to the sentence before without a space. Offsets
        count code points.

    Examples
    --------
    >>> sentence_spans("Dekat.Jauh. Lama.")
    [(0, 6, False), (6, 11, True), (12, 17, False)]
    """
    cuts = _base(text)
    ahead, begin = sorted(cuts, reverse=True), 0
    for at, position, old, join, split in candidates(text):
        # What lies left of the stop is settled, so the sentence begins at the last cut kept.
        while ahead and ahead[-1] <= at:
            cut = ahead.pop()
            begin = cut if cut in cuts else begin
        if join(begin):
            cuts.discard(position)
            cuts.discard(old)
        elif split():
            cuts.discard(old)
            cuts.add(position)
            ahead.append(position)
    # sentencex may part an opening quotation mark from its sentence.
    cuts = {cut - 1 if text[cut - 1] in "“‘«" else cut for cut in cuts}
    return list(_tidy(text, sorted(cuts)))


def split_sentences(text: str) -> list[str]:
    """Split Indonesian text into sentences.

    Parameters
    ----------
    text : str
        Any text; sentences may be glued together without a space.

    Returns
    -------
    list of str
        The sentences in order. Joined again they are the text up to white space.

    Notes
    -----
    Built on sentencex (Wikimedia), with the corrections of `lessonlib.corpus.stops`.

    Examples
    --------
    >>> split_sentences("Ia tinggal di Jl. Sudirman No. 5. Harganya Rp20.000.Murah!")
    ['Ia tinggal di Jl. Sudirman No. 5.', 'Harganya Rp20.000.', 'Murah!']
    """
    return [text[start:end] for start, end, _ in sentence_spans(text)]


def _base(text: str) -> set[int]:
    """Return where sentencex begins a sentence."""
    # Its offsets count bytes of UTF-8, which a lone surrogate does not have.
    clean = _WIDE.sub(" ", text.encode("utf-8", "replace").decode("utf-8")) if not text.isascii() else text
    cuts, position = set(), 0
    for sentence in _segments(clean):
        position += len(sentence)
        cuts.add(position)
    cuts.discard(len(text))
    return cuts


def _segments(text: str) -> Iterator[str]:
    """What sentencex makes of a text of any length. The last sentence of a window may go on behind it: it opens the next one."""
    begin, held = 0, ""
    while len(text) - begin > _WINDOW:
        window = text[begin : begin + _WINDOW]
        if sum(map(window.count, _MARKS)) > _MANY:
            window = window[:_SHORT_WINDOW]
        first, *more = _window(window)
        whole = [first, *more[:-1]]
        begin += sum(map(len, whole))
        if more:
            yield held + first
            yield from more[:-1]
            held = ""
        else:  # no sentence ends in the whole window
            held += first
    first, *more = _window(text[begin:])
    yield held + first
    yield from more


def _window(text: str) -> list[str]:
    """What sentencex makes of a text; where it gives up, the text in one piece."""
    try:
        return sentencex.segment("id", text) or [text]
    except BaseException as error:  # what it throws in a panic is no Exception, and has no name to import
        if type(error).__name__ != "PanicException":
            raise
        return [text]


def _tidy(text: str, cuts: list[int]) -> Iterator[tuple[int, int, bool]]:
    """Yield the pieces between the cuts without the white space around them."""
    previous_end = -1
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            begin = start + piece.index(stripped)
            yield begin, begin + len(stripped), begin == previous_end
            previous_end = begin + len(stripped)
