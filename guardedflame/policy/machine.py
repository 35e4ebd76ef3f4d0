"""What a policy keeps back of the machine, and how many workers a profile keeps ready.

Invariant: a number is inside its bounds and in its unit, or it is a problem with its line. None
of them can be switched off: what is not written has the default.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from guardedflame import limits
from guardedflame.policy.allowances import Bounds
from guardedflame.policy.model import Machine, Warm
from guardedflame.policy.reader import Reader
from guardedflame.policy.tree import Entries, Node, Scalar

#: Whether the machine has as much at all is found out when the server starts.
_BOUNDS: Final[Mapping[str, Bounds]] = MappingProxyType(
    {
        # Less, and the kernel is killing already.
        "memory_left": Bounds("size", 16 * limits.MIB, 1024 * 1024 * limits.MIB),
        "processes_left": Bounds("count", 1, 4_000_000),
        # A worker takes three while it starts; a log, a listener and a refusal have to fit too.
        "descriptors_left": Bounds("count", 16, 1_000_000),
        "sessions": Bounds("count", 1, 1_000_000),
    }
)


def read_machine(reader: Reader, root: Node, entry: tuple[Scalar, Node] | None) -> Machine:
    """Return what ``machine`` says; each limit has a rule, the default's where it is not there."""
    found = reader.keys(entry[1] if entry else None, "machine", tuple(_BOUNDS))

    def rule(name: str) -> str:
        if name in found:
            return reader.rule(found[name][0], f"machine.{name}")
        if entry is None:
            return reader.rule(root, "(no machine: the default)")
        return reader.rule(entry[0], f"machine (no {name}: the default)")

    rules = {name: rule(name) for name in _BOUNDS}
    given: dict[str, int] = {}
    for name, (_, value) in found.items():
        number = reader.amount(value, f"machine.{name}", *_BOUNDS[name])
        if number is not None:
            given[name] = int(number)
    return msgspec.structs.replace(Machine(rules=MappingProxyType(rules)), **given)


def read_warm(reader: Reader, node: Node | None, where: str) -> Warm:
    """Return a profile's ``warm``: a number, which is both bounds, or ``{least: N, most: M}``."""
    if node is None:
        return Warm()
    if not isinstance(node, Entries):
        count = reader.amount(node, where, "count", 0, limits.WARM_MOST)
        return Warm(int(count or 0), int(count or 0))
    found = reader.keys(node, where, ("least", "most"))
    given = {
        name: reader.amount(value, f"{where}.{name}", "count", 0, limits.WARM_MOST)
        for name, (_, value) in found.items()
    }
    least = int(given.get("least") or 0)
    if "most" not in found:
        reader.problem(node, f"{where} has no most", "write {least: 2, most: 16}, or warm: 2")
        return Warm(least, least)
    most = given["most"]
    if most is not None and most < least:
        reader.problem(
            found["most"][1],
            f"{where}.most is {int(most)}, less than the least, {least}",
            "raise it, or lower least",
        )
    return Warm(least, max(least, int(most or 0)))
