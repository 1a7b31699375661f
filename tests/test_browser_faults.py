"""Kernel, server, tab and browser are killed in the middle of work; two tabs on one lesson; hostile pages: in real JupyterLab."""

import contextlib
import json
import os
import signal

import pytest
from lab import ask, browser_page, frozen_kernel, kernel_pid, lab_server, need_chromium, open_notebook, run_all, settle, start_server, until
from playwright.sync_api import Error

from lessonlib.cli import main

pytestmark = pytest.mark.browser

SETUP = 'import lessonlib\nfrom lessonlib.exercises.banks import SAMPLER\nlesson = lessonlib.open_lesson("99", bank=SAMPLER)'
#: What stands in the fields, as the kernel has it.
FIELDS = "[widget.value for widget in __import__('ipywidgets').widgets.widget._instances.values() if type(widget).__name__ in ('Text', 'Textarea')]"
HALF, TITLE, BOX = "I count 2 witnesses, bec", "The ledger", "Your answer:"
HOSTILE = "<script>window.__hit = 1</script><img src=x onerror='window.__hit = 1'></mark></pre><svg onload='window.__hit = 1'> $\\href{javascript:window.__hit=1}{x}$ \u202eabc\u202c \u2066x\u2069 \x1b[31m [x](javascript:window.__hit=1)"
#: A hostile name of a file cannot hold a slash.
NAME = "<img src=x onerror=window.__hit=1>\u202e\x1b[31m\n$x$"


def notebook(path, *cells):
    code = [
        {"cell_type": "code", "id": f"c{number}", "metadata": {}, "execution_count": None, "outputs": [], "source": source}
        for number, source in enumerate(cells)
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    path.write_text(json.dumps({"cells": code, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}))


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    need_chromium()
    place = tmp_path_factory.mktemp("faults")
    lessons = place / "lessons"
    lessons.mkdir()
    for name in ("one.ipynb", "two.ipynb", "three.ipynb", "four.ipynb"):
        notebook(lessons / name, SETUP, 'lesson.q("ledger").show()', 'lesson.q("horses").show()')
    return place


@pytest.fixture(scope="module")
def lab(place):
    with lab_server(place / "lessons", place / "scratch") as address:
        yield address


@pytest.fixture
def work(place):
    """The file of the lesson, which each test begins anew."""
    path = place / "lessons" / "work" / "99.json"
    if path.exists():
        path.unlink()
    return path


def opened(page, address, name):
    open_notebook(page, address, name)
    run_all(page)
    panel(page).wait_for()


def panel(page, title=TITLE):
    return page.get_by_role("group", name=title, exact=True)


def write(page, words, title=TITLE):
    box = panel(page, title).get_by_label(BOX)
    box.fill("")
    box.press_sequentially(words)


def value(page, title=TITLE):
    return panel(page, title).get_by_label(BOX).input_value()


def check(page, title=TITLE):
    panel(page, title).get_by_role("button", name="Check").click()
    page.wait_for_function("panel => panel.querySelector('[role=status]').innerText.trim()", arg=panel(page, title).element_handle())


def held(path):
    return json.loads(path.read_bytes()) if path.is_file() else {"drafts": {}, "records": []}


def answers(path, exercise):
    return [record["answer"] for record in held(path)["records"] if record["exercise"] == exercise and record["act"] == "check"]


def start_again(page):
    """As the dialog offers it that tells of a kernel that died."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("appears to have died").wait_for(timeout=30_000)
    dialog.get_by_role("button").last.click()
    page.wait_for_function("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'", timeout=60_000)


def test_a_kernel_killed_in_the_middle_loses_no_word_and_says_so(lab, work):
    with browser_page() as page:
        opened(page, lab, "one.ipynb")
        write(page, "30", "The cargo")
        check(page, "The cargo")
        write(page, HALF)
        until(lambda: held(work)["drafts"].get("ledger") == HALF)
        os.kill(kernel_pid(page), signal.SIGKILL)
        start_again(page)
        page.evaluate("() => window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
        run_all(page)
        panel(page).wait_for()
        assert value(page) == HALF
        assert "Right." in panel(page, "The cargo").locator("[role=status]").inner_text()
        write(page, "I count 2 witnesses, because “bulan lalu”.")
        check(page)
        until(lambda: answers(work, "ledger") == ["I count 2 witnesses, because “bulan lalu”."])
        assert answers(work, "horses") == ["30"] and held(work)["drafts"] == {}, "what was begun is no attempt"


def test_words_written_while_the_kernel_is_dead_are_not_lost(lab, work):
    with browser_page() as page:
        opened(page, lab, "one.ipynb")
        write(page, "40", "The cargo")
        until(lambda: held(work)["drafts"].get("horses") == "40")
        box = panel(page).get_by_label(BOX)
        box.fill("")
        # It is halted first, and hears nothing: the dialog that tells of a death would come between the letters, and take them.
        os.kill(number := kernel_pid(page), signal.SIGSTOP)
        box.press_sequentially(HALF)
        os.kill(number, signal.SIGKILL)
        start_again(page)
        box.press("End")
        box.press_sequentially("ause “bulan lalu”")  # in the old form, to which no kernel belongs
        assert held(work)["drafts"].get("ledger") != HALF
        page.evaluate("() => window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
        run_all(page)
        panel(page).wait_for()
        until(lambda: value(page) == f"{HALF}ause “bulan lalu”")
        until(lambda: held(work)["drafts"] == {"ledger": f"{HALF}ause “bulan lalu”", "horses": "40"})
        page.wait_for_function("() => sessionStorage.getItem('lessonlib/99/ledger') === null")
        assert value(page, "The cargo") == "40"


def lost(page):
    """What forms say because their kernel is gone, and how many parts show a broken chain."""
    return page.evaluate(
        """() => [[...document.querySelectorAll('.lessonlib-lost p')].map(told => told.innerText),
        [...document.querySelectorAll('.lessonlib-widget, .lessonlib-widget *')].filter(part => !['none', 'normal'].includes(getComputedStyle(part, '::before').content) && part.matches('.jupyter-widgets-disconnected')).length]"""
    )


def test_a_form_whose_kernel_was_started_anew_says_what_to_do(lab, work):
    with browser_page() as page:
        opened(page, lab, "three.ipynb")
        write(page, HALF)
        until(lambda: held(work)["drafts"].get("ledger") == HALF)
        assert lost(page) == [[], 0]
        top = panel(page).get_by_label(BOX).bounding_box()["y"]
        page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
        told = panel(page).get_by_text(
            "this does not answer any more. Choose “Run” in the menu, then “Run All Cells”: your answers come back."
        )
        told.first.wait_for(timeout=30_000)
        page.wait_for_function("() => document.querySelectorAll('.lessonlib-lost').length === 2")
        shown = panel(page).locator(".lessonlib-lost p")
        assert shown.bounding_box()["y"] < panel(page).get_by_label(BOX).bounding_box()["y"], "above the form"
        assert shown.bounding_box()["height"] > 10 and panel(page).get_by_label(BOX).bounding_box()["y"] - top < 80
        assert lost(page)[1] == 0, "no broken chains"
        idle = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"
        page.wait_for_function(idle, timeout=60_000)
        page.evaluate("() => window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
        run_all(page)
        panel(page).wait_for()
        until(lambda: value(page) == HALF)
        assert lost(page) == [[], 0]


def leave(page, words, work):
    """Leave a lesson so soon behind the last key that all is saved, and the tab does not know it: for the tab, no time passes."""
    page.evaluate("() => { const now = Date.now(); Date.now = () => now; }")
    write(page, words)
    until(lambda: words in ask(page, FIELDS))
    page.goto("about:blank")
    until(lambda: held(work)["drafts"].get("ledger") == words)


def elsewhere(page, lab, work, words):
    """Write in another tab, which knows nothing of the first, as at another computer."""
    with page.context.browser.new_context() as context:
        other = context.new_page()
        opened(other, lab, "four.ipynb")
        write(other, words)
        until(lambda: held(work)["drafts"].get("ledger") == words)


def come_back(page, lab):
    """Open the lesson again in the tab, in which words still wait, and run it."""
    open_notebook(page, lab, "one.ipynb")
    assert page.evaluate("() => sessionStorage.getItem('lessonlib/99/ledger')"), "without a copy in the tab this proves nothing"
    run_all(page)
    panel(page).wait_for()


def aside(work):
    return [record["answer"] for record in held(work)["records"] if record["act"] == "draft"]


def test_what_a_tab_had_kept_never_stands_over_what_was_written_elsewhere_since(lab, work):
    with browser_page() as page:
        opened(page, lab, "one.ipynb")
        leave(page, "one", work)
        elsewhere(page, lab, work, "one and two")
        come_back(page, lab)
        panel(page).get_by_text("and both are kept; the other one reads “one”: take from it what you need.").wait_for(timeout=20_000)
        page.wait_for_function("() => sessionStorage.getItem('lessonlib/99/ledger') === null")
        assert value(page) == "one and two"
        assert held(work)["drafts"] == {"ledger": "one and two"} and aside(work) == ["one"]
        assert panel(page, "The cargo").locator("[role=status]").inner_text() == "", "no other form says anything"
        run_all(page)  # a message that was told is not told again, nor do old words come back
        until(lambda: value(page) == "one and two")


def test_what_comes_back_from_a_tab_says_so_and_what_gave_way(lab, work):
    """What was written elsewhere since is what stood here while the last words were written: nobody can know which is newer."""
    with browser_page() as page:
        opened(page, lab, "one.ipynb")
        write(page, "one")
        until(lambda: held(work)["drafts"].get("ledger") == "one")
        leave(page, "two", work)
        elsewhere(page, lab, work, "tw")
        come_back(page, lab)
        panel(page).get_by_text("it may not have been saved; saved was “tw”: take from it what you need.").wait_for(timeout=20_000)
        until(lambda: held(work)["drafts"] == {"ledger": "two"})
        assert value(page) == "two" and aside(work) == ["tw"]


def test_a_tab_closed_and_a_browser_killed_lose_no_word(lab, work):
    with browser_page() as page:
        opened(page, lab, "two.ipynb")
        write(page, HALF)
        until(lambda: HALF in ask(page, FIELDS))  # the kernel has the last key; that it is kept is not waited for
        page.close(run_before_unload=False)
    until(lambda: held(work)["drafts"].get("ledger") == HALF)
    with browser_page() as page:
        opened(page, lab, "two.ipynb")
        assert value(page) == HALF
        write(page, f"{HALF}ause")
        until(lambda: panel(page).get_by_label(BOX).input_value() == f"{HALF}ause")
        session = page.context.browser.new_browser_cdp_session()
        browser = next(each["id"] for each in session.send("SystemInfo.getProcessInfo")["processInfo"] if each["type"] == "browser")
        until(lambda: held(work)["drafts"].get("ledger") == f"{HALF}ause")
        os.kill(browser, signal.SIGKILL)
        with contextlib.suppress(Error):  # the driver learns that the browser is gone
            page.wait_for_timeout(10_000)
    with browser_page() as page:
        opened(page, lab, "two.ipynb")
        assert value(page) == f"{HALF}ause"


def test_a_server_killed_and_started_again_shows_all_that_was_there(place, work):
    server, address = start_server(place / "lessons", place / "killed")
    kernel = 0
    try:
        with browser_page() as page:
            opened(page, address, "three.ipynb")
            write(page, "29", "The cargo")
            check(page, "The cargo")
            write(page, HALF)
            until(lambda: held(work)["drafts"].get("ledger") == HALF)
            kernel = kernel_pid(page)
            server.kill()
            server.wait()
    finally:
        server.kill()
        if kernel:
            with contextlib.suppress(ProcessLookupError):
                os.kill(kernel, signal.SIGKILL)
    with lab_server(place / "lessons", place / "again") as address, browser_page() as page:
        opened(page, address, "three.ipynb")
        assert value(page) == HALF
        assert "Attempts: 1. This is your last answer." in panel(page, "The cargo").locator("[role=status]").inner_text()
        assert answers(work, "horses") == ["29"]


@pytest.mark.parametrize("other", ["one.ipynb", "four.ipynb"], ids=["same notebook and kernel", "two notebooks, two kernels"])
def test_two_tabs_on_one_lesson_keep_what_each_did_and_say_so(lab, work, other):
    with browser_page() as first:
        opened(first, lab, "one.ipynb")
        write(first, "one")
        until(lambda: held(work)["drafts"].get("ledger") == "one")
        second = first.context.browser.new_page()
        opened(second, lab, other)
        assert value(second) == "one", "the second tab shows what stands in the first"
        write(second, "two")
        until(lambda: held(work)["drafts"].get("ledger") == "two")
        first.bring_to_front()
        write(first, "one and a half")
        told = panel(first).get_by_text("This was changed in another window too, and both are kept; the other one reads “two”").first
        told.wait_for(timeout=20_000)
        until(lambda: held(work)["drafts"].get("ledger") == "one and a half")
        assert "two" in [record["answer"] for record in held(work)["records"] if record["act"] == "draft"]
        write(first, "29", "The cargo")
        check(first, "The cargo")
        second.bring_to_front()
        write(second, "30", "The cargo")
        check(second, "The cargo")
        until(lambda: answers(work, "horses") == ["29", "30"])


def harmless(page):
    assert page.evaluate("() => window.__hit") is None
    assert page.evaluate("() => document.querySelectorAll('img[src=x], svg[onload], [onerror], a[href^=javascript]').length") == 0


def test_nothing_of_a_hostile_page_acts_in_viewers_and_figures(lab, place):
    lessons = place / "lessons"
    pages = lessons / "pages"
    pages.mkdir()
    text = f"Judul {HOSTILE} yang panjang\nEditor: {HOSTILE}\nMOSKOW - Kalimat {HOSTILE} ini adalah isi berita.\nBaca juga: {HOSTILE}\nFoto: {HOSTILE}\n"
    (pages / f"{NAME}.txt").write_text(text, encoding="utf-8")
    (pages / "plain.txt").write_text(text * 2, encoding="utf-8")
    manifest = f'[[document]]\nfile = "plain.txt"\ntitle = {json.dumps(HOSTILE)}\noutlet = {json.dumps(HOSTILE)}\n'
    (pages / "manifest.toml").write_text(manifest, encoding="utf-8")
    show = ["lessonlib.widgets.inspector(corpus, name)", "lessonlib.widgets.inspector(corpus, name, 'body')", "lessonlib.widgets.raw_beside_clean(corpus, name)"]  # fmt: skip
    show += [
        "lessonlib.widgets.reader(corpus)",
        "lessonlib.figures.anatomy(corpus)",
        "corpus",
        "corpus.documents",
        "corpus.spans",
        "corpus.page(name)",
    ]
    opening = (
        "import lessonlib\ncorpus = lessonlib.load_corpus('pages')\nname = [name for name in corpus.documents.index if name != 'plain'][0]"
    )
    notebook(lessons / "hostile.ipynb", opening, *show)
    with browser_page() as page:
        open_notebook(page, lab, "hostile.ipynb")
        run_all(page)
        page.wait_for_selector(".widget-html mark")
        settle(page)
        harmless(page)
        shown = page.eval_on_selector_all(".jp-OutputArea-output", "areas => areas.map(area => area.textContent).join('')")
        assert "<script>window.__hit" in shown, "it shows as letters"
        assert "onerror" in shown
        widgets = page.eval_on_selector_all(".widget-html, figure", "areas => areas.map(area => area.textContent).join('')")
        assert not set("\u202e\u2066\x1b") & set(widgets), "no mark turns the letters around it"
        assert page.strangers == []


def test_nothing_that_a_student_wrote_acts_on_the_pages_handed_in(tmp_path):
    need_chromium()
    from lessonlib.exercises.banks import SAMPLER
    from lessonlib.exercises.lesson import sample

    lesson = sample()
    for exercise in lesson.exercise_ids:
        lesson.q(exercise).check(HOSTILE)
    lesson.work.drafts["timeline"] = {"cuts": [1991], "names": [HOSTILE], "defence": HOSTILE}
    lesson.work.drafts["reader"] = [{"id": "kompas-feature-001-01", "note": HOSTILE}]
    pages = [lesson.export(name=HOSTILE, folder=tmp_path).html, lesson.my_history(name=HOSTILE, folder=tmp_path).html]
    assert main(["collect", str(tmp_path), "--exercises", str(SAMPLER)]) == 0
    with browser_page() as page:
        for path in (*pages, tmp_path / "class.html"):
            page.goto(path.as_uri())
            settle(page)
            harmless(page)
            shown = page.inner_text("body")
            assert "<script>window.__hit" in shown and not set("\u202e\u2066\x1b") & set(shown)
            assert page.locator("script:not([type='application/json'])").count() == 0


def test_a_press_never_overtakes_the_letters_however_long_the_server_sleeps(lab, work):
    with browser_page() as page:
        opened(page, lab, "one.ipynb")
        write(page, "I count")
        until(lambda: held(work)["drafts"].get("ledger") == "I count")
        page.evaluate("() => { const now = Date.now; window.later = 0; Date.now = () => now() + window.later; }")
        button = panel(page).get_by_role("button", name="Check")
        with frozen_kernel(page):
            box = panel(page).get_by_label(BOX)
            box.press("End")
            box.press_sequentially(" 2 witnesses, because “bulan lalu”.")
            for _ in range(3):
                button.click()
            for _ in range(3):
                page.evaluate("() => { window.later += 21_000; }")
                page.wait_for_timeout(300)
        until(lambda: answers(work, "ledger"))
        write(page, "30", "The cargo")
        check(page, "The cargo")
        until(lambda: answers(work, "horses") == ["30"])
        assert answers(work, "ledger") == ["I count 2 witnesses, because “bulan lalu”."], "all of it, once"
