"""How long a thing takes, told at the speed of one machine, so that a bound holds on a slow and busy one too.

A bound in seconds says as much about the machine as about the code. So a yardstick is timed right before and right after:
work of the same sort as ours, in Python and in a pattern. What is told is the time in lengths of the yardstick, written as
seconds of a machine on which the yardstick takes `YARD`. What other tests left in memory is no part of it: the collector
does not look at it meanwhile.
"""

import gc
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

#: Seconds of the processor that the yardstick takes on the machine whose seconds are told: two cores, 2026, nothing else running.
YARD = 0.0125
TEXT = "Putin tiba di Pyongyang, “kata Kim”, 19 Juni 2024. " * 2_000
WORDS = re.compile(r"(?P<word>\w+)|(?P<mark>[“”.,])")


@dataclass
class Taken:
    seconds: float = 0.0


def yardstick() -> float:
    """Seconds of the processor for the same piece of work, always."""
    started = time.process_time()
    found = [(match.start(), match.lastgroup, match[0].casefold()) for match in WORDS.finditer(TEXT)]
    counted: dict[str, int] = {}
    for start, kind, word in found:
        counted[f"{kind} {word}"] = counted.get(f"{kind} {word}", 0) + start
    assert len(counted) == 13
    return time.process_time() - started


@contextmanager
def taken() -> Iterator[Taken]:
    """What the block takes of the processor: `seconds` once it has ended."""
    told = Taken()
    gc.freeze()
    try:
        before = min(yardstick() for _ in range(3))
        started = time.process_time()
        yield told
        spent = time.process_time() - started
        told.seconds = spent * YARD / max(before, min(yardstick() for _ in range(3)))
    finally:
        gc.unfreeze()
