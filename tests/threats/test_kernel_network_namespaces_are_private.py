"""Under full each worker has a network namespace of its own: no peer in it to list or to call."""

from __future__ import annotations

import pytest

from cage import Cage, cage_fixture  # noqa: F401 - a fixture is used by its name

NAME = "gf-secret-name-77"
LISTEN = f"s = socket.socket(socket.AF_UNIX); s.bind('\\0{NAME}'); s.listen()\n"
#: A dump of all unix sockets with their names; linux/unix_diag.h.
LIST = (
    "import struct\n"
    "d = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 4); d.settimeout(5)\n"
    "d.send(struct.pack('=IHHII', 40, 20, 0x301, 1, 0)\n"
    "       + struct.pack('=BBHIIIII', 1, 0, 0, 0xffffffff, 0, 1, 0xffffffff, 0xffffffff))\n"
    f"result = {NAME!r}.encode() in d.recv(65536)\n"
)
#: NETLINK_USERSOCK, by a number both know.
HEAR = "s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 2); s.bind((7777, 0)); result = 1"
CALL = "s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 2); s.sendto(b'x' * 16, (7777, 0))"


def test_socket_names_of_another_worker_are_not_listed(cage: Cage) -> None:
    """SOCK_DIAG shows a worker its own sockets, which proves that it works, and no other's."""
    run = cage.start(LISTEN + LIST, LIST)
    if run.outcomes[0].value is not True:
        pytest.skip(f"this kernel does not list unix sockets: {run.outcomes[0]}")
    assert run.outcomes[1].value is False, run.outcomes


def test_netlink_carries_nothing_between_workers(cage: Cage) -> None:
    """The number one worker listens on is nobody's in another's namespace."""
    run = cage.start(HEAR, CALL, f"{HEAR}\n{CALL.replace('s =', 't =').replace('s.s', 't.s')}")
    if run.outcomes[0].value != 1:
        pytest.skip(f"this kernel has no NETLINK_USERSOCK: {run.outcomes[0]}")
    assert run.outcomes[1].error == "ConnectionRefusedError", run.outcomes
    assert run.outcomes[2].kind == "did", run.outcomes
