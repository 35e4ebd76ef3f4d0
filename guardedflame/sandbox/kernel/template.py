"""The zygote's side of confinement: enter its own namespaces once, then clone workers cheaply.

Invariant: `enter_template` either reaches the whole level asked for or raises; what workers share
(an empty root, dead keyring, closed System V IPC, the host name) cannot carry a message between
them.
"""

from __future__ import annotations

import contextlib
import os
import signal
import struct
from collections.abc import Sequence
from typing import Final, Literal, NoReturn

from guardedflame import limits as defaults
from guardedflame.errors import ConfinementError
from guardedflame.sandbox.confine import FULL, WITHOUT_NAMESPACES, Situation, Step, run
from guardedflame.sandbox.kernel import landlock, privileges, resources, rootfs, traces, uapi
from guardedflame.sandbox.kernel.directories import Directories
from guardedflame.sandbox.kernel.forking import Hook
from guardedflame.sandbox.kernel.resources import KernelLimits
from guardedflame.sandbox.kernel.rootfs import readable_trees
from guardedflame.sandbox.kernel.uapi import Kernel

__all__ = ["KernelLimits", "Level", "Situation", "Template", "enter_template", "readable_trees"]

Level = Literal["full", "partial", "process"]

_HOSTNAME: Final = "guardedflame"
_PID: Final = struct.Struct("=i")

#: System V IPC limits of the zygote's ipc namespace; at zero there is nothing to share.
_NO_IPC: Final = {
    "sys/kernel/shmmni": "0",
    "sys/kernel/shmall": "0",
    "sys/kernel/msgmni": "0",
    "sys/kernel/sem": "0 0 0 0",
    "sys/fs/mqueue/queues_max": "0",
}


class Template:
    """What every worker of this zygote starts from. Made by `enter_template` only.

    Attributes:
        level: the isolation reached.
        host_pid: this zygote's pid as the broker sees it.
        layers: names of what is in force for each worker, for people.
    """

    def __init__(
        self,
        kernel: Kernel,
        level: Level,
        *,
        host_pid: int,
        proc: int,
        void: int,
        changes_uid: bool,
        flags: int,
        abi: landlock.Abi | None,
        ruleset: int | None,
        readable: tuple[int, ...],
        directories: Directories | None,
        layers: tuple[str, ...],
        uid_base: int,
        hooks: Sequence[Hook] | None,
    ) -> None:
        self.level = level
        self.host_pid = host_pid
        self.layers = layers
        self._kernel = kernel
        self._proc = proc
        self._void = void
        self._changes_uid = changes_uid
        self._flags = flags
        # The network namespace this process is in has nobody else in it and is the next worker's.
        self._network_ready = bool(flags)
        self._abi = abi
        self._ruleset = ruleset
        self._readable = readable
        self._directories = directories
        self._uid_base = uid_base
        self._hooks = hooks
        self._pid = os.getpid()
        self._address_space = resources.address_space(proc)

    def clone(self, slot: int, cgroup: int = -1) -> int:
        """Fork a worker into its namespaces; like os.fork(): 0 in the child, else its pid.

        Args:
            slot: 1 to ``limits.WORKER_SLOTS``, held by no other living worker.
            cgroup: descriptor of the group it shall begin in, or -1. Where the kernel does not let
                it, it begins in this one's, and the broker moves it.

        Raises:
            OSError: the kernel has no room for another process.
        """
        if not 0 < slot < defaults.WORKER_UID_COUNT:
            raise ValueError(f"slot {slot} is not in 1..{defaults.WORKER_UID_COUNT - 1}")
        flags = self._flags
        if not flags:
            return os.fork()
        if self._network_ready:
            self._network_ready = False
            flags &= ~uapi.CLONE_NEWNET
        clone = self._kernel.clone if self._hooks is None else self._kernel.copy
        pid = -1
        if cgroup >= 0:
            with contextlib.suppress(OSError):
                pid = clone(flags, cgroup)
        if pid < 0:
            pid = clone(flags)
        if not pid and self._hooks:
            _run(self._hooks)
        return pid

    def get_ready(self) -> None:
        """In the zygote, after a worker was cloned: have the next one's network namespace made.

        It takes the kernel longer than all the others, and here nobody waits for it. Where this
        was not called or failed, the next worker is cloned into one of its own.
        """
        if self._flags and not self._network_ready:
            with contextlib.suppress(OSError):
                self._kernel.unshare(uapi.CLONE_NEWNET)
                self._network_ready = True

    def confine(self, situation: Situation) -> tuple[str, ...]:
        """In the child: give everything up but what ``situation`` leaves. Irreversible.

        Args:
            situation: as `situation` made it, best before the clone: that copies no page here.

        Returns:
            The layers in force. The working directory is the scratch directory.

        Raises:
            ConfinementError: a step failed; the process must end at once.
        """
        run(self.steps, situation)
        return self.layers

    @property
    def steps(self) -> tuple[Step, ...]:
        """The ordered steps of this level."""
        return FULL if self.level == "full" else WITHOUT_NAMESPACES

    def situation(self, limits: KernelLimits, keep: Sequence[int], slot: int) -> Situation:
        """Return what the steps need to know.

        Args:
            limits: what the worker may use.
            keep: descriptors that it keeps.
            slot: the one it was or will be cloned with.
        """
        full = self.level == "full"
        uid = None
        if self._changes_uid:
            uid = slot if full else self._uid_base + slot
        return Situation(
            kernel=self._kernel,
            limits=limits,
            keep=frozenset(keep),
            slot=slot,
            uid=uid,
            namespaces=full,
            parent=0 if full else self._pid,
            address_space=self._address_space,
            proc=self._proc,
            void=self._void,
            ruleset=self._ruleset,
            abi=self._abi,
            readable=self._readable,
            directories=self._directories,
        )

    def scratch_of(self, slot: int) -> str:
        """Return a worker's scratch directory, as that worker names it."""
        return rootfs.SCRATCH if self._directories is None else self._directories.path(slot)

    @property
    def scratch(self) -> str:
        """Where the workers' scratch directories are, by slot; empty where those are mounts."""
        return "" if self._directories is None else self._directories.where

    @property
    def leaves_files(self) -> bool:
        """Whether `forget` has anything to remove: a scratch mount goes with its worker."""
        return self._directories is not None

    def forget(self, slot: int) -> None:
        """After a worker was reaped: remove what it left on a disk."""
        if self._directories is not None:
            self._directories.remove(slot)

    def cleanup(self) -> None:
        """At the zygote's end: remove every scratch directory. Workers must be gone."""
        if self._directories is not None:
            self._directories.remove_all()


def _run(hooks: Sequence[Hook]) -> None:
    """Run them in a new worker, which ends here if one fails: it must not go on as a zygote."""
    try:
        for hook in hooks:
            hook()
    except BaseException:
        os._exit(1)


def enter_template(
    level: Level,
    *,
    control_fd: int,
    readable: Sequence[str],
    uid_base: int = defaults.WORKER_UID_BASE,
    hooks: Sequence[Hook] | None = None,
) -> Template:
    """Prepare this freshly exec'd, single-threaded process to be a zygote; call it once.

    Under ``full`` the process that returns is not the one that called: it is a new child of the
    caller's parent, pid 1 of its own pid namespace. The caller leaves with status 0.

    Args:
        level: the isolation to reach.
        control_fd: the broker's socket, which stays open.
        readable: absolute paths of trees that workers may read; see `readable_trees`.
        uid_base: first of the ``limits.WORKER_UID_COUNT`` uids and gids that workers get where
            this process may give them.
        hooks: what a worker runs first in place of Python's own fork hooks, where it is cloned;
            None for those.

    Raises:
        ConfinementError: the level cannot be reached; the message says what is missing.
    """
    kernel = Kernel()
    abi = None if level == "process" else landlock.abi_numbered(kernel.landlock_abi())
    os.fstat(control_fd)
    step = "opening /proc and /dev/null"
    try:
        proc = os.open("/proc", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
        void = os.open(os.devnull, os.O_RDWR | os.O_CLOEXEC)
        step = "replacing the session keyring"
        privileges.revoke_session_keyring(kernel)
        if level == "full":
            assert abi is not None
            return _enter_full(
                kernel, abi, tuple(readable), proc=proc, void=void, uid_base=uid_base, hooks=hooks
            )
        step = "making the scratch directory"
        directories = Directories()
        step = "opening the readable trees"
        trees = landlock.open_trees(readable)
        # No parent-death signal here: this zygote has to outlive the broker long enough to kill
        # workers that took their own back, and to remove their files. It hears of the end by the
        # control socket.
        step = "limiting the zygote"
        privileges.drop_bounding(kernel)
        resources.limit_zygote()
        traces.forget_environment(kernel)
    except OSError as error:
        raise ConfinementError(f"{step} failed: {error.strerror}") from None
    changes_uid = _may_change_uid(kernel, proc, uid_base)
    _refuse_bare_root(proc, changes_uid=changes_uid)
    return Template(
        kernel,
        level,
        host_pid=os.getpid(),
        proc=proc,
        void=void,
        changes_uid=changes_uid,
        flags=0,
        abi=abi,
        ruleset=None,
        readable=trees,
        directories=directories,
        layers=_layers(abi, changes_uid=changes_uid),
        uid_base=uid_base,
        hooks=hooks,
    )


def _layers(abi: landlock.Abi | None, *, changes_uid: bool) -> tuple[str, ...]:
    named = ["no_new_privs", "capabilities", "rlimits", "environment", "descriptors", "keyring"]
    if changes_uid:
        named.append("uid")
    if abi is not None:
        named.append(f"landlock-{abi.number}")
    return tuple(named)


def _may_change_uid(kernel: Kernel, proc: int, uid_base: int) -> bool:
    """Whether this process may give its workers uids of the reserved range."""
    if kernel.capget()[0] & privileges.MAY_CHANGE_IDENTITY != privileges.MAY_CHANGE_IDENTITY:
        return False
    last = uid_base + defaults.WORKER_UID_COUNT
    for line in privileges.read(proc, "self/uid_map").splitlines():
        inside, _, count = map(int, line.split())
        if inside <= uid_base and last <= inside + count:
            return True
    return False


def _refuse_bare_root(proc: int, *, changes_uid: bool) -> None:
    """Raise if workers would stay root of the host: the kernel counts no processes for it."""
    if changes_uid or os.geteuid() != 0:
        return
    # Root of a user namespace is an ordinary user to the kernel; only the first one maps all ids.
    if privileges.read(proc, "self/uid_map").split()[:2] == ["0", "0"]:
        raise ConfinementError(
            "this server is root but may not give its workers other uids; start it as an ordinary "
            "user, or with CAP_SETUID, CAP_SETGID, CAP_CHOWN and CAP_SYS_ADMIN"
        )


def _die_with(kernel: Kernel, parent: int) -> None:
    kernel.prctl(uapi.PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        raise ConfinementError("the broker is gone")


def _enter_full(
    kernel: Kernel,
    abi: landlock.Abi,
    readable: tuple[str, ...],
    *,
    proc: int,
    void: int,
    uid_base: int,
    hooks: Sequence[Hook] | None,
) -> Template:
    """Stage 1: namespaces that need the host's /proc and mounts, then the real zygote."""
    privileged = _may_change_uid(kernel, proc, uid_base) and bool(
        kernel.capget()[0] & privileges.CAP_SYS_ADMIN
    )
    _refuse_bare_root(proc, changes_uid=privileged)
    memfd = _open_memfd_switch(proc) if privileged else -1
    step = "making the namespaces"
    try:
        if privileged:
            kernel.unshare(uapi.CLONE_NEWNS)
        else:
            privileges.enter_user_namespace(kernel, proc, uapi.CLONE_NEWNS)
        step = "building the workers' file system"
        rootfs.enter(kernel, readable)
        step = "starting the zygote in its own namespaces"
        told_read, told_write = os.pipe()
        flags = (
            uapi.CLONE_NEWPID
            | uapi.CLONE_NEWIPC
            | uapi.CLONE_NEWUTS
            | uapi.CLONE_NEWNET
            | uapi.CLONE_PARENT
        )
        pid = kernel.clone(flags | uapi.CLONE_NEWUSER if privileged else flags)
    except OSError as error:
        raise ConfinementError(
            f"isolation full: {step} failed: {error.strerror}; {_REMEDY}"
        ) from None
    if pid:
        _hand_over(proc, pid, told_write, uid_base=uid_base if privileged else None)
    os.close(told_write)
    return _become_zygote(
        kernel,
        abi,
        readable,
        proc=proc,
        void=void,
        memfd=memfd,
        told=told_read,
        mapped=privileged,
        hooks=hooks,
    )


_REMEDY: Final = (
    "user namespaces must be allowed (sysctl user.max_user_namespaces, "
    "kernel.apparmor_restrict_unprivileged_userns=0 or a profile; in a container a seccomp profile "
    "that allows unshare), or write a weaker isolation into the policy"
)


def _open_memfd_switch(proc: int) -> int:
    # Only root of the host may open it, only pid 1 of the new pid namespace may write it there.
    with contextlib.suppress(OSError):
        return os.open("sys/vm/memfd_noexec", os.O_WRONLY | os.O_CLOEXEC, dir_fd=proc)
    return -1


def _hand_over(proc: int, pid: int, told: int, *, uid_base: int | None) -> NoReturn:
    """Stage 1's end: give the zygote its ids and its pid, and leave."""
    status = 1
    try:
        if uid_base is not None:
            ids = f"0 {uid_base} {defaults.WORKER_UID_COUNT}"
            privileges.write(proc, f"{pid}/uid_map", ids)
            privileges.write(proc, f"{pid}/gid_map", ids)
        os.write(told, _PID.pack(pid))
        status = 0
    finally:
        # If this failed, the zygote reads an end of file and says so to the broker.
        os._exit(status)


def _become_zygote(
    kernel: Kernel,
    abi: landlock.Abi,
    readable: tuple[str, ...],
    *,
    proc: int,
    void: int,
    memfd: int,
    told: int,
    mapped: bool,
    hooks: Sequence[Hook] | None,
) -> Template:
    message = os.read(told, _PID.size)
    os.close(told)
    if len(message) != _PID.size:
        raise ConfinementError("isolation full: the zygote's user ids could not be mapped")
    try:
        # Here this process is still root of the host, which that switch asks for, but it is in
        # the new pid namespace, which is the one it throws.
        no_memfd = _forbid_memfd_exec(memfd)
        if mapped:
            privileges.become(0, 0)
        _die_with(kernel, 0)
        kernel.sethostname(_HOSTNAME)
        no_ipc = _forbid_ipc(kernel, proc)
        privileges.drop_bounding(kernel)
        resources.limit_zygote()
        traces.forget_environment(kernel)
        trees = landlock.open_trees([*readable, rootfs.SESSION])
        ruleset = landlock.ruleset(kernel, abi, trees[:-1], trees[-1:])
        for tree in trees:
            os.close(tree)
    except OSError as error:
        raise ConfinementError(f"isolation full: {error.strerror}; {_REMEDY}") from None
    # A network namespace each: in a shared one a worker lists the others' sockets, and cooperating
    # ones talk by netlink. It takes 0.4 ms, so it is made ahead: see Template.get_ready.
    flags = uapi.CLONE_NEWPID | uapi.CLONE_NEWNS | uapi.CLONE_NEWNET
    if not no_ipc:
        flags |= uapi.CLONE_NEWIPC
    layers = (
        *_layers(abi, changes_uid=mapped),
        *("user-namespace", "mounts", "pid-namespace", "network-namespace", "ipc-namespace"),
        *(("no-memfd-exec",) if no_memfd else ()),
        *(("no-sysv-ipc",) if no_ipc else ()),
    )
    return Template(
        kernel,
        "full",
        host_pid=_PID.unpack(message)[0],
        proc=proc,
        void=void,
        changes_uid=mapped,
        flags=flags,
        abi=abi,
        ruleset=ruleset,
        readable=(),
        directories=None,
        layers=layers,
        uid_base=0,
        hooks=hooks,
    )


def _forbid_memfd_exec(memfd: int) -> bool:
    """Make memfds non-executable in this pid namespace; Linux 6.3, as root only."""
    if memfd < 0:
        return False
    try:
        return os.write(memfd, b"2") == 1
    except OSError:
        return False
    finally:
        os.close(memfd)


def _forbid_ipc(kernel: Kernel, proc: int) -> bool:
    """Close System V IPC and message queues in this ipc namespace; kernels of 2024 and later."""
    try:
        for name, value in _NO_IPC.items():
            privileges.write(proc, name, value)
        kernel.shmget(4096)
    except OSError as error:
        return error.errno == 28  # ENOSPC: shmget itself was refused
    return False
