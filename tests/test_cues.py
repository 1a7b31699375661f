"""Cues for pairs: where they stand, what they say on the screen and on paper, and what the linter asks of them."""

import pytest
from conftest import ROOT
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from lessonlib.authoring.course import read_course
from lessonlib.authoring.cues import cued
from lessonlib.authoring.handout import handout_page
from lessonlib.authoring.lint.cues import no_swap_before_the_run, swaps
from lessonlib.authoring.lint.lesson import Lesson, count_words
from lessonlib.authoring.source import list_sources, read_source


def text(source, *tags, name="a"):
    return new_markdown_cell(source, id=name, metadata={"tags": list(tags)})


def lesson(*cells):
    return Lesson(ROOT / "01-sample.md", list(cells), None, read_course())


def test_a_cue_stands_below_the_heading_and_above_the_words():
    sources = [("## Head\n\nWords.", "swap"), ("Words.", "swap"), ("## Head", "swap"), ("Words.",)]
    cells = [text(*parts, name=f"cell-{number}") for number, parts in enumerate(sources)]
    made = [cell.source for cell in cued(new_notebook(cells=cells)).cells]
    cue = "*Pairs, **swap**: the navigator takes the keys.*"
    assert made == [f"## Head\n\n{cue}\n\nWords.", f"{cue}\n\nWords.", f"## Head\n\n{cue}", "Words."]
    assert [cell.source for cell in cells][1] == "Words."


def test_on_paper_the_pen_is_passed_and_a_cue_of_the_screen_is_not_there():
    notebook = new_notebook(cells=[text("# T"), text("One.", "swap", name="b"), text("Two.", "swap", "screen", name="c")])
    made = handout_page(notebook, ROOT / "none.ipynb", None)
    assert made.count('<p class="cue swap">Swap: pass the pen</p>') == 1 and "navigator takes" not in made


def test_every_lesson_has_its_cues_and_the_first_explains_them():
    for source in list_sources(ROOT / "notebooks" / "src"):
        made = cued(read_source(source))
        assert 2 <= sum("**swap**: the navigator" in cell.source for cell in made.cells) <= 4, source.name
        assert any("**driver**" in cell.source for cell in made.cells) == (source.name[:2] in ("00", "06")), source.name


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ([text("One.", "swap")], "its core has 1 cue to swap"),
        ([text("x", "swap") for _ in range(5)], "its core has 5 cues to swap"),
        ([text("x", "swap", "screen"), text("y", "swap", "screen")], "on paper nobody is told to swap"),
        ([text("x", "swap"), text("y", "swap"), new_code_cell("1", id="c", metadata={"tags": ["swap"]})], "it is code, and tagged 'swap'"),
        ([text("x", "swap"), text("## Going further"), text("y", "swap")], "its core has 1 cue to swap"),
    ],
)
def test_too_few_too_many_on_code(cells, says):
    assert says in [fault.wrong for fault in swaps(lesson(*cells))]


def test_nobody_swaps_between_a_guess_and_the_run():
    guess, run = text("*Predict*: which?"), new_code_cell("1")
    assert len(list(no_swap_before_the_run(lesson(guess, text("Run it.", "swap"), run)))) == 1
    assert list(no_swap_before_the_run(lesson(text("*Predict*: which?", "swap"), run, text("Done.", "swap")))) == []
    assert list(no_swap_before_the_run(lesson(text("Predictable.", "swap"), text("x", "swap"), run))) == []


def test_a_cue_is_not_counted_among_the_words():
    source = list_sources(ROOT / "notebooks" / "src")[1]
    plain = sum(count_words(cell.source) for cell in read_source(source).cells if cell.cell_type == "markdown")
    assert plain < sum(count_words(cell.source) for cell in cued(read_source(source)).cells if cell.cell_type == "markdown")
