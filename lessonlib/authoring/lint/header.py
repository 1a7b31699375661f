"""Rules for the table at the head of a lesson."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from lessonlib.authoring.lint.lesson import Fault, Lesson
from lessonlib.words import own_words

_ROW = re.compile(r"^\|\s*\*\*(?P<name>[^*|]+)\*\*\s*\|(?P<value>[^|\n]*)\|\s*$", re.MULTILINE)
_SKILL_WORDS = "exercises/{}/phrases.toml, [skill]"
_ROWS = ("question", "outcomes", "minutes", "before", "skills", "python")


def rows_of(lesson: Lesson) -> Mapping[str, str]:
    """Return the rows of the header by their names.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import read
    >>> from lessonlib.bundle import find_folder
    >>> rows_of(read(find_folder("notebooks") / "src" / "01-five-texts.md"))["minutes"]
    'core 35, going further 25'
    """
    first = lesson.cells[0] if lesson.cells else None
    names = {str(label): name for name, label in lesson.words("header", first).items()}
    found = {match["name"].strip(): match["value"].strip() for match in _ROW.finditer(lesson.cells[0].source if lesson.cells else "")}
    return {names[label]: value for label, value in found.items() if label in names}


def header_complete(lesson: Lesson) -> Iterator[Fault]:
    """The header has all its rows, each filled in.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(header_complete(sample("# One"))).wrong
    'the row **Question** of the header is missing or empty'
    """
    if _waits(lesson):
        return
    found = rows_of(lesson)
    labels = lesson.words("header")
    advice = "fill it in" + lesson.or_in("words/{}/authoring.toml, [header]")
    for name in _ROWS:
        if not found.get(name):
            yield Fault(_first(lesson), f"the row **{labels[name]}** of the header is missing or empty", advice)


def header_minutes(lesson: Lesson) -> Iterator[Fault]:
    """The minutes of the header are those of the plan, and leave room for the exercises.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(header_minutes(sample("| **Minutes** | core 40, going further 25 |"))).wrong
    'the header says core 40, the plan of the exercises 35 minutes'
    """
    if _waits(lesson):
        return
    value, labels = rows_of(lesson).get("minutes", ""), lesson.words("header")
    minutes = {name: re.search(rf"{re.escape(labels[name])} (\d+)", value) for name in ("core", "further")}
    if value and not all(minutes.values()):
        yield Fault(
            _first(lesson),
            f"its minutes read {value!r}",
            f"write '{labels['core']} 35, {labels['further']} 25'{lesson.or_in('words/{}/authoring.toml, [header]')}",
        )
    if lesson.bank is None or not all(minutes.values()):
        return
    core, further = (int(found[1]) for found in minutes.values() if found)
    planned = sum(minutes for minutes, _ in lesson.bank.plan)
    if core != planned:
        yield Fault(_first(lesson), f"the header says core {core}, the plan of the exercises {planned:g} minutes", "make them agree")
    needed = sum(exercise.row["minutes"] for exercise in lesson.bank.exercises.values() if exercise.row["level"] == "further")
    if further < needed:
        yield Fault(_first(lesson), f"going further has {further} minutes, its exercises take {needed:g}", "give more, or drop one")


def header_agrees(lesson: Lesson) -> Iterator[Fault]:
    """Title, question, skills and Python are those of the exercises and of the course.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(header_agrees(sample("# Six texts"))).wrong
    "its title is 'Six texts', that of the exercises 'Five texts on a table'"
    """
    if _waits(lesson):
        return
    found, first = rows_of(lesson), _first(lesson)
    python = own_words("course", lesson.language).get(lesson.number, {}).get("python") or (lesson.plan.python if lesson.plan else "")
    if found.get("python") and python not in found["python"].replace("`", ""):
        yield Fault(
            first,
            f"its Python is {found['python']!r}, the course says {python!r}",
            f"make them agree{lesson.or_in('words/{}/course.toml')}",
        )
    if lesson.bank is None:
        return
    title = lesson.cells[0].source.splitlines()[0].removeprefix("# ").strip()
    for name, here in (("title", title), ("question", found.get("question", ""))):
        there = lesson.bank.words.get(name, here)
        if here != there:
            yield Fault(
                first, f"its {name} is {here!r}, that of the exercises {there!r}", f"make them agree{lesson.or_in(_lesson_words(lesson))}"
            )
    yield from _skills(lesson, found.get("skills", ""))


def _skills(lesson: Lesson, value: str) -> Iterator[Fault]:
    assert lesson.bank is not None
    phrases = lesson.bank.phrases
    practised = Counter(phrases(f"skill.{exercise.skill}").lower() for exercise in lesson.bank.exercises.values())
    named = {skill.strip().lower() for skill in value.split(",") if skill.strip()}
    for skill in sorted(named - set(practised)):
        yield Fault(
            _first(lesson),
            f"no exercise practises the skill {skill!r}",
            f"name those practised: {', '.join(practised)}{lesson.or_in(_SKILL_WORDS)}",
        )
    for skill, count in practised.items():
        if count > 1 and skill not in named:
            yield Fault(
                _first(lesson),
                f"{count} exercises practise {skill!r}, the header does not name it",
                "add it to the skills" + lesson.or_in(_SKILL_WORDS),
            )


def _waits(lesson: Lesson) -> bool:
    """Whether the header is a copy that waits for its translation: in English it has been judged."""
    return bool(lesson.cells) and lesson.cells[0].id in lesson.copies


def _lesson_words(lesson: Lesson) -> str:
    return f"exercises/{{}}/{lesson.number}.toml, [lesson]"


def _first(lesson: Lesson) -> str:
    return lesson.cells[0].id if lesson.cells else ""
