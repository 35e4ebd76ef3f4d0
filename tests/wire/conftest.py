"""Every parser test runs through here: whole, byte by byte, in halves and in random chunks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import pytest

from guardedflame.errors import RemoteProtocolError
from guardedflame.wire import (
    CallReceived,
    ClientConnection,
    ConnectRequested,
    PingReceived,
    ServerConnection,
    Signal,
)

Cut = Callable[[bytes], Iterator[bytes]]


def whole(raw: bytes) -> Iterator[bytes]:
    """All at once."""
    yield raw


def byte_by_byte(raw: bytes) -> Iterator[bytes]:
    """One byte at a time."""
    for at in range(len(raw)):
        yield raw[at : at + 1]


def halves(raw: bytes) -> Iterator[bytes]:
    """Two pieces."""
    yield raw[: len(raw) // 2]
    yield raw[len(raw) // 2 :]


def random_chunks(raw: bytes) -> Iterator[bytes]:
    """Pieces of 1 to 30 bytes, the same in every run."""
    random = Random(502)
    while raw:
        size = random.randint(1, 30)
        yield raw[:size]
        raw = raw[size:]


@pytest.fixture(params=[whole, byte_by_byte, halves, random_chunks], ids=lambda cut: cut.__name__)
def cut(request: pytest.FixtureRequest) -> Cut:
    """How the network cuts the bytes."""
    chosen: Cut = request.param
    return chosen


@pytest.fixture
def outcome(cut: Cut) -> Callable[..., list[object]]:
    """Feed bytes to a connection as `cut` says; return the events, an error's text at the end.

    With ``answer=True`` connects are accepted and calls and pings answered at once.
    """

    def run(
        connection: ServerConnection | ClientConnection,
        raw: bytes,
        *,
        answer: bool = False,
        close: bool = False,
    ) -> list[object]:
        seen: list[object] = []
        for chunk in [*(c for c in cut(raw) if c), *([b""] if close else [])]:
            connection.receive_data(chunk)
            while True:
                try:
                    event = connection.next_event()
                except RemoteProtocolError as error:
                    return [*seen, f"error: {error}"]
                if isinstance(event, Signal):
                    break
                if close and event in seen:
                    break
                seen.append(event)
                if answer and isinstance(connection, ServerConnection):
                    if isinstance(event, ConnectRequested):
                        connection.accept(b"welcome")
                    elif isinstance(event, CallReceived):
                        connection.reply(event, b"result")
                    elif isinstance(event, PingReceived):
                        connection.pong(event)
        return seen

    return run
