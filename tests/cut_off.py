"""Run a command in a network of its own in which there is nothing but loopback (Linux): python tests/cut_off.py COMMAND …"""

import fcntl
import os
import socket
import struct
import sys

_GET_FLAGS, _SET_FLAGS, _UP = 0x8913, 0x8914, 0x1


def raise_loopback():
    """Bring up the interface lo, which a new network has down."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        asked = struct.pack("16sH14x", b"lo", 0)
        flags = struct.unpack("16sH14x", fcntl.ioctl(one, _GET_FLAGS, asked))[1]
        fcntl.ioctl(one, _SET_FLAGS, struct.pack("16sH14x", b"lo", flags | _UP))


def is_cut():
    """Say whether nothing outside can be reached, not even by number."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        try:
            one.connect(("192.0.2.1", 9))  # an address kept for documentation; a datagram's connect only asks for a way
        except OSError:
            return True
    return False


if __name__ == "__main__":
    raise_loopback()
    if not is_cut():
        sys.exit("There is a way out of this network.")
    os.execvp(sys.argv[1], sys.argv[1:])
