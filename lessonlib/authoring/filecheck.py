"""The files that others need, to be checked, drawn, served or taught: a missing one is told once, and not by all that it was needed for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from lessonlib.authoring.edition import find_editions
from lessonlib.corpus.load import seed_pages
from lessonlib.errors import DataError
from lessonlib.exercises.banks import BANK
from lessonlib.language import FIRST
from lessonlib.tomlfile import DATA, read_toml, short_name
from lessonlib.words import ROOMS, WORDS

_LESSON = "[0-9][0-9]"
#: Files that nothing else in the course calls for by its name.
_ALONE = (
    "cards.toml",
    "course.toml",
    "lab/overrides.json",
    "map/land.geojson",
    "map/places.toml",
    "map/windows.toml",
    "sampler/99.toml",
    f"sampler/{FIRST}/99.toml",
    "timeline_cards.toml",
)


def check_files(notebooks: Path, data: Path = DATA) -> list[str]:
    """Say which curated files are missing, or are not in the form that their names promise.

    Looked at are the English words, the exercises of each lesson and of the
    sampler with theirs, the cards, the ladder of the course, the map, the
    translations, the settings of JupyterLab, and the teacher's pages of which
    a page stands beside the guides; the evidence tells of its own files.

    Parameters
    ----------
    notebooks : Path
        The folder with ``src/``.
    data : Path
        That of the curated files.

    Returns
    -------
    list of str
        One sentence a file: which, and what to do.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> check_files(find_folder("notebooks"))
    []
    """
    return [fault for path in _wanted(notebooks, data) for fault in _faults(path)]


def _wanted(notebooks: Path, data: Path) -> Iterator[Path]:
    words, bank = data / WORDS.relative_to(DATA), data / BANK.relative_to(DATA)
    yield from (words / FIRST / f"{room}.toml" for room in ROOMS)
    yield bank / FIRST / "phrases.toml"
    sources = [source for edition in find_editions(notebooks) for source in edition.lessons()]
    # A lesson is known by any of its three files; where one is, the others must be.
    begun = [*bank.glob(f"{_LESSON}.toml"), *(bank / FIRST).glob(f"{_LESSON}.toml"), *sources]
    for number in sorted({path.name[:2] for path in begun}):
        yield from (bank / f"{number}.toml", bank / FIRST / f"{number}.toml")
    yield from (data / name for name in _ALONE)
    yield from (data / "teaching" / FIRST / f"{guide.stem}.md" for guide in _teachers_guides(notebooks))
    yield from (data / "translations" / FIRST / f"{doc_id}.toml" for doc_id in seed_pages())


def _teachers_guides(notebooks: Path) -> Iterator[Path]:
    """The pages that were built of a teacher's page; those of lessons bear a number."""
    yield from (path for path in sorted((notebooks / "guides").glob("*.html")) if not fnmatch(path.name, f"{_LESSON}-*"))


def _faults(path: Path) -> Iterator[str]:
    if not path.is_file():
        built = f"take away guides/{path.stem}.html, which was built of it" if path.suffix == ".md" else "write it"
        yield f"{short_name(path)} is missing: restore the file, or {built}."
        return
    try:
        if read := _READERS.get(path.suffix):
            read(path)
    except DataError as error:
        yield str(error)


def _read_json(path: Path) -> None:
    try:
        json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DataError(f"{short_name(path)} is not valid JSON ({error}): correct it there.") from error


_READERS: dict[str, Callable[[Path], object]] = {".toml": read_toml, ".json": _read_json, ".geojson": _read_json}
