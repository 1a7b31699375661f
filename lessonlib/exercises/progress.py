"""What is done in a lesson, per exercise and per skill."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lessonlib.exercises.phrases import Phrases
from lessonlib.exercises.question import DONE, Question
from lessonlib.exercises.verdicts import SIGNS
from lessonlib.html import inline, table

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
    >>> from lessonlib.exercises.lesson import sample
    >>> sample().progress()
    Lesson 99: 0 of 15 done
      Corroboration: 0 of 6
      Sourcing: 0 of 4
      Close reading: 0 of 3
      Contextualisation: 0 of 2
    """

    def __init__(self, number: str, questions: Sequence[Question], phrases: Phrases) -> None:
        self._number, self._questions, self._phrases = number, list(questions), phrases
        self._states = [question.state() for question in questions]

    @property
    def table(self) -> pd.DataFrame:
        """One row an exercise.

        Examples
        --------
        >>> from lessonlib.exercises.lesson import sample
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
        >>> from lessonlib.exercises.lesson import sample
        >>> sample().progress().skills()["sourcing"]
        (0, 4)
        """
        counts: dict[str, tuple[int, int]] = {}
        for question, state in zip(self._questions, self._states, strict=True):
            done, all_of_them = counts.get(question.exercise.skill, (0, 0))
            counts[question.exercise.skill] = (done + (state in DONE), all_of_them + 1)
        return counts

    @property
    def head(self) -> str:
        """How much is done, in one line.

        Examples
        --------
        >>> from lessonlib.exercises.lesson import sample
        >>> sample().progress().head
        'Lesson 99: 0 of 15 done'
        """
        done = sum(state in DONE for state in self._states)
        return self._phrases("lesson.progress", number=self._number, done=done, count=len(self._states))

    def __repr__(self) -> str:
        rows = [
            f"  {self._phrases(f'skill.{skill}')}: {done} {self._phrases('lesson.of')} {count}"
            for skill, (done, count) in self.skills().items()
        ]
        return "\n".join([self.head, *rows])

    def _repr_html_(self) -> str:
        phrases = self._phrases
        skills = [[phrases(f"skill.{skill}"), f"{done} {phrases('lesson.of')} {count}"] for skill, (done, count) in self.skills().items()]
        rows = [
            [question.exercise.say("title"), phrases(f"skill.{question.exercise.skill}"), f"{SIGNS[state]} {phrases(f'verdict.{state}')}", len(question.work.answers(question.exercise.id))]
            for question, state in zip(self._questions, self._states, strict=True)
        ]  # fmt: skip
        names = [phrases(f"lesson.{name}") for name in ("exercise", "skill", "state", "attempts")]
        return (
            table([phrases("lesson.skill"), phrases("lesson.done")], skills, self.head)
            + table(names, rows, phrases("lesson.each"))
            + f"<p>{inline(phrases('lesson.hand_in'))}</p>"
        )
