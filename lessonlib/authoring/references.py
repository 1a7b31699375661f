"""References in the prose of a lesson: ``[[kompas-feature-018-01]]`` names the words on which a statement rests.

An author writes, at the end of a sentence, what proves it: the id of a
sentence, of another part of a page (``kompas-feature@157``), of an attestation
(``gift-of-a-car@footnoted-commentary``), or ``KIND:ID`` (``tension``,
``context``, ``event``, ``document``, ``source``, ``series``). Several are parted by
semicolons. The build turns each into a short note that opens the words.
``[[task]]`` says of a paragraph that it gives instructions and states nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lessonlib.corpus.load import seed_pages
from lessonlib.errors import DataError, LessonlibError, no_such
from lessonlib.exercises.evidence import resolve
from lessonlib.exercises.passages import outlets, text_of
from lessonlib.history.critique import load_tensions
from lessonlib.history.evidence import load_attestations
from lessonlib.history.outside import SERIES, load_context, load_sources
from lessonlib.html import escape
from lessonlib.words import words

if TYPE_CHECKING:
    import pandas as pd
    from nbformat import NotebookNode

#: The escape: a paragraph of instructions.
TASK = "task"
#: Kinds of reference that lead out of the five texts.
OUTSIDE = ("context", "source", "series")
#: References as an author writes them, with the blank before.
CITED = re.compile(r"[ \t]*\[\[([^\[\]\n]+)\]\]")
_HTML_LINE = re.compile(r"</?(?:p|div|li|td|th|summary|details)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Reference:
    """What proves a statement.

    Attributes
    ----------
    kind, name : str
        The kind of evidence, and its id.

    Examples
    --------
    >>> read_reference("context:car-missile-2024").outside
    True
    """

    kind: str
    name: str

    @property
    def outside(self) -> bool:
        """Whether it leads out of the five texts.

        Examples
        --------
        >>> read_reference("kompas-feature@157").outside
        False
        """
        return self.kind in OUTSIDE

    @property
    def place(self) -> str:
        """The sentence, or the part of a page, in which its words stand; ``""`` for what names no single place.

        Examples
        --------
        >>> Reference("attestation", "gift-of-a-car@footnoted-commentary").place, Reference("event", "gift-of-a-car").place
        ('footnoted-commentary-002-03', '')
        """
        if self.kind == "attestation":
            row = row_of(load_attestations(), self.name)
            return str(row["sentence_id"] or f"{row['doc_id']}@{row['start']}")
        return self.name if self.kind in ("sentence", "place") else ""


def read_reference(text: str) -> Reference:
    """Return what a reference names.

    Raises
    ------
    DataError
        If it names nothing; the message says which part is wrong.

    Examples
    --------
    >>> read_reference("gift-of-a-car@footnoted-commentary").kind
    'attestation'
    >>> read_reference("kompas-feature-018-01").kind
    'sentence'
    """
    kind, colon, name = text.strip().partition(":")
    if not colon:
        name, start = kind, kind.partition("@")[2]
        kind = "place" if start.isdigit() else "attestation" if start else "sentence"
    if kind == "source" and name not in load_sources().index:
        raise DataError(f"{no_such('outside page', name, load_sources().index, where='in sources.csv')}.")
    if kind == "series" and name not in SERIES:
        raise DataError(f"{no_such('series', name, SERIES, 'series')}.")
    if kind not in ("source", "series"):
        resolve(f"{kind}:{name}")
    return Reference(kind, name)


def find_references(text: str) -> list[str]:
    """Return what stands between double brackets in a text, one entry a reference.

    Examples
    --------
    >>> find_references("A car. [[gift-of-a-car@footnoted-commentary; context:car-missile-2024]] Do it. [[task]]")
    ['gift-of-a-car@footnoted-commentary', 'context:car-missile-2024', 'task']
    """
    return [part.strip() for found in CITED.findall(text) for part in found.split(";") if part.strip()]


def without_references(text: str) -> str:
    """Return a text without its references.

    Examples
    --------
    >>> without_references("A car. [[gift-of-a-car@footnoted-commentary]]")
    'A car.'
    """
    return CITED.sub("", text)


def row_of(table: pd.DataFrame, name: str) -> Any:
    """Return a row of a table of the evidence.

    Examples
    --------
    >>> row_of(load_sources(), "kompas-day-792")["publisher"]
    'Kompas.com'
    """
    return table.loc[name]


def label(reference: Reference, language: str = "en") -> str:
    """Return the short note that stands in the text.

    Examples
    --------
    >>> label(read_reference("kompas-feature-018-01"))
    'Kompas.com 018-01'
    >>> label(read_reference("tension:only-country-or-third"))
    'compare: Kompas.com, ANTARA, SINDOnews'
    """
    return _LABELS[reference.kind](reference.name, words("authoring", language)["note"])


def _said(name: str, note: Mapping[str, Any]) -> str:
    doc_id = text_of(name)
    outlet = outlets()[doc_id]
    if "@" in name:
        return note["place"].format(outlet=outlet, part=note["part"][part_of(name)])
    return note["sentence"].format(outlet=outlet, place=name.removeprefix(f"{doc_id}-"))


def part_of(place: str) -> str:
    """Return the kind of span in which a place lies.

    Examples
    --------
    >>> part_of("kompas-feature@157")
    'date'
    """
    doc_id, _, start = place.partition("@")
    return next(span.kind for span in seed_pages()[doc_id].span_list if span.start <= int(start) < span.end)


def _attested(name: str, note: Mapping[str, Any]) -> str:
    return _said(Reference("attestation", name).place, note)


def _compared(name: str, note: Mapping[str, Any]) -> str:
    return note["tension"].format(outlets=_several([doc_id for doc_id, _ in row_of(load_tensions(), name)["quotes"]]))


def _told(name: str, note: Mapping[str, Any]) -> str:
    attestations = load_attestations()
    return note["event"].format(outlets=_several(list(attestations["doc_id"][attestations["event_id"] == name])))


def _several(doc_ids: list[str]) -> str:
    return ", ".join(dict.fromkeys(outlets()[doc_id] for doc_id in doc_ids))


def _published(name: str, note: Mapping[str, Any]) -> str:
    return note["context"].format(publisher=row_of(load_sources(), name)["publisher"].partition(" (")[0])


def _known(name: str, note: Mapping[str, Any]) -> str:
    sources = row_of(load_context(), name)["sources"]
    return _published(sources[0], note) if sources else note["series"]


_LABELS: dict[str, Callable[[str, Mapping[str, Any]], str]] = {
    "sentence": _said,
    "place": _said,
    "attestation": _attested,
    "tension": _compared,
    "event": _told,
    "context": _known,
    "source": _published,
    "series": lambda _, note: note["series"],
    "document": lambda name, note: note["document"].format(outlet=outlets()[name.partition(".")[0]]),
}


def collect(notebook: NotebookNode) -> list[Reference]:
    """Return the references of a lesson in the order of their first use, each once; those that name nothing are left out.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> collect(new_notebook(cells=[new_markdown_cell("A car. [[gift-of-a-car@footnoted-commentary]]")]))
    [Reference(kind='attestation', name='gift-of-a-car@footnoted-commentary')]
    """
    found: dict[Reference, None] = {}
    for cell in notebook.cells:
        for text in find_references(cell.source) if cell.cell_type == "markdown" else ():
            try:
                if text != TASK:
                    found[read_reference(text)] = None
            except LessonlibError:
                continue
    return list(found)


def annotate(notebook: NotebookNode, references: Sequence[Reference], page: str, language: str = "en") -> NotebookNode:
    """Return the lesson with each reference turned into a note that opens the words.

    Parameters
    ----------
    notebook : NotebookNode
        From `lessonlib.authoring.source.read_source`.
    references : sequence of Reference
        Those of the page of sources, from `collect`.
    page : str
        The address of the page of sources; ``""`` for one within the same page.

    Raises
    ------
    DataError
        If a reference names nothing.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> lesson = new_notebook(cells=[new_markdown_cell("It is torn. [[kompas-feature@3957]]")])
    >>> annotate(lesson, collect(lesson), "sources/01.html").cells[0].source
    'It is torn. ([Kompas.com, link line](sources/01.html#n1))'
    """
    numbers = {reference: number for number, reference in enumerate(references, 1)}
    edition = deepcopy(notebook)
    for cell in edition.cells:
        if cell.cell_type == "markdown" and "[[" in cell.source:
            cell.source = "\n".join(_annotated(line, numbers, page, language, cell.id) for line in cell.source.split("\n"))
    return edition


def _annotated(line: str, numbers: dict[Reference, int], page: str, language: str, cell_id: str) -> str:
    # Markdown does not look inside a line of HTML: there a link must be one of HTML.
    html = bool(_HTML_LINE.match(line.lstrip()))

    def note(found: re.Match[str]) -> str:
        parts = [read_reference(part) for part in map(str.strip, found[1].split(";")) if part and part != TASK]
        links = [_link(each, before, numbers, page, language, html) for before, each in zip([None, *parts], parts, strict=False)]
        return f" ({'; '.join(links)})" if links else ""

    try:
        return CITED.sub(note, line)
    except DataError as error:
        raise DataError(f"cell {cell_id!r}: {error}") from error


def _link(reference: Reference, before: Reference | None, numbers: dict[Reference, int], page: str, language: str, html: bool) -> str:
    # On paper there is nothing to click: the number of the note stands in the text.
    told = label(reference, language) if page else str(numbers[reference])
    if page and before and reference.kind == before.kind == "sentence" and text_of(reference.name) == text_of(before.name):
        # The next sentence of the same text needs no name again.
        told = reference.name.removeprefix(f"{text_of(reference.name)}-")
    target = f"{page}#n{numbers[reference]}"
    return f'<a href="{escape(target)}">{escape(told)}</a>' if html else f"[{told}]({target})"
