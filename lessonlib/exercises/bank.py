"""The bank: exercises as data. One structure file a lesson, and one words file a lesson and language."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lessonlib.errors import UnknownNameError
from lessonlib.exercises.banks import BANK, SAMPLER, languages
from lessonlib.exercises.exercise import Exercise
from lessonlib.exercises.kinds import kind_of
from lessonlib.exercises.phrases import Phrases
from lessonlib.exercises.schema import EXERCISE, LESSON_WORDS, PLAN, WORDS, common_faults, word_faults
from lessonlib.history.files import locate, read_rows
from lessonlib.language import FIRST
from lessonlib.tomlfile import read_toml, short_name
from lessonlib.words import merged


@dataclass(frozen=True)
class LessonBank:
    """The exercises of a lesson.

    Attributes
    ----------
    number : str
        Two digits.
    exercises : mapping of str to Exercise
        By id, in order.
    plan : tuple of (float, str)
        Minutes and what happens in them.
    words : mapping
        Title and questions for discussion.
    phrases : Phrases
        The phrases that all exercises share.
    faults : tuple of str
        One sentence for each mistake of an author.
    folder : pathlib.Path
        Where the exercises of this and the other lessons stand.
    steps : tuple of str
        The names of the steps of the plan, in order.

    Examples
    --------
    >>> read_lesson("01").faults
    ()
    """

    number: str
    exercises: Mapping[str, Exercise]
    plan: tuple[tuple[float, str], ...]
    words: Mapping[str, Any]
    phrases: Phrases
    faults: tuple[str, ...]
    folder: Path = BANK
    steps: tuple[str, ...] = ()


def lesson_numbers(bank: Path = BANK) -> list[str]:
    """List the lessons of a bank.

    Examples
    --------
    >>> "01" in lesson_numbers()
    True
    """
    return sorted(path.stem for path in bank.glob("[0-9][0-9].toml"))


def read_lesson(number: str, language: str = FIRST, bank: Path = BANK) -> LessonBank:
    """Read the exercises of a lesson.

    Parameters
    ----------
    number : str
        Two digits.
    language : str
        That of the words; what it lacks is said in English.
    bank : Path
        The folder that holds the files.

    Returns
    -------
    LessonBank
        Mistakes of authors are noted in it, not raised.

    Raises
    ------
    UnknownNameError
        If the bank has no such lesson or language; the message lists those it has.
    DataError
        If a file is not TOML.

    Examples
    --------
    >>> list(read_lesson("01").exercises)[0]
    'clue-in-the-list'
    """
    _check_names(number, language, bank)
    path = bank / f"{number}.toml"
    phrases = Phrases(language, bank)
    every = {name: _Words(bank, name, number) for name in languages(bank)}
    faults = [fault for words in every.values() for fault in words.faults]
    faulty: set[int] = set()
    exercises: dict[str, Exercise] = {}
    for place, row in enumerate(read_rows(path, EXERCISE, faults, faulty)):
        exercise = _exercise(number, row, every, phrases, locate(path, EXERCISE, place, row), place in faulty)
        exercises[row["id"] or f"without-id-{place + 1}"] = exercise
        faults += exercise.faults if place not in faulty else ()
    faults += [fault for words in every.values() for fault in words.strays(exercises)]
    steps = _merged(every, language, "plan")
    plan = read_rows(path, PLAN, faults) if "plan" in read_toml(path) else []
    faults += [f"{short_name(path)}: the step {row['step']!r} has no words in [plan]." for row in plan if row["step"] not in steps]
    return LessonBank(
        number,
        exercises,
        tuple((row["minutes"], str(steps.get(row["step"], row["step"]))) for row in plan),
        _merged(every, language, "lesson"),
        phrases,
        tuple(dict.fromkeys(faults)),
        bank,
        tuple(row["step"] for row in plan),
    )


def find_lesson(number: str, language: str = FIRST) -> LessonBank | None:
    """Return the exercises of a lesson of the course; None if there are none.

    Examples
    --------
    >>> find_lesson("98") is None
    True
    """
    return read_lesson(number, language) if number in lesson_numbers() else None


def _check_names(number: str, language: str, bank: Path) -> None:
    if number not in lesson_numbers(bank):
        raise UnknownNameError(f"There are no exercises for lesson {number!r}; the lessons are {', '.join(lesson_numbers(bank))}.")
    if language not in languages(bank):
        raise UnknownNameError(f"There are no exercises in the language {language!r}; the languages are {', '.join(languages(bank))}.")


class _Words:
    """The words of a lesson in one language, and what is wrong with them."""

    def __init__(self, bank: Path, language: str, number: str) -> None:
        path = bank / language / f"{number}.toml"
        self.where = short_name(path)
        self.tables: dict[str, Any] = read_toml(path) if path.is_file() else {}
        self.faults = [] if path.is_file() or language != FIRST else [f"{self.where} is missing: write it."]
        for name in (name for name in self.tables if name not in ("lesson", "plan", "exercise")):
            self.faults.append(f"{self.where}: there is no table {name!r}; the tables are [lesson], [plan] and [exercise.ID].")
        self.faults += word_faults(self.table("lesson"), LESSON_WORDS, f"{self.where}, [lesson]")

    def table(self, name: str) -> dict[str, Any]:
        found = self.tables.get(name, {})
        return found if isinstance(found, dict) else {}

    def of(self, exercise_id: str) -> tuple[dict[str, Any], list[str]]:
        """The words of an exercise, and what is wrong with them; those that are wrong are left out."""
        found = self.table("exercise").get(exercise_id, {})
        faults = word_faults(found, WORDS, f"{self.where}, [exercise.{exercise_id}]")
        return ({} if faults else found), faults

    def strays(self, exercises: Mapping[str, Exercise]) -> list[str]:
        return [
            f"{self.where}: [exercise.{name}] belongs to no exercise: correct the id, or take it away."
            for name in self.table("exercise")
            if name not in exercises
        ]


def _merged(every: Mapping[str, _Words], language: str, name: str) -> dict[str, Any]:
    first = every[FIRST].table(name) if FIRST in every else {}
    return merged(first, every[language].table(name))


def _exercise(number: str, row: Mapping[str, Any], every: Mapping[str, _Words], phrases: Phrases, where: str, faulty: bool) -> Exercise:
    """Put structure and words together; an exercise with a fault is kept, and is not available."""
    found = {name: words.of(row["id"]) for name, words in every.items()}
    words = {name: own for name, (own, _) in found.items()}
    own = merged(words.get(FIRST, {}), words.get(phrases.language, {}))
    exercise = Exercise(number, row["id"], row, own, words, phrases, where)
    faults = [fault for _, wrong in found.values() for fault in wrong]
    if faulty or faults:
        return replace(exercise, faults=tuple(faults) or (f"{where}: its structure is wrong.",))
    faults = [f"{where}: {fault}" for fault in common_faults(exercise)]
    return replace(exercise, faults=tuple(faults or [f"{where}: {fault}" for fault in kind_of(exercise).faults()]))


def example(exercise_id: str = "clue-in-the-list") -> Exercise:
    """Return an exercise of the sampler, which has one of each kind.

    Examples
    --------
    >>> example("ledger").kind
    'open'
    """
    return read_lesson("99", bank=SAMPLER).exercises[exercise_id]
