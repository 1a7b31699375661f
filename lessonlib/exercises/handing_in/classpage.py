"""What a teacher gets of a class: a table to open, and a page on which questions went wrong and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lessonlib.bundle import read_beside
from lessonlib.errors import LessonlibError
from lessonlib.exercises.drawing.static import rubric
from lessonlib.exercises.handing_in.attempts import Attempt, attempts_of, verdict_words
from lessonlib.exercises.handing_in.classtable import class_csv, class_rows, is_class_table
from lessonlib.exercises.handing_in.reading import Page
from lessonlib.exercises.kept import read_kept
from lessonlib.exercises.phrases import Phrases
from lessonlib.exercises.question import DONE
from lessonlib.exercises.telling import readable, say_answer
from lessonlib.exercises.verdicts import SIGNS, Verdict
from lessonlib.files import replace_file, shown
from lessonlib.html import bare, escape, inline, page, table

if TYPE_CHECKING:
    from lessonlib.exercises.exercise import Exercise
    from lessonlib.exercises.lesson import Lesson

#: Writing is compared between the first of these lessons and the second.
_GROWTH = ("00", "07")
#: Tells `lessonlib collect`, which may meet a second copy of the page under another name, that nobody handed it in.
_SIGN = '<meta name="lessonlib" content="class">\n'
#: Thirty answers to a question are read one below the other, and on few sheets. A name or an answer without a blank breaks where it must: else it
#: is wider than the page, and the browser prints all of it smaller.
_STYLE = read_beside(__file__, "classpage.css")


def write_class(pages: Sequence[Page], doubts: Sequence[str], folder: Path, language: str = "en") -> tuple[Path, Path]:
    """Write ``class.csv`` and ``class.html``.

    Raises
    ------
    LessonlibError
        If the folder cannot be written, or a file of the teacher's own stands there under one of these names.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     [path.name for path in write_class([], ["a.html: it carries no data."], Path(folder))]
    ['class.csv', 'class.html']
    """
    paths = folder / "class.csv", folder / "class.html"
    for path, ours, what in zip(paths, (is_class_table, is_class_page), ("list", "page"), strict=True):
        if path.exists() and not ours(path):
            raise LessonlibError(
                f"{shown(path)} is a {what} of your own, so nothing was written over it: rename it, or name another folder with --out."
            )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Spreadsheets read UTF-8 only if the file says so in its first bytes.
        replace_file(paths[0], "\ufeff" + class_csv(class_rows(pages)))
        replace_file(paths[1], class_page(pages, doubts, Phrases(language)))
    except OSError as error:
        raise LessonlibError(
            f"The results cannot be written to {shown(folder)} ({error.strerror}): name another folder with --out."
        ) from error
    return paths


def is_class_page(path: Path) -> bool:
    """Tell by its sign whether a file is such a page, and not one of a teacher's own.

    Examples
    --------
    >>> is_class_page(Path("no-such-file.html"))
    False
    """
    try:
        return _SIGN.strip() in path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def class_page(pages: Sequence[Page], doubts: Sequence[str], phrases: Phrases) -> str:
    """Return the page on a class.

    Examples
    --------
    >>> "never trusted" in class_page([], ["a.html: it carries no data."], Phrases("en"))
    True
    """
    parts = [f"<p>{escape(phrases('class.count', count=len(pages)))}</p>"]
    if doubts:
        listed = "".join(f"<li>{escape(doubt)}</li>" for doubt in doubts)
        parts.append(
            f"<section><h2>{escape(phrases('class.doubts'))}</h2><p>{escape(phrases('class.doubts_why'))}</p><ul>{listed}</ul></section>"
        )
    lessons = [[found for found in pages if found.lesson.number == number] for number in sorted({found.lesson.number for found in pages})]
    growth = _growth(pages, phrases)
    parts.append(_contents(lessons, bool(growth), phrases))
    parts += [_lesson_part(handed_in, phrases) for handed_in in lessons]
    return page(phrases("class.title"), "".join([*parts, growth]), phrases.language, _STYLE, _SIGN)


def _contents(lessons: Sequence[Sequence[Page]], growth: bool, phrases: Phrases) -> str:
    """Where things stand: each lesson, the questions below it whose answers are to be read, and what both ends have in common."""
    entries = []
    for pages in lessons:
        lesson = pages[0].lesson
        questions = (lesson.q(exercise_id).exercise for exercise_id in lesson.exercise_ids)
        written = "".join(
            f'<li><a href="#{_place(exercise)}">{inline(exercise.say("title"))}</a></li>'
            for exercise in questions
            if exercise.kind == "open" and not _kept_back(exercise, pages)
        )
        entries.append(
            f'<li><a href="#lesson-{lesson.number}">{escape(_title(lesson, phrases))}</a>{f"<ul>{written}</ul>" if written else ""}</li>'
        )
    entries += [f'<li><a href="#growth">{escape(phrases("class.growth"))}</a></li>'] if growth else []
    return f"<nav><p>{escape(phrases('class.contents'))}</p><ul>{''.join(entries)}</ul></nav>" if entries else ""


def _kept_back(exercise: Exercise, pages: Iterable[Page]) -> bool:
    """Whether a question is private, and nobody chose to hand in an answer."""
    return bool(exercise.row["private"]) and not any(found.lesson.work.answers(exercise.id) for found in pages)


def _place(exercise: Exercise) -> str:
    """What a link to a question names."""
    return f"lesson-{exercise.lesson}-{exercise.id}"


def _title(lesson: Lesson, phrases: Phrases) -> str:
    return phrases("export.title", number=lesson.number, title=lesson.bank.words.get("title", ""))


def _lesson_part(pages: Sequence[Page], phrases: Phrases) -> str:
    lesson = pages[0].lesson
    title = _title(lesson, phrases)
    questions = [lesson.q(exercise_id).exercise for exercise_id in lesson.exercise_ids]
    rows = [[_seated(found), *(_cell(found, exercise.id, phrases) for exercise in questions)] for found in pages]
    names = [phrases("class.learner"), *(bare(exercise.say("title")) for exercise in questions)]
    overview = table(names, rows, phrases("class.overview"))
    return f'<section><h2 id="lesson-{lesson.number}">{escape(title)}</h2>{overview}{_cuts(pages, phrases)}{"".join(_exercise_part(pages, exercise, phrases) for exercise in questions)}</section>'


def _cuts(pages: Sequence[Page], phrases: Phrases) -> str:
    """Where each learner cuts the periods; nothing if nobody does."""
    kept = {found.learner: cuts for found in pages if (cuts := read_kept(found.lesson.work.drafts).cuts)}
    most = max((len(cuts.years) for cuts in kept.values()), default=0)
    if not most:
        return ""
    names = [phrases("class.learner"), *(phrases("class.cut", number=number) for number in range(2, most + 2))]
    rows = [[learner, *map(str, cuts.years), *["–"] * (most - len(cuts.years))] for learner, cuts in kept.items()]
    return table(names, rows, phrases("class.cuts"))


def _seated(found: Page) -> str:
    """A learner, and who sat beside."""
    beside = [seat for seat in found.seats if seat not in found.learner.upper().split()]
    return f"{found.learner} ({', '.join(beside)})" if beside else found.learner


def _cell(found: Page, exercise_id: str, phrases: Phrases) -> str:
    question = found.lesson.q(exercise_id)
    state, count = question.state(), len(question.work.answers(exercise_id))
    if state is Verdict.NOT_ATTEMPTED:
        return "–"
    return f"{SIGNS[state]} {phrases(f'verdict.{state}')}" + (f" ({count})" if count > 1 else "")


def _exercise_part(pages: Sequence[Page], exercise: Exercise, phrases: Phrases) -> str:
    """How many got there, which misconceptions were met, and what was written."""
    if _kept_back(exercise, pages):
        return f"<h3>{inline(exercise.say('title'))}</h3><p>{escape(phrases('class.private'))}</p>"
    tries = {found.learner: attempts_of(found.lesson.q(exercise.id)) for found in pages}
    done = sum(found.lesson.q(exercise.id).state() in DONE for found in pages)
    tried = sum(bool(attempts) for attempts in tries.values())
    lines = [
        f'<h3 id="{_place(exercise)}">{inline(exercise.say("title"))}</h3><p>{escape(phrases("class.done", done=done, tried=tried, count=len(pages)))}</p>'
    ]
    lines += _misconceptions(exercise, tries.values(), phrases)
    if exercise.recorded:
        lines += [rubric(exercise)] if tried else []
        lines += [_written(learner, attempts) for learner, attempts in tries.items() if attempts]
    else:
        lines += _wrong(tries, phrases)
    return "".join(lines)


def _misconceptions(exercise: Exercise, tries: Iterable[list[Attempt]], phrases: Phrases) -> list[str]:
    met = Counter(name for attempts in tries for name in dict.fromkeys(attempt.result.misconception for attempt in attempts) if name)
    if not met:
        return []
    told = exercise.words.get("misconceptions", {})
    entries = "".join(f"<li><b>{count} ×</b> {inline(told.get(name, name))}</li>" for name, count in met.most_common())
    return [f"<p>{escape(phrases('class.misconceptions'))}</p><ul>{entries}</ul>"]


def _wrong(tries: dict[str, list[Attempt]], phrases: Phrases) -> list[str]:
    """The wrong answers that no misconception explains."""
    plain = Counter(
        readable(attempt.answer)[:200]
        for attempts in tries.values()
        for attempt in attempts
        if attempt.result.verdict in (Verdict.WRONG, Verdict.PARTLY) and not attempt.result.misconception
    )
    if not plain:
        return []
    entries = "".join(f"<li><b>{count} ×</b> {escape(answer)}</li>" for answer, count in plain.most_common(8))
    return [f"<p>{escape(phrases('class.wrong'))}</p><ul>{entries}</ul>"]


def _written(learner: str, attempts: Sequence[Attempt]) -> str:
    last = attempts[-1]
    form = ", ".join(f"{item.sign} {bare(item.label)}" for item in last.result.items)
    return f"<article><p><b>{escape(learner)}</b> {escape(f'({form})' if form else '')}</p><pre>{say_answer(last.answer)}</pre></article>"


def _growth(pages: Sequence[Page], phrases: Phrases) -> str:
    """The same task at the start and at the end, side by side."""
    before, after = (_paired(pages, number) for number in _GROWTH)
    both = sorted(before.keys() & after.keys())
    if not both:
        return ""
    rows = []
    for learner, pair in both:
        first, last = before[learner, pair], after[learner, pair]
        rows.append([learner, _form(first), readable(first.answer), _form(last), readable(last.answer)])
    names = ["class.learner", "class.form_before", "class.before", "class.form_after", "class.after"]
    return f'<section><h2 id="growth">{escape(phrases("class.growth"))}</h2>{table([phrases(name) for name in names], rows, phrases("class.growth_why"))}</section>'


def _form(attempt: Attempt) -> str:
    """How many of the parts that were asked for are there, or why none was looked for."""
    items = attempt.result.items
    return f"{sum(bool(item.right) for item in items)}/{len(items)}" if items else verdict_words(attempt.result)


def _paired(pages: Sequence[Page], number: str) -> dict[tuple[str, str], Attempt]:
    """The last answer of each learner to each task that comes twice in the course."""
    last = {}
    for found in pages:
        for exercise_id in found.lesson.exercise_ids if found.lesson.number == number else ():
            question = found.lesson.q(exercise_id)
            attempts = attempts_of(question)
            if question.exercise.row["pair"] and attempts:
                last[found.learner, question.exercise.row["pair"]] = attempts[-1]
    return last
