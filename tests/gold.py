"""Hand-labelled pages: reading them, and measuring the cleaner on them."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

PAGES = Path(__file__).resolve().parent / "pages"


@dataclass
class Gold:
    name: str
    text: str
    meta: dict[str, str]
    kinds: list[str]


@dataclass
class Score:
    counts: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def share(self, part, whole):
        return self.counts[part] / max(1, self.counts[whole])

    @property
    def body_recall(self):
        return self.counts["body kept"] / max(1, self.counts["body kept"] + self.counts["body lost"])

    @property
    def body_precision(self):
        return self.counts["body kept"] / max(1, self.counts["body kept"] + self.counts["body added"])


def read_gold(path):
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    meta = dict(line.split(": ", 1) if ": " in line else (line.rstrip(":"), "") for line in head.splitlines())
    with path.with_suffix(".txt").open(encoding="utf-8", newline="") as file:
        text = file.read()
    return Gold(path.stem, text, meta, [line.split("\t")[0] for line in body.splitlines()])


def pages(folder=PAGES):
    return [read_gold(path) for path in sorted(folder.glob("*.gold"))]


def measure(page, gold, score):
    """Compare a page with its labels, line by line: the kind that covers most of a line is the line's."""
    covering = {}
    for span in page.span_list:
        for position in range(span.start, span.end):
            covering[position] = span
    start, kinds = 0, iter(gold.kinds)
    for line in gold.text.split("\n"):
        if line.strip():
            expected = next(kinds)
            found = Counter(covering[position].kind for position in range(start, start + len(line)) if covering[position].kind != "blank")
            if found:
                kind = found.most_common(1)[0][0]
                size = len(line.strip())
                score.counts["lines"] += 1
                score.counts["lines right"] += kind == expected
                if expected == "body":
                    score.counts["body kept" if kind == "body" else "body lost"] += size
                elif kind == "body":
                    score.counts["body added"] += size
                if kind != expected:
                    score.wrong.append(f"{gold.name}: {expected} taken for {kind}: {line.strip()[:70]}")
        start += len(line) + 1
    score.counts["pages"] += 1
    for name, found in (
        ("title", page.title),
        ("published", page.published),
        ("byline", "; ".join(page.byline)),
        ("time", page.published_time[:5]),
    ):
        score.counts[name] += found == gold.meta[name]
        if found != gold.meta[name]:
            score.wrong.append(f"{gold.name}: {name} is {gold.meta[name]!r}, read {found!r}")
