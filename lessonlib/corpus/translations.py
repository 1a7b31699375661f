"""English translations of the texts, kept beside them by sentence and by place."""

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from lessonlib.errors import DataError, no_such
from lessonlib.files import is_there
from lessonlib.tomlfile import DATA, read_toml, short_name

#: Language of the translations that come with the package.
LANGUAGE = "en"


class Translation(NamedTuple):
    """A sentence or another part of a page in English.

    Attributes
    ----------
    sha : str
        What the original hashed to when it was translated (see `fingerprint`).
    en : str
        The translation: ours, errors of the original included.
    note, gloss, alternative : str
        What a reader must know; word by word; a second reading; or ``""``.

    Examples
    --------
    >>> Translation("abc", "Yes.").note
    ''
    """

    sha: str
    en: str
    note: str = ""
    gloss: str = ""
    alternative: str = ""


class Translations(NamedTuple):
    """The translations of one text.

    Attributes
    ----------
    sentences : mapping of str to Translation
        By ``sentence_id``.
    places : mapping of int to Translation
        Titles, headings, captions, link lines and headlines, by the offset at
        which they start.

    Examples
    --------
    >>> Translations({}, {}).places
    {}
    """

    sentences: Mapping[str, Translation]
    places: Mapping[int, Translation]


def fingerprint(text: str) -> str:
    """Return the first twelve hexadecimal digits of the SHA-256 of a text.

    Examples
    --------
    >>> fingerprint("Salah satunya adalah Putin.")
    'd0dbbe3fca7f'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@cache
def read_translations(doc_id: str) -> Translations:
    """Read the translations of a text; a text that nobody has translated has none.

    Raises
    ------
    DataError
        If the file is wrong; the message names the row.

    Examples
    --------
    >>> read_translations("sindonews-listicle").sentences["sindonews-listicle-006-02"].en
    'One of them was Putin.'
    """
    path = DATA / "translations" / LANGUAGE / f"{doc_id}.toml"
    if not is_there(path):
        return Translations({}, {})
    data, where = read_toml(path), short_name(path)
    if unknown := set(data) - {"sentence", "place"}:
        raise DataError(f"{where}: there is no table {min(unknown)!r}; rows are [sentence.ID] and [place.START].")
    for table, rows in data.items():
        if not isinstance(rows, dict) or not all(isinstance(row, dict) for row in rows.values()):
            raise DataError(f"{where}: write each row as [{table}.{'ID' if table == 'sentence' else 'START'}], in single brackets.")
    if wrong := next((start for start in data.get("place", {}) if not re.fullmatch(r"0|[1-9][0-9]*", start)), ""):
        raise DataError(f"{where}: [place.{wrong}] must be [place.START], with the number at which that part of the page starts.")
    sentences = {name: _translation(row, f"{where}, sentence {name}") for name, row in data.get("sentence", {}).items()}
    places = {int(start): _translation(row, f"{where}, place {start}") for start, row in data.get("place", {}).items()}
    return Translations(sentences, places)


def _translation(row: Mapping[str, Any], where: str) -> Translation:
    unknown = set(row) - set(Translation._fields)
    if unknown:
        raise DataError(f"{where}: {no_such('field', min(unknown), Translation._fields)}.")
    for name, value in row.items():
        if not isinstance(value, str):
            raise DataError(f"{where}: {name} must be text in quotation marks, not {value!r}.")
    for name in ("sha", "en"):
        if not row.get(name, "").strip():
            raise DataError(f"{where}: {name} is missing: fill it in.")
    return Translation(**row)


def english(doc_id: str, sentence_id: str, text: str) -> str:
    """Return the translation of a sentence, ``""`` if there is none or the sentence has changed since.

    Examples
    --------
    >>> english("sindonews-listicle", "sindonews-listicle-006-02", "Salah satunya adalah Putin.")
    'One of them was Putin.'
    >>> english("sindonews-listicle", "sindonews-listicle-006-02", "Salah satunya adalah Kim.")
    ''
    """
    found = read_translations(doc_id).sentences.get(sentence_id)
    return found.en if found and found.sha == fingerprint(text) else ""
