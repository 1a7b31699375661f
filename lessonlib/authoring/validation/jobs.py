"""The parts of a validation, each a function that a worker can run: a notebook in its kernel, the checks of a course."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import NamedTuple


class Done(NamedTuple):
    """A part that was run or checked.

    Attributes
    ----------
    name : str
        The notebook, or what was checked.
    cells : int or None
        How many code cells were run; None where no notebook was.
    seconds : float
        How long it took.
    faults : list of str
        One sentence each.

    Examples
    --------
    >>> Done("01-five-texts.ipynb", 12, 2.345, []).line()
    '01-five-texts.ipynb: 12 code cells, 2.3 s'
    """

    name: str
    cells: int | None
    seconds: float
    faults: list[str]

    def line(self) -> str:
        """Say what was done.

        Examples
        --------
        >>> Done("evidence", None, 6, ["one.", "two."]).line()
        'evidence: 6.0 s, faults: 2'
        """
        parts = [] if self.cells is None else [f"{self.cells} code cells"]
        parts += [f"{self.seconds:.1f} s"] + ([f"faults: {len(self.faults)}"] if self.faults else [])
        return f"{self.name}: {', '.join(parts)}"


def prepare_worker(scratch: Path) -> None:
    """Make a worker's surroundings: no learner's work is touched, no settings of this computer's user play a part.

    Examples
    --------
    >>> prepare_worker.__name__
    'prepare_worker'
    """
    profile = scratch / "ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    # No history is kept, and no start-up files of this user are run in the kernel.
    (profile / "ipython_kernel_config.py").write_text("c.HistoryManager.enabled = False\n", encoding="utf-8")
    os.environ |= {"LESSONLIB_WORK": "memory", "IPYTHONDIR": str(scratch / "ipython"), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    # With it, jsonschema builds grammars for addresses, which no notebook's schema asks for and take a second; it goes on without.
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # None: it cannot be imported
    # Looked for beside the tests, a configuration of somebody else's would be found.
    (scratch / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")


def run_notebook(path: Path, scratch: Path) -> Done:
    """Run a notebook in a new kernel by nbval.

    Parameters
    ----------
    path : Path
        In a folder ``solutions``, it must also show what it has stored.
    scratch : Path
        Given to `prepare_worker` before.

    Examples
    --------
    >>> run_notebook.__name__
    'run_notebook'
    """
    from lessonlib.authoring.validation.running import run

    start = time.perf_counter()
    cells, faults = run(path, path.parent.name == "solutions", scratch / "pytest.ini")
    return Done(str(path), cells, time.perf_counter() - start, faults)


def check_course(notebooks: Path) -> Done:
    """Check the files, then the evidence, the exercises and the words; when they are sound, the lessons, which rest on them.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> check_course(find_folder("notebooks")).faults
    []
    """
    from lessonlib.authoring.coursecheck import course_faults
    from lessonlib.errors import LessonlibError

    start = time.perf_counter()
    try:
        faults, _ = course_faults(notebooks)
    except LessonlibError as error:
        faults = [str(error)]
    return Done("evidence, exercises, words and lessons", None, time.perf_counter() - start, faults)


def check_editions(notebooks: Path) -> Done:
    """Check that what is built of the lessons is current.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> check_editions(find_folder("notebooks")).faults
    []
    """
    from lessonlib.authoring.build import build
    from lessonlib.errors import LessonlibError

    start = time.perf_counter()
    try:
        faults = [f"{line} Run 'lessonlib build'." for line in build(notebooks, only_check=True, say=lambda line: None)]
    except LessonlibError as error:
        faults = [str(error)]
    return Done("editions, guides, handouts, sources", None, time.perf_counter() - start, faults)
