"""What axe-core finds in the lessons' outputs and prose in JupyterLab, in light and dark, and on every page to print or to open."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT
from lab import browser_page, lab_server, need_chromium, open_notebook, run_all

from lessonlib.authoring.paper.kit import Order, write_paper
from lessonlib.workspace import prepare

NOTEBOOKS = ROOT / "notebooks"
LESSONS = [path.name for path in sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))]
PAGES = [path for folder in ("cards", "handouts", "guides", "sources") for path in sorted((NOTEBOOKS / folder).glob("*.html"))]
#: What a lesson puts into JupyterLab: outputs, widgets among them, and prose. Bars, menus and cells are JupyterLab's.
OURS = {"include": [".jp-Notebook .jp-OutputArea-output", ".jp-Notebook .jp-RenderedHTMLCommon"]}
#: Found inside outputs, and not ours: rule, what its element matches, why it stays. docs/accessibility.md says the same.
NOT_OURS = [
    ("link-in-text-block", ".jp-RenderedHTMLCommon a", "JupyterLab's themes choose the colour of links and take the line from under them"),
    ("empty-table-header", "table.dataframe > thead th", "pandas writes it above the numbers of rows when code shows a table"),
]

_TRIES = 5

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page():
    need_chromium()
    with browser_page() as page:
        yield page


@pytest.fixture(scope="module")
def lab(page, tmp_path_factory):
    place = tmp_path_factory.mktemp("lab")
    prepare(place / "lessons")
    with lab_server(place / "lessons", place / "scratch") as address:
        yield address


def found(page, context=None):
    """Return violations as lines; what is not ours is left out, and must match its table exactly."""
    options = {"resultTypes": ["violations", "passes"]}
    answer = Axe().run(page, context=context, options=options).response
    texts = page.locator(", ".join(f"{part} p" for part in OURS["include"])).count() if context else 0
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
        if not (context and any(rule["id"] == name and matches(page, node["target"], selector) for name, selector, _ in NOT_OURS))
    ]


def matches(page, target, selector):
    return len(target) == 1 and page.evaluate(
        "([target, selector]) => document.querySelector(target).matches(selector)", [target[0], selector]
    )


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


@pytest.mark.parametrize("name", LESSONS, ids=lambda name: name[:2])
def test_lesson(lab, page, name):
    page.set_viewport_size({"width": 1280, "height": 900})
    open_notebook(page, lab, name)
    run_all(page)
    unfold(page)
    all_in_sight(page)
    for theme in ("Light", "Dark"):
        choose_theme(page, theme)
        wrong = found(page, OURS)
        assert not wrong, f"{theme}: {len(wrong)}, first {wrong[:5]}"
    assert page.strangers == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem[:2]}")
def test_page(page, path):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(path.as_uri())
    unfold(page)
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        assert found(page) == [], media
    page.emulate_media(media="screen")


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    """What is written on demand: the packet, whole, slips and contents; without PDF, for axe reads pages."""
    folder = tmp_path_factory.mktemp("paper")
    (folder / "9b.csv").write_text("seat,password,address\nA1,ferry-tin-42,https://hub.example.org\nA2,,\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lessonlib.authoring.paper.kit.find_chromium", str)
        write_paper(folder / "out", NOTEBOOKS, Order(lessons=("01", "05"), class_list=folder / "9b.csv", whole=True), say=lambda line: None)
    return folder / "out"


@pytest.mark.parametrize("name", ["contents", "packet", "slips", "texts/kompas-feature", "texts/who-and-when"])
def test_paper(page, paper, name):
    path = paper / f"{name}.html"
    test_page(page, path)
    test_page_at_200_percent(page, path)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem[:2]}")
def test_page_at_200_percent(page, path):
    """A window of 1280 has room for 640 then: nothing is cut off at the side."""
    page.set_viewport_size({"width": 640, "height": 450})
    page.goto(path.as_uri())
    unfold(page)
    assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize(
    ("markup", "rule"),
    [
        ('<img src="data:,">', "image-alt"),
        ('<p style="color:#999;background:#fff">Pale</p>', "color-contrast"),
        ('<div role="slider" tabindex="0" aria-valuenow="1"></div>', "aria-input-field-name"),
        ("<table><thead><tr><th></th><th>a</th></tr></thead><tr><td>1</td><td>2</td></tr></table>", "empty-table-header"),
    ],
)
def test_a_planted_fault_is_found(page, markup, rule):
    page.set_content(
        f'<html lang="en"><title>Try</title><main><h1>Try</h1><div class="jp-Notebook"><div class="jp-OutputArea-output">{markup}</div></div></main></html>'
    )
    assert [line.split(":")[0] for line in found(page, OURS)] == [rule]


def test_what_is_not_ours_is_left_out_there_and_nowhere_else(page):
    table = '<table class="dataframe"><thead><tr><th></th><th>a</th></tr></thead><tr><td>1</td><td>2</td></tr></table>'
    page.set_content(
        f'<html lang="en"><title>Try</title><main><h1>Try</h1><div class="jp-Notebook"><div class="jp-OutputArea-output">{table}</div></div></main></html>'
    )
    assert found(page, OURS) == []
    assert len(found(page)) == 1
