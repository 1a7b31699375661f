"""What becomes of a second copy of the work: it is merged if it is the same work, else offered, and the learner is told."""

from __future__ import annotations

import os
from pathlib import Path

from lessonlib.exercises.keeping.copies import Taken, alone_held, find_cleared, find_copies, is_same_work
from lessonlib.exercises.keeping.file import look_at
from lessonlib.exercises.keeping.folder import look_beside
from lessonlib.exercises.keeping.notices import in_a_line
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.phrases import Phrases
from lessonlib.files import here, shown
from lessonlib.language import spoken
from lessonlib.turns import in_turn


@in_turn
def meet_copies(work: Work) -> None:
    """Take in what a second copy beside the work alone holds, or offer it if it may be somebody else's.

    Examples
    --------
    >>> meet_copies(Work("01", None))
    """
    if work.path is None:
        return
    say = Phrases(spoken())
    if work.begins_bare():
        work.notices.tell(say("work.bare", folder=work.path.parent))
    if not (copies := find_copies(work.path, work.lesson)):
        return
    cleared = find_cleared(work.path, work.lesson)  # what the learner cleared is not missed
    same = [copy for copy in copies if is_same_work(work, copy.content) and alone_held(copy.content, work, cleared).changed]
    taken = work.save(copies=[copy.content for copy in same]) if same else []
    if told := [shown(copy.path.name) for copy, found in zip(same, taken, strict=False) if found.changed]:
        work.notices.tell(say("work.copy_merged", copy=", ".join(told), count=sum(found.answers for found in taken)))
    for copy, found in zip(same, taken, strict=False):
        _tell_begun(work, copy.path.name, found)
    for copy in copies:
        found = alone_held(copy.content, work, cleared)
        if copy not in same and found.changed:
            name = shown(copy.path.name)
            work.notices.tell(say("work.copy_offered", copy=name, count=found.answers, call=_quoted(copy.path.name)))


def tell_copies(work: Work, lesson: str, phrases: Phrases) -> list[str]:
    """Return one sentence for each second copy of another lesson's work that holds more than is shown of it; nothing is taken from it.

    Parameters
    ----------
    work : Work
        The work of this lesson; copies of the other's are looked for beside it.
    lesson : str
        The number of the other.
    phrases : Phrases
        The words.

    Examples
    --------
    >>> tell_copies(Work("02", None), "01", Phrases("en"))
    []
    """
    if work.path is None or lesson == work.lesson:  # its own were met when the lesson was opened
        return []
    path, shown_of_it = work.path.with_name(f"{lesson}.json"), look_beside(work, lesson) or Work(lesson, None)
    cleared, told = find_cleared(path, lesson), []
    for copy in find_copies(path, lesson):
        found, name = alone_held(copy.content, shown_of_it, cleared), copy.path.name
        if found.changed:
            told.append(phrases("ledger.copy", number=lesson, copy=shown(name), count=found.answers, call=_quoted(name)))
    return told


def merge_file(work: Work, name: Path | str) -> str:
    """Take in what a file alone holds, because the learner says so; return what became of it.

    Parameters
    ----------
    work : Work
        The work of a lesson.
    name : path
        A file beside the work, or anywhere.

    Examples
    --------
    >>> merge_file(Work("01", None), "nowhere/01 (1).json")[-73:]
    '01 (1).json: name one that lies beside your work, or give its whole path.'
    """
    say = Phrases(spoken())
    path = _find(work, str(name))
    try:
        content, fault = look_at(path, work.lesson)
    except (OSError, ValueError) as error:
        return say("lesson.merge_unread", path=shown(path), why=getattr(error, "strerror", None) or error)
    if not content and not fault:
        return say("lesson.merge_no_file", path=shown(path))
    if fault:
        return say("lesson.merge_no_work", path=shown(path), number=work.lesson)
    work.refresh()
    if not alone_held(content, work).changed:
        return say("lesson.merge_none", path=shown(path))
    taken = work.save(copies=[content])
    for found in taken:
        _tell_begun(work, path.name, found)
    return say("lesson.merge_done", path=shown(path), count=sum(found.answers for found in taken)) if taken else ""


def _find(work: Work, name: str) -> Path:
    """Beside the work, else in the working folder; a link that leads nowhere is found too, and said to be unreadable."""
    places = [work.path.parent / name] if work.path is not None else []
    places.append(here() / name)
    return next((place for place in places if os.path.lexists(place)), places[0])


def _tell_begun(work: Work, name: str, taken: Taken) -> None:
    for answer in taken.begun:
        work.notices.tell(Phrases(spoken())("work.copy_begun", other=in_a_line(answer), copy=shown(name)))


def _quoted(name: str) -> str:
    """A name as it stands in a cell: in the double quotes of the other examples, if it holds none."""
    return repr(name) if repr(name)[1:-1] != name or '"' in name else f'"{name}"'
