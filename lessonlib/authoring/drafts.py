"""A file of words that waits for its translation: each line in English behind a #, so that it is said in English until someone translates it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import rtoml

from lessonlib.authoring.firstwords import leaves
from lessonlib.errors import DataError

#: Stands at the top of a new file.
HEAD = (
    "# Still in English. Take away the # before a line, and write your words in the place of the English; a line behind a # is said in\n"
    "# English. What stands before = stays, and so do the fields in {braces}. 'lessonlib check' counts what is left.\n"
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_KEY = re.compile(r'(?:# ?)?\s*(?P<key>[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*")\s*=')
_HEADER = re.compile(r"(?:# ?)?(?P<header>\[[^\[].*\])\s*(?:#.*)?")
_QUOTES = re.compile(r"'''|\"\"\"")
_Path = tuple[str, ...]


def drafted(english: Mapping[str, Any], text: str = "") -> str:
    """Return a file of words with a line behind a # for each that it lacks; what stands there stays as it is.

    Parameters
    ----------
    english : mapping
        The words in English, table by table.
    text : str
        The file as it is; ``""`` for a new one.

    Raises
    ------
    DataError
        If the file is not TOML.

    Examples
    --------
    >>> print(drafted({"title": "Places", "columns": {"km": "far", "place": "place"}}, '[columns]\\nplace = "tempat"\\n'))
    # title = "Places"
    <BLANKLINE>
    [columns]
    place = "tempat"
    # km = "far"
    <BLANKLINE>
    """
    there = translated(text)
    lines = text.splitlines() or HEAD.splitlines()
    tables = {path[:-1] for path, _ in leaves(english)}
    ends, said = _sections(lines, tables)
    missing: dict[_Path, list[str]] = {}
    for path, value in leaves(english):
        if not _holds(there, path) and path not in said:
            missing.setdefault(path[:-1], []).append(f"# {_key(path[-1])} = {_value(value)}")
    # From the end, so that the places further up stay true.
    for table in sorted((table for table in missing if table in ends), key=lambda table: ends[table], reverse=True):
        new = missing.pop(table)
        lines[ends[table] : ends[table]] = new if ends[table] or len(lines) == 0 else [*new, ""]
    for table, new in missing.items():
        # A table that is written in one line cannot be opened a second time.
        header = f"{'# ' if _holds(there, table) else ''}[{'.'.join(map(_key, table))}]"
        lines += ["", header, *new]
    return "\n".join(lines) + "\n"


def translated(text: str) -> dict[str, Any]:
    """Read what a file has in its own language.

    Raises
    ------
    DataError
        If it is not TOML.

    Examples
    --------
    >>> translated('# a = "one"\\nb = "dua"')
    {'b': 'dua'}
    """
    try:
        return rtoml.loads(text)
    except rtoml.TomlParsingError as error:
        raise DataError(f"it is not valid TOML ({error}): correct it there.") from error


def untranslated(english: Mapping[str, Any], own: Mapping[str, Any]) -> Iterable[tuple[_Path, Any]]:
    """Yield the English words for which a language has none of its own.

    Examples
    --------
    >>> list(untranslated({"a": "one", "b": {"c": "two"}}, {"b": {"c": "dua"}}))
    [(('a',), 'one')]
    """
    return ((path, value) for path, value in leaves(english) if not _holds(own, path))


def _holds(table: Any, path: _Path) -> bool:
    for name in path:
        if not isinstance(table, dict) or name not in table:
            return False
        table = table[name]
    return True


def _sections(lines: list[str], tables: set[_Path]) -> tuple[dict[_Path, int], set[_Path]]:
    """Where each table ends, and which keys stand in it, behind a # or not."""
    ends: dict[_Path, int] = {}
    said: set[_Path] = set()
    here: _Path = ()
    quoted = False
    for number, line in enumerate(lines, 1):
        if not quoted and (header := _HEADER.fullmatch(line.strip())) and (path := _path(header["header"])) is not None:
            if path in tables or not line.startswith("#"):
                here = path
        elif not quoted and (key := _KEY.match(line)):
            said.add((*here, json.loads(key["key"]) if key["key"].startswith('"') else key["key"]))
        if not line.startswith("#"):
            quoted ^= len(_QUOTES.findall(line)) % 2 == 1
        if line.strip():
            ends[here] = number
    first = next((number for number, line in enumerate(lines) if _HEADER.fullmatch(line.strip())), len(lines))
    return {(): _after_the_head(lines, first), **ends}, said


def _after_the_head(lines: list[str], first: int) -> int:
    """Where words without a table go in a file that has none."""
    return max((number for number, line in enumerate(lines[:first], 1) if line.strip()), default=0)


def _path(header: str) -> _Path | None:
    """The names in a header; None for what only looks like one."""
    try:
        table: Any = rtoml.loads(header)
    except rtoml.TomlParsingError:
        return None
    path = []
    while isinstance(table, dict) and table:
        name, table = next(iter(table.items()))
        path.append(name)
    return tuple(path)


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def _value(value: Any) -> str:
    """Text in one line, for a # stands before one line only."""
    return f"[{', '.join(map(_value, value))}]" if isinstance(value, list) else json.dumps(value, ensure_ascii=False)
