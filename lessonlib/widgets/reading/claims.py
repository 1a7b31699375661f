"""The claims and the questions of a text, each with the sentence in which it stands."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lessonlib.history.critique import OPENED, load_tensions
from lessonlib.history.evidence import load_attestations, load_events

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lessonlib.corpus.load import Corpus
    from lessonlib.widgets.reading.lines import Line


class Claim(NamedTuple):
    """What somebody says, in the exact words of a text.

    Attributes
    ----------
    start, end : int
        Where the words stand in the raw text.
    exact, english : str
        The words, and our translation of them.
    speaker, via, certainty, phase : str
        Who says it; who passes it on; how sure the words are; the phase of the event.

    Examples
    --------
    >>> all_claims("unsigned-analysis")[0].certainty
    'asserted'
    """

    start: int
    end: int
    exact: str
    english: str
    speaker: str
    via: str
    certainty: str
    phase: str


@cache
def _claims() -> dict[str, list[Claim]]:
    phases = load_events()["phase"].to_dict()
    found: dict[str, list[Claim]] = defaultdict(list)
    for row in load_attestations().to_dict("records"):
        said = row["speaker"], row["via"], row["certainty"], str(phases[row["event_id"]])
        found[row["doc_id"]].append(Claim(row["start"], row["end"], row["exact"], row["text_en"], *said))
    return found


def all_claims(doc_id: str) -> list[Claim]:
    """Return what the evidence takes from a text, captions included.

    Examples
    --------
    >>> len(all_claims("unsigned-analysis")), all_claims("another")
    (31, [])
    """
    return sorted(_claims().get(doc_id, []))


def claims_by_sentence(corpus: Corpus, doc_id: str, lines: Sequence[Line]) -> dict[str, list[Claim]]:
    """Return the claims of a text by sentence; under ``""`` those of captions. Where the page is another one, there are none.

    Examples
    --------
    >>> from lessonlib import load_corpus
    >>> from lessonlib.widgets.reading.lines import read_lines
    >>> corpus = load_corpus()
    >>> len(claims_by_sentence(corpus, "kompas-feature", read_lines(corpus, "kompas-feature"))[""])
    4
    """
    raw = corpus.raw(doc_id)
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in all_claims(doc_id):
        if raw[claim.start : claim.end] == claim.exact:
            # A claim that runs over two sentences is marked in both.
            for name in [line.id for line in lines if line.find(claim.start, claim.end)[1]] or [""]:
                found[name].append(claim)
    return dict(found)


class Question(NamedTuple):
    """An open question to a sentence, with what can be seen there; `seen` is ``""`` where students are to find it themselves.

    Examples
    --------
    >>> Question("Who says so?", "").seen
    ''
    """

    words: str
    seen: str


def questions_by_sentence(corpus: Corpus, doc_id: str, lines: Sequence[Line], lesson: str) -> dict[str, list[Question]]:
    """Return the questions of the table of tensions that quote a sentence.

    Before lesson 06 it only asks: what can be seen there is for students to
    find, and a question that tells where a text comes from is left out. What
    the outside record says is never told.

    Examples
    --------
    >>> from lessonlib import load_corpus
    >>> from lessonlib.widgets.reading.lines import read_lines
    >>> corpus = load_corpus()
    >>> len(questions_by_sentence(corpus, "kompas-feature", read_lines(corpus, "kompas-feature"), "")) > 9
    True
    """
    raw = corpus.raw(doc_id)
    found: dict[str, list[Question]] = defaultdict(list)
    opened = lesson >= OPENED
    for row in load_tensions().to_dict("records"):
        if row["sealed"] and not opened:
            continue
        question = Question(row["question"], row["summary"] if opened else "")
        for words in dict.fromkeys(exact for quoted, exact in row["quotes"] if quoted == doc_id):
            start = raw.find(words)
            for line in lines if start >= 0 else ():
                if line.find(start, start + len(words))[1] and question not in found[line.id]:
                    found[line.id].append(question)
    return dict(found)
