"""Why a page that was handed in cannot be trusted."""

from __future__ import annotations

from lessonlib.errors import LessonlibError
from lessonlib.exercises.phrases import Phrases
from lessonlib.language import spoken


class DoubtError(LessonlibError):
    """A page that cannot be trusted; the message says why.

    Examples
    --------
    >>> str(DoubtError("it carries no data."))
    'it carries no data.'
    """


class HistoryPageError(DoubtError):
    """A page that is somebody's own history, or the page on a class: a teacher reads it, and there is nothing to judge.

    Examples
    --------
    >>> issubclass(HistoryPageError, DoubtError)
    True
    """


def doubt(name: str, **values: object) -> DoubtError:
    """Return a doubt in the language in which the class works, for the page on the class repeats it.

    Examples
    --------
    >>> str(doubt("cut_short"))
    'its data cannot be read; the file was cut short or changed.'
    """
    return DoubtError(Phrases(spoken())(f"doubt.{name}", **values))
