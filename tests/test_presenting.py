import json

import pytest
from lab import browser_page, lab_server, need_chromium, open_notebook
from test_workspace import started as started

from lessonlib import open_lesson
from lessonlib.cli import main
from lessonlib.presenting import VARIABLE, stepwise
from lessonlib.workspace import lessons_in

LESSONS = sorted(path.name for path in lessons_in().glob("[0-9][0-9]-*.ipynb"))


def sources(notebook, kind):
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == kind]


@pytest.mark.parametrize("name", LESSONS)
def test_nothing_of_a_lesson_is_lost_and_all_but_its_head_is_folded(name):
    lesson = json.loads((lessons_in() / name).read_text(encoding="utf-8"))
    folded = stepwise(lesson)
    assert sources(folded, "code") == sources(lesson, "code")
    words = "".join(sources(folded, "markdown"))
    for cell in sources(lesson, "markdown"):
        assert "".join(cell.split()) in "".join(words.split())
    # JupyterLab folds what stands below a heading: the second cell is one, and no cell above it is a step.
    assert folded["cells"][1]["metadata"] == {"jp-MarkdownHeadingCollapsed": True}
    assert len({cell["id"] for cell in folded["cells"]}) == len(folded["cells"])
    assert lesson == json.loads((lessons_in() / name).read_text(encoding="utf-8"))


def test_a_folder_of_its_own_and_a_server_that_knows(tmp_path, monkeypatch, started):
    monkeypatch.chdir(tmp_path)
    assert main(["open", "--present", "--lesson", "06"]) == 0
    assert started["folder"] == tmp_path / "presentation"
    assert started["environment"][VARIABLE] == "1"
    assert "--LabApp.default_url=/doc/tree/06-when-sources-agree.ipynb" in started["command"]
    assert not (tmp_path / "my-lessons").exists()
    # A presentation begun again keeps what the teacher changed, in lessons and in settings.
    lesson = tmp_path / "presentation" / "06-when-sources-agree.ipynb"
    themes = next((tmp_path / "presentation" / ".projector").rglob("themes.jupyterlab-settings"))
    lesson.write_text("mine")
    themes.write_text("{}")
    assert main(["open", "--present"]) == 0
    assert (lesson.read_text(), themes.read_text()) == ("mine", "{}")


def test_no_answer_is_shown(monkeypatch, tmp_path):
    monkeypatch.setenv("LESSONLIB_WORK", "memory")
    question = open_lesson("05").q("left-open")
    question.check("a wrong answer of some words")
    assert "tidak jelas" in str(question.solution())
    monkeypatch.setenv(VARIABLE, "1")
    told = [str(question.hint()) for _ in range(5)] + [str(question.solution())]
    assert told[0].startswith("Hint 1 of 3") and told[1].startswith("Hint 2 of 3")
    assert all(line.startswith("No answers on the projector.") for line in told[2:])


@pytest.mark.browser
def test_one_key_opens_step_after_step(tmp_path, monkeypatch):
    need_chromium()
    folder = tmp_path / "presentation"
    assert main(["open", "--present", "--no-start", str(folder)]) == 0
    from lessonlib.presenting import projector_settings

    for name, value in projector_settings(folder).items():
        monkeypatch.setenv(name, value)
    with lab_server(folder, tmp_path / "scratch") as address, browser_page(1280, 720) as page:
        open_notebook(page, address, "06-when-sources-agree.ipynb")
        seen = "() => [...document.querySelectorAll('.jp-Notebook .jp-Cell')].filter(cell => cell.offsetHeight > 0).length"
        state = f"() => `${{({seen})()}} ${{window.jupyterapp.shell.currentWidget.content.activeCellIndex}}`"
        before = page.evaluate(seen)
        page.wait_for_function("() => getComputedStyle(document.querySelector('.jp-RenderedHTMLCommon')).fontSize === '22px'")
        page.locator(".jp-MarkdownCell").nth(1).click()
        counts = []
        for _ in range(6):
            was = page.evaluate(state)
            page.keyboard.press("ArrowRight")
            page.wait_for_function(f"was => ({state})() !== was", arg=was)
            counts.append(page.evaluate(seen))
        assert counts[0] > before and counts == sorted(counts) and len(set(counts)) >= 3
        assert not page.strangers
