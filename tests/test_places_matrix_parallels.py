"""The map, the matrix of claims and the parallel sentences: what is drawn is what the tables hold."""

import io
import json
import re
import subprocess
import sys
from datetime import date
from itertools import chain, combinations

import numpy as np
import pytest
from conftest import ROOT
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from lessonlib import errors, figures, load_attestations, load_events, load_names, load_parallels
from lessonlib.figures import claim_matrix, outlines, parallel_lines, place_map
from lessonlib.figures.canvas import torn_copies
from lessonlib.figures.claim_table import CELLS, claim_table, last_day
from lessonlib.figures.pair_table import DEGREES, pair_table
from lessonlib.figures.place_table import place_table
from lessonlib.tomlfile import DATA, read_toml
from lessonlib.words import words

EVERY_PLACE = list(load_names().query("kind == 'place'").index)


@pytest.fixture(scope="module")
def drawn():
    return figures.places()


def all_axes(axes):
    return [axes, *axes.child_axes]


def labels_of(axes):
    return [text for text in axes.texts if text.get_text()]


def overlaps(figure, slack=0.6):
    """Pairs of labels on one pair of axes that stand on each other, and labels that are cut."""
    figure.drawing.draw_without_rendering()
    renderer, found = FigureCanvasAgg(figure.drawing).get_renderer(), []
    for axes in all_axes(figure.drawing.axes[0]):
        boxes = [(text.get_text(), text.get_window_extent(renderer).padded(-slack)) for text in labels_of(axes)]
        insets = [("inset", child.get_window_extent(renderer)) for child in axes.child_axes]
        found += [(a, b) for (a, one), (b, two) in combinations(boxes + insets, 2) if one.overlaps(two)]
        frame = axes.get_window_extent(renderer).padded(1)
        found += [(a, "cut") for a, box in boxes if not (frame.contains(box.x0, box.y0) and frame.contains(box.x1, box.y1))]
    return found


# The map


def test_the_outlines_are_small_text_and_hold_no_borders():
    path = DATA / "map" / "land.geojson"
    assert path.stat().st_size < 150_000
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert {feature["geometry"]["type"] for feature in features} == {"Polygon"}
    assert all(set(feature["properties"]) == {"window"} for feature in features)
    assert max(map(len, path.read_text(encoding="utf-8").splitlines())) < 40_000


def is_land(window, lon, lat):
    from matplotlib.path import Path

    return sum(Path(ring).contains_point((lon, lat)) for ring in outlines.land()[window]) % 2 == 1


def test_land_lies_where_it_should():
    assert is_land("northeast_asia", 116.4, 39.9) and is_land("west", 37.6, 55.75) and is_land("border", 130.6, 42.45)
    assert is_land("northeast_asia", 126.5, 33.4)  # Jeju: islands are kept
    assert not is_land("northeast_asia", 135, 40) and not is_land("border", 131.0, 42.1)


def test_korea_and_its_neighbours_are_one_piece_of_land():
    """A border would part Asia into polygons."""
    from matplotlib.path import Path

    points = [(126.98, 37.57), (125.75, 39.03), (116.4, 39.91), (135, 50)]
    assert [len({place for place, ring in enumerate(outlines.land()["northeast_asia"]) if Path(ring).contains_points(points).all()})] == [1]


@pytest.mark.parametrize(
    "names", [(), EVERY_PLACE, ["Vostochny cosmodrome", "Washington"], "Khasan", ["Beijing", "Seoul", "Pyongyang", "Rajin-Khasan railway"]]
)
def test_no_label_covers_another_or_is_cut(names):
    assert overlaps(figures.places(names)) == []


def test_the_search_for_overlaps_can_fail():
    figure = figures.places("Seoul")
    figure.drawing.axes[0].text(126.9, 37.6, "on top of it")
    assert overlaps(figure)


def test_the_map_names_the_sea_twice_and_draws_what_the_table_says(drawn):
    table, (main, *insets) = place_table(), all_axes(drawn.drawing.axes[0])
    written = {text.get_text().replace("\n", " ") for axes in (main, *insets) for text in labels_of(axes)}
    assert "East Sea / Sea of Japan" in written
    for name, how in table["drawn"].items():
        assert (name in written or any(text.startswith(name) for text in written)) == (how != "unmarked"), name
    points = sum(len(line.get_xdata()) for axes in (main, *insets) for line in axes.lines if line.get_marker() in ("o", "D"))
    assert points == table["drawn"].isin(place_map.MARKS).sum()


def test_points_stand_at_their_coordinates(drawn):
    main = drawn.drawing.axes[0]
    stands = {(x, y) for axes in all_axes(main) for line in axes.lines if line.get_marker() == "o" for x, y in line.get_xydata()}
    for name in ("Seoul", "Moscow", "Rajin"):
        assert tuple(load_names().loc[name, ["lon", "lat"]]) in stands


def test_who_names_a_place_is_what_a_search_finds(corpus):
    table = place_table()
    assert table.loc["Khasan", "texts"] == ["footnoted-commentary"]  # in the name of the railway
    for name in ("Vladivostok", "Beijing", "Donetsk"):
        forms = load_names().loc[name, "variants"]
        found = corpus.sentences[corpus.sentences["text"].str.contains("|".join(forms))]["doc_id"]
        assert table.loc[name, "texts"] == [doc_id for doc_id in corpus.documents.index if doc_id in set(found)]
    assert table.loc["Vladivostok", "events"] == (load_events()["place"] == "Vladivostok").sum()


def test_places_from_outside_are_not_drawn_unasked(drawn):
    assert "Vostochny cosmodrome" not in drawn.data.index
    assert place_table("Vostochny cosmodrome").loc["Vostochny cosmodrome", "drawn"] == "outside"
    assert "named by none of the five texts: Vostochny" in figures.places("Vostochny cosmodrome").alt


def test_every_area_line_and_sea_of_the_layout_is_a_known_place():
    layout = read_toml(outlines.MAP / "places.toml")
    named = [*layout["areas"], *layout["lines"], *layout["unmarked"]["names"], *layout["seas"]["names"], *chain(*layout["lines"].values())]
    assert set(named) <= set(EVERY_PLACE)


def test_the_scale_is_true():
    window = outlines.windows()["northeast_asia"]
    assert outlines.distance(45, 120, 45, 120 + window.degrees(500)) == pytest.approx(500, rel=0.005)


def test_the_twin_has_headers_and_no_coordinates_for_areas(drawn):
    markup = drawn._repr_html_()
    assert markup.count('<th scope="row"') == len(drawn.data) and "<caption>" in markup and '<img alt="Map of' in markup
    assert drawn.data.loc["China", "latitude"] == "" and drawn.data.loc["Seoul", "latitude"] == "37.57°\u00a0N"


# The matrix


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


# Parallel sentences

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


def test_nothing_parallel_is_said_in_one_sentence_that_names_torn_copies():
    figure = figures.parallels("kompas-feature", "unsigned-analysis", "same_sentence")
    assert figure.alt.count(".") == 1 and "the copies of kompas-feature and unsigned-analysis break off" in figure.alt
    assert figure.data.empty and " ".join(figure.drawing.axes[0].texts[-1].get_text().split()) == figure.alt
    whole = figures.parallels("antara-explainer", "footnoted-commentary", "same_sentence")
    assert "break" not in whole.alt + whole.source and "torn" not in whole.title


# All three


@pytest.mark.parametrize(
    ("call", "words_of_it"),
    [
        (lambda: figures.places(["Seol"]), "'Seol'; the places are Vladivostok, Moscow"),
        (lambda: figures.matrix("no-such-event"), "'no-such-event'; the table load_events()"),
        (lambda: figures.matrix(theme="love"), "'love'; the themes are aid, alliance"),
        (lambda: figures.matrix(phase="thaw"), "'thaw'; the phases are soviet_support"),
        (lambda: figures.matrix(theme="famine", phase="pivot"), "at once: famine, pivot"),
        (lambda: figures.parallels("kompas", "antara-explainer"), "'kompas'; the texts are kompas-feature"),
        (lambda: figures.parallels("kompas-feature", "kompas-feature"), "twice; the texts are"),
        (lambda: figures.parallels("kompas-feature", "antara-explainer", "alike"), "'alike'; the degrees are same_sentence"),
        (lambda: words("nowhere"), "there are authoring"),
    ],
)
def test_a_wrong_name_gets_one_sentence_with_the_right_ones(call, words_of_it):
    with pytest.raises(errors.UnknownNameError, match=re.escape(words_of_it)) as caught:
        call()
    assert str(caught.value).count("\n") == 0


def test_figures_are_named_by_their_functions_even_after_their_modules_are_loaded():
    program = (
        "import sys, lessonlib; f = lessonlib.figures; print('lessonlib.figures.place_map' in sys.modules, 'matplotlib' in sys.modules);"
        "import lessonlib.figures.place_map, lessonlib.figures.claim_matrix, lessonlib.figures.parallel_lines;"
        "print(callable(f.places), callable(f.matrix), callable(f.parallels), 'matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "True", "True", "True", "False"]


def look(png, size=(120, 100)):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB").resize(size, Image.Resampling.BOX), dtype=float)


@pytest.mark.parametrize("name", ["places", "matrix", "parallels"])
def test_it_looks_as_it_did(name):
    """Blurred to what an eye takes in at a glance, so that fonts and versions of matplotlib may differ."""
    texts = ("antara-explainer", "sindonews-listicle")
    made = {"places": figures.places, "matrix": lambda: figures.matrix(theme="arms"), "parallels": lambda: figures.parallels(*texts)}
    difference = np.abs(look(made[name]().png()) - look((ROOT / "tests" / "baseline" / f"{name}.png").read_bytes())).mean()
    assert difference < 4, f"mean difference {difference:.1f} of 255: look at the figure; if it is good, save it as {name}.png"
