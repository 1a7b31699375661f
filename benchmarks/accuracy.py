"""How well the cleaner reads the hand-labelled pages of the tests.

Run: python benchmarks/accuracy.py [--wrong]
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from gold import Score, measure, pages

from lessonlib import read_page


def main():
    score = Score()
    for gold in pages():
        measure(read_page(gold.text), gold, score)
    counts = score.counts
    print(f"pages {counts['pages']}, lines that are not blank {counts['lines']}")
    print(f"  lines with the right kind   {score.share('lines right', 'lines'):6.1%}")
    print(f"  article kept (characters)   {score.body_recall:6.1%}")
    print(f"  of what is kept, article    {score.body_precision:6.1%}")
    for name in ("title", "published", "time", "byline"):
        print(f"  {name:10} right            {counts[name]} of {counts['pages']} pages")
    if "--wrong" in sys.argv:
        print(*score.wrong, sep="\n")


if __name__ == "__main__":
    main()
