"""What stands below a sentence: who claims what, and notes that open on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lessonlib.html import escape
from lessonlib.language import FIRST, spoken
from lessonlib.overlay import PROSE, TRANSLATIONS, called
from lessonlib.widgets.reading.marks import CERTAINTY, load_names_once, load_signals_once
from lessonlib.words import own_words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lessonlib.corpus.translations import Translation
    from lessonlib.widgets.reading.claims import Claim, Question
    from lessonlib.widgets.reading.marks import Found

_LIST = "margin:.2em 0 .4em;padding-left:1.2em;list-style:none;font-size:92%"


def fold(summary: str, body: str) -> str:
    """Return a note that opens on demand; ``""`` if there is nothing to tell.

    Examples
    --------
    >>> fold("Names", "<p>x</p>")
    '<details><summary>Names</summary><p>x</p></details>'
    """
    return f"<details><summary>{escape(summary)}</summary>{body}</details>" if body else ""


def claim_notes(claims: Sequence[Claim], english: str) -> str:
    """Say for each numbered claim how sure its words are, and who says it.

    Examples
    --------
    >>> from lessonlib.widgets.reading.claims import all_claims
    >>> "asserted by the outlet" in claim_notes(all_claims("kompas-feature")[:1], "")
    True
    """
    said = words("reader")["notes"]
    rows = []
    for number, claim in enumerate(claims, 1):
        told = claim_words(claim)
        if english and claim.english not in english:
            told += f" ({said['only_original']})"
        rows.append(f"<li><b>[{number}{CERTAINTY[claim.certainty][1]}]</b> {escape(told)}</li>")
    return f'<ul style="{_LIST}">{"".join(rows)}</ul>' if rows else ""


def claim_words(claim: Claim) -> str:
    """Say how sure a claim is and who makes it.

    Examples
    --------
    >>> from lessonlib.widgets.reading.claims import Claim
    >>> claim_words(Claim(0, 1, "", "", "Artyom Lukin", "BBC Mundo", "alleged", ""))
    'alleged by Artyom Lukin, passed on by BBC Mundo'
    """
    said = words("reader")
    via = said["notes"]["via"].format(via=called(claim.via)) if claim.via else ""
    return said["notes"]["claim"].format(certainty=said["certainty"][claim.certainty], speaker=called(claim.speaker)) + via


def name_notes(found: Sequence[Found], text: str) -> str:
    """Tell of each name its standard form, and who or what it is.

    Examples
    --------
    >>> from lessonlib.widgets.reading.marks import find_names
    >>> "President of Russia." in name_notes(find_names("Putin tiba."), "Putin tiba.")
    True
    """
    said, rows = words("reader")["notes"], load_names_once()
    parts = []
    for name, forms in _forms(found, text).items():
        doubts = [said["ambiguous"].format(form=form) for form in forms if form in rows[name]["ambiguous"]]
        printed = ", ".join(f'<span lang="id">{escape(form)}</span>' for form in forms)
        parts.append(f"<li><b>{escape(called(name))}</b> ({printed}): {escape(' '.join([rows[name]['who'], *doubts]))}</li>")
    return _folded_list(f"{said['names']}: {', '.join(_forms(found, text))}", parts)


def signal_notes(found: Sequence[Found], text: str) -> str:
    """Tell of each signal word what it means, and what it tells.

    Examples
    --------
    >>> from lessonlib.widgets.reading.marks import find_signals
    >>> "says, said" in signal_notes(find_signals("kata Lukin"), "kata Lukin")
    True
    """
    rows = load_signals_once()
    parts = [
        f'<li><b lang="id">{escape(word)}</b> = {escape(rows[word]["meaning"])}<br>{escape(rows[word]["tells"])}</li>'
        for word in _forms(found, text)
    ]
    return _folded_list(f"{words('reader')['notes']['signals']}: {', '.join(_forms(found, text))}", parts)


def translation_notes(translation: Translation | None, sentence_id: str = "") -> str:
    """Tell what a reader must know of our translation: a note, words one by one, another reading.

    Parameters
    ----------
    translation : Translation or None
        With its notes in English.
    sentence_id : str
        By which the words of another language have them.

    Examples
    --------
    >>> from lessonlib.corpus.translations import Translation
    >>> translation_notes(Translation("x", "Yes.", alternative="Aye."))[-75:]
    '<li><b>Another reading</b>: <span lang="en">Aye.</span></li></ul></details>'
    """
    said, own = words("reader")["notes"], own_words(TRANSLATIONS).get(sentence_id, {})
    parts = [
        f'<li><b>{escape(said[field])}</b>: <span lang="{spoken() if field in own else FIRST}">{escape(own.get(field, english))}</span></li>'
        for field in PROSE[TRANSLATIONS]
        if (english := getattr(translation, field, ""))
    ]
    return _folded_list(said["translation"], parts)


def question_notes(questions: Iterable[Question]) -> str:
    """Ask what the sentence leaves open.

    Examples
    --------
    >>> from lessonlib.widgets.reading.claims import Question
    >>> question_notes([Question("Who says so?", "")])
    '<details><summary>Questions to this sentence (1)</summary><ul><li>Who says so?</li></ul></details>'
    """
    parts = [f"<li>{escape(asked)}{f'<br><small>{escape(seen)}</small>' if seen else ''}</li>" for asked, seen in questions]
    title = f"{words('reader')['notes']['questions']} ({len(parts)})"
    return fold(title, f"<ul>{''.join(parts)}</ul>" if parts else "")


def _forms(found: Sequence[Found], text: str) -> dict[str, list[str]]:
    """The rows found, each with the forms in which the sentence has it."""
    forms: dict[str, list[str]] = {}
    for start, end, row in found:
        known = forms.setdefault(row, [])
        if text[start:end] not in known:
            known.append(text[start:end])
    return forms


def _folded_list(summary: str, parts: Sequence[str]) -> str:
    return fold(summary, f"<ul>{''.join(parts)}</ul>" if parts else "")
