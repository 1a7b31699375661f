"""Pages with the same attempts: two of one learner become one; under two names they are in doubt, and so is one name over two works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lessonlib.exercises.handing_in.doubt import doubt
from lessonlib.exercises.handing_in.reading import Page
from lessonlib.exercises.keeping.records import interleaved

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def under_one_name(pages: list[Page]) -> list[Page]:
    """Name second copies of a page without a name, such as sync tools leave beside it, as the page itself is.

    Examples
    --------
    >>> from pathlib import Path
    >>> from lessonlib.exercises.lesson import sample
    >>> lesson = sample()
    >>> _ = lesson.q("horses").check(30)
    >>> pages = [Page(Path(f"in/{name}.html"), name, (), lesson) for name in ("99-work", "99-work (1)")]
    >>> [page.learner for page in under_one_name(pages)]
    ['99-work', '99-work']
    """
    nameless = sorted((page for page in pages if page.learner == page.path.stem), key=lambda page: len(page.learner))
    found = []
    for page in pages:
        first = next((first for first in nameless if _is_copy(page, first)), page)
        found.append(page._replace(learner=first.learner))
    return found


def _is_copy(page: Page, first: Page) -> bool:
    """Whether a page stands beside another, has its name and more, no name of a learner, and some of its attempts."""
    beside = page.path.parent == first.path.parent and page.learner == page.path.stem and first.learner in page.learner
    return beside and not _ids(page).isdisjoint(_ids(first))


def _ids(page: Page) -> set[str]:
    return {record["id"] for record in page.lesson.work.records}


def told_apart(pages: list[Page], folder: Path) -> tuple[list[Page], list[str]]:
    """Name the works of one name that have no attempt in common by their files, each after the first in one sentence.

    Two learners may have one name, or leave that of the example; neither may get the answers of the other.

    Examples
    --------
    >>> from pathlib import Path
    >>> from lessonlib.exercises.lesson import sample
    >>> works = [sample(), sample()]
    >>> results = [work.q("horses").check(number) for number, work in enumerate(works)]
    >>> pages = [Page(Path(f"in/{name}.html"), "Putri", (), work) for name, work in zip("ab", works)]
    >>> [page.learner for page in told_apart(pages, Path("in"))[0]]
    ['Putri (a.html)', 'Putri (b.html)']
    """
    names: dict[Path, str] = {}
    doubts = []
    for same_name in _works(pages):
        files = {min(page.path for page in work): work for work in same_name} if len(same_name) > 1 else {}
        places = [(file.relative_to(folder).as_posix(), files[file]) for file in sorted(files)]
        for where, work in places:
            names |= {page.path: f"{page.learner} ({where})" for page in work}
        doubts += [f"{where}: {doubt('namesake', learner=work[0].learner, other=places[0][0])}" for where, work in places[1:]]
    return [page._replace(learner=names.get(page.path, page.learner)) for page in pages], doubts


def _works(pages: Iterable[Page]) -> Iterable[list[list[Page]]]:
    """The works of each name: the pages of one have attempts in common."""
    found: dict[tuple[str, str], list[list[Page]]] = {}
    # The page that holds most comes first: it may hold what two others have each a part of.
    for page in sorted(pages, key=lambda page: -len(_ids(page))):
        same_name = found.setdefault(_key(page), [])
        for work in same_name:
            if not _ids(page) or any(not _ids(page).isdisjoint(_ids(other)) for other in work):
                work.append(page)
                break
        else:
            same_name.append([page])
    return found.values()


def _key(page: Page) -> tuple[str, str]:
    """Pages of one lesson and name, however that is written, are one learner's."""
    return page.lesson.number, page.learner.casefold()


def merged(pages: Iterable[Page]) -> list[Page]:
    """Make one of two pages of one learner for one lesson: with the records of both, and what the later one keeps.

    Examples
    --------
    >>> from pathlib import Path
    >>> from lessonlib.exercises.lesson import sample
    >>> page = Page(Path("a3.html"), "A3", (), sample())
    >>> len(merged([page, page._replace(path=Path("a3-again.html"), learner="a3")]))
    1
    """
    found: dict[tuple[str, str], Page] = {}
    for page in pages:
        first = found.setdefault(_key(page), page)
        if first is not page:
            work, other = first.lesson.work, page.lesson.work
            if _later(page, first):
                work.drafts = other.drafts
                found[_key(page)] = first._replace(exported=page.exported)
            work.records = interleaved(work.records, other.records)
    return list(found.values())


def _later(page: Page, other: Page) -> bool:
    """A page that holds all that another holds, and more, is the later one, whatever the clock said; else its time decides."""
    mine, theirs = _ids(page), _ids(other)
    return mine > theirs or (not theirs > mine and page.exported >= other.exported)


def copied(pages: list[Page], folder: Path) -> list[str]:
    """Name the pages under two names that hold the very same attempts, each in one sentence.

    Examples
    --------
    >>> from pathlib import Path
    >>> from lessonlib.exercises.lesson import sample
    >>> lesson = sample()
    >>> _ = lesson.q("horses").check(30)
    >>> copied([Page(Path("in/a.html"), "A3", (), lesson), Page(Path("in/b.html"), "B1", (), lesson)], Path("in"))
    ['b.html: it holds the very attempts of A3: two who worked together, or a copy; the pages do not tell which.']
    """
    owner: dict[str, Page] = {}
    doubts = []
    for page in pages:
        others = {owner[record["id"]].learner for record in page.lesson.work.records if record["id"] in owner}
        others = {other for other in others if other.casefold() != page.learner.casefold()}
        doubts += [f"{page.path.relative_to(folder)}: {doubt('copy', learner=other)}" for other in sorted(others)]
        for record in page.lesson.work.records:
            owner.setdefault(record["id"], page)
    return doubts
