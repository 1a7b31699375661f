"""A learner's work: one plain JSON file a lesson, to which every attempt is written at once."""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lessonlib.errors import LessonlibError
from lessonlib.exercises.telling import readable
from lessonlib.exercises.words import Phrases
from lessonlib.exercises.workfile import FORMAT, VERSION, locked, look_at, peek_work, read_work, unused
from lessonlib.files import here, replace_file, sweep
from lessonlib.language import spoken
from lessonlib.turns import in_turn

#: Names another folder for the work, or ``memory``.
VARIABLE = "LESSONLIB_WORK"
#: Work kept in memory, by lesson: two views of a lesson in one kernel share it.
_MEMORY: dict[str, Work] = {}


class Work:
    """The records of a lesson, in the order in which they were made; cells and widgets take turns with it.

    Parameters
    ----------
    lesson : str
        Its number.
    path : pathlib.Path or None
        The file; None keeps the work in memory.

    Attributes
    ----------
    records : list of dict
        Each with ``id``, ``at`` (UTC, ISO 8601), ``exercise``, ``act``
        (``check``, ``hint``, ``solution`` or ``support``) and, for ``check``
        and ``support``, ``answer``; with ``check`` also ``support``, unless the
        task was done as it stands.
        The act ``draft`` keeps what another window had begun as an answer
        when this one wrote its own.
    drafts : dict
        What was typed and not yet checked, by exercise.
    seats : list of str
        One to three seat codes of those who work together.
    notice : str
        What the learner must know: that the work cannot be written, say; else ``""``.

    Examples
    --------
    >>> work = Work("01", None)
    >>> work.add("clue", "check", "Hari Ke-792")
    >>> [record["answer"] for record in work.records]
    ['Hari Ke-792']
    """

    def __init__(self, lesson: str, path: Path | None) -> None:
        self.lesson, self.path = lesson, path
        self.records: list[dict[str, Any]] = []
        self.drafts: dict[str, Any] = {}
        self.seats: list[str] = []
        self.notice = self._told = ""
        #: Exercises whose draft was changed here and is not saved yet: only these may replace what the file holds.
        self._own: set[str] = set()
        self._own_seats = False
        #: The drafts of the file as they were last seen here: who finds others there has met another window.
        self._seen: dict[str, Any] = {}
        self._saved: set[str] = set()
        self._aside = self._clash = ""
        self._failed = False
        if path is not None:
            self.refresh()
            self._saved = {record["id"] for record in self.records}

    @in_turn
    def add(self, exercise: str, act: str, answer: Any = None, support: str = "") -> None:
        """Add a record, and write it before anything else happens.

        Parameters
        ----------
        exercise, act : str
            The exercise, and what was done.
        answer : object
            As JSON can hold it.
        support : str
            The level of the task, see `lessonlib.exercises.support`.

        Examples
        --------
        >>> work = Work("01", None)
        >>> work.add("clue", "hint")
        >>> work.records[0]["act"]
        'hint'
        """
        record = {"id": uuid.uuid4().hex, "at": _now(), "exercise": exercise, "act": act}
        if act in ("check", "support"):
            record["answer"] = answer
        if support:
            record["support"] = support
        if act == "check":
            self.drafts.pop(exercise, None)
            self._own.discard(exercise)
        self.records.append(record)
        self.save(settled=exercise if act == "check" else "")

    @in_turn
    def draft(self, exercise: str, answer: Any) -> None:
        """Keep what stands in the answer's place and was not checked yet.

        Examples
        --------
        >>> work = Work("01", None)
        >>> work.draft("clue", "Hari")
        >>> work.current("clue")
        'Hari'
        """
        if answer != self.current(exercise):
            self.drafts[exercise] = answer
            self._own.add(exercise)
            self.save()

    @in_turn
    def name_seats(self, seats: list[str]) -> list[str]:
        """Name the seats at which the lesson is worked; return those before, if others did work there.

        Examples
        --------
        >>> work = Work("01", None)
        >>> work.name_seats(["A3"]); work.add("clue", "hint"); work.name_seats(["B1"])
        []
        ['A3']
        """
        self.refresh()
        before = self.seats if self.records or self.drafts else []
        self.seats, self._own_seats = seats, True
        self.save()
        return [seat for seat in before if seat not in seats]

    def answers(self, exercise: str) -> list[Any]:
        """Return all answers that were checked, the latest last.

        Examples
        --------
        >>> Work("01", None).answers("clue")
        []
        """
        return [record["answer"] for record in self.records if record["exercise"] == exercise and record["act"] == "check"]

    def current(self, exercise: str) -> Any:
        """Return what the learner had in the answer's place, None if nothing.

        Examples
        --------
        >>> Work("01", None).current("clue") is None
        True
        """
        if exercise in self.drafts:
            return self.drafts[exercise]
        answers = self.answers(exercise)
        return answers[-1] if answers else None

    def count(self, exercise: str, act: str) -> int:
        """Count the records of one kind.

        Examples
        --------
        >>> Work("01", None).count("clue", "hint")
        0
        """
        return sum(record["exercise"] == exercise and record["act"] == act for record in self.records)

    @in_turn
    def save(self, settled: str = "") -> None:
        """Read what is there, merge, and replace the file in one step, under a lock.

        Where it cannot be written, the work stays in memory and `notice` says so.

        Parameters
        ----------
        settled : str
            An exercise whose draft in the file is out of date.

        Examples
        --------
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     Work("01", Path(folder) / "01.json").add("clue", "check", "Hari Ke-792")
        ...     Work("01", Path(folder) / "01.json").current("clue")
        'Hari Ke-792'
        """
        if self.path is None:
            return
        say = Phrases(spoken())
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with locked(self.path):
                self._merge(self._read(), settled)
                replace_file(self.path, self._as_json())
                sweep(self.path)
        except OSError as error:
            self.notice = say("work.unwritten", path=self.path, why=error.strerror or say("work.held"))
            self._failed = True
            return
        again = say("work.written", path=self.path) if self._failed else ""
        self.notice = " ".join(part for part in (again, self._aside, self._clash) if part)
        self._clash, self._failed, self._own_seats = "", False, False
        self._saved, self._seen = {record["id"] for record in self.records}, dict(self.drafts)
        self._own.clear()

    @in_turn
    def refresh(self) -> None:
        """Take over what stands in the file by now: another notebook or a viewer may have written, or begun anew.

        Examples
        --------
        >>> Work("01", None).refresh()
        """
        if self.path is None:
            return
        try:
            content, fault = look_at(self.path, self.lesson)
            if fault:  # whoever holds the lock may have put it aside meanwhile, and begun a new file
                with locked(self.path):
                    content = self._read()
        except OSError as error:
            say = Phrases(spoken())
            self.notice = say("work.unreadable", path=self.path, why=error.strerror or say("work.held"))
        else:
            self._merge(content)

    @in_turn
    def forget(self) -> Path | None:
        """Begin anew; what was there is kept beside the file.

        Returns
        -------
        pathlib.Path or None
            Where the old work stands now.

        Raises
        ------
        OSError
            If it cannot be put aside: then nothing has changed.

        Examples
        --------
        >>> Work("01", None).forget() is None
        True
        """
        kept = self._put_aside() if self.path is not None and self.path.is_file() else None
        self.records.clear()
        self.drafts.clear()
        self._own.clear()
        self._seen.clear()
        return kept

    def _put_aside(self) -> Path:
        assert self.path is not None
        with locked(self.path):
            kept = unused(self.path, "before-reset")
            self.path.replace(kept)
            try:
                # An empty file tells other windows that the lesson began anew; without one they would bring all of it back.
                replace_file(self.path, _as_json(self.lesson, self.seats, [], {}))
            except OSError:
                kept.replace(self.path)
                raise
        return kept

    @in_turn
    def take_notice(self) -> str:
        """Return the notice the first time that it is asked for, then ``""``.

        Examples
        --------
        >>> Work("01", None).take_notice()
        ''
        """
        if not self.notice or self.notice == self._told:
            return ""
        self._told = self.notice
        return self.notice

    def _as_json(self) -> str:
        return _as_json(self.lesson, self.seats, self.records, self.drafts)

    def _read(self) -> dict[str, Any]:
        """The file, read under its lock."""
        assert self.path is not None
        content, notice = read_work(self.path, self.lesson)
        if notice:
            self.notice = self._aside = notice
        return content

    def _merge(self, content: dict[str, Any], settled: str = "") -> None:
        """Records of the file come first: they were written earlier. No clock is asked."""
        theirs = content.get("records", [])
        known = {record["id"] for record in theirs}
        if content:  # what was in the file once and is no longer was cleared elsewhere; without a file, all is kept
            known |= self._saved
        self.records = [*theirs, *(record for record in self.records if record["id"] not in known)]
        if content:
            self._keep_others(content["drafts"], settled)
            drafts = {name: answer for name, answer in content["drafts"].items() if name != settled}
            self.drafts = {**drafts, **{name: answer for name, answer in self.drafts.items() if name in self._own}}
            if not self._own:
                self._seen = dict(content["drafts"])
            self.seats = self.seats if self._own_seats else content["seats"] or self.seats

    def _keep_others(self, drafts: dict[str, Any], settled: str) -> None:
        """What another window began, and this one is about to write over, becomes a record, and is told."""
        for name in {*self._own, settled} & drafts.keys():
            theirs = drafts[name]
            mine = self.drafts.get(name) if name in self._own else next(reversed(self.answers(name)), None)
            if theirs in (mine, self._seen.get(name)):
                continue
            held = [record["answer"] for record in self.records if record["act"] == "draft" and record["exercise"] == name]
            if theirs not in held:
                self.records.append({"id": uuid.uuid4().hex, "at": _now(), "exercise": name, "act": "draft", "answer": theirs})
            self._clash = Phrases(spoken())("work.clash", other="; ".join(readable(theirs).splitlines()))


def _as_json(lesson: str, seats: list[str], records: list[dict[str, Any]], drafts: dict[str, Any]) -> str:
    content = {"format": FORMAT, "version": VERSION, "lesson": lesson, "seats": seats, "records": records, "drafts": drafts}
    return json.dumps(content, ensure_ascii=True, indent=1, allow_nan=False) + "\n"


def open_work(lesson: str) -> Work:
    """Open the work of a lesson: ``work/NN.json`` in the working folder, or where ``LESSONLIB_WORK`` says.

    Examples
    --------
    >>> open_work("01").lesson
    '01'
    """
    place = os.environ.get(VARIABLE, "").strip()
    if place == "memory":
        return _MEMORY.setdefault(lesson, Work(lesson, None))
    folder = Path(place) if place else here() / "work"
    with contextlib.suppress(RuntimeError):  # without a home, "~" is a name like any other
        folder = folder.expanduser()
    return Work(lesson, folder / f"{lesson}.json")


def look_beside(work: Work, lesson: str) -> Work | None:
    """Look at what the learner did in another lesson: to be read only, the file is neither locked nor changed.

    Parameters
    ----------
    work : Work
        The work of this lesson; that of the other is looked for beside it.
    lesson : str
        The number of the other.

    Returns
    -------
    Work or None
        In memory; None if the file beside is no work of that lesson.

    Examples
    --------
    >>> look_beside(Work("02", None), "01").records
    []
    """
    if lesson == work.lesson:
        return work
    found = Work(lesson, None)
    if work.path is None:
        return _MEMORY.get(lesson, found) if _MEMORY.get(work.lesson) is work else found
    content = peek_work(work.path.with_name(f"{lesson}.json"), lesson)
    if content is None:
        return None
    found.records, found.drafts = content.get("records", []), content.get("drafts", {})
    return found


def check_seats(seats: Iterable[object]) -> list[str]:
    """Return seat codes as they are kept.

    Raises
    ------
    LessonlibError
        If there are none or more than three, or one is not a short code.

    Examples
    --------
    >>> check_seats(["a3", " B1 "])
    ['A3', 'B1']
    """
    codes = [str(seat).strip().upper() for seat in seats]
    if not 1 <= len(codes) <= 3 or len(set(codes)) < len(codes):
        raise LessonlibError("Give one, two or three seat codes, each once, such as lesson.seats('A3', 'B1').")
    for code in codes:
        if not code.isalnum() or len(code) > 12:
            raise LessonlibError(
                f"The seat code {code[:40]!r} must be made of letters and digits, at most twelve, such as 'A3'; no names are needed."
            )
    return codes


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
