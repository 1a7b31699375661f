import pytest

from lessonlib import read_page
from lessonlib.corpus.dates import find_date

BODY = "MOSKOW - Pertemuan itu berlangsung pada 12 Januari 2020 dan dihadiri banyak orang, Rabu (15/1/2020)."


@pytest.mark.parametrize(
    ("line", "edtf", "time"),
    [
        ("Rabu, 14 Juni 2023 - 13:25 WIB", "2023-06-14", "13:25 WIB"),
        ("30/08/2022, 22:44 WIB", "2022-08-30", "22:44 WIB"),
        ("Jum'at, 16 Jun 2023", "2023-06-16", ""),
        ("Jumat, 16 Nopember 2012 09.05 WITA", "2012-11-16", "09:05 WITA"),
        ("Selasa, 06 Agt 2024 10:11 WIB", "2024-08-06", "10:11 WIB"),
        ("14 Juni 2023 | 13:25", "2023-06-14", "13:25"),
        ("Published: June 14, 2023 1:25 PM", "2023-06-14", "13:25"),
        ("2023-06-14", "2023-06-14", ""),
        ("14-06-2023", "2023-06-14", ""),
        ("06/14/2023", "2023-06-14", ""),
        ("05/12/2023", "2023-12-05", ""),
        ("September 2023", "2023-09", ""),
        ("pukul 13.25 WIB, 14 Juni 2023", "2023-06-14", "13:25 WIB"),
    ],
)
def test_printed(line, edtf, time):
    date = find_date(line)
    assert (date.edtf, date.time) == (edtf, time)


@pytest.mark.parametrize("line", ["", "30 Februari 2023", "99/99/2023", "20.000 pekerja", "pada 2019", "Pasal 12/2023", "1718 (2006)"])
def test_no_date(line):
    assert find_date(line) is None


@pytest.mark.parametrize(
    ("header", "published"),
    [
        (["Rabu, 14 Juni 2023"], "2023-06-14"),
        (["Diterbitkan 14 Juni 2023, 13:25 WIB", "Diperbarui 16 Juni 2023, 08:00 WIB"], "2023-06-14"),
        (["Mochtar Lubis, Okezone · Rabu 14 Juni 2023 13:25 WIB"], "2023-06-14"),
        (["Kompas.com - 14/06/2023, 13:25 WIB", "Penulis: Adinegoro"], "2023-06-14"),
        (["2 jam yang lalu"], ""),
        ([], ""),
    ],
)
def test_the_page_and_not_the_story(header, published):
    page = read_page(
        "\n".join(
            ["Jembatan Baru Dibuka untuk Pejalan Kaki", *header, BODY, "Berita Terkait", "Jalan Ditutup Sejak 3 Maret 2021", "3 Maret 2021"]
        )
    )
    assert page.published == published
    assert page.title == "Jembatan Baru Dibuka untuk Pejalan Kaki"


@pytest.mark.parametrize(
    "title", ["Prakiraan Cuaca Jakarta 14 Juni 2023", "Kurs Rupiah Hari Ini, Rabu 14 Juni 2023", "Jadwal Kereta Bandung, 14 Juni 2023"]
)
def test_a_day_in_a_headline_is_the_story(title):
    page = read_page(f"Beranda\nNasional\n{title}\nMochtar Lubis - Selasa, 13 Juni 2023\n{BODY}")
    assert (page.title, page.published, page.byline) == (title, "2023-06-13", ["Mochtar Lubis"])


@pytest.mark.parametrize("title", ["Kim Kunjungi Rusia", "Jembatan Baru"])
def test_a_person_and_a_day_below_a_short_headline(title):
    page = read_page(f"{title}\nMochtar Lubis · Selasa, 13 Juni 2023\n{BODY}")
    assert (page.title, page.published, page.byline) == (title, "2023-06-13", ["Mochtar Lubis"])


def test_the_day_of_saving_above_the_headline_is_not_preferred():
    page = read_page("Minggu, 22 November 2026\nJembatan Baru Dibuka untuk Pejalan Kaki\nRabu, 14 Juni 2023\n" + BODY)
    assert page.published == "2023-06-14"
