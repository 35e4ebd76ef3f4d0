"""A worker cannot hand the broker descriptors whose closing would hold it up."""

from __future__ import annotations

import socket

import pytest

from guardedflame.broker import pool
from harness import Serve

SEND = """
import gc, os, socket
link = [o for o in gc.get_objects() if type(o) is socket.socket and o.fileno() > 2][0]
try:
    socket.send_fds(link, [b"x"], [os.open(".", os.O_RDONLY)])
    said = "sent"
except OSError as error:
    said = type(error).__name__
"""


def test_descriptor_is_refused_to_its_sender(serve: Serve) -> None:
    """The message does not arrive either: the session goes on."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        try:
            ours.setsockopt(socket.SOL_SOCKET, pool._SO_PASSRIGHTS, 0)
        except OSError:
            pytest.skip("this kernel has no SO_PASSRIGHTS (Linux 6.16)")
    flame = serve(language="python").connect()
    flame.execute(SEND)
    assert flame.evaluate("said") == "PermissionError"
