"""A short run of benchmarks/generated.py, and proof that it hides no fault."""

import sys
from pathlib import Path

import pytest
from timing import taken

sys.path.append(str(Path(__file__).resolve().parent.parent / "benchmarks"))

import generated

from lessonlib import load_corpus, read_page, split_sentences
from lessonlib.errors import ManifestError
from lessonlib.exercises.kinds.writing import states_doubt
from lessonlib.exercises.verdicts import Verdict, say


@pytest.fixture
def kept(tmp_path):
    return tmp_path / "kept"


def test_a_short_run_finds_nothing(kept):
    report = generated.run(range(1_500), keep=kept)
    assert sum(report.counts.values()) == 1_500
    assert {name.partition(":")[0] for name in report.counts} == set(generated.TARGETS)
    assert [failure.told for failure in report.failures] == [], "\n".join(report.lines())
    assert "exceptions and broken promises: none" in report.lines()
    for _, number, name in report.slow:  # slow for what it is, or for the machine?
        with taken() as took:
            generated.run([number])
        assert took.seconds < generated.SLOW, f"{number} {name}"
    assert report.slow or not kept.exists()


def test_the_same_seed_makes_the_same_inputs():
    first, second = (generated.run(range(60), seed=7) for _ in range(2))
    assert first.counts == second.counts and first.outcomes == second.outcomes


def test_a_checker_that_raises_is_reported_though_the_lesson_goes_on(monkeypatch, kept):
    def broken(exercise, answer):
        raise ZeroDivisionError("injected")

    monkeypatch.setattr("lessonlib.exercises.question.judge", broken)
    report = generated.run(range(20), keep=kept)
    fed = sum(count for name, count in report.counts.items() if name.startswith("check"))
    assert len(report.failures) == fed > 0
    assert all("ZeroDivisionError: injected" in failure.told for failure in report.failures)
    assert len(list(kept.iterdir())) == fed
    assert any("ZeroDivisionError: injected" in line for line in report.lines())


@pytest.mark.parametrize(("name", "broken"), [("read_page", "page"), ("split_sentences", "text"), ("load_corpus", "folder")])
def test_a_loader_that_raises_is_reported(monkeypatch, name, broken):
    monkeypatch.setattr(generated, name, lambda given: 1 / 0)
    report = generated.run(range(60))
    assert report.failures and {failure.kind.partition(":")[0] for failure in report.failures} == {name}


def test_lost_words_are_reported(monkeypatch):
    monkeypatch.setattr(generated, "split_sentences", lambda text: text.split()[1:])
    assert "the sentences are not the text" in str(generated.run(range(20)).failures)


def test_a_careless_checker_is_reported(monkeypatch):
    monkeypatch.setattr("lessonlib.exercises.question.judge", lambda exercise, answer: say(Verdict.CORRECT, "Yes.", exercise.phrases))
    assert "noise is CORRECT" in str(generated.run(range(100)).failures)


def test_a_slow_input_is_reported(monkeypatch, kept):
    monkeypatch.setattr(generated, "SLOW", -1.0)
    report = generated.run(range(5), keep=kept)
    assert len(report.slow) == 5 == len(list(kept.iterdir())) and report.slowest[0] >= max(report.slow)[0]


def test_an_input_without_end_is_given_up(monkeypatch):
    def endless(text):
        while True:
            pass

    monkeypatch.setattr(generated, "HANG", 1)
    monkeypatch.setattr(generated, "split_sentences", endless)
    number = next(number for number in range(50) if "split_sentences" in str(generated.run([number]).counts))
    assert "no end after 1 s" in generated.run([number]).failures[0].told


def test_a_long_text_without_an_end_of_sentence_is_no_burden():
    with taken() as took:
        assert not states_doubt("Editor: a, " * 15_000) and not states_doubt("I do not know … why.")
        assert states_doubt("It was so …. Nobody knows. Fine.")
    assert took.seconds < 1


def test_a_manifest_that_names_a_file_with_too_long_a_name_is_refused(folder):
    place = folder({"page.txt": "Satu kalimat.", "manifest.toml": f'[[document]]\nfile = "{"x" * 300}.txt"\n'})
    with pytest.raises(ManifestError, match="there is no such file"):
        load_corpus(place)


@pytest.mark.parametrize("blank", ["\u00a0", "\u3000", "\u2003", "\u2028", "\x85"])
def test_a_wide_blank_before_a_stop_is_no_panic(blank):
    text = f"Kata S{blank}. Ia pergi ke Moskow."
    assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())
    assert split_sentences(f"S{blank}.") and read_page(text).raw == text


def test_what_the_sentence_library_gives_up_on_stays_in_one_piece(monkeypatch):
    class PanicException(BaseException):
        pass

    def panic(language, text):
        raise PanicException("no char boundary")

    monkeypatch.setattr("lessonlib.corpus.sentences.sentencex.segment", panic)
    assert split_sentences("Satu dua tiga") == ["Satu dua tiga"]
