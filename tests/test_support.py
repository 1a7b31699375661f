"""Three levels of one task: what is laid beside it differs; question, evidence and checker do not."""

import shutil

import pytest

from lessonlib import UnknownNameError, open_lesson
from lessonlib.exercises.bank import example, lesson_numbers, read_lesson
from lessonlib.exercises.banks import BANK
from lessonlib.exercises.drawing.panel import Panel
from lessonlib.exercises.handing_in.classtable import class_rows
from lessonlib.exercises.handing_in.collect import read_pages
from lessonlib.exercises.lesson import sample
from lessonlib.exercises.proof import check_bank
from lessonlib.exercises.support import STANDARD, SUPPORTS, VARIABLE, excerpt, starters, support_markup, support_of

LESSONS = lesson_numbers()
EXERCISES = [(number, name) for number in LESSONS for name in read_lesson(number).exercises]


@pytest.fixture(autouse=True)
def _fresh(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.delenv("LESSONLIB_WORK", raising=False)


def test_as_it_stands_unless_somebody_chooses():
    assert support_of(open_lesson("05").work) == STANDARD


def test_a_teacher_chooses_for_a_class_and_a_student_for_a_lesson(tmp_path, monkeypatch):
    (tmp_path / "lessonlib.toml").write_text('language = "en"\nsupport = "excerpt"\n')
    lesson = open_lesson("05")
    assert support_of(lesson.work) == "excerpt"
    monkeypatch.setenv(VARIABLE, "sources")
    assert support_of(lesson.work) == "sources"
    lesson.q("left-open").show(support="standard")
    assert support_of(open_lesson("05").work) == "standard"  # kept, and only in this lesson
    assert support_of(open_lesson("04").work) == "sources"


@pytest.mark.parametrize("wrong", ["easy", "", "Excerpt"])
def test_a_level_that_is_none_leaves_the_task_as_it_stands(tmp_path, monkeypatch, wrong):
    monkeypatch.setenv(VARIABLE, wrong)
    (tmp_path / "lessonlib.toml").write_text(f'language = "en"\nsupport = "{wrong}"\n')
    assert support_of(open_lesson("05").work) == STANDARD


def test_a_level_asked_for_that_is_none_is_told():
    with pytest.raises(UnknownNameError, match="no level 'easy' of a task; the levels are excerpt, standard, sources"):
        open_lesson("05").q("left-open").show(support="easy")


@pytest.mark.parametrize("level", SUPPORTS)
@pytest.mark.parametrize("number,name", EXERCISES)
def test_every_task_has_its_levels_and_one_checker(number, name, level):
    question = open_lesson(number).q(name)
    panel = Panel(question)
    panel.widget()
    panel._level.value = level
    beside = panel._beside.value
    assert (beside == "") == (level == STANDARD)
    assert (panel.buttons["hint"].layout.display == "none") == (level == "sources")
    if level == "excerpt":
        assert all(passage.ref in beside for passage in excerpt(question.exercise))
        assert len(starters(question.exercise)) >= 2
    # The same answers, the same verdicts.
    given = question.exercise.row["accept"][:1] or ["some words"]
    assert question.judge(given[0]).verdict == open_lesson(number).q(name).judge(given[0]).verdict


@pytest.mark.parametrize("number,name", EXERCISES)
def test_every_task_of_the_course_has_beginnings_of_its_own(number, name):
    exercise = read_lesson(number).exercises[name]
    assert starters(exercise) == list(exercise.words["starters"])
    # Whoever takes a beginning as it stands has not answered.
    question = open_lesson(number).q(name)
    assert question.judge(starters(exercise)[0]).verdict not in ("CORRECT", "PARTLY")


def test_from_the_sources_alone_nothing_helps():
    panel = Panel(open_lesson("05").q("left-open"))
    assert panel.form.read().startswith("It leaves the matter open")
    helped = list(panel._shape.children)
    panel._level.value = "sources"
    assert panel.form.read() == ""
    assert len(panel._shape.children) == 1 < len(helped)
    panel._level.value = "standard"
    assert panel._shape.children == tuple(helped) and panel.form.read().startswith("It leaves")


def test_a_level_of_the_teacher_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, "sources")
    panel = Panel(open_lesson("05").q("left-open"))
    assert panel.form.read() == "" and not (tmp_path / "work").exists()
    monkeypatch.delenv(VARIABLE)
    assert Panel(open_lesson("05").q("left-open")).form.read().startswith("It leaves")


def test_what_a_student_wrote_stays_whatever_the_level():
    panel = Panel(open_lesson("05").q("left-open"))
    panel.form.write("faktanya tidak jelas")
    for level in SUPPORTS:
        panel._level.value = level
        assert panel.form.read() == "faktanya tidak jelas"


def test_the_teacher_sees_with_which_help(tmp_path):
    lesson = open_lesson("05")
    lesson.q("left-open").check("faktanya tidak jelas")
    lesson.q("left-open").choose_support("excerpt")
    lesson.q("march-2024").check("I can write this, because I read it.")
    folder = tmp_path / "class"
    page = lesson.export(name="A3", folder=folder)
    assert "with an excerpt and sentence starters" in page.html.read_text(encoding="utf-8")
    assert "with an excerpt and sentence starters" in page.markdown.read_text(encoding="utf-8")
    pages, doubts = read_pages(folder)
    assert doubts == []
    assert {row.exercise: row.support for row in class_rows(pages) if row.attempts} == {"left-open": "standard", "march-2024": "excerpt"}


@pytest.mark.parametrize("answer", [None, 3, [], {}, "no level"])
def test_a_record_that_was_changed_by_hand_harms_nothing(answer):
    work = sample().work
    work.records.append({"id": "x", "at": "", "exercise": "horses", "act": "support", "answer": answer})
    assert support_of(work) == STANDARD
    work.records.pop()


def broken(tmp_path, before, after, name="05.toml"):
    shutil.copytree(BANK, tmp_path / "bank")
    path = tmp_path / "bank" / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return check_bank(tmp_path / "bank")


QUOTE = 'id = "left-open"\nkind = "quote"'


@pytest.mark.parametrize(
    ("excerpt", "fault"),
    [
        ('["context:panel-veto-2024"]', "is not of the five pages"),
        ('["sentence:antara-explainer-999-01"]', "there is no sentence"),
        (
            '["sentence:antara-explainer-015-02", "sentence:antara-explainer-001-01", "sentence:antara-explainer-002-01"]',
            "no words that answer",
        ),
        ('["sentence:antara-explainer-015-01", "sentence:antara-explainer-015-02"]', "it gives the answer away"),
    ],
)
def test_an_author_who_errs_is_told(tmp_path, excerpt, fault):
    text = (BANK / "05.toml").read_text(encoding="utf-8")
    own = next((line for line in text.partition(QUOTE)[2].partition("[[exercise]]")[0].splitlines() if line.startswith("excerpt")), "")
    found = broken(tmp_path, f"{own}\n", f"excerpt = {excerpt}\n") if own else broken(tmp_path, QUOTE, f"{QUOTE}\nexcerpt = {excerpt}")
    assert any(fault in line for line in found), found


@pytest.mark.parametrize(("begun", "fault"), [('["It says.", "I think …"]', "has no blank"), ('["It says …"]', "give 2 to 4")])
def test_starters_that_are_wrong_are_told(tmp_path, begun, fault):
    own = next(line for line in (BANK / "en" / "05.toml").read_text(encoding="utf-8").splitlines() if line.startswith("starters"))
    found = broken(tmp_path, own, f"starters = {begun}", "en/05.toml")
    assert any(fault in line for line in found), found


def test_markup_shows_letters_and_the_language():
    told = support_markup(example("horses"), "excerpt")
    assert "The text says “…”." in told and "<script" not in told
