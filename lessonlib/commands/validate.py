"""``lessonlib validate``: run every notebook, and check everything."""

import argparse
import sys
from pathlib import Path

from lessonlib.commands import Commands
from lessonlib.commands.saying import needing


def add_validate(commands: Commands) -> None:
    """Add the command.

    Examples
    --------
    >>> parser = argparse.ArgumentParser()
    >>> add_validate(parser.add_subparsers())
    >>> parser.parse_args(["validate", "--workers", "2"]).workers
    2
    """
    parser = commands.add_parser(
        "validate",
        help="run every notebook and check everything, after you changed a lesson",
        description="Run every notebook of a folder in a kernel of its own; those in a folder named solutions must also show what they have stored. Where lessons are built from src/, check the evidence, the exercises, the words and the lessons too, and whether what is built is current. Prints one sentence a fault.",
    )
    parser.add_argument(
        "folder", nargs="?", default="notebooks", type=Path, metavar="FOLDER", help="a folder, or one notebook (default: ./notebooks)"
    )
    parser.add_argument("--workers", type=_at_least_one, default=0, metavar="N", help="how many work at once (default: one a processor)")
    parser.add_argument(
        "--floor",
        action="store_true",
        help="measure also how long as many bare kernels take, which only import pandas, pyplot and ipywidgets",
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    with needing("validating"):
        import nbval.plugin  # noqa: F401  what is missing is said before anything is started

        from lessonlib.authoring.validation import validate

        report = validate(options.folder.expanduser(), options.workers, options.floor, say=lambda line: print(line, flush=True))
    for fault in report.faults:
        print(fault, file=sys.stderr)
    for line in report.summary():
        print(line)
    return 1 if report.faults else 0


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of workers: give 1 or more")
    return int(text)
