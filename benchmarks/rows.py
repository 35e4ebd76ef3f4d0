"""Rows of the result, and how they are printed.

Invariant: a figure is printed beside the one it is compared with, from the same run; a target that
was missed says so.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """One comparison: `peer` and `ours` as measured, the ratio, what was aimed at, a remark."""

    what: str
    peer: str
    ours: str
    ratio: float | None = None
    most: float | None = None
    least: float | None = None
    also: str = ""

    def target(self) -> str:
        """Return the target in words; empty where DESIGN.md sets none."""
        if self.most is not None:
            return f"<= {self.most:g}"
        return f">= {self.least:g}" if self.least is not None else ""

    def reached(self) -> bool | None:
        """Return whether the target was reached; None where there is none."""
        if self.ratio is None or (self.most is None and self.least is None):
            return None
        return (self.most is None or self.ratio <= self.most) and (
            self.least is None or self.ratio >= self.least
        )


def show(console: Console, title: str, peer: str, rows: Iterable[Row]) -> None:
    """Print one section."""
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    table.add_column("")
    for name in (peer, "GuardedFlame", "ratio", "target"):
        table.add_column(name, justify="right")
    for _ in range(2):
        table.add_column("")
    for row in rows:
        mark = {True: "[green]reached[/]", False: "[red]missed[/]", None: ""}[row.reached()]
        ratio = "" if row.ratio is None else f"{row.ratio:.3g}"
        table.add_row(row.what, row.peer, row.ours, ratio, row.target(), mark, row.also)
    console.print(table)
    console.print()


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value below which `part` (0 to 1) of `values` lie."""
    return sorted(values)[min(int(len(values) * part), len(values) - 1)]


def best(work: Callable[[], object], clock: Callable[[], float], times: int = 3) -> float:
    """Return the least seconds that `work` took in `times` runs, by `clock`."""
    taken = []
    for _ in range(times):
        start = clock()
        work()
        taken.append(clock() - start)
    return min(taken)


def ratio(ours: Sequence[float], peer: Sequence[float]) -> float:
    """Return the median of the per-round ratios ours / peer."""
    return statistics.median(a / b for a, b in zip(ours, peer, strict=True))
