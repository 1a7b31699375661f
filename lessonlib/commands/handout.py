"""``lessonlib handout``: write each lesson as a page to print."""

import argparse
from pathlib import Path

from lessonlib.bundle import find_folder
from lessonlib.commands import Commands
from lessonlib.commands.saying import needing, say_written


def add_handout(commands: Commands) -> None:
    """Add the command.

    Examples
    --------
    >>> parser = argparse.ArgumentParser()
    >>> add_handout(parser.add_subparsers())
    >>> parser.parse_args(["handout"]).folder.name
    'handouts'
    """
    parser = commands.add_parser(
        "handout",
        help="write each lesson as a page to print",
        description="Write a handout for each lesson: at most four sides of A4, with lines to write on; no kernel and no network is needed.",
    )
    parser.add_argument("folder", nargs="?", default="handouts", type=Path, metavar="FOLDER", help="where to write (default: ./handouts)")
    parser.add_argument("--language", default="", metavar="CODE", help="the edition to print (default: the first)")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    with needing("writing handouts"):
        from lessonlib.authoring.handout import write_handouts

        say_written(write_handouts(options.folder.expanduser(), find_folder("notebooks"), options.language))
    return 0
