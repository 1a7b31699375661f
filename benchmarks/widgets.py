"""From the press of a key to the new picture, in JupyterLab in Chromium: our widgets beside what else could have been built.

Run from the checkout: ``python benchmarks/widgets.py [ROUNDS]``. The ways are tried in turn, PRESSES keys each, ROUNDS times over, so that
all of them meet the same load. Milliseconds at half and 95 of 100, and the latter as a share of interact's and of jslink's.
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import nbformat

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from lab import browser_page, errors, lab_server, open_notebook, run_all

PRESSES = 8
CELLS = [
    "import lessonlib, ipywidgets\nfrom lessonlib import widgets\ncorpus = lessonlib.load_corpus()\nwidgets.reader(corpus, 'kompas-feature')",
    "widgets.compare('korean-war')",
    "widgets.timeline(lesson='07')",
    "widgets.inspector(corpus)",
    """%matplotlib inline
import matplotlib.pyplot as plt
def draw(kind):
    table = lessonlib.figures.anatomy(corpus).data
    table.plot.barh(stacked=True, title=kind, figsize=(8, 4)); plt.show()
from lessonlib.keys import keep_keys
keep_keys([ipywidgets.interactive(draw, kind=ipywidgets.Dropdown(options=list("abcdefgh"), description="Plot:"))])""",
    """many = ipywidgets.Text(description="Link:")
told = ipywidgets.HTML(); told.add_class("linked"); ipywidgets.jslink((many, "value"), (told, "value"))
ipywidgets.VBox([many, told])""",
]


class Way(NamedTuple):
    """A way to a new picture: its name, the label of the control, the keys in turn, where the picture is, what changes there: its own class, or those of its marks."""

    name: str
    label: str
    keys: tuple[str, ...]
    place: str
    classes: bool = False
    cell: int = 0
    marks: bool = False


UP_DOWN = ("ArrowDown", "ArrowUp")
TO_AND_FRO = ("ArrowDown",) * 4 + ("ArrowUp",) * 4
INTERACT = Way("matplotlib in interact", "Plot:", UP_DOWN, ".widget-interact", cell=4)
JSLINK = Way("jslink, one letter more", "Link:", ("a", "b"), ".linked", cell=5)
READER = ".lessonlib-reader-view"
#: In the inspector the first place is the summary, the second the page.
PAGE = ".jp-OutputArea-output .widget-html-content >> nth=1"
CHART = "xpath=//*[contains(@class, 'lessonlib-chart')]/.."
WAYS = [
    Way("reader: another text", "Text:", TO_AND_FRO, READER),
    Way("reader: other marks", "Mark:", UP_DOWN, READER),
    Way("reader: another part", "Part:", UP_DOWN, READER),
    Way("reader: another range", "to:", ("ArrowUp", "ArrowDown"), READER),
    Way("reader: the original, shown or hidden", "Show the original beside it (key: o)", ("o",), ".lessonlib-widget", classes=True),
    Way("compare: another thing", "What:", UP_DOWN, ".lessonlib-result", cell=1),
    Way("compare: other passages", "Passages:", UP_DOWN, ".lessonlib-result >> nth=1", cell=1),
    Way("timeline: another event", "Events in order of time:", ("ArrowDown",), ".lessonlib-result >> nth=1", cell=2),
    Way("timeline: another period", "Period:", UP_DOWN, CHART, cell=2, marks=True),
    Way("timeline: another speaker", "Who speaks:", TO_AND_FRO, CHART, cell=2, marks=True),
    Way("timeline: another certainty", "How sure:", TO_AND_FRO, CHART, cell=2, marks=True),
    Way("timeline: another text", "Text:", TO_AND_FRO, CHART, cell=2, marks=True),
    Way("timeline: another cut", "Period 2 begins in:", UP_DOWN, CHART, cell=2, marks=True),
    Way("inspector: another kind", "Show:", UP_DOWN, PAGE, cell=3),
    Way("inspector: another text", "Text:", TO_AND_FRO, PAGE, cell=3),
    INTERACT,
    JSLINK,
]
WATCH = """(watched, [name, classes, marks]) => { window.times ??= {}; window.times[name] = [];
  document.addEventListener("keydown", event => { if (event.key !== "Tab" && window.way === name) window.pressed = performance.now(); }, true);
  const drawn = () => { if (!window.pressed || window.way !== name) return; const start = window.pressed; window.pressed = 0;
    requestAnimationFrame(() => setTimeout(() => window.times[name].push(performance.now() - start))); };
  new MutationObserver(drawn).observe(watched, classes ? { attributes: true, attributeFilter: ["class"] } : { childList: true, subtree: true, attributes: true, attributeFilter: [marks ? "class" : "src"] }); }"""
IDLE = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"


def cell_of(page, way):
    return page.locator(".jp-CodeCell").nth(way.cell)


def watch(page, way):
    place = cell_of(page, way).locator(way.place)
    (place if ">>" in way.place else place.first).evaluate(WATCH, [way.name, way.classes, way.marks])


def press(page, way):
    cell_of(page, way).get_by_label(way.label, exact=True).focus()
    page.evaluate("name => { window.way = name; window.pressed = 0; }", way.name)
    for number in range(PRESSES):
        before = page.evaluate("name => window.times[name].length", way.name)
        page.keyboard.press(way.keys[number % len(way.keys)])
        page.wait_for_function("([name, count]) => window.times[name].length > count", arg=[way.name, before], timeout=20_000)
        page.wait_for_function(IDLE)
        page.wait_for_timeout(120)


def at(times, share):
    return sorted(times)[min(int(share * len(times)), len(times) - 1)]


def report(times):
    interact, jslink = (at(times[way.name], 0.95) for way in (INTERACT, JSLINK))
    print(f"{'key press to new picture, ms':40} {'p50':>6} {'p95':>6} {'of interact':>12} {'of jslink':>10}   n")
    for name, found in times.items():
        last = at(found, 0.95)
        print(f"{name:40} {statistics.median(found):6.0f} {last:6.0f} {last / interact:12.2f} {last / jslink:10.2f} {len(found):3}")
    print("load of the machine over 1, 5 and 15 minutes:", *(f"{load:.1f}" for load in os.getloadavg()))


def main(rounds):
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "lessons").mkdir()
        notebook = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}})
        notebook.cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
        nbformat.write(notebook, place / "lessons" / "bench.ipynb")
        with lab_server(place / "lessons", place / "scratch") as address, browser_page() as page:
            open_notebook(page, address, "bench.ipynb")
            run_all(page)
            assert errors(page) == [], errors(page)
            page.locator(".lessonlib-row").first.wait_for()
            page.locator(".linked").wait_for(state="attached")
            page.wait_for_timeout(2000)
            for way in WAYS:
                watch(page, way)
            for _ in range(rounds):
                for way in WAYS:
                    press(page, way)
            report(page.evaluate("() => window.times"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 5)
