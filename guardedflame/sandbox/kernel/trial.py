"""What a confined process can still do on this kernel, found out by trying it from inside.

Invariant: each attempt really makes the attack; "yes" means the kernel stopped it. Run by
`guardedflame.sandbox.kernel.probe` as ``python -I -m guardedflame.sandbox.kernel.trial LEVEL FD``.
"""

from __future__ import annotations

import fcntl
import json
import math
import os
import socket
import sys
import sysconfig
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from guardedflame.errors import ConfinementError
from guardedflame.sandbox.kernel import uapi
from guardedflame.sandbox.kernel.template import KernelLimits, Level, enter_template
from guardedflame.sandbox.kernel.uapi import Kernel

State = Literal["yes", "partial", "no"]

_FAMILIES: Final = "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6"
_MEMORY: Final = 64 * 1024 * 1024
_LIMITS: Final = KernelLimits(
    cpu=math.inf,
    memory=_MEMORY,
    processes=0,
    open_files=32,
    file_size=1 << 20,
    scratch=1 << 20,
    scratch_files=256,
)
#: Address families that stay inside a network namespace.
_NAMESPACED: Final = frozenset({socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, socket.AF_PACKET})
_MFD_EXEC: Final = 0x10


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attack: what it would reach, what closes it where we cannot, and how it is made.

    ``attack`` raises when the kernel stops it and returns what it got when the kernel does not.
    """

    name: str
    closes: str
    remedy: str
    attack: Callable[[Kernel], str]


def _read_file(_: Kernel) -> str:
    with open("/etc/passwd", encoding="utf-8") as file:  # noqa: PTH123 - the attack as it comes
        return f"read {len(file.read())} characters"


def _list_tree(path: str) -> Callable[[Kernel], str]:
    def attack(_: Kernel) -> str:
        with os.scandir(path) as entries:
            return f"listed {sum(1 for _ in entries)} entries"

    return attack


def _write_outside(_: Kernel) -> str:
    path = f"/tmp/guardedflame-trial-{os.getpid()}"  # noqa: S108 - the attack as it comes
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    os.unlink(path)  # noqa: PTH108
    return "made a file"


def _execute(_: Kernel) -> str:
    os.execv("/bin/true", ["true"])  # noqa: S606 - if this works, the silence tells


def _execute_memfd(_: Kernel) -> str:
    os.close(os.memfd_create("trial", _MFD_EXEC))
    return "made an executable file in memory"


def _connect(family: int, kind: int, address: tuple[str, int] | str) -> Callable[[Kernel], str]:
    def attack(_: Kernel) -> str:
        with socket.socket(family, kind) as s:
            s.settimeout(1)
            try:
                s.connect(address)
            except (ConnectionRefusedError, TimeoutError) as error:
                return f"reached the network: {error.strerror}"
        return "connected"

    return attack


def _unix_paths(_: Kernel) -> str:
    found = [p for p in ("/run", "/var/run", "/tmp") if os.access(p, os.X_OK)]  # noqa: S108
    if not found:
        raise FileNotFoundError(2, "no directory with sockets in it exists")
    return f"{found[0]} is in sight"


def _abstract_socket(_: Kernel) -> str:
    # The trial's parent listens on this name, outside.
    with socket.socket(socket.AF_UNIX) as s:
        s.connect(f"\0guardedflame-trial-{sys.argv[3]}")
    return "connected"


def _family(family: int) -> Callable[[Kernel], str]:
    def attack(_: Kernel) -> str:
        kind = socket.SOCK_SEQPACKET if family == socket.AF_ALG else socket.SOCK_RAW
        if family == socket.AF_VSOCK:
            kind = socket.SOCK_STREAM
        socket.socket(family, kind).close()
        return "made a socket"

    return attack


def _other_families(_: Kernel) -> str:
    opened = []
    known = _NAMESPACED | {socket.AF_NETLINK, socket.AF_VSOCK, socket.AF_ALG}
    for family in range(1, 46):
        if family in known:
            continue
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET, socket.SOCK_RAW):
            try:
                socket.socket(family, kind).close()
            except OSError:
                continue
            opened.append(str(family))
            break
    if not opened:
        raise OSError(97, "none can be made")
    return f"made sockets of families {', '.join(opened)}"


def _signal(_: Kernel) -> str:
    os.kill(int(sys.argv[3]), 0)
    return "may signal the broker"


def _signal_init(_: Kernel) -> str:
    if os.getpid() == 1:
        raise ProcessLookupError(3, "pid 1 is the worker itself")
    os.kill(1, 0)
    return "may signal pid 1"


def _trace(kernel: Kernel) -> str:
    kernel.ptrace_seize(int(sys.argv[3]))
    return "traces the broker"


def _fork(_: Kernel) -> str:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return "forked"


def _thread(_: Kernel) -> str:
    try:
        threading.Thread(target=int).start()
    except RuntimeError as error:
        raise OSError(11, str(error)) from None
    return "started a thread"


def _memory(_: Kernel) -> str:
    try:
        return f"took {len(bytearray(2 * _MEMORY))} bytes"
    except MemoryError:
        raise OSError(12, "MemoryError") from None


def _memory_in_files(_: Kernel) -> str:
    fd = os.memfd_create("trial")
    os.close(fd)
    return "open_files x file_size bytes of memory files are outside the address space limit"


def _user_namespace(kernel: Kernel) -> str:
    kernel.unshare(uapi.CLONE_NEWUSER)
    return "made one, with every capability inside"


def _mount(kernel: Kernel) -> str:
    kernel.mount("none", ".", "tmpfs", 0)
    return "mounted"


def _user_keyring(kernel: Kernel) -> str:
    # The trial's parent put this key into the starting user's keyring.
    kernel.key_search(uapi.KEY_SPEC_USER_KEYRING, "user", f"guardedflame-trial-{sys.argv[3]}")
    return "found a key of the starting user"


def _session_keyring(kernel: Kernel) -> str:
    kernel.add_key("user", "trial", b"x", uapi.KEY_SPEC_SESSION_KEYRING)
    return "stored a key in the session keyring that workers share"


def _keys(kernel: Kernel) -> str:
    kernel.keyctl(uapi.KEYCTL_JOIN_SESSION_KEYRING, 0)
    return "keyrings of its own can be made; the kernel's quota for the uid is shared"


def _shared_memory(kernel: Kernel) -> str:
    kernel.shmget(4096)
    return "made a segment outside the address space limit"


def _io_uring(kernel: Kernel) -> str:
    os.close(kernel.io_uring_setup())
    return "made a ring"


def _aio(kernel: Kernel) -> str:
    kernel.io_setup()
    return "made a context; fs.aio-max-nr is one number for the whole machine"


def _lock(_: Kernel) -> str:
    fd = os.open(os.__file__, os.O_RDONLY)
    try:
        # Shared, so that nobody is locked out by the trial.
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    finally:
        os.close(fd)
    return "locked a file of the standard library, which others may lock, too"


def _mptcp(_: Kernel) -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_MPTCP) as s:
        s.settimeout(1)
        try:
            s.connect(("127.0.0.1", 9))
        except (ConnectionRefusedError, TimeoutError) as error:
            return f"reached the network: {error.strerror}"
    return "connected"


#: In the order they are made: what changes the process comes last.
ATTEMPTS: Final = (
    Attempt("files", "reading the host's files", "isolation: full or partial", _read_file),
    Attempt("writing", "writing outside the scratch directory", "ReadOnlyPaths=/", _write_outside),
    Attempt(
        "/proc", "other processes and the kernel in /proc", "ProcSubset=pid", _list_tree("/proc")
    ),
    Attempt("/sys", "the machine's devices in /sys", "InaccessiblePaths=/sys", _list_tree("/sys")),
    Attempt("/dev", "devices", "PrivateDevices=yes", _list_tree("/dev")),
    Attempt(
        "tcp",
        "connecting out by TCP",
        "IPAddressDeny=any",
        _connect(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 9)),
    ),
    Attempt(
        "udp",
        "sending by UDP",
        "IPAddressDeny=any",
        _connect(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 9)),
    ),
    Attempt("mptcp", "connecting out by MPTCP", "sysctl net.mptcp.enabled=0", _mptcp),
    Attempt("unix paths", "sockets of services by path", "InaccessiblePaths=/run", _unix_paths),
    Attempt(
        "abstract sockets",
        "abstract unix sockets of services",
        "isolation: full, or Linux 6.12",
        _abstract_socket,
    ),
    Attempt("netlink", "AF_NETLINK", _FAMILIES, _family(socket.AF_NETLINK)),
    Attempt("vsock", "AF_VSOCK: the hypervisor, other VMs", _FAMILIES, _family(socket.AF_VSOCK)),
    Attempt("alg", "AF_ALG: the kernel's crypto", _FAMILIES, _family(socket.AF_ALG)),
    Attempt("packet", "AF_PACKET: raw frames", _FAMILIES, _family(socket.AF_PACKET)),
    Attempt("other families", "every other address family", _FAMILIES, _other_families),
    Attempt("signals", "signalling the broker", "isolation: full, or Linux 6.12", _signal),
    Attempt("signals to pid 1", "signalling pid 1", "isolation: full, or Linux 6.12", _signal_init),
    Attempt("ptrace", "tracing the broker", "isolation: full or partial", _trace),
    Attempt("mount", "mounting", "isolation: full or partial", _mount),
    Attempt("memfd", "running a program from memory", "sysctl vm.memfd_noexec=2", _execute_memfd),
    Attempt("processes", "forking", "TasksMax=", _fork),
    Attempt("threads", "starting threads", "TasksMax=", _thread),
    Attempt("memory", "taking all memory", "MemoryMax=", _memory),
    Attempt(
        "memory files", "memory outside the address space limit", "MemoryMax=", _memory_in_files
    ),
    Attempt("system v ipc", "shared memory of others", "PrivateIPC=yes", _shared_memory),
    Attempt(
        "session keyring", "keys passed between workers", "KeyringMode=private", _session_keyring
    ),
    Attempt("user keyring", "the starting user's keys", "isolation: full", _user_keyring),
    Attempt(
        "io_uring", "the kernel behind io_uring", "sysctl kernel.io_uring_disabled=2", _io_uring
    ),
    Attempt(
        "aio",
        "using up the machine's asynchronous I/O",
        "SystemCallFilter=~io_setup, or a higher sysctl fs.aio-max-nr",
        _aio,
    ),
    Attempt(
        "file locks",
        "locking files of the standard library",
        "SystemCallFilter=~flock (with isolation: full)",
        _lock,
    ),
    Attempt(
        "user namespaces",
        "capabilities over new namespaces",
        "RestrictNamespaces=yes (with isolation: partial or process)",
        _user_namespace,
    ),
    Attempt("own keyrings", "the kernel's key store", "SystemCallFilter=~@keyring", _keys),
    # Last: if it works nobody is left to say so, which says it.
    Attempt("execute", "running a program", "isolation: full or partial", _execute),
)


def _report(kernel: Kernel, fd: int) -> None:
    for attempt in ATTEMPTS:
        try:
            row = ["no", attempt.attack(kernel)]
        except OSError as error:
            row = ["yes", error.strerror or str(error)]
        os.write(fd, json.dumps([attempt.name, *row]).encode() + b"\n")


def main() -> None:
    """Reach the level, confine one worker, attack from it, report a line of JSON for each row."""
    level: Level = sys.argv[1]  # type: ignore[assignment]  # the probe passes a level
    fd = int(sys.argv[2])
    kernel = Kernel()
    try:
        # All that a worker reads and others read, too; the attack on locks needs something.
        library = sysconfig.get_path("stdlib")
        template = enter_template(level, control_fd=fd, readable=(library,))
        pid = template.clone(1)
        if pid == 0:
            try:
                template.confine(template.situation(_LIMITS, (fd,), 1))
                os.set_inheritable(fd, False)
                _report(kernel, fd)
            except ConfinementError as error:
                os.write(fd, json.dumps(["level", "no", str(error)]).encode() + b"\n")
            finally:
                os._exit(0)
        os.waitpid(pid, 0)
        template.cleanup()
    except (ConfinementError, OSError) as error:
        os.write(fd, json.dumps(["level", "no", str(error)]).encode() + b"\n")


if __name__ == "__main__":
    main()
