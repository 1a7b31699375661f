"""Mistakes of an author are named by file, exercise and field; another language needs no code."""

import shutil

import pytest
from foreign import as_toml

from lessonlib import DataError, UnknownNameError, open_lesson
from lessonlib.authoring.guide import guide_page, write_guides
from lessonlib.exercises.bank import read_lesson
from lessonlib.exercises.banks import BANK, SAMPLER, languages
from lessonlib.exercises.drawing.static import question_page
from lessonlib.exercises.phrases import Phrases
from lessonlib.exercises.proof import check_bank
from lessonlib.exercises.verdicts import Verdict
from lessonlib.language import find_language
from lessonlib.tomlfile import read_toml


@pytest.fixture
def bank(tmp_path):
    return shutil.copytree(SAMPLER, tmp_path / "bank")


def edit(bank, name, old, new):
    path = bank / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


MISTAKES = [
    ("99.toml", 'kind = "choice"', 'kind = "choise"', "line 7 (silence): kind is 'choise'; it may be choice, several"),
    ("99.toml", 'skill = "corroboration"', "", "(silence): skill is missing"),
    ("99.toml", "minutes = 2", 'minutes = "2"', "(silence): minutes must be a number"),
    ("99.toml", 'accept = ["b"]', 'accept = ["d"]', "(silence): accept: there is no option 'd'; the options are a, b, c"),
    ("99.toml", 'accept = ["b"]', "", "(silence): accept is missing"),
    ("99.toml", 'accept = ["b"]', 'accept = "b"', "(silence): accept must be a list"),
    ("99.toml", 'accept = ["b"]', 'accept = ["a", "b", "c"]', "(silence): accept: every option is right"),
    ("99.toml", 'accept = ["b"]', 'accept = ["a"]', "(silence): the misconception 'silence-is-no': 'a' is accepted as right, too"),
    ("99.toml", 'answers = ["a"]', "", "(silence): the misconception 'silence-is-no' has no answers"),
    ("99.toml", 'answers = ["a"]', 'answers = ["z"]', "(silence): the misconception 'silence-is-no': 'z' is no answer"),
    ("99.toml", 'answers = ["a"]', 'anwsers = ["a"]', "(silence): write each misconception as a table with id, answers and evidence"),
    ("99.toml", "tension:break-off-before-the-denial", "tension:break-of-before-the-denial", "there is no tension 'break-of-before-the-denial' (is it 'break-off-before-the-denial'?)"),
    ("99.toml", "document:unsigned-analysis.complete_reason", "document:unsigned-analysis.complet", "documents has no column 'complet' (is it 'complete'?)"),
    ("99.toml", "sentence:antara-explainer-020-02", "antara-explainer-020-02", "must be written as KIND:ID; the kinds are sentence, place"),
    ("99.toml", 'id = "who-signs"', 'id = "silence"', "the id 'silence' stands in an earlier row"),
    ("99.toml", 'id = "who-signs"', 'id = "Who signs"', "must be made of small letters"),
    ("99.toml", "[[plan]]", "[[plans]]", "there is no table [[plans]]"),
    ("99.toml", "accept = [30]", "accept = [31]", "(horses): accept: 31 is not in the evidence"),
    ("99.toml", "accept = [30]", 'accept = ["many"]', "(horses): accept: 'many' is no answer to a question of the kind 'number'"),
    ("99.toml", 'precision = "month"', 'precision = "day"', "(written-in): accept: '2024-03' is coarser than the day"),
    ("99.toml", 'accept = ["2024-03"]', 'accept = ["2024-13"]', "(written-in): accept: '2024-13' is no date"),
    ("99.toml", 'reasoned = "The gift', 'pair = "The gift', "(written-in): accept: no evidence is dated 2024-03"),
    ("99.toml", '[["collapse"], ["bread"]', '[["bread"], ["collapse"]', "(one-after-another): accept: collapse is dated 1991-01-01, earlier than what stands before it"),
    ("99.toml", '[["collapse"], ["bread"]', '[["bread"]', "(one-after-another): accept must hold every item once"),
    ("99.toml", '[["collapse"], ["bread"]', '["collapse", ["bread"]', "(one-after-another): accept must be a list of ranks"),
    ("99.toml", 'kompas-feature = ["2022"]', 'kompas-feature = ["2021"]', "(when-was-it-made): key: kompas-feature has '2021'; the categories are 2022, 2023, 2024"),
    ("99.toml", 'kompas-feature = ["2022"]', 'kompas-feature = ["2023"]', "(when-was-it-made): key: 2023 is not in the evidence for kompas-feature"),
    ("99.toml", 'kompas-feature = ["2022"]', "", "(when-was-it-made): key: kompas-feature has none"),
    ("99.toml", 'article = ["stated"]\ncopy', 'artikel = ["stated"]\ncopy', "(three-days): key: there is no item 'artikel'"),
    ("99.toml", '"only/antara-explainer" = ["sentence:antara', '"only/antara-explainer" = ["sentence:kompas-feature-001-01", "sentence:antara', ""),
    ("99.toml", '"only/antara-explainer" = ["sentence:antara-explainer-014-02"]', '"only/antara-explainer" = ["sentence:kompas-feature-001-01"]', "(who-says-it): proof: only/antara-explainer names no words of antara-explainer"),
    ("99.toml", 'accept = ["kompas-feature@4392"', 'accept = ["kompas-feature@4393"', "(clue-in-the-list): accept: there is no sentence or part of a page 'kompas-feature@4393'"),
    ("99.toml", '"kompas-feature@4392" = ["place:kompas-feature@4392"]', "", "(clue-in-the-list): accept: kompas-feature@4392 is not in the evidence"),
    ("99.toml", "count = 2", "count = 3", "(two-voices): count is 3, but accept holds only 2"),
    ("99.toml", 'table = "documents", where = "byline == \'\' and', 'table = "document", where = "byline == \'\' and', "(neither): make: there is no table 'document' (is it 'documents'?); the tables are documents"),
    ("99.toml", "where = \"byline == '' and", "where = \"bylin == '' and", "(neither): make: it cannot be made"),
    ("99.toml", 'needs = ["title"]', 'needs = ["titel"]', "(how-long): needs: 'titel' cannot be looked for in a figure"),
    ("99.toml", 'needs = ["quotation"]', 'needs = ["quote"]', "(ledger): needs: 'quote' cannot be looked for; it may be quotation"),
    ("99.toml", "minutes = 45", "minutes = 20", "the core exercises take"),
    ("99.toml", 'step = "all"', 'step = "al"', "the step 'al' has no words"),
    ("en/99.toml", 'title = "A silence"', 'titel = "A silence"', "en/99.toml, [exercise.silence]: there is no field 'titel'"),
    ("en/99.toml", 'title = "A silence"', "", "(silence): title is missing in its words"),
    ("en/99.toml", 'title = "A silence"', "title = 3", "[exercise.silence]: title must be text in quotation marks, not 3"),
    ("en/99.toml", 'hints = ["The column `byline`', 'hints = [3, "The column `byline`', "[exercise.who-signs]: hints must be a list of text"),
    ("en/99.toml", 'right = "Our copy', 'wright = "Our copy', "there is no field 'wright'"),
    ("en/99.toml", "[exercise.silence]", "[exercise.silense]", "[exercise.silense] belongs to no exercise"),
    ("en/99.toml", 'c = "The author', 'd = "The author', "(silence): options: c has no words"),
    ("en/99.toml", 'silence-is-no = "You', 'silence-is-yes = "You', "(silence): the misconception 'silence-is-no' has no words"),
    ("en/99.toml", 'hints = ["Search the explainer for *kuda*."', 'hints = ["Search the explainer for 30 *kuda*."', "(horses): hint 1 (en) gives the answer 30 away"),
    ("en/99.toml", 'wrong = "Search the texts for a university', 'wrong = "Look for Lukin, at a university', "(one-scholar): wrong (en) gives the answer 'Lukin' away"),
    ("en/99.toml", "[exercise.ledger.samples]\nbasic", "[exercise.ledger.samples]\nbassic", "(ledger): samples in its words must hold basic, emergent and proficient"),
    ("en/99.toml", "[lesson]", "[lessons]", "there is no table 'lessons'"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "told"), MISTAKES, ids=[f"{number}-{told[:40]}" for number, (_, _, _, told) in enumerate(MISTAKES)]
)
def test_a_mistake_is_named_by_file_exercise_and_field(bank, name, old, new, told):
    edit(bank, name, old, new)
    faults = check_bank(bank)
    if not told:
        assert faults == []
        return
    assert any(told in fault for fault in faults), faults
    assert all("99.toml" in fault and fault.endswith((".", "?")) for fault in faults), faults
    assert len(faults) <= 3, faults


def test_evidence_that_tells_where_a_text_comes_from_is_sealed_before_lesson_06(bank):
    edit(bank, "99.toml", "tension:break-off-before-the-denial", "tension:reuters-once")
    assert not any("sealed" in fault for fault in check_bank(bank))
    for name in ("99.toml", "en/99.toml"):
        (bank / name).rename((bank / name).with_name("05.toml"))
    assert any("tension:reuters-once tells where a text comes from, and is sealed until lesson 06" in fault for fault in check_bank(bank))


def test_a_broken_exercise_is_not_available_and_the_others_are(bank):
    edit(bank, "99.toml", 'accept = ["b"]', 'accept = ["d"]')
    lesson = open_lesson("99", bank=bank)
    assert lesson.q("silence").check("b").verdict is Verdict.UNAVAILABLE
    assert "not your fault" in lesson.q("silence").check("b").message
    assert lesson.q("silence").state() is Verdict.UNAVAILABLE
    assert "not your fault" in lesson.q("silence").solution().text and lesson.q("silence").hint().text
    assert "not your fault" in str(question_page(lesson.q("silence").exercise))
    assert set(lesson.q("silence").show()._repr_mimebundle_()) == {"text/plain", "text/html"}
    assert lesson.q("horses").check(30).verdict is Verdict.CORRECT
    assert guide_page(lesson.bank)


def test_a_file_that_is_no_toml_says_where(bank):
    (bank / "99.toml").write_text("[[exercise]\n")
    with pytest.raises(DataError, match=r"99\.toml is not valid TOML"):
        open_lesson("99", bank=bank)
    with pytest.raises(UnknownNameError, match="the lessons are 99"):
        open_lesson("98", bank=bank)


def turned(value):
    """Words in a language that nobody speaks."""
    if isinstance(value, str):
        return value if value.startswith("{") else f"⟦{value}⟧"
    return [turned(part) for part in value] if isinstance(value, list) else {name: turned(part) for name, part in value.items()}


@pytest.fixture
def foreign(bank):
    (bank / "xx").mkdir()
    words = read_toml(SAMPLER / "en" / "99.toml")
    samples = words["exercise"]["ledger"]["samples"]
    other = turned(words)
    other["exercise"]["ledger"]["samples"] = samples
    (bank / "xx" / "99.toml").write_text(as_toml(other), encoding="utf-8")
    phrases = turned(read_toml(BANK / "en" / "phrases.toml"))
    (bank / "xx" / "phrases.toml").write_text(as_toml(phrases), encoding="utf-8")
    return bank


def test_another_language_needs_words_and_no_code(foreign, tmp_path, monkeypatch):
    edition = tmp_path / "kursus" / "pelajaran"
    edition.mkdir(parents=True)
    (tmp_path / "kursus" / "lessonlib.toml").write_text('language = "xx"\n')
    monkeypatch.chdir(edition)
    assert find_language() == "xx" and languages(foreign) == ["en", "xx"]
    lesson = open_lesson("99", bank=foreign)
    assert check_bank(foreign) == []
    for name in lesson.exercise_ids:
        question = lesson.q(name)
        result = question.check("b")
        for text in (
            str(question),
            str(question_page(question.exercise)),
            question.hint().text,
            question.solution().text,
            str(result),
            str(lesson.progress()),
        ):
            assert "⟦" in text
        bare = question_page(question.exercise).markup
        assert "Answer" not in bare
    assert lesson.q("silence").check("⟦Nothing: the part that is lost may have said it.⟧").verdict is Verdict.CORRECT
    assert lesson.q("silence").check("Nothing: the part that is lost may have said it.").verdict is Verdict.CORRECT
    page = lesson.export(name="A", folder=tmp_path).html.read_text(encoding="utf-8")
    assert '<html lang="xx">' in page and "⟦Right⟧" in page
    assert "⟦" in guide_page(lesson.bank)


def test_what_a_language_lacks_is_said_in_english(foreign):
    words = foreign / "xx" / "99.toml"
    text = words.read_text(encoding="utf-8")
    words.write_text(text.replace("⟦Thirty purebred horses, as the explainer has it.⟧", ""), encoding="utf-8")
    (foreign / "xx" / "phrases.toml").write_text("", encoding="utf-8")
    assert Phrases("xx", foreign)("verdict.CORRECT") == "Right"
    lesson = read_lesson("99", "xx", foreign)
    assert lesson.exercises["silence"].say("title") == "⟦A silence⟧"


def test_the_edition_file_is_found_upwards_and_must_name_a_language(tmp_path):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "lessonlib.toml").write_text('language = "id"')
    assert find_language(inner) == "id"
    (tmp_path / "a" / "lessonlib.toml").write_text('language = "en"')
    assert find_language(inner) == "en"
    (tmp_path / "a" / "lessonlib.toml").write_text("language = 3")
    with pytest.raises(DataError, match="must name a language"):
        find_language(inner)


def test_an_edition_in_a_language_without_exercises_lists_those_there_are(tmp_path, monkeypatch):
    (tmp_path / "lessonlib.toml").write_text('language = "tlh"')
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnknownNameError, match=f"in the language 'tlh'; the languages are {', '.join(languages())}"):
        open_lesson("01")


def test_guides_hold_plan_keys_misconceptions_evidence_and_rubrics(tmp_path):
    for path in write_guides(tmp_path):
        text = path.read_text(encoding="utf-8")
        lesson = read_lesson(path.name[:2])
        assert "Keys are not secret" in text and "<td>" in text
        for exercise in lesson.exercises.values():
            assert exercise.id in text
            for found in exercise.misconceptions:
                assert exercise.words["misconceptions"][found.id].split("`")[0][:30] in text.replace("&#x27;", "'").replace("&quot;", '"')
            for level in exercise.words.get("rubric", {}):
                assert exercise.words["rubric"][level][:30] in text.replace("&#x27;", "'")
        assert all(question[:25] in text.replace("&#x27;", "'") for question in lesson.words["discussion"])
        assert "http" not in text.replace("https://www.", "").replace("http-equiv", "") or "<script" not in text
    from lessonlib import LessonlibError

    (tmp_path / "file").write_text("")
    with pytest.raises(LessonlibError, match="cannot be written"):
        write_guides(tmp_path / "file")
