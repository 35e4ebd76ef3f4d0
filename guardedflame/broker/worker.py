"""The broker's end of one worker: its socket, its start, its end.

Invariant: what a worker says is decoded as an attacker's, and nothing is believed of its end but
what the kernel says. Its process ends with its socket, and its socket with its process.
"""

from __future__ import annotations

import asyncio
import os
from typing import Final, Protocol, cast

from guardedflame import limits
from guardedflame.broker.cgroup import Group
from guardedflame.broker.zygotes import Process
from guardedflame.errors import ConfinementError, WorkerViolation
from guardedflame.ipc.framing import Deframer
from guardedflame.ipc.messages import (
    OUT_OF_MEMORY,
    FromWorker,
    Gone,
    Ready,
    Unconfined,
    decode_from_worker,
)

#: Seconds that what a dead worker has said may take to be acted upon, a turn at a time; as long as
#: there is any.
LAST_WORDS: Final = 10


class Owner(Protocol):
    """Who hears of a worker: its session."""

    def worker_said(self, message: FromWorker) -> None:
        """One decoded message."""

    def worker_gone(self, gone: Gone, reason: str) -> None:
        """The worker is dead and reaped; ``reason`` is why the broker killed it, or empty."""


class Worker(asyncio.Protocol):
    """The broker's end of one worker's socket.

    Args:
        most: bytes of its largest frame.
    """

    def __init__(self, most: int) -> None:
        self.process: Process | None = None
        self.group: Group | None = None
        self.owner: Owner | None = None
        self.dead = False
        self.kill_reason = ""
        loop = asyncio.get_running_loop()
        self.started: asyncio.Future[tuple[str, ...]] = loop.create_future()
        self._lost: asyncio.Future[None] = loop.create_future()
        self._paused = False
        self._behind = False
        self._deframer = Deframer(most)
        self._transport: asyncio.Transport | None = None

    @property
    def usable(self) -> bool:
        """Whether it is alive: nobody is handed one whose end is still on its way to us."""
        return not self.dead and self.process is not None and self.process.alive

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Decode as an attacker's; a violation kills the worker."""
        self._fall_behind(more=self._take(data))

    def _take(self, data: bytes) -> bool:
        """Act on one turn's messages; return whether there may be more."""
        if self.kill_reason:
            return False
        try:
            bodies = self._deframer.feed(data, limits.WORKER_TURN)
            for body in bodies:
                message = decode_from_worker(body)
                if isinstance(message, Ready | Unconfined):
                    self._start(message)
                elif self.owner is not None:
                    self.owner.worker_said(message)
                else:
                    raise WorkerViolation("a worker without a session spoke")
        except WorkerViolation as error:
            self.kill(f"violation: {error}")
            return False
        return len(bodies) == limits.WORKER_TURN

    def _fall_behind(self, *, more: bool) -> None:
        """Leave the rest of what it said for the next turn, and read on only after that."""
        if more:
            asyncio.get_running_loop().call_soon(self._catch_up)
        if more != self._behind:
            self._behind = more
            self._read_or_not()
            if self.dead:
                self._end()

    def _catch_up(self) -> None:
        if self._behind:
            self._fall_behind(more=self._take(b""))

    def _read_or_not(self) -> None:
        if self._transport is not None and not self.dead:
            if self._paused or self._behind:
                self._transport.pause_reading()
            else:
                self._transport.resume_reading()

    def _start(self, message: Ready | Unconfined) -> None:
        if self.started.done():
            raise WorkerViolation("a worker started twice")
        if isinstance(message, Ready):
            self.started.set_result(message.layers)
        else:
            self.started.set_exception(ConfinementError(message.reason))
            # Whoever waits for the start hears it there; a warm worker's end is enough.
            self.started.exception()

    def connection_lost(self, error: Exception | None) -> None:
        """Make sure that the process ends with its socket."""
        self.dead = True
        self._end()
        if not self.started.done():
            self.started.set_exception(ConfinementError("a worker died while confining itself"))
            self.started.exception()
        if self.process is not None:
            self.process.kill()

    def _end(self) -> None:
        if not self._behind and not self._lost.done():
            self._lost.set_result(None)

    def send(self, data: bytes) -> None:
        """Write ``data``; to a dead worker it goes nowhere, its end is reported anyway."""
        if self._transport is not None and not self.dead:
            self._transport.write(data)

    def duplicate(self) -> int:
        """Return another descriptor of our end of its socket, -1 where that is gone."""
        if self._transport is None or self.dead:
            return -1
        return os.dup(self._transport.get_extra_info("socket").fileno())

    @property
    def unread(self) -> bool:
        """Whether it has yet to read something that was sent to it, beyond the kernel's buffer."""
        return self._transport is not None and self._transport.get_write_buffer_size() > 0

    def pause(self) -> None:
        """Stop reading the worker: its client does not take what it says."""
        if self._transport is not None and not self.dead and not self._paused:
            self._paused = True
            self._read_or_not()

    def resume(self) -> None:
        """Read on."""
        if self._transport is not None and not self.dead and self._paused:
            self._paused = False
            self._read_or_not()

    def signal(self, number: int) -> None:
        """Send the process a signal; one that is gone needs none."""
        if self.process is not None:
            self.process.signal(number)

    def kill(self, reason: str) -> None:
        """SIGKILL the process; ``reason`` is kept first, so that the end is told rightly."""
        if not self.kill_reason:
            self.kill_reason = reason
        if self.process is not None:
            self.process.kill()

    async def reaped(self) -> None:
        """Wait for the end and tell the owner."""
        assert self.process is not None
        gone = await self.process.reaped()
        self.resume()
        # What the worker wrote before it died is still in the socket and is read first. Only a
        # process it left behind under a weak isolation can keep the socket open.
        for _ in range(LAST_WORDS):
            await asyncio.wait([self._lost], timeout=1.0)
            if not self._behind:
                break
        # From here on it has said nothing: its session may have another.
        self._behind = False
        self.dead = True
        if self._transport is not None:
            self._transport.close()
        self.process.close()
        if self.group is not None and not self.kill_reason and self.group.out_of_memory():
            # The kernel has killed it for that; by itself it would have ended with a word.
            gone = Gone(gone.worker, OUT_OF_MEMORY, gone.cpu, gone.peak_rss_kib)
        if self.owner is not None:
            self.owner.worker_gone(gone, self.kill_reason)
