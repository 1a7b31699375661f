"""Rules for the card of a lesson: its prose is held to what holds for lessons, and it tells nothing that its lesson does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lessonlib.authoring.lint import spelling, statements
from lessonlib.authoring.lint.lesson import Fault, Lesson, visible
from lessonlib.authoring.paper.cardfile import PROSE, card_words, read_cards
from lessonlib.authoring.references import TASK, Reference, collect, find_references, read_reference
from lessonlib.errors import LessonlibError
from lessonlib.exercises.ledger import MARK
from lessonlib.language import FIRST
from lessonlib.words import own_words

#: So many exercises stand on a card, one of them the line of the ledger, where the lesson has one.
_TASKS = 2
#: Rules for lessons that hold for the prose of a card.
_SHARED = (
    statements.references_resolve,
    statements.sourced,
    statements.contested_words,
    statements.silence_names_the_torn,
    spelling.spelling,
)


def lint_card(lesson: Lesson) -> list[str]:
    """Check the card of a lesson.

    Parameters
    ----------
    lesson : Lesson
        As the rules for lessons see it.

    Returns
    -------
    list of str
        One sentence a fault, with the file and the field.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import read
    >>> from lessonlib.bundle import find_folder
    >>> lint_card(read(find_folder("notebooks") / "src" / "02-soviet-support.md"))
    []
    """
    if lesson.plan is None:
        return []
    card = prose(lesson)
    found = [fault for rule in _SHARED for fault in rule(own_prose(lesson))]
    found += [fault for rule in (complete, in_step, no_keys) for fault in rule(card)] + list(of_its_lesson(card, lesson))
    where = f"words/{lesson.language}/cards.toml, [{lesson.number}]"
    return [f"{where}{f' {fault.cell}' if fault.cell else ''}: {fault.wrong}: {fault.advice}." for fault in found]


def own_prose(lesson: Lesson) -> Lesson:
    """Return the prose that the language has itself: words that are English still are judged where they are English.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> own_prose(sample()).cells == prose(sample()).cells
    True
    """
    card, own = prose(lesson), own_words("cards", lesson.language).get(lesson.number, {})
    return replace(card, cells=[cell for cell in card.cells if cell.id in own])


def prose(lesson: Lesson) -> Lesson:
    """Return the prose of its card in the form of a lesson, one cell a field.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> [cell.id for cell in prose(sample()).cells]
    ['did', 'word', 'bring']
    """
    from nbformat.v4 import new_markdown_cell

    told = card_words(lesson.number, lesson.language)
    return replace(lesson, cells=[new_markdown_cell(str(told[name]), id=name) for name in PROSE if name in told])


def complete(card: Lesson) -> Iterator[Fault]:
    """A card has all its fields, and two exercises of its lesson, one of them the line of the ledger.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> list(complete(prose(sample())))
    []
    """
    there = {cell.id for cell in card.cells}
    yield from (Fault("", f"{name} is missing", "write it") for name in PROSE if name not in there)
    found = read_cards().get(card.number)
    if found is None:
        yield Fault(
            "",
            "lessonlib/data/cards.toml has no row for this lesson",
            "add a [[card]] there, with two tasks and the side of the handout on which the reading begins",
        )
        return
    exercises = list(card.bank.exercises) if card.bank else []
    for name in found.tasks:
        if name not in exercises:
            yield Fault("", f"the task {name!r} is no exercise of the lesson", f"choose among {', '.join(exercises)}")
    if len(found.tasks) != _TASKS or (MARK in exercises and MARK not in found.tasks):
        yield Fault("", f"its tasks are {', '.join(found.tasks)}", f"have {_TASKS}, one of them the ledger, if the lesson has one")


def of_its_lesson(card: Lesson, lesson: Lesson) -> Iterator[Fault]:
    """What a card rests on, its lesson rests on too, and it is in the five texts: so no card tells what is still kept back.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> card = sample("They met. [[context:putin-pyongyang-2024]]")
    >>> [fault.wrong for fault in of_its_lesson(card, sample())]
    ['[[context:putin-pyongyang-2024]] is a fact from outside', '[[context:putin-pyongyang-2024]] is no source of its lesson']
    """
    known = {(reference.kind, reference.name) for reference in collect_from(lesson)}
    for cell in card.cells:
        for text in find_references(cell.source):
            try:
                reference = None if text == TASK else read_reference(text)
            except LessonlibError:  # another rule says so
                continue
            if reference and reference.outside:
                yield Fault(cell.id, f"[[{text}]] is a fact from outside", "keep to the five texts: who was absent has not read them yet")
            if reference and (reference.kind, reference.name) not in known:
                yield Fault(cell.id, f"[[{text}]] is no source of its lesson", "tell only what the lesson tells")


def no_keys(card: Lesson) -> Iterator[Fault]:
    """A card does not say the words that an exercise of its lesson asks for.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(no_keys(sample("Day 792 gives it away."))).wrong
    'it says “792”, which the exercise clue-in-the-list asks for'
    """
    exercises = card.bank.exercises.values() if card.bank else ()
    keys = {str(word): exercise.id for exercise in exercises for found in exercise.row["words"].values() for word in found}
    for cell in card.cells:
        told = visible(cell.source).casefold()
        for word, name in keys.items():
            if word.casefold() in told:
                yield Fault(cell.id, f"it says “{word}”, which the exercise {name} asks for", "leave that to the exercise")


def collect_from(lesson: Lesson) -> list[Reference]:
    """Return the references of the student edition.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> collect_from(sample("A car. [[gift-of-a-car@footnoted-commentary]]"))[0].kind
    'attestation'
    """
    from nbformat.v4 import new_notebook

    return collect(new_notebook(cells=list(lesson.texts(solutions=False))))


def in_step(card: Lesson) -> Iterator[Fault]:
    """A card in another language rests on what the English one rests on.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> list(in_step(prose(sample())))
    []
    """
    first = card_words(card.number, FIRST)
    for cell in card.cells if card.language != FIRST else ():
        if find_references(cell.source) != find_references(first.get(cell.id, "")):
            yield Fault(cell.id, "its references are not those of the English", "copy them, in their order")
