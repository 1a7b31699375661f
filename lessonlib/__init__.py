"""Helper library of the course *You Don't Choose Your Neighbours*.

>>> import lessonlib
>>> lessonlib.load_corpus()
Corpus of 5 texts: kompas-feature, antara-explainer, sindonews-listicle, unsigned-analysis, footnoted-commentary
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from lessonlib.corpus.load import Corpus, load_corpus
from lessonlib.corpus.page import Page, read_page
from lessonlib.errors import BuildError, LessonlibError, ManifestError, PageError, UnknownNameError, WorkspaceError

if TYPE_CHECKING:
    from lessonlib import figures, widgets
    from lessonlib.corpus.sentences import split_sentences

__all__ = [
    "BuildError",
    "Corpus",
    "LessonlibError",
    "ManifestError",
    "Page",
    "PageError",
    "UnknownNameError",
    "WorkspaceError",
    "figures",
    "load_corpus",
    "read_page",
    "split_sentences",
    "widgets",
]
__version__ = "0.1.0"

#: Rooms that a lesson reaches as ``lessonlib.figures``. They are loaded when first named, and so is `split_sentences`.
_ROOMS = ("figures", "widgets")


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return import_module(f"lessonlib.{name}")
    if name == "split_sentences":
        return import_module("lessonlib.corpus.sentences").split_sentences
    raise AttributeError(f"module 'lessonlib' has no attribute {name!r}; it has {', '.join(__all__)}")
