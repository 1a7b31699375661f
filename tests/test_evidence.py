"""The evidence: every quotation is found, every date fits its bounds, every statement has its source."""

import datetime
import re

import pandas as pd
import pytest
from conftest import ROOT

import lessonlib
from lessonlib.corpus.load import seed_pages
from lessonlib.exercises.bank import read_lesson
from lessonlib.history import files
from lessonlib.history.check import check_evidence
from lessonlib.history.edtf_bounds import bounds
from lessonlib.history.phases import PHASES, place_in_phases
from lessonlib.history.quotes import QuoteFinder
from lessonlib.history.reference import count_forms

LOADERS = [
    lessonlib.load_events, lessonlib.load_attestations, lessonlib.load_tensions, lessonlib.load_parallels, lessonlib.load_descent,
    lessonlib.load_family, lessonlib.load_context, lessonlib.load_sources, lessonlib.load_voices, lessonlib.load_names, lessonlib.load_signals,
]  # fmt: skip


# The whole, as it stands


def test_all_is_well():
    assert check_evidence() == []


@pytest.mark.parametrize("load", LOADERS, ids=lambda load: load.__name__)
def test_text_is_never_missing(load):
    table = load()
    assert len(table)
    for name in table.columns:
        if name not in ("earliest", "latest", "lat", "lon"):
            assert not table[name].isna().any(), name
    assert table.index.is_unique


@pytest.mark.parametrize("load", LOADERS, ids=lambda load: load.__name__)
def test_what_a_student_changes_stays_with_the_student(load):
    table = load()
    first = table.columns[0]
    table[first] = table[first].iloc[::-1].to_numpy()
    del table[table.columns[-1]]
    again = load()
    assert len(again.columns) == len(table.columns) + 1
    assert again[first].tolist() != table[first].tolist()


def test_every_attestation_stands_in_its_text():
    corpus = lessonlib.load_corpus()
    attestations = lessonlib.load_attestations()
    for row in attestations.itertuples():
        raw = corpus.raw(row.doc_id)
        assert raw[row.start : row.end] == row.exact
        assert raw[max(0, row.start - len(row.prefix)) : row.start] == row.prefix
        assert raw[row.end : row.end + len(row.suffix)] == row.suffix
        spans = corpus.spans[(corpus.spans.doc_id == row.doc_id) & (corpus.spans.start < row.end) & (corpus.spans.end > row.start)]
        assert set(spans.kind) <= {"body", "caption", "marker", "dateline", "blank"}
        assert {spans.kind.iloc[0], spans.kind.iloc[-1]} <= {"body", "caption"}
        if row.sentence_id:
            sentence = corpus.sentences.loc[row.sentence_id]
            assert sentence.start <= row.start < sentence.end
        else:
            assert spans.kind.iloc[0] == "caption"


def test_every_event_is_attested_and_every_attestation_has_an_event():
    assert set(lessonlib.load_attestations().event_id) == set(lessonlib.load_events().index)


def test_counts_of_witnesses_are_those_of_the_attestations():
    attestations, events = lessonlib.load_attestations(), lessonlib.load_events()
    for event_id, rows in attestations.groupby("event_id"):
        assert events.n_sources[event_id] == rows.doc_id.nunique()
        assert 1 <= events.n_independent[event_id] == min(rows.line.nunique(), rows.doc_id.nunique())
    # The heart of the course: agreement is more often one newsroom than two.
    assert (events.n_independent < events.n_sources).any()


def test_lesson_06_counts_lines_as_the_evidence_does():
    """The table on paper, the key, what is expected to go wrong, and every sentence that names these numbers."""
    events = lessonlib.load_events()
    lines = pd.crosstab(events["n_sources"], events["n_independent"])
    (source,) = (ROOT / "notebooks" / "src").glob("06-*.md")
    printed = re.findall(r"^\| (\d) texts? \| (\d+) \| (\d+) \| (\d+) \|$", source.read_text(encoding="utf-8"), re.MULTILINE)
    assert [tuple(map(int, row)) for row in printed] == list(lines.itertuples(name=None))
    assert lines.columns.tolist() == [1, 2, 3]

    several = events.loc[events["n_sources"] > 1, "n_independent"]
    count = {number: int((several == number).sum()) for number in (1, 2, 3)}
    exercise = read_lesson("06").exercises["more-than-one-line"]
    assert exercise.row["accept"] == [count[2] + count[3]]
    assert {one.id: list(one.answers) for one in exercise.misconceptions} == {
        "one-line-only": [count[1]],
        "three-lines-left-out": [count[2]],
        "texts-are-not-lines": [len(several)],
    }
    cells = [str(cell) for cell in lines.loc[2:, [2, 3]].to_numpy().flatten() if cell]
    assert re.findall(r"\d+", exercise.words["hints"][1]) == cells
    assert re.findall(r"\d+", exercise.words["hints"][2]) == [str(count[2] + count[3])]
    assert re.findall(r"\d+", exercise.say("right")) == [str(len(several)), str(count[2] + count[3]), str(count[1])]
    assert re.findall(r"\d+", exercise.row["reasoned"]) == [str(len(several)), str(count[2]), str(count[3])]


def test_what_no_page_is_known_for_is_a_line_of_its_own():
    """Else two lines could be counted as one, and the number would be no upper bound."""
    attestations = lessonlib.load_attestations()
    opening = attestations[attestations["sentence_id"].str.match("sindonews-listicle-00[123]")]
    assert set(opening["line"]) == {"sindonews"} and (opening["line_reason"] != "").all()
    assert lessonlib.load_events().loc["efforts-to-improve-relations", ["n_sources", "n_independent"]].tolist() == [2, 2]


def test_dates_and_phases():
    for table in (lessonlib.load_events(), lessonlib.load_context()):
        for row in table.itertuples():
            assert (row.earliest, row.latest) == bounds(row.date)
            assert (row.phase, row.spans) == place_in_phases(row.earliest, row.latest)
            assert row.phase in PHASES
        assert {type(day) for day in table.earliest} <= {datetime.date, type(None)}


def test_values_are_those_of_the_design():
    assert list(PHASES) == ["soviet_support", "cooling", "pivot", "rapprochement"]
    assert [(phase.first, phase.last) for phase in PHASES.values()] == [(1945, 1991), (1992, 2016), (2017, 2021), (2022, 2024)]
    assert set(lessonlib.load_attestations().certainty) == {"asserted", "alleged", "denied", "predicted"}
    assert set(lessonlib.load_tensions().strength) == {"strong", "arguable", "slight"}
    assert set(lessonlib.load_parallels().degree) == {"same_sentence", "same_information", "same_topic"}
    assert set(lessonlib.load_descent().index) == set(lessonlib.load_corpus().documents.index)


def test_tensions_quote_the_texts():
    corpus = lessonlib.load_corpus()
    for row in lessonlib.load_tensions().itertuples():
        assert row.quotes and row.question.rstrip().endswith("?")
        for doc_id, exact in row.quotes:
            assert exact in corpus.raw(doc_id), row.Index


#: What gives away where a text comes from, unless the page itself has the word.
TELLING = re.compile(
    r"Reuters|BBC Mundo|Straits Times|(?:the|in|an) (?:English|Spanish)|\boriginal|edition|translat(?:ed|ion)|newsroom|witness|one hand\b|runs? beside|side by side"
)
SILENT = re.compile(
    r"\b(?:no (?:other )?text|none of (?:the|our)|all five|(?:any|none) of the (?:five|texts)|our (?:five )?copies)\b", re.IGNORECASE
)


def test_what_is_asked_and_seen_does_not_tell_where_a_text_comes_from():
    for row in lessonlib.load_tensions().query("not sealed").itertuples():
        printed = " ".join(exact for _, exact in row.quotes)
        for told in (row.summary, row.question):
            assert not set(TELLING.findall(told)) - set(TELLING.findall(printed)), row.Index


def test_a_summary_of_a_silence_says_that_copies_are_torn():
    corpus = lessonlib.load_corpus()
    torn = set(corpus.documents.index[corpus.documents.complete == "truncated"])
    for row in lessonlib.load_tensions().itertuples():
        if SILENT.search(row.summary) or (row.kind == "silence" and torn & {doc_id for doc_id, _ in row.quotes}):
            assert "torn" in row.summary, row.Index


def test_parallels_quote_two_texts():
    corpus = lessonlib.load_corpus()
    for row in lessonlib.load_parallels().itertuples():
        assert row.doc_a != row.doc_b
        assert row.exact_a in corpus.raw(row.doc_a) and row.exact_b in corpus.raw(row.doc_b)


def test_every_sentence_of_the_five_texts_is_translated():
    sentences = lessonlib.load_corpus().sentences
    assert (sentences.text_en.str.len() > 3).all()


def test_another_corpus_borrows_no_translation(tmp_path):
    text = (lessonlib.load_corpus().raw("sindonews-listicle")).replace("Salah satunya adalah Putin.", "Salah satunya adalah Xi.")
    (tmp_path / "sindonews-listicle.txt").write_text(text, encoding="utf-8")
    (tmp_path / "sixth.txt").write_text("Salah satunya adalah Putin, kata seorang pejabat di sana kemarin.", encoding="utf-8")
    english = lessonlib.load_corpus(tmp_path).sentences.text_en
    assert english["sindonews-listicle-006-02"] == "" and english["sindonews-listicle-006-01"] != ""
    assert english["sixth-001-01"] == ""


def test_outside_facts_end_with_2024_and_have_sources():
    context, sources = lessonlib.load_context(), lessonlib.load_sources()
    assert max(day for day in context.latest if day) <= datetime.date(2024, 12, 31)
    for row in context.itertuples():
        assert row.sources or row.status == "unconfirmed", row.Index
        assert set(row.sources) <= set(sources.index)


def test_series_are_numbers_with_sources():
    sources = set(lessonlib.load_sources().index)
    for name in ("aid", "famine", "meetings", "oil", "railcars", "trade", "votes"):
        assert set(lessonlib.load_series(name).source) <= sources, name
    trade = lessonlib.load_series("trade")
    assert pd.api.types.is_float_dtype(trade.value)
    del trade["value"]
    assert "value" in lessonlib.load_series("trade")
    with pytest.raises(lessonlib.UnknownNameError, match="votes"):
        lessonlib.load_series("weather")


def test_files_read_well_in_a_diff():
    for path in (files.DATA / "history").rglob("*.toml"):
        text = path.read_text(encoding="utf-8")
        assert "\t" not in text and not re.search(r" +$", text, re.MULTILINE), path.name
        assert text.endswith("\n") and not text.endswith("\n\n"), path.name


def test_nothing_of_the_project_is_read_twice(monkeypatch):
    for load in LOADERS:
        load()
    monkeypatch.setattr(files, "read_toml", None)
    monkeypatch.setattr(QuoteFinder, "find", None)
    for load in LOADERS:
        load()


def test_a_word_inside_a_longer_form_counts_only_there():
    counts = count_forms({"soon": ["akan segera"], "will": ["akan"]})
    alone = count_forms({"will": ["akan"]})
    assert counts["antara-explainer", "will"] == alone["antara-explainer", "will"] - counts["antara-explainer", "soon"]
    both = count_forms({"soon": ["akan segera"], "at once": ["segera"]})
    assert both["antara-explainer", "at once"] == count_forms({"at once": ["segera"]})["antara-explainer", "at once"] - 1


def test_signal_words_are_those_of_the_sentences():
    signals = lessonlib.load_signals()
    assert signals.loc["satu-satunya", ["antara-explainer", "sindonews-listicle"]].tolist() == [1, 1]
    assert signals.loc["turut memicu", ["antara-explainer", "sindonews-listicle"]].tolist() == [1, 0]


def test_the_five_texts_are_taken_apart_once():
    assert lessonlib.load_corpus().page("kompas-feature") is seed_pages()["kompas-feature"]
    assert lessonlib.load_corpus().documents is not lessonlib.load_corpus().documents
