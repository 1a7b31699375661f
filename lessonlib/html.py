"""Small pieces of HTML. All text from pages goes through `escape`: it shows as letters, whatever it holds."""

import html
import re
from collections.abc import Iterable, Sequence

# Control characters and the marks that turn the direction of writing would change what a reader sees.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def escape(text: str) -> str:
    """Return text as HTML that shows it letter by letter.

    Examples
    --------
    >>> escape("<script>alert('x')</script>")
    '&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;'
    """
    return html.escape(_UNSEEN.sub("\ufffd", text), quote=True)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], caption: str) -> str:
    """Return a table with header cells for columns and rows, and a caption.

    Examples
    --------
    >>> table(["text", "share"], [["a", "10 %"]], "Shares")
    '<table><caption>Shares</caption><thead><tr><th scope="col">text</th><th scope="col">share</th></tr></thead><tbody><tr><th scope="row">a</th><td>10 %</td></tr></tbody></table>'
    """
    head = "".join(f'<th scope="col">{escape(str(column))}</th>' for column in columns)
    body = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{escape(str(cell))}</th>' if position == 0 else f"<td>{escape(str(cell))}</td>"
            for position, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


class Html:
    """Something to show in a notebook: HTML, and a line of plain text for where there is none.

    Examples
    --------
    >>> Html("<p>Hello</p>", "Hello")
    Hello
    """

    def __init__(self, markup: str, text: str) -> None:
        self.markup, self.text = markup, text

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.markup
