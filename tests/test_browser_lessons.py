"""Every lesson in real JupyterLab, in a real browser, without a network: the student's edition and the solved one.

Each student's edition is opened once and worked through by keyboard alone, in the order of the course: what one lesson
asks of another, the ledger and earlier answers, is there.
"""

import re

import nbformat
import pytest
from answers import lesson_source, solution_calls
from axe_found import OURS, all_in_sight, choose_theme, found, unfold
from conftest import ROOT
from keyboard import LISTEN, Hand, enter, rings, stops, tasks
from lab import browser_page, cells, errors, lab_server, need_chromium, open_notebook, restart_kernel, run_all, take_pictures

from lessonlib.exercises.bank import read_lesson
from lessonlib.workspace import prepare

WORD = re.compile(r"[^\W_]+")
PICTURES = ROOT / "ci-output"
LESSONS = [path.name for path in sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))]
WINDOW = {"width": 1280, "height": 900}
#: The lists of each widget in which another entry changes what is told or shown.
LISTS = {
    "Cleaning inspector": {"Text:", "Show:"},
    "Parallel reader": {"Text:", "Part:", "Mark:", "From paragraph:", "to:"},
    "Comparison viewer": {"Period:", "What:", "First text:", "Second text:"},
    "Timeline": {"Period:", "Who speaks:", "How sure:", "Text:", "Events in order of time:"},
}
#: By the call that shows it; of a lesson, its first widget is worked.
CALLED = {"inspector": "Cleaning inspector", "reader": "Parallel reader", "compare": "Comparison viewer", "timeline": "Timeline"}
WIDGETS = {name[:2]: CALLED[re.search(rf"lessonlib\.widgets\.({'|'.join(CALLED)})\(", lesson_source(name[:2]).read_text(encoding="utf-8"))[1]] for name in LESSONS}  # fmt: skip
#: What sticks out of an output or of prose, or is hidden at its side, where nothing scrolls.
CUT_OFF = """() => { const scrolls = at => ['auto', 'scroll'].includes(getComputedStyle(at).overflowX);
  const wide = at => at.closest('.jp-Notebook .jp-Cell :is(.lessonlib-chart, .lessonlib-grid, [role=region][tabindex], table.dataframe, pre, .jp-RenderedText, .jp-Cell-inputArea)');
  const rolls = at => { const table = at.closest('.jp-Cell table'); for (let up = table; up && !up.matches('.jp-Cell'); up = up.parentElement) if (scrolls(up)) return true; return false; };
  const edge = document.querySelector('.jp-WindowedPanel-outer').getBoundingClientRect().right;
  return [...document.querySelectorAll('.jp-Notebook :is(.lessonlib-widget, .jp-RenderedHTMLCommon, .lessonlib-widget *, .jp-RenderedHTMLCommon *)')].filter(at => {
    if (wide(at) || rolls(at) || at.closest('select, svg, .widget-label') || !at.getClientRects().length || at.matches('.jp-InternalAnchorLink')) return false;
    const box = at.closest('.lessonlib-widget, .jp-RenderedHTMLCommon').getBoundingClientRect(), mine = at.getBoundingClientRect();
    return mine.right > Math.min(box.right, edge) + 2 || (at.matches('p, td, th, dd, dt, li, button, label, h1, h2, h3, h4, summary') && at.scrollWidth > at.clientWidth + 1 && at.clientWidth && !scrolls(at));
  }).map(at => at.outerHTML.slice(0, 150)); }"""
#: What of ours is moved by the browser.
MOVING = """() => [...document.querySelectorAll('.jp-Notebook .lessonlib-widget, .jp-Notebook .lessonlib-widget *, .jp-Notebook .jp-OutputArea-output *')].filter(at => {
  const style = getComputedStyle(at); return style.animationName !== 'none' || style.scrollBehavior !== 'auto' || style.transitionDuration.split(', ').some(time => parseFloat(time) > 0);
  }).map(at => at.outerHTML.slice(0, 150))"""
#: Pieces of text in outputs and prose, each with its language. A printed column of a table is plain text, and carries none.
PIECES = """() => { const found = []; for (const place of document.querySelectorAll('.jp-Notebook .jp-OutputArea-output, .jp-Notebook .jp-RenderedMarkdown')) {
  const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) { const text = walk.currentNode.data.trim(), at = walk.currentNode.parentElement;
    if (text.split(/\\s+/).length >= 3 && !at.closest('.jp-RenderedText pre, option, style, title, script')) found.push({ text, language: at.closest('[lang]').lang }); } }
  return found; }"""
#: In the solved edition: what the student's does not hold.
SOLUTIONS = {"include": [f".jp-Cell:not(.seen-before) {part}" for part in (".jp-OutputArea-output", ".jp-RenderedHTMLCommon")]}
MARK_SEEN = """seen => window.jupyterapp.shell.currentWidget.content.widgets.filter(cell => seen.includes(cell.model.sharedModel.source)).forEach(cell => cell.node.classList.add('seen-before'))"""

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
        yield address, page, set()


@pytest.fixture(scope="module", params=LESSONS, ids=lambda name: name[:2])
def lesson(request, lab):
    """The page with all cells of a lesson run, and its number."""
    address, page, _ = lab
    page.set_viewport_size(WINDOW)
    open_notebook(page, address, request.param)
    run_all(page)
    return page, request.param[:2], address, request.param


@pytest.fixture(scope="module")
def worked(lesson, lab):
    """The lesson worked through by keyboard alone, and what was there before and after."""
    page, number, *_ = lesson
    page.set_viewport_size(WINDOW)
    page.evaluate(LISTEN)
    calls = {name: answer for name, answer, _ in solution_calls(lesson_source(number))}
    before, hand = cells(page), Hand(page, tasks(read_lesson(number), calls), LISTS[WIDGETS[number]])
    hand.through()
    lab[2].add(number)
    page.wait_for_timeout(500)  # what is said is gathered for a moment
    return hand, before, page.evaluate("() => window.heard")


def test_a_student_can_run_every_cell(lesson):
    page = lesson[0]
    assert errors(page) == []
    # Widgets are drawn, none is told as text; every picture has words.
    assert page.locator(".jp-OutputArea-output:has-text('Error displaying widget')").count() == 0
    assert page.eval_on_selector_all(".jp-OutputArea-output img", "images => images.filter(image => !image.alt).length") == 0


def test_tab_leads_through_everything_and_back(lesson):
    """No keyboard trap: each press goes on, and the way back is the way there."""
    page = lesson[0]
    unfold(page)
    enter(page)
    there = list(stops(page))
    page.keyboard.press("Shift+Tab")  # from behind the notebook to its last control
    back = [page.evaluate("() => window.stops.indexOf(document.activeElement)")]
    back += [stop["id"] for stop in stops(page, "Shift+Tab")]
    assert len({stop["id"] for stop in there}) == len(there) > 20, "each press leads to another control"
    # Of radio buttons of which none is chosen the first is reached from above, the last from below.
    forward = [stop["id"] for stop in there if stop["ours"] and stop["type"] != "radio"]
    assert [number for number in back if number in forward][::-1] == forward


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_the_keyboard_is_seen_wherever_it_is(lesson, theme):
    page = lesson[0]
    if not rings(page):
        enter(page)
        list(stops(page))
    choose_theme(page, theme)
    seen = rings(page)
    choose_theme(page, "Light")
    pale = [ring for ring in seen if ring["style"] != "solid" or ring["width"] < 2 or ring["contrast"] < 3]
    assert len(seen) > 10 and not pale, f"{len(pale)} of {len(seen)}: {pale[:4]}"


def test_at_200_percent_nothing_is_cut_off(lesson):
    """A window of 1280 has room for 640 then; what scrolls sideways is a picture, a grid or a table."""
    page = lesson[0]
    unfold(page)
    page.evaluate("() => window.jupyterapp.commands.execute('application:toggle-left-area')")
    page.set_viewport_size({"width": 640, "height": 450})
    page.wait_for_function("() => document.querySelector('.jp-WindowedPanel-outer').clientWidth < 600")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    cut = page.evaluate(CUT_OFF)
    page.set_viewport_size(WINDOW)
    page.evaluate("() => window.jupyterapp.commands.execute('application:toggle-left-area')")
    assert cut == []


def test_nothing_moves(lesson):
    page = lesson[0]
    page.emulate_media(reduced_motion="reduce")
    moving = page.evaluate(MOVING)
    page.emulate_media(reduced_motion="no-preference")
    assert moving == []


def test_indonesian_says_that_it_is(lesson, corpus):
    """Every piece of text of three words or more that stands in the five texts, and not in our English."""
    page = lesson[0]
    pieces = page.evaluate(PIECES)
    known, ours = (plain(" ".join(map(str, texts))) for texts in (map(corpus.raw, corpus.documents.index), corpus.sentences["text_en"]))
    names = plain(" ".join(corpus.documents["byline"]))  # left to the voice of the page
    said = [(piece, plain(piece["text"])) for piece in pieces if "http" not in piece["text"]]
    silent = [piece for piece, text in said if piece["language"] != "id" and text in known and text not in ours and text not in names]
    wrong = [piece for piece, text in said if piece["language"] == "id" and text in ours]
    assert any(piece["language"] == "id" for piece in pieces)
    assert silent == [] and wrong == []


def plain(text):
    return f" {' '.join(WORD.findall(text.lower()))} "


def axe(page, number, theme):
    """Take pictures, too, while the whole lesson is in sight."""
    unfold(page)
    choose_theme(page, theme)
    all_in_sight(page)
    wrong = found(page, OURS)
    assert take_pictures(page, PICTURES, f"{number}-{theme.lower()}", f"JupyterLab {theme}") > 1
    choose_theme(page, "Light")
    page.set_viewport_size(WINDOW)
    assert not wrong, f"{theme}: {len(wrong)}, first {wrong[:5]}"


def test_axe_finds_nothing_in_the_dark(lesson):
    axe(*lesson[:2], "Dark")


def test_each_widget_is_worked_by_keyboard_and_its_result_read(lesson, worked):
    page, number, *_ = lesson
    hand, before, _ = worked
    for title, task in hand.tasks.items():
        assert task.at == len(task.fields), f"{title}: Tab reached {task.at} of {len(task.fields)} controls of the answer"
        wanted = "✎ Written down." if task.exercise.kind == "open" else "✓ Right."
        assert task.result.startswith(wanted), f"{title}: {task.result[:300]}"
    listed = {label for group, label in hand.turned if group == WIDGETS[number]}
    assert listed >= LISTS[WIDGETS[number]]
    still = [key for key, changed in hand.turned.items() if key[1] in LISTS[WIDGETS[number]] and not changed]
    assert still == [], "another entry tells something else"
    assert cells(page) == before, "keys pressed in widgets do nothing to the cells of the lesson"


def test_what_happens_is_said_to_whoever_cannot_see_it(lesson, worked):
    """In a place that was there before, and short: tables are to be walked through."""
    hand, _, heard = worked
    for title in hand.tasks:
        said = [news["words"] for news in heard if news["group"] == title]
        assert any(re.search("Right|Written down", words) for words in said), title
    said = [news["words"] for news in heard if news["group"] == WIDGETS[lesson[1]] and news["words"]]
    assert said and max(map(len, said)) < 900, sorted(said, key=len)[-1]


def test_axe_finds_nothing_after_the_work(lesson, worked):
    axe(*lesson[:2], "Light")


def test_all_is_there_again_with_a_new_kernel_and_a_new_page(lesson, worked, lab):
    page, number, address, name = lesson
    hand = worked[0]
    restart_kernel(page)
    open_notebook(page, address, name)
    run_all(page)
    assert errors(page) == []
    for title, task in hand.tasks.items():
        told = page.get_by_role("group", name=title, exact=True).locator(".lessonlib-result")
        told.get_by_text("Attempts: 1. This is your last answer.").wait_for()
        assert task.result.splitlines()[0] in told.inner_text()
    if number == "02":
        assert "Note: a note by keys" in page.get_by_label("Kept:").first.input_value()
    if number == "07":
        assert page.get_by_label("Period 2 begins in:").input_value() == "1990"
        assert page.get_by_label("Names and reasons:").input_value() == "Moscow turned to Seoul."
        shown = page.locator(".jp-Notebook").inner_text()
        # All up to this one, if all were worked before it.
        assert f"lessons with a line of yours: {len(lab[2] - {'00'})} of {len(LESSONS) - 1}" in shown
        assert ("I saw a video about a train" in shown) == ("00" in lab[2]), "what was written in lesson 00 is read again in 07"


def test_nothing_was_asked_of_any_outside_host(lesson):
    assert lesson[0].strangers == []


@pytest.mark.parametrize("name", LESSONS, ids=lambda name: name[:2])
def test_the_solved_edition_runs_anew(lab, name):
    """Axe looks at what the student's edition, which it has seen, does not hold."""
    address, page, _ = lab
    page.set_viewport_size(WINDOW)
    open_notebook(page, address, f"solved/{name}")
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    run_all(page)
    assert errors(page) == []
    wrong = page.eval_on_selector_all(
        ".jp-OutputArea-output", "outputs => outputs.map(output => output.textContent.trim()).filter(text => text.startsWith('✗'))"
    )
    assert wrong == []
    seen = [cell.source for cell in nbformat.read(ROOT / "notebooks" / name, 4).cells]
    page.evaluate(MARK_SEEN, seen)
    unfold(page)
    all_in_sight(page)
    assert found(page, SOLUTIONS) == []
    assert page.strangers == []
