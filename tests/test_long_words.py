"""Every figure in English, and in a language whose words are longer by six letters in ten: nothing lies on anything else."""

import re
import shutil

import pytest
from drawn import FIGURES, collisions, cut_off, on_marks, shown_words
from foreign import write_words

from lessonlib import figures
from lessonlib.figures.fitting import fit_key, size_within, width_of
from lessonlib.language import speaking
from lessonlib.tomlfile import DATA

pytestmark = pytest.mark.usefixtures("drawn_anew")

#: A language of its own: what was said in another is remembered by its name.
LONG = "uu"


def lengthened(text):
    """Each word with as many letters more as make it 1.6 times as long."""
    return re.sub(r"(?<!\\)[A-Za-z]{2,}", lambda found: found[0] + ("eno" * len(found[0]))[: round(0.6 * len(found[0]))], text)


@pytest.fixture(scope="module")
def long_words(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(DATA / "words" / "en", folder / "words" / "en")
    shutil.copy(DATA / "course.toml", folder)
    write_words(folder, LONG)
    for path in (folder / "words" / LONG).rglob("*.toml"):
        path.write_text(re.sub(r"⟦([^⟦⟧]*)⟧", lambda found: lengthened(found[1]), path.read_text(encoding="utf-8")), encoding="utf-8")
    return folder / "words"


@pytest.fixture
def drawing(name, language, long_words, monkeypatch):
    monkeypatch.setattr("lessonlib.words.WORDS", long_words)
    with speaking(language):
        return FIGURES[name]().drawing


@pytest.mark.parametrize("language", ["en", LONG])
@pytest.mark.parametrize("name", FIGURES)
def test_no_words_lie_on_others_on_marks_or_beyond_the_paper(name, language, drawing):
    assert collisions(drawing) == []
    assert on_marks(drawing) == []
    assert cut_off(drawing) == []


@pytest.mark.parametrize(("name", "language"), [("votes", LONG)])
def test_the_words_are_longer(name, language, drawing):
    assert "abstainedenoen" in [text for text, _ in shown_words(drawing)]


def test_what_lies_on_marks_is_found():
    drawing = figures.votes().drawing
    drawing.axes[0].text(3.6, 0.2, "on a mark")
    drawing.axes[0].text(0.5, 4.79, "on dots", va="center")
    drawing.axes[0].text(5.5, 0.15, "half on the seats")
    assert {(text, what) for text, what in on_marks(drawing) if text in ("on a mark", "on dots", "half on the seats")} == {
        ("on a mark", "mark"),
        ("on dots", "line"),
        ("half on the seats", "edge"),
    }


def test_words_that_cannot_fit_are_not_made_too_small_to_read():
    assert size_within("a sentence that is far too long", 0.3, 9) == 6.5


def test_a_key_is_broken_where_one_column_is_too_wide():
    labels, columns, higher = fit_key(["a label that is as long as a whole sentence would be"] * 2, 2, 9, 3, sign=2)
    assert columns == 1 and all("\n" in label for label in labels) and higher > 0.5
    assert all(width_of(label, 9) < 3 for label in labels)
