"""The editions of the course: English, and each language with a folder of its own below ``src``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from lessonlib.authoring.source import list_sources
from lessonlib.errors import BuildError, one_of
from lessonlib.language import find_language

#: How a language is called: the name of its folder.
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True)
class Edition:
    """The course in one language.

    Attributes
    ----------
    language : str
        Such as ``"en"``.
    sources : Path
        The folder of its lesson sources.
    folder : Path
        The folder into which it is built.

    Examples
    --------
    >>> edition_of(Path("notebooks/src/id/01-five-texts.md")).folder.as_posix()
    'notebooks/id'
    """

    language: str
    sources: Path
    folder: Path

    @property
    def notebooks(self) -> Path:
        """The folder with ``src/``.

        Examples
        --------
        >>> edition_of(Path("notebooks/src/id/01-five-texts.md")).notebooks.as_posix()
        'notebooks'
        """
        return self.sources.parent if self.is_first else self.sources.parent.parent

    @property
    def is_first(self) -> bool:
        """Whether it is the one from which the others are translated.

        Examples
        --------
        >>> edition_of(Path("notebooks/src/01-five-texts.md")).is_first
        True
        """
        return self.folder == self.sources.parent

    def lessons(self) -> list[Path]:
        """List its lesson sources.

        Raises
        ------
        BuildError
            If there are none, or one is not named like ``01-five-texts.md``.

        Examples
        --------
        >>> from lessonlib.bundle import find_folder
        >>> find_editions(find_folder("notebooks"))[0].lessons()[0].name
        '00-start-here.md'
        """
        return list_sources(self.sources)


def edition_of(source: Path) -> Edition:
    """Return the edition to which a lesson source belongs.

    Examples
    --------
    >>> edition_of(Path("notebooks/src/id/01-five-texts.md")).language
    'id'
    """
    folder = source.parent
    if folder.parent.name == "src":
        return Edition(folder.name, folder, folder.parent.parent / folder.name)
    return Edition(find_language(folder), folder, folder.parent)


def find_editions(notebooks: Path) -> list[Edition]:
    """List the editions that have sources, the first one first.

    Raises
    ------
    BuildError
        If a folder with sources is not named like a language.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> find_editions(find_folder("notebooks"))[0].language
    'en'
    """
    sources = notebooks / "src"
    found = [edition_of(sources / "lesson.md")]
    for folder in sorted(path.parent for path in sources.glob("*/*.md")):
        if not LANGUAGE_CODE.fullmatch(folder.name) or folder.name == "src":
            raise BuildError(f"{folder} holds lesson sources, but is not named by the code of a language, such as id: rename it.")
        edition = edition_of(folder / "lesson.md")
        if edition.language == found[0].language:
            raise BuildError(f"{folder} is named by the language of the sources beside it: take it away.")
        found += [edition] if edition not in found else []
    return found


def choose_edition(notebooks: Path, language: str = "") -> Edition:
    """Return the edition in a language; without one, the first.

    Raises
    ------
    UnknownNameError
        If there is no such edition; the message lists those there are.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> choose_edition(find_folder("notebooks"), "en").is_first
    True
    """
    editions = {edition.language: edition for edition in find_editions(notebooks)}
    return editions[one_of(language, editions, "edition in the language", "languages")] if language else next(iter(editions.values()))
