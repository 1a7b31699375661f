"""Marks in running text that are read without colour: lines of different kinds, brackets and small raised signs."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any, NamedTuple

from lessonlib.history.reference import load_names, load_signals
from lessonlib.html import escape
from lessonlib.language import by_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: What can be marked, in the order of the list.
MARKS = ("claims", "names", "signals", "nothing")
#: For each certainty the kind of line under the words, and a sign that stays when the line cannot be made out.
CERTAINTY = {"asserted": ("solid", ""), "alleged": ("dashed", "?"), "denied": ("double", "×"), "predicted": ("dotted", "→")}
_LINE = "text-decoration:underline {kind} 2px;text-underline-offset:.22em"
_NAME = "text-decoration:underline dotted 2px;text-underline-offset:.22em"
_SIGNAL = "font-weight:bold;text-decoration:underline double 1px;text-underline-offset:.22em"


class Mark(NamedTuple):
    """A stretch of a sentence that is marked.

    Attributes
    ----------
    start, end : int
        Its place in the text of the sentence.
    style : str
        The line under it, as CSS.
    before, after : str
        Small raised signs where it begins and where it ends.

    Examples
    --------
    >>> Mark(0, 2, "", "[1", "1]").after
    '1]'
    """

    start: int
    end: int
    style: str
    before: str = ""
    after: str = ""


def draw(text: str, marks: Iterable[Mark]) -> str:
    """Return a sentence as HTML with its marks; where marks lie over each other, the shortest decides the line.

    Examples
    --------
    >>> draw("a < b", [Mark(4, 5, "", "", "n")])
    'a &lt; <span style="">b</span><sup>n</sup>'
    """
    found = sorted((mark for mark in marks if mark.start < mark.end), key=lambda mark: mark.end - mark.start)
    begun: dict[int, list[int]] = defaultdict(list)
    ended: dict[int, list[str]] = defaultdict(list)
    for place, mark in enumerate(found):
        begun[mark.start].append(place)
        ended[mark.end].append(mark.after)
    edges = sorted({0, len(text), *begun, *ended})
    parts: list[str] = []
    lying: list[int] = []  # of the marks that lie here the shortest is on top; a page in one line may have a hundred thousand
    for start, end in zip(edges, [*edges[1:], len(text)], strict=True):
        parts.append(_raised(" ".join(filter(None, ended[start]))))
        # The longer of two marks is opened first, as the outer of two brackets is.
        parts.append(_raised(" ".join(found[place].before for place in reversed(begun[start]) if found[place].before)))
        for place in begun[start]:
            heappush(lying, place)
        while lying and found[lying[0]].end <= start:
            heappop(lying)
        words = escape(text[start:end])
        parts.append(f'<span style="{found[lying[0]].style}">{words}</span>' if lying and words else words)
    return "".join(parts)


def _raised(signs: str) -> str:
    return f"<sup>{escape(signs)}</sup>" if signs else ""


def claim_mark(start: int, end: int, number: int, certainty: str) -> Mark:
    """Return the mark of a claim.

    Examples
    --------
    >>> claim_mark(0, 5, 2, "alleged").before
    '[2?'
    """
    line, sign = CERTAINTY[certainty]
    return Mark(start, end, _LINE.format(kind=line), f"[{number}{sign}", f"{number}]")


class Found(NamedTuple):
    """A name or a signal word in a sentence.

    Attributes
    ----------
    start, end : int
        Its place.
    row : str
        The row of the table that it belongs to.

    Examples
    --------
    >>> find_names("Putin tiba.")
    [Found(start=0, end=5, row='Vladimir Putin')]
    """

    start: int
    end: int
    row: str


def find_names(text: str) -> list[Found]:
    """Find names as the texts print them; the longest form counts.

    Examples
    --------
    >>> [found.row for found in find_names("rezim Kim, lalu Kim Il-sung")]
    ['North Korean government', 'Kim Il Sung']
    """
    pattern, owner = _name_forms()
    return [Found(*match.span(), owner[_spaced(match[0])]) for match in pattern.finditer(text)]


def find_english_names(text: str, names: Iterable[str]) -> list[Found]:
    """Find names in our translation: only those that the original has.

    Examples
    --------
    >>> find_english_names("Putin left Moscow.", ["Moscow"])
    [Found(start=11, end=17, row='Moscow')]
    """
    table = load_names_once()
    owner: dict[str, str] = {}
    for name in names:
        for form in (name, name[:1].lower() + name[1:], *table[name]["variants"], *table[name]["also"]):
            owner.setdefault(form, name)
    return [Found(*match.span(), owner[_spaced(match[0])]) for match in _pattern(owner).finditer(text)] if owner else []


def find_signals(text: str) -> list[Found]:
    """Find signal words; a longer word that means something else is passed by.

    Examples
    --------
    >>> [found.row for found in find_signals("Menurut laporan itu, kata Lukin")]
    ['menurut', 'laporan', 'kata']
    """
    pattern, owner = _signal_forms()
    found = (Found(*match.span(), owner.get(_spaced(match[0].lower()), "")) for match in pattern.finditer(text))
    return [signal for signal in found if signal.row]


def name_marks(found: Sequence[Found]) -> list[Mark]:
    """Return the marks of names.

    Examples
    --------
    >>> name_marks(find_names("Putin"))[0].after
    'n'
    """
    return [Mark(start, end, _NAME, "", "n") for start, end, _ in found]


def signal_marks(found: Sequence[Found]) -> list[Mark]:
    """Return the marks of signal words.

    Examples
    --------
    >>> signal_marks(find_signals("kata"))[0].after
    's'
    """
    return [Mark(start, end, _SIGNAL, "", "s") for start, end, _ in found]


def sample(certainty: str, label: str) -> str:
    """Return the entry of a certainty in the legend, drawn as it is in the text.

    Examples
    --------
    >>> sample("denied", "denied").startswith("<sup>[1×</sup>")
    True
    """
    return draw(label, [claim_mark(0, len(label), 1, certainty)])


def _spaced(form: str) -> str:
    return " ".join(form.split())


def _pattern(forms: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """What finds any of the forms as whole words, the longest first; a hyphen belongs to its word."""
    longest = sorted(forms, key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", flags)


@by_language
def load_names_once() -> Mapping[str, Mapping[Any, Any]]:
    """Return the names as plain data: a table is too slow for every word.

    Examples
    --------
    >>> load_names_once()["Moscow"]["kind"]
    'place'
    """
    return {str(name): row for name, row in load_names().to_dict("index").items()}


@by_language
def load_signals_once() -> Mapping[str, Mapping[Any, Any]]:
    """Return the signal words as plain data.

    Examples
    --------
    >>> load_signals_once()["kata"]["kind"]
    'attribution'
    """
    return {str(word): row for word, row in load_signals().to_dict("index").items()}


@cache
def _name_forms() -> tuple[re.Pattern[str], Mapping[str, str]]:
    owner: dict[str, str] = {}
    for name, row in load_names_once().items():
        for form in row["variants"]:
            owner.setdefault(form, name)
    return _pattern(owner), owner


@cache
def _signal_forms() -> tuple[re.Pattern[str], Mapping[str, str]]:
    rows = load_signals_once()
    other = [form for row in rows.values() for form in row["not_in"]]
    owner = dict.fromkeys(other, "") | {form: word for word, row in rows.items() for form in row["forms"]}
    return _pattern(owner, re.IGNORECASE), owner
