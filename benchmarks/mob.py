"""The client processes of a soak, and what they report.

Invariant: every process started here is ended by the stack it was started with; one that dies
early is told as lost calls.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent


class Mob:
    """The client processes, and what they report.

    Args:
        stack: ends them.
    """

    def __init__(self, stack: contextlib.ExitStack) -> None:
        self._stack = stack
        self._lock = threading.Lock()
        self._reports: list[dict[str, Any]] = []
        self._processes: list[subprocess.Popen[str]] = []
        self._readers: list[threading.Thread] = []

    def add(self, kind: str, threads: int, location: str, user: int | None = None) -> None:
        """Start a process of ``threads`` clients of one kind."""
        uid = [] if user is None else [str(user)]
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.soaking", kind, str(threads), location, *uid],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._stack.callback(end, process)
        reader = threading.Thread(target=self._read, args=(kind, process), daemon=True)
        reader.start()
        self._processes.append(process)
        self._readers.append(reader)

    def take(self) -> list[dict[str, Any]]:
        """Return what was reported since."""
        with self._lock:
            taken, self._reports = self._reports, []
            return taken

    def finish(self, seconds: float) -> None:
        """Let every client finish its call and leave."""
        for process in self._processes:
            assert process.stdin is not None
            with contextlib.suppress(BrokenPipeError):
                process.stdin.close()
        deadline = time.monotonic() + seconds
        for reader in self._readers:
            reader.join(max(deadline - time.monotonic(), 0))

    def _read(self, kind: str, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        last = False
        for line in process.stdout:
            report = json.loads(line)
            last = report["last"]
            with self._lock:
                self._reports.append(report)
        if not last:
            lost = {"answers": 0, "verdicts": {}, "us": [], "unfinished": 0}
            with self._lock:
                self._reports.append({**lost, "lost": [f"a process of {kind} clients died"]})


def end(process: subprocess.Popen[str]) -> None:
    """SIGTERM a process, SIGKILL it where that is not enough, and close its pipes."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(BrokenPipeError, ValueError):
                pipe.close()
