"""Pages, folders and texts that nobody would write, made from chance and from the five texts."""

from random import Random

from gold import pages

from lessonlib import load_corpus

SCRIPTS = (
    "Москва и Пхеньян",
    "평양과 모스크바",
    "平壤与莫斯科",
    "بيونغ يانغ",
    "פיונגיאנג",
    "เปียงยาง",
    "प्योंगयांग",
    "Ålesund é̂̃ ﬁ ﷺ",
    "🐴🇰🇵👨‍👩‍👧",
    "𝔐𝔬𝔰𝔠𝔬𝔴",
)
#: Control characters, marks of direction, white space of every width, line ends, half a pair.
CONTROLS = (
    *"\0\a\b\t\v\f\x1b\x1c\x1f\x7f\x85\xa0\xad\u200b\u200d\u200e\u200f\u2028\u2029\u202e\u2066\u3000\ufeff\ufffd\ufffe\r\n",
    "\ud800",
    "\udfff",
)
PIECES = (
    "Baca juga: ", "Foto/Reuters", "[1]", "[1] Sumber. ", "Rabu, 14 Juni 2023 13:25 WIB", "31 Februari 2023", "99/99/2023", "MOSKOW - ", "Seoul (ANTARA) - ", "Editor: ", "Penulis: ", "(ahm)",
    "Berita Terkait", "Daftar Pustaka", "date 2023-09 ", "1. ", "A.S.", "20.000", "Jl. ", "“", "”", '"', "...", "…", "?!", "https://x.id/a.b?C=d", "COPYRIGHT © ANTARA 2023", ".", ":", " ", " - ", "<p>", "</p>", "%s", "{0}", "\\", "$", "```",
)  # fmt: skip
#: What makes a careless pattern try for ever, when it is repeated.
TRAPS = (
    "(", "[", "((", "[[1]", "\"", "“", "'", " ", "\t", "\n", ".", ". ", "…", "-", "—", "a", "A", "A.", "a-", "1", "1.", "1,", "12/", "2023-", "01-02-2023 ", "Rabu, ", "14 Juni ", "13:25 ", "/", "www.", "Baca juga: ", "Foto: ", "Editor: a, ", "Penulis/", "(a) ", "[1] ", "\r", " \n", "Dr. ", "S.H., ",
)  # fmt: skip
SEEDS = tuple(load_corpus().raw(name) for name in load_corpus().documents.index)
LINES = tuple(line for text in (*SEEDS, *(gold.text for gold in pages())) for line in text.splitlines() if line.strip())


def chance(rnd: Random, most: int = 200):
    """Characters of any plane, halves of pairs too."""
    planes = (0x7F, 0x7F, 0x24F, 0xFFFF, 0x10FFFF)
    return "".join(chr(rnd.randint(0, rnd.choice(planes))) for _ in range(rnd.randint(0, most)))


def pieces(rnd: Random, most: int = 40):
    """What rules look for, in any order, with anything between."""
    parts = (PIECES, CONTROLS, SCRIPTS, LINES)
    return "".join(rnd.choice(rnd.choice(parts)) + rnd.choice(("", "", "\n", " ")) for _ in range(rnd.randint(0, most)))


def trap(rnd: Random):
    unit = rnd.choice(TRAPS) + (rnd.choice(TRAPS) if rnd.random() < 0.3 else "")
    run = unit * (rnd.choice((10, 100, 1_000, 5_000)) if rnd.random() < 0.9 else 20_000)
    return rnd.choice(("", rnd.choice(LINES), "“", "(")) + run + rnd.choice(("", "!", "\n", rnd.choice(LINES)))


def long_page(rnd: Random):
    """One line of many sentences, or ten thousand lines."""
    if rnd.random() < 0.5:
        return rnd.choice(("", " ")).join(rnd.choices(LINES, k=rnd.randint(200, 2_000)))
    return rnd.choice(("\n", "\r\n", "\r", "\n\n")).join(rnd.choices((*LINES[:300], "", "1.", "[1] a"), k=10_000))


#: What is built of parts that are each in order: quotations in quotations, credits and datelines by the thousand, one word a line,
#: one paragraph again and again, scripts in turn, signs upon a sign, line ends of every kind.
STRUCTURES = (
    lambda n: "“‘" * n + "kata" + "’”" * n,
    lambda n: "".join(f"Editor: Nama {chr(65 + k % 26)}uda\n" for k in range(n)),
    lambda n: "".join(f"MOSKOW{k} - Kim tiba. " for k in range(n)),
    lambda n: "KOMPAS.com - Kim tiba di sini.\n" * n,
    lambda n: "Rabu, 14 Juni 2023\n\n" * n,
    lambda n: "kata\n\n" * n,
    lambda n: "Judul " * n + "\nRabu, 14 Juni 2023\nKalimat ini cukup panjang untuk menjadi isi berita.",
    lambda n: "Kalimat ini cukup panjang untuk menjadi isi berita.\n" * n,
    lambda n: "Kalimat ini cukup panjang untuk menjadi isi berita. " * n,
    lambda n: "".join(SCRIPTS[k % len(SCRIPTS)] + " kata. " for k in range(n)),
    lambda n: "e" + "\u0301" * n + ". Kim tiba.",
    lambda n: "Kim tiba.\ufeff" * n,
    lambda n: "\ud800\udfff\0 Kim. " * n,
    lambda n: "".join("Kim tiba." + ("\n", "\r", "\r\n", "\u2028", "\x85", "\v")[k % 6] for k in range(n)),
    lambda n: "(a. " * n,
    lambda n: '." ' * n,
    lambda n: "".join(f"[{k % 999}] Sumber {k}.\n" for k in range(n)),
)


def structure(rnd: Random):
    """Parts that are each in order, by the thousand."""
    return rnd.choice(STRUCTURES)(rnd.choice((10, 100, 1_000, 5_000)))


def mutated(rnd: Random):
    """A part of a text of the course, or the whole, with one to four changes."""
    text = rnd.choice(SEEDS)
    if rnd.random() < 0.8:
        start = rnd.randrange(len(text))
        text = text[start : start + rnd.randint(1, 2_500)]
    for _ in range(rnd.randint(1, 4)):
        text = rnd.choice(CHANGES)(rnd, text)
    return text


def _cut(rnd: Random, text):
    start, end = sorted((rnd.randint(0, len(text)), rnd.randint(0, len(text))))
    return text[:start] + text[end:]


def _doubled(rnd: Random, text):
    start, end = sorted((rnd.randint(0, len(text)), rnd.randint(0, len(text))))
    return text[:end] + text[start:end] + text[end:] if rnd.random() < 0.7 else text + text


def _shuffled(rnd: Random, text):
    lines = text.splitlines(keepends=True)
    rnd.shuffle(lines)
    return "".join(lines)


def _glued(rnd: Random, text):
    return text.replace("\n", rnd.choice(("", " "))) if rnd.random() < 0.6 else text.replace(". ", ".")


def _line_ends(rnd: Random, text):
    return text.replace("\r\n", "\n").replace("\n", rnd.choice(("\r\n", "\r", "\u2028", "\x85", "\n\r", "\n\n\n")))


def _put_in(rnd: Random, text):
    for _ in range(rnd.randint(1, 12)):
        at = rnd.randint(0, len(text))
        text = text[:at] + rnd.choice(rnd.choice((CONTROLS, PIECES, SCRIPTS))) + text[at:]
    return text


def _marked(rnd: Random, text):
    return rnd.choice(("\ufeff", "\ufeff\ufeff", "\u202e", "\u200f", "\0")) + text


def _case(rnd: Random, text):
    return rnd.choice((str.upper, str.lower, str.title, str.swapcase))(text)


def _trapped(rnd: Random, text):
    at = rnd.randint(0, len(text))
    return text[:at] + trap(rnd)[:20_000] + text[at:]


CHANGES = (_cut, _cut, _doubled, _shuffled, _glued, _line_ends, _put_in, _put_in, _marked, _case, _trapped)
#: What kind of text, and how many of a thousand.
TEXTS = {
    "mutated seeds": (mutated, 480),
    "pieces": (pieces, 270),
    "chance": (chance, 165),
    "traps": (trap, 60),
    "structures": (structure, 20),
    "long": (long_page, 5),
}


def text_of(rnd: Random):
    """A kind of text, and a text of it."""
    name = rnd.choices(tuple(TEXTS), weights=[weight for _, weight in TEXTS.values()])[0]
    return name, TEXTS[name][0](rnd)


def folder_of(rnd: Random):
    """The files of a folder as bytes, by name; some are no pages, some no UTF-8, some folders have a manifest."""
    files = {_file_name(rnd, place): _as_bytes(rnd, text_of(rnd)[1]) for place in range(rnd.randint(0, 3))}
    if rnd.random() < 0.25:
        files["manifest.toml"] = _manifest(rnd, list(files)).encode("utf-8", "replace")
    return files


def _file_name(rnd: Random, place):
    stem = rnd.choice(("page", "PAGE", "halaman dua", "000_sumber", "Ж", "é", "a.b", "x" * 80, ".hidden", "%s", "{0}", "-", "page")) + str(
        place or ""
    )
    return stem + rnd.choice((".txt", ".txt", ".txt", ".TXT", ".md", ""))


def _as_bytes(rnd: Random, text):
    way = rnd.random()
    if way < 0.8:
        return rnd.choice((b"", b"", b"\xef\xbb\xbf")) + text.replace("\0", "").encode("utf-8", "ignore")
    if way < 0.9:
        return text.encode(rnd.choice(("utf-8", "utf-16", "utf-16-le", "latin-1", "cp1252", "utf-7")), "replace")
    if way < 0.95:
        return (
            rnd.choice((b"%PDF-1.7", b"PK\x03\x04", b"<html><p>", b"\x89PNG", b"")) + text.encode("utf-8", "replace")[: rnd.randint(0, 300)]
        )
    return rnd.randbytes(rnd.randint(0, 300))


def _manifest(rnd: Random, names):
    tables = []
    for _ in range(rnd.randint(0, 3)):
        name = rnd.choice((*names, "none.txt", "../page.txt", "", "x" * 300 + ".txt", "a\\u0000b.txt"))
        key = rnd.choice(
            ("title", "published", "outlet", "language", "complete", "sha256", "published_basis", "genre", "byline", "nonsense")
        )
        value = rnd.choice(
            (
                '""',
                '"2023-09~"',
                '"2023-99"',
                '"inferred"',
                '"printed"',
                '"yes"',
                '"news"',
                "3",
                "[1]",
                "{a = 1}",
                '"Ж\\u202e"',
                "nan",
                "1979-05-27",
            )
        )
        tables.append(f'[[document]]\nfile = "{name}"\n{key} = {value}\n')
    return "".join(tables) if rnd.random() < 0.8 else pieces(rnd, 5)
