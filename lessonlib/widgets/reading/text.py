"""One text with all that the reader can show of it; each kind of mark is drawn once."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from lessonlib.exercises.passages import name_outlets
from lessonlib.html import escape
from lessonlib.numberwords import say_number
from lessonlib.widgets.pieces import Piece, pick
from lessonlib.widgets.reading.claims import claims_by_sentence, questions_by_sentence
from lessonlib.widgets.reading.lines import english_places, read_lines
from lessonlib.widgets.reading.parts import parts_of
from lessonlib.widgets.reading.rows import caption_claims, legend, make_row
from lessonlib.words import words

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from lessonlib.corpus.load import Corpus
    from lessonlib.widgets.reading.lines import Line
    from lessonlib.widgets.reading.rows import Row


class Text:
    """A text of a corpus, sentence by sentence.

    Parameters
    ----------
    corpus : Corpus
        From `lessonlib.load_corpus`.
    doc_id : str
        One of its texts.
    lesson : str
        The lesson, which decides how much the questions tell.
    questions : bool
        Whether there are questions at all.

    Examples
    --------
    >>> from lessonlib import load_corpus
    >>> Text(load_corpus(), "unsigned-analysis").language
    'id'
    """

    def __init__(self, corpus: Corpus, doc_id: str, lesson: str = "", questions: bool = True) -> None:
        self.corpus, self.doc_id = corpus, doc_id
        self.record = corpus.documents.loc[doc_id].to_dict()
        self.source = name_outlets(corpus.documents)[doc_id]
        self.language = escape(self.record["language"] or "id")
        self.lines = read_lines(corpus, doc_id)
        whole = corpus.sentences["text"][corpus.sentences["doc_id"] == doc_id]
        self.total, self._letters = len(whole), sum(len(line.text) for line in self.lines)
        self._is_cut = self._letters < sum(map(len, whole))
        self.claims = claims_by_sentence(corpus, doc_id, self.lines)
        self.questions = questions_by_sentence(corpus, doc_id, self.lines, lesson) if questions else {}
        self.parts = parts_of(self.lines, self.claims)
        self._rows: dict[str, dict[str, Row]] = {}
        self._inside: dict[str, list[Line]] = {}
        self._paragraphs = len(_numbers(self.lines))

    @property
    def last(self) -> int:
        """The number of the last paragraph, 0 if there is none.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> Text(load_corpus(), "unsigned-analysis").last
        9
        """
        return self.lines[-1].paragraph if self.lines else 0

    def rows(self, mark: str) -> dict[str, Row]:
        """Return the sentences by id, drawn with one kind of mark.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> len(Text(load_corpus(), "unsigned-analysis").rows("claims"))
        10
        """
        if mark not in self._rows:
            self._rows[mark] = {
                line.id: make_row(line, mark, self.claims.get(line.id, ()), self.questions.get(line.id, ())) for line in self.lines
            }
        return self._rows[mark]

    def choose(self, part: str, first: float, last: float) -> list[Line]:
        """Return the sentences of a part that lie in a range of paragraphs.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> [line.id for line in Text(load_corpus(), "unsigned-analysis").choose("whole", 9, 9)]
        ['unsigned-analysis-009-01']
        """
        if part not in self._inside:
            self._inside[part] = [line for line in self.lines if line.id in self.parts[part].ids]
        return [line for line in self._inside[part] if first <= line.paragraph <= last]

    def summary(self, part: str, lines: Sequence[Line], mark: str) -> str:
        """Say in one line what is shown.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> text = Text(load_corpus(), "unsigned-analysis")
        >>> text.summary("whole", text.lines, "claims")
        'Parallel reader: unsigned-analysis, the whole text, 10 of 10 sentences. Claims marked: 31.'
        """
        said, rows, label = words("reader")["page"], self.rows(mark), self.parts[part].label
        if lines and len(lines) < len(self.parts[part].ids):
            label += said["range"].format(first=lines[0].paragraph, last=lines[-1].paragraph)
        marked = said[mark].format(count=sum(rows[line.id].marked for line in lines))
        return said["summary"].format(text=self.doc_id, part=label, shown=len(lines), all=self.total, marked=marked)

    def pieces(self, part: str, mark: str, kept: Container[str] = ()) -> list[Piece]:
        """Return what the widget shows of a part below its controls, in pieces that other parts of the text share.

        Each knows in which range of paragraphs it is shown.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> pieces = Text(load_corpus(), "unsigned-analysis").pieces("whole", "nothing")
        >>> "".join(pick(pieces)).count("data-sentence"), "".join(pick(pieces, (9, 9))).count("data-sentence")
        (10, 1)
        """
        said, rows, lines = words("reader")["page"], self.rows(mark), self.choose(part, 1, self.last)
        found, all_ = [], _numbers(lines)
        for section, grouped in groupby(lines, lambda line: (line.section, line.section_en)):
            inside = list(grouped)
            found.append(Piece(self._heading(*section), some=_numbers(inside)))
            for number, paragraph in groupby(inside, lambda line: line.paragraph):
                shown = "".join(rows[line.id].widget(self.language, line.id in kept) for line in paragraph)
                name = escape(said["paragraph"].format(number=number))
                found.append(Piece(f'<div class="lessonlib-paragraph" role="group" aria-label="{name}">{shown}</div>', some=(number,)))
        heads = f'<div class="lessonlib-columns"><span>{escape(said["english"])}</span><span class="lessonlib-original">{escape(self._original())}</span></div>'
        above = [Piece(self._head(mark), some=all_), Piece(heads, some=all_)] if lines else []
        return [*above, *found, *self._below(part, mark)]

    def twin(self, part: str, bounds: tuple[float, float], mark: str) -> str:
        """Return the same as a table in both languages, for paper and where no kernel runs.

        Examples
        --------
        >>> from lessonlib import load_corpus
        >>> text = Text(load_corpus(), "unsigned-analysis")
        >>> text.twin("whole", (1, 2), "nothing").count('<th scope="row"')
        2
        """
        lines, below = self.choose(part, *bounds), "".join(pick(self._below(part, mark), bounds))
        if not lines:
            return below
        said, rows = words("reader")["page"], self.rows(mark)
        heads = (said["sentence"], said["english"], self._original())
        head = "".join(f'<th scope="col" style="text-align:left">{escape(name)}</th>' for name in heads)
        body = "".join(rows[line.id].cells(self.language) for line in lines)
        return (
            f'{self._head(mark)}<table style="table-layout:auto"><caption>{escape(self.summary(part, lines, mark))}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{below}"
        )

    def _original(self) -> str:
        """What the column of the original is called."""
        code = self.record["language"] or "id"
        return f"{words('reader')['page']['original']} ({words('reader')['languages'].get(code, code)})"

    def _head(self, mark: str) -> str:
        record = self.record
        title = str(record["title"]).strip()
        english = english_places(self.corpus, self.doc_id, "title").get(title, "")
        printed = f"{self.source}, {record['published'] or words('reader')['page']['undated']}"
        parts = [
            f'<strong lang="en">{escape(english)}</strong>' if english else "",
            f'<span class="lessonlib-original" lang="{self.language}">{escape(title)}</span>' if title else "",
            escape(printed),
        ]
        return f"<p>{'<br>'.join(part for part in parts if part)}</p>{self._cut_off()}{legend(mark)}"

    def _cut_off(self) -> str:
        """Say of a very long text that only its beginning is shown."""
        if not self._is_cut:
            return ""
        sizes = {"letters": say_number(self._letters), "shown": say_number(len(self.lines)), "all": say_number(self.total)}
        return f"<p><strong>{escape(words('reader')['page']['cut'].format(**sizes))}</strong></p>"

    def _heading(self, section: str, english: str) -> str:
        if not section:
            return ""
        only = ' class="lessonlib-original"' if english else ""  # a heading that nobody has translated stays in sight
        return f'<h4><span lang="en">{escape(english)}</span> <span lang="{self.language}"{only}>{escape(section)}</span></h4>'

    def _below(self, part: str, mark: str) -> list[Piece]:
        """Below the sentences: claims of captions after a whole text, where the copy is torn, that it is, and why nothing is shown."""
        said, chosen = words("reader")["page"], _numbers(self.choose(part, 1, self.last))
        ends = (self.last,) if self.last in chosen else ()
        found = [Piece("".join(f"<p>{escape(sentence)}</p>" for sentence in self._why_empty(part)), none=chosen)]
        if chosen and self.record["complete"] == "truncated":
            found.append(Piece(f'<p class="lessonlib-end">{escape(said["goes_on"])}</p>', some=chosen, none=ends))
            if ends:
                torn = f'<p class="lessonlib-end"><strong>{escape(said["ends"])}</strong> {escape(self.record["complete_reason"])}</p>'
                found.append(Piece(torn, every=ends))
        if mark == "claims" and len(chosen) == self._paragraphs > 0:
            found.append(Piece(caption_claims(self.claims.get("", [])), every=chosen))
        return found

    def _why_empty(self, part: str) -> Iterator[str]:
        said, chosen = words("reader")["parts"], self.parts[part]
        if not self.lines:
            yield said["empty"].format(text=self.doc_id)
        elif chosen.ids:
            yield said["range"]
        else:
            yield said["none"].format(text=self.doc_id)
            torn = self.corpus.documents["complete"] == "truncated"
            if torn.any():
                yield said["torn"].format(copies=", ".join(self.corpus.documents.index[torn]))


def _numbers(lines: Iterable[Line]) -> tuple[int, ...]:
    """The paragraphs in which sentences stand."""
    return tuple(dict.fromkeys(line.paragraph for line in lines))
