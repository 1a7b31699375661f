"""One thing at a time in a kernel with several threads, and what is typed is kept soon.

A cell runs in the main thread of the kernel. What is done in a widget arrives
there too, or, from JupyterLab 4.4 on, in a thread beside it, a subshell, so
that widgets answer while a cell runs: two presses in one widget can be worked
at once. Handlers take turns here, so that none meets the work of another half
done. Waiting is done in threads of their own, because the event loop of a
subshell ends, and forgets whatever waits in it, when the page is loaded anew.
"""

from __future__ import annotations

import asyncio
import threading
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")
#: What is typed is kept so many seconds after the first key that is not kept yet.
SOON = 0.8
_TURN = threading.RLock()


def in_turn(handler: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """Let a handler of a widget wait until every other has ended.

    Examples
    --------
    >>> in_turn(lambda change: change["new"])({"new": 3})
    3
    """

    @wraps(handler)
    def waits(*args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        with _TURN:
            return handler(*args, **kwargs)

    return waits


class Soon:
    """Something that is done soon after it is called for, once for all calls meanwhile.

    Where no event loop runs, as in a script, it is done at once. A kernel that
    is shut down or started anew does first what still waits.

    Parameters
    ----------
    act : callable
        Is done in turn with the handlers of widgets.

    Examples
    --------
    >>> done = []
    >>> Soon(lambda: done.append("kept")).call(); done
    ['kept']
    """

    def __init__(self, act: Callable[[], object]) -> None:
        self._act = act
        self._timer: threading.Timer | None = None

    def call(self) -> None:
        """Do it soon.

        Examples
        --------
        >>> async def typed():
        ...     soon = Soon(lambda: None)
        ...     soon.call()
        ...     return soon.drop()
        >>> asyncio.run(typed())
        True
        """
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            self._act()
            return
        with _TURN:
            if self._timer is None:
                self._timer = threading.Timer(SOON, self._due)
                self._timer.start()

    def drop(self) -> bool:
        """Do not do it; say whether it was waiting.

        Examples
        --------
        >>> Soon(lambda: None).drop()
        False
        """
        with _TURN:
            timer, self._timer = self._timer, None
            if timer is not None:
                timer.cancel()
            return timer is not None

    def _due(self) -> None:
        with _TURN:
            if self._timer is threading.current_thread():  # else it was dropped while it waited for its turn
                self._timer = None
                self._act()
