"""One window at a time writes a work file; where a share has no locks, each looks afterwards whether its answers stand there."""

from __future__ import annotations

import contextlib
import errno
import warnings
from collections.abc import Iterator
from pathlib import Path

#: A neighbour's save takes milliseconds; whoever waits longer waits for a lock that nobody will lift.
_PATIENCE = 5
#: What shares say that have no locks.
_NO_LOCKS = frozenset({errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK})


@contextlib.contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Hold the lock of a file while work is done under it; say whether there is one, for some shares have none.

    Raises
    ------
    OSError
        If another holds it too long, or it cannot be made.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, locked(Path(folder) / "01.json"):
    ...     [path.name for path in Path(folder).iterdir()]
    ['.01.json.lock']
    """
    from filelock import FileLock

    lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=_PATIENCE)
    held = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it takes a file for a lock, where there are no others, is no news to a learner
            lock.acquire()
    except NotImplementedError:
        held = False
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        held = False
    try:
        yield held
    finally:
        if held:
            with contextlib.suppress(OSError):  # what was done under it is done
                lock.release()
