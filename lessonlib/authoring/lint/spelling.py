"""Spelling, by codespell where it is installed."""

import importlib.util
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from lessonlib.authoring.lint.blocks import blocks
from lessonlib.authoring.lint.lesson import Fault, Lesson
from lessonlib.language import FIRST

#: Good English that codespell takes for a slip; our translations have them too.
_RIGHT = "bloc"
#: What is misspelt in a line, each with what to write.
_Slips = Mapping[str, Sequence[tuple[str, str]]]
_KNOWN: ContextVar[_Slips] = ContextVar("known", default={})  # noqa: B039  it is never changed, only replaced


def can_spell() -> bool:
    """Whether codespell is installed.

    Examples
    --------
    >>> isinstance(can_spell(), bool)
    True
    """
    return importlib.util.find_spec("codespell_lib") is not None


def spelling(lesson: Lesson) -> Iterator[Fault]:
    """No common misspelling in our own English; quotations keep theirs. In another language the rule steps aside: codespell knows English only.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> list(spelling(sample("# Well spelt")))
    []
    """
    if not can_spell() or lesson.language != FIRST:
        return
    lines, known = _lines(lesson), _KNOWN.get()
    if any(line not in known for _, line in lines):
        known = _slips([line for _, line in lines])
    for cell, line in lines:
        for wrong, right in known[line]:
            yield Fault(cell, f"“{wrong}” is misspelt", f"write “{right}”")


@contextmanager
def asked_once(lessons: Iterable[Lesson]) -> Iterator[None]:
    """Ask about many lessons at once, each of which is then checked: codespell starts in the time in which it reads the whole course.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> with asked_once([sample("# Well spelt")]):
    ...     list(spelling(sample("# Well spelt")))
    []
    """
    before = _KNOWN.set(_slips([line for lesson in lessons for _, line in _lines(lesson)]) if can_spell() else {})
    try:
        yield
    finally:
        _KNOWN.reset(before)


def _lines(lesson: Lesson) -> list[tuple[str, str]]:
    """Its words outside quotation marks, a block a line, each with the id of its cell."""
    return [(cell.id, " ".join(block.unquoted().split())) for cell in lesson.texts() for block in blocks(cell.source)]


def _slips(lines: Iterable[str]) -> _Slips:
    found: dict[str, list[tuple[str, str]]] = {line: [] for line in lines}
    asked = list(found)
    done = subprocess.run(
        [sys.executable, "-m", "codespell_lib", "--builtin", "clear,rare", "--ignore-words-list", _RIGHT, "-"],
        input="\n".join(asked),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    # It answers "3: teh" or "3: the whole line" and, below, "\tteh ==> the".
    place = 0
    for line in done.stdout.splitlines():
        number, colon, _ = line.partition(":")
        if colon and number.isdigit():
            place = int(number) - 1
        elif "==>" in line and place < len(asked):
            wrong, _, right = line.partition("==>")
            found[asked[place]].append((wrong.strip(), right.strip()))
    return found
