"""Lessons for a projector: large type, one step at a time, and no keys on the screen.

JupyterLab folds what stands below a heading, and its right arrow key unfolds it and goes on to the next: nothing else is needed.
(RISE for JupyterLab shows neither ipywidgets 8 nor anywidget: jupyterlab-contrib/rise, issues 119 and 126, looked up 22 November 2026.)
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lessonlib.language import EDITION, find_language, speaking
from lessonlib.words import words
from lessonlib.workspace import list_lessons

#: Set for the kernels of a presentation.
VARIABLE = "LESSONLIB_PRESENT"
#: Where a presentation keeps the settings of JupyterLab, so that one's own stay as they are.
SETTINGS = ".projector"
# Sizes for the last row of a classroom: at 1280 by 720 some 60 letters fit in a line.
_SETTINGS: dict[str, Any] = {
    "@jupyterlab/apputils-extension:themes": {
        "theme": "JupyterLab Light",
        "overrides": {"code-font-size": "20px", "content-font-size1": "22px", "ui-font-size1": "16px"},
    },
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none", "scrollPastEnd": True, "codeCellConfig": {"lineNumbers": False}},
    "@jupyterlab/statusbar-extension:plugin": {"visible": False},
}
_HEADING = re.compile(r"(#{1,6}) [^\n]*")


def presenting() -> bool:
    """Return whether this kernel belongs to a presentation.

    Examples
    --------
    >>> presenting()
    False
    """
    return bool(os.environ.get(VARIABLE))


def stepwise(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return a notebook whose steps are folded: each Markdown cell, with the code below it, is one.

    Parameters
    ----------
    notebook : dict
        A notebook as nbformat 4 writes it; it is not changed.

    Returns
    -------
    dict
        The same cells in the same order, each step below a folded heading: its
        own, or "Step 3 of 20". The cell with the title stays in sight.

    Examples
    --------
    >>> prose = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "Look."}
    >>> folded = stepwise({"cells": [{**prose, "source": "# Title"}, prose]})
    >>> [cell["source"] for cell in folded["cells"]]
    ['# Title', '###### Step 1 of 1', 'Look.']
    """
    first, *rest = notebook["cells"]
    count = sum(cell["cell_type"] == "markdown" for cell in rest)
    return {**notebook, "cells": [first, *_folded(rest, count)]}


def _folded(cells: list[dict[str, Any]], count: int) -> Iterator[dict[str, Any]]:
    number = 0
    for cell in cells:
        if cell["cell_type"] != "markdown":
            yield cell
            continue
        number += 1
        source = "".join(cell["source"])
        own = _HEADING.match(source)
        head = own[0] if own else "###### " + words("authoring")["present"]["step"].format(number=number, count=count)
        yield {"cell_type": "markdown", "id": f"step-{number}", "metadata": {"jp-MarkdownHeadingCollapsed": True}, "source": head}
        below = source[own.end() :].lstrip("\n") if own else source
        if below:
            yield {**cell, "source": below}


def write_stepwise(lessons: Path, folder: Path) -> Path:
    """Write the lessons of a folder for the projector into another one, with what belongs to them.

    Parameters
    ----------
    lessons : Path
        The folder of the student editions.
    folder : Path
        Where to write; it exists.

    Returns
    -------
    Path
        The same folder.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from lessonlib.workspace import lessons_in
    >>> with TemporaryDirectory() as folder:
    ...     sorted(path.name for path in write_stepwise(lessons_in(), Path(folder)).glob("0[01]*"))
    ['00-start-here.ipynb', '01-five-texts.ipynb']
    """
    language = find_language(lessons)
    for path in list_lessons(lessons):
        with speaking(language):
            folded = stepwise(json.loads(path.read_text(encoding="utf-8")))
        (folder / path.name).write_text(json.dumps(folded, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if (lessons / EDITION).is_file():
        (folder / EDITION).write_bytes((lessons / EDITION).read_bytes())
    if (lessons / "sources").is_dir():
        shutil.copytree(lessons / "sources", folder / "sources", dirs_exist_ok=True)
    return folder


def projector_settings(folder: Path) -> dict[str, str]:
    """Write JupyterLab's settings for a presentation; return what to add to its environment.

    Parameters
    ----------
    folder : Path
        The folder of the presentation; the settings go to ``.projector`` in it.

    Returns
    -------
    dict of str
        Variables.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     projector_settings(Path(folder))[VARIABLE]
    '1'
    """
    place = folder / SETTINGS
    for plugin, settings in _SETTINGS.items():
        package, _, name = plugin.rpartition(":")
        path = place / "settings" / package / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():  # what the teacher set since stays
            path.write_text(json.dumps(settings, indent=1), encoding="utf-8")
    return {
        VARIABLE: "1",
        "JUPYTERLAB_SETTINGS_DIR": str(place / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(place / "workspaces"),
    }
