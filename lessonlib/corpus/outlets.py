"""Names of outlets and agencies, and the places that open a dateline."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: A web address without its scheme: recognised as an outlet without any list.
DOMAIN = re.compile(r"(?<![\w.@/-])(?:www\.)?([A-Za-z0-9][\w-]*\.(?:com|co\.id|or\.id|go\.id|ac\.id|id|tv|net|org|co|info|news))(?![\w-]|\.\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet or an agency: its name, and whether others carry its copy."""

    name: str
    agency: bool = False


@cache
def _table() -> tuple[dict[str, Outlet], frozenset[str]]:
    data = tomllib.loads(files("lessonlib").joinpath("data/outlets.toml").read_text(encoding="utf-8"))
    known = {}
    for row in data["outlets"]:
        outlet = Outlet(row["name"], row.get("agency", False))
        for spelling in (row["name"], *row["also"]):
            known[spelling.lower()] = outlet
    return known, frozenset(place.lower() for place in data["places"])


def known_outlet(text: str) -> Outlet | None:
    """Return the outlet or agency that a text names, if it names nothing else.

    Examples
    --------
    >>> known_outlet("BBC INDONESIA,").name
    'BBC Indonesia'
    >>> known_outlet("contoh.co.id").name
    'contoh.co.id'
    >>> known_outlet("Korea Utara") is None
    True
    """
    key = text.strip(" ,.;:()[]|-–—").lower()
    if not key or len(key) > 40:
        return None
    found = _table()[0].get(key) or _table()[0].get(key.removeprefix("www."))
    if found is None and "." in key and (match := DOMAIN.fullmatch(text.strip(" ,.;:()[]|-–—"))):
        return Outlet(match[1])
    return found


def is_place(text: str) -> bool:
    """Say whether a text is a place that opens datelines."""
    return text.strip(" ,:-–—").lower() in _table()[1]
