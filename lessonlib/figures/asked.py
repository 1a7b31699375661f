"""What a figure is asked for by name: one of those there are, or several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lessonlib.errors import UnknownNameError

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
