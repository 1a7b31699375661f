"""Rules for pairs: where a lesson tells two who share a screen or a sheet to change places."""

import re
from collections.abc import Iterator

from lessonlib.authoring.cues import CUES
from lessonlib.authoring.handout import SCREEN_TAG
from lessonlib.authoring.lint.core import core_cells
from lessonlib.authoring.lint.lesson import Fault, Lesson

_FEWEST, _MOST = 2, 4


def swaps(lesson: Lesson) -> Iterator[Fault]:
    """The core of a lesson has two to four cells tagged "swap", one of them on paper too; cells of code have none.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(swaps(sample())).wrong
    'its core has 0 cues to swap'
    """
    found = [cell for cell in core_cells(lesson) if cell.cell_type == "markdown" and "swap" in cell.metadata.get("tags", [])]
    if not _FEWEST <= len(found) <= _MOST:
        yield Fault(
            "", f"its core has {len(found)} cue{'s' if len(found) != 1 else ''} to swap", f"tag {_FEWEST} to {_MOST} text cells 'swap'"
        )
    elif all(SCREEN_TAG in cell.metadata["tags"] for cell in found):
        yield Fault("", "on paper nobody is told to swap", "tag a text cell 'swap' that is not tagged 'screen'")
    for cell in lesson.code():
        if wrong := [tag for tag in CUES if tag in cell.metadata.get("tags", [])]:
            yield Fault(cell.id, f"it is code, and tagged {wrong[0]!r}", "tag the text cell above it")


def no_swap_before_the_run(lesson: Lesson) -> Iterator[Fault]:
    """Who has predicted also runs: no cue stands between a guess and the next cell of code.

    By which words a guess is asked for, each language says in its own.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> list(no_swap_before_the_run(sample("*Predict*: which?", "corpus")))
    []
    """
    asks = lesson.own_words("lint").get("predict", ())
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, asks))})(?!\w)") if asks else None
    waiting = False
    for cell in core_cells(lesson):
        if cell.cell_type == "code":
            waiting = False
            continue
        # The cue stands above the words of its own cell.
        if waiting and "swap" in cell.metadata.get("tags", []):
            yield Fault(
                cell.id,
                "pairs swap here between a guess and the cell that answers it",
                "move the tag 'swap' above the guess, or below the cell",
            )
        waiting = waiting or bool(pattern and pattern.search(cell.source))
