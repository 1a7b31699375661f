"""The matrix of claims: what is drawn is what the tables hold."""

from datetime import date
from itertools import combinations

import pytest

from lessonlib import figures, load_attestations, load_events
from lessonlib.figures import claim_matrix
from lessonlib.figures.claim_table import CELLS, claim_table, last_day
from lessonlib.figures.torn import torn_copies
from lessonlib.words import words

pytestmark = pytest.mark.usefixtures("drawn_anew")


def test_cells_are_what_the_texts_say():
    table, attested = claim_table(load_events().index), load_attestations()
    said = {(row.event_id, row.doc_id, row.certainty) for row in attested.itertuples()}
    shown = {(event, doc, kind) for doc in table for event, cell in table[doc].items() for kind in cell}
    assert said == {cell for cell in shown if cell[2] not in ("torn", "silent", "earlier")}
    assert all(1 <= len(cell) <= 2 for doc in table for cell in table[doc])


def test_a_torn_copy_is_never_silent_and_a_whole_one_never_torn():
    table = claim_table(load_events().index)
    assert torn_copies() == ["kompas-feature", "unsigned-analysis"]
    for doc_id in table:
        kinds = {kind for cell in table[doc_id] for kind in cell}
        assert ("silent" in kinds, "torn" in kinds) == ((False, True) if doc_id in torn_copies() else (True, False))


def test_a_text_is_not_called_silent_on_what_came_after_it():
    table = claim_table(phase="rapprochement", most=200)
    starts, kinds = load_events()["earliest"], load_events()["kind"]
    for doc_id in table:
        for event, cell in table[doc_id].items():
            assert cell != ("earlier",) or (
                kinds[event] == "event" and starts[event] > date(2022, 8, 30) and doc_id != "footnoted-commentary"
            )
    assert table["kompas-feature"].map(lambda cell: cell == ("earlier",)).any()
    assert last_day("2024-03?") == date(2024, 4, 30) and last_day("2022-12~") == date(2023, 1, 31)


def test_the_matrix_draws_a_box_for_each_certainty():
    figure = figures.matrix("north-korean-arms-for-russia")
    axes, table = figure.drawing.axes[0], claim_table("north-korean-arms-for-russia")
    kinds = [kind for doc in table for kind in table[doc].iloc[0] if kind != "silent"]
    assert len(axes.patches) == len(kinds)
    shown = [text.get_text() for text in axes.texts]
    assert "? alleged" in shown and "✕ denied" in shown and shown.count("≈ torn\ncannot know") == kinds.count("torn")
    assert figure.data.iloc[0]["antara-explainer"] == "alleged and denied"
    assert "kompas-feature and unsigned-analysis" in figure.alt and "kompas-feature and unsigned-analysis" in figure.source


def test_before_lesson_06_no_lines_of_descent_are_shown():
    shown = figures.matrix()._repr_html_()
    assert "descent" not in shown and "n_independent" not in shown


def test_what_is_left_out_is_said():
    assert "25 of 187" in figures.matrix().source and "events are shown" not in figures.matrix(theme="famine").source


@pytest.mark.parametrize("phase", ["soviet_support", "rapprochement"])
def test_words_of_events_stay_in_their_column_and_row(phase):
    figure = figures.matrix(phase=phase)
    figure.drawing.draw_without_rendering()
    axes = figure.drawing.axes[0]
    labels = [text.get_window_extent() for text in axes.texts if text.get_ha() == "left"]
    edge = axes.transData.transform((claim_matrix._LABELS + 0.03, 0))[0]
    assert all(box.x1 < edge for box in labels)
    assert not any(one.overlaps(two) for one, two in combinations(labels, 2))


def test_cells_differ_in_grey_hatch_or_sign():
    signs = words("matrix")["signs"]
    assert set(signs) == set(CELLS) == set(claim_matrix.LOOKS)
    assert len({(hatch, signs[kind]["sign"], signs[kind]["word"]) for kind, (_, hatch) in claim_matrix.LOOKS.items()}) == len(CELLS)
    assert len({signs[kind]["sign"] for kind in CELLS if kind not in ("silent", "earlier")}) == 5
