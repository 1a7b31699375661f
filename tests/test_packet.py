"""The source packet: what lessons need, with numbers that work on the screen; whole only when asked; nothing that is kept back."""

import re
from copy import copy

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT

import lessonlib
from lessonlib.authoring.paper.needed import needed
from lessonlib.authoring.paper.packet import packet_page, text_page
from lessonlib.authoring.references import find_references, part_of
from lessonlib.exercises.bank import lesson_numbers, read_lesson
from lessonlib.exercises.passages import passages, text_of
from lessonlib.exercises.quotations import find_passages
from lessonlib.history.evidence import load_attestations

SOURCES = sorted((ROOT / "notebooks" / "src").glob("*.md"))
DOC_IDS = ["kompas-feature", "antara-explainer", "sindonews-listicle", "unsigned-analysis", "footnoted-commentary"]
_CODE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def excerpts():
    return BeautifulSoup(packet_page(needed(SOURCES), whole=False), "html.parser")


@pytest.fixture(scope="module")
def whole():
    return BeautifulSoup(packet_page(needed(SOURCES), whole=True), "html.parser")


def rows(page):
    """The numbered lines: the id on the screen, the original, our English."""
    for section in page.find_all("section", class_="text"):
        for row in section.select("tbody tr"):
            if number := row.find("th", scope="row"):
                joint = "" if number.get_text().startswith("@") else "-"
                cells = [cell.get_text() for cell in row.find_all("td")]
                yield f"{section.h2.get_text()}{joint}{number.get_text()}", cells[0], cells[1] if cells[1:] else ""


@pytest.mark.parametrize("kind", ["excerpts", "whole"])
def test_each_line_says_what_the_page_says_under_the_number_of_the_screen(kind, request):
    found = list(rows(request.getfixturevalue(kind)))
    assert len(found) > 90
    for name, original, english in found:
        assert find_passages(name) == [name] and (original, english) == (passages()[name].original, passages()[name].english)
    assert len({name for name, _, _ in found}) == len(found)


def test_whole_texts_have_every_sentence_in_order_and_both_languages(whole, corpus):
    for doc_id in DOC_IDS:
        shown = [name for name, _, english in rows(whole) if name.startswith(f"{doc_id}-") and english]
        assert shown == list(corpus.sentences.index[corpus.sentences["doc_id"] == doc_id])
    assert not whole.find_all(string=re.compile(r"left out: \d"))
    notes = [name for name, _, _ in rows(whole) if "@" in name and part_of(name) == "reference"]
    assert len(notes) == 7


def test_excerpts_are_what_the_lessons_quote_and_ask_and_the_rest_is_named_as_left_out(excerpts, corpus):
    wanted = needed(SOURCES)
    shown = {name for name, _, _ in rows(excerpts)}
    headings = {name for name in shown if "@" in name and part_of(name) == "heading"}
    titles = {name for name in wanted if "@" in name and part_of(name) in ("title", "heading")}
    assert shown - headings == set(wanted) - titles
    for section in excerpts.find_all("section", class_="text"):
        doc_id = section.h2.get_text()
        every = [name.removeprefix(f"{doc_id}-") for name in corpus.sentences.index if name.startswith(doc_id)]
        told = []
        for row in section.select("tbody tr"):
            if row.find("th", scope="row") and not row.th.get_text().startswith("@"):
                told.append(row.th.get_text())
            elif gap := re.findall(r"\d{3}-\d{2}", row.get_text()) if "gap" in row["class"] else []:
                told += every[every.index(gap[0]) : every.index(gap[-1]) + 1]
        assert told == every


def test_what_is_needed_is_what_lessons_and_exercises_name():
    """Worked out here a second time, by text alone."""
    wanted = set(needed(SOURCES))
    sentences = set(lessonlib.load_corpus().sentences.index)
    named = {name for path in SOURCES for name in find_references(_CODE.sub("", path.read_text(encoding="utf-8"))) if name in sentences}
    assert len(named) > 40 and named <= wanted
    asked = {
        str(name) for number in lesson_numbers() for exercise in read_lesson(number).exercises.values() for name in exercise.row["accept"]
    }
    assert {name for name in asked if name in passages()} <= wanted
    assert load_attestations()["sentence_id"]["gift-of-a-car@footnoted-commentary"] in wanted
    # Not a text and a half: what no lesson needs stays out.
    assert 0.3 < len(wanted & sentences) / len(sentences) < 0.7


def test_one_lesson_needs_less():
    two = BeautifulSoup(packet_page(needed(SOURCES[2:3]), False, lessons=["02"]), "html.parser")
    assert [head.get_text() for head in two.select(".text h2")] == DOC_IDS[:3]
    assert "lessons 02" in two.title.string and len(list(rows(two))) < 15


def test_no_right_passage_of_an_exercise_stands_alone(excerpts):
    """Whoever looks for a key finds more than the key: of each text a side of other sentences, and each list whole."""
    shown = [name for name, _, _ in rows(excerpts)]
    for number in lesson_numbers():
        for exercise in read_lesson(number).exercises.values():
            keys = {name for name in map(str, exercise.row["accept"]) if name in shown}
            for doc_id in {text_of(name) for name in keys}:
                others = [
                    name
                    for name in shown
                    if text_of(name) == doc_id and name not in keys and ("@" in name) == any("@" in key for key in keys)
                ]
                assert len(others) >= 3, (exercise.id, doc_id)


def test_nothing_stands_there_that_lessons_keep_back(excerpts, whole):
    documents, tensions = lessonlib.load_corpus().documents, lessonlib.load_tensions()
    kept_back = [*documents["published_reason"], *documents["complete_reason"], *documents["outlet_reason"]]
    kept_back += [*tensions["summary"], *tensions["question"], *tensions["record"], *lessonlib.load_parallels()["note"]]
    kept_back += [*lessonlib.load_context()["statement"], *lessonlib.load_family()["reason"]]
    for number in lesson_numbers():
        for exercise in read_lesson(number).exercises.values():
            kept_back += [
                exercise.say("right"),
                exercise.say("teacher"),
                *exercise.words.get("hints", ()),
                *exercise.words.get("because", {}).values(),
            ]
    for page in (copy(excerpts), copy(whole)):
        text = page.get_text(" ")
        assert not [told for told in kept_back if told and told in text]
        # Around the sentences there is no agency or paper from which a text comes, but what its own page prints.
        for row in page.select("tbody tr"):
            row.decompose()
        around = page.get_text(" ")
        assert not [
            name for name in ("Reuters", "Hindu", "Diplomat", "AFP", "translat", "original") if name in around.replace("(translator)", "")
        ]
        assert "BBC INDONESIA" in around


@pytest.mark.parametrize("doc_id", DOC_IDS)
def test_a_date_that_students_find_out_does_not_stand_beside_the_text(doc_id, corpus):
    row = corpus.documents.loc[doc_id]
    page = BeautifulSoup(text_page(doc_id, [], whole=True), "html.parser")
    head, foot = page.dl.get_text(" "), page.tfoot.get_text(" ")
    if row["published_basis"] == "printed":
        assert row["published"][:4] in head and row["published"][:4] in foot
    else:
        assert "none. When was it written?" in head and not re.search(r"\b20\d\d\b", head + foot)


def test_the_last_side_tells_it_with_its_doubt(excerpts):
    last = excerpts.find_all("section")[-1]
    told = {row.th.get_text(): [cell.get_text() for cell in row.find_all("td")] for row in last.select("tbody tr")}
    assert told["antara-explainer"] == [
        "Jafar M Sidik (translator); Atman Ahdiat (editor)",
        "ANTARA",
        "about September 2023?",
        "runs to its end, as far as we can see",
    ]
    assert told["unsigned-analysis"][1:3] == ["SINDOnews? (not printed: concluded)", "about September 2023?"]
    assert told["footnoted-commentary"][2] == "March 2024?" and told["kompas-feature"][2] == "30 August 2022"
    assert [doc_id for doc_id in DOC_IDS if told[doc_id][3].startswith("torn")] == ["kompas-feature", "unsigned-analysis"]


def test_torn_copies_are_called_torn_and_end_so(whole):
    for section in whole.find_all("section", class_="text"):
        torn = section.h2.get_text() in ("kompas-feature", "unsigned-analysis")
        assert ("A torn copy" in section.dl.get_text()) == torn == bool(section.find(string="Here our copy breaks off."))


def test_source_and_rights_come_again_on_every_side(excerpts, whole):
    for page in (excerpts, whole):
        for section in page.find_all("section", class_="text"):
            (table,) = section.find_all("table")
            foot = table.tfoot.get_text()
            assert section.h2.get_text() in foot and "in this class only" in foot and "published by" in foot
            assert [cell.get_text() for cell in table.thead.find_all("th")] == [
                section.h2.get_text(),
                "No.",
                "As printed, in Indonesian",
                "Our English",
            ]
    style = "".join(tag.get_text() for tag in whole.find_all("style"))
    assert "tfoot { display: table-footer-group" in style and "thead { display: table-header-group" in style
    assert re.search(r"tr, li, dd \{ break-inside: avoid \}", style) and "section + section { break-before: page }" in style


def test_each_language_is_marked(whole):
    for row in whole.select(".text tbody tr"):
        if row.find("th", scope="row"):
            languages = [cell["lang"] for cell in row.find_all("td")]
            assert languages in (["id", "en"], ["id"], ["en"])


def test_it_says_the_same_each_time():
    assert packet_page(needed(SOURCES), True) == packet_page(needed(list(reversed(SOURCES))), True)
