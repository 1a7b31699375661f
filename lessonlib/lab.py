"""How JupyterLab is started for a class: quiet, on this computer only, with the Python in which lessonlib is installed."""

import os
import sys
from pathlib import Path

from lessonlib.tomlfile import DATA

#: What a kernel runs first.
STARTUP = DATA / "lab" / "startup.py"

#: A classroom needs no news and no look for updates, and may have no network.
_QUIET = [
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    f"--LabApp.app_settings_dir={DATA / 'lab'}",  # its overrides.json answers the question about news
    "--ServerApp.answer_yes=True",  # one Ctrl+C is enough
    "--KernelManager.transport_encryption=auto",  # otherwise each kernel warns in the window
]


def lab_command(folder: Path, browser: bool = True, port: int = 0) -> list[str]:
    """Return the command that serves a folder with JupyterLab.

    Parameters
    ----------
    folder : Path
        The folder of the lessons.
    browser : bool
        Whether it opens a browser.
    port : int
        Where it listens; 0 for the first free one from 8888.

    Examples
    --------
    >>> "--no-browser" in lab_command(Path("my-lessons"), browser=False)
    True
    """
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}", *_QUIET]
    command += [] if browser else ["--no-browser"]
    command += [f"--port={port}"] if port else []
    # JupyterLab refuses the superuser, who is the only user of many a container; it listens on this computer only.
    return command + (["--allow-root"] if getattr(os, "geteuid", lambda: 1)() == 0 else [])


def lab_environment() -> dict[str, str]:
    """Return the variables with which it is started: its kernel is this Python, and says from the first cell on what to do about an error.

    Examples
    --------
    >>> lab_environment()["JUPYTER_PREFER_ENV_PATH"]
    '1'
    """
    return {"PYTHONSTARTUP": str(STARTUP), **os.environ, "JUPYTER_PREFER_ENV_PATH": "1"}
