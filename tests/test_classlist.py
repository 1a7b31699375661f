"""Class lists as teachers have them, seats that hold, and slips without names."""

import csv
import os
import stat
import sys

import pytest
from bs4 import BeautifulSoup
from lab import browser_page, need_chromium, need_paper
from paper import on_paper

from lessonlib.authoring.paper.classlist import Learner, parse_class, read_class
from lessonlib.authoring.paper.seats import seat_list, seated
from lessonlib.authoring.paper.slips import slips_page
from lessonlib.browser import print_page
from lessonlib.errors import LessonlibError


def read(tmp_path, content):
    path = tmp_path / "9b.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_class(path)


#: However a spreadsheet saves it, it is the same list.
SAVED = {
    "plain": b"seat,password\nA1,f\xc3\xa4hre-7\nA2,boot-8\n",
    "mark at the head": b"\xef\xbb\xbfseat,password\nA1,f\xc3\xa4hre-7\nA2,boot-8\n",
    "semicolons": b"seat;password\r\nA1;f\xc3\xa4hre-7\r\nA2;boot-8\r\n",
    "tabs": b"seat\tpassword\nA1\tf\xc3\xa4hre-7\nA2\tboot-8\n",
    "says what parts": b"sep=;\r\nseat;password\r\nA1;f\xc3\xa4hre-7\r\nA2;boot-8\r\n",
    "Windows": b"seat;password\r\nA1;f\xe4hre-7\r\nA2;boot-8\r\n",
    "Unicode text": "seat\tpassword\r\nA1\tfähre-7\r\nA2\tboot-8\r\n".encode("utf-16"),
    "old Mac": b"seat,password\rA1,f\xc3\xa4hre-7\rA2,boot-8\r",
    "empty lines": b"\n,\nseat,password\n\nA1,f\xc3\xa4hre-7\n,,\n\nA2,boot-8\n\n",
    "blanks and capitals": b" Seat , PASSWORD \n A1 , f\xc3\xa4hre-7 \nA2,boot-8\n",
    "more columns": b"no,seat,password,\n1,A1,f\xc3\xa4hre-7,\n2,A2,boot-8,\n",
    "quotation marks": b'"seat","password"\n"A1","f\xc3\xa4hre-7"\n"A2","boot-8"\n',
}


@pytest.mark.parametrize("name", SAVED)
def test_it_is_read_however_it_was_saved(name, tmp_path):
    assert [(one.seat, one.password) for one in read(tmp_path, SAVED[name]).learners] == [("A1", "fähre-7"), ("A2", "boot-8")]


#: What is wrong, and what the one sentence says.
WRONG = {
    "": "9b.csv is empty: its first line must name the columns, seat or name.",
    "seat,password\n": "9b.csv has no row below its first line: write one line a student.",
    "Anna\nBudi\n": "9b.csv, line 1: there is no column seat or name, only Anna: name the columns in the first line.",
    "\n\nkursi;kata\nA1;x\n": "9b.csv, line 3: there is no column seat or name, only kursi, kata: name the columns in the first line.",
    "seat,seat\nA1,A2\n": "9b.csv, line 1: there are two columns seat: take one away.",
    "seat\nA1\n\nA2\na1\n": "9b.csv, line 5: the seat a1 was given in line 2 already: choose another.",
    "seat,password\nA1,x\n,y\n": "9b.csv, line 3: the seat is missing: fill it in, or take the line away.",
    "name,password\nAnna,x\n,y\n": "9b.csv, line 3: the name is missing: fill it in, or take the line away.",
    "seat\nA 1\n": "9b.csv, line 2: 'A 1' cannot be a seat: use letters, digits, hyphens, such as A3.",
    "seat\n../A1\n": "9b.csv, line 2: '../A1' cannot be a seat: use letters, digits, hyphens, such as A3.",
    "name,password\nAnna,x\nExample, Budi,y\n": '9b.csv, line 3: there are 3 cells, but the first line names 2 columns: a cell that holds a comma or a semicolon stands in "quotation marks".',
    'seat,name\nA1,"Anna\nA2,Budi\n': "9b.csv, line 2: it is no CSV (unexpected end of data): look at its quotation marks.",
    b"seat\nA1\n\0\0": "9b.csv is no text: save the class list as CSV in UTF-8.",
    b"PK\x03\x04\0\0": "9b.csv is no text: save the class list as CSV in UTF-8.",
}


@pytest.mark.parametrize("content", WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_said_in_one_sentence_with_its_line(content, tmp_path):
    with pytest.raises(LessonlibError) as raised:
        read(tmp_path, content)
    assert str(raised.value) == WRONG[content]


def test_a_list_that_is_not_there(tmp_path):
    for path in (tmp_path / "no.csv", tmp_path):
        with pytest.raises(LessonlibError, match=r"cannot be read .*: name a CSV file"):
            read_class(path)


def seats_of(path, names, delimiter=","):
    path.write_text("name\n" + "\n".join(names) + "\n", encoding="utf-8")
    return [learner.seat for learner in seated(path, read_class(path))]


def test_nobody_s_seat_changes_when_the_class_grows(tmp_path):
    path = tmp_path / "9b.csv"
    assert seats_of(path, ["Citra", "Budi"]) == ["A1", "A2"]
    assert seats_of(path, ["Ada", "Budi", "Citra"]) == ["A3", "A2", "A1"]
    # Who has left keeps the seat; typing and order make no difference; of two of the same name the first stays the first.
    assert seats_of(path, ["  BUDI ", "Dewi", "Budi", "Ada"]) == ["A2", "A4", "A5", "A3"]
    assert seats_of(path, ["Budi", "Budi", "Dewi"]) == ["A2", "A5", "A4"]
    rows = list(csv.reader(seat_list(path).read_text(encoding="utf-8-sig").splitlines()))
    assert rows == [["seat", "name"], ["A1", "Citra"], ["A2", "Budi"], ["A3", "Ada"], ["A4", "Dewi"], ["A5", "Budi"]]


def test_in_a_list_of_one_column_a_comma_belongs_to_the_name(tmp_path):
    path = tmp_path / "9b.csv"
    assert seats_of(path, ["Example, Anna", "Example; Budi"]) == ["A1", "A2"] == seats_of(path, ["Example, Anna", "Example; Budi"])
    assert seat_list(path).read_text(encoding="utf-8-sig").splitlines()[1] == 'A1,"Example, Anna"'


def test_a_seat_that_the_teacher_chose_holds(tmp_path):
    path = tmp_path / "9b.csv"
    seats_of(path, ["Citra", "Budi"])
    seat_list(path).write_text("seat;name\nB7;Citra\na1;Budi\n", encoding="utf-8")
    assert seats_of(path, ["Citra", "Budi", "Ada"]) == ["B7", "a1", "A2"]


def test_a_damaged_list_of_seats_is_not_overwritten(tmp_path):
    path = tmp_path / "9b.csv"
    seats_of(path, ["Citra"])
    seat_list(path).write_text("seat,name\nA1,Citra\nA1,Budi\n", encoding="utf-8")
    with pytest.raises(LessonlibError, match=r"9b-who-sits-where\.csv, line 3: the seat A1 was given in line 2"):
        seats_of(path, ["Citra", "Ada"])
    assert seat_list(path).read_text(encoding="utf-8").endswith("A1,Budi\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_the_list_of_seats_is_the_teacher_s_alone(tmp_path):
    path = tmp_path / "9b.csv"
    before = os.umask(0)
    try:
        seats_of(path, ["Citra"])
    finally:
        os.umask(before)
    assert stat.S_IMODE(seat_list(path).stat().st_mode) == 0o600


def test_a_list_with_seats_makes_none(tmp_path):
    found = read(tmp_path, "seat,name\nA3,Anna\n")
    assert seated(tmp_path / "9b.csv", found) == [Learner("A3", name="Anna", line=2)] and not seat_list(tmp_path / "9b.csv").exists()


CLASS = [Learner(f"A{number}", f"ferry-tin-{number}", name=f"Person{number} Secret") for number in range(1, 25)]


def test_slips_have_seat_password_address_three_lines_and_no_name():
    page = BeautifulSoup(
        slips_page([*CLASS, Learner("A25", address="https://other.example.org")], "https://hub.example.org"), "html.parser"
    )
    slips = page.find_all(class_="slip")
    assert [len(side.find_all(class_="slip")) for side in page.find_all(class_="side")] == [10, 10, 5]
    assert [slip.h2.get_text() for slip in slips] == [f"Seat A{number}" for number in range(1, 26)]
    assert all(
        f"ferry-tin-{number}" in slip.get_text() and "https://hub.example.org" in slip.get_text()
        for number, slip in enumerate(slips[:24], 1)
    )
    assert "https://other.example.org" in slips[24].get_text() and len(slips[24].find_all(class_="blank")) == 1
    assert all(len(slip.find_all("li")) == 3 for slip in slips)
    assert "Secret" not in str(page) and "Person" not in str(page)


def test_what_stands_in_a_list_is_shown_letter_by_letter():
    made = slips_page([Learner("A1", "<b>&amp;{0}", address="</dd><script>alert(1)</script>")])
    assert "&lt;b&gt;&amp;amp;{0}" in made and "<script" not in made


@pytest.mark.browser
@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_ten_slips_stand_on_a_side(tmp_path, paper):
    page = tmp_path / "slips.html"
    address = "https://jupyter.a-rather-long-name-of-a-school.example.org/jupyterhub/hub/login"
    made = slips_page([learner._replace(password="Xq7-" * 6) for learner in CLASS], address)
    page.write_text(on_paper(made, paper), encoding="utf-8")
    assert print_page(page, tmp_path / "slips.pdf", need_paper()) == 3


@pytest.mark.browser
def test_nothing_runs_over_the_edge_of_a_slip(tmp_path):
    need_chromium()
    page = tmp_path / "slips.html"
    page.write_text(slips_page([Learner("A1", "x" * 60, "https://" + "y" * 120)] * 3), encoding="utf-8")
    with browser_page(width=700) as browser:
        browser.emulate_media(media="print")
        browser.goto(page.as_uri())
        assert browser.evaluate(
            "() => [...document.querySelectorAll('.slip')].every(slip => slip.scrollWidth <= slip.clientWidth + 1 && slip.scrollHeight <= slip.clientHeight + 1)"
        )


def test_a_list_in_memory_is_read_as_one_on_disk():
    assert parse_class("seat\nA1\n", "x.csv").learners == [Learner("A1", line=2)]
