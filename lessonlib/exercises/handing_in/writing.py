"""How pages are named, written, and quoted in Markdown."""

import re
from pathlib import Path

from lessonlib.errors import LessonlibError
from lessonlib.exercises.work import Work
from lessonlib.files import here, replace_file, shown

_NAME = re.compile(r"[^\w-]+")
#: Signs that mean something to Markdown wherever they stand, and those that do at the start of a line.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_AT_START = re.compile(r"^(\d*)([-+=.)!])")
_LONGEST = 60


def signed_name(name: object, work: Work) -> str:
    """Return under which name a page is written: a pseudonym, else the seats.

    Examples
    --------
    >>> signed_name("  Blue   Heron ", Work("01", None))
    'Blue Heron'
    """
    return " ".join(str(name).split())[:_LONGEST] or " ".join(work.seats)


def page_paths(stem: str, name: str, work: Work, folder: Path | str | None, nameless: str = "") -> tuple[Path, Path]:
    """Return where the two pages go: into the folder that is named, else beside the work; ``nameless`` stands for a name that is missing.

    Examples
    --------
    >>> [path.name for path in page_paths("01", "Blue Heron", Work("01", None), "pages")]
    ['01-Blue-Heron.html', '01-Blue-Heron.md']
    """
    if safe := _NAME.sub("-", name).strip("-_") or nameless:
        stem = f"{stem}-{safe}"
    place = Path(folder) if folder is not None else work.path.parent if work.path else here()
    return place / f"{stem}.html", place / f"{stem}.md"


def write_both(paths: tuple[Path, Path], html: str, markdown: str) -> tuple[Path, Path]:
    """Write a page as HTML and as Markdown.

    Raises
    ------
    LessonlibError
        If the folder cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_both((Path(folder) / "a.html", Path(folder) / "a.md"), "<p>", "…")[1].read_text(encoding="utf-8")
    '…'
    """
    place = paths[0].parent
    try:
        place.mkdir(parents=True, exist_ok=True)
        for path, text in zip(paths, (html, markdown), strict=True):
            replace_file(path, text)
    except OSError as error:
        raise LessonlibError(
            f"The page cannot be written to {shown(place)} ({error.strerror}): make room there, or name another folder, such as folder='my-pages'."
        ) from error
    return paths


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
