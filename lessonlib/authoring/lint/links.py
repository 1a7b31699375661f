"""Rules for links and pictures."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lessonlib.authoring.lint.blocks import blocks
from lessonlib.authoring.lint.lesson import Fault, Lesson, read_notebook
from lessonlib.history.outside import load_sources

_LINK = re.compile(
    r"(?<!!)\[[^\]\n]*\]\((?P<markdown>[^)\s]+)[^)\n]*\)|<(?P<bare>https?://[^>\s]+)>|<a\b[^>]*\bhref=[\"'](?P<html>[^\"']+)"
)
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<target>[^)\s]+)|<img\b(?P<attributes>[^>]*)>", re.IGNORECASE)
_ALT = re.compile(r"\balt=(?:\"\s*([^\"]+)\"|'\s*([^']+)')", re.IGNORECASE)
_SHORTEST_ALT = 10


def links_resolve(lesson: Lesson) -> Iterator[Fault]:
    """A link within the course leads to a file that is there; one within the page to nothing else.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(links_resolve(sample("[Here](nowhere.ipynb)."))).wrong
    'its link to nowhere.ipynb leads nowhere'
    """
    for cell in lesson.texts():
        for target in _targets(cell.source):
            path = unquote(target.partition("#")[0])
            if "://" in target or target.startswith(("mailto:", "#")):
                continue
            if not (lesson.folder / path).exists():
                yield Fault(cell.id, f"its link to {target} leads nowhere", "correct it, or take it away")


def outside_links(lesson: Lesson) -> Iterator[Fault]:
    """A link out of the course stands under "From outside", and its page is in sources.csv.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(outside_links(sample("<https://example.org/a>"))).wrong
    'its link to https://example.org/a stands outside a passage “From outside”'
    """
    known = set(load_sources()["url"])
    for cell in lesson.texts():
        mark = lesson.words("outside", cell)["mark"]
        advice = f"put it there: '> **{mark}.** …'{lesson.or_in('words/{}/authoring.toml, [outside]')}"
        for block in blocks(cell.source):
            for target in _targets(block.text):
                if "://" not in target:
                    continue
                if not (block.quoted and mark in block.text):
                    yield Fault(cell.id, f"its link to {target} stands outside a passage “{mark}”", advice)
                if target not in known:
                    yield Fault(cell.id, f"its link to {target} is no page of sources.csv", "add the page there, or take the link away")


def _targets(text: str) -> Iterator[str]:
    return (next(filter(None, match.groups())) for match in _LINK.finditer(text))


def images_have_alt(lesson: Lesson) -> Iterator[Fault]:
    """Every picture, in the text or shown by a cell, has words for who cannot see it.

    Examples
    --------
    >>> from lessonlib.authoring.lint.lesson import sample
    >>> next(images_have_alt(sample("![](a.png)"))).wrong
    'a picture has no alt text'
    """
    for cell in lesson.texts():
        yield from (Fault(cell.id, "a picture has no alt text", "say in words what it shows") for _ in _wordless(cell.source))
    path = lesson.folder / "solutions" / f"{lesson.source.stem}.ipynb"
    for cell in read_notebook(path).cells if path.is_file() else ():
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if any(kind.startswith("image/") for kind in data) and "text/html" not in data:
                yield Fault(cell.id, "it shows a picture without alt text", "draw it with lessonlib.figures, or give it one")
            for _ in _wordless("".join(data.get("text/html", ""))):
                yield Fault(cell.id, "a picture that it shows has no alt text", "give the figure its alt")


def _wordless(markup: str) -> Iterator[str]:
    for match in _IMAGE.finditer(markup):
        told = _ALT.search(match["attributes"]) if match["attributes"] is not None else None
        alt = (told[1] or told[2]) if told else match["alt"] or ""
        if len(alt.strip()) < _SHORTEST_ALT:
            yield match[0][:40]
