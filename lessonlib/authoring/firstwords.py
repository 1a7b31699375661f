"""All words of the course in English, by the file in which another language has its own: what there is to translate."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lessonlib import overlay
from lessonlib.authoring.course import read_course
from lessonlib.corpus.load import load_corpus
from lessonlib.corpus.rules import catalogue
from lessonlib.corpus.translations import Translation, read_translations
from lessonlib.exercises.banks import BANK
from lessonlib.figures.ancestry import twigs
from lessonlib.history import critique, descent, evidence, outside, phases, reference
from lessonlib.history.schemas import NAMELESS
from lessonlib.language import FIRST, speaking
from lessonlib.tomlfile import read_toml
from lessonlib.words import WORDS

#: The rows of the curated tables, by the file of their words.
ROWS: Mapping[str, Callable[[], Any]] = {
    "documents": lambda: load_corpus().documents,
    "rules": lambda: {name: {"why": rule.why} for name, rule in catalogue().by_name.items()},
    overlay.TRANSLATIONS: lambda: {name: found._asdict() for name, found in noted().items()},
    "history/events": evidence.load_events,
    "history/attestations": evidence.load_attestations,
    "history/tensions": critique.load_tensions,
    "history/context": outside.load_context,
    "history/sources": outside.load_sources,
    "history/voices": reference.load_voices,
    "history/names": reference.load_names,
    "history/signals": reference.load_signals,
    "history/phases": lambda: {name: phase._asdict() for name, phase in phases.PHASES.items()},
    "course": lambda: {number: {"python": plan.python} for number, plan in read_course().lessons.items()},
}
#: Their columns of prose.
FIELDS: Mapping[str, tuple[str, ...]] = {**overlay.PROSE, "course": ("python",)}
#: Words that each language chooses for itself.
OWN = {("authoring", "lint")}
#: In the words of who counted the trade, these are for the code.
_FOR_CODE = ("side", "pages")
_FIELD = re.compile(r"\{[^{}]*\}")


def english_words(words: Path = WORDS, bank: Path = BANK) -> dict[str, dict[str, Any]]:
    """Return what there is to translate, the lessons apart.

    Parameters
    ----------
    words, bank : Path
        The folders with the English words and exercises.

    Returns
    -------
    dict
        By file (such as ``words/places`` and ``exercises/02``) its table in
        English; what is empty there is left out.

    Examples
    --------
    >>> english_words()["words/history/events"]["korean-war"]["label"][:11]
    'North Korea'
    """
    with speaking(FIRST):
        found = {f"words/{path.stem}": _room(path) for path in sorted((words / FIRST).glob("*.toml"))}
        found |= {f"words/{name}": _told_rows(name) for name in ROWS}
        found |= {f"words/{name}": english_texts(name) for name in overlay.BY_TEXT}
        found[f"words/{overlay.CALLED}"] = {name: name for name in sorted(all_called())}
        return found | {f"exercises/{path.stem}": _exercises(path, bank) for path in sorted((bank / FIRST).glob("*.toml"))}


def leaves(table: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield the words of a table, each with the names that lead to it.

    Examples
    --------
    >>> list(leaves({"a": "one", "b": {"c": ["two"]}}))
    [(('a',), 'one'), (('b', 'c'), ['two'])]
    """
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from leaves(value, (*path, name))
        else:
            yield (*path, name), value


def has_words(value: Any) -> bool:
    """Whether something stands there to translate, and not only signs, numbers and fields that are filled in.

    Examples
    --------
    >>> has_words("{count} texts"), has_words(["{count} × ", "—"]), has_words("2,5")
    (True, False, False)
    """
    return any(re.search(r"[^\W\d_]", _FIELD.sub("", text)) for text in (value if isinstance(value, list) else [value]))


def rows_of(name: str) -> dict[str, Mapping[str, Any]]:
    """Return the rows of a curated table by their ids.

    Examples
    --------
    >>> rows_of("history/phases")["cooling"]["label"]
    'Cooling'
    """
    table = ROWS[name]()
    return table if isinstance(table, dict) else {str(row): fields for row, fields in table.to_dict("index").items()}


def english_texts(name: str, part: str = "") -> dict[str, Any]:
    """Return the words of a table without ids, each by itself; of the series, by series.

    Examples
    --------
    >>> english_texts("history/series", "votes")["Unanimous"]
    'Unanimous'
    """
    if name == "history/series" and not part:
        return {series: english_texts(name, series) for series in outside.SERIES}
    table = outside.load_series(part) if part else descent.load_family() if name == "history/descent" else critique.load_parallels()
    return {text: text for field in overlay.BY_TEXT[name] if field in table for text in table[field] if text}


def all_called() -> set[str]:
    """Return all names that a figure or a widget may show: speakers, places, pages and passages of the family tree, guests and hosts.

    The five texts go by their ids in every language.

    Examples
    --------
    >>> {"analysts", "Moscow", "BBC News Indonesia, August 2022", "point 2"} <= all_called()
    True
    """
    said, family = evidence.load_attestations(), descent.load_family()
    columns = [said["speaker"], said["via"], evidence.load_events()["place"], family["child"], family["parent"], family["line"]]
    columns += [twigs()["place"], *(outside.load_series("meetings")[name] for name in ("guest", "host", "place", "kind"))]
    found = {name for column in columns for name in column if name} | set(NAMELESS) | set(reference.load_names().index)
    return found - set(load_corpus().documents.index)


def noted() -> dict[str, Translation]:
    """Return the sentences that have a note on our translation.

    Examples
    --------
    >>> noted()["antara-explainer-005-01"].gloss
    'awal mula = the very beginning'
    """
    every = {name: found for doc_id in load_corpus().documents.index for name, found in read_translations(doc_id).sentences.items()}
    return {name: found for name, found in every.items() if found.note or found.gloss or found.alternative}


def _told_rows(name: str) -> dict[str, Any]:
    rows = {row: {field: fields[field] for field in FIELDS[name] if fields.get(field)} for row, fields in rows_of(name).items()}
    return {row: told for row, told in rows.items() if told}


def _room(path: Path) -> dict[str, Any]:
    found = _told(read_toml(path))
    for counter in found.get("trade", {}).get("counters", {}).values():
        for name in _FOR_CODE:
            counter.pop(name, None)
    return found


def _told(table: Mapping[str, Any]) -> dict[str, Any]:
    """What is text or a list of text, and not empty."""
    told = {name: _told(value) if isinstance(value, dict) else value for name, value in table.items()}
    return {name: value for name, value in told.items() if value and isinstance(value, str | list | dict)}


def _exercises(path: Path, bank: Path) -> dict[str, Any]:
    """The words of a lesson, and the reasons that stand with its structure."""
    found, structure = _told(read_toml(path)), bank / path.name
    for row in read_toml(structure).get("exercise", []) if structure.is_file() else ():
        if row.get("reasoned"):
            found.setdefault("exercise", {}).setdefault(row["id"], {}).setdefault("reasoned", row["reasoned"])
    return found
