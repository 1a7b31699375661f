"""The errors that a person may meet. Each message is one sentence: what is wrong, where, what to do."""

from collections.abc import Iterable


class LessonlibError(Exception):
    """Base of all errors that lessonlib raises on purpose.

    Examples
    --------
    >>> from lessonlib import load_corpus
    >>> try:
    ...     load_corpus("no-such-folder")
    ... except LessonlibError as error:
    ...     print(error)
    There is no folder no-such-folder: check the name, or make it and put .txt pages into it.
    """


class PageError(LessonlibError):
    """A file cannot be read as the text of a page."""


class ManifestError(LessonlibError):
    """``manifest.toml`` does not fit the folder in which it stands."""


class BuildError(LessonlibError):
    """A lesson source cannot be built into a notebook."""


class UnknownNameError(LessonlibError, LookupError):
    """A name that a table or a lesson does not have; the message lists those it has.

    Examples
    --------
    >>> from lessonlib import load_corpus
    >>> try:
    ...     load_corpus().raw("kompas")
    ... except UnknownNameError as error:
    ...     print(str(error)[:42])
    There is no text 'kompas' in this corpus;
    """


class WorkspaceError(LessonlibError):
    """The folder of lessons cannot be made or used."""


class DataError(LessonlibError):
    """A curated file is wrong; the message names file, line and field."""


def nearly(name: object, known: Iterable[object]) -> str:
    """Return what a message puts behind a name that is not known: the one that may be meant, or ``""``.

    Examples
    --------
    >>> nearly("Mosco", ["Seoul", "Moscow"])
    " (is it 'Moscow'?)"
    """
    from difflib import get_close_matches  # only messages need it

    found = get_close_matches(str(name), [str(one) for one in known], 1, 0.8)
    return f" (is it {found[0]!r}?)" if found else ""
