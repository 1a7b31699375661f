"""What the reader does in the browser, without asking the kernel: show and hide the original, choose a sentence, copy."""

from __future__ import annotations

import anywidget
import traitlets

from lessonlib.bundle import read_beside


class ReaderKeys(anywidget.AnyWidget):
    """Shows nothing itself; `original` shows and hides the original, `chosen` and `times` tell which sentence was chosen, `kept` which have a star.

    Examples
    --------
    >>> ReaderKeys(original=False).original
    False
    """

    _esm = read_beside(__file__, "keys.js")
    _css = read_beside(__file__, "keys.css")
    original = traitlets.Bool(True).tag(sync=True)
    region = traitlets.Unicode().tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)
    times = traitlets.Int(0).tag(sync=True)
    kept = traitlets.List(traitlets.Unicode()).tag(sync=True)
    star = traitlets.Unicode().tag(sync=True)
