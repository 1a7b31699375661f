"""The course linter: every rule that DESIGN asks of a lesson, one sentence a fault."""

from collections.abc import Callable, Iterator
from pathlib import Path

from lessonlib.authoring.build import find_sources
from lessonlib.authoring.lint import code, editions, form, header, links, spelling, statements, tasks
from lessonlib.authoring.lint.lesson import Fault, Lesson, read
from lessonlib.errors import LessonlibError

Rule = Callable[[Lesson], Iterator[Fault]]

#: The rules, in the order in which a reader meets what they look at. The docstring of each says what it asks.
RULES: tuple[Rule, ...] = (
    form.one_heading,
    form.headings_in_order,
    header.header_complete,
    header.header_minutes,
    header.header_agrees,
    form.length,
    form.code_lengths,
    form.readable_ids,
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
    statements.contested_words,
    statements.silence_names_the_torn,
    links.links_resolve,
    links.outside_links,
    links.images_have_alt,
    editions.student_edition_clean,
    spelling.spelling,
)


def lint_lessons(notebooks: Path) -> list[str]:
    """Check every lesson against the rules of the course.

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
    >>> lint_lessons(find_folder("notebooks"))
    []
    """
    return [fault for source in find_sources(notebooks) for fault in lint_source(source)]


def lint_source(source: Path) -> list[str]:
    """Check one lesson.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> lint_source(find_folder("notebooks") / "src" / "01-five-texts.md")
    []
    """
    try:
        lesson = read(source)
    except LessonlibError as error:
        return [str(error)]
    return [_sentence(source, fault) for rule in RULES for fault in rule(lesson)]


def _sentence(source: Path, fault: Fault) -> str:
    where = f"{source.name}, cell {fault.cell!r}" if fault.cell else source.name
    return f"{where}: {fault.wrong}: {fault.advice}."
