"""Row 55: abstract unix sockets and signals know no file permissions.

CVE-2024-29021 (Judge0: requests of a session to the host's own services).
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

#: Connects to one place.
CALL = """
import socket
def call(family, where, kind=socket.SOCK_STREAM):
    with socket.socket(family, kind) as one:
        one.settimeout(5)
        one.connect(where)
"""

ATTACKS = {
    "abstract_socket": Attack(CALL + "call(socket.AF_UNIX, ABSTRACT)"),
    "abstract_socket_by_its_listing": Attack(
        CALL
        + """
for line in open("/proc/net/unix"):
    # Of all that is listed the one laid here: another test's may be there, too.
    name = b"\\0" + line.split()[-1][1:].encode()
    if name == ABSTRACT:
        call(socket.AF_UNIX, name)
"""
    ),
    "socket_by_path": Attack(CALL + "call(socket.AF_UNIX, UNIX)"),
    "socket_by_a_link": Attack(
        CALL
        + "import os\nos.symlink(UNIX, 's')\ntry:\n    call(socket.AF_UNIX, 's')\nfinally:\n    os.unlink('s')"
    ),
    "loopback": Attack(CALL + "call(socket.AF_INET, ('127.0.0.1', PORT))"),
    "loopback_by_another_name": Attack(
        CALL
        + """
for where in (("localhost", PORT), ("127.0.0.2", PORT), ("0.0.0.0", PORT)):
    try:
        call(socket.AF_INET, where)
    except OSError as e:
        print(e)
"""
    ),
    "loopback_in_ipv6": Attack(CALL + "call(socket.AF_INET6, ('::ffff:127.0.0.1', PORT))"),
    "http": Attack("""
import urllib.request
try:
    urllib.request.urlopen(f"http://127.0.0.1:{PORT}", timeout=0.2)
except OSError as e:
    print(e)
"""),
    "asyncio": Attack("""
import asyncio
async def main():
    await asyncio.open_connection("127.0.0.1", PORT)
asyncio.run(main())
"""),
    "without_connecting": Attack(
        CALL
        + """
with socket.socket() as s:
    s.sendto(b"x", 0x20000000, ("127.0.0.1", PORT))  # MSG_FASTOPEN
"""
    ),
    "signal_to_the_parent": Attack("import os\nos.kill(PARENT, 10)"),
    "end_of_the_parent": Attack("import os\nos.kill(PARENT, 9)"),
    "stop_of_the_parent": Attack("import os\nos.kill(PARENT, 19)"),
    "signal_to_the_group_of_the_parent": Attack("import os\nos.killpg(os.getpgid(PARENT), 12)"),
    "signal_by_a_descriptor": Attack(
        "import os, signal\nsignal.pidfd_send_signal(os.pidfd_open(PARENT), 10)"
    ),
    "queued_signal": Attack("""
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
if libc.sigqueue(PARENT, 40, 7): raise OSError(ctypes.get_errno())
"""),
    "signal_by_the_owner_of_a_socket": Attack("""
import fcntl, os, socket
a, b = socket.socketpair()
fcntl.fcntl(a, fcntl.F_SETOWN, PARENT)
fcntl.fcntl(a, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
b.send(b"x")
"""),
    "traced_parent": Attack(
        """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
if libc.ptrace(0x4206, PARENT, 0, 0): raise OSError(ctypes.get_errno())
libc.ptrace(0x4207, PARENT, 0, 0)
os._exit(0)
""",
        unproved="a tracer that is gone leaves no trace",
    ),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_no_socket_and_no_parent_is_in_reach(walls: Walls, wall: str, name: str) -> None:
    """The network is the worker's own and empty, and its parent has no number there."""
    walls.judge(wall, ATTACKS[name])
