"""What a figure is asked for: a name or several, or a number."""

from __future__ import annotations

from numbers import Integral
from typing import TYPE_CHECKING, Any

from lessonlib.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable


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
