"""Each kind of question, worked by keyboard alone in real JupyterLab, with a reload and a new kernel in the middle.

The notebook is opened once: all answers are begun, the page is loaded anew, the kernel is started anew, all answers
are finished and checked, and the page is loaded once more. What was seen on the way is kept, and each test reads it.
"""

import json
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from conftest import ROOT
from lab import browser_page, cells, errors, lab_server, need_chromium, open_notebook, restart_kernel, run_all, take_pictures

from lessonlib.exercises.bank import example
from lessonlib.exercises.kinds import KINDS
from lessonlib.exercises.lesson import sample
from lessonlib.exercises.passages import passages, text_of
from lessonlib.exercises.recipes import cook

pytestmark = pytest.mark.browser

PICTURES = ROOT / "ci-output"
NOTEBOOK = ROOT / "tests" / "notebooks" / "kinds.ipynb"
TITLES = {name: sample().q(name).exercise.say("title") for name in sample().exercise_ids}


class Hand:
    """Whoever answers without a mouse: the first control of a question is in focus, all else is done by keys."""

    def __init__(self, page, name):
        self.page, self.name, self.panel = page, name, page.get_by_role("group", name=TITLES[name], exact=True)

    def begin(self):
        self.panel.locator(".lessonlib-form").locator("input, select, textarea").first.focus()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, words):
        self.page.keyboard.type(words)

    def choose(self, number):
        """Choose an entry of the list in focus; the first has the number 0."""
        self.press("Home", *["ArrowDown"] * number)

    def tab_to(self, label):
        """Go on with Tab until the control with this name is reached."""
        wanted = self.panel.get_by_role("button", name=label, exact=True).or_(self.panel.get_by_label(label, exact=True))
        for _ in range(20):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not reach {label!r}")

    def pick(self, ref):
        """Take a sentence from the lists of the five texts."""
        texts = list(dict.fromkeys(map(text_of, passages())))
        listed = [key for key, found in passages().items() if text_of(key) == text_of(ref) and len(found.original) > 3]
        self.tab_to("Or choose a text:")
        self.choose(texts.index(text_of(ref)))
        self.tab_to("A sentence:")
        beginning = (passages()[listed[0]].english or passages()[listed[0]].original)[:30]
        self.wait(
            "([panel, words]) => panel.querySelector('.widget-select option').textContent.replaceAll('\xa0', ' ').startsWith(words)",
            beginning,
        )
        self.rest()
        self.choose(listed.index(ref))
        self.wait("([panel, place]) => panel.querySelector('.widget-select select').selectedIndex === place", listed.index(ref))
        self.rest()
        self.tab_to("Take these words")
        self.press("Space")
        self.wait("([panel, words]) => panel.querySelector('textarea').value.includes(words)", passages()[ref].original)

    def rest(self):
        """Wait until the kernel has done what it was asked: a list that it fills begins at its first entry."""
        self.page.wait_for_function(
            "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'", timeout=30_000
        )
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def wait(self, test, value=None):
        self.page.wait_for_function(test, arg=[self.panel.element_handle(), value])

    def seen(self):
        """What stands in the controls of the answer; the level of help is chosen in a form of its own below."""
        return self.panel.evaluate(
            """panel => Array.from(panel.querySelector('.lessonlib-form').querySelectorAll('input, select, textarea')).map(control =>
            ['radio', 'checkbox'].includes(control.type) ? control.checked
            : control.tagName === 'SELECT' ? control.selectedOptions[0]?.textContent.replaceAll('\xa0', ' ') : control.value)"""
        )

    def result(self):
        return self.panel.get_by_role("status").inner_text()

    def heard(self):
        """What is said beside the result, where anything is: what was taken into an answer."""
        if example(self.name).kind == "quote":
            self.wait("([panel]) => panel.querySelector('.lessonlib-form .lessonlib-heard').innerText.trim()")
        # Above the form stands what a level of help lays beside it: at the level that is shipped, nothing.
        return [words for words in self.panel.locator("[aria-live=polite]:not([role])").all_inner_texts() if words.strip()]

    def check(self, key):
        self.tab_to("Check")
        # To JupyterLab these are commands: raw text, a cell below, delete it.
        self.write("rbdd")
        self.press(key)
        self.wait("([panel]) => panel.querySelector('[role=status]').innerText.trim()")


@dataclass
class Way:
    """How one question is answered: `begin` leads to `half`, `finish` to an answer that is right, or is kept."""

    begin: Callable[[Hand], Any]
    half: list
    finish: Callable[[Hand], Any]
    heading: str = "✓ Right."


def tick(*places):
    """Tick boxes, counted from the one in focus."""

    def steps(hand):
        at = 0
        for place in places:
            hand.press(*["Tab"] * (place - at), "Space")
            at = place

    return steps


def choose(*numbers):
    """Choose in one list after the other; None leaves a list as it is."""

    def steps(hand):
        for place, number in enumerate(numbers):
            if place:
                hand.press("Tab")
            if number is not None:
                hand.choose(number)

    return steps


def write(*words):
    """Write into one field after the other, behind what stands there."""

    def steps(hand):
        for place, part in enumerate(words):
            if place:
                hand.press("Tab")
            hand.press("Control+End")
            hand.write(part)

    return steps


def anew(words):
    """Write over what stands in the field."""

    def steps(hand):
        hand.press("Control+a")
        hand.write(words)

    return steps


NONE = "(choose)"
TITLE, ONLY, THIRD = (passages()[ref].original for ref in ("kompas-feature@45", "antara-explainer-014-02", "kompas-feature-007-01"))
PARAGRAPHS = [str(count) for _, count in sorted(cook(example("how-long").row["make"]).items())]

WAYS = {
    "silence": Way(lambda hand: hand.press("Space"), [True, False, False], lambda hand: hand.press("ArrowDown")),
    "who-signs": Way(tick(0), [True, False, False, False, False], tick(1)),
    "one-scholar": Way(write("Lu"), ["Lu"], write("kin")),
    "horses": Way(write("3"), ["3"], write("0")),
    "written-in": Way(write("Maret"), ["Maret"], write(" 2024")),
    # The second place is taken before the first.
    "one-after-another": Way(choose(None, 4), [NONE, "bread and salt for Kim Jong Un", NONE, NONE], choose(2, 4, 1, 3)),
    # Letters find an entry, too; "2" alone would be a command for the cell.
    "when-was-it-made": Way(lambda hand: hand.write("2022"), ["2022", NONE, NONE], choose(None, 2, 3)),
    "three-days": Way(choose(1, 3), ["stated", "inferable", NONE, NONE], choose(None, None, 4, 5)),
    "who-says-it": Way(choose(2, 1, 3), ["is silent", "says it", "is torn", NONE, NONE, NONE], choose(None, None, None, 1, 2, 3)),
    "clue-in-the-list": Way(lambda hand: hand.pick("kompas-feature@45"), [TITLE], anew("Hari Ke-792")),
    "two-voices": Way(lambda hand: hand.pick("kompas-feature-007-01"), [THIRD], lambda hand: hand.pick("antara-explainer-014-02")),
    "neither": Way(tick(3), [False, False, False, True, False], tick(4)),
    "how-long": Way(write(*PARAGRAPHS[:2]), [*PARAGRAPHS[:2], "", "", ""], write("", "", *PARAGRAPHS[2:])),
    "ledger": Way(anew("I count 3 witnesses"), ["I count 3 witnesses"], write(", because “Penerjemah: Jafar M Sidik”."), "✎ Written down."),
    "foresight": Way(write("1"), ["1"], write("2"), "✎ Written down."),
}


@dataclass
class Seen:
    """What was seen of one question."""

    begun: list = field(default_factory=list)
    reloaded: list = field(default_factory=list)
    restarted: list = field(default_factory=list)
    before: str = ""
    heard: list = field(default_factory=list)
    result: str = ""
    focused: str = ""
    again: str = ""
    finished: list = field(default_factory=list)
    at_last: list = field(default_factory=list)
    trouble: str = ""


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    need_chromium()
    place = tmp_path_factory.mktemp("kinds")
    (place / "lessons").mkdir()
    shutil.copy(NOTEBOOK, place / "lessons")
    with lab_server(place / "lessons", place / "scratch") as address, browser_page() as page:
        page.set_default_timeout(30_000)
        yield address, page, place / "lessons" / "work" / "99.json"


def run(page):
    run_all(page)
    page.wait_for_function(
        "count => document.querySelectorAll('.lessonlib-widget[role=group] [role=status]').length === count", arg=len(WAYS)
    )


def wait_for_drafts(path, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if path.is_file() and set(json.loads(path.read_bytes())["drafts"]) == set(WAYS):
            return
        time.sleep(0.1)
    raise AssertionError(f"Not kept: {set(WAYS) - set(json.loads(path.read_bytes())['drafts'])}")


@pytest.fixture(scope="module")
def story(lab):
    """Everything that is done, in order; one question that goes wrong does not stop the others."""
    address, page, work = lab
    found = {name: Seen() for name in WAYS}

    def each(step):
        for name, seen in found.items():
            if not seen.trouble:
                try:
                    step(Hand(page, name), WAYS[name], seen)
                except Exception as error:
                    seen.trouble = f"{type(error).__name__}: {error}"

    def start(hand, way, seen):
        hand.begin()
        way.begin(hand)
        seen.begun, seen.before, seen.heard = hand.seen(), hand.result(), hand.heard()

    def end(hand, way, seen):
        hand.begin()
        way.finish(hand)
        hand.check("Enter" if example(hand.name).kind in ("choice", "order", "quote", "open") else "Space")
        seen.result, seen.finished = hand.result(), hand.seen()
        seen.focused = page.evaluate("() => document.activeElement.textContent")

    open_notebook(page, address, NOTEBOOK.name)
    run(page)
    shipped = cells(page)
    each(start)
    wait_for_drafts(work)
    open_notebook(page, address, NOTEBOOK.name)
    run(page)
    each(lambda hand, way, seen: setattr(seen, "reloaded", hand.seen()))
    restart_kernel(page)
    run(page)
    each(lambda hand, way, seen: setattr(seen, "restarted", hand.seen()))
    names = page.locator(".jp-Notebook").aria_snapshot()
    each(end)
    left = cells(page)
    open_notebook(page, address, NOTEBOOK.name)
    run(page)
    each(lambda hand, way, seen: (setattr(seen, "again", hand.result()), setattr(seen, "at_last", hand.seen())))
    failed, progress = errors(page), page.locator(".jp-Notebook").inner_text()
    return {"found": found, "shipped": shipped, "left": left, "names": names, "errors": failed, "progress": progress}


def answered(name, values):
    """The controls of the answer alone: lists from which words are taken begin anew."""
    return values[:1] if example(name).kind == "quote" else values


@pytest.mark.parametrize("name", WAYS, ids=[f"{example(name).kind}-{name}" for name in WAYS])
def test_answered_by_keyboard_with_a_reload_in_the_middle(story, name):
    seen, way = story["found"][name], WAYS[name]
    assert seen.trouble == ""
    assert seen.before == "", "nothing is said before the answer is checked"
    assert [text.startswith("Taken into your answer: “") for text in seen.heard] == [True] * (example(name).kind == "quote")
    assert answered(name, seen.begun) == way.half
    assert answered(name, seen.reloaded) == way.half, "what was begun stands there after a reload"
    assert answered(name, seen.restarted) == way.half, "and with a new kernel"
    assert seen.result.startswith(way.heading), "sign and words, in a place that is announced"
    assert seen.focused == "Check", "the keyboard stays where it was"
    assert answered(name, seen.at_last) == answered(name, seen.finished)
    assert seen.again.startswith("Attempts: 1. This is your last answer.") and way.heading in seen.again


def test_the_notebook_shows_each_kind():
    assert {example(name).kind for name in WAYS} == set(KINDS) and list(WAYS) == sample().exercise_ids


def test_keys_pressed_in_the_forms_do_nothing_to_the_cells(story):
    assert story["errors"] == []
    assert story["left"] == story["shipped"]


def test_all_is_done_at_the_end_and_kept_beside_the_notebook(lab, story):
    assert lab[2].is_file()
    assert f"Lesson 99: {len(WAYS)} of {len(WAYS)} done" in story["progress"]


def test_every_control_has_a_name_of_its_own(story):
    """In the tree of names that a screen reader is given."""
    controls, group = [], ""
    for line in story["names"].splitlines():
        if found := re.match(r"\s*- '?group \"(.*?)\"", line):
            group = found[1]
        found = re.match(r"\s*- '?(radio|radiogroup|checkbox|combobox|listbox|textbox|button)\b(?: \"(.*?)\")?", line)
        if group and found and line.strip() != "- textbox":  # that is the editor of the next cell
            controls.append((group, found[1], found[2]))
    assert {group for group, _, _ in controls} == set(TITLES.values())
    assert [control for control in controls if not control[2]] == []
    assert len(set(controls)) == len(controls)


def test_nothing_was_asked_of_any_outside_host(lab, story):
    assert lab[1].strangers == []


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_pictures_of_all_kinds_are_taken(lab, story, theme):
    assert take_pictures(lab[1], PICTURES, f"kinds-{theme.lower()}", f"JupyterLab {theme}") > 1
