"""Login slips: a seat, a password and an address each, ten on a side, to be cut apart. No name stands on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lessonlib.authoring.paper.classlist import Learner
from lessonlib.authoring.paper.sheet import sheet
from lessonlib.bundle import read_beside
from lessonlib.html import escape
from lessonlib.language import FIRST
from lessonlib.words import words

_ON_A_SIDE = 10
#: Two columns and five rows of 50 mm: that fits a side of A4 and one of US Letter.
_STYLE = read_beside(__file__, "slips.css")


def slips_page(learners: Sequence[Learner], address: str = "", language: str = FIRST) -> str:
    """Return the slips of a class.

    Parameters
    ----------
    learners : sequence of Learner
        Each with a seat.
    address : str
        That of the hub, for those whose row has none.
    language : str
        That of the slips.

    Examples
    --------
    >>> made = slips_page([Learner("A3", "ferry-tin-42", name="Anna Example")], "https://hub.example.org")
    >>> "ferry-tin-42" in made, "https://hub.example.org" in made, "Anna" in made
    (True, True, False)
    """
    told = words("paper", language)["slips"]
    slips = [_slip(learner, learner.address or address, told) for learner in learners]
    sides = (slips[place : place + _ON_A_SIDE] for place in range(0, len(slips), _ON_A_SIDE))
    body = "".join(f'<div class="side">{"".join(side)}</div>' for side in sides)
    return sheet(told["title"], f'<p class="cut">{escape(told["cut"])}</p>{body}', language, _STYLE)


def _slip(learner: Learner, address: str, told: Mapping[str, str]) -> str:
    facts = {"address": address, "password": learner.password}
    rows = "".join(
        f'<dt>{escape(told[name])}</dt><dd class="{name if value else "blank"}">{escape(value) or "&nbsp;"}</dd>'
        for name, value in facts.items()
    )
    begin = "".join(f"<li>{escape(told[name].format(seat=learner.seat))}</li>" for name in ("first", "second", "third"))
    return f'<section class="slip"><h2>{escape(told["seat"].format(seat=learner.seat))}</h2><dl>{rows}</dl><ol>{begin}</ol></section>'
