"""A missing file is told once, by `lessonlib check` and by `lessonlib validate`, and by what needs it."""

import os
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT

from lessonlib.authoring.filecheck import check_files
from lessonlib.authoring.teaching import page_names
from lessonlib.authoring.validation import jobs
from lessonlib.errors import DataError
from lessonlib.tomlfile import DATA
from lessonlib.words import ROOMS, WORDS, words

NOTEBOOKS = ROOT / "notebooks"
LESSONS = [path.name[:2] for path in sorted((NOTEBOOKS / "src").glob("*.md"))]
FILES = [
    *(f"words/en/{room}.toml" for room in ROOMS),
    *(f"exercises/{name}.toml" for lesson in LESSONS for name in (lesson, f"en/{lesson}")),
    *("exercises/en/phrases.toml", "cards.toml", "course.toml", "timeline_cards.toml", "lab/overrides.json"),
    *(path.relative_to(DATA).as_posix() for room in ("map", "sampler") for path in sorted((DATA / room).rglob("*.*"))),
    *(path.relative_to(DATA).as_posix() for path in sorted(DATA.glob("translations/en/*.toml"))),
]


def test_every_file_of_english_words_is_a_room():
    assert sorted(path.stem for path in (WORDS / "en").glob("*.toml")) == list(ROOMS)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A copy of the curated files, to be spoilt and mended again."""
    return shutil.copytree(DATA, tmp_path_factory.mktemp("desk") / "data")


@pytest.mark.parametrize("name", FILES)
def test_a_missing_or_broken_file_is_one_fault(name, desk):
    whole = (desk / name).read_bytes()
    try:
        (desk / name).unlink()
        assert check_files(NOTEBOOKS, desk) == [f"{desk / name} is missing: restore the file, or write it."]
        (desk / name).write_bytes(whole + b'\n[torn"\n')
        (fault,) = check_files(NOTEBOOKS, desk)
        assert fault.startswith(f"{desk / name} is not valid {'TOML' if name.endswith('toml') else 'JSON'} (")
    finally:
        (desk / name).write_bytes(whole)
    assert check_files(NOTEBOOKS, desk) == []


@pytest.mark.parametrize("name", page_names())
def test_a_missing_page_for_teachers_is_one_fault(name, desk):
    page = desk / "teaching" / "en" / f"{name}.md"
    whole = page.read_bytes()
    try:
        page.unlink()
        told = f"{page} is missing: restore the file, or take away guides/{name}.html, which was built of it."
        assert check_files(NOTEBOOKS, desk) == [told]
    finally:
        page.write_bytes(whole)
    assert check_files(NOTEBOOKS, desk) == []


def test_a_guide_left_of_a_lesson_asks_for_no_page(tmp_path):
    shutil.copytree(NOTEBOOKS / "src", tmp_path / "src")
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "09-old.html").touch()
    assert check_files(tmp_path) == []


def test_a_lesson_that_is_begun_asks_for_its_exercises(tmp_path):
    shutil.copytree(NOTEBOOKS / "src", tmp_path / "src")
    shutil.copy(tmp_path / "src" / "02-soviet-support.md", tmp_path / "src" / "08-new.md")
    assert check_files(tmp_path) == [f"exercises/{name}.toml is missing: restore the file, or write it." for name in ("08", "en/08")]


@pytest.mark.parametrize(
    "name", ["words/en/authoring.toml", "words/en/figures.toml", "exercises/en/02.toml", "cards.toml", "map/land.geojson"]
)
def test_the_command_tells_the_first_cause_and_nothing_else(name, tmp_path):
    shutil.copytree(ROOT / "lessonlib", tmp_path / "lessonlib", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for beside in ("notebooks", "seeds"):
        (tmp_path / beside).symlink_to(ROOT / beside, target_is_directory=True)
    (tmp_path / "lessonlib" / "data" / name).unlink()
    call = [sys.executable, "-c", "import sys; from lessonlib.cli import main; sys.exit(main(['check']))"]
    done = subprocess.run(call, capture_output=True, text=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path)}, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        f"{name} is missing: restore the file, or write it.",
        "lessonlib: 1 fault in the files: nothing else was checked until they can be read.",
    ]


def test_validate_tells_it_once_too(monkeypatch):
    monkeypatch.setattr("lessonlib.authoring.coursecheck.check_files", lambda notebooks: ["cards.toml is missing."])
    assert jobs.check_course(NOTEBOOKS).faults == ["cards.toml is missing."]


def test_what_all_lessons_share_is_told_once(monkeypatch):
    from lessonlib.authoring import lint

    monkeypatch.setattr(lint, "lint_source", lambda source: ["cards.toml has no rows: write them."])
    assert lint.lint_lessons(NOTEBOOKS) == ["cards.toml has no rows: write them."]


def test_what_needs_the_words_of_a_room_says_which_file_is_missing(desk, monkeypatch):
    monkeypatch.setattr("lessonlib.words.WORDS", desk / "words")
    (desk / "words" / "en" / "places.toml").unlink()
    with pytest.raises(DataError, match=r"places\.toml is missing: restore the file, or install the package again\."):
        words("places")
