"""Rules for the teacher's pages: sourced and spelt as lessons are, their plans add up, what they call is there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path

from lessonlib.authoring.course import read_course
from lessonlib.authoring.inserts import expanded
from lessonlib.authoring.lint import links, spelling, statements
from lessonlib.authoring.lint.lesson import Fault, Lesson
from lessonlib.authoring.pagedrafts import outgrown
from lessonlib.authoring.plans import plan_faults, read_plans
from lessonlib.authoring.sourcedrafts import ENGLISH
from lessonlib.authoring.teaching import TeachingPage, as_notebook, read_pages
from lessonlib.errors import LessonlibError
from lessonlib.exercises.bank import lesson_numbers
from lessonlib.language import FIRST, speaking
from lessonlib.tomlfile import short_name

#: The rules of lessons that hold for these pages too.
_SHARED = (
    statements.references_resolve,
    statements.outside_marked,
    statements.contested_words,
    statements.silence_names_the_torn,
    links.links_resolve,
    links.images_have_alt,
    spelling.spelling,
)
_INSERT = re.compile(r"\{\{[^{}]*\}\}")
_SMALL = re.compile(r"(?<![\d.,])\d{1,2}(?![\d%]|[.,]\d)")
#: What stands outside references, whose ids hold numbers too.
_REFERRED = re.compile(r"(?:^|(?<=\]\])).*?(?=\[\[|$)")
#: The route that takes all lessons.
_THROUGH_ALL = "route-all-lessons"
#: A route is planned for both lengths of a period.
_PERIODS = (45, 50)


@dataclass(frozen=True)
class Spread(Lesson):
    """A page as the rules of lessons see it: cells of text, links from among the guides.

    Attributes
    ----------
    guides : Path
        Where the page stands when it is built.

    Examples
    --------
    >>> Spread(Path("x.md"), [], None, read_course()).guides.as_posix()
    'guides'
    """

    guides: Path = Path("guides")

    @property
    def folder(self) -> Path:
        """Where the page stands.

        Examples
        --------
        >>> Spread(Path("x.md"), [], None, read_course(), "en", guides=Path("notebooks/guides")).folder.as_posix()
        'notebooks/guides'
        """
        return self.guides


def lint_pages(guides: Path, language: str = FIRST, lessons: Collection[str] = ()) -> list[str]:
    """Check the teacher's pages in a language.

    Parameters
    ----------
    guides : Path
        The folder into which they are built.
    language : str
        Only the pages that are written in it are looked at.
    lessons : collection of str
        The lessons that the edition has: a page for others is not looked at, for
        what it links to is not translated yet. None named: all pages.

    Returns
    -------
    list of str
        One sentence a fault.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> all(fault.endswith(".") for fault in lint_pages(find_folder("notebooks") / "guides"))
    True
    """
    with speaking(language):
        return [
            f"{short_name(found.path)}, {fault.cell}: {fault.wrong}: {fault.advice}."
            for found in _pages(language, lessons)
            for fault in (*_faults(_spread(found, guides)), *in_step(found.path), *every_lesson(found))
        ]


def read_spreads(guides: Path, language: str = FIRST, lessons: Collection[str] = ()) -> list[Spread]:
    """Read the teacher's pages that `lint_pages` looks at, with its parameters.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> read_spreads(find_folder("notebooks") / "guides")[0].cells[0].id
    'under “beginning”'
    """
    return [_spread(found, guides) for found in _pages(language, lessons)]


def _pages(language: str, lessons: Collection[str]) -> list[TeachingPage]:
    return [found for found in read_pages(language) if found.language == language and (not lessons or set(found.lessons) <= set(lessons))]


def _spread(found: TeachingPage, guides: Path) -> Spread:
    cells = as_notebook(found).cells
    for cell in cells:
        cell.id = f"under “{cell.metadata['section']}”"
    return Spread(found.path, cells, None, read_course(), found.language, guides=guides)


def _faults(spread: Spread) -> Iterator[Fault]:
    for rule in _SHARED:
        yield from rule(spread)
    yield from sourced(spread)
    yield from plans_add_up(spread)
    yield from inserts_resolve(spread)


def sourced(spread: Lesson) -> Iterator[Fault]:
    """What names a year, a larger number or a name has its source, as in a lesson; numbers of one or two digits count minutes, students and lessons here.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> list(sourced(sample("Wait 5 minutes.")))
    []
    >>> next(sourced(sample("It ended in 1991."))).wrong
    "“It ended in 1991.” names '1991', and its paragraph names no source"
    """
    cells = [copy(cell) for cell in spread.texts()]
    for cell in cells:
        cell.source = "\n".join(
            _REFERRED.sub(lambda part: _SMALL.sub(" ", part[0]), line) for line in _INSERT.sub(" ", cell.source).split("\n")
        )
    return statements.sourced(replace(spread, cells=cells))


def every_lesson(found: TeachingPage) -> Iterator[Fault]:
    """The route through all lessons has each: in its head, and as steps of a period.

    Examples
    --------
    >>> [fault for found in read_pages() for fault in every_lesson(found)]
    []
    """
    if found.name != _THROUGH_ALL:
        return
    for number in lesson_numbers():
        if number not in found.lessons:
            yield Fault("the whole page", f"its head does not name lesson {number}", "add it to 'lessons:'")
        if not re.search(rf"\{{\{{steps {number}[ }}]", found.text):
            yield Fault("the whole page", f"no period takes lesson {number}", f"add one whose plan has a row {{{{steps {number}}}}}")


def in_step(path: Path) -> Iterator[Fault]:
    """A page that tells of which English words it is a translation was translated from those that stand there now.

    Examples
    --------
    >>> list(in_step(read_pages()[0].path))
    []
    """
    first = path.parent.parent / FIRST / path.name
    now = outgrown(*(found.read_text(encoding="utf-8-sig") for found in (first, path))) if first.is_file() else ""
    if now:
        yield Fault(
            "the whole page", "it was translated from other English words", f"look at it again, and write '{ENGLISH}: {now}' in its head"
        )


def plans_add_up(spread: Lesson) -> Iterator[Fault]:
    """Every plan adds up to its minutes; a route has one for 45 and for 50.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(plans_add_up(sample("| 6 | what |\\n| --- | --- |\\n| 2 | Sit. |"))).wrong
    'a plan of 6 minutes adds up to 2'
    """
    totals = []
    for cell in spread.texts():
        try:
            for plan in read_plans(cell.source):
                totals.append(plan.totals)
                yield from (Fault(cell.id, wrong, "correct the minutes") for wrong in plan_faults(plan))
        except LessonlibError as error:
            yield Fault(cell.id, str(error).rstrip("."), "correct it")
    if spread.source.stem.startswith("route-") and _PERIODS not in totals:
        yield Fault("the whole page", "it has no plan for 45 and 50 minutes", "add a table that begins '| 45 | 50 |'")


def inserts_resolve(spread: Lesson) -> Iterator[Fault]:
    """What a page calls from elsewhere is there.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(inserts_resolve(sample("{{step 06 lunch}}"))).wrong
    "lesson 06 has no step 'lunch'; its steps are foot, twins, speaker, family, lines, claim, exit"
    """
    for cell in spread.texts():
        try:
            # Rows of steps are looked at with their plan.
            expanded(cell.source, spread.language, skip="steps")
        except LessonlibError as error:
            yield Fault(cell.id, str(error).rstrip("."), "correct what stands in the braces")
