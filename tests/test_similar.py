"""Passages of two texts that say the same, found in any corpus."""

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
    assert list(found.columns) == list(lessonlib.find_parallels(lessonlib.load_corpus(tmp_path), at_least=1.1).columns)


def test_the_same_sentence_is_found_however_few_or_many_hold_it(tmp_path):
    for number in range(70):
        (tmp_path / f"{number:02}.txt").write_text("Kereta itu membawa tiga puluh kuda ras murni ke Korea Utara.", encoding="utf-8")
        if number == 1:
            assert lessonlib.find_parallels(lessonlib.load_corpus(tmp_path)).score.tolist() == [1.0]
    found = lessonlib.find_parallels(lessonlib.load_corpus(tmp_path))
    assert len(found) == 70 * 69 / 2 and set(found.score) == {1.0}
    assert (found.doc_a < found.doc_b).all()


def test_the_lowest_score_is_a_number():
    with pytest.raises(TypeError, match="at_least must be a number between 0 and 1"):
        lessonlib.find_parallels(lessonlib.load_corpus(), at_least="0.3")
