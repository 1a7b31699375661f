"""The teacher's guide to a lesson, out of the same bank as its exercises."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from lessonlib.authoring.teaching import pages_of
from lessonlib.bundle import read_beside
from lessonlib.exercises.bank import LessonBank, lesson_numbers, read_lesson
from lessonlib.exercises.banks import BANK
from lessonlib.exercises.checking import resolve_all, resolve_references
from lessonlib.exercises.drawing.static import question_page, rubric
from lessonlib.exercises.kinds import kind_of
from lessonlib.exercises.passages import Passage, passages
from lessonlib.files import write_pages
from lessonlib.html import escape, inline, page, prose, table
from lessonlib.language import FIRST
from lessonlib.numberwords import say_number
from lessonlib.words import words

if TYPE_CHECKING:
    from lessonlib.exercises.exercise import Exercise, Misconception

#: On paper a guide is read at a desk in fifteen minutes: close lines, and no side left half empty for the next exercise.
_STYLE = read_beside(__file__, "guide.css")


def write_guides(folder: Path, language: str = FIRST, bank: Path = BANK) -> list[Path]:
    """Write a guide for each lesson of a bank.

    Parameters
    ----------
    folder : Path
        Made if it is not there.
    language : str
        That of the guides.
    bank : Path
        The exercises.

    Returns
    -------
    list of Path
        The pages, ``NN-guide.html``.

    Raises
    ------
    LessonlibError
        If the folder cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     [path.name for path in write_guides(Path(folder))][0]
    '00-guide.html'
    """
    pages = {folder / f"{number}-guide.html": guide_page(read_lesson(number, language, bank)) for number in lesson_numbers(bank)}
    return write_pages(pages, "guides")


def guide_page(lesson: LessonBank) -> str:
    """Return the guide to a lesson as a page to read or print.

    Examples
    --------
    >>> "Plan by the minute" in guide_page(read_lesson("01"))
    True
    """
    phrases = lesson.phrases
    discussion = "".join(f"<li>{inline(question)}</li>" for question in lesson.words.get("discussion", ()))
    told = [(name, lesson.words.get(name, "")) for name in ("question", "outcomes", "print", "skip", "groups")]
    about = "".join(f"<dt><b>{escape(phrases(f'guide.{name}'))}</b></dt><dd>{inline(text)}</dd>" for name, text in told if text)
    care = "".join(f"<li>{inline(line)}</li>" for line in lesson.words.get("care", ()))
    expect = "".join(f"<li>{inline(line)}</li>" for line in lesson.words.get("expect", ()))
    body = [
        f"<p>{escape(phrases('guide.keys'))}</p>",
        f"<dl>{about}</dl>" if about else "",
        _in_class(lesson),
        f"<section><h2>{escape(phrases('guide.care'))}</h2><ul>{care}</ul></section>" if care else "",
        f"<section><h2>{escape(phrases('guide.plan'))}</h2>{_plan(lesson)}</section>",
        *(_exercise(exercise) for exercise in lesson.exercises.values() if not exercise.faults),
        f"<section><h2>{escape(phrases('guide.expect'))}</h2><ul>{expect}</ul></section>" if expect else "",
        f"<section><h2>{escape(phrases('guide.discussion'))}</h2><ul>{discussion}</ul></section>" if discussion else "",
    ]
    title = phrases("guide.title", number=lesson.number, title=lesson.words.get("title", ""))
    return page(title, "".join(body), phrases.language, _STYLE)


def _in_class(lesson: LessonBank) -> str:
    """How pairs work, and the routes, scripts and sheets that belong to the lesson."""
    told = words("authoring", lesson.phrases.language)["teaching"]
    links = "".join(
        f'<li><a href="{found.name}.html"{_foreign(found.language, lesson)}>{escape(found.title)}</a></li>'
        for found in pages_of(lesson.number, lesson.phrases.language)
    )
    listed = f"<ul>{links}</ul>" if links else ""
    return f"<section><h2>{escape(told['in_class'])}</h2><p>{escape(told['pairs'])}</p>{listed}</section>"


def _foreign(language: str, lesson: LessonBank) -> str:
    """What marks the title of a page that waits for its translation."""
    return "" if language == lesson.phrases.language else f' lang="{language}" hreflang="{language}"'


def _plan(lesson: LessonBank) -> str:
    """What happens from minute to minute."""
    phrases, now, rows = lesson.phrases, 0.0, []
    said = partial(say_number, language=phrases.language)
    for minutes, step in lesson.plan:
        rows.append(f'<tr><th scope="row">{said(now)}–{said(now + minutes)}</th><td>{inline(step)}</td></tr>')
        now += minutes
    head = f'<thead><tr><th scope="col">{escape(phrases("guide.minutes"))}</th><th scope="col">{escape(phrases("guide.step"))}</th></tr></thead>'
    exercises = [
        [
            exercise.say("title"),
            phrases(f"level.{exercise.row['level']}"),
            phrases(f"skill.{exercise.skill}"),
            said(exercise.row["minutes"]),
        ]
        for exercise in lesson.exercises.values()
    ]
    names = [phrases(name) for name in ("lesson.exercise", "guide.level", "lesson.skill", "guide.minutes")]
    return f"<table>{head}<tbody>{''.join(rows)}</tbody></table>{table(names, exercises, phrases('guide.exercises'))}"


def _exercise(exercise: Exercise) -> str:
    phrases = exercise.phrases
    parts = [f"<section><h2>{inline(exercise.say('title'))}</h2><p><code>{escape(exercise.id)}</code></p>", _question(exercise)]
    if exercise.say("starter"):
        parts.append(_told(phrases("guide.starter"), f"<p>{inline(exercise.say('starter'))}</p>"))
    parts.append(_key(exercise))
    parts += _misconceptions(exercise)
    if hints := exercise.words.get("hints"):
        parts.append(_told(phrases("guide.hints"), f"<ol>{''.join(f'<li>{inline(hint)}</li>' for hint in hints)}</ol>"))
    if exercise.say("teacher"):
        parts.append(_told(phrases("guide.note"), prose(exercise.say("teacher"))))
    return "".join(parts) + "</section>"


def _question(exercise: Exercise) -> str:
    """The question as students see it, without its heading, which stands above."""
    return question_page(exercise).markup.split("</h3>", 1)[1].removesuffix("</section>")


def _told(head: str, markup: str) -> str:
    return f"<h3>{escape(head)}</h3>{markup}"


def _key(exercise: Exercise) -> str:
    """The answers that are right, why, and the words that prove it; of open writing the rubric and the samples."""
    phrases = exercise.phrases
    evidence = _shown(exercise, resolve_all(exercise, most=None))
    if exercise.kind == "open":
        samples = kind_of(exercise).solution().replace("\n", "\n\n")
        parts = rubric(exercise) + _told(phrases("guide.samples"), prose(samples))
        return parts + (_told(phrases("guide.evidence"), evidence) if evidence else "")
    if exercise.recorded:
        return f"<p>{escape(phrases('verbs.nothing_right'))}</p>"
    because = "".join(
        f"<li>{inline(called(exercise, name))}: {inline(why)}</li>" for name, why in exercise.words.get("because", {}).items()
    )
    # English stands with the structure; another language says it in its words.
    why = exercise.say("reasoned") or exercise.row["reasoned"]
    reasoned = f"<p>{inline(why)}</p>" if why else ""
    key = f"<p><b>{inline(kind_of(exercise).solution())}</b></p>{_key_in_english(exercise)}{prose(exercise.say('right'))}{f'<ul>{because}</ul>' if because else ''}{reasoned}"
    return _told(phrases("guide.key"), key) + _told(phrases("guide.evidence"), evidence)


def _key_in_english(exercise: Exercise) -> str:
    """Our English of the passages that the key shows: who teaches need not read Indonesian."""
    accepted = [passages()[name] for name in map(str, exercise.row["accept"]) if name in passages()]
    shown = accepted if int(exercise.row.get("count") or 1) > 1 else accepted[:1]
    return "".join(f"<p>“{escape(passage.english)}”</p>" for passage in shown if passage.english)


def _shown(exercise: Exercise, found: Iterable[Passage]) -> str:
    """Passages as HTML; words that are part of a sentence come with our English of the whole sentence."""
    return "".join(_with_english(exercise, passage).markup() for passage in found)


def _with_english(exercise: Exercise, passage: Passage) -> Passage:
    if passage.english or not passage.original:
        return passage
    around = (
        whole.english
        for ref, whole in passages().items()
        if ref.startswith(passage.ref) and whole.english and passage.original in whole.original
    )
    english = next(around, "")
    return passage._replace(english=exercise.phrases("guide.whole", english=english)) if english else passage


def called(exercise: Exercise, name: str) -> str:
    """Return what an answer, an item or a passage is called in the guide.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> called(example("silence"), "a"), called(example(), "kompas-feature@5691")
    ('a (Nobody denied it.)', '“Putin Berencana Kunjungi China pada Mei 2024” = “Putin Plans to Visit China in May 2024”')
    """
    if name in passages():
        return " = ".join(
            f"“{shorten(said, 80, placeholder=' …')}”" for said in (passages()[name].original, passages()[name].english) if said
        )
    label = next((exercise.label(group, name) for group in ("options", "items") if name in exercise.row[group]), name)
    return f"{name} ({label})" if label != name else name


def _signs(exercise: Exercise, found: Misconception) -> str:
    """The answers that show a misconception."""
    shown = "; ".join(", ".join(called(exercise, part) for part in _parts(exercise, sign)) for sign in found.answers)
    return f"<p>{escape(exercise.phrases('guide.answers'))} {inline(shown)}</p>"


def _parts(exercise: Exercise, sign: Any) -> list[str]:
    """What an answer is made of; a recipe is told by what it makes."""
    answer = kind_of(exercise).mistaken(sign) if isinstance(sign, dict) and "table" in sign else sign
    if isinstance(answer, list):
        return [str(part) for part in answer]
    if isinstance(answer, dict):
        return [f"{item} → {given}" for item, given in answer.items()]
    return [str(answer)]


def _misconceptions(exercise: Exercise) -> Iterable[str]:
    if not exercise.misconceptions:
        return
    told = exercise.words.get("misconceptions", {})
    entries = "".join(
        f"<li><p>{inline(told.get(found.id, ''))}</p>{_signs(exercise, found)}{_shown(exercise, resolve_references(found.evidence))}</li>"
        for found in exercise.misconceptions
    )
    yield _told(exercise.phrases("guide.misconceptions"), f"<ul>{entries}</ul>")
