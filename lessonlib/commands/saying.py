"""What several commands say in the same words."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lessonlib.errors import LessonlibError


@contextmanager
def needing(doing: str) -> Iterator[None]:
    """Say in one sentence that a library is not there which only authors have.

    Parameters
    ----------
    doing : str
        What it is needed for.

    Raises
    ------
    LessonlibError
        If what is done within cannot import a library.

    Examples
    --------
    >>> try:
    ...     with needing("building"):
    ...         import no_such_library
    ... except LessonlibError as error:
    ...     print(error)
    building needs no_such_library, which is not installed: pip install -r requirements-dev.txt.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise LessonlibError(f"{doing} needs {error.name}, which is not installed: pip install -r requirements-dev.txt.") from error


def say_written(paths: Iterable[Path]) -> None:
    """Name each file as soon as it is written.

    Examples
    --------
    >>> say_written([Path("06-when-sources-agree.html")])
    06-when-sources-agree.html: written.
    """
    for path in paths:
        print(f"{path}: written.")
