"""Rules of form: the heading, the length, the ids."""

import re
import statistics
from collections.abc import Iterator

from lessonlib.authoring.lint.lesson import Fault, Lesson, count_words

_MOST_LINES = 12
_MEDIAN_LINES = 3
_MEANINGLESS = re.compile(r"(?:cell|code|text|md|markdown)?-?\d+|[0-9a-f]{8,}")
_HEADING = re.compile(r"^(#{1,6}) ", re.MULTILINE)


def one_heading(lesson: Lesson) -> Iterator[Fault]:
    """The first cell begins with the only heading of the first level.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(one_heading(sample("Words"))).wrong
    'it does not begin with the title'
    """
    first = next(iter(lesson.cells), None)
    if first is None or not first.source.startswith("# "):
        yield Fault(first.id if first else "", "it does not begin with the title", "let the first cell begin with '# ' and the title")
    for cell in lesson.texts():
        titles = [mark for mark in _HEADING.findall(cell.source) if mark == "#"]
        if len(titles) > (1 if cell is first else 0):
            yield Fault(cell.id, "it has a further heading of the first level", "write '## ' instead of '# '")


def length(lesson: Lesson) -> Iterator[Fault]:
    """All text cells of the student edition together keep to the measure.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(length(sample("# Few words"))).wrong
    'its texts have 2 words'
    """
    if lesson.plan is None:
        yield Fault("", f"lessonlib/data/course.toml has no lesson {lesson.number}", "add it there")
        return
    least, most = lesson.plan.words
    found = sum(count_words(cell.source) for cell in lesson.texts(solutions=False))
    if not least <= found <= most:
        yield Fault("", f"its texts have {found} words", f"write {least} to {most}")


def code_lengths(lesson: Lesson) -> Iterator[Fault]:
    """Code cells are short: half of them 3 lines at most, none over 12.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(code_lengths(sample(code="1\\n" * 14))).wrong
    'it has 14 lines of code'
    """
    lengths = {cell.id: len(cell.source.splitlines()) for cell in lesson.code(solutions=False)}
    for name, lines in lengths.items():
        if lines > _MOST_LINES:
            yield Fault(name, f"it has {lines} lines of code", f"cut it to {_MOST_LINES}, or move work into the library")
    if lengths and statistics.median(lengths.values()) > _MEDIAN_LINES:
        wrong = f"half of its code cells have more than {_MEDIAN_LINES} lines"
        yield Fault("", wrong, "shorten the longest")


def readable_ids(lesson: Lesson) -> Iterator[Fault]:
    """An id says what its cell is for: learners' work and translations hang on it.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> list(readable_ids(sample()))
    []
    """
    for cell in lesson.cells:
        if _MEANINGLESS.fullmatch(cell.id):
            yield Fault(cell.id, "its id says nothing", "name the cell after what it is for, such as 'day-792'")


def headings_in_order(lesson: Lesson) -> Iterator[Fault]:
    """No level of heading is jumped over: screen readers go by them.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(headings_in_order(sample("# One\\n\\n### Three"))).wrong
    'a heading of level 3 follows one of level 1'
    """
    before = 1
    for cell in lesson.texts():
        for marks in _HEADING.findall(cell.source):
            if len(marks) > before + 1:
                yield Fault(cell.id, f"a heading of level {len(marks)} follows one of level {before}", f"write {'#' * (before + 1)}")
            before = len(marks)
