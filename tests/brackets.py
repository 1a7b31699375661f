"""Where a string was forgotten in code: what stands outside the ⟦brackets⟧ of a language that nobody speaks."""

import calendar
import re
import shutil
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup
from foreign import write_pages, write_words

import lessonlib
from lessonlib.corpus.kinds import KINDS
from lessonlib.exercises.bank import read_lesson
from lessonlib.exercises.passages import passages
from lessonlib.language import speaking
from lessonlib.tomlfile import DATA

LANGUAGE = "zz"
#: Signs, units and names of the library that are the same in every language.
SAME = {"EDTF", "lessonlib", "km", "xx", "zz"}
_WORD = re.compile(r"[A-Za-z]{2,}")
_SHORT = 12
_LONG = 60


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(DATA / "words" / "en", folder / "words" / "en")
    shutil.copytree(DATA / "exercises", folder / "exercises")
    shutil.copytree(DATA / "sampler" / "en", folder / "sampler" / "en")
    shutil.copy(DATA / "sampler" / "99.toml", folder / "sampler")
    shutil.copy(DATA / "course.toml", folder)
    write_words(folder, LANGUAGE)
    shutil.copytree(DATA / "teaching" / "en", folder / "teaching" / "en")
    write_pages(folder, LANGUAGE)
    return folder


@pytest.fixture
def foreign(data, monkeypatch, tmp_path):
    """The working folder is an edition in that language."""
    monkeypatch.setattr("lessonlib.words.WORDS", data / "words")
    monkeypatch.setattr("lessonlib.authoring.teaching.PAGES", data / "teaching")
    (tmp_path / "lessonlib.toml").write_text(f'language = "{LANGUAGE}"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return data


@pytest.fixture(scope="module")
def known():
    """Words that need no translation: quotations and our English of them, names, ids, codes."""
    with speaking("en"):
        names = lessonlib.load_names()
        voices = lessonlib.load_voices()
        said = lessonlib.load_attestations()
        corpus = lessonlib.load_corpus()
        sources = lessonlib.load_sources()
        proper = [*names.index, *(form for row in names.itertuples() for form in (*row.variants, *row.also)), *voices["name"]]
        proper += [
            *corpus.documents.index,
            *lessonlib.load_tensions().index,
            *lessonlib.load_context().index,
            *corpus.documents["outlet"],
            *sources["publisher"],
            *lessonlib.load_events().index,
            *said.index,
        ]
        proper += [form for forms in lessonlib.load_signals()["forms"] for form in forms]
        proper += [name for names in (calendar.month_name, calendar.month_abbr) for name in names]
        proper += [*lessonlib.load_series("meetings")[["guest", "host", "place", "kind"]].to_numpy().ravel()]
        exercises = [exercise for number in LESSONS for exercise in read_lesson(number).exercises.values()]
        proper += [exercise.id for exercise in exercises]
        proper += [key for exercise in exercises for group in ("options", "items", "columns", "categories") for key in exercise.row[group]]
        # The columns that lessons count, and what stands in them, as code has it.
        proper += [str((exercise.row["make"] or {}).get("count", "")) for exercise in exercises]
        proper += [code for name in ("phase", "kind") for code in lessonlib.load_events()[name].unique()] + [*said["speaker"].unique()]
        columns = "|".join(corpus.documents.columns)
        quoted = [part for passage in passages().values() for part in (passage.original, passage.english)]
        quoted += [*said["exact"], *said["text_en"], *sources["title"]]
    words = SAME | {word for name in proper for word in _WORD.findall(name)}
    codes = rf"\b(?:outlet_basis|published_basis|complete|genre|language): \w+|\b(?:{columns})(?=: | ?[),;])"
    return Known(words, re.compile(codes), "\n".join(map(_plain, quoted)))


class Known(NamedTuple):
    words: set
    columns: re.Pattern
    quoted: str


def _plain(text):
    return " ".join(text.split())


def left_over(text, known):
    """The words of a text that stand in no brackets and are no names; a longer piece between brackets may be the beginning of a quotation."""
    if quotes(_plain(text).rstrip(" …"), known):
        return []
    rest, before = known.columns.sub(" ", text), None
    # Quotations that hold quotation marks of their own are taken out whole.
    for whole in (line for line in known.quoted.split("\n") if len(line) > _LONG and "“" in line):
        rest = _plain(rest).replace(whole, " ")
    rest = re.sub(r"“([^“”]*)”", lambda found: " " if _plain(found[1].rstrip(" …")) in known.quoted else found[0], rest)
    while rest != before:
        rest, before = re.sub(r"⟦[^⟦⟧]*(?:⟧|…)", "\0", rest), rest  # what is cut for paper has no end
    pieces = [_plain(piece) for piece in rest.split("\0")]
    bare = [re.sub(r"^[^A-Za-z“\"]*|[\d, …]*$", "", piece) for piece in pieces]
    rest = " ".join(piece for piece, words in zip(pieces, bare, strict=True) if not quotes(piece, known) and not quotes(words, known))
    return [word for word in _WORD.findall(rest) if word not in known.words]


def quotes(piece, known):
    """Whether a piece is words of the texts, perhaps with a name before it; a short one must begin a sentence of theirs."""
    starts = {piece, piece.partition(": ")[2] or piece, piece.partition(" ")[2] or piece} - {""}
    return any(
        start in known.quoted if len(start) >= _SHORT else re.search(rf"^{re.escape(start)}(?!\w)", known.quoted, re.M) for start in starts
    )


def forgotten(said, known):
    """Where something was said in English, and what."""
    return {(part, " ".join(words)) for part, text in said if (words := left_over(text, known))}


def visible(markup):
    """What a reader of HTML meets: text, and words for who cannot see; not what is marked as Indonesian or as our English of it, nor code."""
    soup = BeautifulSoup(markup, "html.parser")
    for node in soup.select('[lang="id"], [lang="en"], code, style, script'):
        node.decompose()
    said = [
        node.get(name)
        for node in soup.find_all(True)
        for name in ("alt", "aria-label", "title", "placeholder", "summary")
        if node.get(name)
    ]
    return " ".join([soup.get_text(" "), *said])


def strings_of(widget):
    """What a tree of widgets says: descriptions, values, choices, hints, what is shown while nothing is chosen."""
    import ipywidgets

    for name in ("description", "placeholder", "tooltip"):
        text = getattr(widget, name, None)
        if isinstance(text, str) and text:
            yield name, text
    if isinstance(widget, ipywidgets.HTML):
        yield "value", visible(widget.value)
    elif isinstance(widget, ipywidgets.Label | ipywidgets.Text | ipywidgets.Textarea):
        yield "value", widget.value
    # Kinds of span are codes, which a student uses in code.
    yield from (("option", label) for label in getattr(widget, "_options_labels", ()) if label not in KINDS)
    for title in getattr(widget, "titles", ()):
        yield "title", title
    for child in getattr(widget, "children", ()):
        yield from strings_of(child)


LESSONS = [path.stem for path in sorted((DATA / "exercises").glob("[0-9][0-9].toml"))]
