"""Numbers and their separators in the language of the edition."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import lessonlib
from lessonlib import figures, widgets
from lessonlib.exercises.drawing.plots import in_words
from lessonlib.exercises.phrases import Phrases
from lessonlib.language import speaking
from lessonlib.numberwords import say_number

PACKAGE = Path(lessonlib.__file__).parent
#: Who reads these writes English: a command's output, and the name of a page in code.
ENGLISH = {"skeleton.py", "page.py", "computer.py", "lesson_run.py", "header.py"}


@pytest.mark.parametrize(
    "value, places, english, indonesian",
    [
        (0, None, "0", "0"),
        (-1234567, None, "-1,234,567", "-1.234.567"),
        (1234567.0, None, "1,234,570", "1.234.570"),
        (0.05, None, "0.05", "0,05"),
        (1e-07, None, "0.0000001", "0,0000001"),
        (39.999, 2, "40.00", "40,00"),
        (float("inf"), None, "inf", "inf"),
    ],
)
def test_separators(value, places, english, indonesian):
    assert (say_number(value, places, "en"), say_number(value, places, "id")) == (english, indonesian)
    assert say_number(value, places, "zz") == english, "a language that nobody knows"


def words_of(drawing):
    from matplotlib.text import Text

    return [text.get_text() for text in drawing.findobj(Text)]


def test_wherever_a_learner_meets_one(only_english_words):
    from matplotlib.figure import Figure

    corpus, drawing = lessonlib.load_corpus(), Figure()
    drawing.subplots().bar(["2017"], [1234.5])
    with speaking("id"):
        trade, places = figures.trade(), figures.places(["Washington"])
        said = {
            "trade, alt": trade.alt,
            "trade, drawn": " ".join(words_of(trade.drawing)),
            "places, drawn": " ".join(words_of(places.drawing)),
            "places, table": " ".join(map(str, places.data.to_numpy().ravel())),
            "two versions": widgets.raw_beside_clean(corpus, "unsigned-analysis").text,
            "inspector": widgets.inspector(corpus, "kompas-feature", "boilerplate").summary("kompas-feature", "body"),
            "plot": in_words(drawing, Phrases("id")),
        }
    assert "46,285 " in said["trade, alt"], "46 million and some thousands"
    english = r"\d\.\d{1,2}(?!\d)|(?<!\d)(?!46,285|34,066|47,902)[1-9]\d*,\d{3}(?!\d)"
    assert {name for name, text in said.items() if re.search(english, text)} == set()
    assert {name for name, text in said.items() if not re.search(r"\d\.\d{3}(?!\d)", text)} == set()


def test_no_module_writes_them_for_itself():
    own = re.compile(r"\{[^{}\n]*:,[^{}\n]*\}|\{[^{}\n]*:(?:\.\d+)?g\}")
    found = {path.name for path in PACKAGE.rglob("*.py") if own.search(path.read_text(encoding="utf-8"))}
    found |= {path.name for path in (PACKAGE / "data").rglob("words/*/*.toml") if own.search(path.read_text(encoding="utf-8"))}
    assert found - ENGLISH == {"numberwords.py", "made.py", "making.py", "proof.py"}, "names of ticks, a field to write in, and the linter"


@pytest.mark.parametrize("order", ["number, pages", "pages, number"])
def test_reading_pages_and_writing_indonesian_leave_each_other_alone(order):
    """Pages and numbers in Indonesian, and Babel beside them, in whatever order they come."""
    acts = {
        "number": "from babel.dates import format_date; import datetime; assert say_number(6430.5, language='id') == '6.430,5'; "
        "assert format_date(datetime.date(2006, 10, 14), 'EEE d MMM y', locale='id') == 'Sab 14 Okt 2006'",
        "pages": "assert 'rabu' in day_names() and month_numbers()['juni'] == 6",
        "whole": "from babel import Locale; assert Locale('id').character_order == 'left-to-right'",
    }
    code = ["from lessonlib.numberwords import say_number", "from lessonlib.corpus.dates import day_names, month_numbers"]
    code += [acts[name] for name in (*order.split(", "), "whole")]
    subprocess.run([sys.executable, "-c", "\n".join(code)], check=True, timeout=60)
