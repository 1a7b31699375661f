"""The kernel of each lesson beside a bare one: memory and time of the first code cell, memory when all cells have run.

Run from the checkout: ``python benchmarks/kernels.py [ROUNDS]``. A bare kernel imports pandas, pyplot and ipywidgets in its first
cell; another one then shows a figure, a table and a widget, without lessonlib. In each round the bare kernel comes first, in the middle and last, and each lesson once, so that all meet the same load;
a ratio is that to the median of the round's bare kernels, and quoted is the median of the ratios. One kernel at a time.
"""

import os
import statistics
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import nbformat
import psutil
from jupyter_client.manager import KernelManager
from traitlets.config import Config

ROOT = Path(__file__).resolve().parent.parent
BARE = ["import pandas, matplotlib.pyplot, ipywidgets"]
#: What any notebook shows that shows something: one figure, one table, one widget, without lessonlib.
SHOWN = {
    "bare, one of each shown": [
        *BARE,
        "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\naxes.plot([1, 2])\nplt.show()",
        "pandas.DataFrame({'a': [1, 2]})",
        "ipywidgets.Text()",
    ]
}
MIB = 2**20
AIM = 1.1


class State(NamedTuple):
    """A kernel at one moment: seconds since the state before, on the clock and of the processor; memory in MiB."""

    wall: float
    processor: float
    rss: float
    uss: float


class Course(NamedTuple):
    """A kernel from its start to its end."""

    start: State
    first: State
    last: State


@contextmanager
def kernel(folder):
    # Encryption is what JupyterLab has too, and without it a kernel warns.
    manager = KernelManager(config=Config({"KernelManager": {"transport_encryption": "auto"}}))
    manager.start_kernel(cwd=str(folder), env={**os.environ, "LESSONLIB_WORK": "memory"})
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        yield client, psutil.Process(manager.provisioner.process.pid)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def state(process, clock, spent):
    used, memory = process.cpu_times(), process.memory_full_info()
    return State(time.perf_counter() - clock, used.user + used.system - spent, memory.rss / MIB, memory.uss / MIB)


def run(client, cells):
    for source in cells:
        reply = client.execute_interactive(source, allow_stdin=False, output_hook=lambda message: None, timeout=120)
        if reply["content"]["status"] != "ok":
            raise SystemExit(f"A cell fails: {reply['content']['evalue']}\n{source}")


def measure(cells, folder):
    clock = time.perf_counter()
    with kernel(folder) as (client, process):
        states, spent = [], 0.0
        for part in ([], cells[:1], cells[1:]):
            run(client, part)
            states.append(state(process, clock, spent))
            clock, spent = time.perf_counter(), spent + states[-1].processor
    return Course(*states)


def code_cells(path):
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def one_round(lessons, folder):
    """Every lesson once, and the bare kernel three times: its medians, field by field, are what the lessons are held against."""
    middle, bare, found = len(lessons) // 2, [], {}
    for place, (name, cells) in enumerate(lessons.items()):
        if place in (0, middle):
            bare.append(measure(BARE, folder))
        found[name] = measure(cells, folder)
    bare.append(measure(BARE, folder))
    medians = (State(*map(statistics.median, zip(*states, strict=True))) for states in zip(*bare, strict=True))
    return Course(*medians), found


COLUMNS = {
    "first cell, s of the processor": ("first", "processor"),
    "on the clock": ("first", "wall"),
    "memory after it, MiB": ("first", "rss"),
    "its own": ("first", "uss"),
    "memory after all cells, MiB": ("last", "rss"),
    "its own ": ("last", "uss"),
}


def pick(course, where):
    return getattr(getattr(course, where[0]), where[1])


def shown(value, where):
    return f"{value:.2f}" if where[1] in ("processor", "wall") else f"{value:.0f}"


def report(rounds):
    print("| kernel |", " | ".join(COLUMNS), "|")
    print("| --- " * (len(COLUMNS) + 1) + "|")
    print(
        "| bare |", " | ".join(shown(statistics.median(pick(bare, where) for bare, _ in rounds), where) for where in COLUMNS.values()), "|"
    )
    over = []
    for name in rounds[0][1]:
        cells = []
        for column, where in COLUMNS.items():
            ratio = statistics.median(pick(found[name], where) / pick(bare, where) for bare, found in rounds)
            cells.append(f"{shown(statistics.median(pick(found[name], where) for _, found in rounds), where)}: {ratio:.2f}")
            over += [f"{name} {column.strip()} {ratio:.2f}"] if ratio > AIM else []
        print(f"| {name} |", " | ".join(cells), "|")
    print(f"\nOver {AIM}:", "; ".join(over) or "none")
    print(f"{len(rounds)} rounds; load of the machine over 1, 5 and 15 minutes:", *(f"{load:.1f}" for load in os.getloadavg()))


def main(rounds):
    lessons = SHOWN | {path.stem: code_cells(path) for path in sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))}
    with TemporaryDirectory() as folder:
        measure(BARE, folder)  # the first kernel of all reads the disk
        report([one_round(lessons, folder) for _ in range(rounds)])


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 5)
