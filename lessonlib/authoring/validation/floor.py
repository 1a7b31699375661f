"""The floor: what the kernels of a validation take when nothing is run in them but bare imports."""

from __future__ import annotations

import statistics
import time

#: What a lesson cannot do without.
BARE = "import pandas, matplotlib.pyplot, ipywidgets"
_TRIES = 5


def floor_seconds(kernels: int, tries: int = _TRIES) -> float:
    """Return the time of so many bare kernels, started one after the other.

    A kernel counts from its start until it answers, and until pandas, pyplot
    and ipywidgets are imported in it; that it must be stopped does not count.

    Parameters
    ----------
    kernels : int
        How many.
    tries : int
        How many are started to know it: their median counts.

    Examples
    --------
    >>> floor_seconds(2, tries=1) > 0.2
    True
    """
    bare_kernel_seconds()  # the first reads the disk
    return kernels * statistics.median(bare_kernel_seconds() for _ in range(min(kernels, tries)))


def bare_kernel_seconds() -> float:
    """Start a kernel, import what every lesson needs, stop it; return the seconds until it was imported.

    Examples
    --------
    >>> bare_kernel_seconds() > 0.1
    True
    """
    from jupyter_client.manager import KernelManager
    from traitlets.config import Config

    start = time.perf_counter()
    # Without encryption, which JupyterLab's kernels have too, a kernel warns.
    manager = KernelManager(kernel_name="python3", config=Config({"KernelManager": {"transport_encryption": "auto"}}))
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        client.execute_interactive(BARE, allow_stdin=False)
        return time.perf_counter() - start
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
