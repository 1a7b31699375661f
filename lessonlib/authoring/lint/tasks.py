"""Rules for exercises: all in the lesson, none solved as shipped, each solved where it should be."""

import ast
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lessonlib.authoring.lint.lesson import APART, Fault, Lesson, is_solution, read_notebook
from lessonlib.exercises.answers import plain_answer
from lessonlib.exercises.bank import LessonBank, lesson_numbers, read_lesson
from lessonlib.exercises.checking import judge
from lessonlib.exercises.ledger import MARK
from lessonlib.exercises.question import DONE
from lessonlib.exercises.verdicts import SIGNS, Verdict

_MOST_EXERCISES = 7
_MOST_NEW_KINDS = 2


def calls(source: str) -> Iterator[tuple[str, str, list[ast.expr]]]:
    """Yield the calls ``lesson.q("id").verb(…)`` of a cell: id, verb and arguments.

    Examples
    --------
    >>> [(name, verb) for name, verb, _ in calls('lesson.q("ledger").show()')]
    [('ledger', 'show')]
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    asked = {node: name for node in ast.walk(tree) if (name := _asked(node)) is not None}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.value in asked:
            yield asked.pop(node.func.value), node.func.attr, node.args
    yield from ((name, "", []) for name in asked.values())


def _asked(node: ast.AST) -> str | None:
    """The id in a call q("id"); None for any other piece of code."""
    match node:
        case ast.Call(func=ast.Attribute(attr="q"), args=[ast.Constant(value)]):
            return str(value)
    return None


def exercises_there(lesson: Lesson) -> Iterator[Fault]:
    """Every exercise of the bank is shown in the lesson, in its order, and every one that is called exists.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(exercises_there(sample(code='lesson.q("lost").show()'))).wrong
    "there is no exercise 'lost'"
    """
    if lesson.bank is None:
        yield Fault("", f"lessonlib/data/exercises has no {lesson.number}.toml", "write its exercises")
        return
    known = list(lesson.bank.exercises)
    shown = [name for cell in lesson.code(solutions=False) for name, verb, _ in calls(cell.source) if verb == "show"]
    for cell in lesson.code():
        for name, _, _ in calls(cell.source):
            if name not in known:
                yield Fault(cell.id, f"there is no exercise {name!r}", f"the exercises are {', '.join(known)}")
    for name in known:
        if shown.count(name) != 1:
            wrong = f"the exercise {name!r} is shown {shown.count(name)} times"
            yield Fault("", wrong, f'show it once: lesson.q("{name}").show()')
    if [name for name in shown if name in known] != [name for name in known if name in shown]:
        yield Fault("", "its exercises stand in another order than in the bank", f"the bank has {', '.join(known)}")


def exercises_shape(lesson: Lesson) -> Iterator[Fault]:
    """Five to seven exercises, at most two new kinds, and in the core one quotation, one in sentences and one in code.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> list(exercises_shape(sample()))
    []
    """
    if lesson.bank is None or lesson.plan is None:
        return
    found = lesson.bank.exercises.values()
    least = lesson.plan.least_exercises
    if not least <= len(found) <= _MOST_EXERCISES:
        yield Fault("", f"it has {len(found)} exercises", f"have {least} to {_MOST_EXERCISES}")
    new = {exercise.kind for exercise in found} - _kinds_before(lesson)
    # The first lesson with a full set of exercises has nothing before it to lean on.
    if len(new) > _MOST_NEW_KINDS and _kinds_before(lesson):
        yield Fault("", f"it brings in {len(new)} new kinds of exercise ({', '.join(sorted(new))})", f"bring in {_MOST_NEW_KINDS} at most")
    if lesson.number in APART:
        return
    core = {exercise.kind for exercise in found if exercise.row["level"] == "core"}
    coded = core & {"table", "figure"} or {name for cell in lesson.code(False) for name, verb, _ in calls(cell.source) if verb == "check"}
    for there, what in (("quote" in core, "quotes the evidence"), ("open" in core, "asks for sentences"), (coded, "is answered in code")):
        if not there:
            yield Fault("", f"no core exercise {what}", "add one, or move one into the core")


def _kinds_before(lesson: Lesson) -> set[str]:
    earlier = (read_lesson(number) for number in lesson_numbers() if number < lesson.number)
    return {exercise.kind for bank in earlier for exercise in bank.exercises.values()}


def ledger(lesson: Lesson) -> Iterator[Fault]:
    """The witness ledger runs through every lesson from 01 on.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> list(ledger(sample()))
    []
    """
    if lesson.bank is not None and lesson.number >= "01" and not any(MARK in name for name in lesson.bank.exercises):
        yield Fault("", "no exercise revises the witness ledger", f"add one whose id holds {MARK!r}")


def blank_as_shipped(lesson: Lesson) -> Iterator[Fault]:
    """What stands in a student's cell is no answer yet.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(blank_as_shipped(sample(code='lesson.q("torn-page").check("Halaman Berikutnya")'))).wrong
    "the exercise 'torn-page' is CORRECT as it is shipped"
    """
    for cell in lesson.code(solutions=False):
        for name, verdict in _verdicts(lesson.bank, cell.source):
            found = verdict or _when_run(lesson, cell.id)
            if found is not None and found is not Verdict.NOT_ATTEMPTED:
                yield Fault(cell.id, f"the exercise {name!r} is {found} as it is shipped", "put '...' where the answer belongs")


def solved_in_solutions(lesson: Lesson) -> Iterator[Fault]:
    """Every exercise has a solution cell, and its answer is right.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(solved_in_solutions(sample())).wrong
    "the exercise 'clue-in-the-list' has no solution"
    """
    solved: Counter[str] = Counter()
    for cell in lesson.code():
        for name, verdict in _verdicts(lesson.bank, cell.source) if is_solution(cell) else ():
            solved[name] += 1
            found = verdict or _when_run(lesson, cell.id)
            if found is not None and found not in DONE:
                yield Fault(cell.id, f"its answer to {name!r} is {found}", "give a right answer")
    for name in lesson.bank.exercises if lesson.bank else ():
        if not solved[name]:
            yield Fault("", f"the exercise {name!r} has no solution", f"add a cell tagged 'solution': lesson.q(\"{name}\").check(…)")


def _verdicts(bank: LessonBank | None, source: str) -> Iterator[tuple[str, Verdict | None]]:
    """The verdict on each answer of a cell; None where the cell must be run to know it."""
    for name, verb, arguments in calls(source):
        if verb != "check" or bank is None or name not in bank.exercises or not arguments:
            continue
        try:
            answer: Any = ast.literal_eval(arguments[0])
        except ValueError:
            yield name, None
            continue
        yield name, judge(bank.exercises[name], plain_answer(answer)).verdict


def _when_run(lesson: Lesson, cell_id: str) -> Verdict | None:
    """The verdict that the executed edition shows for a cell; None if it is not built yet."""
    path = lesson.folder / "solutions" / f"{lesson.source.stem}.ipynb"
    if not path.is_file():
        return None
    outputs: list[Any] = next((cell.outputs for cell in read_notebook(path).cells if cell.id == cell_id and cell.cell_type == "code"), [])
    told = "".join(output.get("data", {}).get("text/plain", "") for output in outputs)
    return next((verdict for verdict, sign in SIGNS.items() if told.startswith(sign)), None)
