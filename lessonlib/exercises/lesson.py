"""The exercises of a lesson, and the learner's way through them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lessonlib.errors import UnknownNameError, nearly
from lessonlib.exercises.bank import LessonBank, read_lesson
from lessonlib.exercises.banks import BANK, SAMPLER
from lessonlib.exercises.drawing.frames import tell_tables
from lessonlib.exercises.drawing.plots import tell_plots
from lessonlib.exercises.keeping.folder import open_work
from lessonlib.exercises.keeping.meeting import meet_copies
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.question import Question
from lessonlib.html import Html
from lessonlib.language import spoken
from lessonlib.slips import tell_slips

if TYPE_CHECKING:
    from lessonlib.exercises.handing_in.writing import Exported
    from lessonlib.exercises.ledger import Ledger
    from lessonlib.exercises.progress import Progress


class Lesson:
    """The exercises of a lesson; what only some cells ask for is imported when they do.

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
        if not isinstance(exercise_id, str) or exercise_id not in self._questions:
            raise UnknownNameError(
                f"Lesson {self.number} has no exercise {exercise_id!r}{nearly(exercise_id, self._questions)}; it has {', '.join(self._questions)}."
            )
        return self._questions[exercise_id]

    def progress(self) -> Progress:
        """Return what is done, per exercise and per skill.

        Examples
        --------
        >>> sample().progress().skills()["close_reading"]
        (0, 3)
        """
        from lessonlib.exercises.progress import Progress

        return Progress(self.number, list(self._questions.values()), self.bank.phrases)

    def ledger(self) -> Ledger:
        """Return the learner's witness ledger over all lessons; where a line is missing, a sample that says so.

        The work of the other lessons is looked for beside that of this one,
        and is not changed.

        Examples
        --------
        >>> open_lesson("01").ledger().lines[0].number
        '01'
        """
        from lessonlib.exercises.ledger import Ledger

        return Ledger(self.bank, self.work)

    def earlier(self, number: str, exercise_id: str) -> Html:
        """Return what the learner wrote last in an exercise of another lesson, to be read; what is not there says so.

        Parameters
        ----------
        number : str
            The other lesson, such as ``"00"``. Its work is looked for beside
            that of this one, and is not changed.
        exercise_id : str
            The exercise.

        Raises
        ------
        UnknownNameError
            If there is no such lesson or exercise; the message lists those there are.

        Examples
        --------
        >>> open_lesson("07").earlier("00", "belief")
        Lesson 00, “Exercise 1 · Before you read”: nothing of yours is kept here. It may stand on paper, or on another computer.
        """
        from lessonlib.exercises.earlier import show_earlier

        return show_earlier(self.bank, self.work, str(number).zfill(2), exercise_id)

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
        from lessonlib.exercises.keeping.seats import check_seats

        phrases, before = self.bank.phrases, []
        if codes:
            before = self.work.name_seats(check_seats(codes))
        told = (
            phrases("lesson.seats", number=self.number, seats=", ".join(self.work.seats)) if self.work.seats else phrases("lesson.no_seats")
        )
        more = phrases("lesson.seats_before", before=", ".join(before)) if before else ""
        told = " ".join(part for part in (told, more, self.work.take_notice()) if part)
        return Html.paragraph(told)

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
        self.work.refresh()  # a viewer may have kept something since the lesson was opened
        phrases, count = self.bank.phrases, sum(record["act"] == "check" for record in self.work.records)
        if not self.work.records and not self.work.drafts:
            told = phrases("lesson.reset_none", number=self.number)
        elif sure is not True:
            told = phrases("lesson.reset_ask", number=self.number, count=count)
        else:
            told = self._begin_anew()
        return Html.paragraph(told)

    def _begin_anew(self) -> str:
        phrases = self.bank.phrases
        try:
            kept = self.work.forget()
        except OSError as error:
            return phrases("lesson.reset_failed", number=self.number, why=error.strerror or phrases("work.held"))
        return phrases("lesson.reset_done", number=self.number, path=kept) if kept else phrases("lesson.reset_memory", number=self.number)

    def merge(self, name: Path | str) -> Html:
        """Add to your work what another file of this lesson holds, such as a second copy that a sync tool left beside it.

        Nothing of your work is replaced, and the other file is not changed.

        Parameters
        ----------
        name : path
            A file beside the work, or anywhere.

        Examples
        --------
        >>> sample().merge("nowhere/99 (1).json").text[-73:]
        '99 (1).json: name one that lies beside your work, or give its whole path.'
        """
        from lessonlib.exercises.keeping.meeting import merge_file

        told = " ".join(part for part in (merge_file(self.work, name), self.work.take_notice()) if part)
        return Html.paragraph(told)

    def export(self, name: str = "", folder: Path | str | None = None, private: bool = False) -> Exported:
        """Write the learner's answers as one page to hand in: HTML that carries its data, and Markdown.

        Answers to private questions, such as what the learner believed before
        reading, stay with the learner; the page says so in their place.

        Parameters
        ----------
        name : str
            A pseudonym or seat code; without it, the seats named before.
        folder : path, optional
            Where to write; without it, beside the work.
        private : bool
            Whether to hand in the answers to private questions, too.

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
        from lessonlib.exercises.handing_in.export import write_pages

        self.work.refresh()
        return write_pages(self.bank, list(self._questions.values()), self.work, name, folder, private)

    def my_history(self, name: str = "", folder: Path | str | None = None) -> Exported | Html:
        """Write the learner's own history as one page to print and sign: HTML and Markdown.

        It gathers the periods that were kept with this lesson; the sentences
        taken in the readers of this lesson and those before it, and those
        quoted in its open answers; these answers; the first and the last line
        of the witness ledger, and the task that comes twice in the course.
        What is missing says so.

        Parameters
        ----------
        name : str
            A pseudonym or seat code; without it, the seats named before.
        folder : path, optional
            Where to write; without it, beside the work. Work held in memory
            has no place: then nothing is written, and a sentence says so.

        Raises
        ------
        LessonlibError
            If the pages cannot be written.

        Examples
        --------
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     sample().my_history(name="A3", folder=folder).html.name
        '99-my-history-A3.html'
        """
        from lessonlib.exercises.handing_in.history import write_history

        self.work.refresh()
        if folder is None and self.work.path is None:
            # Lesson 07 calls this in a cell of its own: whoever validates the lesson wants no file left behind.
            return Html.paragraph(self.bank.phrases("lesson.no_place"))
        return write_history(self.bank, self.work, name, folder)


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
    opened = read_lesson(number, spoken(), Path(bank) if bank is not None else BANK)
    tell_plots(opened.phrases)
    tell_tables()
    tell_slips()
    work = open_work(number)
    meet_copies(work)
    return Lesson(opened, work)


def sample() -> Lesson:
    """Return the sampler, one exercise of each kind, with work of its own that is not kept.

    Examples
    --------
    >>> print(str(sample())[:57])
    Lesson 99, One of each kind: 15 exercises (silence, who-s
    """
    return Lesson(read_lesson("99", bank=SAMPLER), Work("99", None))
