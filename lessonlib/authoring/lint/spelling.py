"""Spelling, by codespell where it is installed."""

import importlib.util
import subprocess
import sys
from collections.abc import Iterator

from lessonlib.authoring.lint.blocks import blocks
from lessonlib.authoring.lint.lesson import Fault, Lesson
from lessonlib.language import FIRST

#: Good English that codespell takes for a slip; our translations have them too.
_RIGHT = "bloc"


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
    lines = [(cell.id, " ".join(block.unquoted().split())) for cell in lesson.texts() for block in blocks(cell.source)]
    done = subprocess.run(
        [sys.executable, "-m", "codespell_lib", "--builtin", "clear,rare", "--ignore-words-list", _RIGHT, "-"],
        input="\n".join(line for _, line in lines),
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
        elif "==>" in line and place < len(lines):
            wrong, _, right = line.partition("==>")
            yield Fault(lines[place][0], f"“{wrong.strip()}” is misspelt", f"write “{right.strip()}”")
