"""What a student keeps of the texts: sentences, each with a note, in the work file of the lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lessonlib.errors import one_of
from lessonlib.exercises.bank import lesson_numbers
from lessonlib.exercises.keeping.folder import open_work
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.kept import READER
from lessonlib.exercises.passages import name_outlets
from lessonlib.turns import in_turn
from lessonlib.words import words

if TYPE_CHECKING:
    import pandas as pd

    from lessonlib.corpus.load import Corpus

#: The name under which the work file holds the sentences, beside the drafts of the exercises.
KEY = READER
_LONGEST = 2_000


class Basket:
    """The sentences that a student keeps.

    Parameters
    ----------
    lesson : str
        The number of the lesson with whose work they are kept; ``""`` keeps
        them in memory.

    Raises
    ------
    UnknownNameError
        If that is no number of a lesson.

    Examples
    --------
    >>> basket = Basket("")
    >>> basket.keep("sindonews-listicle-006-02", "names him")
    >>> basket.items
    [{'id': 'sindonews-listicle-006-02', 'note': 'names him'}]
    """

    def __init__(self, lesson: str = "") -> None:
        one_of(lesson, ["", *lesson_numbers()], "lesson")
        self.work = open_work(lesson) if lesson else Work("", None)

    @property
    def items(self) -> list[dict[str, str]]:
        """What is kept, in the order in which it was kept; what is no sentence with a note is passed by.

        Examples
        --------
        >>> Basket("").items
        []
        """
        held: Any = self.work.current(KEY)
        rows = held if isinstance(held, list) else []
        return [
            {"id": row["id"], "note": row["note"]}
            for row in rows
            if isinstance(row, dict) and isinstance(row.get("id"), str) and isinstance(row.get("note"), str)
        ]

    def __contains__(self, sentence_id: object) -> bool:
        return any(row["id"] == sentence_id for row in self.items)

    @in_turn
    def keep(self, sentence_id: str, note: str = "") -> None:
        """Keep a sentence; kept again, it has the new note.

        Examples
        --------
        >>> basket = Basket("")
        >>> basket.keep("x", "a"); basket.keep("y"); basket.keep("x", "b")
        >>> [(row["id"], row["note"]) for row in basket.items]
        [('x', 'b'), ('y', '')]
        """
        # Another reader of the same lesson may have kept something since, or the lesson begun anew.
        self.work.refresh()
        rows = {row["id"]: row["note"] for row in self.items} | {sentence_id: " ".join(note.split())[:_LONGEST]}
        self._write(rows)

    @in_turn
    def remove(self, sentence_id: str) -> None:
        """Take a sentence out again.

        Examples
        --------
        >>> basket = Basket("")
        >>> basket.keep("x"); basket.remove("x"); basket.remove("y")
        >>> basket.items
        []
        """
        self.work.refresh()
        self._write({row["id"]: row["note"] for row in self.items if row["id"] != sentence_id})

    def _write(self, rows: dict[str, str]) -> None:
        self.work.draft(KEY, [{"id": name, "note": note} for name, note in rows.items()])

    def note(self, sentence_id: str) -> str:
        """Return the note to a sentence, ``""`` if it is not kept.

        Examples
        --------
        >>> Basket("").note("x")
        ''
        """
        return next((row["note"] for row in self.items if row["id"] == sentence_id), "")

    def table(self, corpus: Corpus) -> pd.DataFrame:
        """Return what is kept as a table; sentences that this corpus does not have are left out.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> basket = Basket(""); basket.keep("sindonews-listicle-006-02", "names him")
        >>> basket.table(load_corpus()).columns.tolist()
        ['doc_id', 'text_en', 'text', 'note']
        """
        notes = {row["id"]: row["note"] for row in self.items if row["id"] in corpus.sentences.index}
        found = corpus.sentences.loc[list(notes), ["doc_id", "text_en", "text"]]
        return found.assign(note=list(notes.values()))

    def lines(self, corpus: Corpus) -> str:
        """Return what is kept as plain text, to be copied.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> basket = Basket(""); basket.keep("sindonews-listicle-006-02", "names him")
        >>> print(basket.lines(load_corpus()))
        “Salah satunya adalah Putin.” (SINDOnews, sindonews-listicle-006-02)
        = “One of them was Putin.” (our translation)
        Note: names him
        """
        said, blocks, outlets = words("reader")["kept"], [], name_outlets(corpus.documents)
        for sentence_id, doc_id, english, original, note in self.table(corpus).itertuples():
            block = [said["line"].format(original=original, source=outlets[doc_id], id=sentence_id)]
            block += [said["english"].format(english=english)] if english else []
            blocks.append("\n".join([*block, *([said["note"].format(note=note)] if note else [])]))
        return "\n\n".join(blocks)
