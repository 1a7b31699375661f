"""Places of quotations: exact words with what stands before and after them."""

import re

import pytest

import lessonlib
from lessonlib.history.quotes import CONTEXT, QuoteFinder


def finder(text):
    page = lessonlib.read_page(text)
    return QuoteFinder(page.raw, page.span_list)


BODY = "Kalimat pertama ini cukup panjang untuk menjadi isi berita.\nKalimat kedua ini juga cukup panjang untuk isi berita.\nBaca juga: Kalimat yang lain\n"


def test_a_quotation_has_prefix_and_suffix():
    quote = finder(BODY).find("kedua")
    assert (quote.start, quote.kind) == (68, "body")
    assert BODY[: quote.start].endswith(quote.prefix) and len(quote.prefix) == CONTEXT


@pytest.mark.parametrize(
    "exact, message",
    [
        ("Kalimat", "in 2 places: give a prefix or a suffix"),
        ("Baca juga", "in the boilerplate, not in the body"),
        ("Kalimat ketiga", "not in the text"),
        ("Kalimat kedua ini tidak panjang", "as far as “Kalimat kedua ini ”"),
    ],
)
def test_a_quotation_without_one_place_is_refused(exact, message):
    with pytest.raises(lessonlib.DataError, match=re.escape(message)):
        finder(BODY).find(exact)


def test_a_quotation_may_not_run_across_a_link_line():
    text = f"{BODY}Kalimat ketiga ini juga cukup panjang untuk isi berita.\n"
    across = "untuk isi berita.\nBaca juga: Kalimat yang lain\nKalimat ketiga"
    with pytest.raises(lessonlib.DataError, match="not in the body"):
        finder(text).find(across)
    assert finder(text).find("menjadi isi berita.\nKalimat kedua").kind == "body"


def test_a_prefix_or_a_suffix_leaves_one_place():
    assert finder(BODY).find("Kalimat", suffix=" kedua").start == 60
    assert finder(BODY).find("Kalimat", prefix="Kalimat pertama ini cukup panjang untuk menjadi isi berita.\n").start == 60


def test_a_tension_may_quote_any_part_of_the_page():
    assert finder(BODY).find("Baca juga", evidence=False).kind == "boilerplate"
