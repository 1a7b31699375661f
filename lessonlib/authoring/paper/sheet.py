"""What all printed pages share: black on white, letters large enough, nothing that tears across two sides."""

from __future__ import annotations

from lessonlib.bundle import read_beside
from lessonlib.html import page

#: Margins leave room for a staple; a side of US Letter is lower than one of A4, and nothing is measured so closely that it would not do.
_STYLE = read_beside(__file__, "sheet.css")


def sheet(title: str, body: str, language: str, style: str = "") -> str:
    """Return a page to print, which stands alone and asks nothing of any host.

    Examples
    --------
    >>> "@page" in sheet("Slips", "<p>A3</p>", "en")
    True
    """
    return page(title, body, language, _STYLE + style)
