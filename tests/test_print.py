"""The command that prints: one call, everything there, sides told; and one sentence where something is wrong."""

import html
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from lab import browser_page, need_chromium, need_paper
from paper import on_paper

from lessonlib import browser
from lessonlib.authoring.edition import find_editions
from lessonlib.authoring.paper.help_sheet import help_page
from lessonlib.authoring.paper.kit import Order, write_paper
from lessonlib.authoring.paper.packet import text_page
from lessonlib.authoring.teaching import page_names, read_page
from lessonlib.browser import count_sides, find_chromium, print_page
from lessonlib.cli import main
from lessonlib.errors import LessonlibError
from lessonlib.exercises.bank import read_lesson
from lessonlib.exercises.support import excerpt, starters
from lessonlib.html import bare

NOTEBOOKS = ROOT / "notebooks"
LESSONS = [path.stem for path in sorted((NOTEBOOKS / "src").glob("*.md"))]
DOC_IDS = ["kompas-feature", "antara-explainer", "sindonews-listicle", "unsigned-analysis", "footnoted-commentary"]


@pytest.fixture
def no_browser(monkeypatch):
    monkeypatch.setattr("lessonlib.authoring.paper.kit.find_chromium", str)


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_one_command_writes_everything(no_browser, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["print"]) == 0
    wanted = ["contents", "packet", *(f"texts/{doc_id}" for doc_id in [*DOC_IDS, "who-and-when"])]
    wanted += [f"{folder}/{lesson}" for folder in ("cards", "handouts", "help", "guides") for lesson in LESSONS]
    wanted += [f"guides/{name}" for name in page_names()]
    assert names(tmp_path / "paper") == sorted(f"{name}.html" for name in wanted)
    said = capsys.readouterr().out.splitlines()
    assert len(said) == len(wanted) + 2 and said[-1] == f"Begin with {Path('paper', 'contents.html')}."
    assert (
        said[-2]
        == "No PDF: there is no Chromium, Chrome or Edge here; open the pages in a browser and print them, or name the program in LESSONLIB_CHROMIUM."
    )
    for lesson in LESSONS:
        for folder in ("cards", "handouts", "guides"):
            page = f"{folder}/{lesson}.html"
            assert (tmp_path / "paper" / page).read_bytes() == (NOTEBOOKS / page).read_bytes()


def test_it_writes_the_same_each_time(no_browser, tmp_path):
    (tmp_path / "9b.csv").write_text("name\nCitra\nBudi\n", encoding="utf-8")
    order = Order(class_list=tmp_path / "9b.csv", address="https://hub.example.org", whole=True)
    for folder in ("one", "two"):
        write_paper(tmp_path / folder, NOTEBOOKS, order, say=lambda line: None)
    assert names(tmp_path / "one") == names(tmp_path / "two")
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in names(tmp_path / "one"))


def test_only_some_lessons(no_browser, tmp_path):
    assert main(["print", str(tmp_path / "out"), "--lesson", "02", "--lesson", "3"]) == 0
    there = names(tmp_path / "out")
    assert [name for name in there if name[:5] in ("cards", "hando")] == [
        f"{folder}/{lesson}.html" for folder in ("cards", "handouts") for lesson in LESSONS[2:4]
    ]
    contents = (tmp_path / "out" / "contents.html").read_text(encoding="utf-8")
    assert "02 Soviet support" in contents and "04 The pivot" not in contents
    assert "Source packet, lessons 02, 03" in (tmp_path / "out" / "packet.html").read_text(encoding="utf-8")


#: The teacher's pages that come with some lessons: scripts and sheets of any of them, routes that take no others.
OF_LESSONS = {
    ("02",): [],
    ("06",): ["route-one-period", "script-whispering", "sheet-whispering"],
    ("01", "05", "06"): ["route-one-period", "route-three-periods", "script-jigsaw", "script-whispering", "sheet-whispering"],
}


@pytest.mark.parametrize("lessons", OF_LESSONS, ids=" ".join)
def test_some_lessons_come_with_their_scripts_and_with_the_routes_that_take_no_others(lessons, no_browser, tmp_path):
    write_paper(tmp_path, NOTEBOOKS, Order(lessons), say=lambda line: None)
    guides = [name.removeprefix("guides/").removesuffix(".html") for name in names(tmp_path) if name.startswith("guides/")]
    assert guides == [*(lesson for lesson in LESSONS if lesson[:2] in lessons), *OF_LESSONS[lessons]]
    for name in names(tmp_path):
        page = BeautifulSoup((tmp_path / name).read_text(encoding="utf-8"), "html.parser")
        linked = [link["href"] for link in page.find_all("a") if not link["href"].startswith(("#", "http"))]
        assert not [address for address in linked if not (tmp_path / name).parent.joinpath(address).is_file()], name
        # What is not there is named all the same.
        assert name != f"guides/{LESSONS[6]}.html" or read_page("route-all-lessons").title in page.get_text()


def test_whole_texts_come_with_the_sentence_on_rights(no_browser, tmp_path, capsys):
    said = {}
    for option in ("", "--whole"):
        assert main(["print", str(tmp_path / f"out{option}"), "--lesson", "02", *([option] if option else [])]) == 0
        said[option] = capsys.readouterr().out
    assert "do not pass them on (RIGHTS.md)" in said["--whole"] and "RIGHTS" not in said[""]
    size = {
        option: len(re.findall(r'scope="row"', (tmp_path / f"out{option}" / "packet.html").read_text(encoding="utf-8"))) for option in said
    }
    assert size["--whole"] > 90 > 20 > size[""]
    assert "lessonlib print --whole" in (tmp_path / "out" / "contents.html").read_text(encoding="utf-8")


def test_contents_names_each_page_and_says_what_to_print(no_browser, tmp_path):
    (tmp_path / "9b.csv").write_text("seat,password\nA1,x\n", encoding="utf-8")
    pages = write_paper(tmp_path / "out", NOTEBOOKS, Order(class_list=tmp_path / "9b.csv"), say=lambda line: None)
    contents = BeautifulSoup(pages[0].read_text(encoding="utf-8"), "html.parser")
    linked = {link["href"] for link in contents.find_all("a")}
    assert linked == {page.relative_to(tmp_path / "out").as_posix() for page in pages[1:]}
    assert all((tmp_path / "out" / address).is_file() for address in linked)
    assert "hand out the second sheet (sides 3 and 4) when all have written exercises 3 and 4" in contents.get_text()
    # What is no text stands under a heading of its own.
    heads = {link["href"]: link.find_previous("h2").get_text() for link in contents.find_all("a") if link.find_previous("h2")}
    assert {heads[f"{name}.html"] for name in ("packet", "texts/who-and-when")} == {"Source packet"}
    assert {heads[f"{name}.html"] for name in ("slips", *(f"guides/{name}" for name in page_names()))} == {
        "Routes, scripts, sheets and slips"
    }
    # Routes, scripts and sheets are told by their titles, not by the names of their files.
    for name in page_names():
        assert (
            contents.find("a", href=f"guides/{name}.html").find_parent("tr").find_all("td")[-1].get_text().endswith(read_page(name).title)
        )


def test_every_page_stands_alone(no_browser, tmp_path):
    (tmp_path / "9b.csv").write_text("seat,password\nA1,x\n", encoding="utf-8")
    for path in write_paper(tmp_path / "out", NOTEBOOKS, Order(class_list=tmp_path / "9b.csv", whole=True), say=lambda line: None):
        text = path.read_text(encoding="utf-8")
        page = BeautifulSoup(text, "html.parser")
        assert not page.find_all(["script", "link", "iframe", "object", "embed"]) and "url(" not in text and "@import" not in text
        assert not [image for image in page.find_all("img") if not image["src"].startswith("data:") or len(image["alt"]) < 20]
        colours = {found.casefold() for style in page.find_all("style") for found in re.findall(r"#[0-9a-fA-F]{3,6}\b", style.get_text())}
        # Grey is grey: red, green and blue alike.
        assert all(len(set(re.findall(".." if len(colour) == 7 else ".", colour[1:]))) == 1 for colour in colours)


def test_names_never_reach_what_is_printed(no_browser, tmp_path, capsys):
    (tmp_path / "9b.csv").write_text("name;password\nÄnne Müßig;ferry-1\nCitra Example;ferry-2\n", encoding="cp1252")
    assert (
        main(
            ["print", str(tmp_path / "out"), "--lesson", "00", "--class", str(tmp_path / "9b.csv"), "--address", "https://hub.example.org"]
        )
        == 0
    )
    assert f"{tmp_path / '9b-who-sits-where.csv'}: who sits where, for you alone" in capsys.readouterr().out
    slips = (tmp_path / "out" / "slips.html").read_text(encoding="utf-8")
    assert "Seat A1" in slips and "ferry-2" in slips and "https://hub.example.org" in slips
    for name in names(tmp_path / "out"):
        text = (tmp_path / "out" / name).read_text(encoding="utf-8")
        assert not [part for part in ("Müßig", "Änne", "Citra") if part in text]
    assert "A1;Änne Müßig" in (tmp_path / "9b-who-sits-where.csv").read_text(encoding="utf-8-sig")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_slips_are_the_teacher_s_alone(no_browser, tmp_path):
    (tmp_path / "9b.csv").write_text("seat,password\nA1,x\n", encoding="utf-8")
    write_paper(tmp_path / "out", NOTEBOOKS, Order(("00",), class_list=tmp_path / "9b.csv"), say=lambda line: None)
    assert stat.S_IMODE((tmp_path / "out" / "slips.html").stat().st_mode) == 0o600


LANGUAGES = [edition.language for edition in find_editions(NOTEBOOKS)]
#: A wrong call, and the one sentence.
WRONG = [
    (["--lesson", "42"], f"There is no lesson '42'; the lessons are {', '.join(name[:2] for name in LESSONS)}."),
    (["--language", "tlh"], f"There is no edition in the language 'tlh'; the languages are {', '.join(LANGUAGES)}."),
    (["--class", "no.csv"], "The class list no.csv cannot be read (No such file or directory): name a CSV file."),
    (["--class", "9b.csv"], "9b.csv, line 1: there is no column seat or name, only kursi: name the columns in the first line."),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_said_in_one_sentence_and_nothing_is_written(arguments, told, no_browser, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "9b.csv").write_text("kursi\nA1\n", encoding="utf-8")
    assert main(["print", *arguments]) == 1
    assert capsys.readouterr().err == f"lessonlib: {told}\n" and not (tmp_path / "paper").exists()


def test_a_folder_that_cannot_be_written(no_browser, tmp_path, capsys):
    (tmp_path / "file").touch()
    assert main(["print", str(tmp_path / "file")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_an_older_pdf_does_not_outlive_its_page(no_browser, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "packet.pdf").touch()
    write_paper(tmp_path / "out", NOTEBOOKS, Order(("00",)), say=lambda line: None)
    assert not (tmp_path / "out" / "packet.pdf").exists()


def test_a_missing_page_is_said(no_browser, tmp_path):
    shutil.copytree(NOTEBOOKS, tmp_path / "notebooks")
    for missing in ("guides/script-jigsaw", f"cards/{LESSONS[2]}"):
        (tmp_path / "notebooks" / f"{missing}.html").unlink()
        with pytest.raises(LessonlibError, match=rf"{missing.partition('/')[2]}\.html is missing: run 'lessonlib build'"):
            write_paper(tmp_path / "out", tmp_path / "notebooks", Order(), say=lambda line: None)


def test_nothing_is_needed_that_only_authors_have():
    """A teacher has what requirements.txt names; the libraries of authors are hidden here."""
    hidden = "import sys; sys.modules.update(dict.fromkeys(('jupytext', 'markdown_it', 'playwright', 'codespell_lib', 'edtf')))"
    code = f"{hidden}\nimport lessonlib.authoring.paper.kit as kit\nkit.find_chromium = str\nfrom lessonlib.cli import main\nraise SystemExit(main(['print', sys.argv[1]]))"
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", code, folder],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )
    assert done.returncode == 0, done.stderr


@pytest.mark.browser
def test_sides_are_counted_and_told(tmp_path, capsys):
    need_paper()
    (tmp_path / "9b.csv").write_text("seat,password\n" + "".join(f"A{number},x\n" for number in range(1, 13)), encoding="utf-8")
    assert main(["print", str(tmp_path / "out"), "--lesson", "02", "--class", str(tmp_path / "9b.csv")]) == 0
    said = capsys.readouterr().out
    told = {name: int(sides) for name, sides in re.findall(r"out.(\S+)\.pdf: (\d+) sides?\.", said)}
    assert told.keys() == {name.removesuffix(".pdf") for name in names(tmp_path / "out") if name.endswith(".pdf")}
    assert told["slips"] == 2 and told["cards/02-soviet-support"] == 1 and "cards/02-soviet-support.pdf: 1 side.\n" in said
    # Each text begins on a side of its own: the packet has the sides of its texts, and the last.
    assert told["packet"] == sum(sides for name, sides in told.items() if name.startswith("texts/"))
    assert all(count_sides((tmp_path / "out" / f"{name}.pdf").read_bytes()) == sides for name, sides in told.items())
    contents = BeautifulSoup((tmp_path / "out" / "contents.html").read_text(encoding="utf-8"), "html.parser")
    row = (
        contents.find("th", string="packet").parent
        if contents.find("th", string="packet")
        else contents.find("a", string="packet").find_parent("tr")
    )
    assert row.find("td").get_text() == str(told["packet"])
    assert sys.platform == "win32" or stat.S_IMODE((tmp_path / "out" / "slips.pdf").stat().st_mode) == 0o600


@pytest.mark.browser
@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_no_line_of_the_packet_is_torn_apart(tmp_path, paper):
    """Six sentences, each longer than half a side: none shares a side with another, as they would if lines could break."""
    text = on_paper(text_page("unsigned-analysis", [], whole=True), paper)
    long = re.sub(r'<td lang="id">.*?</td>', f'<td lang="id">{"kata " * 330}</td>', text, count=6)
    page = tmp_path / "text.html"
    sides = []
    for made in (long, long.replace("tr, li, dd { break-inside: avoid }", "").replace("section, article, tr { break-inside: avoid }", "")):
        page.write_text(made, encoding="utf-8")
        sides.append(print_page(page, tmp_path / "text.pdf", need_paper()))
    assert sides[0] >= 6 and sides[0] > sides[1]


#: The words of a page that stand on two lines, each in two pieces.
_TORN = """() => [...document.querySelectorAll("th")].flatMap(head => {
  const text = head.firstChild, words = [...(text && text.data || "").matchAll(/\\S+/g)];
  return words.filter(word => {
    const range = document.createRange();
    range.setStart(text, word.index); range.setEnd(text, word.index + word[0].length);
    return new Set([...range.getClientRects()].map(rect => rect.top)).size > 1;
  }).map(word => word[0]);
})"""


@pytest.mark.browser
def test_the_heads_of_the_contents_are_whole_words_on_a_screen_and_fit_a_telephone(tmp_path, no_browser):
    need_chromium()
    assert main(["print", str(tmp_path), "--lesson", "06"]) == 0
    with browser_page() as page:
        page.goto((tmp_path / "contents.html").as_uri())
        assert page.evaluate(_TORN) == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.browser
def test_a_help_sheet_has_three_sides_at_most(tmp_path):
    need_paper()
    for lesson in LESSONS:
        bank = read_lesson(lesson[:2])
        page = tmp_path / f"{lesson}.html"
        page.write_text(help_page(bank), encoding="utf-8")
        assert print_page(page, page.with_suffix(".pdf"), find_chromium()) <= 3, lesson
        shown = page.read_text(encoding="utf-8")
        for exercise in bank.exercises.values():
            assert all(passage.ref in shown for passage in excerpt(exercise))
            assert all(bare(starter).split("…")[0].strip() in html.unescape(shown) for starter in starters(exercise))


@pytest.mark.browser
def test_letters_are_large_enough(no_browser, tmp_path):
    """Ten points and more; the lines at the foot of a side, which say whose the text is, have nine, and the notes that end a sheet 7.8."""
    need_chromium()
    (tmp_path / "9b.csv").write_text("seat,password\nA1,x\n", encoding="utf-8")
    pages = write_paper(tmp_path / "out", NOTEBOOKS, Order(class_list=tmp_path / "9b.csv"), say=lambda line: None)
    with browser_page() as shown:
        shown.emulate_media(media="print")
        for path in pages:
            shown.goto(path.as_uri())
            small = shown.evaluate(
                """() => [...document.querySelectorAll('main *')].filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
                .filter(one => parseFloat(getComputedStyle(one).fontSize) * 0.75 < (one.closest('.sources') ? 7.8 : one.closest('tfoot') ? 9 : 10) - 0.01).map(one => one.outerHTML.slice(0, 80))"""
            )
            assert small == [], path.name


def test_the_browser_is_found_where_it_is(monkeypatch, tmp_path):
    monkeypatch.delenv("LESSONLIB_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "_PLACES", ("{NO_SUCH_FOLDER}/chrome", "{LESSONLIB_TRY}/Edge/msedge.exe"))
    assert find_chromium() == ""
    program = tmp_path / "Edge" / "msedge.exe"
    program.parent.mkdir()
    program.touch()
    monkeypatch.setenv("LESSONLIB_TRY", str(tmp_path))
    assert find_chromium() == f"{tmp_path}/Edge/msedge.exe"
    chromium = tmp_path / "chromium"
    chromium.touch()
    chromium.chmod(0o755)
    assert find_chromium() == str(chromium) or sys.platform == "win32"
    monkeypatch.setenv("LESSONLIB_CHROMIUM", "/opt/mine")
    assert find_chromium() == "/opt/mine"


def test_a_browser_that_prints_nothing_is_said(tmp_path, capsys, monkeypatch):
    for name, wrong in (
        ("no-such-browser", "No such file or directory"),
        (shutil.which("false") or "false", "it ended with 1 and wrote nothing"),
    ):
        monkeypatch.setenv("LESSONLIB_CHROMIUM", name)
        assert main(["print", str(tmp_path / "out"), "--lesson", "00"]) == 1
        assert (
            capsys.readouterr().err
            == f"lessonlib: The browser {name} cannot print packet.html ({wrong}): name another in LESSONLIB_CHROMIUM, or open the page yourself and print it.\n"
        )
        assert names(tmp_path / "out") == ["packet.html"]
