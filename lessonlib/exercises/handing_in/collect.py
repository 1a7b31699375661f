"""The pages of a class: each read again, those of one learner put together."""

from __future__ import annotations

from pathlib import Path

from lessonlib.errors import LessonlibError
from lessonlib.exercises.banks import BANK
from lessonlib.exercises.handing_in.doubt import DoubtError, HistoryPageError
from lessonlib.exercises.handing_in.merging import copied, merged, told_apart, under_one_name
from lessonlib.exercises.handing_in.reading import Page, read_page

#: How the name of a page may end, in any case: some programs write .htm or .HTML.
_PAGES = {".html", ".htm"}
#: What students hand in by mistake for a page; a teacher's own lists and pictures are no mistake.
_NO_PAGES = {".ipynb", ".json", ".md", ".mhtml", ".pdf", ".zip"}


def read_pages(folder: Path, bank: Path = BANK) -> tuple[list[Page], list[str]]:
    """Read all pages of a folder and the folders in it.

    Parameters
    ----------
    folder : Path
        What a class handed in.
    bank : Path
        The exercises.

    Returns
    -------
    pages, doubts : list of Page, list of str
        Those that can be trusted, by lesson and learner; and one sentence for
        each that cannot.

    Raises
    ------
    LessonlibError
        If there is no such folder, or no page of answers in it.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from lessonlib.exercises.lesson import open_lesson
    >>> with TemporaryDirectory() as folder:
    ...     _ = open_lesson("01").export(name="A3", folder=folder)
    ...     pages, doubts = read_pages(Path(folder))
    >>> [page.learner for page in pages], doubts
    (['A3'], [])
    """
    if not folder.is_dir():
        raise LessonlibError(f"There is no folder {folder}: name the folder with the pages of your class.")
    paths = [path for path in _files(folder) if path.suffix.lower() in _PAGES and path.name != "class.html"]
    if not paths and any(folder.rglob("*.zip")):
        raise LessonlibError(f"There are no pages (.html) in {folder}, but an archive (.zip): unpack it there, and try again.")
    if not paths:
        raise LessonlibError(f"There are no pages (.html) in {folder}: students write them with lesson.export(name=…).")
    pages, doubts = [], []
    for path in paths:
        try:
            pages.append(read_page(path, bank))
        except HistoryPageError:
            continue
        except DoubtError as doubt:
            doubts.append(f"{path.relative_to(folder)}: {doubt}")
    if not pages and not doubts:
        raise LessonlibError(
            f"The pages in {folder} are histories, to be read and not judged: the page of answers is written by lesson.export(name=…)."
        )
    pages, namesakes = told_apart(under_one_name(pages), folder)
    pages.sort(key=lambda page: (page.lesson.number, page.learner.casefold()))
    return merged(pages), doubts + namesakes + copied(pages, folder)


def left_unread(folder: Path) -> list[str]:
    """Name what a class handed in that is no page, such as a notebook, or the Markdown of a page that is not there.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as name:
    ...     for file in ("06.json", "06-A3.html", "06-A3.md", "06-B1.md"):
    ...         (Path(name) / file).touch()
    ...     left_unread(Path(name))
    ['06-B1.md', '06.json']
    """
    files = _files(folder)
    pages = {path.with_suffix("") for path in files if path.suffix.lower() in _PAGES}
    others = [path for path in files if path.suffix.lower() in _NO_PAGES]
    return [str(path.relative_to(folder)) for path in others if path.suffix.lower() != ".md" or path.with_suffix("") not in pages]


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
