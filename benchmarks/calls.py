"""Latency of one client and calls a second of many, against Pyro4 Flame.

Invariant: both peers are pinned the same way and take turns within each round; a round trip across
two cores costs some 40 us more than on one, so an unpinned figure means nothing.
"""

from __future__ import annotations

import statistics
from contextlib import ExitStack

from benchmarks.processes import caller, server
from benchmarks.rows import Row, percentile, ratio

#: Where client and server stand: the layouts of research/peers.md.
LAYOUTS = (
    ("one CPU", frozenset({0}), frozenset({0})),
    ("two CPUs", frozenset({0}), frozenset({1})),
)


def latency(rounds: int = 7, seconds: float = 0.5) -> list[Row]:
    """Return p50 and p99 of evaluate("1+1") over TCP, one client, in both layouts."""
    rows = []
    with ExitStack() as stack:
        flame, ours = stack.enter_context(server("flame")), stack.enter_context(server("ours"))
        callers = [stack.enter_context(caller(each)) for each in (flame, ours)]
        for each in callers:
            each.ask("latency", seconds=0.2)
        for name, client_cpus, server_cpus in LAYOUTS:
            for target, each in zip((flame, ours), callers, strict=True):
                target.pin(server_cpus)
                each.pin(client_cpus)
                each.ask("latency", seconds=0.1)
            took: tuple[list[list[float]], ...] = ([], [])
            for _ in range(rounds):
                for each, kept in zip(callers, took, strict=True):
                    kept.append(each.ask("latency", seconds=seconds)["us"])
            for part, most in ((0.5, 0.8), (0.99, None)):
                peer, own = ([percentile(one, part) for one in kept] for kept in took)
                rows.append(
                    Row(
                        f"evaluate round trip, {name}, p{part * 100:.0f}",
                        f"{statistics.median(peer):.0f} us",
                        f"{statistics.median(own):.0f} us",
                        ratio(own, peer),
                        most=most,
                    )
                )
    return rows


def load(rounds: int = 5, seconds: float = 1.0) -> list[Row]:
    """Return calls a second with 8 and 64 connections, in two client processes a peer."""
    rows = []
    with ExitStack() as stack:
        targets = [stack.enter_context(server("flame"))]
        targets.append(stack.enter_context(server("ours", warm=8)))
        pairs = [[stack.enter_context(caller(each)) for _ in range(2)] for each in targets]
        for connections, least in ((8, None), (64, 2.5)):
            took: tuple[list[float], ...] = ([], [])
            for _ in range(rounds):
                for pair, kept in zip(pairs, took, strict=True):
                    for each in pair:
                        each.begin("load", threads=connections // 2, seconds=seconds)
                    kept.append(sum(each.end()["calls"] for each in pair))
            rows.append(
                Row(
                    f"calls a second, {connections} clients",
                    f"{statistics.median(took[0]):,.0f}",
                    f"{statistics.median(took[1]):,.0f}",
                    ratio(took[1], took[0]),
                    least=least,
                )
            )
    return rows
