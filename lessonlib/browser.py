"""The browser that turns pages into PDF: found on this computer, and told what to do."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from lessonlib.errors import LessonlibError

#: Names the program, where it stands in none of the usual places.
VARIABLE = "LESSONLIB_CHROMIUM"
#: What Debian, Fedora and others call Chromium and its kin.
_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
#: Where macOS and Windows keep them, which put no programs on the path.
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "{PROGRAMFILES}/Google/Chrome/Application/chrome.exe",
    "{PROGRAMFILES(X86)}/Google/Chrome/Application/chrome.exe",
    "{LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
    "{PROGRAMFILES(X86)}/Microsoft/Edge/Application/msedge.exe",
    "{PROGRAMFILES}/Microsoft/Edge/Application/msedge.exe",
)
#: A page to print needs nobody else: whatever is not on this computer is not found.
_QUIET = (
    "--headless",
    "--disable-gpu",
    "--no-pdf-header-footer",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
_SECONDS = 120
_PAGE = re.compile(rb"/Type\s*/Page\b")


def find_chromium() -> str:
    """Return the program of Chromium, Chrome or Edge: what ``LESSONLIB_CHROMIUM`` names, else one on the path or in a usual place, else ``""``.

    Examples
    --------
    >>> find_chromium() == "" or bool(shutil.which(find_chromium())) or "LESSONLIB_CHROMIUM" in os.environ
    True
    """
    named = os.environ.get(VARIABLE, "")
    return named or next((path for name in _NAMES if (path := shutil.which(name))), "") or next(filter(os.path.isfile, _usual()), "")


def _usual() -> list[str]:
    """The usual places, as far as this computer has the folders that they are named by."""
    found = []
    for place in _PLACES:
        folder = re.match(r"\{(.+?)\}", place)
        if not folder:
            found.append(place)
        elif os.environ.get(folder[1]):
            found.append(place.replace(folder[0], os.environ[folder[1]]))
    return found


def print_page(page: Path, printed: Path, browser: str, private: bool = False) -> int:
    """Print a page as PDF, everything outside this computer shut off, and return how many sides it has.

    Parameters
    ----------
    page, printed : Path
        The page, and where the PDF is to stand.
    browser : str
        From `find_chromium`.
    private : bool
        Whether nobody else on this computer may read the PDF.

    Raises
    ------
    LessonlibError
        If the browser cannot be started or prints nothing.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     try:
    ...         print_page(Path(folder, "a.html"), Path(folder, "a.pdf"), "no-such-browser")
    ...     except LessonlibError as error:
    ...         print(str(error)[:38])
    The browser no-such-browser cannot pri
    """
    # The superuser, who is the only user of many a container, gets no sandbox from Chromium.
    rooted = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    printed.unlink(missing_ok=True)
    # The browser writes into the file that is there, and leaves its rights as they are.
    printed.touch(0o600 if private else 0o666, exist_ok=False)
    with tempfile.TemporaryDirectory(prefix="lessonlib-", ignore_cleanup_errors=True) as profile:
        command = [browser, *_QUIET, *rooted, f"--user-data-dir={profile}", f"--print-to-pdf={printed.resolve()}", page.resolve().as_uri()]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
            wrong = "" if printed.stat().st_size else f"it ended with {done.returncode} and wrote nothing"
        except subprocess.TimeoutExpired:
            wrong = f"it took longer than {_SECONDS} seconds"
        except OSError as error:
            wrong = str(error.strerror)
    if wrong:
        printed.unlink()
        raise LessonlibError(
            f"The browser {browser} cannot print {page.name} ({wrong}): name another in {VARIABLE}, or open the page yourself and print it."
        )
    return count_sides(printed.read_bytes())


def count_sides(pdf: bytes) -> int:
    r"""Return how many sides a PDF has, as Chromium writes it.

    Examples
    --------
    >>> count_sides(b"<</Type /Pages /Kids []>> <</Type /Page\n>> <</Type /Page>>")
    2
    """
    return len(_PAGE.findall(pdf))
