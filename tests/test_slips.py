"""What a learner's cell gets wrong is told in one sentence that says what to do, below the red lines."""

import re
import shutil

import jupyter_client.manager
import pytest
from foreign import write_words
from IPython.core.interactiveshell import InteractiveShell

import lessonlib
from lessonlib import LessonlibError, UnknownNameError, figures, widgets
from lessonlib.exercises.lesson import sample
from lessonlib.lab import lab_environment
from lessonlib.language import speaking
from lessonlib.slips import tell_slips
from lessonlib.tomlfile import DATA

NOT_RUN = (
    "If it is a name, a cell above was not run: choose “Run” in the menu, then “Run All Above Selected Cell”, and run this cell again."
)
PAIRS = "Look whether each quotation mark and each bracket has its partner"
SETUP = 'import lessonlib\nfrom lessonlib.exercises.lesson import sample\nlesson, corpus = sample(), lessonlib.load_corpus()\nclaims = lessonlib.load_attestations()[["doc_id", "speaker", "text_en"]]'


@pytest.fixture(scope="module")
def shell():
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("VIRTUAL_ENV", raising=False)  # IPython warns where another one is active than that of the tests
        shell = InteractiveShell()
    shell.run_cell(SETUP)
    return shell


@pytest.fixture
def run(shell, monkeypatch, capsys):
    """Run a cell; return what Python says of it, and what is said below."""
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    assert tell_slips()

    def run(cell):
        told = []
        monkeypatch.setattr(shell.display_pub, "publish", lambda data: told.append(data))
        result = shell.run_cell(cell)
        error = result.error_in_exec or result.error_before_exec
        out = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)
        assert (error is None) or type(error).__name__ in out, "the red lines stay as they are"
        assert all(data["text/html"].startswith("<p>") for data in told)
        return "\n".join(data["text/plain"] for data in told)

    return run


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ('belief.q("x")', f"Nothing is called “belief” yet. {NOT_RUN}"),
        ("lesson.q(belief)", "If it is a word of yours, put it between quotation marks."),
        ("claim", "Nothing is called “claim” here. Is it “claims”?"),
        ("Claims", "Is it “claims”?"),
        ('lesson.q("horses").shwo()', "Is it “show”?"),
        ('lesson.q("horses").Check(30)', "Is it “check”?"),
        ("lesson.progres()", "Is it “progress”?"),
        ("corpus.sentence", "Is it “sentences”?"),
        ("corpus.xyz", "Look at the spelling; there are: documents, page, paragraphs, raw, references, sentences, spans."),
        ('claims["speakr"]', "Is it “speaker”?"),
        ('claims[claims["speakr"] == "the outlet"]', "Is it “speaker”?"),
        ("claims[claims.speakr == 1]", "Is it “speaker”?"),
        ('claims[["doc_id", "speakr"]]', "Is it “speaker”?"),
        ('claims["zzz"]', "Look at the spelling; the columns are: doc_id, speaker, text_en."),
        ('claims[claims["doc_id"] == "kompas"]["speaker"].value_counts().plot.bar()', "No row is left that could be drawn."),
        ('claims[claims["doc_id"] == "kompas"]["speaker"].value_counts().plot.barh()', "No row is left that could be drawn."),
        ('claims["speaker"].plot.bar()', "Only numbers can be drawn, and these are words: count them first"),
        ('claims["speaker"].value_count()', "Is it “value_counts”?"),
        ("import panda", "Is it “pandas”?"),
        ("import panda.core", "Is it “pandas”?"),
        ("import lesonlib", "Is it “lessonlib”?"),
        ("from matplotib import pyplot", "Is it “matplotlib”?"),
        ('claims[claims["speaker"] == “the outlet”]', 'Python wants straight quotation marks: write " at both ends.'),
        ('claims[claims["speaker"] == the outlet]', PAIRS),
        ('lesson.q("horses"', PAIRS),
        ('print("horses)', PAIRS),
    ],
)
def test_what_to_do_is_said(run, cell, told):
    assert told in run(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "claims.head(1)",
        "1 / 0",
        "import numpy; numpy.array([])[0]",
        "len(3)",
        '{}["a"]',
        "claims.loc['x']",
        'claims[claims["speaker"] = "the outlet"]',  # Python itself asks for ==
        'eval("1 +")',
        "import decimal; decimal.Decimal(1).nothing_like_it",
        'lesson.q("nope")',  # our own errors say it themselves
        "lessonlib.load_event()",
        'getattr(claims, "spea" + "kr")',
        "import no_such_library",
        "import pandas.no_such_part",
        'import types; library = types.ModuleType("library"); exec("def slip(): import panda", vars(library)); library.slip()',
        'import types; library = types.ModuleType("library"); exec("def slip(): return claimz", vars(library)); library.slip()',
        "class Hostile:\n    def __dir__(self): raise RuntimeError\nHostile().x",
    ],
)
def test_where_nothing_would_help_nothing_is_said(run, cell):
    assert run(cell) == ""


def test_it_is_said_in_the_language_of_the_edition(run, tmp_path, monkeypatch):
    shutil.copytree(DATA / "words" / "en", tmp_path / "words" / "en")
    shutil.copytree(DATA / "exercises", tmp_path / "exercises")
    shutil.copy(DATA / "course.toml", tmp_path)
    write_words(tmp_path, "tt")
    monkeypatch.setattr("lessonlib.words.WORDS", tmp_path / "words")
    with speaking("tt"):
        assert run("claim") == "⟦Nothing is called “⟧claim⟦” here. Is it “⟧claims”?"


def test_a_kernel_of_the_course_says_it_before_any_cell_was_run():
    """Whoever begins in the middle, or comes back on another day, has nothing of ours in the kernel yet."""
    manager, client = jupyter_client.manager.start_new_kernel(env=lab_environment())
    told = []
    try:
        client.execute_interactive('lesson.q("belief").show()', output_hook=told.append, timeout=60)
        client.execute_interactive("print(sorted(name for name in dir() if not name.startswith('_')))", output_hook=told.append, timeout=60)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    shown = [message["content"]["data"]["text/plain"] for message in told if message["msg_type"] == "display_data"]
    assert len(shown) == 1 and NOT_RUN in shown[0]
    names = next(message["content"]["text"] for message in told if message["msg_type"] == "stream")
    assert "slips" not in names and "lessonlib" not in names, "nothing is left behind"


def test_a_startup_file_of_ones_own_is_not_replaced(monkeypatch):
    monkeypatch.setenv("PYTHONSTARTUP", "mine.py")
    assert lab_environment()["PYTHONSTARTUP"] == "mine.py"


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: sample().q("horse"), "has no exercise 'horse' (is it 'horses'?); it has silence"),
        (lambda: lessonlib.open_lesson("07").earlier("00", "beleif"), "'beleif' (is it 'belief'?); it has belief"),
        (lambda: lessonlib.load_corpus().raw("unsigne-analysis"), "(is it 'unsigned-analysis'?); the texts are"),
        (lambda: figures.timeline("pivto"), "(is it 'pivot'?); the phases are soviet_support, cooling, pivot, rapprochement."),
        (lambda: widgets.reader(phase="pivto"), "(is it 'pivot'?); the phases are"),
        (lambda: lessonlib.load_event(), "There is no lessonlib.load_event (is it 'load_events'?); there are figures, find_parallels,"),
        (lambda: figures.place(), "There is no lessonlib.figures.place (is it 'places'?); there are anatomy,"),
        (lambda: widgets.timelines(), "There is no lessonlib.widgets.timelines (is it 'timeline'?); there are compare,"),
        (lambda: widgets.reader("kompas-feature"), 'Give the corpus first, and then the text: lessonlib.widgets.reader(lessonlib.load_corpus(), "kompas-feature").'),
        (lambda: widgets.inspector(3), "Give the corpus first, and then the text: lessonlib.widgets.inspector("),
    ],
)  # fmt: skip
def test_a_misspelt_name_is_met_with_the_one_that_is_near(call, told):
    with pytest.raises((UnknownNameError, AttributeError, LessonlibError), match=re.escape(told)):
        call()
