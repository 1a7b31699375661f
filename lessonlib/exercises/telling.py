"""How what a learner wrote is told again: as lines to read, the Indonesian in it marked for screen readers."""

from functools import cache
from typing import Any

from lessonlib.corpus.load import load_corpus
from lessonlib.exercises.passages import passages
from lessonlib.exercises.quotations import quoted_parts, words_key
from lessonlib.html import escape

#: No more of a text is looked through.
_MOST = 50


def readable(answer: Any) -> str:
    """Return an answer as lines to read.

    Examples
    --------
    >>> readable(["a", "b"]), readable({"article": "stated"}), readable("It says “…”.")
    ('a\\nb', 'article: stated', 'It says “…”.')
    """
    if isinstance(answer, str):
        return answer
    if isinstance(answer, list):
        return "\n".join(readable(part) for part in answer)
    if isinstance(answer, dict):
        return "\n".join(f"{name}: {readable(value)}" for name, value in answer.items())
    return str(answer)


def say_quoted(text: str) -> str:
    """Return text as HTML; what it quotes from the texts in the original is marked as Indonesian.

    Examples
    --------
    >>> say_quoted("It says “bulan lalu” & “last month”.")
    'It says “<span lang="id">bulan lalu</span>” &amp; “last month”.'
    """
    parts, rest = [], text
    for words in quoted_parts(text)[:_MOST]:
        before, found, after = rest.partition(words)
        if found and is_original(words):
            parts.append(f'{escape(before)}<span lang="id">{escape(words)}</span>')
            rest = after
    return "".join(parts) + escape(rest)


def say_answer(answer: Any) -> str:
    """Return an answer as HTML: words of the texts are marked as Indonesian, quoted in a sentence or given alone, one a line.

    Examples
    --------
    >>> say_answer("I read “bulan lalu”.")
    'I read “<span lang="id">bulan lalu</span>”.'
    >>> say_answer(["bulan lalu"])
    '<span lang="id">bulan lalu</span>'
    """
    lines = readable(answer).split("\n")
    if all(map(is_original, lines)):
        return "\n".join(f'<span lang="id">{escape(line)}</span>' for line in lines)
    return say_quoted("\n".join(lines))


def is_original(words: str) -> bool:
    """Say whether words stand in one of the texts in Indonesian.

    Examples
    --------
    >>> is_original("bulan lalu"), is_original("last month"), is_original("Putin")
    (True, False, False)
    >>> is_original("rail traffic surges")  # a footnote of the commentary, in English
    False
    """
    key = f" {words_key(words)} "
    # Names stand in both languages: they are left to the voice of the page.
    return bool(key.strip()) and any(key in text for text in _texts("original")) and not any(key in text for text in _texts("english"))


@cache
def _texts(side: str) -> tuple[str, ...]:
    texts = [getattr(passage, side) for passage in passages().values()]
    # The pages that the commentary notes are English.
    texts += list(load_corpus().references["text"]) if side == "english" else []
    return tuple(f" {words_key(text)} " for text in texts if text)
