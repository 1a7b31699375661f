"""The files without which nothing else can be checked: a missing one is told once, and not by all that it was needed for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lessonlib.authoring.edition import find_editions
from lessonlib.corpus.load import seed_pages
from lessonlib.errors import DataError
from lessonlib.exercises.banks import BANK
from lessonlib.language import FIRST
from lessonlib.tomlfile import DATA, read_toml, short_name
from lessonlib.words import ROOMS, WORDS

_LESSON = "[0-9][0-9]"


def check_files(notebooks: Path, data: Path = DATA) -> list[str]:
    """Say which curated files are missing or are not TOML.

    Looked at are the English words, the exercises of each lesson with theirs,
    the cards, the ladder of the course and the translations; the evidence
    tells of its own files.

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
    yield from (data / name for name in ("cards.toml", "course.toml"))
    yield from (data / "translations" / FIRST / f"{doc_id}.toml" for doc_id in seed_pages())


def _faults(path: Path) -> Iterator[str]:
    if not path.is_file():
        yield f"{short_name(path)} is missing: restore the file, or write it."
        return
    try:
        read_toml(path)
    except DataError as error:
        yield str(error)
