"""A text as HTML, made once for each kind of mark: for the widget, and as a table that needs no kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lessonlib.html import escape
from lessonlib.widgets.reading import notes
from lessonlib.widgets.reading.marks import (
    CERTAINTY,
    Mark,
    claim_mark,
    draw,
    find_english_names,
    find_names,
    find_signals,
    name_marks,
    sample,
    signal_marks,
)
from lessonlib.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lessonlib.widgets.reading.claims import Claim, Question
    from lessonlib.widgets.reading.lines import Line


class Row(NamedTuple):
    """A sentence, ready to be shown.

    Attributes
    ----------
    id : str
        Its ``sentence_id``.
    english, original, below : str
        HTML: our translation, the original, what stands below.
    marked : int
        How much is marked in it.

    Examples
    --------
    >>> Row("x", "", "Ya.", "", 0).widget("id", False)[:28]
    '<div class="lessonlib-row le'
    """

    id: str
    english: str
    original: str
    below: str
    marked: int

    def widget(self, language: str, kept: bool) -> str:
        """Return the row as the widget shows it: a button that chooses the sentence, and the two languages.

        Examples
        --------
        >>> "★" in Row("x", "Yes.", "Ya.", "", 0).widget("id", True)
        True
        """
        said, name = words("reader"), escape(self.id)
        label = escape(said["controls"]["choose"].format(id=self.id))
        english = self.english or f"<em>{escape(said['page']['untranslated'])}</em>"
        alone = "" if self.english else " lessonlib-alone"
        english_lang = ' lang="en"' if self.english else ""
        return (
            f'<div class="lessonlib-row{alone}"><div class="lessonlib-head"><button type="button" data-sentence="{name}" aria-label="{label}">{name}</button>{star() if kept else ""}</div>'
            f'<p{english_lang}>{english}</p><p class="lessonlib-original" lang="{language}">{self.original}</p>'
            + (f'<div class="lessonlib-below">{self.below}</div>' if self.below else "")
            + "</div>"
        )

    def cells(self, language: str) -> str:
        """Return the row as a row of a table.

        Examples
        --------
        >>> Row("x", "Yes.", "Ya.", "", 0).cells("id").count("<td")
        2
        """
        top = 'style="text-align:left;vertical-align:top;white-space:normal"'
        english = self.english or f"<em>{escape(words('reader')['page']['untranslated'])}</em>"
        english_lang = ' lang="en"' if self.english else ""
        return (
            f'<tr><th scope="row" {top}><code>{escape(self.id)}</code></th><td {top}><div{english_lang}>{english}</div>{self.below}</td>'
            f'<td lang="{language}" {top}>{self.original}</td></tr>'
        )


def star() -> str:
    """Return the sign of a sentence that is kept.

    Examples
    --------
    >>> "★" in star()
    True
    """
    return f' <b class="lessonlib-kept"><span aria-hidden="true">★</span> {escape(words("reader")["page"]["kept"])}</b>'


def make_row(line: Line, mark: str, claims: Sequence[Claim], questions: Sequence[Question]) -> Row:
    """Make the row of a sentence.

    Parameters
    ----------
    line : Line
        The sentence.
    mark : str
        One of `lessonlib.widgets.reading.marks.MARKS`.
    claims, questions : sequence
        Those of this sentence.

    Examples
    --------
    >>> from lessonlib.widgets.reading.lines import Line
    >>> make_row(Line("x", 1, "", "", "kata Putin", "Putin said", (), None), "names", [], []).english[-29:]
    'Putin</span><sup>n</sup> said'
    """
    english: list[Mark] = []
    original: list[Mark] = []
    told = ""
    if mark == "claims":
        english, original = _claim_marks(line, claims)
        told = notes.claim_notes(claims, line.english)
    elif mark == "names":
        names = find_names(line.text)
        english = name_marks(find_english_names(line.english, dict.fromkeys(found.row for found in names)))
        original, told = name_marks(names), notes.name_notes(names, line.text)
    elif mark == "signals":
        signals = find_signals(line.text)
        original, told = signal_marks(signals), notes.signal_notes(signals, line.text)
    below = told + notes.translation_notes(line.translation, line.id) + notes.question_notes(questions)
    return Row(line.id, draw(line.english, english), draw(line.text, original), below, len(claims) if mark == "claims" else len(original))


def _claim_marks(line: Line, claims: Sequence[Claim]) -> tuple[list[Mark], list[Mark]]:
    english, original = [], []
    for number, claim in enumerate(claims, 1):
        original.append(claim_mark(*line.find(claim.start, claim.end), number, claim.certainty))
        start = line.english.find(claim.english) if claim.english else -1
        if start >= 0:
            english.append(claim_mark(start, start + len(claim.english), number, claim.certainty))
    return english, original


def legend(mark: str) -> str:
    """Explain the marks, each drawn as it is in the text.

    Examples
    --------
    >>> legend("nothing")
    ''
    """
    said = words("reader")
    if mark not in said["legend"]:
        return ""
    shown = "; ".join(sample(name, said["certainty"][name]) for name in CERTAINTY) if mark == "claims" else ""
    return f'<p class="lessonlib-legend">{escape(said["legend"][mark])} {shown}</p>'


def caption_claims(claims: Sequence[Claim]) -> str:
    """List the claims of captions, which stand in no sentence.

    Examples
    --------
    >>> caption_claims([])
    ''
    """
    rows = "".join(
        f'<li><span lang="en">{draw(claim.english, [claim_mark(0, len(claim.english), number, claim.certainty)])}</span><br><span lang="id">{escape(claim.exact)}</span><br>{escape(notes.claim_words(claim))}</li>'
        for number, claim in enumerate(claims, 1)
    )
    return notes.fold(f"{words('reader')['page']['captions']} ({len(claims)})", f"<ul>{rows}</ul>" if rows else "")
