"""Passages of two texts that say the same, found in any corpus."""

import numpy as np
import pytest

import lessonlib
from lessonlib.history import evidence


def test_parallels_are_found_across_texts_only():
    found = lessonlib.find_parallels(lessonlib.load_corpus(), at_least=0.0)
    assert (found.doc_a != found.doc_b).all()
    assert found.score.between(0, 1.000001).all() and found.score.is_monotonic_decreasing
    order = {doc_id: number for number, doc_id in enumerate(lessonlib.load_corpus().documents.index)}
    assert (found.doc_a.map(order) < found.doc_b.map(order)).all()


def test_most_of_what_readers_found_as_one_sentence_is_found():
    sentences = lessonlib.load_corpus().sentences
    found = {(row.sentence_a, row.sentence_b) for row in lessonlib.find_parallels(lessonlib.load_corpus()).itertuples()}
    parallels = lessonlib.load_parallels()
    hits = 0
    for row in parallels[parallels.degree == "same_sentence"].itertuples():
        sides = []
        for doc_id, exact in ((row.doc_a, row.exact_a), (row.doc_b, row.exact_b)):
            quote = evidence.finder(doc_id).find(exact)
            sides.append(set(sentences.index[(sentences.doc_id == doc_id) & (sentences.start < quote.end) & (sentences.end > quote.start)]))
        hits += any((a, b) in found for a in sides[0] for b in sides[1])
    assert hits >= 0.8 * (parallels.degree == "same_sentence").sum()


def test_parallels_in_any_corpus(tmp_path):
    (tmp_path / "a.txt").write_text("Kereta itu membawa tiga puluh kuda ras murni ke Korea Utara kemarin.", encoding="utf-8")
    assert lessonlib.find_parallels(lessonlib.load_corpus(tmp_path)).empty
    (tmp_path / "b.txt").write_text(
        "Tiga puluh kuda ras murni dibawa kereta itu ke Korea Utara. Hujan turun di Bogor sepanjang hari.", encoding="utf-8"
    )
    (tmp_path / "c.txt").write_text("Harga cabai naik lagi di pasar induk pekan ini.", encoding="utf-8")
    found = lessonlib.find_parallels(lessonlib.load_corpus(tmp_path))
    assert found[["sentence_a", "sentence_b"]].to_numpy().tolist() == [["a-001-01", "b-001-01"]]
    assert list(found.columns) == list(lessonlib.find_parallels(lessonlib.load_corpus(tmp_path), at_least=1).columns)


def test_the_same_sentence_is_found_however_few_or_many_hold_it(tmp_path):
    for number in range(70):
        (tmp_path / f"{number:02}.txt").write_text("Kereta itu membawa tiga puluh kuda ras murni ke Korea Utara.", encoding="utf-8")
        if number == 1:
            assert lessonlib.find_parallels(lessonlib.load_corpus(tmp_path)).score.tolist() == [1.0]
    found = lessonlib.find_parallels(lessonlib.load_corpus(tmp_path))
    assert len(found) == 70 * 69 / 2 and set(found.score) == {1.0}
    assert (found.doc_a < found.doc_b).all()


@pytest.mark.parametrize(
    ("wrong", "error"),
    [("0.3", TypeError), (True, TypeError), (None, TypeError), (1j, TypeError),
     (30, ValueError), (1.1, ValueError), (-0.1, ValueError), (float("nan"), ValueError), (float("inf"), ValueError)],
)  # fmt: skip
def test_the_lowest_score_is_a_number_from_0_to_1(wrong, error):
    with pytest.raises(error, match=r"^at_least must be a number from 0 .* to 1 .*, not .*\.$"):
        lessonlib.find_parallels(lessonlib.load_corpus(), at_least=wrong)


def test_what_is_asked_for_and_not_there_is_an_empty_table():
    every, none = (lessonlib.find_parallels(lessonlib.load_corpus(), at_least=score) for score in (np.float32(0.3), np.int64(1)))
    assert len(every) and none.empty
    assert none.dtypes.equals(every.dtypes) and none.index.equals(every.index[:0])


def test_the_same_words_with_other_stops_make_1(tmp_path):
    for number, stop in enumerate((" ", ", ", " / ")):
        line = stop.join("kereta itu membawa tiga puluh kuda ras murni ke Korea Utara".split())
        (tmp_path / f"{number}.txt").write_text(f"{line} kemarin.", encoding="utf-8")
    assert lessonlib.find_parallels(lessonlib.load_corpus(tmp_path), at_least=1).score.tolist() == [1.0] * 3
