"""Rules for cells of code: nothing before it is taught, nothing unsealed too early, outputs clean."""

from collections.abc import Iterator

from lessonlib.authoring.lint.constructs import constructs
from lessonlib.authoring.lint.lesson import Fault, Lesson
from lessonlib.authoring.references import find_references
from lessonlib.history.critique import is_sealed

#: A cell whose code students need not learn; its text tells them so.
GIVEN_TAG = "given"


def taught(lesson: Lesson) -> Iterator[Fault]:
    """No construct of Python is used before the lesson that teaches it.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(taught(sample(code="corpus.documents.value_counts()"))).wrong
    "it uses '.value_counts', which lesson 03 teaches"
    """
    if lesson.plan is None:
        return
    for cell in lesson.code():
        if GIVEN_TAG in cell.metadata.get("tags", []):
            continue
        try:
            used = constructs(cell.source)
        except SyntaxError as error:
            yield Fault(cell.id, f"it is not Python ({error.msg})", "mend it")
            continue
        for construct in sorted(used - lesson.plan.taught):
            later = lesson.course.teaches(construct)
            wrong = f"it uses {construct!r}, which {f'lesson {later} teaches' if later else 'no lesson teaches'}"
            yield Fault(cell.id, wrong, "write it otherwise, or tag the cell 'given' and tell students that they need not learn it")


def sealed(lesson: Lesson) -> Iterator[Fault]:
    """The descent of the texts is not shown before the lesson that opens it.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(sealed(sample(code="lessonlib.load_descent()"))).wrong
    "it uses 'load_descent', sealed until lesson 06"
    """
    if lesson.number >= lesson.course.sealed_until:
        return
    for cell in lesson.cells:
        for name in lesson.course.sealed:
            if name in cell.source:
                advice = "show n_sources instead" if name == "n_independent" else f"leave it for lesson {lesson.course.sealed_until}"
                yield Fault(cell.id, f"it uses {name!r}, sealed until lesson {lesson.course.sealed_until}", advice)
        for name in find_references(cell.source):
            if is_sealed(name.removeprefix("tension:"), lesson.number):
                wrong = f"[[{name}]] tells where a text comes from, sealed until lesson {lesson.course.sealed_until}"
                yield Fault(cell.id, wrong, "name the words of the texts instead")
