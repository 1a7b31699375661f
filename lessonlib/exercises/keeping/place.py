"""Whether the folder of the work is still the one in which it stood: a stick or a share may have been taken away under it."""

from __future__ import annotations

from pathlib import Path


class Place:
    """The folder of a work file, as it was when it was last looked at.

    A stick that is taken out may leave an empty folder of the same name. The
    number of a folder alone says little: on a stick it may change while it is
    in use, and on some systems it is always 0; so who asks looks also whether
    the work is there.

    Examples
    --------
    >>> Place(Path("nowhere")).is_another()
    False
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known = self._now()

    def is_another(self) -> bool:
        """Say whether there is another folder in its place now, or none; ask before one is made.

        Examples
        --------
        >>> Place(Path()).is_another()
        False
        """
        return self._known is not None and self._now() != self._known

    def settle(self) -> None:
        """Take the folder that is there now for the one to be known again.

        Examples
        --------
        >>> Place(Path()).settle()
        """
        self._known = self._now() or self._known

    def _now(self) -> tuple[int, int] | None:
        try:
            found = self._folder.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino
