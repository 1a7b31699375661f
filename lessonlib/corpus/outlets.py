"""Names of outlets and agencies, and the places that open a dateline."""

import re
from functools import cache
from typing import NamedTuple

from lessonlib.corpus.patterns import later
from lessonlib.tomlfile import DATA, read_toml

#: A web address without its scheme: recognised as an outlet without any list.
DOMAIN = later(
    r"(?<![\w.@/-])(?:www\.)?([A-Za-z0-9][\w-]*\.(?:com|co\.id|or\.id|go\.id|ac\.id|id|tv|net|org|co|info|news))(?![\w-]|\.\w)",
    re.IGNORECASE,
)


class Outlet(NamedTuple):
    """An outlet or an agency: its name, and whether others carry its copy.

    Examples
    --------
    >>> known_outlet("Reuters")
    Outlet(name='Reuters', agency=True)
    """

    name: str
    agency: bool = False


@cache
def _table() -> tuple[dict[str, Outlet], frozenset[str]]:
    data = read_toml(DATA / "outlets.toml")
    known = {}
    for field, agency in (("outlets", False), ("agencies", True)):
        for row in data[field].strip().splitlines():
            name, _, others = row.partition(": ")
            for spelling in (name.lower(), *filter(None, others.split(", "))):
                known[spelling] = Outlet(name, agency)
    return known, frozenset(data["places"].lower().replace("\n", ", ").strip(", ").split(", "))


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
    known = _table()[0]
    found = known.get(key)
    if found is None and "." in key:
        found = known.get(key.removeprefix("www."))
        if found is None and (match := DOMAIN.fullmatch(text.strip(" ,.;:()[]|-–—"))):
            return Outlet(match[1])
    return found


def is_place(text: str) -> bool:
    """Say whether a text is a place that opens datelines.

    Examples
    --------
    >>> is_place("MOSKOW -"), is_place("hubungan")
    (True, False)
    """
    return text.strip(" ,:-–—").lower() in _table()[1]
