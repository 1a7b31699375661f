"""Each kind of question, worked by keyboard alone in real JupyterLab, with a reload and a new kernel in the middle.

The notebook is opened once: all answers are begun, the page is loaded anew, the kernel is started anew, all answers
are finished and checked, and the page is loaded once more. What was seen on the way is kept, and each test reads it.
"""

import json
import re
import shutil
import time
from dataclasses import dataclass, field

import pytest
from conftest import ROOT
from lab import browser_page, cells, errors, lab_server, need_chromium, open_notebook, restart_kernel, run_all, take_pictures
from ways import TITLES, WAYS, Hand

from lessonlib.exercises.bank import example
from lessonlib.exercises.kinds import KINDS
from lessonlib.exercises.lesson import sample

pytestmark = pytest.mark.browser

PICTURES = ROOT / "ci-output"
NOTEBOOK = ROOT / "tests" / "notebooks" / "kinds.ipynb"


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
