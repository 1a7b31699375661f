"""``lessonlib guide``: write the teacher's guides, and the routes, scripts and sheets beside them."""

import argparse
from pathlib import Path

from lessonlib.commands import Commands
from lessonlib.commands.saying import needing, say_written


def add_guide(commands: Commands) -> None:
    """Add the command.

    Examples
    --------
    >>> parser = argparse.ArgumentParser()
    >>> add_guide(parser.add_subparsers())
    >>> parser.parse_args(["guide"]).folder.name
    'guides'
    """
    parser = commands.add_parser(
        "guide",
        help="write the teacher's guide to each lesson",
        description="Write a guide for each lesson: plan by the minute, keys, misconceptions, evidence, rubrics, questions for discussion. Beside them: routes, scripts, sheets.",
    )
    parser.add_argument("folder", nargs="?", default="guides", type=Path, metavar="FOLDER", help="where to write (default: ./guides)")
    parser.add_argument("--language", default="", metavar="CODE", help="that of the guides (default: that of the lessons in this folder)")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from lessonlib.authoring.guide import write_guides
    from lessonlib.authoring.teaching import write_pages
    from lessonlib.language import find_language, speaking

    language, folder = options.language or find_language(), options.folder.expanduser()
    with speaking(language):
        say_written(write_guides(folder, language))
        with needing("writing routes and scripts"):
            say_written(write_pages(folder, language))
    return 0
