"""What a page says of itself is compared, never trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lessonlib.exercises.handing_in.attempts import attempts_of, verdict_words
from lessonlib.exercises.handing_in.doubt import doubt
from lessonlib.exercises.handing_in.parts import kept_parts
from lessonlib.exercises.kept import read_kept
from lessonlib.exercises.phrases import Phrases
from lessonlib.exercises.telling import readable
from lessonlib.language import spoken

if TYPE_CHECKING:
    from lessonlib.exercises.lesson import Lesson


def compare(lesson: Lesson, claimed: dict[str, Any], soup: Any) -> None:
    """Compare what a page prints, what its data say and what the checker says: they must be one.

    Parameters
    ----------
    lesson : Lesson
        The exercises with the work that the page carries.
    claimed : dict
        The verdicts that its data name, by exercise.
    soup : BeautifulSoup
        The page.

    Raises
    ------
    DoubtError
        If they are not.

    Examples
    --------
    >>> from bs4 import BeautifulSoup
    >>> from lessonlib.exercises.lesson import sample
    >>> compare(sample(), {}, BeautifulSoup("<p>Nobody answered.</p>", "html.parser"))
    """
    _compare_answers(lesson, claimed, soup)
    _compare_kept(lesson, soup)


def _compare_answers(lesson: Lesson, claimed: dict[str, Any], soup: Any) -> None:
    printed: dict[str, list[tuple[str, str, str]]] = {}
    for article in soup.find_all("article"):
        verdict, answer = article.find("p", class_="verdict"), article.find("pre", class_="answer")
        if verdict is None or answer is None:
            raise doubt("lost")
        found = _same(verdict.get_text()), str(verdict.get("data-verdict")), _same(answer.get_text())
        printed.setdefault(str(verdict.get("data-exercise")), []).append(found)
    for exercise_id in lesson.exercise_ids:
        attempts = attempts_of(lesson.q(exercise_id))
        judged = [str(attempt.result.verdict) for attempt in attempts]
        if claimed.get(exercise_id, []) != judged:
            raise doubt("data_say", said=_list(claimed.get(exercise_id)), exercise=exercise_id, judged=_list(judged))
        shown = printed.pop(exercise_id, [])
        said = [f"{words} ({verdict})" for words, verdict, _ in shown]
        right = [f"{_same(verdict_words(attempt.result))} ({attempt.result.verdict})" for attempt in attempts]
        if said != right:
            raise doubt("page_says", said=_list(said), exercise=exercise_id, judged=_list(right))
        if [words for _, _, words in shown] != [_same(readable(attempt.answer)) for attempt in attempts]:
            raise doubt("answers", exercise=exercise_id)
    if printed:
        raise doubt("printed", exercises=", ".join(sorted(printed))[:80])


def _compare_kept(lesson: Lesson, soup: Any) -> None:
    """The sentences and periods that the page prints must be those in its data."""
    from bs4 import BeautifulSoup

    printed = [_same(section.get_text()) for section in soup.find_all("section", class_="kept")]
    parts = kept_parts(read_kept(lesson.work.drafts), lesson.bank.phrases)
    if printed != [_same(BeautifulSoup(part.markup, "html.parser").get_text()) for part in parts]:
        raise doubt("kept")


def _same(words: str) -> str:
    """Words as both the page and the data can hold them: signs that HTML cannot carry are alike."""
    return "".join(sign if sign.isprintable() else " " for sign in words.replace("\ufffd", " ")).strip()


def _list(verdicts: Any) -> str:
    return ", ".join(map(str, verdicts))[:80] if verdicts else Phrases(spoken())("doubt.nothing")
