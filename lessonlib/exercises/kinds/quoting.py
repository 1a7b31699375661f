"""Quote the evidence: words of a text, in Indonesian or in English, or the id of a sentence."""

from collections.abc import Iterable, Sequence
from textwrap import shorten
from typing import Any, NamedTuple

from lessonlib.errors import no_such
from lessonlib.exercises.compare import plain
from lessonlib.exercises.kinds.base import Judgement, Kind, UnreadableError
from lessonlib.exercises.passages import passages
from lessonlib.exercises.quotations import Quotation, read_quotations, words_key
from lessonlib.exercises.verdicts import Item

#: Whoever quotes more has not chosen.
_MOST = 100


class Quoted(NamedTuple):
    """What was quoted.

    Attributes
    ----------
    refs : list of str
        The passages.
    short : list of str
        Those of which the words that matter were left out.

    Examples
    --------
    >>> Quoted(["kompas-feature@4392"], []).short
    []
    """

    refs: list[str]
    short: list[str]


class Quote(Kind):
    """One passage, or ``count`` of them; ``accept`` lists those that serve.

    Where one of several will do beside another, they stand in a list of their
    own: ``["a", ["b", "c"]]``. ``words`` names, for a passage, the words that
    must be among those quoted.

    Examples
    --------
    >>> from lessonlib.exercises.bank import example
    >>> from lessonlib.exercises.kinds import kind_of
    >>> kind_of(example()).read("day 792").refs
    ['kompas-feature@4392']
    """

    def read(self, answer: Any) -> Quoted:
        given = answer if isinstance(answer, list) else [answer]
        if not given or not all(isinstance(words, str) for words in given):
            raise UnreadableError
        given = list(dict.fromkeys(given))
        if len(given) > _MOST:
            raise UnreadableError("ladder.too_many_quotes", count=len(given), most=_MOST)
        found = [(part.words, ref) for words in given for part in self._parts(words) for ref in self._meant(part)]
        full = {ref for words, ref in found if self._holds(words, ref)}
        refs = list(dict.fromkeys(ref for _, ref in found))
        return Quoted(refs, [ref for ref in refs if ref not in full])

    def _parts(self, words: str) -> list[Quotation]:
        found = read_quotations(words)
        if not found:
            raise UnreadableError("ladder.not_in_texts")
        return found

    def _holds(self, words: str, ref: str) -> bool:
        """Whether the words that matter were quoted; an id stands for the whole passage."""
        wanted = self.row["words"].get(ref, ())
        return not wanted or any(words_key(word) in words_key(words) for word in wanted) or plain(words) == plain(ref)

    def _meant(self, part: Quotation) -> list[str]:
        """Words that stand in a few passages serve if any of these is meant; words that stand everywhere show nothing."""
        serving = [ref for ref in part.refs if ref in self.places()]
        if len(part.refs) > 3 and len(serving) < len(part.refs):
            raise UnreadableError("ladder.too_many", count=len(part.refs))
        return serving or part.refs

    def places(self) -> dict[str, int]:
        """Return the passages that serve, each with its place in the key.

        Examples
        --------
        >>> from lessonlib.exercises.bank import example
        >>> from lessonlib.exercises.kinds import kind_of
        >>> kind_of(example("two-voices")).places()["sindonews-listicle-017-01"]
        1
        """
        return {ref: place for place, entry in enumerate(self.row["accept"]) for ref in (entry if isinstance(entry, list) else [entry])}

    def judge(self, value: Quoted) -> Judgement:
        places, wanted = self.places(), int(self.row["count"] or 1)
        # Of several passages that serve for one place of the key, the first counts.
        serving: dict[int, str] = {}
        for ref in value.refs:
            if ref in places:
                serving.setdefault(places[ref], ref)
        met = tuple(ref for ref in serving.values() if ref not in value.short)
        # Whoever quotes everything has shown nothing: what does not serve counts against what does.
        share = (len(met) + 0.5 * (len(serving) - len(met))) / (max(wanted, len(serving)) + sum(ref not in places for ref in value.refs))
        items = tuple(Item(_short(ref), ref in met) for ref in value.refs) if len(value.refs) > 1 else ()
        note = self.phrases("ladder.show_words") if len(met) < len(serving) else ""
        if met and len(serving) < wanted:
            note = self.phrases("ladder.more_quotes", count=wanted - len(serving))
        return Judgement(min(1.0, share), items, met, note)

    def betrays(self, value: Quoted, sign: Any) -> bool:
        if isinstance(sign, list):
            return set(sign) <= set(value.refs)
        return str(sign) in value.refs and not any(ref in self.places() for ref in value.refs)

    def store(self, value: Quoted) -> Any:
        return value.refs

    def accepted(self) -> Sequence[Any]:
        wanted, groups = int(self.row["count"] or 1), [entry if isinstance(entry, list) else [entry] for entry in self.row["accept"]]
        if wanted == 1:
            return [ref for group in groups for ref in group]
        return [[group[0] for group in groups][:wanted], [group[-1] for group in groups][-wanted:]]

    def solution(self) -> str:
        wanted = int(self.row["count"] or 1)
        one = self.accepted()[0]
        # Where certain words matter, the whole passage is shown, for they may stand at its end.
        return " · ".join(_short(ref, 600 if self.row["words"].get(ref) else 90) for ref in (one if wanted > 1 else [one]))

    def key_faults(self) -> Iterable[str]:
        for ref in self.places():
            if ref not in passages():
                yield f"accept: {no_such('sentence or part of a page', ref, passages())}."
                return
        for ref in self.row["words"]:
            if ref not in self.places():
                yield f"words: {ref} is not accepted."
        if int(self.row["count"] or 1) > len(self.row["accept"]) and not self.exercise.recorded:
            yield f"count is {self.row['count']}, but accept holds only {len(self.row['accept'])}."


def _short(ref: str, width: int = 90) -> str:
    return f"“{shorten(passages()[ref].original, width, placeholder=' …')}”"
