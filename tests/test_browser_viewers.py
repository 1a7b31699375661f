"""The comparison viewer and the timeline worked by keyboard in real JupyterLab."""

import json

import pytest
from lab import browser_page, cells, errors, frozen_kernel, lab_server, need_chromium, open_notebook, run_all, until, wait_for_pages

pytestmark = pytest.mark.browser

#: The events of the marks that are shown, in the browser.
SHOWN = "[...document.querySelectorAll('[data-mark]:not(.lessonlib-off)')].map(mark => mark.dataset.mark)"


def notebook(source):
    cell = {"cell_type": "code", "id": "viewer", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}}, "cells": [cell]})  # fmt: skip


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    need_chromium()
    place = tmp_path_factory.mktemp("viewers")
    (place / "lessons").mkdir()
    (place / "lessons" / "compare.ipynb").write_text(notebook('from lessonlib.widgets import compare\n\ncompare("korean-war")'))
    (place / "lessons" / "timeline.ipynb").write_text(notebook('from lessonlib.widgets import timeline\n\ntimeline(lesson="07")'))
    with lab_server(place / "lessons", place / "scratch") as address, browser_page() as page:
        yield address, page, place / "lessons"


def start(page, address, name):
    open_notebook(page, address, name)
    run_all(page)
    assert errors(page) == []


def kept(folder):
    path = folder / "work" / "07.json"
    return json.loads(path.read_bytes())["drafts"].get("timeline") if path.is_file() else None


def test_the_comparison_viewer_obeys_the_keyboard(lab):
    address, page, _ = lab
    start(page, address, "compare.ipynb")
    before = cells(page)
    page.locator(".lessonlib-widget[role=group][aria-label='Comparison viewer']").wait_for()
    said = page.locator(".lessonlib-result[role=status]").first
    said.get_by_text("3 of 5 texts speak of it.").wait_for()
    page.get_by_label("Period:").focus()
    page.keyboard.press("ArrowDown")
    said.get_by_text("A famine struck North Korea").first.wait_for()
    # The picture is the browser's, the list that hangs on the period comes from the kernel a moment later.
    page.get_by_label("What:").locator("option", has_text="A famine struck").first.wait_for(state="attached")
    page.keyboard.press("Tab")
    assert page.get_by_label("What:").evaluate("element => element === document.activeElement")
    page.keyboard.press("ArrowDown")
    said.get_by_text("The collapse of the Soviet Union was a cause of the famine").first.wait_for()
    assert "turut memicu" in said.locator("[lang=id]").first.inner_text()
    assert "Torn: we cannot know" in said.inner_text()
    page.get_by_label("First text:").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    told = page.locator(".lessonlib-result[role=status]").last
    told.locator("mark", has_text="turut").wait_for()
    page.wait_for_function("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'")
    page.get_by_label("Passages:").locator("option").nth(1).wait_for(state="attached")
    page.keyboard.press("Tab")
    shown = told.inner_text()
    page.keyboard.press("ArrowDown")
    page.wait_for_function("shown => [...document.querySelectorAll('.lessonlib-result')].at(-1).innerText !== shown", arg=shown)
    page.keyboard.type("dd")
    assert cells(page) == before


def test_the_timeline_obeys_the_keyboard_and_keeps_the_defence(lab):
    address, page, folder = lab
    start(page, address, "timeline.ipynb")
    before = cells(page)
    page.locator(".lessonlib-chart svg[role=img]").wait_for()
    assert page.locator("[data-mark]").count() == 187
    page.get_by_label("How sure:").focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")  # denied
    page.wait_for_function(f"() => {SHOWN}.length === 3")
    page.locator(".lessonlib-result").first.get_by_text("3 of 187 events shown.").wait_for()
    events = page.get_by_label("Events in order of time:")
    events.focus()
    page.keyboard.press("ArrowDown")
    words = page.locator(".lessonlib-result[role=status] [lang=id]")
    words.first.wait_for()
    first = words.first.inner_text()
    page.locator("[data-mark]:visible").last.click()
    page.wait_for_function("first => document.querySelector('.lessonlib-result [lang=id]').innerText !== first", arg=first)
    assert events.evaluate("list => list.selectedIndex") == 2, "a pointed mark is chosen in the list too"
    page.get_by_label("Period 2 begins in:").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("1990")
    page.keyboard.press("Tab")
    page.locator(".lessonlib-chart text", has_text="cut: 1990").wait_for()
    page.get_by_label("Names and reasons:").focus()
    page.keyboard.type("Moscow turned to Seoul. d d r m y")
    until(lambda: kept(folder) == {"cuts": [1990, 2017, 2022], "defence": "Moscow turned to Seoul. d d r m y"})
    assert cells(page) == before
    start(page, address, "timeline.ipynb")
    page.get_by_label("Names and reasons:").wait_for()
    assert page.get_by_label("Names and reasons:").input_value() == "Moscow turned to Seoul. d d r m y"
    assert page.get_by_label("Period 2 begins in:").input_value() == "1990"


def test_events_and_passages_are_chosen_without_the_kernel(lab):
    address, page, _ = lab
    start(page, address, "compare.ipynb")
    said, told = page.locator(".lessonlib-result").first, page.locator(".lessonlib-result").last
    wait_for_pages(page)
    with frozen_kernel(page):
        page.get_by_label("Period:").select_option("Cooling")
        said.get_by_text("A famine struck North Korea").first.wait_for()
        page.get_by_label("First text:").select_option("antara-explainer")
        page.get_by_label("Second text:").select_option("sindonews-listicle")
        told.get_by_text("antara-explainer and sindonews-listicle:").first.wait_for()
    start(page, address, "timeline.ipynb")
    page.locator("[data-mark]").first.wait_for()
    wait_for_pages(page)
    with frozen_kernel(page):
        page.locator("[data-mark]:visible").last.click()
        page.locator(".lessonlib-result [lang=id]").first.wait_for()
        assert page.locator(".lessonlib-ring").count() == 1


def entries(page):
    """The events of the list, by the words of its entries."""
    return [entry.replace("\u00a0", " ") for entry in page.get_by_label("Events in order of time:").locator("option").all_inner_texts()]


def titles(page):
    """The same words for the marks that are shown."""
    return page.locator("[data-mark]:not(.lessonlib-off) > title").evaluate_all("all => all.map(title => title.textContent)")


def alt(page):
    return page.locator(".lessonlib-chart svg[role=img]").get_attribute("aria-label")


def test_filters_and_cuts_draw_without_the_kernel_and_kernel_and_page_agree_afterwards(lab):
    address, page, folder = lab
    start(page, address, "timeline.ipynb")
    page.locator("[data-mark]").first.wait_for()
    wait_for_pages(page)
    count, words = page.locator(".lessonlib-result").first, page.locator(".lessonlib-result").nth(1)
    place = "mark => document.querySelector(`[data-mark='${mark}'] .hit`).getAttribute('y')"
    with frozen_kernel(page):
        page.get_by_label("How sure:").focus()
        page.keyboard.press("End")
        page.keyboard.press("ArrowUp")  # denied
        page.wait_for_function(f"() => {SHOWN}.length === 3")
        assert alt(page).startswith("Timeline of 3 events; ") and page.locator(".lessonlib-label").count() == 3
        page.get_by_label("How sure:").select_option("all")
        page.wait_for_function(f"() => {SHOWN}.length === 187")
        assert alt(page).startswith("Timeline of 187 events; ") and page.locator(".lessonlib-label").count() == 0
        page.get_by_label("Period:").select_option("Soviet support")
        page.wait_for_function(f"() => {SHOWN}.length === 33")
        row = page.evaluate(place, "korean-war")
        page.get_by_label("Text:").select_option("antara-explainer")
        page.wait_for_function(f"() => {SHOWN}.length < 33")
        assert page.evaluate(place, "korean-war") == row, "a mark stays where it was"
        assert "187 of 187" in count.inner_text(), "the words beside it are the kernel's"
        field = page.get_by_label("Period 2 begins in:")
        field.fill("1967")
        page.keyboard.press("Tab")
        page.locator(".lessonlib-cuts text", has_text="cut: 1967").wait_for()
        page.locator("[data-mark=korean-war] .hit").click(force=True)
        page.locator(".lessonlib-ring[data-mark=korean-war]").wait_for()
    count.get_by_text(f"{len(titles(page))} of 187 events shown.").wait_for()
    words.get_by_text("North Korea fought South Korea in the Korean War").first.wait_for()
    until(lambda: entries(page) == titles(page))  # the list comes a moment after the words
    assert page.locator(".lessonlib-ring").count() == 1
    page.locator("option:checked", has_text="North\u00a0Korea\u00a0fought").wait_for(state="attached")
    page.get_by_label("Period:").select_option("Cooling")
    page.wait_for_function("() => !document.querySelector('.lessonlib-ring')")
    words.get_by_text("Choose an event in the list").wait_for()
    until(lambda: entries(page) == titles(page))
    until(lambda: (kept(folder) or {"cuts": [0]})["cuts"][0] == 1967)


def test_the_sign_of_a_mark_is_that_of_the_words_that_fit(lab):
    address, page, _ = lab
    start(page, address, "timeline.ipynb")
    page.locator("[data-sure]").first.wait_for(state="attached")
    mixed = page.locator("[data-mark]:has([data-sure])").first
    signs = "mark => [...mark.querySelectorAll('[data-sure]:not(.lessonlib-off)')].map(sign => sign.dataset.sure)"
    assert mixed.evaluate(signs) == ["0"]
    told = mixed.locator("[data-sure]").last.get_attribute("data-sure")
    page.get_by_label("How sure:").focus()
    page.keyboard.press("Home")
    for _ in range(int(told)):
        page.keyboard.press("ArrowDown")
    page.wait_for_function(f"() => {SHOWN}.length < 187")
    assert mixed.evaluate(signs) == [told]


def test_nothing_was_asked_of_any_outside_host(lab):
    assert lab[1].strangers == []
