"""What a learner plots is told in words too, wherever the notebook shows it."""

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.pylabtools import select_figure_formats
from matplotlib.figure import Figure

from lessonlib.exercises.drawing.plots import bundle, in_words, tell_plots
from lessonlib.exercises.phrases import Phrases

PHRASES = Phrases("en")


@pytest.fixture
def axes():
    return Figure().subplots()


def test_a_plot_is_told_in_words(axes):
    pd.Series({"2017": 4, "2022": 1}).plot.bar(ax=axes, title="Votes <of> Russia")
    assert in_words(axes, PHRASES) == "Votes <of> Russia: vertical bars. 2017: 4; 2022: 1."
    assert 'alt="Votes &lt;of&gt; Russia: vertical bars.' in bundle(axes.figure, PHRASES)["text/html"]


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
    assert told["text/plain"] == "Votes: horizontal bars. 2017: 4."
    prints, shown = [], []
    monkeypatch.setattr(Figure, "draw", lambda self, renderer, _draw=Figure.draw: prints.append(self) or _draw(self, renderer))
    monkeypatch.setattr(shell.display_pub, "publish", lambda data, metadata: shown.append(data))
    assert shell.display_formatter.format(axes.figure) == ({}, {}), "nothing is left to show"
    assert 'alt="Votes: horizontal bars. 2017: 4."' in shown[0]["text/html"] and shown[0]["image/png"] in shown[0]["text/html"]
    once = len(prints)
    bundle(axes.figure, PHRASES)
    assert len(prints) == 2 * once, "drawn once"
