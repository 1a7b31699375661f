"""Who made the texts, and when: what a page prints, and, with a question mark, what we conclude."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lessonlib.corpus.load import load_corpus
from lessonlib.datewords import say_date
from lessonlib.html import escape

if TYPE_CHECKING:
    import pandas as pd

_COPIES = {"truncated": "torn", "yes": "whole_copy"}


def who_is_named(row: pd.Series, told: Mapping[str, Any]) -> str:
    """Return the persons whom a page names, each with what the page says that they did.

    Examples
    --------
    >>> from lessonlib.words import words
    >>> who_is_named(load_corpus().documents.loc["antara-explainer"], words("paper", "en")["packet"])
    'Jafar M Sidik (translator); Atman Ahdiat (editor)'
    """
    names = [name for name in row["byline"].split("; ") if name]
    roles = [told["roles"].get(role, role) for role in row["byline_roles"].split("; ")]
    form = told["say"]["roles"]
    return "; ".join(form.format(names=name, roles=role) for name, role in zip(names, roles, strict=False)) or told["say"]["nobody"]


def published_by(row: pd.Series, say: Mapping[str, str]) -> str:
    """Return who published a text, marked where the page does not print it, and whom the page credits besides.

    Examples
    --------
    >>> from lessonlib.words import words
    >>> documents, say = load_corpus().documents, words("paper", "en")["packet"]["say"]
    >>> published_by(documents.loc["unsigned-analysis"], say)
    'SINDOnews? (not printed: concluded)'
    >>> published_by(documents.loc["kompas-feature"], say)
    'Kompas.com, with the credit BBC INDONESIA'
    """
    if not row["outlet"]:
        return say["unnamed"]
    credits = [name for name in row["sources"].split("; ") if name and name != row["outlet"]]
    outlet = str(row["outlet"] if row["outlet_basis"] == "printed" else say["inferred"].format(outlet=row["outlet"]))
    return say["credited"].format(outlet=outlet, credits=", ".join(credits)) if credits else outlet


def known_sheet(doc_ids: Sequence[str], told: Mapping[str, Any]) -> str:
    """Return a table of who made the texts, and when, on a side of its own.

    Examples
    --------
    >>> from lessonlib.words import words
    >>> "14 June 2023" in known_sheet(["sindonews-listicle"], words("paper", "en")["packet"])
    True
    """
    known = told["known"]
    head = "".join(f'<th scope="col">{escape(known[name])}</th>' for name in ("text", "who", "outlet", "when", "copy"))
    rows = "".join(_row(doc_id, told) for doc_id in load_corpus().documents.index if doc_id in doc_ids)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<section class="known"><h2>{escape(known["title"])}</h2><p>{escape(known["intro"])}</p>{table}</section>'


def _row(doc_id: str, told: Mapping[str, Any]) -> str:
    row: Any = load_corpus().documents.loc[doc_id]
    known = told["known"]
    # The mark of doubt stands behind the words, as it stands behind a concluded outlet.
    when = say_date(row["published"].rstrip("?"))
    cells = (
        who_is_named(row, told),
        published_by(row, told["say"]),
        when if row["published_basis"] == "printed" else known["inferred"].format(value=when),
        known[_COPIES.get(row["complete"], "unknown_copy")],
    )
    return f'<tr><th scope="row">{doc_id}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'
