"""From the press of a key to the new picture, in JupyterLab in Chromium: the parallel reader beside what else could have been built.

Run from the checkout: ``python benchmarks/reader.py``. Each way is tried as often as REPEATS says; milliseconds, half and 95 of 100.
"""

import statistics
import sys
import tempfile
from pathlib import Path

import nbformat

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from lab import browser_page, errors, lab_server, open_notebook, run_all

REPEATS = 40
CELLS = [
    "import lessonlib\nfrom lessonlib.widgets import reader\nreader(lessonlib.load_corpus(), 'antara-explainer')",
    """%matplotlib inline
import ipywidgets, matplotlib.pyplot as plt
def draw(kind):
    table = lessonlib.figures.anatomy(lessonlib.load_corpus()).data
    table.plot.barh(stacked=True, title=kind, figsize=(8, 4)); plt.show()
from lessonlib.keys import keep_keys
keep_keys([ipywidgets.interactive(draw, kind=ipywidgets.Dropdown(options=list("abcdefgh"), description="Plot:"))])""",
    """many = ipywidgets.Text(description="Link:")
told = ipywidgets.HTML(); told.add_class("linked"); ipywidgets.jslink((many, "value"), (told, "value"))
ipywidgets.VBox([many, told])""",
]
WATCH = """([place, classes]) => { window.times = []; let pressed = 0;
  const watched = document.querySelector(place);
  document.addEventListener("keydown", event => { if (event.key !== "Tab") pressed = performance.now(); }, true);
  const drawn = () => { if (!pressed) return; const start = pressed; pressed = 0; requestAnimationFrame(() => setTimeout(() => window.times.push(performance.now() - start))); };
  new MutationObserver(drawn).observe(watched, classes ? { attributes: true, attributeFilter: ["class"] } : { childList: true, subtree: true, attributes: true, attributeFilter: ["src"] }); }"""
IDLE = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"
VIEW = ".lessonlib-reader-view"


def measure(page, label, control, keys, place, classes=False):
    page.evaluate(WATCH, [place, classes])
    control.focus()
    for number in range(REPEATS):
        page.keyboard.press(keys[number % len(keys)])
        page.wait_for_function("count => window.times.length > count", arg=number, timeout=20_000)
        page.wait_for_function(IDLE)
        page.wait_for_timeout(120)
    times = sorted(page.evaluate("() => window.times")[:REPEATS])
    print(f"{label:44} {statistics.median(times):6.0f} {times[int(0.95 * len(times))]:6.0f}")


def main():
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
            page.wait_for_timeout(1000)
            print(f"{'key press to new picture, ms':44} {'p50':>6} {'p95':>6}")
            measure(
                page, "reader: another text (30 to 73 kB of HTML)", page.get_by_label("Text:", exact=True), ["ArrowDown", "ArrowUp"], VIEW
            )
            measure(page, "reader: another mark, 36 sentences", page.get_by_label("Mark:"), ["ArrowDown", "ArrowUp"], VIEW)
            measure(page, "reader: the original, shown or hidden", page.get_by_label("Show the original"), ["o"], ".lessonlib-widget", True)
            plot, link = page.get_by_label("Plot:"), page.get_by_label("Link:")
            measure(page, "matplotlib in interact", plot, ["ArrowDown", "ArrowUp"], ".widget-interact")
            measure(page, "jslink, one letter more", link, ["a", "b"], ".linked")


if __name__ == "__main__":
    main()
