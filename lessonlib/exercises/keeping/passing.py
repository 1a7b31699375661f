"""Faults of a share, or of a tool that looks into every file, which pass by themselves: it is tried again before anybody is told."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable
from typing import TypeVar

_Made = TypeVar("_Made")
#: A share that came back, a file that is being looked through: all of it takes less than a second.
PAUSES = (0.05, 0.2, 0.5)
_PASSING = frozenset({errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.ETXTBSY, getattr(errno, "ESTALE", errno.EAGAIN)})
#: Windows says so of a file that another program has open: access denied, sharing violation, lock violation.
_IN_USE = frozenset({5, 32, 33})


def patiently(act: Callable[[], _Made]) -> _Made:
    """Do something, and once more after a short while if it failed for a reason that passes.

    Raises
    ------
    OSError
        If it failed for another reason, or each time.

    Examples
    --------
    >>> patiently(lambda: 3)
    3
    """
    for pause in PAUSES:
        try:
            return act()
        except OSError as error:
            if error.errno not in _PASSING and getattr(error, "winerror", None) not in _IN_USE:
                raise
        time.sleep(pause)
    return act()
