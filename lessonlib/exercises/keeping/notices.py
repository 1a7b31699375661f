"""What a learner must know of the file of their work: each thing is told once, and none is lost before it was told."""

from __future__ import annotations

from typing import Any

from lessonlib.exercises.telling import readable


class Notices:
    """What happened, and what stands until it is mended.

    Examples
    --------
    >>> notices = Notices()
    >>> notices.tell("It is written again."); notices.take(), notices.take()
    ('It is written again.', '')
    """

    def __init__(self) -> None:
        self._news: list[str] = []
        self._standing = self._told = ""

    def __str__(self) -> str:
        return " ".join(part for part in (*self._news, self._standing) if part)

    def tell(self, sentence: str) -> None:
        """Keep something that happened until it is taken.

        Examples
        --------
        >>> notices = Notices()
        >>> notices.tell("It is kept."); notices.tell("It is kept."); str(notices)
        'It is kept.'
        """
        if sentence not in self._news:
            self._news.append(sentence)

    def stand(self, sentence: str) -> None:
        """Set what holds from now on; ``""`` if all is well.

        Examples
        --------
        >>> notices = Notices()
        >>> notices.stand("It cannot be written."); notices.take(), notices.take(), str(notices)
        ('It cannot be written.', '', 'It cannot be written.')
        """
        self._standing = sentence
        if not sentence:
            self._told = ""

    def take(self) -> str:
        """Return what was not told yet.

        Examples
        --------
        >>> Notices().take()
        ''
        """
        standing = self._standing if self._standing != self._told else ""
        told = " ".join(part for part in (*self._news, standing) if part)
        self._news.clear()
        self._told = self._standing
        return told


def in_a_line(answer: Any) -> str:
    """Return an answer as a sentence can quote it.

    Examples
    --------
    >>> in_a_line(["one", "two"])
    'one; two'
    """
    return "; ".join(readable(answer).splitlines())
