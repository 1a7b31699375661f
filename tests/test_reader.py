import html
import json
import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from timing import taken

import lessonlib
from lessonlib import UnknownNameError
from lessonlib.exercises.keeping.folder import open_work
from lessonlib.exercises.phrases import Phrases
from lessonlib.widgets import reader
from lessonlib.widgets.packed import unpack
from lessonlib.widgets.pieces import Piece, pick
from lessonlib.widgets.reading.lines import read_lines
from lessonlib.widgets.reading.marks import CERTAINTY, MARKS, Mark, draw, find_names, find_signals
from lessonlib.widgets.reading.text import Text

TEXTS = list(lessonlib.load_corpus().documents.index)
HOSTILE = (
    '<script>window.ran = 1</script> Kalimat ini <img src=x onerror="window.ran = 2"> memuat banyak tanda yang buruk, kata Putin & Kim.\n\n'
    'Presiden Putin mengatakan \x01\x07\u202e"hal itu"\u2066 akan terjadi <svg onload=window.ran=3> di Moskow pada tahun 2023.\n\n'
    "</details></table></script><iframe srcdoc='<script>parent.ran=4</script>'></iframe> Menurut laporan itu, {doc} dan %s tidak diketahui siapa pun.\n"
)
HOSTILE_NAME = 'x" onmouseover=window.ran=5 <b>.txt'
DRAWN = {"div", "p", "span", "sup", "b", "br", "em", "strong", "button", "details", "summary", "ul", "li", "small", "h4"}
DRAWN |= {"table", "caption", "thead", "tbody", "tr", "th", "td", "code"}


def words_of(markup):
    """What a reader sees, without the raised signs."""
    return html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"<sup>[^<]*</sup>", "", markup)))


class Shape(HTMLParser):
    """Tags and attributes; every tag that is opened is closed in its turn."""

    def __init__(self, markup):
        super().__init__()
        self.tags, self.attributes, self.open = Counter(), set(), []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        self.attributes |= {name for name, _ in attrs}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("doc_id", TEXTS)
def test_every_sentence_stands_there_in_both_languages_whatever_is_marked(corpus, doc_id):
    rows = corpus.sentences[corpus.sentences.doc_id == doc_id]
    for mark in MARKS:
        shown = reader(corpus, doc_id, mark=mark)
        drawn = shown.text.rows(mark)
        assert list(drawn) == list(rows.index)
        assert [words_of(row.english) for row in drawn.values()] == rows.text_en.tolist()
        assert [words_of(row.original) for row in drawn.values()] == rows.text.tolist()
        for markup in (shown.markup(), shown.twin()):
            shape = Shape(markup)
            assert shape.open == [] and set(shape.tags) <= DRAWN
            assert all(name in markup for name in rows.index)


@pytest.mark.parametrize("doc_id", TEXTS)
def test_lines_know_their_place_in_the_raw_text(corpus, doc_id):
    raw = corpus.raw(doc_id)
    for line in read_lines(corpus, doc_id):
        assert "".join(raw[place] for place in line.places) == line.text


def test_every_claim_is_marked_in_its_exact_words_and_told_with_speaker_and_certainty(corpus):
    claims = lessonlib.load_attestations()
    for doc_id in TEXTS:
        text = Text(corpus, doc_id)
        told = [claim for line in text.lines for claim in text.claims.get(line.id, [])] + text.claims.get("", [])
        expected = claims[claims.doc_id == doc_id]
        assert {(claim.exact, claim.speaker, claim.certainty) for claim in told} == {
            (row.exact, row.speaker, row.certainty) for row in expected.itertuples()
        }
    markup = reader(corpus, "antara-explainer").twin()
    row = claims[(claims.doc_id == "antara-explainer") & (claims.certainty == "denied")].iloc[0]
    assert f"denied by {row.speaker}" in words_of(markup)
    assert "text-decoration:underline double" in markup and "×]" in markup


def test_marks_do_not_need_colour(corpus):
    """Each certainty has a line of its own and a sign of its own, and nothing is told by a colour."""
    assert len({line for line, _ in CERTAINTY.values()}) == len({sign for _, sign in CERTAINTY.values()}) == 4
    for mark in MARKS:
        assert not re.search(r"(?:color|background):", reader(corpus, mark=mark).twin())
        assert (mark == "nothing") == ("lessonlib-legend" not in reader(corpus, mark=mark).markup())


def test_a_page_in_one_line_with_ten_thousand_names_is_drawn_soon():
    text = "Putin tiba. " * 30_000
    with taken() as took:
        drawn = draw(text, [Mark(found.start, found.end, "line", "", "n") for found in find_names(text)])
    assert took.seconds < 6 and drawn.count("<sup>n</sup>") == 30_000 and words_of(drawn) == text


def test_marks_over_each_other_are_bracketed_and_the_shortest_decides_the_line():
    drawn = draw("abcdef", [Mark(0, 6, "long", "[1", "1]"), Mark(2, 4, "short", "[2", "2]")])
    assert drawn == (
        '<sup>[1</sup><span style="long">ab</span><sup>[2</sup><span style="short">cd</span><sup>2]</sup><span style="long">ef</span><sup>1]</sup>'
    )
    assert draw("a", [Mark(0, 0, "x", "[1", "1]")]) == "a"


def test_signal_words_are_found_as_often_as_the_table_counts_them(corpus):
    table = lessonlib.load_signals()
    for doc_id in TEXTS:
        found = Counter(signal.row for line in read_lines(corpus, doc_id) for signal in find_signals(line.text))
        assert found == Counter({word: count for word, count in table[doc_id].items() if count})


def test_names_are_whole_words_and_the_longest_form_counts():
    assert [(found.row) for found in find_names("rezim Kim di Korea Utara; Kimono, AS, ASEAN")] == [
        "North Korean government",
        "North Korea",
        "United States",
    ]
    markup = reader(lessonlib.load_corpus(), "kompas-feature", mark="names").markup()
    assert "Leader of North Korea since December 2011" in markup
    assert "“Kim” may stand for something else here" in markup


def test_notes_open_on_demand_and_before_the_texts_are_compared_only_ask(corpus):
    tensions = lessonlib.load_tensions()
    across = tensions.loc["only-country-or-third"]
    assert len({doc for doc, _ in across.quotes}) > 1
    early, late = (html.unescape(reader(corpus, "antara-explainer", lesson=number).markup()) for number in ("05", "06"))
    assert across.question in early and across.summary not in early
    assert not any(summary in early for summary in tensions.summary)
    assert not any(asked in early for asked in tensions.question[tensions.sealed])
    assert tensions.question["shoigu-through-four-hands"] in late
    assert across.question in late and across.summary in late
    assert not any(record in late for record in tensions.record if record)
    assert "Questions to this sentence" not in reader(corpus, "antara-explainer", questions=False).markup()
    for word in ("About our translation", "Word by word", "Another reading"):
        assert word in early


def test_torn_copies_say_where_they_break_off(corpus):
    for doc_id in TEXTS:
        torn = corpus.documents.complete[doc_id] == "truncated"
        shown = reader(corpus, doc_id)
        assert ("Here our copy breaks off." in shown.markup()) == ("Here our copy breaks off." in shown.twin()) == torn
        shown.turn_to(paragraphs=(1, 2))
        assert ("breaks off before the end" in shown.markup()) == torn
        assert "Here our copy breaks off." not in shown.markup()


def test_a_phase_of_which_a_text_says_nothing_names_the_torn_copies(corpus):
    shown = reader(corpus, "footnoted-commentary", "cooling")
    for markup in (shown.markup(), shown.twin()):
        assert "makes a claim that we date to this phase" in markup
        assert "kompas-feature, unsigned-analysis break off" in markup
    assert reader(corpus, phase="soviet_support").doc_id == "kompas-feature"


def test_an_unknown_name_is_refused_with_those_there_are(corpus):
    for arguments, named in (
        ({"doc_id": "kompas"}, "kompas-feature"), ({"phase": "war"}, "soviet_support, cooling"), ({"mark": "all"}, "claims, names, signals, nothing"),
        ({"lesson": "../x"}, "00, 01"), ({"lesson": "42"}, "00, 01"), ({"paragraphs": (3, 99)}, "1 to 18"), ({"paragraphs": (5, 2)}, "1 to 18"),
    ):  # fmt: skip
        with pytest.raises(UnknownNameError, match=re.escape(named)):
            reader(corpus, **arguments)
    with pytest.raises(UnknownNameError, match=r"\(is it 'kompas-feature-009-01'\?\); corpus\.sentences\.index lists all 131\."):
        reader(corpus).keep("kompas-feature-099-01")


def test_controls_change_what_is_shown(corpus):
    shown = reader(corpus, "kompas-feature")
    shown.widget()
    panel = shown.panel
    panel.part.value = "section-2"
    assert "Two countries united by history" in panel.view.value and "8 of 20 sentences" in panel.told.value
    panel.first.value = 12
    assert "(paragraphs 12 to 16)" in panel.told.value
    assert [value for _, value in panel.sentence.options] == [line.id for line in shown.lines]
    panel.text.value = "sindonews-listicle"
    assert (shown.part, shown.first, panel.first.value, panel.last.value) == ("section-2", 1, 1, 23)
    panel.text.value = "antara-explainer"
    assert shown.part == panel.part.value == "whole" and "36 of 36 sentences" in panel.told.value
    assert panel.original.value is False
    panel.mark.value = "signals"
    assert panel.original.value is True, "signal words stand in the original"
    panel.keys.chosen, panel.keys.times = "antara-explainer-002-01", 1
    assert panel.sentence.value == "antara-explainer-002-01"


def test_what_is_kept_stands_in_the_work_of_the_lesson(corpus, tmp_path, monkeypatch):
    monkeypatch.setenv("LESSONLIB_WORK", str(tmp_path))
    lesson = lessonlib.open_lesson("01")
    shown = reader(corpus, "kompas-feature", lesson="01")
    shown.widget()
    panel = shown.panel
    panel.sentence.value, panel.note.value = "kompas-feature-003-01", " a  name\nmisused "
    panel.keep.click()
    assert "Kept: kompas-feature-003-01. Sentences kept so far: 1." in panel.told.value
    assert (
        panel.keys.kept == ["kompas-feature-003-01"]
        and "★" in shown.markup()
        and "★" in panel.keys.star
        and "Note: a name misused" in panel.kept.value
    )
    assert json.loads((tmp_path / "01.json").read_text())["drafts"]["reader"] == [{"id": "kompas-feature-003-01", "note": "a name misused"}]
    lesson.q(lesson.exercise_ids[0]).check("something")
    again = reader(corpus, "unsigned-analysis", lesson="01")
    assert again.kept.index.tolist() == ["kompas-feature-003-01"] and again.kept.note.tolist() == ["a name misused"]
    again.widget()
    assert "(Kompas.com, kompas-feature-003-01)" in again.panel.kept.value
    assert again.remove("kompas-feature-003-01") == "Taken out: kompas-feature-003-01. Sentences kept: 0."
    assert reader(corpus, lesson="01").kept.empty
    assert lesson.exercise_ids == lessonlib.open_lesson("01").exercise_ids


def test_an_outlet_that_is_only_inferred_bears_a_question_mark(corpus):
    shown = reader(corpus, "unsigned-analysis")
    shown.keep("unsigned-analysis-001-01")
    for printed in (shown.markup(), shown.twin()):
        assert "SINDOnews?, 2023-09~" in printed
    assert "(SINDOnews?, unsigned-analysis-001-01)" in shown.kept_lines()
    assert "Kompas.com, 2022-08-30" in reader(corpus, "kompas-feature").markup()


def test_a_range_is_chosen_by_the_browser_among_pieces_that_it_has(corpus):
    shown = reader(corpus, "kompas-feature")
    shown.widget()
    panel = shown.panel
    stock = unpack(panel.view.packed)
    pages = stock["pages"]["kompas-feature\nclaims\nthe whole text"]
    for first, last, part in ((2, 5, ""), (18, 18, ""), (9, 4, ""), (12, 14, "section-2"), (1, 3, "section-2")):
        if part:
            panel.part.value = part
            pages = stock["pages"][f"kompas-feature\nclaims\n{panel.part.label}"]
        panel.first.value, panel.last.value = first, last
        assert panel.view.sent == [] and panel.view.within == f"kompas-feature\n{panel.part.label}"
        assert (shown.first, shown.last) == (first, last)
        picked = pick([Piece(stock["pieces"][piece], *stock["rules"][rule]) for piece, rule in pages], (first, last))
        assert "".join(picked) == panel.view.value == shown.markup()
        told = set(re.findall(r'data-sentence="([^"]+)"', panel.view.value))
        assert told == {line.id for line in shown.lines} == set(re.findall(r"<code>([^<]+)</code>", shown.twin()))
    assert "No paragraph of this part lies in the range you chose." in panel.view.value


def test_a_spoiled_basket_is_passed_by(corpus):
    for spoiled in ("words", [3, {"id": 1, "note": ""}, {"id": "gone-001-01", "note": "x"}], {"id": "x"}):
        open_work("04").draft("reader", spoiled)
        shown = reader(corpus, lesson="04")
        assert shown.kept.empty and shown.kept_lines() == ""
        shown.widget()


@pytest.fixture
def hostile(folder):
    return lessonlib.load_corpus(folder({HOSTILE_NAME: HOSTILE, "empty.txt": "Beranda\n", "antara-explainer.txt": HOSTILE}))


def test_a_hostile_page_is_shown_as_letters(hostile):
    for doc_id in hostile.documents.index:
        for mark in MARKS:
            shown = reader(hostile, doc_id, mark=mark, original=True)
            bundle = shown._repr_mimebundle_()
            for markup in (shown.markup(), bundle["text/html"], shown.panel.view.value, shown.panel.told.value):
                shape = Shape(markup)
                assert shape.open == [] and set(shape.tags) <= DRAWN
                assert not any(name.startswith(("on", "src")) for name in shape.attributes)
                assert not re.search("[\x00-\x08\u202e\u2066]", markup)
            for _, label in enumerate(name for name, _ in (*shown.panel.sentence.options, *shown.panel.text.options)):
                assert not re.search("[\x00-\x08\u202e\u2066]", label)
    shown = reader(hostile, HOSTILE_NAME.removesuffix(".txt"))
    assert "Nobody has translated this sentence yet." in shown.markup()
    shown.widget()
    shown.panel.keep.click()
    assert Shape(shown.panel.view.value).open == [] and "<script>" in shown.panel.kept.value


def test_another_page_of_the_same_name_has_no_claims_of_ours(hostile):
    text = Text(hostile, "antara-explainer")
    assert text.claims == {} and text.questions == {} and not any(line.translation for line in text.lines)


def test_an_empty_page_says_so(hostile):
    shown = reader(hostile, "empty")
    assert "There is no sentence of an article in empty." in shown.markup()
    shown.widget()
    shown.panel.keep.click()
    shown.panel.remove.click()
    assert shown.kept.empty


def test_the_static_twin_stands_beside_the_widget(corpus):
    bundle = reader(corpus, "unsigned-analysis", mark="nothing")._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "application/vnd.jupyter.widget-view+json"}
    assert "\n" not in bundle["text/plain"] and "True" not in bundle["text/plain"]
    twin = Shape(bundle["text/html"])
    assert twin.tags["th"] == 13 and not twin.tags["button"]


def test_without_a_corpus_the_five_texts_are_read_as_the_level_from_the_sources_says():
    assert "`lessonlib.widgets.reader()`" in Phrases("en")("support.alone")
    assert repr(reader()) == repr(reader(lessonlib.load_corpus()))
