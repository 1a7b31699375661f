"""The rule for figures: the texts first, so most figures are drawn from them."""

import ast
from collections.abc import Iterator

from lessonlib.authoring.lint.lesson import Fault, Lesson

#: Figures drawn from series from outside; all others are drawn from the five texts.
FROM_OUTSIDE = ("votes", "meetings", "trade")
_SHARE = 3


def drawn(source: str) -> list[str]:
    """Return the figures that a cell of code draws, by name.

    Examples
    --------
    >>> drawn('lessonlib.figures.timeline("pivot")'), drawn("figures.votes(); corpus")
    (['timeline'], ['votes'])
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:  # another rule says so
        return []
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
    return [call.attr for call in calls if _is_room(call.value)]


def _is_room(node: ast.expr) -> bool:
    return (node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else "") == "figures"


def outside_figures(lesson: Lesson) -> Iterator[Fault]:
    """One figure in three at most is drawn from outside facts.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(outside_figures(sample(code="lessonlib.figures.trade()"))).wrong
    '1 of its 1 figures (trade) is drawn from outside facts'
    """
    found = [name for cell in lesson.code(solutions=False) for name in drawn(cell.source)]
    outside = [name for name in found if name in FROM_OUTSIDE]
    if len(outside) * _SHARE > len(found):
        wrong = f"{len(outside)} of its {len(found)} figures ({', '.join(outside)}) {'is' if len(outside) == 1 else 'are'} drawn from outside facts"
        yield Fault("", wrong, "keep to one in three: let the texts be seen first")
