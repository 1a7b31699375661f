"""The parts of a text that can be read by themselves: sections, and what it says of a phase."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lessonlib.history.phases import PHASES
from lessonlib.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lessonlib.widgets.reading.claims import Claim
    from lessonlib.widgets.reading.lines import Line

WHOLE = "whole"


class Part(NamedTuple):
    """A part of a text.

    Attributes
    ----------
    key : str
        ``"whole"``, ``"section-1"``, … or a phase.
    label : str
        What the list calls it.
    ids : frozenset of str
        Its sentences.

    Examples
    --------
    >>> Part("whole", "the whole text", frozenset()).key
    'whole'
    """

    key: str
    label: str
    ids: frozenset[str]


def parts_of(lines: Sequence[Line], claims: Mapping[str, Sequence[Claim]]) -> dict[str, Part]:
    """Return the parts of a text: the whole, its sections if it has headings, and the paragraphs that speak of each phase.

    Examples
    --------
    >>> list(parts_of([], {}))
    ['whole', 'soviet_support', 'cooling', 'pivot', 'rapprochement']
    """
    said = words("reader")["parts"]
    found = [Part(WHOLE, said["whole"], frozenset(line.id for line in lines))]
    sections: dict[tuple[str, str], None] = dict.fromkeys((line.section, line.section_en) for line in lines)
    inside: dict[str, list[str]] = {}
    for line in lines:
        inside.setdefault(line.section, []).append(line.id)
    for number, (section, english) in enumerate(sections if len(sections) > 1 else (), 1):
        label = said["section"].format(heading=english or section) if section else said["opening"]
        found.append(Part(f"section-{number}", label, frozenset(inside[section])))
    for name, phase in PHASES.items():
        paragraphs = {line.paragraph for line in lines if any(claim.phase == name for claim in claims.get(line.id, ()))}
        label = said["phase"].format(phase=phase.label, first=phase.first, last=phase.last)
        found.append(Part(name, label, frozenset(line.id for line in lines if line.paragraph in paragraphs)))
    return {part.key: part for part in found}
