"""Is this computer, and this hub, ready for Monday? One finding a question, and one page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lessonlib.readiness.computer import check_browser, check_course, check_folder, check_memory, check_port, check_python
from lessonlib.readiness.finding import NOT_READY, Finding
from lessonlib.readiness.hub import check_hub
from lessonlib.readiness.lesson_run import check_lesson


def look(folder: Path, notebook: str, seats: int = 1, language: str = "", hub: tuple[str, str, str] = ("", "", "")) -> Iterator[Finding]:
    """Look at everything, one finding after the other; what is quick comes first.

    Parameters
    ----------
    folder : Path
        Where the lessons are or will be.
    notebook : str
        The file of the lesson that is worked.
    seats : int
        How many seats this computer serves.
    language : str
        The edition.
    hub : tuple of str
        Address, seat and password; without an address no hub is looked at.

    Examples
    --------
    >>> next(look(Path("my-lessons"), "06-when-sources-agree.ipynb")).what
    'Python and libraries'
    """
    yield check_python()
    course = check_course(language)
    yield course
    yield from check_folder(folder, seats)
    yield check_memory(seats)
    yield check_port()
    yield check_browser()
    if course.state != NOT_READY:
        yield from check_lesson(notebook, language)
    address, seat, password = hub
    if address:
        yield from check_hub(address, seat, password, notebook)
