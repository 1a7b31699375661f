"""Routes, scripts and sheets for the teacher: what they call is there, what they plan adds up, what they print fits."""

import re
import shutil

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from test_handout import printed_sides

from lessonlib.authoring.course import read_course
from lessonlib.authoring.guide import guide_page
from lessonlib.authoring.inserts import expanded
from lessonlib.authoring.lint.lesson import Lesson
from lessonlib.authoring.lint.teaching import every_lesson, inserts_resolve, lint_pages, plans_add_up, sourced
from lessonlib.authoring.plans import plan_faults, read_plans, with_plans
from lessonlib.authoring.teaching import PAGES, page_names, read_page, read_pages, teaching_page, write_pages
from lessonlib.authoring.timeline_cards import card_sets, cards_markup, dates_markup
from lessonlib.cli import main
from lessonlib.errors import DataError, LessonlibError
from lessonlib.exercises.bank import lesson_numbers, read_lesson
from lessonlib.history.evidence import load_attestations, load_events

PLAN = "| 45 | 50 | what happens |\n| --- | --- | --- |\n"
#: What is held in a hand or handed out: so many sides at most. Of the route, one for the hour before, one for the room, one for what may come.
SIDES = {
    "cards-first-day": 2,
    "cards-your-history": 2,
    "sheet-whispering": 1,
    "sheet-marking": 1,
    "script-whispering": 1,
    "script-timeline": 1,
} | {f"script-{name}": 2 for name in ("jigsaw", "controversy")}
SIDES |= {"route-one-period": 3, "route-three-periods": 2, "route-all-lessons": 4}


def cell(text, name="route-x"):
    from nbformat.v4 import new_markdown_cell

    return Lesson(ROOT / f"{name}.md", [new_markdown_cell(text, id="text")], None, read_course())


def test_the_pages_are_sound():
    assert lint_pages(ROOT / "notebooks" / "guides") == []


def test_each_route_is_planned_for_both_lengths_and_takes_each_step_of_its_lessons():
    for name, numbers in (
        ("route-one-period", ["06"]),
        ("route-three-periods", ["01", "05", "06"]),
        ("route-all-lessons", lesson_numbers()),
    ):
        markup = teaching_page(read_page(name))
        told = re.sub("<[^>]+>", "", markup)
        for number in numbers:
            for _, step in read_lesson(number).plan:
                words = re.sub(r"[*`]", "", step)[:40].replace("“", "“")
                # The last step of the one-period route is told in its own words, for its class has no ledger yet.
                assert words in told or (name == "route-one-period" and words.startswith("The ledger is shown")), (name, number, words)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("| 40 | 50 | Read. |\n", "a plan of 45 minutes adds up to 40"),
        ("| 10 | 15 | In. |\n| 35 | 34 | {{steps 06}} |\n", "a plan of 50 minutes adds up to 49"),
        ("| 45 | 50 | {{steps 06}} |\n", "{{steps 06}} has 45 minutes, and 35 in the plan of the lesson"),
    ],
)
def test_a_plan_that_does_not_add_up_is_found(rows, says):
    assert says in [wrong for plan in read_plans(PLAN + rows) for wrong in plan_faults(plan)]
    assert says in [fault.wrong for fault in plans_add_up(cell(PLAN + rows))]


def test_a_plan_without_minutes_and_a_step_that_is_not_there_are_found():
    with pytest.raises(DataError, match="has not a number of minutes"):
        list(read_plans(PLAN + "| five | 5 | Read. |\n"))
    with pytest.raises(DataError, match="lesson 06 has no step 'lunch'; its steps are foot"):
        with_plans(PLAN + "| 45 | 50 | {{steps 06 foot lunch}} |\n")


def test_a_route_without_a_plan_for_both_lengths_is_found():
    assert [fault.wrong for fault in plans_add_up(cell("Words."))] == ["it has no plan for 45 and 50 minutes"]
    assert list(plans_add_up(cell("Words.", "script-x"))) == []


def test_the_clock_runs_on_through_called_steps():
    made = with_plans(PLAN + "| 3 | 4 | In. |\n| 35 | 35 | {{steps 06}} |\n| 7 | 11 | Out. |\n")
    assert "<td>3–6</td><td>4–7</td>" in made and "<td>38–45</td><td>39–50</td><td>Out.</td>" in made


@pytest.mark.parametrize(
    ("insert", "says"),
    [
        ("{{lunch}}", "there is no insert 'lunch'"),
        ("{{exercise 06 lost}}", "lesson 06 has no exercise 'lost'"),
        ("{{told 06 lost}}", "has no words 'lost'"),
        ("{{step 66 foot}}", "there is no lesson '66'"),
        ("{{english kompas-feature-999-01}}", "there is no sentence"),
        ("{{cards lost}}", "there is no set of cards 'lost'; the sets are first-day, your-history"),
        ("{{step 06}}", "too few"),
    ],
)
def test_an_insert_that_names_nothing_is_found(insert, says):
    with pytest.raises(LessonlibError, match=re.escape(says)):
        expanded(insert)
    assert any(says in fault.wrong for fault in inserts_resolve(cell(insert)))


def test_what_a_script_says_of_history_needs_a_source():
    assert [fault.cell for fault in sourced(cell("In 1991 it ended."))] == ["text"]
    assert [fault.cell for fault in sourced(cell("Kim came in 30 minutes."))] == ["text"]
    assert list(sourced(cell("Wait 5 minutes; 24 students make six groups. See lesson 06."))) == []


def test_no_page_is_left_with_braces_or_brackets_and_none_asks_a_host():
    for found in read_pages():
        made = teaching_page(found)
        assert "{{" not in made and "[[" not in made and "<script" not in made, found.name
        assert not re.search(r"<(?:img|link|iframe)\b", made), found.name


def test_cards_carry_the_words_and_their_text_and_no_date_of_ours():
    attestations = load_attestations()
    for name, cards in card_sets().items():
        markup = cards_markup(name)
        assert markup.count('class="card"') == len(cards) == 12
        for card in cards:
            assert attestations.loc[card, "text_en"].replace("'", "&#x27;").replace('"', "&quot;") in markup
        assert dates_markup(name).count("<tr>") == 13
    # No card of a game is about the dead or about battle.
    words = " ".join(attestations.loc[card, "text_en"] for cards in card_sets().values() for card in cards)
    assert not re.search(r"famine|dead|deadly|war\b(?! era)|invasion|missile|weapon", words.replace("Cold War", ""), re.IGNORECASE)


def test_the_dates_of_the_cards_are_those_of_the_events():
    attestations, events = load_attestations(), load_events()
    for name, cards in card_sets().items():
        rows = BeautifulSoup(dates_markup(name), "html.parser").find_all("tr")[1:]
        told = [[cell.get_text() for cell in row.find_all(["th", "td"])][1:4] for row in rows]
        found = [events.loc[attestations.loc[card, "event_id"]] for card in cards]
        assert [row[0] for row in told] == [event["label"] for event in found]
        for (_, first, last), event in zip(told, found, strict=True):
            days = [(event["earliest"], first), (event["latest"], last)]
            assert all(said == day.isoformat()[:7] if day else not re.search(r"\d", said) for day, said in days), event["label"]


def test_a_card_that_is_no_attestation_is_found(tmp_path):
    path = tmp_path / "cards.toml"
    path.write_text('[set]\ncards = ["lost@kompas-feature"]\n', encoding="utf-8")
    with pytest.raises(DataError, match="which is no attestation"):
        card_sets(path)


def test_the_route_through_all_lessons_leaves_none_out(monkeypatch):
    monkeypatch.setattr("lessonlib.authoring.lint.teaching.lesson_numbers", lambda: [*lesson_numbers(), "98"])
    assert [fault.wrong for found in read_pages() for fault in every_lesson(found)] == [
        "its head does not name lesson 98",
        "no period takes lesson 98",
    ]


def test_a_page_without_a_head_and_one_that_is_not_there(tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "x.md").write_text("# X\n", encoding="utf-8")
    with pytest.raises(DataError, match="must begin with a line ---"):
        read_page("x", folder=tmp_path)
    with pytest.raises(DataError, match=r"there is no page 'y' in teaching/en; the pages are x\."):
        read_page("y", folder=tmp_path)


def test_another_language_takes_its_own_page_and_english_for_the_rest(tmp_path):
    shutil.copytree(PAGES / "en", tmp_path / "en")
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "route-one-period.md").write_text("---\nlessons: 06\n---\n\n# Satu\n\nKata.\n", encoding="utf-8")
    assert read_page("route-one-period", "xx", tmp_path).title == "Satu"
    assert read_page("script-jigsaw", "xx", tmp_path).language == "en"


def test_each_guide_leads_to_the_pages_of_its_lesson():
    for number in lesson_numbers():
        made = guide_page(read_lesson(number))
        there = set(re.findall(r'href="([a-z-]+)\.html"', made))
        assert there == {name for name in page_names() if number in read_page(name).lessons}
        assert "route-all-lessons" in there and "one navigates" in made


def test_the_command_writes_them_beside_the_guides(tmp_path, capsys):
    assert main(["guide", str(tmp_path)]) == 0
    assert {f"{name}.html" for name in page_names()} < {path.name for path in tmp_path.iterdir()}
    (tmp_path / "file").touch()
    with pytest.raises(LessonlibError, match="name another folder"):
        write_pages(tmp_path / "file")


@pytest.mark.browser
@pytest.mark.parametrize("name", SIDES)
def test_what_is_held_in_a_hand_prints_small(name, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(teaching_page(read_page(name)), encoding="utf-8")
    assert printed_sides(path, tmp_path) <= SIDES[name]


@pytest.mark.browser
def test_a_page_has_as_many_sides_where_georgia_is_installed(tmp_path):
    """Windows and macOS have it, the computers of the tests do not: a font as wide, or wider, takes its name here."""
    made = teaching_page(read_page("route-three-periods"))
    sides = []
    for name, face in {
        "without": "",
        "with": "@font-face{font-family:Georgia;src:local('DejaVu Sans Mono'),local('Liberation Mono')}",
    }.items():
        path = tmp_path / f"{name}.html"
        path.write_text(made.replace("<style>", f"<style>{face}", 1), encoding="utf-8")
        sides.append(printed_sides(path, tmp_path))
    assert sides[0] == sides[1]


def test_links_of_the_teachers_page_and_of_the_words_for_contributors_lead_somewhere():
    for name in ("docs/teaching.md", "CONTRIBUTING.md", "README.md"):
        path = ROOT / name
        for target in re.findall(r"\]\((?!https?:)([^)#\s]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), (name, target)


@pytest.mark.browser
@pytest.mark.parametrize("number", lesson_numbers())
def test_no_guide_ends_with_a_side_of_a_few_lines(number, tmp_path):
    """Taking its last section away, the questions for discussion, saves no side; that of lesson 06 has nine sides."""
    made, sides = guide_page(read_lesson(number)), []
    for name, markup in {"guide": made, "shorter": made[: made.rindex("<section>")] + "</main>"}.items():
        page = tmp_path / f"{name}.html"
        page.write_text(markup, encoding="utf-8")
        sides.append(printed_sides(page, tmp_path))
    assert sides[0] == sides[1] <= {"06": 9}.get(number, 11)
