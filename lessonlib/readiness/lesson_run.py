"""A lesson from end to end, in JupyterLab on this computer or at a hub: opened, run, answered, handed in."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import psutil
import requests

from lessonlib.lab import lab_command, lab_environment
from lessonlib.readiness.computer import MB
from lessonlib.readiness.finding import LOOK, NOT_READY, READY, Finding
from lessonlib.readiness.seat import Seat, SeatError
from lessonlib.workspace import lessons_in, prepare

_WORK = "LESSONLIB_WORK"
_TOKEN = "only-for-this-check"
_START_SECONDS = 90
#: Seconds: a lesson that takes longer will not start in the first minutes of a period.
_SLOW = 60
# Whatever kind the first exercise is, this is an answer; its verdict must come, and the answer must be kept.
_ANSWER = """
import lessonlib, pathlib
_lesson = lessonlib.open_lesson({number!r})
_verdict = _lesson.q(_lesson.exercise_ids[0]).check("an answer of the check").verdict.name
_page = _lesson.export(name="check").html
print("answered", _verdict, pathlib.Path(_page).is_file())
"""
# A folder in that of the seat's work shows that one can write there, and takes with it what the check wrote.
_APART = """
import os, pathlib, tempfile
pathlib.Path("work").mkdir(exist_ok=True)
_apart = tempfile.TemporaryDirectory(prefix=".check-", dir="work")
os.environ["{variable}"] = os.path.abspath(_apart.name)
"""
_TOGETHER = "_apart.cleanup()"


class Run(NamedTuple):
    """How a lesson went.

    Attributes
    ----------
    cells : int
        How many code cells were run.
    errors : list of str
        Of cells that failed.
    first, whole : float
        Seconds from opening the notebook to the first result, and to the page to hand in.
    answered : bool
        Whether an answer got a verdict and the page to hand in was written.

    Examples
    --------
    >>> Run(12, [], 2.5, 8.0, True).finding("Lesson 06").told
    '12 cells ran without an error, an answer got its verdict, the page to hand in was written; first result after 2 s, all after 8 s.'
    """

    cells: int
    errors: list[str]
    first: float
    whole: float
    answered: bool

    def finding(self, what: str) -> Finding:
        """Say it as a finding.

        Examples
        --------
        >>> Run(1, ["NameError: x"], 1.0, 2.0, True).finding("Lesson 06").state
        'not ready'
        """
        if self.errors:
            return Finding(
                what, NOT_READY, f"{self.errors[0]} ({len(self.errors)} of {self.cells} cells failed).", "Take the lessons anew."
            )
        if not self.answered:
            return Finding(what, NOT_READY, "An answer was not judged, or not written.", "See whether the folder can be written in.")
        told = f"{self.cells} cells ran without an error, an answer got its verdict, the page to hand in was written"
        slow = self.first > _SLOW
        do = "Open the lesson before the class comes." if slow else ""
        return Finding(what, LOOK if slow else READY, f"{told}; first result after {self.first:.0f} s, all after {self.whole:.0f} s.", do)


def work_lesson(address: str, web: requests.Session, notebook: str, *, apart: bool = False) -> Run:
    """Open a lesson at a server, run every cell, answer its first exercise, write the page to hand in.

    Parameters
    ----------
    address : str
        The server.
    web : requests.Session
        Let in already.
    notebook : str
        The lesson.
    apart : bool
        Leave the work that is kept there as it is: that of the check is thrown away.

    Raises
    ------
    SeatError
        If the server or the kernel does not answer.

    Examples
    --------
    >>> work_lesson.__name__
    'work_lesson'
    """
    begun, first = time.monotonic(), 0.0
    errors: list[str] = []
    with Seat(address, web, notebook) as seat:
        cells = seat.cells()
        if apart:
            errors += filter(None, [seat.run(_APART.format(variable=_WORK))[1]])
        for code in cells:
            _, error = seat.run(code)
            errors += [error] if error else []
            first = first or time.monotonic() - begun
        said, error = seat.run(_ANSWER.format(number=notebook[:2]))
        errors += [error] if error else []
        if apart:
            errors += filter(None, [seat.run(_TOGETHER)[1]])
        answered = re.search(r"answered (?!UNAVAILABLE|NOT_ATTEMPTED)\w+ True", said) is not None
    return Run(len(cells), errors, first, time.monotonic() - begun, answered)


def check_lesson(notebook: str, language: str = "") -> list[Finding]:
    """Start JupyterLab as the course does, in a folder that is thrown away, and work a lesson in it.

    Examples
    --------
    >>> check_lesson.__name__
    'check_lesson'
    """
    number = notebook[:2]
    what = f"Lesson {number}"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        prepare(folder, lessons_in(language))
        try:
            begun = time.monotonic()
            with _server(folder) as (address, process):
                started = Finding("JupyterLab", READY, f"It starts in {time.monotonic() - begun:.0f} s.")
                web = requests.Session()
                web.headers["Authorization"] = f"token {_TOKEN}"
                run = work_lesson(address, web, notebook).finding(what)
                told = f"{started.told} Its server takes {_memory(process):,} MB."
                return [started._replace(told=told), run, _work(folder / "work" / f"{number}.json")]
        except SeatError as error:
            return [Finding(what, NOT_READY, str(error), "Try 'lessonlib open', and read what its window says.")]


def _work(file: Path) -> Finding:
    """Where answers are kept: beside the lessons, unless this computer is told otherwise."""
    elsewhere = os.environ.get(_WORK, "")
    if not file.is_file():
        return Finding("Work", NOT_READY, "The answer was not kept beside the lessons.", "See whether the disk is full.")
    if elsewhere:
        return Finding("Work", LOOK, f"{_WORK} is {elsewhere!r}: answers go there.", f"Unset {_WORK}, unless you mean it.")
    return Finding("Work", READY, "Answers are kept beside the lessons, at once.")


@contextmanager
def _server(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    command = [*lab_command(folder, browser=False, port=port), "--ServerApp.ip=127.0.0.1", f"--IdentityProvider.token={_TOKEN}"]
    address = f"http://127.0.0.1:{port}"
    # What is tried is thrown away, and must not go where this computer keeps its work.
    environment = {name: value for name, value in lab_environment().items() if name != _WORK}
    with (folder / ".server.log").open("wb") as log, subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log) as process:  # fmt: skip
        try:
            _wait(address, process)
            yield address, process
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)
            process.kill()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    over = time.monotonic() + _START_SECONDS
    while time.monotonic() < over and process.poll() is None:
        with suppress(requests.RequestException):
            if requests.get(f"{address}/api/status", params={"token": _TOKEN}, timeout=5).ok:
                return
        time.sleep(0.2)
    raise SeatError("JupyterLab does not start.")


def _memory(process: subprocess.Popen[bytes]) -> int:
    """Megabytes of the server and of all that it started."""
    server = psutil.Process(process.pid)
    return sum(part.memory_info().rss for part in (server, *server.children(recursive=True))) // MB
