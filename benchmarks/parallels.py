"""How well `find_parallels` finds what careful readers found, beside rapidfuzz on the same sentences.

Run: python benchmarks/parallels.py
Needs: pip install -r benchmarks/requirements.txt

A curated pair of passages counts as the pairs of sentences in which they lie.
Captions are left out: they are no sentences of the article. Precision: of the
pairs found, how many the readers have in the grade asked for or a closer one.
Recall: of the readers' pairs, how many are found. The curated pairs were known
while the method was chosen, and the five texts are few: read the figures as a
comparison, not as a promise for other texts.
"""

from itertools import combinations, product

from rapidfuzz import fuzz

import lessonlib
from lessonlib.history.evidence import finder

GRADES = {"same_sentence": 3, "same_information": 2, "same_topic": 1}
LEVELS = (0.25, 0.3, 0.35, 0.4, 0.45)
FUZZY = (60, 65, 70, 75)


def main():
    corpus = lessonlib.load_corpus()
    gold = curated(corpus.sentences)
    print(f"{len(gold)} pairs of sentences: " + ", ".join(f"{sum(g == n for g in gold.values())} {name}" for name, n in GRADES.items()))
    ours = lessonlib.find_parallels(corpus, at_least=0.0)
    scores = {(row.sentence_a, row.sentence_b): row.score for row in ours.itertuples()}
    report("find_parallels", scores, LEVELS, gold)
    report("rapidfuzz token_set_ratio", fuzzy(corpus.sentences, fuzz.token_set_ratio), FUZZY, gold)
    report("rapidfuzz ratio", fuzzy(corpus.sentences, fuzz.ratio), FUZZY, gold)


def curated(sentences):
    """The readers' pairs as pairs of sentences, with the closest grade given to each."""
    found = {}
    for row in lessonlib.load_parallels().itertuples():
        sides = [inside(sentences, doc, exact) for doc, exact in ((row.doc_a, row.exact_a), (row.doc_b, row.exact_b))]
        for pair in product(*sides):
            found[pair] = max(found.get(pair, 0), GRADES[row.degree])
    return found


def inside(sentences, doc_id, exact):
    quote = finder(doc_id).find(exact)
    return sentences.index[(sentences.doc_id == doc_id) & (sentences.start < quote.end) & (sentences.end > quote.start)]


def fuzzy(sentences, ratio):
    documents = dict(sentences.doc_id)
    texts = dict(sentences.text)
    return {(a, b): ratio(texts[a], texts[b]) for a, b in combinations(texts, 2) if documents[a] != documents[b]}


def report(name, scores, levels, gold):
    print(f"\n{name}")
    for level in levels:
        found = {pair for pair, score in scores.items() if score >= level}
        figures = []
        for grade in ("same_sentence", "same_information"):
            wanted = {pair for pair, given in gold.items() if given >= GRADES[grade]}
            right = len(found & wanted)
            figures.append(f"{grade}: precision {right / max(1, len(found)):.2f}, recall {right / len(wanted):.2f}")
        related = len(found & set(gold)) / max(1, len(found))
        print(f"  from {level:>5}: {len(found):4} pairs;  {';  '.join(figures)};  in any grade {related:.2f}")


if __name__ == "__main__":
    main()
