"""Every lesson in real JupyterLab, in a real browser, without a network: the student's edition and the solved one."""

import pytest
from conftest import ROOT
from lab import browser_page, errors, lab_server, need_chromium, open_notebook, run_all, take_pictures

from lessonlib.workspace import prepare

PICTURES = ROOT / "ci-output"
LESSONS = [path.name for path in sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    need_chromium()
    place = tmp_path_factory.mktemp("lab")
    prepare(place / "lessons")
    (place / "lessons" / "solved").mkdir()
    for name in LESSONS:
        (place / "lessons" / "solved" / name).write_bytes((ROOT / "notebooks" / "solutions" / name).read_bytes())
    with lab_server(place / "lessons", place / "scratch") as address, browser_page() as page:
        yield address, page


def clear(page):
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")


@pytest.mark.parametrize("name", LESSONS, ids=lambda name: name[:2])
def test_a_student_can_run_every_cell(lab, name):
    address, page = lab
    open_notebook(page, address, name)
    run_all(page)
    assert errors(page) == []
    # Widgets are drawn, none is told as text; every picture has words.
    assert page.locator(".jp-OutputArea-output:has-text('Error displaying widget')").count() == 0
    assert page.eval_on_selector_all(".jp-OutputArea-output img", "images => images.filter(image => !image.alt).length") == 0
    for theme in ("Dark", "Light"):
        assert take_pictures(page, PICTURES, f"{name[:2]}-{theme.lower()}", f"JupyterLab {theme}") > 1
    assert page.strangers == []


@pytest.mark.parametrize("name", LESSONS, ids=lambda name: name[:2])
def test_the_solved_edition_runs_anew(lab, name):
    address, page = lab
    open_notebook(page, address, f"solved/{name}")
    clear(page)
    run_all(page)
    assert errors(page) == []
    wrong = page.eval_on_selector_all(
        ".jp-OutputArea-output", "outputs => outputs.map(output => output.textContent.trim()).filter(text => text.startsWith('✗'))"
    )
    assert wrong == []
    assert page.strangers == []
