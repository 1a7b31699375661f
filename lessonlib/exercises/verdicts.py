"""What a checker says of an answer."""

from enum import StrEnum
from typing import NamedTuple

from lessonlib.exercises.passages import Passage
from lessonlib.exercises.phrases import Phrases
from lessonlib.html import bare, escape, inline


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
#: What a part is called whose sign is not seen. Where nothing is judged, "not yet" would be a judgement.
_STATES = {True: "verdict.CORRECT", False: "verdict.WRONG", None: "ladder.open_item"}


class Item(NamedTuple):
    """What a checker says of one part of an answer.

    Attributes
    ----------
    label : str
        The part, in words.
    right : bool or None
        None where the part was not answered, or is not judged.
    note : str
        Why, or ``""``.
    heading : str
        Its outcome in the learner's language, for who does not see its sign.

    Examples
    --------
    >>> Item("a quotation", True).right
    True
    """

    label: str
    right: bool | None
    note: str = ""
    heading: str = ""

    @property
    def sign(self) -> str:
        """The sign of the part.

        Examples
        --------
        >>> Item("a quotation", None).sign
        '…'
        """
        return SIGNS[Verdict.NOT_ATTEMPTED if self.right is None else Verdict.CORRECT if self.right else Verdict.WRONG]


class Result(NamedTuple):
    """A verdict with what a learner should know.

    Attributes
    ----------
    verdict : Verdict
        The outcome.
    message : str
        A few sentences for the learner.
    evidence : tuple of Passage
        The words that bear it out: in Indonesian, and in our English.
    items : tuple of Item
        Part by part, where an answer has parts.
    heading : str
        The verdict in the learner's language.
    misconception : str
        The id of the misconception that was recognised, or ``""``.

    Examples
    --------
    >>> Result(Verdict.CORRECT, "The date line says so.", heading="Right")
    ✓ Right. The date line says so.
    """

    verdict: Verdict
    message: str
    evidence: tuple[Passage, ...] = ()
    items: tuple[Item, ...] = ()
    heading: str = ""
    misconception: str = ""

    def __repr__(self) -> str:
        lines = [f"{SIGNS[self.verdict]} {self.heading or self.verdict}. {bare(self.message)}".rstrip()]
        lines += [f"  {item.sign} {bare(item.label)}{': ' if item.note else ''}{bare(item.note)}" for item in self.items]
        lines += [f"  {line}" for passage in self.evidence for line in passage.lines()]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return self.markup()

    def markup(self) -> str:
        """Return the result as HTML: sign and words first, then the parts, then the evidence with its language.

        Examples
        --------
        >>> Result(Verdict.WRONG, "Look again.", heading="Not yet").markup()
        '<p><strong><span aria-hidden="true">✗</span> Not yet.</strong> Look again.</p>'
        """
        items = "".join(f"<li>{_said(item)} {inline(item.label)}{': ' if item.note else ''}{inline(item.note)}</li>" for item in self.items)
        return (
            f'<p><strong><span aria-hidden="true">{SIGNS[self.verdict]}</span> {escape(self.heading or self.verdict)}.</strong> {inline(self.message)}</p>'
            + (f'<ul style="list-style:none;padding-left:1em">{items}</ul>' if items else "")
            + "".join(passage.markup() for passage in self.evidence)
        )


def say(verdict: Verdict, message: str, phrases: Phrases, evidence: tuple[Passage, ...] = (), items: tuple[Item, ...] = ()) -> Result:
    """Make a result whose heading is in the learner's language.

    Examples
    --------
    >>> say(Verdict.WRONG, "Look again.", Phrases("en"))
    ✗ Not yet. Look again.
    """
    said = tuple(item._replace(heading=phrases(_STATES[item.right])) for item in items)
    return Result(verdict, message, evidence, said, phrases(f"verdict.{verdict}"))


def _said(item: Item) -> str:
    """The sign of a part as HTML, with a name if it has one."""
    told = f'role="img" aria-label="{escape(item.heading)}"' if item.heading else 'aria-hidden="true"'
    return f"<span {told}>{item.sign}</span>"
