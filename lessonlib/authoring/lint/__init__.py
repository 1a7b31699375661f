"""The course linter: every rule that DESIGN asks of a lesson, one sentence a fault."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from lessonlib.authoring.edition import Edition, edition_of, find_editions
from lessonlib.authoring.lint import cards, code, core, cues, drawings, editions, form, header, links, spelling, statements, step, tasks
from lessonlib.authoring.lint.lesson import Fault, Lesson, read
from lessonlib.authoring.lint.teaching import lint_pages, read_spreads
from lessonlib.errors import LessonlibError
from lessonlib.language import FIRST, speaking

Rule = Callable[[Lesson], Iterator[Fault]]

#: The rules, in the order in which a reader meets what they look at. The docstring of each says what it asks.
RULES: tuple[Rule, ...] = (
    step.in_step,
    form.one_heading,
    form.headings_in_order,
    header.header_complete,
    header.header_minutes,
    header.header_agrees,
    form.length,
    form.code_lengths,
    form.readable_ids,
    core.core_code,
    core.core_widget,
    core.excerpts,
    cues.swaps,
    cues.no_swap_before_the_run,
    code.taught,
    code.sealed,
    tasks.exercises_there,
    tasks.exercises_shape,
    tasks.ledger,
    tasks.blank_as_shipped,
    tasks.solved_in_solutions,
    statements.references_resolve,
    statements.sourced,
    statements.outside_marked,
    statements.outside_share,
    drawings.outside_figures,
    statements.contested_words,
    statements.silence_names_the_torn,
    links.links_resolve,
    links.outside_links,
    links.images_have_alt,
    editions.student_edition_clean,
    spelling.spelling,
)


def lint_lessons(notebooks: Path) -> list[str]:
    """Check every lesson and its card, and the teacher's pages, against the rules of the course.

    Parameters
    ----------
    notebooks : Path
        The folder with ``src/``.

    Returns
    -------
    list of str
        One sentence a fault: file, cell, what is wrong, what to do. Empty when
        all is well.

    Raises
    ------
    BuildError
        If there are no lesson sources.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> all(fault.endswith(".") for fault in lint_lessons(find_folder("notebooks")))
    True
    """
    editions = find_editions(notebooks)
    with spelling.asked_once(_spelt(editions)):
        lessons = [fault for edition in editions for source in edition.lessons() for fault in lint_source(source)]
        pages = [fault for edition in editions for fault in lint_pages(*_pages_of(edition))]
    # What all lessons share is told once.
    return list(dict.fromkeys([*lessons, *pages]))


def _pages_of(edition: Edition) -> tuple[Path, str, set[str]]:
    return edition.folder / "guides", edition.language, {source.name[:2] for source in edition.lessons()}


def _spelt(editions: list[Edition]) -> Iterator[Lesson]:
    """All that codespell is asked about; of what cannot be read the rules tell."""
    for edition in editions:
        if edition.language == FIRST:
            for source in edition.lessons():
                with suppress(LessonlibError):
                    lesson = read(source)
                    yield from (lesson, cards.own_prose(lesson))
            with suppress(LessonlibError):
                yield from read_spreads(*_pages_of(edition))


def lint_source(source: Path) -> list[str]:
    """Check one lesson and its card.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> lint_source(find_folder("notebooks") / "src" / "02-soviet-support.md")
    []
    """
    edition = edition_of(source)
    try:
        lesson = read(source)
        with speaking(edition.language):
            faults = [fault for rule in RULES for fault in rule(lesson)]
            of_card = cards.lint_card(lesson)
    except LessonlibError as error:
        return [str(error)]
    name = source.name if edition.is_first else f"{edition.language}/{source.name}"
    return [*(_sentence(name, fault) for fault in faults), *of_card]


def _sentence(name: str, fault: Fault) -> str:
    where = [name, f"line {fault.line}" if fault.line else "", f"cell {fault.cell!r}" if fault.cell else ""]
    return f"{', '.join(part for part in where if part)}: {fault.wrong}: {fault.advice}."
