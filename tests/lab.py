"""Real JupyterLab in a real browser, for tests: a server on loopback, Chromium without a network."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from matplotlib.font_manager import findSystemFonts
from playwright.sync_api import Page, sync_playwright

from lessonlib.browser import find_chromium

_TOKEN = "loopback-only"
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
#: All but this machine lies behind a proxy that is not there.
_NOWHERE = {
    "network.proxy.type": 1,
    **{f"network.proxy.{kind}": value for way in ("http", "ssl", "socks") for kind, value in ((way, "127.0.0.1"), (f"{way}_port", 9))},
    "network.proxy.socks_remote_dns": True,
    "network.proxy.no_proxies_on": "127.0.0.1",
}
#: The files of the fonts whose letters have one width.
_ALIKE = {
    "Times New Roman": {"times", "times new roman", "liberationserif-regular", "tinos-regular", "nimbusroman-regular"},
    "Arial": {"arial", "liberationsans-regular", "arimo-regular", "nimbussans-regular"},
}
_OVERRIDES = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none", "scrollPastEnd": False},
}


def need_chromium() -> str:
    """Return the path of Chromium; without one the test is skipped, and fails where tests run on their own."""
    path = find_chromium()
    if path and shutil.which(path):
        return path
    sentence = "There is no Chromium: install Debian's package chromium, or name the program in LESSONLIB_CHROMIUM."
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


def need_paper() -> str:
    """Return the path of Chromium, for a test that counts printed sides: its letters must be as wide as those that readers have.

    Skipped and failed as `need_chromium` says.
    """
    path, here = need_chromium(), {Path(file).stem.casefold() for file in findSystemFonts()}
    if lacking := [name for name, files in _ALIKE.items() if not files & here]:
        sentence = f"There is no font as wide as {' and '.join(lacking)}: install Debian's package fonts-liberation."
        (pytest.fail if os.environ.get("CI") else pytest.skip)(sentence)
    return path


def start_server(folder: Path, scratch: Path) -> tuple[subprocess.Popen, str]:
    """Start JupyterLab in a folder on a free loopback port; return its process and its address."""
    settings = scratch / "settings"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "overrides.json").write_text(json.dumps(_OVERRIDES))
    log = scratch / "server.log"
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0", f"--ServerApp.root_dir={folder}", f"--IdentityProvider.token={_TOKEN}",
        f"--LabApp.app_settings_dir={settings}", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.news_url=", "--expose-app-in-browser", "--ServerApp.terminals_enabled=False",
    ]  # fmt: skip
    private = {
        name: str(scratch / name.lower())
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "JUPYTERLAB_WORKSPACES_DIR")
    }
    kept = {name: value for name, value in os.environ.items() if name != "LESSONLIB_WORK"}
    with log.open("wb") as sink:
        server = subprocess.Popen(
            command,
            stdout=sink,
            stderr=subprocess.STDOUT,
            env={**kept, **private, "JUPYTER_PREFER_ENV_PATH": "1", "JUPYTER_PLATFORM_DIRS": "1"},
        )
    try:
        return server, _wait_for(server, log)
    except BaseException:
        _stop(server)
        raise


def _stop(server: subprocess.Popen) -> None:
    server.terminate()
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


@contextlib.contextmanager
def lab_server(folder: Path, scratch: Path) -> Iterator[str]:
    """Serve a folder with JupyterLab on a free loopback port; yield its address. Work is kept beside the notebooks."""
    server, address = start_server(folder, scratch)
    try:
        yield address
    finally:
        _stop(server)


def _wait_for(server: subprocess.Popen, log: Path, seconds: float = 90) -> str:
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", log.read_text(errors="replace"))
        if found:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{found[1]}/api?token={_TOKEN}", timeout=5):
                return f"http://127.0.0.1:{found[1]}"
        time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(errors='replace')[-3000:]}")


@contextlib.contextmanager
def browser_page(width: int = 1280, height: int = 900) -> Iterator[Page]:
    """Open a page that reaches loopback and nothing else; requests elsewhere are listed in ``page.strangers``.

    In Chromium, or by hand in the Firefox that LESSONLIB_FIREFOX names (docs/accessibility.md).
    """
    with sync_playwright() as playwright:
        if firefox := os.environ.get("LESSONLIB_FIREFOX"):
            browser = playwright.firefox.launch(executable_path=firefox, channel="moz-firefox", firefox_user_prefs=_NOWHERE)
        else:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=_FLAGS)
        page = browser.new_page(viewport={"width": width, "height": height})
        page.strangers = []
        page.on(
            "request",
            lambda request: (
                None
                if re.match(r"(?:https?|wss?)://127\.0\.0\.1[:/]|data:|blob:|about:", request.url)
                else page.strangers.append(request.url)
            ),
        )
        try:
            yield page
        finally:
            browser.close()


def open_notebook(page: Page, address: str, name: str) -> None:
    """Open a notebook and wait until its kernel is connected and idle."""
    page.goto(f"{address}/lab/tree/{name}?reset&token={_TOKEN}")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    page.wait_for_function(
        """() => { const widget = window.jupyterapp.shell.currentWidget; const session = widget && widget.sessionContext;
        return session && session.isReady && session.session && session.session.kernel && session.session.kernel.connectionStatus === 'connected' && session.session.kernel.status === 'idle'; }""",
        timeout=60_000,
    )


def run_all(page: Page, seconds: float = 90) -> None:
    """Run all cells and wait until the last one is done."""
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(
        """() => { const cells = Array.from(window.jupyterapp.shell.currentWidget.content.widgets).filter(cell => cell.model.type === 'code' && cell.model.sharedModel.source.trim());
        return cells.every(cell => cell.model.executionCount !== null) && window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'; }""",
        timeout=seconds * 1000,
    )


def errors(page: Page) -> list[str]:
    """Return the text of error outputs."""
    return page.evaluate("""() => Array.from(window.jupyterapp.shell.currentWidget.content.widgets).filter(cell => cell.model.type === 'code')
        .flatMap(cell => cell.model.outputs.toJSON()).filter(output => output.output_type === 'error').map(output => output.ename + ': ' + output.evalue)""")


def restart_kernel(page: Page) -> None:
    """Clear all outputs and start the kernel anew."""
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    page.wait_for_function(
        """() => { const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
        return kernel.connectionStatus === 'connected' && kernel.status === 'idle'; }""",
        timeout=60_000,
    )


def ask(page: Page, expression: str) -> object:
    """Return the value of an expression in the notebook's kernel, after all that the page has sent it before."""
    told = page.evaluate(
        """code => new Promise(done => { const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
        const asked = kernel.requestExecute({ code, store_history: false });
        asked.onIOPub = message => { if (message.header.msg_type === 'stream') done(message.content.text); }; })""",
        f"import json; print(json.dumps({expression}), flush=True)",
    )
    return json.loads(told)


def kernel_pid(page: Page) -> int:
    """Return the number of the kernel's process."""
    return ask(page, "__import__('os').getpid()")


def until(test: Callable[[], object], seconds: float = 60) -> None:
    """Wait until something is so; it is an error if it never is."""
    end = time.monotonic() + seconds
    while not test():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


def wait_for_pages(page: Page) -> None:
    """Wait until the widgets have sent what they draw without the kernel: it is made a moment after they are shown."""
    widgets = "__import__('ipywidgets').widgets.widget._instances.values()"
    until(lambda: ask(page, f"{{bool(widget.packed) for widget in {widgets} if hasattr(widget, 'packed')}} == {{True}}"))


def settle(page: Page) -> None:
    """Wait until a picture that is asked for now, after all others, has failed: what theirs would start has started."""
    page.evaluate("() => new Promise(done => { const last = new Image(); last.onerror = done; last.src = 'no-such-picture'; })")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


@contextlib.contextmanager
def frozen_kernel(page: Page) -> Iterator[None]:
    """Stop the kernel's process for a while: what changes meanwhile is the work of the browser. A sleeping cell would not do, for JupyterLab has widgets answered by another thread."""
    pid = kernel_pid(page)
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def cells(page: Page) -> list[str]:
    """Return type and source of each cell: what keys that go astray would change."""
    return page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.content.widgets.map(cell => `${cell.model.type}: ${cell.model.sharedModel.source}`)"
    )


def take_pictures(page: Page, folder: Path, name: str, theme: str = "JupyterLab Light", height: int = 2_000) -> int:
    """Photograph the whole notebook in a theme, in pieces, ``NAME-1.png``, ``NAME-2.png``, …; return how many."""
    folder.mkdir(exist_ok=True)
    before = page.viewport_size
    page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    page.wait_for_function("dark => (document.body.dataset.jpThemeLight === 'false') === dark", arg="Dark" in theme)
    whole = page.eval_on_selector(".jp-WindowedPanel-outer", "outer => outer.scrollHeight") + 200
    page.set_viewport_size({"width": before["width"], "height": whole})
    # The notebook takes the room that it was given, and every cell is in sight.
    page.wait_for_function(
        "() => { const outer = document.querySelector('.jp-WindowedPanel-outer'); return outer.scrollHeight <= outer.clientHeight; }"
    )
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    for number, top in enumerate(range(0, whole, height), 1):
        place = {"x": 0, "y": top, "width": before["width"], "height": min(height, whole - top)}
        page.screenshot(path=folder / f"{name}-{number}.png", clip=place)
    page.set_viewport_size(before)
    return number
