"""Where a sentence of Indonesian news text ends, and where a stop belongs to an abbreviation, a number or an address."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TypeAlias

from lessonlib.corpus.dates import month_numbers
from lessonlib.corpus.patterns import later

#: What follows these belongs to them, capital or not.
BEFORE_NAME = frozenset(
    """
jl jln gg tn ny nn sdr sdri bpk dr drs dra prof ir h hj kh k.h r rd rm jend letjen mayjen brigjen kol letkol kapt lettu kombes
akbp kompol irjen komjen kec kab kel ds dsn prov kep no nomor yth kpd hlm tgl a.n u.p d.a pt cv ud fa pd nv rp st mr mrs ms gen
col lt sgt capt sen rep gov pdt ust rt rw telp tlp fax vol dg dgn yg utk tsb ttg bhw a.l ing purn alm almh s.d d.h c.q d.k.k e.g
i.e cf ed eds sbg thn pkl
""".split()
)
#: These stand in a sentence or end it.
MAY_END = frozenset(
    """
dll dkk dsb dst tbk inc ltd corp co llc plc gmbh bhd wib wita wit a.s u.s u.k u.n r.i d.c s.h s.e m.h m.m s.t m.t m.a b.a s.pd
m.pd m.si s.si m.sc b.sc ph.d s.sos s.kom m.kom s.ag m.ag s.hum m.hum s.ik s.i.k s.ip m.ip s.ked sp.a m.d lc jr sr a.m p.m d.p.r
p.b.b u.s.a
""".split()
)
#: Names that go on behind "U.S." although a word without a capital follows.
AFTER_US = frozenset(
    """
Navy Army Air Marine Marines Open Steel Treasury Congress Senate Bank News Forces Embassy Department
""".split()
)
#: A single letter behind one of these is the end of a name, not an initial.
BEFORE_LETTER = frozenset(
    """
vitamin grup hepatitis huruf kelompok kelas tipe golongan blok seri opsi lampiran rencana plan poin butir jalur gedung terminal
varian tim regu kategori jenis influenza tingkat nilai pilihan sektor zona bagian pot pintu °
""".split()
)
_STOP = later(r"""(?P<stop>[.!?…]+)(?P<close>["”»’')\]]*)(?P<notes>(?:\[\d{1,3}\])*)(?P<gap>\s*)(?=\S)""")
_COLON = later(r"(?<=[a-zß-ÿ)]):(?=[A-ZÀ-Þ][a-zß-ÿ])")
_LEFT = later(r"[^\s(\[\"“‘']*$")
_WORD = later(r"[\"“‘'(\[]*([^\s]{1,60})[^\s]{0,60}(?:\s+[\"“‘'(\[]*(\S{1,60}))?")
_DOMAIN_TAIL = later(r"(?:CO(?:M|\.ID)?|ID|NET|ORG|TV|GO\.ID|AC\.ID)(?![A-Za-z])")
_LISTED = later(r"\b(?:dan|atau|adalah|yaitu|yakni|serta)$")
_DOTTED = later(r"(?:[A-Z]\.)+[A-Z]")
_ODD_START = later(r"i[A-Z]|e-?[A-Z]")
#: So many characters around a stop are looked at: the cost stays linear in texts of any length.
_REACH = 1000
#: A sentence that has nothing but stops for so many characters has no words yet.
_NEAR = 100
_YEAR_BEFORE = later(r"\b(\w+)\s(?:19|20)\d\d$")

Candidate: TypeAlias = tuple[int, int, int, Callable[[int], bool], Callable[[], bool]]


def candidates(text: str) -> Iterator[Candidate]:
    """Yield every stop of a text, then every colon at which a sentence may be glued to another.

    Returns
    -------
    iterator of tuple
        Where it stands, where a sentence would begin, where sentencex would
        begin it; then two judgements, to be asked with the begin of the
        sentence: whether none can end here, and whether one does.

    Examples
    --------
    >>> [(at, begin, join(0)) for at, begin, _, join, _ in candidates("Ia tinggal di Jl. Sudirman.")]
    [(16, 18, True)]
    """
    quotes = _Quotes(text)
    for match in _STOP.finditer(text):
        stop = _Stop(text, match, quotes)
        yield match.start(), stop.begin, match.end(), stop.must_join, stop.must_split
    for match in _COLON.finditer(text):
        yield match.start(), match.end(), match.end(), lambda begin: False, lambda: True


class _Quotes:
    """Quotation marks of a text, to tell one that opens from one that closes."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _double(self) -> list[int]:
        return [match.start() for match in re.finditer('["“”]', self.text)]

    @cached_property
    def _single(self) -> list[int]:
        return [match.start() for match in re.finditer("'", self.text)]

    def opens(self, position: int) -> bool:
        """A straight mark opens where an even number of marks stand before it in its line, straight or curly."""
        places = self._single if self.text[position] == "'" else self._double
        line = self.text.rfind("\n", max(0, position - 20 * _REACH), position) + 1
        return (bisect_left(places, position) - bisect_left(places, line)) % 2 == 0


def _short_at_end(word: str) -> bool:
    """Whether two letters or fewer stand behind the last sign in a word."""
    return len(word) <= 2 or not {"-", ".", ",", "/"}.isdisjoint(word[-3:])


class _Stop:
    """A stop with the words on both sides."""

    def __init__(self, text: str, match: re.Match, quotes: "_Quotes") -> None:
        self.text, self.match = text, match
        self.gap = bool(match["gap"])
        self.begin = match.end()
        close = match["close"]
        if not self.gap and close[-1:] in ('"', "'") and close and quotes.opens(match.start("close") + len(close) - 1):
            self.begin -= 1
        left = _LEFT.search(text, max(0, match.start() - 40), match.start())
        self.left = left[0] if left else ""
        right = _WORD.match(text, self.begin)
        self.right, self.second = (right[1], right[2] or "") if right else ("", "")

    def must_join(self, begin: int) -> bool:
        """Say whether no sentence can end here."""
        text, match, word = self.text, self.match, self.left.lower().rpartition("-")[2]
        first = self.right[:1]
        if "://" in self.left and not self.gap and "?" in match["stop"]:
            return True
        if match["stop"] == "." and (word in BEFORE_NAME or self._last_part(word) in BEFORE_NAME):
            return True
        if match["stop"] == "." and not match["close"]:
            if self._is_month_before_number(word):
                return True
            if not self.gap and self._inside_token():
                return True
            if ((self.left.isdigit() and len(self.left) <= 2) or (len(word) == 1 and self.left.islower())) and self._is_list_number(begin):
                return True
            if (len(self.left) == 1 and self.left.isupper()) or (_DOTTED.fullmatch(self.left) and word not in MAY_END):
                return not self._letter_ends(begin)
        if first.islower() and not (_ODD_START.match(self.right) and self.gap):
            return True
        if word in MAY_END and match["stop"] == "." and not match["close"]:
            return (
                text[self.begin] in "([,-–"
                or self.right in AFTER_US
                or self.right.strip(".,").lower() in MAY_END
                or not self._starts_sentence()
            )
        if not text[max(begin, match.start() - _NEAR) : match.start()].strip(" .…"):
            return first.islower()
        return self._in_brackets(begin)

    def must_split(self) -> bool:
        """Say whether a sentence ends here, also where sentencex saw none."""
        first = self.right[:1]
        if first.isupper() or (_ODD_START.match(self.right) and self.gap):
            return True
        return (
            bool(not self.gap and first.isdigit() and self.second[:1].isupper() and not self.left[-1:].isdigit())
            or self._year_then_number()
        )

    def _inside_token(self) -> bool:
        """A stop without a space behind it that belongs to a number, an address or an abbreviation."""
        text = self.text
        before, after = self.left[-1:], text[self.begin]
        if after.isupper() and text[self.begin + 1 : self.begin + 2] == "." and _short_at_end(self.left):
            return True
        if before.isdigit() and after.isdigit():
            return not self._year_then_number()
        if "://" in self.left or self.left.startswith("www.") or "@" in self.left:
            return not (after.isupper() and self.left[-3:].islower())
        if _DOMAIN_TAIL.match(text, self.begin) and self.left.isupper():
            return True
        return after in ",;:)-–—/"

    def _is_list_number(self, begin: int) -> bool:
        """ "1. Pertama": a number that opens an item, at the start or behind a comma or colon."""
        end = self.match.start() - len(self.left)
        before = self.text[max(begin, end - _REACH) : end]
        words = before.rstrip()
        if not words or words[-1] in ":;,":
            return True
        # The longest of the small words has six letters; before it one more is looked at.
        return len(words) < len(before) and _LISTED.search(words, max(0, len(words) - 8)) is not None

    def _last_part(self, word: str) -> str:
        """The abbreviation behind the last stop or comma of a glued word ("Kec.Ciwidey,Kab")."""
        parts = word.replace(",", ".").rsplit(".", 2)
        return parts[-1] if len(parts) > 1 and (len(parts[-1]) > 1 or parts[-2] in BEFORE_NAME) else ""

    def _is_month_before_number(self, word: str) -> bool:
        return len(word) <= 4 and word in month_numbers() and self.right[:1].isdigit()

    def _year_then_number(self) -> bool:
        """ "... Agustus 2022.38 North menyebut": a year ends the sentence, a number begins the next."""
        match = self.match
        if (
            self.gap
            or not self.text[self.begin].isdigit()
            or not self.second[:1].isupper()
            or not self.right.isdigit()
            or len(self.right) > 2
        ):
            return False
        year = _YEAR_BEFORE.search(self.text, max(0, match.start() - 30), match.start())
        return bool(year and (year[1].lower() in month_numbers() or year[1].lower() in ("pada", "tahun", "sejak", "hingga", "sampai")))

    def _letter_ends(self, begin: int) -> bool:
        """Say whether a single letter ends a sentence ("vitamin C.") rather than opens a name ("A. Yani")."""
        end = self.match.start() - len(self.left)
        before = self.text[max(begin, end - _REACH) : end].split()
        return (
            bool(before)
            and len(self.left) == 1
            and (before[-1].lower() in BEFORE_LETTER or before[-1].endswith("°"))
            and self._starts_sentence()
        )

    def _starts_sentence(self) -> bool:
        """A capital, then a word without: a sentence begins. Two capitals: a name goes on."""
        if self.right[:1].isdigit():
            return True
        return self.right[:1].isupper() and (not self.second or self.second[:1].islower() or self.right[-1:] == ",")

    def _in_brackets(self, begin: int) -> bool:
        """Say whether the stop stands in brackets that opened inside the sentence."""
        inside = self.text[max(begin, self.begin - _REACH) : self.begin].rstrip()
        opened = inside.rfind("(")
        return opened > 0 and inside.count("(") > inside.count(")") and ")" in self.text[self.begin : self.begin + 300]
