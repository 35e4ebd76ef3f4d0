"""One client sends more than anybody could: others get their turn, and the broker keeps little."""

from __future__ import annotations

import asyncio
import random
import subprocess
import zlib
from pathlib import Path

import psutil
import pytest

from attack_tools import (
    NOTHING,
    Raw,
    call_payload,
    failed,
    greeted,
    hub_of,
    invoke,
    ping,
    policy_of,
    resident,
    seq_of,
)
from guardedflame import limits
from guardedflame.broker import usage
from guardedflame.serial.ids import GUARDED, MSGPACK, SERPENT
from guardedflame.wire.frame import Flags
from harness import Serve

MIB = 1 << 20


@pytest.fixture(autouse=True)
def _no_clock(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Turns end by what was done in them; by the clock only where that is what is tried."""
    seconds = 0.0 if "clock" in request.node.name else 3600.0
    monkeypatch.setattr(limits, "TURN_SECONDS", seconds)


def test_a_flood_of_pings_holds_up_nobody(tmp_path: Path) -> None:
    """A flood that reads its pongs: a hundred a turn, and another's ping comes in between."""

    async def flood() -> None:
        hub = hub_of(policy_of(tmp_path, NOTHING))
        (mallory, flooded), (alice, other) = greeted(hub), greeted(hub)
        mallory.data_received(ping() * (5 * limits.TURN))
        assert flooded.frames() == limits.TURN
        assert not flooded.is_reading()
        alice.data_received(ping())
        assert other.frames() == 1
        for _ in range(4):
            assert flooded.frames() == 0
            await asyncio.sleep(0)
            assert flooded.frames() == limits.TURN
        await asyncio.sleep(0)
        assert flooded.is_reading()
        hub.close()

    asyncio.run(flood())


def test_a_flood_of_refused_calls_holds_up_nobody(tmp_path: Path) -> None:
    """Oneway calls of a client that is allowed nothing: a hundred are decided in one turn."""
    log = tmp_path / "audit.jsonl"

    def decided() -> int:
        return log.read_text().count('"event":"decision"')

    async def flood() -> None:
        hub = hub_of(policy_of(tmp_path, NOTHING), log)
        (mallory, _), (alice, other) = greeted(hub), greeted(hub)
        call = invoke(MSGPACK, 1, call_payload(MSGPACK, "getmodule", "x"), Flags.ONEWAY)
        mallory.data_received(call * (3 * limits.TURN))
        assert decided() == limits.TURN
        alice.data_received(ping())
        assert other.frames() == 1
        await asyncio.sleep(0)
        assert decided() == 2 * limits.TURN
        hub.close()

    asyncio.run(flood())


def test_a_few_costly_calls_hold_up_nobody(tmp_path: Path) -> None:
    """Sixty frames of 2 KB, each 100,000 values inflated, in one segment: one of them a turn."""
    values = b"'',".join([b""] * 40_000) + b"'" + random.Random(4).randbytes(1500).hex().encode()
    payload = b"# serpent utf-8 python3.2\n('Pyro.Flame','nix',([" + values + b"'],),{})"
    call = invoke(SERPENT, 1, zlib.compress(payload, 9), Flags.COMPRESSED)

    async def flood() -> None:
        hub = hub_of(policy_of(tmp_path, NOTHING))
        floods = [greeted(hub) for _ in range(3)]
        alice, other = greeted(hub)
        for mallory, flooded in floods:
            mallory.data_received(call * 60)
            assert flooded.frames() == 1
            assert not flooded.is_reading()
        for turn in range(3 * 59):
            # However many they are, one of them goes on before the loop serves others.
            alice.data_received(ping())
            assert other.frames() == 1
            await asyncio.sleep(0)
            done = [flooded.frames() for _, flooded in floods]
            assert sum(done) == done[turn % 3] == 1
        hub.close()

    asyncio.run(flood())


def test_a_turn_that_the_clock_ends_is_one_event(tmp_path: Path) -> None:
    """Whatever costs more than it is known to: its turn is over, and it gets another."""

    async def flood() -> None:
        hub = hub_of(policy_of(tmp_path, NOTHING))
        mallory, flooded = greeted(hub)
        for _ in range(2):
            await asyncio.sleep(0)
        mallory.data_received(ping() * 3)
        for _ in range(3):
            assert flooded.frames() == 1
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert flooded.is_reading()
        hub.close()

    asyncio.run(flood())


def test_answers_give_a_flood_no_turn_of_its_own(tmp_path: Path) -> None:
    """A connection that waits for its turn has one, however often something calls it to go on."""

    async def flood() -> None:
        hub = hub_of(policy_of(tmp_path, NOTHING))
        mallory, flooded = greeted(hub)
        mallory.data_received(ping() * (5 * limits.TURN))
        assert flooded.frames() == limits.TURN
        for _ in range(10):
            mallory.go_on()
        assert flooded.frames() == 0
        await asyncio.sleep(0)
        assert flooded.frames() == limits.TURN
        hub.close()

    asyncio.run(flood())


def test_pipelined_refusals_exhaust_no_stack(serve: Serve) -> None:
    """900 calls that need no worker, behind one that runs: answered in order, in a flat stack."""
    served = serve()
    quick = [
        invoke(MSGPACK, seq, call_payload(MSGPACK, "invokeModule", "os.system", ["true"], {}))
        for seq in range(2, 902)
    ]
    slow = call_payload(MSGPACK, "execute", "import time; time.sleep(0.3)")
    with Raw(served) as peer:
        assert peer.greet()
        # In one segment, so that as many as possible wait when the first is answered.
        peer.send(invoke(MSGPACK, 1, slow) + b"".join(quick))
        answers = [peer.read() for _ in range(901)]
    assert [seq_of(each) for each in answers] == list(range(1, 902))
    assert [failed(each) for each in answers] == [False] + [True] * 900


def test_large_calls_behind_a_slow_one_stay_on_the_wire(serve: Serve) -> None:
    """Fourteen calls of 15 MiB are pipelined: the broker takes some, the kernel holds the rest."""
    served = serve(limits="wall: 2s")
    other = served.connect(timeout=60)
    other.evaluate("1")
    before = resident(served)
    payload = call_payload(GUARDED, "invokeBuiltin", "len", [bytes(15 * MIB)], {})
    sent = stalls = 0
    with Raw(served, serializer=GUARDED) as peer:
        assert peer.greet()
        peer.call(1, "execute", "import time; time.sleep(20)")
        left = memoryview(b"".join(invoke(GUARDED, seq, payload) for seq in range(2, 16)))
        peer.socket.setblocking(False)
        # Nothing more is taken while the broker served somebody else thirty times.
        while stalls < 30 and sent < len(left):
            try:
                sent += peer.socket.send(left[sent : sent + MIB])
                stalls = 0
            except BlockingIOError:
                stalls += 1
                assert other.evaluate("1") == 1
        held = resident(served) - before
    assert sent < 64 * MIB
    assert held < 64 * MIB


def test_unread_answers_do_not_pile_up(serve: Serve) -> None:
    """[8 MB, exit(), 8 MB, ...] by one that reads nothing: a fresh worker starts paused, too."""
    served = serve()
    other = served.connect(timeout=60)
    other.evaluate("1")
    before, most = resident(served), 0
    with Raw(served, serializer=GUARDED) as peer:
        assert peer.greet()
        sources = ["exit()" if seq == 2 else "'x' * 8_000_000" for seq in range(1, 31)]
        calls = [call_payload(GUARDED, "evaluate", each) for each in sources]
        peer.send(b"".join(invoke(GUARDED, seq, each) for seq, each in enumerate(calls, 1)))
        # Enough of another's work for all thirty to have run.
        for _ in range(60):
            assert other.evaluate("len([n for n in range(100_000)])") == 100_000
            most = max(most, resident(served) - before)
    assert most < 64 * MIB


def test_watching_a_session_with_processes_looks_at_no_stranger(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """24 such sessions made the watchdog read all of /proc for each of them, ten times a second."""
    with subprocess.Popen(["sh", "-c", "sleep 60 & echo; wait"], stdout=subprocess.PIPE) as shell:
        assert shell.stdout is not None
        shell.stdout.readline()
        family = [psutil.Process(shell.pid), *psutil.Process(shell.pid).children(recursive=True)]
        try:
            with monkeypatch.context() as patch:
                for name in ("children", "parent", "parents"):
                    patch.delattr(psutil.Process, name)
                for name in ("pids", "process_iter"):
                    patch.delattr(psutil, name)
                found = usage._family(shell.pid)
                used = usage.Usage(shell.pid, many=True)
                sample = used.cpu(), used.resident()
            assert found == [each.pid for each in family]
            assert len(found) == 2
            assert None not in sample
        finally:
            for each in family:
                each.kill()
