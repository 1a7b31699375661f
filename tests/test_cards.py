"""The card for whoever was absent: one side, no key, nothing that a lesson keeps back, and held to the rules of lessons."""

import re

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from lab import need_paper
from paper import on_paper

from lessonlib.authoring.lint.cards import lint_card
from lessonlib.authoring.lint.lesson import read
from lessonlib.authoring.paper.card import card_page, reading
from lessonlib.authoring.paper.cardfile import PROSE, card_words, read_cards
from lessonlib.authoring.paper.needed import needed
from lessonlib.authoring.source import read_source
from lessonlib.browser import print_page
from lessonlib.exercises.bank import read_lesson
from lessonlib.exercises.kinds import kind_of
from lessonlib.exercises.passages import passages

NOTEBOOKS = ROOT / "notebooks"
SOURCES = sorted((NOTEBOOKS / "src").glob("*.md"))
CARDS = sorted((NOTEBOOKS / "cards").glob("*.html"))
_ID = re.compile(r"\b([a-z]+-[a-z]+) ((?:\d{3}-\d{2}(?: to |, )?)+)")


def stem(path):
    return path.stem


def soup(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_each_lesson_has_one():
    assert [path.stem for path in CARDS] == [path.stem for path in SOURCES] and list(read_cards()) == [path.stem[:2] for path in SOURCES]


@pytest.mark.parametrize("path", SOURCES, ids=stem)
def test_what_is_kept_is_what_is_built(path):
    built = card_page(read_source(path), read_lesson(path.stem[:2]))
    assert (
        (NOTEBOOKS / "cards" / f"{path.stem}.html").read_text(encoding="utf-8")
        == built
        == card_page(read_source(path), read_lesson(path.stem[:2]))
    )


@pytest.mark.browser
@pytest.mark.parametrize("paper", ["A4", "letter"])
@pytest.mark.parametrize("path", CARDS, ids=stem)
def test_it_is_one_side(path, paper, tmp_path):
    page = tmp_path / "card.html"
    page.write_text(on_paper(path.read_text(encoding="utf-8"), paper), encoding="utf-8")
    assert print_page(page, tmp_path / "card.pdf", need_paper()) == 1


@pytest.mark.browser
def test_a_second_side_would_be_found(tmp_path):
    page = tmp_path / "card.html"
    page.write_text(CARDS[0].read_text(encoding="utf-8").replace("</main>", "<p>More.</p>" * 30 + "</main>"), encoding="utf-8")
    assert print_page(page, tmp_path / "card.pdf", need_paper()) == 2


@pytest.mark.browser
@pytest.mark.parametrize("path", SOURCES, ids=stem)
def test_the_reading_begins_on_the_side_of_the_handout_that_the_card_names(path, tmp_path):
    head, _ = reading(read_source(path))
    handout = (NOTEBOOKS / "handouts" / f"{path.stem}.html").read_text(encoding="utf-8")
    before, found, _ = handout.partition(f"<h2>{head}</h2>")
    assert found
    # The handout up to there, and the first line below the heading.
    page = tmp_path / "handout.html"
    page.write_text(f"{before}{found}<p>One line.</p></main></body></html>", encoding="utf-8")
    side = print_page(page, tmp_path / "handout.pdf", need_paper())
    assert side == read_cards()[path.stem[:2]].side
    assert f"“{head}” on side {side}" in soup(NOTEBOOKS / "cards" / f"{path.stem}.html").get_text()


@pytest.mark.parametrize("path", CARDS, ids=stem)
def test_it_has_question_reading_word_two_tasks_with_lines_and_what_to_bring(path):
    number, page = path.stem[:2], soup(path)
    lesson = read_lesson(number)
    assert [head.get_text() for head in page.find_all("h2")] == [
        "What the class did", "Read", "A word to know", "Write, in pen, without help", "Bring next time",
    ]  # fmt: skip
    assert lesson.words["question"] in page.dl.get_text()
    tasks = page.find_all(class_="task")
    assert [task.h3.get_text() for task in tasks] == [lesson.exercises[name].say("title") for name in read_cards()[number].tasks]
    assert all(2 <= len(task.find_all(class_="line")) <= 6 for task in tasks)
    # Lesson 01 opens the ledger; from then on its line stands on each card.
    assert ("ledger" in read_cards()[number].tasks) == ("ledger" in lesson.exercises) == (number != "00")
    assert {lesson.exercises[name].row["level"] for name in read_cards()[number].tasks} == {"core"}
    assert page.select('i[lang="id"]')


@pytest.mark.parametrize("path", CARDS, ids=stem)
def test_its_prose_is_short(path):
    told = re.sub(r"\[\[.*?\]\]", "", card_words(path.stem[:2], "en")["did"])
    assert 3 <= len(re.findall(r"[.?!](?= [A-Z]|$)", told.strip().replace("  ", " "))) <= 5


@pytest.mark.parametrize("path", CARDS, ids=stem)
def test_its_numbers_stand_in_the_packet(path):
    wanted = needed([NOTEBOOKS / "src" / f"{path.stem}.md"])
    found = [
        f"{doc_id}-{number}" for doc_id, numbers in _ID.findall(soup(path).get_text()) for number in re.findall(r"\d{3}-\d{2}", numbers)
    ]
    assert len(found) >= 3 and set(found) <= set(wanted)


@pytest.mark.parametrize("path", CARDS, ids=stem)
def test_it_tells_no_key_of_its_lesson_nor_of_a_later_one(path):
    prose = " ".join(card_words(path.stem[:2], "en")[name] for name in PROSE).casefold()
    text = soup(path).get_text()
    for number in (source.stem[:2] for source in SOURCES if source.stem >= path.stem):
        for exercise in read_lesson(number).exercises.values():
            told = [
                exercise.say("right"),
                exercise.say("teacher"),
                *exercise.words.get("hints", ()),
                *exercise.words.get("because", {}).values(),
            ]
            told += exercise.words.get("samples", {}).values()
            told += [passages()[name].original for name in map(str, exercise.row["accept"]) if name in passages()]
            assert not [one for one in told if one and one in text]
            assert not [word for words in exercise.row["words"].values() for word in words if word.casefold() in prose], exercise.id
            if exercise.kind in ("choice", "number") and not exercise.recorded:
                assert not re.search(rf"\b{re.escape(kind_of(exercise).solution().casefold())}\b", prose)
    assert not [
        word
        for word in ("From outside", "Reuters", "The Hindu", "line of descent", "lines of descent", "independent lines")
        if word in text
    ]


#: What is done to the words of card 02, and what the linter says.
SPOILT = [
    (("did", "[[kompas-feature-015-01]]", "[[kompas-feature-915-01]]"), "[02] did: [[kompas-feature-915-01]]: there is no sentence"),
    (("did", "[[kompas-feature-015-01]]", "[[footnoted-commentary-001-01]]"), "[02] did: [[footnoted-commentary-001-01]] is no source of its lesson"),
    (("did", "[[kompas-feature-015-01]]", "[[context:aid-1946-84]]"), "[02] did: [[context:aid-1946-84]] is a fact from outside"),
    (("word", "*Bantuan*", "Stalin said *bantuan*"), "[02] word: “Stalin said *bantuan*: aid, help.” names 'Stalin', and its paragraph names no source"),
    (("bring", "the number", "what the regime wrote, the number"), "[02] bring: it uses the contested word “regime” as its own"),
    (("bring", "the number", "the nubmer"), "[02] bring: “nubmer” is misspelt"),
    (("bring", "the number", "which texts are silent, the number"), "[02] bring: “texts are silent” without naming kompas-feature and unsigned-analysis"),
    (("word", "aid, help", "aid, help; *turut*, take part"), "[02] word: it says “turut”, which the exercise one-small-word asks for"),
    (("word", None, None), "[02]: word is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), SPOILT, ids=range(len(SPOILT)))
def test_the_linter_finds_what_is_wrong(change, told, monkeypatch):
    field, old, new = change
    spoilt = dict(card_words("02", "en"))
    if old is None:
        del spoilt[field]
    else:
        assert old in spoilt[field]
        spoilt[field] = spoilt[field].replace(old, new)
    monkeypatch.setattr("lessonlib.authoring.lint.cards.card_words", lambda number, language: spoilt)
    faults = lint_card(read(SOURCES[2]))
    assert any(fault.startswith(f"words/en/cards.toml, {told}") for fault in faults) and all(fault.endswith(".") for fault in faults)


@pytest.mark.parametrize(
    ("tasks", "told"),
    [
        (("how-much",), "its tasks are how-much"),
        (("how-much", "who-carries-it"), "its tasks are"),
        (("no-such", "ledger"), "the task 'no-such' is no exercise"),
    ],
)
def test_the_linter_finds_wrong_tasks(tasks, told, monkeypatch):
    monkeypatch.setattr("lessonlib.authoring.lint.cards.read_cards", lambda: {"02": read_cards()["02"]._replace(tasks=tasks)})
    assert any(told in fault for fault in lint_card(read(SOURCES[2])))


def test_the_linter_misses_a_card(monkeypatch):
    monkeypatch.setattr("lessonlib.authoring.lint.cards.read_cards", dict)
    assert "cards.toml has no row for this lesson" in lint_card(read(SOURCES[2]))[0]


def test_the_linter_looks_at_every_card(monkeypatch):
    from lessonlib.authoring.lint import lint_source

    assert lint_source(SOURCES[3]) == []
    monkeypatch.setattr("lessonlib.authoring.lint.cards.read_cards", dict)
    assert any("cards.toml" in fault for fault in lint_source(SOURCES[3]))
