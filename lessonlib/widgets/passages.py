"""Passages of two texts that tell the same, side by side."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lessonlib.history.critique import load_parallels
from lessonlib.history.english import english_of
from lessonlib.history.evidence import finder
from lessonlib.html import escape
from lessonlib.language import by_language
from lessonlib.widgets.lookups import attestations
from lessonlib.widgets.sayings import CELL, boxed
from lessonlib.widgets.worddiff import compare_words
from lessonlib.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence


class Passage(NamedTuple):
    """Two passages, in the order in which the texts were named.

    Attributes
    ----------
    texts, exact, english : tuple of str
        Of each side: the text, its words, our English.
    degree, note : str
        How near they are, and what was noticed.
    events : frozenset of str
        The events of which a part of either speaks.

    Examples
    --------
    >>> passages("antara-explainer", "sindonews-listicle")[1].texts
    ('antara-explainer', 'sindonews-listicle')
    """

    texts: tuple[str, str]
    exact: tuple[str, str]
    english: tuple[str, str]
    degree: str
    note: str
    events: frozenset[str]


@by_language
def passages(doc_a: str, doc_b: str) -> tuple[Passage, ...]:
    """Return the passages of two texts that tell the same, in the order of the evidence.

    Examples
    --------
    >>> len(passages("antara-explainer", "sindonews-listicle")) == len(passages("sindonews-listicle", "antara-explainer"))
    True
    """
    found = []
    for row in load_parallels().to_dict("records"):
        sides = ((row["doc_a"], row["exact_a"]), (row["doc_b"], row["exact_b"]))
        if (doc_b, doc_a) == (row["doc_a"], row["doc_b"]):
            sides = sides[::-1]
        elif (doc_a, doc_b) != (row["doc_a"], row["doc_b"]):
            continue
        looked_up = [_look_up(*side) for side in sides]
        events = frozenset[str]().union(*(about for _, about in looked_up))
        english = (looked_up[0][0], looked_up[1][0])
        found.append(Passage((doc_a, doc_b), (sides[0][1], sides[1][1]), english, row["degree"], row["note"], events))
    return tuple(found)


@cache
def _look_up(doc_id: str, exact: str) -> tuple[str, frozenset[str]]:
    """Our English of the sentences in which words stand, and the events of which they speak."""
    quote, said = finder(doc_id).find(exact), attestations()
    about = (said["doc_id"] == doc_id) & (said["start"] < quote.end) & (said["end"] > quote.start)
    return english_of(doc_id, quote.start, quote.end), frozenset(said.loc[about, "event_id"])


def say_degree(degree: str, descent: bool = False) -> str:
    """Say how near two passages are: what can be seen or, if asked, what is concluded of their descent.

    Examples
    --------
    >>> say_degree("same_sentence"), say_degree("same_sentence", descent=True)
    ('closely alike', 'one sentence, told twice')
    """
    say = words("viewers")
    return str({**say["degree"], **(say["degree_of_descent"] if descent else {})}[degree])


def passage_markup(passage: Passage, descent: bool = False) -> str:
    """Return two passages as a table, with the words that only one of them has marked and listed.

    Parameters
    ----------
    passage : Passage
        The two passages.
    descent : bool
        Whether it is said what their likeness shows of their descent.

    Examples
    --------
    >>> "<mark" in passage_markup(passages("antara-explainer", "sindonews-listicle")[1])
    True
    """
    say = words("viewers")["compare"]
    first, second = passage.texts
    told = (escape(passage.exact[0]), escape(passage.exact[1]))
    below = f"<p>{escape(say['unmarked'])}</p>"
    if passage.degree != "same_topic":
        found = compare_words(*passage.exact)
        told = found.markup
        only = "".join(_only(text, own) for text, own in zip(passage.texts, found.only, strict=True))
        below = (
            # For the eyes: the brackets are heard where the words are walked through, and not with what has changed.
            f'<p aria-live="off">{escape(say["legend"].format(a=first, b=second))}</p>'
            f"<ul><li>{escape(say['shared'].format(count=found.shared, total=found.total))}</li>{only}</ul>"
        )
    return _table(passage, told, descent) + below + _note(passage)


def _only(doc_id: str, own: Sequence[str]) -> str:
    """The words that stand in one of two passages only, as an entry of a list."""
    say = words("viewers")["compare"]
    told = f'<span lang="id">{escape(", ".join(own))}</span>' if own else escape(say["nothing"])
    return f"<li>{escape(say['only']).format(text=escape(doc_id), words=told)}</li>"


def _table(passage: Passage, told: tuple[str, str], descent: bool) -> str:
    say = words("viewers")["compare"]
    head = "".join(f'<th scope="col" style="{CELL}">{escape(name)}</th>' for name in say["columns"])
    rows = "".join(
        f'<tr><th scope="row" style="{CELL};width:9.5em">{escape(text)}</th><td lang="id" style="{CELL};line-height:1.7;min-width:11em">{markup}</td>'
        f'<td lang="en" style="{CELL}">{escape(english)}</td></tr>'
        for text, markup, english in zip(passage.texts, told, passage.english, strict=True)
    )
    caption = say["caption"].format(a=passage.texts[0], b=passage.texts[1], degree=say_degree(passage.degree, descent))
    listed = (
        f'<table style="width:100%"><caption style="text-align:left">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
    return boxed(listed, caption)


def _note(passage: Passage) -> str:
    if not passage.note:
        return ""
    return f"<details><summary>{escape(words('viewers')['compare']['note'])}</summary><p>{escape(passage.note)}</p></details>"
