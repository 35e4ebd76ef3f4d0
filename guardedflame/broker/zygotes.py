"""The broker's end of a zygote: starting it, asking it for workers, hearing of their end.

Invariant: a zygote is exec'd with an empty environment and one descriptor, so that nothing of the
broker is in its memory; what it says is decoded as an attacker's.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from guardedflame.errors import ConfinementError, PoolExhausted, WorkerViolation
from guardedflame.ipc.messages import (
    CONTROL_MOST,
    Configure,
    Gone,
    Prepared,
    Spawn,
    Spawned,
    Stop,
    Unprepared,
    WorkerProfile,
    decode_from_zygote,
    encode,
)

#: Seconds a zygote has for its imports and its confinement. It takes about 0.3.
PREPARE_SECONDS: Final = 20.0

#: Seconds from asking for a worker to its pidfd. A fork takes 2 ms; a machine that needs longer
#: than this has no room for another process.
SPAWN_SECONDS: Final = 10.0

#: Seconds the zygote may take to tell how a worker ended that the kernel says has ended.
GONE_SECONDS: Final = 1.0


class Process:
    """A worker process as the broker holds it: a pidfd, and its end when it has come.

    ``scratch`` is its directory where that is on a disk, else empty.
    """

    __slots__ = ("ended", "gone", "number", "pid", "pidfd", "scratch")

    def __init__(self, number: int, pidfd: int, scratch: str) -> None:
        self.number = number
        self.scratch = scratch
        self.pidfd = pidfd
        self.pid = _pid_of(pidfd)
        loop = asyncio.get_running_loop()
        self.gone: asyncio.Future[Gone] = loop.create_future()
        self.ended: asyncio.Future[None] = loop.create_future()
        loop.add_reader(pidfd, self._end)

    @property
    def alive(self) -> bool:
        """Whether the kernel, asked now, says that it has not ended; takes a microsecond or two."""
        if self.pidfd < 0 or self.ended.done():
            return False
        poll = select.poll()
        poll.register(self.pidfd, select.POLLIN)
        return not poll.poll(0)

    def _end(self) -> None:
        """The kernel says that the process has ended, whatever the zygote says or does not say."""
        if self.pidfd >= 0:
            asyncio.get_running_loop().remove_reader(self.pidfd)
        if not self.ended.done():
            self.ended.set_result(None)

    async def reaped(self) -> Gone:
        """Wait for the end; return what the zygote says of it, if it says it soon enough."""
        # A zygote that is lost answers for all its workers through `gone` alone.
        self.gone.add_done_callback(lambda _gone: self._end())
        await self.ended
        await asyncio.wait({self.gone}, timeout=GONE_SECONDS)
        if self.gone.done():
            return self.gone.result()
        return Gone(self.number, -int(signal.SIGKILL), 0.0, 0)

    def kill(self) -> None:
        """SIGKILL; a process that is already gone is fine."""
        self.signal(signal.SIGKILL)

    def signal(self, number: int) -> None:
        """Send a signal; a process that is already gone is fine."""
        if self.pidfd >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.pidfd, number)

    def close(self) -> None:
        """Give the descriptor back."""
        if self.pidfd >= 0:
            asyncio.get_running_loop().remove_reader(self.pidfd)
            os.close(self.pidfd)
            self.pidfd = -1


def _pid_of(pidfd: int) -> int:
    for line in Path(f"/proc/self/fdinfo/{pidfd}").read_text(encoding="ascii").splitlines():
        if line.startswith("Pid:"):
            return int(line[4:])
    return 0


class Zygote:
    """One running zygote. Create with `start`."""

    def __init__(
        self,
        control: socket.socket,
        prepared: Prepared,
        on_lost: Callable[[Zygote], None],
    ) -> None:
        self._control = control
        self.pid = prepared.pid
        self.layers = prepared.layers
        self._scratch = prepared.scratch
        self._on_lost = on_lost
        self._numbers = 0
        self._waiting: dict[int, asyncio.Future[Process]] = {}
        self._processes: dict[int, Process] = {}
        self.alive = True
        self._reaped = False
        self._ended = asyncio.Event()
        control.setblocking(False)
        asyncio.get_running_loop().add_reader(control.fileno(), self._readable)

    async def spawn(self, profile: str, descriptor: int, cgroup: int = -1) -> Process:
        """Fork a worker of ``profile`` that owns a copy of ``descriptor``.

        Args:
            profile: its name.
            descriptor: the worker's end of its socket.
            cgroup: descriptor of the group it should begin in, -1 for none.

        Raises:
            PoolExhausted: the zygote is gone, or the machine gives no process.
        """
        if not self.alive:
            raise PoolExhausted("no worker can be started: the zygote is gone")
        self._numbers += 1
        number = self._numbers
        answer: asyncio.Future[Process] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        try:
            passed = [descriptor] if cgroup < 0 else [descriptor, cgroup]
            await self._send(encode(Spawn(number, profile)), passed)
            return await asyncio.wait_for(asyncio.shield(answer), SPAWN_SECONDS)
        except TimeoutError:
            answer.add_done_callback(_kill_late)
            raise PoolExhausted("no worker could be started in time") from None

    def stop(self) -> None:
        """Tell the zygote to kill its workers and leave."""
        if self.alive:
            with contextlib.suppress(OSError):
                self._control.send(encode(Stop()))

    async def stopped(self, seconds: float) -> None:
        """Wait until the zygote is gone and reaped; SIGKILL it after ``seconds``."""
        try:
            await asyncio.wait_for(self._ended.wait(), seconds)
        except TimeoutError:
            self._lost()
            self._kill()
        await self._reap()

    async def lost(self) -> None:
        """Reap one that nobody stopped: what only closed its socket is ended, too."""
        self._kill()
        await self._reap()

    def _kill(self) -> None:
        if not self._reaped:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    async def _reap(self) -> None:
        if not self._reaped:
            self._reaped = True
            with contextlib.suppress(ChildProcessError):
                await asyncio.get_running_loop().run_in_executor(None, os.waitpid, self.pid, 0)

    async def _send(self, body: bytes, descriptors: list[int]) -> None:
        while True:
            try:
                socket.send_fds(self._control, [body], descriptors)
            except BlockingIOError:
                await asyncio.sleep(0.005)
            except OSError:
                raise PoolExhausted("no worker can be started: the zygote is gone") from None
            else:
                return

    def _readable(self) -> None:
        for _ in range(64):
            try:
                body, descriptors, _, _ = socket.recv_fds(self._control, CONTROL_MOST, 1)
            except BlockingIOError:
                return
            except OSError:
                body, descriptors = b"", []
            if not body:
                self._lost()
                return
            try:
                self._handle(body, descriptors)
            except WorkerViolation:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self.pid, signal.SIGKILL)
                self._lost()
                return

    def _handle(self, body: bytes, descriptors: Sequence[int]) -> None:
        message = decode_from_zygote(body)
        if isinstance(message, Spawned) and not descriptors:
            # The kernel had no room for the descriptor. Without it the worker cannot be held; the
            # caller closes its socket, which ends it.
            answer = self._waiting.pop(message.worker, None)
            if answer is not None and not answer.done():
                answer.set_exception(PoolExhausted("the server has no descriptor left"))
            return
        if isinstance(message, Spawned):
            scratch = f"{self._scratch}/{message.slot}" if self._scratch else ""
            answer = self._waiting.pop(message.worker, None)
            try:
                process = Process(message.worker, descriptors[0], scratch)
            except OSError:
                # No descriptor to read its pid by: without that its limits cannot be watched.
                _end_and_close(descriptors[0])
                if answer is not None and not answer.done():
                    answer.set_exception(PoolExhausted("the server has no descriptor left"))
                return
            self._processes[message.worker] = process
            if answer is None or answer.done():
                process.kill()
                process.close()
            else:
                answer.set_result(process)
            return
        for descriptor in descriptors:
            os.close(descriptor)
        if isinstance(message, Gone):
            answer = self._waiting.pop(message.worker, None)
            if answer is not None and not answer.done():
                answer.set_exception(PoolExhausted("the machine gives no further process"))
            ended = self._processes.pop(message.worker, None)
            if ended is not None and not ended.gone.done():
                ended.gone.set_result(message)

    def _lost(self) -> None:
        if not self.alive:
            return
        self.alive = False
        self._ended.set()
        asyncio.get_running_loop().remove_reader(self._control.fileno())
        self._control.close()
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(PoolExhausted("no worker can be started: the zygote died"))
        self._waiting.clear()
        for process in self._processes.values():
            # Not in one pid namespace with the zygote under weaker isolation: make sure.
            process.kill()
            if not process.gone.done():
                process.gone.set_result(Gone(process.number, -int(signal.SIGKILL), 0.0, 0))
        self._processes.clear()
        self._on_lost(self)


def _end_and_close(pidfd: int) -> None:
    with contextlib.suppress(OSError):
        signal.pidfd_send_signal(pidfd, signal.SIGKILL)
    os.close(pidfd)


def _kill_late(answer: asyncio.Future[Process]) -> None:
    if not answer.cancelled() and answer.exception() is None:
        answer.result().kill()
        answer.result().close()


async def start(
    isolation: str,
    profiles: Sequence[WorkerProfile],
    on_lost: Callable[[Zygote], None],
    *,
    uid_base: int,
) -> Zygote:
    """Exec a zygote and wait until it has preloaded and confined itself.

    Args:
        isolation: full, partial or process.
        profiles: what it may be asked to fork, at least one.
        on_lost: called once when it is gone.
        uid_base: first of the uids (and gids) its workers get where the server runs as root.

    Raises:
        ConfinementError: this kernel does not give the isolation asked for, with the reason.
    """
    ours, child = _exec_zygote()
    try:
        prepared = await asyncio.get_running_loop().run_in_executor(
            None, _configure, ours, isolation, profiles, uid_base
        )
    except BaseException:
        ours.close()
        child.kill()
        await asyncio.get_running_loop().run_in_executor(None, child.wait)
        raise
    if prepared.pid != child.pid:
        # The exec'd process has handed over to a child of its own in a new pid namespace, which
        # is our child too; the first one has left.
        await asyncio.get_running_loop().run_in_executor(None, child.wait)
    else:
        # We reap by pid ourselves; Popen's own bookkeeping would complain otherwise.
        child.returncode = 0
    return Zygote(ours, prepared, on_lost)


def _exec_zygote() -> tuple[socket.socket, subprocess.Popen[bytes]]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.settimeout(PREPARE_SECONDS)
    with theirs:
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-I", "-m", "guardedflame.sandbox.zygote", str(theirs.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(),),
            env={},
            cwd="/",
            # Ctrl-C in a terminal is for the broker, which drains first.
            start_new_session=True,
        )
    return ours, child


def _configure(
    control: socket.socket, isolation: str, profiles: Sequence[WorkerProfile], uid_base: int
) -> Prepared:
    try:
        for left, profile in zip(range(len(profiles) - 1, -1, -1), profiles, strict=True):
            message = Configure(isolation, profile, left > 0, uid_base)  # type: ignore[arg-type]
            control.send(encode(message))
        body = control.recv(CONTROL_MOST)
    except TimeoutError:
        raise ConfinementError("the zygote did not get ready in time") from None
    except OSError as error:
        raise ConfinementError(
            f"the zygote died while getting ready: {(error.strerror or '').lower()}"
        ) from None
    if not body:
        raise ConfinementError("the zygote died while getting ready")
    answer = decode_from_zygote(body)
    if isinstance(answer, Unprepared):
        raise ConfinementError(answer.reason)
    if not isinstance(answer, Prepared) or answer.pid < 2:
        raise ConfinementError("the zygote answered out of turn")
    return answer
