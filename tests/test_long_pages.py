"""A page of any length and build is read, shown and compared in a time that goes by its length; what is left out is said."""

import pytest
from timing import taken

from lessonlib import find_parallels, load_corpus, read_page
from lessonlib.corpus.kinds import Span
from lessonlib.errors import DataError
from lessonlib.history.quotes import QuoteFinder
from lessonlib.widgets import inspector, reader
from lessonlib.widgets.reading import lines as reading_lines

#: Seconds of the processor for so many characters; what is tried here takes a small part of them.
SIZE, SOON = 100_000, 1.0
BUILT = {
    "numbers in a list": "a. ", "open brackets": "(a. ", "stops": ". ", "initials": "A.", "quotation marks": "“", "accents": "`", "stops in quotation marks": '." ',
    "sentences": "Putin tiba. ", "one letter": "a", "marks of direction": "\u202e", "marks alone": "\u0301", "no-break blanks": "kata\u00a0", "dates": "Rabu, 14 Juni 2023 ",
}  # fmt: skip


def seconds(do):
    with taken() as took:
        found = do()
    return took.seconds, found


@pytest.fixture(scope="module", autouse=True)
def loaded():
    """What is loaded once in a process is no part of a page."""
    reader(load_corpus()).widget()
    assert len(read_page("Satu. Dua.").sentences) == 2


@pytest.mark.parametrize("joint", ["", "\n"], ids=["one line", "lines"])
@pytest.mark.parametrize("unit", BUILT.values(), ids=list(BUILT))
def test_a_page_of_any_build_is_taken_apart_soon(unit, joint):
    unit = unit + joint if joint else unit
    text = (unit * (SIZE // len(unit) + 1))[:SIZE]
    with taken() as took:
        page = read_page(text)
        page.span_list, page.paragraph_list, page.title, page.publication, page.byline, page.outlet, page.language  # noqa: B018  (asked for the time it takes)
    assert took.seconds < SOON
    assert "".join(span.text for span in page.span_list) == text


@pytest.mark.parametrize("unit", ["Putin tiba.", "a"])
def test_a_very_long_page_is_shown_in_its_beginning_and_says_so(folder, unit):
    corpus = load_corpus(folder({"page.txt": unit * (500_000 // len(unit))}))
    assert len(corpus.sentences)
    spent, shown = seconds(lambda: reader(corpus, mark="names"))
    more, bundle = seconds(shown._repr_mimebundle_)
    assert spent + more < 3 * SOON
    assert sum(len(line.text) for line in shown.lines) <= reading_lines.MOST_LETTERS and len(shown.lines) <= reading_lines.MOST_SENTENCES
    for told in (shown.markup(), bundle["text/html"]):
        assert "too long to be shown whole" in told and "corpus.sentences" in told
    assert f" of {len(corpus.sentences)} sentences" in repr(shown)
    raw = corpus.raw("page")
    assert all("".join(raw[place] for place in line.places) == line.text for line in shown.lines)
    spent, told = seconds(lambda: inspector(corpus)._repr_mimebundle_()["text/html"])
    assert spent < SOON and f"200,000 of {len(raw):,} characters" in told
    assert "too long" not in reader(load_corpus()).markup() + inspector(load_corpus()).markup("kompas-feature", "body")


def test_one_sentence_told_ten_thousand_times_in_two_texts_is_paired_a_few_times(folder):
    corpus = load_corpus(folder({"a.txt": "Putin tiba di Moskow. " * 10_000, "b.txt": "Putin tiba di Moskow. " * 10_000}))
    assert len(corpus.sentences) == 20_000
    spent, found = seconds(lambda: find_parallels(corpus))
    assert spent < SOON and len(found) == 400


def test_words_that_stand_everywhere_are_no_quotation():
    page = read_page("a" * 2_000_000)
    finder = QuoteFinder(page.raw, page.span_list)
    for exact in ("aa", "a" * 10_000, "a" * 1_000_000):
        with taken() as took, pytest.raises(DataError, match="stand in more than"):
            finder.find(exact)
        assert took.seconds < SOON
    with pytest.raises(DataError, match="stand in 5 places"):
        QuoteFinder("Ya. " * 5, [Span(0, 20, "body", "kept", "Ya. " * 5)]).find("Ya.")
