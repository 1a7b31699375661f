"""What the viewers kept, as parts of a page: sentences with notes, and periods with their defence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lessonlib.exercises.handing_in.writing import fenced, literal
from lessonlib.exercises.kept import Cuts, Kept, Taken
from lessonlib.exercises.passages import in_marks, passages
from lessonlib.exercises.phrases import Phrases
from lessonlib.exercises.telling import say_quoted
from lessonlib.html import escape

#: Where a phrase has a place for words with a mark of their own.
_HERE = "\N{OBJECT REPLACEMENT CHARACTER}"


class Part(NamedTuple):
    """A part of a page, as HTML and as lines of Markdown.

    Attributes
    ----------
    markup : str
        HTML, nothing in which can act.
    lines : list of str
        Markdown.

    Examples
    --------
    >>> told("Nothing yet.").lines
    ['Nothing yet.']
    """

    markup: str
    lines: list[str]


def told(sentence: str) -> Part:
    """Return a sentence as a part of a page.

    Examples
    --------
    >>> told("a < b").markup
    '<p>a &lt; b</p>'
    """
    return Part(f"<p>{escape(sentence)}</p>", [literal(sentence)])


def joined(parts: Sequence[Part]) -> Part:
    """Return several parts as one.

    Examples
    --------
    >>> joined([told("a"), told("b")])
    Part(markup='<p>a</p><p>b</p>', lines=['a', '', 'b'])
    """
    lines = [line for part in parts for line in ("", *part.lines)]
    return Part("".join(part.markup for part in parts), lines[1:])


def headed(title: str, part: Part, kept: bool = False) -> Part:
    """Return a part under a heading; ``kept`` marks it for `lessonlib collect`, which compares it with the data of the page.

    Examples
    --------
    >>> headed("Your periods", told("…"))
    Part(markup='<section><h2>Your periods</h2><p>…</p></section>', lines=['## Your periods', '', '…'])
    """
    mark = ' class="kept"' if kept else ""
    return Part(f"<section{mark}><h2>{escape(title)}</h2>{part.markup}</section>", [f"## {literal(title)}", "", *part.lines])


def written(text: str) -> Part:
    """Return what a learner wrote, line by line, what it quotes in the original marked as Indonesian.

    Examples
    --------
    >>> written("a < b").markup
    '<pre>a &lt; b</pre>'
    """
    return Part(f"<pre>{say_quoted(text)}</pre>", fenced(text))


def kept_parts(kept: Kept, phrases: Phrases) -> list[Part]:
    """Return what is kept as the page to hand in shows it; nothing for what is not there.

    Examples
    --------
    >>> kept_parts(Kept((), None), Phrases("en"))
    []
    """
    parts = []
    if kept.sentences:
        parts.append(headed(phrases("kept.sentences"), sentences_part(kept.sentences, phrases), kept=True))
    if kept.cuts:
        parts.append(headed(phrases("kept.periods"), periods_part(kept.cuts, phrases), kept=True))
    return parts


def sentences_part(sentences: Sequence[Taken], phrases: Phrases) -> Part:
    """Return sentences in both languages, each with its source and note.

    Examples
    --------
    >>> print("\\n".join(sentences_part([Taken("sindonews-listicle-006-02", "names him")], Phrases("en")).lines))
    > “Salah satunya adalah Putin.” (SINDOnews, sindonews-listicle-006-02)
    >
    > “One of them was Putin.” (our translation)
    >
    > Note: names him
    """
    return joined([_sentence(taken, phrases) for taken in sentences])


def _sentence(taken: Taken, phrases: Phrases) -> Part:
    passage = passages()[taken.ref]
    where = f"{passage.source}, {passage.ref}"
    original, note = in_marks(passage.original), phrases("kept.note", note=taken.note) if taken.note.strip() else ""
    english = phrases("kept.ours", english=in_marks(passage.english)) if passage.english else ""
    markup = f'<p><span lang="id">{escape(original)}</span> (<cite>{escape(where)}</cite>)</p>'
    if english:  # the words are English, what is said of them is in the language of the page
        ours = escape(phrases("kept.ours", english=_HERE)).replace(_HERE, f'<span lang="en">{escape(in_marks(passage.english))}</span>')
        markup += f"<p>{ours}</p>"
    markup += f'<p class="note">{escape(note)}</p>' if note else ""
    lines = [literal(line) for line in (f"{original} ({where})", english, note) if line]
    quoted = [line for place, text in enumerate(lines) for line in ((">", f"> {text}") if place else (f"> {text}",))]
    return Part(f"<blockquote>{markup}</blockquote>", quoted)


def periods_part(cuts: Cuts, phrases: Phrases) -> Part:
    """Return the periods and their defence.

    Examples
    --------
    >>> periods_part(Cuts((1991,), ("", "Trade"), ""), Phrases("en")).lines
    ['- Period 1: 1945 to 1990', '- Period 2: 1991 to 2024, “Trade”', '', 'No names and no reasons are written yet.']
    """
    rows = []
    for number, (first, last, name) in enumerate(cuts.periods(), 1):
        form = "period_empty" if last < first else "period_named" if name.strip() else "period"
        rows.append(phrases(f"kept.{form}", number=number, first=first, last=last, name=name.strip()))
    listed = Part(f'<ul class="periods">{"".join(f"<li>{escape(row)}</li>" for row in rows)}</ul>', [f"- {literal(row)}" for row in rows])
    if not cuts.defence.strip():
        return joined([listed, told(phrases("kept.no_defence"))])
    return joined([listed, told(phrases("kept.defence")), written(cuts.defence)])
