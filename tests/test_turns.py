"""JupyterLab speaks to widgets in a thread beside that of the cells: nothing that is done at once is lost."""

import asyncio
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import jupyter_client
import pytest

from lessonlib import turns
from lessonlib.exercises.bank import example
from lessonlib.exercises.drawing.panel import Panel
from lessonlib.exercises.keeping import file as workfile
from lessonlib.exercises.keeping.work import Work
from lessonlib.exercises.question import Question
from lessonlib.turns import Soon, in_turn
from lessonlib.widgets.reading.basket import Basket


def drafts_in(path):
    return json.loads(path.read_bytes())["drafts"]


def wait_for(test, seconds=10):
    end = time.monotonic() + seconds
    while not test() and time.monotonic() < end:
        time.sleep(0.02)
    assert test()


def test_handlers_take_turns():
    inside, most = [], []

    @in_turn
    def handle(number):
        inside.append(number)
        time.sleep(0.01)
        most.append(len(inside))
        inside.remove(number)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(handle, range(12)))
    assert most == [1] * 12


def test_a_handler_may_call_another():
    assert in_turn(in_turn(lambda: 3))() == 3


@pytest.fixture
def slow_disk(monkeypatch):
    """Saving takes so long that another thread comes in the middle of it."""
    real = workfile.replace_file

    def replace_slowly(path, text):
        time.sleep(0.05)
        real(path, text)
        time.sleep(0.05)

    monkeypatch.setattr(workfile, "replace_file", replace_slowly)


def test_drafts_of_two_threads_are_both_kept(tmp_path, slow_disk):
    work = Work("99", tmp_path / "99.json")
    names = [f"question-{number}" for number in range(8)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda name: work.draft(name, name), names))
    assert sorted(drafts_in(work.path)) == sorted(work.drafts) == names


def test_answers_and_drafts_of_two_threads_are_all_kept(tmp_path, slow_disk):
    work = Work("99", tmp_path / "99.json")
    acts = [lambda n=n: work.add("horses", "check", str(n)) if n % 2 else work.draft(f"question-{n}", n) for n in range(8)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda act: act(), acts))
    assert sorted(work.answers("horses")) == ["1", "3", "5", "7"] and len(drafts_in(work.path)) == 4


def test_sentences_kept_at_once_are_both_kept(tmp_path, slow_disk, monkeypatch):
    monkeypatch.setenv("LESSONLIB_WORK", str(tmp_path))
    basket = Basket("02")
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(basket.keep, ["a", "b", "c"]))
    assert sorted(row["id"] for row in basket.items) == ["a", "b", "c"]


def typed_in_a_loop_that_ends(panel, *answers):
    """As in a subshell: its event loop ends when the page is loaded anew."""

    async def begin():
        for answer in answers:
            panel.form.write(answer)

    thread = threading.Thread(target=asyncio.run, args=(begin(),))
    thread.start()
    thread.join()


def test_what_waits_is_kept_although_its_event_loop_has_ended(tmp_path):
    question = Question(example("horses"), Work("99", tmp_path / "99.json"))
    typed_in_a_loop_that_ends(Panel(question), "3", "30")
    assert question.work.drafts == {}, "not with each key"
    wait_for(question.work.path.exists)  # what is kept in memory comes a moment earlier
    assert drafts_in(question.work.path) == {"horses": "30"}


def test_who_types_without_a_rest_is_kept_all_the_same(monkeypatch):
    monkeypatch.setattr(turns, "SOON", 0.1)
    kept = []
    soon = Soon(lambda: kept.append(time.monotonic()))

    async def type_on():
        for _ in range(20):
            soon.call()
            await asyncio.sleep(0.03)

    asyncio.run(type_on())
    assert len(kept) >= 2
    soon.drop()


def test_what_was_dropped_is_not_done(monkeypatch):
    monkeypatch.setattr(turns, "SOON", 0.05)
    done = []
    soon = Soon(lambda: done.append(1))

    async def call_and_drop():
        soon.call()
        first = soon.drop()
        return first, soon.drop()

    assert asyncio.run(call_and_drop()) == (True, False)
    time.sleep(0.2)
    assert done == []


CELL = """
import os
os.environ["LESSONLIB_WORK"] = {folder!r}
from lessonlib.exercises.lesson import sample
from lessonlib.exercises.bank import example
from lessonlib.exercises.drawing.panel import Panel
from lessonlib.exercises.question import Question
from lessonlib.exercises.keeping.folder import open_work
panel = Panel(Question(example("horses"), open_work("99")))
panel.form.write("30")
print(panel.question.work.drafts)
"""


@pytest.mark.parametrize("end", ["restart_kernel", "shutdown_kernel"])
def test_a_kernel_that_is_ended_keeps_first_what_was_typed_last(tmp_path, end):
    manager, client = jupyter_client.manager.start_new_kernel()
    try:
        reply = client.execute_interactive(CELL.format(folder=str(tmp_path)), timeout=60, output_hook=lambda message: None)
        assert reply["content"]["status"] == "ok"
        getattr(manager, end)()
        assert drafts_in(tmp_path / "99.json") == {"horses": "30"}
    finally:
        client.stop_channels()
        if manager.is_alive():
            manager.shutdown_kernel(now=True)
