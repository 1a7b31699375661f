"""A learner's work: one plain JSON file a lesson, to which every attempt is written at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lessonlib.exercises.keeping.copies import Taken, find_cleared, keep_cleared, take_in
from lessonlib.exercises.keeping.file import look_at, put_aside, read_work, write_work
from lessonlib.exercises.keeping.lock import locked
from lessonlib.exercises.keeping.notices import Notices, in_a_line
from lessonlib.exercises.keeping.passing import patiently
from lessonlib.exercises.keeping.place import Place
from lessonlib.exercises.keeping.records import Records, new_record
from lessonlib.exercises.keeping.unwritten import take_waiting, wait
from lessonlib.exercises.keeping.windows import Window
from lessonlib.exercises.phrases import Phrases
from lessonlib.language import spoken
from lessonlib.turns import in_turn

#: So often is it written again where others write at the same moment and there are no locks.
_TIMES = 3


class Work(Records):
    """The records of a lesson, kept in a file; cells and widgets take turns with them.

    Parameters
    ----------
    lesson : str
        Its number.
    path : pathlib.Path or None
        The file; None keeps the work in memory.
    named : bool
        Whether somebody named its folder, which may stand on a stick or a share.

    Attributes
    ----------
    notices : Notices
        What the learner must know: that the work cannot be written, say.

    Examples
    --------
    >>> work = Work("01", None)
    >>> work.add("clue", "check", "Hari Ke-792")
    >>> work.answers("clue"), work.count("clue", "check")
    (['Hari Ke-792'], 1)
    """

    def __init__(self, lesson: str, path: Path | None, named: bool = False) -> None:
        super().__init__(lesson)
        self.path, self._named = path, named
        self.notices = Notices()
        self._window = Window()
        self._fault: OSError | None = None
        self._unread = False
        self._cleared: list[dict[str, Any]] = []
        if path is not None:
            self._place = Place(path.parent)
            self.refresh()
            self._window.saved(self)
            self._unread = self._fault is not None
            self._place.waits = self.begins_bare()
            self._place.blind = self._unread or self._place.waits

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
        record = new_record(exercise, act)
        if act in ("check", "support"):
            record["answer"] = answer
        if support:
            record["support"] = support
        self.records.append(record)  # first, for whoever is interrupted here has the answer twice and not never
        if act == "check":
            self.drafts.pop(exercise, None)
            self._window.own.discard(exercise)
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
            self._window.own.add(exercise)
            self.save()

    @in_turn
    def meet(self, exercise: str, other: Any, laid: bool) -> None:
        """Keep the other of two beginnings of an answer, and let `notice` tell it.

        Parameters
        ----------
        exercise : str
            The exercise.
        other : object
            What gave way, as JSON can hold it; None if that was nothing.
        laid : bool
            Whether it gave way to what a tab of the browser had kept; else it
            is what the tab had kept.

        Examples
        --------
        >>> work = Work("01", None)
        >>> work.meet("clue", "Hari", laid=True)
        >>> work.take_notice()
        'What you wrote last in this tab stands here again, for it may not have been saved; saved was “Hari”: take from it what you need.'
        """
        if other is not None:
            self.set_aside(exercise, other)
            self.save()
        phrase = "left" if not laid else "back" if other is None else "saved"
        self.notices.tell(Phrases(spoken())(f"work.{phrase}", other=in_a_line(other)))

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
        self.seats, self._window.own_seats = seats, True
        self.save()
        return [seat for seat in before if seat not in seats]

    def begins_bare(self) -> bool:
        """Say whether nothing was done yet, and the work may stand on a stick that is out, or a share that is not there.

        Examples
        --------
        >>> Work("01", None).begins_bare(), Work("01", Path("nowhere/work/01.json")).begins_bare()
        (False, True)
        """
        if self.path is None or self._fault or self.records or self.drafts:
            return False
        return self._place.is_out() or (self._named and self._place.is_empty())

    def comes_back(self) -> bool:
        """Say whether this was kept in another folder while the right one was away, and that one may be there again.

        Examples
        --------
        >>> Work("01", None).comes_back()
        False
        """
        return self.path is not None and self._place.came_back()

    @property
    def notice(self) -> str:
        """What the learner must know, told or not; ``""`` if nothing.

        Examples
        --------
        >>> Work("01", None).notice
        ''
        """
        return str(self.notices)

    @in_turn
    def save(self, settled: str = "", copies: Sequence[Mapping[str, Any]] = ()) -> list[Taken]:
        """Read what is there, merge, and replace the file in one step, under a lock.

        Where it cannot be written, the work stays in memory and `notice` says so.

        Parameters
        ----------
        settled : str
            An exercise whose draft in the file is out of date.
        copies : sequence of mapping
            What other files of this lesson hold, to be added.

        Returns
        -------
        list of Taken
            What each of them alone held.

        Examples
        --------
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     Work("01", Path(folder) / "01.json").add("clue", "check", "Hari Ke-792")
        ...     Work("01", Path(folder) / "01.json").current("clue")
        'Hari Ke-792'
        """
        if self.path is None:
            return [take_in(self, self._window, copy) for copy in copies]
        say = Phrases(spoken())
        taken: list[Taken] = []
        try:
            moved = patiently(lambda: self._write(settled, copies, taken))
        except OSError as error:
            self.notices.stand(say("work.unwritten", path=self.path, why=error.strerror or say("work.held")))
            self._fault = error
            wait(self)
            return taken
        self.notices.stand("")
        if phrase := self._place.news(moved, self._window.lacked, self._window.found, failed=self._fault is not None):
            self.notices.tell(say(phrase, path=self.path, folder=self.path.parent))
        self._fault, self._unread = None, False
        self._window.saved(self)
        for other in take_waiting(self.path):
            if other is not self:
                other.save()
        return taken

    @in_turn
    def take_over(self, other: Records) -> None:
        """Go on with what another view of this lesson holds, too, where it could not be written.

        Examples
        --------
        >>> mine, viewer = Work("01", None), Work("01", None)
        >>> viewer.draft("clue", "Hari"); mine.take_over(viewer); mine.drafts
        {'clue': 'Hari'}
        """
        take_in(self, self._window, {"records": other.records, "drafts": other.drafts, "seats": other.seats})

    def _write(self, settled: str, copies: Sequence[Mapping[str, Any]], taken: list[Taken]) -> bool:
        """Say whether the folder is another than the one that is known."""
        assert self.path is not None
        another = self._place.is_another()
        self._place.make()
        with locked(self.path) as alone:
            self._merge(self._read(), settled, another or self._unread)
            for cleared in self._cleared if another else ():  # what was cleared while a stick was out is put aside on it, too
                keep_cleared(self.path, self.lesson, cleared)
            taken += [take_in(self, self._window, copy) for copy in copies][len(taken) :]
            write_work(self.path, self, alone)
            if not alone:
                self._write_again()
        self._place.settle()
        return another

    def _write_again(self) -> None:
        """Where there are no locks, another computer may have written over it at the same moment."""
        assert self.path is not None
        for _ in range(_TIMES):
            content, fault = look_at(self.path, self.lesson)
            if fault or {record["id"] for record in self.records} <= {record["id"] for record in content.get("records", ())}:
                return
            self._merge(content)
            write_work(self.path, self, alone=False)

    @in_turn
    def refresh(self) -> None:
        """Take over what stands in the file by now: another notebook or a viewer may have written, or begun anew.

        Examples
        --------
        >>> Work("01", None).refresh()
        """
        if (path := self.path) is None:
            return
        try:
            patiently(lambda: self._take_over(path))
        except OSError as error:
            self._fault, say = error, Phrases(spoken())
            self.notices.stand(say("work.unreadable", path=path, why=error.strerror or say("work.held")))

    def _take_over(self, path: Path) -> None:
        content, fault = look_at(path, self.lesson)
        another = self._unread or self._place.is_another()
        if not fault and (another or not self._window.cleared(self, content)):
            self._merge(content, another=another and bool(content))
            return
        with locked(path):  # whoever holds the lock may have put it aside meanwhile, and begun a new file
            self._merge(self._read(), another=another)

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
        if self.path is not None and (self.records or self.drafts):
            self.save()  # what could not be written until now is put aside with the rest
            if self._fault:
                raise self._fault
        if self.records or self.drafts:
            self._cleared.append({"records": [*self.records], "drafts": {**self.drafts}, "seats": self.seats})
        kept = put_aside(self.path, self) if self.path is not None and self.path.is_file() else None
        self.records.clear()
        self.drafts.clear()
        self._window.begin_anew()
        return kept

    @in_turn
    def take_notice(self) -> str:
        """Return what was not told yet, then ``""``.

        Examples
        --------
        >>> Work("01", None).take_notice()
        ''
        """
        return self.notices.take()

    def _read(self) -> dict[str, Any]:
        """The file, read under its lock."""
        assert self.path is not None
        content, notice = read_work(self.path, self.lesson)
        if notice:
            self.notices.tell(notice)
        return content

    def _merge(self, content: dict[str, Any], settled: str = "", another: bool = False) -> None:
        """Take over what the file holds, under its lock if that clears anything; what another window had begun is told."""
        if another and self.path:
            self._window.arrive(self, content, [copy.content for copy in find_cleared(self.path, self.lesson)])
        cleared = self._window.cleared(self, content)
        if cleared and self.path:
            if aside := keep_cleared(self.path, self.lesson, cleared):
                self.notices.tell(Phrases(spoken())("work.cleared", aside=aside.name))
            self._cleared.append(cleared)
        for theirs in self._window.merge(self, content, settled):
            self.notices.tell(Phrases(spoken())("work.clash", other=in_a_line(theirs)))
