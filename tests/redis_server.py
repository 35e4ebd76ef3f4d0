"""A real redis-server for tests: started on a free port of loopback, ended by the test."""

from __future__ import annotations

import contextlib
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

#: What a test of the shared store stands under.
needs_redis = pytest.mark.skipif(
    shutil.which("redis-server") is None,
    reason="no redis-server is on the PATH (Debian, Ubuntu: apt install redis-server)",
)


class RedisServer:
    """One of them, empty at first, keeping nothing on the disk.

    Args:
        directory: where its socket is and where it runs.
        password: what it wants from everybody; none where it is empty.
    """

    def __init__(self, directory: Path, password: str = "") -> None:
        self._directory = directory
        self._password = password
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.socket = directory / "redis.sock"
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def url(self) -> str:
        """Its address, with the password."""
        login = f"default:{self._password}@" if self._password else ""
        return f"redis://{login}127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "",
                   "--appendonly", "no", "--unixsocket", str(self.socket),
                   "--dir", str(self._directory)]  # fmt: skip
        if self._password:
            command += ["--requirepass", self._password]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while True:
            with contextlib.suppress(OSError), self._link() as link:
                link.sendall(b"PING\r\n")
                if link.recv(64)[:5] in {b"+PONG", b"-NOAU"}:
                    return
            assert time.monotonic() < deadline, "redis-server did not start"
            time.sleep(0.02)

    def stop(self) -> None:
        """End it, whatever state it is in."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait(20)

    def freeze(self) -> None:
        """Have it answer nobody, with all its connections open."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def command(self, *words: str) -> bytes:
        """Send one command; return the first bytes of the answer."""
        with self._link() as link:
            if self._password:
                link.sendall(f"AUTH {self._password}\r\n".encode())
                link.recv(64)
            link.sendall((" ".join(words) + "\r\n").encode())
            return link.recv(65536)

    def _link(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), 5)


@contextlib.contextmanager
def redis_server(directory: Path, password: str = "") -> Iterator[RedisServer]:
    """Start one; end it with the block."""
    directory.mkdir(exist_ok=True)
    server = RedisServer(directory, password)
    try:
        yield server
    finally:
        server.stop()
