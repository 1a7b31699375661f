"""The command ``lessonlib``."""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import lessonlib
from lessonlib.bundle import find_folder
from lessonlib.errors import LessonlibError
from lessonlib.workspace import lessons_in, prepare

#: A classroom needs no news and no look for updates, and may have no network.
_QUIET = ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.news_url="]


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
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except LessonlibError as error:
        print(f"lessonlib: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lessonlib", description="The course You Don't Choose Your Neighbours: open it, build it, check it."
    )
    parser.add_argument("--version", action="version", version=f"lessonlib {lessonlib.__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    opener = commands.add_parser(
        "open",
        help="put the lessons into a folder and open them in JupyterLab",
        description="Put the lessons into a folder and open them in JupyterLab. What you changed there is never overwritten.",
    )
    opener.add_argument(
        "folder", nargs="?", default="my-lessons", type=Path, metavar="FOLDER", help="where to work (default: ./my-lessons)"
    )
    opener.add_argument("--no-start", action="store_true", help="only put the lessons there")
    opener.add_argument("--no-browser", action="store_true", help="start JupyterLab without opening a browser; it prints its address")
    opener.add_argument("--port", type=int, help="the port on which JupyterLab listens (default: the first that is free from 8888)")
    opener.add_argument("--language", default="", metavar="CODE", help="the edition to open (default: the first)")
    opener.set_defaults(run=_open)
    builder = commands.add_parser(
        "build",
        help="for authors: build the notebooks from notebooks/src",
        description="Build the student and solution editions from notebooks/src, and the guides from the exercises; of notebooks/src/id those in Indonesian, and so on.",
    )
    builder.add_argument(
        "--notebooks", default=Path("notebooks"), type=Path, metavar="FOLDER", help="the folder that holds src/ (default: ./notebooks)"
    )
    builder.add_argument("--check", action="store_true", help="write nothing; fail if the notebooks are not what the sources build")
    builder.set_defaults(run=_build)
    guide = commands.add_parser(
        "guide",
        help="write the teacher's guide to each lesson",
        description="Write a guide for each lesson: plan by the minute, keys, misconceptions, evidence, rubrics, questions for discussion. Beside them: routes, scripts, sheets.",
    )
    guide.add_argument("folder", nargs="?", default="guides", type=Path, metavar="FOLDER", help="where to write (default: ./guides)")
    guide.add_argument("--language", default="", metavar="CODE", help="that of the guides (default: that of the lessons in this folder)")
    guide.set_defaults(run=_guide)
    handout = commands.add_parser(
        "handout",
        help="write each lesson as a page to print",
        description="Write a handout for each lesson: at most four sides of A4, with lines to write on; no kernel and no network is needed.",
    )
    handout.add_argument("folder", nargs="?", default="handouts", type=Path, metavar="FOLDER", help="where to write (default: ./handouts)")
    handout.add_argument("--language", default="", metavar="CODE", help="the edition to print (default: the first)")
    handout.set_defaults(run=_handout)
    collector = commands.add_parser(
        "collect",
        help="read what a class handed in, judge it anew, and write a table and a page",
        description="Read the pages that students exported, judge every answer anew, and write class.csv (per learner, exercise and skill) and class.html (which questions went wrong, and how).",
    )
    collector.add_argument("folder", type=Path, metavar="FOLDER", help="the folder with the pages of the class")
    collector.add_argument("--out", type=Path, metavar="FOLDER", help="where to write (default: the same folder)")
    collector.add_argument("--exercises", type=Path, metavar="FOLDER", help="exercises of your own (default: those of the course)")
    collector.set_defaults(run=_collect)
    checker = commands.add_parser(
        "check",
        help="for authors: check the evidence, the exercises and the lessons",
        description="Check the evidence: every quotation against its text, every date, every source, every translation. Check the exercises: every key against its evidence, every expected answer, every hint. Check the words of other languages against the English. Check the lessons: form, sources of what they say, links, editions in step. Prints one sentence a fault.",
    )
    checker.set_defaults(run=_check)
    return parser


def _open(options: argparse.Namespace) -> int:
    folder = options.folder.expanduser().resolve()
    for line in prepare(folder, lessons_in(options.language)):
        print(line)
    print(f"The lessons are in {folder}.")
    if options.no_start:
        return 0
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}", *_QUIET]
    command += ["--no-browser"] if options.no_browser else []
    command += [f"--port={options.port}"] if options.port else []
    # JupyterLab refuses the superuser, who is the only user of many a container; it listens on this computer only.
    command += ["--allow-root"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    print("JupyterLab starts; leave this window open while you work, and press Ctrl+C here to stop.", flush=True)
    # The kernel must be the Python in which lessonlib is installed.
    return subprocess.run(command, check=False, cwd=folder, env={**os.environ, "JUPYTER_PREFER_ENV_PATH": "1"}).returncode


def _build(options: argparse.Namespace) -> int:
    try:
        from lessonlib.authoring.build import build

        stale = build(options.notebooks, only_check=options.check)
    except ModuleNotFoundError as error:
        print(f"lessonlib: building needs {error.name}, which is not installed: pip install -r requirements-dev.txt.", file=sys.stderr)
        return 1
    for line in stale:
        print(f"lessonlib: {line}", file=sys.stderr)
    if stale and options.check:
        print("lessonlib: the notebooks are not what the sources build: run 'lessonlib build' and commit the result.", file=sys.stderr)
    return 1 if stale else 0


def _guide(options: argparse.Namespace) -> int:
    from lessonlib.authoring.guide import write_guides
    from lessonlib.authoring.teaching import write_pages
    from lessonlib.language import find_language, speaking

    language, folder = options.language or find_language(), options.folder.expanduser()
    with speaking(language):
        for path in write_guides(folder, language):
            print(f"{path}: written.")
        try:
            for path in write_pages(folder, language):
                print(f"{path}: written.")
        except ModuleNotFoundError as error:
            print(
                f"lessonlib: writing routes and scripts needs {error.name}, which is not installed: pip install -r requirements-dev.txt.",
                file=sys.stderr,
            )
            return 1
    return 0


def _handout(options: argparse.Namespace) -> int:
    try:
        from lessonlib.authoring.handout import write_handouts

        for path in write_handouts(options.folder.expanduser(), find_folder("notebooks"), options.language):
            print(f"{path}: written.")
    except ModuleNotFoundError as error:
        print(
            f"lessonlib: writing handouts needs {error.name}, which is not installed: pip install -r requirements-dev.txt.", file=sys.stderr
        )
        return 1
    return 0


def _collect(options: argparse.Namespace) -> int:
    from lessonlib.exercises.handing_in.classpage import write_class
    from lessonlib.exercises.handing_in.collect import read_pages
    from lessonlib.exercises.words import BANK
    from lessonlib.language import find_language

    folder = options.folder.expanduser()
    pages, doubts = read_pages(folder, options.exercises or BANK)
    for doubt in doubts:
        print(f"lessonlib: {doubt}", file=sys.stderr)
    for path in write_class(pages, doubts, (options.out or folder).expanduser(), find_language()):
        print(f"{path}: written.")
    print(f"Pages read: {len(pages)}. Left out, or to look at: {len(doubts)}.")
    return 1 if doubts else 0


def _check(_: argparse.Namespace) -> int:
    try:
        from lessonlib.authoring.lint import lint_lessons
        from lessonlib.authoring.lint.spelling import can_spell
        from lessonlib.authoring.wordcheck import check_words
        from lessonlib.exercises.proof import check_bank, count_exercises
        from lessonlib.history.check import check_evidence, summary

        problems = [*check_evidence(), *check_bank(), *check_words()]
        # What lessons say rests on the evidence: they are looked at when it is sound.
        linted = [] if problems else lint_lessons(find_folder("notebooks"))
    except ModuleNotFoundError as error:
        print(f"lessonlib: checking needs {error.name}, which is not installed: pip install -r requirements-dev.txt.", file=sys.stderr)
        return 1
    except ImportError as error:
        print(f"lessonlib: a library that checking needs cannot be loaded ({error}): pip install -r requirements-dev.txt.", file=sys.stderr)
        return 1
    found = problems or linted
    for problem in found:
        print(problem, file=sys.stderr)
    if found:
        where = "the evidence, the exercises and the words" if problems else "the lessons"
        print(f"lessonlib: {len(found)} fault{'s' if len(found) > 1 else ''} in {where}.", file=sys.stderr)
    else:
        print(f"All is well: {summary()}, {count_exercises()} exercises.")
        print("" if can_spell() else "Spelling was not checked, for codespell is not installed: pip install codespell.\n", end="")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
