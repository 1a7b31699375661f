"""What a student's own work is shown in, in the language of ⟦brackets⟧: ledger, pages to hand in, notices, levels, projector, paper."""

import json
import re

import pytest
from brackets import LANGUAGE, LESSONS, forgotten, left_over, strings_of, visible
from brackets import data as data
from brackets import foreign as foreign
from brackets import known as known
from conftest import ROOT
from foreign import turned_lesson

from lessonlib import load_corpus
from lessonlib.authoring.guide import guide_page
from lessonlib.authoring.handout import handout_page
from lessonlib.authoring.source import read_source
from lessonlib.exercises.bank import read_lesson
from lessonlib.exercises.drawing.panel import Panel
from lessonlib.exercises.handing_in.classpage import write_class
from lessonlib.exercises.handing_in.collect import read_pages
from lessonlib.exercises.lesson import open_lesson
from lessonlib.exercises.phrases import Phrases
from lessonlib.exercises.support import SUPPORTS
from lessonlib.history.outside import SERIES
from lessonlib.presenting import stepwise
from lessonlib.widgets import reader, timeline

SOURCES = sorted(path.name for path in (ROOT / "notebooks" / "src").glob("*.md"))
#: What students of the tests write: numbers, ids and quotations, so that every word left over is the course's.
CLAIM = "⟦I count⟧ 2 “bulan lalu” (sindonews-listicle-006-02) ⟦perhaps, for so many words stand here that nobody takes this for too short.⟧"


@pytest.fixture
def course(foreign, monkeypatch, tmp_path):
    """Lessons in that language, their work kept in a folder."""
    monkeypatch.setattr(Phrases.__init__, "__defaults__", (foreign / "exercises",))
    monkeypatch.setenv("LESSONLIB_WORK", str(tmp_path / "work"))
    return lambda number: open_lesson(number, foreign / "exercises")


def worked(course):
    """Somebody's whole way: the first lesson, the ledger in several, the last with its periods and sentences."""
    for number in LESSONS:
        lesson = course(number)
        for name in lesson.exercise_ids:
            if lesson.q(name).exercise.kind == "open":
                lesson.q(name).check(CLAIM)
    last = course("07")
    reader(load_corpus(), lesson="07").keep("kompas-feature-001-01", "⟦a note⟧")
    cuts = timeline(lesson="07").periods
    cuts.parts()
    cuts.fields[1].value = 2018
    cuts.place.value = "⟦I cut there⟧"
    return last


def markdown(text):
    """A page in Markdown as its reader meets it: fences and escapes aside."""
    return re.sub(r"\\([\\`*_{}\[\]<>#|~&.)!+=-])", r"\1", text.replace("```text", ""))


def shown(thing):
    return [("plain", str(thing)), ("page", visible(thing._repr_html_()))]


def test_ledger_and_progress_and_what_was_written_before(course, known, tmp_path):
    before = course("06").ledger()
    last = worked(course)
    (tmp_path / "work" / "03.json").write_text("{", encoding="utf-8")
    said = [*shown(before), *shown(last.ledger()), *shown(last.progress())]
    said += [*shown(last.earlier("00", "belief")), *shown(last.earlier("01", "clue-in-the-list")), *shown(last.earlier("03", "ledger"))]
    assert forgotten(said, known) == set()


def test_seats_and_reset(course, known):
    lesson = course("07")
    said = [*shown(lesson.seats()), *shown(lesson.reset()), *shown(lesson.seats("A3"))]
    lesson.q("ledger").check(CLAIM)
    said += [*shown(lesson.seats("B1", "B2")), *shown(lesson.reset()), *shown(lesson.reset(sure=True))]
    known = known._replace(words=known.words | {"work", "json"})  # of names of files
    said = [
        (name, re.sub(r"lesson\.\w+\([^()]*\)|/[^\s⟦]*", "", text)) for name, text in said
    ]  # what is typed is code; the rest is where a file lies
    assert forgotten(said, known) == set()


@pytest.mark.parametrize("full", [False, True])
def test_ones_own_history(full, course, known, tmp_path):
    last = worked(course) if full else course("07")
    exported = last.my_history(name="A3" if full else "", folder=tmp_path / "pages")
    text = exported.html.read_text(encoding="utf-8"), exported.markdown.read_text(encoding="utf-8")
    assert f'<html lang="{LANGUAGE}"' in text[0]
    said = [("page", visible(text[0])), ("markdown", markdown(text[1]))]
    said = [(name, re.sub(r"lessonlib\.widgets\.timeline\([^()]*\)|lesson\.my_history\(\)", "", told)) for name, told in said]
    assert forgotten(_without_english(said), known) == set()


def _without_english(said):
    """Our English of a sentence, which the Markdown page cannot mark, is quoted whole."""
    return [(name, re.sub(r"^> “.*”(?= ?[⟦(])", "", told, flags=re.MULTILINE)) for name, told in said]


@pytest.mark.parametrize("number", LESSONS)
def test_pages_to_hand_in(number, course, known, tmp_path):
    worked(course)
    lesson = course(number)
    for name in lesson.exercise_ids:
        if lesson.q(name).exercise.kind != "open":
            lesson.q(name).choose_support("excerpt")
            lesson.q(name).check("⟦no⟧")
    exported = lesson.export(name="A3", folder=tmp_path / "pages")
    text = markdown(exported.markdown.read_text(encoding="utf-8"))
    said = [("page", visible(exported.html.read_text(encoding="utf-8"))), ("markdown", text)]
    known = known._replace(words=known.words | {"UTC"})
    assert forgotten(_without_english([(name, re.sub("`[^`]*`", "", told)) for name, told in said]), known) == set()


def test_the_page_of_a_class(course, foreign, known, tmp_path):
    folder, wrong_answers = tmp_path / "in", []
    worked(course)
    for number in ("00", "02", "07"):
        lesson = course(number)
        for name in lesson.exercise_ids[:3]:
            exercise = lesson.q(name).exercise
            for wrong in exercise.misconceptions[:1]:
                lesson.q(name).check(wrong.answers[0])
                wrong_answers += re.findall(r"\w+", str(wrong.answers[0]))
            lesson.q(name).check("⟦no⟧")
        lesson.export(name="A3", folder=folder)
    (folder / "bad.html").write_text("<p>⟦Hello⟧</p>", encoding="utf-8")
    for count, path in enumerate(sorted(folder.glob("0*.html"))):  # a page cut short, one changed, one copied under another name
        text = path.read_text(encoding="utf-8")
        spoilt = (text.replace('"records"', '"recods"'), text.replace('data-verdict="', 'data-verdict="X'), text.replace('"A3"', '"B7"'))[
            count
        ]
        (folder / f"spoilt-{count}.html").write_text(spoilt, encoding="utf-8")
    pages, doubts = read_pages(folder, foreign / "exercises")
    assert len(doubts) >= 4 and len(pages) >= 3
    page = write_class(pages, doubts, tmp_path / "out", LANGUAGE)[1].read_text(encoding="utf-8")
    assert f'<html lang="{LANGUAGE}"' in page
    known = known._replace(
        words=known.words
        | {
            "html",
            "bad",
            "spoilt",
            *"CORRECT WRONG WRONG_TYPE PARTLY RECORDED XRECORDED XWRONG XWRONG_TYPE XPARTLY".replace("_", " ").split(),
            *wrong_answers,
        }
    )
    assert forgotten([("page", part) for part in re.split(r"(?<=\.html: )|\n", visible(page))], known) == set()


@pytest.mark.parametrize("content", ["[", '{"format": "lessonlib-work", "version": 99}', "work of another", None])
def test_notices_of_work_files(content, course, known, tmp_path):
    folder = tmp_path / "work"
    course("02").q("ledger").check(CLAIM)
    if content is None:
        (folder / "02.json").unlink()
        (folder / "02.json").mkdir()
    elif content == "work of another":
        (folder / "02.json").write_text((folder / "02.json").read_text(encoding="utf-8").replace('"02"', '"03"'), encoding="utf-8")
    else:
        (folder / "02.json").write_text(content, encoding="utf-8")
    notice = course("02").work.take_notice()
    assert "⟦" in notice and forgotten([("notice", re.sub(r"\d\d\.(unread-\d\.)?json", "", notice))], known) == set()


def test_notices_of_work_that_cannot_be_written_or_was_changed_in_two_windows(course, known, tmp_path, monkeypatch):
    one, other = course("02"), course("02")
    one.q("ledger").keep_draft("⟦mine⟧")
    said = [("clash", other.q("ledger").keep_draft("⟦another⟧"))]
    monkeypatch.setattr("lessonlib.exercises.keeping.file.replace_file", _full)
    one.q("ledger").check(CLAIM)
    said.append(("unwritten", one.work.notice))
    assert all("⟦" in text for _, text in said)
    said = [(name, re.sub(r"/[^\s⟦]*", "", text)) for name, text in said]
    known = known._replace(words=known.words | {"work", "json", "full"})
    assert forgotten(said, known) == set()


def _full(*_):
    raise OSError(28, "full")


@pytest.mark.parametrize("number", LESSONS)
def test_the_levels_of_each_task(number, course, known, tmp_path):
    lesson, said = course(number), []
    assert lesson.work.notice.startswith("⟦"), "the folder is new"
    for name in lesson.exercise_ids:
        panel = Panel(lesson.q(name))
        panel.widget()
        for level in SUPPORTS:
            panel._level.value = level
            said += [(f"{name}, {level}", text.replace(str(tmp_path / "work"), "")) for _, text in strings_of(panel.widget())]
            assert level != "excerpt" or "⟦" in visible(panel._beside.value)
    assert forgotten(said, known) == set()


@pytest.mark.parametrize("name", SOURCES)
def test_a_lesson_on_the_projector_on_paper_and_its_guide(name, foreign, known, tmp_path):
    source = tmp_path / name
    source.write_text(turned_lesson((ROOT / "notebooks" / "src" / name).read_text(encoding="utf-8")), encoding="utf-8")
    bank = read_lesson(name[:2], LANGUAGE, foreign / "exercises")
    codes = " ".join([*load_corpus().documents.columns, *SERIES, "printed truncated"])  # columns and what stands in them, as code has it
    known = known._replace(words=known.words | set(re.findall("[A-Za-z]+", codes)))
    said = [
        ("paper", visible(handout_page(read_source(source), tmp_path / "none.ipynb", bank, LANGUAGE))),
        ("guide", visible(guide_page(bank))),
    ]
    assert forgotten(said, known) == set()
    steps = [cell["source"] for cell in stepwise(json.loads(json.dumps(read_source(source))))["cells"] if cell["cell_type"] == "markdown"]
    heads = [step for step in steps if step.startswith("###### ")]
    assert heads and {word for head in heads for word in left_over(head, known)} == set()
