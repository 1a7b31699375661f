import itertools

import pytest
from gold import Score, measure, pages

from lessonlib import read_page
from lessonlib.corpus.kinds import KINDS
from lessonlib.corpus.labelling import label
from lessonlib.corpus.rules import catalogue

BODY = "MOSKOW - Kalimat pertama dari berita ini cukup panjang untuk sebuah alinea."
MORE = "Alinea kedua juga sebuah kalimat yang cukup panjang untuk dibaca orang."


def kinds_of(*lines):
    """The kind and rule of each line of a page."""
    found = []
    spans = label("\n".join(lines))
    start = 0
    for line in lines:
        inside = [span for span in spans if start <= span.start < start + len(line) and span.kind != "blank"]
        found.append((inside[-1].kind, inside[-1].rule))
        start += len(line) + 1
    return found


@pytest.mark.parametrize("seed", ["kompas-feature", "antara-explainer", "sindonews-listicle", "unsigned-analysis", "footnoted-commentary"])
def test_spans_tile_each_seed(corpus, seed):
    spans = corpus.page(seed).span_list
    assert spans[0].start == 0
    assert spans[-1].end == len(corpus.raw(seed))
    assert all(before.end == after.start for before, after in itertools.pairwise(spans))
    assert "".join(span.text for span in spans) == corpus.raw(seed)


def test_every_rule_is_known_and_gives_a_kind():
    for rule in catalogue().by_name.values():
        assert rule.kind in KINDS
        assert rule.why.endswith(".") and len(rule.why) > 10


def test_every_rule_used_on_the_seeds_is_in_the_catalogue(corpus):
    assert set(corpus.spans["rule"]) <= set(catalogue().by_name)
    pairs = set(zip(corpus.spans["rule"], corpus.spans["kind"], strict=True))
    assert all(catalogue().by_name[rule].kind == kind for rule, kind in pairs if rule != "signed-outlet")


LINES = [
    ("ADVERTISEMENT", "boilerplate", "advert"),
    ("SCROLL TO CONTINUE WITH CONTENT", "boilerplate", "advert"),
    ("Bagikan artikel ini melalui", "boilerplate", "button"),
    ("Halaman Selanjutnya", "boilerplate", "page-navigation"),
    ("Baca juga: Warga Menanam Bambu di Tepi Sungai", "boilerplate", "link-line"),
    ("[Gambas:Video CNN]", "boilerplate", "link-line"),
    ("(Baca juga: Warga Menanam Bambu)", "boilerplate", "link-line"),
    ("Dapatkan berita terkini dari kami, klik di sini untuk mendaftar sekarang juga!", "boilerplate", "newsletter"),
    ("Gagal memuat video", "boilerplate", "player"),
    ("COPYRIGHT © ANTARA 2023", "boilerplate", "copyright"),
    ("Dilarang mengambil dan/atau menayangkan ulang tanpa izin", "boilerplate", "copyright"),
    ("Penerjemah: Rohana Kudus", "byline", "byline"),
    ("Penulis: Adinegoro | Editor: Mochtar Lubis", "byline", "byline"),
    ("(ahm)", "byline", "initials"),
    ("(rds/kid)", "byline", "initials"),
    ("Artikel ini telah tayang di Kompas.com dengan judul Jembatan Baru", "source", "republished"),
    ("Foto/Reuters", "credit", "photo-credit"),
    ("(Foto: AFP)", "credit", "photo-credit"),
    ("ANTARA FOTO/Rosihan Anwar", "credit", "photo-credit"),
    ("Jembatan baru di tepi kota. Foto/Reuters", "caption", "caption-credit"),
    ("GETTY IMAGES via BBC INDONESIA Jembatan baru dibuka untuk pejalan kaki.", "caption", "caption-credit"),
    ("Tags:", "boilerplate", "tags"),
    ("#jembatan #kota", "boilerplate", "tags"),
]


@pytest.mark.parametrize(("line", "kind", "rule"), LINES)
def test_a_rule_finds_its_line_and_keeps_the_article(line, kind, rule):
    found = kinds_of("Jembatan Baru Dibuka untuk Pejalan Kaki", BODY, line, MORE)
    assert found == [("title", "title"), ("body", "sentence"), (kind, rule), ("body", "sentence")]


@pytest.mark.parametrize(
    "line",
    [
        "Baca tulis adalah pelajaran pertama di sekolah desa itu, kata kepala sekolah kepada wartawan.",
        "Editor majalah itu mengatakan bahwa naskah harus diserahkan sebelum akhir bulan ini.",
        "Foto lama di dinding memperlihatkan jembatan gantung yang dibangun dengan gotong royong.",
        "Hak cipta dan hak desain adalah dua hal yang berbeda, kata pemateri dalam lokakarya itu.",
        "Iklan itu dipasang di tepi jalan sejak pekan lalu dan belum juga diturunkan oleh petugas.",
        "Penulis muda itu menyerahkan naskahnya pada Rabu, 14 Juni 2023, di Jakarta.",
        "“Ya.”",
        "Dua kali lipat.",
    ],
)
def test_a_sentence_that_looks_like_furniture_stays(line):
    assert kinds_of("Jembatan Baru Dibuka untuk Pejalan Kaki", BODY, line, MORE)[2][0] == "body"


def test_a_lone_baca_juga_takes_the_headline_below_it_but_no_sentence():
    link = kinds_of(BODY, "Baca Juga", "Warga Menanam Bambu di Tepi Sungai", MORE)
    assert [kind for kind, _ in link] == ["body", "boilerplate", "boilerplate", "body"]
    text = kinds_of(BODY, "Baca Juga", MORE)
    assert [kind for kind, _ in text] == ["body", "boilerplate", "body"]


def test_a_repeated_paragraph_is_marked_and_a_repeated_word_is_not():
    found = kinds_of(BODY, "“Ya.”", MORE, "“Ya.”", MORE)
    assert found[-1] == ("repeat", "repeat")
    assert found[3][0] == "body"


def test_headlines_below_a_list_heading_go_until_the_article_resumes():
    found = kinds_of(
        "Judul berita yang cukup panjang", BODY, "Berita Terkait", "Pasar Baru Dibuka", "Nasional", "Jalan Ditutup, Apa Sebabnya?", MORE
    )
    assert [kind for kind, _ in found] == ["title", "body", "boilerplate", "boilerplate", "boilerplate", "boilerplate", "body"]


def test_references_and_markers():
    page = read_page(
        "Judul komentar yang panjang\nKalimat ini punya catatan[1] di tengah, dan satu lagi di akhir.[2]\n[1] Sumber satu. (2023).\n[2] Sumber dua. (2024)."
    )
    assert [span.text for span in page.span_list if span.kind == "marker"] == ["[1]", "[2]"]
    assert page.sentences["text"].tolist() == ["Kalimat ini punya catatan di tengah, dan satu lagi di akhir."]
    assert page.references["marker_start"].tolist() == [page.raw.index("[1]"), page.raw.index("[2]")]


def test_brackets_with_numbers_stay_where_there_is_no_list_of_references():
    assert "marker" not in {kind for kind, _ in kinds_of(BODY, "Pasal itu dikutip sebagai [1] dalam naskah yang beredar di dewan kota.")}


@pytest.mark.parametrize(
    "dateline",
    [
        "MOSKOW - ", "Jakarta, CNN Indonesia -- ", "Seoul (ANTARA) - ", "Liputan6.com, Jakarta - ", "TEMPO.CO, Jakarta - ", "JAKARTA, KOMPAS.com – ", "REPUBLIKA.CO.ID, JAKARTA -- ", "Jakarta: ", "VIVA – ", "Bisnis.com, JAKARTA - ",
        "jpnn.com, JAKARTA - ", "WASHINGTON, 14 Juni (Reuters) - ", "KOMPAS.com - ", "JawaPos.com - ", "Hidayatullah.com—", "JAKARTA, iNews.id - ",
    ],
)  # fmt: skip
def test_datelines(dateline):
    page = read_page(f"Jembatan Baru Dibuka untuk Pejalan Kaki\n{dateline}Jembatan itu dibuka oleh wali kota pada pagi hari.")
    assert [span.text for span in page.span_list if span.kind == "dateline"] == [dateline]
    assert page.sentences["text"].tolist() == ["Jembatan itu dibuka oleh wali kota pada pagi hari."]


@pytest.mark.parametrize(
    "line",
    [
        "Korea Utara - Rusia adalah dua negara yang bertetangga sejak lama.",
        "Catatan: jembatan itu dibuka oleh wali kota pada pagi hari yang cerah.",
        "Presiden menjawab: semua akan dikerjakan pada waktunya, kata juru bicara.",
    ],
)
def test_what_is_no_dateline(line):
    assert {span.kind for span in label(line)} == {"body"}


def test_pages_of_many_layouts():
    score = Score()
    for gold in pages():
        measure(read_page(gold.text), gold, score)
    report = "\n".join(score.wrong)
    assert score.body_recall >= 0.995, report
    assert score.body_precision >= 0.95, report
    assert score.share("lines right", "lines") >= 0.95, report
    for name in ("title", "published", "time"):
        assert score.share(name, "pages") >= 0.95, report
    assert score.share("byline", "pages") >= 0.9, report
