"""A second copy of the work file, as sync tools leave one beside it: nothing in it stays hidden, and it is never changed.

How the tools name such a copy differs by tool, version and language; so it is
known by what it holds, and its name need only have the number of the lesson.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from lessonlib.exercises.keeping.file import ASIDE, look_at, put_beside
from lessonlib.exercises.keeping.records import Records, interleaved, new_record
from lessonlib.exercises.keeping.windows import Window


class Copy(NamedTuple):
    """A file that holds work of the same lesson.

    Examples
    --------
    >>> Copy(Path("work/01 (1).json"), {}).path.name
    '01 (1).json'
    """

    path: Path
    content: Mapping[str, Any]


class Taken(NamedTuple):
    """What a copy alone held.

    Attributes
    ----------
    answers : int
        How many answers that were checked it added.
    begun : list
        What was begun in it and reads otherwise in the work: kept as records.
    changed : bool
        Whether anything was taken from it.

    Examples
    --------
    >>> Taken(0, [], False).changed
    False
    """

    answers: int
    begun: list[Any]
    changed: bool


def find_copies(path: Path, lesson: str) -> list[Copy]:
    """Return the files beside the work that hold work of the same lesson; what a reset put aside is none.

    Examples
    --------
    >>> find_copies(Path("nowhere/01.json"), "01")
    []
    """
    return [copy for copy in _beside(path, lesson) if not copy.path.name.startswith(f"{path.stem}.{ASIDE}-")]


def find_cleared(path: Path, lesson: str) -> list[Copy]:
    """Return the files beside the work that a reset put aside.

    Examples
    --------
    >>> find_cleared(Path("nowhere/01.json"), "01")
    []
    """
    return [copy for copy in _beside(path, lesson) if copy.path.name.startswith(f"{path.stem}.{ASIDE}-")]


def _beside(path: Path, lesson: str) -> Iterator[Copy]:
    try:
        found = sorted(path.parent.glob(f"*{path.stem}*.json*"))
    except OSError:  # the lesson opens all the same; that the folder cannot be read is told elsewhere
        return
    for other in found:
        if other.name == path.name or other.name.startswith("."):
            continue
        try:
            content, fault = look_at(other, lesson)
        except OSError:
            continue
        if content and not fault:
            yield Copy(other, content)


def is_same_work(mine: Records, content: Mapping[str, Any]) -> bool:
    """Say whether a copy and the work have a past in common: both began with one reset, or hold one record.

    Two learners who share a computer may each have a file of the lesson; nothing of theirs is mixed,
    even if they began with the same one, as long as they named their seats.

    Examples
    --------
    >>> is_same_work(Records("01"), {"records": [], "seats": [], "begun": ""})
    False
    """
    seats = content["seats"]
    if content.get("begun", "") != mine.begun or (seats and mine.seats and not set(seats) & set(mine.seats)):
        return False
    ours = {record["id"] for record in mine.records}
    return bool(mine.begun) or any(record["id"] in ours for record in content["records"])


def alone_held(content: Mapping[str, Any], work: Records, copies: Iterable[Copy] = ()) -> Taken:
    """Say what a file holds that neither the work nor any of some copies does; nothing is changed.

    Examples
    --------
    >>> alone_held({"records": [], "drafts": {}, "seats": []}, Records("01"))
    Taken(answers=0, begun=[], changed=False)
    """
    trial = Records(work.lesson)
    trial.records, trial.drafts = list(work.records), dict(work.drafts)
    for copy in copies:
        trial.records += copy.content["records"]
        trial.records += [new_record(name, "draft") | {"answer": answer} for name, answer in copy.content["drafts"].items()]
    return take_in(trial, Window(), content)


def take_in(mine: Records, window: Window, content: Mapping[str, Any]) -> Taken:
    """Add to the work what a copy alone holds; nothing of the work is replaced.

    Parameters
    ----------
    mine : Records
        The work; it is changed.
    window : Window
        Takes note of what was begun in the copy alone, which is to be saved.
    content : mapping
        What the copy holds.

    Examples
    --------
    >>> mine = Records("01")
    >>> take_in(mine, Window(), {"records": [], "drafts": {"clue": "Hari"}, "seats": ["A3"]}), mine.drafts, mine.seats
    (Taken(answers=0, begun=[], changed=True), {'clue': 'Hari'}, ['A3'])
    """
    known = {record["id"] for record in mine.records}
    added = [record for record in content["records"] if record["id"] not in known]
    if added:
        mine.records = interleaved(mine.records, content["records"])
    begun, drafted = [], False
    for name, theirs in content["drafts"].items():
        if _stands(mine, name, theirs):
            continue
        both = theirs if mine.current(name) is None else _both(mine.drafts.get(name), theirs)
        if both is None:
            mine.set_aside(name, theirs)
            begun.append(theirs)
        elif both != mine.drafts.get(name):
            mine.drafts[name], drafted = both, True
            window.own.add(name)
    mine.seats = mine.seats or list(content["seats"])
    answers = sum(record["act"] == "check" for record in added)
    return Taken(answers, begun, bool(added or begun or drafted))


def keep_cleared(path: Path, lesson: str, cleared: Mapping[str, Any]) -> Path | None:
    """Put beside the work what a window is to let go, for it was cleared elsewhere; None if a file that was put aside holds it, as a rule.

    Examples
    --------
    >>> keep_cleared(Path("nowhere/01.json"), "01", {"records": [], "drafts": {}, "seats": []}) is None
    True
    """
    if not alone_held(cleared, Records(lesson), find_cleared(path, lesson)).changed:
        return None
    return put_beside(path, lesson, cleared)


def _stands(mine: Records, name: str, theirs: Any) -> bool:
    """Whether the work holds what was begun in a copy: in the answer's place, as an answer, or as a record of it."""
    if name in mine.drafts and mine.drafts[name] == theirs:
        return True
    return any(
        record["exercise"] == name and record["act"] in ("check", "draft") and record.get("answer") == theirs for record in mine.records
    )


def _both(ours: Any, theirs: Any) -> Any:
    """What was begun in two places, if it can stand in one, as sentences that were kept in both do; None if it cannot."""
    lists = isinstance(ours, list) and isinstance(theirs, list)
    if not lists or not all(isinstance(row, dict) and "id" in row for row in (*ours, *theirs)):
        return None
    there = [row["id"] for row in ours]
    noted = all(row in ours for row in theirs if row["id"] in there)
    return [*ours, *(row for row in theirs if row["id"] not in there)] if noted else None
