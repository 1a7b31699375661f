"""Plans by the minute: a table whose first heads are the minutes of a period, such as 45 and 50, and whose last column says what happens.

Each row holds how long it lasts; what is built shows the clock. A row may call
the steps of a lesson's own plan, ``{{steps 06}}`` or ``{{steps 07 row pause}}``
from one to another: its minutes are then those of the plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lessonlib.authoring.inserts import STEPS, steps_of
from lessonlib.errors import DataError
from lessonlib.html import escape, inline
from lessonlib.numberwords import say_number
from lessonlib.words import words

_PLAN = re.compile(r"^\|(?P<totals>(?: *\d+ *\|)+)(?P<head>[^|\n]+)\|\n\|[ |:-]+\|\n(?P<rows>(?:\|[^\n]*(?:\n|\Z))+)", re.MULTILINE)


class Row(NamedTuple):
    """A row of a plan.

    Attributes
    ----------
    minutes : tuple of float
        How long it lasts, for each length of the period.
    told : str
        What happens, in Markdown.

    Examples
    --------
    >>> Row((3, 4), "All sit down.").told
    'All sit down.'
    """

    minutes: tuple[float, ...]
    told: str


class Plan(NamedTuple):
    """A plan by the minute.

    Attributes
    ----------
    totals : tuple of int
        The minutes of the period, for each of its lengths.
    head : str
        The heading of the last column.
    rows : list of Row
        What happens, in order.

    Examples
    --------
    >>> next(read_plans("| 5 | what |\\n| --- | --- |\\n| 2 | Sit. |\\n| 3 | Read. |")).totals
    (5,)
    """

    totals: tuple[int, ...]
    head: str
    rows: list[Row]


def read_plans(text: str) -> Iterator[Plan]:
    """Find the plans in Markdown.

    Raises
    ------
    DataError
        If a row has no minutes for each length of the period.

    Examples
    --------
    >>> [row.minutes for plan in read_plans("| 5 | what |\\n| --- | --- |\\n| 2 | Sit. |\\n| 3 | Read. |") for row in plan.rows]
    [(2.0,), (3.0,)]
    """
    return (_plan(found) for found in _PLAN.finditer(text))


def _plan(found: re.Match[str]) -> Plan:
    totals = tuple(int(cell) for cell in found["totals"].strip("|").split("|"))
    rows = []
    for line in found["rows"].strip().split("\n"):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|", len(totals))]
        try:
            rows.append(Row(tuple(float(cell) for cell in cells[: len(totals)]), cells[len(totals)]))
        except (ValueError, IndexError):
            raise DataError(
                f"the row {line[:50]!r} of a plan has not a number of minutes in each of its first {len(totals)} columns."
            ) from None
    return Plan(totals, found["head"].strip(), rows)


def plan_faults(plan: Plan) -> Iterator[str]:
    """Say what does not add up: each column to its head, and called steps to the minutes of their row.

    Examples
    --------
    >>> plan = next(read_plans("| 6 | what |\\n| --- | --- |\\n| 2 | Sit. |\\n| 3 | Read. |"))
    >>> list(plan_faults(plan))
    ['a plan of 6 minutes adds up to 5']
    """
    for place, total in enumerate(plan.totals):
        found = sum(row.minutes[place] for row in plan.rows)
        if found != total:
            yield f"a plan of {total} minutes adds up to {say_number(found)}"
    for row in plan.rows:
        if called := STEPS.fullmatch(row.told):
            found = sum(minutes for minutes, _ in steps_of(called))
            for minutes in row.minutes:
                if minutes != found:
                    yield f"{row.told} has {say_number(minutes)} minutes, and {say_number(found)} in the plan of the lesson"


def with_plans(text: str, language: str = "en") -> str:
    """Return Markdown with its plans as tables of HTML that show the clock.

    Examples
    --------
    >>> "2–5" in with_plans("| 5 | what |\\n| --- | --- |\\n| 2 | Sit. |\\n| 3 | Read. |")
    True
    """
    return _PLAN.sub(lambda found: _table(_plan(found), language) + "\n\n", text)


def _table(plan: Plan, language: str) -> str:
    told = words("authoring", language)["teaching"]
    heads = "".join(f'<th scope="col">{escape(told["minutes"].format(total=total))}</th>' for total in plan.totals)
    now, lines = [0.0] * len(plan.totals), []
    for row in plan.rows:
        called = STEPS.fullmatch(row.told)
        parts = (
            [((minutes,) * len(now), inline(step)) for minutes, step in steps_of(called, language)]
            if called
            else [(row.minutes, _inline(row.told))]
        )
        for minutes, markup in parts:
            clocks = "".join(f"<td>{say_number(start)}–{say_number(start + lasts)}</td>" for start, lasts in zip(now, minutes, strict=True))
            now = [start + lasts for start, lasts in zip(now, minutes, strict=True)]
            lines.append(f"<tr>{clocks}<td>{markup}</td></tr>")
    return f'<table class="plan"><thead><tr>{heads}<th scope="col">{_inline(plan.head)}</th></tr></thead><tbody>{"".join(lines)}</tbody></table>'


def _inline(text: str) -> str:
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark").renderInline(text))
