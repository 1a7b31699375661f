"""Pictures drawn beforehand: they are those of today, and where they are not, the figure is drawn."""

import ast
import io
import shutil
import subprocess
import sys

import nbformat
import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from PIL import Image

import lessonlib
from lessonlib.authoring.edition import find_editions
from lessonlib.figures import Figure, ready
from lessonlib.language import speaking

PICTURES = ROOT / "notebooks" / ready.PICTURES
EDITIONS = find_editions(ROOT / "notebooks")
SOLUTIONS = sorted((ROOT / "notebooks" / "solutions").glob("*.ipynb"))


def figure_calls(path):
    """Every call of a figure in a lesson, as code."""
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    calls = [node for source in cells for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return sorted({ast.unparse(call) for call in calls if ast.unparse(call.func).startswith("lessonlib.figures.")})


CALLS = sorted({call for path in SOLUTIONS for call in figure_calls(path)})


def figure_of(call):
    return eval(call, {"lessonlib": lessonlib, "corpus": lessonlib.load_corpus()})


def never():
    raise AssertionError("drawn on the spot")


def test_each_figure_of_the_lessons_has_its_picture_and_no_other_lies_there():
    assert len(CALLS) > 6
    wanted = set()
    for edition in EDITIONS:
        calls = {call for path in (edition.folder / "solutions").glob("*.ipynb") for call in figure_calls(path)}
        with speaking(edition.language):
            wanted |= {ready.picture_name(figure_of(call)._given, edition.language) for call in calls}
    assert wanted == {path.name for path in PICTURES.glob("*.png")}


@pytest.mark.parametrize("call", CALLS)
def test_a_picture_is_what_would_be_drawn_today(call):
    """Whatever code of the library has changed: other versions of matplotlib may draw a letter a little otherwise."""
    figure = figure_of(call)
    kept, drawn = (
        np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=float)
        for png in (ready.picture_of(figure._given, "en", never), figure._drawn_once())
    )
    assert kept.shape == drawn.shape and np.abs(kept - drawn).mean() < 1, "run lessonlib build"


def test_lessons_show_their_figures_without_matplotlib():
    program = f"import sys, lessonlib; corpus = lessonlib.load_corpus(); shown = [figure._repr_html_() for figure in [{', '.join(CALLS)}]]; print(len(shown), 'matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(len(CALLS)), "False"]


def test_other_data_are_drawn_on_the_spot(folder):
    folder({"a.txt": "Judul\n\nSenin, 5 Mei 2025\n\nIni kalimat pertama. Ini kalimat kedua.\n"})
    figure = lessonlib.figures.anatomy(lessonlib.load_corpus(folder({})))
    with pytest.raises(AssertionError, match="on the spot"):
        ready.picture_of(figure._given, "en", never)


def test_another_language_is_drawn_on_the_spot():
    with pytest.raises(AssertionError, match="on the spot"):
        ready.picture_of(lessonlib.figures.coverage()._given, "tlh", never)


def test_what_is_changed_in_the_drawing_is_seen():
    figure = lessonlib.figures.coverage()
    kept = figure.png()
    figure.drawing.set_facecolor("red")
    assert figure.png() != kept


def test_a_drawing_that_is_not_ours_has_no_name():
    from functools import partial

    assert ready.picture_name(partial(sorted, [2, 1]), "en") == ""
    assert Figure(lambda: None, "title", "alt", "source", lessonlib.load_corpus().documents).alt == "alt"


def names_of(*values, **more):
    from functools import partial

    from lessonlib.figures import coverages

    return ready.picture_name(partial(coverages._draw, *values, **more), "en")


def test_no_two_tables_have_one_name():
    """What is printed of a long table leaves out its middle."""
    one, other = pd.DataFrame({"n": range(300)}), pd.DataFrame({"n": range(300)})
    other.loc[150, "n"] = -1
    assert repr(one) == repr(other)
    assert names_of(one) != names_of(other) and names_of([one]) != names_of([other]) and names_of(table=one) != names_of(table=other)
    assert names_of(one) == names_of(one.copy()) != names_of(one, 1)


@pytest.mark.parametrize("thing", [np.arange(3_000), object(), {1, 2}], ids=["array", "object", "set"])
def test_what_cannot_be_spelled_out_is_drawn_on_the_spot(thing):
    assert names_of(thing) == names_of([thing]) == ""


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A copy of all that pictures are made of, with pictures that are current."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    for name in ("data", "figures"):
        shutil.copytree(ROOT / "lessonlib" / name, tmp_path / "lessonlib" / name)
    shutil.copytree(PICTURES, tmp_path / "notebooks" / ready.PICTURES)
    monkeypatch.setattr(ready, "PACKAGE", tmp_path / "lessonlib")
    monkeypatch.setattr(ready, "find_folder", lambda name: tmp_path / name)
    ready.basis.cache_clear()
    yield tmp_path
    ready.basis.cache_clear()


def current(house):
    ready.basis.cache_clear()
    return ready.is_current(house / "notebooks" / ready.PICTURES)


@pytest.mark.parametrize(
    "part",
    [
        "seeds/manifest.toml",
        "seeds/*.txt",
        "lessonlib/data/history/events.toml",
        "lessonlib/data/history/attestations/*",
        "lessonlib/data/words/en/figures.toml",
        "lessonlib/data/map/land.geojson",
        "lessonlib/figures/coverages.py",
    ],
)
def test_after_a_change_of_data_or_drawing_no_old_picture_is_shown(house, part):
    assert current(house)
    path = next(house.glob(part))
    path.write_bytes(path.read_bytes() + b"\n")
    assert not current(house)
    with pytest.raises(AssertionError, match="on the spot"):
        ready.picture_of(lessonlib.figures.coverage()._given, "en", never)


def test_a_file_more_or_less_is_a_change(house):
    (house / "lessonlib" / "data" / "words" / "tlh").mkdir()
    (house / "lessonlib" / "data" / "words" / "tlh" / "figures.toml").touch()
    assert not current(house)


@pytest.mark.parametrize("part", ["seeds/manifest.toml", "lessonlib/figures/coverages.py"])
def test_line_ends_are_no_change(house, part):
    path = house / part
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert current(house)


def test_what_no_picture_is_made_of_does_not_count(house):
    exercise = house / "lessonlib" / "data" / "exercises" / "03.toml"
    exercise.write_text(exercise.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    (house / "lessonlib" / "data" / ".hidden").touch()
    assert current(house)


@pytest.mark.parametrize("fault", ["cut short", "empty", "not a picture", "away", "no folder", "no basis", "a ruined basis"])
def test_a_damaged_picture_is_drawn_again(house, fault):
    given = lessonlib.figures.coverage()._given
    path = house / "notebooks" / ready.PICTURES / ready.picture_name(given, "en")
    assert ready.picture_of(given, "en", never) == path.read_bytes()
    if fault == "no folder":
        shutil.rmtree(path.parent)
    elif fault == "no basis":
        (path.parent / ready.BASIS).unlink()
    elif fault == "a ruined basis":
        (path.parent / ready.BASIS).write_bytes(b"\xff\xfe\x00")
    elif fault == "away":
        path.unlink()
    else:
        path.write_bytes({"cut short": path.read_bytes()[:5000], "empty": b"", "not a picture": b"<html>"}[fault])
    assert ready.picture_of(given, "en", lambda: b"new") == b"new"


def test_the_build_draws_anew_and_takes_others_away(tmp_path, monkeypatch):
    made, kept = tmp_path / "made", tmp_path / "kept"
    made.mkdir(), kept.mkdir()
    (kept / "old-000000000000.png").touch()
    monkeypatch.setenv(ready.KEEP, str(made))
    given = lessonlib.figures.coverage()._given
    assert ready.picture_of(given, "en", lambda: b"drawn") == b"drawn"
    ready.keep_pictures(made, kept)
    assert sorted(path.name for path in kept.iterdir()) == [ready.picture_name(given, "en"), ready.BASIS]
    assert (kept / ready.picture_name(given, "en")).read_bytes() == b"drawn" and ready.is_current(kept)
