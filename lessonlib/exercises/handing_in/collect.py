"""The pages of a class: each read again, those of one learner put together."""

from __future__ import annotations

from pathlib import Path

from lessonlib.errors import LessonlibError
from lessonlib.exercises.banks import BANK
from lessonlib.exercises.handing_in.doubt import DoubtError, HistoryPageError
from lessonlib.exercises.handing_in.merging import copied, merged, under_one_name
from lessonlib.exercises.handing_in.reading import Page, read_page


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
        If there is no such folder, or no page in it.

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
    paths = sorted(path for path in folder.rglob("*.html") if path.name != "class.html" and path.is_file())
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
    pages = under_one_name(pages)
    pages.sort(key=lambda page: (page.lesson.number, page.learner.casefold()))
    return merged(pages), doubts + copied(pages, folder)
