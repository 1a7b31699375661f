"""The package finds seeds and lessons in a checkout and in a wheel."""

import re
import subprocess
import sys
import zipfile

import pytest
from conftest import ROOT

from lessonlib.bundle import PACKAGE, find_folder, read_beside
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
    beside = {path.relative_to(ROOT).as_posix() for path in PACKAGE.rglob("*") if path.suffix in {".js", ".css"}}
    assert {"lessonlib/data/rules.toml", "lessonlib/widgets/shelf.js", "lessonlib/html.css"} <= names
    assert beside <= names


def test_a_script_that_is_missing_is_named(tmp_path):
    with pytest.raises(LessonlibError, match=r"'shelf\.js' is missing from this installation"):
        read_beside(str(tmp_path / "shelf.py"), "shelf.js")


def test_no_script_and_no_style_sheet_stands_in_a_module():
    source = re.compile(r"\bfunction render\(|addEventListener\(|=> \{|@media|\{(?:margin|padding|display|font[a-z-]*): ?[^{}]+\}")
    assert [path.name for path in PACKAGE.rglob("*.py") if source.search(path.read_text(encoding="utf-8"))] == []


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
