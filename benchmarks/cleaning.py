"""Text to labelled spans, beside HTML cleaners on the same pages, and how the cost grows.

Run: python benchmarks/cleaning.py
Needs: pip install -r benchmarks/requirements.txt

One core, one process, the programs in turn, so that a slow moment of the
machine meets all of them. The cleaners read HTML, so each line of a page
stands in a paragraph of its own; megabytes are those of the text.
"""

import html
import statistics
import time
from pathlib import Path

import boilerpy3.extractors
import justext
import trafilatura

from lessonlib.corpus.labelling import label

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 15


def as_html(text):
    return "<html><body>" + "".join(f"<p>{html.escape(line)}</p>\n" for line in text.split("\n")) + "</body></html>"


def seconds(run, pages):
    start = time.perf_counter()
    for page in pages:
        run(page)
    return time.perf_counter() - start


def main():
    texts = [path.read_text(encoding="utf-8") for folder in ("seeds", "tests/pages") for path in sorted((ROOT / folder).glob("*.txt"))]
    compare("the five texts", texts[:5] * 20)
    compare(f"the {len(texts) - 5} pages of the tests, which are short", texts[5:])
    grow()


def compare(name, texts):
    size = sum(len(text.encode()) for text in texts) / 1e6
    pages = [as_html(text) for text in texts]
    words = justext.get_stoplist("Indonesian")
    extractor = boilerpy3.extractors.ArticleExtractor(raise_on_failure=False)
    programs = {
        "lessonlib": (label, texts),
        "trafilatura": (trafilatura.extract, pages),
        "jusText": (lambda page: justext.justext(page, words), pages),
        "boilerpy3": (extractor.get_content, pages),
    }
    times = {program: [] for program in programs}
    for turn in range(ROUNDS + 1):
        for program, (run, inputs) in programs.items():
            spent = seconds(run, inputs)
            if turn:
                times[program].append(spent)
    print(f"\n{name}: {size:.2f} MB, median of {ROUNDS} rounds")
    for program, spent in times.items():
        speed = f"  {program:12} {size / statistics.median(spent):7.2f} MB/s"
        ratio = statistics.median(other / ours for other, ours in zip(spent, times["lessonlib"], strict=True))
        print(speed if program == "lessonlib" else f"{speed}   lessonlib is {ratio:5.1f} times as fast")


def grow():
    """The cost for each byte must not grow with the number of pages or the length of one."""
    text = (ROOT / "seeds" / "kompas-feature.txt").read_text(encoding="utf-8")
    glued = (ROOT / "seeds" / "antara-explainer.txt").read_text(encoding="utf-8")
    print("\ncost for each MB, in seconds")
    for count in (10, 100, 1000):
        print(f"  {count:5} pages: {seconds(label, [text] * count) / (count * len(text.encode()) / 1e6):.4f}")
    for name, page in (("lines", text), ("one glued line", glued)):
        for megabytes in (0.05, 0.5, 5):
            big = page * round(megabytes * 1e6 / len(page.encode()))
            print(f"  one page of {megabytes:4} MB ({name}): {seconds(label, [big]) / (len(big.encode()) / 1e6):.4f}")


if __name__ == "__main__":
    main()
