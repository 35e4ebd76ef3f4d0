"""What a session costs: its start, cold and from the warm pool, and its memory while idle.

Invariant: a start is timed from connect() to the first result, over TCP, on every side. The plain
fork is a server too (benchmarks/plain_fork.py): without protocol, policy or confinement.
"""

from __future__ import annotations

import os
import statistics
from contextlib import ExitStack

import psutil

from benchmarks.processes import Peer, Server, caller, server
from benchmarks.rows import Row, ratio

MIB = 1024 * 1024


def starts(rounds: int = 10, times: int = 10) -> list[Row]:
    """Return connect to first result: cold, and from the warm pool, against a plain fork."""
    with ExitStack() as stack:
        sides: tuple[tuple[Peer, int], ...] = (("fork", 0), ("ours", 0), ("ours", 4), ("flame", 0))
        fork, cold, warm, flame = (
            stack.enter_context(caller(stack.enter_context(server(peer, warm=size))))
            for peer, size in sides
        )
        took: dict[str, list[float]] = {"fork": [], "cold": [], "warm": [], "flame": []}
        for _ in range(rounds):
            for name, each in (("fork", fork), ("cold", cold), ("warm", warm), ("flame", flame)):
                # The gap lets the pool refill and the last session be reaped on every side.
                got = each.ask("start", times=times, gap=0.02)["ms"]
                took[name].append(statistics.median(got))
    middle = {name: f"{statistics.median(values):.2f} ms" for name, values in took.items()}
    return [
        Row(
            "connect to first result, isolation full, cold",
            f"{middle['fork']} (fork)",
            middle["cold"],
            ratio(took["cold"], took["fork"]),
            most=2,
        ),
        Row(
            "connect to first result, from the warm pool",
            f"{middle['fork']} (fork)",
            middle["warm"],
            ratio(took["warm"], took["fork"]),
            most=0.5,
        ),
        Row(
            "the same against Pyro4 Flame (no process of its own)",
            middle["flame"],
            middle["warm"],
            ratio(took["warm"], took["flame"]),
        ),
    ]


def memory(sessions: int = 20) -> list[Row]:
    """Return the median private memory (USS) of idle sessions that have answered once."""
    with ExitStack() as stack:
        target = stack.enter_context(server("ours", warm=0))
        before = {process.pid for process in target.family()}
        each = stack.enter_context(caller(target))
        each.ask("hold", sessions=sessions)
        try:
            private = _private(target, before)
        except psutil.AccessDenied:
            # Workers are not dumpable, so the kernel shows their memory to root only.
            return [Row("private memory of an idle session", "", "needs root to read")]
    middle = statistics.median(private) / MIB
    what = f"private memory of an idle session (MiB USS, {len(private)} sessions)"
    return [Row(what, "", f"{middle:.2f} MiB", middle, most=1.5)]


def _private(target: Server, before: set[int]) -> list[int]:
    found = []
    for process in target.family():
        if process.pid not in before:
            if os.geteuid() != 0:
                raise psutil.AccessDenied(process.pid)
            found.append(process.memory_full_info().uss)
    return found
