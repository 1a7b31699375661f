"""What a checker says of an answer."""

from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """The outcomes of a check.

    Examples
    --------
    >>> Verdict.CORRECT == "CORRECT"
    True
    """

    CORRECT = "CORRECT"
    PARTLY = "PARTLY"
    WRONG = "WRONG"
    NOT_ATTEMPTED = "NOT_ATTEMPTED"
    WRONG_TYPE = "WRONG_TYPE"
    RECORDED = "RECORDED"
    UNAVAILABLE = "UNAVAILABLE"


#: A sign beside the words, so that nothing hangs on colour.
SIGNS = {
    Verdict.CORRECT: "✓",
    Verdict.PARTLY: "◐",
    Verdict.WRONG: "✗",
    Verdict.NOT_ATTEMPTED: "…",
    Verdict.WRONG_TYPE: "?",
    Verdict.RECORDED: "✎",
    Verdict.UNAVAILABLE: "!",
}


class Result(NamedTuple):
    """A verdict with what a learner should know.

    Attributes
    ----------
    verdict : Verdict
        The outcome.
    message : str
        One or two sentences for the learner.
    evidence : tuple of (str, str)
        Sentences of the texts that bear it out: Indonesian, and our English.

    Examples
    --------
    >>> Result(Verdict.CORRECT, "Right.")
    ✓ CORRECT. Right.
    """

    verdict: Verdict
    message: str
    evidence: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        return f"{SIGNS[self.verdict]} {self.verdict}. {self.message}"
