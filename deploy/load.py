"""Simulated students: each logs in, opens a lesson, runs all of it, answers an exercise and exports. On this computer only.

Run as the superuser, while the hub of this class runs (see README.md):

    PLACE/venv/bin/python deploy/load.py --class deploy/class.toml 10 20 40
    PLACE/venv/bin/python deploy/load.py --class deploy/class.toml --over 120 10 20 40
"""

import argparse
import asyncio
import json
import os
import re
import statistics
import sys
import time
import uuid
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import aiohttp

sys.path.insert(0, str(Path(__file__).resolve().parent))

from classhub.accounts import find, read_passwords
from classhub.settings import HubError, Settings, read_settings

_LESSONS = Path(__file__).resolve().parent.parent / "notebooks"


@dataclass
class Student:
    """What happened to one simulated student; times are seconds since the click on *Sign in*."""

    login: str
    signed_in: float = 0
    server: float = 0
    lab: float = 0
    first: float = 0
    all: float = 0
    exported: float = 0
    failure: str = ""
    memory: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)


class Browser:
    """What a browser does for one student, without drawing anything."""

    def __init__(self, web: str, login: str) -> None:
        self.web, self.login = web, login
        self.user = f"{web}/user/{login}"
        # Certificates of a class network are often their own; this speaks to this computer alone.
        self.session = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True),
            connector=aiohttp.TCPConnector(ssl=False),
            timeout=aiohttp.ClientTimeout(total=None, sock_read=300),
        )

    def _xsrf(self, address: str) -> str:
        cookie = self.session.cookie_jar.filter_cookies(aiohttp.client.URL(address)).get("_xsrf")
        return cookie.value if cookie else ""

    async def sign_in(self, password: str) -> None:
        await self._get(f"{self.web}/hub/login")
        form = {"username": self.login, "password": password, "_xsrf": self._xsrf(f"{self.web}/hub/login")}
        async with self.session.post(f"{self.web}/hub/login?next=%2Fhub%2Fspawn", data=form) as answer:
            if answer.status != 200:
                raise RuntimeError(f"signing in: {answer.status}")

    async def wait_for_server(self) -> None:
        """As the page does that says how far the server is."""
        address = f"{self.web}/hub/api/users/{self.login}/server/progress"
        async with self.session.get(
            address, params={"_xsrf": self._xsrf(f"{self.web}/hub/")}, headers={"Referer": f"{self.web}/hub/home"}
        ) as answer:
            if answer.status != 200:
                raise RuntimeError(f"waiting for the server: {answer.status}")
            async for line in answer.content:
                event = json.loads(line[5:]) if line.startswith(b"data:") else {}
                if event.get("failed"):
                    raise RuntimeError(f"the server did not start: {event.get('message')}")
                if event.get("ready"):
                    return
        raise RuntimeError("the server did not start")

    async def open_lab(self) -> None:
        page = (await self._get(f"{self.user}/lab")).decode()
        root = f"{urlsplit(self.web).scheme}://{urlsplit(self.web).netloc}"
        for script in re.findall(r'<script[^>]* src="([^"]+)"', page):
            await self._get(root + script if script.startswith("/") else script)

    async def open_lesson(self, number: str) -> tuple[str, list[str]]:
        """Return the path of the lesson and its code."""
        names = [item["name"] for item in json.loads(await self._get(f"{self.user}/api/contents"))["content"]]
        name = next((name for name in names if name.startswith(f"{number}-") and name.endswith(".ipynb")), "")
        if not name:
            raise RuntimeError(f"lesson {number} was not copied; there are {names}")
        content = json.loads(await self._get(f"{self.user}/api/contents/{name}"))["content"]
        return name, ["".join(cell["source"]) for cell in content["cells"] if cell["cell_type"] == "code"]

    async def start_kernel(self, path: str) -> aiohttp.ClientWebSocketResponse:
        wanted = {"path": path, "name": path, "type": "notebook", "kernel": {"name": "python3"}}
        async with self.session.post(
            f"{self.user}/api/sessions", json=wanted, headers={"X-XSRFToken": self._xsrf(f"{self.user}/")}
        ) as answer:
            if answer.status != 201:
                raise RuntimeError(f"starting a kernel: {answer.status}")
            kernel = (await answer.json())["kernel"]["id"]
        address = f"{self.user.replace('http', 'ws', 1)}/api/kernels/{kernel}/channels?session_id={uuid.uuid4().hex}"
        return await self.session.ws_connect(address, max_msg_size=0, headers={"Origin": self.web})

    async def stop_server(self) -> None:
        address = f"{self.web}/hub/api/users/{self.login}/server"
        async with self.session.delete(
            address, params={"_xsrf": self._xsrf(f"{self.web}/hub/")}, headers={"Referer": f"{self.web}/hub/home"}
        ) as answer:
            if answer.status not in (202, 204):
                raise RuntimeError(f"stopping the server: {answer.status}")
        for _ in range(240):
            about = json.loads(await self._get(f"{self.web}/hub/api/users/{self.login}?_xsrf={quote(self._xsrf(f'{self.web}/hub/'))}"))
            if not about["servers"] and not about["pending"]:
                return
            await asyncio.sleep(0.25)
        raise RuntimeError("the server did not stop")

    async def _get(self, address: str) -> bytes:
        async with self.session.get(address) as answer:
            if answer.status != 200:
                raise RuntimeError(f"{urlsplit(address).path}: {answer.status}")
            return await answer.read()


async def execute(socket: aiohttp.ClientWebSocketResponse, code: str) -> str:
    """Run one cell to its end; return what it printed or showed. An error in it is a failure."""
    number, shown, replied, idle = uuid.uuid4().hex, [], False, False
    header = {"msg_id": number, "msg_type": "execute_request", "username": "", "session": uuid.uuid4().hex, "version": "5.3", "date": ""}
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
    await socket.send_json({"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell", "buffers": []})
    while not (replied and idle):
        message = await socket.receive(timeout=300)
        if message.type not in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY):
            raise RuntimeError(f"the line to the kernel broke: {message.type.name}")
        if message.type is aiohttp.WSMsgType.BINARY:
            continue  # pictures and the like
        said = json.loads(message.data)
        if said["parent_header"].get("msg_id") != number:
            continue
        kind = said["msg_type"]
        shown += [said["content"].get("text", "")] if kind == "stream" else []
        shown += [str(said["content"]["data"].get("text/plain", ""))] if kind in ("execute_result", "display_data") else []
        replied, idle = replied or kind == "execute_reply", idle or (kind == "status" and said["content"]["execution_state"] == "idle")
        if kind == "execute_reply" and said["content"]["status"] != "ok":
            raise RuntimeError(f"a cell failed: {said['content'].get('ename')}: {said['content'].get('evalue')} in {code[:60]!r}")
    return "".join(shown)


def right_answer(number: str) -> str:
    """The first answered exercise of a lesson, as its solution edition has it."""
    [path] = (_LESSONS / "solutions").glob(f"{number}-*.ipynb")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return next(code for cell in cells if cell["cell_type"] == "code" and ".check(" in (code := "".join(cell["source"])))


async def work(student: Student, browser: Browser, password: str, number: str) -> None:
    """One student, from the click on *Sign in* to the exported page."""
    start = time.monotonic()

    def clock() -> float:
        return round(time.monotonic() - start, 2)

    await browser.sign_in(password)
    student.signed_in = clock()
    await browser.wait_for_server()
    student.server = clock()
    await browser.open_lab()
    student.lab = clock()
    path, codes = await browser.open_lesson(number)
    socket = await browser.start_kernel(path)
    for code in codes:
        await execute(socket, code)
        student.first = student.first or clock()
    student.all = clock()
    if "CORRECT" not in (said := await execute(socket, f"print(({right_answer(number)}).verdict)")):
        raise RuntimeError(f"the right answer was judged {said.strip()!r}")
    await execute(socket, f"lesson.export(name={student.login!r})")
    student.exported = clock()
    await socket.close()


def weigh(login: str) -> tuple[dict[str, float], dict[str, float]]:
    """MiB of a student's processes, pages shared with others counted by share (PSS), and their seconds of processor time."""
    account, memory, cpu = find(login), {"server": 0.0, "kernel": 0.0}, {"server": 0.0, "kernel": 0.0}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if account is None or process.stat().st_uid != account.pw_uid:
                continue
            kind = "kernel" if b"ipykernel" in (process / "cmdline").read_bytes() else "server"
            size = re.search(r"^Pss:\s+(\d+)", (process / "smaps_rollup").read_text(), re.MULTILINE)
            ticks = (process / "stat").read_text().rpartition(")")[2].split()[11:13]
        except OSError:
            continue
        memory[kind] += int(size[1]) / 1024 if size else 0
        cpu[kind] += sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return memory, cpu


async def one_round(settings: Settings, logins: list[str], over: float, number: str, patience: float, stay: bool) -> list[Student]:
    """Let students come, all at once or spread over some seconds; wait for all, weigh them, send them away unless they stay."""
    passwords = read_passwords(settings)
    students = [Student(login) for login in logins]
    browsers = [Browser(settings.web, login) for login in logins]

    async def come(position: int) -> None:
        await asyncio.sleep(over * position / len(students))
        student, browser = students[position], browsers[position]
        try:
            async with asyncio.timeout(patience):
                await work(student, browser, passwords[student.login], number)
        except Exception as error:  # whatever happens to one student is this student's line in the report
            student.failure = str(error) or type(error).__name__

    await asyncio.gather(*map(come, range(len(students))))
    for student in students:
        student.memory, student.cpu = weigh(student.login)
    gone = await asyncio.gather(*(browser.stop_server() for browser in browsers if not stay), return_exceptions=True)
    for student, error in zip(students, gone, strict=False):
        student.failure = student.failure or (str(error) or type(error).__name__ if error else "")
    await asyncio.gather(*(browser.session.close() for browser in browsers))
    return students


def summary(students: list[Student]) -> dict[str, Any]:
    """Return what counts: failures, times of half and of nearly all, memory a student."""
    well = [student for student in students if not student.failure]

    def shares(name: str) -> list[float]:
        values = sorted(getattr(student, name) for student in well)
        return [round(statistics.median(values), 1), values[max(0, -(-95 * len(values) // 100) - 1)]] if values else []

    weights = {kind: round(statistics.mean(student.memory[kind] for student in well)) for kind in ("server", "kernel")} if well else {}
    spent = {kind: round(statistics.mean(student.cpu[kind] for student in well), 2) for kind in ("server", "kernel")} if well else {}
    times = {name: shares(name) for name in ("signed_in", "server", "lab", "first", "all", "exported")}
    return {"students": len(students), "failures": len(students) - len(well), **times, "memory": weights, "cpu": spent}


def main() -> int:
    """Run the rounds and print a table; 1 if anything failed."""
    parser = argparse.ArgumentParser(
        description="Try the hub of a class with simulated students; times are seconds after the click on Sign in, half / 95 of 100."
    )
    parser.add_argument("students", nargs="*", type=int, default=[10, 20, 40], help="how many at a time, a round each (default: 10 20 40)")
    parser.add_argument("--class", dest="file", type=Path, default=Path(__file__).with_name("class.toml"), metavar="FILE")
    parser.add_argument(
        "--over", type=float, default=0, metavar="SECONDS", help="they come one by one in so many seconds (default: all at once)"
    )
    parser.add_argument("--lesson", default="01", metavar="NN")
    parser.add_argument("--patience", type=float, default=900, metavar="SECONDS", help="who is not done by then has failed")
    parser.add_argument("--stay", action="store_true", help="leave their servers and kernels running")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every student's figures there")
    options = parser.parse_args()
    try:
        return _run(read_settings(options.file), options)
    except HubError as error:
        print(f"load: {error}", file=sys.stderr)
        return 2


def _sum(parts: dict[str, float]) -> str:
    return f"{sum(parts.values()):g} ({' + '.join(f'{value:g}' for value in parts.values())})"


def _run(settings: Settings, options: argparse.Namespace) -> int:
    if os.geteuid() != 0:
        raise HubError("This reads the passwords of the class and weighs its processes: run it with sudo.")
    if urlsplit(settings.web).hostname not in ("127.0.0.1", "localhost", "::1"):
        raise HubError(f"This tries only a hub on this computer, not {settings.web}: set address to 0.0.0.0 or 127.0.0.1.")
    if max(options.students) > len(settings.logins):
        raise HubError(f"{settings.path.name} has {len(settings.logins)} accounts, fewer than {max(options.students)} students.")
    failed, rounds = 0, []
    print(
        "students   over s  failures  signed in     server up     lab open      first result  all cells     exported      MiB (server + kernel)  processor s (server + kernel)"
    )
    for count in options.students:
        students = asyncio.run(
            one_round(settings, list(settings.logins[:count]), options.over, options.lesson, options.patience, options.stay)
        )
        found = summary(students)
        times = "".join(
            f"{' / '.join(f'{value:.1f}' for value in found[name]):<14}"
            for name in ("signed_in", "server", "lab", "first", "all", "exported")
        )
        weights, spent = found["memory"], found["cpu"]
        print(f"{count:8} {options.over:8.0f} {found['failures']:9}  {times}{_sum(weights):<22} {_sum(spent)}", flush=True)
        for student in students:
            if student.failure:
                print(f"  {student.login}: {student.failure}")
        failed += found["failures"]
        rounds.append({"over": options.over, **found, "each": [asdict(student) for student in students]})
    if options.json:
        options.json.write_text(json.dumps(rounds, indent=1) + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
