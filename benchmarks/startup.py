"""What it costs to import lessonlib, to load the corpus, the evidence and the exercises, as shares of what pandas costs.

Run: python benchmarks/startup.py [ROUNDS]

Each figure comes from new processes, A B A B ..., after one round that is not
counted, in seconds of the processor (the clock on the wall also counts what
else the machine does). Quoted: medians, and the ratios round by round. Since
``import lessonlib`` loads no table before one is asked for, what is loaded then
is measured with pandas already there.
"""

import statistics
import subprocess
import sys

ROUNDS = 61
CLOCK = "import time; start = time.process_time(); {}; print(time.process_time() - start)"
PANDAS = CLOCK.format("import pandas")
LESSONLIB = CLOCK.format("import lessonlib")
LOAD = "import lessonlib, pandas; " + CLOCK.format("lessonlib.load_corpus()")
TABLES = "import lessonlib, pandas; " + CLOCK.format(
    "c = lessonlib.load_corpus(); c.documents, c.spans, c.paragraphs, c.sentences, c.references"
)

MAIN = "events attestations tensions parallels descent context".split()
BESIDE = "family sources voices names signals".split()
EVIDENCE = "import lessonlib, pandas; " + CLOCK.format("; ".join(f"lessonlib.load_{name}()" for name in MAIN))
EVERYTHING = "import lessonlib, pandas; " + CLOCK.format("; ".join(f"lessonlib.load_{name}()" for name in MAIN + BESIDE))
LESSON = "import lessonlib; lessonlib.load_corpus(); " + CLOCK.format("lessonlib.open_lesson('01')")


def seconds(program):
    return float(subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout)


def main(rounds):
    programs = {
        "import pandas": PANDAS,
        "import lessonlib": LESSONLIB,
        "load_corpus()": LOAD,
        "load_corpus() and all its tables": TABLES,
        "the six tables of the evidence": EVIDENCE,
        "these and the five beside them": EVERYTHING,
        "open_lesson('01'), the corpus loaded": LESSON,
    }
    times = {name: [] for name in programs}
    for turn in range(rounds + 1):
        for name, program in programs.items():
            spent = seconds(program)
            if turn:
                times[name].append(spent)
    for name, spent in times.items():
        ratios = [own / pandas for own, pandas in zip(spent, times["import pandas"], strict=True)]
        print(
            f"{name:36} {1000 * statistics.median(spent):6.0f} ms   {statistics.median(ratios):5.2f} x import pandas (from {min(ratios):.2f} to {max(ratios):.2f})"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
