"""A student's server: a process under the student's own account, started in turn, with limits."""

import asyncio
import os
import pwd
import random
import resource
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from jupyterhub.spawner import LocalProcessSpawner
from jupyterhub.utils import wait_for_server
from traitlets import Integer, Unicode

_MEGABYTE = 1024 * 1024
#: More processes and threads than any lesson needs, and fewer than a computer has.
_MOST_PROCESSES = 400


def _quiet_port() -> int:
    """A free port below those from which the system takes one for every connection: until the server listens, seconds pass."""
    for _ in range(100):
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    return 0  # the system chooses


class SeatSpawner(LocalProcessSpawner):
    """Starts servers a few at a time: the first students work while the last still wait, and none is turned away."""

    at_once = Integer(2, config=True, help="How many servers start at the same time.")
    memory = Integer(1500, config=True, help="The most memory for data that one process may take, in MiB.")
    largest_file = Integer(100, config=True, help="The largest file that may be written, in MiB.")
    run_folder = Unicode("", config=True, help="Holds one private folder an account, for sockets.")
    waiting_words = Unicode("", config=True, help="Shown to who waits; {number} others are before.")

    #: Shared by all: who starts now, and who waits for it.
    _turns: asyncio.Semaphore | None = None
    _line: list["SeatSpawner"] = []  # noqa: RUF012 (shared on purpose)

    async def start(self) -> tuple[str, int]:
        """Wait for a turn, start the server, and keep the turn until it answers."""
        kind = type(self)
        if kind._turns is None:
            kind._turns = asyncio.Semaphore(self.at_once)
        self._line.append(self)
        try:
            await kind._turns.acquire()
        finally:
            self._line.remove(self)
        try:
            self.port = _quiet_port()
            address, port = await super().start()
            await self._wait_until_it_listens(address, port)
            return address, port
        finally:
            kind._turns.release()

    async def _wait_until_it_listens(self, address: str, port: int) -> None:
        """Or until it has ended, or takes too long; then the hub itself finds out and says so."""
        listening = asyncio.ensure_future(wait_for_server(address, port, timeout=self.http_timeout))
        try:
            while not listening.done() and await self.poll() is None:
                await asyncio.wait([listening], timeout=1)
        finally:
            if not listening.cancel():
                listening.exception()

    async def progress(self) -> AsyncIterator[dict[str, Any]]:
        """Tell a student who waits how many are before."""
        while self in self._line:
            before = self._line.index(self)
            yield {"progress": 10, "message": self.waiting_words.format(number=before)}
            await asyncio.sleep(3)
        async for event in super().progress():
            yield event

    def get_env(self) -> dict[str, str]:
        """The environment of a server: what it needs, and nothing of the superuser's."""
        private = Path(self.run_folder, self.user.name)
        # A socket's path must be short, and nobody else's business.
        return {**super().get_env(), "JUPYTER_RUNTIME_DIR": str(private / "jupyter"), "TMPDIR": str(private)}

    def make_preexec_fn(self, name: str) -> Callable[[], None]:
        """What the new process does first: take limits on, then lay down the superuser's rights."""
        lay_down = super().make_preexec_fn(name)
        folder, account = Path(self.run_folder, name), pwd.getpwnam(name)
        folder.mkdir(mode=0o700, exist_ok=True)  # the place may be emptied at every start of the computer
        os.chown(folder, account.pw_uid, account.pw_gid)
        limits = {
            resource.RLIMIT_DATA: self.memory * _MEGABYTE,
            resource.RLIMIT_FSIZE: self.largest_file * _MEGABYTE,
            resource.RLIMIT_NPROC: _MOST_PROCESSES,
            resource.RLIMIT_CORE: 0,
        }

        def first() -> None:
            os.umask(0o077)
            lay_down()
            for limit, value in limits.items():
                resource.setrlimit(limit, (value, value))

        return first
