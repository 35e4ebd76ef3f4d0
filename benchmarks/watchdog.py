"""What it costs the broker to watch two hundred sessions whose calls run.

Invariant: the same sessions, idle and busy in turn; their programs sleep, so that what is measured
is the looking and not a fight for the processor. The server is a black box.
"""

from __future__ import annotations

import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import guardedflame
from benchmarks.processes import processor_seconds, server
from benchmarks.rows import Row
from guardedflame import limits

SESSIONS = 200

#: Seconds from the calls' start until each has been looked at for the first time.
SETTLE = 1.0


def watching(rounds: int = 3, seconds: float = 2.0) -> list[Row]:
    """Return the broker's processor time in a second, with and without running calls."""
    took: tuple[list[float], ...] = ([], [])
    with ExitStack() as stack:
        target = stack.enter_context(server("ours", warm=0))
        flames = [
            stack.enter_context(guardedflame.connect(target.location)) for _ in range(SESSIONS)
        ]
        for flame in flames:
            flame.execute("import time")
        threads = stack.enter_context(ThreadPoolExecutor(SESSIONS))
        for _ in range(rounds):
            took[0].append(_processor_time(target.pid, seconds))
            program = f"time.sleep({SETTLE + seconds + 1})"
            running = [threads.submit(flame.execute, program) for flame in flames]
            time.sleep(SETTLE)
            took[1].append(_processor_time(target.pid, seconds))
            for call in running:
                call.result()
            time.sleep(SETTLE)
    idle, busy = (statistics.median(kept) for kept in took)
    one = (busy - idle) * limits.WATCHDOG_SECONDS / SESSIONS
    return [
        Row(
            f"broker's processor time in a second, {SESSIONS} calls that run",
            f"{idle * 1e3:.1f} ms",
            f"{busy * 1e3:.1f} ms",
            also=f"{one * 1e6:.1f} us a session and look, each {limits.WATCHDOG_SECONDS:g} s",
        )
    ]


def _processor_time(pid: int, seconds: float) -> float:
    begun, start = processor_seconds(pid), time.monotonic()
    time.sleep(seconds)
    return (processor_seconds(pid) - begun) / (time.monotonic() - start)
