"""Figures, by structure and by looks."""

import gc
import io
import re
import subprocess
import sys
import weakref

import numpy as np
import pytest
from conftest import ROOT
from PIL import Image

from lessonlib import figures
from lessonlib.corpus.kinds import KINDS
from lessonlib.exercises.bank import lesson_numbers
from lessonlib.figures import anatomy
from lessonlib.figures.anatomy import GROUPS
from lessonlib.language import speaking, spoken

pytestmark = pytest.mark.usefixtures("drawn_anew")

BASELINE = ROOT / "tests" / "baseline" / "anatomy.png"


@pytest.fixture(scope="module")
def figure(corpus):
    return anatomy(corpus)


def test_every_kind_has_its_group():
    assert sorted(kind for kinds, _, _ in GROUPS.values() for kind in kinds) == sorted(KINDS)


def test_the_numbers_are_the_pages(corpus, figure):
    assert figure.data.sum(axis=1).to_dict() == corpus.documents["n_chars"].to_dict()
    assert figure.data.loc["antara-explainer", "printed again"] == 0


def test_bars_say_what_the_table_says(figure):
    axes = figure.drawing.axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == list(figure.data.index)
    widths = [[bar.get_width() for bar in bars] for bars in axes.containers]
    assert np.array_equal(np.array(widths).T, figure.data.to_numpy())
    assert [text.get_text() for text in axes.texts] == [
        f"{row['the article'] / row.sum():.0%} article" for _, row in figure.data.iterrows()
    ]


def test_a_little_is_not_said_to_be_nothing(figure):
    """Of antara-explainer 23 characters are links, of footnoted-commentary none."""
    assert "antara-explainer: 98% article, 0% printed again, under 1% adverts and links" in figure.alt
    assert "footnoted-commentary: 77% article, 0% printed again, 0% adverts and links" in figure.alt


def test_html_has_alt_text_source_and_table_twin(figure):
    markup = figure._repr_html_()
    alt = re.search(r'<img alt="([^"]+)"', markup)[1]
    for text in figure.data.index:
        assert text in alt
    assert "seeds/" in re.search("<figcaption>(.*?)</figcaption>", markup)[1]
    assert markup.count('<th scope="row"') == 5 and markup.count('<th scope="col"') == 6 and "<caption>" in markup
    assert markup.count("data:image/png;base64,") == 1


def look(png, size=(160, 84)):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB").resize(size, Image.Resampling.BOX), dtype=float)


def test_it_looks_as_it_did(figure):
    """Blurred to what an eye takes in at a glance, so that fonts and versions of matplotlib may differ."""
    difference = np.abs(look(figure.png()) - look(BASELINE.read_bytes()))
    assert difference.mean() < 4, (
        f"mean difference {difference.mean():.1f} of 255: look at the figure; if it is good, save it as {BASELINE.name}"
    )


def test_the_look_test_can_fail(figure):
    broken = figure.data.copy()
    assert np.abs(look(figure.png()) - look(BASELINE.read_bytes())[::-1]).mean() > 4
    assert broken.shape == (5, 5)


def test_bars_differ_in_grey_or_hatch():
    greys = {}
    for group, (_, colour, hatch) in GROUPS.items():
        red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
        greys.setdefault((hatch, round((0.299 * red + 0.587 * green + 0.114 * blue) / 40)), []).append(group)
    assert all(len(groups) == 1 for groups in greys.values()), greys


def test_matplotlib_waits_until_a_figure_is_drawn():
    program = "import sys, lessonlib; lessonlib.load_corpus(); lessonlib.figures; lessonlib.widgets; print('matplotlib' in sys.modules, 'ipywidgets' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_a_drawn_figure_keeps_no_bitmap(corpus):
    """A notebook remembers every figure that it shows: 4 MiB each would be kept for the whole lesson."""
    from matplotlib.backends.backend_agg import RendererAgg

    def bitmaps():
        gc.collect()
        return sum(type(thing) is RendererAgg for thing in gc.get_objects())

    before = bitmaps()
    drawn = anatomy(corpus)
    first = drawn.png()
    assert bitmaps() == before and drawn.png() == first


def test_opening_a_lesson_does_not_load_matplotlib():
    """It takes as long as all else together; a lesson pays for it with its first figure."""
    code = f"import sys, lessonlib\nfor number in {lesson_numbers()}: lessonlib.open_lesson(number)\nprint('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_figure_that_was_shown_keeps_its_picture_and_no_drawing():
    figure = figures.coverage()
    made, language = [], spoken()
    given = figure._given
    figure._given = lambda: made.append((weakref.ref(drawing := given()), spoken())) or drawing
    with speaking("tlh"):
        html = figure._repr_html_()
    gc.collect()
    assert [(drawing(), spoke) for drawing, spoke in made] == [(None, language)], "drawn once, in the language in which it was asked for"
    assert figure._repr_html_() == html and len(made) == 1
    assert len(figure.png()) * 4 // 3 < len(html)


def test_what_is_changed_in_a_drawing_is_shown():
    figure = figures.coverage()
    before = figure.png()
    figure.drawing.set_facecolor("red")
    changed = figure.png()
    assert changed != before and figure.png() == changed


@pytest.mark.parametrize("style", ["dark_background", "ggplot"])
def test_a_style_of_the_notebook_leaves_a_figure_as_it_is(style, corpus, drawn_anew):
    import matplotlib.style

    plain = {name: made().png() for name, made in (("anatomy", lambda: figures.anatomy(corpus)), ("votes", figures.votes))}
    with matplotlib.style.context(style):
        assert {"anatomy": figures.anatomy(corpus).png(), "votes": figures.votes().png()} == plain
        kept = figures.votes()
        assert kept.drawing.get_figwidth() == 8 and kept.png() == plain["votes"]  # it was asked for by its name, and is printed anew
        assert matplotlib.rcParams["axes.facecolor"] != "white"
