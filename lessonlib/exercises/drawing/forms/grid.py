"""Controls in rows and columns that have names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ipywidgets


def grid(rows: Sequence[str], columns: Sequence[str], cells: Sequence[Any]) -> Any:
    """Lay controls out under the names of their columns, beside the names of their rows.

    Parameters
    ----------
    rows, columns : sequence of str
        The names.
    cells : sequence of widgets
        Row by row.

    Examples
    --------
    >>> [child.value for child in grid(["1991"], ["says", "silent"], [ipywidgets.Text("a"), ipywidgets.Text("b")]).children]
    ['', 'says', 'silent', '1991', 'a', 'b']
    """
    below = iter(cells)
    children = [ipywidgets.Label(), *(ipywidgets.Label(name) for name in columns)]
    for name in rows:
        children += [ipywidgets.Label(name), *(next(below) for _ in columns)]
    layout = ipywidgets.Layout(grid_template_columns=f"minmax(9em, 26em) repeat({len(columns)}, minmax(7.5em, max-content))")
    box = ipywidgets.GridBox(children, layout=layout)
    box.add_class("lessonlib-grid")
    return box
