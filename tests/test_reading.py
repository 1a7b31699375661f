import pytest

import lessonlib
from lessonlib import ManifestError, PageError, UnknownNameError, load_corpus, read_page

TEXT = "Judul berita yang panjang\nMOSKOW - Kalimat ini adalah isi berita yang cukup panjang.\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b" \n\t \xc2\xa0\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        ("Café au lait".encode("latin-1"), "not UTF-8"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04rest", "Word document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        (b"Judul\x00 berita", "NUL byte"),
        (b"<!DOCTYPE html><html><body>Isi</body></html>", "HTML page"),
        (b"<div><p>a</p></div>\n<div><p>b</p></div><div><p>c</p></div>", "HTML page"),
    ],
)
def test_refused_with_one_sentence(folder, content, says):
    place = folder({"good.txt": TEXT, "page.txt": content})
    with pytest.raises(PageError) as caught:
        load_corpus(place)
    message = str(caught.value)
    assert says in message and "page.txt" in message and message.endswith(".") and "\n" not in message


def test_missing_folder_file_for_folder_and_no_pages(tmp_path, folder):
    with pytest.raises(PageError, match="There is no folder"):
        load_corpus(tmp_path / "nowhere")
    place = folder({"notes.md": "x"})
    with pytest.raises(PageError, match=r"holds no \.txt pages"):
        load_corpus(place)
    with pytest.raises(PageError, match="is a file, not a folder"):
        load_corpus(place / "notes.md")


def test_names_that_differ_only_in_case(folder):
    with pytest.raises(PageError, match="differ only in case"):
        load_corpus(folder({"page.txt": TEXT, "Page.txt": TEXT}))


def test_a_sixth_article_dropped_in(tmp_path):
    seeds = lessonlib.bundle.find_folder("seeds")
    for path in seeds.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "sixth.txt").write_text(
        "Jembatan Baru Dibuka untuk Warga\nKamis, 15 Juni 2023\nEditor: Adinegoro\nBANDUNG - Jembatan itu dibuka pada pagi hari oleh wali kota.\n",
        encoding="utf-8",
    )
    corpus = load_corpus(tmp_path)
    assert len(corpus.documents) == 6
    row = corpus.documents.loc["sixth"]
    assert (row["published"], row["published_basis"], row["byline"], row["outlet_basis"], row["genre"], row["complete"]) == (
        "2023-06-15",
        "printed",
        "Adinegoro",
        "unknown",
        "",
        "unknown",
    )
    assert lessonlib.figures.anatomy(corpus).data.shape == (6, 5)
    assert "sixth" in repr(lessonlib.widgets.inspector(corpus, "sixth", "body"))


def test_read_correctly(folder):
    long = "Kalimat ini panjang dan diulang terus. " * 130_000
    corpus = load_corpus(
        folder(
            {
                "bom.txt": b"\xef\xbb\xbf" + TEXT.encode(),
                "crlf.txt": TEXT.replace("\n", "\r\n"),
                "long.txt": long,
                "french.txt": "Le pont est ouvert aux piétons depuis ce matin, selon la mairie de la ville.\n",
            }
        )
    )
    assert not corpus.raw("bom").startswith("\ufeff")
    assert corpus.raw("crlf").count("\r\n") == 2
    assert corpus.page("bom").title == corpus.page("crlf").title == "Judul berita yang panjang"
    assert len(corpus.raw("long")) > 5_000_000 and "".join(span.text for span in corpus.page("long").span_list) == long
    assert corpus.documents.loc["french", "language"] == ""
    assert [span.kind for span in corpus.page("french").span_list] == ["body", "blank"]


def test_lone_surrogates_and_any_text():
    page = read_page("Judul \ud83d yang panjang sekali\nIsi \udc00 berita ini hanyalah sebuah contoh kecil saja.")
    assert len(page.spans) == 3 and len(page.sentences) == 1
    assert read_page("").spans.empty and read_page("").sentences.empty
    with pytest.raises(TypeError, match="as a string, not bytes"):
        read_page(b"x")


def test_unknown_text_lists_those_there_are(corpus):
    with pytest.raises(UnknownNameError, match="the texts are kompas-feature, antara-explainer"):
        corpus.raw("kompas")


def manifest(**fields):
    return "[[document]]\n" + "".join(f'{key} = "{value}"\n' for key, value in {"file": "page.txt", **fields}.items())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[document]\n", "not valid TOML"),
        ("pages = 3\n", r"only tables \[\[document\]\]"),
        ("[[document]]\n", "'file' must be the name"),
        (manifest(file="other.txt"), "there is no such file"),
        (manifest(file="../page.txt"), "'file' must be the name"),
        (manifest(sha256="0" * 64), "the file is not the one described"),
        (manifest(colour="red"), "there is no field 'colour'; the fields are file,"),
        (manifest(genre="poem"), "it may be explainer, listicle"),
        (manifest(published="June 2023"), "write a month or a day in EDTF"),
        (manifest(published_basis="guessed"), "it may be printed, inferred"),
        (manifest() + manifest(), "stands in an earlier table"),
        ('[[document]]\nfile = "page.txt"\ntitle = 3\n', "must be text in quotation marks"),
        (manifest(published="2023-06-15", published_basis="printed"), "but it prints '2023-06-14'"),
    ],
)
def test_manifest_refused(folder, text, says):
    place = folder(
        {
            "page.txt": "Judul berita yang panjang\nRabu, 14 Juni 2023\nMOSKOW - Kalimat ini adalah isi berita yang cukup panjang.",
            "manifest.toml": text,
        }
    )
    with pytest.raises(ManifestError, match=says) as caught:
        load_corpus(place)
    assert "manifest.toml" in str(caught.value)


def test_manifest_supplies(folder):
    corpus = load_corpus(folder({"page.txt": TEXT, "manifest.toml": manifest(outlet="Koran Sekolah", published="2023-06~", genre="news")}))
    row = corpus.documents.loc["page"]
    assert (row["outlet"], row["outlet_basis"], row["published"], row["published_basis"], row["genre"]) == (
        "Koran Sekolah",
        "supplied",
        "2023-06~",
        "supplied",
        "news",
    )


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '<img src=x onerror="alert(1)">', "\u202ereversed", "\x1b[31mred", "</div></mark>"]
)
def test_hostile_text_shows_as_letters(folder, hostile):
    corpus = load_corpus(
        folder({"page.txt": f"Judul {hostile} yang panjang\nMOSKOW - Kalimat {hostile} ini adalah isi berita.\nBaca juga: {hostile}\n"})
    )
    shown = [lessonlib.widgets.raw_beside_clean(corpus, "page")._repr_html_(), lessonlib.figures.anatomy(corpus)._repr_html_()]
    shown += [lessonlib.widgets.inspector(corpus, "page", kind).markup("page", kind) for kind in ("title", "body", "boilerplate")]
    for markup in shown:
        assert hostile not in markup
        assert "<script" not in markup and 'onerror="' not in markup and "\u202e" not in markup and "\x1b" not in markup
