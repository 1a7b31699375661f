"""What is sent to the browser at once: packed in the kernel, unpacked there."""

from __future__ import annotations

import json
import zlib
from typing import Any

#: For the scripts of widgets: ``unpack`` returns what was packed, ``find`` the widgets that a trait refers to, and ``entry``
#: the words of the entry that is chosen in a list.
SCRIPT = """
async function unpack(bytes) {
  if (!bytes || !bytes.byteLength || typeof DecompressionStream === "undefined") return null;
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
}
const find = (model, names) => Promise.all(names.map((name) => model.widget_manager.get_model(name.slice("IPY_MODEL_".length))));
const entry = (list) => (list.get("_options_labels") || [])[list.get("index")] ?? "";
"""


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
