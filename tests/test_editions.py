"""A second edition: built from its own folder of sources, and kept in step with the first."""

import re

import nbformat
import pytest
from conftest import ROOT
from foreign import LANGUAGE, make_checkout, run, turned_lesson

from lessonlib import BuildError, LessonlibError, UnknownNameError
from lessonlib.authoring.edition import choose_edition, edition_of, find_editions
from lessonlib.authoring.lint import lint_source
from lessonlib.authoring.lint.lesson import read
from lessonlib.authoring.lint.statements import contested_words, is_statement, silence_names_the_torn
from lessonlib.authoring.lint.step import in_step
from lessonlib.authoring.teaching import page_names
from lessonlib.language import find_language, speaking, spoken
from lessonlib.words import merged, own_words, words

LESSON = "00-start-here.md"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = make_checkout(tmp_path_factory.mktemp("course"), [LESSON])
    done = run(folder, "build")
    assert done.returncode == 0, done.stderr
    return folder


def test_the_paper_of_an_edition_is_in_its_language(built, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("LESSONLIB_CHROMIUM", raising=False)
    done = run(built, "print", "paper", "--language", LANGUAGE)
    assert done.returncode == 0 and not list((built / "paper").rglob("*.pdf")), done.stderr
    contents, packet, card = (
        (built / "paper" / name).read_text(encoding="utf-8") for name in ("contents.html", "packet.html", "cards/00-start-here.html")
    )
    assert "<h1>⟦What to print⟧</h1>" in contents and f'<html lang="{LANGUAGE}">' in packet and "⟦Our English⟧" in packet
    assert (
        card == (built / "notebooks" / LANGUAGE / "cards" / "00-start-here.html").read_text(encoding="utf-8")
        and "⟦What the class did⟧" in card
    )
    assert "There is no edition" in run(built, "print", "paper", "--language", "tlh").stderr


def test_an_edition_is_built_beside_the_first(built):
    assert run(built, "build", "--check").returncode == 0
    edition = built / "notebooks" / LANGUAGE
    assert find_language(edition / "solutions") == LANGUAGE and find_language(built / "notebooks") == "en"
    made = {path.relative_to(edition).as_posix() for path in edition.rglob("*.*") if path.is_file()}
    assert made == {"lessonlib.toml", "00-start-here.ipynb", "solutions/00-start-here.ipynb"} | {
        f"{name}/00-start-here.html" for name in ("cards", "guides", "handouts", "sources")
    } | {f"guides/{name}.html" for name in page_names()}
    here, there = (nbformat.read(folder / "00-start-here.ipynb", as_version=4) for folder in (edition, built / "notebooks"))
    assert [cell.id for cell in here.cells] == [cell.id for cell in there.cells]
    assert "⟦" in here.cells[0].source and "⟦" not in there.cells[0].source
    solved = nbformat.read(edition / "solutions" / "00-start-here.ipynb", as_version=4)
    told = [output.data["text/plain"] for cell in solved.cells for output in cell.get("outputs", ()) if "data" in output]
    assert any(text.startswith("✓ ⟦Right⟧") for text in told)
    for name in ("cards", "guides", "handouts", "sources"):
        page = (edition / name / "00-start-here.html").read_text(encoding="utf-8")
        assert f'<html lang="{LANGUAGE}">' in page and "⟦" in page


def test_a_sound_edition_has_no_faults(built):
    done = run(built, "check")
    assert done.returncode == 0, done.stderr


def test_an_edition_is_opened_and_printed(built, tmp_path):
    assert run(built, "open", "--no-start", "--language", LANGUAGE, str(tmp_path / "mine")).returncode == 0
    assert find_language(tmp_path / "mine") == LANGUAGE and (tmp_path / "mine" / "00-start-here.ipynb").is_file()
    assert run(built, "handout", "--language", LANGUAGE, str(tmp_path / "paper")).returncode == 0
    assert "⟦" in (tmp_path / "paper" / "00-start-here.html").read_text(encoding="utf-8")
    assert run(built, "guide", "--language", LANGUAGE, str(tmp_path / "guides")).returncode == 0
    assert "⟦Plan by the minute⟧" in (tmp_path / "guides" / "00-guide.html").read_text(encoding="utf-8")
    for command in ("open", "handout"):
        done = run(built, command, "--language", "yy", str(tmp_path / "no"))
        assert done.returncode == 1 and "in the language 'yy'; the languages are en, xx." in done.stderr


def test_an_edition_without_sources_is_named(tmp_path):
    from lessonlib.authoring.build import build

    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "42-sum.md").write_text('+++ {"id": "header"}\n\n# A title\n', encoding="utf-8")
    (tmp_path / "zz").mkdir()
    (tmp_path / "zz" / "lessonlib.toml").write_text('language = "zz"\n', encoding="utf-8")
    stale = build(tmp_path, say=lambda _: None)
    assert len(stale) == 1 and "zz has no sources in" in stale[0]


@pytest.fixture
def course(tmp_path, monkeypatch):
    """Sources in two languages; nothing is built, and the exercises of the second are in English."""
    monkeypatch.setattr("lessonlib.exercises.bank.languages", lambda bank: ["en", LANGUAGE])
    sources = tmp_path / "notebooks" / "src"
    (sources / LANGUAGE).mkdir(parents=True)
    text = (ROOT / "notebooks" / "src" / LESSON).read_text(encoding="utf-8")
    (sources / LESSON).write_text(text, encoding="utf-8")
    (sources / LANGUAGE / LESSON).write_text(turned_lesson(text), encoding="utf-8")
    return sources / LANGUAGE / LESSON


#: What is replaced in the source (a pattern), by what, and what is then said.
OUT_OF_STEP = [
    (r'"id": "puzzle"', '"id": "riddle"', ["cell 'puzzle': this cell of the first edition is missing", "cell 'riddle': the first edition has no cell of this id"]),
    (r":id: greeting\n", ":id: greeting\n:tags: [given]\n", ["cell 'greeting': its tags are given, in the first edition none"]),
    (r":tags: \[given\]\n", "", ["cell 'load': its tags are none, in the first edition given"]),
    (r'name = "reader"', 'nama = "reader"', ["cell 'greeting': line 1 of its code is 'nama = \"reader\"', in the first edition 'name = \"reader\"'"]),
    (r'name = "reader"', 'name = "reader"  # a name', ["cell 'greeting': line 1 of its code is"]),
    (r'print\("Welcome,", name\)\n', "", ["cell 'greeting': line 2 of its code is missing, in the first edition 'print(\"Welcome,\", name)'"]),
    (r'(?s)(\+\+\+ \{"id": "own-words".*?)(```.*?\n```\n)', r'\2\n\n\1', ["cell 'search': it stands where the first edition has 'own-words'"]),
    (r"(?s)```\{code-cell\} ipython3\n:id: greeting\n(.*?)```", r'+++ {"id": "greeting"}\n\1', ["cell 'greeting': it is a cell of text, in the first edition one of code"]),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "new", "says"), OUT_OF_STEP, ids=[row[2][0][:50] for row in OUT_OF_STEP])
def test_an_edition_out_of_step_is_named_by_file_cell_and_difference(course, pattern, new, says):
    assert list(in_step(read(course))) == []
    text, changed = re.subn(pattern, new, course.read_text(encoding="utf-8"), count=1)
    assert changed
    course.write_text(text, encoding="utf-8")
    found = [line for line in lint_source(course) if any(part in line for part in says)]
    assert len(found) == len(says) == len(list(in_step(read(course)))), list(in_step(read(course)))
    assert all(line.startswith(f"{LANGUAGE}/{LESSON}, cell ") and line.endswith(".") for line in found)


#: What is replaced in the prose (the first time), by what, and what is then said; ``{n}`` is the line of the place in the translation.
OTHER_REFERENCES = [
    ("[[antara-explainer-014-02]]", "", "cell 'puzzle': [[antara-explainer-014-02]] is missing, which 00-start-here.md has in line {first}"),
    ("[[antara-explainer-014-02]]", "[[tension:visit-to-moscow]]", "line {n}, cell 'puzzle': [[tension:visit-to-moscow]] does not stand in this cell of 00-start-here.md"),
    ("[[antara-explainer-014-02]]", "[[antara-explainer-014-02; antara-explainer-014-02]]", "line {n}, cell 'puzzle': [[antara-explainer-014-02]] does not stand"),
    ("[[antara-explainer-014-02]]", "[[task]]", "line {n}, cell 'puzzle': [[task]] does not stand"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says"), OTHER_REFERENCES, ids=[row[1] or "missing" for row in OTHER_REFERENCES])
def test_other_references_are_named_by_file_line_and_cell(course, old, new, says):
    text, first = (path.read_text(encoding="utf-8") for path in (course, course.parent.parent / LESSON))
    line, there = (part[: part.index(old)].count("\n") + 1 for part in (text, first))
    course.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = [fault for fault in lint_source(course) if says.format(n=line, first=there) in fault]
    assert len(found) == 1, lint_source(course)
    assert found[0].startswith(f"{LANGUAGE}/{LESSON}, line ")


def test_a_reference_that_stands_once_more_or_less_is_told_where_it_stands_last(course):
    text, first = (path.read_text(encoding="utf-8") for path in (course, course.parent.parent / LESSON))
    name, behind = "[[kompas-feature-007-01]]", "[[sindonews-listicle-017-01]]"
    course.write_text(text.replace(behind, behind + name, 1), encoding="utf-8")
    (fault,) = (fault for fault in lint_source(course) if "does not stand" in fault)
    assert f"line {text[: text.index(behind)].count(chr(10)) + 1}, cell 'puzzle': {name} does not stand in this cell" in fault
    course.write_text(text.replace(name, "", 1), encoding="utf-8")
    (fault,) = (fault for fault in lint_source(course) if "]] is missing" in fault)
    assert f"{name} is missing, which {LESSON} has in line {first[: first.rindex(name)].count(chr(10)) + 1}" in fault


def test_references_may_change_places_within_a_cell(course):
    text = course.read_text(encoding="utf-8")
    cell = next(cell for cell in text.split("+++ ") if cell.count("[[") > 1 and len(set(re.findall(r"\[\[.*?\]\]", cell))) > 1)
    one, other = re.findall(r"\[\[.*?\]\]", cell)[:2]
    course.write_text(text.replace(cell, cell.replace(one, "\0").replace(other, one).replace("\0", other)), encoding="utf-8")
    assert list(in_step(read(course))) == []


def test_a_lesson_that_the_first_edition_lacks_is_named(course):
    stray = course.rename(course.with_name("00-mulai.md"))
    (fault,) = in_step(read(stray))
    assert fault.wrong == "the first edition has no lesson of this name" and LESSON in fault.advice


def test_editions_are_found_by_their_folders(course):
    notebooks = course.parent.parent.parent
    assert [edition.language for edition in find_editions(notebooks)] == ["en", LANGUAGE]
    assert choose_edition(notebooks, LANGUAGE).folder == notebooks / LANGUAGE
    assert edition_of(course).notebooks == notebooks and choose_edition(notebooks).is_first
    with pytest.raises(UnknownNameError, match="the languages are en, xx"):
        choose_edition(notebooks, "id")
    (course.parent.parent / "old lessons").mkdir()
    (course.parent.parent / "old lessons" / LESSON).touch()
    with pytest.raises(BuildError, match="is not named by the code of a language"):
        find_editions(notebooks)


def test_a_rule_that_reads_english_steps_aside(course):
    text = course.read_text(encoding="utf-8") + '\n+++ {"id": "more"}\n\nThe regime fell, and on this the texts are silent.\n'
    course.write_text(text, encoding="utf-8")
    lesson = read(course)
    assert list(contested_words(lesson)) == list(silence_names_the_torn(lesson)) == []
    # Numbers and names are the same in every language; what counts pieces of the course is not.
    assert is_statement("Lesson 02 asks.", LANGUAGE) == "02" and is_statement("Lesson 02 asks.") == ""
    assert is_statement("Kim came.", LANGUAGE) == "Kim" and is_statement("A Chinese car.", LANGUAGE) == ""


def test_the_language_in_use_is_that_of_the_folder_or_of_the_build(tmp_path, monkeypatch):
    (tmp_path / "lessonlib.toml").write_text(f'language = "{LANGUAGE}"\n', encoding="utf-8")
    assert spoken() == "en"
    monkeypatch.chdir(tmp_path)
    assert spoken() == LANGUAGE
    with speaking("id"):
        assert spoken() == "id"
    assert spoken() == LANGUAGE and words("places")["title"] == "Places that the texts name"
    assert own_words("places") == {} and merged({"a": {"b": 1}}, {"a": 2}) == {"a": 2}
    with pytest.raises(LessonlibError, match="There are no words 'nothing'; there are authoring"):
        words("nothing")
