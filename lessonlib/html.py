"""Small pieces of HTML. All text from pages goes through `escape`: it shows as letters, whatever it holds."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from lessonlib.bundle import read_beside

# Control characters and the marks that turn the direction of writing would change what a reader sees.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)

# The marks of prose: nothing crosses a line break, and an asterisk must touch its word.
_MARKS = re.compile(r"`(?P<code>[^`\n]+)`|\*\*(?=\S)(?P<strong>[^*\n]+?)(?<=\S)\*\*|\*(?=\S)(?P<word>[^*\n]+?)(?<=\S)\*")
_TAGS = {"code": ("<code>", "</code>"), "strong": ("<strong>", "</strong>"), "word": ('<i lang="id">', "</i>")}


def escape(text: str) -> str:
    """Return text as HTML that shows it letter by letter.

    Examples
    --------
    >>> escape("<script>alert('x')</script>")
    '&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;'
    """
    return html.escape(unseen(text), quote=True)


def unseen(text: str) -> str:
    """Return text with a sign in the place of each character that is not seen and would act: on a screen, or on the letters around it.

    Examples
    --------
    >>> unseen("a\x1b[31mb")
    'a�[31mb'
    """
    return _UNSEEN.sub("\ufffd", text)


def prose(text: str) -> str:
    """Return the words of an exercise as HTML: paragraphs, names in `backticks`, Indonesian words in *asterisks*, weight in **two**.

    Examples
    --------
    >>> prose("Look for *kuda* in `corpus`.")
    '<p>Look for <i lang="id">kuda</i> in <code>corpus</code>.</p>'
    """
    return "".join(f"<p>{inline(part.strip())}</p>" for part in text.split("\n\n") if part.strip())


def inline(text: str) -> str:
    """Return a run of such words as HTML, without paragraphs.

    Examples
    --------
    >>> inline("a < `b`")
    'a &lt; <code>b</code>'
    """
    return _MARKS.sub(lambda match: (match[match.lastgroup or 0]).join(_TAGS[match.lastgroup or ""]), escape(text))


def bare(text: str) -> str:
    """Return such words as plain text.

    Examples
    --------
    >>> bare("Look for *kuda* in `corpus`.")
    'Look for kuda in corpus.'
    """
    return _MARKS.sub(lambda match: match[match.lastgroup or 0], text)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], caption: str) -> str:
    """Return a table with header cells for columns and rows, and a caption; a cell that is `Html` is taken as it is.

    Examples
    --------
    >>> table(["text", "share"], [["a", "10 %"]], "Shares")
    '<table><caption>Shares</caption><thead><tr><th scope="col" style="text-align:left">text</th><th scope="col" style="text-align:left">share</th></tr></thead><tbody><tr><th scope="row" style="text-align:left">a</th><td style="text-align:left">10 %</td></tr></tbody></table>'
    """
    head = "".join(_cell('th scope="col"', column) for column in columns)
    body = "".join(
        "<tr>" + "".join(_cell("td" if place else 'th scope="row"', cell) for place, cell in enumerate(row)) + "</tr>" for row in rows
    )
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


_PAGE_STYLE = read_beside(__file__, "html.css")


def page(title: str, body: str, language: str = "en", style: str = "", head: str = "") -> str:
    """Return a whole page that stands alone: it asks nothing of any host, and prints in grey.

    Parameters
    ----------
    title : str
        Its title, and the heading above it.
    body : str
        What stands below, as HTML.
    language : str
        That of the page.
    style : str
        What holds for this page beside what holds for all, as CSS.
    head : str
        More for its head, as HTML.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> page("Lesson 01", "<p>…</p>")[:31]
    '<!DOCTYPE html>\\n<html lang="en"'
    """
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_PAGE_STYLE}{style}</style>\n{head}</head>\n<body>\n<main>\n<h1>{escape(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def scrolling(name: str, style: str, language: str = "", css_class: str = "") -> str:
    """Return the opening tag of a box that scrolls: it has a name, and the arrow keys scroll it where JupyterLab has keys of its own.

    Examples
    --------
    >>> scrolling("Words", "overflow-x:auto")[:53]
    '<div role="region" tabindex="0" data-lm-suppress-shor'
    """
    led = f'class="{css_class}" ' if css_class else ""
    spoken = f' lang="{language}"' if language else ""
    return f'<div {led}role="region" tabindex="0" data-lm-suppress-shortcuts="true" aria-label="{escape(name)}"{spoken} style="{style}">'


def _cell(tag: str, value: object) -> str:
    """A cell; words begin at the left, which JupyterLab's own style would not have."""
    align = "" if isinstance(value, int | float) else ' style="text-align:left"'
    return f"<{tag}{align}>{value.markup if isinstance(value, Html) else escape(str(value))}</{tag.split()[0]}>"


class Html:
    """Something to show in a notebook: HTML, and a line of plain text for where there is none.

    Examples
    --------
    >>> Html("<p>Hello</p>", "Hello")
    Hello
    """

    def __init__(self, markup: str, text: str) -> None:
        self.markup, self.text = markup, text

    @classmethod
    def paragraph(cls, text: str) -> Html:
        """Return a sentence or a few as one paragraph.

        Examples
        --------
        >>> Html.paragraph("3 < 4").markup
        '<p>3 &lt; 4</p>'
        """
        return cls(f"<p>{escape(text)}</p>", text)

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.markup
