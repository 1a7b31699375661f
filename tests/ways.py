"""How each kind of question is answered by keyboard alone: the steps to half of an answer, and from there to its end."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lessonlib.exercises.bank import example
from lessonlib.exercises.lesson import sample
from lessonlib.exercises.passages import passages, text_of
from lessonlib.exercises.recipes import cook

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
        """What is there to be said beside the result, where anything is: what was taken into an answer."""
        if example(self.name).kind == "quote":
            self.wait("([panel]) => panel.querySelector('.lessonlib-form .lessonlib-heard').innerText.trim()")
        # Above the form stands what a level of help lays beside it: at the level that is shipped, nothing.
        return [words for words in self.panel.locator(".lessonlib-heard").all_inner_texts() if words.strip()]

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
