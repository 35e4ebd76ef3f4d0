"""What a soak has seen, and whether anything grew: quarter against quarter.

Invariant: what is judged, and by how much it may differ, stands in `QUANTITIES` and nowhere else.
"""

from __future__ import annotations

import statistics
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

MIB: Final = 1024 * 1024

#: Part of the run before anything is compared: pools fill, caches of the audit and of the
#: allocator reach their size.
WARM_UP: Final = 0.2


class Quantity(NamedTuple):
    """What is compared, first quarter after the warm-up against the last, median of each.

    Flat is: grown by no more than ``part`` of it plus ``least``. None: shown, not judged, since it
    depends on what else the machine does.
    """

    name: str
    unit: float
    unit_name: str
    part: float | None
    least: float = 0.0


#: Memory: glibc's arenas move by a MiB or two; a leak of one KiB a session shows within minutes.
#: Counts: sessions come and go, so the load itself moves them.
QUANTITIES: Final = (
    Quantity("broker_resident", MIB, "MiB", 0.03, 2 * MIB),
    Quantity("broker_private", MIB, "MiB", 0.03, 2 * MIB),
    Quantity("broker_descriptors", 1, "", 0.15, 8),
    Quantity("zygotes_resident", MIB, "MiB", 0.03, 1 * MIB),
    Quantity("zygotes_private", MIB, "MiB", 0.03, 1 * MIB),
    Quantity("zygotes_descriptors", 1, "", 0.0, 2),
    Quantity("processes", 1, "", 0.15, 8),
    Quantity("directories", 1, "", 0.15, 8),
    Quantity("audit_bytes_a_second", MIB, "MiB", None),
    Quantity("answers_a_second", 1, "", None),
    Quantity("p50", 1, "us", None),
    Quantity("p99", 1, "us", None),
)


@dataclass
class Seen:
    """All that a run has seen: one row of samples a second, and what went wrong."""

    rows: list[dict[str, float]] = field(default_factory=list)
    verdicts: Counter[str] = field(default_factory=Counter)
    answers: int = 0
    kills: int = 0
    wrong: list[str] = field(default_factory=list)

    def blame(self, what: str) -> None:
        """Keep what went wrong; the first hundred tell it."""
        if len(self.wrong) < 100:
            self.wrong.append(what)


class Quarters(NamedTuple):
    """One quantity: the medians compared, and whether it was flat (None: not judged)."""

    quantity: Quantity
    first: float
    last: float
    flat: bool | None


def compare(seen: Seen) -> list[Quarters]:
    """Return each quantity's quarters; what grew is blamed."""
    rows = seen.rows[int(len(seen.rows) * WARM_UP) :]
    size = len(rows) // 4
    found = []
    for quantity in QUANTITIES:
        first, last = (
            [row[quantity.name] for row in part if quantity.name in row]
            for part in (rows[:size], rows[len(rows) - size :])
        )
        if not first or not last:
            continue
        was, now = statistics.median(first), statistics.median(last)
        flat = None
        if quantity.part is not None:
            flat = now <= was + was * quantity.part + quantity.least
            if not flat:
                seen.blame(f"{quantity.name.replace('_', ' ')} grew from {was:,.0f} to {now:,.0f}")
        found.append(Quarters(quantity, was, now, flat))
    return found


def as_data(seen: Seen, quarters: Sequence[Quarters]) -> dict[str, object]:
    """Return everything, the samples of each second too, for `json`."""
    return {
        "seconds": len(seen.rows),
        "samples": seen.rows,
        "answers": seen.answers,
        "verdicts": seen.verdicts,
        "killed": seen.kills,
        "wrong": seen.wrong,
        "quantities": {
            each.quantity.name: {"first": each.first, "last": each.last, "flat": each.flat}
            for each in quarters
        },
    }


def show(seen: Seen, quarters: Sequence[Quarters]) -> None:
    """Print the verdicts, the quarters, and what went wrong."""
    say = sys.stdout.write
    say(f"{seen.answers:,} answers in {len(seen.rows)} looks, one a second; verdicts:\n")
    for verdict, count in sorted(seen.verdicts.items()):
        say(f"  {verdict:<28}{count:>9,}\n")
    say(f"  ({seen.kills} workers were killed from outside)\n\n")
    say(f"{'median of a quarter':<28}{'first':>12}{'last':>12}  {'':<5}may grow by\n")
    for quantity, first, last, flat in quarters:
        mark = {True: "flat", False: "GREW", None: "not judged"}[flat]
        slack = ""
        if quantity.part is not None:
            slack = f"  {quantity.part:.0%} + {quantity.least / quantity.unit:g}"
        name = quantity.name.replace("_", " ")
        values = "".join(f"{value / quantity.unit:>12,.1f}" for value in (first, last))
        say(f"{name:<28}{values}  {quantity.unit_name:<5}{mark}{slack}\n")
    if not seen.wrong:
        say("\nNothing grew, nothing was left behind, no call was lost.\n")
    for wrong in seen.wrong:
        say(f"WRONG: {wrong}\n")
