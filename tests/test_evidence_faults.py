"""An author edits the curated files by hand: every fault is named in one sentence."""

import gc
import re
import shutil
import sys
from functools import _lru_cache_wrapper

import pytest

import lessonlib
from lessonlib.cli import main
from lessonlib.corpus import translations
from lessonlib.history import edtf_bounds, files
from lessonlib.history.check import check_evidence

# An author edits a file by hand


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A copy of the curated files that may be spoilt."""
    shutil.copytree(files.DATA, tmp_path / "data")
    monkeypatch.setattr(files, "DATA", tmp_path / "data")
    monkeypatch.setattr("lessonlib.tomlfile.DATA", tmp_path / "data")
    monkeypatch.setattr(translations, "DATA", tmp_path / "data")
    forget()
    yield tmp_path / "data"
    monkeypatch.undo()
    forget()


def forget():
    """Empty every cache of the evidence."""
    for found in gc.get_objects():
        if (
            type(found) is _lru_cache_wrapper
            and found.__module__.startswith(("lessonlib.history", "lessonlib.corpus.translations"))
            and found.__name__ != "bounds"
        ):
            found.cache_clear()


def spoil(path, old, new, count=1):
    text = path.read_text(encoding="utf-8")
    assert re.search(old, text, re.MULTILINE), f"{old} is not in {path.name}"
    path.write_text(re.sub(old, new, text, count=count, flags=re.MULTILINE), encoding="utf-8")


FAULTS = [
    ("events.toml", r'^label = .*$', 'label = ""', "label is missing"),
    ("events.toml", r'^label = ', 'lable = ', "there is no field 'lable'"),
    ("events.toml", r'^kind = "\w+"', 'kind = "rumour"', "kind is 'rumour'; it may be event, state, claim, forecast"),
    ("events.toml", r'^date = .*$', 'date = "about 1948"', "'about 1948' is not an EDTF date"),
    ("events.toml", r'^earliest = .*$', 'earliest = 1945-08-16', "earliest is 1945-08-16, but the date"),
    ("events.toml", r'^earliest = .*$', 'earliest = "1945"', "earliest must be a day without quotation marks"),
    ("events.toml", r'^id = "korean-war"', 'id = "korean-wars"', "there is no event 'korean-war' in events.toml"),
    ("events.toml", r'^id = "korean-war"', 'id = "korean-wars"', "no text attests it"),
    ("events.toml", r'^id = .*$', 'id = "Korean War"', "must be made of small letters"),
    ("events.toml", r'\Z', '\n[[event]]\nid = "korean-war"\nkind = "event"\ntheme = "war"\ndate = "2024"\nearliest = 2024-01-01\nlatest = 2024-12-31\nlabel = "x"\n', "the id 'korean-war' stands in an earlier row"),
    ("attestations/kompas-feature.toml", r"^exact = '''(.)", r"exact = '''X\1", "are not in the text"),
    ("attestations/kompas-feature.toml", r"^exact = .*$", "exact = '''Korea Utara'''", "places: give a prefix or a suffix"),
    ("attestations/kompas-feature.toml", r"^exact = .*$", "exact = '''Miss Universe Buenos Aires'''", "in the boilerplate, not in the body or a caption"),
    ("attestations/kompas-feature.toml", r"^speaker = .*$", 'speaker = "A man in a pub"', "is not in names.toml"),
    ("attestations/kompas-feature.toml", r"^certainty = .*$", 'certainty = "sure"', "it may be asserted, alleged, denied, predicted"),
    ("tensions.toml", r"exact = '''(.)", r"exact = '''X\1", "are not in the text"),
    ("tensions.toml", r'doc_id = "[\w-]+"', 'doc_id = "tempo"', "there is no text 'tempo'"),
    ("tensions.toml", r'^record_sources = \["[\w-]+"', 'record_sources = ["nowhere"', "the source 'nowhere' is not in sources.csv"),
    ("parallels.toml", r"^exact_b = '''(.)", r"exact_b = '''X\1", "are not in the text"),
    ("context.toml", r'^sources = .*$', 'sources = []', "it names no source"),
    ("context.toml", r'^sources = .*$', 'sources = ["nowhere"]', "the source 'nowhere' is not in sources.csv"),
    ("context.toml", r'^date = "\d{4}.*$', 'date = "2025-04-26"', "is later than 2024|but the date 2025-04-26"),
    ("sources.csv", r",https?://[^,]*,", ",somewhere,", "url must begin with https://"),
    ("sources.csv", r",2026-11-22,", ",yesterday,", "looked_up must be a day"),
    ("sources.csv", r",2026-11-22,,", ",2026-11-22,maybe,", "copy must be true or false|copy must be"),
    ("names.toml", r'^lat = .*$', 'lat = 143.1', "is off the map"),
    ("names.toml", r'^variants = \["', 'variants = ["Batavia", "', "the variant 'Batavia' is in none of the texts"),
    ("signals.toml", r"^forms = .*$", 'forms = ["berkata-kata"]', "no sentence of the five texts holds 'berkata-kata'"),
    ("attestations/kompas-feature.toml", r"^exact = .*$", "exact = 'berjanji \"memperluas hubungan'", "letter for letter: the text has “ for"),
    ("context.toml", r"^sources = \[.*$", 'sources = ["unts-1961", "unts-1961"]', "holds 'unts-1961' twice"),
    ("descent.toml", r'^child = "kompas-feature"', 'child = "kompas"', "no step says from what kompas-feature descends"),
    ("series/votes.csv", r",un-press-sc8778,", ",nowhere,", "the source 'nowhere' is not in sources.csv"),
]  # fmt: skip


@pytest.mark.parametrize("file, old, new, message", FAULTS, ids=[f"{fault[0]}-{number}" for number, fault in enumerate(FAULTS)])
def test_a_fault_is_named_in_one_sentence(desk, file, old, new, message):
    spoil(desk / "history" / file, old, new)
    problems = check_evidence()
    found = [problem for problem in problems if re.search(message, problem)]
    assert found, problems[:5]
    assert found[0].startswith((f"history/{file}", "history/")) and "\n" not in found[0]
    assert re.search(r"line \d+|history/descent", found[0])


def test_a_file_that_is_no_toml_is_named_with_the_line(desk):
    spoil(desk / "history" / "events.toml", r"^label = '''", "label = ")
    with pytest.raises(lessonlib.DataError, match=r"history/events.toml is not valid TOML .*line"):
        check_evidence()


def test_a_file_that_nobody_reads_is_named(desk):
    (desk / "history" / "attestations" / "kompas.toml").write_text("", encoding="utf-8")
    assert any("attestations/kompas.toml is read by nobody" in problem for problem in check_evidence())


def test_a_table_saved_with_semicolons_is_named(desk):
    path = desk / "history" / "series" / "votes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    with pytest.raises(lessonlib.DataError, match=r"votes\.csv, line 1: the fields are parted by semicolons: save it with commas"):
        lessonlib.load_series("votes")


def test_a_number_that_is_none_is_named_with_its_line(desk):
    spoil(desk / "history" / "series" / "trade.csv", r",140,", ",about 140,")
    with pytest.raises(lessonlib.DataError, match=r"trade\.csv, line 3: value is 'about 140'"):
        lessonlib.load_series("trade")


def test_a_missing_file_is_named(desk):
    (desk / "history" / "voices.toml").unlink()
    with pytest.raises(lessonlib.DataError, match=r"voices.toml cannot be read"):
        lessonlib.load_voices()


def test_a_loader_stops_at_the_first_fault(desk):
    spoil(desk / "history" / "attestations" / "antara-explainer.toml", r"^exact = '''(.)", r"exact = '''X\1")
    with pytest.raises(lessonlib.DataError, match=r"attestations/antara-explainer.toml, line \d+ .*not in the text"):
        lessonlib.load_attestations()


def test_rows_out_of_order_are_named(desk):
    def last_row_first(path, rows):
        head, *blocks = re.split(rf"(?m)^(?=\[\[{rows}\]\])", path.read_text(encoding="utf-8"))
        path.write_text(head + blocks[-1] + "\n" + "".join(blocks[:-1]), encoding="utf-8")

    last_row_first(desk / "history" / "events.toml", "event")
    last_row_first(desk / "history" / "attestations" / "unsigned-analysis.toml", "attestation")
    problems = check_evidence()
    assert any("events.toml" in problem and "out of the order of time" in problem for problem in problems)
    assert any("unsigned-analysis.toml" in problem and "out of the order of the text" in problem for problem in problems)


TRANSLATION_FAULTS = [
    (r'^sha = "\w+"', 'sha = "000000000000"', "was translated from other words"),
    (r"^\[sentence\.antara-explainer-001-01\]\nsha = .*$", "[sentence.antara-explainer-999-01]\nsha = 'x'", "has no translation"),
    (
        r"^\[sentence\.antara-explainer-001-01\]\nsha = .*$",
        "[sentence.antara-explainer-999-01]\nsha = 'x'",
        "there is no sentence antara-explainer-999-01",
    ),
    (
        r"^\[sentence\.antara-explainer-001-01\]",
        "[sentence.antara-explainer-999-01]",
        "translates [sentence.antara-explainer-001-01], by its sha",
    ),
    (r"\Z", "\n[place.3]\nsha = 'x'\nen = 'y'\n", "no title, heading, caption or headline starts at 3"),
]


@pytest.mark.parametrize("old, new, message", TRANSLATION_FAULTS)
def test_a_translation_that_has_drifted_is_named(desk, old, new, message):
    spoil(desk / "translations" / "en" / "antara-explainer.toml", old, new)
    assert any(message in problem for problem in check_evidence())


def test_a_translation_without_words_is_refused(desk):
    spoil(desk / "translations" / "en" / "antara-explainer.toml", r"^en = .*$", "en = ''")
    with pytest.raises(lessonlib.DataError, match="sentence antara-explainer-001-01"):
        translations.read_translations("antara-explainer")


# The command


def test_the_command_says_that_all_is_well(capsys, monkeypatch):
    monkeypatch.setattr("lessonlib.authoring.coursecheck.lint_lessons", lambda notebooks: [])  # the lessons have a test of their own
    assert main(["check"]) == 0
    assert re.match(r"All is well: \d+ events, \d+ attestations, .*\.\n", capsys.readouterr().out)


def test_the_command_names_each_fault(desk, capsys):
    spoil(desk / "history" / "names.toml", r"^lat = .*$", "lat = 143.1")
    assert main(["check"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert (
        said[0].startswith("history/names.toml, line ") and said[-1] == "lessonlib: 1 fault in the evidence, the exercises and the words."
    )


def test_the_command_says_that_edtf_is_missing(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "edtf", None)
    edtf_bounds._library.cache_clear()
    edtf_bounds.bounds.cache_clear()
    assert main(["check"]) == 1
    assert "checking needs edtf, which is not installed" in capsys.readouterr().err
