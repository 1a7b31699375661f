"""The package finds seeds and lessons in a checkout and in a wheel."""

import subprocess
import sys
import zipfile

import pytest
from conftest import ROOT

from lessonlib.bundle import PACKAGE, find_folder
from lessonlib.errors import LessonlibError


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT], check=True, capture_output=True)
    (path,) = out.glob("*.whl")
    return path


def test_the_checkout_comes_first():
    assert PACKAGE == ROOT / "lessonlib"
    assert find_folder("seeds") == ROOT / "seeds"
    assert find_folder("notebooks") == ROOT / "notebooks"


def test_the_checkout_beats_a_stale_bundle(tmp_path):
    package = tmp_path / "lessonlib"
    (package / "bundle" / "seeds").mkdir(parents=True)
    assert find_folder("seeds", package) == package / "bundle" / "seeds"
    (tmp_path / "seeds").mkdir()
    assert find_folder("seeds", package) == package / "bundle" / "seeds", "a folder beside an installed package is not a checkout"
    (tmp_path / "pyproject.toml").touch()
    assert find_folder("seeds", package) == tmp_path / "seeds"


def test_missing(tmp_path):
    with pytest.raises(LessonlibError, match="'seeds' is missing"):
        find_folder("seeds", tmp_path / "lessonlib")


def test_the_wheel_holds_seeds_and_lessons(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in [*(ROOT / "seeds").iterdir(), *(ROOT / "notebooks").rglob("*.ipynb")]:
        if ".ipynb_checkpoints" not in path.parts:
            assert f"lessonlib/bundle/{path.relative_to(ROOT).as_posix()}" in names
    assert {"lessonlib/data/rules.toml", "lessonlib/keys.js", "lessonlib/keys.css"} <= names


def test_the_wheel_works_without_the_checkout(wheel, tmp_path):
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    program = (
        "import lessonlib, pathlib; assert 'site' in lessonlib.__file__; corpus = lessonlib.load_corpus(); assert len(corpus.documents) == 5;"
        "assert corpus.sentences.text_en.str.len().all() and len(lessonlib.load_events()) > 100 and len(lessonlib.load_series('votes')) > 10;"
        "lessonlib.figures.coverage().png(); import sys; assert 'matplotlib' not in sys.modules;"
        "from lessonlib.workspace import prepare; print(prepare(pathlib.Path('work')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env={"PYTHONPATH": str(site), "PATH": ""}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "01-five-texts.ipynb: copied." in done.stdout
