"""The map: what is drawn is what the table holds."""

import json
from itertools import chain, combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from lessonlib import figures, load_events, load_names
from lessonlib.figures import outlines, place_map
from lessonlib.figures.place_table import place_table
from lessonlib.tomlfile import DATA, read_toml

pytestmark = pytest.mark.usefixtures("drawn_anew")

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


def _named_in_the_picture(figure):
    axes = figure.drawing.axes[0]
    return {text.get_text().replace("\n", " ") for part in (axes, *axes.child_axes) for text in part.texts}


@pytest.mark.parametrize("name", [*read_toml(DATA / "map" / "places.toml")["areas"], *read_toml(DATA / "map" / "places.toml")["lines"]])
def test_what_is_asked_for_alone_and_told_in_the_alt_text_is_drawn(name):
    figure = figures.places(name)
    assert name in figure.alt and name in _named_in_the_picture(figure)


def test_the_title_does_not_say_of_a_place_from_outside_that_a_text_names_it():
    outside = place_table(load_names().query("kind == 'place'").index.tolist()).query("drawn == 'outside'").index.tolist()
    assert outside and figures.places(outside).title == "Places, named by the texts or not"
    assert figures.places().title == figures.places("Moscow").title == "Places that the texts name"
