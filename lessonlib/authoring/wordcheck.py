"""The words of other languages checked against the English: nothing strange, nothing stale, every field in its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

from lessonlib import overlay
from lessonlib.authoring.firstwords import FIELDS, OWN, all_called, english_texts, rows_of
from lessonlib.errors import nearly, no_such
from lessonlib.history import outside
from lessonlib.language import FIRST, speaking
from lessonlib.tomlfile import read_toml
from lessonlib.words import WORDS


def check_words(folder: Path = WORDS) -> list[str]:
    """Check the words of every language but English.

    Parameters
    ----------
    folder : Path
        With a folder for each language.

    Returns
    -------
    list of str
        One sentence a fault. What a language lacks is no fault: it is said in
        English.

    Raises
    ------
    DataError
        If a file is not TOML.

    Examples
    --------
    >>> check_words()
    []
    """
    with speaking(FIRST):
        others = sorted(path for path in folder.iterdir() if path.is_dir() and path.name != FIRST)
        return [fault for other in others for path in sorted(other.rglob("*.toml")) for fault in _file_faults(path, other, folder / FIRST)]


def _file_faults(path: Path, language: Path, first: Path) -> Iterator[str]:
    name = path.relative_to(language).with_suffix("").as_posix()
    where = f"words/{language.name}/{name}.toml"
    table = read_toml(path)
    if (first / f"{name}.toml").is_file():
        faults = _room_faults(table, read_toml(first / f"{name}.toml"), (name,))
    elif name in FIELDS:
        faults = _row_faults(table, rows_of(name), FIELDS[name])
    elif name in overlay.BY_TEXT or name == overlay.CALLED:
        faults = _text_faults(table, name)
    else:
        rooms = sorted(other.stem for other in first.glob("*.toml"))
        faults = iter([f"it is read by nobody; the files are {', '.join([*rooms, *FIELDS, *overlay.BY_TEXT, overlay.CALLED])}."])
    yield from (f"{where}: {fault}" for fault in faults)


def _room_faults(table: Mapping[str, Any], first: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """Compare words with the English, table by table."""
    for key, value in table.items():
        here = (*path, key)
        told = ".".join(here[1:])
        if here in OWN:
            continue
        if key not in first:
            yield f"the English has no {told!r}{nearly(key, first)}: take it away."
        elif type(value) is not type(first[key]):
            yield f"{told} must be a {_kind(first[key])}, as in English."
        elif isinstance(value, dict):
            yield from _room_faults(value, first[key], here)
        elif isinstance(value, list) and len(value) != len(first[key]):
            yield f"{told} must have {len(first[key])} entries, as in English."
        elif _fields(value) != _fields(first[key]):
            wanted = ", ".join(f"{{{name}}}" for name in sorted(_fields(first[key])))
            yield f"{told} must have the fields of the English: {wanted or 'none'}."


def _fields(value: Any) -> set[str]:
    """The fields that are filled in; ``?`` where braces do not pair."""
    try:
        texts = value if isinstance(value, list) else [value]
        return {name.partition(":")[0] for text in texts if isinstance(text, str) for _, name, *_ in Formatter().parse(text) if name}
    except ValueError:
        return {"?"}


def _row_faults(table: Mapping[str, Any], ids: Collection[Any], fields: Collection[str]) -> Iterator[str]:
    for row, words in table.items():
        if row not in ids:
            yield f"{no_such('row', row, ids)}: correct the id, or take it away."
        elif not isinstance(words, dict):
            yield f"[{row}] must be a table with some of {', '.join(fields)}."
        else:
            for field, text in words.items():
                if field not in fields:
                    yield f"[{row}] has no field {field!r}; the fields are {', '.join(fields)}."
                elif not isinstance(text, str) or not text.strip():
                    yield f"[{row}] {field} must be text in quotation marks."


def _text_faults(table: Mapping[str, Any], name: str) -> Iterator[str]:
    """Words by their English: what is no longer said there is stale."""
    for part, texts in table.items() if name == "history/series" else [("", table)]:
        if part and (part not in outside.SERIES or not isinstance(texts, dict)):
            yield f"{no_such('series', part, outside.SERIES, 'series')}."
            continue
        known = _said_in_english(name, part)
        for text, told in texts.items():
            if text not in known:
                yield f"the English no longer says {text[:60]!r}{nearly(text, known)}: correct it, or take it away."
            elif not isinstance(told, str) or not told.strip():
                yield f"{text[:60]!r} must be text in quotation marks."


def _said_in_english(name: str, part: str) -> set[str]:
    return all_called() if name == overlay.CALLED else set(english_texts(name, part))


def _kind(value: Any) -> str:
    return "table" if isinstance(value, dict) else "text" if isinstance(value, str) else type(value).__name__
