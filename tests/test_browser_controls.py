"""One form of each kind of question and each widget, in real JupyterLab: no trap, Escape loses nothing, all has role and name."""

import json
import re

import nbformat
import pytest
from lab import browser_page, cells, errors, lab_server, need_chromium, open_notebook, run_all, until

from lessonlib.exercises.bank import example
from lessonlib.exercises.kinds import KINDS
from lessonlib.exercises.lesson import sample
from lessonlib.html import bare

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
from lessonlib.exercises.banks import SAMPLER
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


def test_radio_buttons_of_one_question_are_one_group(page):
    """Without a name of their own, the arrow keys of Firefox do not lead from one to the next."""
    names = page.eval_on_selector_all(
        ".lessonlib-widget .widget-radio-box",
        "boxes => boxes.map(box => [...new Set([...box.querySelectorAll('input')].map(at => at.name))])",
    )
    assert names and all(len(group) == 1 and group[0] for group in names) and len({group[0] for group in names}) == len(names)


def test_the_place_that_scrolls_is_no_stop_of_the_keyboard(page):
    """Else it is one in Firefox, and JupyterLab leads from it back to the cell: Shift+Tab never leaves the notebook."""
    assert page.eval_on_selector_all(".jp-Notebook .jp-WindowedPanel-outer", "places => places.map(at => at.getAttribute('tabindex'))") == [
        "-1"
    ]


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


def test_a_form_is_given_with_its_question_and_its_choices_have_another_name(tree):
    """Heard with Orca: a group in a group of the same name is said twice, and a field that is described as "null" as well."""
    for name in FORMS.values():
        exercise = sample().q(name).exercise
        [top] = [each for each in tree.values() if (value(each, "role"), value(each, "name")) == ("group", bare(exercise.say("title")))]
        assert value(top, "description") == bare(exercise.say("question"))
        choices = [value(each, "name") for each in below(tree, top) if value(each, "role") == "radiogroup"]
        assert choices == ["Your answer"] * (exercise.kind == "choice")
    assert [value(each, "name") for each in tree.values() if value(each, "description") == "null"] == []
    years = [each for each in tree.values() if value(each, "role") == "spinbutton"]
    assert len(years) == 3, "the cuts, which ipywidgets describes so"


#: What the live regions of the page are given, piece by piece: each is read as it comes.
SAID = """() => { window.said = []; window.ear?.disconnect(); window.ear = new MutationObserver(changes => { for (const { target, addedNodes } of changes) {
  const region = (target.nodeType === 1 ? target : target.parentElement)?.closest('[aria-live], [role=status], [role=alert], [role=log]');
  if (region && region.getAttribute('aria-live') !== 'off' && addedNodes.length) window.said.push([...addedNodes].map(node => node.textContent).join(' ')); }
  }); window.ear.observe(document.querySelector('.jp-Notebook'), { childList: true, subtree: true, characterData: true }); }"""


def said(page, box, *labels):
    """What is said while lists of a form are set to their second entry, or buttons are pressed."""
    page.evaluate(SAID)
    for label in labels:
        if label in ("Check", "Hint", "Take these words"):
            box.get_by_role("button", name=label).press("Space")
        else:
            box.get_by_label(label).press("ArrowDown")
    page.wait_for_function("() => window.said.length")
    page.wait_for_function("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'")
    return page.evaluate("() => window.said")


def test_a_verdict_is_said_once_and_in_its_order(page):
    """As one piece of text: of several that come at once, Orca said the last first. Quotations are said in English."""
    exercise = sample().q(FORMS["matrix"]).exercise
    box = group(page, TITLES["matrix"])
    first = box.get_by_role("combobox").first
    label = first.evaluate("at => at.labels[0].innerText")
    [told] = said(page, box, label, "Check")
    assert re.match(r"(Not yet|Partly right)\. .*(Not yet|Right): North Korea .* → .*open: North Korea ", told)
    assert "In July, North Korea became the third country" in told and "menjadi negara" not in told
    assert "  " not in told and exercise.kind == "matrix"
    assert box.locator(".lessonlib-result").get_attribute("aria-live") == "off", "what is said is not said by the place as well"
    assert box.get_by_role("status").get_by_role("img", name="open").count() > 0
    page.wait_for_function("() => [...document.querySelectorAll('.lessonlib-voice')].every(voice => !voice.textContent)")


def test_each_hint_is_said_and_the_last_one_again(page):
    box = group(page, TITLES["number"])
    told = [said(page, box, "Hint") for _ in range(4)]
    assert [len(each) for each in told] == [1, 1, 1, 1]
    assert told[0] == ["Hint 1 of 2: Search the explainer for kuda."]
    assert told[3] == told[2] and told[2][0].startswith("That was the last hint")


def test_what_is_taken_into_an_answer_is_said(page):
    box = group(page, TITLES["quote"])
    box.get_by_label("A sentence:").focus()
    page.keyboard.press("ArrowDown")
    [told] = said(page, box, "Take these words")
    assert re.fullmatch("Taken into your answer: “.+”.*", told)


def test_the_comparison_does_not_say_what_is_folded(page):
    told = " ".join(said(page, group(page, "Comparison viewer"), "Second text:"))
    assert "words stand in both." in told and "look for yourself" not in told


def test_the_timeline_says_what_a_filter_left_and_no_more(page):
    [told] = said(page, group(page, "Timeline"), "Period:")
    assert re.fullmatch(r"\d+ of 187 events shown\.( Choose an event .*)?", told)


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
