"""Figures: tables in, a figure with alt text and a table twin out. matplotlib is imported when one is drawn."""

from lessonlib.figures.anatomy import anatomy
from lessonlib.figures.figure import Figure

__all__ = ["Figure", "anatomy"]
