"""``lessonlib check``: name each fault in the evidence, the exercises, the words and the lessons."""

import argparse
import sys

from lessonlib.bundle import find_folder
from lessonlib.commands import Commands
from lessonlib.commands.saying import needing
from lessonlib.errors import LessonlibError


def add_check(commands: Commands) -> None:
    """Add the command.

    Examples
    --------
    >>> parser = argparse.ArgumentParser()
    >>> add_check(parser.add_subparsers())
    >>> parser.parse_args(["check"]).run.__module__
    'lessonlib.commands.check'
    """
    parser = commands.add_parser(
        "check",
        help="for authors: check the evidence, the exercises and the lessons",
        description="Check the evidence: every quotation against its text, every date, every source, every translation. Check the exercises: every key against its evidence, every expected answer, every hint. Check the words of other languages against the English. Check the lessons: form, sources of what they say, links, editions in step. Prints one sentence a fault.",
    )
    parser.set_defaults(run=_run)


def _run(_: argparse.Namespace) -> int:
    try:
        with needing("checking"):
            return _check()
    except ImportError as error:
        raise LessonlibError(f"a library that checking needs cannot be loaded ({error}): pip install -r requirements-dev.txt.") from error


def _check() -> int:
    from lessonlib.authoring.coursecheck import FILES, course_faults
    from lessonlib.authoring.lint.spelling import can_spell
    from lessonlib.authoring.skeleton import languages_begun, what_is_left
    from lessonlib.exercises.proof import count_exercises
    from lessonlib.history.check import summary

    notebooks = find_folder("notebooks")
    faults, where = course_faults(notebooks)
    if faults:
        _tell(faults, where)
    else:
        print(f"All is well: {summary()}, {count_exercises()} exercises.")
        if not can_spell():
            print("Spelling was not checked, for codespell is not installed: pip install codespell.")
    for language in languages_begun(notebooks) if where != FILES else ():
        print(what_is_left(language, notebooks).told())
    return 1 if faults else 0


def _tell(faults: list[str], where: str) -> None:
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"lessonlib: {len(faults)} fault{'s' if len(faults) > 1 else ''} in {where}.", file=sys.stderr)
