"""All that a class needs on paper, written at once: as HTML, and as PDF where there is a browser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from lessonlib.authoring.edition import Edition, choose_edition
from lessonlib.authoring.paper.classlist import read_class
from lessonlib.authoring.paper.contents import Printed, contents_page
from lessonlib.authoring.paper.help_sheet import help_page
from lessonlib.authoring.paper.links import only_links_within
from lessonlib.authoring.paper.needed import needed
from lessonlib.authoring.paper.packet import known_page, packet_page, text_page
from lessonlib.authoring.paper.seats import seat_list, seated
from lessonlib.authoring.paper.slips import slips_page
from lessonlib.authoring.teaching import belongs, read_pages
from lessonlib.browser import VARIABLE, find_chromium, print_page
from lessonlib.corpus.load import load_corpus
from lessonlib.errors import LessonlibError, one_of
from lessonlib.exercises.bank import read_lesson
from lessonlib.exercises.passages import text_of
from lessonlib.files import replace_file
from lessonlib.language import speaking
from lessonlib.words import words

#: Folders of pages that the build has made, and what a page of each is to the kit.
_BUILT = {"handouts": "handout", "cards": "card", "guides": "guide"}
RIGHTS = (
    "Whole texts are for your own class only, as the law of your country lets you use them in teaching, and our translations with them: "
    "do not pass them on (RIGHTS.md)."
)


class Order(NamedTuple):
    """What is to be printed.

    Attributes
    ----------
    lessons : tuple of str
        Two digits each; none means all.
    class_list : Path or None
        For whom slips are made.
    address : str
        That of the hub, for slips whose row has none.
    whole : bool
        Whole texts, not excerpts.
    language : str
        The edition; ``""`` means the first.

    Examples
    --------
    >>> Order().whole
    False
    """

    lessons: tuple[str, ...] = ()
    class_list: Path | None = None
    address: str = ""
    whole: bool = False
    language: str = ""


def write_paper(folder: Path, notebooks: Path, order: Order, say: Callable[[str], None] = print) -> list[Path]:
    """Write what a class needs on paper.

    Parameters
    ----------
    folder : Path
        Made if it is not there.
    notebooks : Path
        The folder with ``src/``, and with the handouts and cards that are built of it.
    order : Order
        What is wanted.
    say : callable
        Told of each step.

    Returns
    -------
    list of Path
        The pages as HTML, the contents first.

    Raises
    ------
    LessonlibError
        If there is no such lesson or edition, the class list is wrong, the
        folder cannot be written, or the browser fails.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from lessonlib.bundle import find_folder
    >>> with TemporaryDirectory() as folder:
    ...     try:
    ...         write_paper(Path(folder), find_folder("notebooks"), Order(lessons=("42",)))
    ...     except LessonlibError as error:
    ...         print(str(error)[:28])
    There is no lesson '42'; the
    """
    edition = choose_edition(notebooks, order.language)
    sources = _chosen(edition, order.lessons)
    with speaking(edition.language):
        pages = [
            *_packet(sources, edition, order),
            *_built(sources, edition),
            *_help(sources, edition),
            *_teachers(sources, edition),
            *_slips(order, edition, say),
        ]
        pages = only_links_within(pages)
        browser = find_chromium()
        sides = {page.name: count for page in pages if (count := _write(page, folder, browser, say))}
        lessons = [(read_lesson(source.stem[:2], edition.language), _texts(needed([source]))) for source in sources]
        contents = Printed("contents", "contents", contents_page(pages, sides, lessons, _told_of_packet(sources, order), edition.language))
        _write(contents, folder, browser, say)
    if order.whole:
        say(RIGHTS)
    if not browser:
        say(
            f"No PDF: there is no Chromium, Chrome or Edge here; open the pages in a browser and print them, or name the program in {VARIABLE}."
        )
    return [folder / f"{page.name}.html" for page in (contents, *pages)]


def _chosen(edition: Edition, lessons: Sequence[str]) -> list[Path]:
    sources = {source.stem[:2]: source for source in edition.lessons()}
    for number in lessons:
        one_of(number, sources, "lesson")
    return [source for number, source in sources.items() if not lessons or number in lessons]


def _packet(sources: Sequence[Path], edition: Edition, order: Order) -> list[Printed]:
    """The packet as a whole, and each text of it alone, for group work."""
    names, language = needed(sources), edition.language
    doc_ids = _texts(names)
    texts = [Printed(f"texts/{doc_id}", "text", text_page(doc_id, names, order.whole, language)) for doc_id in doc_ids]
    known = Printed("texts/who-and-when", "known", known_page(doc_ids, language))
    return [Printed("packet", "packet", packet_page(names, order.whole, language, order.lessons)), *texts, known]


def _texts(names: Sequence[str]) -> list[str]:
    found = {text_of(name) for name in names}
    return [str(doc_id) for doc_id in load_corpus().documents.index if doc_id in found]


def _built(sources: Sequence[Path], edition: Edition) -> list[Printed]:
    """Handouts and cards as the build made them: to print them nothing is needed that only authors have."""
    found = []
    for folder, kind in _BUILT.items():
        for source in sources:
            markup = _read_built(edition.folder / folder / f"{source.stem}.html")
            found.append(Printed(f"{folder}/{source.stem}", kind, markup, source.stem[:2]))
    return found


def _help(sources: Sequence[Path], edition: Edition) -> list[Printed]:
    return [
        Printed(f"help/{source.stem}", "help", help_page(read_lesson(source.stem[:2], edition.language), edition.language), source.stem[:2])
        for source in sources
    ]


def _teachers(sources: Sequence[Path], edition: Edition) -> list[Printed]:
    """Scripts and sheets of any of these lessons, and routes through them; they link to the guides beside them."""
    numbers = {source.stem[:2] for source in sources}
    found = [page for page in read_pages(edition.language) if belongs(page, numbers)]
    return [Printed(f"guides/{page.name}", "teacher", _read_built(edition.folder / "guides" / f"{page.name}.html")) for page in found]


def _read_built(path: Path) -> str:
    if not path.is_file():
        raise LessonlibError(f"{path} is missing: run 'lessonlib build', or install the package again.")
    return path.read_text(encoding="utf-8")


def _slips(order: Order, edition: Edition, say: Callable[[str], None]) -> list[Printed]:
    if order.class_list is None:
        return []
    found = read_class(order.class_list)
    learners = seated(order.class_list, found)
    if not found.has_seats:
        say(f"{seat_list(order.class_list)}: who sits where, for you alone; keep it, for seats are taken from it the next time.")
    return [Printed("slips", "slips", slips_page(learners, order.address, edition.language))]


def _told_of_packet(sources: Sequence[Path], order: Order) -> str:
    told = words("paper")
    if order.whole:
        return str(told["contents"]["whole"].format(rights=told["packet"]["foot"]["rights"]))
    every = load_corpus().sentences.index
    return str(told["contents"]["excerpts"].format(shown=sum(name in every for name in needed(sources)), every=len(every)))


def _write(page: Printed, folder: Path, browser: str, say: Callable[[str], None]) -> int:
    """Write a page, print it if there is a browser, and return how many sides it has, 0 if nobody counted."""
    path = folder / f"{page.name}.html"
    printed = path.with_suffix(".pdf")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # An older PDF would say something else than the page.
        printed.unlink(missing_ok=True)
        replace_file(path, page.markup, private=page.kind == "slips")
    except OSError as error:
        raise LessonlibError(f"{path} cannot be written ({error.strerror}): name another folder.") from error
    sides = print_page(path, printed, browser, private=page.kind == "slips") if browser else 0
    say(f"{path}: written." if not sides else f"{printed}: {sides} side{'s' if sides > 1 else ''}.")
    return sides
