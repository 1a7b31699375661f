import hashlib
import tomllib

import pytest
from conftest import ROOT

from lessonlib.bundle import find_folder

ORIGINALS = {
    "kompas-feature": ("000_0bf19837eb143b8d.txt", "e078c42ea043b1ecf2fd3a7d8425c9d7fa0b7814b58de1ec07d6cf4544d4ce8c"),
    "antara-explainer": ("001_de1b5927cabe3d5c.txt", "b0328dfa5e072191147ffe6dd50439cc8ddc81815a03b316cedb4f18211c0a22"),
    "sindonews-listicle": ("002_aaf591c8e5343edd.txt", "9d34f110e9c5227f2c30488d64c7411ca99fca447e34f82fd8942a88a8e2aec7"),
    "unsigned-analysis": ("003_e6cfd5847b722bbc.txt", "b1e5530ee134b4237ca3aeaf846b97acf3da00086064a45e8038cd0a06368b39"),
    "footnoted-commentary": ("004_e7e18ad5e0cff924.txt", "5ac337832dee23ce567921450bd068bfcb30464a5e164d01f8eca4a5285dfca6"),
}


def lines_of(corpus, doc_id, kind):
    return [span.text for span in corpus.page(doc_id).span_list if span.kind == kind]


def test_the_seeds_are_the_originals_byte_for_byte(corpus):
    assert list(corpus.documents.index) == list(ORIGINALS)
    for doc_id, (original, digest) in ORIGINALS.items():
        assert hashlib.sha256((find_folder("seeds") / f"{doc_id}.txt").read_bytes()).hexdigest() == digest
        assert tuple(corpus.documents.loc[doc_id, ["original_file", "sha256"]]) == (original, digest)


def test_the_manifest_gives_every_reason():
    tables = tomllib.loads((ROOT / "seeds" / "manifest.toml").read_text(encoding="utf-8"))["document"]
    for table in tables:
        for field in ("outlet_reason", "published_reason", "complete_reason", "rights"):
            assert len(table[field]) > 30, (table["file"], field)


def test_text_columns_hold_no_missing_values(corpus):
    for table in (corpus.documents, corpus.spans, corpus.paragraphs, corpus.sentences, corpus.references):
        assert not table.isna().any().any()
    assert not (corpus.sentences["text_en"] == "").any()


@pytest.mark.parametrize(
    ("doc_id", "title", "outlet", "published", "time", "byline", "complete"),
    [
        (
            "kompas-feature",
            'Di Balik "Kemesraan" Hubungan Rusia dan Korea Utara: Latar Belakang dan Kepentingan Masing-masing',
            ("Kompas.com", "printed"),
            ("2022-08-30", "printed"),
            "22:44 WIB",
            "Bernadette Aderi Puspaningrum",
            "truncated",
        ),
        ("antara-explainer", "", ("ANTARA", "printed"), ("2023-09~", "inferred"), "", "Jafar M Sidik; Atman Ahdiat", "yes"),
        (
            "sindonews-listicle",
            "7 Fakta Kedekatan Vladimir Putin dan Kim Jong Un",
            ("SINDOnews", "printed"),
            ("2023-06-14", "printed"),
            "13:25 WIB",
            "",
            "yes",
        ),
        (
            "unsigned-analysis",
            "Melihat Lebih Dalam Dampak Kedekatan Kim Jong Un dan Putin yang Mengguncang Peta Perang Ukraina",
            ("SINDOnews", "inferred"),
            ("2023-09~", "inferred"),
            "",
            "",
            "truncated",
        ),
        (
            "footnoted-commentary",
            "Transformasi cepat hubungan Rusia-Korea Utara",
            ("dip.or.id", "inferred"),
            ("2024-03?", "inferred"),
            "",
            "",
            "yes",
        ),
    ],
)
def test_documents(corpus, doc_id, title, outlet, published, time, byline, complete):
    row = corpus.documents.loc[doc_id]
    assert row["title"] == title
    assert (row["outlet"], row["outlet_basis"]) == outlet
    assert (row["published"], row["published_basis"]) == published
    assert (row["published_time"], row["byline"], row["complete"], row["language"]) == (time, byline, complete, "id")
    assert row["n_chars"] == len(corpus.raw(doc_id))


def test_what_the_pages_print_is_read_without_the_manifest(corpus):
    kompas, antara, sindo, unsigned = (corpus.page(name) for name in list(ORIGINALS)[:4])
    assert (kompas.published, kompas.published_time, kompas.outlet) == ("2022-08-30", "22:44 WIB", "Kompas.com")
    assert (sindo.published, sindo.published_time, sindo.outlet) == ("2023-06-14", "13:25 WIB", "SINDOnews")
    assert (antara.published, antara.publication.basis) == ("2023-09~", "inferred")
    assert (unsigned.published, unsigned.publication.basis, unsigned.outlet) == ("", "unknown", "")
    assert antara.credits == [("Jafar M Sidik", "translator"), ("Atman Ahdiat", "editor")]
    assert kompas.sources == ["Kompas.com", "BBC INDONESIA"]


def test_kompas_sidebar_and_captions(corpus):
    boilerplate = lines_of(corpus, "kompas-feature", "boilerplate")
    assert boilerplate.count("Putin Berencana Kunjungi China pada Mei 2024") == 2
    assert len([line for line in boilerplate if line.startswith("Baca juga:")]) == 3
    assert boilerplate.count("Baca berita tanpa iklan. Gabung Kompas.com+") == 4
    assert "Halaman Berikutnya" in boilerplate
    captions = lines_of(corpus, "kompas-feature", "caption")
    assert captions[2:] == [
        "Kim Il-sung menandatangani gencatan senjata yang mengakhiri Perang Korea pada tahun 1953.",
        "GETTY IMAGES via BBC INDONESIA Kim Il-sung menandatangani gencatan senjata yang mengakhiri Perang Korea pada tahun 1953.",
    ]
    assert len(captions) == 4
    assert lines_of(corpus, "kompas-feature", "heading") == ["Dua negara yang disatukan oleh sejarah", "Strategi Kim Jong Un"]
    sentences = corpus.sentences[corpus.sentences["doc_id"] == "kompas-feature"]["text"]
    assert sentences.iloc[0].startswith("Rusia dan Korea Utara akhir-akhir ini") and sentences.iloc[-1].endswith(
        "satu-satunya mitra kuat mereka."
    )
    assert not sentences.str.contains("gencatan senjata").any()


def test_antara_glued_line_is_parted(corpus):
    paragraphs = corpus.paragraphs[corpus.paragraphs["doc_id"] == "antara-explainer"]
    assert len(paragraphs) == 24
    assert lines_of(corpus, "antara-explainer", "dateline") == ["Seoul (ANTARA) - "]
    sentences = corpus.sentences[corpus.sentences["doc_id"] == "antara-explainer"]["text"].tolist()
    assert '"Mengapa tidak, mereka tetangga kita.' in sentences
    assert any(sentence.startswith("“'Operasi militer khusus'") and sentence.endswith("untuk 38 North.") for sentence in sentences)
    assert any("20.000 hingga 50.000" in sentence for sentence in sentences)


def test_listicle_headings_and_credits(corpus):
    headings = lines_of(corpus, "sindonews-listicle", "heading")
    assert [heading[:2] for heading in headings] == [f"{number}." for number in range(1, 8)]
    assert lines_of(corpus, "sindonews-listicle", "credit") == ["Foto/Reuters"] * 4
    assert lines_of(corpus, "sindonews-listicle", "byline") == ["(ahm)"]
    assert [line[-12:] for line in lines_of(corpus, "sindonews-listicle", "caption")] == ["Foto/Reuters"]
    sections = corpus.paragraphs[corpus.paragraphs["doc_id"] == "sindonews-listicle"]["section"]
    assert sections.iloc[0] == "" and sections.nunique() == 8


def test_eight_repeated_paragraphs(corpus):
    repeats = lines_of(corpus, "unsigned-analysis", "repeat")
    body = lines_of(corpus, "unsigned-analysis", "body")
    assert len(repeats) == 8 and set(repeats) <= set(body)
    assert len(body) == 9


def test_commentary_notes(corpus):
    assert lines_of(corpus, "footnoted-commentary", "marker") == [f"[{number}]" for number in range(1, 8)]
    assert len(lines_of(corpus, "footnoted-commentary", "reference")) == 7
    references = corpus.references
    for row in references.itertuples():
        assert corpus.raw(row.doc_id)[row.marker_start : row.marker_end] == f"[{row.number}]"
    assert len(lines_of(corpus, "footnoted-commentary", "heading")) == 3
    assert not corpus.sentences["text"].str.contains(r"\[\d\]").any()


def test_offsets_point_into_the_raw_text(corpus):
    for table in (corpus.paragraphs, corpus.sentences):
        for row in table.itertuples():
            raw = corpus.raw(row.doc_id)[row.start : row.end]
            assert raw == row.text or "[" in raw
            assert raw == raw.strip()


def test_sentences_join_to_their_paragraph(corpus):
    for paragraph in corpus.paragraphs.itertuples():
        inside = corpus.sentences[(corpus.sentences["doc_id"] == paragraph.doc_id) & (corpus.sentences["paragraph"] == paragraph.paragraph)]
        assert "".join("".join(inside["text"]).split()) == "".join(paragraph.text.split())
        assert list(inside["sentence"]) == list(range(1, len(inside) + 1))


def test_sentence_ids(corpus):
    assert corpus.sentences.index.is_unique
    row = corpus.sentences.loc["antara-explainer-007-02"]
    assert row["text"] == "Keruntuhan Uni Soviet pada 1990-an turut memicu kelaparan mematikan di Korea Utara."


#: How many spans each rule decided, read through once against the pages, and kept so that a change is noticed.
RULES = {
    "kompas-feature": {
        "advert": 5,
        "title": 1,
        "agency": 2,
        "date-line": 1,
        "byline-name": 1,
        "byline-role": 1,
        "dateline": 1,
        "sentence": 18,
        "link-line": 3,
        "caption-twin": 2,
        "caption-credit": 2,
        "heading": 2,
        "page-navigation": 2,
        "list-heading": 3,
        "headline-list": 45,
        "comment-prompt": 1,
        "button": 3,
    },
    "antara-explainer": {"collector-date": 1, "dateline": 1, "sentence": 1, "byline": 2, "copyright": 1},
    "sindonews-listicle": {
        "title": 1,
        "date-line": 1,
        "caption-credit": 1,
        "dateline": 1,
        "sentence": 23,
        "heading-numbered": 7,
        "photo-credit": 4,
        "initials": 1,
        "comment-prompt": 1,
        "button": 1,
        "newsletter": 1,
        "list-heading": 5,
    },
    "unsigned-analysis": {"title": 1, "button": 4, "dateline": 1, "sentence": 9, "repeat": 8, "link-heading": 1},
    "footnoted-commentary": {"title": 1, "sentence": 14, "marker": 7, "heading": 3, "reference": 7},
}


@pytest.mark.parametrize("doc_id", RULES)
def test_what_each_rule_takes_on_the_real_texts(corpus, doc_id):
    spans = corpus.spans[(corpus.spans["doc_id"] == doc_id) & (corpus.spans["kind"] != "blank")]
    assert spans.groupby("rule").size().to_dict() == RULES[doc_id]
