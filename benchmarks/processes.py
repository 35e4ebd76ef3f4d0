"""The servers and clients of a run: started, pinned, asked, ended.

Invariant: whatever a context manager here started is gone when it is left.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import psutil

Peer = Literal["ours", "flame", "fork"]

POLICY = """\
guardedflame: 1
connections: {{maximum: 20000, maximum_per_address: 20000}}
profiles:
  bench:
    isolation: full
    warm: {warm}
    operations: [evaluate, execute, module]
    modules: {{math: "*", time: "*"}}
    limits: {{connections: 20000, sessions: 20000}}
clients:
  anyone: {{profile: bench}}
"""


@dataclass(frozen=True)
class Server:
    """A running server: where it listens and which process it is."""

    peer: Peer
    location: str
    pid: int

    def family(self) -> list[psutil.Process]:
        """Return the server's process and every descendant that is alive."""
        process = psutil.Process(self.pid)
        return [process, *process.children(recursive=True)]

    def pin(self, cpus: Set[int]) -> None:
        """Put every thread of every process of the server onto `cpus`."""
        for process in self.family():
            pin(process.pid, cpus)


def pin(pid: int, cpus: Set[int]) -> None:
    """Put every thread of one process onto `cpus`; one that has ended meanwhile is skipped."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            os.sched_setaffinity(int(task.name), cpus)


def processor_seconds(pid: int) -> float:
    """Return what a process has used, all its threads, to the microsecond: its kernel clock."""
    return time.clock_gettime(~pid << 3 | 2)  # linux/posix-timers_types.h: CPUCLOCK_SCHED


@contextlib.contextmanager
def server(peer: Peer, *, warm: int = 2) -> Iterator[Server]:
    """Start one peer's server on loopback; `warm` is the size of our pool.

    Raises:
        RuntimeError: it did not come up; its own words are on stderr.
    """
    with contextlib.ExitStack() as stack:
        if peer == "ours":
            home = stack.enter_context(tempfile.TemporaryDirectory(prefix="guardedflame-bench-"))
            policy = Path(home, "bench.yaml")
            policy.write_text(POLICY.format(warm=warm))
            policy.chmod(0o600)
            # Audit on: what is measured is what is served.
            audit = ["--audit", str(Path(home, "audit.jsonl"))]
            serve = ["guardedflame", "serve", "--policy", str(policy)]
            command = [*serve, "-H", "127.0.0.1", "-p", "0", *audit]
        else:
            command = ["benchmarks.pyro4_flame" if peer == "flame" else "benchmarks.plain_fork"]
        process = stack.enter_context(_process(command))
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("listening on "):
                yield Server(peer, line.split()[-1], process.pid)
                return
        raise RuntimeError(f"the {peer} server did not start")


class Caller:
    """A client process of one peer; see benchmarks/caller.py for what it can be asked."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def begin(self, ask: str, **options: float) -> None:
        """Ask for something without waiting for the answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"ask": ask, **options}) + "\n")
        self._process.stdin.flush()

    def end(self) -> Any:
        """Return the answer to what was begun."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("a client of the benchmark died; its own words are above")
        return json.loads(line)

    def ask(self, ask: str, **options: float) -> Any:
        """Ask and wait."""
        self.begin(ask, **options)
        return self.end()

    def pin(self, cpus: Set[int]) -> None:
        """Put the client's threads onto `cpus`."""
        pin(self._process.pid, cpus)


@contextlib.contextmanager
def caller(target: Server) -> Iterator[Caller]:
    """Start a client process for a server."""
    with _process(["benchmarks.caller", target.peer, target.location]) as process:
        yield Caller(process)


@contextlib.contextmanager
def crowd(target: Server) -> Iterator[Caller]:
    """Start a process that holds connections which say nothing; see benchmarks/crowd.py."""
    with _process(["benchmarks.crowd", target.location]) as process:
        yield Caller(process)


@contextlib.contextmanager
def _process(module: list[str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", *module],
        cwd=Path(__file__).resolve().parent.parent,
        env={**os.environ, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for end in (process.stdin, process.stdout):
            assert end is not None
            with contextlib.suppress(BrokenPipeError):
                end.close()
