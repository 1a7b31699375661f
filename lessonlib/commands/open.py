"""``lessonlib open``: put the lessons into a folder, and start JupyterLab in it."""

import argparse
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from lessonlib.commands import Commands
from lessonlib.lab import lab_command, lab_environment
from lessonlib.presenting import projector_settings, write_stepwise
from lessonlib.workspace import lesson_file, lessons_in, prepare


def add_open(commands: Commands) -> None:
    """Add the command.

    Examples
    --------
    >>> parser = argparse.ArgumentParser()
    >>> add_open(parser.add_subparsers())
    >>> parser.parse_args(["open", "--lesson", "06"]).lesson
    '06'
    """
    parser = commands.add_parser(
        "open",
        help="put the lessons into a folder and open them in JupyterLab",
        description="Put the lessons into a folder and open them in JupyterLab. What you changed there is never overwritten.",
    )
    parser.add_argument(
        "folder", nargs="?", type=Path, metavar="FOLDER", help="where to work (default: ./my-lessons, with --present ./presentation)"
    )
    parser.add_argument("--lesson", default="", metavar="NN", help="open this lesson at once, such as 06")
    parser.add_argument(
        "--present",
        action="store_true",
        help="for a projector: large type, no keys, one step at a time (press the right arrow key); in a folder of its own",
    )
    parser.add_argument(
        "--support",
        choices=["excerpt", "standard", "sources"],
        help="the level of the tasks: with an excerpt and sentence starters, as they stand, or from the sources alone; learners can change it",
    )
    parser.add_argument("--no-start", action="store_true", help="only put the lessons there")
    parser.add_argument("--no-browser", action="store_true", help="start JupyterLab without opening a browser; it prints its address")
    parser.add_argument("--port", type=int, help="the port on which JupyterLab listens (default: the first that is free from 8888)")
    parser.add_argument("--language", default="", metavar="CODE", help="the edition to open (default: the first)")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    folder = (options.folder or Path("presentation" if options.present else "my-lessons")).expanduser().resolve()
    lessons = lessons_in(options.language)
    opened = lesson_file(lessons, options.lesson) if options.lesson else ""
    with TemporaryDirectory() as scratch:
        for line in prepare(folder, write_stepwise(lessons, Path(scratch)) if options.present else lessons):
            print(line)
    print(f"The lessons are in {folder}.")
    if options.no_start:
        return 0
    command = lab_command(folder, not options.no_browser, options.port or 0)
    # "doc" is JupyterLab's simple view: one notebook, no bar at the side.
    command += [f"--LabApp.default_url=/{'doc' if options.present else 'lab'}/tree/{opened}"] if opened else []
    environment = _environment(folder, options)
    if options.present:
        print("Click the first heading, then press the right arrow key: each press opens the next step.")
    print("JupyterLab starts; leave this window open while you work, and press Ctrl+C here to stop.", flush=True)
    return _serve(command, folder, environment)


def _environment(folder: Path, options: argparse.Namespace) -> dict[str, str]:
    environment = lab_environment()
    if options.support:
        from lessonlib.exercises.support import VARIABLE

        environment[VARIABLE] = options.support
    if options.present:
        environment |= projector_settings(folder)
    return environment


def _serve(command: list[str], folder: Path, environment: dict[str, str]) -> int:
    """Run JupyterLab until it ends; whoever stops this program stops it too, and it has time to stop its kernels."""
    with subprocess.Popen(command, cwd=folder, env=environment) as server:
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        while True:
            try:
                return server.wait()
            except KeyboardInterrupt:  # it has heard the Ctrl+C as well
                continue
