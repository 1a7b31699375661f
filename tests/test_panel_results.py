"""What a form says of an answer, and what it keeps of it."""

import asyncio
import datetime
from dataclasses import replace

import ipywidgets
import pytest
from forms import EXERCISES, panel_of, within

from lessonlib import turns
from lessonlib.exercises.bank import example
from lessonlib.exercises.drawing.panel import Panel
from lessonlib.exercises.drawing.static import question_page
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.kinds import kind_of
from lessonlib.exercises.passages import passages
from lessonlib.exercises.question import Question
from lessonlib.html import escape


@pytest.mark.parametrize(
    ("name", "answer", "said"),
    [
        ("silence", "b", "✓</span> Right."),
        ("silence", "a", "✗</span> Not yet."),
        ("who-signs", ["kompas-feature"], "◐</span> Partly right."),
        ("horses", "thirty", "?</span> Another kind of answer is needed."),
        ("horses", "", "…</span> Not tried yet."),
        ("foresight", "2", "✎</span> Written down."),
    ],
)
def test_a_result_is_a_sign_and_words(name, answer, said):
    panel = panel_of(example(name))
    panel.form.write(answer)
    panel.buttons["check"].click()
    assert panel.result.value.startswith(f'<p><strong><span aria-hidden="true">{said}</strong>')
    assert "color" not in panel.result.value and "lessonlib-result" in panel.result._dom_classes


def test_a_result_that_is_the_same_is_said_again():
    panel, said = panel_of(example("silence")), []
    panel.result.observe(lambda change: said.append(change["new"]), "value")
    panel.form.write("a")
    panel.buttons["check"].click()
    panel.buttons["check"].click()
    assert [bool(words) for words in said] == [True, False, True] and said[0] == said[2]


def test_a_verdict_beside_another_answer_says_so_until_it_is_that_answer_again():
    panel, since = (
        panel_of(example("silence")),
        lambda: next(part.value for part in within(panel.widget()) if "lessonlib-since" in part._dom_classes),
    )
    panel.form.write("b")
    assert since() == "", "nothing was said yet"
    panel.buttons["check"].click()
    assert since() == ""
    panel.form.write("a")
    assert since() == "<p>You have changed your answer since this was said: press Check again.</p>" and "Right." in panel.result.value
    panel.form.write("b")
    assert since() == ""
    panel.form.write("a")
    panel.buttons["hint"].click()
    assert since() == "" and "Hint 1" in panel.result.value, "a hint is about no answer"
    panel.form.write("b")
    panel.buttons["check"].click()
    again = Panel(panel.question)
    again.form.write("a")
    assert any(
        "You have changed" in getattr(part, "value", "") for part in within(again.widget()) if "lessonlib-since" in part._dom_classes
    )


def test_hints_and_the_solution_stand_where_results_stand():
    panel = panel_of(example("horses"))
    panel.buttons["hint"].click()
    assert "Hint 1 of 2: Search the explainer for" in panel.result.value
    panel.buttons["solution"].click()
    assert "Try it first." in panel.result.value
    panel.buttons["solution"].click()
    assert "Solution: 30." in panel.result.value


def test_samples_and_rubric_of_open_writing_come_after_the_learners_own_words():
    panel = panel_of(example("ledger"))
    panel.buttons["solution"].click()
    assert "Write your own answer first" in panel.result.value
    panel.buttons["check"].click()
    assert "Not tried yet" in panel.result.value, "what is shipped in the field is no answer"
    panel.form.write("I count 3 witnesses.")
    panel.buttons["check"].click()
    assert "How it is read:" in panel.result.value and "Proficient" in panel.result.value


@pytest.mark.parametrize(
    ("name", "given", "stands"),
    [
        ("silence", "Nobody denied it.", "a"),
        ("silence", ["B"], "b"),
        ("who-signs", "the feature (kompas-feature); Antara-Explainer", ["kompas-feature", "antara-explainer"]),
        ("horses", 30.0, "30.0"),
        ("written-in", datetime.date(2024, 3, 1), "2024-03-01"),
        ("one-after-another", "collapse, bread, recognition, Shoigu", ["collapse", "bread", "recognition", "shoigu"]),
        ("three-days", {"Article": "Stated", "copy": ""}, {"article": "stated"}),
        ("three-days", [("article", "stated")], {"article": "stated"}),
        ("who-says-it", {"only": {"kompas-feature": "is silent"}}, {"only/kompas-feature": "silent"}),
        ("two-voices", ["one", "two"], ["one", "two"]),
        ("two-voices", "one", ["one"]),
        ("neither", "unsigned-analysis, Footnoted-Commentary", ["unsigned-analysis", "footnoted-commentary"]),
        ("how-long", {"kompas-feature": 18}, {"kompas-feature": "18"}),
    ],
)
def test_answers_in_code_are_understood_by_the_form(name, given, stands):
    question = Question(example(name), Work("99", None))
    question.check(given)
    assert Panel(question).form.read() == stands


@pytest.mark.parametrize("name", [exercise.id for exercise in EXERCISES if exercise.lesson == "99"])
@pytest.mark.parametrize("answer", [None, "", "no such thing", 7, [], ["x", 3], {}, {"x": {"y": 1}}, {"not an answer": "module"}, [["a"]]])
def test_whatever_was_kept_a_form_can_be_shown(name, answer):
    work = Work("99", None)
    work.drafts[name] = answer
    panel = panel_of(example(name), work)
    panel.form.read()
    panel.buttons["check"].click()


def test_an_order_with_a_gap_is_kept_with_its_gap():
    exercise, work = example("one-after-another"), Work("99", None)
    panel = panel_of(exercise, work)
    panel.form.fields[1].value = "bread"
    assert [field.value for field in panel_of(exercise, work).form.fields] == ["", "bread", "", ""]
    panel.buttons["check"].click()
    assert "your order leaves something out" in panel.result.value
    assert [field.value for field in panel_of(exercise, work).form.fields] == ["", "bread", "", ""]


@pytest.mark.parametrize("exercise", [exercise for exercise in EXERCISES if exercise.kind in ("open", "text", "number", "date", "quote")], ids=lambda exercise: f"{exercise.lesson}-{exercise.id}")  # fmt: skip
def test_an_empty_field_says_what_is_asked(exercise):
    fields = [widget for widget in within(panel_of(exercise).widget()) if isinstance(widget, ipywidgets.Text | ipywidgets.Textarea)]
    assert kind_of(exercise).asked() in [field.placeholder for field in fields]


def test_no_verdict_stands_beside_an_answer_that_it_is_not_about():
    exercise, work = example("silence"), Work("99", None)
    panel = panel_of(exercise, work)
    panel.form.write("b")
    panel.buttons["check"].click()
    panel.form.write("c")
    again = panel_of(exercise, work)
    assert (again.form.read(), again.result.value) == ("c", "")
    again.form.write("b")
    assert "✓" in panel_of(exercise, work).result.value


def test_a_field_that_was_emptied_stays_empty():
    exercise, work = example("ledger"), Work("99", None)
    panel_of(exercise, work).form.fields[0].value = ""
    assert panel_of(exercise, work).form.read() == ""


def test_words_are_taken_from_the_lists():
    form = panel_of(example("two-voices")).form
    for ref in ("kompas-feature-007-01", "antara-explainer-014-02"):
        form.text.value = "-".join(ref.split("-")[:2])
        form.sentence.value = ref
        form.use.click()
        assert escape(passages()[ref].original) in form.told.value, "said in words, too"
    assert form.read() == [passages()[ref].original for ref in ("kompas-feature-007-01", "antara-explainer-014-02")]
    single = panel_of(example("clue-in-the-list")).form
    single.sentence.value = "kompas-feature@4392"
    single.use.click()
    single.use.click()
    assert single.read() == passages()["kompas-feature@4392"].original, "one quotation replaces the other"


def test_drafts_are_kept_soon_and_not_with_each_key(monkeypatch):
    monkeypatch.setattr(turns, "SOON", 0.05)
    panel = panel_of(example("horses"))
    drafts = panel.question.work.drafts

    async def type_slowly():
        panel.form.write("3")
        panel.form.write("30")
        early = dict(drafts)
        await asyncio.sleep(0.2)
        late = dict(drafts)
        panel.form.write("")
        panel.buttons["check"].click()
        return early, late

    assert asyncio.run(type_slowly()) == ({}, {"horses": "30"})
    assert drafts == {"horses": ""}, "an emptied field is kept before a check, too"


def test_large_tables_are_named_and_not_ticked():
    exercise = replace(example("neither"), row={**example("neither").row, "make": {"table": "events", "where": "theme == 'origins'"}})
    panel = panel_of(exercise)
    assert len(panel.form.fields) == 1
    panel.form.write(kind_of(exercise).accepted()[0])
    panel.buttons["check"].click()
    assert "Right." in panel.result.value
    assert panel_of(exercise, panel.question.work).form.read() == list(kind_of(exercise).wanted)


def test_crossed_counts_stand_in_rows_and_columns():
    make = {"table": "documents", "cross": ["outlet_basis", "complete"]}
    exercise = replace(example("neither"), row={**example("neither").row, "make": make})
    panel = panel_of(exercise)
    assert [type(part).__name__ for part in panel.form.parts] == ["GridBox"]
    assert {field.description for field in panel.form.fields} == set(kind_of(exercise).wanted)
    panel.form.write(kind_of(exercise).accepted()[0])
    panel.buttons["check"].click()
    assert "Right." in panel.result.value


def test_an_exercise_with_broken_data_shows_no_form():
    exercise = replace(example("horses"), faults=("its data are broken.",))
    panel = panel_of(exercise)
    assert set(panel._repr_mimebundle_()) == {"text/plain", "text/html"}
    assert "cannot be used" in repr(question_page(exercise))
