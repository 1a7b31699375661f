"""Tables that a learner's code shows: as pandas draws them, with what a screen reader needs."""

from __future__ import annotations

import re
import sys
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from lessonlib.exercises.telling import is_original

if TYPE_CHECKING:
    import pandas as pd

_CELL = re.compile(r"<td>([^<]+)</td>")
#: So many words at the beginning of a cell tell its language.
_WORDS = 5


def markup(table: pd.DataFrame) -> str | None:
    """Return a table as pandas writes it; Indonesian cells say so, and a header cell that heads nothing is none.

    Where pandas itself would write plain text, it is None.

    Examples
    --------
    >>> import pandas as pd
    >>> re.findall('<td.+</td>', markup(pd.DataFrame({"text": ["bulan lalu", "last month"]})))
    ['<td></td>', '<td lang="id">bulan lalu</td>', '<td>last month</td>']
    """
    drawn = table._repr_html_()  # type: ignore[operator]  # the stubs take it for a column
    if drawn is None:
        return None
    return _CELL.sub(_with_language, drawn.replace("<th></th>", "<td></td>"))


def _with_language(cell: re.Match[str]) -> str:
    return f'<td lang="id">{cell[1]}</td>' if _is_indonesian(unescape(cell[1])) else cell[0]


@cache
def _is_indonesian(shown: str) -> bool:
    """By the first words: pandas may have cut off the rest, in the middle of a word."""
    parts = shown.removesuffix("...").split()
    whole = parts[:-1] if shown.endswith("...") and len(parts) > 1 else parts
    # One word alone may be a code of ours: a kind, a rule.
    return len(whole) > 1 and is_original(" ".join(whole[:_WORDS]))


def tell_tables() -> bool:
    """Let the notebook in which this runs show every table so; return whether there is one.

    pandas is not imported for it: the notebook looks when a table is shown.

    Examples
    --------
    >>> tell_tables()
    False
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None:
        return False
    formatter = shell.display_formatter.formatters["text/html"]
    for module in ("pandas", "pandas.core.frame"):  # newer and older releases name the class by another one
        formatter.for_type_by_name(module, "DataFrame", markup)
    return True
