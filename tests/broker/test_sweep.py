"""Silent connections are ended when it is time, and only those; what has gone is not held."""

from __future__ import annotations

import asyncio
import gc
import time
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest

from attack_tools import EVALUATE, greeted, hub_of, policy_of
from guardedflame.broker import sweep
from guardedflame.broker.hub import Hub

IDLE = 3600.0


def with_hub(directory: Path, act: Callable[[Hub], None]) -> None:
    """Run ``act`` on a hub whose connections may be silent for an hour."""

    async def run() -> None:
        hub = hub_of(policy_of(directory, EVALUATE.replace("CONNECTIONS", "idle_timeout: 1h")))
        act(hub)
        hub.close()

    asyncio.run(run())


def test_a_look_ends_the_silent_and_leaves_the_others(tmp_path: Path) -> None:
    """One second before it is time nothing ends; after it all but the one that spoke."""

    def act(hub: Hub) -> None:
        begun = time.monotonic()
        pairs = [greeted(hub) for _ in range(20)]
        hub.sweep.look(begun + IDLE - 1)
        assert not any(wire.closing for _, wire in pairs)
        pairs[7][0].last_heard += 60
        hub.sweep.look(begun + IDLE + 5)
        assert [wire.closing for _, wire in pairs] == [number != 7 for number in range(20)]
        hub.sweep.look(begun + IDLE + 55)
        assert not pairs[7][1].closing
        hub.sweep.look(begun + IDLE + 65)
        assert pairs[7][1].closing

    with_hub(tmp_path, act)


def test_what_falls_silent_together_is_ended_in_several_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look holds up the others for some milliseconds, however large the crowd."""
    monkeypatch.setattr(sweep, "MOST", 10)

    def act(hub: Hub) -> None:
        pairs = [greeted(hub) for _ in range(25)]
        late = time.monotonic() + IDLE + 5
        ended = []
        for _ in range(3):
            hub.sweep.look(late)
            ended.append(sum(wire.closing for _, wire in pairs))
        assert ended == [10, 20, 25]

    with_hub(tmp_path, act)


def test_a_look_costs_what_is_due(tmp_path: Path) -> None:
    """Connections that are not due are not even asked since when they are silent."""

    def act(hub: Hub) -> None:
        pairs = [greeted(hub) for _ in range(50)]
        for connection, _ in pairs:
            del connection.last_heard
        hub.sweep.look(time.monotonic() + IDLE / 2)
        assert len(hub.sweep) == 50
        for connection, _ in pairs:
            connection.last_heard = time.monotonic()

    with_hub(tmp_path, act)


def test_a_connection_that_has_gone_is_not_held_until_its_time(tmp_path: Path) -> None:
    """Thousands may come and go within one idle time."""

    def act(hub: Hub) -> None:
        connection, wire = greeted(hub)
        wire.pause_reading()
        hub.sweep.not_read(connection)
        held = weakref.ref(connection)
        connection.connection_lost(None)
        assert len(hub.sweep) == 0
        del connection, wire
        gc.collect()
        assert held() is None

    with_hub(tmp_path, act)
