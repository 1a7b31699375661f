"""A class on one computer. The one command: sudo python3 deploy/hub.py start."""

import argparse
import os
import secrets
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from classhub import accounts, exports, place
from classhub.settings import HubError, Settings, read_settings

_CLASS = Path(__file__).with_name("class.toml")


def main() -> int:
    """Run the command; errors are one sentence."""
    options = _parser().parse_args()
    # Whoever starts this in the background passes on that Ctrl+C is ignored; the hub's helpers are ended by just that signal.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        if sys.platform != "linux" or os.geteuid() != 0:
            raise HubError(
                "This needs Linux (or WSL) and the superuser, for each student gets an account: sudo python3 deploy/hub.py start."
            )
        return options.run(read_settings(options.file), options)
    except HubError as error:
        print(f"hub: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hub.py", description="Serve the course to a class from one computer.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    told = {
        "start": (_start, "make what is missing (programs, accounts, passwords) and start the hub; Ctrl+C stops it"),
        "prepare": (_prepare, "make what is missing, and start nothing"),
        "passwords": (_passwords, "print the list of accounts and passwords; give SEATs new ones"),
        "collect": (_collect, "copy what students exported to the teacher, and write the table of the class"),
        "remove": (_remove, "end of term: remove the accounts and their homes, keep the exports"),
    }
    for name, (run, help_) in told.items():
        command = commands.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".")
        command.add_argument(
            "--class", dest="file", type=Path, default=_CLASS, metavar="FILE", help="the settings (default: class.toml beside this program)"
        )
        command.set_defaults(run=run)
        if name in ("start", "prepare"):
            command.add_argument(
                "--python", type=Path, help="use this Python, in which everything is installed, instead of making an environment"
            )
        if name == "passwords":
            command.add_argument("seats", nargs="*", metavar="SEAT", help="accounts that get a new password")
        if name == "collect":
            command.add_argument("--every", type=int, default=0, metavar="SECONDS", help="copy again and again, and write no table")
        if name == "remove":
            command.add_argument("--yes", action="store_true", help="do it; without this, only say what would be done")
    return parser


def _prepare(settings: Settings, options: argparse.Namespace) -> int:
    _make(settings, options.python)
    return 0


def _make(settings: Settings, python: Path | None) -> Path:
    place.make_folders(settings)
    python = python.absolute() if python else place.make_python(settings)
    place.check_python(python)
    made = accounts.make_accounts(settings)
    place.put_settings(settings, python)
    if made:
        print(f"Accounts made: {', '.join(made)}.")
    print(f"Accounts: {len(settings.logins)} for students, and {settings.teacher!r} for you. Passwords: {settings.passwords}.")
    return python


def _start(settings: Settings, options: argparse.Namespace) -> int:
    _check_ports(settings)
    python = _make(settings, options.python)
    log = settings.private / "hub.log"
    kept = {name: value for name, value in os.environ.items() if name in ("LANG", "LC_ALL", "TERM")}
    token = secrets.token_hex(32)
    env = {
        **kept,
        "LESSONLIB_TOKEN": token,
        "PATH": f"{python.parent}:/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": "/root",
        "LESSONLIB_CLASS": str(settings.path),
    }
    command = [str(python), "-m", "jupyterhub", "--config", str(place.DEPLOY / "jupyterhub_config.py")]
    with log.open("ab") as sink:
        hub = subprocess.Popen(
            command, env=env, cwd=settings.private, stdout=sink, stderr=subprocess.STDOUT, umask=0o077, start_new_session=True
        )
    try:
        if not _wait(settings, hub):
            print(f"hub: The hub did not start; the last lines of {log} say why.", file=sys.stderr)
            return 1
        print(f"The class is open at {', '.join(_addresses(settings))}. Leave this window open; Ctrl+C stops the hub.", flush=True)
        if settings.warm:
            _warm(settings, token)
        return hub.wait()
    finally:
        # However this ends, the hub is told once, and stops the students' servers first.
        if hub.poll() is None:
            hub.terminate()
        hub.wait()


def _check_ports(settings: Settings) -> None:
    for port in (settings.port, *settings.inner_ports):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                raise HubError(
                    f"Port {port} is taken ({error.strerror}): is the hub running already? Else name another in {settings.path.name}."
                ) from error


def _wait(settings: Settings, hub: subprocess.Popen, seconds: float = 180) -> bool:
    """Wait until the hub answers through its proxy: an open port alone is too early."""
    # A class network's certificate is often its own, and this asks this computer alone.
    handlers = [urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=ssl._create_unverified_context())]
    end = time.monotonic() + seconds
    while time.monotonic() < end and hub.poll() is None:
        try:
            with urllib.request.build_opener(*handlers).open(f"{settings.web}/hub/health", timeout=5):
                return True
        except OSError:
            time.sleep(0.3)
    return False


def _warm(settings: Settings, token: str) -> None:
    """Start all students' servers now, that nobody waits later; whoever signs in meanwhile is not held up."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def begin(login: str) -> bool:
        address = f"http://127.0.0.1:{settings.inner_ports[0]}/hub/api/users/{login}/server"
        request = urllib.request.Request(address, data=b"{}", headers={"Authorization": f"token {token}"})
        try:
            with opener.open(request, timeout=600):
                return True
        except urllib.error.HTTPError as error:
            return error.code == 400  # a student was faster
        except OSError:
            return False

    with ThreadPoolExecutor(settings.at_once) as pool:
        begun = sum(pool.map(begin, settings.logins))
    print(f"Servers ready or starting: {begun} of {len(settings.logins)}.", flush=True)


def _addresses(settings: Settings) -> list[str]:
    """Where students find the hub: the addresses of this computer in its network, without asking any other."""
    if settings.address not in ("", "0.0.0.0"):
        return [settings.web]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; tells which address would be used
            here = probe.getsockname()[0]
        except OSError:
            return [settings.web]
    return [settings.web.replace("127.0.0.1", here)]


def _passwords(settings: Settings, options: argparse.Namespace) -> int:
    found = accounts.set_passwords(settings, options.seats) if options.seats else accounts.read_passwords(settings)
    if not found:
        raise HubError("There are no accounts yet: give the command 'start' or 'prepare' first.")
    for seat, password in found.items():
        print(f"{seat},{password}")
    return 0


def _collect(settings: Settings, options: argparse.Namespace) -> int:
    while True:
        written = exports.collect_exports(settings)
        for path in written:
            print(f"{path}: copied.", flush=True)
        if not options.every:
            break
        time.sleep(options.every)
    teacher = accounts.find(settings.teacher)
    if teacher is None or not settings.exports.is_dir() or not any(settings.exports.rglob("*.html")):
        raise HubError("Nobody has exported anything yet: students do it with lesson.export(name=…).")
    command = [str(settings.place / "venv" / "bin" / "lessonlib"), "collect", str(settings.exports)]
    return subprocess.run(command, check=False, user=teacher.pw_uid, group=teacher.pw_gid, extra_groups=[], umask=0o077, cwd="/").returncode


def _remove(settings: Settings, options: argparse.Namespace) -> int:
    found = [account.pw_name for account in accounts.members(settings)]
    if not found:
        raise HubError(f"There are no accounts of the class {settings.name!r}.")
    kept = settings.place / "exports-kept" / settings.name
    if not options.yes:
        print(f"This would remove {', '.join(found)} and all that is in their homes; their exports would stay in {kept}.")
        print("To do it, add --yes.")
        return 0
    print(f"{place.keep_exports(settings, kept)} pages kept in {kept}.")
    print(f"Removed: {', '.join(accounts.remove_accounts(settings))}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
