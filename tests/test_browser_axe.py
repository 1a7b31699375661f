"""What axe-core finds on every page to print or to open; the lessons in JupyterLab are in test_browser_lessons.py."""

import pytest
from axe_found import OURS, found, unfold
from conftest import ROOT
from handed_in import hand_in
from lab import browser_page, need_chromium

from lessonlib.authoring.paper.kit import Order, write_paper

NOTEBOOKS = ROOT / "notebooks"
PAGES = [path for folder in ("cards", "handouts", "guides", "sources") for path in sorted((NOTEBOOKS / folder).glob("*.html"))]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page():
    need_chromium()
    with browser_page() as page:
        yield page


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem[:2]}")
def test_page(page, path):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(path.as_uri())
    unfold(page)
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        assert found(page) == [], media
    page.emulate_media(media="screen")


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    """What is written on demand: the packet, whole, slips and contents; without PDF, for axe reads pages."""
    folder = tmp_path_factory.mktemp("paper")
    (folder / "9b.csv").write_text("seat,password,address\nA1,ferry-tin-42,https://hub.example.org\nA2,,\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lessonlib.authoring.paper.kit.find_chromium", str)
        write_paper(folder / "out", NOTEBOOKS, Order(lessons=("01", "05"), class_list=folder / "9b.csv", whole=True), say=lambda line: None)
    return folder / "out"


@pytest.mark.parametrize("name", ["contents", "packet", "slips", "texts/kompas-feature", "texts/who-and-when"])
def test_paper(page, paper, name):
    path = paper / f"{name}.html"
    test_page(page, path)
    test_page_at_200_percent(page, path)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem[:2]}")
def test_page_at_200_percent(page, path):
    """A window of 1280 has room for 640 then: nothing is cut off at the side."""
    page.set_viewport_size({"width": 640, "height": 450})
    page.goto(path.as_uri())
    unfold(page)
    assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_pages_handed_in(page, tmp_path):
    """What a learner exports and signs, and the page of a class: axe, and 200 %."""
    for path in hand_in(tmp_path):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(path.as_uri())
        unfold(page)
        for media in ("screen", "print"):
            page.emulate_media(media=media)
            assert found(page) == [], f"{path.name}, {media}"
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 640, "height": 450})
        assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path.name
        assert page.locator("[lang=id]").count(), path.name


@pytest.mark.parametrize(
    ("markup", "rule"),
    [
        ('<img src="data:,">', "image-alt"),
        ('<p style="color:#999;background:#fff">Pale</p>', "color-contrast"),
        ('<div role="slider" tabindex="0" aria-valuenow="1"></div>', "aria-input-field-name"),
        ("<table><thead><tr><th></th><th>a</th></tr></thead><tr><td>1</td><td>2</td></tr></table>", "empty-table-header"),
    ],
)
def test_a_planted_fault_is_found(page, markup, rule):
    page.set_content(
        f'<html lang="en"><title>Try</title><main><h1>Try</h1><div class="jp-Notebook"><div class="jp-OutputArea-output">{markup}</div></div></main></html>'
    )
    assert [line.split(":")[0] for line in found(page, OURS)] == [rule]
