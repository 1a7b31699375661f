"""Tables that a learner's code shows carry what a screen reader needs, and are else as pandas writes them."""

import re

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

from lessonlib.exercises.drawing.frames import markup, tell_tables


def cells(markup):
    return re.findall(r'<td( lang="id")?>([^<]*)</td>', markup)


def test_indonesian_cells_say_so_and_others_do_not(corpus):
    shown = cells(markup(corpus.sentences[["text", "text_en"]]))
    found = [(bool(mark), text.split()[0]) for mark, text in shown if text and text != "..."]
    assert len(found) == 20
    assert [mark for mark, _ in found] == [True, False] * 10


def test_notes_in_english_and_codes_are_not_taken_for_indonesian(corpus):
    assert "lang=" not in markup(corpus.references)
    assert not [text for mark, text in cells(markup(corpus.spans[["doc_id", "kind", "rule"]].head(50))) if mark]


def test_all_else_is_as_pandas_writes_it(corpus):
    table = pd.crosstab(corpus.spans["doc_id"], corpus.spans["kind"])
    drawn = table._repr_html_()
    assert "<th></th>" in drawn and markup(table) == drawn.replace("<th></th>", "<td></td>")
    with pd.option_context("display.notebook_repr_html", False):
        assert markup(table) is None


def test_the_notebook_shows_every_table_so(monkeypatch, corpus):
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)  # IPython warns where another one is active than that of the tests
    shell = InteractiveShell()
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    assert tell_tables()
    for table in (corpus.sentences, corpus.sentences[corpus.sentences["text"].str.contains("membantah")]):
        shown, _ = shell.display_formatter.format(table)
        assert shown["text/html"] == markup(table) and 'lang="id"' in shown["text/html"]
        assert shown["text/plain"] == repr(table)


@pytest.mark.parametrize("cell", ["<b>&</b>", "bulan lalu <script>", ""])
def test_letters_stay_letters(cell):
    drawn = markup(pd.DataFrame({"text": [cell]}))
    assert pd.DataFrame({"text": [cell]})._repr_html_().replace("<th></th>", "<td></td>") == drawn.replace(' lang="id"', "")
