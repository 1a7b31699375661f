"""The forms without a browser: what they give, take back, say, and do not betray."""

import asyncio
import datetime
import json
import re
from dataclasses import replace

import ipywidgets
import pytest
from conftest import ROOT

from lessonlib import turns
from lessonlib.exercises.bank import example, lesson_numbers, read_lesson
from lessonlib.exercises.compare import plain
from lessonlib.exercises.drawing.forms import ChoiceForm
from lessonlib.exercises.drawing.panel import Panel
from lessonlib.exercises.drawing.static import question_page, rubric
from lessonlib.exercises.kinds import KINDS, kind_of, making
from lessonlib.exercises.passages import passages
from lessonlib.exercises.question import DONE, Question
from lessonlib.exercises.words import BANK, SAMPLER
from lessonlib.exercises.work import Work
from lessonlib.html import bare, escape

EXERCISES = [
    exercise
    for bank in (SAMPLER, BANK)
    for number in lesson_numbers(bank)
    for exercise in read_lesson(number, bank=bank).exercises.values()
    if not exercise.faults
]
VIEW = "application/vnd.jupyter.widget-view+json"
#: What is answered where nothing is right or wrong.
ANYTHING = {"text": "some words", "number": 3, "date": "2024-03-01", "quote": "Hari Ke-792"}
#: The words of an exercise that may be seen before it is answered.
OPEN_WORDS = ("title", "question", "starter", "options", "items", "columns", "categories")

every = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: f"{exercise.lesson}-{exercise.id}")


def answers(exercise):
    """Answers that are right, or that are kept."""
    found = list(kind_of(exercise).accepted())
    if found:
        return found
    row = exercise.row
    if row["options"]:
        return [row["options"][0] if exercise.kind == "choice" else row["options"][:1]]
    if row["categories"]:
        return [dict.fromkeys(kind_of(exercise).slots(), row["categories"][0])]
    return [row["items"] or ANYTHING[exercise.kind]]


def panel_of(exercise, work=None):
    return Panel(Question(exercise, work or Work(exercise.lesson, None)))


def within(widget):
    """A widget and all that it holds, in order."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from within(child)


def state(value):
    """All that a page is told of a widget and of the widgets in it."""
    if isinstance(value, ipywidgets.Widget):
        told = value.get_state()
        return {name: state(getattr(value, name)) if "IPY_MODEL_" in json.dumps(told[name], default=str) else told[name] for name in told}
    if isinstance(value, dict):
        return {key: state(part) for key, part in value.items()}
    return [state(part) for part in value] if isinstance(value, list | tuple) else value


@every
def test_an_answer_that_is_right_is_right_when_it_is_given_in_the_form(exercise):
    heading = "✎</span> Written down." if exercise.recorded else "✓</span> Right."
    for answer in answers(exercise):
        panel = panel_of(exercise)
        panel.form.write(answer)
        panel.buttons["check"].click()
        assert panel.question.judge(panel.form.read()).verdict in DONE
        assert panel.result.value.startswith(f'<p><strong><span aria-hidden="true">{heading}</strong>')
        assert [record["act"] for record in panel.question.work.records] == ["check"]
        assert not panel.question.work.drafts


@every
def test_an_answer_given_in_a_cell_counts_and_stands_in_the_form(exercise):
    for answer in answers(exercise):
        question = Question(exercise, Work(exercise.lesson, None))
        said = question.check(answer)
        assert said.verdict in DONE
        panel = Panel(question)
        assert question.judge(panel.form.read()).verdict in DONE
        assert panel.result.value == f"<p>Attempts: 1. This is your last answer.</p>{said.markup()}" + (
            rubric(exercise) if exercise.kind == "open" else ""
        )


@every
def test_what_was_not_checked_is_kept_and_stands_there_again(exercise, tmp_path):
    path = tmp_path / f"{exercise.lesson}.json"
    first = panel_of(exercise, Work(exercise.lesson, path))
    first.form.write(answers(exercise)[0])
    again = panel_of(exercise, Work(exercise.lesson, path))
    assert again.form.kept() == first.form.kept() != panel_of(exercise).form.kept()
    assert again.result.value == "", "no verdict before a check"
    # Field by field, the last first: what is half done stays where it was put.
    for number in range(1, len(first.form.fields)):
        part = panel_of(exercise, Work(exercise.lesson, path))
        part.form.fields[number - 1].value = getattr(panel_of(exercise).form.fields[number - 1], "value", None)
        values = [field.value for field in part.form.fields]
        assert [field.value for field in panel_of(exercise, Work(exercise.lesson, path)).form.fields] == values


@every
def test_the_static_text_needs_no_kernel(exercise, capsys):
    page = question_page(exercise)
    seen = bare(re.sub(r"<[^>]+>", "", page.markup))
    for words in (exercise.say("title"), exercise.say("question").split("\n")[0]):
        assert plain(bare(words)) in plain(seen.replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&"))
    for group in ("options", "items", "columns", "categories"):
        for key in exercise.row[group]:
            assert f"<code>{key}</code>" in page.markup
    assert not re.search(r"<(input|select|button|textarea|script|form)\b", page.markup)
    shown = panel_of(exercise).question.show()
    assert repr(page) in capsys.readouterr().out, "the question is an output of its own"
    bundle = shown._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", VIEW}
    assert bundle["text/plain"] == repr(shown)
    assert not re.search(r"<(input|select|button|textarea|script|form)\b", bundle["text/html"])
    labels = [exercise.label(group, key) for group in ("options", "items", "categories") for key in exercise.row[group]]
    assert not [label for label in labels if re.search(rf"\b{re.escape(label)}\b", bundle["text/plain"].replace(exercise.id, ""))]


def other_key(exercise):
    """The same question with another key, and with other words for whoever has answered."""
    row = {**exercise.row, "proof": {}, "evidence": ["document:kompas-feature.published"], "misconception": [], "either": []}
    if exercise.kind in ("choice", "several"):
        row["accept"] = [key for key in row["options"] if key not in row["accept"]]
    elif exercise.kind == "order":
        row["accept"] = row["accept"][::-1]
    elif exercise.kind == "quote":
        row["accept"] = [ref for ref in passages() if ref not in row["accept"]][-len(row["accept"]) :]
    elif exercise.kind == "matrix":
        row["key"] = {item: {column: others(keys, row) for column, keys in cells.items()} for item, cells in row["key"].items()}
    elif exercise.kind in ("match", "classify"):
        row["key"] = {item: others(keys, row) for item, keys in row["key"].items()}
    elif exercise.kind == "table" and kind_of(exercise).shape == "rows":
        row["make"] = {name: row["make"][name] for name in ("table", "among") if name in row["make"]}
    elif exercise.kind in ("text", "number", "date"):
        row["accept"] = {"text": ["Pyongyang"], "number": [987], "date": ["1948-09-09"]}[exercise.kind]
    words = {name: said for name, said in exercise.words.items() if name in OPEN_WORDS}
    secret = {"right": "So it is.", "wrong": "No.", "hints": ["Look."], "samples": {"basic": "1"}, "rubric": {"basic": "1"}}
    return replace(exercise, row=row, words={**words, **secret}, every={"en": {**words, **secret}})


def others(keys, row):
    return [key for key in row["categories"] if key not in keys]


def public(exercise):
    """All that is shown of a question before it is answered."""
    panel = panel_of(exercise)
    page = question_page(exercise)
    bundle = {name: value for name, value in panel._repr_mimebundle_().items() if name != VIEW}
    return json.dumps([state(panel.widget()), page.markup, page.text, bundle, repr(panel), repr(panel.question)], default=str)


@every
def test_nothing_that_is_shown_depends_on_the_key(exercise, monkeypatch):
    before = public(exercise)
    if exercise.kind in ("table", "figure") and kind_of(exercise).shape != "rows":
        # The names are part of the question; what belongs to them is not, nor is their order.
        right = dict(kind_of(exercise).wanted)
        turned = {name: f"other {value}" if isinstance(value, str) else value + 1 for name, value in reversed(right.items())}
        monkeypatch.setattr(making, "cook", lambda recipe: turned)
    changed = other_key(exercise)
    if not exercise.recorded:
        assert kind_of(changed).solution() != kind_of(exercise).solution() or exercise.kind in ("table", "figure")
    assert public(changed) == before


def test_a_key_that_is_shown_would_be_found(monkeypatch):
    build = ChoiceForm.build

    def betray(form):
        build(form)
        form.field.options = sorted(form.field.options, key=lambda option: option[1] not in form.exercise.row["accept"])

    monkeypatch.setattr(ChoiceForm, "build", betray)
    assert public(example("silence")) != public(other_key(example("silence")))


@every
def test_every_control_has_a_name(exercise):
    panel = panel_of(exercise)
    # Radio buttons are named by their options, and their group by the question.
    silent = ipywidgets.HTML | ipywidgets.Label | ipywidgets.RadioButtons
    named = [found.description for found in within(panel.widget()) if hasattr(found, "description") and not isinstance(found, silent)]
    assert named[-4:] == ["Check", "Hint", "Solution", "The task:"]
    assert all(named) and len(set(named)) == len(named)
    guard = panel.widget().children[-1]
    assert guard.name == bare(exercise.say("title"))


def test_the_sampler_and_its_notebook_show_every_kind():
    sampler = [exercise for exercise in EXERCISES if exercise.lesson == "99"]
    assert {exercise.kind for exercise in sampler} == set(KINDS)
    notebook = json.loads((ROOT / "tests" / "notebooks" / "kinds.ipynb").read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert ["".join(cell["source"]) for cell in code[1:-1]] == [f'lesson.q("{exercise.id}").show()' for exercise in sampler]
    assert [cell["id"] for cell in code] == ["open", *(f"show-{exercise.id}" for exercise in sampler), "progress"]


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
