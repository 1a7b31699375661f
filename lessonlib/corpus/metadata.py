"""What a page says of itself: headline, date, persons, outlet, references."""

import re
from typing import NamedTuple

from lessonlib.corpus.dates import COLLECTOR_DATE, find_date
from lessonlib.corpus.kinds import Span
from lessonlib.corpus.names import credited, person
from lessonlib.corpus.outlets import DOMAIN, known_outlet
from lessonlib.corpus.patterns import later

_OUTLET_SPANS = ("date", "source", "dateline", "byline")
_NOTICES = ("copyright", "newsletter", "advert", "button", "republished")
_SIGNED = later(r"(.{3,40}?)\s*[-–—|]\s+(.{2,30})")
_ENTRY = later(r"\[?(\d{1,3})[\].)]?\s")


class Published(NamedTuple):
    """The date of a page: EDTF, the time of day as printed, the basis, the reason.

    Examples
    --------
    >>> Published().basis
    'unknown'
    """

    date: str = ""
    time: str = ""
    basis: str = "unknown"
    reason: str = "The page prints no date of its own."


class Reference(NamedTuple):
    """An entry of the list of references: its number, its text and place, the places of the markers that point to it.

    Examples
    --------
    >>> Reference("1", "[1] Reuters.", 200, 212, [(80, 83)]).markers
    [(80, 83)]
    """

    number: str
    text: str
    start: int
    end: int
    markers: list[tuple[int, int]]


def _plain(text: str) -> str:
    """Return text with plain spaces, as the rules saw it."""
    return " ".join(text.split())


def read_title(spans: list[Span]) -> str:
    """Return the headline, or ``""``.

    Examples
    --------
    >>> from lessonlib.corpus.labelling import label
    >>> read_title(label("Judul berita ini\\nKalimat ini cukup panjang untuk menjadi isi berita."))
    'Judul berita ini'
    """
    return next((_plain(span.text) for span in spans if span.kind == "title"), "")


def read_published(spans: list[Span]) -> Published:
    """Read the date that a page prints of itself.

    A labelled date ("Diterbitkan") counts before a bare one, a bare one below
    the headline before one above it (which may be the day of saving), a date
    of change last. Dates inside the article are dates of the story.

    Parameters
    ----------
    spans : list of Span
        From `lessonlib.corpus.labelling.label`.

    Examples
    --------
    >>> from lessonlib.corpus.labelling import label
    >>> page = "Judul berita yang cukup panjang\\nRabu, 14 Juni 2023 - 13:25 WIB\\nMOSKOW - Kalimat pertama berita ini, yang cukup panjang."
    >>> read_published(label(page))[:3]
    ('2023-06-14', '13:25 WIB', 'printed')
    """
    title = next((span.start for span in spans if span.kind == "title"), -1)
    found = []
    for span in spans:
        if span.kind != "date":
            continue
        if span.rule == "collector-date" and (match := COLLECTOR_DATE.match(span.text)):
            found.append(
                (
                    3,
                    span.start,
                    Published(
                        match[1] + "~", "", "inferred", f"A header of the collection says {match[1]!r}; the outlet did not print it."
                    ),
                )
            )
        elif date := find_date(_plain(span.text)):
            rank = (1 if span.start > title else 2) if span.rule == "date-line" else 0 if span.rule == "date-label" else 4
            reason = "Printed as the date of the last change." if rank == 4 else "Printed beside the headline."
            found.append((rank, span.start, Published(date.edtf, date.time, "printed", reason)))
    return min(found)[2] if found else Published()


def read_byline(spans: list[Span]) -> list[tuple[str, str]]:
    """Return every person credited, with a role, in the order of the page.

    Examples
    --------
    >>> from lessonlib.corpus.labelling import label
    >>> read_byline(label("Judul berita ini\\nPenulis: Adinegoro\\nKalimat ini cukup panjang untuk menjadi isi berita."))
    [('Adinegoro', 'writer')]
    """
    found: dict[str, str] = {}
    pending = ""
    for span in spans:
        if span.kind != "byline":
            continue
        if span.rule == "byline-role":
            pending = (credited(f"{span.text.strip()}: Xxxx Yyyy") or [("", "")])[0][1]
            continue
        text = _plain(span.text)
        names = credited(text)
        if not names and (signed := _SIGNED.fullmatch(text)) and known_outlet(signed[2]) and (name := person(signed[1])):
            names = [(name, "")]
        if not names and span.rule == "byline-name":
            names = [(name, "") for part in re.split(r",\s+|\s+&\s+|\s+dan\s+", text) if (name := person(part))]
        for name, role in names:
            found[name] = found.get(name) or role or pending
        pending = ""
    return list(found.items())


def read_outlet(spans: list[Span]) -> tuple[str, str]:
    """Return the outlet that a page names, and the basis (``printed`` or ``unknown``).

    Only furniture counts: credits, date lines, datelines, notices. An outlet
    named in the article is a matter of the story; an agency is a source.

    Examples
    --------
    >>> from lessonlib.corpus.labelling import label
    >>> read_outlet(label("Judul berita ini\\nKOMPAS.com - Kalimat ini cukup panjang untuk menjadi isi berita."))
    ('Kompas.com', 'printed')
    """
    wanted = [span for span in spans if span.kind in _OUTLET_SPANS] + [span for span in spans if span.rule in _NOTICES]
    for span in wanted:
        for name in re.split(r"[|·•,()/]|\s[-–—]+\s|\s[-–—]+$|©|\d+", span.text):
            outlet = known_outlet(name)
            if outlet and not outlet.agency:
                return outlet.name, "printed"
        match = DOMAIN.search(span.text)
        outlet = known_outlet(match[1]) if match else None
        if outlet and not outlet.agency:
            return outlet.name, "printed"
    return "", "unknown"


def read_sources(spans: list[Span]) -> list[str]:
    """Return the agencies and publishers credited.

    Examples
    --------
    >>> read_sources([Span(0, 15, "source", "agency", "BBC INDONESIA, ")])
    ['BBC INDONESIA']
    """
    return list(dict.fromkeys(span.text.strip(" ,|-–—") for span in spans if span.kind == "source"))


def read_references(spans: list[Span]) -> list[Reference]:
    """Return the list of references, each with the markers that point to it.

    Examples
    --------
    >>> spans = [Span(40, 43, "marker", "marker", "[1]"), Span(90, 102, "reference", "reference", "[1] Reuters.")]
    >>> [(entry.number, entry.markers) for entry in read_references(spans)]
    [('1', [(40, 43)])]
    """
    markers: dict[str, list[tuple[int, int]]] = {}
    for span in spans:
        if span.kind == "marker":
            for number in re.findall(r"\d+", span.text):
                markers.setdefault(number, []).append((span.start, span.end))
    found = []
    for order, span in enumerate((span for span in spans if span.kind == "reference"), 1):
        match = _ENTRY.match(span.text)
        number = match[1] if match else str(order)
        found.append(Reference(number, span.text, span.start, span.end, markers.get(number, [])))
    return found
