"""A figure looks the same whatever style a notebook has chosen for its own plots."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What is left as a school or a kernel has set it: where pictures are shown, and a font for a script of its own.
_KEPT = ("backend", "interactive", "toolbar", "font.family", "font.sans-serif", "font.serif")


@contextmanager
def own_looks() -> Iterator[None]:
    """Draw with the colours, lines and sizes that matplotlib comes with.

    A dark style would write white words on the white paper of a figure.

    Examples
    --------
    >>> import matplotlib
    >>> with matplotlib.rc_context({"text.color": "white"}), own_looks():
    ...     matplotlib.rcParams["text.color"]
    'black'
    """
    import matplotlib

    with matplotlib.rc_context({name: value for name, value in matplotlib.rcParamsDefault.items() if not name.startswith(_KEPT)}):
        yield
