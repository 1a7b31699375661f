"""Rules for what is said: every historical statement sourced, texts before outside facts, contested words quoted."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from lessonlib.authoring.lint.blocks import Block, blocks
from lessonlib.authoring.lint.lesson import Fault, Lesson
from lessonlib.authoring.references import TASK, read_reference
from lessonlib.errors import LessonlibError
from lessonlib.history.reference import load_names
from lessonlib.language import FIRST
from lessonlib.words import own_words

#: Shorter parts of a name, such as "Sun", are words of English too.
_WHOLE_NAME = 5
_NUMBER = re.compile(r"\d")
_ENDS_IN_QUESTION = re.compile(r"\?[\"”’)*_]*$")


@cache
def _names(language: str) -> re.Pattern[str]:
    table = load_names()
    every = {str(name) for name, row in table.iterrows() for name in (name, *row["variants"], *row["also"])}
    every |= set(_reads(language, "of_history"))
    # People are mostly called by one part of their name.
    every |= {part for name in table.index[table["kind"] == "person"] for part in str(name).split() if len(part) >= _WHOLE_NAME}
    found = sorted((re.escape(name) for name in every if len(name) > 2), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)")


def _reads(language: str, name: str) -> Sequence[str]:
    """Words by which sentences of a language are read; none where nobody has given them."""
    return own_words("authoring", language).get("lint", {}).get(name, ())


def _one_of(found: Sequence[str]) -> str:
    """A pattern for any of some words; one that nothing fits where there are none."""
    return f"(?:{'|'.join(map(re.escape, found))})" if found else "(?!)"


@cache
def _of_the_course(language: str) -> re.Pattern[str]:
    """Numbers that count pieces of the course, not of history."""
    joined = rf"(?:\s*{_one_of(_reads(language, 'joined'))}\s*\d+)?"
    return re.compile(rf"\b{_one_of(_reads(language, 'counted'))}\s+\d+{joined}", re.IGNORECASE)


@cache
def _silent(language: str) -> re.Pattern[str]:
    who, says = (_one_of(_reads(language, name)) for name in ("silent_who", "silent_says"))
    return re.compile(rf"\b{who}\b[^.?!]{{0,40}}\b{says}\b", re.IGNORECASE)


def is_statement(sentence: str, language: str = FIRST) -> str:
    """Return the year, number or name by which a sentence says something of history; ``""`` if it asks or says nothing of the kind.

    Examples
    --------
    >>> is_statement("Kim came by train."), is_statement("It was 1991."), is_statement("Did Kim come?")
    ('Kim', '1991', '')
    >>> is_statement("You met this in lesson 02.")
    ''
    """
    if _ENDS_IN_QUESTION.search(sentence):
        return ""
    rest = _of_the_course(language).sub(" ", sentence)
    name = _names(language).search(rest)
    number = re.search(r"\d[\d.,]*\d|\d", rest) if _NUMBER.search(rest) else None
    return name[0] if name else number[0] if number else ""


def sourced(lesson: Lesson) -> Iterator[Fault]:
    """A sentence with a year, a number or a name stands in a paragraph with a reference; instructions say [[task]].

    Names are those of names.toml in any spelling; further words of history, and those that
    count pieces of the course, are taken from the words of the language, if it has them.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(sourced(sample("# A title\\n\\nIt ended in 1991."))).wrong
    "“It ended in 1991.” names '1991', and its paragraph names no source"
    """
    advice = "add [[sentence id]] or another reference, or [[task]] if it only tells students what to do"
    for cell in lesson.texts():
        found = blocks(cell.source)
        for place, block in enumerate(found):
            # The table at the head of the lesson says what the lesson is, not what happened.
            head = block.kind == "table" and bool(lesson.cells) and cell.id == lesson.cells[0].id
            if block.kind == "heading" or head or _covered(found, place):
                continue
            for sentence in block.sentences():
                if sign := is_statement(sentence, lesson.language_of(cell)):
                    wrong = f"“{_cut(sentence)}” names {sign!r}, and its paragraph names no source"
                    yield Fault(cell.id, wrong, advice + _counts_pieces(sentence, lesson.language_of(cell)))
                    break


def _counts_pieces(sentence: str, language: str) -> str:
    """What a language without words for pieces of the course, or for what joins two of them, is told."""
    place = f"in words/{language}/authoring.toml, [lint]"
    if not _reads(language, "counted"):
        return f"; if it counts lessons or exercises, give the word for them to 'counted' {place}"
    if not _reads(language, "joined") and _of_the_course(language).search(sentence):
        return f"; if it counts two of them, give what stands between their numbers, such as 'and', to 'joined' {place}"
    return ""


def _covered(found: list[Block], place: int) -> bool:
    """A block has its own reference; that of a table, a quotation or folded text may stand just before it or after it."""
    if found[place].references:
        return True
    if found[place].kind == "paragraph" and not found[place].quoted:
        return False
    near = (found[other] for other in (place - 1, place + 1) if 0 <= other < len(found))
    return any(set(block.references) - {TASK} for block in near)


def _cut(sentence: str) -> str:
    told = " ".join(sentence.split())
    return told if len(told) <= 70 else f"{told[:69]}…"


def references_resolve(lesson: Lesson) -> Iterator[Fault]:
    """Every reference names words that are there.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(references_resolve(sample("A car. [[tension:no-such]]"))).wrong
    "[[tension:no-such]]: there is no tension 'no-such'"
    """
    for cell in lesson.texts():
        for block in blocks(cell.source):
            for text in block.references:
                try:
                    if text != TASK:
                        read_reference(text)
                except LessonlibError as error:
                    yield Fault(cell.id, f"[[{text}]]: {str(error).rstrip('.')}", "correct the id")


def outside_share(lesson: Lesson) -> Iterator[Fault]:
    """Most statements rest on the five texts; outside facts are the smaller part.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(outside_share(sample("> A car. [[context:car-missile-2024]]"))).wrong
    '1 of its 1 sourced passages (100%) rest on outside pages alone'
    """
    if lesson.plan is None:
        return
    kinds = [outside for cell in lesson.texts(solutions=False) for block in blocks(cell.source) if (outside := block.outside()) is not None]
    share = sum(kinds) / len(kinds) if kinds else 0.0
    if share > lesson.plan.outside_share:
        wrong = f"{sum(kinds)} of its {len(kinds)} sourced passages ({share:.0%}) rest on outside pages alone"
        yield Fault("", wrong, f"keep to {lesson.plan.outside_share:.0%}: let the texts speak first")


def outside_marked(lesson: Lesson) -> Iterator[Fault]:
    """Facts from outside have their own look: a block quotation that begins with the mark.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(outside_marked(sample("A car. [[context:car-missile-2024]]"))).wrong
    'it tells a fact from outside without the mark “From outside”'
    """
    for cell in lesson.texts():
        mark = lesson.words("outside", cell)["mark"]
        for block in blocks(cell.source):
            if block.outside() and not (block.quoted and mark in block.text):
                advice = f"write '> **{mark}.** …'{lesson.or_in('words/{}/authoring.toml, [outside]')}"
                yield Fault(cell.id, f"it tells a fact from outside without the mark “{mark}”", advice)


def contested_words(lesson: Lesson) -> Iterator[Fault]:
    """A contested word is quoted, never our own; which words are contested, each language says in its words.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(contested_words(sample("The regime fell."))).wrong
    'it uses the contested word “regime” as its own'
    """
    for cell in lesson.texts():
        for block in blocks(cell.source):
            for word in lesson.own_words("lint").get("contested", ()) if not block.quoted else ():
                if re.search(rf"\b{re.escape(word)}\b", block.unquoted(), re.IGNORECASE):
                    yield Fault(cell.id, f"it uses the contested word “{word}” as its own", "quote who says it, or choose a neutral word")


def silence_names_the_torn(lesson: Lesson) -> Iterator[Fault]:
    """Who writes that the texts say nothing names the copies that are broken; how that is said, each language tells in its words.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(silence_names_the_torn(sample("The texts are silent."))).wrong
    '“texts are silent” without naming kompas-feature and unsigned-analysis'
    """
    for cell in lesson.texts():
        missing = [doc_id for doc_id in lesson.course.truncated if doc_id not in cell.source]
        found = next((match[0] for sentence in _told(cell.source) if (match := _silent(lesson.language).search(sentence))), "")
        if found and missing:
            yield Fault(
                cell.id,
                f"“{found}” without naming {' and '.join(missing)}",
                "say which copies are broken: the words may stand on a lost part",
            )


def _told(source: str) -> Iterator[str]:
    return (sentence for block in blocks(source) for sentence in block.sentences() if not _ENDS_IN_QUESTION.search(sentence))
