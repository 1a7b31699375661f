"""Many random histories of several windows and computers, against a simple model: what was typed last, and what was checked, stands somewhere."""

import contextlib
import datetime
import errno
import json
import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from lessonlib.exercises.keeping import file as workfile
from lessonlib.exercises.keeping import records
from lessonlib.exercises.keeping.meeting import meet_copies
from lessonlib.exercises.keeping.work import Work

EXERCISES = ("horses", "silence", "ledger")


class History:
    """Windows on one or two computers, each with a stick; `given` is all that was typed, `replaced` what its writer saw and wrote over."""

    def __init__(self, top, chance, windows, computers):
        self.top, self.chance = top, chance
        self.paths = [top / f"{number}" / "stick" / "work" / "99.json" for number in range(computers)]
        for path in self.paths:
            path.parent.mkdir(parents=True)
        self.windows = [self.opened(self.paths[number % computers]) for number in range(windows)]
        self.given, self.replaced, self.saved = [], set(), []
        self.fault, self.days, self.step, self.out = 0, 0, 0, set()

    @staticmethod
    def opened(path):
        work = Work("99", path, named=True)
        meet_copies(work)
        return work

    def draft(self, window):
        exercise = self.chance.choice(EXERCISES)
        self.replaced.add(window.current(exercise))
        self.given.append(f"typed {self.step}")
        window.draft(exercise, self.given[-1])

    def check(self, window):
        exercise = self.chance.choice(EXERCISES)
        self.replaced.add(window.drafts.get(exercise))
        self.given.append(f"checked {self.step}")
        window.add(exercise, "check", self.given[-1])

    def hint(self, window):
        window.add("horses", "hint")

    def look(self, window):
        window.refresh()

    def start_again(self, window):
        if "cannot be" not in window.notice:  # else the learner was told that it lasts only while the kernel runs
            self.windows[self.windows.index(window)] = self.opened(window.path)

    def clear(self, window):
        window.refresh()  # as a lesson does before it asks
        with contextlib.suppress(OSError):
            window.forget()

    def fail(self, _):
        self.fault = self.chance.choice([0, 0, errno.ENOSPC, errno.ESTALE, errno.EIO])

    def set_clock(self, _):
        self.days = self.chance.choice([-9000, -1, 0, 300])

    def copy(self, window):
        if window.path.is_file():
            self.saved.append((window.path, window.path.read_text()))

    def bring_back(self, window):
        older = [content for path, content in self.saved if path == window.path]
        if older and window.path.is_file():
            window.path.write_text(self.chance.choice(older))

    def cut(self, window):
        if window.path.is_file():
            window.path.write_text(window.path.read_text()[: self.chance.randrange(300)])

    def sync(self, _):
        """What loses stands beside, under another name."""
        source, target = self.chance.sample(self.paths, 2)
        if {source, target} & self.out or not source.is_file():
            return
        if target.is_file():
            target.rename(target.with_name(f"99.sync-conflict-{self.step:06}.json"))
        shutil.copy(source, target)

    def stick(self, window):
        stick = window.path.parents[1]
        if window.path not in self.out:
            stick.rename(stick.with_name("in the pocket"))
            self.out.add(window.path)
            if self.chance.random() < 0.5:
                stick.mkdir()
            return
        if stick.exists():
            stick.rename(stick.with_name(f"below {self.step}"))
        stick.with_name("in the pocket").rename(stick)
        self.out.remove(window.path)

    def run(self, acts, steps):
        names, weights = zip(*acts.items(), strict=True)
        for self.step in range(steps):
            act = getattr(self, self.chance.choices(names, weights)[0])
            act(self.chance.choice(self.windows))
        self.fault = 0
        for window in self.windows:
            if window.path in self.out:
                self.stick(window)
        for window in (*self.windows, *self.windows):
            window.add("horses", "hint")

    def lost(self):
        """What stands in no file that can be reached, although nobody wrote over it knowingly."""
        files = [file for file in self.top.rglob("99*.json") if not any(part.startswith("below") for part in file.parts)]
        return self._left([json.loads(file.read_text()) for file in files if "unread" not in file.name])

    def hidden(self):
        """What stands in no work that a student who opens the lesson is shown."""
        works = [Work("99", path) for path in self.paths]
        return self._left([{"records": work.records, "drafts": work.drafts} for work in works])

    def _left(self, contents):
        found = {record.get("answer") for content in contents for record in content["records"]}
        found |= {answer for content in contents for answer in content["drafts"].values()}
        return [answer for answer in self.given if answer not in found | self.replaced]


WORK = {"draft": 8, "check": 4, "hint": 2, "look": 2}
# What happens beside the work; how many windows and computers; whether all is shown at the end, and not only kept.
KINDS = {
    "windows": ({"start_again": 2, "set_clock": 1}, 3, 1, True),
    "faults": ({"start_again": 2, "fail": 3}, 3, 1, True),
    "resets": ({"start_again": 2, "fail": 2, "clear": 1}, 3, 1, False),
    "a stick": ({"stick": 3}, 2, 1, True),
    "a stick and resets": ({"stick": 3, "clear": 1}, 2, 1, False),
    "older files": ({"copy": 2, "bring_back": 1}, 2, 1, True),
    "damaged files": ({"cut": 1}, 2, 1, True),
    "two computers": ({"start_again": 3, "sync": 4, "set_clock": 1}, 3, 2, False),
    "all of it": ({"sync": 2, "stick": 1, "fail": 2, "set_clock": 1, "clear": 1}, 3, 2, False),
}


@pytest.mark.parametrize("kind", KINDS)
def test_random_histories_lose_nothing(tmp_path, monkeypatch, kind):
    beside, windows, computers, shown = KINDS[kind]
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(workfile.time, "sleep", lambda _: None)
    real_read, real_replace, begin = Path.read_bytes, Path.replace, datetime.datetime(2026, 11, 22, 8, tzinfo=datetime.UTC)
    for seed in range(25):
        history = History(tmp_path / str(seed), random.Random(seed), windows, computers)

        def read(path, history=history):
            if history.fault == errno.ESTALE and history.chance.random() < 0.9:
                raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))
            return real_read(path)

        def replace(path, target, history=history):
            if history.fault and path.name.endswith(".part"):
                raise OSError(history.fault, os.strerror(history.fault))
            return real_replace(path, target)

        monkeypatch.setattr(Path, "read_bytes", read)
        monkeypatch.setattr(Path, "replace", replace)
        monkeypatch.setattr(records, "_now", lambda history=history: (begin + datetime.timedelta(days=history.days)).isoformat())
        history.run({**WORK, **beside}, 40)
        assert history.lost() == [], f"{kind}, {seed}"
        assert not shown or history.hidden() == [], f"{kind}, {seed}"
        shutil.rmtree(history.top)


def learner(path, name, tell):
    """A kernel that works until it is killed; it says beforehand what it is about to write over, and afterwards what is kept."""
    chance = random.Random(name)
    work = History.opened(path)
    for number in range(10_000):
        exercise, typed, answer = chance.choice(EXERCISES), chance.random() < 0.5, f"{name}.{number}"
        tell("over", work.current(exercise) if typed else work.drafts.get(exercise))
        if typed:
            work.draft(exercise, answer)
        else:
            work.add(exercise, "check", answer)
        tell("kept", answer)


def started(path, name):
    """Begin a learner in a process of its own; return its number, and where it tells."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return child, os.fdopen(reader)
    os.close(reader)
    try:
        learner(path, name, lambda what, answer: os.write(writer, f"{what} {answer}\n".encode()))
    finally:
        os._exit(1)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_kernels_that_are_killed_beside_each_other_lose_nothing_that_they_told(tmp_path, monkeypatch):
    """Two or three at once, while a tool copies the file; all of them are killed in the middle of it."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    told = 0
    for seed in range(6):
        chance, path, kept, over = random.Random(seed), tmp_path / str(seed) / "99.json", set(), set()
        for turn in range(2):
            kernels = [started(path, f"{seed}-{turn}-{number}") for number in range(chance.choice((2, 3)))]
            lines = [pipe.readline() + pipe.readline() for _, pipe in kernels]  # each has kept something
            for number in range(chance.randrange(4)):
                time.sleep(chance.uniform(0, 0.03))  # a random moment, and no waiting for anything
                shutil.copy(path, path.with_name(f"99 ({turn}{number}).json"))
            for child, _ in kernels:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
            for before, (_, pipe) in zip(lines, kernels, strict=True):
                with pipe:
                    whole = (before + pipe.read()).splitlines()
                kept |= {line.removeprefix("kept ") for line in whole if line.startswith("kept ")}
                over |= {line.removeprefix("over ") for line in whole if line.startswith("over ")}
        work = History.opened(path)
        found = {record.get("answer") for record in work.records} | set(work.drafts.values())
        assert kept - over <= found, seed
        assert len({record["id"] for record in work.records}) == len(work.records) and "is kept as" not in work.notice
        told += len(kept)
    assert told > 50
