"""The words of other languages: laid over the English, checked against it."""

import datetime
import shutil

import pandas as pd
import pytest
from foreign import overlays, write_words

import lessonlib
from lessonlib.authoring.wordcheck import check_words
from lessonlib.language import speaking
from lessonlib.overlay import called
from lessonlib.tomlfile import DATA
from lessonlib.words import words

LANGUAGE = "yy"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """The words and exercises of the course, English and foreign."""
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(DATA / "words" / "en", folder / "words" / "en")
    shutil.copytree(DATA / "exercises", folder / "exercises")
    shutil.copy(DATA / "course.toml", folder)
    write_words(folder, LANGUAGE)
    return folder


@pytest.fixture
def foreign(data, monkeypatch):
    monkeypatch.setattr("lessonlib.words.WORDS", data / "words")
    with speaking(LANGUAGE):
        yield data


LOADERS = {
    "events": (lessonlib.load_events, "label"),
    "attestations": (lessonlib.load_attestations, "note"),
    "tensions": (lessonlib.load_tensions, "question"),
    "context": (lessonlib.load_context, "statement"),
    "sources": (lessonlib.load_sources, "note"),
    "voices": (lessonlib.load_voices, "stake"),
    "names": (lessonlib.load_names, "who"),
    "signals": (lessonlib.load_signals, "tells"),
    "parallels": (lessonlib.load_parallels, "note"),
    "descent": (lessonlib.load_descent, "reason"),
    "family": (lessonlib.load_family, "reason"),
    "votes": (lambda: lessonlib.load_series("votes"), "trigger"),
    "documents": (lambda: lessonlib.load_corpus().documents, "complete_reason"),
}


@pytest.mark.parametrize("name", LOADERS)
def test_a_table_speaks_the_language_and_keeps_its_form(name, foreign):
    load, column = LOADERS[name]
    there = load()
    with speaking("en"):
        here = load()
    assert all(text == f"⟦{english}⟧" for text, english in zip(there[column], here[column], strict=True) if english)
    assert there.dtypes.equals(here.dtypes) and there.index.equals(here.index) and not here[column].str.contains("⟦").any()
    codes = [code for code in ("kind", "theme", "certainty", "phase", "speaker", "strength", "date", "exact", "text_en") if code in here]
    pd.testing.assert_frame_equal(there[codes], here[codes])


def test_phases_and_names_speak_the_language(foreign):
    assert lessonlib.PHASES["cooling"].label == "⟦Cooling⟧" and lessonlib.PHASES["cooling"].first == 1992
    assert called("analysts") == "⟦analysts⟧" and called("Artyom Lukin") == "⟦Artyom Lukin⟧" and called("nobody known") == "nobody known"
    with speaking("en"):
        assert lessonlib.PHASES["cooling"].label == "Cooling" and called("analysts") == "analysts"
    assert repr(lessonlib.PHASES).startswith("{'soviet_support': Phase(")


def test_what_a_language_lacks_is_said_in_english():
    with speaking("ww"):
        assert lessonlib.load_events().loc["korean-war", "label"] and words("places")["title"] == "Places that the texts name"
    assert isinstance(lessonlib.load_events()["earliest"].iloc[0], datetime.date)


def test_the_foreign_words_have_no_faults(foreign):
    assert check_words(foreign / "words") == []
    assert set(overlays()) >= {"history/events", "history/called", "history/series", "documents"}


#: A file, what it holds, and what is said of it.
FAULTS = [
    ("history/events", '[korean-wars]\nlabel = "x"', "there is no row 'korean-wars' (is it 'korean-war'?)"),
    ("history/events", '[korean-war]\nlabels = "x"', "[korean-war] has no field 'labels'; the fields are label, date_reason, note."),
    ("history/events", '[korean-war]\nlabel = " "', "[korean-war] label must be text"),
    ("history/events", "korean-war = 3", "[korean-war] must be a table"),
    ("history/event", '[korean-war]\nlabel = "x"', "it is read by nobody; the files are authoring"),
    ("history/parallels", '"no such note" = "x"', "the English no longer says 'no such note'"),
    ("history/series", '[vote]\n"Unanimous" = "x"', "there is no series 'vote'"),
    ("history/series", '[votes]\n"Unanimously" = "x"', "the English no longer says 'Unanimously' (is it 'Unanimous'?)"),
    ("history/series", '[votes]\n"Unanimous" = 3', "'Unanimous' must be text"),
    ("history/called", '"analyst" = "x"', "the English no longer says 'analyst' (is it 'analysts'?)"),
    ("course", '[01]\nteaches = "x"', "[01] has no field 'teaches'"),
    ("places", 'titel = "x"', "the English has no 'titel' (is it 'title'?)"),
    ("places", "title = 3", "title must be a text"),
    ("places", 'windows = "x"', "windows must be a table"),
    ("places", 'scale = "{kilometer} km"', "scale must have the fields of the English: {km}, {lat}"),
    ("places", 'scale = "{km"', "scale must have the fields"),
    ("viewers", '[sayings]\ncolumns = ["a"]', "sayings.columns must have 5 entries"),
]


@pytest.mark.parametrize(("name", "text", "says"), FAULTS, ids=[row[2][:40] for row in FAULTS])
def test_a_mistake_in_the_words_is_named(tmp_path, name, text, says):
    shutil.copytree(DATA / "words" / "en", tmp_path / "en")
    path = tmp_path / "vv" / f"{name}.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    (fault,) = check_words(tmp_path)
    assert fault.startswith(f"words/vv/{name}.toml: ") and says in fault and fault.endswith((".", "?"))
