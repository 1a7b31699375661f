"""The parallel sentences of two texts: what is drawn is what the table holds."""

import re
from itertools import chain, combinations

import pytest

from lessonlib import figures, load_parallels
from lessonlib.figures import parallel_lines
from lessonlib.figures.pair_table import pair_table
from lessonlib.history.schemas import DEGREES

pytestmark = pytest.mark.usefixtures("drawn_anew")


PAIRS = list(combinations(("kompas-feature", "antara-explainer", "sindonews-listicle", "unsigned-analysis", "footnoted-commentary"), 2))


@pytest.mark.parametrize(("doc_a", "doc_b"), PAIRS)
def test_every_pair_is_drawn_once_and_fits(doc_a, doc_b, corpus):
    figure, parallels = figures.parallels(doc_a, doc_b), load_parallels()
    rows = parallels[parallels["doc_a"].isin((doc_a, doc_b)) & parallels["doc_b"].isin((doc_a, doc_b))]
    axes = figure.drawing.axes[0]
    lines = [line for line in axes.lines if len(line.get_xdata()) == 2]
    assert len(lines) == len(rows) == len(figure.data)
    assert (figure.data.iloc[:, [1, 3]].isin(corpus.sentences.index)).all(axis=None)
    assert (figure.data.iloc[:, [2, 4]] != "").all(axis=None)
    figure.drawing.draw_without_rendering()
    frame = figure.drawing.bbox
    boxes = [text.get_window_extent() for text in axes.texts]
    assert all(box.x0 >= 0 and box.x1 <= frame.width for box in boxes)
    assert not any(one.padded(-0.6).overlaps(two.padded(-0.6)) for one, two in combinations(boxes, 2))


def test_each_pair_is_numbered_beside_its_sentence_on_either_side():
    figure = figures.parallels("antara-explainer", "sindonews-listicle")
    said = [text.get_text() for text in figure.drawing.axes[0].texts]
    left, right = (
        [re.findall(r"\d+", found[1]) for text in said if (found := re.search(side, text))] for side in (r"  ([\d, ]+)$", r"^([\d, ]+)  ")
    )
    wanted = [str(number) for number in figure.data.index]
    assert sorted(chain(*left), key=int) == sorted(chain(*right), key=int) == wanted


def test_numbers_follow_the_first_text_and_texts_may_change_sides():
    one, two = (pair_table(*texts) for texts in (("antara-explainer", "sindonews-listicle"), ("sindonews-listicle", "antara-explainer")))
    assert one["id_a"].is_monotonic_increasing and two["id_a"].is_monotonic_increasing and list(one.index) == list(range(1, 25))
    assert set(zip(one["exact_a"], one["exact_b"], strict=True)) == set(zip(two["exact_b"], two["exact_a"], strict=True))


def test_a_passage_stands_in_the_sentence_that_is_named(corpus):
    for doc_a, doc_b in PAIRS:
        for row in pair_table(doc_a, doc_b).itertuples():
            sentence = corpus.sentences.loc[row.id_a]
            raw = corpus.raw(doc_a)[sentence["start"] : sentence["end"]]
            assert row.exact_a[:20] in raw or raw[:20] in row.exact_a or row.exact_a.startswith("GETTY"), row


def test_degrees_differ_in_weight_and_dashes():
    styles = [(str(style["linestyle"]), style["linewidth"]) for style in parallel_lines.LINES.values()]
    assert list(parallel_lines.LINES) == list(DEGREES) and len({a for a, _ in styles}) == len({b for _, b in styles}) == 3


def test_a_caption_on_which_two_attestations_rest_is_told_once():
    table = pair_table("kompas-feature", "antara-explainer")
    told = table.loc[table["exact_a"].str.startswith("GETTY IMAGES"), "en_a"].tolist()
    assert told == ["GETTY IMAGES via BBC INDONESIA Kim Il-sung signed the armistice that ended the Korean War in 1953."]


def test_nothing_parallel_is_said_in_one_sentence_that_names_torn_copies():
    figure = figures.parallels("kompas-feature", "unsigned-analysis", "same_sentence")
    assert figure.alt.count(".") == 1 and "the copies of kompas-feature and unsigned-analysis break off" in figure.alt
    assert figure.data.empty and " ".join(figure.drawing.axes[0].texts[-1].get_text().split()) == figure.alt
    whole = figures.parallels("antara-explainer", "footnoted-commentary", "same_sentence")
    assert "break" not in whole.alt + whole.source and "torn" not in whole.title
