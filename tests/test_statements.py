"""How the linter reads a lesson: statements, constructs of Python, references, blocks, and the notes made of them."""

from dataclasses import replace

import nbformat
import pytest

from lessonlib.authoring.lint.blocks import Block, blocks
from lessonlib.authoring.lint.constructs import constructs
from lessonlib.authoring.lint.lesson import sample
from lessonlib.authoring.lint.statements import is_statement, sourced
from lessonlib.authoring.references import annotate, collect, find_references, label, read_reference
from lessonlib.authoring.sourcenotes import source_list, source_page
from lessonlib.errors import DataError


@pytest.mark.parametrize(
    ("sentence", "sign"),
    [
        ("Putin gave a car.", "Putin"),
        ("It took 791 days.", "791"),
        ("Wann kam Putin?", ""),
        ("Lesson 07 asks again.", ""),
        ("A page has a headline.", ""),
        ("In the Korean War they were allies.", "Korean War"),
    ],
)
def test_what_counts_as_a_statement(sentence, sign):
    assert is_statement(sentence) == sign


@pytest.mark.parametrize(
    ("lint", "told"),
    [
        ({}, "if it counts lessons or exercises, give the word for them to 'counted' in words/qa/authoring.toml, [lint]"),
        ({"counted": ["Aufgaben"]}, "such as 'and', to 'joined' in words/qb/authoring.toml, [lint]"),
        ({"counted": ["Aufgaben"], "joined": ["und"]}, ""),
    ],
    ids=["qa", "qb", "qc"],
)
def test_a_language_that_cannot_count_pieces_yet_is_told_which_word_it_lacks(lint, told, monkeypatch, request):
    language = request.node.callspec.id
    monkeypatch.setattr("lessonlib.authoring.lint.statements.own_words", lambda room, spoken: {"lint": lint} if spoken == language else {})

    def advice(text):
        return [fault.advice for fault in sourced(replace(sample(text), language=language))]

    assert [told in line for line in advice("Siehe Aufgaben 2 und 3.")] == ([True] if told else [])
    assert advice("Siehe Aufgabe.") == [] and ["'joined'" in line for line in advice("Er kam 1991.")] == [False]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("pd.crosstab(a, b)", {".crosstab"}),
        ('s.str.contains("x")', {".str.contains"}),
        ("df.plot.bar()", {".plot.bar"}),
        ("def f(): return 1", {"def", "number"}),
        ("while True: pass", {"while"}),
        ("import pandas as pd", {"import pandas"}),
        ("import lessonlib", {"import"}),
        ("df[(df.a > 1) & (df.b == 2)]", {"mask", "arithmetic"}),
        ("lessonlib.figures.anatomy(corpus)", {"call"}),
        ('print("x")', {"print"}),
        ("lambda x: x", {"lambda"}),
    ],
)
def test_constructs(source, found):
    assert found <= constructs(source)


def test_a_call_on_the_library_is_furniture():
    assert constructs('lesson.q("a").check(["b"])') == {"call", "attribute", "string", "list"}


def test_references_are_read_and_shown():
    assert find_references("A. [[a; b]] B. [[task]]") == ["a", "b", "task"]
    assert label(read_reference("gift-of-a-car@footnoted-commentary")) == "dip.or.id? 002-03"
    assert label(read_reference("context:kompas-day-92")) == "outside: Kompas.com"
    assert label(read_reference("document:kompas-feature.published")) == "Kompas.com, page data"
    assert label(read_reference("source:kompas-day-792")) == "outside: Kompas.com"
    assert read_reference("series:votes").outside and not read_reference("tension:visit-to-moscow").outside
    for wrong in ("nothing", "no@where", "tension:nothing", "source:nothing", "series:nothing", "kompas-feature@x"):
        with pytest.raises(DataError):
            read_reference(wrong)


def test_notes_stand_in_text_and_html_and_tasks_vanish():
    text = 'Kim came. [[antara-explainer-001-01]]\n\n<p lang="id">Kim datang. [[antara-explainer-001-01]]</p>\n\nRun it. [[task]]'
    lesson = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text)])
    made = annotate(lesson, collect(lesson), "sources/01.html").cells[0].source
    assert "Kim came. ([ANTARA 001-01](sources/01.html#n1))" in made
    assert 'datang. (<a href="sources/01.html#n1">ANTARA 001-01</a>)</p>' in made
    assert made.endswith("Run it.") and "[[" not in made


def test_every_kind_of_source_has_a_note():
    names = "antara-explainer-001-01 kompas-feature@157 gift-of-a-car@footnoted-commentary tension:visit-to-moscow event:korean-war context:kompas-day-92 source:kompas-day-792 series:votes document:unsigned-analysis.byline"
    references = [read_reference(name) for name in names.split()]
    made, paper = source_page("02", references), source_list(references)
    assert all(f'id="n{place}"' in text for text in (made, paper) for place in range(1, len(references) + 1))
    assert "<details><summary>From outside" in made and "certainty" not in made and "How sure the words are: asserted" in made
    # What is sealed until lesson 06 is not told here.
    assert "independent" not in made and "descent" not in made


def test_words_of_the_texts_are_no_statements_of_ours():
    block = Block("paragraph", 'It reads <i lang="id">Kim datang. Pada 1991</i> and `1991`. A <i>Kim</i> of ours.', False)
    assert [is_statement(sentence) for sentence in block.sentences()] == ["", "Kim"]


def test_blocks_keep_quotations_and_lists_apart():
    found = blocks("Read:\n\n> One. [[a]]\n>\n> Two.\n\n* a\n* b [[c]]\n")
    assert [(block.kind, block.quoted, block.references) for block in found] == [
        ("paragraph", False, []),
        ("paragraph", True, ["a"]),
        ("paragraph", True, []),
        ("paragraph", False, []),
        ("paragraph", False, ["c"]),
    ]
