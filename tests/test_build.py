import re

import nbformat
import pytest
from conftest import ROOT

from lessonlib import BuildError
from lessonlib.authoring.build import build, solution_edition, student_edition
from lessonlib.authoring.source import list_sources, read_source

HEAD = "---\nkernelspec:\n  display_name: Python 3\n  language: python\n  name: python3\n---\n\n"
LESSON = (
    HEAD
    + '+++ {"id": "header"}\n\n# A title\n\n```{code-cell} ipython3\n:id: sum\n\n1 + 1\n```\n\n+++ {"id": "answer", "tags": ["solution"]}\n\nTwo.\n'
)


@pytest.fixture
def notebooks(tmp_path):
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "01-sum.md").write_text(LESSON, encoding="utf-8")
    return tmp_path


def quiet(_):
    return None


def test_editions(notebooks):
    assert build(notebooks, say=quiet) == []
    student, solution = (
        nbformat.read(path, as_version=4) for path in (notebooks / "01-sum.ipynb", notebooks / "solutions" / "01-sum.ipynb")
    )
    assert [cell.id for cell in student.cells] == ["header", "sum"]
    assert student.cells[1].outputs == [] and student.cells[1].execution_count is None
    assert [cell.id for cell in solution.cells] == ["header", "sum", "answer"]
    assert solution.cells[1].outputs[0].data["text/plain"] == "2"
    assert "id" not in solution.cells[0].metadata and "execution" not in solution.cells[1].metadata
    assert build(notebooks, only_check=True, say=quiet) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda nb: nb.cells[1].update(source="1 + 2"), r"cell 'sum' differs from the source \(source\)"),
        (lambda nb: nb.cells.pop(), "its cells are not those of the source"),
        (lambda nb: nb.cells[0].update(id="other"), "its cells are not those of the source"),
        (lambda nb: nb.metadata.update(author="x"), "its metadata are not"),
        (lambda nb: nb.cells[1].update(execution_count=3), r"differs from the source \(execution_count\)"),
    ],
)
def test_a_stale_notebook_is_found(notebooks, change, says):
    build(notebooks, say=quiet)
    path = notebooks / "01-sum.ipynb"
    notebook = nbformat.read(path, as_version=4)
    change(notebook)
    nbformat.write(notebook, path)
    (stale,) = build(notebooks, only_check=True, say=quiet)
    assert re.search(says, stale)


def test_a_stale_guide_is_found(notebooks):
    build(notebooks, say=quiet)
    guide = notebooks / "guides" / "01-sum.html"
    guide.write_text(guide.read_text(encoding="utf-8").replace("Plan by the minute", "Plan"), encoding="utf-8")
    (stale,) = build(notebooks, only_check=True, say=quiet)
    assert stale.endswith("01-sum.html is not what the bank says.")


def test_pictures_of_other_data_are_found(notebooks):
    build(notebooks, say=quiet)
    (notebooks / "pictures" / "drawn-from.txt").write_text("0" * 64 + "\n", encoding="ascii")
    (stale,) = build(notebooks, only_check=True, say=quiet)
    assert stale == f"{notebooks / 'pictures'} holds pictures of other data than stand in lessonlib/data and seeds."


def test_a_notebook_without_source_and_a_missing_one(notebooks):
    (notebooks / "02-gone.ipynb").touch()
    stale = build(notebooks, only_check=True, say=quiet)
    assert sum("is missing" in line for line in stale) == 2
    assert any("02-gone.ipynb has no source" in line for line in stale)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (LESSON.replace(":id: sum\n", ""), r"cell 2 \(1 \+ 1\) has no id"),
        (LESSON.replace("id: sum", "id: header"), "which an earlier cell has too"),
        (LESSON.replace("id: sum", "id: Sum of all"), "use small letters"),
        (LESSON.replace("1 + 1", "1 / 0"), "ZeroDivisionError"),
    ],
)
def test_a_bad_source_fails_the_build(notebooks, text, says):
    (notebooks / "src" / "01-sum.md").write_text(text, encoding="utf-8")
    with pytest.raises(BuildError, match=says):
        build(notebooks, say=quiet)


def test_sources_must_be_there_and_well_named(tmp_path, notebooks):
    with pytest.raises(BuildError, match="no lesson sources"):
        list_sources(tmp_path / "nowhere")
    (notebooks / "src" / "lesson two.md").touch()
    with pytest.raises(BuildError, match="rename it"):
        list_sources(notebooks / "src")


def test_the_committed_notebooks_are_what_the_sources_build():
    assert build(ROOT / "notebooks", only_check=True, say=quiet) == []


def test_no_widget_state_is_saved():
    for source in list_sources(ROOT / "notebooks" / "src"):
        lesson = solution_edition(read_source(source), ROOT / "notebooks")
        assert "widgets" not in lesson.metadata
        assert "widget-view" not in nbformat.writes(lesson)
        assert not [cell.id for cell in student_edition(read_source(source)).cells if "solution" in cell.metadata.get("tags", [])]
