"""Every rule of the course linter is green on lesson 01 and red on a spoilt copy of it."""

import re
import shutil
from dataclasses import replace

import nbformat
import pytest
from conftest import ROOT

from lessonlib import figures
from lessonlib.authoring.lint import RULES, lint_lessons, lint_source, spelling
from lessonlib.authoring.lint.drawings import FROM_OUTSIDE, drawn
from lessonlib.authoring.lint.lesson import read, sample

SOURCE = ROOT / "notebooks" / "src" / "01-five-texts.md"
BY_NAME = {rule.__name__: rule for rule in RULES}


@pytest.fixture
def course(tmp_path):
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    return tmp_path / "notebooks"


def faults(rule, lesson):
    return [f"{fault.cell}: {fault.wrong}: {fault.advice}" for fault in BY_NAME[rule](lesson)]


def test_the_lessons_are_green():
    assert lint_lessons(ROOT / "notebooks") == []


#: rule, what is replaced in the source (a pattern), by what, and what the rule then says.
SPOILT = [
    ("one_heading", r"^# Five texts", "## Five texts", "does not begin with the title"),
    ("one_heading", r"^## Going further", "# Going further", "further: it has a further heading"),
    ("headings_in_order", r"^## Who signs", "#### Who signs", "level 4 follows one of level 2"),
    ("header_complete", r"^\| \*\*Skills\*\*.*\n", "", r"row \*\*Skills\*\* of the header is missing"),
    ("header_complete", r"sourcing, close reading", "", r"row \*\*Skills\*\*"),
    ("header_minutes", r"core 35", "core 40", "core 40, the plan of the exercises 35"),
    ("header_minutes", r"further 25", "further 5", "going further has 5 minutes, its exercises take 8"),
    ("header_minutes", r"core 35, going further 25", "an hour", "its minutes read 'an hour'"),
    ("header_agrees", r"^# Five texts", "# Six texts", "its title is 'Six texts on a table'"),
    ("header_agrees", r"throw away\? \|", "lose? |", "its question is"),
    ("header_agrees", r"sourcing, close reading", "sourcing, empathy", "no exercise practises the skill 'empathy'"),
    ("header_agrees", r"sourcing, close reading", "close reading", "3 exercises practise 'sourcing'"),
    ("header_agrees", r"and one column of it", "and two", "its Python is"),
    ("length", r"Five texts, all in Indonesian\.", "word " * 300, "its texts have 1[45]"),
    ("code_lengths", r"^import lessonlib$", "import lessonlib\n" + "x = 1\n" * 12, "load: it has 18 lines"),
    ("readable_ids", r":id: anatomy$", ":id: cell-7", "cell-7: its id says nothing"),
    ("swaps", r":id: anatomy$", ":id: anatomy\n:tags: [swap]", "anatomy: it is code, and tagged 'swap'"),
    (
        "no_swap_before_the_run",
        r'"id": "anatomy-run", "tags": \["screen"',
        '"id": "anatomy-run", "tags": ["screen", "swap"',
        "anatomy-run: pairs swap here between a guess",
    ),
    ("core_widget", r"lessonlib\.widgets\.inspector\([^)]*\)", "corpus", "its core shows no widget: show one: lessonlib.widgets.compare"),
    (
        "excerpts",
        r"^## Dating the undated$",
        "## Dating the undated\n\n> " + "word " * 240,
        "dating: the section “Dating the undated” quotes 289 words",
    ),
    (
        "outside_figures",
        r"corpus\.documents\[\"title\"\]",
        "lessonlib.figures.votes()",
        r"1 of its 2 figures \(votes\) is drawn from outside",
    ),
    ("taught", r"corpus\.documents\[\"title\"\]", 'corpus.documents["title"].value_counts()', "'.value_counts', which lesson 03 teaches"),
    ("taught", r"corpus\.documents\[\"title\"\]", "[x for x in corpus.documents]", "'comprehension', which no lesson teaches"),
    (
        "excerpts",
        r"^## Dating the undated$",
        "## Dating the undated\n\n> " + "word " * 240,
        "dating: the section “Dating the undated” quotes 289 words",
    ),
    (
        "outside_figures",
        r"corpus\.documents\[\"title\"\]",
        "lessonlib.figures.votes()",
        r"1 of its 2 figures \(votes\) is drawn from outside",
    ),
    ("taught", r"corpus\.documents\[\"title\"\]", 'corpus.documents[corpus.documents["outlet"] == "ANTARA"]', "'mask', which lesson 02"),
    ("taught", r"corpus\.documents\[\"title\"\]", "corpus.documents[", "it is not Python"),
    ("sealed", r"corpus\.documents\[\"title\"\]", 'lessonlib.load_events()["n_independent"]', "sealed until lesson 06: show n_sources"),
    ("sealed", r"\[\[sindonews-listicle@0\]\]", "[[tension:reuters-once]]", "tells where a text comes from, sealed until lesson 06"),
    ("exercises_there", r'lesson\.q\("torn-page"\)\.show\(\)', "corpus", "'torn-page' is shown 0 times"),
    ("exercises_there", r'q\("torn-page"\)\.show', 'q("torn-paper").show', "there is no exercise 'torn-paper'"),
    ("exercises_there", r'q\("neither"\)\.show', 'q("ledger").show', "'ledger' is shown 2 times"),
    ("blank_as_shipped", r'\["\.\.\.", "\.\.\."\]', '["unsigned-analysis", "footnoted-commentary"]', "is CORRECT as it is shipped"),
    ("blank_as_shipped", r'\["\.\.\.", "\.\.\."\]', '["kompas-feature"]', "is WRONG as it is shipped"),
    ("solved_in_solutions", r'check\("Halaman Berikutnya"\)', 'check("negara ketiga")', "its answer to 'torn-page' is WRONG"),
    ("solved_in_solutions", r'lesson\.q\("torn-page"\)\.check\(.*', "corpus", "'torn-page' has no solution"),
    ("references_resolve", r"\[\[kompas-feature@157\]\]", "[[kompas-feature@158]]", "no sentence or part of a page 'kompas-feature@158'"),
    ("references_resolve", r"context:kompas-day-92", "context:kompas-day-93", "is it 'kompas-day-92'"),
    ("sourced", r" \[\[kompas-feature@157\]\]", "", "scene: “On your desk"),
    ("sourced", r"Five texts, all in Indonesian\.", "Stalin chose him.", "names 'Stalin'"),
    ("sourced", r"Five texts, all in Indonesian\.", "It ended in 1991.", "names '1991'"),
    ("outside_marked", r"> \*\*From outside\.\*\* ", "", "without the mark “From outside”"),
    (
        "outside_share",
        r"\[\[(?:kompas|sindo|antara|unsigned|footnoted)-[^]]*\]\]",
        "[[context:kompas-day-92]]",
        "rest on outside pages alone",
    ),
    ("contested_words", r"Five texts, all in Indonesian\.", "The regime fell.", "contested word “regime”"),
    (
        "silence_names_the_torn",
        r"Five texts, all in Indonesian\.",
        "On this the texts are silent.",
        "without naming kompas-feature and unsigned",
    ),
    ("links_resolve", r"Five texts, all in Indonesian\.", "See [lesson 00](00-start.ipynb).", "00-start.ipynb leads nowhere"),
    ("outside_links", r"Five texts, all in Indonesian\.", "See [this](https://example.org/a).", "outside a passage “From outside”"),
    ("outside_links", r"> \*\*From outside\.\*\* ", "> **From outside.** [This](https://example.org/a). ", "is no page of sources.csv"),
    ("images_have_alt", r"Five texts, all in Indonesian\.", "![](docs/a.png)", "a picture has no alt text"),
    ("images_have_alt", r"Five texts, all in Indonesian\.", '<img src="a.png">', "a picture has no alt text"),
]


@pytest.mark.parametrize(("rule", "pattern", "new", "says"), SPOILT, ids=[f"{row[0]}-{row[3][:24]}" for row in SPOILT])
def test_a_spoilt_lesson_is_found(course, rule, pattern, new, says):
    path = course / "src" / SOURCE.name
    text = path.read_text(encoding="utf-8")
    spoilt, changed = re.subn(pattern, lambda _: new, text, count=0 if rule == "outside_share" else 1, flags=re.MULTILINE)
    assert changed
    assert faults(rule, read(path)) == []
    path.write_text(spoilt, encoding="utf-8")
    assert any(re.search(says, fault) for fault in faults(rule, read(path))), faults(rule, read(path))
    # The card of a lesson rests on what the lesson rests on, and is told of with it.
    assert all(fault.startswith((SOURCE.name, "words/en/cards.toml, [01]")) and fault.endswith(".") for fault in lint_source(path))


def without(bank, *names):
    return replace(bank, exercises={name: exercise for name, exercise in bank.exercises.items() if name not in names})


def test_exercises_too_few_of_one_kind_or_without_ledger():
    lesson = read(SOURCE)
    few = replace(lesson, bank=without(lesson.bank, "torn-page", "clue-in-the-list"))
    told = faults("exercises_shape", few)
    assert any("it has 4 exercises" in fault for fault in told) and any("no core exercise quotes" in fault for fault in told)
    assert faults("ledger", replace(lesson, bank=without(lesson.bank, "ledger")))
    assert faults("exercises_shape", lesson) == faults("ledger", lesson) == []
    assert "lessonlib/data/exercises has no 01.toml" in faults("exercises_there", replace(lesson, bank=None))[0]
    turned = replace(lesson.bank, exercises=dict(reversed(lesson.bank.exercises.items())))
    assert "another order" in faults("exercises_there", replace(lesson, bank=turned))[0]


def test_too_many_new_kinds(monkeypatch):
    lesson = read(SOURCE)
    monkeypatch.setattr("lessonlib.authoring.lint.tasks._kinds_before", lambda lesson: {"choice"})
    assert "3 new kinds of exercise (open, quote, table)" in faults("exercises_shape", lesson)[0]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda nb: nb.cells[2].update(outputs=[], execution_count=3), "shows an output"),
        (lambda nb: nb.cells[-1].update(source='lesson.q("torn-page").check("Halaman Berikutnya")'), "holds a solution"),
        (lambda nb: nb.cells[-1].metadata.update(tags=["solution"]), "holds a solution"),
        (lambda nb: nb.cells[-1].update(source="A car. [[kompas-feature@157]]"), "shows a reference as written"),
        (lambda nb: nb.metadata.update(widgets={"a": {}}), "holds saved widgets"),
    ],
)
def test_an_unclean_student_edition_is_found(course, change, says):
    path = course / "01-five-texts.ipynb"
    notebook = nbformat.read(path, as_version=4)
    change(notebook)
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
    assert any(says in fault for fault in faults("student_edition_clean", read(course / "src" / SOURCE.name)))
    path.unlink()
    assert "no student edition" in faults("student_edition_clean", read(course / "src" / SOURCE.name))[0]


def test_a_figure_without_alt_is_found(course):
    path = course / "solutions" / "01-five-texts.ipynb"
    path.write_text(re.sub(r'<img alt=\\"[^"]*\\"', "<img", path.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    assert "a picture that it shows has no alt text" in faults("images_have_alt", read(course / "src" / SOURCE.name))[0]


def test_a_heading_is_measured_by_the_one_before_it_not_by_the_deepest():
    lesson = sample("# One\n\n## Two\n\n### Three\n\n## Two again\n\n#### Four")
    assert faults("headings_in_order", lesson) == ["text: a heading of level 4 follows one of level 2: write ###"]


def test_a_plot_of_its_own_is_a_picture_without_alt(course):
    """What matplotlib shows by itself is a PNG that no screen reader can read."""
    path = course / "solutions" / "01-five-texts.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cell = next(cell for cell in notebook.cells if cell.cell_type == "code")
    cell.outputs = [nbformat.v4.new_output("display_data", {"image/png": "aGk=", "text/plain": "<Figure>"})]
    nbformat.write(notebook, path)
    found = faults("images_have_alt", read(course / "src" / SOURCE.name))
    assert found == [f"{cell.id}: it shows a picture without alt text: draw it with lessonlib.figures, or give it one"]


def test_an_answer_in_code_is_judged_by_what_the_executed_edition_shows(course):
    path = course / "src" / SOURCE.name
    text = path.read_text(encoding="utf-8").replace('check(["...", "..."])', 'check(corpus.documents["title"])')
    path.write_text(text, encoding="utf-8")
    assert faults("blank_as_shipped", read(path)) == []  # the edition on disk still shows "not attempted"
    executed = course / "solutions" / "01-five-texts.ipynb"
    notebook = nbformat.read(executed, as_version=4)
    cell = next(cell for cell in notebook.cells if cell.id == "neither-code")
    cell.outputs[0].data["text/plain"] = "✓ Right."
    nbformat.write(notebook, executed)
    assert "is CORRECT as it is shipped" in faults("blank_as_shipped", read(path))[0]


@pytest.fixture
def second(course):
    """Lesson 02, which keeps to the measure of the core."""
    return course / "src" / "02-soviet-support.md"


CELL = "```{{code-cell}} ipython3\n:id: more-{}\n:tags: [given]\n\ncorpus\n```\n\n"


@pytest.mark.parametrize(("more", "says"), [(0, ""), (1, "its core has 11 cells of code: have 6 to 10")])
def test_cells_of_code_are_counted_in_the_core_as_a_student_sees_them(second, more, says):
    """Given cells count, those of the solution edition and those below "Going further" do not."""
    text = second.read_text(encoding="utf-8")
    cells = "".join(CELL.format(number) for number in range(more))
    head, further = re.split(r'(?=^\+\+\+ \{"id": "further")', text, flags=re.MULTILINE)
    solution = CELL.format("solved").replace("[given]", "[solution]")
    second.write_text(head + cells + solution + further + "\n" + CELL.format("below") * 1, encoding="utf-8")
    assert [fault.lstrip(": ") for fault in faults("core_code", read(second))] == ([says] if says else [])


def test_a_core_with_too_few_cells_of_code_is_found(second):
    text = second.read_text(encoding="utf-8")
    parts = re.split(r"(^```\{code-cell\}.*?^```$)", text, flags=re.DOTALL | re.MULTILINE)
    second.write_text("".join(part for place, part in enumerate(parts) if place % 2 == 0 or place > 12), encoding="utf-8")
    assert "have 6 to 10" in faults("core_code", read(second))[0]


def test_a_box_from_outside_is_no_excerpt_and_a_heading_begins_anew(second):
    text = second.read_text(encoding="utf-8")
    outside = "word " * 300 + "[[context:car-missile-2024]]\n"
    box = f'+++ {{"id": "box"}}\n\n> **From outside.** {outside}>\n> {outside}'
    parted = "\n## One more\n\n> " + "word " * 200 + "\n\n## And one\n\n> " + "word " * 200 + "\n"
    head, further = re.split(r'(?=^\+\+\+ \{"id": "further")', text, flags=re.MULTILINE)
    second.write_text(head + box + parted + further + '\n+++ {"id": "below"}\n\n> ' + "word " * 300, encoding="utf-8")
    assert faults("excerpts", read(second)) == []
    assert faults("excerpts", replace(read(second), language="xx")) == []
    second.write_text(head + box + parted.replace("## And one", "And one.") + further, encoding="utf-8")
    assert "“One more” quotes 400 words" in faults("excerpts", read(second))[0]


def test_every_figure_is_known_to_be_of_the_texts_or_from_outside():
    from_texts = {"anatomy", "coverage", "who_speaks", "timeline", "matrix", "parallels", "family_tree", "places"}
    assert set(figures.__all__) - {"Figure"} <= {*from_texts, *FROM_OUTSIDE}
    assert drawn("figures.votes()\nlessonlib.figures.trade('exports')\nfigures = 1\ncorpus.votes()") == ["votes", "trade"]


def test_one_outside_figure_in_three_is_allowed(course):
    path = course / "src" / SOURCE.name
    shown = "lessonlib.figures.coverage()\nlessonlib.figures.timeline()\nlessonlib.figures.votes()"
    path.write_text(path.read_text(encoding="utf-8").replace('corpus.documents["title"]', shown, 1), encoding="utf-8")
    assert faults("outside_figures", read(path)) == []


def test_every_rule_is_proved():
    apart = {"core_code", "in_step", "exercises_shape", "ledger", "student_edition_clean", "spelling"}
    assert {rule for rule, *_ in SPOILT} | apart == set(BY_NAME)
    assert all(rule.__doc__ for rule in RULES)


def test_a_misspelling_is_found(course):
    path = course / "src" / SOURCE.name
    path.write_text(path.read_text(encoding="utf-8").replace("Five texts, all", "Five texts, recieved, all"), encoding="utf-8")
    assert faults("spelling", read(path)) == ["jigsaw: “recieved” is misspelt: write “received”"]


def test_codespell_is_asked_once_about_the_whole_course(course, monkeypatch):
    """Lessons, cards and pages: what is found is told of the right cell."""
    asked, run = [], spelling.subprocess.run
    monkeypatch.setattr(spelling.subprocess, "run", lambda *args, **given: asked.append(given["input"]) or run(*args, **given))
    path = course / "src" / SOURCE.name
    path.write_text(path.read_text(encoding="utf-8").replace("Five texts, all", "Five texts, recieved, all"), encoding="utf-8")
    told = [fault for fault in lint_lessons(course) if "misspelt" in fault]
    assert told == [f"{SOURCE.name}, cell 'jigsaw': “recieved” is misspelt: write “received”."] and len(asked) == 1


def test_a_bloc_is_no_block():
    assert not list(spelling.spelling(sample("# The socialist bloc")))


def test_spelling_reads_what_codespell_says(monkeypatch):
    """Also where it is not installed: its answer is read line by line."""
    said = "3: recieve it\n\trecieve ==> receive\n"
    monkeypatch.setattr(spelling, "can_spell", lambda: True)
    monkeypatch.setattr(spelling.subprocess, "run", lambda *_, **__: type("Done", (), {"stdout": said}))
    (fault,) = faults("spelling", read(SOURCE))
    assert "“recieve” is misspelt: write “receive”" in fault


def test_a_source_without_ids_is_one_fault(course):
    path = course / "src" / SOURCE.name
    path.write_text(path.read_text(encoding="utf-8").replace(":id: anatomy\n", ""), encoding="utf-8")
    (fault,) = lint_source(path)
    assert "has no id" in fault
