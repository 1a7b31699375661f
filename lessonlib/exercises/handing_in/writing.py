"""How pages are named, written, and quoted in Markdown."""

import contextlib
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from lessonlib.errors import LessonlibError
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.phrases import Phrases
from lessonlib.files import here, replace_file, shown
from lessonlib.html import escape
from lessonlib.language import spoken

_NAME = re.compile(r"[^\w-]+")
#: Signs that mean something to Markdown wherever they stand, and those that do at the start of a line.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_AT_START = re.compile(r"^(\d*)([-+=.)!])")
_LONGEST, _MOST_BYTES = 60, 180


class Exported(NamedTuple):
    """Where a learner's page was written; a notebook shows it as links, and says what to do with them.

    Attributes
    ----------
    html, markdown : pathlib.Path
        The page to hand in, and the same as Markdown.

    Examples
    --------
    >>> Exported(Path("01-A3.html"), Path("01-A3.md")).html.name
    '01-A3.html'
    """

    html: Path
    markdown: Path

    def __repr__(self) -> str:
        return "\n".join(_from_here(path) for path in self)

    def _repr_html_(self) -> str:
        entries = [
            f'<a href="{quote(_from_here(path))}">{escape(_from_here(path))}</a>'
            if not Path(_from_here(path)).is_absolute()
            else escape(str(path))
            for path in self
        ]
        told = "".join(f"<p>{escape(line)}</p>" for line in self._told())
        return f"<ul>{''.join(f'<li>{entry}</li>' for entry in entries)}</ul>{told}"

    def _told(self) -> list[str]:
        return [Phrases(spoken())("export.written")]


class Nameless(Exported):
    """A page on which nobody stands: pages of several learners would have one name.

    Examples
    --------
    >>> "name=" in Nameless(Path("01.html"), Path("01.md"))._repr_html_()
    True
    """

    def _told(self) -> list[str]:
        return [Phrases(spoken())("export.nameless"), *super()._told()]


def _from_here(path: Path) -> str:
    """A path as it reads from the working folder; one outside of it stays whole."""
    place, there = here(), path.absolute()
    return there.relative_to(place).as_posix() if there.is_relative_to(place) else str(there)


def signed_name(name: object, work: Work) -> str:
    """Return under which name a page is written: a pseudonym, else the seats.

    Examples
    --------
    >>> signed_name("  Blue   Heron ", Work("01", None))
    'Blue Heron'
    """
    return " ".join(str(name).split())[:_LONGEST] or " ".join(work.seats)[:_LONGEST]


def page_paths(stem: str, name: str, work: Work, folder: Path | str | None, nameless: str = "") -> tuple[Path, Path]:
    """Return where the two pages go: into the folder that is named, else beside the work; ``nameless`` stands for a name that is missing.

    Examples
    --------
    >>> [path.name for path in page_paths("01", "Blue Heron", Work("01", None), "pages")]
    ['01-Blue-Heron.html', '01-Blue-Heron.md']
    """
    # A name of a file is measured in bytes, of which a letter may take four.
    if safe := _NAME.sub("-", name).encode("utf-8", "ignore")[:_MOST_BYTES].decode("utf-8", "ignore").strip("-_") or nameless:
        stem = f"{stem}-{safe}"
    place = _folder(folder) if folder is not None else work.path.parent if work.path else here()
    return place / f"{stem}.html", place / f"{stem}.md"


def _folder(folder: Path | str) -> Path:
    """A folder as a learner names it: ``~`` is the home, if anybody knows it."""
    try:
        place = Path(folder)
    except TypeError:
        raise LessonlibError(
            f"The folder must be named in quotation marks, such as folder='my-pages', not as something of the type {type(folder).__name__}."
        ) from None
    with contextlib.suppress(RuntimeError):
        place = place.expanduser()
    return place


def write_both(paths: tuple[Path, Path], html: str, markdown: str) -> Exported:
    """Write a page as HTML and as Markdown.

    Raises
    ------
    LessonlibError
        If the folder cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_both((Path(folder) / "a.html", Path(folder) / "a.md"), "<p>", "…").markdown.read_text(encoding="utf-8")
    '…'
    """
    place = paths[0].parent
    try:
        place.mkdir(parents=True, exist_ok=True)
        for path, text in zip(paths, (html, markdown), strict=True):
            replace_file(path, text)
    except (OSError, ValueError) as error:  # no system takes a NUL in a name, and not every one takes every letter
        why = error.strerror if isinstance(error, OSError) else "a sign in this name, or in that of the page, cannot be written here"
        raise LessonlibError(
            f"The page cannot be written to {shown(place)} ({why}): make room there, or name another folder, such as folder='my-pages'."
        ) from error
    return Exported(*paths)


def fenced(text: str) -> list[str]:
    """Return what a learner wrote, letter by letter, as lines of Markdown: a fence longer than any in it.

    Examples
    --------
    >>> fenced("a")
    ['```text', 'a', '```']
    """
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}text", text, fence]


def literal(text: str) -> str:
    """Return a line of text as Markdown that shows it letter by letter.

    Examples
    --------
    >>> print(literal("<b>*"), literal("1. a-b (c)"))
    \\<b\\>\\* 1\\. a-b (c)
    """
    return _AT_START.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", " ".join(text.split())))
