"""The command that validates a folder of lessons: the course holds, and each way of being wrong is told by file and cell."""

import gc
import io
import os
import re
import shutil

import nbformat
import pytest
from conftest import ROOT
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from lessonlib.authoring.edition import find_editions
from lessonlib.authoring.validation import find_notebooks, validate
from lessonlib.authoring.validation.running import run
from lessonlib.cli import main

NOTEBOOKS = ROOT / "notebooks"


def quiet(_):
    return None


@pytest.fixture(scope="module")
def course():
    """The course as it stands, validated once."""
    return validate(NOTEBOOKS, say=quiet)


def test_the_course_holds(course):
    assert course.faults == []


def test_every_cell_of_every_notebook_was_run(course):
    run = {part.name: part.cells for part in course.done if part.cells is not None}
    folders = [folder for edition in find_editions(NOTEBOOKS) for folder in (edition.folder, edition.folder / "solutions")]
    for path in [path for folder in folders for path in folder.glob("*.ipynb")]:
        assert run.pop(str(path)) == sum(cell.cell_type == "code" for cell in nbformat.read(path, as_version=4).cells) > 0
    assert run == {}


def test_the_sampler_of_all_kinds_runs():
    assert validate(ROOT / "tests" / "notebooks" / "kinds.ipynb", workers=1, say=quiet).faults == []


def write(folder, name, *cells):
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    cells = [cell if hasattr(cell, "cell_type") else new_code_cell(cell, id=f"cell-{place}") for place, cell in enumerate(cells, 1)]
    nbformat.write(new_notebook(cells=[new_markdown_cell("# A title"), *cells]), path)
    return path


def shown(source, text):
    outputs = [nbformat.v4.new_output("execute_result", {"text/plain": text}, execution_count=1)]
    return new_code_cell(source, id="shown", outputs=outputs, execution_count=1)


def test_a_changed_number_is_told_and_a_changed_picture_is_not(tmp_path):
    """A figure is tested apart: its bytes differ from machine to machine."""
    notebook = nbformat.read(NOTEBOOKS / "solutions" / "01-five-texts.ipynb", as_version=4)
    pictures = 0
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "data:image/png" in output.get("data", {}).get("text/html", ""):
                output.data["text/html"], count = re.subn(r"base64,[A-Za-z0-9+/=]+", "base64,AAAA", output.data["text/html"])
                pictures += count
    (tmp_path / "solutions").mkdir()
    path = tmp_path / "solutions" / "picture.ipynb"
    nbformat.write(notebook, path)
    assert pictures and validate(path, workers=1, say=quiet).faults == []
    counted = next(cell for cell in notebook.cells if cell.id == "count-days")
    counted.outputs[0].data["text/plain"] = "datetime.date(2024, 4, 26)"
    nbformat.write(notebook, path)
    (fault,) = validate(path, workers=1, say=quiet).faults
    assert "picture.ipynb, cell 'count-days' (code cell " in fault
    assert "datetime.date(2024, 4, 25)', stored is 'datetime.date(2024, 4, 26)' (text/plain)" in fault


def stream(text):
    return nbformat.v4.new_output("stream", text=text)


RAISES = {"tags": ["raises-exception"]}
VERDICT = "from lessonlib.exercises.verdicts import Verdict, say\nfrom lessonlib.exercises.phrases import Phrases\nsay(Verdict.{}, 'Look.', Phrases('en'))"
#: The cells of a notebook, and what is said of it. Those in a folder "solutions" are compared, others only run.
TOLD = {
    "error": (["1 + 1", "1 / 0"], ["cell 'cell-2' (code cell 2): ZeroDivisionError: division by zero."]),
    "no-python": (["1 +"], ["cell 'cell-1' (code cell 1): SyntaxError: invalid syntax"]),
    "other-cell": (["print(claims)"], ["cell 'cell-1' (code cell 1): NameError: name 'claims' is not defined."]),
    "no-lesson": (["import lessonlib", "lessonlib.open_lesson('55')"], ["cell 'cell-2' (code cell 2): "]),
    "dies": (["import os; os._exit(1)"], ["cell 'cell-1' (code cell 1): its kernel does not start, or has died"]),
    "many": (["nothing"] * 9, ["cell 'cell-1'", "cell 'cell-2'", "cell 'cell-3'", "6 more cells fail"]),
    "unavailable": ([VERDICT.format("WRONG"), VERDICT.format("UNAVAILABLE")], ["cell 'cell-2' (code cell 2): an exercise cannot be checked"]),
    "allowed": ([new_code_cell("1 / 0", id="a", metadata=RAISES)], []),
    "seen": ([shown("1 + 1", "3")], []),
    "text": ([], []),
    "solutions/seen": ([shown("1 + 1", "3")], ["'2', stored is '3' (text/plain); if that is meant, build it again, or run and save it."]),
    "solutions/none": ([new_code_cell("1", id="a", execution_count=1)], ["'1', stored is nothing (text/plain)"]),
    "solutions/printed": ([new_code_cell("print(1)", id="a", execution_count=1, outputs=[stream("2\n")])], [r"'1\n', stored is '2\n' (stdout)"]),
    "solutions/gone": ([shown("", "1")], ["nothing, stored is '1' (text/plain)"]),
    "solutions/long": ([shown("'a' * 99 + 'b' * 99", repr("a" * 99 + "c" * 99))], [f"'…{'a' * 30}{'b' * 30}…', stored is '…{'a' * 30}{'c' * 30}…'"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What is said of a folder with a notebook for each of TOLD, by its name."""
    folder = tmp_path_factory.mktemp("lessons")
    for name, (cells, _) in TOLD.items():
        write(folder, f"{name}.ipynb", *cells)
    found = {part.name: part.faults for part in validate(folder, say=quiet).done}
    return {name: found[str(folder / f"{name}.ipynb")] for name in TOLD}


@pytest.mark.parametrize("name", TOLD)
def test_a_fault_is_one_sentence_with_file_and_cell(told, name):
    says = TOLD[name][1]
    assert len(told[name]) == len(says), told[name]
    for fault, part in zip(told[name], says, strict=True):
        assert f"{name}.ipynb" in fault and part in fault and fault.endswith(".") and "\n" not in fault


def test_settings_of_others_play_no_part(tmp_path, monkeypatch):
    """Neither a teacher's pytest or IPython settings, nor a learner's work."""
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n", encoding="utf-8")
    (tmp_path / "conftest.py").write_text("raise RuntimeError\n", encoding="utf-8")
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "names.py").write_text("left_over = 1\n", encoding="utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.delenv("LESSONLIB_WORK")
    write(tmp_path, "x.ipynb", "import lessonlib", "lessonlib.open_lesson('01').q('clue-in-the-list').check('Hari Ke-792')")
    assert validate(tmp_path, workers=1, say=quiet).faults == [] and not (tmp_path / "work").exists()
    write(tmp_path, "x.ipynb", "left_over")
    assert len(validate(tmp_path, workers=1, say=quiet).faults) == 1


def test_what_cannot_be_read_is_named(tmp_path, capsys):
    (tmp_path / "broken.ipynb").write_text("{", encoding="utf-8")
    write(tmp_path, "well.ipynb", "1")
    (tmp_path / ".ipynb_checkpoints").mkdir()
    shutil.copy(tmp_path / "broken.ipynb", tmp_path / ".ipynb_checkpoints")
    assert main(["validate", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert said.err.count("\n") == 1 and "broken.ipynb cannot be read as a notebook" in said.err
    assert "2 notebooks run, 1 code cell: 1 fault." in said.out and "2 of 2: " in said.out


def test_a_stale_edition_is_told(tmp_path):
    (tmp_path / "src").mkdir()
    text = '---\nkernelspec:\n  display_name: Python 3\n  language: python\n  name: python3\n---\n\n+++ {"id": "header"}\n\n# A title\n'
    (tmp_path / "src" / "06-sum.md").write_text(text, encoding="utf-8")
    faults = validate(tmp_path, workers=1, say=quiet).faults
    assert any("06-sum.ipynb is missing. Run 'lessonlib build'." in fault for fault in faults)
    assert any("06-sum.md, cell 'header'" in fault for fault in faults), faults


@pytest.mark.parametrize(
    ("name", "says"),
    [("nowhere", "There is no folder"), ("", "There are no notebooks in"), ("page.txt", "is not a notebook")],
)
def test_nothing_to_validate_is_one_sentence(tmp_path, capsys, name, says):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "page.txt").touch()
    assert main(["validate", str(tmp_path / "empty" / name)]) == 1
    assert says in (error := capsys.readouterr().err) and error.count("\n") == 1


def test_the_number_of_workers_is_a_number(capsys):
    with pytest.raises(SystemExit):
        main(["validate", "--workers", "0"])
    assert "give 1 or more" in capsys.readouterr().err


def left_open():
    gc.collect()
    return {id(file) for file in gc.get_objects() if type(file) is io.TextIOWrapper and file.name == os.devnull and not file.closed}


def test_a_cell_that_fails_leaves_no_file_open(tmp_path):
    """Whoever runs next in the same process would be told of it."""
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    path, before = write(tmp_path, "x.ipynb", "1 / 0"), left_open()
    assert len(run(path, False, tmp_path / "pytest.ini")[1]) == 1
    assert left_open() <= before


def test_the_floor_is_measured(tmp_path, capsys):
    write(tmp_path, "x.ipynb", "1 + 1")
    assert main(["validate", str(tmp_path), "--floor", "--workers", "1"]) == 0
    assert re.search(r"1 bare kernel: \d+\.\d s, started one after the other; ratio \d+\.\d\d\.", capsys.readouterr().out)


def test_notebooks_are_found_in_order():
    found = find_notebooks(NOTEBOOKS)
    editions = find_editions(NOTEBOOKS)
    assert len(found) == 2 * sum(len(list(edition.sources.glob("*.md"))) for edition in editions) and found == sorted(found)
