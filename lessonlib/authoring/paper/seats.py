"""Seats for a class of which only the names are known: who sits where stands in a list of its own, for the teacher alone."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path

from lessonlib.authoring.paper.classlist import ClassList, Learner, read_class
from lessonlib.errors import LessonlibError
from lessonlib.files import replace_file

_ENDING = "-who-sits-where.csv"


def seat_list(path: Path) -> Path:
    """Return where it stands who sits where: beside the class list, never among what is printed.

    Examples
    --------
    >>> seat_list(Path("lists/9b.csv")).as_posix()
    'lists/9b-who-sits-where.csv'
    """
    return path.with_name(f"{path.stem}{_ENDING}")


def seated(path: Path, found: ClassList) -> list[Learner]:
    """Return the class with a seat for each; seats that had to be made are kept in `seat_list`, and hold from then on.

    Raises
    ------
    LessonlibError
        If the list of seats cannot be read or written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from lessonlib.authoring.paper.classlist import parse_class
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "9b.csv")
    ...     _ = seated(path, parse_class("name\\nAnna\\nBudi\\n", "9b.csv"))
    ...     [(learner.seat, learner.name) for learner in seated(path, parse_class("name\\nAda\\nBudi\\n", "9b.csv"))]
    [('A3', 'Ada'), ('A2', 'Budi')]
    """
    if found.has_seats:
        return found.learners
    there = read_class(seat_list(path)).learners if seat_list(path).exists() else []
    kept = dict(zip(_told_apart(learner.name for learner in there), (learner.seat for learner in there), strict=True))
    taken = {seat.casefold() for seat in kept.values()}
    free = (f"A{number}" for number in count(1) if f"a{number}" not in taken)
    names = _told_apart(learner.name for learner in found.learners)
    learners = [
        learner._replace(seat=kept[name] if name in kept else next(free)) for name, learner in zip(names, found.learners, strict=True)
    ]
    # Whoever has left the class keeps the seat: the work of that seat is theirs.
    new = [learner for name, learner in zip(names, learners, strict=True) if name not in kept]
    try:
        replace_file(seat_list(path), _as_csv([*there, *new], found.delimiter), private=True)
    except OSError as error:
        raise LessonlibError(
            f"{seat_list(path)} cannot be written ({error.strerror}): put the class list into a folder of your own."
        ) from error
    return learners


def _told_apart(names: Iterable[str]) -> list[tuple[str, int]]:
    """Names however they are typed; of two of the same name the first in the list is the first."""
    found: list[tuple[str, int]] = []
    for name in names:
        plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
        found.append((plain, sum(plain == other for other, _ in found)))
    return found


def _as_csv(learners: Sequence[Learner], delimiter: str) -> str:
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=delimiter)
    writer.writerow(("seat", "name"))
    writer.writerows((learner.seat, learner.name) for learner in learners)
    # Without the mark at its head, spreadsheets read the umlauts of UTF-8 as other letters.
    return f"\ufeff{made.getvalue()}"
