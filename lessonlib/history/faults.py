"""What can be wrong with one row or one text of the evidence."""

from collections.abc import Iterable
from typing import Any

from lessonlib.corpus.load import load_corpus, seed_pages
from lessonlib.corpus.translations import fingerprint, read_translations
from lessonlib.errors import DataError
from lessonlib.history.edtf_bounds import bounds
from lessonlib.history.evidence import finder
from lessonlib.history.phases import OUTSIDE, place_in_phases
from lessonlib.history.reference import count_forms

#: Parts of a page besides its sentences that must be translated: kinds of span, then rules.
_TRANSLATED_KINDS = ("title", "heading", "caption")
_TRANSLATED_RULES = ("link-line", "headline-list", "page-navigation")


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
        return [f"there is no text {doc_id!r}; the texts are {', '.join(seed_pages())}."]
    try:
        finder(doc_id).find(exact, evidence=evidence)
    except DataError as error:
        return [f"{doc_id}: {error}".replace("give a prefix or a suffix", "quote more of the words around them")]
    return []


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


def translation_faults(doc_id: str) -> list[str]:
    """Say which parts of a text have no translation, an old one, or one that belongs to nothing.

    Examples
    --------
    >>> translation_faults("antara-explainer")
    []
    """
    where = f"translations/en/{doc_id}.toml"
    known = read_translations(doc_id)
    if not known.sentences and not known.places:
        return [f"{where} is missing or empty: restore the file."]
    sentences = load_corpus().sentences
    wanted = {f"sentence.{name}": text for name, text in sentences.text[sentences.doc_id == doc_id].items()}
    wanted |= {f"place.{start}": text for start, text in translated_places(doc_id).items()}
    rows = {f"sentence.{name}": row for name, row in known.sentences.items()} | {
        f"place.{start}": row for start, row in known.places.items()
    }
    stray = {row.sha: name for name, row in rows.items() if name not in wanted}
    problems = []
    for name, text in wanted.items():
        row, sha = rows.get(name), fingerprint(text)
        if row is None and sha in stray:
            problems.append(f"{where}: [{stray.pop(sha)}] translates [{name}], by its sha: correct the name of the row.")
        elif row is None:
            problems.append(f'{where}: [{name}] has no translation (sha "{sha}"): “{text[:60]}”.')
        elif row.sha != sha:
            problems.append(f'{where}: [{name}] was translated from other words; look at it again and set sha to "{sha}".')
    for name in stray.values():
        table, place = name.split(".", 1)
        what = f"there is no sentence {place}" if table == "sentence" else f"no title, heading, caption or headline starts at {place}"
        problems.append(f"{where}: {what}: correct the name of the row, or take it away.")
    return problems


def translated_places(doc_id: str) -> dict[int, str]:
    """Return the parts of a page besides its sentences that are translated, by offset; what stands twice only once.

    Examples
    --------
    >>> translated_places("unsigned-analysis")[0][:26]
    'Melihat Lebih Dalam Dampak'
    """
    found: dict[int, str] = {}
    for span in seed_pages()[doc_id].span_list:
        text = span.text.strip()
        if (span.kind in _TRANSLATED_KINDS or span.rule in _TRANSLATED_RULES) and text not in found.values():
            found[span.start + span.text.index(text)] = text
    return found
