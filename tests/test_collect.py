"""What a class hands in is read again and judged anew."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from lab import browser_page, need_chromium

from lessonlib import LessonlibError
from lessonlib.browser import print_page
from lessonlib.cli import main
from lessonlib.exercises.bank import read_lesson
from lessonlib.exercises.banks import SAMPLER
from lessonlib.exercises.handing_in.classpage import write_class
from lessonlib.exercises.handing_in.classtable import class_csv, class_rows
from lessonlib.exercises.handing_in.collect import left_unread, read_pages
from lessonlib.exercises.handing_in.export import DATA_ID
from lessonlib.exercises.handing_in.reading import read_page
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.lesson import Lesson, sample

NASTY = "</script><script>alert(1)</script> <b>&amp; “bulan lalu” ``` \x07 \u202e =1+1 \ud800"


def worked(name, folder, *answers, seats=()):
    lesson = sample()
    if seats:
        lesson.seats(*seats)
    for exercise, answer in answers:
        lesson.q(exercise).check(answer)
    return lesson.export(name=name, folder=folder).html


def table(folder):
    with (folder / "class.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_class_is_read_judged_and_written(tmp_path):
    worked("Blue Heron", tmp_path / "in", ("horses", 1), ("horses", "30"), ("three-days", {"copy": "stated"}), ("ledger", NASTY))
    worked("Otter", tmp_path / "in" / "late", ("horses", 1), ("silence", "c"), seats=("A3", "B7"))
    pages, doubts = read_pages(tmp_path / "in", SAMPLER)
    assert doubts == [] and [page.learner for page in pages] == ["Blue Heron", "Otter"]
    write_class(pages, doubts, tmp_path / "out")
    rows = {(row["learner"], row["seat"], row["exercise"]): row for row in table(tmp_path / "out")}
    heron = rows["Blue Heron", "", "horses"]
    assert (heron["state"], heron["last"], heron["attempts"], heron["misconceptions"], heron["skill"]) == (
        "CORRECT",
        "CORRECT",
        "2",
        "one-train",
        "close_reading",
    )
    assert rows["Otter", "A3", "silence"]["state"] == rows["Otter", "B7", "silence"]["state"] == "WRONG", "both of a pair are credited"
    html = (tmp_path / "out" / "class.html").read_text(encoding="utf-8")
    assert ">Otter (A3, B7)</th>" in html and ">Blue Heron</th>" in html
    assert "<b>2 ×</b> That is the train." in html and "<b>1 ×</b> c" in html
    assert "<script>alert" not in html and "&lt;script&gt;alert" in html


def test_a_class_page_of_the_teacher_s_own_is_not_written_over(tmp_path, capsys):
    worked("A3", tmp_path / "in", ("horses", "30"))
    (tmp_path / "in" / "class.html").write_text("<h1>Class 9b</h1>", encoding="utf-8")
    assert main(["collect", str(tmp_path / "in"), "--exercises", str(SAMPLER)]) == 1
    told = capsys.readouterr().err
    assert "class.html is a page of your own, so nothing was written over it: rename it, or name another folder with --out." in told
    assert (tmp_path / "in" / "class.html").read_text(encoding="utf-8") == "<h1>Class 9b</h1>"
    assert not (tmp_path / "in" / "class.csv").exists()
    assert main(["collect", str(tmp_path / "in"), "--exercises", str(SAMPLER), "--out", str(tmp_path / "out")]) == 0
    # A page of an earlier call gives way.
    (tmp_path / "out" / "class.html").replace(tmp_path / "in" / "class.html")
    assert main(["collect", str(tmp_path / "in"), "--exercises", str(SAMPLER)]) == 0


def test_a_class_list_of_the_teacher_s_own_is_not_written_over(tmp_path, capsys):
    worked("A3", tmp_path / "in", ("horses", "30"))
    (tmp_path / "in" / "class.csv").write_text("seat,name\nA3,Citra\n", encoding="utf-8")
    assert main(["collect", str(tmp_path / "in"), "--exercises", str(SAMPLER)]) == 1
    told = capsys.readouterr().err
    assert "class.csv is a list of your own, so nothing was written over it: rename it, or name another folder with --out." in told
    assert (tmp_path / "in" / "class.csv").read_text(encoding="utf-8") == "seat,name\nA3,Citra\n"
    assert not (tmp_path / "in" / "class.html").exists()
    # A table of an earlier call gives way, also when a spreadsheet has saved it since.
    (tmp_path / "in" / "class.csv").write_text('"learner";"seat";"lesson";"exercise";"misconceptions"\n', encoding="utf-8")
    assert main(["collect", str(tmp_path / "in"), "--exercises", str(SAMPLER)]) == 0
    assert main(["collect", str(tmp_path / "in"), "--exercises", str(SAMPLER)]) == 0
    assert len(table(tmp_path / "in")) == len(sample().exercise_ids)


def test_nothing_that_a_learner_wrote_acts_on_the_page(tmp_path):
    path = worked("<img src=x onerror=alert(1)>", tmp_path, ("ledger", NASTY), ("horses", NASTY))
    text = path.read_text(encoding="utf-8")
    assert text.count("<script") == 1 and "<img" not in text and "\u202e" not in text
    assert re.search(rf'<script type="application/json" id="{DATA_ID}">([^<]*)</script>', text)
    assert read_page(path, SAMPLER).lesson.work.answers("ledger") == [NASTY]
    markdown = path.with_suffix(".md").read_text(encoding="utf-8")
    assert "````text" in markdown, "a fence longer than any in the answer"
    for host in ("http://", "https://"):
        assert host not in re.sub(r"https://www\.[^ <]*", "", text.split("<script")[0])


def test_an_exported_page_shows_answers_dates_and_verdicts(tmp_path):
    path = worked("A3", tmp_path, ("foresight", 5), ("foresight", 3))
    text = path.read_text(encoding="utf-8")
    assert text.count('<p class="verdict" data-exercise="foresight" data-verdict="RECORDED">✎ Written down</p>') == 2, (
        "a prediction and its revision"
    )
    assert re.search(r'<time datetime="\d{4}-\d\d-\d\dT', text) and "No answer yet." in text


def changed(path, pattern, new, count=1):
    text = path.read_text(encoding="utf-8")
    again = re.sub(pattern, new, text, count=count, flags=re.DOTALL)
    assert again != text
    path.write_text(again, encoding="utf-8")


FORGED = [
    (r'data-verdict="WRONG">✗ Not yet', 'data-verdict="CORRECT">✓ Right', "it prints ✓ Right (CORRECT) for horses, but the checker says ✗ Not yet (WRONG)"),
    (r"✗ Not yet", "✓ Right", "it prints ✓ Right (WRONG) for horses"),
    (r'data-verdict="WRONG"', 'data-verdict="CORRECT"', "it prints ✗ Not yet (CORRECT) for horses"),
    (r'"WRONG"\]', '"CORRECT"]', "its data say CORRECT for horses, but the checker says WRONG"),
    (r'"horses": \["WRONG"\]', '"horses": []', "its data say nothing for horses"),
    (r'<pre class="answer">29</pre>', '<pre class="answer">30</pre>', "the answers that it prints for horses are not those in its data"),
    (r"<article>.*</article>", "", "it prints nothing for horses"),
    (r"</main>", '<article><pre class="answer">30</pre><p class="verdict" data-exercise="other" data-verdict="CORRECT">✓ Right</p></article></main>', "it prints answers to other"),
    (r'"answer": 29', '"answer": 30', "its data say WRONG for horses, but the checker says CORRECT"),
    (r'"exercise": "horses"', '"exercise": "hors"', "it answers hors, which lesson 99 does not have"),
    (r'"lesson": "99"', '"lesson": "98"', "it belongs to lesson '98'"),
    (r'"lesson": "99"', '"lesson": 99', "a field is missing or of another kind"),
    (r'"version": 1', '"version": 9', "not in the form that this version knows"),
    (r'("records": )\[.*?\]', r"\1[[1]]", "a field is missing or of another kind"),
    (r"</script>.*", "", "cut short"),
    (r'"verdicts".*', "", "cut short"),
    (r"<script.*?</script>", "", "it carries no data of this course"),
    (r".*", "", "it carries no data of this course"),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "new", "told"), FORGED, ids=[str(number) for number in range(len(FORGED))])
def test_a_page_that_says_something_else_is_reported_and_never_trusted(tmp_path, pattern, new, told):
    path = worked("A3", tmp_path, ("horses", 29))
    changed(path, pattern, new)
    pages, doubts = read_pages(tmp_path, SAMPLER)
    assert pages == [] and len(doubts) == 1 and told in doubts[0] and doubts[0].startswith("99-A3.html: ")


def test_pages_that_are_no_pages(tmp_path):
    (tmp_path / "binary.html").write_bytes(os.urandom(3000))
    (tmp_path / "deep.html").write_text("<div>" * 3000)
    (tmp_path / "nest.html").write_text(f'<script type="application/json" id="{DATA_ID}">{"[" * 100_000}</script>')
    (tmp_path / "null.html").write_text(f'<script type="application/json" id="{DATA_ID}">null</script>')
    (tmp_path / "folder.html").mkdir()
    pages, doubts = read_pages(tmp_path, SAMPLER)
    assert pages == [] and len(doubts) == 4
    assert len(write_class(pages, doubts, tmp_path)) == 2


def test_two_pages_of_one_learner_are_one_and_a_copy_under_another_name_is_told(tmp_path):
    lesson = sample()
    lesson.q("horses").check(29)
    lesson.export(name="A3", folder=tmp_path / "monday")
    lesson.q("horses").check(30)
    lesson.export(name="a3", folder=tmp_path / "tuesday")
    pages, doubts = read_pages(tmp_path, SAMPLER)
    assert len(pages) == 1 and pages[0].lesson.work.answers("horses") == [29, 30] and doubts == []
    lesson.export(name="B4", folder=tmp_path / "tuesday")
    pages, doubts = read_pages(tmp_path, SAMPLER)
    assert len(doubts) == 1 and "it holds the very attempts of" in doubts[0]


def test_two_learners_of_one_name_are_told_apart(tmp_path):
    worked("Putri", tmp_path / "s05", ("horses", 29))
    worked("putri", tmp_path / "s06", ("horses", 30), ("silence", "b"))
    pages, doubts = read_pages(tmp_path, SAMPLER)
    assert {page.learner: page.lesson.work.answers("horses") for page in pages} == {
        "Putri (s05/99-Putri.html)": [29],
        "putri (s06/99-putri.html)": [30],
    }
    assert len(doubts) == 1 and doubts[0].startswith(
        "s06/99-putri.html: it is signed putri, as s05/99-Putri.html is, but the two have no attempt in"
    )
    # Nor do pages without a name become one work, nor an empty page a second learner.
    worked("", tmp_path / "s07", ("horses", 1))
    worked("", tmp_path / "s08", ("horses", 2))
    worked("Putri", tmp_path / "s09")
    pages, doubts = read_pages(tmp_path, SAMPLER)
    assert [page.lesson.work.answers("horses") for page in pages] == [[1], [2], [29], [30]] and len(doubts) == 2


def test_a_page_that_holds_the_work_of_two_computers_makes_them_one(tmp_path):
    first, second = sample(), sample()
    for place, lesson in {"class": first, "home": second}.items():
        lesson.q("horses").check(30 if lesson is first else 29)
        lesson.export(name="A3", folder=tmp_path / place)
    second.work.records = [*first.work.records, *second.work.records]
    second.export(name="A3", folder=tmp_path / "late")
    pages, doubts = read_pages(tmp_path, SAMPLER)
    assert [page.learner for page in pages] == ["A3"] and sorted(pages[0].lesson.work.answers("horses")) == [29, 30] and doubts == []


@pytest.mark.parametrize("ending", ["htm", "HTML"])
def test_a_page_is_read_however_its_name_ends(tmp_path, ending):
    page = worked("A3", tmp_path, ("horses", 30))
    page.rename(page.with_suffix(f".{ending}"))
    pages, doubts = read_pages(tmp_path, SAMPLER)
    assert [page.learner for page in pages] == ["A3"] and doubts == [] and left_unread(tmp_path) == []


def test_what_is_handed_in_and_is_no_page_is_named(tmp_path, capsys):
    worked("A3", tmp_path, ("horses", 30))
    worked("B1", tmp_path, ("horses", 29)).unlink()
    for name in ("99.json", "lesson.ipynb", "class-list.xlsx", "late.ZIP"):
        (tmp_path / name).touch()
    assert main(["collect", str(tmp_path), "--exercises", str(SAMPLER)]) == 0
    assert capsys.readouterr().err == (
        "lessonlib: no pages (.html), so not read: 99-B1.md, 99.json, late.ZIP, lesson.ipynb. Ask whoever handed them in for the page.\n"
    )
    for number in range(9):
        (tmp_path / f"9{number}.json").touch()
    main(["collect", str(tmp_path), "--exercises", str(SAMPLER)])
    assert " and 5 more." in capsys.readouterr().err


def test_histories_alone_write_over_no_page_of_the_class(tmp_path, capsys):
    page = worked("A3", tmp_path, ("horses", 30))
    assert main(["collect", str(tmp_path), "--exercises", str(SAMPLER)]) == 0
    before = (tmp_path / "class.html").read_bytes()
    page.write_text('<meta name="lessonlib" content="my-history">', encoding="utf-8")
    assert main(["collect", str(tmp_path), "--exercises", str(SAMPLER)]) == 1
    assert "are histories, to be read and not judged: the page of answers is written by" in capsys.readouterr().err
    assert (tmp_path / "class.html").read_bytes() == before


def test_a_page_that_was_cut_within_a_letter_is_told_in_one_sentence(tmp_path):
    page = tmp_path / "06-A3.html"
    page.write_bytes(("<meta charset='utf-8'>" + "“Łódź” ✓ 张伟 ✗ محمد ñ " * 10).encode() + "“".encode()[:1])
    call = [sys.executable, "-c", "import sys; from lessonlib.cli import main; sys.exit(main(sys.argv[1:]))", "collect", str(tmp_path)]
    done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"}, check=False)
    assert done.stderr == f"lessonlib: {page.name}: it carries no data of this course, or was cut short.\n"


@pytest.mark.browser
def test_no_name_and_no_answer_is_wider_than_the_page(tmp_path):
    need_chromium()
    for number in ("00", "07"):
        lesson = Lesson(read_lesson(number), Work(number, None))
        for exercise in lesson.exercise_ids:
            lesson.q(exercise).check("y" * 300)
        lesson.export(name="W" * 200, folder=tmp_path / "in")
    assert main(["collect", str(tmp_path / "in")]) == 0
    with browser_page(width=900) as page:
        page.goto((tmp_path / "in" / "class.html").as_uri())
        assert page.locator("#growth").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= 900


@pytest.mark.browser
def test_what_is_to_look_at_prints_on_the_first_side(tmp_path):
    page = write_class([], ["a.html: it carries no data."], tmp_path)[1]
    assert print_page(page, tmp_path / "class.pdf", need_chromium()) == 1


@pytest.fixture
def course(tmp_path):
    """A bank in which the first and the last lesson hold the same task."""
    bank = shutil.copytree(SAMPLER, tmp_path / "bank")
    text = (bank / "99.toml").read_text(encoding="utf-8").replace('id = "ledger"\n', 'id = "ledger"\npair = "source-task"\n')
    for number in ("00", "07"):
        (bank / f"{number}.toml").write_text(text, encoding="utf-8")
        shutil.copy(bank / "en" / "99.toml", bank / "en" / f"{number}.toml")
    return bank


def test_growth_between_the_first_and_the_last_lesson(tmp_path, course):
    for number, answer in (("00", "I count 5 witnesses."), ("07", "I count 3, because “bulan lalu”.")):
        lesson = Lesson(read_lesson(number, bank=course), Work(number, None))
        lesson.q("ledger").check(answer)
        lesson.export(name="Otter", folder=tmp_path / "in")
    assert main(["collect", str(tmp_path / "in"), "--exercises", str(course), "--out", str(tmp_path / "out")]) == 0
    html = (tmp_path / "out" / "class.html").read_text(encoding="utf-8")
    assert "From lesson 00 to lesson 07" in html and ">0/1</td>" in html and ">1/1</td>" in html


def test_an_answer_without_parts_is_told_in_words_beside_its_pair(tmp_path, course):
    for number, answer in (("00", "I count 5 witnesses."), ("07", 12)):
        lesson = Lesson(read_lesson(number, bank=course), Work(number, None))
        lesson.q("ledger").check(answer)
        lesson.export(name="Otter", folder=tmp_path / "in")
    html = write_class(*read_pages(tmp_path / "in", course), tmp_path)[1].read_text(encoding="utf-8")
    assert ">? Another kind of answer is needed</td>" in html.partition('id="growth"')[2] and "WRONG_TYPE" not in html


@pytest.mark.parametrize(
    ("name", "seats", "told"),
    [
        ("Otter", ("A3", "B7"), ["By Otter, at A3, B7"]),
        ("Otter", (), ["By Otter"]),
        ("", (), []),
        ("", ("A3",), ["By A3"]),
        ("", ("A3", "B7"), ["By A3, B7"]),
        ("a3", ("A3",), ["By A3"]),
        ("A3", ("A3", "B7"), ["By A3, B7"]),
    ],
)
def test_a_page_says_who_wrote_it_and_where_if_that_is_known(tmp_path, name, seats, told):
    path = worked(name, tmp_path, seats=seats)
    printed = re.findall("<p>(.*?)</p>", path.read_text(encoding="utf-8"))
    assert printed[: len(told)] == told and printed[len(told)].startswith("Written on ")
    lines = path.with_suffix(".md").read_text(encoding="utf-8").splitlines()
    assert lines[2 : 2 + len(told)] == told and lines[2 + len(told)].startswith("Written on ")


def test_a_notebook_says_what_to_do_with_a_page_and_that_nobody_is_named_on_it(tmp_path):
    lesson = sample()
    told = {name: lesson.export(name=name, folder=tmp_path)._repr_html_() for name in ("A3", "")}
    assert all("To hand it in: a right click on its name in the list of files, Download." in shown for shown in told.values())
    assert [name for name in told if "Nobody is named on this page." in told[name]] == [""]
    assert list(lesson.export(folder=tmp_path)) == [tmp_path / "99-work.html", tmp_path / "99-work.md"]
    lesson.seats("A3")
    assert "Nobody is named" not in lesson.export(folder=tmp_path)._repr_html_()


def test_a_private_belief_is_handed_in_only_by_whoever_asks_for_it(tmp_path):
    lesson = Lesson(read_lesson("00"), Work("00", None))
    lesson.q("belief").check("I believe what my aunt says; I am hardly sure.")
    lesson.q("belief").hint()
    lesson.q("only-or-third").check("c")
    for asked in (False, True):
        folder = tmp_path / str(asked)
        written = lesson.export(name="A3", folder=folder, **({"private": True} if asked else {}))
        assert main(["collect", str(folder)]) == 0
        _, doubts = read_pages(folder)
        assert doubts == []
        for path in (*written, folder / "class.csv", folder / "class.html"):
            assert ("my aunt" in path.read_text(encoding="utf-8")) is asked, path.name
        assert ("This answer stays with its writer" in written.html.read_text(encoding="utf-8")) is not asked
        assert ("stays with the learners" in (folder / "class.html").read_text(encoding="utf-8")) is not asked


def test_no_cell_is_a_formula(tmp_path):
    worked("=cmd|' /C calc'!A0", tmp_path, ("one-scholar", "=1+1"), ("ledger", "+1"), ("foresight", -3))
    pages, doubts = read_pages(tmp_path, SAMPLER)
    write_class(pages, doubts, tmp_path)
    for row in table(tmp_path):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values() if cell)


def test_solution_seen_before_a_right_answer_is_told(tmp_path):
    def told(*acts):
        lesson = sample()
        for act in acts:
            lesson.q("horses").solution() if act == "solution" else lesson.q("horses").check(act)
        folder = tmp_path / "-".join(map(str, acts))
        lesson.export(name="A", folder=folder)
        pages, _ = read_pages(folder, SAMPLER)
        write_class(pages, [], folder)
        return next(row["solution_first"] for row in table(folder) if row["exercise"] == "horses")

    assert told(30) == told("solution", 30) == told(29, 30, "solution") == ""
    assert told(29, "solution", 30) == told("solution", "solution", 30) == told(29, "solution") == "yes"


def test_the_command_tells_what_is_wrong(tmp_path, capsys):
    assert main(["collect", str(tmp_path / "nowhere")]) == 1
    assert "There is no folder" in capsys.readouterr().err
    assert main(["collect", str(tmp_path)]) == 1
    assert "There are no pages (.html)" in capsys.readouterr().err
    (tmp_path / "9b.zip").touch()
    assert main(["collect", str(tmp_path)]) == 1
    assert "but an archive (.zip): unpack it there, and try again." in capsys.readouterr().err
    (tmp_path / "a.html").write_text("hello")
    assert main(["collect", str(tmp_path)]) == 1
    out = capsys.readouterr()
    assert (
        "a.html: it carries no data of this course" in out.err
        and "Pages read: 0. Left out, or to look at: 1. Ask for such a page again, or take it out" in out.out
    )
    assert main(["collect", str(tmp_path), "--out", "/dev/null/x"]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_export_to_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(LessonlibError, match="The page cannot be written"):
        sample().export(name="A", folder=tmp_path / "file")


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a/b\\c", "Ñandú 7", "CON", "x" * 300, "\ud800"])
def test_any_name_makes_a_file_name(tmp_path, name):
    path = sample().export(name=name, folder=tmp_path).html
    assert path.parent == tmp_path and path.is_file() and len(path.name) < 100
    assert json.loads(re.search(r">(\{.*\})</script>", path.read_text(encoding="utf-8"))[1])["lesson"] == "99"


@pytest.mark.parametrize("cell", ["=HYPERLINK(\"http://x.y\",\"ok\")", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1+1", "\r=1", "\n=1", "\u200b=1", "\ufeff=1", "\x00=1", "＝1+1", "|cmd", "\u00a0=1"])  # fmt: skip
def test_no_cell_of_the_class_is_a_formula(tmp_path, cell):
    lesson = sample()
    lesson.q("ledger").check(f"{cell} I count 2 witnesses.")
    lesson.export(name=cell, folder=tmp_path)
    pages, _ = read_pages(tmp_path, SAMPLER)
    rows = class_csv(class_rows(pages)).splitlines()
    for row in csv.reader(rows[1:]):
        for value in row:
            assert not value.strip("\ufeff\u200b \x00\ufffd\u00a0").startswith(("=", "+", "@", "|", "＝")), value
