"""The checks of a course in the order in which one rests on the other."""

from pathlib import Path

from lessonlib.authoring.filecheck import check_files
from lessonlib.authoring.lint import lint_lessons
from lessonlib.authoring.wordcheck import check_words
from lessonlib.exercises.proof import check_bank
from lessonlib.history.check import check_evidence

#: What is wrong while files are missing or cannot be read.
FILES = "the files: nothing else was checked until they can be read"


def course_faults(notebooks: Path) -> tuple[list[str], str]:
    """Return what is wrong with a course, and in which of its parts; what rests on that part is not looked at.

    Examples
    --------
    >>> from lessonlib.bundle import find_folder
    >>> course_faults(find_folder("notebooks"))
    ([], '')
    """
    if faults := check_files(notebooks):
        # All else would tell only what follows from it.
        return faults, FILES
    if faults := [*check_evidence(), *check_bank(), *check_words()]:
        return faults, "the evidence, the exercises and the words"
    # What lessons say rests on the evidence: they are looked at when it is sound.
    faults = lint_lessons(notebooks)
    return faults, "the lessons" if faults else ""
