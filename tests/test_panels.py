"""The forms without a browser: what they give, take back, say, and do not betray."""

import json
import re
from dataclasses import replace

import ipywidgets
from conftest import ROOT
from forms import EXERCISES, answers, every, panel_of, state, within

from lessonlib.exercises.bank import example
from lessonlib.exercises.compare import plain
from lessonlib.exercises.drawing.forms.choosing import ChoiceForm
from lessonlib.exercises.drawing.panel import Panel
from lessonlib.exercises.drawing.static import question_page, rubric
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.kinds import KINDS, kind_of, making
from lessonlib.exercises.passages import passages
from lessonlib.exercises.question import DONE, Question
from lessonlib.html import bare

VIEW = "application/vnd.jupyter.widget-view+json"
#: The words of an exercise that may be seen before it is answered.
OPEN_WORDS = ("title", "question", "starter", "options", "items", "columns", "categories")


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
