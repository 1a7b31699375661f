"""The places of the texts as a table: where they lie, which texts name them, whether an event is placed there."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from lessonlib.corpus.load import seed_pages
from lessonlib.errors import UnknownNameError
from lessonlib.figures.asked import several
from lessonlib.figures.outlines import MAP, distance, windows
from lessonlib.history.evidence import load_events
from lessonlib.history.reference import count_forms, load_names
from lessonlib.numberwords import say_number
from lessonlib.overlay import called
from lessonlib.tomlfile import read_toml
from lessonlib.words import words

#: From where distances are counted.
CENTRE = "Pyongyang"
COLUMNS = ("lat", "lon", "km", "texts", "events", "drawn")


def place_table(names: Sequence[str] | str = ()) -> pd.DataFrame:
    """Say of each place where it lies, which texts name it and how the map shows it.

    Parameters
    ----------
    names : sequence of str or str, optional
        Standard names of places, a line with its ends; without them, all that
        a text names.

    Returns
    -------
    pandas.DataFrame
        Index ``name``; ``lat`` and ``lon`` (degrees), ``km`` (from Pyongyang),
        ``texts`` (list of those whose sentences name it), ``events`` (number
        of those that the course's table places there), ``drawn`` (``marked``,
        ``named_only``, ``outside``, ``beyond``, ``area``, ``line``, ``unmarked``
        or ``sea``).

    Raises
    ------
    UnknownNameError
        If a name is none of a place; the message lists the places.

    Examples
    --------
    >>> place_table("Vladivostok").loc["Vladivostok", "texts"]
    ['kompas-feature', 'antara-explainer', 'sindonews-listicle']
    """
    table = load_names().query("kind == 'place'")
    named = _named_in(table["variants"])
    layout = read_toml(MAP / "places.toml")
    for line, ends in layout["lines"].items():
        for end in ends:
            named[end] = [doc_id for doc_id in seed_pages() if doc_id in (*named[end], *named[line])]
    chosen = _chosen(names, list(table.index), layout["lines"]) or [name for name in table.index if named[name]]
    placed = load_events()["place"].value_counts()
    at = {name: (lat, lon) for name, lat, lon in zip(table.index, table["lat"].tolist(), table["lon"].tolist(), strict=True)}
    rows = []
    for name in chosen:
        (lat, lon), events = at[name], int(placed.get(name, 0))
        km = distance(lat, lon, *at[CENTRE])
        rows.append((lat, lon, km, named[name], events, _drawn(name, layout) or _mark(lat, lon, bool(named[name]), bool(events))))
    return pd.DataFrame(rows, columns=list(COLUMNS), index=pd.Index(chosen, name="name"))


def _named_in(variants: pd.Series) -> dict[str, list[str]]:
    counts = count_forms({str(name): [form.lower() for form in forms] for name, forms in variants.items()})
    return {name: [doc_id for doc_id in seed_pages() if counts[doc_id, name]] for name in map(str, variants.index)}


def _chosen(names: Sequence[str] | str, known: list[str], lines: dict[str, list[str]]) -> list[str]:
    """The places that were asked for, in the order of the table; a line brings its ends, without which it cannot be drawn."""
    wanted = several(names)
    for name in wanted:
        if name not in known:
            raise UnknownNameError(words("places")["unknown"].format(name=name, names=", ".join(known)))
    ends = {end for line in wanted for end in lines.get(line, ())}
    return [name for name in known if name in wanted or name in ends]


def _drawn(name: str, layout: dict) -> str:
    """How a place is drawn that is no point; ``""`` for a point."""
    if name in layout["areas"]:
        return "area"
    if name in layout["lines"]:
        return "line"
    if name in layout["unmarked"]["names"]:
        return "unmarked"
    if name in layout["seas"]["names"]:
        return "sea"
    return ""


def _mark(lat: float, lon: float, is_named: bool, has_events: bool) -> str:
    if not any(window.holds(lat, lon) for window in windows().values()):
        return "beyond"
    if not is_named:
        return "outside"
    return "marked" if has_events else "named_only"


def place_twin(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table as a reader meets it: words for headings, no coordinates for what is no point.

    Examples
    --------
    >>> place_twin(place_table("Rajin")).iloc[0].astype(str).tolist()[2:]
    ['520', 'footnoted-commentary', '2', 'dot']
    """
    said = words("places")
    columns, compass = said["columns"], said["compass"]
    point = table["drawn"].isin(("marked", "named_only", "outside", "beyond"))
    shown = {
        columns["lat"]: [
            _degrees(lat, compass["north"], compass["south"]) if here else "" for lat, here in zip(table["lat"], point, strict=True)
        ],
        columns["lon"]: [
            _degrees(lon, compass["east"], compass["west"]) if here else "" for lon, here in zip(table["lon"], point, strict=True)
        ],
        columns["km"]: [say_number(int(round(km, -1))) if here else "" for km, here in zip(table["km"], point, strict=True)],
        columns["texts"]: [said["separator"].join(texts) or said["none"] for texts in table["texts"]],
        columns["events"]: table["events"].tolist(),
        columns["drawn"]: [said["drawn"][how] for how in table["drawn"]],
    }
    return pd.DataFrame(shown, index=pd.Index(list(map(called, table.index)), name=columns["name"]))


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{say_number(abs(value), 2)}°\u00a0{positive if value >= 0 else negative}"
