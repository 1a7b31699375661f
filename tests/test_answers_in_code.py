"""Tables, counts and figures as learners make them: kept, counted and drawn in any way of pandas."""

from dataclasses import replace

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from timing import taken

from lessonlib import load_corpus, load_events, open_lesson
from lessonlib.exercises.drawing.plots import in_words
from lessonlib.exercises.kinds import kind_of
from lessonlib.exercises.lesson import sample
from lessonlib.exercises.made import from_drawing
from lessonlib.exercises.phrases import Phrases

DOCUMENTS = load_corpus().documents
NEITHER = DOCUMENTS[(DOCUMENTS.byline == "") & (DOCUMENTS.outlet_basis == "inferred")]


@pytest.mark.parametrize("answer", [
    NEITHER, NEITHER.index, NEITHER.index.tolist(), NEITHER.index.values, NEITHER["title"], NEITHER[["outlet", "byline"]], NEITHER.reset_index(), NEITHER.reset_index()[["outlet", "doc_id"]],
    NEITHER.reset_index()["doc_id"], NEITHER.reset_index()["doc_id"].unique(), np.array(["unsigned-analysis", "footnoted-commentary"]), set(NEITHER.index), dict.fromkeys(NEITHER.index, 1),
    (DOCUMENTS.byline == "") & (DOCUMENTS.outlet_basis == "inferred"), "unsigned-analysis and footnoted-commentary", NEITHER.T.columns, NEITHER.sort_index(),
], ids=range(17))  # fmt: skip
def test_rows_kept_in_any_way_of_pandas(answer):
    assert sample().q("neither").check(answer).verdict == "CORRECT"


def test_the_rows_to_choose_from_are_those_that_the_question_is_about():
    exercise = sample().bank.exercises["neither"]
    make = {**exercise.row["make"], "among": "published_basis == 'inferred'"}
    table = kind_of(replace(exercise, row={**exercise.row, "make": make}))
    assert table.choices() == ["antara-explainer", "unsigned-analysis", "footnoted-commentary"]
    assert list(table.wanted) == ["unsigned-analysis", "footnoted-commentary"]


def test_an_empty_table_says_why():
    result = sample().q("neither").check(DOCUMENTS[DOCUMENTS.byline.isna()])
    assert "no rows" in result.message and "NaN" in result.message


PARAGRAPHS = load_corpus().paragraphs
COUNTS = PARAGRAPHS["doc_id"].value_counts()


@pytest.mark.parametrize("answer", [
    COUNTS, COUNTS.to_frame(), COUNTS.reset_index(), PARAGRAPHS.groupby("doc_id").size(), PARAGRAPHS.groupby("doc_id").size().reset_index(name="n"), COUNTS.to_dict(), dict(COUNTS.astype(str)),
    list(COUNTS.items()), COUNTS.sort_index(),
], ids=range(9))  # fmt: skip
def test_counts_in_any_way_of_pandas(answer):
    assert sample().q("how-long").check(answer).verdict == "CORRECT"


@pytest.mark.parametrize("answer", [PARAGRAPHS["doc_id"].value_counts, load_events, len])
def test_forgotten_brackets_are_named(answer):
    result = sample().q("how-long").check(answer)
    assert result.verdict == "WRONG_TYPE"
    assert result.message.startswith("You gave something that has not run yet, for () is missing behind its name; this asks for")


EVENTS = load_events()
CROSSED = pd.crosstab(EVENTS["phase"], EVENTS["kind"])


def count_phases(answer):
    return open_lesson("07").q("how-uneven").check(answer)


@pytest.mark.parametrize("answer", [
    CROSSED, CROSSED.T, pd.crosstab(EVENTS["phase"], EVENTS["n_sources"]), pd.crosstab(EVENTS["phase"], EVENTS["kind"], margins=True),
    [33, 10, 22, 122], (33, 10, 22, 122), ["33", "10", "22", "122"], EVENTS["phase"].value_counts(sort=False).values, {"Soviet support": 33, "cooling": 10, "pivot": 22, "rapprochement": 122},
], ids=range(9))  # fmt: skip
def test_counts_by_two_columns_and_without_names(answer):
    assert count_phases(answer).verdict == "CORRECT"


@pytest.mark.parametrize("draw", [CROSSED.plot.barh, CROSSED.plot.bar], ids=["sideways", "upright"])
@pytest.mark.parametrize("stacked", [True, False])
def test_bars_of_a_cross_table_are_added(draw, stacked):
    try:
        assert count_phases(draw(stacked=stacked)).verdict == "CORRECT"
    finally:
        plt.close("all")


@pytest.mark.parametrize("answer", [
    EVENTS, EVENTS[["label"]], EVENTS[EVENTS["label"].str.contains("train")], EVENTS["phase"], EVENTS["label"], EVENTS["phase"].unique(), EVENTS["phase"].tolist(), EVENTS["phase"] == "pivot",
    ["soviet_support", "cooling"],
], ids=range(9))  # fmt: skip
def test_rows_that_nobody_counted_are_told_so(answer):
    result = count_phases(answer)
    assert result.verdict == "WRONG_TYPE" and "nothing is counted yet" in result.message and "phase" in result.message


def test_rows_of_one_name_are_counted_for_it():
    rows = EVENTS[EVENTS["phase"] == "pivot"]
    for answer in (rows, rows["phase"], rows.reset_index(), list(rows["phase"])):
        result = count_phases(answer)
        assert result.verdict == "PARTLY" and [item.right for item in result.items] == [True]
    assert count_phases(rows[:5]).verdict == "WRONG"


@pytest.mark.parametrize("answer", [[10, 22, 122, 33], [33, 10, 22], [187]], ids=str)
def test_numbers_without_names_need_an_order(answer):
    result = count_phases(answer)
    assert result.verdict == "WRONG_TYPE" and "soviet_support, cooling, pivot, rapprochement" in result.message
    assert count_phases([33, 10, 23, 121]).verdict == "PARTLY"


def test_a_table_that_counts_something_else_says_so():
    for answer in (pd.crosstab(EVENTS["kind"], EVENTS["n_sources"]), EVENTS[["n_sources", "n_independent"]]):
        assert "does not count what stands in the column" in count_phases(answer).message


def barh(axes, **more):
    axes.barh(list(COUNTS.index), list(COUNTS), **more)
    axes.set_title("Paragraphs")
    return axes


def drawings():
    figure, axes = plt.subplots()
    yield barh(axes)
    yield figure
    yield figure, axes
    yield [axes]
    yield plt.gcf()
    yield COUNTS.plot.barh(title="Paragraphs", ax=plt.subplots()[1])
    yield COUNTS.sort_index().plot(kind="barh", title="Paragraphs", ax=plt.subplots()[1])
    figure, both = plt.subplots(2)
    barh(both[1])
    yield both
    yield figure
    axes = plt.subplots()[1]
    bars = axes.barh(list(COUNTS.index), list(COUNTS), align="edge")
    axes.set_title("Paragraphs", loc="left")
    yield bars
    figure, axes = plt.subplots()
    axes.barh(range(len(COUNTS)), list(COUNTS))
    axes.set_yticks(range(len(COUNTS)), [label.replace("-", "\n") for label in COUNTS.index])
    figure.suptitle("Paragraphs")
    axes.axvspan(5, 10)
    axes.invert_yaxis()
    yield axes
    yield COUNTS.to_frame().plot.barh(stacked=True, title="Paragraphs", ax=plt.subplots()[1])


@pytest.mark.parametrize("number", range(len(list(drawings()))))
def test_figures_drawn_in_any_way(number):
    try:
        assert sample().q("how-long").check(list(drawings())[number]).verdict == "CORRECT"
    finally:
        plt.close("all")


@pytest.mark.parametrize("draw", ["plot", "scatter"])
def test_every_point_of_a_line_or_a_cloud_is_read(draw):
    axes = plt.subplots()[1]
    getattr(axes, draw)([2017, 2018, 2019.5], [4, 0, 2.5])
    assert {float(label): value for label, value in from_drawing(axes).values.items()} == {2017: 4, 2018: 0, 2019.5: 2.5}
    plt.close("all")


def test_forty_bars_are_read_out_and_more_are_counted():
    """Whoever hears the plot would have to wait through all of them."""
    few, many = plt.subplots(2)[1]
    few.bar([f"bar {n}" for n in range(40)], range(1, 41))
    many.bar([f"bar {n}" for n in range(41)], range(1, 42))
    assert in_words(few, Phrases("en")).count("bar ") == 40
    assert "41 numbers" in (said := in_words(many, Phrases("en"))) and "bar 7" not in said
    plt.close("all")


def test_figures_that_do_not_show_it():
    axes = barh(plt.subplots()[1], alpha=0)
    assert sample().q("how-long").check(axes).verdict == "WRONG_TYPE", "invisible bars show nothing"
    axes = barh(plt.subplots()[1])
    axes.set_title(".")
    result = sample().q("how-long").check(axes)
    assert result.verdict == "PARTLY" and [item.right for item in result.items] == [True, True, False]
    upright = COUNTS.plot.bar(title="Paragraphs", ax=plt.subplots()[1])
    assert sample().q("how-long").check(upright).verdict == "PARTLY"
    assert sample().q("how-long").check(plt.figure()).verdict == "WRONG_TYPE"
    plt.close("all")


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame({"a": ["b", "c"]}, index=["x", "x"]),
        pd.DataFrame([["b", "c"]], columns=["a", "a"]),
        pd.DataFrame([[1, 2], [3, 4]], columns=["a", "a"], index=["x", "x"]),
        pd.DataFrame({"a": [1, 2]}, index=pd.MultiIndex.from_tuples([("a", 1), ("a", 1)])),
    ],
    ids=["rows", "columns", "both", "pairs"],
)
@pytest.mark.filterwarnings("error")
def test_a_table_with_a_name_twice_is_no_fault_of_the_exercise(table):
    lesson = sample()
    assert {lesson.q(name).check(table).verdict for name in lesson.exercise_ids} <= {"WRONG", "WRONG_TYPE"}


def test_nothing_that_a_library_says_of_a_drawing_stands_under_the_answer(recwarn):
    figure, axes = plt.subplots()
    axes.bar(["a"], [1e308])
    axes.bar(["a"], [1e308])
    recwarn.clear()
    assert sample().q("how-long").check(figure).verdict == "WRONG"
    assert list(recwarn) == []
    plt.close(figure)


@pytest.mark.parametrize("names", [range(3_000), [f"word {number}" for number in range(3_000)]], ids=["numbers", "words"])
def test_a_figure_of_three_thousand_bars_is_judged_soon(names):
    figure = plt.figure()
    figure.subplots().bar(names, range(3_000))
    with taken() as took:
        assert sample().q("how-long").check(figure).verdict == "WRONG"
    assert took.seconds < 4
    plt.close(figure)
