"""What was looked at, how it stands, and what to do."""

from typing import NamedTuple

#: How a thing can stand, from best to worst.
READY, LOOK, NOT_READY = "ready", "look at this", "not ready"
STATES = (READY, LOOK, NOT_READY)


class Finding(NamedTuple):
    """One answer of the check.

    Attributes
    ----------
    what : str
        What was looked at.
    state : str
        ``"ready"``, ``"look at this"`` or ``"not ready"``.
    told : str
        What was found.
    do : str
        What to do about it; ``""`` if nothing.

    Examples
    --------
    >>> print(Finding("disk", LOOK, "300 MB are free.", "Make room."))
    disk: look at this. 300 MB are free. Make room.
    """

    what: str
    state: str
    told: str
    do: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (f"{self.what}: {self.state}.", self.told, self.do) if part)


def worst(findings: list[Finding]) -> str:
    """Return how things stand in all.

    Examples
    --------
    >>> worst([Finding("a", READY, ""), Finding("b", LOOK, "")])
    'look at this'
    """
    return max((finding.state for finding in findings), key=STATES.index, default=READY)
