"""The errors that a person may meet, and what is said of a name that is not known.

Each message is one sentence: what is wrong, where, what to do.
"""

from collections.abc import Collection, Iterable
from typing import Any

#: So many names are listed whole; of more, those near to what was asked for.
_LISTED = 40


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


def no_attribute(module: str, name: str, known: Iterable[str]) -> AttributeError:
    """Return the error of a module that does not have a name; what it has is listed, but errors and what begins with a capital.

    Examples
    --------
    >>> no_attribute("lessonlib.widgets", "readr", ["reader", "timeline"])
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


def alike(name: object, known: Collection[object]) -> list[str]:
    """Return the three names that are most like another, fewer where fewer are like it.

    Examples
    --------
    >>> alike("korea", ["moscow", "korean-war", "north-korea"])
    ['korean-war', 'north-korea']
    """
    from difflib import get_close_matches  # only messages need it

    names = [str(one) for one in known]
    return get_close_matches(str(name), names, 3)


def no_such(what: str, name: object, known: Iterable[object], many: str = "", where: str = "", listed: str = "") -> str:
    """Return the sentence that something is not there, which names what may be meant; its stop is left to who says it.

    Parameters
    ----------
    what : str
        The kind of thing.
    name : object
        What it was called.
    known : iterable
        The names that there are, all of them told if they are few; ``""`` is none.
    many : str
        Several of that kind, if not by an "s" behind it.
    where : str
        Where it was looked for, such as "in names.toml".
    listed : str
        Where all names stand, if they are many.

    Returns
    -------
    str
        It begins with a small letter.

    Examples
    --------
    >>> no_such("theme", "ade", ["aid", "alliance", "trade"])
    "there is no theme 'ade'; the themes are aid, alliance, trade"
    """
    names = [str(one) for one in known if one != ""]
    meant = nearly(name, names)
    said = [f"there is no {what} {name!r}{where and ' '}{where}{meant}"]
    if len(names) <= _LISTED:
        said.append(f"the {many or f'{what}s'} are {', '.join(names)}" if names else f"there are no {many or f'{what}s'}")
    elif not meant and (near := alike(name, names)):
        said.append(f"near to it {'are' if near[1:] else 'is'} {', '.join(near)}")
    if listed and len(names) > _LISTED:
        said.append(f"{listed} lists all {len(names)}")
    return "; ".join(said)


def one_of(name: Any, known: Collection[object], what: str, many: str = "", where: str = "", listed: str = "") -> str:
    """Return a name if it is one of those there are; None is taken for ``""``.

    Raises
    ------
    UnknownNameError
        If it is not, in the words of `no_such`.

    Examples
    --------
    >>> one_of("pivot", ["", "cooling", "pivot"], "phase")
    'pivot'
    """
    name = "" if name is None else name
    if isinstance(name, str) and name in known:
        return name
    raise UnknownNameError(f"T{no_such(what, name, known, many, where, listed)[1:]}.")
