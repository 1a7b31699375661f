"""Lesson 01 in real JupyterLab, in a real browser, without a network."""

import os
import shutil

import pytest
from conftest import ROOT
from lab import browser_page, errors, find_chromium, lab_server, open_notebook, run_all, take_pictures

from lessonlib.corpus.kinds import KINDS
from lessonlib.workspace import prepare

PICTURES = ROOT / "ci-output"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium():
    path = find_chromium()
    if not path or not shutil.which(path):
        sentence = "There is no Chromium: install Debian's package chromium, or name the program in LESSONLIB_CHROMIUM."
        if os.environ.get("CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    return path


@pytest.fixture(scope="module")
def lab(chromium, tmp_path_factory):
    place = tmp_path_factory.mktemp("lab")
    prepare(place / "lessons")
    with lab_server(place / "lessons", place / "scratch") as address, browser_page() as page:
        yield address, page


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def cell_types(page):
    return page.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets.map(cell => cell.model.type)")


def view(page):
    """The words highlighted in the inspector."""
    return page.eval_on_selector_all(".widget-html mark", "marks => marks.map(mark => mark.textContent)")


def test_lesson_01_runs_and_the_inspector_obeys_the_keyboard(lab):
    address, page = lab
    open_notebook(page, address, "01-five-texts.ipynb")
    run_all(page)
    assert errors(page) == []
    page.wait_for_selector(".widget-dropdown select")
    text, kind = page.get_by_label("Text:", exact=True), page.get_by_label("Show:")
    text.scroll_into_view_if_needed()
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / "01-inspector.png")
    assert any("Hari Ke-792" in words for words in view(page))
    text.focus()
    page.keyboard.press("Tab")
    assert kind.evaluate("element => element === document.activeElement"), "Tab goes from one list to the other"
    cells = cell_types(page)
    page.keyboard.type("dd")
    press(page, "Home", *["ArrowDown"] * list(KINDS).index("repeat"))
    page.wait_for_function("() => document.querySelector('.lessonlib-result[role=status]').textContent.includes('“repeat”')")
    press(page, "Shift+Tab", "ArrowDown", "ArrowDown", "ArrowDown")
    page.wait_for_function("() => document.querySelectorAll('.widget-html mark').length === 8")
    assert "In unsigned-analysis, 8 places of the kind “repeat”" in page.inner_text(".lessonlib-result[role=status]")
    assert all("Kim" in words or "aliansi" in words or "sekutu" in words for words in view(page)[:3])
    page.screenshot(path=PICTURES / "01-inspector-repeat.png")
    assert cell_types(page) == cells, "keys pressed in the inspector do nothing to the cells of the lesson"


def test_an_exercise_of_the_lesson_is_answered_and_stands_there_after_a_reload(lab):
    address, page = lab
    words = page.get_by_label("The words:").first
    words.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Hari Ke-792")
    page.keyboard.press("Tab")
    check = page.get_by_role("button", name="Check").first
    check.focus()
    page.keyboard.press("Space")
    result = page.get_by_role("group", name="Exercise 1 · A page that knows too much").get_by_role("status")
    result.get_by_text("Right.").wait_for()
    assert "day 792 cannot come before 2024" in result.inner_text()
    open_notebook(page, address, "01-five-texts.ipynb")
    run_all(page)
    assert errors(page) == []
    words = page.get_by_label("The words:").first
    words.wait_for()
    assert words.input_value() == "Hari Ke-792"
    take_pictures(page, PICTURES, "01")


def test_the_figure_is_there_with_its_words(lab):
    _, page = lab
    alt = page.get_attribute(".jp-OutputArea figure img", "alt")
    assert "44% article" in alt
    assert page.eval_on_selector(".jp-OutputArea figure img", "image => image.complete && image.naturalWidth > 600")


def test_nothing_was_asked_of_any_outside_host(lab):
    _, page = lab
    assert page.strangers == []
