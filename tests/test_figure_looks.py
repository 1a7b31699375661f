"""How the map, the matrix and the parallels look, and what a wrong name is answered with."""

import io
import re
import subprocess
import sys

import numpy as np
import pytest
from conftest import ROOT
from PIL import Image

from lessonlib import errors, figures
from lessonlib.words import words

pytestmark = pytest.mark.usefixtures("drawn_anew")


@pytest.mark.parametrize(
    ("call", "words_of_it"),
    [
        (lambda: figures.places(["Seol"]), "'Seol'; the places are Vladivostok, Moscow"),
        (lambda: figures.matrix("no-such-event"), "'no-such-event'; the table load_events()"),
        (lambda: figures.matrix(theme="love"), "'love'; the themes are aid, alliance"),
        (lambda: figures.matrix(phase="thaw"), "'thaw'; the phases are soviet_support"),
        (lambda: figures.matrix(theme="famine", phase="pivot"), "at once: famine, pivot"),
        (lambda: figures.parallels("kompas", "antara-explainer"), "'kompas'; the texts are kompas-feature"),
        (lambda: figures.parallels("kompas-feature", "kompas-feature"), "twice; the texts are"),
        (lambda: figures.parallels("kompas-feature", "antara-explainer", "alike"), "'alike'; the degrees are same_sentence"),
        (lambda: words("nowhere"), "there are authoring"),
    ],
)
def test_a_wrong_name_gets_one_sentence_with_the_right_ones(call, words_of_it):
    with pytest.raises(errors.UnknownNameError, match=re.escape(words_of_it)) as caught:
        call()
    assert str(caught.value).count("\n") == 0


def test_figures_are_named_by_their_functions_even_after_their_modules_are_loaded():
    program = (
        "import sys, lessonlib; f = lessonlib.figures; print('lessonlib.figures.place_map' in sys.modules, 'matplotlib' in sys.modules);"
        "import lessonlib.figures.place_map, lessonlib.figures.claim_matrix, lessonlib.figures.parallel_lines;"
        "print(callable(f.places), callable(f.matrix), callable(f.parallels), 'matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "True", "True", "True", "False"]


def look(png, size=(120, 100)):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB").resize(size, Image.Resampling.BOX), dtype=float)


@pytest.mark.parametrize("name", ["places", "matrix", "parallels"])
def test_it_looks_as_it_did(name):
    """Blurred to what an eye takes in at a glance, so that fonts and versions of matplotlib may differ."""
    texts = ("antara-explainer", "sindonews-listicle")
    made = {"places": figures.places, "matrix": lambda: figures.matrix(theme="arms"), "parallels": lambda: figures.parallels(*texts)}
    difference = np.abs(look(made[name]().png()) - look((ROOT / "tests" / "baseline" / f"{name}.png").read_bytes())).mean()
    assert difference < 4, f"mean difference {difference:.1f} of 255: look at the figure; if it is good, save it as {name}.png"
