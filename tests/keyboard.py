"""A lesson worked by keyboard alone: in at the top with Tab, through every control, and out at the end."""

import re
from dataclasses import dataclass

from lessonlib.exercises.drawing.forms import form_of
from lessonlib.exercises.exercise import Exercise
from lessonlib.html import bare

#: More stops than any lesson has: a keyboard trap would never come to an end.
MOST = 600
_START = """() => { const panel = window.jupyterapp.shell.currentWidget.content;
  panel.activeCellIndex = 0; panel.mode = 'command'; panel.activeCell.node.focus(); }"""
_STOP = """() => { const at = document.activeElement, box = at.closest('.lessonlib-widget');
  if (!at.closest('.jp-Notebook .jp-Cell')) return null;
  window.stops ??= []; if (!window.stops.includes(at)) window.stops.push(at);
  return { tag: at.tagName, type: at.type || '', name: at.name || '', group: box ? box.getAttribute('aria-label') : '',
    label: (at.labels?.[0]?.innerText || at.getAttribute('aria-label') || at.innerText || '').trim(), id: window.stops.indexOf(at),
    options: at.options?.length || 0, checked: !!at.checked, ours: !!at.closest('.lessonlib-widget, .jp-RenderedHTMLCommon') && !at.matches('.jp-Button') }; }"""
#: All that a screen reader is told while somebody works: what is added to a live region that was there before.
LISTEN = """() => { window.heard = []; const known = new WeakSet(document.querySelectorAll('[aria-live], [role=status]'));
  new MutationObserver(changes => { for (const change of changes) for (const node of change.addedNodes) {
    const from = change.target.nodeType === 1 ? change.target : change.target.parentElement, region = from?.closest('[aria-live], [role=status]');
    if (region && known.has(region) && region.getAttribute('aria-live') !== 'off') window.heard.push({ group: region.closest('[role=group]')?.getAttribute('aria-label') || '', words: spoken(node).trim() });
    } for (const region of document.querySelectorAll('[aria-live], [role=status]')) known.add(region); }).observe(document.querySelector('.jp-Notebook'), { childList: true, subtree: true });
  const spoken = node => node.nodeType === 3 ? node.data : node.nodeType !== 1 || node.getAttribute('aria-live') === 'off' || node.getAttribute('aria-hidden') === 'true' ? '' : [...node.childNodes].map(spoken).join(' '); }"""
#: The line around what is in focus: its width, and its contrast to what lies behind it.
_RING = """at => { const style = getComputedStyle(at), number = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = text => { const [r, g, b] = number(text).slice(0, 3).map(part => part / 255).map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
  let behind = parseFloat(style.outlineOffset) < 0 ? at : at.parentElement;
  while (behind.parentElement && (number(getComputedStyle(behind).backgroundColor)[3] ?? 1) < .99) behind = behind.parentElement;
  const [one, two] = [light(style.outlineColor), light(getComputedStyle(behind).backgroundColor)].sort().reverse();
  return { style: style.outlineStyle, width: parseFloat(style.outlineWidth), contrast: (one + .05) / (two + .05), what: at.outerHTML.slice(0, 120) }; }"""


def stops(page, key="Tab"):
    """Press the key until the focus leaves the notebook; yield what is in focus at each stop."""
    for _ in range(MOST):
        page.keyboard.press(key)
        stop = page.evaluate(_STOP)
        if stop is None:
            return
        yield stop
    raise AssertionError(f"After {MOST} times {key} the focus is still in the notebook")


def enter(page):
    """Stand on the first cell, as after opening a notebook."""
    page.evaluate(_START)


def rings(page):
    """Return the line around each control in turn, as a keyboard user sees it."""
    return page.evaluate(
        f"() => (window.stops || []).filter(at => at.isConnected && at.closest('.lessonlib-widget, .jp-RenderedHTMLCommon') && !at.matches('.jp-Button')).map(at => {{ at.focus({{ focusVisible: true }}); return ({_RING})(at); }})"
    )


def idle(page):
    page.wait_for_function("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'", timeout=30_000)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


@dataclass
class Task:
    """An exercise, the values that its controls must get, and what was read after Check."""

    exercise: Exercise
    fields: list
    at: int = 0
    result: str = ""


def tasks(bank, answers):
    """Return the exercises of a lesson by their names on the page, each with the values of an answer written by hand."""
    found = {}
    for name, answer in answers.items():
        form = form_of(bank.exercises[name])
        pairs = isinstance(answer, list) and all(isinstance(part, list) for part in answer)
        form.write(dict(answer) if pairs else answer)
        found[bare(bank.exercises[name].say("title"))] = Task(bank.exercises[name], form.fields)
    return found


class Hand:
    """Answers exercises and works widgets while Tab leads through the lesson."""

    def __init__(self, page, tasks, telling):
        #: `telling` are the lists in which another entry must tell something else: for them a slow machine gets time.
        self.page, self.tasks, self.telling = page, tasks, telling
        #: Group and label of each list of a widget, and whether another entry changed what is told.
        self.turned = {}

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def through(self):
        """Work all that Tab leads to."""
        enter(self.page)
        for stop in stops(self.page):
            if stop["group"] in self.tasks:
                self.answer(stop, self.tasks[stop["group"]])
            elif stop["group"] and stop["tag"] == "SELECT" and stop["options"] > 1:
                self.turn(stop)
            elif stop["group"] and stop["tag"] in ("INPUT", "TEXTAREA", "BUTTON"):
                self.keep(stop)

    def answer(self, stop, task):
        if stop["tag"] == "BUTTON":
            if stop["label"] == "Check":
                self.press("Space")
                task.result = self.news(stop["group"])
        elif task.at < len(task.fields):
            self.fill(stop, task.fields[task.at])
            task.at += 1

    def fill(self, stop, field):
        if stop["type"] == "radio":
            self.press("Space", *["ArrowDown"] * field.index)
        elif stop["type"] == "checkbox":
            self.press(*["Space"] * (stop["checked"] != field.value))
        elif stop["tag"] == "SELECT":
            self.press("Home", *["ArrowDown"] * field.index)
        else:
            self.press("Control+a")
            self.page.keyboard.type(field.value)

    def news(self, group):
        """What stands in the places of results of a widget, once there is something and the kernel rests."""
        self.page.wait_for_function(
            "group => document.querySelector(`[role=group][aria-label=${CSS.escape(group)}] .lessonlib-result`).innerText.trim()", arg=group
        )
        idle(self.page)
        return self.told(group)

    def told(self, group):
        return self.page.evaluate(
            "group => [...document.querySelectorAll(`[role=group][aria-label=${CSS.escape(group)}] :is(.lessonlib-result, .lessonlib-reader-view)`)].map(place => place.innerText).join('\\n')",
            group,
        )

    def turn(self, stop):
        """Choose another entry of a list, wait for what is told to change, and go back."""
        index, before = self.page.evaluate("() => document.activeElement.selectedIndex"), self.told(stop["group"])
        there, back = ("ArrowUp", "ArrowDown") if index == stop["options"] - 1 else ("ArrowDown", "ArrowUp")
        changed, pressed = False, 0
        # Where all that is shown is of one kind, the next entry may show the same.
        while not changed and pressed < min(3, stop["options"] - 1):
            self.press(there)
            pressed += 1
            changed = self.changes(stop, before)
            idle(self.page)
        self.turned[stop["group"], stop["label"]] = changed
        if index >= 0:
            after = self.told(stop["group"])
            self.press(*[back] * pressed)
            # The kernel may not have begun: lists that follow from this one come before what is told.
            if changed:
                self.changes(stop, after)
            idle(self.page)

    def changes(self, stop, before):
        """Say whether something else is told; whether it had to be is for the test to say."""
        try:
            self.page.wait_for_function(
                "([group, before]) => [...document.querySelectorAll(`[role=group][aria-label=${CSS.escape(group)}] :is(.lessonlib-result, .lessonlib-reader-view)`)].map(place => place.innerText).join('\\n') !== before",
                arg=[stop["group"], before],
                timeout=6_000 if stop["label"] in self.telling else 700,
            )
        except Exception:
            return False
        return True

    def keep(self, stop):
        """What is written and kept in the reader and in the periods."""
        if stop["label"] == "Why it matters:":
            self.page.keyboard.type("a note by keys")
        elif stop["label"] == "Keep this sentence":
            self.press("Space")
            self.page.locator(".lessonlib-result", has_text="Sentences kept so far: 1.").wait_for()
        elif re.match("Period 2", stop["label"]):
            self.press("Control+a")
            self.page.keyboard.type("1990")
        elif stop["label"] == "Names and reasons:":
            self.page.keyboard.type("Moscow turned to Seoul.")
