"""The folder in which a student works: lessons are copied into it, and a student's changes are never overwritten."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from lessonlib.bundle import find_folder
from lessonlib.errors import WorkspaceError, one_of
from lessonlib.files import replace_file, shown
from lessonlib.language import EDITION, find_language

#: Remembers which version of each lesson was copied, so that a changed one is known.
STATE = ".lessonlib.json"


def prepare(folder: Path, lessons: Path | None = None) -> list[str]:
    """Copy the lessons into a folder.

    What is absent is copied. A file that is still as it was shipped is
    refreshed. Beside a file that was changed, a new version is put as
    ``NN-slug.new.ipynb``.

    Parameters
    ----------
    folder : Path
        Made if it is not there.
    lessons : Path, optional
        Where the student editions stand; without it, those of the package.

    Returns
    -------
    list of str
        One sentence for each file that was copied, refreshed or put beside.

    Raises
    ------
    WorkspaceError
        If the folder cannot be made or written, or there are no lessons.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     said = prepare(Path(folder))
    ...     (Path(folder) / "01-five-texts.ipynb").is_file()
    True
    """
    source = lessons or find_folder("notebooks")
    shipped = list_lessons(source)
    if not shipped:
        raise WorkspaceError("This installation holds no lessons: run 'lessonlib build' in a checkout, or install the package again.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        known = _read_state(folder / STATE)
        edition = [source / EDITION] if (source / EDITION).is_file() else []
        said: list[str] = []
        try:
            for lesson in (*edition, *shipped):
                said += _copy(lesson, folder, known)
            _copy_pages(source, folder)
        finally:  # what was copied before a failure is known next time
            _write_state(folder / STATE, known)
    except FileExistsError as error:
        raise WorkspaceError(f"{shown(folder)} is a file, not a folder: name another place for the lessons.") from error
    except OSError as error:
        raise WorkspaceError(
            f"The lessons cannot be written to {shown(folder)} ({error.strerror}): make room there, or name another folder, such as 'lessonlib open my-lessons'."
        ) from error
    return said


def list_lessons(folder: Path) -> list[Path]:
    """List the notebooks of the lessons in a folder.

    Examples
    --------
    >>> list_lessons(lessons_in())[1].name
    '01-five-texts.ipynb'
    """
    return sorted(folder.glob("[0-9][0-9]-*.ipynb"))


def lessons_in(language: str = "") -> Path:
    """Return the folder of the student editions in a language.

    Parameters
    ----------
    language : str
        Without it, the first edition.

    Raises
    ------
    WorkspaceError
        If there is no edition in it; the message lists the languages there are.

    Examples
    --------
    >>> lessons_in().name
    'notebooks'
    """
    notebooks = find_folder("notebooks")
    found = {find_language(notebooks): notebooks} | {path.parent.name: path.parent for path in sorted(notebooks.glob(f"*/{EDITION}"))}
    return found[one_of(language, found, "edition in the language", "languages")] if language else notebooks


def lesson_file(lessons: Path, number: str) -> str:
    """Return the name of the notebook of a lesson.

    Parameters
    ----------
    lessons : Path
        The folder of the student editions.
    number : str
        Such as ``06``, or ``6``.

    Raises
    ------
    UnknownNameError
        If there is no such lesson; the message lists those there are.

    Examples
    --------
    >>> lesson_file(lessons_in(), "6")
    '06-when-sources-agree.ipynb'
    """
    found = {path.name[:2]: path.name for path in list_lessons(lessons)}
    full = number.zfill(2)
    return found[full if full in found else one_of(number, found, "lesson")]


def _copy(lesson: Path, folder: Path, known: dict[str, str]) -> Iterator[str]:
    target = folder / lesson.name
    new, copied = _digest(lesson), known.get(lesson.name)
    if not target.exists():
        replace_file(target, lesson.read_bytes())
        known[lesson.name] = new
        yield f"{lesson.name}: copied."
        return
    here = _digest(target)
    if here == new:
        known[lesson.name] = new
    elif here == copied:
        replace_file(target, lesson.read_bytes())
        known[lesson.name] = new
        yield f"{lesson.name}: refreshed, for you had not changed it."
    elif new != copied:
        beside = _beside(target, known)
        replace_file(beside, lesson.read_bytes())
        known[lesson.name] = known[beside.name] = new
        yield f"{lesson.name}: yours is kept; the new version stands beside it as {beside.name}."


def _beside(target: Path, known: dict[str, str]) -> Path:
    """Where a new version goes: what was put there before may have been changed since, and then stays."""
    beside, number = target.with_suffix(f".new{target.suffix}"), 1
    while beside.exists() and _digest(beside) != known.get(beside.name):
        number += 1
        beside = target.with_suffix(f".new-{number}{target.suffix}")
    return beside


def _copy_pages(source: Path, folder: Path) -> None:
    """Copy the pages that the lessons link to; nobody writes in them, so they are always the newest."""
    for page in sorted((source / "sources").glob("[0-9][0-9]-*.html")):
        (folder / "sources").mkdir(exist_ok=True)
        replace_file(folder / "sources" / page.name, page.read_bytes())


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read_state(path: Path) -> dict[str, str]:
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        # Without memory every changed file counts as the student's own: the safe side.
        return {}
    return {name: digest for name, digest in state.items() if isinstance(digest, str)} if isinstance(state, dict) else {}


def _write_state(path: Path, state: dict[str, str]) -> None:
    replace_file(path, json.dumps(state, indent=1, sort_keys=True))
