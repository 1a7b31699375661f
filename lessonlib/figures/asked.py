"""What a figure is asked for: a name of those there are, several, or a number."""

from __future__ import annotations

from numbers import Integral
from typing import TYPE_CHECKING, Any

from lessonlib.errors import UnknownNameError
from lessonlib.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable


def one_of(name: Any, choices: Iterable[str], kind: str) -> str:
    """Return a name if it is one of the choices.

    Raises
    ------
    UnknownNameError
        If it is not; the message lists the choices.

    Examples
    --------
    >>> one_of("pivot", ["cooling", "pivot"], "phase")
    'pivot'
    """
    choices = list(choices)
    if not isinstance(name, str) or name not in choices:
        raise UnknownNameError(f"There is no {kind} {name!r}; choose one of {', '.join(repr(choice) for choice in choices if choice)}.")
    return name


def several(names: Iterable[str] | str) -> list[str]:
    """Return names as a list, also where one is given alone.

    Examples
    --------
    >>> several("Moscow"), several(("Moscow", "Seoul"))
    (['Moscow'], ['Moscow', 'Seoul'])
    """
    return [names] if isinstance(names, str) else list(names)


def whole(value: Any, name: str, least: int) -> int:
    """Return a number if it is whole and not too small.

    Parameters
    ----------
    value : int
        The number.
    name : str
        What it is called where it is given.
    least : int
        The smallest that has a meaning.

    Raises
    ------
    TypeError, ValueError
        If it is no whole number, or less; the message says which are right.

    Examples
    --------
    >>> whole(25, "most", 1)
    25
    """
    said = words("figures")["not_whole"].format(name=name, least=least, value=repr(value))
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise TypeError(said)
    if value < least:
        raise ValueError(said)
    return int(value)
