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
    near = nearest(name, known)
    return f" (is it {near!r}?)" if near else ""


def no_such(module: str, name: str, known: Iterable[str]) -> AttributeError:
    """Return the error of a module that does not have a name; what it has is listed, but errors and what begins with a capital.

    Examples
    --------
    >>> no_such("lessonlib.widgets", "readr", ["reader", "timeline"])
    AttributeError("There is no lessonlib.widgets.readr (is it 'reader'?); there are reader, timeline.")
    """
    listed = [one for one in known if one[0].islower()]
    return AttributeError(f"There is no {module}.{name}{nearly(name, listed)}; there are {', '.join(listed)}.")


def nearest(name: object, known: Iterable[object], sure: float = 0.8) -> str:
    """Return the name that may be meant by one that is not known, or ``""``; small letters and capitals are the same.

    Parameters
    ----------
    name : object
        As somebody wrote it.
    known : iterable
        The names that there are.
    sure : float
        How much of both must be the same, up to 1.

    Examples
    --------
    >>> nearest("Sentences", ["documents", "sentences"]), nearest("Paris", ["Seoul", "Moscow"])
    ('sentences', '')
    """
    from difflib import get_close_matches  # only messages need it

    folded = {str(one).casefold(): str(one) for one in known}
    found = get_close_matches(str(name).casefold(), folded, 1, sure)
    return folded[found[0]] if found else ""
