"""A worker that claims to be done and works on is stopped all the same."""

from __future__ import annotations

import contextlib

import psutil
import pytest

from guardedflame.errors import GuardedFlameError
from harness import Serve

FORGE = """
import gc, socket
from guardedflame.ipc.framing import frame
from guardedflame.ipc.messages import Done, Ended, encode
link = [o for o in gc.get_objects() if type(o) is socket.socket and o.fileno() > 2][0]
link.sendall(frame(encode({message})))
while True: pass
"""


@pytest.mark.parametrize(
    "message", ["Done(1, b'\\x00')", "Done(2, b'\\x00')", "Ended(1, 0)", "Ended(2, 0)"]
)
def test_worker_that_lies_about_its_end_is_killed(serve: Serve, message: str) -> None:
    """One of the numbers is the call's own, the other a violation; the worker ends either way."""
    served = serve(language="python", warm=0, limits="cpu: 1s, wall: 60s")
    flame = served.connect()
    assert flame.evaluate("1 + 1") == 2
    workers = [p for p in served.descendants() if p.ppid() != served.process.pid]
    assert workers
    # What the client hears is the lie, or that its session was stopped.
    with contextlib.suppress(GuardedFlameError):
        flame.execute(FORGE.format(message=message))
    _, alive = psutil.wait_procs(workers, timeout=60)
    assert not alive
