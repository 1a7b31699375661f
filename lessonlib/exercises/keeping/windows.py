"""Several windows on the work of one lesson: each adds to the file what was done in it, and none takes away what another did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lessonlib.exercises.keeping.form import edition_of
from lessonlib.exercises.keeping.records import Records


class Window:
    """What one window knows of the file, and what was changed in it and is not saved yet.

    Attributes
    ----------
    own : set of str
        Exercises whose draft was changed here and is not saved yet: only
        these may replace what the file holds.
    own_seats : bool
        Whether the seats were named here and are not saved yet.
    lacked, found : bool
        Of a file in another folder, to which nothing is saved yet: whether it
        lacked what the one before held, and whether it held what was unknown here.

    Examples
    --------
    >>> mine, window = Records("01"), Window()
    >>> mine.drafts = {"clue": "Hari", "page": "1"}; window.own.add("clue")
    >>> window.merge(mine, {"records": [], "drafts": {"clue": "", "page": "2"}, "seats": []})
    ['']
    >>> mine.drafts
    {'clue': 'Hari', 'page': '2'}
    """

    def __init__(self) -> None:
        self.own: set[str] = set()
        self.own_seats = False
        #: The drafts of the file as they were last seen here: who finds others there has met another window.
        self._seen: dict[str, Any] = {}
        #: The records that the file has held: one that is not in a file that was begun anew was cleared elsewhere.
        self._held: set[str] = set()
        #: What `Records.begun` was until now: a file that has one of these is an older one, and clears nothing.
        self._lives = {""}
        #: The drafts of files in other folders, as they were last seen here.
        self._elsewhere: list[dict[str, Any]] = []
        #: The seats of the work when it was opened, or came into this folder.
        self._seats: list[str] | None = None
        self._arrived = self.lacked = self.found = False

    def merge(self, mine: Records, theirs: Mapping[str, Any], settled: str = "") -> list[Any]:
        """Take over what the file holds, and keep what was done here. No clock is asked.

        Parameters
        ----------
        mine : Records
            What this window holds; it is changed.
        theirs : mapping
            What the file holds, empty if there is none: then all is kept.
        settled : str
            An exercise whose draft in the file is out of date.

        Returns
        -------
        list
            What another window had begun as an answer, and this one is about
            to write over; each is kept as a record.

        Examples
        --------
        >>> Window().merge(Records("01"), {})
        []
        """
        if not theirs:
            return []
        anew = self._is_anew(mine, theirs)
        self._lives.add(mine.begun)
        over = {settled} if settled else set()
        known = {record["id"] for record in theirs["records"]}
        gone = known | self._held if anew else known
        if self._arrived or (not anew and (self._strays(mine, theirs) or self.misses(theirs))):
            over |= self._stand_by_ours(mine, theirs, gone)
        left = {} if anew else self._left_out(mine, theirs)
        # Those of the file come first: they were written earlier.
        mine.records = [*theirs["records"], *(record for record in mine.records if record["id"] not in gone)]
        mine.begun = theirs["begun"] if anew else mine.begun
        mine.edition = edition_of(theirs)
        self._held |= known
        met = self._keep_others(mine, theirs["drafts"], over)
        drafts = {name: answer for name, answer in theirs["drafts"].items() if name not in over}
        mine.drafts = {**left, **drafts, **{name: answer for name, answer in mine.drafts.items() if name in self.own}}
        if not self.own:
            self._seen = {**left, **theirs["drafts"]}
        mine.seats = mine.seats if self.own_seats else theirs["seats"] or mine.seats
        return met

    def _is_anew(self, mine: Records, theirs: Mapping[str, Any]) -> bool:
        """Whether another window has begun the lesson anew since this one looked."""
        return theirs.get("begun", "") not in {mine.begun, *self._lives}

    def cleared(self, mine: Records, theirs: Mapping[str, Any]) -> dict[str, Any]:
        """Return what goes out of this window when the file, which was begun anew, is merged: ``{}`` if nothing does.

        Examples
        --------
        >>> Window().cleared(Records("01"), {"records": [], "drafts": {}, "begun": "x"})
        {}
        """
        if not theirs or not self._is_anew(mine, theirs):
            return {}
        known = {record["id"] for record in theirs["records"]}
        records = [record for record in mine.records if record["id"] in self._held - known]
        drafts = {name: answer for name, answer in mine.drafts.items() if name not in self.own}
        return {"records": records, "drafts": drafts, "seats": mine.seats} if records or drafts else {}

    def _stand_by_ours(self, mine: Records, theirs: Mapping[str, Any], gone: set[str]) -> set[str]:
        """A file that lacks what it held is no later one: our drafts stay, and so do our answers, which are returned."""
        if not self._arrived:  # else they were told apart
            answered = [record["answer"] for record in theirs["records"] if record["act"] == "check"]
            lacking = mine.drafts.keys() - theirs["drafts"] if self._strays(mine, theirs) else set()
            self.own |= {name for name, answer in mine.drafts.items() if theirs["drafts"].get(name, answer) != answer}
            self.own |= {name for name in lacking if mine.drafts[name] not in answered}
        checked = {record["exercise"] for record in mine.records if record["act"] == "check" and record["id"] not in gone}
        return checked - mine.drafts.keys()

    @staticmethod
    def _strays(mine: Records, theirs: Mapping[str, Any]) -> bool:
        """Whether a file did not grow out of the edition that was last seen: an older one, or one that grew beside it."""
        (number, marks), (known, seen) = edition_of(theirs), mine.edition
        return bool(known) and (number < known or marks[number - known : number - known + 1] not in ((), seen[:1]))

    def _left_out(self, mine: Records, theirs: Mapping[str, Any]) -> dict[str, Any]:
        """Drafts that a damaged or an older file lacks: one is taken away only by an answer that was checked."""
        checked = {record["exercise"] for record in theirs["records"] if record["act"] == "check" and record["id"] not in self._held}
        return {name: answer for name, answer in mine.drafts.items() if name in self._seen and name not in checked | self.own}

    def _keep_others(self, mine: Records, drafts: Mapping[str, Any], over: set[str]) -> list[Any]:
        """What another window began, and this one is about to write over, becomes a record."""
        met = []
        for name in sorted((self.own | over) & drafts.keys()):
            theirs = drafts[name]
            ours = mine.drafts.get(name) if name in self.own else next(reversed(mine.answers(name)), None)
            if theirs in (ours, *(seen.get(name) for seen in (self._seen, *self._elsewhere))):
                continue
            if mine.set_aside(name, theirs):
                met.append(theirs)
        return met

    def arrive(self, mine: Records, theirs: Mapping[str, Any], cleared: Iterable[Mapping[str, Any]] = ()) -> None:
        """Prepare to merge a file in another folder: of what was saved, only what stands there was ever held, or cleared, by it.

        Parameters
        ----------
        mine : Records
            What this window holds.
        theirs : mapping
            What the file holds, empty if there is none.
        cleared : iterable of mapping
            What resets put aside beside it.

        Examples
        --------
        >>> mine, window = Records("01"), Window()
        >>> mine.drafts = {"clue": "Hari"}; window.saved(mine)
        >>> window.arrive(mine, {"records": [], "drafts": {"clue": "H"}}); window.own
        {'clue'}
        """
        self.lacked = self.lacked or self.misses(theirs)
        self.found = self.found or self._finds(mine, theirs)
        there = [content for content in (theirs, *cleared) if content]
        self._held &= {record["id"] for content in there for record in content["records"]}
        self.own |= {name for name, answer in mine.drafts.items() if all(content["drafts"].get(name) != answer for content in there)}
        if self._seen not in self._elsewhere:
            self._elsewhere.append(dict(self._seen))
        self.own_seats = self.own_seats or mine.seats != self._seats
        self._seats, self._arrived = mine.seats, True

    def _finds(self, mine: Records, theirs: Mapping[str, Any]) -> bool:
        """Whether a file holds what was never seen here."""
        ours = {record["id"] for record in mine.records}
        begun = {name for seen in (mine.drafts, self._seen, *self._elsewhere) for name in seen}
        return any(record["id"] not in ours for record in theirs.get("records", ())) or not theirs.get("drafts", {}).keys() <= begun

    def misses(self, theirs: Mapping[str, Any]) -> bool:
        """Say whether a file lacks what it held when it was seen here.

        Examples
        --------
        >>> Window().misses({})
        False
        """
        if not theirs:
            return bool(self._held or self._seen)
        return bool(self._held - {record["id"] for record in theirs["records"]})

    def saved(self, mine: Records) -> None:
        """Take note that the file holds what this window does.

        Examples
        --------
        >>> window = Window(); window.own.add("clue")
        >>> window.saved(Records("01")); window.own
        set()
        """
        self._held |= {record["id"] for record in mine.records}
        self._lives.add(mine.begun)
        self._seen = dict(mine.drafts)
        self._seats = mine.seats if self._seats is None else self._seats
        self.own.clear()
        self.own_seats = self._arrived = self.lacked = self.found = False

    def begin_anew(self) -> None:
        """Forget what was changed and seen here.

        Examples
        --------
        >>> window = Window(); window.own.add("clue")
        >>> window.begin_anew(); window.own
        set()
        """
        self.own.clear()
        self._seen.clear()
