"""Invariant: the kernel wall alone keeps plain Python inside, whatever it calls and in what order.

``language: python`` runs as CPython runs it, so nothing but the kernel stops a program. What it
goes for is real, open to every user of this machine, and watched from outside of the session: a
file, a directory, three sockets, the server's environment, and processes that should live on.
"""

from __future__ import annotations

import contextlib
import platform
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivation import Grammar, texts
from guardedflame.client import Flame
from guardedflame.errors import ConnectionLost, LimitExceeded, WorkerError
from harness import Served, start_server

VARIABLE = "GUARDEDFLAME_FUZZ_SECRET"

POLICY = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0", "unix://{unix}"]
profiles:
  attacker:
    isolation: {isolation}
    language: {language}
    warm: {warm}
    operations: [evaluate, execute]
    modules: {{}}
    limits: {{scratch: 1 MiB, wall: 2s, {limits}}}
clients:
  anyone: {{profile: attacker}}
"""

#: What a program has at hand; it runs as the first words of each session.
TOOLS = """
import array, asyncio, atexit, codecs, contextlib, ctypes, fcntl, fileinput, gc, glob
import importlib.machinery, linecache, mmap, multiprocessing, os, pathlib, posix, resource, shutil
import signal, socket, sqlite3, subprocess, sys, tarfile, threading, urllib.request, zipfile
__file__ = os.__file__
libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(4096)
fd = x = y = 1
"""

#: System calls that have been ways out of sandboxes, by their numbers; on other machines the
#: numbers mean others, which is as good. None stops or reconfigures a machine that has no wall.
_CALLS = {
    "x86_64": """
        2 42 44 46 49 56 57 59 62 72 82 86 88 90 101 109 117 155 157 161 165 200 234 248 250 254
        257 259 260 263 264 265 266 267 268 272 282 298 301 303 304 308 310 311 319 321 322 323
        424 425 426 427 428 429 430 431 432 434 435 437 438 440 441 442 444 449
    """,
    "aarch64": """
        32 34 35 36 37 38 39 40 48 52 53 56 97 99 117 129 130 131 142 167 200 203 206 217 219 220
        221 241 262 263 264 265 268 270 271 279 280 281 282 424 425 434 437 438 441
    """,
}
_GRAMMAR = Grammar(
    "attacks.txt", {"Number": tuple(_CALLS.get(platform.machine(), _CALLS["x86_64"]).split())}
)


@dataclass
class Raid:
    """The server, the session the programs run in, and what there is to take."""

    served: Served
    home: Path
    secret: str
    listeners: list[socket.socket]
    bystander: psutil.Process
    said: list[str] = field(default_factory=list)
    flame: Flame | None = None

    def session(self) -> Flame:
        """Return the session, a new one if the last has ended."""
        if self.flame is None:
            self.flame = self.served.connect(
                unix=True, output=lambda _stream, text: self.said.append(text)
            )
            tcp, unix, abstract = (each.getsockname() for each in self.listeners)
            pids = [self.served.process.pid, self._zygote().pid, self.bystander.pid]
            places = {
                "FILE": str(self.home / "canary"),
                "DIRECTORY": str(self.home / "open"),
                "PORT": tcp[1],
                "UNIX": unix,
                "ABSTRACT": abstract,
                "VARIABLE": VARIABLE,
                "PIDS": pids,
            }
            named = "".join(f"{name} = {value!r}\n" for name, value in places.items())
            self.flame.execute(TOOLS + named)
        return self.flame

    def _zygote(self) -> psutil.Process:
        return psutil.Process(self.served.process.pid).children()[0]

    def run(self, statement: str) -> None:
        """Run a statement, and note all that comes back."""
        try:
            self.session().execute(statement)
        except Exception as error:
            self.said += [repr(error), *getattr(error, "__notes__", ())]
            if isinstance(error, WorkerError | LimitExceeded | ConnectionLost):
                self.leave()

    def leave(self) -> None:
        """End the session; the next statement gets another."""
        if self.flame is not None:
            with contextlib.suppress(Exception):
                self.flame.close()
            if self.flame in self.served.clients:
                self.served.clients.remove(self.flame)
            self.flame = None

    def damage(self) -> list[str]:
        """Return what was taken or harmed."""
        found = []
        if (self.home / "canary").read_text() != self.secret:
            found.append("the file was written to")
        if (beside := _names(self.home)) != ["canary", "open", "socket"]:
            found.append(f"beside the file: {beside}")
        if made := _names(self.home / "open"):
            found.append(f"in the directory: {made}")
        for listener in self.listeners:
            with contextlib.suppress(BlockingIOError):
                found.append(f"a connection to {listener.accept()[1]}")
        processes = (self.bystander, psutil.Process(self.served.process.pid), self._zygote())
        harmed = {psutil.STATUS_STOPPED, psutil.STATUS_ZOMBIE, psutil.STATUS_TRACING_STOP}
        found += [f"{each} is harmed" for each in processes if each.status() in harmed]
        return found


def _names(directory: Path) -> list[str]:
    return sorted(each.name for each in directory.iterdir())


@pytest.fixture(scope="module")
def raid() -> Iterator[Raid]:
    """A server with its secret in the environment, and the bait."""
    secret = "canary-" + secrets.token_hex(8)
    home = Path(tempfile.mkdtemp(dir="/tmp"))
    home.chmod(0o755)
    (home / "canary").write_text(secret)
    (home / "canary").chmod(0o644)
    (home / "open").mkdir()
    (home / "open").chmod(0o777)
    tcp = socket.create_server(("127.0.0.1", 0))
    unix, abstract = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
    unix.bind(str(home / "socket"))
    (home / "socket").chmod(0o777)
    abstract.bind(f"\0fuzz-{secrets.token_hex(8)}")
    for each in (tcp, unix, abstract):
        each.listen()
        each.setblocking(False)
    bystander = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    place = Path(tempfile.mkdtemp(dir="/tmp"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, secret)
        served = start_server(place, POLICY, isolation="full", language="python")
    try:
        listeners = [tcp, unix, abstract]
        yield Raid(served, home, secret, listeners, psutil.Process(bystander.pid))
    finally:
        served.stop()
        bystander.communicate(b"\n")
        for each in (tcp, unix, abstract):
            each.close()
        shutil.rmtree(home)
        shutil.rmtree(place)


@settings(max_examples=max(settings().max_examples // 4, 10))
@given(st.lists(texts(_GRAMMAR, "S", depth=4, fuel=16), min_size=1, max_size=5))
def fuzz_plain_programs_take_nothing(raid: Raid, statements: list[str]) -> None:
    """A session for each list; the server answers others all the while."""
    raid.leave()
    raid.said.clear()
    for statement in statements:
        raid.run(statement)
    damage = raid.damage()
    assert not damage, (damage, statements)
    assert raid.secret not in "".join(raid.said), statements
    with contextlib.closing(raid.served.connect(unix=True)) as other:
        assert other.evaluate("6 * 7") == 42
