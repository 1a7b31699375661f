"""The catalogue of rules: which line is page furniture, by which named rule, and why."""

import re
from functools import cache
from typing import NamedTuple

from lessonlib.corpus.patterns import later
from lessonlib.tomlfile import DATA, read_toml
from lessonlib.words import own_words

#: What may stand around a whole-line phrase without changing it.
_TRIM = " \t\u00a0:.…»›>→▼▾▲*|!-–"
#: Whole lines and most patterns are looked for in lines up to this many characters.
SHORT = 60
#: A longer line is no furniture, however it begins: the article is never lost for a word.
FURNITURE_LIMIT = 400
#: Starts are found by so many of their first characters; none is shorter.
_KEY = 3
#: A pattern is tried on lines up to this many characters that do not end as a sentence.
PATTERN_LIMIT = 200


class Rule(NamedTuple):
    """One named rule.

    Attributes
    ----------
    name, kind, why : str
        As in ``lessonlib/data/rules.toml``.
    takes : str
        ``"list"``, ``"line"`` or ``""``: what of the following lines belongs to it.

    Examples
    --------
    >>> catalogue().by_name["repeat"].kind
    'repeat'
    """

    name: str
    kind: str
    why: str
    takes: str = ""


class Catalogue:
    """All rules, indexed so that a line is looked up and not searched.

    Examples
    --------
    >>> catalogue().match("Baca juga: Taliban Dekati Rusia").name
    'link-line'
    >>> catalogue().match("Korea Utara sangat bergantung pada bantuan Soviet.") is None
    True
    """

    def __init__(self, tables: list[dict]) -> None:
        self.by_name: dict[str, Rule] = {}
        self._lines: dict[str, Rule] = {}
        starts: dict[str, list[tuple[str, Rule]]] = {}
        self._patterns: dict[str, list[tuple[int, re.Pattern, Rule]]] = {}
        words: dict[str, list[str]] = {}
        self._held: list[tuple[re.Pattern, Rule]] = []
        held = ""
        for table in tables:
            rule = Rule(table["name"], table["kind"], table["why"], table.get("takes", ""))
            self.by_name[rule.name] = rule
            for line in table.get("lines", "").strip().splitlines():
                self._lines.setdefault(line, rule)
            for start in table.get("starts", "").strip().splitlines():
                starts.setdefault(start[:_KEY], []).append((start, rule))
            if "pattern" in table:
                pattern = later(table["pattern"], 0 if rule.name == "initials" else re.IGNORECASE)
                for first in table.get("first", ""):
                    self._patterns.setdefault(first, []).append((table.get("upto", SHORT), pattern, rule))
                    # Beginning with "" is no condition: a pattern without words is tried on every line of its first characters.
                    words.setdefault(first, []).extend(
                        [word for word in table.get("words", "").split() if word[0] == first.lower()] or [""]
                    )
                if "holds" in table:
                    self._held.append((pattern, rule))
                    held += table["holds"]
        # With each list stand its beginnings alone: hardly a line has one of them, and all are asked for at once.
        self._starts = {key: (tuple(start for start, _ in bucket), bucket) for key, bucket in starts.items()}
        self._words = {first: tuple(beginnings) for first, beginnings in words.items()}
        self._gate = re.compile(f"[{re.escape(held)}]").search

    def match(self, text: str) -> Rule | None:
        """Return the rule that a stripped line meets by itself, or None.

        Examples
        --------
        >>> catalogue().match("Halaman Berikutnya").name
        'page-navigation'
        """
        size = len(text)
        if size > FURNITURE_LIMIT:
            return None
        # Letters beyond ASCII are slow to change: of a long line only the first, until more are needed.
        if size > SHORT:
            low = text[:_KEY].lower()
        else:
            low = text.lower()
            found = self._lines.get(low)
            if found is None and (low[-1] in _TRIM or low[0] in _TRIM):
                found = self._lines.get(low.strip(_TRIM))
            if found is not None:
                return found
        if (bucket := self._starts.get(low[:_KEY])) is not None and (low := text[:90].lower()).startswith(bucket[0]):
            for start, rule in bucket[1]:
                if low.startswith(start) and not (start[-1].isalnum() and low[len(start) : len(start) + 1].isalnum()):
                    return rule
        if size > SHORT:
            if size > PATTERN_LIMIT or text[-1] == ".":
                return None
            low = text[:90].lower()
        # Beyond ASCII a pattern without case knows letters that `lower` does not.
        if (words := self._words.get(text[0])) is not None and (low.startswith(words) or not text.isascii()):
            for upto, pattern, rule in self._patterns[text[0]]:
                if size <= upto and pattern.fullmatch(text):
                    return rule
        if self._gate(text):
            for pattern, rule in self._held:
                if pattern.fullmatch(text):
                    return rule
        return None


@cache
def catalogue() -> Catalogue:
    """Return the catalogue that comes with the package.

    Examples
    --------
    >>> "link-line" in catalogue().by_name
    True
    """
    return Catalogue(read_toml(DATA / "rules.toml")["rule"])


def explain(rule: str) -> str:
    """Say in one sentence why a rule decides as it does.

    Examples
    --------
    >>> explain("repeat")
    'This line stood further up, word for word.'
    """
    return own_words("rules").get(rule, {}).get("why") or catalogue().by_name[rule].why
