"""Workers ready before they are asked for, one pool a profile; none is ever used twice.

Invariant: a worker leaves the pool for one session only and dies with it. Refilling happens off
the hot path, after the checkout that made room has been served.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import socket
from collections import deque
from collections.abc import Coroutine, Mapping
from pathlib import Path
from typing import Protocol, cast

from guardedflame import limits
from guardedflame.broker.audit import AuditError, AuditLog
from guardedflame.broker.zygotes import Process, Zygote, start
from guardedflame.errors import ConfinementError, PoolExhausted, WorkerViolation
from guardedflame.ipc.framing import Deframer
from guardedflame.ipc.messages import (
    FromWorker,
    Gone,
    Ready,
    Unconfined,
    WorkerProfile,
    decode_from_worker,
)

#: Seconds between a checkout and the refill it causes: the session's first call goes first.
REFILL_SECONDS = 0.005

#: Seconds to wait before a zygote that died is started again, so that one that dies at once
#: does not become a busy loop.
RESTART_SECONDS = 0.5


#: asm-generic/socket.h; the socket module does not name it yet.
_SO_PASSRIGHTS = 83


class Owner(Protocol):
    """Who hears of a worker: its session."""

    def worker_said(self, message: FromWorker) -> None:
        """One decoded message."""

    def worker_gone(self, gone: Gone, reason: str) -> None:
        """The worker is dead and reaped; ``reason`` is why the broker killed it, or empty."""


class Worker(asyncio.Protocol):
    """The broker's end of one worker's socket.

    Args:
        process: the worker as a process.
        most: bytes of its largest frame.
    """

    def __init__(self, most: int) -> None:
        self.process: Process | None = None
        self.owner: Owner | None = None
        self.dead = False
        self.kill_reason = ""
        loop = asyncio.get_running_loop()
        self.started: asyncio.Future[tuple[str, ...]] = loop.create_future()
        self._lost: asyncio.Future[None] = loop.create_future()
        self._paused = False
        self._deframer = Deframer(most)
        self._transport: asyncio.Transport | None = None

    @property
    def usable(self) -> bool:
        """Whether it is alive as far as the kernel has told."""
        return not self.dead and self.process is not None and not self.process.ended.done()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Decode as an attacker's; a violation kills the worker."""
        if self.kill_reason:
            return
        try:
            for body in self._deframer.feed(data):
                message = decode_from_worker(body)
                if isinstance(message, Ready | Unconfined):
                    self._start(message)
                elif self.owner is not None:
                    self.owner.worker_said(message)
                else:
                    raise WorkerViolation("a worker without a session spoke")
        except WorkerViolation as error:
            self.kill(f"violation: {error}")

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
        if not self._lost.done():
            self._lost.set_result(None)
        if not self.started.done():
            self.started.set_exception(ConfinementError("a worker died while confining itself"))
            self.started.exception()
        if self.process is not None:
            self.process.kill()

    def send(self, data: bytes) -> None:
        """Write ``data``; to a dead worker it goes nowhere, its end is reported anyway."""
        if self._transport is not None and not self.dead:
            self._transport.write(data)

    @property
    def unread(self) -> bool:
        """Whether it has yet to read something that was sent to it, beyond the kernel's buffer."""
        return self._transport is not None and self._transport.get_write_buffer_size() > 0

    def pause(self) -> None:
        """Stop reading the worker: its client does not take what it says."""
        if self._transport is not None and not self.dead and not self._paused:
            self._paused = True
            self._transport.pause_reading()

    def resume(self) -> None:
        """Read on."""
        if self._transport is not None and not self.dead and self._paused:
            self._paused = False
            self._transport.resume_reading()

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
        await asyncio.wait([self._lost], timeout=1.0)
        self.dead = True
        if self._transport is not None:
            self._transport.close()
        self.process.close()
        if self.owner is not None:
            self.owner.worker_gone(gone, self.kill_reason)


class Pools:
    """All zygotes and warm workers of a running server.

    Args:
        profiles: by name.
        isolation: of each profile, by its name.
        warm: workers to keep ready, by profile name.
        audit: where the loss of a zygote is recorded.
    """

    def __init__(
        self,
        profiles: Mapping[str, WorkerProfile],
        isolation: Mapping[str, str],
        warm: Mapping[str, int],
        audit: AuditLog,
    ) -> None:
        self._profiles = profiles
        self._isolation = isolation
        self._warm = warm
        self._audit = audit
        self._zygotes: dict[str, Zygote] = {}
        self._starting: dict[str, asyncio.Lock] = {
            level: asyncio.Lock() for level in isolation.values()
        }
        self._ready: dict[str, deque[Worker]] = {name: deque() for name in profiles}
        self._tasks: set[asyncio.Task[None]] = set()
        self._refilling: set[str] = set()
        # Another server on this machine takes another block, but for a chance in a thousand.
        block = secrets.randbelow(limits.WORKER_UID_BLOCKS)
        self._first_uid = limits.WORKER_UID_BASE + block * 4 * limits.WORKER_UID_COUNT
        self._closing = False
        self.live: set[Worker] = set()

    async def open(self) -> dict[str, tuple[str, ...]]:
        """Start every zygote needed and fill the pools; return the layers reached, by level.

        Raises:
            ConfinementError: a profile's isolation cannot be had here; nothing is left running.
        """
        try:
            for level in set(self._isolation.values()):
                await self._zygote(level)
            for name in self._profiles:
                # One worker of each profile must get through its confinement before the server
                # says that it serves.
                worker = await self._spawn(name)
                await worker.started
                if self._warm[name]:
                    self._ready[name].append(worker)
                else:
                    worker.kill("only tried")
                await self._fill(name)
        except BaseException:
            await self.close()
            raise
        return {level: zygote.layers for level, zygote in self._zygotes.items()}

    async def checkout(self, profile: str, owner: Owner) -> Worker:
        """Return a confined worker nobody has used, for ``owner`` alone.

        Raises:
            PoolExhausted: none can be started now.
        """
        if self._closing:
            raise PoolExhausted("the server is stopping")
        ready = self._ready[profile]
        while ready:
            worker = ready.popleft()
            if worker.usable:
                break
        else:
            worker = await self._spawn(profile)
        worker.owner = owner
        self._refill_later(profile)
        return worker

    async def close(self) -> None:
        """Kill every worker and zygote and wait until they are reaped."""
        self._closing = True
        for worker in list(self.live):
            worker.kill("the server is stopping")
        for zygote in self._zygotes.values():
            zygote.stop()
        for zygote in list(self._zygotes.values()):
            await zygote.stopped(3.0)
        for task in list(self._tasks):
            with contextlib.suppress(asyncio.CancelledError, TimeoutError):
                await asyncio.wait_for(task, 3.0)

    # --- inside --------------------------------------------------------------------------------

    async def _zygote(self, level: str) -> Zygote:
        async with self._starting[level]:
            zygote = self._zygotes.get(level)
            if zygote is None or not zygote.alive:
                profiles = [
                    profile
                    for name, profile in self._profiles.items()
                    if self._isolation[name] == level
                ]
                zygote = await start(
                    level, profiles, self._zygote_lost, uid_base=self._uid_base(level)
                )
                self._zygotes[level] = zygote
            return zygote

    def _uid_base(self, level: str) -> int:
        """Return a range of uids no other zygote uses: workers of two levels must not share one."""
        return self._first_uid + sorted(self._starting).index(level) * limits.WORKER_UID_COUNT

    def _zygote_lost(self, zygote: Zygote) -> None:
        if self._closing:
            return
        with contextlib.suppress(AuditError):
            self._audit.server(outcome="zygote lost", detail=f"pid {zygote.pid}")
        for name in self._profiles:
            self._refill_later(name, RESTART_SECONDS)

    async def _spawn(self, profile: str) -> Worker:
        loop = asyncio.get_running_loop()
        try:
            zygote = await self._zygote(self._isolation[profile])
        except ConfinementError as error:
            raise PoolExhausted(f"no worker can be started: {error}") from None
        try:
            ours, theirs = socket.socketpair()
        except OSError as error:
            raise PoolExhausted(f"no worker can be started: {error.strerror}") from None
        ours.setblocking(False)
        _refuse_descriptors(ours)
        worker = Worker(self._profiles[profile].frame)
        try:
            process = await zygote.spawn(profile, theirs.fileno())
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        worker.process = process
        _first_to_go(process.pid)
        await loop.create_connection(lambda: worker, sock=ours)
        self.live.add(worker)
        self._run(self._reap(worker))
        return worker

    async def _reap(self, worker: Worker) -> None:
        try:
            await worker.reaped()
        finally:
            self.live.discard(worker)
        for name, ready in self._ready.items():
            if worker in ready:
                # It died before anybody wanted it.
                ready.remove(worker)
                self._refill_later(name, RESTART_SECONDS)

    def _refill_later(self, profile: str, delay: float = REFILL_SECONDS) -> None:
        if profile not in self._refilling and not self._closing:
            self._refilling.add(profile)
            asyncio.get_running_loop().call_later(delay, self._refill, profile)

    def _refill(self, profile: str) -> None:
        if not self._closing:
            self._run(self._fill_quietly(profile))

    async def _fill_quietly(self, profile: str) -> None:
        """Fill the pool; one such task a profile, or a burst would fill it many times over."""
        failed = ""
        try:
            await self._fill(profile)
        except PoolExhausted as error:
            failed = str(error)
        finally:
            self._refilling.discard(profile)
        if failed:
            # A session that needs a worker will hear it; the pool just stays short.
            with contextlib.suppress(AuditError):
                self._audit.server(outcome="pool short", detail=failed)
            self._refill_later(profile, RESTART_SECONDS)

    async def _fill(self, profile: str) -> None:
        ready = self._ready[profile]
        while ready and ready[0].dead:
            ready.popleft()
        while len(ready) < self._warm[profile] and not self._closing:
            ready.append(await self._spawn(profile))

    def _run(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _refuse_descriptors(link: socket.socket) -> None:
    """Have the kernel refuse descriptors on ``link``, where it can (Linux 6.16).

    Without that a worker can send some whose closing takes the broker long.
    """
    with contextlib.suppress(OSError):
        link.setsockopt(socket.SOL_SOCKET, _SO_PASSRIGHTS, 0)


def _first_to_go(pid: int) -> None:
    """Have the kernel kill this worker first when memory is short.

    A worker asks for that itself where it may; where it may not, we are root.
    """
    with contextlib.suppress(OSError):
        Path(f"/proc/{pid}/oom_score_adj").write_text("1000", encoding="ascii")
