"""What a learner plots is told in words too, wherever the notebook shows it."""

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.pylabtools import select_figure_formats
from matplotlib.figure import Figure

from lessonlib.exercises.drawing.plots import in_words, markup, tell_plots
from lessonlib.exercises.words import Phrases

PHRASES = Phrases("en")


@pytest.fixture
def axes():
    return Figure().subplots()


def test_a_plot_is_told_in_words(axes):
    pd.Series({"2017": 4, "2022": 1}).plot.bar(ax=axes, title="Votes <of> Russia")
    assert in_words(axes, PHRASES) == "Votes <of> Russia: vertical bars. 2017: 4; 2022: 1."
    assert 'alt="Votes &lt;of&gt; Russia: vertical bars.' in markup(axes.figure, PHRASES)


def test_a_plot_of_many_numbers_counts_them_and_an_empty_one_says_so(axes):
    assert in_words(axes, PHRASES) == "A plot that shows no bars, lines or points"
    pd.Series(range(100)).plot.line(ax=axes)
    assert in_words(axes, PHRASES) == "A plot without a title: a line. 100 numbers."


def test_the_notebook_shows_a_plot_with_its_words(monkeypatch, axes):
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)  # IPython warns where another one is active than that of the tests
    shell = InteractiveShell()
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    assert tell_plots(PHRASES)
    select_figure_formats(shell, {"png"})  # as at the first plot of a notebook
    pd.Series({"2017": 4}).plot.barh(ax=axes, title="Votes")
    told, _ = shell.display_formatter.format(axes)
    shown, _ = shell.display_formatter.format(axes.figure)
    assert told["text/plain"] == "Votes: horizontal bars. 2017: 4."
    assert 'alt="Votes: horizontal bars. 2017: 4."' in shown["text/html"]
