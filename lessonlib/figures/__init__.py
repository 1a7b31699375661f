"""Figures: tables in, a figure with alt text and a table twin out. matplotlib is imported when one is drawn."""

from importlib import import_module
from typing import Any

from lessonlib.figures.anatomy import anatomy
from lessonlib.figures.figure import Figure

__all__ = ["Figure", "anatomy", "matrix", "parallels", "places"]

#: What is loaded when it is first named, and where it stands; a module is not called like its function, which it would hide.
_LATER = {
    "matrix": "claim_matrix",
    "parallels": "parallel_lines",
    "places": "place_map",
}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(f"lessonlib.figures.{_LATER[name]}"), name)
    raise AttributeError(f"module 'lessonlib.figures' has no attribute {name!r}; it has {', '.join(__all__)}")
