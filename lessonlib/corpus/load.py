"""Folders of pages become a corpus of tables."""

import hashlib
import os
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from lessonlib.bundle import find_folder
from lessonlib.corpus import tables
from lessonlib.corpus.manifest import read_manifest
from lessonlib.corpus.page import Page
from lessonlib.corpus.reading import list_pages, read_text
from lessonlib.corpus.translations import english
from lessonlib.errors import ManifestError, UnknownNameError, nearly
from lessonlib.files import shown
from lessonlib.overlay import in_language

DOCUMENT_COLUMNS = [
    "doc_id", "original_file", "title", "outlet", "outlet_basis", "outlet_reason", "published", "published_basis", "published_time", "published_reason",
    "genre", "byline", "byline_roles", "sources", "language", "complete", "complete_reason", "rights", "n_chars", "sha256",
]  # fmt: skip


class Corpus:
    """Pages as tables.

    Attributes
    ----------
    documents : pandas.DataFrame
        One row a text, index ``doc_id``; see `DOCUMENT_COLUMNS`.
    spans : pandas.DataFrame
        The audit trail: ``doc_id, start, end, kind, rule, text``.
    paragraphs, sentences : pandas.DataFrame
        The articles, body only.
    references : pandas.DataFrame
        Lists of references with their markers.

    Examples
    --------
    >>> load_corpus().paragraphs.section.iloc[-1]
    'Faktor Amerika'
    """

    def __init__(self, pages: list[Page], documents: pd.DataFrame) -> None:
        self._pages = {page.doc_id: page for page in pages}
        self.documents = documents

    def __repr__(self) -> str:
        count = len(self._pages)
        return f"Corpus of {count} text{'s' if count != 1 else ''}: {shown(', '.join(self._pages))}"

    @cached_property
    def spans(self) -> pd.DataFrame:
        """The audit trail of all pages.

        Examples
        --------
        >>> spans = load_corpus().spans
        >>> spans[spans.kind == "dateline"].text.str.strip().tolist()
        ['KOMPAS.com -', 'Seoul (ANTARA) -', 'MOSKOW -', 'MOSKOW -']
        """
        return tables.span_table(list(self._pages.values()))

    @cached_property
    def paragraphs(self) -> pd.DataFrame:
        """The paragraphs of all articles.

        Examples
        --------
        >>> load_corpus().paragraphs.doc_id.value_counts(sort=False).to_dict()["unsigned-analysis"]
        9
        """
        return tables.paragraph_table(list(self._pages.values()))

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """The sentences of all articles, by ``sentence_id``, with our translation in ``text_en`` where there is one.

        Examples
        --------
        >>> load_corpus().sentences.loc["sindonews-listicle-003-01", "text"]
        'Berikut adalah 7 fakta kedekatan antara Vladimir Putin dan Kim Jong Un.'
        """
        found = tables.sentence_table(list(self._pages.values()))
        found["text_en"] = [
            english(doc_id, sentence_id, text) for sentence_id, doc_id, text in zip(found.index, found.doc_id, found.text, strict=True)
        ]
        found["text_en"] = found["text_en"].astype("str")
        return found

    @cached_property
    def references(self) -> pd.DataFrame:
        """The references of all articles.

        Examples
        --------
        >>> load_corpus().references.number.tolist()
        ['1', '2', '3', '4', '5', '6', '7']
        """
        return tables.reference_table(list(self._pages.values()))

    def page(self, doc_id: str) -> Page:
        """Return one page taken apart.

        Raises
        ------
        UnknownNameError
            If there is no such text; the message lists those there are.

        Examples
        --------
        >>> load_corpus().page("antara-explainer").byline
        ['Jafar M Sidik', 'Atman Ahdiat']
        """
        try:
            return self._pages[doc_id]
        except (KeyError, TypeError):
            near = nearly(doc_id, self._pages)
            raise UnknownNameError(
                f"There is no text {doc_id!r} in this corpus{near}; the texts are {shown(', '.join(self._pages))}."
            ) from None

    def raw(self, doc_id: str) -> str:
        """Return the raw text of one page, decoded, with its line ends as they are.

        Examples
        --------
        >>> load_corpus().raw("antara-explainer")[:14]
        ' date 2023-09 '
        """
        return self.page(doc_id).raw


def load_corpus(folder: str | os.PathLike | None = None) -> Corpus:
    """Load a folder of pages, cleaned, with a complete audit trail.

    Parameters
    ----------
    folder : path, optional
        Any folder of UTF-8 ``.txt`` pages, with or without ``manifest.toml``,
        in the order of the manifest, then by name.
        Without it, the five texts of the course.

        What is not seen in a name, or would act on a screen, is replaced in its ``doc_id``.

    Returns
    -------
    Corpus
        Tables `documents`, `spans`, `paragraphs`, `sentences`, `references`.

    Raises
    ------
    PageError
        If the folder or a page cannot be read.
    ManifestError
        If the manifest does not fit the folder.

    Examples
    --------
    >>> corpus = load_corpus()
    >>> corpus.documents.published.tolist()
    ['2022-08-30', '2023-09~', '2023-06-14', '2023-09~', '2024-03?']
    """
    if folder is None:
        # Only of the five texts does another language know the reasons.
        return Corpus(list(seed_pages().values()), in_language(_seed_documents(), "documents"))
    entries = _read(Path(folder))
    return Corpus([entry.page for entry in entries], _documents(entries))


class _Entry(NamedTuple):
    """A page with its file, the hash of its bytes, and what the manifest knows of it."""

    page: Page
    path: Path
    sha256: str
    known: dict[str, str]


def _read(folder: Path) -> list[_Entry]:
    """The pages of a folder, in the order of the manifest, then by name."""
    manifest = read_manifest(folder)
    order = {name: position for position, name in enumerate(manifest)}
    paths = sorted(list_pages(folder), key=lambda path: (order.get(path.name, len(order)), path.name))
    return [_entry(path, manifest.get(path.name, {})) for path in paths]


def _entry(path: Path, known: dict[str, str]) -> _Entry:
    text, raw = read_text(path)
    return _Entry(Page(text, shown(path.stem)), path, hashlib.sha256(raw).hexdigest(), known)


@cache
def _seeds() -> list[_Entry]:
    return _read(find_folder("seeds"))


@cache
def _seed_documents() -> pd.DataFrame:
    return _documents(_seeds())


def _documents(entries: list[_Entry]) -> pd.DataFrame:
    return pd.DataFrame([_document_row(*entry) for entry in entries], columns=DOCUMENT_COLUMNS).set_index("doc_id")


def seed_pages() -> dict[str, Page]:
    """Return the five texts taken apart, by ``doc_id``; read once in a process.

    Examples
    --------
    >>> list(seed_pages())[0]
    'kompas-feature'
    """
    return {entry.page.doc_id: entry.page for entry in _seeds()}


def _document_row(page: Page, path: Path, sha256: str, known: dict[str, str]) -> dict[str, Any]:
    """Join what the page prints with what the manifest knows; the page decides what is printed."""
    printed = page.publication
    if known.get("published_basis") == "printed" and printed.basis == "printed" and known.get("published") != printed.date:
        raise ManifestError(
            f"{shown(path.parent / 'manifest.toml')} says that {shown(path.name)} prints the date {known.get('published')!r}, but it prints {printed.date!r}: correct the manifest."
        )
    language = known.get("language") or page.language  # a guess takes reading the whole article
    row = _printed(page) | {"original_file": shown(path.name), "sha256": sha256, "language": language}
    row.update({key: value for key, value in known.items() if key not in ("file", "sha256") and value})
    if known.get("outlet") and "outlet_basis" not in known:
        row.update(outlet_basis="supplied", outlet_reason="Given in the manifest.")
    if known.get("published") and "published_basis" not in known:
        row.update(published_basis="supplied", published_reason="Given in the manifest.")
    return row


def _printed(page: Page) -> dict[str, Any]:
    """What the page says of itself; what nobody has told is said to be unknown."""
    outlet, basis = page.outlet_and_basis
    printed = page.publication
    return {
        "doc_id": page.doc_id,
        "title": page.title,
        "outlet": outlet,
        "outlet_basis": basis,
        "outlet_reason": "Named by the page's own furniture." if outlet else "The page names no outlet.",
        "published": printed.date,
        "published_basis": printed.basis,
        "published_time": printed.time,
        "published_reason": printed.reason,
        "genre": "",
        "byline": "; ".join(page.byline),
        "byline_roles": "; ".join(role or "not stated" for _, role in page.credits),
        "sources": "; ".join(page.sources),
        "complete": "unknown",
        "complete_reason": "Nobody has compared it with the published page.",
        "rights": "",
        "n_chars": len(page.raw),
    }
