"""A hostile folder of pages: nothing hangs, nothing acts, nothing takes the square of its length."""

import errno
import os
import time
import warnings
from pathlib import Path

import pytest
from breaking import TEXT, one_sentence
from breaking import path as path
from breaking import real as real
from timing import taken

import lessonlib
from lessonlib import PageError, load_corpus, read_page, split_sentences


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_pipes_devices_loops_and_folders_are_passed_by(folder, tmp_path):
    folder({"page.txt": TEXT})
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "manifest.toml")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "gone.txt").symlink_to("/nowhere")
    (tmp_path / "folder.txt").mkdir()
    assert list(load_corpus(tmp_path).documents.index) == ["page"]


def test_a_file_or_folder_that_cannot_be_read_is_told(folder, monkeypatch):
    place = folder({"page.txt": TEXT})

    def denied(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    for name, told in (("read_bytes", "page.txt cannot be read (Permission denied)"), ("iterdir", "cannot be read (Permission denied)")):
        with monkeypatch.context() as broken, pytest.raises(PageError) as caught:
            broken.setattr(Path, name, denied)
            load_corpus(place)
        assert told in str(caught.value) and one_sentence(str(caught.value))


NAMES = ["a\nb", "\x1b[31mred\x1b[0m", "\u202etxt.gpj", "a\u2066b", "<img src=x onerror=alert(1)>", "$\\frac{x$", "a\u200bb", "\u4e2d\u6587", "\udcff\udcfe", "&amp;", "{name}", "%s"]  # fmt: skip


@pytest.mark.skipif(os.name != "posix", reason="such names cannot be given there")
@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_hostile_name_acts_nowhere(tmp_path, name):
    (tmp_path / f"{name}.txt").write_text(TEXT * 2, encoding="utf-8")
    corpus = load_corpus(tmp_path)
    doc_id = corpus.documents.index[0]
    inspector, anatomy = lessonlib.widgets.inspector(corpus), lessonlib.figures.anatomy(corpus)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        markup = [inspector.markup(doc_id, "body"), anatomy._repr_html_(), lessonlib.widgets.raw_beside_clean(corpus, doc_id).markup]
    for shown in (*markup, *map(repr, (corpus, inspector, anatomy, corpus.documents, corpus.spans, corpus.page(doc_id)))):
        shown.encode()
        assert not set(shown) & set("\x1b\u202e\u2066")
    assert not any("<img src=x" in shown for shown in markup)
    (tmp_path / f"{name}.txt").write_bytes(b"\xff\xff")
    with pytest.raises(PageError) as caught:
        load_corpus(tmp_path)
    assert one_sentence(str(caught.value)) and not set(str(caught.value)) & set("\x1b\u202e\u2066")


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a = " + "{a=" * 100_000, "[" + "a." * 100_000 + "a]", "\x00", "[[document]]\nfile = '..'", '[[document]]\nfile = "a\\n\\u001b[31m.txt"', '[[document]]\nfile = "page.txt"\n"\\u001b\\n" = ""', "x" * 1_000_000, '[[document]]\nfile = "a\\u0000.txt"'], ids=range(9))  # fmt: skip
def test_a_hostile_manifest_is_told_in_one_sentence(folder, text):
    place = folder({"page.txt": TEXT, "manifest.toml": text})
    with pytest.raises(lessonlib.ManifestError) as caught:
        load_corpus(place)
    assert one_sentence(str(caught.value)) and "\x1b" not in str(caught.value)


def test_a_thousand_files_and_ten_thousand_lines(tmp_path):
    for number in range(1_000):
        (tmp_path / f"{number}.txt").write_text(TEXT, encoding="utf-8")
    lines = "".join(f"Baris {number} adalah isi {number * 7} yang ke sekian kali.\n" for number in range(10_000))
    (tmp_path / "long.txt").write_text(TEXT + lines, encoding="utf-8")
    with taken() as took:
        corpus = load_corpus(tmp_path)
        assert len(corpus.documents) == 1_001 and len(corpus.page("long").paragraph_list) == 10_001
    assert took.seconds < 60


#: Near-misses of the patterns: what repeats, and where several of them once took the square of the length.
TRAPS = ["“", "`", "'", '"', "«", "[", "(", "[1] ", "(a/b", "(ant/", "A.", "A. ", "&!?", "`.", "“a@b.", "...", "!?", "https://a.", "www.", "a@b.", "S.H., ", "Prof. ", "1. ", "20.000.", "Rabu, 14 Juni 2023 ", "MOSKOW - ", "Foto/", "Editor: A, ", "Reporter: A B & ", "*", "¹", "x\n", "x\ny\n", "Judul Berita\n", "[1] Sumber.\n", "Daftar Pustaka\n", "Baca juga: a\n", "\u00a0", " \n", "\r", "\u200b", "</p", "a | ", "A B, ", "dan ", "© 2023 ", "(Foto: "]  # fmt: skip


def cost(text):
    started = time.process_time()
    page = read_page(text)
    page.title, page.byline, page.published, page.paragraph_list, page.span_list  # noqa: B018  (asked for the time it takes)
    split_sentences(text)
    return time.process_time() - started


@pytest.mark.parametrize("piece", TRAPS)
@pytest.mark.parametrize("end", ["", "x!"], ids=["", "missed"])
def test_four_times_the_text_takes_about_four_times_as_long(piece, end):
    def least(size):
        return min(cost(piece * (size // len(piece)) + end) for _ in range(3))

    small, large = least(16_000), least(64_000)
    # Less than this is no trap; the square of the length would be sixteen times as long.
    assert large < 0.4 or large < 10 * small, f"{small:.3f} s, then {large:.3f} s"


def test_windows_of_a_long_text_lose_and_add_no_sentence():
    for text in (
        "Kalimat ini panjang sekali. " * 3_000,
        "Ia berkata, “Saya datang. Saya pergi.” Lalu ia diam. " * 1_500,
        "tanpa akhir " * 5_000,
    ):
        parts = split_sentences(text)
        assert "".join("".join(parts).split()) == "".join(text.split())
        assert len(parts) == len(split_sentences(text[: text.index(" ", 5_000)])) or len(set(parts)) <= 4
