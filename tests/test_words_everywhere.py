"""An edition in a language of ⟦brackets⟧: whatever a student meets outside them was forgotten in code."""

import re

import pytest
from brackets import _WORD, LANGUAGE, LESSONS, SAME, Known, forgotten, left_over, strings_of, visible
from brackets import data as data
from brackets import foreign as foreign
from brackets import known as known
from bs4 import BeautifulSoup
from conftest import ROOT
from drawn import FIGURES
from foreign import turned_lesson

import lessonlib
from lessonlib import figures, widgets
from lessonlib.authoring.guide import guide_page
from lessonlib.authoring.handout import handout_page
from lessonlib.authoring.paper.card import card_page
from lessonlib.authoring.paper.classlist import Learner
from lessonlib.authoring.paper.contents import Printed, contents_page
from lessonlib.authoring.paper.packet import packet_page
from lessonlib.authoring.paper.slips import slips_page
from lessonlib.authoring.references import read_reference
from lessonlib.authoring.source import read_source
from lessonlib.authoring.sourcenotes import source_list, source_page
from lessonlib.corpus.kinds import KINDS
from lessonlib.corpus.rules import catalogue
from lessonlib.exercises.bank import read_lesson
from lessonlib.exercises.drawing.panel import Panel
from lessonlib.exercises.drawing.static import question_page
from lessonlib.exercises.kinds import kind_of
from lessonlib.exercises.lesson import open_lesson
from lessonlib.history.outside import SERIES


def drawn(drawing):
    from matplotlib.text import Text

    return [text.get_text() for text in drawing.findobj(Text)]


def around(figure):
    """The page of a figure without its table and its picture."""
    soup = BeautifulSoup(figure._repr_html_(), "html.parser")
    for node in soup.find_all(["table", "img"]):
        node.decompose()
    return visible(str(soup))


@pytest.mark.parametrize("name", FIGURES)
def test_figures(name, foreign, known):
    figure = FIGURES[name]()
    said = [("title", figure.title), ("alt", figure.alt), ("source", figure.source), ("page", around(figure))]
    said += [("drawing", text) for text in drawn(figure.drawing)]
    cells = [figure.data.index.name or "", *figure.data.index, *figure.data.columns, *figure.data.to_numpy().ravel()]
    said += [("table", str(cell)) for cell in cells]
    assert forgotten(said, known) == set()


@pytest.mark.parametrize("name", ["family_tree", "family_tree notes", "places", "places outside"])
def test_names_in_figures(name, foreign):
    """Here names are no names to be known: the language has a word for each. The ids of the texts stay, and the pages looked at."""
    figure = FIGURES[name]()
    told = figure.data.drop(columns="⟦page looked at⟧", errors="ignore")
    said = [("alt", figure.alt), *(("drawing", text.replace("\n", " ")) for text in drawn(figure.drawing))]
    said += [("table", str(cell)) for cell in [*told.index, *told.columns, *told.to_numpy().ravel()]]
    ids = {word for doc_id in lessonlib.load_corpus().documents.index for word in _WORD.findall(doc_id)}
    assert forgotten(said, Known(SAME | ids, re.compile(r"(?!)"), "")) == set()
    compass = [text for _, text in said if re.search(r"\d°\s*[NESW]\b", text)]
    assert compass == []


WIDGETS = {
    "compare": lambda: widgets.compare("gift-of-a-car"),
    "compare descent": lambda: widgets.compare("korean-war", doc_a="antara-explainer", doc_b="sindonews-listicle", descent=True),
    "inspector": lambda: widgets.inspector(lessonlib.load_corpus(), "kompas-feature", "boilerplate"),
    "reader": lambda: widgets.reader(lessonlib.load_corpus(), "unsigned-analysis"),
    "reader names": lambda: widgets.reader(lessonlib.load_corpus(), "kompas-feature", mark="names"),
    "reader signals": lambda: widgets.reader(lessonlib.load_corpus(), "sindonews-listicle", mark="signals"),
    "timeline": widgets.timeline,
    "timeline cuts": lambda: widgets.timeline(lesson="07"),
}


@pytest.mark.parametrize("name", WIDGETS)
def test_widgets(name, foreign, known):
    shown = WIDGETS[name]()
    bundle = shown._repr_mimebundle_()
    said = [("text/plain", bundle["text/plain"]), ("text/html", visible(bundle["text/html"])), *strings_of(shown.widget())]
    if name == "inspector":  # it shows the codes of kinds and rules, which a student meets in corpus.spans too
        known = known._replace(words=known.words | {word for code in (*KINDS, *catalogue().by_name) for word in code.split("-")})
    assert forgotten(said, known) == set()


@pytest.mark.parametrize("doc_id", lessonlib.load_corpus().documents.index)
def test_notes_on_our_translations(doc_id, foreign):
    page = BeautifulSoup(widgets.reader(lessonlib.load_corpus(), doc_id)._repr_mimebundle_()["text/html"], "html.parser")
    folds = [fold for fold in page.find_all("details") if fold.summary.get_text() == "⟦About our translation⟧"]
    told = [span for fold in folds for span in fold.select("li > span")]
    assert len(told) > 20
    assert {span["lang"] for span in told} == {LANGUAGE}
    assert [span.get_text() for span in told if not re.fullmatch(r"(?s)⟦.*⟧", span.get_text())] == []


def test_raw_beside_clean(foreign, known):
    shown = widgets.raw_beside_clean(lessonlib.load_corpus(), "unsigned-analysis")
    assert left_over(visible(shown.markup) + shown.text, known) == []


def given(exercise):
    """Answers of every sort: right, wrong, of another type, none."""
    return [
        "...",
        "b",
        3,
        ["a", "b"],
        {"a": "b"},
        None,
        *(kind_of(exercise).mistaken(sign) for found in exercise.misconceptions for sign in found.answers),
    ]


@pytest.mark.parametrize("number", LESSONS)
def test_exercises(number, foreign, known):
    lesson = open_lesson(number, bank=foreign / "exercises")
    said = [("lesson", str(lesson)), ("progress", str(lesson.progress())), ("progress", visible(lesson.progress()._repr_html_()))]
    for name in lesson.exercise_ids:
        question = lesson.q(name)
        panel = Panel(question)
        said += [(name, str(question)), (name, visible(question_page(question.exercise).markup)), *strings_of(panel.widget())]
        for answer in given(question.exercise):
            said.append((f"{name}: {answer}", visible(question.check(answer)._repr_html_())))
        said += [(name, visible(part._repr_html_())) for part in (question.hint(), question.solution(), question.solution())]
    said.append(("progress", visible(lesson.progress()._repr_html_())))
    pages = lesson.export(name="A")
    said.append(("export", visible(pages.html.read_text(encoding="utf-8"))))
    said.append(("guide", visible(guide_page(read_lesson(number, LANGUAGE, foreign / "exercises")))))
    assert forgotten(said, known) == set()


REFERENCES = (
    "antara-explainer-001-01 kompas-feature@157 gift-of-a-car@footnoted-commentary tension:visit-to-moscow event:korean-war "
    "context:kompas-day-92 source:kompas-day-792 series:votes document:unsigned-analysis.byline document:kompas-feature.complete_reason"
)


def test_the_page_of_sources_and_the_list_on_paper(foreign, known):
    references = [
        read_reference(name)
        for name in [*REFERENCES.split(), *(f"attestation:{name}" for name in lessonlib.load_attestations().index[:40])]
    ]
    known = known._replace(words=known.words | {"byline", "complete", *SERIES})  # names of columns and series, as code has them
    said = [
        ("sources", visible(re.sub(r"<a .*?</a>", "", source_page("02", references, LANGUAGE)))),
        ("paper", visible(source_list(references, LANGUAGE))),
    ]
    assert forgotten(said, known) == set()


@pytest.mark.parametrize("name", ["00-start-here.md", "02-soviet-support.md"])
def test_the_handout(name, foreign, known, tmp_path):
    source = tmp_path / name
    source.write_text(turned_lesson((ROOT / "notebooks" / "src" / name).read_text(encoding="utf-8")), encoding="utf-8")
    page = handout_page(read_source(source), tmp_path / "none.ipynb", read_lesson(name[:2], LANGUAGE, foreign / "exercises"), LANGUAGE)
    assert "⟦Name or seat⟧" in page
    known = known._replace(words=known.words | {"byline"})
    assert forgotten([("handout", visible(page))], known) == set()


CLASS = [Learner("A1", "x", "https://example.org"), Learner("A2")]
NEEDED = [
    "kompas-feature-016-01",
    "kompas-feature@3957",
    "unsigned-analysis-001-01",
    "footnoted-commentary@6301",
    "antara-explainer-001-01",
]
ON_PAPER = {
    "packet": lambda: packet_page(NEEDED, whole=False, language=LANGUAGE, lessons=["02"]),
    "whole": lambda: packet_page(NEEDED, whole=True, language=LANGUAGE),
    "slips": lambda: slips_page(CLASS, language=LANGUAGE),
}


@pytest.mark.parametrize("name", ON_PAPER)
def test_what_is_printed(name, foreign, known):
    page = ON_PAPER[name]()
    assert "⟦" in page and f'<html lang="{LANGUAGE}">' in page
    # Time zone, a file of the course, and what the page itself prints below no headline.
    known = known._replace(words=known.words | {"WIB", "RIGHTS", "md", "BBC", "INDONESIA", "https", "example", "org"})
    assert forgotten([(name, visible(page))], known) == set()


@pytest.mark.parametrize("name", ["00-start-here.md", "04-the-pivot.md"])
def test_the_card_and_the_contents(name, foreign, known, tmp_path):
    source = tmp_path / name
    source.write_text(turned_lesson((ROOT / "notebooks" / "src" / name).read_text(encoding="utf-8")), encoding="utf-8")
    bank = read_lesson(name[:2], LANGUAGE, foreign / "exercises")
    card = card_page(read_source(source), bank, LANGUAGE)
    assert "⟦What the class did⟧" in card and "[[" not in card
    pages = [Printed(f"cards/{source.stem}", "card", card, name[:2]), Printed("packet", "packet", ""), Printed("slips", "slips", "")]
    made = contents_page(pages, {"packet": 3}, [(bank, ["kompas-feature"])], "", LANGUAGE)
    known = known._replace(words=known.words | {"packet", "slips", "PDF"})
    assert forgotten([("card", visible(card)), ("contents", visible(made))], known) == set()


def test_what_is_told_of_a_file_that_is_no_work(foreign, known, tmp_path, monkeypatch):
    from lessonlib.exercises.keeping.file import read_work
    from lessonlib.exercises.phrases import Phrases

    (tmp_path / "02.json").write_text("[", encoding="utf-8")
    assert "is no work of lesson 02" in read_work(tmp_path / "02.json", "02")[1]  # in English: the course has no such language
    monkeypatch.setattr(Phrases.__init__, "__defaults__", (foreign / "exercises",))
    (tmp_path / "02.json").write_text("[", encoding="utf-8")
    assert not {"is", "work", "kept"} & set(left_over(read_work(tmp_path / "02.json", "02")[1], known))


def test_what_was_forgotten_is_seen(foreign, known, monkeypatch):
    assert left_over("⟦The ⟧Kim Jong Un⟦ of ⟧antara-explainer⟦.⟧", known) == []
    assert left_over("⟦The ⟧gardener⟦ of ⟧antara-explainer⟦.⟧", known) == ["gardener"]
    assert left_over("⟦It says⟧ “Salah satunya adalah Putin.”", known) == [] != left_over("⟦It says⟧ “Nothing at all.”", known)
    assert visible('<p lang="id">Ini</p><img alt="A car"><p>One</p>').split() == ["One", "A", "car"]
    figure = figures.votes()
    figure.title = "Votes"
    assert {words for _, words in forgotten([("page", around(figure))], known)} == {"Votes Votes Votes"}
