"""A notebook run and compared by nbval; what it finds becomes one sentence a fault, by file and cell."""

from __future__ import annotations

import gc
import io
import re
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from nbval.plugin import NbCellError

from lessonlib.authoring.validation.comparing import difference
from lessonlib.exercises.phrases import Phrases
from lessonlib.exercises.verdicts import SIGNS, Verdict
from lessonlib.language import find_language

_SANITIZE = Path(__file__).with_name("nbval_sanitize.cfg")
_CELL_SECONDS = 120
#: So often a kernel that is silent is looked after.
_LOOK_SECONDS = 1.0
#: So many faults of a notebook are told in full: one cell that fails takes others with it.
_TOLD = 3
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_PLUGINS = ("cacheprovider", "doctest", "unittest", "faulthandler", "junitxml", "pastebin", "warnings", "logging", "threadexception", "unraisableexception", "stepwise")  # fmt: skip


def run(path: Path, compare: bool, settings: Path) -> tuple[int, list[str]]:
    """Run a notebook in a new kernel of this Python.

    Parameters
    ----------
    path : Path
        The notebook; its folder is the working folder of its kernel.
    compare : bool
        Whether its outputs must be those that are stored.
    settings : Path
        A pytest.ini without settings.

    Returns
    -------
    tuple of int and list of str
        How many code cells were run; one sentence a fault.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> import nbformat
    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> with TemporaryDirectory() as folder:
    ...     path, settings = Path(folder) / "sum.ipynb", Path(folder) / "pytest.ini"
    ...     nbformat.write(new_notebook(cells=[new_code_cell("1 / 0", id="sum")]), path)
    ...     _ = settings.write_text("[pytest]")
    ...     cells, (fault,) = run(path, False, settings)
    >>> cells, fault.split(", ", 1)[1]
    (1, "cell 'sum' (code cell 1): ZeroDivisionError: division by zero.")
    """
    listener = _Listener(path)
    arguments = [
        *("--nbval" if compare else "--nbval-lax", "--nbval-sanitize-with", str(_SANITIZE), "--nbval-current-env"),
        *("--nbval-cell-timeout", str(_CELL_SECONDS), "-c", str(settings), "--rootdir", str(path.parent.absolute())),
        *("--noconftest", "--color=no", "--capture=no", "--disable-warnings", "-p", "nbval"),
        *(part for name in _PLUGINS for part in ("-p", f"no:{name}")),
        str(path.absolute()),
    ]
    with redirect_stdout(io.StringIO()), warnings.catch_warnings():
        # nbval leaves the file open into which its kernel's errors go: it is closed here, unseen.
        warnings.simplefilter("ignore", ResourceWarning)
        code = pytest.main(arguments, plugins=[listener])
        gc.collect()
    if code == pytest.ExitCode.INTERRUPTED and not listener.faults:
        raise KeyboardInterrupt
    return listener.cells, list(listener.told())


class _Listener:
    """Told by pytest of each cell."""

    def __init__(self, path: Path) -> None:
        self.path, self.cells = path, 0
        self.faults: list[str] = []
        phrase = Phrases(find_language(path.parent.absolute()))(f"verdict.{Verdict.UNAVAILABLE}")
        self._unavailable = f"{SIGNS[Verdict.UNAVAILABLE]} {phrase}"

    def told(self) -> Iterator[str]:
        yield from self.faults[:_TOLD]
        if len(self.faults) > _TOLD:
            yield f"{self.path}: {len(self.faults) - _TOLD} more cells fail; those above may be why."

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.faults.append(
                f"{self.path} cannot be read as a notebook ({_last_line(str(report.longrepr))}): open it in JupyterLab and save it."
            )

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        # The kernel has stopped. Modules that were imported meanwhile hold the session, and the last exception holds its frames: neither may hold a kernel.
        for item in session.items:
            item.parent.kernel = None  # type: ignore[union-attr]  # a cell stands in a notebook
        for name in ("last_type", "last_value", "last_traceback", "last_exc"):
            sys.__dict__.pop(name, None)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_call(self, item: Any) -> None:
        item.parent.kernel.get_message = partial(_get_message, item.parent.kernel)

    def pytest_runtest_makereport(self, item: Any, call: pytest.CallInfo) -> None:
        if call.when == "call":
            self.cells += 1
        if call.excinfo is not None and not call.excinfo.errisinstance(pytest.skip.Exception):
            self._add(item, _wrong(item, call.excinfo.value))
        elif call.when == "call" and self._unavailable in _texts(item):
            self._add(item, "an exercise cannot be checked, for its data are broken or missing: run 'lessonlib check'.")

    def _add(self, item: Any, wrong: str) -> None:
        self.faults.append(f"{self.path}, cell {item.cell.get('id', '')!r} (code cell {item.cell_num + 1}): {wrong}")


def _get_message(kernel: Any, stream: str, timeout: float) -> Any:
    """Wait for a message as nbval does, but not for one of a kernel that has died, and without a page of each for a log that nobody reads."""
    receive = {"iopub": kernel.kc.get_iopub_msg, "shell": kernel.kc.get_shell_msg}[stream]
    end = time.monotonic() + timeout
    while True:
        try:
            return receive(timeout=max(min(end - time.monotonic(), _LOOK_SECONDS), 0))
        except Empty:
            if not kernel.is_alive():
                raise RuntimeError("no answer comes any more") from None
            if time.monotonic() >= end:
                raise


def _texts(item: Any) -> str:
    return "\n".join(str(output.get("data", {}).get("text/plain", "")) for output in item.test_outputs or ())


def _wrong(item: Any, error: BaseException) -> str:
    """What is wrong with a cell, as a sentence."""
    if not isinstance(error, NbCellError):
        return f"its kernel does not start, or has died ({_last_line(str(error))})."
    if str(error) == "Cell outputs differ":
        return f"it shows something else than is stored: {difference(item)}; if that is meant, build it again, or run and save it."
    return f"{_last_line(error.inner_traceback or str(error))}."


def _last_line(text: str) -> str:
    lines = _COLOUR.sub("", text).strip().splitlines()
    return lines[-1].strip().rstrip(".") if lines else "no reason given"
