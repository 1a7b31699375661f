"""What is sent to the browser at once: packed in the kernel, unpacked there."""

from __future__ import annotations

import json
import zlib
from typing import Any

from lessonlib.bundle import read_beside

#: For the scripts of widgets: ``unpack`` returns what was packed, ``find`` the widgets that a trait refers to, and ``entry``
#: the words of the entry that is chosen in a list.
SCRIPT = read_beside(__file__, "packed.js")


def pack(held: Any) -> bytes:
    """Pack lists, dictionaries, numbers and text.

    Examples
    --------
    >>> unpack(pack({"a": [1, "é"]}))
    {'a': [1, 'é']}
    """
    return zlib.compress(json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))


def unpack(packed: bytes) -> Any:
    """Return what was packed.

    Examples
    --------
    >>> unpack(pack("a"))
    'a'
    """
    return json.loads(zlib.decompress(packed))
