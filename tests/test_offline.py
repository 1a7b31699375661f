"""Without a network: pages load nothing from anywhere, and JupyterLab, its kernel and the browser work with the network cut."""

import re
import shutil
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from handed_in import hand_in
from lab import browser_page, need_chromium

NOTEBOOKS = ROOT / "notebooks"
PAGES = [path for folder in ("handouts", "guides", "sources") for path in sorted((NOTEBOOKS / folder).glob("*.html"))]
#: Attributes by which a page loads something, whatever the element. A link to read is no load.
LOADING = ("src", "srcset", "poster", "background", "action", "formaction", "data", "xlink:href", "manifest", "ping")
_CSS = re.compile(r"url\(\s*['\"]?([^'\")]*)|@import\s+['\"]?([^'\";]*)", re.IGNORECASE)


def loaded(markup):
    """Everything that a page loads, by address; what it carries itself (data:) is left out."""
    soup = BeautifulSoup(markup, "html.parser")
    found = [str(tag[name]) for tag in soup.find_all(True) for name in LOADING if tag.has_attr(name)]
    found += [str(tag["href"]) for tag in soup.find_all(["link", "base", "use", "image"]) if tag.has_attr("href")]
    styles = [tag.get_text() for tag in soup.find_all("style")] + [str(tag["style"]) for tag in soup.find_all(style=True)]
    found += [one or two for style in styles for one, two in _CSS.findall(style)]
    found += [tag.get_text()[:80] for tag in soup.find_all("script") if tag.get("type") != "application/json"]
    found += [str(tag.get("content")) for tag in soup.find_all("meta", attrs={"http-equiv": True})]
    return [address for address in found if not address.startswith(("data:", "#"))]


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    return hand_in(tmp_path_factory.mktemp("handed-in"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem[:2]}")
def test_a_page_loads_nothing(path):
    assert loaded(path.read_text(encoding="utf-8")) == []


def test_pages_handed_in_load_nothing(handed_in):
    for path in handed_in:
        assert loaded(path.read_text(encoding="utf-8")) == [], path.name


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="https://example.org/a.png">',
        '<link rel="stylesheet" href="https://example.org/a.css">',
        "<style>@import 'https://example.org/a.css';</style>",
        "<style>@font-face{src:url(https://example.org/a.woff2)}</style>",
        '<p style="background:url(//example.org/a.png)">x</p>',
        '<svg><image href="https://example.org/a.png"/></svg>',
        "<script>fetch('https://example.org')</script>",
        '<img srcset="https://example.org/a.png 2x">',
        '<meta http-equiv="refresh" content="0;url=https://example.org">',
    ],
)
def test_what_a_page_loads_is_found(markup):
    assert len(loaded(markup)) == 1
    assert loaded('<a href="https://example.org">to read</a><img src="data:,"><a href="#x">x</a>') == []


@pytest.mark.browser
def test_the_browser_asks_nothing_for_any_page(handed_in):
    need_chromium()
    with browser_page() as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        for path in [*PAGES, *handed_in]:
            page.goto(path.as_uri())
        pages = {path.as_uri() for path in [*PAGES, *handed_in]}
        assert [url for url in asked if url not in pages and not url.startswith("data:")] == []
        assert len([url for url in asked if url in pages]) == len(pages)


def cutter():
    """The command that gives a program a network of its own, or the reason why there is none here."""
    if not sys.platform.startswith("linux") or not shutil.which("unshare"):
        return [], "Only Linux with the command unshare can give a program a network of its own."
    for command in (["unshare", "--net"], ["unshare", "--map-root-user", "--net"]):
        if subprocess.run([*command, "true"], capture_output=True).returncode == 0:
            return command, ""
    return [], "This machine does not let us make a network of its own: unshare --net needs root or user namespaces."


@pytest.mark.browser
def test_jupyterlab_works_with_the_network_cut():
    """Server, kernel and browser in a network that has loopback alone: lesson 01 is run, worked, kept and drawn as in test_browser.py."""
    need_chromium()
    command, why_not = cutter()
    if why_not:
        pytest.skip(why_not)
    tests = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_browser.py"]
    done = subprocess.run([*command, sys.executable, "tests/cut_off.py", *tests], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-500:]
    assert re.search(r"^4 passed", done.stdout, re.MULTILINE), done.stdout[-500:]
