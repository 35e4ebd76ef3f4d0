"""What many connections send and do not end, or have waiting, must not add up in the broker.

Attack: frames that are begun and never ended; large calls behind slow ones, on as many connections
as one may have; small frames that inflate. Outcome: all together hold a bounded room, one address a
share of it; small calls of others are read at all times, large ones as soon as there is room.
"""

from __future__ import annotations

import asyncio
import gc
import os
import time
import weakref
import zlib
from collections.abc import Callable, Coroutine
from contextlib import ExitStack
from pathlib import Path

from attack_tools import (
    NOTHING,
    Raw,
    Wire,
    call_payload,
    decisions,
    failed,
    hello,
    hub_of,
    invoke,
    ping,
    policy_of,
    resident,
    session_of,
)
from guardedflame import limits
from guardedflame.broker.connection import ClientConnection
from guardedflame.broker.hub import Hub
from guardedflame.broker.room import Room
from guardedflame.serial.ids import GUARDED, MSGPACK
from guardedflame.wire.events import CallReceived
from guardedflame.wire.frame import Flags
from harness import Serve

MIB = 1 << 20
#: A call of a MiB; nothing of it is allowed, so that it is answered at once.
LARGE = invoke(MSGPACK, 7, call_payload(MSGPACK, "evaluate", "x" * MIB))
BUT_THE_END = LARGE[:-10]


def _on_a_hub(
    directory: Path, most: int, of_one: int, act: Callable[[Hub], Coroutine[None, None, None]]
) -> None:
    async def run() -> None:
        hub = hub_of(policy_of(directory, NOTHING))
        hub.room = Room(most, of_one)
        await act(hub)
        hub.close()

    asyncio.run(run())


async def _read_again(wire: Wire) -> None:
    """Let others have their turn until ``wire`` is read; it may never be."""
    for _ in range(20):
        if wire.is_reading():
            return
        await asyncio.sleep(0)


async def _greeted(hub: Hub, uid: int) -> tuple[ClientConnection, Wire]:
    connection, wire = ClientConnection(hub), Wire(uid)
    connection.connection_made(wire)
    connection.data_received(hello(MSGPACK))
    assert wire.frames() == 1
    await _read_again(wire)
    return connection, wire


def test_a_frame_that_was_begun_has_to_end(tmp_path: Path) -> None:
    """Bytes that trickle in gain it no time; frames that end are no matter, however many."""

    async def act(hub: Hub) -> None:
        (slow, hung), (busy, spared) = await _greeted(hub, 1), await _greeted(hub, 2)
        begun = time.monotonic()
        slow.data_received(BUT_THE_END[:-9])
        busy.data_received(LARGE[:9])
        hub.sweep.look(begun + limits.FRAME_SECONDS - 1)
        assert not hung.aborted
        for at in range(9):
            slow.data_received(BUT_THE_END[-9 + at :][:1])
        busy.data_received(LARGE[9:])
        assert spared.frames() == 1
        hub.sweep.look(time.monotonic() + limits.FRAME_SECONDS + 1)
        assert (hung.aborted, spared.aborted) == (True, False)

    _on_a_hub(tmp_path, 64 * MIB, 64 * MIB, act)


def test_frames_that_do_not_end_fill_no_more_than_the_room(tmp_path: Path) -> None:
    """Ten begin a MiB where there is room for four: six are not read; who is small is served."""

    async def act(hub: Hub) -> None:
        pairs = [await _greeted(hub, uid) for uid in range(10)]
        for connection, _ in pairs:
            connection.data_received(LARGE[: 100 * limits.KIB])
        assert [wire.is_reading() for _, wire in pairs] == [True] * 4 + [False] * 6
        assert hub.room.taken <= 4.5 * MIB
        alice, answers = await _greeted(hub, 77)
        alice.data_received(ping() + invoke(MSGPACK, 1, call_payload(MSGPACK, "evaluate", "1")))
        assert answers.frames() == 2

    _on_a_hub(tmp_path, 9 * MIB // 2, 64 * MIB, act)


def test_who_waits_for_room_is_read_on_when_a_frame_has_ended(tmp_path: Path) -> None:
    """Frames that fill the room do not wait for each other: each that began can end."""

    async def act(hub: Hub) -> None:
        pairs = [await _greeted(hub, uid) for uid in range(6)]
        for connection, _ in pairs:
            connection.data_received(LARGE[: 100 * limits.KIB])
        answered = 0
        for connection, wire in pairs:
            assert wire.is_reading()
            connection.data_received(LARGE[100 * limits.KIB :])
            answered += wire.frames()
            for _, other in pairs:
                await _read_again(other)
        assert answered == 6
        assert hub.room.taken == hub.room.waiting == 0

    _on_a_hub(tmp_path, 5 * MIB // 2, 64 * MIB, act)


def test_who_keeps_the_room_with_a_begun_frame_is_hung_up_on(tmp_path: Path) -> None:
    """Only while others wait for it, the oldest first, no more of them than that takes."""

    async def act(hub: Hub) -> None:
        silent = [await _greeted(hub, uid) for uid in range(4)]
        for connection, _ in silent:
            connection.data_received(BUT_THE_END)
        late = time.monotonic() + limits.FRAME_CROWDED_SECONDS + 1
        hub.room.look(late)
        assert not any(wire.aborted for _, wire in silent)
        alice, answers = await _greeted(hub, 77)
        alice.data_received(LARGE[: 100 * limits.KIB])
        assert not answers.is_reading()
        hub.room.look(late - 3)
        assert not any(wire.aborted for _, wire in silent)
        hub.room.look(late)
        assert [wire.aborted for _, wire in silent] == [True, False, False, False]
        await _read_again(answers)
        alice.data_received(LARGE[100 * limits.KIB :])
        assert answers.frames() == 1

    _on_a_hub(tmp_path, 9 * MIB // 2, 64 * MIB, act)


def test_one_address_fills_only_its_share(tmp_path: Path) -> None:
    """Its other connections wait; somebody else's large call is read."""

    async def act(hub: Hub) -> None:
        pairs = [await _greeted(hub, 5) for _ in range(5)]
        for connection, _ in pairs:
            connection.data_received(BUT_THE_END)
        assert [wire.is_reading() for _, wire in pairs] == [True, True, False, False, False]
        alice, answers = await _greeted(hub, 77)
        alice.data_received(LARGE)
        assert answers.frames() == 1
        for connection, _ in pairs:
            connection.connection_lost(None)
        assert hub.room.taken == hub.room.waiting == 0

    _on_a_hub(tmp_path, 64 * MIB, 5 * MIB // 2, act)


def test_a_connection_that_has_gone_frees_its_frame_at_once(tmp_path: Path) -> None:
    """Nothing refers back to it, which only the next collection of garbage would find."""

    async def act(hub: Hub) -> None:
        connection, wire = await _greeted(hub, 1)
        connection.data_received(BUT_THE_END)
        held = weakref.ref(connection)
        gc.disable()
        try:
            connection.connection_lost(None)
            del connection, wire
            assert held() is None
        finally:
            gc.enable()

    _on_a_hub(tmp_path, 64 * MIB, 64 * MIB, act)


def test_a_compressed_frame_takes_what_it_may_become(tmp_path: Path) -> None:
    """Frames of 12 KiB that inflate to a MiB are inflated only where there is room for that."""
    packed = zlib.compress(b"x" * MIB + bytes(range(256)) * 40, 9)

    async def act(hub: Hub) -> None:
        (first, reading), (second, waiting) = await _greeted(hub, 1), await _greeted(hub, 2)
        first.data_received(BUT_THE_END)
        assert reading.is_reading()
        second.data_received(invoke(MSGPACK, 1, packed + bytes(10_000), Flags.COMPRESSED))
        assert not waiting.is_reading()
        assert waiting.frames() == 0

    _on_a_hub(tmp_path, 3 * MIB // 2, 64 * MIB, act)


def test_a_call_that_waits_is_held_once(tmp_path: Path) -> None:
    """The frame goes once its arguments are cut out of it; the connection still counts them."""

    async def act(hub: Hub) -> None:
        connection, _ = await _greeted(hub, 1)
        session = session_of(hub)
        taken: list[CallReceived] = []
        connection._dispatcher.call = taken.append  # type: ignore[method-assign, union-attr]
        connection.data_received(LARGE)
        (call,) = taken
        assert call.payload == b""
        assert connection._answers.queued == hub.room.taken == len(LARGE) - 40
        connection._answers.answer_result(call, b"\xc0", "")
        assert connection._answers.queued == hub.room.taken == 0
        session.close()

    _on_a_hub(tmp_path, 64 * MIB, 64 * MIB, act)


def test_silent_begun_frames_leave_the_broker_small_and_others_served(serve: Serve) -> None:
    """Thirty connections send 15 MiB but for the last bytes: 450 MiB, held for four hours."""
    served = serve()
    other = served.connect(timeout=60)
    other.evaluate("1")
    before = resident(served)
    frame = memoryview(invoke(MSGPACK, 1, call_payload(MSGPACK, "evaluate", "x" * (15 * MIB))))
    with ExitStack() as stack:
        peers = [stack.enter_context(Raw(served)) for _ in range(30)]
        left = {}
        for peer in peers:
            assert peer.greet()
            peer.socket.setblocking(False)
            left[peer] = frame[:-10]
        stalls = 0
        while left and stalls < 30:
            stalls += 1
            for peer in list(left):
                try:
                    left[peer] = left[peer][peer.socket.send(left[peer][:MIB]) :]
                    stalls = 0
                except BlockingIOError:
                    assert other.evaluate("1") == 1
                if not left[peer]:
                    del left[peer]
        assert resident(served) - before < limits.HELD_OF_ONE + 64 * MIB
        assert len(left) > 15
        large = stack.enter_context(Raw(served, source="127.0.0.2"))
        assert large.greet()
        large.call(1, "invokeBuiltin", "len", ["x" * MIB], {})
        assert not failed(large.read())


def test_large_calls_behind_slow_ones_are_one_room_for_all_connections(serve: Serve) -> None:
    """433 KB on the wire hold 15 MiB each, twice, on every connection of one stranger."""
    served = serve(limits="wall: 20s")
    other = served.connect(timeout=60)
    other.evaluate("1")
    before = resident(served)
    argument = b"".join(os.urandom(16) + bytes(600) for _ in range(15 * MIB // 616))
    blob = call_payload(GUARDED, "invokeBuiltin", "len", [argument], {})
    packed = zlib.compress(blob, 1)
    assert 20 * len(packed) < len(blob) < 100 * len(packed)
    with ExitStack() as stack:
        for _ in range(16):
            peer = stack.enter_context(Raw(served, serializer=GUARDED))
            assert peer.greet()
            peer.call(1, "execute", "import time; time.sleep(20)")
            peer.send(invoke(GUARDED, 2, packed, Flags.COMPRESSED))
        # All that run, and of those that wait as many as there is room for.
        decisions(served, 1 + 16 + limits.HELD_OF_ONE // (16 * MIB))
        for _ in range(20):
            assert other.evaluate("1") == 1
        assert resident(served) - before < limits.HELD_OF_ONE + 64 * MIB
