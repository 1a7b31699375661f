"""``lessonlib collect``: read what a class handed in, and write a table and a page."""

import argparse
import sys
from pathlib import Path

from lessonlib.commands import Commands
from lessonlib.commands.saying import say_written

#: So many files that are no pages are named.
_NAMED = 8


def add_collect(commands: Commands) -> None:
    """Add the command.

    Examples
    --------
    >>> parser = argparse.ArgumentParser()
    >>> add_collect(parser.add_subparsers())
    >>> parser.parse_args(["collect", "pages"]).folder.name
    'pages'
    """
    parser = commands.add_parser(
        "collect",
        help="read what a class handed in, judge it anew, and write a table and a page",
        description="Read the pages that students exported, judge every answer anew, and write class.csv (per learner, exercise and skill) and class.html (which questions went wrong, and how).",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder with the pages of the class")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="where to write (default: the same folder)")
    parser.add_argument("--exercises", type=Path, metavar="FOLDER", help="exercises of your own (default: those of the course)")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from lessonlib.exercises.banks import BANK
    from lessonlib.exercises.handing_in.classpage import write_class
    from lessonlib.exercises.handing_in.collect import left_unread, read_pages
    from lessonlib.files import shown
    from lessonlib.language import find_language

    folder = options.folder.expanduser()
    pages, doubts = read_pages(folder, options.exercises or BANK)
    for doubt in doubts:
        print(f"lessonlib: {doubt}", file=sys.stderr)
    if others := left_unread(folder):
        named = ", ".join(map(shown, others[:_NAMED])) + (f" and {len(others) - _NAMED} more" if len(others) > _NAMED else "")
        print(f"lessonlib: no pages (.html), so not read: {named}. Ask whoever handed them in for the page.", file=sys.stderr)
    say_written(write_class(pages, doubts, (options.out or folder).expanduser(), find_language()))
    again = " Ask for such a page again, or take it out of the folder." if doubts else ""
    print(f"Pages read: {len(pages)}. Left out, or to look at: {len(doubts)}.{again}")
    return 1 if doubts else 0
