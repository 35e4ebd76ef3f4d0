"""W4 to W7: silent peers cost the server a timer, and nobody else a call."""

from __future__ import annotations

import contextlib
import socket

from guardedflame.wire.client import ClientConnection
from harness import Serve

FEW = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0", "unix://{unix}"]
connections: {{maximum: 8, maximum_per_address: 8, handshake_timeout: 1s}}
profiles:
  small:
    isolation: {isolation}
    language: {language}
    warm: {warm}
    operations: [evaluate]
    limits: {{{limits}}}
clients:
  anyone: {{profile: small}}
"""


def _open(location: str) -> socket.socket:
    host, _, port = location.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=20)


def test_silent_peers_are_hung_up_on_at_the_handshake_deadline(serve: Serve) -> None:
    """W4: the stock daemon waits for ever; here the peer reads an end of file."""
    served = serve(FEW)
    with _open(served.tcp) as silent:
        assert silent.recv(1) == b""
    assert any("took too long" in record.get("reason", "") for record in served.audit())


def test_a_half_sent_handshake_meets_the_same_deadline(serve: Serve) -> None:
    """W4: bytes trickling in do not renew it."""
    with _open(serve(FEW).tcp) as slow:
        with contextlib.suppress(OSError):
            slow.sendall(b"PYRO\x01\xf6")
        assert slow.recv(1) == b""


def test_silent_peers_up_to_the_maximum_leave_others_a_clear_answer(serve: Serve) -> None:
    """W5, W6: with the places taken the next client is told so at once, not left hanging."""
    served = serve(FEW)
    with contextlib.ExitStack() as stack:
        for _ in range(8):
            stack.enter_context(_open(served.tcp))
        late = stack.enter_context(_open(served.tcp))
        core = ClientConnection()
        late.sendall(core.connect(103, b"\x82\xa9handshake\xc0\xa6object\xaaPyro.Flame"))
        core.receive_data(late.recv(65536))
        answer = core.next_event()
        assert type(answer).__name__ == "Rejected"
        assert b"connections" in answer.payload  # type: ignore[union-attr]


def test_a_client_works_while_silent_peers_wait(serve: Serve) -> None:
    """W7: the loop serves calls between peers that have said nothing."""
    served = serve(FEW)
    with contextlib.ExitStack() as stack:
        for _ in range(6):
            stack.enter_context(_open(served.tcp))
        assert served.connect().evaluate("1 + 1") == 2


def test_a_client_that_does_not_read_stops_only_its_own_worker(serve: Serve) -> None:
    """Backpressure: unread output pauses its session; another client is served."""
    served = serve(limits="output: 64 MiB, wall: 20s, cpu: 20s")
    deaf = served.connect()
    other = served.connect()
    sock = deaf._link._transport._socket
    payload = deaf._link._dumps_call(
        "Pyro.Flame", "execute", ["for n in range(40_000):\n    print('x' * 1000)"], {}
    )
    _, data = deaf._link._core.call(103, payload)
    sock.sendall(data)
    for n in range(50):
        assert other.evaluate(f"{n} + 1") == n + 1
    deaf.close()
    assert other.evaluate("1") == 1
