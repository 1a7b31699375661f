"""The dateline that opens a report: "MOSKOW - ", "Seoul (ANTARA) - ", "Liputan6.com, Jakarta - "."""

import re

from lessonlib.corpus.lines import Line
from lessonlib.corpus.outlets import DOMAIN, is_place, known_outlet
from lessonlib.corpus.patterns import later

_HEAD = later(r"(?P<head>[\w“\"][^\n!?;“”\"]{1,70}?)(?P<sep>\s*(?:--+|[–—―])\s*|\s+-\s+|\s+-(?=[A-Z“\"])|-\s+|:\s+)(?=[\w“\"‘'(\[])")
_CAPITALS = later(r"[A-Z][A-Z.'’-]*(?:[\s/-][A-Z][A-Z.'’-]*){0,4}")
_TITLED = later(r"[A-Z][\w'’.-]+(?: (?:[A-Z][\w'’.-]+|DC|D\.C\.)){0,2}")
_DAY = later(r"(?:\w+ )?\d{1,2}(?:/\d{1,2}(?:/\d{2,4})?| [A-Z][a-z]{2,8}\.?)(?: \d{4})?|[A-Z][a-z]{2,8} \d{1,2}", re.IGNORECASE)
_AGENCY = later(r"\(([^()]{2,40})\)")


def dateline_end(text: str, first: bool) -> int:
    """Return where the dateline of a line ends, 0 if it has none.

    Parameters
    ----------
    text : str
        A line.
    first : bool
        Whether an article may begin here; only there is a place in ordinary
        letters taken for a dateline.

    Examples
    --------
    >>> dateline_end("MOSKOW - Pemimpin tertinggi Korea Utara ...", first=True)
    9
    >>> dateline_end("Rusia - bukan China - dipilih Kim.", first=False)
    0
    """
    head = text[:75]
    # A cheap look before the pattern: one of these stands in every dateline.
    dashed = "-" in head and (" -" in head or "- " in head or "--" in head)
    if not (dashed or ": " in head or "–" in head or "—" in head or "―" in head):
        return 0
    match = _HEAD.match(text[:130])
    if match is None:
        return 0
    head, separator = match["head"].strip(), match["sep"].strip()
    agencies = _AGENCY.findall(head) if "(" in head else []
    parts = [part.strip() for part in (_AGENCY.sub(" ", head) if agencies else head).split(",") if part.strip()]
    if not parts and not agencies:
        return 0
    if separator == ":":
        good = first and len(parts) == 1 and not agencies and is_place(parts[0])
    else:
        outlets = [_names_outlet(part) for part in parts]
        signed = any(outlets) or any(map(known_outlet, agencies))
        good = all(ok or _is_part(part, signed, first, separator) for ok, part in zip(outlets, parts, strict=True))
    return match.end() if good else 0


def opening(line: Line) -> int:
    """Return where the dateline of a line ends that may open an article, looking only once.

    Examples
    --------
    >>> opening(Line(0, "PYONGYANG - Kim Jong Un menyambut tamunya.")), opening(Line(0, "Kim Jong Un menyambut tamunya."))
    (12, 0)
    """
    if line.opening < 0:
        line.opening = dateline_end(line.text, first=True)
    return line.opening


def _is_part(part: str, signed: bool, first: bool, separator: str) -> bool:
    """A part of a dateline that is no outlet: a place, a day."""
    if _CAPITALS.fullmatch(part):
        return len(part) > 3 or signed
    if signed and (_TITLED.fullmatch(part) or _DAY.fullmatch(part)):
        return True
    return (first and (is_place(part) or bool(_DAY.fullmatch(part)))) or (
        first and separator.startswith("--") and bool(_TITLED.fullmatch(part))
    )


def _names_outlet(part: str) -> bool:
    """An outlet, or a place or a desk beside its address ("JAKARTA KOMPAS.com", "RM.id Rakyat Merdeka")."""
    if known_outlet(part):
        return True
    if "." not in part or not DOMAIN.search(part):
        return False
    rest = DOMAIN.sub(" ", part).strip()
    return not rest or bool(_CAPITALS.fullmatch(rest) or _TITLED.fullmatch(rest))
