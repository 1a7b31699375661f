"""A teacher's page that waits for its translation: a copy of the English that knows of which English words it is."""

from __future__ import annotations

import re
from typing import NamedTuple

from lessonlib.authoring.sourcedrafts import ENGLISH, print_of

#: What stands above the words of a page: notes, the lessons to whose guides it belongs, the fingerprint of its English.
HEAD = re.compile(
    rf"\A---\n(?:# [^\n]*\n)*(?:lessons: (?P<lessons>\d\d(?:, \d\d)*)\n)?(?:{ENGLISH}: (?P<english>[0-9a-f]+)\n)?---\n+(?=# (?P<title>[^\n]+)\n)"
)
_NOTE = (
    "# Still in English, and taken from there until you write your words in the place of those that you read. Braces and references stay.\n"
)


class Page(NamedTuple):
    """A page as its file has it.

    Attributes
    ----------
    lessons : str
        As they are listed, ``""`` for none.
    title, words : str
        Its title; all that stands below the head, the title too.
    english : str
        The fingerprint of the English words from which it was copied or translated, or ``""``.

    Examples
    --------
    >>> Page("", "One", "# One\\n", "").is_copy
    False
    """

    lessons: str
    title: str
    words: str
    english: str

    @property
    def is_copy(self) -> bool:
        """Whether it still has the English words of which its head tells.

        Examples
        --------
        >>> cut_page(drafted_page("---\\n---\\n\\n# One\\n")).is_copy
        True
        """
        return self.english == print_of(self.words)


def cut_page(text: str) -> Page | None:
    """Return the parts of a page; None if its head is not in order.

    Examples
    --------
    >>> cut_page("---\\nlessons: 06\\n---\\n\\n# One\\n\\nWords.\\n").title
    'One'
    >>> cut_page("# One\\n") is None
    True
    """
    head = HEAD.match(text)
    return Page(head["lessons"] or "", head["title"].strip(), text[head.end() :], head["english"] or "") if head else None


def drafted_page(first: str, other: str = "") -> str:
    """Return a page in another language: what was translated as it is, or a copy of the English.

    Examples
    --------
    >>> drafted_page("---\\n---\\n\\n# One\\n", "---\\n---\\n\\n# Satu\\n")
    '---\\n---\\n\\n# Satu\\n'
    """
    own, english = cut_page(other), cut_page(first)
    if english is None or (other and (own is None or not own.is_copy)):
        return other or first
    lessons = f"lessons: {english.lessons}\n" if english.lessons else ""
    return f"---\n{_NOTE}{lessons}{ENGLISH}: {print_of(english.words)}\n---\n\n{english.words}"


def is_left(first: str, other: str) -> bool:
    """Whether a page is still in English, or not there.

    Examples
    --------
    >>> is_left("---\\n---\\n\\n# One\\n", ""), is_left("---\\n---\\n\\n# One\\n", "---\\n---\\n\\n# Satu\\n")
    (True, False)
    """
    own, english = cut_page(other), cut_page(first)
    return own is None or own.is_copy or (english is not None and own.words == english.words)


def outgrown(first: str, other: str) -> str:
    """Return the fingerprint of the English as it is now, if a page was translated from other words; ``""`` otherwise.

    Examples
    --------
    >>> len(outgrown("---\\n---\\n\\n# One\\n", "---\\nenglish: 0123456789ab\\n---\\n\\n# Satu\\n"))
    12
    """
    own, english = cut_page(other), cut_page(first)
    now = print_of(english.words) if english else ""
    return now if own and own.english and not own.is_copy and own.english != now else ""
