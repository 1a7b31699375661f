"""A page as it was saved, beside the article that cleaning left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lessonlib.html import Html, escape, scrolling
from lessonlib.numberwords import say_number
from lessonlib.words import words

if TYPE_CHECKING:
    from lessonlib.corpus.load import Corpus

_BOX = "border:1px solid var(--jp-border-color1,#999);padding:.6em;max-height:26em;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere;font-size:90%"


def raw_beside_clean(corpus: Corpus, doc_id: str) -> Html:
    """Show a page as it was saved beside its article.

    Parameters
    ----------
    corpus : Corpus
        From `lessonlib.load_corpus`.
    doc_id : str
        One of its texts.

    Returns
    -------
    Html
        Two boxes, side by side where there is room; both scroll, by keyboard too.

    Raises
    ------
    UnknownNameError
        If there is no such text; the message lists those there are.

    Examples
    --------
    >>> import lessonlib
    >>> raw_beside_clean(lessonlib.load_corpus(), "unsigned-analysis")
    unsigned-analysis: 3,710 characters saved, 9 paragraphs of article left
    """
    page = corpus.page(doc_id)
    language = escape(str(corpus.documents["language"][doc_id]) or "id")
    clean = "\n\n".join(paragraph.text for paragraph in page.paragraph_list)
    said = words("inspector")["beside"]
    boxes = ((said["saved"], page.raw), (said["cleaned"], f"{page.title}\n\n{clean}" if page.title else clean))
    parts = "".join(
        f'<section style="flex:1 1 20em;min-width:0"><h3 style="margin:.2em 0;font-size:1em">{escape(said["size"].format(name=name, size=say_number(len(text))))}</h3>'
        f"{scrolling(said['box'].format(name=name, text=doc_id), _BOX, language)}{escape(text)}</div></section>"
        for name, text in boxes
    )
    summary = said["summary"].format(text=doc_id, size=say_number(len(page.raw)), count=len(page.paragraph_list))
    return Html(f'<div style="display:flex;flex-wrap:wrap;gap:1em">{parts}</div>', summary)
