"""The evidence checked as a whole: what rows say of each other, of the texts and of the calendar."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from lessonlib.corpus.load import load_corpus, seed_pages
from lessonlib.errors import DataError
from lessonlib.history import schemas
from lessonlib.history.critique import load_parallels, load_tensions
from lessonlib.history.evidence import attestation_rows, finder, load_attestations, load_events
from lessonlib.history.faults import (
    attestation_faults,
    citation_faults,
    context_faults,
    date_faults,
    name_faults,
    no_source,
    parallel_faults,
    signal_faults,
    source_faults,
    step_faults,
    tension_faults,
)
from lessonlib.history.files import csv_line, evidence_file
from lessonlib.history.outside import SERIES, load_context, load_series, load_sources
from lessonlib.history.rows import Rows
from lessonlib.history.translated import translation_faults


def check_evidence() -> list[str]:
    """Check the curated files, row against row, against the texts and the calendar.

    Returns
    -------
    list of str
        One sentence a fault: where, what is wrong, what to do. Empty when all is well.

    Raises
    ------
    DataError
        If a file is missing or is not TOML.

    Examples
    --------
    >>> check_evidence()
    []
    """
    problems: list[str] = []
    sources = Rows("sources.csv", schemas.SOURCE, problems)
    names = Rows("names.toml", schemas.NAME, problems)
    events = Rows("events.toml", schemas.EVENT, problems)
    context = Rows("context.toml", schemas.CONTEXT, problems)
    attested = _check_attestations(events.ids(), names.ids(), problems)
    events.each(lambda row: [] if row["id"] in attested else ["no text attests it: add an attestation, or take the event away."])
    for dated in (events, context):
        dated.each(date_faults)
        _check_order(dated)
    context.each(context_faults)
    cited = _check_sources(sources, (context, names, Rows("voices.toml", schemas.VOICE, problems)), problems)
    sources.each(partial(source_faults, cited=cited))
    _check_twice(sources, ("url",), "the same url")
    _check_files(problems)
    _check_quotes(problems)
    names.each(name_faults)
    Rows("signals.toml", schemas.SIGNAL, problems).each(signal_faults)
    problems += [fault for doc_id in seed_pages() for fault in translation_faults(doc_id)]
    return problems


def _check_attestations(events: set[str], names: set[str], problems: list[str]) -> set[str]:
    """Check the attestations; return the events that they attest."""
    attestation_rows(problems)
    attested: set[str] = set()
    lines = {row["line"] for row in Rows("descent.toml", schemas.STEP, [], again=True).rows}
    for doc_id in seed_pages():
        rows = Rows(f"attestations/{doc_id}.toml", schemas.ATTESTATION, problems, again=True)
        attested |= {row["event"] for row in rows.rows}
        rows.each(partial(attestation_faults, events=events, names=names, lines=lines))
        _check_text_order(rows, doc_id)
    return attested


def _check_text_order(rows: Rows, doc_id: str) -> None:
    places = []
    for number, row in enumerate(rows.rows):
        try:
            places.append((number, finder(doc_id).find(row["exact"], row["prefix"], row["suffix"]).start))
        except DataError:
            continue
    for number in _misplaced([start for _, start in places]):
        rows.note(places[number][0], "it stands out of the order of the text: move it.")
    _check_twice(rows, ("event", "exact", "prefix", "suffix", "speaker", "via", "certainty"), "the same words for the same event")


def _check_order(rows: Rows) -> None:
    """Rows stand in the order of time; an open start comes by its end."""
    days = [(number, row["earliest"] or row["latest"] or date.min) for number, row in enumerate(rows.rows) if number not in rows.faulty]
    for number in _misplaced([day for _, day in days]):
        rows.note(days[number][0], "it stands out of the order of time (by its earliest day): move it.")


def _misplaced(values: Sequence[Any]) -> list[int]:
    """The fewest places whose values must move so that the rest is in order (all but a longest rising subsequence)."""
    lasts: list[Any] = []
    ends: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        length = bisect_right(lasts, value)
        before.append(ends[length - 1] if length else -1)
        lasts[length : length + 1] = [value]
        ends[length : length + 1] = [place]
    kept, place = set(), ends[-1] if ends else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return [place for place in range(len(values)) if place not in kept]


def _check_twice(rows: Rows, fields: Sequence[str], what: str) -> None:
    seen: dict[tuple[Any, ...], int] = {}
    for number, row in enumerate(rows.rows):
        first = seen.setdefault(tuple(row[field] for field in fields), number)
        if first != number and number not in rows.faulty:
            rows.note(number, f"{what} stands in an earlier row ({rows.rows[first][rows.schema.key][:60]}): take one away.")


def _check_files(problems: list[str]) -> None:
    """A file that nobody reads is a file whose name is wrong."""
    texts = {f"{doc_id}.toml" for doc_id in seed_pages()}
    wanted = {"history/attestations": texts, "translations/en": texts, "history/series": {f"{name}.csv" for name in SERIES}}
    for folder, names in wanted.items():
        for path in sorted((evidence_file().parent / folder).glob("*")):
            if path.name not in names and not path.name.startswith((".", "__")):
                problems.append(f"{folder}/{path.name} is read by nobody: the files there are {', '.join(sorted(names))}.")


def _check_sources(sources: Rows, tables: Sequence[Rows], problems: list[str]) -> set[str]:
    """Check that what is cited is there; return what is cited."""
    known, cited = sources.ids(), set()
    tensions = Rows("tensions.toml", schemas.TENSION, problems)
    steps = Rows("descent.toml", schemas.STEP, problems)
    for table, field in [*((table, "sources") for table in tables), (tensions, "record_sources"), (steps, "sources")]:
        table.each(partial(citation_faults, field=field, known=known))
        cited |= {name for row in table.rows for name in row[field]}
    steps.each(step_faults)
    missing = set(seed_pages()) - steps.ids()
    problems += [f"history/descent.toml: no step says from what {doc_id} descends: add one." for doc_id in sorted(missing)]
    for name in SERIES:
        for number, source in enumerate(load_series(name).source):
            cited.add(source)
            if source not in known:
                fault = no_source(source, known) if source else "source is missing: every figure needs one."
                problems.append(f"history/series/{name}.csv, line {csv_line(evidence_file('series', f'{name}.csv'), number)}: {fault}")
    return cited


def _check_quotes(problems: list[str]) -> None:
    """Every quotation of a tension or a parallel is found in its text."""
    Rows("tensions.toml", schemas.TENSION, problems, again=True).each(tension_faults)
    parallels = Rows("parallels.toml", schemas.PARALLEL, problems)
    parallels.each(parallel_faults)
    _check_twice(parallels, ("doc_a", "exact_a", "doc_b", "exact_b"), "the same pair")


def summary() -> str:
    """Say in one line how much evidence there is.

    Examples
    --------
    >>> summary().split(", ")[0].endswith("events")
    True
    """
    counts = {
        "events": load_events(),
        "attestations": load_attestations(),
        "tensions": load_tensions(),
        "parallels": load_parallels(),
        "facts from outside": load_context(),
        "outside pages": load_sources(),
        "translated sentences": load_corpus().sentences,
    }
    return ", ".join(f"{len(table)} {name}" for name, table in counts.items())
