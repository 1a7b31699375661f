"""The evidence checked as a whole: what rows say of each other, of the texts and of the calendar."""

import difflib
import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from lessonlib.corpus.load import load_corpus, seed_pages
from lessonlib.errors import DataError
from lessonlib.history import schemas
from lessonlib.history.critique import load_parallels, load_tensions
from lessonlib.history.evidence import attestation_rows, finder, load_attestations, load_events
from lessonlib.history.faults import date_faults, edtf_faults, name_faults, quote_faults, signal_faults, translation_faults
from lessonlib.history.files import Schema, csv_line, evidence_file, locate, read_rows
from lessonlib.history.outside import SERIES, load_context, load_series, load_sources

#: What the text says itself or under a picture, and speakers whom it does not name.
NAMELESS = ("the outlet", "a caption", "analysts", "experts", "local government", "reports", "sanctions monitors")
LAST_DAY = date(2024, 12, 31)
_URL = re.compile(r"https?://[^\s/]+\.[^\s]+")


class Rows:
    """The rows of one file, with the place of each for messages.

    Parameters
    ----------
    name : str
        The file in the folder of the evidence.
    schema : Schema
        What its rows hold.
    problems : list of str
        Where faults are noted.

    Examples
    --------
    >>> len(Rows("events.toml", schemas.EVENT, [])) > 50
    True
    """

    def __init__(self, name: str, schema: Schema, problems: list[str]) -> None:
        self.path: Path = evidence_file(name)
        self.schema, self.problems = schema, problems
        self.faulty: set[int] = set()
        self.rows = read_rows(self.path, schema, problems, self.faulty)

    def __len__(self) -> int:
        return len(self.rows)

    def ids(self) -> set[str]:
        """Return what names the rows.

        Examples
        --------
        >>> "korean-war" in Rows("events.toml", schemas.EVENT, []).ids()
        True
        """
        return {row[self.schema.key] for row in self.rows}

    def note(self, number: int, fault: str) -> None:
        """Note a fault of a row.

        Examples
        --------
        >>> problems = []
        >>> Rows("events.toml", schemas.EVENT, problems).note(10_000, "its label is missing.")
        >>> problems
        ['history/events.toml, row 10001 (without a name): its label is missing.']
        """
        row = self.rows[number] if number < len(self.rows) else {}
        self.problems.append(f"{locate(self.path, self.schema, number, row)}: {fault}")

    def each(self, check: Callable[[dict[str, Any]], Iterable[str]]) -> None:
        """Note what a check finds, row by row; a row that is wrong in itself waits until it is mended.

        Examples
        --------
        >>> Rows("events.toml", schemas.EVENT, []).each(lambda row: [])
        """
        for number, row in enumerate(self.rows):
            for fault in () if number in self.faulty else check(row):
                self.note(number, fault)


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
    context.each(lambda row: ["it is later than 2024: the course ends there."] if (row["earliest"] or date.max) <= LAST_DAY < (row["latest"] or date.min) else [])  # fmt: skip
    context.each(lambda row: ["it names no source: an outside fact needs one, or the status 'unconfirmed'."] if not row["sources"] and row["status"] != "unconfirmed" else [])  # fmt: skip
    cited = _check_sources(sources, (context, names, Rows("voices.toml", schemas.VOICE, problems)), problems)
    sources.each(lambda row: [] if row["id"] in cited else ["no row cites it: take it away."])
    sources.each(lambda row: [] if _URL.fullmatch(row["url"]) else [f"url must begin with https:// or http:// and hold no blanks, not {row['url']!r}."])  # fmt: skip
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
    lines = Rows("descent.toml", schemas.STEP, [])
    known_lines = {row["line"] for row in lines.rows}
    for doc_id in seed_pages():
        rows = Rows(f"attestations/{doc_id}.toml", schemas.ATTESTATION, [])
        rows.problems = problems
        attested |= {row["event"] for row in rows.rows}

        def faults(row: dict[str, Any]) -> Iterable[str]:
            if row["event"] not in events:
                yield f"there is no event {row['event']!r} in events.toml{_nearly(row['event'], events)}: correct the id, or add the event."
            for field in ("speaker", "via"):
                if row[field] and row[field] not in names and row[field] not in NAMELESS:
                    yield f"{field} {row[field]!r} is not in names.toml{_nearly(row[field], (*names, *NAMELESS))}: use a name from there, or one of {', '.join(NAMELESS)}."  # fmt: skip
            for field in ("date", "reported"):
                yield from edtf_faults(row[field])
            if row["line"] and row["line"] not in known_lines:
                yield f"line {row['line']!r} is not in descent.toml; its lines are {', '.join(sorted(known_lines))}."
            if bool(row["line"]) != bool(row["line_reason"]):
                yield "line and line_reason go together: give both or neither."

        rows.each(faults)
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


def _nearly(word: str, known: Collection[str]) -> str:
    found = difflib.get_close_matches(word, known, 1, 0.8)
    return f" (is it {found[0]!r}?)" if found else ""


def _check_sources(sources: Rows, tables: Sequence[Rows], problems: list[str]) -> set[str]:
    """Check that what is cited is there; return what is cited."""
    known, cited = sources.ids(), set()
    tensions = Rows("tensions.toml", schemas.TENSION, problems)
    steps = Rows("descent.toml", schemas.STEP, problems)
    for table, field in [*((table, "sources") for table in tables), (tensions, "record_sources"), (steps, "sources")]:
        table.each(_names_sources(field, known))
        cited |= {name for row in table.rows for name in row[field]}
    steps.each(lambda row: ["the basis is an outside page, but none is named: add it to sources."] if row["basis"] == schemas.BASES[1] and not row["sources"] else [])  # fmt: skip
    missing = set(seed_pages()) - steps.ids()
    problems += [f"history/descent.toml: no step says from what {doc_id} descends: add one." for doc_id in sorted(missing)]
    for name in SERIES:
        for number, source in enumerate(load_series(name).source):
            cited.add(source)
            if source not in known:
                fault = f"the source {source!r} is not in sources.csv{_nearly(source, known)}: correct the id, or add the source." if source else "source is missing: every figure needs one."  # fmt: skip
                problems.append(f"history/series/{name}.csv, line {csv_line(evidence_file('series', f'{name}.csv'), number)}: {fault}")
    return cited


def _names_sources(field: str, known: set[str]) -> Callable[[dict[str, Any]], Iterable[str]]:
    return lambda row: (
        f"the source {name!r} is not in sources.csv{_nearly(name, known)}: correct the id, or add the source."
        for name in row[field]
        if name not in known
    )


def _quotes_side(side: str) -> Callable[[dict[str, Any]], Iterable[str]]:
    return lambda row: quote_faults(row[f"doc_{side}"], row[f"exact_{side}"])


def _check_quotes(problems: list[str]) -> None:
    """Every quotation of a tension or a parallel is found in its text."""
    tensions = Rows("tensions.toml", schemas.TENSION, [])
    tensions.problems = problems
    tensions.each(lambda row: (fault for quote in row["quotes"] for fault in quote_faults(quote["doc_id"], quote["exact"], evidence=False)))
    parallels = Rows("parallels.toml", schemas.PARALLEL, problems)
    order = list(seed_pages())
    for side in "ab":
        parallels.each(_quotes_side(side))
    _check_twice(parallels, ("doc_a", "exact_a", "doc_b", "exact_b"), "the same pair")
    parallels.each(
        lambda row: (
            ["doc_a and doc_b are the same text: a parallel lies in two."]
            if row["doc_a"] == row["doc_b"]
            else ["doc_a must come before doc_b in the order of the manifest."]
            if {row["doc_a"], row["doc_b"]} <= set(order) and order.index(row["doc_a"]) > order.index(row["doc_b"])
            else []
        )
    )


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
