"""Our serializer against pickle 5, both ways, and the price of one policy decision.

Invariant: each value is checked to survive the round trip before it is timed; the collector is off
while timing, since its runs during a decode depend on what else is in the process.
"""

from __future__ import annotations

import gc
import pickle
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rows import Row, best, ratio
from guardedflame.policy.decide import decide
from guardedflame.policy.load import load_policy
from guardedflame.serial.budget import Budget
from guardedflame.serial.codec import codec_for
from guardedflame.serial.guarded_fields import Fields
from guardedflame.serial.ids import GUARDED
from guardedflame.serial.registry import Registry

MIB = 1024 * 1024


@dataclass
class Point:
    """One small instance of a registered class."""

    x: int
    y: float
    name: str


def codecs(rounds: int = 7) -> list[Row]:
    """Return our time over pickle's for four shapes of data."""
    registry = Registry()
    point = Fields(Point, x=int, y=float, name=str)
    registry.register("bench.Point", Point, to_state=point.state, from_state=point)
    codec = codec_for(GUARDED, registry)
    budget = Budget(bytes=128 * MIB)
    shapes: tuple[tuple[str, object, float], ...] = (
        ("10,000 small instances", [Point(i, i * 0.5, f"p{i % 100}") for i in range(10_000)], 0.35),
        ("nested structure of about 1 MB", _nested(), 0.6),
        ("100,000 numbers", [i if i % 2 else i * 0.25 for i in range(100_000)], 0.85),
        ("64 MB of bytes", bytes(64_000_000), 1.15),
    )

    def ours(value: object) -> object:
        return codec.loads(codec.dumps(value), budget)

    def theirs(value: object) -> object:
        return pickle.loads(pickle.dumps(value, 5))

    rows = []
    for name, value, most in shapes:
        if ours(value) != value:
            raise RuntimeError(f"{name}: did not survive the round trip")
        took: tuple[list[float], ...] = ([], [])
        gc.collect()
        gc.disable()
        try:
            for _ in range(rounds):
                for work, kept in zip((theirs, ours), took, strict=True):
                    kept.append(best(_call(work, value), time.thread_time, times=2))
        finally:
            gc.enable()
        peer, own = (f"{statistics.median(kept) * 1e3:.2f} ms" for kept in took)
        rows.append(Row(f"{name}, both ways", peer, own, ratio(took[1], took[0]), most=most))
    return rows


def decisions(times: int = 20_000, rounds: int = 7) -> list[Row]:
    """Return microseconds of one decision of policies/analyst.yaml."""
    path = Path(__file__).resolve().parent.parent / "policies" / "analyst.yaml"
    profile = load_policy(path).profiles["analyst"]
    rows = []
    for operation, name in (("evaluate", None), ("module", "math.sqrt"), ("module", "subprocess")):

        def work(operation: str = operation, name: str | None = name) -> None:
            for _ in range(times):
                decide(profile, operation, name)

        took = [best(work, time.thread_time, times=1) / times * 1e6 for _ in range(rounds)]
        cost = statistics.median(took)
        what = f"one decision: {operation}{'' if name is None else ' ' + name}"
        rows.append(Row(f"{what} (us)", "", f"{cost:.2f} us", cost, most=2))
    return rows


def _call(work: Callable[[object], object], value: object) -> Callable[[], object]:
    return lambda: work(value)


def _nested() -> object:
    return {
        f"customer {n}": {
            "name": f"name of {n}",
            "tags": ["new", "paid", f"tag {n % 50}"],
            "orders": [
                {"id": n * 10 + i, "price": i * 1.25, "paid": i % 2 == 0, "note": None}
                for i in range(6)
            ],
            "where": (n * 0.5, -n * 0.25),
        }
        for n in range(2_500)
    }
