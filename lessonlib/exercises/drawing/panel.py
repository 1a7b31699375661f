"""The form of a question with its three buttons and the place of the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from lessonlib.exercises.answers import is_blank, plain_answer, storable
from lessonlib.exercises.drawing.static import rubric
from lessonlib.exercises.support import SUPPORTS, support_markup, support_of
from lessonlib.html import bare, escape
from lessonlib.turns import Soon, in_turn

if TYPE_CHECKING:
    from lessonlib.exercises.exercise import Exercise
    from lessonlib.exercises.keeping.work import Work
    from lessonlib.exercises.verdicts import Result
    from lessonlib.html import Html


class Asking(Protocol):
    """What a panel needs of a question: `lessonlib.exercises.question.Question` has it.

    Examples
    --------
    >>> sorted(name for name in vars(Asking) if not name.startswith("_"))
    ['check', 'choose_support', 'hint', 'keep_draft', 'last', 'solution']
    """

    exercise: Exercise
    work: Work

    def check(self, answer: object = None) -> Result: ...  # noqa: D102
    def choose_support(self, support: str) -> None: ...  # noqa: D102
    def hint(self) -> Html: ...  # noqa: D102
    def solution(self) -> Html: ...  # noqa: D102
    def last(self) -> Result | None: ...  # noqa: D102
    def keep_draft(self, answer: Any) -> str: ...  # noqa: D102


class Panel:
    """What `Question.show` gives: a form in a notebook, words anywhere else.

    Examples
    --------
    >>> from lessonlib.exercises.lesson import sample
    >>> panel = Panel(sample().q("horses"))
    >>> panel.form.write("30"); panel.buttons["check"].click()
    >>> panel.result.value[:72]
    '<p><strong><span aria-hidden="true">✓</span> Right.</strong> Thirty pure'
    """

    def __init__(self, question: Asking) -> None:
        self.question = question
        self._widget: Any = None
        self._keep_soon = Soon(self._keep)
        #: What stood in the form when the verdict that is shown was given; nothing, where none is shown.
        self._judged: list[Any] = []

    def __repr__(self) -> str:
        return self._hint_line()

    def _hint_line(self) -> str:
        return self.question.exercise.phrases("verbs.in_code", exercise=self.question.exercise.id)

    @property
    def form(self) -> Any:
        """The controls of the answer.

        Examples
        --------
        >>> from lessonlib.exercises.lesson import sample
        >>> Panel(sample().q("horses")).form.read()
        ''
        """
        self.widget()
        return self._form

    @property
    def buttons(self) -> dict[str, Any]:
        """The buttons ``check``, ``hint`` and ``solution``.

        Examples
        --------
        >>> from lessonlib.exercises.lesson import sample
        >>> list(Panel(sample().q("horses")).buttons)
        ['check', 'hint', 'solution']
        """
        self.widget()
        return self._buttons

    @property
    def result(self) -> Any:
        """The place of the result.

        Examples
        --------
        >>> from lessonlib.exercises.lesson import sample
        >>> Panel(sample().q("horses")).result.value
        ''
        """
        self.widget()
        return self._result

    def widget(self) -> Any:
        """Return the ipywidgets widget, made once.

        Examples
        --------
        >>> from lessonlib.exercises.lesson import sample
        >>> type(Panel(sample().q("horses")).widget()).__name__
        'VBox'
        """
        if self._widget is None:
            self._widget = self._build()
        return self._widget

    def _build(self) -> Any:
        import ipywidgets

        from lessonlib.exercises.drawing.forms import form_of
        from lessonlib.keys import keep_keys

        exercise = self.question.exercise
        self._form, self._result, self._since = form_of(exercise), ipywidgets.HTML(), ipywidgets.HTML()
        self._result.add_class("lessonlib-result")
        self._since.add_class("lessonlib-since")
        self._buttons = {
            name: ipywidgets.Button(description=exercise.phrases(f"verbs.{name}"), button_style="primary" if name == "check" else "")
            for name in ("check", "hint", "solution")
        }
        self._restore()
        self._level, self._beside, self._shape = self._levels(), ipywidgets.HTML(), ipywidgets.VBox([])
        self._shape.add_class("lessonlib-form")
        self._beside.add_class("lessonlib-heard")
        self._lay_beside(self._level.value)
        self._listen()
        row = ipywidgets.HBox(list(self._buttons.values()), layout=ipywidgets.Layout(flex_flow="row wrap"))
        level = ipywidgets.VBox([self._level])
        level.add_class("lessonlib-form")
        place = f"lessonlib/{exercise.lesson}/{exercise.id}"
        about, answer = bare(exercise.say("question")), exercise.phrases("verbs.answer").rstrip(" :")
        parts = [self._beside, self._shape, row, self._since, self._result, level]
        return keep_keys(parts, bare(exercise.say("title")), self._form.fields, place, about, answer, in_turn(self._meet))

    def _listen(self) -> None:
        self._buttons["check"].on_click(in_turn(lambda _: self._check()))
        self._buttons["hint"].on_click(in_turn(lambda _: self._tell(self.question.hint())))
        self._buttons["solution"].on_click(in_turn(lambda _: self._tell(self.question.solution())))
        for field in self._form.fields:
            field.observe(lambda _: self._keep_soon.call(), "value")
            field.observe(in_turn(lambda _: self._compare()), "value")
        self._level.observe(in_turn(lambda change: self._change_level(change["new"])), "value")

    def _levels(self) -> Any:
        import ipywidgets

        phrases = self.question.exercise.phrases
        return ipywidgets.Dropdown(
            options=[(phrases(f"support.{level}"), level) for level in SUPPORTS],
            value=support_of(self.question.work),
            description=phrases("support.label"),
            style={"description_width": "initial"},
            layout=ipywidgets.Layout(width="auto"),
        )

    def _change_level(self, level: str) -> None:
        self.question.choose_support(level)
        self._lay_beside(level)
        if level != "sources":
            self._form.begin(self.question.exercise.say("starter"))

    def _lay_beside(self, level: str) -> None:
        """Lay beside the form what the level gives, and take away what it does not."""
        alone = level == "sources"
        self._beside.value = support_markup(self.question.exercise, level)
        self._shape.children = [part for part in self._form.parts if not alone or part not in self._form.helps]
        if alone:
            self._form.begin("")
        self._buttons["hint"].layout.display = "none" if alone else None

    def _restore(self) -> None:
        """Put back what the learner had, with the verdict on it if it was checked."""
        question = self.question
        kept, answers = question.work.current(question.exercise.id), question.work.answers(question.exercise.id)
        if kept is not None:
            self._form.write(kept)
        last = question.last()
        if last is not None and kept == answers[-1]:  # a verdict beside a draft would seem to be about the draft
            self._say(last, question.exercise.phrases("verbs.answered", count=len(answers)))
        self._notify(question.work.take_notice())

    def _meet(self, states: list[Any], laid: bool) -> None:
        """Keep and tell the other one, where the tab of the browser had kept something else than the work file."""
        from lessonlib.exercises.drawing.forms import form_of

        exercise = self.question.exercise
        form = form_of(exercise)
        form.take(states)
        other = form.kept()
        form.close()
        blank = is_blank(other, (exercise.say("starter"),))
        if laid or not blank:
            self.question.work.meet(exercise.id, None if blank else storable(plain_answer(other)), laid)
            self._notify(self.question.work.take_notice())

    def _check(self) -> None:
        waited = self._keep_soon.drop()
        result = self.question.check(self._form.read())
        if waited or result.verdict != "NOT_ATTEMPTED":  # an answer with gaps is kept with its gaps
            self._keep()
        self._say(result)

    def _say(self, result: Result, before: str = "") -> None:
        exercise = self.question.exercise
        told = f"<p>{escape(before)}</p>" if before else ""
        told += result.markup()
        if exercise.kind == "open" and result.verdict == "RECORDED":
            told += rubric(exercise)
        self._announce(told)
        self._judged = [self._form.kept()]

    def _tell(self, words: Html) -> None:
        self._announce(words.markup)

    def _compare(self) -> None:
        """Say above a verdict that it is about another answer than the one that stands in the form, as long as this is so."""
        changed = self._judged and self._form.kept() != self._judged[0]
        self._since.value = f"<p>{escape(self.question.exercise.phrases('verbs.changed'))}</p>" if changed else ""

    def _announce(self, markup: str) -> None:
        """Say something, and say it again if it is the same as before: only a change is heard."""
        self._result.value = ""
        self._result.value = markup
        self._judged, self._since.value = [], ""

    def _keep(self) -> None:
        self._notify(self.question.keep_draft(self._form.kept()))

    def _notify(self, notice: str) -> None:
        """Say what the learner must know of the file, below what is said of the answer."""
        if notice:
            self._result.value += f"<p>{escape(notice)}</p>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        static = f"<p>{escape(self._hint_line())}</p>"
        bundle = {} if self.question.exercise.faults else self.widget()._repr_mimebundle_()
        return {**bundle, "text/plain": self._hint_line(), "text/html": static}
