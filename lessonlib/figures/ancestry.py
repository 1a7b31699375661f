"""The family of the five texts as a tree: which page stands on which floor, and in which column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lessonlib.history.descent import lines_of_descent, load_family
from lessonlib.history.tables import each

if TYPE_CHECKING:
    import pandas as pd

#: What a footnote or a single passage is called beside its text: the name of the text goes, it stands above.
_PLACE = re.compile(r"^[a-z-]+, | in [a-z-]+ and [a-z-]+$")


class Node(NamedTuple):
    """A page in the tree.

    Attributes
    ----------
    name, line : str
        The page, and its line of descent.
    column, floor : float, int
        Its place: texts stand in columns 0, 1, … on floor 0, what they were
        made from above them.

    Examples
    --------
    >>> Node("a", "x", 0.5, 1).floor
    1
    """

    name: str
    line: str
    column: float
    floor: int


def trunk() -> pd.DataFrame:
    """Return the steps that lead from whole texts to whole pages.

    Examples
    --------
    >>> len(trunk())
    7
    """
    steps, kept = load_family(), set(lines_of_descent())
    for _ in range(len(steps)):
        kept |= set(steps.loc[steps["child"].isin(kept), "parent"])
    return steps[steps["child"].isin(kept)]


def twigs() -> pd.DataFrame:
    """Return the steps of footnotes and single passages, with the texts in which these stand.

    Returns
    -------
    pandas.DataFrame
        Columns as in `lessonlib.history.descent.load_family`; ``texts``
        (list) and ``place`` (what it is in the text).

    Examples
    --------
    >>> twigs().place.tolist()[:2]
    ['the opening', 'point 2']
    """
    steps, texts = load_family(), lines_of_descent()
    rest = steps.drop(index=trunk().index)
    return rest.assign(
        texts=rest["child"].map(lambda child: [text for text in texts if text in child]),
        place=[_PLACE.sub("", child) for child in rest["child"]],
    )


def nodes() -> dict[str, Node]:
    """Place the pages of the trunk: kin side by side, each page above those made from it.

    Examples
    --------
    >>> found = nodes()
    >>> found["sindonews-listicle"].floor, found["Reuters explainer, autumn 2022"].floor
    (0, 2)
    """
    steps, lines = trunk(), lines_of_descent()
    parents = {step.child: step.parent for step in each(steps)}
    made: dict[str, list[str]] = {}
    for child, parent in parents.items():
        made.setdefault(parent, []).append(child)
    roots = sorted(
        dict.fromkeys(_root(text, parents) for text in lines), key=lambda root: list(lines.values()).index(_line(root, made, lines))
    )
    columns: dict[str, float] = {}
    floors: dict[str, int] = {}
    for root in roots:
        _settle(root, made, columns, floors)
    return {name: Node(name, _line(name, made, lines), columns[name], floors[name]) for name in floors}


def _root(name: str, parents: dict[str, str]) -> str:
    while name in parents:
        name = parents[name]
    return name


def _line(name: str, made: dict[str, list[str]], lines: dict[str, str]) -> str:
    while name not in lines:
        name = made[name][0]
    return lines[name]


def _settle(name: str, made: dict[str, list[str]], columns: dict[str, float], floors: dict[str, int]) -> None:
    """Those made from a page first: a text takes the next free column, a page stands over the middle of its own."""
    children = sorted(made.get(name, ()), key=lambda child: len(made.get(child, ())))
    for child in children:
        _settle(child, made, columns, floors)
    if children:
        columns[name] = sum(columns[child] for child in children) / len(children)
        floors[name] = 1 + max(floors[child] for child in children)
    else:
        columns[name] = float(sum(1 for floor in floors.values() if floor == 0))
        floors[name] = 0
