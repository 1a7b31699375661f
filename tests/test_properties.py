"""For any text: spans tile it, nothing raises, sentences join back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lessonlib import read_page, split_sentences

PIECES = st.sampled_from(
    ["Baca juga: ", "Foto/Reuters", "\n", "\r\n", "\r", "\u2028", "\u00a0", "\u200b", "[1]", "[1] Sumber. ", "Rabu, 14 Juni 2023 13:25 WIB", "MOSKOW - ", "Editor: Adinegoro", "(ahm)", "Berita Terkait", "Daftar Pustaka", "date 2023-09 ",
     "Kalimat ini cukup panjang untuk menjadi sebuah alinea berita.", "A.S.", "20.000", "“", '"', "'", "...", "…", "?", "!", "Jl. ", "https://x.id/a.b?C=d", "99/99/2023", "31 Februari 2023", "\ud800", "\0", "É", "1. ", ":", " "]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=40).map("".join))


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_page(text):
    page = read_page(text)
    spans = page.span_list
    assert "".join(span.text for span in spans) == text
    position = 0
    for span in spans:
        assert span.start == position < span.end
        position = span.end
    assert position == len(text)
    for paragraph in page.paragraph_list:
        assert "".join("".join(sentence.text for sentence in paragraph.sentences).split()) == "".join(paragraph.text.split())
        for part in (paragraph, *paragraph.sentences):
            assert 0 <= part.start < part.end <= len(text)
    assert isinstance(page.title, str) and isinstance(page.published, str) and isinstance(page.byline, list)
    assert len(page.spans) == len(spans) and len(page.sentences) == sum(len(p.sentences) for p in page.paragraph_list)
    assert not page.spans.isna().any().any()


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_sentences(text):
    parts = split_sentences(text)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(part == part.strip() and part for part in parts)
