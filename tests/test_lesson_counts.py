"""How many lessons and periods there are is told in words in a few places: all of them go red when a lesson is added, and no other tells it."""

import re

import pytest
from conftest import ROOT

from lessonlib.authoring.course import read_course
from lessonlib.authoring.teaching import read_page

SOURCES = sorted((ROOT / "notebooks" / "src").glob("*.md"))
ROUTE = "route-all-lessons"
NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
LESSONS = NUMBERS[len(SOURCES)]
PERIODS = NUMBERS[sum("period" in head.casefold() and "lesson" in head for head, _ in read_page(ROUTE).sections())]

#: Each place that tells it, and what must stand there.
TOLD = {
    "README.md": [f"[{PERIODS.capitalize()}](notebooks/guides/{ROUTE}.html): all {LESSONS}, with two for 07."],
    "docs/teaching.md": [f"| {PERIODS} periods | all {LESSONS} lessons, two periods for the last |"],
    f"lessonlib/data/teaching/en/{ROUTE}.md": [f"# {LESSONS.capitalize()} lessons in {PERIODS} periods\n"],
}
#: Where a number may stand for something else, or be what was measured on a day.
ELSEWHERE = ("lessonlib/data/history/", "lessonlib/data/translations/", "benchmarks/README.md")
#: Routes take fewer lessons than six, and there are five texts.
_MANY = "|".join(["[6-9]", "1[0-6]", *NUMBERS[6:]])
_COUNTED = re.compile(rf"\b(?:{_MANY}) (?:student )?(?:lessons|editions|notebooks)\b|\ball (?:{_MANY})\b(?! rows)", re.IGNORECASE)


def prose():
    """All that people write: pages, words, lessons and comments; tests count lessons of their own making."""
    folders = ("docs", "deploy", "lessonlib", "benchmarks", "notebooks/src", "tools")
    found = [*ROOT.glob("*.md"), *(path for folder in folders for path in (ROOT / folder).rglob("*"))]
    for path in sorted(found):
        name = path.relative_to(ROOT).as_posix()
        if (
            path.suffix in (".md", ".toml", ".py", ".yml", ".yaml", ".html", ".cff")
            and not name.startswith(ELSEWHERE)
            and "bundle/" not in name
        ):
            yield name, path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TOLD)
def test_a_place_that_tells_how_many_lessons_there_are_is_right(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    missing = [words for words in TOLD[name] if words not in text]
    assert not missing, f"{name}: there are {LESSONS} lessons in {PERIODS} periods: change by hand what it says of them."


def test_no_other_place_tells_it():
    others = []
    for name, text in prose():
        for words in TOLD.get(name, []):
            text = text.replace(words, "")
        others += [f"{name}, line {text[: found.start()].count(chr(10)) + 1}: {found[0]!r}" for found in _COUNTED.finditer(text)]
    assert others == [], "say it without a number, or add the place to TOLD"


def test_the_table_of_lessons_in_the_readme_has_each_lesson():
    rows = re.findall(r"^\| (\d\d) \| ([^|]+) \| ([^|]+) \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    titles = [re.search(r"^# (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)[1] for path in SOURCES]
    assert [(number, title) for number, title, _ in rows] == [(path.name[:2], title) for path, title in zip(SOURCES, titles, strict=True)]
    assert [number for number, *_ in rows] == list(read_course().lessons)
    for path, (_, _, question) in zip(SOURCES, rows, strict=True):
        assert f"| **Question** | {question} |" in path.read_text(encoding="utf-8"), path.name
