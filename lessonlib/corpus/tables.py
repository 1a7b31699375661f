"""pandas tables of pages. Text columns hold ``""``, never None or NaN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from lessonlib.corpus.metadata import read_references

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lessonlib.corpus.kinds import Span
    from lessonlib.corpus.paragraphs import Stretch

    class _Page(Protocol):
        """A page taken apart, as tables need it."""

        @property
        def doc_id(self) -> str: ...
        @property
        def span_list(self) -> list[Span]: ...
        @property
        def paragraph_list(self) -> list[Stretch]: ...


SPAN_COLUMNS = ["doc_id", "start", "end", "kind", "rule", "text"]
PARAGRAPH_COLUMNS = ["doc_id", "paragraph", "section", "text", "start", "end"]
SENTENCE_COLUMNS = ["sentence_id", "doc_id", "paragraph", "sentence", "text", "text_en", "start", "end"]
REFERENCE_COLUMNS = ["doc_id", "number", "text", "start", "end", "marker_start", "marker_end"]
_NUMBERS = {"start", "end", "paragraph", "sentence", "marker_start", "marker_end"}


def table(rows: Iterable[Sequence], columns: list[str]) -> pd.DataFrame:
    """Make a table whose columns have the same type, full or empty: whole numbers or text.

    Examples
    --------
    >>> table([(0, 5, "a")], ["start", "end", "text"]).dtypes.astype(str).tolist()
    ['int64', 'int64', 'str']
    """
    lists: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pd.DataFrame({name: _column(name, values) for name, values in zip(columns, lists, strict=True)})


def _column(name: str, values: Sequence) -> pd.Series:
    if name in _NUMBERS:
        return pd.Series(values, dtype="int64")
    try:
        return pd.Series(values, dtype="str")
    except UnicodeEncodeError:  # a lone surrogate, where pandas stores text with Arrow
        return pd.Series(values, dtype=object)


def span_table(pages: Sequence[_Page]) -> pd.DataFrame:
    """The audit trail: one row a span; per page the spans tile the raw text.

    Examples
    --------
    >>> from lessonlib.corpus.page import Page
    >>> page = Page("Judul berita ini\\nKalimat ini cukup panjang untuk menjadi isi berita.")
    >>> span_table([page]).kind.tolist()
    ['title', 'blank', 'body']
    """
    return table(((page.doc_id, *span) for page in pages for span in page.span_list), SPAN_COLUMNS)


def paragraph_table(pages: Sequence[_Page]) -> pd.DataFrame:
    """One row a paragraph of the article; `section` is the heading above it.

    Examples
    --------
    >>> from lessonlib.corpus.page import Page
    >>> page = Page("Judul berita ini\\nKalimat ini cukup panjang untuk menjadi isi berita.")
    >>> paragraph_table([page]).columns.tolist() == PARAGRAPH_COLUMNS
    True
    """
    rows = (
        (page.doc_id, number, part.section, part.text, part.start, part.end)
        for page in pages
        for number, part in enumerate(page.paragraph_list, 1)
    )
    return table(rows, PARAGRAPH_COLUMNS)


def sentence_name(doc_id: str, paragraph: int, sentence: int) -> str:
    """Return the id of a sentence.

    Examples
    --------
    >>> sentence_name("kompas-feature", 14, 2)
    'kompas-feature-014-02'
    """
    return f"{doc_id}-{paragraph:03}-{sentence:02}"


def sentence_table(pages: Sequence[_Page]) -> pd.DataFrame:
    """One row a sentence of the article, by ``sentence_id``; `text_en` is ``""`` until translated.

    Examples
    --------
    >>> from lessonlib.corpus.page import Page
    >>> page = Page("Judul berita ini\\nKalimat ini cukup panjang untuk menjadi isi berita.")
    >>> sentence_table([page]).index.tolist()
    ['page-001-01']
    """
    rows = (
        (sentence_name(page.doc_id, number, order), page.doc_id, number, order, part.text, "", part.start, part.end)
        for page in pages
        for number, paragraph in enumerate(page.paragraph_list, 1)
        for order, part in enumerate(paragraph.sentences, 1)
    )
    return table(rows, SENTENCE_COLUMNS).set_index("sentence_id")


def reference_table(pages: Sequence[_Page]) -> pd.DataFrame:
    """One row for each pair of a reference and a marker that points to it; -1 where nothing points.

    Examples
    --------
    >>> from lessonlib.corpus.page import Page
    >>> page = Page("Judul berita ini\\nKalimat ini cukup panjang untuk menjadi isi berita.")
    >>> reference_table([page]).columns.tolist() == REFERENCE_COLUMNS
    True
    """
    rows = (
        (page.doc_id, entry.number, entry.text, entry.start, entry.end, first, last)
        for page in pages
        for entry in read_references(page.span_list)
        for first, last in entry.markers or [(-1, -1)]
    )
    return table(rows, REFERENCE_COLUMNS)
