"""The course in a new language: everything that there is to translate, put where it belongs; and how much of it is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from lessonlib.authoring.drafts import drafted, translated, untranslated
from lessonlib.authoring.edition import LANGUAGE_CODE, find_editions
from lessonlib.authoring.firstwords import OWN, english_words, has_words, leaves
from lessonlib.authoring.pagedrafts import drafted_page, is_left
from lessonlib.authoring.source import list_sources, read_source
from lessonlib.authoring.sourcedrafts import drafted_source, left_in_english, pieces
from lessonlib.errors import BuildError, DataError
from lessonlib.language import FIRST
from lessonlib.tomlfile import DATA


class Left(NamedTuple):
    """What of a language is still in English.

    Attributes
    ----------
    language : str
        Its code.
    texts, all_texts, strings, all_strings, pages, all_pages : int
        Texts of the lessons; strings of words and exercises; teacher's pages.

    Examples
    --------
    >>> Left("id", 1, 2, 0, 3, 4, 4).told()
    "In id, 1 of 2 texts of the lessons, 0 of 3 strings of words and exercises and 4 of 4 teacher's pages are still in English."
    """

    language: str
    texts: int
    all_texts: int
    strings: int
    all_strings: int
    pages: int
    all_pages: int

    def told(self) -> str:
        """Say it in a sentence.

        Examples
        --------
        >>> Left("id", 0, 2, 0, 3, 0, 4).told()
        "In id, nothing is left in English: 2 texts of the lessons, 3 strings of words and exercises, 4 teacher's pages."
        """
        if not self.texts + self.strings + self.pages:
            return (
                f"In {self.language}, nothing is left in English: {self.all_texts:,} texts of the lessons, "
                f"{self.all_strings:,} strings of words and exercises, {self.all_pages:,} teacher's pages."
            )
        return (
            f"In {self.language}, {self.texts:,} of {self.all_texts:,} texts of the lessons, "
            f"{self.strings:,} of {self.all_strings:,} strings of words and exercises and "
            f"{self.pages:,} of {self.all_pages:,} teacher's pages are still in English."
        )


def start_language(language: str, notebooks: Path, data: Path = DATA) -> list[Path]:
    """Put all that there is to translate into the folders of a language; what stands there is kept.

    Parameters
    ----------
    language : str
        Its code, such as ``"id"``.
    notebooks : Path
        The folder with ``src/``.
    data : Path
        The folder with ``words/``, ``exercises/`` and ``teaching/``.

    Returns
    -------
    list of Path
        The files that were written; empty when nothing was new.

    Raises
    ------
    BuildError
        If it is no code of a language, or is that of the first edition.
    DataError
        If a file that is there cannot be read; then nothing is written.

    Examples
    --------
    >>> start_language("Indonesian", Path("notebooks"))
    Traceback (most recent call last):
    lessonlib.errors.BuildError: 'Indonesian' is no code of a language: give two or three small letters, such as id.
    """
    if not LANGUAGE_CODE.fullmatch(language) or language == "src":
        raise BuildError(f"{language!r} is no code of a language: give two or three small letters, such as id.")
    sources = list_sources(notebooks / "src")
    if language == find_editions(notebooks)[0].language:
        raise BuildError(f"{language!r} is the language from which the others are translated: give the code of another, such as id.")
    files = dict(_drafts(language, sources, data))
    new = [path for path, text in files.items() if not path.is_file() or _read(path) != text]
    for path in new:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[path], encoding="utf-8", newline="\n")
    return new


def what_is_left(language: str, notebooks: Path, data: Path = DATA) -> Left:
    """Count what of a language is still in English; signs, numbers and words that each language chooses for itself are not counted.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> what_is_left("zz", find_folder("notebooks")).texts > 100
    True
    """
    texts = all_texts = strings = all_strings = 0
    for source in list_sources(notebooks / "src"):
        first, path = _read(source), notebooks / "src" / language / source.name
        texts += left_in_english(first, _read(path) if path.is_file() else "")
        all_texts += sum(piece.is_text for piece in pieces(first))
    for name, english in english_words(data / "words", data / "exercises").items():
        own = _own(_place(name, language, data))
        strings += _counted(name, untranslated(english, own))
        all_strings += _counted(name, leaves(english))
    pages = [is_left(_read(first), _read(own) if own.is_file() else "") for first, own in _teaching(language, data)]
    return Left(language, texts, all_texts, strings, all_strings, sum(pages), len(pages))


def languages_begun(notebooks: Path, data: Path = DATA) -> list[str]:
    """List the languages, but the first, that have anything of their own.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> "en" in languages_begun(find_folder("notebooks"))
    False
    """
    begun = {edition.language for edition in find_editions(notebooks) if not edition.is_first}
    begun |= {path.name for name in ("words", "exercises", "teaching") for path in (data / name).glob("*") if path.is_dir()}
    return sorted(begun - {FIRST})


def _drafts(language: str, sources: list[Path], data: Path) -> Iterator[tuple[Path, str]]:
    for source in sources:
        path = source.parent / language / source.name
        if path.is_file():
            read_source(path)  # what has no good ids cannot be filled in
        yield path, drafted_source(_read(source), _read(path) if path.is_file() else "")
    for name, english in english_words(data / "words", data / "exercises").items():
        path = _place(name, language, data)
        try:
            yield path, drafted(english, _read(path) if path.is_file() else "")
        except DataError as error:
            raise DataError(f"{path}: {error}") from error
    for first, path in _teaching(language, data):
        yield path, drafted_page(_read(first), _read(path) if path.is_file() else "")


def _teaching(language: str, data: Path) -> Iterator[tuple[Path, Path]]:
    """The teacher's pages in English, each with its place in the language."""
    for first in sorted((data / "teaching" / FIRST).glob("*.md")):
        yield first, data / "teaching" / language / first.name


def _place(name: str, language: str, data: Path) -> Path:
    room, _, rest = name.partition("/")
    return data / room / language / f"{rest}.toml"


def _own(path: Path) -> Mapping[str, Any]:
    return translated(_read(path)) if path.is_file() else {}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{path} is not UTF-8 (byte {error.start} fits no character): save it as plain text in UTF-8.") from error


def _counted(name: str, words: Any) -> int:
    return sum(has_words(value) for path, value in words if (name.removeprefix("words/"), path[0]) not in OWN)
