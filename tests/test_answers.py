"""Answers as learners write them: what thirty of them would type."""

import numpy as np
import pandas as pd
import pytest
from timing import taken

from lessonlib import load_corpus, open_lesson
from lessonlib.exercises.compare import read_number, read_period, standard_name
from lessonlib.exercises.kinds.writing import has_quotation, names_source, states_doubt
from lessonlib.exercises.lesson import sample
from lessonlib.exercises.quotations import find_passages, read_quotations

RIGHT = {
    "silence": ["b", "B", " b) ", "(b)", "b.", "option b", ["b"], "Nothing: the part that is lost may have said it.", "b: Nothing: the part that is lost may have said it."],
    "who-signs": [["kompas-feature", "antara-explainer"], "kompas-feature, antara-explainer", "antara-explainer and kompas_feature", {"kompas-feature", "antara-explainer"}, pd.Index(["kompas-feature", "antara-explainer"]), "kompas-feature\nantara-explainer", ("kompas feature", "Antara Explainer")],
    "one-scholar": ["Artyom Lukin", "lukin!", "Prof. Artyom Lukin", "Professor Lukin", "Lukin, Artyom", "Artyom Lukin from Vladivostok", "Artyom Lukin (Far Eastern Federal University)", "His name is Artyom Lukin.", "“Lukin”", "Pak Lukin", "namanya Lukin", ["Lukin"], "Artem Lukin"],
    "horses": [30, 30.0, "30", "30 horses", "30 ekor kuda", "~30", "about 30", "30,0", "0030", "٣٠", [30], np.int64(30)],
    "written-in": ["2024-03", "March 2024", "Maret 2024", "bulan Maret 2024", "Maret tahun 2024", "March, 2024", "03/2024", "3/2024", "2024/03", "2024-3", "Maret '24", "15th of March 2024", "in March 2024", "March 2024?", "ca. March 2024", "2024-03~", "March 2024~", "15-03-2024~", "~03/2024", "March  2024", "“March 2024”", ["2024-03"]],
    "one-after-another": [["collapse", "bread", "recognition", "shoigu"], "collapse, bread, recognition, shoigu", "collapse → bread → recognition → shoigu", "collapse > bread > recognition > shoigu", "collapse\nbread\nrecognition\nshoigu", ("the socialist bloc collapses", "bread", "recognition", "shoigu")],
    "when-was-it-made": [{"kompas-feature": 2022, "sindonews-listicle": 2023, "footnoted-commentary": 2024}, {"kompas-feature": ["2022"], "sindonews-listicle": 2023.0, "footnoted-commentary": "2024"}, pd.Series({"kompas-feature": 2022, "sindonews-listicle": 2023, "footnoted-commentary": 2024}), [("kompas-feature", 2022), ("sindonews-listicle", 2023), ("footnoted-commentary", 2024)]],
    "who-says-it": [pd.DataFrame({"kompas-feature": ["silent", "says"], "antara-explainer": ["says", "silent"], "unsigned-analysis": ["torn", "torn"]}, index=["only", "third"])],
    "clue-in-the-list": ["Hari Ke-792", "hari ke 792", "Hari Ke - 792", "Because it says 'Hari Ke-792'.", "Because it says ‘Hari Ke-792’.", "„Hari Ke-792“", "»Hari Ke-792«", "Because it says “Hari Ke-792", "day 792", "Day-792", "Hari Ke-792\npada 2023\nMei 2024", "PBB 282 Juta Orang di Dunia Kelaparan pada 2023", "“Mei 2024”", "kompas-feature@5691", "KOMPAS-FEATURE@5691", "Rangkuman … 792", "Hari\u00a0Ke\u2011792", "Hari Ke-\u00ad792", ["Jerman Didorong Beri Rudal", "Hari Ke-792"]],
    "two-voices": [["negara ketiga yang mengakui", "satu-satunya negara yang mengakui kemerdekaan wilayah-wilayah Ukraina yang diduduki Rusia"], "kompas-feature-007-01\nantara-explainer-014-02", "kompas-feature-007-01 and sindonews-listicle-017-01", "“the third country to recognise” but “the only country to recognise the independence of the Ukrainian regions that broke away”"],
}  # fmt: skip
NOT_RIGHT = {
    "silence": ["not b", "a b c", "bb", "b and c"],
    "one-scholar": ["Not Lukin", "Lukin or Putin", "Lukyn and Shoigu", "Vladivostok", "not Artyom Lukin from Vladivostok"],
    "horses": ["30-40", "30 or 40", "not 30", "3 0", "XXX"],
    "written-in": ["March 2024 - April 2024", "March 2024, February 2024", "1 March 2024 - 31 December 2024", "12/03/2024 - 15/03/2024", "March", "the month after February 2024", "early 2024", "2024", "March 1924"],
    "one-after-another": [{"collapse", "bread", "recognition", "shoigu"}, frozenset({"bread", "collapse", "recognition", "shoigu"})],
    "clue-in-the-list": ["Gaza", "Putin Berencana Kunjungi China", "It was 2024, because “Putin Berencana Kunjungi China”", "“Mei 2024” “Taiwan Senang”", "Rusia", "792 days", "“” “”", "[4]"],
    "two-voices": [["Republik Donetsk", "wilayah-wilayah Ukraina yang diduduki"]],
}  # fmt: skip
PAIRS = [(name, answer) for name, answers in RIGHT.items() for answer in answers]
WRONG_PAIRS = [(name, answer) for name, answers in NOT_RIGHT.items() for answer in answers]


@pytest.mark.parametrize(("name", "answer"), PAIRS, ids=[f"{name}-{number}" for number, (name, _) in enumerate(PAIRS)])
def test_a_fair_teacher_says_right(name, answer):
    assert sample().q(name).check(answer).verdict == "CORRECT"


@pytest.mark.parametrize(("name", "answer"), WRONG_PAIRS, ids=[f"{name}-{number}" for number, (name, _) in enumerate(WRONG_PAIRS)])
def test_a_fair_teacher_does_not(name, answer):
    assert sample().q(name).check(answer).verdict not in ("CORRECT", "UNAVAILABLE")


def test_misconceptions_are_met_in_every_spelling():
    assert sample().q("one-scholar").check("Defence Minister Sergey Shoigu").misconception == "he-is-no-scholar"
    assert sample().q("written-in").check("Februari 2024").misconception == "month-of-the-gift"


def test_a_slip_of_the_pen_is_almost_right():
    result = sample().q("one-scholar").check("Artyom Lukyn")
    assert result.verdict == "PARTLY" and "spelling" in result.message
    assert sample().q("one-scholar").check("Putin").verdict == "WRONG"


def test_a_set_is_told_that_it_has_no_order():
    result = sample().q("one-after-another").check({"collapse", "bread", "recognition", "shoigu"})
    assert result.verdict == "WRONG_TYPE" and "A set has no order" in result.message


def test_words_that_stand_everywhere_show_nothing():
    result = sample().q("clue-in-the-list").check("Rusia")
    assert result.verdict == "WRONG_TYPE" and "places in the texts" in result.message


def test_an_order_keeps_what_stands_right():
    result = sample().q("one-after-another").check(["shoigu", "collapse", "bread", "recognition"])
    assert result.verdict == "PARTLY" and [item.right for item in result.items] == [False, True, True, True]


def test_only_what_is_judged_counts_as_an_attempt():
    assert sample().q("three-days").check({"letter": "absent"}).verdict == "NOT_ATTEMPTED"


def test_words_that_say_where_they_come_from():
    assert find_passages("ri ke 792") == [] and find_passages("an") == []
    assert [found.words for found in read_quotations("It says “bulan lalu” and 'Hari Ke-792'.")] == ["bulan lalu", "Hari Ke-792"]
    longer = "Salah satunya adalah Putin. " + sample_text("sindonews-listicle-006-01")
    assert find_passages(sample_text("sindonews-listicle-006-01") + " Salah satunya adalah Putin.") == [
        "sindonews-listicle-006-01",
        "sindonews-listicle-006-02",
    ]
    assert find_passages(longer) == [], "in the wrong order it stands nowhere"


def sample_text(ref):
    return load_corpus().sentences["text"][ref]


@pytest.mark.parametrize("text", ["yang “yang”", "“with”", "“Rusia”", "“in the”", "“2023”", "no quotation at all", "“once upon a time”"])
def test_a_common_word_is_no_quotation(text):
    assert not has_quotation(text)


@pytest.mark.parametrize("text", ["“bulan lalu”", "'Penerjemah: Jafar M Sidik'", 'He said "no" and the text "Penerjemah Jafar M Sidik"', "„Bulan lalu“", "ANTARA-EXPLAINER-014-02", "antara-explainer@5056", "“last month, Putin gave”"])  # fmt: skip
def test_quotations_in_every_kind_of_marks(text):
    assert has_quotation(text)


@pytest.mark.parametrize("text", ["According to Kompas", "kompas.com says", "Artyom Lukin says", "Shoigu said", "kata Wells", "in the antara-explainer", "Reuters has it"])  # fmt: skip
def test_named_sources(text):
    assert names_source(text)


@pytest.mark.parametrize("text", ["written in May 2024, because “bulan lalu”. I do not know … .", "It says “TikTok Mungkin Segera Dilarang”.", "There is no doubt.", "I do not doubt it.", "It is about Russia.", "They stood around."])  # fmt: skip
def test_no_doubt_of_the_learner(text):
    assert not states_doubt(text)


@pytest.mark.parametrize("text", ["I dont know", "not 100% sure", "nobody knows", "do not yet know", "We have no idea who wrote it", "The author is not named", "saya ragu", "tidak diketahui", "entah", "perhaps", "I do not know on which day it was put up."])  # fmt: skip
def test_doubts_of_learners(text):
    assert states_doubt(text)


def test_a_word_or_two_are_no_writing():
    question = sample().q("ledger")
    assert question.check("x").verdict == "WRONG_TYPE"
    assert question.solution().text.startswith("Write your own")
    question.check("I count two.")
    assert question.solution().text.startswith("Three ways")


def test_names_numbers_and_dates_as_a_historian_compares_them():
    assert standard_name("USA") == standard_name("Amerika Serikat") and standard_name("DPRK") == "North Korea"
    assert read_number("0.500") is None or read_number("0.500") == 0.5
    assert read_number("20.000 orang") == 20000 and read_number("1,2,3") is None
    assert read_period("3/4/2024").earliest.isoformat() == "2024-04-03", "the day comes first"
    assert read_period("2023-2024") is None and read_period("2024-2-30") is None


def test_the_course_accepts_what_its_own_words_say():
    lesson = open_lesson("01")
    assert lesson.q("torn-page").check("Next page").verdict == "CORRECT"
    assert lesson.q("torn-page").check("halaman berikutnya").verdict == "CORRECT"
    assert lesson.q("year-in-a-footnote").check("rail traffic").verdict == "PARTLY"
    assert lesson.q("year-in-a-footnote").check("[6]Reuters.(2024,October 7)").verdict == "CORRECT"
    assert lesson.q("clue-in-the-list").check("COPYRIGHT © ANTARA 2023").verdict == "WRONG"


def test_three_thousand_answers_are_no_burden():
    lesson = sample()
    question = lesson.q("neither")
    for number in range(3_000):
        lesson.work.records.append(
            {
                "id": str(number),
                "at": "2026-11-22T08:00:00+00:00",
                "exercise": "neither",
                "act": "check",
                "answer": ["unsigned-analysis", str(number % 50)],
            }
        )
    with taken() as took:
        assert lesson.progress().table.loc["neither", "attempts"] == 3_000
        question.check("“qqqq” " * 6000)
        question = lesson.q("clue-in-the-list")
        for text in ("“" * 49_000, "“" + " " * 40_000, "“qqqq” " * 6000, "a-" * 50_000, "b" * 150_000, "…" * 20_000, "'" * 20_000):
            question.check(text)
    assert took.seconds < 5


def test_a_type_that_answers_for_ever_is_not_asked():
    asked = []

    class Endless(type):
        def __getattribute__(cls, name):
            asked.append(name)
            return type.__getattribute__(cls, name)

    lesson = sample()
    with_one = Endless("Answer", (), {})()
    assert {lesson.q(name).check(with_one).verdict for name in lesson.exercise_ids} == {"WRONG_TYPE"}
    assert "“Answer”" in lesson.q("silence").check(with_one).message and asked == []
