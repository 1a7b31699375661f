"""Three levels of the same task: with an excerpt and sentence starters, as it stands, from the sources alone.

The question, its evidence and its checker stay the same; what is laid beside it differs (scaffolding, and taking it away).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from lessonlib.errors import DataError, one_of
from lessonlib.exercises.evidence import resolve
from lessonlib.exercises.passages import Passage, outlets, text_of
from lessonlib.exercises.telling import is_original
from lessonlib.html import escape, inline
from lessonlib.language import setting

if TYPE_CHECKING:
    from lessonlib.exercises.exercise import Exercise
    from lessonlib.exercises.keeping.work import Work

#: The most help first.
SUPPORTS = ("excerpt", "standard", "sources")
STANDARD = "standard"
#: A teacher's choice for a class; so too ``support = "…"`` in the ``lessonlib.toml`` of the folder. The first comes first.
VARIABLE = "LESSONLIB_SUPPORT"
#: What an excerpt may be made of: words of the five texts, and what a page says of itself. Nothing from outside.
_EXCERPT_KINDS = ("sentence", "place", "document")
#: So many English words, or of the original where there is no English, are read in a few minutes.
_MOST_WORDS = 260
_STARTERS = (2, 4)
#: An excerpt for a quotation holds at least so many passages that are not the answer.
_OTHERS = 2


def check_support(name: object) -> str:
    """Return the name of a level.

    Raises
    ------
    UnknownNameError
        If there is none of this name; the message lists those there are.

    Examples
    --------
    >>> check_support("excerpt")
    'excerpt'
    """
    return one_of(name, SUPPORTS, "level", where="of a task")


def support_of(work: Work) -> str:
    """Return the level at which a learner works: what was chosen last in this lesson, else what the teacher set.

    Examples
    --------
    >>> from lessonlib.exercises.keeping.work import Work
    >>> work = Work("01", None)
    >>> work.add("clue-in-the-list", "support", "sources")
    >>> support_of(work)
    'sources'
    """
    chosen = [record.get("answer") for record in work.records if record["act"] == "support"]
    wanted = [*chosen[-1:], os.environ.get(VARIABLE, ""), setting("support")]
    return next((str(name) for name in wanted if name in SUPPORTS), STANDARD)


def excerpt(exercise: Exercise) -> list[Passage]:
    """Return the passages in which the answer is to be found, among others, in the order of the texts.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> excerpt(example("horses"))
    []
    """
    return [passage for reference in exercise.row["excerpt"] for passage in resolve(str(reference))]


def starters(exercise: Exercise) -> list[str]:
    """Return beginnings of sentences: its own, else those of its skill.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> starters(example("horses"))[0]
    'The text says “…”.'
    """
    own = exercise.words.get("starters", ())
    return list(own) or exercise.phrases.words(f"starters.{exercise.skill}")


def support_markup(exercise: Exercise, level: str) -> str:
    """Return what a level lays beside a question, as HTML; ``""`` for the task as it stands.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> support_markup(example("horses"), "standard")
    ''
    """
    phrases = exercise.phrases
    if level == "sources":
        return f"<p>{inline(phrases('support.alone'))}</p>"
    if level == STANDARD:
        return ""
    passages = excerpt(exercise)
    read = f"<p>{escape(phrases('support.read'))}</p>" + "".join(map(_passage_markup, passages)) if passages else ""
    return read + begun_markup(exercise)


def begun_markup(exercise: Exercise) -> str:
    """Return the beginnings of sentences as HTML.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> begun_markup(example("horses"))[:25]
    '<p>You may begin:</p><ul>'
    """
    begun = "".join(f"<li>{inline(starter)}</li>" for starter in starters(exercise))
    return f"<p>{escape(exercise.phrases('support.begin'))}</p><ul>{begun}</ul>"


def _passage_markup(passage: Passage) -> str:
    """English first, as everywhere; the id is what can be given as an answer."""
    if not passage.original:
        return passage.markup()
    where = f"<cite>{escape(outlets().get(text_of(passage.ref), ''))}, {escape(passage.ref)}</cite>"
    english = f'<span lang="en">{escape(passage.english)}</span><br>' if passage.english else ""
    return f'<blockquote><p>{english}<span lang="{"id" if is_original(passage.original) else "en"}">{escape(passage.original)}</span> ({where})</p></blockquote>'


def support_faults(exercise: Exercise) -> Iterable[str]:
    """Say what is wrong with the excerpt and the sentence starters of an exercise.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> list(support_faults(example()))
    []
    """
    begun = exercise.words.get("starters", ())
    least, most = _STARTERS
    if begun and not least <= len(begun) <= most:
        yield f"starters: there are {len(begun)}; give {least} to {most}."
    for starter in begun:
        if "…" not in starter:
            yield f"starters: {starter!r} has no blank: write … where the learner goes on."
    references = [str(reference) for reference in exercise.row["excerpt"]]
    if stray := [reference for reference in references if reference.partition(":")[0] not in _EXCERPT_KINDS]:
        yield f"excerpt: {', '.join(stray)} is not of the five pages; an excerpt is made of {', '.join(_EXCERPT_KINDS)}."
        return
    try:
        passages = excerpt(exercise)
    except DataError as error:
        yield f"excerpt: {error}"
        return
    words = sum(len((passage.english or passage.original).split()) for passage in passages)
    if words > _MOST_WORDS:
        yield f"excerpt: it has {words} words; leave out all above {_MOST_WORDS}."
    if exercise.kind == "quote" and passages:
        yield from _quote_faults(exercise, [passage.ref for passage in passages])


def _quote_faults(exercise: Exercise, refs: list[str]) -> Iterable[str]:
    accepted = [str(ref) for ref in exercise.row["accept"]]
    if not set(refs) & set(accepted):
        yield "excerpt: no words that answer the question stand in it."
    if len(set(refs) - set(accepted)) < _OTHERS:
        yield f"excerpt: it gives the answer away; let at least {_OTHERS} passages stand in it that are not the answer."
