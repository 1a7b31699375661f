"""Seat codes: who works at a lesson, without any name."""

from collections.abc import Iterable

from lessonlib.errors import LessonlibError


def check_seats(seats: Iterable[object]) -> list[str]:
    """Return seat codes as they are kept.

    Raises
    ------
    LessonlibError
        If there are none or more than three, or one is not a short code.

    Examples
    --------
    >>> check_seats(["a3", " B1 "])
    ['A3', 'B1']
    """
    codes = [str(seat).strip().upper() for seat in seats]
    if not 1 <= len(codes) <= 3 or len(set(codes)) < len(codes):
        raise LessonlibError("Give one, two or three seat codes, each once, such as lesson.seats('A3', 'B1').")
    for code in codes:
        if not code.isalnum() or len(code) > 12:
            raise LessonlibError(
                f"The seat code {code[:40]!r} must be made of letters and digits, at most twelve, such as 'A3'; no names are needed."
            )
    return codes
