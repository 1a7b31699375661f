"""Helper library of the course *You Don't Choose Your Neighbours*.

>>> import lessonlib
>>> lessonlib.load_corpus()
Corpus of 5 texts: kompas-feature, antara-explainer, sindonews-listicle, unsigned-analysis, footnoted-commentary
"""

import signal
import threading
from importlib import import_module
from typing import TYPE_CHECKING, Any

from lessonlib.errors import BuildError, DataError, LessonlibError, ManifestError, PageError, UnknownNameError, WorkspaceError, no_attribute

if TYPE_CHECKING:
    from lessonlib import figures, widgets
    from lessonlib.corpus.load import Corpus, load_corpus
    from lessonlib.corpus.page import Page, read_page
    from lessonlib.corpus.sentences import split_sentences
    from lessonlib.exercises.lesson import open_lesson
    from lessonlib.history.critique import load_parallels, load_tensions
    from lessonlib.history.descent import load_descent, load_family
    from lessonlib.history.evidence import load_attestations, load_events
    from lessonlib.history.outside import load_context, load_series, load_sources
    from lessonlib.history.phases import PHASES
    from lessonlib.history.reference import load_names, load_signals, load_voices
    from lessonlib.history.similar import find_parallels

__all__ = [
    "PHASES",
    "BuildError",
    "Corpus",
    "DataError",
    "LessonlibError",
    "ManifestError",
    "Page",
    "PageError",
    "UnknownNameError",
    "WorkspaceError",
    "figures",
    "find_parallels",
    "load_attestations",
    "load_context",
    "load_corpus",
    "load_descent",
    "load_events",
    "load_family",
    "load_names",
    "load_parallels",
    "load_series",
    "load_signals",
    "load_sources",
    "load_tensions",
    "load_voices",
    "open_lesson",
    "read_page",
    "split_sentences",
    "widgets",
]
__version__ = "0.1.0"

#: What is loaded when it is first named: the rooms that a lesson reaches as ``lessonlib.figures``, and the names of others.
#: Whoever only copies lessons, such as a student's server, pays for no table: pandas is most of what a start costs.
_ROOMS = ("corpus", "figures", "widgets")
_LATER = {
    "Corpus": "corpus.load",
    "load_corpus": "corpus.load",
    "Page": "corpus.page",
    "read_page": "corpus.page",
    "split_sentences": "corpus.sentences",
    "PHASES": "history.phases",
    "find_parallels": "history.similar",
    "load_attestations": "history.evidence",
    "load_context": "history.outside",
    "load_descent": "history.descent",
    "load_events": "history.evidence",
    "load_family": "history.descent",
    "load_names": "history.reference",
    "load_parallels": "history.critique",
    "load_series": "history.outside",
    "load_signals": "history.reference",
    "load_sources": "history.outside",
    "load_tensions": "history.critique",
    "load_voices": "history.reference",
    "open_lesson": "exercises.lesson",
}


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return _load(f"lessonlib.{name}")
    if name in _LATER:
        return getattr(_load(f"lessonlib.{_LATER[name]}"), name)
    raise no_attribute("lessonlib", name, __all__)


def _load(module: str) -> Any:
    """Import a module; whoever interrupts is heard when it is there, for NumPy and pandas cannot be imported again after half of them."""
    heard: list[Any] = []
    before = signal.getsignal(signal.SIGINT)
    if not callable(before) or threading.current_thread() is not threading.main_thread():
        return import_module(module)
    signal.signal(signal.SIGINT, lambda *told: heard.append(told))
    try:
        return import_module(module)
    finally:
        signal.signal(signal.SIGINT, before)
        if heard:
            before(*heard[0])
