"""How long ``lessonlib validate`` takes for the course, against the floor: as many bare kernels, one after the other.

Run from the checkout: ``python benchmarks/validation.py [ROUNDS]``. A bare kernel counts from its start until pandas, pyplot and
ipywidgets are imported in it. In each round the floor is measured before, between and after the validations; the ratio of a
validation is that to the mean of the floors beside it. Quoted: medians, and the range of the ratios.
"""

import os
import resource
import statistics
import sys
import time
from pathlib import Path

from lessonlib.authoring.validation import find_notebooks, validate
from lessonlib.authoring.validation.floor import floor_seconds

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
AIM = 1.5


def processor():
    """Seconds of the processor that this process and those it has waited for have used; kernels are among them."""
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def timed(work):
    clock, spent = time.perf_counter(), processor()
    found = work()
    return time.perf_counter() - clock, processor() - spent, found


def checked(workers):
    clock, spent, report = timed(lambda: validate(NOTEBOOKS, workers, say=lambda line: None))
    if report.faults:
        raise SystemExit("\n".join(report.faults))
    return clock, spent, sum(part.seconds for part in report.done if part.cells is None)


def main(rounds):
    kernels, workers = len(find_notebooks(NOTEBOOKS)), os.cpu_count() or 1
    ways = {count: [] for count in dict.fromkeys((workers, 1))}
    floors, floor = [], timed(lambda: floor_seconds(kernels))
    for _ in range(rounds):
        for count, found in ways.items():
            clock, spent, checks = checked(count)
            after = timed(lambda: floor_seconds(kernels))
            found.append((clock, spent, checks, clock / statistics.mean((floor[2], after[2]))))
            floors.append(floor[2])
            floor = after
    print("| | on the clock, s | of the processor, s | of the floor, clock | aim |")
    print("| --- | --- | --- | --- | --- |")
    print(f"| the floor: {kernels} bare kernels in turn | {statistics.median([*floors, floor[2]]):.1f} | | 1.00 | |")
    for count, found in ways.items():
        clock, spent, checks, ratio = map(statistics.median, zip(*found, strict=True))
        least, most = min(row[3] for row in found), max(row[3] for row in found)
        name = f"`lessonlib validate`, {count} worker{'s' if count > 1 else ''} ({checks:.1f} s of it checks)"
        print(f"| {name} | {clock:.1f} | {spent:.1f} | {ratio:.2f} (from {least:.2f} to {most:.2f}) | {AIM if count == workers else ''} |")
    print(f"\n{rounds} rounds; load of the machine over 1, 5 and 15 minutes:", *(f"{load:.1f}" for load in os.getloadavg()))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 2)
