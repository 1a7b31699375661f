"""All that the library tells of the five texts, in one digest a line: run twice, it must say the same."""

import sys
from hashlib import sha256

from drawn import FIGURES

import lessonlib
from lessonlib import widgets
from lessonlib.exercises.bank import read_lesson
from lessonlib.exercises.drawing.static import question_page
from lessonlib.history.check import check_evidence, summary
from lessonlib.history.outside import SERIES

corpus = lessonlib.load_corpus()
TOLD = {
    "documents": lambda: corpus.documents,
    "spans": lambda: corpus.spans,
    "paragraphs": lambda: corpus.paragraphs,
    "sentences": lambda: corpus.sentences,
    "find_parallels": lambda: lessonlib.find_parallels(corpus, at_least=0),
    **{
        name: getattr(lessonlib, name)
        for name in sorted(lessonlib.__all__)
        if name.startswith("load_") and name not in ("load_corpus", "load_series")
    },
    **{f"series {name}": lambda name=name: lessonlib.load_series(name) for name in SERIES},
    "check": lambda: [check_evidence(), summary()],
    "widget compare": lambda: packed(widgets.compare("korean-war")),
    "widget compare two": lambda: packed(widgets.compare("korean-war", doc_a="antara-explainer", doc_b="sindonews-listicle", descent=True)),
    "widget reader": lambda: packed(widgets.reader(corpus, "kompas-feature", mark="names")),
    "widget timeline": lambda: packed(widgets.timeline()),
    **{
        f"lesson {number}": lambda number=number: [question_page(row).markup for row in read_lesson(number).exercises.values()]
        for number in ("00", "01", "02", "03", "04", "05", "06", "07")
    },
}


def packed(shown):
    """What a widget sends to the browser at once."""
    from ipywidgets.widgets import widget

    before = set(widget._instances)
    shown.widget()
    sent = [made.packed for name, made in widget._instances.items() if name not in before and hasattr(made, "packed")]
    assert all(map(len, sent)) and sent
    return sent


def spelled(value):
    """A table with every digit of its numbers."""
    return value.to_csv(float_format=lambda number: repr(float(number))) if hasattr(value, "to_csv") else repr(value)


def shown(figure):
    yield from (figure.title, figure.alt, figure.source, spelled(figure.data))
    yield figure.png()


if __name__ == "__main__":
    for name, told in TOLD.items():
        print(name, sha256(spelled(told()).encode()).hexdigest())
    for name in sys.argv[1:] or FIGURES:
        parts = [part if isinstance(part, bytes) else part.encode() for part in shown(FIGURES[name]())]
        print(name, *(sha256(part).hexdigest()[:16] for part in parts))
