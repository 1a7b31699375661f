"""One system account for each seat: made, given a password, removed. Accounts of others are never touched."""

import csv
import grp
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

from classhub.settings import HubError, Settings

#: How the hub asks for a password: two seconds for a wrong one, and nothing but the system's own list of passwords.
PAM = Path("/etc/pam.d/lessonlib-hub")
_PAM = """# Written by deploy/hub.py of lessonlib.
auth    required pam_unix.so
account required pam_unix.so
"""
_WORDS = Path(__file__).with_name("words.txt")


def make_accounts(settings: Settings) -> list[str]:
    """Make the accounts that are not there yet, each with a home of its own and a password.

    Returns
    -------
    list of str
        Those that were made now.

    Raises
    ------
    HubError
        If an account of that name exists already and is not of this class.
    """
    if not PAM.is_file() or PAM.read_text() != _PAM:
        PAM.write_text(_PAM)
    _run(["groupadd", "--force", settings.group])
    known = read_passwords(settings)
    gid = grp.getgrnam(settings.group).gr_gid
    for login in settings.everyone:
        account = find(login)
        if account and account.pw_gid != gid:
            raise HubError(f"This computer has an account {login!r} already, which is not of this class: choose another name.")
    made = []
    for login in settings.everyone:
        if not find(login):
            _make(settings, login)
            made.append(login)
        if login not in known:
            known[login] = new_password(_words_for(settings, login))
            _run(["chpasswd"], f"{login}:{known[login]}\n")
            # At once, and not after all of them: whatever happens next, no password is lost.
            write_passwords(settings, known)
    return made


def find(login: str) -> pwd.struct_passwd | None:
    """Return the account of a login name, None if there is none.

    Examples
    --------
    >>> find("no-such-account") is None
    True
    """
    try:
        return pwd.getpwnam(login)
    except KeyError:
        return None


def members(settings: Settings) -> list[pwd.struct_passwd]:
    """Return the accounts that were made for this class, also those that its list no longer names."""
    try:
        gid = grp.getgrnam(settings.group).gr_gid
    except KeyError:
        return []
    return [account for account in pwd.getpwall() if account.pw_gid == gid]


def set_passwords(settings: Settings, logins: Iterable[str]) -> dict[str, str]:
    """Give accounts new passwords.

    Raises
    ------
    HubError
        If one is not of this class.
    """
    known = read_passwords(settings)
    ours = {account.pw_name for account in members(settings)}
    chosen = list(logins)
    for login in chosen:
        if login not in ours:
            raise HubError(f"{login!r} is no account of this class; its accounts are {', '.join(sorted(ours)) or 'not made yet'}.")
    for login in chosen:
        known[login] = new_password(_words_for(settings, login))
        _run(["chpasswd"], f"{login}:{known[login]}\n")
    write_passwords(settings, known)
    return {login: known[login] for login in chosen}


def new_password(number: int = 3) -> str:
    """Return words drawn from 491: easy to say, and three of them are 118 million to try at some four a second.

    Examples
    --------
    >>> len(new_password().split("-"))
    3
    """
    words = _WORDS.read_text(encoding="utf-8").split()
    return "-".join(secrets.choice(words) for _ in range(number))


def _words_for(settings: Settings, login: str) -> int:
    """The teacher's account opens every other: its password is longer."""
    return 5 if login == settings.teacher else 3


def read_passwords(settings: Settings) -> dict[str, str]:
    """Return the passwords by account, as the hub's own list has them."""
    try:
        with settings.passwords.open(encoding="utf-8", newline="") as file:
            return {row["seat"]: row["password"] for row in csv.DictReader(file)}
    except FileNotFoundError:
        return {}


def write_passwords(settings: Settings, known: dict[str, str]) -> None:
    """Replace the list in one step; only the superuser can read it."""
    partial = settings.passwords.with_suffix(".part")
    partial.unlink(missing_ok=True)
    with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline="") as file:  # noqa: PTH123 (a mode from the first moment)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["seat", "password"])
        writer.writerows(known.items())
    partial.replace(settings.passwords)


def remove_accounts(settings: Settings) -> list[str]:
    """End all processes of the class and remove its accounts with their homes.

    Returns
    -------
    list of str
        The accounts that were removed.
    """
    removed = []
    for account in members(settings):
        _end_processes(account.pw_uid)
        _run(["userdel", account.pw_name])
        if Path(account.pw_dir).parent == settings.homes:
            shutil.rmtree(account.pw_dir, ignore_errors=True)
        shutil.rmtree(settings.run / account.pw_name, ignore_errors=True)
        removed.append(account.pw_name)
    if removed:
        subprocess.run(["groupdel", settings.group], check=False, capture_output=True)
    return removed


def _make(settings: Settings, login: str) -> None:
    home = settings.homes / login
    # No shell: the password opens the hub, and neither a console nor ssh.
    _run(
        [
            "useradd",
            "--gid",
            settings.group,
            "--home-dir",
            str(home),
            "--no-create-home",
            "--shell",
            "/usr/sbin/nologin",
            "--comment",
            f"lessonlib {settings.name}",
            login,
        ]
    )
    account = pwd.getpwnam(login)
    for folder in (home, settings.run / login):
        folder.mkdir(mode=0o700, exist_ok=True)
        os.chown(folder, account.pw_uid, account.pw_gid)
        folder.chmod(0o700)


def _end_processes(uid: int, patience: float = 5) -> None:
    """End the processes of one account, by number."""
    end = time.monotonic() + patience
    while found := [int(path.name) for path in Path("/proc").glob("[0-9]*") if _owner(path) == uid]:
        for number in found:
            try:
                os.kill(number, signal.SIGTERM if time.monotonic() < end - patience / 2 else signal.SIGKILL)
            except ProcessLookupError:
                continue
        if time.monotonic() > end:
            return
        time.sleep(0.1)


def _owner(path: Path) -> int:
    try:
        return path.stat().st_uid
    except OSError:
        return -1


def _run(command: list[str], given: str = "") -> None:
    try:
        done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise HubError(f"This computer has no command {command[0]!r}: on Debian and Ubuntu, run apt install passwd.") from error
    if done.returncode:
        raise HubError(f"{command[0]} failed for {command[-1]}: {done.stderr.strip() or 'no reason given'}.")
