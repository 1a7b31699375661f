"""The exercises of a lesson, and the learner's way through them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lessonlib.errors import UnknownNameError
from lessonlib.exercises.bank import LessonBank, read_lesson
from lessonlib.exercises.question import DONE, Question
from lessonlib.exercises.verdicts import SIGNS
from lessonlib.exercises.words import BANK, SAMPLER, Phrases, find_language
from lessonlib.exercises.work import Work, check_seats, open_work
from lessonlib.html import Html, table

if TYPE_CHECKING:
    import pandas as pd


class Progress:
    """What is done in a lesson.

    Attributes
    ----------
    table : pandas.DataFrame
        Index ``exercise``; ``skill``, ``level``, ``state`` (the best verdict
        so far) and ``attempts``.

    Examples
    --------
    >>> sample().progress()
    Lesson 99: 0 of 15 done
      Corroboration: 0 of 6
      Sourcing: 0 of 4
      Close reading: 0 of 3
      Contextualisation: 0 of 2
    """

    def __init__(self, number: str, questions: list[Question], phrases: Phrases) -> None:
        self._number, self._questions, self._phrases = number, questions, phrases
        self._states = [question.state() for question in questions]

    @property
    def table(self) -> pd.DataFrame:
        """One row an exercise.

        Examples
        --------
        >>> sample().progress().table.loc["horses", "skill"]
        'close_reading'
        """
        import pandas as pd

        rows = [
            {
                "exercise": question.exercise.id,
                "skill": question.exercise.skill,
                "level": question.exercise.row["level"],
                "state": str(state),
                "attempts": len(question.work.answers(question.exercise.id)),
            }
            for question, state in zip(self._questions, self._states, strict=True)
        ]
        return pd.DataFrame(rows).set_index("exercise")

    def skills(self) -> dict[str, tuple[int, int]]:
        """Return by skill how many exercises are done, and how many there are.

        Examples
        --------
        >>> sample().progress().skills()["sourcing"]
        (0, 4)
        """
        counts: dict[str, tuple[int, int]] = {}
        for question, state in zip(self._questions, self._states, strict=True):
            done, all_of_them = counts.get(question.exercise.skill, (0, 0))
            counts[question.exercise.skill] = (done + (state in DONE), all_of_them + 1)
        return counts

    def _head(self) -> str:
        done = sum(state in DONE for state in self._states)
        return self._phrases("lesson.progress", number=self._number, done=done, count=len(self._states))

    def __repr__(self) -> str:
        rows = [
            f"  {self._phrases(f'skill.{skill}')}: {done} {self._phrases('lesson.of')} {count}"
            for skill, (done, count) in self.skills().items()
        ]
        return "\n".join([self._head(), *rows])

    def _repr_html_(self) -> str:
        phrases = self._phrases
        skills = [[phrases(f"skill.{skill}"), f"{done} {phrases('lesson.of')} {count}"] for skill, (done, count) in self.skills().items()]
        rows = [
            [question.exercise.say("title"), phrases(f"skill.{question.exercise.skill}"), f"{SIGNS[state]} {phrases(f'verdict.{state}')}", len(question.work.answers(question.exercise.id))]
            for question, state in zip(self._questions, self._states, strict=True)
        ]  # fmt: skip
        names = [phrases(f"lesson.{name}") for name in ("exercise", "skill", "state", "attempts")]
        return table([phrases("lesson.skill"), phrases("lesson.done")], skills, self._head()) + table(names, rows, phrases("lesson.state"))


class Exported(NamedTuple):
    """Where a learner's page was written.

    Attributes
    ----------
    html, markdown : pathlib.Path
        The page to hand in, and the same as Markdown.

    Examples
    --------
    >>> Exported(Path("01-A3.html"), Path("01-A3.md")).html.name
    '01-A3.html'
    """

    html: Path
    markdown: Path


class Lesson:
    """The exercises of a lesson.

    Examples
    --------
    >>> sample().exercise_ids[:2]
    ['silence', 'who-signs']
    """

    def __init__(self, bank: LessonBank, work: Work) -> None:
        self.bank, self.work = bank, work
        self._questions = {name: Question(exercise, work) for name, exercise in bank.exercises.items()}

    def __repr__(self) -> str:
        title = self.bank.words.get("title", "")
        return self.bank.phrases("lesson.repr", number=self.number, title=title, count=len(self._questions), ids=", ".join(self._questions))

    @property
    def number(self) -> str:
        """The number of the lesson, two digits.

        Examples
        --------
        >>> sample().number
        '99'
        """
        return self.bank.number

    @property
    def exercise_ids(self) -> list[str]:
        """The ids of the exercises, in order.

        Examples
        --------
        >>> len(sample().exercise_ids)
        15
        """
        return list(self._questions)

    def q(self, exercise_id: str) -> Question:
        """Return one exercise.

        Raises
        ------
        UnknownNameError
            If there is none of this id; the message lists those there are.

        Examples
        --------
        >>> sample().q("silence")
        A silence: unsigned-analysis says nothing of a denial of the arms deal. What can you conclude? [show(), check(answer), hint(), solution()]
        """
        if exercise_id not in self._questions:
            raise UnknownNameError(f"Lesson {self.number} has no exercise {exercise_id!r}; it has {', '.join(self._questions)}.")
        return self._questions[exercise_id]

    def progress(self) -> Progress:
        """Return what is done, per exercise and per skill.

        Examples
        --------
        >>> sample().progress().skills()["close_reading"]
        (0, 3)
        """
        return Progress(self.number, list(self._questions.values()), self.bank.phrases)

    def seats(self, *codes: str) -> Html:
        """Name the seats, one to three, at which this lesson is worked; all of them are credited.

        Parameters
        ----------
        *codes : str
            Letters and digits; no names are needed. Without any, those named
            before are told.

        Raises
        ------
        LessonlibError
            If there are more than three, or one is not a short code.

        Examples
        --------
        >>> sample().seats("a3", "b1")
        Lesson 99 is worked at A3, B1.
        """
        phrases = self.bank.phrases
        if codes:
            self.work.seats = check_seats(codes)
            self.work.save()
        told = (
            phrases("lesson.seats", number=self.number, seats=", ".join(self.work.seats)) if self.work.seats else phrases("lesson.no_seats")
        )
        return Html(f"<p>{told}</p>", told)

    def reset(self, sure: bool = False) -> Html:
        """Begin the lesson anew; without ``sure=True`` this only asks. The earlier work is kept beside.

        Examples
        --------
        >>> lesson = sample()
        >>> _ = lesson.q("horses").check(30)
        >>> lesson.reset()
        This would clear your work in lesson 99 (answers: 1). If you mean it: lesson.reset(sure=True)
        >>> lesson.reset(sure=True)
        Lesson 99 begins anew.
        """
        phrases, count = self.bank.phrases, sum(record["act"] == "check" for record in self.work.records)
        if not self.work.records and not self.work.drafts:
            told = phrases("lesson.reset_none", number=self.number)
        elif sure is not True:
            told = phrases("lesson.reset_ask", number=self.number, count=count)
        elif kept := self.work.forget():
            told = phrases("lesson.reset_done", number=self.number, path=kept)
        else:
            told = phrases("lesson.reset_memory", number=self.number)
        return Html(f"<p>{told}</p>", told)

    def export(self, name: str = "", folder: Path | str | None = None) -> Exported:
        """Write the learner's answers as one page to hand in: HTML that carries its data, and Markdown.

        Parameters
        ----------
        name : str
            A pseudonym or seat code; without it, the seats named before.
        folder : path, optional
            Where to write; without it, beside the work.

        Raises
        ------
        LessonlibError
            If the pages cannot be written.

        Examples
        --------
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     sample().export(name="A3", folder=folder).html.name
        '99-A3.html'
        """
        from lessonlib.exercises.export import write_pages

        return Exported(*write_pages(self, name, Path(folder) if folder is not None else None))


def open_lesson(number: str, bank: Path | str | None = None) -> Lesson:
    """Open the exercises of a lesson, in the language of the edition, with the work done so far.

    Parameters
    ----------
    number : str
        Such as ``"02"``.
    bank : path, optional
        A folder of exercises of your own; without it, those of the course.

    Returns
    -------
    Lesson
        Works from any folder.

    Raises
    ------
    UnknownNameError
        If there is no such lesson; the message lists those there are.

    Examples
    --------
    >>> open_lesson("01").exercise_ids[0]
    'clue-in-the-list'
    """
    number = str(number).zfill(2)
    return Lesson(read_lesson(number, find_language(), Path(bank) if bank is not None else BANK), open_work(number))


def sample() -> Lesson:
    """Return the sampler, one exercise of each kind, with work of its own that is not kept.

    Examples
    --------
    >>> print(str(sample())[:57])
    Lesson 99, One of each kind: 15 exercises (silence, who-s
    """
    return Lesson(read_lesson("99", bank=SAMPLER), Work("99", None))
