"""``lessonlib ready``: say whether this computer, or a hub, is ready for Monday."""

import argparse
import os
from getpass import getpass
from pathlib import Path

from lessonlib.commands import Commands
from lessonlib.errors import WorkspaceError
from lessonlib.workspace import lesson_file, lessons_in


def add_ready(commands: Commands) -> None:
    """Add the command.

    Examples
    --------
    >>> parser = argparse.ArgumentParser()
    >>> add_ready(parser.add_subparsers())
    >>> parser.parse_args(["ready", "--seats", "30"]).seats
    30
    """
    parser = commands.add_parser(
        "ready",
        help="say whether this computer, or a hub, is ready for Monday",
        description="Look at Python and libraries, the course, the folder, disk, memory, port and browser; start JupyterLab and work a lesson in it from end to end, in a folder that is thrown away. Prints one line a question.",
    )
    parser.add_argument(
        "folder",
        nargs="?",
        default="my-lessons",
        type=Path,
        metavar="FOLDER",
        help="where the lessons are or will be (default: ./my-lessons)",
    )
    parser.add_argument("--lesson", default="06", metavar="NN", help="the lesson to work (default: 06)")
    parser.add_argument("--seats", default=1, type=int, metavar="N", help="how many seats this computer serves (default: 1)")
    parser.add_argument("--hub", default="", metavar="ADDRESS", help="a hub to look at as well, such as http://192.168.1.20:8000")
    parser.add_argument("--seat", default="", metavar="NAME", help="a seat at the hub to try; its password is asked for")
    parser.add_argument("--page", type=Path, metavar="FILE", help="write the findings to this HTML page as well")
    parser.add_argument("--language", default="", metavar="CODE", help="the edition to work (default: the first)")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    try:
        from lessonlib.readiness import look
        from lessonlib.readiness.finding import NOT_READY, Finding, worst
        from lessonlib.readiness.page import verdict, write_page
    except ModuleNotFoundError as error:
        print(f"Python and libraries: not ready. {error.name} is not installed. Run the README's first line again.")
        return 1

    notebook = lesson_file(lessons_in(options.language), options.lesson)
    hub = (options.hub, options.seat, _password(options.hub, options.seat))
    findings: list[Finding] = []
    for finding in look(options.folder.expanduser().resolve(), notebook, max(options.seats, 1), options.language, hub):
        print(finding, flush=True)
        findings.append(finding)
    print(verdict(findings))
    if options.page:
        try:
            print(f"{write_page(findings, options.page.expanduser())}: written.")
        except OSError as error:
            raise WorkspaceError(f"The page cannot be written to {options.page} ({error.strerror}): name another file.") from error
    return 1 if worst(findings) == NOT_READY else 0


def _password(hub: str, seat: str) -> str:
    if not seat:
        return ""
    if not hub:
        raise WorkspaceError(f"The seat {seat} belongs to a hub: name that too, such as --hub http://192.168.1.20:8000.")
    try:
        return os.environ.get("LESSONLIB_PASSWORD") or getpass(f"Password of {seat}: ")
    except EOFError as error:
        raise WorkspaceError(f"No password of {seat} was given: start the command again, and type what stands on the slip.") from error
