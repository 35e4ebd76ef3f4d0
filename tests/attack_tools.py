"""What attacks share: raw frames on a socket, a worker's own lies, a connection without a network.

Invariant: nothing here is a client of ours; what is sent is what an attacker would send.
"""

from __future__ import annotations

import asyncio
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from guardedflame.broker.admission import Admission
from guardedflame.broker.audit import AuditLog
from guardedflame.broker.connection import ClientConnection
from guardedflame.broker.hub import Hub
from guardedflame.broker.pool import Pools
from guardedflame.broker.quotas import Ledger
from guardedflame.broker.session import Session
from guardedflame.broker.watchdog import Watchdog
from guardedflame.policy.load import load_policy
from guardedflame.policy.model import Peer, Policy
from guardedflame.serial.codec import codec_for
from guardedflame.serial.ids import MSGPACK
from guardedflame.serial.registry import Registry
from guardedflame.wire.frame import Flags, MessageType, encode
from harness import Served

#: Seconds after which what a test waits for is taken to never come.
PATIENCE = 30.0

#: What stock clients put into a PING; no serializer at all.
PING_SERIALIZER = 42

#: A server whose clients are allowed nothing.
NOTHING = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0", "unix://{unix}"]
profiles:
  nothing: {{operations: [], warm: {warm}, isolation: {isolation}, language: {language}}}
clients:
  anyone: {{profile: nothing}}
"""

#: A server that lets its clients evaluate, with CONNECTIONS to be filled in first.
EVALUATE = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0", "unix://{unix}"]
connections: {{CONNECTIONS}}
profiles:
  p: {{operations: [evaluate], warm: {warm}, isolation: {isolation}, language: {language}}}
clients:
  anyone: {{profile: p}}
"""

#: Plain Python for a session that wants to speak to the broker in its worker's place.
LIES = """
import msgspec, os, stat, time
def is_socket(fd):
    try:
        return stat.S_ISSOCK(os.fstat(fd).st_mode)
    except OSError:
        return False
link = next(fd for fd in range(3, 64) if is_socket(fd))
def frame(*message):
    body = msgspec.msgpack.encode(message)
    return len(body).to_bytes(4, "big") + body
def write(data):
    while data:
        data = data[os.write(link, data):]
def say(*message):
    write(frame(*message))
"""


def call_payload(serializer: int, method: str, *args: object) -> bytes:
    """Return the payload of a call of Flame's ``method``."""
    return codec_for(serializer, Registry()).dumps_call("Pyro.Flame", method, args, {})


def hello(serializer: int, *, greeting: str = "hello", target: str = "Pyro.Flame") -> bytes:
    """Return the frame of a handshake."""
    payload = codec_for(serializer, Registry()).dumps({"handshake": greeting, "object": target})
    return encode(MessageType.CONNECT, 0, 0, serializer, payload)


def invoke(serializer: int, seq: int, payload: bytes, flags: int = 0) -> bytes:
    """Return the frame of a call whose payload may be anything."""
    return encode(MessageType.INVOKE, flags, seq, serializer, payload)


def ping(seq: int = 0) -> bytes:
    """Return the frame of a ping."""
    return encode(MessageType.PING, 0, seq, PING_SERIALIZER, b"")


class Raw:
    """A connected socket that speaks frames; use it as a context manager.

    Args:
        served: whom to connect to, over TCP.
        source: address to connect from.
        serializer: what calls are written in.
    """

    def __init__(
        self, served: Served, *, serializer: int = MSGPACK, source: str = "127.0.0.1"
    ) -> None:
        host, _, port = served.tcp.rpartition(":")
        self.serializer = serializer
        self.socket = socket.create_connection(
            (host, int(port)), PATIENCE, source_address=(source, 0)
        )
        self._buffer = bytearray()

    def __enter__(self) -> Raw:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def greet(self, *, greeting: str = "hello", target: str = "Pyro.Flame") -> bool:
        """Do the handshake; return whether it was accepted."""
        self.send(hello(self.serializer, greeting=greeting, target=target))
        return self.read()[6] == MessageType.CONNECTOK

    def send(self, data: bytes) -> None:
        """Write all of ``data``."""
        self.socket.sendall(data)

    def call(self, seq: int, method: str, *args: object) -> None:
        """Send one call of Flame's ``method``; its answer is not waited for."""
        self.send(invoke(self.serializer, seq, call_payload(self.serializer, method, *args)))

    def read(self) -> bytes:
        """Return the next whole frame, or nothing when the server has hung up."""
        while (size := self._size()) > len(self._buffer):
            data = self.socket.recv(1 << 20)
            if not data:
                return b""
            self._buffer += data
        one = bytes(self._buffer[:size])
        del self._buffer[:size]
        return one

    def _size(self) -> int:
        return 40 if len(self._buffer) < 40 else frame_size(self._buffer)


def frame_size(head: bytes | bytearray) -> int:
    """Return the bytes of the frame that starts with ``head``."""
    return 40 + int.from_bytes(head[12:16], "big") + int.from_bytes(head[16:20], "big")


def seq_of(frame: bytes) -> int:
    """Return the sequence number of a frame."""
    return int.from_bytes(frame[10:12], "big")


def failed(frame: bytes) -> bool:
    """Whether a RESULT carries an exception."""
    return bool(int.from_bytes(frame[8:10], "big") & Flags.EXCEPTION)


class Wire(asyncio.Transport):
    """A unix transport that keeps what is written to it, without a kernel behind it.

    Args:
        uid: the peer's, as its credentials tell.
    """

    def __init__(self, uid: int = 1000) -> None:
        super().__init__()
        self.family = socket.AF_UNIX
        self.written = bytearray()
        self.closing = False
        self.aborted = False
        self._reading = True
        self._uid = uid

    def get_extra_info(self, name: str, default: object = None) -> object:
        return self if name == "socket" else "nowhere"

    def getsockopt(self, *_: object) -> bytes:
        """Return credentials as SO_PEERCRED does."""
        return struct.pack("3i", 1, self._uid, self._uid)

    def fileno(self) -> int:
        """Return none: there is no kernel to ask whether the peer has gone."""
        return -1

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written += data

    def pause_reading(self) -> None:
        self._reading = False

    def resume_reading(self) -> None:
        self._reading = True

    def is_reading(self) -> bool:
        return self._reading

    def is_closing(self) -> bool:
        return self.closing

    def close(self) -> None:
        """Close as a transport does whose peer never reads: not yet."""
        self.closing = True

    def abort(self) -> None:
        self.closing = self.aborted = True

    def frames(self) -> int:
        """Return how many frames were written; forget them."""
        count = at = 0
        while at < len(self.written):
            at += frame_size(self.written[at : at + 40])
            count += 1
        self.written.clear()
        return count


def policy_of(directory: Path, text: str) -> Policy:
    """Return the policy in ``text``, which may have the fixture's placeholders."""
    file = directory / "policy.yaml"
    file.write_text(
        text.format(
            unix=directory / "never", isolation="process", language="guarded", warm=0, limits=""
        )
    )
    file.chmod(0o600)
    return load_policy(file)


def hub_of(policy: Policy, audit: Path | None = None) -> Hub:
    """Return what connections share on a server that starts no worker."""
    log = AuditLog(audit, policy.digest)
    pools = Pools({}, {}, {}, log, Admission(policy.machine, log))
    return Hub(policy, log, pools, Watchdog(lambda: None), Ledger(policy, log))


def session_of(hub: Hub, client: str = "anyone") -> Session:
    """Return a new session of ``client`` on a hub, as a connection would begin it."""
    grant = hub.policy.clients[client]
    account = hub.ledger.account(grant, Peer(address="127.0.0.1"))
    account.enter()
    return hub.start_session(grant, account)


def greeted(hub: Hub, serializer: int = MSGPACK) -> tuple[ClientConnection, Wire]:
    """Return a connection that has been let in, and its transport."""
    connection, wire = ClientConnection(hub), Wire()
    connection.connection_made(wire)
    connection.data_received(hello(serializer))
    assert wire.frames() == 1
    return connection, wire


def until(condition: Callable[[], bool], what: str) -> None:
    """Return once ``condition`` holds; fail if it never does."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"never came: {what}"
        time.sleep(0.01)


def decisions(served: Served, count: int) -> None:
    """Wait until the server has recorded ``count`` decisions."""
    log = served.directory / "audit.jsonl"
    until(lambda: log.read_text().count('"event":"decision"') >= count, f"{count} decisions")


def workers(served: Served) -> list[psutil.Process]:
    """Return the workers that are alive now."""
    return zygote(served).children(recursive=True)


def zygote(served: Served) -> psutil.Process:
    """Return the server's zygote."""
    return psutil.Process(served.process.pid).children()[0]


def resident(served: Served) -> int:
    """Return the resident bytes of the broker."""
    return int(psutil.Process(served.process.pid).memory_info().rss)


def peak(served: Served) -> int:
    """Return the most resident bytes the broker has ever had, as the kernel remembers them."""
    status = Path(f"/proc/{served.process.pid}/status").read_text()
    return 1024 * next(
        int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")
    )


def finish_in_a_process(program: str) -> None:
    """Run ``program``; fail if it fails, or is still at it long after linear work is done.

    A regex holds the interpreter: no timeout of this process would interrupt one that hangs.
    """
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
