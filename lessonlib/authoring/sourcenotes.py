"""The words behind the statements of a lesson, as a page to open and as a list on a handout."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from lessonlib.authoring.references import Reference, label, row_of
from lessonlib.corpus.load import load_corpus
from lessonlib.exercises.evidence import resolve
from lessonlib.exercises.passages import Passage
from lessonlib.figures.citing import cited
from lessonlib.history.evidence import load_attestations
from lessonlib.history.outside import load_context, load_series, load_sources
from lessonlib.html import escape, page
from lessonlib.language import FIRST
from lessonlib.overlay import called
from lessonlib.words import words

#: So many characters of a quotation stand on a handout.
_SHORT = 110
#: So many publishers are named for a series of figures.
_PUBLISHERS = 20


def source_page(number: str, references: Sequence[Reference], language: str = "en") -> str:
    """Return the page of sources of a lesson.

    Examples
    --------
    >>> from lessonlib.authoring.references import read_reference
    >>> 'id="n1"' in source_page("01", [read_reference("kompas-feature@157")])
    True
    """
    told = words("authoring", language)["sources"]
    notes = "".join(
        f'<section id="n{place}"><h2>{place} · {escape(label(reference, language))}</h2>{_note(reference, language)}</section>'
        for place, reference in enumerate(references, 1)
    )
    return page(told["title"].format(number=number), f"<p>{escape(told['intro'])}</p>{notes}", language)


def _note(reference: Reference, language: str) -> str:
    told = words("authoring", language)["sources"]
    if reference.kind == "document":
        return f"<p>{escape(_page_data(reference.name, language))}</p>"
    if reference.outside:
        return f"<details><summary>{escape(told['outside'])}</summary>{_outside(reference, told)}</details>"
    return "".join(passage.markup() for passage in resolve(f"{reference.kind}:{reference.name}")) + _speaker(reference, told)


def _page_data(name: str, language: str) -> str:
    told = words("authoring", language)["sources"]
    doc_id, _, column = name.partition(".")
    value = load_corpus().documents[column][doc_id] or told["empty"]
    return told["document"].format(column=column, doc_id=doc_id, value=value)


def _speaker(reference: Reference, told: dict[str, str]) -> str:
    if reference.kind != "attestation":
        return ""
    row = row_of(load_attestations(), reference.name)
    lines = (
        told["speaker"].format(speaker=called(row["speaker"])),
        told["certainty"].format(certainty=told["certainties"][row["certainty"]]),
    )
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _outside(reference: Reference, told: dict[str, str]) -> str:
    if reference.kind == "series":
        return f"<p>{escape(_series_line(reference.name, told))} {escape(told['series'].format(name=reference.name))}</p>"
    if reference.kind == "source":
        return f"<ul>{_page_entry(reference.name, told)}</ul>"
    row = row_of(load_context(), reference.name)
    entries = "".join(_page_entry(name, told) for name in row["sources"])
    return (
        f"<p>{escape(row['statement'])}</p><p>{escape(told['status'].format(status=told['statuses'][row['status']]))}</p><ul>{entries}</ul>"
    )


def _series_line(name: str, told: dict[str, str]) -> str:
    """The series with the publishers of its pages: no title, for a title may tell what a lesson still keeps sealed."""
    return told["series_pages"].format(name=name, cited=cited(load_series(name)["source"], most=_PUBLISHERS))


def _page_entry(name: str, told: dict[str, str]) -> str:
    row = row_of(load_sources(), name)
    day = told["looked_up"].format(day=row["looked_up"])
    return f'<li><a href="{escape(row["url"])}">{escape(row["title"])}</a>, {escape(row["publisher"])} ({escape(day)})</li>'


def source_list(references: Sequence[Reference], language: str = "en", first: int = 1, there: str = "") -> str:
    """Return the sources as a numbered list, short enough for paper.

    Parameters
    ----------
    references : sequence of Reference
        What is listed.
    language : str
        That of the edition.
    first : int
        The number of the first.
    there : str
        What the paper says besides: English that stands there is not said again.

    Examples
    --------
    >>> from lessonlib.authoring.references import read_reference
    >>> source_list([read_reference("kompas-feature@3957")])
    '<ol class="sources"><li id="n1">Kompas.com, kompas-feature@3957: <q lang="id">Halaman Berikutnya</q> = Next page</li></ol>'
    >>> source_list([read_reference("series:debt")]).startswith('<ol class="sources"><li id="n1">The series “debt”, from pages of: ')
    True
    >>> "Next page" in source_list([read_reference("kompas-feature@3957")], there="“Next page”, says the copy.")
    False
    """
    entries = "".join(f'<li id="n{place}">{_short(reference, language, there)}</li>' for place, reference in enumerate(references, first))
    start = f' start="{first}"' if first > 1 else ""
    return f'<ol class="sources"{start}>{entries}</ol>'


def _short(reference: Reference, language: str, there: str) -> str:
    if reference.kind == "document":
        return escape(_page_data(reference.name, language))
    if reference.outside:
        return escape(_outside_line(reference, language))
    found = resolve(f"{reference.kind}:{reference.name}")
    if reference.kind == "attestation":
        sentence = row_of(load_attestations(), reference.name)["sentence_id"]
        found = [found[0]._replace(ref=sentence or reference.name)]
    # A tension or an event is told by several; the last line of a tension says what the reader can see.
    shown = found[-1:] if reference.kind == "tension" else found[:1]
    told = [passage._replace(english="") if passage.original and passage.english in there else passage for passage in shown]
    return "; ".join(_quoted(passage, language) for passage in told)


def _quoted(passage: Passage, language: str) -> str:
    cut = [shorten(text, _SHORT, placeholder=" …") for text in (passage.original, passage.english)]
    where = escape(", ".join(part for part in (passage.source, passage.ref) if part))
    quoted = f'<q lang="id">{escape(cut[0])}</q>' if passage.original else ""
    # What has an original is our English of it, whatever the language of the page.
    told = f'<span lang="{FIRST}">{escape(cut[1])}</span>' if quoted and cut[1] and language != FIRST else escape(cut[1])
    return f"{where}: {' = '.join(part for part in (quoted, told) if part)}"


def _outside_line(reference: Reference, language: str) -> str:
    if reference.kind == "series":
        return _series_line(reference.name, words("authoring", language)["sources"])
    names = [reference.name] if reference.kind == "source" else list(row_of(load_context(), reference.name)["sources"])[:2]
    rows = [row_of(load_sources(), name) for name in names]
    return "; ".join(f"{row['publisher']}, “{shorten(row['title'], _SHORT, placeholder=' …')}”" for row in rows) or label(
        reference, language
    )
