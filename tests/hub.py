"""A whole hub for tests: the one command, three students, everything removed afterwards."""

import csv
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

DEPLOY = Path(__file__).resolve().parent.parent / "deploy"
#: Short, for sockets stand in it; not under a folder that is closed to students.
PLACE = Path("/srv/lessonlib-test")
LOGINS = ("lessonlib-test-a", "lessonlib-test-b", "lessonlib-test-c")
TEACHER = "lessonlib-test-t"


def need_superuser() -> None:
    """Without rights there are no accounts to make: the test is skipped, and says so."""
    if sys.platform != "linux":
        pytest.skip("The hub is for Linux and WSL.")
    if os.geteuid() != 0:
        pytest.skip("The hub makes system accounts: its tests run only as the superuser (sudo).")


def write_class(folder: Path, **changes: object) -> Path:
    """Write a class.toml for tests, with the list of its accounts."""
    (folder / "list.txt").write_text("# pseudonyms\n" + "\n".join(LOGINS) + "\n")
    settings = {
        "name": "test", "students": 3, "together": 1, "list": "list.txt", "teacher": TEACHER, "language": "", "address": "127.0.0.1", "port": free_port(), "certificate": "", "key": "",
        "idle_minutes": 60, "memory": 1500, "largest_file": 100, "start_at_once": 0, "warm": True, "place": str(PLACE), "inner_ports": [free_port(), free_port()],
    }  # fmt: skip
    path = folder / "class.toml"
    path.write_text("".join(f"{name} = {_toml(value)}\n" for name, value in {**settings, **changes}.items()))
    return path


def _toml(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def hub_command(file: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Run a command of hub.py to its end, as a school does: with whatever Python it has."""
    return subprocess.run(_command(file, *arguments), capture_output=True, text=True, check=False, timeout=900)


def _command(file: Path, name: str, *arguments: str) -> list[str]:
    return [sys.executable, str(DEPLOY / "hub.py"), name, "--class", str(file), *arguments]


class Hub:
    """A running hub."""

    def __init__(self, file: Path, web: str) -> None:
        self.file, self.web = file, web
        self.python = PLACE / "venv" / "bin" / "python"

    @property
    def passwords(self) -> dict[str, str]:
        with (PLACE / "hub" / "test" / "passwords.csv").open(newline="") as file:
            return {row["seat"]: row["password"] for row in csv.DictReader(file)}

    def run_as(self, login: str, program: str) -> subprocess.CompletedProcess:
        """Run Python under a student's account, as any cell of a notebook could."""
        import pwd

        account = pwd.getpwnam(login)
        return subprocess.run(
            [str(self.python), "-I", "-c", program], user=account.pw_uid, group=account.pw_gid, extra_groups=[], cwd="/", env={"HOME": account.pw_dir, "PATH": "/usr/bin:/bin"},
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip


def running_hub(folder: Path) -> Iterator[Hub]:
    """Start the hub by its one command; whatever happens, stop it and remove its accounts and folders."""
    pam = Path("/etc/pam.d/lessonlib-hub")
    file, had_pam = write_class(folder), pam.is_file()
    log = folder / "start.log"
    with log.open("wb") as sink:
        process = subprocess.Popen(_command(file, "start"), stdout=sink, stderr=subprocess.STDOUT)
    try:
        end = time.monotonic() + 900
        while time.monotonic() < end and process.poll() is None and "Servers ready" not in log.read_text():
            time.sleep(0.5)
        if "Servers ready or starting: 3 of 3." not in (said := log.read_text()):
            if "could not be installed" in said and not os.environ.get("CI"):
                pytest.skip("The hub's programs could not be installed: there is no network.")
            inner = PLACE / "hub" / "test" / "hub.log"
            pytest.fail(f"The hub did not start:\n{said[-3000:]}\n{inner.read_text()[-3000:] if inner.is_file() else ''}")
        yield Hub(file, said.rpartition("is open at ")[2].partition(". ")[0])
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(90)
        except subprocess.TimeoutExpired:
            process.kill()
        hub_command(file, "remove", "--yes")
        if not had_pam:
            pam.unlink(missing_ok=True)
        keep = bool(os.environ.get("LESSONLIB_KEEP_HUB"))
        for path in PLACE.iterdir() if PLACE.is_dir() else ():
            if not (keep and path.name == "venv"):
                shutil.rmtree(path, ignore_errors=True)
        if not keep:
            shutil.rmtree(PLACE, ignore_errors=True)
