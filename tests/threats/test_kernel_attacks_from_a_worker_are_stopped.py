"""One row per attack from inside a confined worker, with plain Python and no language wall."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from cage import Cage, Limits, cage_fixture  # noqa: F401 - a fixture is used by its name

ABSENT = {"FileNotFoundError", "PermissionError"}
DENIED = {"PermissionError"}
BOTH = ("full", "partial")
FULL = ("full",)
ALL = ("full", "partial", "process")

#: name: (levels that stop it, source, exceptions that mean stopped)
ATTACKS: dict[str, tuple[tuple[str, ...], str, set[str]]] = {
    "read the password file": (BOTH, "open('/etc/passwd').read()", ABSENT),
    "read the environment of pid 1": (BOTH, "open('/proc/1/environ','rb').read()", ABSENT),
    "read the broker's environment": (BOTH, "open(f'/proc/{host}/environ','rb').read()", ABSENT),
    "read its own environment block": (BOTH, "open('/proc/self/environ','rb').read()", ABSENT),
    "read the memory map": (BOTH, "open('/proc/self/maps').read()", ABSENT),
    "list the root directory": (BOTH, "os.listdir('/')", DENIED),
    "list /proc": (BOTH, "os.listdir('/proc')", ABSENT),
    "list /sys": (BOTH, "os.listdir('/sys')", ABSENT),
    "list /dev": (BOTH, "os.listdir('/dev')", ABSENT),
    "open a device": (BOTH, "open('/dev/zero','rb').read(1)", ABSENT),
    "climb out with ..": (BOTH, "open('../../../../etc/passwd').read()", ABSENT),
    "write to /tmp": (BOTH, "open('/tmp/guardedflame-attack','w')", ABSENT | {"OSError"}),
    "write beside the scratch directory": (BOTH, "open('../x','w')", DENIED | {"OSError"}),
    "change the standard library": (BOTH, "open(os.__file__,'a')", DENIED | {"OSError"}),
    "leave a symbolic link": (BOTH, "os.symlink('/etc/passwd','x')", DENIED),
    "make a device": (BOTH, "os.mknod('x', 0o20666, os.makedev(1,3))", DENIED),
    "make a named pipe": (BOTH, "os.mkfifo('x')", DENIED),
    "make a socket file": (BOTH, "socket.socket(socket.AF_UNIX).bind('x')", DENIED),
    "run a program": (BOTH, "os.execv('/bin/ls', ['ls'])", ABSENT),
    "run the dynamic loader": (
        BOTH,
        "os.execv('/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2', ['ld'])",
        ABSENT,
    ),
    "run a program it wrote": (
        BOTH,
        (
            "f = os.open('x', os.O_CREAT|os.O_WRONLY, 0o700); os.write(f, b'#!/bin/sh\\n')\n"
            "os.close(f); os.execv('x', ['x'])"
        ),
        ABSENT,
    ),
    "connect by TCP": (
        BOTH,
        "socket.create_connection(('127.0.0.1', 9), 1)",
        DENIED | {"OSError"},
    ),
    "listen on TCP": (
        BOTH,
        "s = socket.create_server(('127.0.0.1', 0)); s.accept()",
        DENIED | {"OSError"},
    ),
    "send by UDP": (
        FULL,
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        {"OSError"},
    ),
    "send by IPv6": (
        FULL,
        "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).sendto(b'x', ('::1', 9))",
        {"OSError"},
    ),
    "open a raw socket": (
        ALL,
        "socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)",
        DENIED,
    ),
    "open a packet socket": (ALL, "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)", DENIED),
    "fork": (ALL, "os.fork()", {"BlockingIOError"}),
    "start a thread": (ALL, "threading.Thread(target=int).start()", {"RuntimeError"}),
    "start a subprocess": (ALL, "subprocess.run(['/bin/ls'])", {"BlockingIOError"} | ABSENT),
    "signal the broker": (BOTH, "os.kill(host, 0)", DENIED | {"ProcessLookupError"}),
    "stop the zygote": (BOTH, "os.kill(os.getppid() or host, 19)", DENIED | {"ProcessLookupError"}),
    # Elsewhere kill(-1) claims success when every single process was refused.
    "signal everybody": (FULL, "os.kill(-1, 0)", DENIED | {"ProcessLookupError"}),
    "trace the broker": (BOTH, "kernel.ptrace_seize(host)", DENIED | {"ProcessLookupError"}),
    "become root": (ALL, "os.setuid(0) or os.seteuid(0) or 1/os.getuid()", DENIED | {"OSError"}),
    "change its groups": (ALL, "os.setgroups([0])", DENIED | {"OSError"}),
    "mount": (ALL, "kernel.mount('none', '.', 'tmpfs', 0)", DENIED),
    "change the root": (ALL, "os.chroot('.')", DENIED),
    "pivot the root": (BOTH, "kernel.pivot_root('.', '.')", DENIED),
    "unmount the scratch": (FULL, "kernel.umount('/session/scratch', 2)", DENIED),
    "make a user namespace": (FULL, "kernel.unshare(uapi.CLONE_NEWUSER)", {"OSError"}),
    "make a mount namespace": (ALL, "kernel.unshare(uapi.CLONE_NEWNS)", DENIED),
    "make a network namespace": (ALL, "kernel.unshare(uapi.CLONE_NEWNET)", DENIED),
    "rename the host": (ALL, "kernel.sethostname('x')", DENIED),
    "take more memory": (ALL, "bytearray(256 << 20)", {"MemoryError"}),
    "map more memory": (ALL, "mmap.mmap(-1, 256 << 20)", {"OSError"}),
    "write a large file": (ALL, "open('x','wb').write(bytes(2 << 20))", {"OSError"}),
    "write a sparse file": (
        ALL,
        "os.truncate(os.open('x', os.O_CREAT|os.O_RDWR), 1 << 40)",
        {"OSError"},
    ),
    "fill the scratch directory": (
        FULL,
        "for i in range(64): open(str(i),'wb').write(bytes(512 << 10))",
        {"OSError"},
    ),
    "use up the inodes": (FULL, "for i in range(100000): open(str(i),'wb').close()", {"OSError"}),
    "keep many files open": (
        ALL,
        "fds = [os.open('.', os.O_RDONLY) for _ in range(64)]",
        {"OSError"},
    ),
    "raise a limit": (
        ALL,
        "resource.setrlimit(resource.RLIMIT_NPROC, (64, 64))",
        {"ValueError"},
    ),
    "raise its priority": (ALL, "os.setpriority(os.PRIO_PROCESS, 0, -5)", DENIED),
    "run in real time": (ALL, "os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))", DENIED),
    "lock memory": (
        ALL,
        "if libc.mlockall(1): raise OSError(ctypes.get_errno(), 'mlockall')",
        DENIED | {"OSError"},
    ),
    "store a key for others": (
        ALL,
        "kernel.add_key('user', 'x', b'x', uapi.KEY_SPEC_SESSION_KEYRING)",
        {"OSError"},
    ),
    "share memory by System V": (FULL, "kernel.shmget(4096)", {"OSError"}),
}


@pytest.mark.parametrize(
    ("name", "level"), [(name, level) for name, row in ATTACKS.items() for level in row[0]]
)
def test_attack_is_stopped(cage: Cage, name: str, level: str) -> None:
    """The kernel refuses it, at each level that covers it."""
    _, source, expected = ATTACKS[name]
    outcome = cage.attack(source, level=level, host=os.getpid())
    assert outcome.kind == "refused", outcome
    assert outcome.error in expected, outcome


@pytest.mark.parametrize("level", BOTH)
def test_abstract_socket_of_a_service_is_out_of_reach(cage: Cage, level: str) -> None:
    """A service listening on an abstract name of the host is not reached."""
    with socket.socket(socket.AF_UNIX) as service:
        service.bind(f"\0guardedflame-test-{os.getpid()}")
        service.listen()
        source = f"socket.socket(socket.AF_UNIX).connect({service.getsockname()!r})"
        outcome = cage.attack(source, level=level)
    assert outcome.error in {"ConnectionRefusedError", "PermissionError"}, outcome


def test_unix_socket_of_a_service_by_path_is_out_of_reach(cage: Cage) -> None:
    """A socket file everybody may write to does not exist for the worker."""
    path = Path(f"/tmp/guardedflame-test-{os.getpid()}.sock")
    with socket.socket(socket.AF_UNIX) as service:
        service.bind(str(path))
        try:
            path.chmod(0o777)
            service.listen()
            outcome = cage.attack(f"socket.socket(socket.AF_UNIX).connect({str(path)!r})")
        finally:
            path.unlink()
    assert outcome.error == "FileNotFoundError", outcome


def test_program_in_memory_cannot_be_made_executable(cage: Cage) -> None:
    """memfd_create for execution is refused; only root can throw that switch of the kernel's."""
    run = cage.start("os.memfd_create('x', 0x10)")
    if not cage.as_root:
        pytest.skip("vm.memfd_noexec needs root; no_new_privs and empty capabilities hold")
    if "no-memfd-exec" not in run.layers:
        pytest.skip("this kernel has no vm.memfd_noexec (Linux 6.3)")
    assert run.outcomes[0].error == "PermissionError", run.outcomes


@pytest.mark.parametrize("level", ALL)
def test_endless_loop_is_killed_by_the_cpu_limit(cage: Cage, level: str) -> None:
    """Even as pid 1 of its namespace, which ignores soft signals."""
    outcome = cage.attack("while True: pass", level=level, limits=Limits(cpu=1))
    assert outcome.kind == "died"
    assert outcome.value in {-9, -24}


@pytest.mark.parametrize("level", ALL)
def test_abort_ends_the_worker(cage: Cage, level: str) -> None:
    """As pid 1 of a namespace it ignores SIGABRT; abort() must end it all the same."""
    assert cage.attack("os.abort()", level=level).kind == "died"


def test_two_processes_allowed_the_third_refused(cage: Cage) -> None:
    """RLIMIT_NPROC counts this worker's own children, not those of another of the same uid."""
    source = (
        "result = 0\nfor i in range(5):\n"
        "    try: pid = os.fork()\n"
        "    except BlockingIOError: break\n"
        "    if not pid: signal.pause()\n"
        "    result += 1\n"
    )
    run = cage.start(source, source, limits=Limits(processes=2))
    assert [o.value for o in run.outcomes] == [2, 2]


@pytest.mark.parametrize("level", ["partial", "process"])
def test_processes_without_a_pid_namespace_are_refused(cage: Cage, level: str) -> None:
    """Nothing would end them with their worker."""
    outcome = cage.attack("", level=level, limits=Limits(processes=1))
    assert outcome.error == "ConfinementError"
    assert "isolation: full" in outcome.text


def test_key_of_one_worker_is_unknown_to_another(cage: Cage) -> None:
    """The user keyring belongs to the worker's own user namespace."""
    put = "kernel.add_key('user', 'gf-test', b'x', uapi.KEY_SPEC_USER_KEYRING)"
    find = "kernel.key_search(uapi.KEY_SPEC_USER_KEYRING, 'user', 'gf-test')"
    run = cage.start(f"{put}; result = {find} > 0", find)
    assert run.outcomes[0].value is True
    assert run.outcomes[1].kind == "refused"


def test_abstract_socket_of_one_worker_is_unknown_to_another(cage: Cage) -> None:
    """Names belong to a network namespace, and each worker has its own."""
    listen = "s = socket.socket(socket.AF_UNIX); s.bind(b'\\0gf-test'); s.listen(); result = 1"
    run = cage.start(listen, "socket.socket(socket.AF_UNIX).connect(b'\\0gf-test')")
    assert run.outcomes[0].value == 1
    assert run.outcomes[1].error in {"PermissionError", "ConnectionRefusedError"}


@pytest.mark.parametrize("level", BOTH)
def test_file_of_one_worker_is_unreadable_for_another(cage: Cage, level: str) -> None:
    """Each scratch directory is its worker's alone."""
    steal = "open('../1/f' if os.getcwd().endswith('/2') else 'f').read()"
    run = cage.start("result = open('f','w').write('x')", steal, level=level)
    assert run.outcomes[0].value == 1
    assert run.outcomes[1].error in ABSENT, run.outcomes
