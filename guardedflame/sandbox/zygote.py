"""The zygote: preloads once, confines itself, then forks one confined worker per request.

Invariant: single-threaded for all its life, holds no secret of the broker (it was exec'd with an
empty environment and one descriptor), never reads a client's byte, and when the control socket
ends, so do the zygote and every worker.

Run as ``python -I -m guardedflame.sandbox.zygote FD``; FD is a unix seqpacket socket.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import select
import signal
import socket
import sys
from typing import Final, NoReturn

from guardedflame import limits
from guardedflame.errors import ConfinementError
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
    decode_to_zygote,
    encode,
)
from guardedflame.sandbox import worker
from guardedflame.sandbox.filling import fill_pools
from guardedflame.sandbox.kernel.forking import hooks_to_run
from guardedflame.sandbox.kernel.signals import set_handler
from guardedflame.sandbox.kernel.template import (
    Situation,
    Template,
    enter_template,
    readable_trees,
)

#: What says how many threads OpenBLAS, OpenMP, MKL, BLIS and numexpr start.
_THREADS: Final = (
    "BLIS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_MAX_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
)

#: Plain numbers: see kernel.signals.
_CHILD_ENDED: Final = int(signal.SIGCHLD)
_DEFAULT: Final = int(signal.SIG_DFL)

#: Without what the class that Python programs use does around it.
_hang_up: Final = socket.SocketType.close

#: Exit status of a zygote that could not prepare itself.
UNPREPARED: Final = 3


class Zygote:
    """One zygote's loop state: the control socket, a blank session per profile, the workers."""

    def __init__(
        self, control: socket.socket, template: Template, blanks: dict[str, worker.Blank]
    ) -> None:
        self._control = control
        self._template = template
        self._blanks = blanks
        self._workers: dict[int, tuple[int, int]] = {}
        self._cleaners: dict[int, int] = {}
        self._free_slots = list(range(limits.WORKER_SLOTS, 0, -1))
        self._wake_read, self._wake_write = socket.socketpair()

    def serve(self) -> None:
        """Fork and reap until the broker says stop or is gone."""
        self._wake_read.setblocking(False)
        self._wake_write.setblocking(False)
        signal.signal(signal.SIGCHLD, _wake)
        signal.set_wakeup_fd(self._wake_write.fileno(), warn_on_full_buffer=False)
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        poll.register(self._wake_read, select.POLLIN)
        try:
            while True:
                ready = {fd for fd, _ in poll.poll()}
                if self._wake_read.fileno() in ready:
                    with contextlib.suppress(BlockingIOError):
                        self._wake_read.recv(4096)
                    self._reap()
                if self._control.fileno() in ready and not self._receive():
                    return
        finally:
            self._kill_all()
            self._template.cleanup()

    def _receive(self) -> bool:
        """Act on one control message; return whether to go on."""
        body, descriptors, _, _ = socket.recv_fds(self._control, CONTROL_MOST, 2)
        if not body:
            return False
        message = decode_to_zygote(body)
        if isinstance(message, Stop):
            return False
        if isinstance(message, Spawn) and descriptors:
            self._spawn(message, *descriptors)
        return True

    def _spawn(self, request: Spawn, descriptor: int, cgroup: int = -1) -> None:
        # What can be made here need not be made in the worker, page by page.
        link = socket.socket(fileno=descriptor)
        session = self._blanks[request.profile]
        slot = self._free_slots.pop() if self._free_slots else 0
        try:
            if not slot:
                raise BlockingIOError("no free slot")
            place = self._template.situation(session.bounds, (descriptor,), slot)
            pid = self._template.clone(slot, cgroup)
        except OSError:
            # The broker sees the worker's socket end and the record of it; nothing ran.
            _hang_up(link)
            _close(cgroup)
            if slot:
                self._free_slots.append(slot)
            self._send(Gone(request.worker, -int(signal.SIGKILL), 0.0, 0))
            return
        if pid == 0:
            self._become_worker(link, session, place)
        _hang_up(link)
        _close(cgroup)
        self._workers[pid] = (request.worker, slot)
        pidfd = os.pidfd_open(pid)
        try:
            socket.send_fds(self._control, [encode(Spawned(request.worker, slot))], [pidfd])
        finally:
            os.close(pidfd)
        self._template.get_ready()

    def _become_worker(
        self, link: socket.socket, session: worker.Blank, place: Situation
    ) -> NoReturn:
        signal.set_wakeup_fd(-1)
        set_handler(_CHILD_ENDED, _DEFAULT)
        for held in (self._control, self._wake_read, self._wake_write):
            _hang_up(held)
        worker.run(link, session, self._template, place)

    def _reap(self) -> None:
        while True:
            try:
                pid, status, usage = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if not os.WIFEXITED(status) and not os.WIFSIGNALED(status):
                # A worker made us its tracer and stopped: PTRACE_TRACEME asks nobody. It has no
                # business doing that.
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                continue
            if pid in self._cleaners:
                self._free_slots.append(self._cleaners.pop(pid))
                continue
            known = self._workers.pop(pid, None)
            if known is None:
                continue
            number, slot = known
            self._clean(slot)
            self._send(
                Gone(
                    number,
                    os.waitstatus_to_exitcode(status),
                    usage.ru_utime + usage.ru_stime,
                    usage.ru_maxrss,
                )
            )

    def _clean(self, slot: int) -> None:
        """Free a slot; what its worker left on a disk is removed in a process of its own first."""
        if not self._template.leaves_files:
            self._free_slots.append(slot)
            return
        pid = os.fork()
        if pid == 0:
            try:
                self._template.forget(slot)
            finally:
                os._exit(0)
        self._cleaners[pid] = slot

    def _send(self, message: Gone) -> None:
        # A broker that is gone is noticed by the poll; there is nobody left to tell.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self._control.send(encode(message))

    def _kill_all(self) -> None:
        signal.set_wakeup_fd(-1)
        for pid in self._workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for pid in [*self._workers, *self._cleaners]:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)


def _close(*descriptors: int) -> None:
    for descriptor in descriptors:
        if descriptor >= 0:
            os.close(descriptor)


def _wake(_number: int, _frame: object) -> None:
    """Exist, so that SIGCHLD interrupts the poll through the wakeup descriptor."""


def _configuration(control: socket.socket) -> tuple[Configure, dict[str, WorkerProfile]]:
    profiles: dict[str, WorkerProfile] = {}
    while True:
        message = decode_to_zygote(control.recv(CONTROL_MOST))
        if not isinstance(message, Configure):
            raise ConfinementError("the first messages to a zygote must configure it")
        profiles[message.profile.name] = message.profile
        if not message.more:
            return message, profiles


def _preload(profiles: dict[str, WorkerProfile]) -> None:
    """Import what the profiles list, so that workers share its pages and need no file system.

    The names come from the operator's policy. One that is not installed stays missing: the worker
    refuses it by name when a client asks.
    """
    # What the interpreter itself imports late: a worker may have no file system to find it in.
    importlib.import_module("encodings.idna")
    # Numeric libraries start their threads when they are loaded: this process may have none, nor
    # may its workers. The environment is forgotten before there is one.
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    for profile in profiles.values():
        for name in profile.modules:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)


def main() -> None:
    """Prepare, tell the broker, serve."""
    control = socket.socket(fileno=int(sys.argv[1]))
    configure, profiles = _configuration(control)
    _preload(profiles)
    blanks = {name: worker.blank(profile) for name, profile in profiles.items()}
    hooks = hooks_to_run()
    for profile in profiles.values():
        worker.rehearse(profile)
    gc.collect()
    _kept = fill_pools()
    gc.freeze()
    try:
        template = enter_template(
            configure.isolation,
            control_fd=control.fileno(),
            readable=readable_trees(),
            uid_base=configure.uid_base,
            hooks=hooks,
        )
    except ConfinementError as error:
        control.send(encode(Unprepared(str(error))))
        sys.exit(UNPREPARED)
    control.send(encode(Prepared(template.host_pid, template.layers, template.scratch)))
    Zygote(control, template, blanks).serve()


if __name__ == "__main__":
    main()
