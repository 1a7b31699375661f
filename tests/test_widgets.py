import re

import pytest

from lessonlib import UnknownNameError
from lessonlib.corpus.kinds import KINDS
from lessonlib.html import escape
from lessonlib.widgets import compare, inspector, raw_beside_clean, timeline
from lessonlib.widgets.packed import unpack
from lessonlib.widgets.shelf import Shelf


def controls(shown):
    bar, told, view, _ = shown.widget().children
    text, kind = bar.children
    return text, kind, told, view


def test_choosing_a_text_and_a_kind_changes_the_view(corpus):
    shown = inspector(corpus, "kompas-feature", "caption")
    text, kind, told, view = controls(shown)
    assert "In kompas-feature, 4 places of the kind “caption”" in told.value
    kind.value = "heading"
    assert "Strategi Kim Jong Un<span" in view.value and "heading</span></mark>" in view.value
    text.value = "sindonews-listicle"
    assert "In sindonews-listicle, 7 places of the kind “heading”" in told.value
    assert kind.value == "heading"
    assert (shown.doc_id, shown.kind) == ("sindonews-listicle", "heading")


def test_every_text_and_kind_can_be_shown_and_loses_nothing(corpus):
    shown = inspector(corpus)
    for doc_id in corpus.documents.index:
        for kind in KINDS:
            markup = shown.markup(doc_id, kind)
            assert markup.count("<mark") == sum(span.kind == kind for span in corpus.page(doc_id).span_list)
            if kind != "blank":
                page = re.sub(
                    r'<span style="[^"]*" lang="en">[^<]*</span>|<[^>]+>', "", re.search(r'lang="id"[^>]*>(.*)</div>', markup, re.DOTALL)[1]
                )
                assert page.replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&") == corpus.raw(doc_id)


def test_it_says_which_rule_decided_and_why(corpus):
    markup = inspector(corpus).markup("unsigned-analysis", "repeat")
    assert "<dt><b>repeat</b> (8×)</dt><dd>This line stood further up, word for word.</dd>" in markup


def test_static_twin_and_plain_text_stand_beside_the_widget(corpus):
    bundle = inspector(corpus, "kompas-feature")._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "application/vnd.jupyter.widget-view+json"}
    assert bundle["text/plain"].startswith("Cleaning inspector: In kompas-feature, ")
    assert "62 places of the kind “boilerplate”" in bundle["text/html"] and 'tabindex="0"' in bundle["text/html"]


def test_controls_have_names(corpus):
    text, kind, *_ = controls(inspector(corpus))
    assert (text.description, kind.description) == ("Text:", "Show:")


def test_wrong_names_list_the_right_ones(corpus):
    with pytest.raises(UnknownNameError, match="the texts are kompas-feature"):
        inspector(corpus, "kompas")
    with pytest.raises(UnknownNameError, match="the kinds are title, date"):
        inspector(corpus, "kompas-feature", "advert")
    with pytest.raises(UnknownNameError, match="the texts are"):
        raw_beside_clean(corpus, "kompas")


def test_raw_beside_clean(corpus):
    markup = raw_beside_clean(corpus, "unsigned-analysis")._repr_html_()
    assert "Saved: 3,710 characters" in markup and "Cleaned: " in markup
    assert markup.count('tabindex="0"') == 2 and markup.count('lang="id"') == 2


def test_a_shelf_sends_what_pages_share_once(corpus):
    shelf = controls(inspector(corpus, "kompas-feature", "caption"))[3]
    stock = unpack(shelf.packed)
    assert len(stock["pages"]) == len(corpus.documents) * len(KINDS) and len(shelf.packed) < 60_000
    assert len(set(stock["pieces"])) == len(stock["pieces"])
    for doc_id, kind in (("kompas-feature", "heading"), ("unsigned-analysis", "repeat")):
        page = "".join(stock["pieces"][number] for number, _ in stock["pages"][f"{doc_id}\n{kind}"])
        assert f"<p>{escape(inspector(corpus).summary(doc_id, kind))}</p>{page}" == inspector(corpus).markup(doc_id, kind)


def test_what_the_browser_has_is_not_sent_and_two_pages_of_one_name_are(corpus):
    shelf = Shelf()
    shelf.stock([(("a",), ["A"]), (("b",), ["B"]), (("b",), ["C"])])
    sent = []
    for page in ("A", "B", "A"):
        shelf.show(page)
        sent.append(shelf.sent)
    assert sent == [[], ["B"], []] and shelf.value == "A"


@pytest.mark.parametrize("made", [lambda: timeline(), lambda: compare()])
def test_entries_of_lists_name_one_page_each(made):
    """A page that two entries would name is left out, and comes from the kernel."""
    shown = made()
    shown.widget()
    shelf, expected = (shown.words, 188) if hasattr(shown, "words") else (shown.said, 187 + 4)
    assert len(unpack(shelf.packed)["pages"]) == expected
