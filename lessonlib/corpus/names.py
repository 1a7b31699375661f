"""Names of persons in credits."""

import re

from lessonlib.corpus.outlets import DOMAIN, is_place, known_outlet
from lessonlib.corpus.patterns import later

ROLES = {
    "translator": ("penerjemah", "diterjemahkan oleh", "translated by", "translator", "alih bahasa"),
    "editor": ("editor", "redaktur pelaksana", "redaktur", "penyunting", "disunting oleh", "diedit oleh", "edited by", "editing by", "red", "video editor"),
    "writer": (
        "diposkan oleh", "wawancara oleh", "penulis", "reporter", "pewarta", "wartawan", "jurnalis", "kontributor", "laporan wartawan", "laporan jurnalis", "laporan reporter", "laporan kontributor", "laporan", "oleh", "by", "author", "writer",
        "ditulis oleh", "written by", "reported by", "reporting by", "rep", "teks", "naskah", "tim liputan", "uploader", "pengunggah", "diunggah oleh", "posted by", "posted oleh", "diposting oleh", "dipublikasikan oleh", "produser", "admin", "foto",
    ),
}  # fmt: skip
_ROLE_OF = {word: role for role, words in ROLES.items() for word in words}
_ROLE = later(r"\b(" + "|".join(sorted(map(re.escape, _ROLE_OF), key=len, reverse=True)) + r")\b\.?\s*(?:[:/|-]\s*|\b)", re.IGNORECASE)
_WHEN = later(r"\s(?:di|pada|at|on)\s+\S*\d.*$")
_GLUED_ROLE = later(r"\b(Penulis|Editor|Reporter|Pewarta|Penerjemah)(?=[A-Z])")
_WORD = r"(?:[A-ZÀ-Þ](?:[\w'’]|-(?=\w))*\.?|bin|binti|van|der|de|al)"
_NAME = later(rf"(?:{_WORD})(?:\s+{_WORD}){{0,5}}")
_SPLIT = later(r"\s*[/|;,&•·()]\s*|\s+[-–—]\s+|\s+(?:dan|and|serta)\s+")
_LETTERS = later(r"[^\W\d_]{3}")
_NOBODY = {
    "tim",
    "redaksi",
    "newsroom",
    "admin",
    "administrator",
    "team",
    "desk",
    "staff",
    "staf",
    "media",
    "kontributor",
    "berbagai",
    "sumber",
    "tim redaksi",
    "red",
    "internasional",
    "nasional",
    "global",
    "dunia",
    "news",
    "indonesia",
    "jurnalis",
    "dalam",
    "luar",
    "gaya",
    "asia",
    "timur",
    "share",
    "follow",
    "read",
    "posted",
    "like",
    "print",
    "khusus",
    "kominfo",
    "humas",
    "biro",
    "unduh",
    "laporan",
    "facebook",
    "ekonomi",
    "politik",
    "hukum",
    "berita",
    "bupati",
    "wali",
    "menteri",
    "presiden",
    "gubernur",
}


def person(text: str) -> str:
    """Return the text if it reads as a person's name, else ``""``.

    Examples
    --------
    >>> person("Bernadette Aderi Puspaningrum"), person("ahm"), person("BBC INDONESIA")
    ('Bernadette Aderi Puspaningrum', '', '')
    """
    name = text.strip(" .,:;-–—*\t").strip()
    if not _NAME.fullmatch(name) or len(name) > 60 or ("." in name and DOMAIN.search(name)):
        return ""
    words = name.lower().split()
    if (
        words[0] in _NOBODY
        or words[-1] in ("desk", "team", "redaksi")
        or known_outlet(name)
        or (len(words) == 1 and name.isupper() and len(name) < 5)
    ):
        return ""
    return name if _LETTERS.search(name) and not is_place(name) else ""


def credited(text: str) -> list[tuple[str, str]]:
    """Read the persons of a credit line, each with a role.

    Parameters
    ----------
    text : str
        A line such as ``"Penulis: A | Editor: B"``.

    Returns
    -------
    list of (str, str)
        Name and role (``writer``, ``translator``, ``editor``, or ``""`` where the line names none).

    Examples
    --------
    >>> credited("Rep: Mochtar Lubis/ Red: Rohana Kudus")
    [('Mochtar Lubis', 'writer'), ('Rohana Kudus', 'editor')]
    >>> credited("Laporan Wartawan Tribunnews.com, Adinegoro")
    [('Adinegoro', 'writer')]
    """
    found: list[tuple[str, str]] = []
    role = ""
    text = _WHEN.sub("", _GLUED_ROLE.sub(r"\1: ", text))
    position = 0
    parts: list[tuple[str, str]] = []
    for match in _ROLE.finditer(text):
        # A role is a word of its own place: "Editor: X", "X, Jurnalis"; not part of a name.
        parts.append((role, text[position : match.start()]))
        role, position = _ROLE_OF[match[1].lower()], match.end()
    parts.append((role, text[position:]))
    for role, part in parts:
        first = bool(role)
        for piece in _SPLIT.split(DOMAIN.sub(",", part) if "." in part else part):
            # One word is a name only straight behind its role; further on it is a place or a title.
            if (name := person(piece)) and (first or " " in name) and all(name != other for other, _ in found):
                found.append((name, role))
            first = first and not piece.strip()
    return found
