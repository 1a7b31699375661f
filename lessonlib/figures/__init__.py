"""Figures: tables in, a figure with alt text and a table twin out. matplotlib is imported when one is drawn."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from lessonlib.errors import no_attribute
from lessonlib.figures.anatomy import anatomy
from lessonlib.figures.figure import Figure

if TYPE_CHECKING:
    from lessonlib.figures.claim_matrix import matrix
    from lessonlib.figures.coverages import coverage
    from lessonlib.figures.descent_tree import family_tree
    from lessonlib.figures.parallel_lines import parallels
    from lessonlib.figures.place_map import places
    from lessonlib.figures.speakers import who_speaks
    from lessonlib.figures.summits import meetings
    from lessonlib.figures.timelines import timeline
    from lessonlib.figures.trade_points import trade
    from lessonlib.figures.votes_cast import votes

__all__ = [
    "Figure",
    "anatomy",
    "coverage",
    "family_tree",
    "matrix",
    "meetings",
    "parallels",
    "places",
    "timeline",
    "trade",
    "votes",
    "who_speaks",
]

#: What is loaded when it is first named, and where it stands; a module is not called like its function, which it would hide.
_LATER = {
    "coverage": "coverages",
    "family_tree": "descent_tree",
    "matrix": "claim_matrix",
    "meetings": "summits",
    "parallels": "parallel_lines",
    "places": "place_map",
    "timeline": "timelines",
    "trade": "trade_points",
    "votes": "votes_cast",
    "who_speaks": "speakers",
}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(f"lessonlib.figures.{_LATER[name]}"), name)
    raise no_attribute("lessonlib.figures", name, __all__)
