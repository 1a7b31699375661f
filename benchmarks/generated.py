"""Feed the loader and the checkers with made inputs by the thousand: nothing raises, nothing is lost, nothing hangs.

Run: python benchmarks/generated.py [--count 100000] [--seed 20231] [--keep FOLDER] [--only NUMBER]

Each input is made from the seed and its own number alone, so that `--only` makes one again. Ends with 1 if anything failed.
"""

import argparse
import json
import signal
import sys
import time
import traceback
import warnings
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from answers import all_lessons
from made_answers import answer_of
from made_texts import folder_of, text_of

import lessonlib.exercises.question as question_module
from lessonlib import load_corpus, read_page, split_sentences
from lessonlib.errors import LessonlibError
from lessonlib.exercises.answers import plain_answer
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.kinds import kind_of
from lessonlib.exercises.kinds.base import UnreadableError
from lessonlib.exercises.lesson import Lesson
from lessonlib.exercises.verdicts import Verdict

SEED = 20231
#: Seconds of the processor over which an input counts as slow, and seconds of the clock after which it is given up.
SLOW, HANG = 1.0, 60
#: Of a thousand inputs, how many go where.
TARGETS = {"read_page": 200, "load_corpus": 40, "split_sentences": 260, "check": 500}


class HangError(BaseException):
    """Not an Exception, so that nothing on the way takes it for one of its own."""


@dataclass
class Failure:
    number: int
    kind: str
    told: str
    given: object


@dataclass
class Report:
    seed: int
    counts: Counter = field(default_factory=Counter)
    outcomes: Counter = field(default_factory=Counter)
    quiet: Counter = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    slow: list[tuple[float, int, str]] = field(default_factory=list)
    slowest: tuple[float, int, str] = (0.0, -1, "none")
    seconds: float = 0.0

    def lines(self):
        yield f"seed {self.seed}: {sum(self.counts.values()):,} inputs in {self.seconds:,.0f} s"
        yield from (f"  {count:7,} {kind}" for kind, count in sorted(self.counts.items()))
        yield f"outcomes: {', '.join(f'{name} {count:,}' for name, count in sorted(self.outcomes.items()))}"
        yield f"told as the wrong kind of answer after an exception inside a kind: {dict(self.quiet) or 'none'}"
        yield f"exceptions and broken promises: {len(self.failures) or 'none'}"
        yield from (f"  {failure.number} {failure.kind}: {failure.told.splitlines()[-1][:200]}" for failure in self.failures[:20])
        yield f"over {SLOW:g} s of the processor: {len(self.slow) or 'none'}"
        yield from (f"  {seconds:.2f} s, {number} {kind}" for seconds, number, kind in sorted(self.slow, reverse=True)[:20])
        yield "slowest: {:.3f} s, input {} ({})".format(*self.slowest)


def promise(holds, told):
    """As assert, but also where Python runs without assertions."""
    if not holds:
        raise AssertionError(told)


def check_page(page, text):
    position = 0
    for span in page.span_list:
        promise(span.start == position < span.end and span.text == text[span.start : span.end], f"the span {span} does not tile the text")
        position = span.end
    promise(position == len(text), "the spans end before the text")
    for paragraph in page.paragraph_list:
        joined = "".join("".join(sentence.text for sentence in paragraph.sentences).split())
        promise(joined == "".join(paragraph.text.split()), "sentences are not their paragraph")
        promise(all(0 <= part.start < part.end <= len(text) for part in (paragraph, *paragraph.sentences)), "an offset is out of range")
    promise(isinstance(page.title, str) and isinstance(page.published, str), "title or date is no text")
    promise(isinstance(page.byline, list) and all(isinstance(name, str) for name in page.byline), "the byline is no list of names")


def check_tables(found):
    for name in ("spans", "paragraphs", "sentences"):
        promise(not getattr(found, name).isna().any(axis=None), f"a cell of {name} is empty")


def feed_page(rnd, report):
    kind, text = text_of(rnd)
    yield kind, text
    page = read_page(text)
    check_page(page, text)
    if rnd.random() < 0.25:  # tables take longer than all the rest
        check_tables(page)


def feed_sentences(rnd, report):
    kind, text = text_of(rnd)
    yield kind, text
    parts = split_sentences(text)
    promise("".join("".join(parts).split()) == "".join(text.split()), "the sentences are not the text")
    promise(all(part and part == part.strip() for part in parts), "a sentence has white space around it")


def feed_folder(rnd, report):
    files = folder_of(rnd)
    yield "folder" if "manifest.toml" not in files else "folder with a manifest", files
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        try:
            corpus = load_corpus(folder)
        except LessonlibError as error:
            promise(str(error).strip(), "it was refused without a word")
            report.outcomes["folder refused in a sentence"] += 1
            return
        report.outcomes["folder read"] += 1
        by_stem = {Path(name).stem: content for name, content in files.items() if name.lower().endswith(".txt")}
        for doc_id in corpus.documents.index:
            text = by_stem[doc_id].decode("utf-8-sig")
            promise(corpus.raw(doc_id) == text, "the raw text is not that of the file")
            check_page(corpus.page(doc_id), text)
    check_tables(corpus)
    promise(not corpus.documents.isna().any(axis=None), "a cell of documents is empty")


@cache
def questions():
    """Every question of all lessons and of the sampler, with its right answer."""
    opened = [(Lesson(bank, Work(bank.number, None)), keys) for bank, keys in all_lessons()]
    return [(lesson, name, keys.get(name, "")) for lesson, keys in opened for name in lesson.exercise_ids]


def feed_check(rnd, report):
    lesson, name, key = rnd.choice(questions())
    question = lesson.q(name)
    kind, answer = answer_of(rnd, key)
    yield kind, (lesson.number, name, answer)
    try:
        result = question.check(answer)
        if result.verdict is Verdict.UNAVAILABLE:  # an exception was caught on the way: let it out
            question_module.judge(question.exercise, plain_answer(answer))
            promise(False, "the exercise is not available")
        check_result(question, kind, key, result)
        json.dumps(lesson.work.records, allow_nan=False)
        again = question.last() if rnd.random() < 0.25 else None  # judges what was kept once more
        promise(again is None or isinstance(again.verdict, Verdict), "the answer that was kept has no verdict")
        note_quiet(question, answer, result, report)
    finally:
        lesson.work.records.clear()
        question._known.clear()
    report.outcomes[f"{result.verdict}"] += 1


def check_result(question, kind, key, result):
    promise(isinstance(result.verdict, Verdict), f"{result.verdict!r} is no verdict")
    promise(isinstance(result.message, str) and result.message and repr(result) and result.markup(), "nothing is told")
    if kind == "noise" and not question.exercise.recorded:
        promise(result.verdict in ("WRONG", "WRONG_TYPE", "NOT_ATTEMPTED"), f"noise is {result.verdict}")
    if kind == "right" and key != "" and question.exercise.kind not in ("figure", "table"):
        promise(result.verdict in ("CORRECT", "RECORDED"), f"the right answer is {result.verdict}")


def note_quiet(question, answer, result, report):
    """Count the exceptions behind WRONG_TYPE: they are told as another kind of answer, as the ladder wants it."""
    if result.verdict is Verdict.WRONG_TYPE:
        try:
            kind_of(question.exercise).read(plain_answer(answer))
        except UnreadableError:
            pass
        except Exception as error:  # the checkers tell it as a wrong kind of answer, whatever it is: here it is counted
            report.quiet[f"{question.exercise.kind}: {type(error).__name__}"] += 1


FEEDS = {"read_page": feed_page, "load_corpus": feed_folder, "split_sentences": feed_sentences, "check": feed_check}


@contextmanager
def alarm():
    """Give an input up after a while, where the system has such a clock."""

    def ring(*_):
        raise HangError(f"no end after {HANG} s")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(HANG)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def feed(number, report, keep=None):
    """Make one input, feed it, and note what came of it."""
    rnd = Random(f"{report.seed}/{number}")
    target = rnd.choices(tuple(TARGETS), weights=TARGETS.values())[0]
    steps = FEEDS[target](rnd, report)
    with warnings.catch_warnings():  # what the making itself warns of is its own affair
        warnings.simplefilter("ignore")
        kind, given = next(steps)
    name = f"{target}: {kind}"
    report.counts[name] += 1
    started = time.process_time()
    try:
        with alarm():
            next(steps, None)
    except KeyboardInterrupt:
        raise
    except BaseException:  # what a library in Rust throws in a panic is no Exception
        report.failures.append(Failure(number, name, traceback.format_exc(), given))
        note(report.failures[-1], keep)
    spent = (time.process_time() - started, number, name)
    report.slowest = max(report.slowest, spent)
    if spent[0] > SLOW:
        report.slow.append(spent)
        note(Failure(number, name, f"slow: {spent[0]:.2f} s", given), keep)


def note(failure, keep):
    """Write the input as it was, as far as it can be written, and what was raised."""
    if keep is None:
        return
    keep.mkdir(parents=True, exist_ok=True)
    try:
        told = repr(failure.given)
    except Exception as error:  # some inputs are made so that their repr raises
        told = f"its repr raises {type(error).__name__}; make it again with --only {failure.number}"
    (keep / f"{failure.number}.txt").write_text(f"{failure.kind}\n\n{told}\n\n{failure.told}", encoding="utf-8", errors="backslashreplace")


def run(numbers, seed=SEED, keep=None, batch=10_000):
    """Feed the inputs of these numbers."""
    report, started = Report(seed), time.perf_counter()
    questions()
    for place, number in enumerate(numbers, 1):
        feed(number, report, keep)
        report.seconds = time.perf_counter() - started
        if not place % batch:
            print(f"{place:,} fed, {len(report.failures)} failed, {len(report.slow)} slow, {report.seconds:,.0f} s", flush=True)
    return report


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--keep", type=Path, help="a folder for the inputs that fail")
    parser.add_argument("--only", type=int, help="feed the input of this number alone, and say all of what went wrong")
    told = parser.parse_args()
    print(f"seed {told.seed}", flush=True)
    warnings.simplefilter("error")
    report = run(range(told.count) if told.only is None else [told.only], told.seed, told.keep)
    print(*report.lines(), sep="\n")
    if told.only is not None:
        print(*(failure.told for failure in report.failures), sep="\n")
    return 1 if report.failures or report.slow else 0


if __name__ == "__main__":
    sys.exit(main())
