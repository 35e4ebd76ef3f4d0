"""``python -m benchmarks [SECTION...]``: run the sections named, or all, and print tables."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable
from importlib import metadata
from typing import NamedTuple

from rich.console import Console

from benchmarks import calls, idle, language, sessions, values, watchdog
from benchmarks.rows import Row, show


class Section(NamedTuple):
    """One table: what stands above it, what it compares with, and what fills it."""

    title: str
    peer: str
    parts: tuple[Callable[[], list[Row]], ...]


SECTIONS = {
    "latency": Section("Latency", "Pyro4 Flame", (calls.latency,)),
    "load": Section("Calls a second (more is better)", "Pyro4 Flame", (calls.load,)),
    "sessions": Section("Sessions", "peer", (sessions.starts, sessions.memory)),
    "idle": Section("Connections that say nothing", "without them", (idle.idle,)),
    "watchdog": Section("Watching busy sessions", "idle", (watchdog.watching,)),
    "language": Section("Guarded code", "plain CPython", (language.kernels, language.compiling)),
    "values": Section("Serializer and policy", "pickle 5", (values.codecs, values.decisions)),
}


def main() -> int:
    """Run; return 0 also where a target was missed: this measures, it does not judge."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("section", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    wanted = parser.parse_args().section or list(SECTIONS)
    if unknown := [name for name in wanted if name not in SECTIONS]:
        parser.error(f"no section {unknown[0]!r}; there are {', '.join(SECTIONS)}")
    console = Console(highlight=False)
    # A row that wraps cannot be read, in a log least of all.
    console.width = max(console.width, 120)
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("Pyro4", "guardedflame"))
    console.print(
        f"{versions}; Python {platform.python_version()}, Linux {platform.release()}, "
        f"{os.cpu_count()} CPUs.\nRatio: GuardedFlame / peer, median of the rounds; "
        "without a peer, the figure itself.\n",
        style="dim",
    )
    begun = time.perf_counter()
    failed = False
    for name in wanted:
        section = SECTIONS[name]
        rows: list[Row] = []
        for part in section.parts:
            try:
                rows += part()
            except (RuntimeError, ImportError) as error:
                failed = True
                console.print(f"[red]{name}: {error}[/]")
        show(console, section.title, section.peer, rows)
    console.print(f"{time.perf_counter() - begun:.0f} s", style="dim")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
