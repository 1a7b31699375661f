"""The source packet: the texts in two languages, with the ids of their sentences as line numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from lessonlib.authoring.paper.known import known_sheet, published_by, who_is_named
from lessonlib.authoring.paper.sheet import sheet
from lessonlib.authoring.references import part_of
from lessonlib.bundle import read_beside
from lessonlib.corpus.load import load_corpus
from lessonlib.datewords import say_date
from lessonlib.exercises.passages import Passage, passages, text_of
from lessonlib.html import escape
from lessonlib.language import FIRST
from lessonlib.words import words

if TYPE_CHECKING:
    import pandas as pd

_STYLE = read_beside(__file__, "packet.css")


def packet_page(names: Sequence[str], whole: bool, language: str = FIRST, lessons: Sequence[str] = ()) -> str:
    """Return the packet: each text begins on a side of its own, and what we concluded of their makers stands on the last.

    Parameters
    ----------
    names : sequence of str
        What is needed, from `lessonlib.authoring.paper.needed.needed`: a text
        of which nothing is needed is left out.
    whole : bool
        Whether each of these texts stands there with all its sentences.
    language : str
        That of the words around the texts.
    lessons : sequence of str
        For which lessons it is, if not for all.

    Examples
    --------
    >>> made = packet_page(["kompas-feature-016-01"], whole=False)
    >>> "016-01" in made, "015-01" in made, "017-01" in made, 'id="antara-explainer"' in made
    (True, True, True, False)
    >>> "tidak berguna bagi mereka" in made, "generously" in made
    (True, False)
    """
    told = words("paper", language)["packet"]
    texts = list(dict.fromkeys(text_of(name) for name in names))
    sections = [_text(doc_id, names, whole, told) for doc_id in load_corpus().documents.index if doc_id in texts]
    title = told["title_of"].format(lessons=", ".join(lessons)) if lessons else told["title"]
    body = [_intro(texts[0], whole, told) if texts else "", *sections, known_sheet(texts, told)]
    return sheet(title, "".join(body), language, _STYLE)


def text_page(doc_id: str, names: Sequence[str], whole: bool, language: str = FIRST) -> str:
    """Return one text of the packet as a page of its own, for the group that keeps it.

    Examples
    --------
    >>> made = text_page("unsigned-analysis", [], whole=True)
    >>> "009-01" in made, "Here our copy breaks off." in made
    (True, True)
    """
    told = words("paper", language)["packet"]
    return sheet(told["title"], _intro(doc_id, whole, told) + _text(doc_id, names, whole, told), language, _STYLE)


def known_page(doc_ids: Sequence[str], language: str = FIRST) -> str:
    """Return what we concluded of the makers of the texts, as a page of its own.

    Examples
    --------
    >>> "about September 2023?" in known_page(["antara-explainer"])
    True
    """
    told = words("paper", language)["packet"]
    return sheet(told["title"], known_sheet(doc_ids, told), language, _STYLE)


def _intro(doc_id: str, whole: bool, told: Mapping[str, Any]) -> str:
    sentence, place = (f"<code>{doc_id}{example}</code>" for example in ("-014-02", "@157"))
    cite = escape(told["cite"]).format(sentence=sentence, place=place)
    return f"<p>{escape(told['intro'])} {cite} {escape(told['whole' if whole else 'excerpts'])}</p>"


def _text(doc_id: str, names: Collection[str], whole: bool, told: Mapping[str, Any]) -> str:
    """A text: what its page says of itself, its sentences, and what else the page prints."""
    row: Any = load_corpus().documents.loc[doc_id]
    sentences = load_corpus().sentences.query("doc_id == @doc_id")
    shown = [str(name) for name in sentences.index if whole or name in names]
    beside = [name for name in passages() if name.startswith(f"{doc_id}@") and _stands_beside(name, names, whole)]
    parts = [f'<section class="text"><h2 id="{doc_id}">{doc_id}</h2>{_title(row, doc_id)}', _facts(row, len(shown), len(sentences), told)]
    bodies = [f"<tbody>{''.join(_lines(doc_id, sentences, shown, row['complete'] == 'truncated', told))}</tbody>"] if shown else []
    if beside:
        head = f'<tr class="group"><th colspan="3" scope="rowgroup">{escape(told["beside"])}</th></tr>'
        bodies.append(f"<tbody>{head}{''.join(_line(passages()[name]) for name in beside)}</tbody>")
    return "".join([*parts, _table(doc_id, bodies, row, told), "</section>"])


def _stands_beside(name: str, names: Collection[str], whole: bool) -> bool:
    """Headlines stand above, headings between the sentences; of the rest, what lessons need, and in a whole text captions and notes."""
    part = part_of(name)
    return part not in ("title", "heading") and (name in names or (whole and part in ("caption", "reference")))


def _title(row: pd.Series, doc_id: str) -> str:
    ours = next((found.english for found in passages().values() if found.original == row["title"] and text_of(found.ref) == doc_id), "")
    return f'<p><b lang="id">{escape(row["title"])}</b><br><span lang="{FIRST}">{escape(ours)}</span></p>' if row["title"] else ""


def _facts(row: pd.Series, shown: int, every: int, told: Mapping[str, Any]) -> str:
    """What the page says of itself. A date that we concluded is not told: students find it in lesson 01."""
    head, say = told["head"], told["say"]
    here = say["all" if shown == every else "some"].format(shown=shown, every=every)
    facts = {
        head["who"]: who_is_named(row, told),
        head["outlet"]: published_by(row, say),
        head["when"]: _printed_date(row) or say["no_date"],
        head["here"]: f"{here}. {told['torn']}" if row["complete"] == "truncated" else here,
    }
    return f"<dl>{''.join(f'<dt>{escape(name)}</dt><dd>{escape(value)}</dd>' for name, value in facts.items())}</dl>"


def _printed_date(row: pd.Series) -> str:
    if row["published_basis"] != "printed":
        return ""
    return ", ".join(part for part in (say_date(row["published"]), row["published_time"]) if part)


def _lines(doc_id: str, sentences: pd.DataFrame, shown: Collection[str], torn: bool, told: Mapping[str, Any]) -> Iterator[str]:
    """The sentences in order, with their headings; what is left out, in one line."""
    sections = load_corpus().paragraphs.query("doc_id == @doc_id").set_index("paragraph")["section"]
    section = paragraph = None
    for kept, group in groupby(sentences.itertuples(), key=lambda row: row.Index in shown):
        rows: list[Any] = list(group)
        if not kept:
            yield _gap([str(row.Index).removeprefix(f"{doc_id}-") for row in rows], told)
            continue
        for row in rows:
            if sections[row.paragraph] != section and sections[row.paragraph]:
                yield _heading(doc_id, sections[row.paragraph])
            yield _line(passages()[str(row.Index)], "first" if row.paragraph != paragraph else "")
            section, paragraph = sections[row.paragraph], row.paragraph
    if torn:
        yield f'<tr class="gap"><td colspan="3">{escape(told["torn_end"])}</td></tr>'


def _gap(left_out: Sequence[str], told: Mapping[str, Any]) -> str:
    form = told["left_out" if len(left_out) > 1 else "left_out_one"]
    return f'<tr class="gap"><td colspan="3">{escape(form.format(first=left_out[0], last=left_out[-1]))}</td></tr>'


def _heading(doc_id: str, text: str) -> str:
    return _line(next(found for found in passages().values() if found.original == text and text_of(found.ref) == doc_id), "head first")


def _line(passage: Passage, kind: str = "") -> str:
    """A passage: its number, the original, our English."""
    number = passage.ref.removeprefix(text_of(passage.ref)).removeprefix("-")
    # The notes of the commentary are in English, and need none of ours.
    language = FIRST if "@" in number and part_of(passage.ref) == "reference" else "id"
    # What has no English of ours, as a date line, has the room of both.
    wide = "" if passage.english else ' colspan="2"'
    cells = f'<td{wide} lang="{language}">{escape(passage.original)}</td>'
    cells += f'<td lang="{FIRST}">{escape(passage.english)}</td>' if passage.english else ""
    return f'<tr class="{kind}"><th scope="row">{number}</th>{cells}</tr>'


def _table(doc_id: str, bodies: Iterable[str], row: pd.Series, told: Mapping[str, Any]) -> str:
    """Head and foot come again on every side: which text, whose it is, and that it is not ours to pass on."""
    columns = "".join(f'<th scope="col">{escape(told[name])}</th>' for name in ("number", "indonesian", "english"))
    head = f'<tr><th colspan="3" scope="colgroup">{doc_id}</th></tr><tr>{columns}</tr>'
    foot = f'<tr><td colspan="3">{_foot(doc_id, row, told["foot"], told["say"])}</td></tr>'
    widths = '<colgroup><col class="number"><col><col></colgroup>'
    return f'<table class="lines">{widths}<thead>{head}</thead><tfoot>{foot}</tfoot>{"".join(bodies)}</table>'


def _foot(doc_id: str, row: pd.Series, foot: Mapping[str, str], say: Mapping[str, str]) -> str:
    title = escape(foot["title"]).format(title=f'<span lang="id">{escape(row["title"])}</span>') if row["title"] else ""
    date = escape(foot["date"].format(date=_printed_date(row))) if _printed_date(row) else ""
    outlet = escape(published_by(row, say))
    return f"{escape(foot['source']).format(doc_id=doc_id, outlet=outlet, title=title, date=date)} {escape(foot['rights'])}"
