"""The command ``lessonlib``."""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from getpass import getpass
from pathlib import Path
from tempfile import TemporaryDirectory

import lessonlib
from lessonlib.bundle import find_folder
from lessonlib.errors import LessonlibError, UnknownNameError, WorkspaceError
from lessonlib.files import shown
from lessonlib.lab import lab_command, lab_environment
from lessonlib.presenting import projector_settings, write_stepwise
from lessonlib.workspace import lessons_in, prepare


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
    opener = commands.add_parser(
        "open",
        help="put the lessons into a folder and open them in JupyterLab",
        description="Put the lessons into a folder and open them in JupyterLab. What you changed there is never overwritten.",
    )
    opener.add_argument(
        "folder", nargs="?", type=Path, metavar="FOLDER", help="where to work (default: ./my-lessons, with --present ./presentation)"
    )
    opener.add_argument("--lesson", default="", metavar="NN", help="open this lesson at once, such as 06")
    opener.add_argument(
        "--present",
        action="store_true",
        help="for a projector: large type, no keys, one step at a time (press the right arrow key); in a folder of its own",
    )
    opener.add_argument(
        "--support",
        choices=["excerpt", "standard", "sources"],
        help="the level of the tasks: with an excerpt and sentence starters, as they stand, or from the sources alone; learners can change it",
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
    builder.add_argument(
        "--start-language",
        default="",
        metavar="CODE",
        help="build nothing; put all that there is to translate into the folders of a language, such as id, and count what is left; what stands there is kept",
    )
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
    printer = commands.add_parser(
        "print",
        help="write all that a class needs on paper: texts, handouts, cards for the absent, login slips",
        description="Write all that a class needs on paper, as pages (HTML) and, where there is Chromium, Chrome or Edge, as PDF: the source packet in two languages, handouts, a card a lesson for whoever was absent, login slips, and contents.html, which says what to print for which lesson.",
    )
    printer.add_argument("folder", nargs="?", default="paper", type=Path, metavar="FOLDER", help="where to write (default: ./paper)")
    printer.add_argument("--lesson", action="append", default=[], metavar="NN", help="only what this lesson needs; may be given again")
    printer.add_argument(
        "--class",
        dest="class_list",
        type=Path,
        metavar="FILE",
        help="a class list (CSV) with a column seat or name, and perhaps password and address: makes login slips",
    )
    printer.add_argument("--address", default="", metavar="URL", help="the address that stands on the slips")
    printer.add_argument("--whole", action="store_true", help="whole texts for your own class, not excerpts")
    printer.add_argument("--language", default="", metavar="CODE", help="the edition to print (default: the first)")
    printer.set_defaults(run=_print)
    collector = commands.add_parser(
        "collect",
        help="read what a class handed in, judge it anew, and write a table and a page",
        description="Read the pages that students exported, judge every answer anew, and write class.csv (per learner, exercise and skill) and class.html (which questions went wrong, and how).",
    )
    collector.add_argument("folder", type=Path, metavar="FOLDER", help="the folder with the pages of the class")
    collector.add_argument("--out", type=Path, metavar="FOLDER", help="where to write (default: the same folder)")
    collector.add_argument("--exercises", type=Path, metavar="FOLDER", help="exercises of your own (default: those of the course)")
    collector.set_defaults(run=_collect)
    readiness = commands.add_parser(
        "ready",
        help="say whether this computer, or a hub, is ready for Monday",
        description="Look at Python and libraries, the course, the folder, disk, memory, port and browser; start JupyterLab and work a lesson in it from end to end, in a folder that is thrown away. Prints one line a question.",
    )
    readiness.add_argument(
        "folder",
        nargs="?",
        default="my-lessons",
        type=Path,
        metavar="FOLDER",
        help="where the lessons are or will be (default: ./my-lessons)",
    )
    readiness.add_argument("--lesson", default="06", metavar="NN", help="the lesson to work (default: 06)")
    readiness.add_argument("--seats", default=1, type=int, metavar="N", help="how many seats this computer serves (default: 1)")
    readiness.add_argument("--hub", default="", metavar="ADDRESS", help="a hub to look at as well, such as http://192.168.1.20:8000")
    readiness.add_argument("--seat", default="", metavar="NAME", help="a seat at the hub to try; its password is asked for")
    readiness.add_argument("--page", type=Path, metavar="FILE", help="write the findings to this HTML page as well")
    readiness.add_argument("--language", default="", metavar="CODE", help="the edition to work (default: the first)")
    readiness.set_defaults(run=_ready)
    checker = commands.add_parser(
        "check",
        help="for authors: check the evidence, the exercises and the lessons",
        description="Check the evidence: every quotation against its text, every date, every source, every translation. Check the exercises: every key against its evidence, every expected answer, every hint. Check the words of other languages against the English. Check the lessons: form, sources of what they say, links, editions in step. Prints one sentence a fault.",
    )
    checker.set_defaults(run=_check)
    validator = commands.add_parser(
        "validate",
        help="run every notebook and check everything, after you changed a lesson",
        description="Run every notebook of a folder in a kernel of its own; those in a folder named solutions must also show what they have stored. Where lessons are built from src/, check the evidence, the exercises, the words and the lessons too, and whether what is built is current. Prints one sentence a fault.",
    )
    validator.add_argument(
        "folder", nargs="?", default="notebooks", type=Path, metavar="FOLDER", help="a folder, or one notebook (default: ./notebooks)"
    )
    validator.add_argument("--workers", type=_at_least_one, default=0, metavar="N", help="how many work at once (default: one a processor)")
    validator.add_argument(
        "--floor",
        action="store_true",
        help="measure also how long as many bare kernels take, which only import pandas, pyplot and ipywidgets",
    )
    validator.set_defaults(run=_validate)
    return parser


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of workers: give 1 or more")
    return int(text)


def _open(options: argparse.Namespace) -> int:
    folder = (options.folder or Path("presentation" if options.present else "my-lessons")).expanduser().resolve()
    lessons = lessons_in(options.language)
    opened = _lesson_file(lessons, options.lesson) if options.lesson else ""
    with TemporaryDirectory() as scratch:
        for line in prepare(folder, write_stepwise(lessons, Path(scratch)) if options.present else lessons):
            print(line)
    print(f"The lessons are in {folder}.")
    if options.no_start:
        return 0
    command = lab_command(folder, not options.no_browser, options.port or 0)
    # "doc" is JupyterLab's simple view: one notebook, no bar at the side.
    command += [f"--LabApp.default_url=/{'doc' if options.present else 'lab'}/tree/{opened}"] if opened else []
    from lessonlib.exercises.support import VARIABLE

    environment = lab_environment()
    if options.support:
        environment[VARIABLE] = options.support
    if options.present:
        environment |= projector_settings(folder)
        print("Click the first heading, then press the right arrow key: each press opens the next step.")
    print("JupyterLab starts; leave this window open while you work, and press Ctrl+C here to stop.", flush=True)
    return _serve(command, folder, environment)


def _serve(command: list[str], folder: Path, environment: dict[str, str]) -> int:
    """Run JupyterLab until it ends; whoever stops this program stops it too, and it has time to stop its kernels."""
    with subprocess.Popen(command, cwd=folder, env=environment) as server:
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        while True:
            try:
                return server.wait()
            except KeyboardInterrupt:  # it has heard the Ctrl+C as well
                continue


def _lesson_file(lessons: Path, number: str) -> str:
    found = {path.name[:2]: path.name for path in sorted(lessons.glob("[0-9][0-9]-*.ipynb"))}
    if number.zfill(2) not in found:
        raise UnknownNameError(f"There is no lesson {number!r}; there are {', '.join(found)}.")
    return found[number.zfill(2)]


def _build(options: argparse.Namespace) -> int:
    try:
        from lessonlib.authoring.build import build

        if options.start_language:
            return _start_language(options)
        stale = build(options.notebooks, only_check=options.check)
    except ModuleNotFoundError as error:
        print(f"lessonlib: building needs {error.name}, which is not installed: pip install -r requirements-dev.txt.", file=sys.stderr)
        return 1
    for line in stale:
        print(f"lessonlib: {line}", file=sys.stderr)
    if stale and options.check:
        print("lessonlib: the notebooks are not what the sources build: run 'lessonlib build' and commit the result.", file=sys.stderr)
    return 1 if stale else 0


def _start_language(options: argparse.Namespace) -> int:
    from lessonlib.authoring.skeleton import start_language, what_is_left

    for path in start_language(options.start_language, options.notebooks):
        print(f"{path}: written.")
    print(what_is_left(options.start_language, options.notebooks).told())
    return 0


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


def _print(options: argparse.Namespace) -> int:
    from lessonlib.authoring.paper.kit import Order, write_paper

    class_list = options.class_list.expanduser() if options.class_list else None
    order = Order(tuple(options.lesson), class_list, options.address, options.whole, options.language)
    pages = write_paper(options.folder.expanduser(), find_folder("notebooks"), order, say=lambda line: print(line, flush=True))
    print(f"Begin with {pages[0]}.")
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


def _ready(options: argparse.Namespace) -> int:
    try:
        from lessonlib.readiness import look
        from lessonlib.readiness.finding import NOT_READY, Finding, worst
        from lessonlib.readiness.page import verdict, write_page
    except ModuleNotFoundError as error:
        print(f"Python and libraries: not ready. {error.name} is not installed. Run the README's first line again.")
        return 1

    notebook = _lesson_file(lessons_in(options.language), options.lesson)
    password = os.environ.get("LESSONLIB_PASSWORD") or getpass(f"Password of {options.seat}: ") if options.seat else ""
    findings: list[Finding] = []
    for finding in look(
        options.folder.expanduser().resolve(), notebook, max(options.seats, 1), options.language, (options.hub, options.seat, password)
    ):
        print(finding, flush=True)
        findings.append(finding)
    print(verdict(findings))
    if options.page:
        try:
            print(f"{write_page(findings, options.page.expanduser())}: written.")
        except OSError as error:
            raise WorkspaceError(f"The page cannot be written to {options.page} ({error.strerror}): name another file.") from error
    return 1 if worst(findings) == NOT_READY else 0


def _check(_: argparse.Namespace) -> int:
    try:
        from lessonlib.authoring.lint import lint_lessons
        from lessonlib.authoring.lint.spelling import can_spell
        from lessonlib.authoring.skeleton import languages_begun, what_is_left
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
    notebooks = find_folder("notebooks")
    for language in languages_begun(notebooks):
        print(what_is_left(language, notebooks).told())
    return 1 if found else 0


def _validate(options: argparse.Namespace) -> int:
    try:
        import nbval.plugin  # noqa: F401  what is missing is said before anything is started

        from lessonlib.authoring.validation import validate

        report = validate(options.folder.expanduser(), options.workers, options.floor, say=lambda line: print(line, flush=True))
    except ModuleNotFoundError as error:
        print(f"lessonlib: validating needs {error.name}, which is not installed: pip install -r requirements-dev.txt.", file=sys.stderr)
        return 1
    for fault in report.faults:
        print(fault, file=sys.stderr)
    for line in report.summary():
        print(line)
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
