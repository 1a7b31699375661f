"""What axe-core finds in what is ours on a page."""

import pytest
from axe_playwright_python.sync_playwright import Axe

#: What a lesson puts into JupyterLab: outputs, widgets among them, and prose. Bars, menus and cells are JupyterLab's.
OURS = {"include": [".jp-Notebook .jp-OutputArea-output", ".jp-Notebook .jp-RenderedHTMLCommon"]}

_TRIES = 5


def found(page, context=None):
    """Return violations as lines."""
    options = {"resultTypes": ["violations", "passes"]}
    answer = Axe().run(page, context=context, options=options).response
    texts = page.locator(", ".join(f"{part} p" for part in context["include"])).count() if context else 0
    for _ in range(_TRIES):
        looked = sum(len(rule["nodes"]) for rule in answer["passes"] + answer["violations"] if rule["id"] == "color-contrast")
        if looked >= texts / 2:
            break
        # JupyterLab lays itself out anew some time after the window has grown: until then axe takes the notebook for hidden.
        page.wait_for_timeout(1_000)
        answer = Axe().run(page, context=context, options=options).response
    else:
        pytest.fail(f"axe takes the notebook for hidden: of {texts} paragraphs it looked at {looked}")
    return [
        f"{rule['id']}: {node['target']} {node['html'][:200]} {node['failureSummary']}"
        for rule in answer["violations"]
        for node in rule["nodes"]
    ]


def unfold(page):
    """Open all that is folded: what is hidden is not looked at."""
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")


def all_in_sight(page):
    """Give the notebook room: the contrast of what is scrolled away, or in a body without height as JupyterLab's, is not looked at."""
    page.add_style_tag(content="html, body { height: 100%; }")
    for _ in range(3):
        whole = page.eval_on_selector(".jp-WindowedPanel-outer", "outer => outer.scrollHeight") + 300
        page.set_viewport_size({"width": 1280, "height": whole})
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.wait_for_function(
        "() => { const outer = document.querySelector('.jp-WindowedPanel-outer'); return outer.scrollHeight <= outer.clientHeight; }"
    )


def choose_theme(page, name):
    page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", f"JupyterLab {name}")
    page.wait_for_function("dark => (document.body.dataset.jpThemeLight === 'false') === dark", arg=name == "Dark")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
