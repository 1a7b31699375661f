"""A question and its verbs: show, check, hint, solution."""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Any

from lessonlib.exercises.answers import Made, plain_answer, restored, storable
from lessonlib.exercises.checking import judge, resolve_all
from lessonlib.exercises.kinds import kind_of
from lessonlib.exercises.support import STANDARD, check_support, support_of
from lessonlib.exercises.verdicts import Result, Verdict, say
from lessonlib.html import Html, bare, prose
from lessonlib.presenting import presenting

if TYPE_CHECKING:
    from lessonlib.exercises.drawing.panel import Panel
    from lessonlib.exercises.exercise import Exercise
    from lessonlib.exercises.keeping.work import Work

#: What counts as done.
DONE = (Verdict.CORRECT, Verdict.RECORDED)


class Question:
    """One exercise and what the learner did with it.

    Parameters
    ----------
    exercise : Exercise
        The exercise.
    work : Work
        Where attempts are kept.

    Examples
    --------
    >>> from lessonlib.exercises.lesson import sample
    >>> question = sample().q("horses")
    >>> question.check(30).verdict
    <Verdict.CORRECT: 'CORRECT'>
    """

    def __init__(self, exercise: Exercise, work: Work) -> None:
        self.exercise, self.work = exercise, work
        self._known: dict[str, Result] = {}

    def __repr__(self) -> str:
        exercise = self.exercise
        told = exercise.phrases("verbs.repr", title=exercise.say("title"), question=bare(exercise.say("question")))
        return f"{told} [{exercise.phrases('verbs.verbs')}]"

    def show(self, support: str = "") -> Panel:
        """Show the question, and a form to answer it that holds what the learner had.

        Parameters
        ----------
        support : str
            ``"excerpt"``, ``"standard"`` or ``"sources"``: the level of the
            task from here on, as the list below the form can change it too.

        Returns
        -------
        Panel
            Shows itself as the last line of a cell; the words of the question
            are an output of their own, which reads without a kernel.

        Examples
        --------
        >>> from lessonlib.exercises.lesson import sample
        >>> sample().q("horses").show()
        The cargo: How many horses did the train carry, by the explainer? (2 min)
        Run this cell to answer here. In code: lesson.q("horses").check(…)

        Raises
        ------
        UnknownNameError
            If there is no such level; the message lists those there are.
        """
        if support:
            self.choose_support(support)
        from IPython.display import display

        from lessonlib.exercises.drawing.panel import Panel
        from lessonlib.exercises.drawing.static import question_page

        display(question_page(self.exercise))
        return Panel(self)

    def choose_support(self, support: str) -> None:
        """Choose the level of the tasks of this lesson from here on.

        Raises
        ------
        UnknownNameError
            If there is no such level; the message lists those there are.

        Examples
        --------
        >>> from lessonlib.exercises.lesson import sample
        >>> question = sample().q("horses")
        >>> question.choose_support("sources"); support_of(question.work)
        'sources'
        """
        if check_support(support) != support_of(self.work):
            self.work.add(self.exercise.id, "support", support)

    def check(self, answer: object = None, *more: object) -> Result:
        """Check an answer, and keep it.

        Parameters
        ----------
        answer : object
            Anything at all.
        *more : object
            Several answers without the brackets of a list are a list.

        Returns
        -------
        Result
            Never an exception.

        Examples
        --------
        >>> from lessonlib.exercises.lesson import sample
        >>> sample().q("horses").check("thirty")
        ? Another kind of answer is needed. You gave text; this asks for a number.
        """
        given = plain_answer([answer, *more] if more else answer)
        result = self.judge(given)
        if result.verdict is not Verdict.NOT_ATTEMPTED:
            level = support_of(self.work)
            self.work.add(self.exercise.id, "check", self._stored(given), "" if level == STANDARD else level)
        notice = self.work.take_notice()
        return result._replace(message=f"{result.message} {notice}") if notice else result

    def judge(self, given: Any) -> Result:
        """Judge plain data without keeping it.

        Examples
        --------
        >>> from lessonlib.exercises.lesson import sample
        >>> sample().q("horses").judge(30).verdict
        <Verdict.CORRECT: 'CORRECT'>
        """
        try:
            return judge(self.exercise, given)
        except Exception:  # the data of the exercise are broken in a way that nobody foresaw; the lesson goes on
            return say(Verdict.UNAVAILABLE, self.exercise.phrases("ladder.unavailable", exercise=self.exercise.id), self.exercise.phrases)

    def _stored(self, given: Any) -> Any:
        """The answer as JSON; of a table or a figure, what was read in it."""
        if isinstance(given, Made) and not self.exercise.faults:
            kind = kind_of(self.exercise)
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    return storable(kind.store(kind.read(given)))
            except Exception:  # it is judged as another kind of answer, and kept as such
                return storable(given)
        return storable(given)

    def attempts(self) -> list[Result]:
        """Return the verdicts of all answers, judged anew, the latest last.

        Examples
        --------
        >>> from lessonlib.exercises.lesson import sample
        >>> sample().q("foresight").attempts()
        []
        """
        return [self._judged(answer) for answer in self.work.answers(self.exercise.id)]

    def _judged(self, stored: Any) -> Result:
        """Judge an answer that was kept; the same answer is judged once."""
        key = json.dumps(stored, sort_keys=True)
        if key not in self._known:
            self._known[key] = self.judge(restored(stored))
        return self._known[key]

    def state(self) -> Verdict:
        """Return the best verdict so far.

        Examples
        --------
        >>> from lessonlib.exercises.lesson import sample
        >>> sample().q("foresight").state()
        <Verdict.NOT_ATTEMPTED: 'NOT_ATTEMPTED'>
        """
        if self.exercise.faults:
            return Verdict.UNAVAILABLE
        found = [result.verdict for result in self.attempts()]
        order = (*DONE, Verdict.PARTLY, Verdict.WRONG, Verdict.WRONG_TYPE)
        return next((verdict for verdict in order if verdict in found), Verdict.NOT_ATTEMPTED)

    def hint(self) -> Html:
        """Return one hint more each time.

        Examples
        --------
        >>> from lessonlib.exercises.lesson import sample
        >>> sample().q("horses").hint()
        Hint 1 of 2: Search the explainer for kuda.
        """
        phrases, hints = self.exercise.phrases, list(self.exercise.words.get("hints", ()))
        given = self.work.count(self.exercise.id, "hint")
        if not hints or self.exercise.faults:
            return _words(phrases("verbs.no_hints"))
        if presenting() and given >= len(hints) - 1:  # the last one may hold the answer
            return _words(phrases("verbs.presented"))
        if given >= len(hints):
            return _words(phrases("verbs.last_hint", hint=hints[-1]))
        self.work.add(self.exercise.id, "hint")
        return _words(phrases("verbs.hint_number", number=given + 1, count=len(hints), hint=hints[given]))

    def solution(self) -> Html:
        """Return the solution after an attempt, or when it is asked for twice.

        Samples of open writing appear only after the learner has written.

        Examples
        --------
        >>> from lessonlib.exercises.lesson import sample
        >>> sample().q("silence").solution()
        Try it first. If you ask for the solution once more, you will see it.
        """
        exercise, phrases = self.exercise, self.exercise.phrases
        if exercise.faults:
            return _words(phrases("ladder.unavailable", exercise=exercise.id))
        if presenting():
            return _words(phrases("verbs.presented"))
        tried = self.state() in DONE if exercise.kind == "open" else bool(self.work.answers(exercise.id))
        asked = self.work.count(exercise.id, "solution")
        if not tried and (exercise.kind == "open" or not asked):
            if exercise.kind != "open":
                self.work.add(exercise.id, "solution")
            return _words(phrases("verbs.write_first" if exercise.kind == "open" else "verbs.try_first"))
        self.work.add(exercise.id, "solution")
        return self.revealed()

    def revealed(self) -> Html:
        """Return the solution itself, with the reason and the evidence.

        Examples
        --------
        >>> from lessonlib.exercises.lesson import sample
        >>> sample().q("horses").revealed().text.splitlines()[0]
        'Solution: 30. Thirty purebred horses, as the explainer has it.'
        """
        exercise, phrases = self.exercise, self.exercise.phrases
        if exercise.kind == "open":
            head, text = phrases("verbs.samples"), kind_of(exercise).solution()
            return Html(prose(head) + prose(text.replace("\n", "\n\n")), f"{head}\n{bare(text)}")
        if exercise.recorded:
            return _words(phrases("verbs.nothing_right"))
        told = f"{phrases('verbs.the_solution')}: {kind_of(exercise).solution().rstrip('.')}. {exercise.say('right')}"
        evidence = resolve_all(exercise)
        lines = [f"  {line}" for passage in evidence for line in passage.lines()]
        return Html(prose(told) + "".join(passage.markup() for passage in evidence), "\n".join([bare(told), *lines]))

    def last(self) -> Result | None:
        """Return the verdict of the last answer that was checked, judged anew.

        Examples
        --------
        >>> from lessonlib.exercises.lesson import sample
        >>> sample().q("foresight").last() is None
        True
        """
        answers = self.work.answers(self.exercise.id)
        return self._judged(answers[-1]) if answers else None

    def keep_draft(self, answer: Any) -> str:
        """Keep what was typed and not checked yet; return what the learner must know of it, mostly ``""``.

        Examples
        --------
        >>> from lessonlib.exercises.lesson import sample
        >>> question = sample().q("foresight")
        >>> question.keep_draft("3"), question.work.current("foresight")
        ('', '3')
        """
        self.work.draft(self.exercise.id, answer if isinstance(answer, str) else storable(plain_answer(answer)))
        return self.work.take_notice()


def _words(text: str) -> Html:
    return Html(f'<div role="note">{prose(text)}</div>', bare(text))
