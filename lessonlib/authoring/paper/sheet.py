"""What all printed pages share: black on white, letters large enough, nothing that tears across two sides."""

from __future__ import annotations

from lessonlib.html import page

#: Margins leave room for a staple; a side of US Letter is lower than one of A4, and nothing is measured so closely that it would not do.
_STYLE = (
    "@page{size:A4;margin:13mm 15mm 14mm;@bottom-right{content:counter(page) ' / ' counter(pages);font:9pt Arial,Helvetica,sans-serif}}"
    "body{color:#000}h1{font-size:1.45em;margin:.1em 0 .3em}h2{font-size:1.2em;margin:.7em 0 .2em;padding-top:.3em;border-top:1px solid #000}"
    "p,ul,ol,dl{margin:.35em 0}table{width:100%;font-size:100%;margin:.5em 0}th,td{border-color:#595959}a{color:inherit}code{font:100% 'DejaVu Sans Mono',Consolas,Menlo,monospace}"
    ".line{border-bottom:1px solid #595959;height:8mm}.who{display:flex;gap:2em;margin:.4em 0 .8em}"
    ".who span{flex:1;border-bottom:1px solid #000;padding-bottom:.1em}.who span+span{flex:.5}"
    "@media print{body{font-size:10.5pt;line-height:1.35;padding:0}a{text-decoration:none}"
    "h1,h2,h3,caption{break-after:avoid}tr,li,dd{break-inside:avoid}section{break-inside:auto}p{orphans:3;widows:3}}"
)


def sheet(title: str, body: str, language: str, style: str = "") -> str:
    """Return a page to print, which stands alone and asks nothing of any host.

    Examples
    --------
    >>> "@page" in sheet("Slips", "<p>A3</p>", "en")
    True
    """
    return page(title, body, language, _STYLE + style)
