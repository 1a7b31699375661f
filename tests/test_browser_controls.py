"""One form of each kind of question and each widget, in real JupyterLab: no trap, Escape loses nothing, all has role and name."""

import json

import nbformat
import pytest
from lab import browser_page, cells, errors, lab_server, need_chromium, open_notebook, run_all, until

from lessonlib.exercises.bank import example
from lessonlib.exercises.kinds import KINDS
from lessonlib.exercises.lesson import sample

pytestmark = pytest.mark.browser

FORMS = {example(name).kind: name for name in reversed(sample().exercise_ids)}
TITLES = {kind: sample().q(name).exercise.say("title") for kind, name in FORMS.items()}
WIDGETS = {
    "Parallel reader": "lessonlib.widgets.reader(corpus)",
    "Comparison viewer": 'lessonlib.widgets.compare("korean-war")',
    "Timeline": 'lessonlib.widgets.timeline(lesson="07")',
    "Cleaning inspector": "lessonlib.widgets.inspector(corpus)",
}
NAMES = {**{kind: TITLES[kind] for kind in KINDS}, **{name: name for name in WIDGETS}}
OPENING = """import lessonlib
from lessonlib.exercises.words import SAMPLER
lesson = lessonlib.open_lesson("99", bank=SAMPLER)
corpus = lessonlib.load_corpus()"""
MOST = 200
#: What can be reached by Tab in a group, as the browser has it: of radio buttons of one name, one.
CONTROLS = """box => { const seen = new Set(); return [...box.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(at => {
  if (at.disabled || !at.checkVisibility() || getComputedStyle(at).visibility === 'hidden') return false;
  if (at.type !== 'radio') return true;
  return !seen.has(at.name) && seen.add(at.name); }).length; }"""
#: Which control of the group is in focus, counted from 1 in the order in which they were met; the radio buttons of one name are one, below 0.
WHERE = """box => { const at = document.activeElement; if (!box.contains(at)) return null; const list = (window.met ??= []);
  const one = at.type === 'radio' ? box.querySelector(`input[name="${at.name}"]`) : at; if (!list.includes(one)) list.push(one);
  return (list.indexOf(one) + 1) * (at.type === 'radio' ? -1 : 1); }"""
#: What stands in the controls, and what is told.
HELD = """box => [[...box.querySelectorAll('input, select, textarea')].map(at => ['radio', 'checkbox'].includes(at.type) ? at.checked : at.value),
  [...box.querySelectorAll('.lessonlib-result, .lessonlib-heard')].map(at => at.innerText), [...box.querySelectorAll('details')].map(at => at.open)]"""


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    need_chromium()
    place = tmp_path_factory.mktemp("controls")
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}})
    sources = [OPENING, *(f'lesson.q("{FORMS[kind]}").show()' for kind in KINDS), *WIDGETS.values()]
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in sources]
    (place / "lessons").mkdir()
    nbformat.write(notebook, place / "lessons" / "controls.ipynb")
    with lab_server(place / "lessons", place / "scratch") as address, browser_page() as page:
        page.work = place / "lessons" / "work" / "99.json"
        open_notebook(page, address, "controls.ipynb")
        run_all(page)
        assert errors(page) == []
        for name in NAMES.values():
            group(page, name).locator("[role=status]").first.wait_for(state="attached")
        page.locator("[data-mark]").first.wait_for(state="attached")
        page.locator(".lessonlib-row").first.wait_for()
        yield page


def group(page, name):
    return page.get_by_role("group", name=name, exact=True)


def fill(page, box):
    """Write something into what can be written in: what Escape must not lose."""
    for field in box.locator("textarea:visible, input[type=text]:visible").all():
        if field.is_editable() and not field.input_value():
            field.fill("half an answ")
    page.wait_for_function("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'")


def walk(page, box, key, escape=False):
    """Press the key until the focus is inside, where it is not, and on until it is outside; return the controls that were met."""
    met = []
    for _ in range(MOST):
        at = box.evaluate(WHERE)
        if at is None and met:
            return met
        if at is not None:
            if at > 0 or at not in met[-1:]:  # Tab may stop at each radio button while none is chosen
                met.append(at)
            if escape:
                page.keyboard.press("Escape")
                assert box.evaluate(WHERE) == at, "Escape leaves the keyboard where it is"
        page.keyboard.press(key)
    raise AssertionError(f"after {MOST} times {key} the focus has not come in and gone out again")


@pytest.mark.parametrize("name", NAMES)
def test_in_and_out_by_tab_and_escape_loses_nothing(page, name):
    box, before = group(page, NAMES[name]), cells(page)
    fill(page, box)
    held, count = box.evaluate(HELD), box.evaluate(CONTROLS)
    box.locator("input, select, textarea").first.focus()
    walk(page, box, "Shift+Tab")
    there = walk(page, box, "Tab", escape=True)
    back = walk(page, box, "Shift+Tab")
    assert len(there) == len(set(there)) == count, "Tab leads through every control, and each once"
    assert back == there[::-1]
    assert box.evaluate(HELD) == held, "neither Escape nor Tab loses or changes anything"
    assert cells(page) == before


@pytest.fixture(scope="module")
def tree(page):
    """Chromium's accessibility tree, by the numbers of its nodes."""
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return {node["nodeId"]: node for node in nodes}


def value(node, part):
    return node.get(part, {}).get("value", "")


def below(tree, node):
    for child in node.get("childIds", ()):
        if child in tree:
            yield tree[child]
            yield from below(tree, tree[child])


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_reader_is_given_role_and_name_of_each_control_and_a_status(tree, name):
    [top] = [node for node in tree.values() if value(node, "role") == "group" and value(node, "name") == NAMES[name]]
    inside = [node for node in below(tree, top) if not node.get("ignored")]
    controls = [
        node for node in inside if any(each["name"] == "focusable" and each["value"]["value"] for each in node.get("properties", ()))
    ]
    told = [(value(node, "role"), value(node, "name").strip()) for node in controls]
    assert len(told) >= 3
    assert [each for each in told if each[0] in ("", "none", "generic") or not each[1]] == []
    assert any(value(node, "role") == "status" for node in inside)


def test_a_check_right_behind_the_last_letter_has_every_letter(page):
    """Many times over: without the wait of `lessonlib.keys` one of eight lost the end of the last field."""
    form = group(page, NAMES["figure"]).locator(".lessonlib-form").first

    def kept():
        held = json.loads(page.work.read_bytes())["records"] if page.work.is_file() else []
        return [list(record["answer"].values()) for record in held if (record["act"], record["exercise"]) == ("check", FORMS["figure"])]

    given = []
    for number in range(20):
        given.append([str(1234 + 1000 * number + field) for field in range(form.locator("input").count())])
        form.locator("input").first.focus()
        for words in given[-1]:
            page.keyboard.press("Control+a")
            page.keyboard.type(words)
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        until(lambda: len(kept()) == len(given))
    assert kept() == given


def test_each_kind_is_here(page):
    assert set(FORMS) == set(KINDS)
    assert page.strangers == []
