"""``lessonlib build``: make the notebooks and what is printed out of the sources, or begin another language."""

import argparse
import sys
from pathlib import Path

from lessonlib.commands import Commands
from lessonlib.commands.saying import needing, say_written


def add_build(commands: Commands) -> None:
    """Add the command.

    Examples
    --------
    >>> parser = argparse.ArgumentParser()
    >>> add_build(parser.add_subparsers())
    >>> parser.parse_args(["build", "--check"]).check
    True
    """
    parser = commands.add_parser(
        "build",
        help="for authors: build the notebooks from notebooks/src",
        description="Build the student and solution editions from notebooks/src, and the guides from the exercises; of notebooks/src/id those in Indonesian, and so on.",
    )
    parser.add_argument(
        "--notebooks", default=Path("notebooks"), type=Path, metavar="FOLDER", help="the folder that holds src/ (default: ./notebooks)"
    )
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the notebooks are not what the sources build")
    parser.add_argument(
        "--start-language",
        default="",
        metavar="CODE",
        help="build nothing; put all that there is to translate into the folders of a language, such as id, and count what is left; what stands there is kept",
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    with needing("building"):
        from lessonlib.authoring.build import build

        if options.start_language:
            return _start_language(options)
        stale = build(options.notebooks, only_check=options.check)
    for line in stale:
        print(f"lessonlib: {line}", file=sys.stderr)
    if stale and options.check:
        print("lessonlib: the notebooks are not what the sources build: run 'lessonlib build' and commit the result.", file=sys.stderr)
    if not stale:
        print(f"Notebooks, solutions, guides, handouts, cards and sources are {'current' if options.check else 'written'}.")
    return 1 if stale else 0


def _start_language(options: argparse.Namespace) -> int:
    from lessonlib.authoring.skeleton import start_language, what_is_left

    say_written(start_language(options.start_language, options.notebooks))
    print(what_is_left(options.start_language, options.notebooks).told())
    return 0
