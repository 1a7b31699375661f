"""Widgets: plain data in; a widget with a static twin out. ipywidgets is imported when one is shown."""

from typing import Any

from lessonlib.errors import no_attribute
from lessonlib.widgets.beside import raw_beside_clean
from lessonlib.widgets.compare import compare
from lessonlib.widgets.inspector import inspector
from lessonlib.widgets.reader import reader
from lessonlib.widgets.timeline import timeline

__all__ = ["compare", "inspector", "raw_beside_clean", "reader", "timeline"]


def __getattr__(name: str) -> Any:
    raise no_attribute("lessonlib.widgets", name, __all__)
