"""Attacks that use something up, or end the interpreter: only the attacker's session may suffer.

Invariant: each run is bounded by the test as well as by the wall, so that a bomb that goes off
past a wall is a failure and not a full machine. The runs are those of ``escapes.py``; without a
wall, the bomb has to exceed the bound.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import pytest

from attack_tools import peak
from escapes import Walls, told
from guardedflame.errors import LimitExceeded, Refused, WorkerCrashed
from targets import LITTLE

#: What a process without a kernel wall is given: seconds, bytes of address space and of one file.
LIMITS = {"cpu": 0.1, "wall": 0.7, "memory": 64 << 20, "file": 1 << 20}

#: Bytes of output a session on a server is given.
OUTPUT = 256 << 10

#: Bytes by which a session may make the broker grow, at its peak.
BROKER_GROWTH = 48 << 20

#: How a session's end, or the refusal to begin, is told.
ENDS = (LimitExceeded, WorkerCrashed, Refused, MemoryError, SystemError)


#: What a source prints once it has what it must not have; looked for in what comes out.
BOOM = "BOOM: it went off"


@dataclass(frozen=True)
class Bomb:
    """One way to use something up.

    Args:
        source: what the attacker sends.
        ends: how it may end on a server; ``type(None)`` is that it runs to its end.
        closed: why this CPython itself makes it harmless.
        unproved: why it is not tried without a wall.
        granted: why the language wall by itself lets it happen.
    """

    source: str
    ends: tuple[type, ...] = ENDS
    closed: str = ""
    unproved: str = ""
    granted: str = ""


def detonate(walls: Walls, wall: str, bomb: Bomb) -> None:
    """Set it off against one wall; fail if anybody else suffers, or nobody without a wall."""
    if wall == "none" and bomb.unproved:
        pytest.skip(bomb.unproved)
    if wall in ("none", "language"):
        _unconfined(walls, wall, bomb)
    else:
        _confined(walls, wall, bomb)


def _unconfined(walls: Walls, wall: str, bomb: Bomb) -> None:
    seen = walls.cell.run(wall, bomb.source, limits=LIMITS)
    touched = walls.bait.taken(seen["output"])
    assert seen["harm"] in ("", "hangs"), f"the parent was {seen['harm']}"
    assert not seen.get("heard"), f"the parent heard signals {seen['heard']}"
    if wall == "language":
        assert bomb.granted or BOOM not in seen["output"], f"went off past the {wall} wall"
        assert not touched
        # It may burn what its process is given; nothing of it is left, and it came to an end.
        assert not seen["left"], "processes are left"
        assert not seen["harm"], "neither the language nor the limits ended it"
        assert seen["rss"] < walls.cell.rss + LIMITS["memory"] + (16 << 20)
    elif bomb.closed:
        # The parser tells of too many levels by a MemoryError, with memory to spare.
        spared = seen["report"].get("kind") == "MemoryError" and seen["rss"] < walls.cell.rss * 2
        assert spared or not _exceeds(seen), f"not closed by CPython: {seen}"
    else:
        assert _exceeds(seen), f"is no bomb even without a wall: {seen}"


#: How a process that was left with no memory, or that left, tells of it. A SystemError is a
#: MemoryError that C code has lost.
_LEFT = ("MemoryError", "SystemError", "SystemExit", "KeyboardInterrupt", "GeneratorExit")


def _exceeds(seen: dict[str, Any]) -> bool:
    """Whether a bound was met, or the process left, as a signal and a missing report tell."""
    report = seen["report"]
    return bool(
        BOOM in seen["output"]
        or seen["harm"]
        or seen["left"]
        or seen.get("status", 0) < 0
        or not report
        or report["kind"] in _LEFT
        or (report["kind"] == "OSError" and "File too large" in report["error"])
    )


def _confined(walls: Walls, wall: str, bomb: Bomb) -> None:
    target = walls.target(wall, LITTLE)
    before = peak(target.served)
    said: list[str] = []
    flame = target.enter(said)
    endings: list[Exception | None] = []

    def attack() -> None:
        try:
            flame.execute(bomb.source, filename="attack")
        except Exception as error:
            endings.append(error)
        else:
            endings.append(None)

    thread = threading.Thread(target=attack)
    thread.start()
    while True:
        # Somebody else is answered while it goes off.
        assert target.bystander.evaluate("kept") == 1
        thread.join(0.01)
        if not thread.is_alive():
            break
    (ended,) = endings
    target.leave(flame)
    assert BOOM not in "".join(said), f"went off past the {wall} wall"
    assert isinstance(ended, bomb.ends), f"ended with {ended!r}\n{told(ended)[-2000:]}"
    assert len("".join(said)) <= OUTPUT
    assert not walls.bait.taken("".join(said) + told(ended))
    target.assert_well()
    assert peak(target.served) - before < BROKER_GROWTH, "the broker grew"
