"""One command for everything that must hold of a folder of lessons: what is run, what is compared, what is checked."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from lessonlib.authoring.validation.floor import floor_seconds
from lessonlib.authoring.validation.jobs import Done, check_course, check_editions, prepare_worker, run_notebook
from lessonlib.errors import WorkspaceError

#: More workers than processors fill the time in which a kernel only starts or stops; more than these were never faster.
_MOST_WORKERS = 8


class Report(NamedTuple):
    """What a validation found, and what it took.

    Attributes
    ----------
    done : list of Done
        What was run or checked.
    seconds, floor : float
        On the clock; what as many bare kernels take one after the other (0 if
        it was not measured).
    workers : int
        How many worked at once.

    Examples
    --------
    >>> Report([Done("a", 3, 1.5, []), Done("b", 2, 1, ["b: it fails."])], 2.0, 0.0, 2).faults
    ['b: it fails.']
    """

    done: list[Done]
    seconds: float
    floor: float
    workers: int

    @property
    def faults(self) -> list[str]:
        """One sentence for each fault.

        Examples
        --------
        >>> Report([Done("a", 3, 1.5, [])], 2.0, 0.0, 2).faults
        []
        """
        return [fault for part in self.done for fault in part.faults]

    def summary(self) -> Iterator[str]:
        """Say in a few lines what was done and how long it took.

        Examples
        --------
        >>> print(*Report([Done("a", 3, 1.5, [])], 3.0, 2.0, 2).summary(), sep="\\n")
        1 notebook run, 3 code cells: all is well.
        3.0 s with 2 workers (1.5 s of work). 1 bare kernel: 2.0 s, started one after the other; ratio 1.50.
        """
        kernels = [part for part in self.done if part.cells is not None]
        cells = sum(part.cells or 0 for part in kernels)
        found = _count(len(self.faults), "fault") if self.faults else "all is well"
        yield f"{_count(len(kernels), 'notebook')} run, {_count(cells, 'code cell')}: {found}."
        times = f"{self.seconds:.1f} s with {_count(self.workers, 'worker')} ({sum(part.seconds for part in self.done):.1f} s of work)."
        if self.floor:
            times += f" {_count(len(kernels), 'bare kernel')}: {self.floor:.1f} s, started one after the other; ratio {self.seconds / self.floor:.2f}."
        yield times


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def find_notebooks(place: Path) -> list[Path]:
    """List the notebooks of a folder, those in its folders included; or the one that is named itself.

    Raises
    ------
    WorkspaceError
        If there are none.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> find_notebooks(find_folder("notebooks"))[0].name
    '00-start-here.ipynb'
    """
    if not place.exists():
        raise WorkspaceError(f"There is no folder {place}: name the folder of your notebooks, such as 'lessonlib validate my-lessons'.")
    # Checkpoints are what JupyterLab keeps of earlier hours.
    found = [place] if place.is_file() else sorted(path for path in place.rglob("*.ipynb") if not _hidden(path.relative_to(place)))
    if not all(path.suffix == ".ipynb" for path in found):
        raise WorkspaceError(f"{place} is not a notebook: name a file that ends in .ipynb, or a folder.")
    if not found and not (place / "src").is_dir():
        raise WorkspaceError(
            f"There are no notebooks in {place}: name the folder of your notebooks, such as 'lessonlib validate my-lessons'."
        )
    return found


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def validate(place: Path, workers: int = 0, measure_floor: bool = False, say: Callable[[str], None] = print) -> Report:
    """Run every notebook in a kernel of its own, and check what the lessons are built of.

    Parameters
    ----------
    place : Path
        A folder, or one notebook. Each must run without an error; those in a
        folder ``solutions`` must also show what they have stored. Where there
        is ``src/``, the evidence, the exercises and the lessons are checked,
        and whether all that is built of them is current.
    workers : int
        How many work at once; without it, one a processor.
    measure_floor : bool
        Measure also what as many bare kernels take.
    say : callable
        Told of each part that is done.

    Raises
    ------
    WorkspaceError
        If there is nothing to validate.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> validate(find_folder("notebooks") / "00-start-here.ipynb", workers=1, say=lambda line: None).faults
    []
    """
    notebooks = find_notebooks(place)
    workers = workers or min(os.cpu_count() or 1, _MOST_WORKERS)
    with TemporaryDirectory() as scratch:
        start = time.perf_counter()
        done = _run(place, notebooks, workers, Path(scratch), say)
        seconds = time.perf_counter() - start
        floor = floor_seconds(len(notebooks)) if measure_floor else 0.0
    return Report(done, seconds, floor, workers)


def _run(place: Path, notebooks: list[Path], workers: int, scratch: Path, say: Callable[[str], None]) -> list[Done]:
    """Hand the parts to workers, the long ones first; what is done is told at once and returned in order."""
    # A worker that begins anew has no kernels, threads or pictures of this process: the same on every system.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), prepare_worker, (scratch,))
    try:
        parts: list[Future[Done]] = []
        if (place / "src").is_dir():
            parts = [pool.submit(check_course, place), pool.submit(check_editions, place)]
        runs = {path: pool.submit(run_notebook, path, scratch) for path in sorted(notebooks, key=_weight, reverse=True)}
        parts += [runs[path] for path in notebooks]
        for number, part in enumerate(as_completed(parts), 1):
            say(f"{number:3} of {len(parts)}: {part.result().line()}")
        return [part.result() for part in parts]
    finally:
        pool.shutdown(cancel_futures=True)


def _weight(path: Path) -> int:
    """How large a lesson is when it has been run: what it shows tells best how long both its editions take."""
    run = path.parent / "solutions" / path.name
    return (run if run.is_file() else path).stat().st_size
