"""What is said of a name that is not known: one rule for all tables, lessons and figures."""

import re

import pytest

import lessonlib
from lessonlib.errors import LessonlibError, UnknownNameError, no_such, one_of
from lessonlib.workspace import lesson_file, lessons_in

MANY = [f"event-{number:03}" for number in range(100)]


@pytest.mark.parametrize(
    ("name", "known", "said"),
    [
        ("aid", ["food", "trade"], "there is no theme 'aid'; the themes are food, trade"),
        ("traed", ["food", "trade"], "there is no theme 'traed' (is it 'trade'?); the themes are food, trade"),
        ("aid", ["", "food"], "there is no theme 'aid'; the themes are food"),
        ("aid", [], "there is no theme 'aid'; there are no themes"),
        (None, ["food"], "there is no theme None; the themes are food"),
        (7, [1, 2], "there is no theme 7; the themes are 1, 2"),
        ("evnt-042", MANY, "there is no theme 'evnt-042' (is it 'event-042'?)"),
        ("evening-07", MANY, "there is no theme 'evening-07'; near to it are event-097, event-087, event-079"),
        ("the-war", [*MANY, "the-wall-in-x"], "there is no theme 'the-war'; near to it is the-wall-in-x"),
        ("zzz", MANY, "there is no theme 'zzz'"),
    ],
)
def test_few_names_are_listed_and_of_many_the_nearest(name, known, said):
    assert no_such("theme", name, iter(known)) == said


def test_it_says_where_the_many_stand():
    said = no_such("event", "evnt-042", MANY, where="in the table", listed="events.toml")
    assert said == "there is no event 'evnt-042' in the table (is it 'event-042'?); events.toml lists all 100"


def test_nothing_asked_is_a_name_only_where_nothing_may_be_asked():
    assert one_of(None, ["", "food"], "theme") == one_of("", ["", "food"], "theme") == ""
    for nothing in ("", None):
        with pytest.raises(UnknownNameError, match=r"There is no theme ''; the themes are food\.$"):
            one_of(nothing, ["food"], "theme")


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: lessonlib.load_corpus().page("kompas-featur"), "no text 'kompas-featur' in this corpus (is it 'kompas-feature'?); the texts are kompas-feature,"),
        (lambda: lessonlib.load_corpus().page(["kompas-feature"]), "no text ['kompas-feature'] in this corpus (is it 'kompas-feature'?); the texts are"),
        (lambda: lessonlib.load_series("vote"), "no series 'vote' (is it 'votes'?); the series are "),
        (lambda: lessonlib.open_lesson("02").q("how-mutch"), "Lesson 02 has no exercise 'how-mutch' (is it 'how-much'?); it has "),
        (lambda: lessonlib.figures.timeline("pivots"), "no phase 'pivots' (is it 'pivot'?); the phases are soviet_support,"),
        (lambda: lessonlib.figures.matrix("korean-wars"), "no event 'korean-wars'; the table load_events() lists them, such as korean-war,"),
        (lambda: lessonlib.figures.matrix("luxury"), "such as stalins-help-for-kim-il-sung, soviet-style"),
        (lambda: lessonlib.widgets.timeline(actor="Kim Jong-un"), "no speaker 'Kim Jong-un' (is it 'Kim Jong Un'?); the speakers are "),
        (lambda: lessonlib.widgets.inspector(lessonlib.load_corpus(), kind="titel"), "no kind of span 'titel' (is it 'title'?); the kinds are title,"),
        (lambda: lesson_file(lessons_in(), "9"), "no lesson '9'; the lessons are 00, 01,"),
        (lambda: lessons_in("eng"), "no edition in the language 'eng' (is it 'en'?); the languages are en"),
    ],
)  # fmt: skip
def test_who_is_asked_answers_by_that_rule(ask, said):
    with pytest.raises(LessonlibError, match=re.escape(said)) as told:
        ask()
    assert "\n" not in str(told.value)
