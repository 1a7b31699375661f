"""The command ``lessonlib``: what each part of it does stands in `lessonlib.commands`."""

import argparse
import io
import sys
from collections.abc import Sequence

import lessonlib
from lessonlib.commands.build import add_build
from lessonlib.commands.check import add_check
from lessonlib.commands.collect import add_collect
from lessonlib.commands.guide import add_guide
from lessonlib.commands.handout import add_handout
from lessonlib.commands.open import add_open
from lessonlib.commands.print import add_print
from lessonlib.commands.ready import add_ready
from lessonlib.commands.validate import add_validate
from lessonlib.errors import LessonlibError
from lessonlib.files import shown

#: In the order in which ``--help`` lists them.
_COMMANDS = (add_open, add_build, add_guide, add_handout, add_print, add_collect, add_ready, add_check, add_validate)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; errors are one sentence, without a traceback.

    Returns
    -------
    int
        0 if all went well, 1 if something is stale or wrong, 2 for a wrong call.

    Examples
    --------
    >>> main(["open", "--no-start", "/dev/null"])
    1
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a name of a folder may hold letters that the window cannot show
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except LessonlibError as error:
        print(f"lessonlib: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        where = f" at {shown(error.filename)}" if error.filename else ""
        print(f"lessonlib: A file could not be read or written{where} ({error.strerror}): mend that and try again.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lessonlib", description="The course You Don't Choose Your Neighbours: open it, build it, check it."
    )
    parser.add_argument("--version", action="version", version=f"lessonlib {lessonlib.__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for add in _COMMANDS:
        add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
