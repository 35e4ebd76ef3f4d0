"""One `limits` mapping: what a session may use, and what a client may use over time.

Invariant: a number is inside its bounds and in its unit, or it is a problem with its line; what is
not written keeps what was there before.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

import msgspec

from guardedflame import limits
from guardedflame.policy.model import Limits, Quotas, Rate
from guardedflame.policy.reader import AmountKind, Reader
from guardedflame.policy.tree import Node, Scalar
from guardedflame.policy.words import LIMITS_LATER, Isolation

_DAY: Final = 86400.0
_WEEK: Final = 7 * _DAY
_MONTH: Final = 30 * _DAY


class Bounds(NamedTuple):
    """What an amount may be."""

    kind: AmountKind
    least: float
    most: float


#: What the size of a session's directory may be: a tmpfs of size 0 would be one without a limit.
SCRATCH_BOUNDS: Final = Bounds("size", 4 * limits.KIB, 1024 * 1024 * limits.MIB)

#: What a limit may be. Under the least nothing works; over the most it is a slip of a unit.
LIMITS: Final[Mapping[str, Bounds]] = MappingProxyType(
    {
        "cpu": Bounds("time", 0.01, _WEEK),
        "wall": Bounds("time", 0.01, _WEEK),
        # An idle confined worker maps about 12 MiB of its own.
        "memory": Bounds("size", 16 * limits.MIB, 1024 * 1024 * limits.MIB),
        "output": Bounds("size", 1, 1024 * limits.MIB),
        # Protocol 502 counts a frame in 32 bits; a quarter of that is plenty in one piece.
        "result": Bounds("size", 64, 1024 * limits.MIB),
        "processes": Bounds("count", 0, 4096),
        # The worker itself holds about six.
        "open_files": Bounds("count", 8, 65536),
        "source": Bounds("size", 1, 8 * limits.MIB),
        "scratch": SCRATCH_BOUNDS,
        # The directory itself is one.
        "scratch_files": Bounds("count", 1, 10_000_000),
        "file_size": SCRATCH_BOUNDS,
        "session_cpu": Bounds("time", 0.1, 52 * _WEEK),
        "idle": Bounds("time", 1.0, _MONTH),
        "lifetime": Bounds("time", 1.0, 12 * _MONTH),
        # Longer, and it is no kill any more; nothing, and no program could ever unwind.
        "grace": Bounds("time", 0.1, 60.0),
    }
)

#: Rates of one session.
LIMIT_RATES: Final[Mapping[str, Bounds]] = MappingProxyType(
    {"lines": Bounds("count", 1, 1_000_000_000)}
)

#: What one client may have at a time.
_QUOTAS: Final[Mapping[str, Bounds]] = MappingProxyType(
    {
        "sessions": Bounds("count", 1, 1_000_000),
        "connections": Bounds("count", 1, 1_000_000),
    }
)

#: What one client may use in a period.
_QUOTA_RATES: Final[Mapping[str, Bounds]] = MappingProxyType(
    {
        "calls": Bounds("count", 1, 1_000_000_000),
        "cpu_time": Bounds("time", 0.1, 52 * _WEEK),
        "received": Bounds("size", limits.KIB, 1024 * 1024 * 1024 * limits.MIB),
        "sent": Bounds("size", limits.KIB, 1024 * 1024 * 1024 * limits.MIB),
        "code": Bounds("size", 1, 1024 * 1024 * limits.MIB),
        "refusals": Bounds("count", 1, 1_000_000_000),
    }
)

#: Words of a `limits` mapping that are about a client rather than a session.
QUOTA_NAMES: Final = frozenset({*_QUOTAS, *_QUOTA_RATES})

#: Every word of a `limits` mapping.
LIMIT_NAMES: Final = (*LIMITS, *LIMIT_RATES, *_QUOTAS, *_QUOTA_RATES)


class Allowances(NamedTuple):
    """Both halves of a `limits` mapping, and the rule of each word that was written in it."""

    limits: Limits = Limits()
    quotas: Quotas = Quotas()
    rules: Mapping[str, str] = MappingProxyType({})


def read_allowances(
    reader: Reader, node: Node | None, where: str, start: Allowances, isolation: Isolation
) -> Allowances:
    """Return ``start`` with what ``node`` sets; its rules are those of ``node`` alone."""
    limits_here: dict[str, float | int | Rate] = {}
    quotas_here: dict[str, int | Rate] = {}
    rules: dict[str, str] = {}
    found = reader.keys(node, where, LIMIT_NAMES, LIMITS_LATER)
    for name, (key, value) in found.items():
        place = f"{where}.{name}"
        rules[f"limits.{name}"] = reader.rule(key, place)
        if name in LIMITS:
            bounds = LIMITS[name]
            number = reader.amount(value, place, *bounds)
            if number is not None:
                limits_here[name] = number if bounds.kind == "time" else int(number)
        elif name in LIMIT_RATES:
            rate = reader.rate(value, place, *LIMIT_RATES[name])
            if rate is not None:
                limits_here[name] = rate
        elif name in _QUOTAS:
            number = reader.amount(value, place, *_QUOTAS[name])
            if number is not None:
                quotas_here[name] = int(number)
        else:
            rate = reader.rate(value, place, *_QUOTA_RATES[name])
            if rate is not None:
                quotas_here[name] = rate
    if "scratch" in limits_here:
        # A file may be as large as the directory it is in, unless a line says less.
        follows = start.limits.file_size == start.limits.scratch
        scratch = int(limits_here["scratch"])  # type: ignore[arg-type]  # no rate
        own = scratch if follows else min(start.limits.file_size, scratch)
        limits_here.setdefault("file_size", own)
    allowed = msgspec.structs.replace(start.limits, **limits_here)
    _check(reader, found, where, allowed, isolation)
    return Allowances(
        allowed, msgspec.structs.replace(start.quotas, **quotas_here), MappingProxyType(rules)
    )


def _check(
    reader: Reader,
    found: Mapping[str, tuple[Scalar, Node]],
    where: str,
    allowed: Limits,
    isolation: Isolation,
) -> None:
    """Note what no kernel enforces, or what would never be reached."""
    if "processes" in found and allowed.processes and isolation != "full":
        # Without a pid namespace nothing ends a child when its worker ends.
        reader.problem(
            found["processes"][1],
            f"{where}.processes above 0 needs isolation: full, not {isolation}",
            "write processes: 0, or use full",
        )
    if "file_size" in found and allowed.file_size > allowed.scratch:
        reader.problem(
            found["file_size"][1],
            f"{where}.file_size is more than the whole directory may hold",
            "lower it, or raise scratch (files.quota)",
        )
    if "session_cpu" in found and allowed.session_cpu < allowed.cpu:
        reader.problem(
            found["session_cpu"][1],
            f"{where}.session_cpu is less than one call may use",
            "raise it, or lower cpu",
        )
    if "lifetime" in found and allowed.lifetime < allowed.wall:
        reader.problem(
            found["lifetime"][1],
            f"{where}.lifetime is less than one call may take",
            "raise it, or lower wall",
        )
