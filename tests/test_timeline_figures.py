"""Timeline, coverage and speakers: what they count, and how doubt and torn copies look."""

import pytest
from drawn import marks

import lessonlib
from lessonlib import PHASES, figures
from lessonlib.figures.coverages import coverage_table
from lessonlib.figures.speakers import speakers_table
from lessonlib.figures.timelines import timeline_table
from lessonlib.figures.torn import torn_copies
from lessonlib.history.doubt import is_doubtful
from lessonlib.words import words

pytestmark = pytest.mark.usefixtures("drawn_anew")


def test_the_timeline_draws_what_most_texts_speak_of():
    table = timeline_table()
    events = lessonlib.load_events()
    assert sorted(table.index) == sorted(events.index) and table["drawn"].sum() == 20
    assert table[table["drawn"]].groupby("phase").size().to_dict() == dict.fromkeys(PHASES, 5)
    for _, rows in table[table["kind"] != "claim"].groupby("phase"):
        left_out = rows.loc[~rows["drawn"], "n_sources"].max() if not rows["drawn"].all() else 0
        assert rows.loc[rows["drawn"], "n_sources"].min() >= left_out
    assert [len(texts) for texts in table["doc_ids"]] == table["n_sources"].tolist()
    assert table.loc["russian-tankers-and-the-oil-limits", "vouched"] == []


def test_doubtful_dates_look_doubtful():
    table = timeline_table()
    drawn = table[table["drawn"]]
    drawing = figures.timeline().drawing
    bars = [patch for container in drawing.axes[0].containers for patch in container]
    doubtful = drawn[drawn["date"].map(is_doubtful)]
    hollow = [line for line in marks(drawing) if line.get_markerfacecolor() == "white"]
    dashed = [bar for bar in bars if bar.get_linestyle() in ("--", "dashed")]
    whiskers = [line for line in marks(drawing) if line.get_marker() == "|"]
    assert all(bar.get_facecolor()[:3] == (1, 1, 1) for bar in dashed)
    assert len(hollow) + len(dashed) + len(whiskers) >= len(doubtful) > 5
    assert not any(bar.get_facecolor()[:3] == (1, 1, 1) for bar in bars if bar not in dashed)


def test_an_event_that_goes_on_has_an_arrow():
    said = [text.get_text() for text in figures.timeline("pivot").drawing.axes[0].texts]
    table = timeline_table("pivot").query("drawn")
    beyond = sum(1 for latest in table["latest"] if latest is None or latest.year > 2021)
    before = sum(1 for earliest in table["earliest"] if earliest is None or earliest.year < 2017)
    assert said.count("▸") == beyond > 0 and said.count("◂") == before > 0


def test_coverage_counts_every_attestation_once():
    said = lessonlib.load_attestations()
    for by in ("phase", "decade"):
        assert coverage_table(by)["begins"].sum() == len(said)


def test_an_empty_cell_of_a_torn_copy_may_be_lost():
    table = figures.coverage("decade").data
    for doc_id, row in table.iterrows():
        for cell in row:
            empty = cell.startswith("0")
            assert ("may be lost" in cell) == (empty and doc_id in torn_copies())
            assert ("or more" in cell) == (not empty and doc_id in torn_copies())
    assert all(doc_id in figures.coverage().source for doc_id in torn_copies())
    assert figures.coverage().data.loc["footnoted-commentary", "Pivot"] == "0; 1 more reaching in"


def test_speakers_are_those_of_the_attestations():
    said = lessonlib.load_attestations()
    table = speakers_table()
    assert table["total"].sum() == len(said)
    assert table[list(words("figures")["certainty"])].sum().to_dict() == said["certainty"].value_counts().to_dict()
    axes = figures.who_speaks().drawing.axes[0]
    assert sum(bar.get_width() for bars in axes.containers for bar in bars) == len(said)
