"""Helper library of the course *You Don't Choose Your Neighbours*.

>>> import lessonlib
>>> lessonlib.load_corpus()
Corpus of 5 texts: kompas-feature, antara-explainer, sindonews-listicle, unsigned-analysis, footnoted-commentary
"""

from lessonlib.corpus.load import Corpus, load_corpus
from lessonlib.corpus.page import Page, read_page
from lessonlib.corpus.sentences import split_sentences
from lessonlib.errors import BuildError, LessonlibError, ManifestError, PageError, UnknownNameError

__all__ = [
    "BuildError",
    "Corpus",
    "LessonlibError",
    "ManifestError",
    "Page",
    "PageError",
    "UnknownNameError",
    "load_corpus",
    "read_page",
    "split_sentences",
]
__version__ = "0.1.0"
