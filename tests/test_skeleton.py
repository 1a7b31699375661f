"""A new language: everything to translate is put where it belongs, and what was translated is kept."""

import re
import shutil

import pytest
from conftest import ROOT
from foreign import LANGUAGE, overlays, run, turned_lesson, write_words

from lessonlib.authoring.drafts import HEAD, drafted, translated
from lessonlib.authoring.firstwords import english_words
from lessonlib.authoring.handout import handout_page
from lessonlib.authoring.lint import lint_source
from lessonlib.authoring.lint.lesson import read
from lessonlib.authoring.lint.step import in_step
from lessonlib.authoring.lint.teaching import in_step as page_in_step
from lessonlib.authoring.paper.card import card_page
from lessonlib.authoring.skeleton import start_language, what_is_left
from lessonlib.authoring.source import read_source
from lessonlib.authoring.teaching import read_page
from lessonlib.authoring.wordcheck import check_words
from lessonlib.errors import LessonlibError
from lessonlib.exercises.bank import languages, read_lesson
from lessonlib.exercises.proof import check_bank
from lessonlib.tomlfile import DATA, read_toml

#: Nobody's language, so that one that is begun does not meet what is tried here: "qq".
LESSON = "00-start-here.md"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """Two lessons and all words, in English."""
    monkeypatch.setattr(
        "lessonlib.exercises.bank.languages", lambda bank: sorted({*languages(bank), "qq"})
    )  # the rules look into the bank of the course
    (tmp_path / "notebooks" / "src").mkdir(parents=True)
    for name in (LESSON, "02-soviet-support.md"):
        shutil.copy(ROOT / "notebooks" / "src" / name, tmp_path / "notebooks" / "src")
    for name in ("words", "exercises"):
        shutil.copytree(DATA / name, tmp_path / "data" / name)
    return tmp_path


@pytest.fixture
def begun(course):
    start_language("qq", course / "notebooks", course / "data")
    return course


def left(course):
    found = what_is_left("qq", course / "notebooks", course / "data")
    return found.texts, found.strings


def files(course):
    return {path: path.read_bytes() for path in sorted(course.rglob("*")) if path.is_file()}


def test_every_key_is_there_and_says_nothing_yet(begun):
    for name, english in english_words().items():
        room, _, rest = name.partition("/")
        text = (begun / "data" / room / "qq" / f"{rest}.toml").read_text(encoding="utf-8")
        opened = re.sub(r"(?m)^# ", "", text.removeprefix(HEAD))
        assert translated(opened) == english, name  # each line freed of its # is the English
    assert check_words(begun / "data" / "words") == [] and check_bank(begun / "data" / "exercises") == []


def test_the_keys_are_all_those_that_a_translation_can_have(tmp_path):
    """Against the invented language of the tests, which collects its keys itself."""
    words, found = english_words(), overlays()
    assert {f"words/{name}": {row for row, told in table.items() if told} for name, table in found.items()} == {
        f"words/{name}": set(words[f"words/{name}"]) for name in found
    }
    assert len(found["translations"]) > 100
    shutil.copytree(DATA / "words" / "en", tmp_path / "words" / "en")
    shutil.copytree(DATA / "exercises", tmp_path / "exercises")
    shutil.copy(DATA / "course.toml", tmp_path)
    write_words(tmp_path)
    assert what_is_left(LANGUAGE, ROOT / "notebooks", tmp_path).strings == 0
    assert set(words) == {
        path.relative_to(tmp_path).with_suffix("").as_posix().replace(f"/{LANGUAGE}/", "/")
        for path in tmp_path.glob(f"*/{LANGUAGE}/**/*.toml")
    }


def test_lessons_are_copied_in_step_and_marked(begun):
    for source in sorted((begun / "notebooks" / "src" / "qq").glob("*.md")):
        assert list(in_step(read(source))) == []
        assert source.read_text(encoding="utf-8").startswith("---\n# Still in English")
        found = [fault for fault in lint_source(source) if "no student edition" not in fault]
        assert found == [], found
    texts, strings = left(begun)
    assert texts == sum(path.read_text(encoding="utf-8").count("\n+++ ") for path in (begun / "notebooks" / "src").glob("*.md"))
    assert strings > 4000


def test_what_stands_there_is_kept_and_what_is_new_is_filled_in(begun):
    source, places = begun / "notebooks" / "src" / "qq" / LESSON, begun / "data" / "words" / "qq" / "places.toml"
    texts, strings = left(begun)
    before = files(begun)
    assert start_language("qq", begun / "notebooks", begun / "data") == [] and files(begun) == before
    # Someone translates a text, a string, a table in one line; and writes a note to themselves.
    source.write_text(source.read_text(encoding="utf-8").replace("## Two against one", "## Dua lawan satu"), encoding="utf-8")
    mine = re.sub(r'# title = ".*"', 'title = "Tempat"  # tentu', places.read_text(encoding="utf-8"), count=1)
    mine = "# catatan saya\n" + re.sub(r"\[windows\]\n# west.*\n# border.*\n", "", mine).replace(
        "[compass]", 'windows = { west = "Barat" }\n\n[compass]', 1
    )
    places.write_text(mine, encoding="utf-8")
    assert left(begun) == (texts - 1, strings - 2)
    # The English gets a new text and a new string, loses a string, and another text is changed.
    first, english = begun / "notebooks" / "src" / LESSON, begun / "data" / "words" / "en" / "places.toml"
    changed = first.read_text(encoding="utf-8").replace("Nobody marks them.", "Nobody ever marks them.")
    first.write_text(changed.replace('+++ {"id": "puzzle"', '+++ {"id": "novel"}\n\nNew.\n\n+++ {"id": "puzzle"'), encoding="utf-8")
    english.write_text('fresh = "Fresh"\n' + english.read_text(encoding="utf-8"), encoding="utf-8")
    assert any(
        "copy of English words that have changed: run 'lessonlib build --start-language qq'" in fault for fault in lint_source(source)
    )
    written = start_language("qq", begun / "notebooks", begun / "data")
    assert written == [source, places]
    told = source.read_text(encoding="utf-8")
    assert "## Dua lawan satu" in told and "Nobody ever marks them." in told and told.index('"novel"') < told.index('"puzzle"')
    assert list(in_step(read(source))) == []
    said = places.read_text(encoding="utf-8")
    assert said.startswith("# catatan saya\n") and 'title = "Tempat"  # tentu\n' in said and '\n# fresh = "Fresh"\n' in said
    assert read_toml(places)["title"] == "Tempat" and read_toml(places)["windows"] == {"west": "Barat"} and '# border = "' in said
    assert start_language("qq", begun / "notebooks", begun / "data") == []
    assert left(begun) == (texts - 1 + 1, strings - 2 + 1)


def test_a_translation_of_words_that_have_changed_is_named(begun):
    source, first = begun / "notebooks" / "src" / "qq" / LESSON, begun / "notebooks" / "src" / LESSON
    source.write_text(source.read_text(encoding="utf-8").replace("## Two against one", "## Dua lawan satu"), encoding="utf-8")
    assert list(in_step(read(source))) == []
    first.write_text(first.read_text(encoding="utf-8").replace("## Two against one", "## Two against two"), encoding="utf-8")
    (fault,) = in_step(read(source))
    assert fault.cell == "puzzle" and fault.wrong == "it was translated from other English words"
    now = re.search(r'set "english" to "(\w+)"', fault.advice)[1]
    text = re.sub(r'("id": "puzzle", [^}]*"english": )"\w+"', rf'\1"{now}"', source.read_text(encoding="utf-8"))
    source.write_text(text, encoding="utf-8")
    assert list(in_step(read(source))) == []


def test_a_translation_made_by_hand_is_left_alone(course):
    text = (course / "notebooks" / "src" / LESSON).read_text(encoding="utf-8")
    source = course / "notebooks" / "src" / "qq" / LESSON
    source.parent.mkdir()
    source.write_text(turned_lesson(text), encoding="utf-8")
    start_language("qq", course / "notebooks", course / "data")
    assert source.read_text(encoding="utf-8").split() == turned_lesson(text).split()
    assert what_is_left("qq", course / "notebooks", course / "data").texts == (
        course / "notebooks" / "src" / "02-soviet-support.md"
    ).read_text(encoding="utf-8").count("\n+++ ")


#: What stands there, and what is then said.
UNREADABLE = [
    ("data/words/qq/places.toml", b'title = "', "is not valid TOML"),
    ("data/exercises/qq/00.toml", b"\xff", "is not UTF-8"),
    ("notebooks/src/qq/00-start-here.md", b"+++\n\nA text without an id.\n", "has no id"),
]


@pytest.mark.parametrize(("name", "content", "says"), UNREADABLE, ids=[row[2] for row in UNREADABLE])
def test_what_cannot_be_read_is_named_and_nothing_is_written(course, name, content, says):
    path = course / name
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    before = files(course)
    with pytest.raises(LessonlibError, match=says) as error:
        start_language("qq", course / "notebooks", course / "data")
    assert path.name in str(error.value) and files(course) == before


@pytest.mark.parametrize("code", ["Indonesian", "i", "../x", "ID", "src", "en"])
def test_what_is_no_new_language_is_refused(course, code):
    before = files(course)
    with pytest.raises(LessonlibError, match="such as id"):
        start_language(code, course / "notebooks", course / "data")
    assert files(course) == before


def test_words_in_tables_of_every_form_are_filled_in_once():
    english = {"top": "T", "a": {"x": "X", "y": "Y"}, "b c": {"d": {"z": ["Z", "Zz"]}}}
    for text in ("", '[a]\nx = """\ny = 3\n[b]"""\n', 'a = { x = "1" }\n', '# free\n\n["b c".d]\n\n[a]\ny = "1"', 'top = "1"\n'):
        once = drafted(english, text)
        assert (
            drafted(english, once) == once and translated(once).items() >= {k: v for k, v in translated(text).items() if k != "b c"}.items()
        )
        assert all(once.count(f"# {line}") + text.count(line) == 1 for line in ('top = "', 'z = ["')), once


def test_the_command_says_what_it_wrote_and_check_what_is_left(tmp_path):
    shutil.copytree(ROOT / "lessonlib", tmp_path / "lessonlib", ignore=shutil.ignore_patterns("__pycache__", "bundle"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    (tmp_path / "notebooks" / "src").mkdir(parents=True)
    for name in (LESSON, LESSON.replace(".md", ".ipynb")):
        folder = "src/" if name.endswith(".md") else ""
        shutil.copy(ROOT / "notebooks" / folder / name, tmp_path / "notebooks" / folder)
    assert run(tmp_path, "build", "--start-language", "Bahasa").stderr == (
        "lessonlib: 'Bahasa' is no code of a language: give two or three small letters, such as id.\n"
    )
    done = run(tmp_path, "build", "--start-language", "qq")
    assert done.returncode == 0 and "00-start-here.md: written.\n" in done.stdout, done.stderr
    told = done.stdout.splitlines()[-1]
    assert re.fullmatch(
        r"In qq, (\d+) of \1 texts of the lessons, ([\d,]+) of \2 strings of words and exercises and (\d+) of \3 teacher's pages are still in English\.",
        told,
    )
    assert (tmp_path / "lessonlib" / "data" / "teaching" / "qq" / "script-jigsaw.md").is_file()
    checked = run(tmp_path, "check")
    assert told in checked.stdout
    assert [line for line in checked.stderr.splitlines() if line.startswith("qq/")] == [
        "qq/00-start-here.md: it has no student edition: run 'lessonlib build'."
    ]


#: Of the words that all lessons share, as a translator of one lesson gives them.
SHARED = {
    "question": "Pertanyaan", "outcomes": "Kamu akan bisa", "minutes": "Menit", "before": "Sebelum ini", "skills": "Keterampilan",
    "python": "Bahasa Python", "core": "inti", "further": "lebih lanjut", "mark": "Dari luar",
}  # fmt: skip


def test_one_lesson_can_be_translated_first(begun, monkeypatch):
    """The words that lessons share are then in the new language; the headers and boxes of the others are still in English, and no fault."""
    place = begun / "data" / "words" / "qq" / "authoring.toml"
    told = place.read_text(encoding="utf-8")
    for name, own in SHARED.items():
        told, changed = re.subn(rf'(?m)^# {name} = ".*"$', f'{name} = "{own}"', told, count=1)
        assert changed, name
    place.write_text(told, encoding="utf-8")
    monkeypatch.setattr("lessonlib.words.WORDS", begun / "data" / "words")
    draft = begun / "notebooks" / "src" / "qq" / "02-soviet-support.md"
    assert [fault for fault in lint_source(draft) if "no student edition" not in fault] == []
    lesson, bank = read_source(draft), read_lesson("02")
    assert "<dt>Question</dt>" in card_page(lesson, bank, "qq")
    made = handout_page(lesson, begun / "none.ipynb", bank, "qq")
    assert "<strong>Question</strong>" in made and "<strong>Minutes</strong>" not in made


def test_a_translated_header_that_agrees_with_nothing_is_told_where_the_words_stand(begun):
    source = begun / "notebooks" / "src" / "qq" / LESSON
    text = source.read_text(encoding="utf-8").replace("| **Question** |", "| **Pertanyaan** |").replace("# Start here", "# Mulai di sini")
    source.write_text(text.replace("**From outside.**", "**Dari luar.**").replace("## Ten minutes", "## Sepuluh menit"), encoding="utf-8")
    found = "\n".join(lint_source(source))
    assert "fill it in, or change what stands in words/qq/authoring.toml, [header]." in found
    assert "make them agree, or change what stands in exercises/qq/00.toml, [lesson]." in found
    assert "…', or change what stands in words/qq/authoring.toml, [outside]." in found
    assert "give the word for them to 'counted' in words/qq/authoring.toml, [lint]." in found
    assert "or change what stands" not in "\n".join(lint_source(begun / "notebooks" / "src" / LESSON))


def test_the_teachers_pages_are_started_kept_and_told_when_the_english_has_changed(course):
    """As long as a page is a copy it is taken in English, and nothing is said of it."""
    pages = course / "data" / "teaching"
    shutil.copytree(DATA / "teaching" / "en", pages / "en")
    names = {path.name for path in (pages / "en").iterdir()}
    assert start_language("qq", course / "notebooks", course / "data") and {path.name for path in (pages / "qq").iterdir()} == names
    assert what_is_left("qq", course / "notebooks", course / "data")[-2:] == (len(names), len(names))
    jigsaw, first = pages / "qq" / "script-jigsaw.md", pages / "en" / "script-jigsaw.md"
    found, english = (read_page("script-jigsaw", code, pages) for code in ("qq", "en"))
    assert found == english and found.language == "en"
    # The English grows: a copy grows with it, a translation stays, and is told.
    first.write_text(first.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert start_language("qq", course / "notebooks", course / "data") == [jigsaw] and list(page_in_step(jigsaw)) == []
    assert jigsaw.read_text(encoding="utf-8").endswith("\nMore.\n")
    jigsaw.write_text(jigsaw.read_text(encoding="utf-8").replace("# Jigsaw: keepers of one text", "# Penjaga satu teks"), encoding="utf-8")
    found = read_page("script-jigsaw", "qq", pages)
    assert (found.language, found.title, found.lessons, found.text) == (
        "qq",
        "Penjaga satu teks",
        ("01",),
        read_page("script-jigsaw", "en", pages).text,
    )
    assert what_is_left("qq", course / "notebooks", course / "data").pages == len(names) - 1
    first.write_text(first.read_text(encoding="utf-8") + "\nStill more.\n", encoding="utf-8")
    kept = jigsaw.read_bytes()
    assert start_language("qq", course / "notebooks", course / "data") == [] and jigsaw.read_bytes() == kept
    (fault,) = page_in_step(jigsaw)
    assert fault.wrong == "it was translated from other English words"
    now = re.search(r"'english: (\w+)'", fault.advice)[1]
    jigsaw.write_text(re.sub(r"english: \w+", f"english: {now}", kept.decode()), encoding="utf-8")
    assert list(page_in_step(jigsaw)) == []
