"""The language of the edition in which someone works."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from lessonlib.errors import DataError
from lessonlib.files import is_there
from lessonlib.locales import conventions
from lessonlib.tomlfile import read_toml

#: Stands in the folder of the lessons and names the language of the edition: ``language = "en"``.
EDITION = "lessonlib.toml"
#: The language in which everything is written first; what another lacks is taken from it.
FIRST = "en"
_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")
_SPOKEN: ContextVar[str] = ContextVar("spoken", default="")


def find_language(folder: Path | None = None) -> str:
    """Return the language of the edition in which someone works.

    Parameters
    ----------
    folder : Path, optional
        Where to begin looking for ``lessonlib.toml``, upwards; without it, the
        working folder.

    Returns
    -------
    str
        Such as ``"en"``; English where no folder on the way up says otherwise.

    Raises
    ------
    DataError
        If the file is not TOML or names no language.

    Examples
    --------
    >>> find_language(Path("/"))
    'en'
    """
    path = _edition(folder or Path.cwd())
    if path is None:
        return FIRST
    language = read_toml(path).get("language")
    if not isinstance(language, str) or not language.isalpha():
        raise DataError(f'{path} must name a language, such as language = "en".')
    return language


def locale_name(language: str = "") -> str:
    """Return the name under which Babel knows a language; without one, that of the edition. What Babel does not know is written as English is.

    Examples
    --------
    >>> locale_name("id"), locale_name("zz")
    ('id', 'en')
    """
    return language if is_known(language := language or spoken()) else FIRST


def is_known(language: str) -> bool:
    """Say whether days and numbers can be written in a language.

    Examples
    --------
    >>> is_known("id"), is_known("zz")
    (True, False)
    """
    if language in conventions():
        return True
    from babel import localedata

    return localedata.exists(language)


def setting(name: str) -> str:
    """Return what the ``lessonlib.toml`` of the working folder, or of one above it, says of something.

    Returns
    -------
    str
        ``""`` where there is none, or it cannot be read.

    Examples
    --------
    >>> setting("no-such-thing")
    ''
    """
    try:
        path = _edition(Path.cwd())
        return str(read_toml(path).get(name, "")) if path else ""
    except (OSError, DataError):
        return ""


def _edition(folder: Path) -> Path | None:
    start = folder.absolute()
    # A folder above may be closed to whoever works below it.
    return next((place / EDITION for place in (start, *start.parents) if is_there(place / EDITION)), None)


def spoken() -> str:
    """Return the language in which words are given now: that of `speaking`, or else that of the working folder.

    Examples
    --------
    >>> with speaking("id"):
    ...     spoken()
    'id'
    """
    return _SPOKEN.get() or _of_working_folder()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Give words in a language, wherever the working folder is: the build speaks that of the edition it builds.

    Examples
    --------
    >>> from lessonlib.words import words
    >>> with speaking("en"):
    ...     words("places")["title"]
    'Places that the texts name'
    """
    before = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def by_language(function: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """Remember what a function returns, apart for each language in which words are given.

    Examples
    --------
    >>> @by_language
    ... def greeting():
    ...     return f"a word of {spoken()}"
    >>> with speaking("id"):
    ...     greeting()
    'a word of id'
    >>> with speaking("en"):
    ...     greeting()
    'a word of en'
    """

    @cache
    def remembered(_: str, *args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        return function(*args, **kwargs)

    @wraps(function)
    def asked(*args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        return remembered(spoken(), *args, **kwargs)  # type: ignore[arg-type]  # what is not hashable raises, as with any cache

    return asked


def _of_working_folder() -> str:
    try:
        return _at(os.getcwd())  # noqa: PTH109  a Path for each word would cost more than the word
    except FileNotFoundError:  # the folder was taken away while a kernel works in it
        return FIRST


@cache
def _at(folder: str) -> str:
    """A figure asks for hundreds of words: the file is looked for once a folder."""
    return find_language(Path(folder))
