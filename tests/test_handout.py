"""The handout of each lesson: at most four sides, no key, no network, and current."""

import re

import nbformat
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from lab import need_paper

import lessonlib
from lessonlib.authoring.build import build, masked
from lessonlib.authoring.handout import handout_page, write_handouts
from lessonlib.authoring.lint.tasks import calls
from lessonlib.authoring.references import read_reference
from lessonlib.authoring.source import read_source
from lessonlib.authoring.sourcenotes import source_list
from lessonlib.browser import print_page
from lessonlib.cli import main
from lessonlib.exercises.bank import example, read_lesson
from lessonlib.exercises.banks import SAMPLER

NOTEBOOKS = ROOT / "notebooks"
HANDOUTS = sorted((NOTEBOOKS / "handouts").glob("*.html"))
MOST_SIDES = 4


def stem(path):
    return path.stem


def test_each_lesson_has_one():
    assert [path.stem for path in HANDOUTS] == sorted(path.stem for path in (NOTEBOOKS / "src").glob("*.md"))


def printed_sides(page, folder):
    """Print a page with Chromium, everything outside this machine blocked, and count the sides."""
    return print_page(page, folder / "handout.pdf", need_paper())


@pytest.mark.browser
@pytest.mark.parametrize("path", HANDOUTS, ids=stem)
def test_it_prints_on_four_sides_at_most(path, tmp_path):
    assert 1 <= printed_sides(path, tmp_path) <= MOST_SIDES


@pytest.mark.browser
def test_a_fifth_side_would_be_found(tmp_path):
    path = tmp_path / "long.html"
    text = HANDOUTS[0].read_text(encoding="utf-8")
    path.write_text(text.replace("</main>", "<p>More.</p>" * 150 + "</main>"), encoding="utf-8")
    assert printed_sides(path, tmp_path) > MOST_SIDES


@pytest.mark.parametrize("path", HANDOUTS, ids=stem)
def test_it_asks_nothing_of_any_host_and_runs_nothing(path):
    text = path.read_text(encoding="utf-8")
    page = BeautifulSoup(text, "html.parser")
    assert not page.find_all(["script", "link", "iframe", "object", "embed", "video", "audio"])
    assert all(image["src"].startswith("data:image/") and len(image["alt"]) > 20 for image in page.find_all("img"))
    assert "url(" not in text and "@import" not in text
    assert not [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
    assert page.html["lang"] == "en" and page.title.string == page.h1.string and len(page.find_all("h1")) == 1
    assert all(place["href"][0] != "#" or page.find(id=place["href"][1:]) for place in page.find_all("a"))
    assert all(folded.has_attr("open") for folded in page.find_all("details"))


@pytest.mark.parametrize("path", HANDOUTS, ids=stem)
def test_it_asks_every_question_and_answers_none(path):
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    text, lesson = page.get_text(), read_lesson(path.stem[:2])
    tasks = page.find_all(class_="task")
    cells = read_source(NOTEBOOKS / "src" / f"{path.stem}.md").cells
    # What goes further may be left to the screen for want of room; the core is never.
    left_out = {
        name for cell in cells if "screen" in cell.metadata.get("tags", []) for name, verb, _ in calls(cell.source) if verb == "show"
    }
    assert len(tasks) == len(lesson.exercises) - len(left_out)
    assert {lesson.exercises[name].row["level"] for name in left_out} <= {"further"}
    assert all(task.find(class_="line") or task.find(class_="grid") for task in tasks)
    for exercise in lesson.exercises.values():
        told = [
            exercise.say("right"),
            exercise.say("teacher"),
            *exercise.words.get("hints", ()),
            *exercise.words.get("samples", {}).values(),
        ]
        assert not [sentence for sentence in told if sentence and sentence in text]
    for cell in cells:
        if "solution" in cell.metadata.get("tags", []):
            assert cell.source not in text
    assert "[[" not in text


def test_lesson_01_has_its_figure_paper_table_and_sources():
    page = BeautifulSoup((NOTEBOOKS / "handouts" / "01-five-texts.html").read_text(encoding="utf-8"), "html.parser")
    assert len(page.find_all("img")) == 1 and page.find("td", string="Bernadette Aderi Puspaningrum")
    notes = page.find("ol", class_="sources").find_all("li")
    assert len(notes) >= 10 and "30/08/2022, 22:44 WIB" in notes[0].get_text()
    # What helps before a screen only is left out.
    assert "Shift+Enter" not in page.get_text() and "lesson.export" not in page.get_text() and "core 35" not in page.get_text()


def test_matrix_and_choice_have_room(tmp_path):
    lesson = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell("# Try"), nbformat.v4.new_code_cell('lesson.q("who-says-it").show()'), nbformat.v4.new_code_cell('lesson.q("silence").show()')]
    )  # fmt: skip
    page = BeautifulSoup(handout_page(lesson, tmp_path / "none.ipynb", read_lesson("99", bank=SAMPLER)), "html.parser")
    grid = page.find("table", class_="grid")
    matrix = example("who-says-it")
    assert len(grid.find_all("tr")) == 1 + len(matrix.row["items"])
    assert len(grid.find_all("td")) == 1 + len(matrix.row["items"]) * len(matrix.row["columns"])
    assert page.find_all(class_="task")[1].find(class_="line")
    # What the table names is not listed above it once more.
    assert all(page.get_text().count(matrix.label("items", key)) == 1 for key in matrix.row["items"])


def test_an_output_stands_on_paper_where_the_source_says_so(tmp_path):
    cell = nbformat.v4.new_code_cell("1", metadata={"tags": ["paper"]}, outputs=[nbformat.v4.new_output("stream", text="a < b")])
    cell.id = "one"
    lesson = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Try"), cell])
    nbformat.write(lesson, tmp_path / "try.ipynb")
    assert "<pre>a &lt; b</pre>" in handout_page(lesson, tmp_path / "try.ipynb", None)
    cell.outputs = [nbformat.v4.new_output("stream", text="phase\ncooling    10\nName: count, dtype: int64")]
    nbformat.write(lesson, tmp_path / "try.ipynb")
    assert "<pre>cooling    10</pre>" in handout_page(lesson, tmp_path / "try.ipynb", None)
    cell.metadata = {}
    assert "<pre>" not in handout_page(lesson, tmp_path / "try.ipynb", None)


def test_a_series_names_the_publishers_of_its_pages_and_no_title():
    said = source_list([read_reference("series:meetings")])
    assert "Wilson Center Digital Archive (7 pages)" in said and "The Press (Christchurch)" in said
    assert not any(title in said for title in lessonlib.load_sources()["title"][lessonlib.load_series("meetings")["source"]])


def test_a_frame_and_the_sources_so_far_stand_where_the_source_says_so(tmp_path):
    texts = ("# Try", "Draw it. [[kompas-feature@157; kompas-feature@3957]]", "Compare. [[kompas-feature@3957; antara-explainer@5056]]")
    cells = [nbformat.v4.new_markdown_cell(text) for text in texts]
    cells[1].metadata["tags"] = ["room", "sources"]
    page = BeautifulSoup(handout_page(nbformat.v4.new_notebook(cells=cells), tmp_path / "none.ipynb", None), "html.parser")
    room = page.find(class_="room")
    assert not room.get_text() and "Draw it" in room.find_previous("p").get_text() and "Compare" in room.find_next("p").get_text()
    first, second = page.find_all("ol", class_="sources")
    assert [note["id"] for note in first.find_all("li")] == ["n1", "n2"] and "start" not in first.attrs
    assert [note["id"] for note in second.find_all("li")] == ["n3"] and second["start"] == "3"
    assert room.find_next("ol") is first and "Compare" in first.find_next("p").get_text()


def test_english_that_stands_on_the_sheet_is_not_said_again_among_the_sources(tmp_path):
    said = "It is written: “Next page”. [[kompas-feature@3957]]"
    for text, again in ((said, 0), (said.replace("Next page", "Turn over"), 1)):
        lesson = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Try"), nbformat.v4.new_markdown_cell(text)])
        page = BeautifulSoup(handout_page(lesson, tmp_path / "none.ipynb", None), "html.parser")
        assert "Halaman Berikutnya" in page.find("ol").get_text() and page.find("ol").get_text().count("Next page") == again


@pytest.mark.browser
def test_nothing_on_the_first_sheet_of_lesson_06_shows_the_family(tmp_path):
    (source,) = (NOTEBOOKS / "src").glob("06-*.md")
    text = handout_page(read_source(source), NOTEBOOKS / "solutions" / f"{source.stem}.ipynb", read_lesson("06"))
    asked, came = text.split('<div class="new-side"></div>')
    assert 'class="room"' in asked and "<img" not in asked and came.count("<img") == 1
    assert not [word for word in ("The Diplomat", "line of descent", "Lincoln Daily News") if word in asked]
    page = tmp_path / "asked.html"
    page.write_text(f"{asked}</main></body></html>", encoding="utf-8")
    assert printed_sides(page, tmp_path) <= 2


@pytest.mark.browser
def test_a_cell_can_begin_a_new_side(tmp_path):
    cells = [nbformat.v4.new_markdown_cell(text) for text in ("# Try", "Foretell.", "What came.")]
    lesson = nbformat.v4.new_notebook(cells=cells)
    sides = []
    for tags in ([], ["new-side"]):
        cells[-1].metadata["tags"] = tags
        page = tmp_path / "page.html"
        page.write_text(handout_page(lesson, tmp_path / "none.ipynb", None), encoding="utf-8")
        sides.append(printed_sides(page, tmp_path))
    assert sides == [1, 2]


@pytest.mark.browser
def test_what_lesson_05_lets_students_foretell_stands_alone_on_two_sides(tmp_path):
    (source,) = (NOTEBOOKS / "src").glob("05-*.md")
    text = handout_page(read_source(source), NOTEBOOKS / "solutions" / f"{source.stem}.ipynb", read_lesson("05"))
    asked, came = text.split('<div class="new-side"></div>')
    assert "Exercise 4" in asked and "From outside" not in asked and came.count("From outside") >= 2
    page = tmp_path / "asked.html"
    page.write_text(f"{asked}</main></body></html>", encoding="utf-8")
    assert printed_sides(page, tmp_path) <= 2


def test_pictures_are_masked_and_words_are_not():
    text = (NOTEBOOKS / "handouts" / "01-five-texts.html").read_text(encoding="utf-8")
    other = re.sub(r"base64,[A-Za-z0-9+/=]{100,}", "base64,AAAA", text)
    assert other != text and masked(other) == masked(text)
    assert masked(text.replace("Who signs?", "Who writes?")) != masked(text)


@pytest.mark.parametrize("folder", ["cards", "handouts", "sources"])
def test_a_stale_page_is_found(tmp_path, folder):
    import shutil

    shutil.copytree(NOTEBOOKS, tmp_path / "notebooks")
    path = tmp_path / "notebooks" / folder / "01-five-texts.html"
    path.write_text(path.read_text(encoding="utf-8").replace("</main>", "<p>More.</p></main>"), encoding="utf-8")
    (stale,) = build(tmp_path / "notebooks", only_check=True, say=lambda line: None)
    assert stale.endswith("01-five-texts.html is not what the source builds.")
    (path.parent / "09-gone.html").touch()
    assert "09-gone.html has no source" in build(tmp_path / "notebooks", only_check=True, say=lambda line: None)[-1]


def test_the_command_writes_them(tmp_path, capsys):
    assert main(["handout", str(tmp_path / "out")]) == 0
    assert str(tmp_path / "out" / "01-five-texts.html") in capsys.readouterr().out
    (tmp_path / "file").touch()
    assert main(["handout", str(tmp_path / "file")]) == 1
    assert "name another folder" in capsys.readouterr().err


def test_written_is_what_is_committed(tmp_path):
    written = write_handouts(tmp_path, NOTEBOOKS)
    assert [path.name for path in written] == [path.name for path in HANDOUTS]
    assert all(
        masked(one.read_text(encoding="utf-8")) == masked(two.read_text(encoding="utf-8"))
        for one, two in zip(written, HANDOUTS, strict=True)
    )
