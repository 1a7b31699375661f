"""Whether the folder of the work is still the one in which it stood: a stick or a share may have been taken away under it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

#: Folders that were made in this kernel, because none was there, one after the other.
_MADE: list[tuple[int, int]] = []


class Place:
    """The folder of a work file, as it was when it was last looked at.

    A stick that is taken out may leave an empty folder of the same name. The
    number of a folder alone says little: on a stick it may change while it is
    in use, and on some systems it is always 0; so who asks looks also whether
    the work is there.

    Attributes
    ----------
    blind : bool
        Whether a lesson was opened without what may stand here.

    Examples
    --------
    >>> Place(Path("nowhere")).is_another()
    False
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known = _number(self._folder)
        self._made = len(_MADE)
        self.blind = self._away = False

    def is_another(self) -> bool:
        """Say whether there is another folder in its place now, or none; ask before one is made.

        Examples
        --------
        >>> Place(Path()).is_another()
        False
        """
        now = _number(self._folder)
        # One that another window of this kernel has made since is no stick that came back.
        return now != self._known and (self._known is not None or now not in _MADE[self._made :])

    def is_out(self) -> bool:
        """Say whether there is neither the folder nor the one in which it would stand: a stick is out, or a link leads nowhere.

        Examples
        --------
        >>> Place(Path("nowhere/work")).is_out(), Place(Path("work")).is_out()
        (True, False)
        """
        return _number(self._folder) is None and (self._folder.is_symlink() or _number(self._folder.parent) is None)

    def is_empty(self) -> bool:
        """Say whether the work of no lesson stands there: where a stick is out, an empty folder may be left.

        Examples
        --------
        >>> Place(Path("nowhere")).is_empty()
        True
        """
        try:
            return not any(self._folder.glob("*.json"))
        except OSError:
            return False

    def make(self) -> None:
        """Make the folder if it is not there.

        Raises
        ------
        OSError
            If it cannot be made; a link that leads nowhere leads to a stick that is out.

        Examples
        --------
        >>> Place(Path()).make()
        """
        missing = _number(self._folder) is None
        if missing and self._folder.is_symlink():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        self._folder.mkdir(parents=True, exist_ok=True)
        if missing and (made := _number(self._folder)):
            _MADE.append(made)

    def news(self, moved: bool, lacked: bool, found: bool, failed: bool) -> str:
        """Return the phrase that tells what became of the work that is written now, ``""`` if there is nothing to tell.

        Parameters
        ----------
        moved : bool
            Whether the folder was another than before.
        lacked, found : bool
            See `lessonlib.exercises.keeping.windows.Window`.
        failed : bool
            Whether it could not be written or read before.

        Examples
        --------
        >>> place = Place(Path())
        >>> place.news(True, True, False, False), place.news(True, True, False, False), place.news(False, False, False, False)
        ('work.another_folder', 'work.written', '')
        """
        blind, self.blind = self.blind, False
        if found and (blind or lacked):
            self._away = False
            return "work.met"
        if moved and lacked and not self._away:
            self._away = True
            return "work.another_folder"
        if failed or (moved and self._away):
            self._away = self._away and not moved
            return "work.written"
        return ""

    def settle(self) -> None:
        """Take the folder that is there now for the one to be known again.

        Examples
        --------
        >>> Place(Path()).settle()
        """
        self._known = _number(self._folder) or self._known


def _number(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
