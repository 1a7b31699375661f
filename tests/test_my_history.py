"""A learner's own history on one page, made of whatever is there."""

import re
import shutil

import pytest
from bs4 import BeautifulSoup

from lessonlib import LessonlibError, load_corpus, open_lesson
from lessonlib.exercises.banks import SAMPLER
from lessonlib.exercises.handing_in.collect import read_pages
from lessonlib.widgets import reader, timeline

NASTY = "</pre></section><script>alert(1)</script><img src=x onerror=alert(1)> ``` \u202e “bulan lalu”"
HEADS = ["My periods", "The words I build on", "What I wrote", "My witnesses, first and last", "The same task, first and last"]


@pytest.fixture
def bank(tmp_path):
    """A course of three lessons; the task of the first comes again in the last, which asks for two texts more."""
    bank = shutil.copytree(SAMPLER, tmp_path / "bank")
    structure, words = ((bank / name).read_text(encoding="utf-8") for name in ("99.toml", "en/99.toml"))
    task = '[[exercise]]\nid = "{id}"\nkind = "open"\nskill = "sourcing"\nlevel = "core"\nminutes = 2\n{more}\n'
    said = '[exercise.{id}]\ntitle = "{title}"\nquestion = "?"\n[exercise.{id}.rubric]\nbasic = "a"\nemergent = "b"\nproficient = "c"\n[exercise.{id}.samples]\nbasic = "a a a"\nemergent = "b b b"\nproficient = "c c c"\n'
    for number in ("00", "02", "07"):
        tasks = [("who-says", "The <source> task", 'pair = "source-task"'), ("letter", "A letter", "")]
        added = structure + "\n" + "".join(task.format(id=name, more=more) for name, _, more in tasks if number != "02")
        (bank / f"{number}.toml").write_text(added, encoding="utf-8")
        told = words + "\n" + "".join(said.format(id=name, title=title) for name, title, _ in tasks if number != "02")
        (bank / "en" / f"{number}.toml").write_text(told, encoding="utf-8")
    return bank


@pytest.fixture
def course(bank, tmp_path, monkeypatch):
    monkeypatch.setenv("LESSONLIB_WORK", str(tmp_path / "work"))
    return lambda number: open_lesson(number, bank)


def read(exported):
    return BeautifulSoup(exported.html.read_text(encoding="utf-8"), "html.parser"), exported.markdown.read_text(encoding="utf-8")


def section(soup, title):
    return next(part for part in soup.find_all("section") if part.h2 and part.h2.get_text() == title)


def work_through(course):
    course("00").q("who-says").check("It says that they are friends.")
    course("02").q("ledger").check("I count 5 of them.")
    last = course("07")
    last.q("ledger").check("I count 2, because “bulan lalu”.")
    last.q("who-says").check("SINDOnews says so, and nobody signs it.")
    last.q("letter").check("Dear reader,\nperhaps it was not so.")
    kept = reader(load_corpus(), lesson="07")
    kept.keep("kompas-feature-001-01", "a word of love")
    cuts = timeline(lesson="07").periods
    cuts.parts()
    cuts.fields[1].value = 2018
    cuts.place.value = "I cut at 2018, because …"
    return last


def test_all_that_is_there_stands_on_the_page(course, tmp_path):
    exported = work_through(course).my_history(name="A3", folder=tmp_path / "out")
    assert [path.name for path in exported] == ["07-my-history-A3.html", "07-my-history-A3.md"]
    soup, markdown = read(exported)
    assert soup.h1.get_text() == soup.title.get_text() == "My history, and where it could be wrong"
    assert [head.get_text() for head in soup.find_all("h2")] == HEADS
    periods = [row.get_text() for row in section(soup, HEADS[0]).find_all("li")]
    assert periods == ["Period 1: 1945 to 1991", "Period 2: 1992 to 2017", "Period 3: 2018 to 2021", "Period 4: 2022 to 2024"]
    assert section(soup, HEADS[0]).pre.get_text() == "I cut at 2018, because …"
    quoted = section(soup, HEADS[1]).blockquote
    assert quoted.find(lang="id").get_text().startswith("“Rusia dan Korea Utara akhir-akhir ini")
    assert (
        quoted.find(lang="en").get_text().startswith("“Russia and North Korea")
        and "our translation" not in quoted.find(lang="en").get_text()
    )
    assert "(our translation)" in quoted.get_text() and "Note: a word of love" in quoted.get_text()
    assert [head.get_text() for head in section(soup, HEADS[2]).find_all("h3")] == ["A letter"], "the others have places of their own"
    assert section(soup, HEADS[2]).pre.get_text() == "Dear reader,\nperhaps it was not so."
    assert [part.get_text() for part in section(soup, HEADS[3]).find_all("pre")] == [
        "I count 5 of them.",
        "I count 2, because “bulan lalu”.",
    ]
    table = section(soup, HEADS[4]).table
    assert [cell.get_text() for cell in table.find_all("td")] == [
        "It says that they are friends.",
        "SINDOnews says so, and nobody signs it.",
    ]
    assert [cell["scope"] for cell in table.find_all("th")] == ["col", "col"] and "The <source> task" in table.caption.get_text()
    signed = soup.find(class_="signing").get_text()
    assert re.search(r"Signed: A3, \d{1,2} \w+ \d{4}", signed) and "Signature:" in signed
    for words in ("2018 to 2021", "a word of love", "perhaps it was not so.", "I count 5 of them.", "Signed: A3", "that they are friends"):
        assert words in markdown


def test_nothing_at_all_makes_a_page_that_says_what_is_missing(course, tmp_path):
    exported = course("07").my_history(folder=tmp_path)
    assert exported.html.name == "07-my-history.html"
    soup, markdown = read(exported)
    told = [section(soup, head).p.get_text() for head in HEADS]
    assert [sentence.split(":")[0] for sentence in told] == [
        "No periods are kept yet",
        "No sentences are kept yet",
        "Nothing is written here yet.",
        "No line of the witness ledger is written yet, so there is no first and no last.",
        "A comparison with lesson 00 will stand here when the task “The <source> task” is answered in both lessons.",
    ]
    assert 'timeline(lesson="07")' in told[0] and "No periods are kept yet" in markdown
    assert "Name and signature:" in soup.find(class_="signing").get_text() and "By" not in soup.p.get_text()
    assert "Sample" not in soup.get_text(), "nobody signs a sample"


def test_sentences_are_gathered_from_earlier_lessons_and_from_what_is_quoted(course, tmp_path):
    reader(load_corpus(), lesson="00").keep("sindonews-listicle-006-02", "names him")
    reader(load_corpus(), lesson="02").keep("kompas-feature-016-01", "")
    course("07").q("letter").check(
        "Kompas.com has “spare parts”, and the commentary “last month”; somebody “took steps to improve relations”."
    )
    course("07").q("ledger").check("I count 2, because of “menurut akademisi Samuel Wells”.")
    soup, _ = read(course("07").my_history(folder=tmp_path))
    part = section(soup, HEADS[1])
    places = [quote.cite.get_text().split(", ")[1] for quote in part.find_all("blockquote")]
    assert places == ["sindonews-listicle-006-02", "kompas-feature-016-01", "footnoted-commentary-002-03"]
    assert part.get_text().count("Note: ") == 1 and "Note: names him" in part.get_text()
    early, _ = read(course("00").my_history(folder=tmp_path))
    assert "spare parts" not in early.get_text(), "a later lesson is not looked at"


def test_one_line_of_the_ledger_is_no_first_and_last(course, tmp_path):
    course("02").q("ledger").check("I count 5 of them.")
    soup, _ = read(course("07").my_history(folder=tmp_path))
    assert "my only line so far" in section(soup, HEADS[3]).get_text() and len(section(soup, HEADS[3]).find_all("pre")) == 1


def test_a_task_answered_once_stands_with_the_other_answers(course, tmp_path):
    course("07").q("who-says").check("SINDOnews says so.")
    soup, _ = read(course("07").my_history(folder=tmp_path))
    assert section(soup, HEADS[2]).pre.get_text() == "SINDOnews says so." and not section(soup, HEADS[4]).table


def test_a_lesson_that_asks_for_no_writing_and_has_no_pair(course, tmp_path):
    soup, _ = read(course("02").my_history(folder=tmp_path))
    assert "asks for no writing of this kind" in section(soup, HEADS[2]).get_text()
    assert "was asked in an earlier one" in section(soup, HEADS[4]).get_text()


def test_work_of_another_lesson_that_cannot_be_read_is_told(course, tmp_path):
    last = work_through(course)
    (tmp_path / "work" / "00.json").write_text("{")
    (tmp_path / "work" / "02.json").write_text("{")
    soup, _ = read(last.my_history(folder=tmp_path))
    assert "Your work of lesson 02 cannot be read" in section(soup, HEADS[3]).get_text()
    assert "Your work of lesson 00 cannot be read" in section(soup, HEADS[4]).get_text()
    assert (tmp_path / "work" / "00.json").read_text() == "{"


def test_a_second_copy_of_another_lesson_is_told_once_and_not_taken(course, tmp_path):
    last = work_through(course)
    for number in ("00", "02"):
        (tmp_path / "work" / f"{number}.json").rename(tmp_path / "work" / f"{number} (1).json")
    soup, markdown = read(last.my_history(folder=tmp_path))
    told = [part.get_text() for part in soup.find_all("p") if "Beside your work" in part.get_text()]
    assert len(told) == 2 == markdown.count("Beside your work")
    assert all(f'open_lesson("{number}").merge("{number} (1).json")' in line for number, line in zip(("00", "02"), told, strict=True))
    assert "I count 5 of them." not in soup.get_text() and not (tmp_path / "work" / "02.json").exists()


def test_nothing_that_a_learner_wrote_acts_on_the_page(course, tmp_path):
    course("00").q("who-says").check(NASTY)
    last = course("07")
    for name in ("who-says", "letter", "ledger"):
        last.q(name).check(NASTY)
    last.work.draft("reader", [{"id": "kompas-feature-001-01", "note": NASTY}])
    last.work.draft("timeline", {"cuts": [1991], "names": [NASTY], "defence": NASTY})
    exported = last.my_history(name="<img src=x onerror=alert(1)>", folder=tmp_path)
    soup, markdown = read(exported)
    assert not soup.find(["script", "img"]) and "\u202e" not in soup.get_text() and len(soup.find_all("section")) == 6
    assert section(soup, HEADS[2]).pre.get_text() == NASTY.replace("\u202e", "\ufffd")
    assert "````text" in markdown and "\nBy \\<img" in markdown


def test_the_page_asks_nothing_of_any_host(course, tmp_path):
    text = work_through(course).my_history(name="A3", folder=tmp_path).html.read_text(encoding="utf-8")
    assert "http" not in text and "url(" not in text and "@import" not in text and "@page { size: A4" in text
    assert all(len(set(colour)) == 1 or colour[:2] * 3 == colour for colour in re.findall(r"#([0-9a-f]{6})\b", text)), (
        "it is printed in grey"
    )


def test_collect_passes_a_history_by(course, bank, tmp_path):
    last = work_through(course)
    last.my_history(name="A3", folder=tmp_path / "in")
    last.export(name="A3", folder=tmp_path / "in")
    pages, doubts = read_pages(tmp_path / "in", bank)
    assert len(pages) == 1 and doubts == []


def test_a_page_with_data_is_judged_even_if_it_calls_itself_a_history(course, bank, tmp_path):
    path = work_through(course).export(name="A3", folder=tmp_path / "in").html
    text = path.read_text(encoding="utf-8").replace("<head>", '<head><meta name="lessonlib" content="my-history">')
    path.write_text(text.replace("RECORDED", "CORRECT", 1), encoding="utf-8")
    assert len(read_pages(tmp_path / "in", bank)[1]) == 1


def test_a_place_that_cannot_be_written(course, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(LessonlibError, match="The page cannot be written"):
        course("07").my_history(name="A", folder=tmp_path / "file")


def test_where_it_is_written_is_shown_from_the_working_folder(course, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    exported = course("07").my_history(name="A 3")
    assert repr(exported) == "work/07-my-history-A-3.html\nwork/07-my-history-A-3.md"
    assert 'href="work/07-my-history-A-3.html"' in exported._repr_html_()
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    outside = course("07").my_history(name="A")
    assert "href" not in outside._repr_html_() and str(outside.html) in repr(outside)


def test_a_history_of_work_in_memory_leaves_no_page_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("LESSONLIB_WORK", "memory")
    monkeypatch.chdir(tmp_path)
    lesson = open_lesson("01")
    assert "lesson.my_history(folder='my-pages')" in repr(lesson.my_history(name="A3"))
    assert list(tmp_path.iterdir()) == []
    assert lesson.my_history(name="A3", folder="my-pages").html.exists()
