"""What this computer has: Python and libraries, the course, a folder to write in, memory, a port, a browser."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import tempfile
import webbrowser
from importlib import metadata
from pathlib import Path

import psutil
from packaging.requirements import InvalidRequirement, Requirement

from lessonlib.browser import find_chromium
from lessonlib.errors import LessonlibError
from lessonlib.readiness.finding import LOOK, NOT_READY, READY, Finding

MB = 10**6
#: Megabytes: what a seat writes in a term at most, and what must stay free besides.
_DISK_SEAT, _DISK_BASE = 50, 500
#: Megabytes: what a server and a kernel of one seat take with room to breathe, and what this computer needs besides.
_MEMORY_SEAT, _MEMORY_BASE = 300, 1000
_MAC = ("Firefox.app/Contents/MacOS/firefox", "Safari.app/Contents/MacOS/Safari")


def check_python() -> Finding:
    """Look at Python and at the libraries that lessonlib asks for.

    Examples
    --------
    >>> check_python().state
    'ready'
    """
    wanted = [Requirement(line) for line in metadata.requires("lessonlib") or [] if "extra ==" not in line]
    missing = [said for need in wanted if (said := _lacking(need))]
    version = ".".join(map(str, sys.version_info[:3]))
    if missing:
        return Finding("Python and libraries", NOT_READY, f"Python {version}; {'; '.join(missing)}.", "Run the README's first line again.")
    told = ", ".join(f"{need.name} {metadata.version(need.name)}" for need in wanted if need.name in ("jupyterlab", "pandas", "ipywidgets"))
    return Finding("Python and libraries", READY, f"Python {version}, {told}.")


def _lacking(need: Requirement) -> str:
    try:
        there = metadata.version(need.name)
    except (metadata.PackageNotFoundError, InvalidRequirement):
        return f"{need.name} is not installed"
    return "" if need.specifier.contains(there, prereleases=True) else f"{need.name} is {there}, not {need.specifier}"


def check_course(language: str = "") -> Finding:
    """Look whether the lessons and the five texts are whole.

    Examples
    --------
    >>> check_course().told.split(", ")[1]
    '5 texts'
    """
    from lessonlib.corpus.load import load_corpus
    from lessonlib.exercises.bank import read_lesson
    from lessonlib.workspace import lessons_in, list_lessons

    try:
        lessons = list_lessons(lessons_in(language))
        texts = len(load_corpus().documents)
        exercises = sum(len(read_lesson(path.name[:2]).exercises) for path in lessons)
    except LessonlibError as error:
        return Finding("The course", NOT_READY, str(error), "Take the files of the course anew.")
    if not lessons:
        return Finding("The course", NOT_READY, "There are no lessons.", "Take the files of the course anew.")
    return Finding("The course", READY, f"{len(lessons)} lessons, {texts} texts, {exercises} exercises.")


def check_folder(folder: Path, seats: int = 1) -> list[Finding]:
    """Look whether a folder can be written in, and how much room there is.

    Parameters
    ----------
    folder : Path
        Where the lessons will be; it need not be there yet.
    seats : int
        How many learners write on this disk.

    Examples
    --------
    >>> [finding.what for finding in check_folder(Path(tempfile.gettempdir()))]
    ['The folder', 'Disk']
    """
    there = next(place for place in (folder, *folder.parents) if place.exists())
    try:
        with tempfile.TemporaryDirectory(dir=there) as scratch:
            first = Path(scratch) / "first"
            first.write_text("work", encoding="utf-8")
            first.replace(Path(scratch) / "second")  # so work is kept
    except OSError as error:
        told = f"{there} cannot be written ({error.strerror})."
        return [Finding("The folder", NOT_READY, told, "Name another one: lessonlib ready FOLDER.")]
    free, wanted = shutil.disk_usage(there).free // MB, _DISK_BASE + _DISK_SEAT * seats
    room = Finding("Disk", READY, f"{free:,} MB are free.")
    if free < wanted:
        room = Finding(
            "Disk", LOOK if free > wanted // 4 else NOT_READY, f"{free:,} MB are free; {wanted:,} are good to have.", "Make room."
        )
    return [Finding("The folder", READY, f"{folder} can be written."), room]


def check_memory(seats: int = 1) -> Finding:
    """Look at the memory that is free.

    Examples
    --------
    >>> check_memory(10_000).state
    'not ready'
    """
    free, wanted = psutil.virtual_memory().available // MB, _MEMORY_BASE + _MEMORY_SEAT * seats
    if free >= wanted:
        return Finding("Memory", READY, f"{free:,} MB are free.")
    state = LOOK if free > wanted * 2 // 3 else NOT_READY
    do = "Close other programs." if seats == 1 else "Put two or three students at a seat, or take a larger computer."
    return Finding("Memory", state, f"{free:,} MB are free; {wanted:,} are good to have for {seats} seat{'s' * (seats > 1)}.", do)


def check_port(port: int = 8888) -> Finding:
    """Look whether JupyterLab can listen on this computer.

    Examples
    --------
    >>> check_port().what
    'Port'
    """
    for number in range(port, port + 50):
        with socket.socket() as asked:
            try:
                asked.bind(("127.0.0.1", number))
            except OSError:
                continue
        told = f"{number} is free." if number == port else f"{port} is taken, perhaps by a JupyterLab that still runs; {number} is free."
        return Finding(
            "Port", READY if number == port else LOOK, told, "" if number == port else "JupyterLab takes the free one by itself."
        )
    return Finding("Port", NOT_READY, f"No port from {port} to {port + 49} is free.", "Restart the computer.")


def find_browser() -> str:
    """Return the program of a browser that is known to show the lessons, ``""`` if there is none.

    Examples
    --------
    >>> find_browser() == "" or Path(find_browser()).exists()
    True
    """
    places = [Path("C:/Program Files/Mozilla Firefox/firefox.exe"), *(Path("/Applications") / place for place in _MAC)]
    known = [
        find_chromium(),
        *(shutil.which(name) or "" for name in ("firefox", "firefox-esr")),
        *(str(place) for place in places if place.exists()),
    ]
    return next(filter(None, known), "")


def check_browser() -> Finding:
    """Look which browser there is.

    Examples
    --------
    >>> check_browser().what
    'Browser'
    """
    found = find_browser()
    if found:
        return Finding("Browser", READY, f"{_version(found)}.")
    try:
        webbrowser.get()
    except webbrowser.Error:
        do = "Install Firefox, Chrome, Edge or Chromium; or open the address that JupyterLab prints on another computer."
        return Finding("Browser", NOT_READY, "None was found.", do)
    return Finding("Browser", LOOK, "There is one, of a kind that we do not know.", "Open a lesson in it once.")


def _version(program: str) -> str:
    name = Path(program).stem
    if sys.platform == "win32" or "Safari" in name:  # these open a window when they are asked
        return name
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return name
    found = re.search(r"[A-Z][\w ]*? \d[\d.]*", said)
    return found[0] if found else name
