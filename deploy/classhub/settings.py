"""What the teacher set in ``class.toml``, checked."""

import os
import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

#: The login names that every Linux takes.
_LOGIN = re.compile(r"[a-z][a-z0-9-]{1,30}")
_NAME = re.compile(r"[a-z][a-z0-9]{0,19}")
#: The longest path of a socket is 107 bytes; a kernel's name and number take 60 of them.
_LONGEST_PLACE = 30


class HubError(Exception):
    """One sentence for the teacher: what is wrong, where, what to do."""


@dataclass(frozen=True)
class Settings:
    """The class as ``class.toml`` describes it.

    Attributes
    ----------
    path : Path
        The file.
    logins : tuple of str
        The accounts of the students, in order.

    Examples
    --------
    >>> settings = read_settings(Path(__file__).parent.parent / "class.toml")
    >>> settings.logins[0], len(settings.logins), settings.group
    ('pair01', 15, 'lessonlib-class')
    """

    path: Path
    name: str
    students: int
    together: int
    list: str
    teacher: str
    language: str
    address: str
    port: int
    certificate: str
    key: str
    idle_minutes: int
    memory: int
    largest_file: int
    start_at_once: int
    warm: bool
    place: Path
    inner_ports: tuple[int, int]
    logins: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """The system group of all accounts of the class: no other account is ever touched."""
        return f"lessonlib-{self.name}"

    @property
    def everyone(self) -> tuple[str, ...]:
        """The students' accounts and the teacher's."""
        return (*self.logins, self.teacher)

    @property
    def private(self) -> Path:
        """What the hub keeps to itself: its database, its secrets, the passwords, the log."""
        return self.place / "hub" / self.name

    @property
    def run(self) -> Path:
        """One folder an account for the sockets of its kernels."""
        return self.place / "run"

    @property
    def homes(self) -> Path:
        """The homes of the accounts."""
        return self.place / "homes"

    @property
    def exports(self) -> Path:
        """The pages that the students exported."""
        return self.homes / self.teacher / "exports"

    @property
    def passwords(self) -> Path:
        """The list from which login slips are printed."""
        return self.private / "passwords.csv"

    @property
    def web(self) -> str:
        """Where a browser on this computer finds the hub."""
        host = "127.0.0.1" if self.address in ("", "0.0.0.0") else self.address
        return f"{'https' if self.certificate else 'http'}://{host}:{self.port}"

    @property
    def at_once(self) -> int:
        """How many servers start at the same time."""
        return self.start_at_once or max(2, os.cpu_count() or 2)


def read_settings(path: Path) -> Settings:
    """Read ``class.toml`` and the list that it names.

    Raises
    ------
    HubError
        If something in it cannot be.

    Examples
    --------
    >>> try:
    ...     read_settings(Path("nowhere.toml"))
    ... except HubError as error:
    ...     print(error)
    nowhere.toml cannot be read (No such file or directory): name the class file with --class.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise HubError(f"{path} cannot be read ({error.strerror}): name the class file with --class.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise HubError(f"{path} is not valid TOML ({error}): correct it there.") from error
    _check_fields(path, content)
    content["place"] = Path(content["place"])
    content["inner_ports"] = tuple(content["inner_ports"])
    settings = Settings(path=path.absolute(), **content)
    _check(settings)
    settings = Settings(**{**settings.__dict__, "logins": _logins(settings)})
    for login in settings.everyone:
        if not _LOGIN.fullmatch(login):
            raise HubError(f"{login!r} cannot be an account: use 2 to 31 small letters, digits and hyphens, beginning with a letter.")
    if len(set(settings.everyone)) < len(settings.everyone):
        twice = next(login for login in settings.everyone if settings.everyone.count(login) > 1)
        raise HubError(f"The account {twice!r} is named twice in {path.name} or its list: each needs a name of its own.")
    return settings


def _check_fields(path: Path, content: dict) -> None:
    known = {field.name: field.type for field in fields(Settings) if field.name not in ("path", "logins")}
    if stray := sorted(set(content) - set(known)):
        raise HubError(f"{path.name} sets {stray[0]!r}, which does not exist; it may set {', '.join(known)}.")
    if missing := [name for name in known if name not in content]:
        raise HubError(f"{path.name} does not set {missing[0]!r}: copy the line from the class.toml of the course.")
    for name, kind in known.items():
        value = content[name]
        if kind is int and (type(value) is not int or value < 0):
            raise HubError(f"{name!r} in {path.name} must be a whole number, not {value!r}.")
        if kind is bool and type(value) is not bool:
            raise HubError(f"{name!r} in {path.name} must be true or false, not {value!r}.")
        if kind in (str, Path) and not isinstance(value, str):
            raise HubError(f"{name!r} in {path.name} must be text in quotation marks, not {value!r}.")
    ports = content["inner_ports"]
    if not isinstance(ports, list) or len(ports) != 2 or not all(type(port) is int for port in ports):
        raise HubError(f"'inner_ports' in {path.name} must be two port numbers, such as [8081, 8099].")


def _check(settings: Settings) -> None:
    here = settings.path.name
    if not _NAME.fullmatch(settings.name):
        raise HubError(f"The name of the class in {here}, {settings.name!r}, must be up to 20 small letters and digits, such as 'class7b'.")
    if settings.together not in (1, 2, 3):
        raise HubError(f"'together' in {here} says how many share a screen: 1, 2 or 3, not {settings.together}.")
    if not 1 <= settings.students <= 200:
        raise HubError(f"'students' in {here} must be 1 to 200, not {settings.students}.")
    if not settings.place.is_absolute() or len(str(settings.place).encode()) > _LONGEST_PLACE:
        raise HubError(f"'place' in {here} must be a full path of at most {_LONGEST_PLACE} letters, such as /srv/lessonlib.")
    if bool(settings.certificate) != bool(settings.key):
        raise HubError(f"{here} names a certificate or a key, but not both: https needs both.")
    for file in filter(None, (settings.certificate, settings.key)):
        if not Path(file).is_file():
            raise HubError(f"{here} names {file}, which does not exist: give the full path, or leave certificate and key empty.")


def _logins(settings: Settings) -> tuple[str, ...]:
    if not settings.list:
        stem = {1: "seat", 2: "pair", 3: "group"}[settings.together]
        return tuple(f"{stem}{number:02}" for number in range(1, -(-settings.students // settings.together) + 1))
    path = settings.path.parent / settings.list
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise HubError(
            f"The list {path} cannot be read ({getattr(error, 'strerror', None) or error}): make it, one pseudonym a line."
        ) from error
    names = tuple(line.strip().lower() for line in lines if line.strip() and not line.startswith("#"))
    if not names:
        raise HubError(f"The list {path} is empty: write one pseudonym a line.")
    return names
