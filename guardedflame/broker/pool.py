"""Workers ready before they are asked for, one pool a profile; none is ever used twice.

Invariant: a worker leaves the pool for one session only and dies with it. Refilling happens off
the hot path, after the checkout that made room has been served, and not while the machine is short.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import socket
from collections.abc import Coroutine, Mapping
from pathlib import Path

from guardedflame import limits
from guardedflame.broker.admission import Admission
from guardedflame.broker.audit import AuditError, AuditLog
from guardedflame.broker.shelf import Shelf
from guardedflame.broker.worker import Owner, Worker
from guardedflame.broker.worker_groups import WorkerGroups
from guardedflame.broker.zygotes import Zygote, start
from guardedflame.errors import ConfinementError, PoolExhausted
from guardedflame.ipc.messages import WorkerProfile
from guardedflame.policy.model import Warm

#: Seconds between a checkout and the refill it causes: the session's first call goes first.
REFILL_SECONDS = 0.005

#: Seconds to wait before a zygote that died is started again, so that one that dies at once
#: does not become a busy loop.
RESTART_SECONDS = 0.5

#: asm-generic/socket.h; the socket module does not name it yet.
_SO_PASSRIGHTS = 83


class Pools:
    """All zygotes and warm workers of a running server.

    Args:
        profiles: by name.
        isolation: of each profile, by its name.
        warm: workers to keep ready, by profile name.
        audit: where the loss of a zygote is recorded.
        admission: whether the machine has room for one more.
        idle: seconds without demand after which a pool that has grown shrinks.
    """

    def __init__(
        self,
        profiles: Mapping[str, WorkerProfile],
        isolation: Mapping[str, str],
        warm: Mapping[str, Warm],
        audit: AuditLog,
        admission: Admission,
        *,
        idle: float = limits.WARM_IDLE_SECONDS,
    ) -> None:
        self._profiles = profiles
        self._isolation = isolation
        self._audit = audit
        self.admission = admission
        self._idle = idle
        self._zygotes: dict[str, Zygote] = {}
        self._starting: dict[str, asyncio.Lock] = {
            level: asyncio.Lock() for level in isolation.values()
        }
        self._shelves = {name: Shelf(warm[name]) for name in profiles}
        self._tasks: set[asyncio.Task[None]] = set()
        self._refilling: set[str] = set()
        self._shrinking: set[str] = set()
        self._failing: set[str] = set()
        # Another server on this machine takes another block, but for a chance in a thousand.
        block = secrets.randbelow(limits.WORKER_UID_BLOCKS)
        self._first_uid = limits.WORKER_UID_BASE + block * 4 * limits.WORKER_UID_COUNT
        self._closing = False
        self.live: set[Worker] = set()
        self._groups = WorkerGroups(profiles, isolation)

    async def open(self) -> dict[str, tuple[str, ...]]:
        """Start every zygote needed and fill the pools; return the layers reached, by level.

        Raises:
            ConfinementError: a profile's isolation cannot be had here; nothing is left running.
        """
        try:
            await self._groups.open()
            for level in set(self._isolation.values()):
                await self._zygote(level)
            for name in self._profiles:
                # One worker of each profile must get through its confinement before the server
                # says that it serves.
                worker = await self._spawn(name)
                await worker.started
                if self._shelves[name].full:
                    worker.kill("only tried")
                else:
                    self._shelves[name].put(worker)
                await self._fill_quietly(name)
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
        shelf = self._shelves[profile]
        worker = shelf.take()
        if worker is None:
            self.admission.worker()
            worker = await self._spawn(profile)
        worker.owner = owner
        self._refill_later(profile)
        if shelf.grown and profile not in self._shrinking:
            self._shrinking.add(profile)
            asyncio.get_running_loop().call_later(self._idle, self._shrink, profile)
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
        await self._groups.close()

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
                uid_base = self._uid_base(level)
                zygote = await start(level, profiles, self._zygote_lost, uid_base=uid_base)
                await self._groups.adopt(zygote.pid, level, uid_base)
                self._zygotes[level] = zygote
            return zygote

    def _uid_base(self, level: str) -> int:
        """Return a range of uids no other zygote uses: workers of two levels must not share one."""
        return self._first_uid + sorted(self._starting).index(level) * limits.WORKER_UID_COUNT

    def _zygote_lost(self, zygote: Zygote) -> None:
        if self._closing:
            return
        self._run(zygote.lost())
        with contextlib.suppress(AuditError):
            self._audit.server(outcome="zygote lost", detail=f"pid {zygote.pid}")
        for name in self._profiles:
            self._refill_later(name, RESTART_SECONDS)

    async def _spawn(self, profile: str) -> Worker:
        """Have a worker forked. Raises PoolExhausted, and nothing else: then none was."""
        try:
            zygote = await self._zygote(self._isolation[profile])
            group = await self._groups.take(profile)
        except ConfinementError as error:
            raise PoolExhausted(f"no worker can be started: {error}") from None
        except OSError as error:
            raise PoolExhausted(f"no worker can be started: {error.strerror}") from None
        try:
            ours, theirs = socket.socketpair()
        except OSError as error:
            self._groups.give_back(group)
            raise PoolExhausted(f"no worker can be started: {error.strerror}") from None
        ours.setblocking(False)
        _refuse_descriptors(ours)
        worker = Worker(self._profiles[profile].frame)
        try:
            cgroup = -1 if group is None else group.descriptor
            worker.process = process = await zygote.spawn(profile, theirs.fileno(), cgroup)
            worker.group = group
            _first_to_go(process.pid)
            await self._groups.settle(group, process.pid)
            await asyncio.get_running_loop().create_connection(lambda: worker, sock=ours)
        except BaseException as error:
            ours.close()
            if worker.process is not None:
                worker.process.kill()
                worker.process.close()
            self._groups.give_back(group)
            if isinstance(error, OSError):
                raise PoolExhausted(f"no worker can be started: {error.strerror}") from None
            raise
        finally:
            theirs.close()
        self.live.add(worker)
        self._run(self._reap(worker))
        return worker

    async def _reap(self, worker: Worker) -> None:
        try:
            await worker.reaped()
        finally:
            self.live.discard(worker)
            self._groups.give_back(worker.group)
        for name, shelf in self._shelves.items():
            if shelf.remove(worker):
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
        shelf = self._shelves[profile]
        failed = ""
        try:
            shelf.remove_dead()
            while not shelf.full and not self._closing:
                self.admission.worker(spare=True)
                shelf.put(await self._spawn(profile))
        except PoolExhausted as error:
            failed = str(error)
        finally:
            self._refilling.discard(profile)
        if not failed:
            self._failing.discard(profile)
            return
        # A session that needs a worker will hear it; the pool just stays short.
        if profile not in self._failing:
            self._failing.add(profile)
            if not self.admission.look():
                with contextlib.suppress(AuditError):
                    self._audit.server(outcome="pool short", detail=failed)
        self._refill_later(profile, RESTART_SECONDS)

    def _shrink(self, profile: str) -> None:
        """Let a pool that has grown go back towards its least."""
        self._shrinking.discard(profile)
        if self._closing:
            return
        shelf = self._shelves[profile]
        for worker in shelf.shrink():
            worker.kill("nobody came for it")
        if shelf.grown:
            self._shrinking.add(profile)
            asyncio.get_running_loop().call_later(self._idle, self._shrink, profile)

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
