"""What can be wrong with one row of the evidence."""

import re
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from lessonlib.corpus.load import seed_pages
from lessonlib.errors import DataError, nearly, no_such
from lessonlib.history.edtf_bounds import bounds
from lessonlib.history.evidence import finder
from lessonlib.history.phases import OUTSIDE, place_in_phases
from lessonlib.history.reference import count_forms
from lessonlib.history.schemas import NAMELESS, SHOWN_OUTSIDE

_LAST_DAY = date(2024, 12, 31)
_URL = re.compile(r"https?://[^\s/]+\.[^\s]+")


def date_faults(row: dict[str, Any]) -> Iterable[str]:
    """Say where a date and its bounds disagree, or leave the years of the course.

    Examples
    --------
    >>> import datetime
    >>> day = datetime.date(2022, 7, 1)
    >>> list(date_faults({"date": "2022-07-01", "earliest": day, "latest": None}))
    ['latest is open, but the date 2022-07-01 gives 2022-07-01: correct one of the two.']
    """
    try:
        found = bounds(row["date"])
    except DataError as error:
        yield str(error)
        return
    for field, day in zip(("earliest", "latest"), found, strict=True):
        if row[field] != day:
            yield f"{field} is {row[field] or 'open'}, but the date {row['date']} gives {day or 'an open end'}: correct one of the two."
    if place_in_phases(*found)[0] == OUTSIDE:
        yield f"the date {row['date']} lies outside 1945–2024."


def edtf_faults(text: str) -> Iterable[str]:
    """Say whether a text is an EDTF date; nothing is said of an empty one.

    Examples
    --------
    >>> list(edtf_faults("July 2022"))
    ["'July 2022' is not an EDTF date: write it like 2022-07-13, 2022-07, 2023-09~, 1950/1953 or 2022-02/.."]
    """
    if text:
        try:
            bounds(text)
        except DataError as error:
            yield str(error)


def quote_faults(doc_id: str, exact: str, evidence: bool = True) -> list[str]:
    """Say what is wrong with a quotation from one of the five texts.

    Parameters
    ----------
    doc_id, exact : str
        The text and the words.
    evidence : bool
        Whether the words must lie in body or captions.

    Examples
    --------
    >>> quote_faults("kompas-feature", "negara kelima")
    ['kompas-feature: the words “negara kelima” are not in the text.']
    """
    if doc_id not in seed_pages():
        return [f"{no_such('text', doc_id, seed_pages())}."]
    try:
        finder(doc_id).find(exact, evidence=evidence)
    except DataError as error:
        return [f"{doc_id}: {error}".replace("give a prefix or a suffix", "quote more of the words around them")]
    return []


def tension_faults(row: dict[str, Any]) -> Iterable[str]:
    """Say which quotations of a tension are not in their texts; they may stand in any part of a page.

    Examples
    --------
    >>> list(tension_faults({"quotes": [{"doc_id": "kompas-feature", "exact": "Kim said no"}]}))
    ['kompas-feature: the words “Kim said no” are not in the text.']
    """
    for quote in row["quotes"]:
        yield from quote_faults(quote["doc_id"], quote["exact"], evidence=False)


def parallel_faults(row: dict[str, Any]) -> Iterable[str]:
    """Say which words of a pair are not in their texts, and whether these stand in the order of the manifest.

    Examples
    --------
    >>> words = "Putin memberi Kim sebuah mobil"
    >>> list(parallel_faults({"doc_a": "none", "exact_a": words, "doc_b": "none", "exact_b": words}))[-1]
    'doc_a and doc_b are the same text: a parallel lies in two.'
    """
    for side in "ab":
        yield from quote_faults(row[f"doc_{side}"], row[f"exact_{side}"])
    texts, order = (row["doc_a"], row["doc_b"]), list(seed_pages())
    if texts[0] == texts[1]:
        yield "doc_a and doc_b are the same text: a parallel lies in two."
    elif set(texts) <= set(order) and order.index(texts[0]) > order.index(texts[1]):
        yield "doc_a must come before doc_b in the order of the manifest."


def attestation_faults(row: dict[str, Any], events: Collection[str], names: Collection[str], lines: Collection[str]) -> Iterable[str]:
    """Say what an attestation names that no other file has: its event, its speakers, its line of descent.

    Examples
    --------
    >>> row = {"event": "war", "speaker": "a caption", "via": "", "date": "", "reported": "", "line": "AP", "line_reason": "its credit"}
    >>> list(attestation_faults(row, {"war"}, set(), {"Reuters"}))
    ["line 'AP' is not in descent.toml; its lines are Reuters."]
    """
    if row["event"] not in events:
        yield f"{no_such('event', row['event'], events, where='in events.toml')}: correct the id, or add the event."
    for field in ("speaker", "via"):
        if row[field] and row[field] not in names and row[field] not in NAMELESS:
            close = nearly(row[field], (*names, *NAMELESS))
            yield f"{field} {row[field]!r} is not in names.toml{close}: use a name from there, or one of {', '.join(NAMELESS)}."
    for field in ("date", "reported"):
        yield from edtf_faults(row[field])
    if row["line"] and row["line"] not in lines:
        yield f"line {row['line']!r} is not in descent.toml; its lines are {', '.join(sorted(lines))}."
    if bool(row["line"]) != bool(row["line_reason"]):
        yield "line and line_reason go together: give both or neither."


def context_faults(row: dict[str, Any]) -> Iterable[str]:
    """Say whether a fact from outside reaches beyond the course, or has no source.

    Examples
    --------
    >>> list(context_faults({"earliest": None, "latest": None, "sources": [], "status": "confirmed"}))
    ["it names no source: an outside fact needs one, or the status 'unconfirmed'."]
    """
    if row["earliest"] and row["latest"] and row["earliest"] <= _LAST_DAY < row["latest"]:
        yield "it is later than 2024: the course ends there."
    if not row["sources"] and row["status"] != "unconfirmed":
        yield "it names no source: an outside fact needs one, or the status 'unconfirmed'."


def step_faults(row: dict[str, Any]) -> Iterable[str]:
    """Say whether a step of descent that an outside page shows names that page.

    Examples
    --------
    >>> list(step_faults({"basis": "supposed", "sources": []}))
    []
    """
    if row["basis"] == SHOWN_OUTSIDE and not row["sources"]:
        yield "the basis is an outside page, but none is named: add it to sources."


def source_faults(row: dict[str, Any], cited: Collection[str]) -> Iterable[str]:
    """Say whether nobody cites an outside page, or its address is none.

    Examples
    --------
    >>> list(source_faults({"id": "page", "url": "https://example.org/a"}, cited=()))
    ['no row cites it: take it away.']
    """
    if row["id"] not in cited:
        yield "no row cites it: take it away."
    if not _URL.fullmatch(row["url"]):
        yield f"url must begin with https:// or http:// and hold no blanks, not {row['url']!r}."


def citation_faults(row: dict[str, Any], field: str, known: Collection[str]) -> Iterable[str]:
    """Say which outside pages a row cites that are not in sources.csv.

    Examples
    --------
    >>> list(citation_faults({"sources": ["tass-20"]}, "sources", {"tass-2024"}))
    ["the source 'tass-20' is not in sources.csv (is it 'tass-2024'?): correct the id, or add the source."]
    """
    return (no_source(name, known) for name in row[field] if name not in known)


def no_source(name: str, known: Collection[str]) -> str:
    """Say that an outside page is not in sources.csv.

    Examples
    --------
    >>> no_source("pravda", ["tass-2024"])
    "the source 'pravda' is not in sources.csv: correct the id, or add the source."
    """
    return f"the source {name!r} is not in sources.csv{nearly(name, known)}: correct the id, or add the source."


def name_faults(row: dict[str, Any]) -> Iterable[str]:
    """Say what is wrong with a name: a variant that no text prints, a place off the map.

    Examples
    --------
    >>> list(name_faults({"kind": "person", "variants": ["Batavia"], "ambiguous": [], "lat": None, "lon": None}))
    ["the variant 'Batavia' is in none of the texts: take it away."]
    """
    text = "\n".join(span.text for doc_id in seed_pages() for span in seed_pages()[doc_id].span_list if span.kind not in ("boilerplate", "blank"))  # fmt: skip
    for variant in row["variants"]:
        if variant not in text:
            yield f"the variant {variant!r} is in none of the texts: take it away."
    for variant in row["ambiguous"]:
        if variant not in row["variants"]:
            yield f"the ambiguous form {variant!r} is not among the variants."
    if (row["lat"] is None) != (row["lon"] is None) or (row["kind"] == "place") != (row["lat"] is not None):
        yield "a place needs lat and lon, and nothing else has them."
    elif row["lat"] is not None and not (-90 <= row["lat"] <= 90 and -180 <= row["lon"] <= 180):
        yield f"the point {row['lat']}, {row['lon']} is off the map: lat is -90 to 90, lon is -180 to 180."


def signal_faults(row: dict[str, Any]) -> Iterable[str]:
    """Say which forms of a signal word no sentence holds.

    Examples
    --------
    >>> list(signal_faults({"forms": ["membantah", "berkata-kata"]}))
    ["no sentence of the five texts holds 'berkata-kata': correct it, or take it away."]
    """
    for form in row["forms"]:
        if form != form.lower():
            yield f"the form {form!r} must be in small letters."
        elif not count_forms({form: [form]}):
            yield f"no sentence of the five texts holds {form!r}: correct it, or take it away."
