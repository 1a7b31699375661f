"""What students exported, copied to the teacher. Files are opened with the student's own rights, never with more."""

import contextlib
import os
import pwd
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from classhub.accounts import find
from classhub.settings import Settings

#: How a page that ``lesson.export()`` or ``lesson.my_history()`` writes is called, and what it carries.
_PAGE = re.compile(r"\d\d-[\w-]{1,80}\.html")
_MARKS = (b'id="lessonlib-data"', b'name="lessonlib" content="my-history"')
#: A page is far smaller, and a course has few lessons: whoever writes more fills no disk but his own.
LARGEST = 20_000_000
MOST = 60
_DEEPEST = 4


def collect_exports(settings: Settings) -> list[Path]:
    """Copy pages that are new or changed into the teacher's folder, one folder an account.

    Returns
    -------
    list of Path
        The copies that were written now.
    """
    teacher = find(settings.teacher)
    if teacher is None:
        return []
    written = []
    for login in settings.logins:
        account = find(login)
        if account is None:
            continue
        with acting_as(account):
            pages = dict(find_pages(Path(account.pw_dir)))
        with acting_as(teacher):
            written += _keep(settings.exports / login, pages)
    return written


@contextlib.contextmanager
def acting_as(account: pwd.struct_passwd) -> Iterator[None]:
    """Work with the rights of an account; its owner cannot signal or trace this process, whose real user stays the superuser."""
    groups, mask = os.getgroups(), os.umask(0o077)
    os.setgroups([])
    os.setegid(account.pw_gid)
    os.seteuid(account.pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)
        os.umask(mask)


def find_pages(home: Path) -> Iterator[tuple[str, bytes]]:
    """Find the exported pages in a home, at most `MOST`; links, pipes and too large files are passed over.

    Examples
    --------
    >>> list(find_pages(Path("/nowhere")))
    []
    """
    left = MOST
    for folder, folders, files in os.walk(home / "lessons"):
        # The pages that the course ships are not the student's.
        deep = len(Path(folder).relative_to(home).parts)
        folders[:] = sorted(name for name in folders if name != "sources" and not name.startswith(".") and deep < _DEEPEST)
        for name in sorted(files):
            if left and _PAGE.fullmatch(name) and (content := _read(Path(folder, name))):
                left -= 1
                yield name, content


def _read(path: Path) -> bytes:
    """The bytes of a page, none if it is no plain file, too large, or no page of this course."""
    try:
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return b""
    with os.fdopen(number, "rb") as file:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            return b""
        content = file.read(LARGEST + 1)
    return content if len(content) <= LARGEST and any(mark in content for mark in _MARKS) else b""


def _keep(folder: Path, pages: dict[str, bytes]) -> Iterator[Path]:
    for name, content in pages.items():
        target = folder / name
        if target.is_file() and target.read_bytes() == content:
            continue
        folder.mkdir(parents=True, exist_ok=True)
        partial = target.with_suffix(".part")
        partial.write_bytes(content)
        partial.replace(target)
        yield target
