"""One page, read from memory."""

from functools import cached_property

import pandas as pd

from lessonlib.corpus import metadata, tables
from lessonlib.corpus.kinds import Span
from lessonlib.corpus.paragraphs import Stretch, guess_language, read_paragraphs


class Page:
    """A page taken apart.

    Attributes
    ----------
    doc_id : str
        Its name in tables.
    raw : str
        The text as given.
    title, published, published_time, outlet : str
        What the page prints of itself; ``""`` where it prints nothing. `published` is EDTF.
    byline : list of str
        Every person credited.

    Examples
    --------
    >>> Page("Judul berita ini\\nKalimat ini cukup panjang untuk menjadi isi berita.")
    Page('page', 68 characters, title 'Judul berita ini')
    """

    def __init__(self, text: str, doc_id: str = "page") -> None:
        self.raw = text
        self.doc_id = doc_id

    def __repr__(self) -> str:
        return f"Page({self.doc_id!r}, {len(self.raw):,} characters, title {self.title!r})"

    @cached_property
    def span_list(self) -> list[Span]:
        """The spans as plain tuples; they tile the raw text.

        Examples
        --------
        >>> [span.kind for span in Page("Judul berita ini\\nKalimat ini cukup panjang untuk menjadi isi berita.").span_list]
        ['title', 'blank', 'body']
        """
        from lessonlib.corpus.labelling import label  # the rules come with the first page, not with the library

        return label(self.raw)

    @cached_property
    def paragraph_list(self) -> list[Stretch]:
        """The paragraphs as plain tuples, each with its sentences.

        Examples
        --------
        >>> Page("Judul berita ini\\nKalimat ini cukup panjang untuk menjadi isi berita.").paragraph_list[0].start
        17
        """
        return read_paragraphs(self.span_list)

    @cached_property
    def title(self) -> str:
        """The headline, or ``""``.

        Examples
        --------
        >>> Page("Judul berita ini\\nKalimat ini cukup panjang untuk menjadi isi berita.").title
        'Judul berita ini'
        """
        return metadata.read_title(self.span_list)

    @cached_property
    def publication(self) -> metadata.Published:
        """The printed date with its time, basis and reason.

        Examples
        --------
        >>> Page("Judul berita ini\\nRabu, 14 Juni 2023\\nKalimat ini cukup panjang untuk menjadi isi berita.").publication.basis
        'printed'
        """
        return metadata.read_published(self.span_list)

    @property
    def published(self) -> str:
        """The page's own date in EDTF, or ``""``.

        Examples
        --------
        >>> Page("Judul berita ini\\nRabu, 14 Juni 2023\\nKalimat ini cukup panjang untuk menjadi isi berita.").published
        '2023-06-14'
        """
        return self.publication.date

    @property
    def published_time(self) -> str:
        """The time of day with its zone as printed, or ``""``.

        Examples
        --------
        >>> Page("Judul berita ini\\nRabu, 14 Juni 2023 - 13:25 WIB\\nKalimat ini cukup panjang untuk menjadi isi berita.").published_time
        '13:25 WIB'
        """
        return self.publication.time

    @cached_property
    def credits(self) -> list[tuple[str, str]]:
        """Persons with their roles (``writer``, ``translator``, ``editor`` or ``""``).

        Examples
        --------
        >>> Page("Judul berita ini\\nPenulis: Adinegoro\\nKalimat ini cukup panjang untuk menjadi isi berita.").credits
        [('Adinegoro', 'writer')]
        """
        return metadata.read_byline(self.span_list)

    @property
    def byline(self) -> list[str]:
        """Every person credited, in the order of the page.

        Examples
        --------
        >>> Page("Judul berita ini\\nPenulis: Adinegoro\\nKalimat ini cukup panjang untuk menjadi isi berita.").byline
        ['Adinegoro']
        """
        return [name for name, _ in self.credits]

    @cached_property
    def outlet_and_basis(self) -> tuple[str, str]:
        """The outlet that the page's furniture names, and its basis.

        Examples
        --------
        >>> Page("Judul berita ini\\nKOMPAS.com - Kalimat ini cukup panjang untuk menjadi isi berita.").outlet_and_basis
        ('Kompas.com', 'printed')
        """
        return metadata.read_outlet(self.span_list)

    @property
    def outlet(self) -> str:
        """The outlet, or ``""``.

        Examples
        --------
        >>> Page("Judul berita ini\\nKOMPAS.com - Kalimat ini cukup panjang untuk menjadi isi berita.").outlet
        'Kompas.com'
        """
        return self.outlet_and_basis[0]

    @property
    def sources(self) -> list[str]:
        """Agencies and publishers credited.

        Examples
        --------
        >>> Page("Judul berita ini\\nBBC Indonesia\\nKalimat ini cukup panjang untuk menjadi isi berita.").sources
        ['BBC Indonesia']
        """
        return metadata.read_sources(self.span_list)

    @cached_property
    def language(self) -> str:
        """A guess: ``id``, ``ms``, ``en`` or ``""``.

        Examples
        --------
        >>> Page("Kalimat ini cukup panjang untuk menjadi isi berita yang dibaca orang.").language
        'id'
        """
        return guess_language(self.paragraph_list)

    @cached_property
    def spans(self) -> pd.DataFrame:
        """The audit trail; columns as in `lessonlib.corpus.tables.SPAN_COLUMNS`.

        Examples
        --------
        >>> Page("Judul berita ini\\nKalimat ini cukup panjang untuk menjadi isi berita.").spans.kind.tolist()
        ['title', 'blank', 'body']
        """
        return tables.span_table([self])

    @cached_property
    def paragraphs(self) -> pd.DataFrame:
        """The paragraphs of the article.

        Examples
        --------
        >>> len(Page("Judul berita ini\\nKalimat ini cukup panjang untuk menjadi isi berita.").paragraphs)
        1
        """
        return tables.paragraph_table([self])

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """The sentences of the article, by ``sentence_id``.

        Examples
        --------
        >>> Page("Kalimat pertama sudah selesai. Kalimat kedua juga sudah selesai.").sentences.index.tolist()
        ['page-001-01', 'page-001-02']
        """
        return tables.sentence_table([self])

    @cached_property
    def references(self) -> pd.DataFrame:
        """The list of references with the markers that point to it.

        Examples
        --------
        >>> len(Page("Judul berita ini\\nKalimat ini cukup panjang untuk menjadi isi berita.").references)
        0
        """
        return tables.reference_table([self])


def read_page(text: str, doc_id: str = "page") -> Page:
    """Take one page apart.

    Parameters
    ----------
    text : str
        The plain text of a saved page, as it stands; any text will do.
    doc_id : str
        What to call it in tables.

    Returns
    -------
    Page
        With `title`, `published`, `byline`, `spans`, `paragraphs`, `sentences`.

    Raises
    ------
    TypeError
        If `text` is not a string.

    Examples
    --------
    >>> page = read_page("Judul berita yang panjang\\nRabu, 14 Juni 2023\\nEditor: Adinegoro\\nMOSKOW - Kalimat ini adalah isi berita.")
    >>> page.title, page.published, page.byline
    ('Judul berita yang panjang', '2023-06-14', ['Adinegoro'])
    >>> page.sentences.text.tolist()
    ['Kalimat ini adalah isi berita.']
    """
    if not isinstance(text, str):
        raise TypeError(
            f"read_page takes the text of a page as a string, not {type(text).__name__}: for a file, use Path(name).read_text(encoding='utf-8')."
        )
    return Page(text, str(doc_id))
