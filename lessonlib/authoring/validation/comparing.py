"""In what a cell shows something else than is stored, in a few words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import takewhile, zip_longest
from typing import Any

#: So much is quoted of what differs, and so much of what stands before it.
_SHOWN, _BEFORE = 60, 30


def difference(cell: Any) -> str:
    """Say where a cell of nbval shows something else than is stored.

    Parameters
    ----------
    cell : nbval.plugin.IPyNbCell
        It has been run.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> def shown(text):
    ...     return [{"output_type": "execute_result", "data": {"text/plain": text}}]
    >>> cell = SimpleNamespace(cell={"outputs": shown("26")}, test_outputs=shown("25"), sanitize=str, parent=SimpleNamespace(skip_compare=()))
    >>> difference(cell)
    "'25', stored is '26' (text/plain)"
    """
    now, stored = (_by_kind(cell, outputs) for outputs in (cell.test_outputs, cell.cell["outputs"]))
    for kind in [*stored, *(kind for kind in now if kind not in stored)]:
        for new, old in zip_longest(now.get(kind, ()), stored.get(kind, ())):
            if new != old:
                return f"{_quoted(new, old)}, stored is {_quoted(old, new)} ({kind})"
    return "the order of what it shows"


def _by_kind(cell: Any, outputs: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """What is compared, by its kind: the streams by their names, the rest by its type."""
    found = defaultdict(list)
    for output in outputs:
        if output["output_type"] == "stream":
            found[output["name"]].append(cell.sanitize(output["text"]))
        for kind, value in output.get("data", {}).items():
            if kind not in cell.parent.skip_compare:
                found[kind].append(cell.sanitize(value))
        if output["output_type"] == "error":
            found["error"].append(f"{output['ename']}: {output['evalue']}")
    return found


def _quoted(text: str | None, other: str | None) -> str:
    if text is None:
        return "nothing"
    same = takewhile(lambda pair: pair[0] == pair[1], zip(str(text), str(other or ""), strict=False))
    start = max(sum(1 for _ in same) - _BEFORE, 0)
    part = str(text)[start : start + _SHOWN]
    return repr(f"{'…' if start else ''}{part}{'…' if start + _SHOWN < len(str(text)) else ''}")
