import re

import pytest

import lessonlib
from lessonlib import UnknownNameError
from lessonlib.datewords import say_date
from lessonlib.history.phases import PHASES
from lessonlib.html import escape
from lessonlib.widgets import compare
from lessonlib.widgets.passages import passage_markup, passages
from lessonlib.widgets.sayings import why_silent
from lessonlib.widgets.worddiff import compare_words

TORN = ("kompas-feature", "unsigned-analysis")


@pytest.fixture(scope="module")
def evidence():
    return lessonlib.load_events(), lessonlib.load_attestations()


def plain(markup):
    return re.sub(r"<[^>]+>", " ", markup)


def test_every_event_shows_every_word_that_carries_it_and_every_text(corpus, evidence):
    events, said = evidence
    shown = compare()
    for event_id in events.index:
        markup = shown.markup(event_id)
        own = said[said["event_id"] == event_id]
        assert markup.count('<span lang="id">') == len(own)
        for row in own.itertuples():
            assert f'<span lang="id">{escape(row.exact)}</span>' in markup and escape(row.text_en) in markup
        for doc_id in corpus.documents.index:
            assert markup.count(f">{doc_id}<br>") == 1
        assert f"{len(set(own['doc_id']))} of 5 text" in markup


def test_a_torn_copy_is_never_called_silent(evidence):
    events, said = evidence
    for event_id in events.index:
        for doc_id in TORN:
            if not ((said["event_id"] == event_id) & (said["doc_id"] == doc_id)).any():
                assert re.match("Torn: we cannot know|Too early", why_silent(event_id, doc_id))
        assert "kompas-feature and unsigned-analysis are broken copies" in compare(event_id).markup(event_id)
    assert why_silent("korean-war", "footnoted-commentary") == "Silent. Our copy is complete."


def test_a_text_written_before_an_event_is_not_called_silent():
    assert why_silent("gift-of-a-car", "kompas-feature").startswith("Too early: the text was published 30 August 2022")
    assert why_silent("gift-of-a-car", "antara-explainer").startswith(
        "Silent, and perhaps too early: the text was published about September"
    )
    # A judgement is dated by the text that makes it: any earlier text might have made it.
    assert why_silent("north-korea-as-useful-neighbour", "sindonews-listicle") == "Silent. Our copy is complete."


def test_speaker_certainty_and_date_stand_beside_the_words():
    words = plain(compare().markup("north-korean-arms-for-russia"))
    assert "denied" in words and "alleged" in words and "passed on by" in plain(compare().markup("new-geopolitical-reality"))
    assert "gives no date" in plain(compare().markup("north-koreas-rank-among-the-recognisers"))


def test_lines_of_descent_show_only_when_asked():
    before, after = compare("korean-war"), compare("korean-war", descent=True)
    hidden = ("of descent", "by way of")
    assert not any(word in str(before._repr_mimebundle_()) for word in hidden)
    assert "came down by way of reuters" in after.markup("korean-war") and "lines of descent" in repr(after)


def test_alike_is_seen_and_told_twice_is_concluded():
    pair = ("antara-explainer", "sindonews-listicle")
    for descent, said, unsaid in ((False, "closely alike", "told twice"), (True, "told twice", "closely alike")):
        shown = compare("kims-steps-to-mend-relations", "", *pair, descent=descent)
        shown.widget()
        everything = [shown._repr_mimebundle_()["text/html"], *(label for label, _ in shown.passages.options)]
        everything += [page for _, pages in shown._passages() for page in pages]
        assert said in everything[0] and said in everything[1]
        assert not any(unsaid in one for one in everything)


def test_an_outlet_that_is_inferred_bears_a_question_mark(corpus):
    markup = plain(compare().markup("kims-steps-to-mend-relations"))
    documents = corpus.documents
    assert set(documents.loc[documents["outlet_basis"] == "inferred"].index) == {"unsigned-analysis", "footnoted-commentary"}
    for doc_id, outlet, basis in documents[["outlet", "outlet_basis"]].itertuples():
        assert re.search(rf"{doc_id}\s+{re.escape(outlet)}{re.escape('?') if basis == 'inferred' else '(?!.?[?])'}", markup)


def test_choosing_changes_what_is_shown(evidence):
    events, _ = evidence
    shown = compare("korean-war")
    shown.widget()
    shown.phase.value = "rapprochement"
    assert events.loc[shown.event_id, "phase"] == "rapprochement" and events.loc[shown.event_id, "label"] in plain(shown.said.value)
    assert {key for _, key in shown.event.options} == set(events.index[events["phase"] == "rapprochement"])
    shown.phase.value = "soviet_support"
    shown.event.value = "founding-of-north-korea"
    shown.first.value, shown.second.value = "antara-explainer", "sindonews-listicle"
    assert "About the thing chosen" in shown.passages.options[0][0]
    assert "[yang komunis terbentuk]" in plain(shown.told.value) and "‹dibentuk›" in plain(shown.told.value)
    before = shown.told.value
    shown.passages.value = 3
    assert shown.told.value != before
    shown.second.value = "antara-explainer"
    assert "Choose two different texts" in shown.told.value


def test_every_pair_of_texts_and_passage_can_be_shown_either_way(corpus):
    texts = list(corpus.documents.index)
    total = 0
    for a in texts:
        for b in texts:
            if a == b:
                continue
            for passage in passages(a, b):
                total += 1
                markup = passage_markup(passage)
                assert all(corpus.raw(text).count(exact) for text, exact in zip(passage.texts, passage.exact, strict=True))
                assert markup.count('<td lang="id"') == 2 and all(passage.english)
                assert ("<mark" in markup) <= (passage.degree != "same_topic")
    assert total == 2 * len(lessonlib.load_parallels())


def test_words_of_one_text_only_are_marked_without_colour_and_listed():
    found = compare_words("Korea Utara sangat tergantung kepada bantuan", "Korea Utara sangat bergantung pada bantuan <b>")
    assert found.only == (("tergantung kepada",), ("bergantung pada", "b"))
    assert "[tergantung kepada]" in found.markup[0] and "‹bergantung pada›" in found.markup[1] and "&lt;" in found.markup[1]
    assert (found.shared, found.total) == (4, 7)
    assert compare_words("", "").total == 0


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("199X", "the 1990s"),
        ("2023-09-12", "12 September 2023"),
        ("2023-09~/..", "from about September 2023; the end is open"),
        ("1992?/1999", "1992 (not certain) to 1999"),
        ("", ""),
        ("spring", "spring"),
    ],
)
def test_dates_in_words(edtf, said):
    assert say_date(edtf) == said


def test_all_dates_of_the_evidence_become_words(evidence):
    events, said = evidence
    for date in {*events["date"], *said["date"], *said["reported"]}:
        assert not re.search(r"[~?X/]|\.\.|\d-\d", say_date(date)), date


def test_static_twin_needs_no_script_and_no_picture():
    bundle = compare()._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "application/vnd.jupyter.widget-view+json"}
    assert bundle["text/plain"].startswith("Comparison viewer: Kim Jong Un travelled to Russia")
    twin = bundle["text/html"]
    assert "<svg" not in twin and "<script" not in twin
    assert (
        'tabindex="0"' in twin and 'data-lm-suppress-shortcuts="true"' in twin and '<th scope="row"' in twin and '<th scope="col"' in twin
    )


def test_controls_have_names():
    shown = compare()
    shown.widget()
    assert all(control.description for control in (shown.phase, shown.event, shown.first, shown.second, shown.passages))


def test_pages_are_made_in_the_order_of_their_lists():
    """So the same is sent to the browser each time, whatever order a set has in this kernel."""
    shown = compare()
    places = {label: number for number, label in enumerate(label for phase in PHASES for label, _ in shown._options(phase))}
    made = {}
    for names, _ in shown._passages():
        if len(names) == 3:
            made.setdefault(names[:2], []).append(places[names[2]])
    assert made and all(numbers == sorted(numbers) for numbers in made.values())


def test_wrong_names_list_the_right_ones():
    with pytest.raises(UnknownNameError, match=r"'korean-wars' \(is it 'korean-war'\?\); lessonlib.load_events\(\).index lists all \d+\."):
        compare("korean-wars")
    with pytest.raises(UnknownNameError, match=r"near to it is korean-war; lessonlib\.load_events"):
        compare("korea")
    with pytest.raises(UnknownNameError, match="the themes are aid, alliance"):
        compare(theme="love")
    with pytest.raises(UnknownNameError, match="the texts are kompas-feature"):
        compare(doc_a="kompas")


def test_a_theme_narrows_the_choice(evidence):
    events, _ = evidence
    shown = compare(theme="famine")
    shown.widget()
    assert {key for _, key in shown.event.options} == set(events.index[events["theme"] == "famine"])
