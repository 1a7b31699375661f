"""Pages from outside, named in a line of sources."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lessonlib.history.outside import load_sources
from lessonlib.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What a publisher's full name may end with and a line of sources can spare.
_TAIL = re.compile(r" \(|, | at | after ")


def short_name(source_id: str) -> str:
    """Return a short name for an outside page.

    Examples
    --------
    >>> short_name("un-press-sc8778"), short_name("kremlin-2000")
    ('United Nations', 'Kremlin')
    """
    return words("figures")["short"].get(source_id) or _TAIL.split(str(load_sources().loc[source_id, "publisher"]))[0]


def cited(source_ids: Iterable[str], most: int = 8) -> str:
    """Return the short names of pages as one phrase, the most cited first.

    Examples
    --------
    >>> cited(["un-press-sc8778", "un-press-sc8853", "bbc-2002"])
    'United Nations (2 pages), BBC News'
    """
    text = words("figures")
    counts = Counter(short_name(source_id) for source_id in dict.fromkeys(source_ids)).most_common()
    names = [text["pages"].format(name=name, count=count) if count > 1 else name for name, count in counts]
    if len(names) <= most:
        return ", ".join(names)
    return text["also"].format(names=", ".join(names[:most]), count=len(names) - most)
