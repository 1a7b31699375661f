"""``lessonlib print``: write all that a class needs on paper."""

import argparse
from pathlib import Path

from lessonlib.bundle import find_folder
from lessonlib.commands import Commands


def add_print(commands: Commands) -> None:
    """Add the command.

    Examples
    --------
    >>> parser = argparse.ArgumentParser()
    >>> add_print(parser.add_subparsers())
    >>> parser.parse_args(["print", "--lesson", "02", "--lesson", "06"]).lesson
    ['02', '06']
    """
    parser = commands.add_parser(
        "print",
        help="write all that a class needs on paper: texts, handouts, cards for the absent, login slips",
        description="Write all that a class needs on paper, as pages (HTML) and, where there is Chromium, Chrome or Edge, as PDF: the source packet in two languages, handouts, a card a lesson for whoever was absent, login slips, and contents.html, which says what to print for which lesson.",
    )
    parser.add_argument("folder", nargs="?", default="paper", type=Path, metavar="FOLDER", help="where to write (default: ./paper)")
    parser.add_argument(
        "--lesson",
        action="append",
        default=[],
        metavar="NN",
        help="only what this lesson needs, and each route that takes no others; may be given again",
    )
    parser.add_argument(
        "--class",
        dest="class_list",
        type=Path,
        metavar="FILE",
        help="a class list (CSV) with a column seat or name, and perhaps password and address: makes login slips",
    )
    parser.add_argument("--address", default="", metavar="URL", help="the address that stands on the slips")
    parser.add_argument("--whole", action="store_true", help="whole texts for your own class, not excerpts")
    parser.add_argument("--language", default="", metavar="CODE", help="the edition to print (default: the first)")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from lessonlib.authoring.paper.kit import Order, write_paper

    class_list = options.class_list.expanduser() if options.class_list else None
    # 6 is lesson 06, as for the other commands.
    lessons = tuple(number.zfill(2) for number in options.lesson)
    order = Order(lessons, class_list, options.address, options.whole, options.language)
    pages = write_paper(options.folder.expanduser(), find_folder("notebooks"), order, say=lambda line: print(line, flush=True))
    print(f"Begin with {pages[0]}.")
    return 0
