"""A lesson source that waits for its translation: a copy of the first whose texts know of which English words they are."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from lessonlib.corpus.translations import fingerprint

#: In the mark of a text, the fingerprint of the English words from which it was copied or translated.
ENGLISH = "english"
_START = re.compile(r"^(?:\+\+\+(?: +(?P<data>\{.*\}))?|```\{code-cell\}.*)[ \t]*$", re.MULTILINE)
_CODE_ID = re.compile(r"^:id: *(?P<id>\S+)", re.MULTILINE)
_FRONT = (
    '---\n# Still in English: write your words in the place of those that you read. Ids, tags, code and references stay. What "english" says\n'
    "# tells of which English words a text is a translation: by it 'lessonlib check' counts what is left, and sees what has grown old.\n"
)


class Piece(NamedTuple):
    """A cell as it stands in a source.

    Attributes
    ----------
    id, raw : str
        Its id (``""`` for what stands before the first cell); its lines, the mark or fence first.
    is_text : bool
        Whether it is a cell of text.
    words : str
        Of a text, all but the mark.
    english : str
        The fingerprint that its mark has, or ``""``.

    Examples
    --------
    >>> Piece("", "", False, "", "").is_text
    False
    """

    id: str
    raw: str
    is_text: bool
    words: str
    english: str


def pieces(source: str) -> list[Piece]:
    """Cut a lesson source into its cells; joined again, their lines are the source.

    Examples
    --------
    >>> [piece.id for piece in pieces('---\\n---\\n\\n+++ {"id": "one"}\\n\\nWords.\\n\\n```{code-cell} ipython3\\n:id: two\\n\\n1\\n```\\n')]
    ['', 'one', 'two']
    """
    starts = list(_START.finditer(source))
    found = [Piece("", source[: starts[0].start()] if starts else source, False, "", "")]
    for start, end in zip(starts, [start.start() for start in starts[1:]] + [len(source)] * bool(starts), strict=True):
        raw, data = source[start.start() : end], {}
        if start[0].startswith("+++"):
            data = json.loads(start["data"] or "{}")
            found.append(Piece(str(data.get("id", "")), raw, True, source[start.end() : end], str(data.get(ENGLISH, ""))))
        else:
            code = _CODE_ID.search(raw)
            found.append(Piece(code["id"] if code else "", raw, False, "", ""))
    return found


def print_of(words: str) -> str:
    """Return the fingerprint of a text; white space makes no difference.

    Examples
    --------
    >>> print_of("One of them.\\n") == print_of("One  of them.")
    True
    """
    return fingerprint(" ".join(words.split()))


def drafted_source(first: str, other: str = "") -> str:
    """Return a source in another language with a copy of each cell that it lacks; what was translated stays as it is.

    Parameters
    ----------
    first : str
        The source in English.
    other : str
        The source in the other language as it is; ``""`` for a new one.

    Examples
    --------
    >>> english = '+++ {"id": "one"}\\n\\nYes.\\n\\n+++ {"id": "two"}\\n\\nNo.\\n'
    >>> print(drafted_source(english, '+++ {"id": "two"}\\n\\nTidak.\\n'))
    +++ {"id": "one", "english": "5f9a2b795615"}
    <BLANKLINE>
    Yes.
    <BLANKLINE>
    +++ {"id": "two"}
    <BLANKLINE>
    Tidak.
    <BLANKLINE>
    """
    english, own = pieces(first), pieces(other)
    there = {piece.id: piece for piece in own}
    lines = [] if other else [english[0].raw.replace("---\n", _FRONT, 1)]
    lines += [own[0].raw] if other else []
    known = {piece.id for piece in english[1:]}
    for piece in english[1:]:
        mine = there.get(piece.id)
        lines.append(mine.raw if mine and not is_copy(mine) else _copied(piece))
    # What only the translation has is left for the linter to name.
    lines += [piece.raw for piece in own[1:] if piece.id not in known]
    return re.sub(r"\n{3,}(?=\+\+\+|```\{code-cell\})", "\n\n", "\n".join(line.rstrip("\n") + "\n" for line in lines if line))


def is_copy(piece: Piece) -> bool:
    """Whether a text still has the English words of which its mark tells.

    Examples
    --------
    >>> is_copy(pieces(drafted_source('+++ {"id": "one"}\\n\\nYes.\\n'))[1])
    True
    """
    return piece.is_text and piece.english == print_of(piece.words)


def left_in_english(first: str, other: str) -> int:
    """Count the texts of a source that are still in English, or not there.

    Examples
    --------
    >>> left_in_english('+++ {"id": "one"}\\n\\nYes.\\n', '+++ {"id": "one"}\\n\\nYa.\\n')
    0
    """
    there = {piece.id: piece for piece in pieces(other)}
    texts = [piece for piece in pieces(first) if piece.is_text]
    return sum(
        piece.id not in there or is_copy(there[piece.id]) or print_of(there[piece.id].words) == print_of(piece.words) for piece in texts
    )


def _copied(piece: Piece) -> str:
    if not piece.is_text:
        return piece.raw
    mark, _, rest = piece.raw.partition("\n")
    data = json.loads(mark.removeprefix("+++").strip() or "{}")
    data = {name: value for name, value in data.items() if name == "id"} | {ENGLISH: print_of(piece.words)} | data
    return f"+++ {json.dumps(data, ensure_ascii=False)}\n{rest}"
