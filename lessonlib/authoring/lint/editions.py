"""Rules for the editions on disk: the student's is clean and holds no solution."""

from collections.abc import Iterator

from lessonlib.authoring.lint.lesson import Fault, Lesson, is_solution, read_notebook


def student_edition_clean(lesson: Lesson) -> Iterator[Fault]:
    """The student edition has no outputs, no saved widgets, no solution and no reference left unread.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(student_edition_clean(sample())).wrong
    'it has no student edition'
    """
    path = lesson.folder / f"{lesson.source.stem}.ipynb"
    if not path.is_file():
        yield Fault("", "it has no student edition", "run 'lessonlib build'")
        return
    notebook = read_notebook(path)
    answers = [cell.source.strip() for cell in lesson.cells if is_solution(cell)]
    if "widgets" in notebook.metadata:
        yield Fault("", "the student edition holds saved widgets", "run 'lessonlib build'")
    for cell in notebook.cells:
        if cell.get("outputs") or cell.get("execution_count"):
            yield Fault(cell.id, "the student edition shows an output", "run 'lessonlib build'")
        if is_solution(cell) or any(answer in cell.source for answer in answers):
            yield Fault(cell.id, "the student edition holds a solution", "tag the cell 'solution' in the source and run 'lessonlib build'")
        if cell.cell_type == "markdown" and "[[" in cell.source:
            yield Fault(cell.id, "the student edition shows a reference as written", "run 'lessonlib build'")
