"""A kit for some lessons holds some pages: none of them links to a page that is not there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Sequence
from functools import partial

from lessonlib.authoring.paper.contents import Printed

_LINK = re.compile(r'<a href="(?P<to>[^"#:]+)\.html"(?P<rest>[^>]*)>(?P<text>.*?)</a>', re.DOTALL)
_LEADS = re.compile(r' hreflang="[^"]*"')


def only_links_within(pages: Sequence[Printed]) -> list[Printed]:
    """Return pages whose links lead to one another; of any other link to a file only the words are left.

    Examples
    --------
    >>> one, two = Printed("a/one", "", '<a href="../b/two.html">two</a>, <a href="three.html">three</a>'), Printed("b/two", "", "")
    >>> only_links_within([one, two])[0].markup
    '<a href="../b/two.html">two</a>, <span>three</span>'
    """
    there = {page.name for page in pages}
    return [
        page._replace(markup=_LINK.sub(partial(_kept, folder=posixpath.dirname(page.name), there=there), page.markup)) for page in pages
    ]


def _kept(link: re.Match[str], folder: str, there: Collection[str]) -> str:
    if posixpath.normpath(posixpath.join(folder, link["to"])) in there:
        return link[0]
    # What tells the language of a title stays with its words.
    return f"<span{_LEADS.sub('', link['rest'])}>{link['text']}</span>"
