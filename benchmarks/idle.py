"""What ten thousand authenticated connections that say nothing cost the few that are busy.

Invariant: with and without them is measured in turn, in one run, by the same busy clients on the
same sessions; the connections are all still there, and answer, after each measurement.
"""

from __future__ import annotations

import resource
import statistics
import time
from contextlib import ExitStack

import psutil

from benchmarks.processes import caller, crowd, processor_seconds, server
from benchmarks.rows import Row, percentile, ratio

CONNECTIONS = 10_000

#: Descriptors that a process needs for everything else.
SPARE = 500


def idle(rounds: int = 5, seconds: float = 1.0) -> list[Row]:
    """Return p50 and p99 of 8 busy clients, memory of a connection, processor time of them all.

    Raises:
        RuntimeError: a connection was lost.
    """
    count = min(CONNECTIONS, resource.getrlimit(resource.RLIMIT_NOFILE)[1] - SPARE)
    took: tuple[list[list[float]], ...] = ([], [])
    memory, cost = [], []
    with ExitStack() as stack:
        target = stack.enter_context(server("ours", warm=8))
        broker = psutil.Process(target.pid)
        busy = [stack.enter_context(caller(target)) for _ in range(2)]
        silent = stack.enter_context(crowd(target))

        def measure() -> list[float]:
            for each in busy:
                each.begin("together", threads=4, seconds=seconds)
            return [us for each in busy for us in each.end()["us"]]

        measure()
        for _ in range(rounds):
            took[0].append(measure())
            before = broker.memory_info().rss
            silent.ask("hold", count=count)
            memory.append((broker.memory_info().rss - before) / count / 1024)
            took[1].append(measure())
            begun = processor_seconds(target.pid)
            time.sleep(seconds)
            cost.append((processor_seconds(target.pid) - begun) / seconds * 1e3)
            if (answered := silent.ask("leave")) != count:
                raise RuntimeError(f"{count - answered} of {count} idle connections were lost")
    rows = []
    for part in (0.5, 0.99):
        without, among = ([percentile(one, part) for one in kept] for kept in took)
        rows.append(
            Row(
                f"round trip of 8 busy clients among {count:,} idle ones, p{part * 100:.0f}",
                f"{statistics.median(without):.0f} us",
                f"{statistics.median(among):.0f} us",
                ratio(among, without),
                most=1.5,
            )
        )
    # What the first round took from the system serves the later ones.
    rows.append(Row("broker's memory of an idle connection", "", f"{memory[0]:.1f} KiB"))
    busy_ms = f"{statistics.median(cost):.1f} ms"
    rows.append(Row(f"broker's processor time in a second, {count:,} idle", "", busy_ms))
    return rows
