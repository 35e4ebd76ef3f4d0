"""Six goals of an attacker, each in many ways: either wall stops them without the other one.

What the attacks are after is real, open to every user of this machine and watched from outside the
session, so that nothing but the wall under test can be what stops them.
"""

from __future__ import annotations

import errno
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import psutil
import pytest

import guardedflame
from bait import VARIABLE, Bait
from guardedflame.client import Flame
from guardedflame.errors import GuardedFlameError, LimitExceeded, Refused, WorkerCrashed
from harness import Serve, Served

POLICY = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0", "unix://{unix}"]
profiles:
  attacker:
    isolation: {isolation}
    language: {language}
    warm: {warm}
    operations: [evaluate, execute]
    modules: {{math: "*", statistics: "*", collections: "*", json: "*"}}
    limits: {{scratch: 1 MiB, {limits}}}
clients:
  anyone: {{profile: attacker}}
"""


@pytest.fixture
def bait(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bait]:
    """Lay the bait; all of it is gone afterwards."""
    laid = Bait()
    monkeypatch.setenv(VARIABLE, laid.variable)
    yield laid
    laid.close()


@dataclass
class Raid:
    """A server under attack: an attacker's session, a bystander's, and the bait."""

    served: Served
    bait: Bait
    setup: str
    attacker: Flame
    bystander: Flame
    said: list[str]

    def enter(self) -> None:
        """Take a fresh attacker's session that knows where everything is."""
        self.attacker = self.served.connect(output=lambda _stream, text: self.said.append(text))
        self.attacker.execute(self.setup)

    def attempt(self, source: str) -> Exception | None:
        """Run one text; return what it ended with, after checking that nothing was taken."""
        self.said.clear()
        ended: Exception | None = None
        try:
            self.attacker.execute(source, filename="attack")
        except Exception as error:
            ended = error
        seen = "".join(self.said) + repr(ended) + "".join(getattr(ended, "__notes__", ()))
        taken = self.bait.taken(seen)
        assert not taken, f"{sorted(taken)} by {source}"
        assert self.served.process.poll() is None, f"the broker died of {source}"
        assert self.bystander.evaluate("kept") == 1, f"another session was hit by {source}"
        return ended


def raid(serve: Serve, bait: Bait, *, isolation: str, language: str, tools: str = "") -> Raid:
    """Start a server and two sessions; tell the attacker where everything is."""
    served = serve(POLICY, isolation=isolation, language=language)
    bystander = served.connect(unix=True)
    bystander.execute("kept = 1")
    broker = served.process.pid
    names = bait.names() | {
        "BROKER": broker,
        "ZYGOTE": psutil.Process(broker).children()[0].pid,
        "POLICY": str(served.directory / "policy.yaml"),
        "AUDIT": str(served.directory / "audit.jsonl"),
        "SERVER_PORT": int(served.tcp.rpartition(":")[2]),
        "SERVER_UNIX": served.unix.removeprefix("./u:"),
        "PACKAGE": guardedflame.__file__,
    }
    setup = "\n".join([*(f"{name} = {value!r}" for name, value in names.items()), tools])
    against = Raid(served, bait, setup, bystander, bystander, [])
    against.enter()
    return against


# --- the kernel wall alone -----------------------------------------------------------------------

#: What every plain program can use.
TOOLS = r"""
import ctypes, errno, os, resource, signal, socket, struct, subprocess, sys
libc = ctypes.CDLL(None, use_errno=True)
def must(result):
    if result == -1:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    print("GOT", result)
def connect(family, where, kind=socket.SOCK_STREAM):
    with socket.socket(family, kind) as s:
        s.settimeout(5)
        s.connect(where)
def put(path, data=b"x"):
    with open(path, "wb") as file:
        file.write(data)
# The smallest program: exit(7).
code = bytes.fromhex({code!r})
elf = b"\x7fELF\x02\x01\x01".ljust(16, b"\0") + struct.pack(
    "<HHIQQQIHHHHHH", 2, {machine}, 1, 0x400078, 64, 0, 0, 64, 56, 1, 0, 0, 0
) + struct.pack("<IIQQQQQQ", 1, 5, 0, 0x400000, 0x400000, 120 + len(code), 120 + len(code), 4096) + code
"""  # noqa: E501 - one program text

#: exit(7) in machine code, and the ELF machine number.
PROGRAMS = {
    "x86_64": ("b83c000000bf070000000f05", 62),
    "aarch64": ("a80b8052e0008052010000d4", 183),
}

#: exit(6) if the file whose path follows the code can be opened, else exit(7):
#: openat(AT_FDCWD, path, O_RDONLY), then the sign of its result plus 6.
OPENER = "bf9cffffff488d351800000031d2b8010100000f05c1e81f89c783c706b83c0000000f05"
OPENED = 6

#: A path that is not there, is read-only, or is forbidden.
AWAY = {"ENOENT", "EACCES", "EROFS", "EPERM", "ENOTDIR", "EXDEV"}
NO_NET = {"ENETUNREACH", "EACCES", "EPERM", "EADDRNOTAVAIL", "ENOENT", "ECONNREFUSED"}
NO_PROCESS = {"EAGAIN", *AWAY}
NOBODY = {"ESRCH", "EPERM", "EACCES", "EINVAL", "ENOENT"}

#: May run to its end; what it finds is looked at from outside.
HARMLESS: set[str] = set()

KERNEL: dict[str, dict[str, set[str]]] = {
    "read a file": {
        "print(open(FILE).read())": AWAY,
        "print(open(POLICY).read())": AWAY,
        "print(open(AUDIT).read())": AWAY,
        "print(open('/etc/passwd').read())": AWAY,
        "print(os.listdir(os.path.dirname(FILE)))": AWAY,
        "os.open(FILE, os.O_PATH)": AWAY,
        "print(open('/proc/1/root' + FILE).read())": AWAY,
        "print(open('/proc/self/cwd/../../../..' + FILE).read())": AWAY,
        "print(open('../../../../../..' + FILE).read())": AWAY,
        "os.symlink(FILE, 'link')\nprint(open('link').read())": AWAY,
        "os.link(FILE, 'hard')\nprint(open('hard').read())": AWAY,
        "must(libc.open(FILE.encode(), 0))": AWAY,
        "os.chroot('.')": AWAY,
        "os.mkdir('m')\nmust(libc.mount(b'proc', b'm', b'proc', 0, None))": AWAY,
        "must(libc.mount(b'/', b'.', None, 4096, None))": AWAY,
        "must(libc.unshare(0x10020000))": {"EPERM", "ENOSPC", "EINVAL"},
        "must(libc.syscall(304, -100, b'h' * 128, 0))": {"EPERM", "EBADF", "EINVAL", "ESTALE"},
        "for fd in range(3, 64):\n"
        "    try:\n"
        "        inside = os.open('../..' + FILE, os.O_RDONLY, dir_fd=fd)\n"
        "    except OSError:\n"
        "        continue\n"
        "    print(os.read(inside, 100))": HARMLESS,
    },
    "read the environment": {
        "print(dict(os.environ))": HARMLESS,
        "libc.getenv.restype = ctypes.c_char_p\nprint(libc.getenv(VARIABLE.encode()))": HARMLESS,
        "there = ctypes.POINTER(ctypes.c_char_p).in_dll(libc, 'environ')\n"
        "print(there and there[0])": HARMLESS,
        "import gc\n"
        "print([held for held in gc.get_objects() if type(held) is dict and VARIABLE in held\n"
        "       and held is not globals()])": HARMLESS,
        "print(open('/proc/self/environ').read())": AWAY,
        "print(open('/proc/1/environ').read())": AWAY,
        "print(open(f'/proc/{BROKER}/environ').read())": AWAY,
        "print(open(f'/proc/{ZYGOTE}/environ').read())": AWAY,
        "print(open('/proc/thread-self/environ').read())": AWAY,
        "print(subprocess.run(['printenv'], capture_output=True))": NO_PROCESS,
    },
    "write outside": {
        "put(DIRECTORY + '/x')": AWAY,
        "os.mkdir(DIRECTORY + '/x')": AWAY,
        "put('/x')": AWAY,
        "put('../x')": AWAY,
        "put('/session/x')": AWAY,
        "put('/tmp/x')": AWAY,
        "put('/dev/shm/x')": AWAY,
        "open(PACKAGE, 'a')": AWAY,
        "os.truncate(FILE, 0)": AWAY,
        "os.chmod(FILE, 0o600)": AWAY,
        "os.utime(FILE)": AWAY,
        "os.unlink(FILE)": AWAY,
        "os.chmod(PACKAGE, 0o666)": AWAY,
        "put('mine')\nos.rename('mine', DIRECTORY + '/x')": AWAY,
        "put('mine')\nos.rename('mine', '../mine')": AWAY,
        "put('mine')\nos.link('mine', DIRECTORY + '/x')": AWAY,
        "os.symlink(DIRECTORY, 'out')\nput('out/x')": AWAY,
        "os.open(DIRECTORY, os.O_TMPFILE | os.O_RDWR)": AWAY,
        "os.mkfifo(DIRECTORY + '/x')": AWAY,
        "os.mknod('device', 0o600 | 0o020000, os.makedev(1, 1))": AWAY,
        "must(libc.mount(None, b'/', None, 0x1020, None))": AWAY,
        "put('big', bytes(4 << 20))": {"ENOSPC", "EFBIG"},
    },
    "connect out": {
        "connect(socket.AF_INET, ('127.0.0.1', PORT))": NO_NET,
        "connect(socket.AF_INET6, ('::ffff:127.0.0.1', PORT))": NO_NET,
        "connect(socket.AF_INET6, ('::1', PORT))": NO_NET,
        "connect(socket.AF_INET, ('127.0.0.1', SERVER_PORT))": NO_NET,
        "connect(socket.AF_INET, ('8.8.8.8', 53))": NO_NET,
        "connect(socket.AF_INET, ('127.0.0.1', PORT), socket.SOCK_DGRAM)": NO_NET,
        "connect(socket.AF_UNIX, UNIX)": NO_NET,
        "connect(socket.AF_UNIX, SERVER_UNIX)": NO_NET,
        "os.symlink(UNIX, 's')\nconnect(socket.AF_UNIX, 's')": NO_NET,
        "connect(socket.AF_UNIX, ABSTRACT)": NO_NET,
        "with socket.socket() as s:\n"
        "    s.sendto(b'x', 0x20000000, ('127.0.0.1', PORT))  # MSG_FASTOPEN": NO_NET,
        "with socket.socket() as s:\n    s.bind(('0.0.0.0', 0))\n    s.listen()": NO_NET,
        "socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)": NO_NET,
        "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)": NO_NET,
        "must(libc.unshare(0x40000000))": {"EPERM"},
        "for fd in range(64):\n"
        "    try:\n"
        "        must(libc.setns(fd, 0))\n"
        "    except OSError:\n"
        "        continue": HARMLESS,
    },
    "run a program": {
        "os.fork()": NO_PROCESS,
        "subprocess.run(['/bin/true'])": NO_PROCESS,
        "subprocess.run([sys.executable, '-c', ''])": NO_PROCESS,
        "os.posix_spawn('/bin/true', ['true'], {})": NO_PROCESS,
        "must(libc.vfork())": NO_PROCESS,
        "os.execv('/bin/true', ['true'])": NO_PROCESS,
        "os.execv(sys.executable, [sys.executable, '-c', ''])": NO_PROCESS,
        "put('p', elf)\nos.chmod('p', 0o755)\nos.execv('./p', ['p'])": NO_PROCESS,
        "put('p', elf)\nos.chmod('p', 0o755)\n"
        "os.execve(os.open('p', os.O_RDONLY), ['p'], {})": NO_PROCESS,
        "import ctypes.util, glob\n"
        "for loader in glob.glob('/lib*/ld-*') + glob.glob('/lib*/*/ld-*') + "
        "glob.glob('/usr/lib*/*/ld-*'):\n"
        "    os.execv(loader, [loader, sys.executable])\n"
        "raise FileNotFoundError(errno.ENOENT, 'no loader')": NO_PROCESS,
    },
    "signal or read the broker": {
        "os.kill(BROKER, 0)": NOBODY,
        "os.kill(BROKER, signal.SIGKILL)": NOBODY,
        "os.kill(ZYGOTE, signal.SIGSTOP)": NOBODY,
        "os.kill(-1, signal.SIGKILL)": NOBODY,
        "os.kill(os.getppid(), signal.SIGKILL)": HARMLESS,
        "os.kill(0, signal.SIGKILL)": HARMLESS,
        "os.killpg(0, signal.SIGTERM)": HARMLESS,
        "os.killpg(BROKER, signal.SIGTERM)": NOBODY,
        "found = []\n"
        "for pid in range(2, 5000):\n"
        "    try:\n"
        "        os.kill(pid, 0)\n"
        "        found.append(pid)\n"
        "    except ProcessLookupError:\n"
        "        pass\n"
        "assert not found, found": HARMLESS,
        "signal.pidfd_send_signal(os.pidfd_open(BROKER), 9)": NOBODY,
        "open(f'/proc/{BROKER}/mem', 'rb').read(1)": NOBODY,
        "print(os.listdir(f'/proc/{BROKER}/fd'))": NOBODY,
        "must(libc.ptrace(16, BROKER, 0, 0))": NOBODY,
        "must(libc.ptrace(0x4206, ZYGOTE, 0, 0))": NOBODY,
        "class iovec(ctypes.Structure):\n"
        "    _fields_ = [('base', ctypes.c_void_p), ('size', ctypes.c_size_t)]\n"
        "room = ctypes.create_string_buffer(64)\n"
        "mine = iovec(ctypes.addressof(room), 64)\n"
        "theirs = iovec(0x400000, 64)\n"
        "must(libc.process_vm_readv(BROKER, ctypes.byref(mine), 1, ctypes.byref(theirs), 1, 0))":
        NOBODY,
        "resource.prlimit(BROKER, resource.RLIMIT_NOFILE, (0, 0))": NOBODY,
        "os.setpriority(os.PRIO_PROCESS, BROKER, 19)": NOBODY,
        "os.sched_setaffinity(BROKER, {0})": NOBODY,
        "must(libc.kcmp(BROKER, BROKER, 0, 0, 0) if hasattr(libc, 'kcmp') else "
        "libc.syscall(312, BROKER, BROKER, 0, 0, 0))": NOBODY,
    },
}  # fmt: skip


#: What the kernel said where a limit is told.
SHORT_OF = {
    "processes": "EAGAIN",
    "scratch": "ENOSPC",
    "file_size": "EFBIG",
    "open_files": "EMFILE",
}


def assert_stopped_by_the_kernel(ended: Exception | None, source: str, errnos: set[str]) -> None:
    """The one judgement of a plain program: the system call it made said no, as expected."""
    if not errnos:
        assert ended is None, f"{source} ended with {ended!r}"
        return
    if isinstance(ended, LimitExceeded):
        # The kernel's word for a shortage is told as the limit that it is.
        name = SHORT_OF[ended.limit]
    else:
        assert isinstance(ended, OSError), f"{source} got through ({ended!r})"
        assert not isinstance(ended, GuardedFlameError), f"{source} got further ({ended!r})"
        name = errno.errorcode.get(ended.errno or 0, "no errno")
    assert name in errnos, f"{source} ended with {name}: {ended}"


def tools() -> str:
    """Return the text of what the plain programs use, for this machine."""
    code, machine = PROGRAMS[os.uname().machine]
    return TOOLS.replace("{code!r}", repr(code)).replace("{machine}", str(machine))


@pytest.mark.parametrize("goal", KERNEL)
def test_language_wall_off_the_kernel_wall_stops(serve: Serve, bait: Bait, goal: str) -> None:
    """Plain CPython under isolation full: each system call says no, nothing was reached."""
    against = raid(serve, bait, isolation="full", language="python", tools=tools())
    through = []
    for source, errnos in KERNEL[goal].items():
        ended = against.attempt(source)
        try:
            assert_stopped_by_the_kernel(ended, source, errnos)
        except AssertionError as error:
            through.append(str(error))
            against.enter()  # the session may have gone with the attack
    assert not through, "\n".join(through)


def test_a_program_in_a_memory_file_is_not_run(serve: Serve, bait: Bait) -> None:
    """Landlock does not see it: only vm.memfd_noexec stops it, which root can set."""
    against = raid(serve, bait, isolation="full", language="python", tools=tools())
    if "no-memfd-exec" not in against.served.layers["full"]:
        pytest.skip("vm.memfd_noexec needs root and Linux 6.3; the next test shows what holds")
    source = "fd = os.memfd_create('p')\nos.write(fd, elf)\nos.execve(fd, ['p'], {})"
    assert_stopped_by_the_kernel(against.attempt(source), source, NO_PROCESS)


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="OPENER is x86-64 machine code")
def test_a_program_in_a_memory_file_that_runs_opens_nothing(serve: Serve, bait: Bait) -> None:
    """Where that switch cannot be thrown it is the same process inside the same walls."""
    against = raid(serve, bait, isolation="full", language="python", tools=tools())
    if "no-memfd-exec" in against.served.layers["full"]:
        pytest.skip("vm.memfd_noexec is set here; the test before this one shows that it holds")
    opener = bytes.fromhex(OPENER) + os.fsencode(bait.file) + b"\0"
    text = tools().replace(repr(PROGRAMS["x86_64"][0]), repr(opener.hex()))
    # Outside, the very program opens the file.
    run = f"{text}\nfd = os.memfd_create('p', 0)\nos.write(fd, elf)\nos.execve(fd, ['p'], {{}})"
    outside = subprocess.run([sys.executable, "-c", run], check=False, timeout=30)
    assert outside.returncode == OPENED
    ended = against.attempt(run)
    assert isinstance(ended, WorkerCrashed)
    assert ended.cause == f"exit status {OPENED + 1}"


def test_a_worker_cannot_slow_down_the_zygote_or_another_session(serve: Serve, bait: Bait) -> None:
    """Priority by process group or by user stays inside: a nuisance for all others otherwise."""
    against = raid(serve, bait, isolation="full", language="python")
    zygote = psutil.Process(against.served.process.pid).children()[0]
    family = [zygote, *zygote.children()]
    before = {one.pid: one.nice() for one in family}
    for which in ("PRIO_PGRP", "PRIO_USER"):
        against.attempt(f"import os\nos.setpriority(os.{which}, 0, 19)")
    assert zygote.nice() == before[zygote.pid], "the zygote, and all it forks from now on"
    slower = [one for one in family if one.is_running() and one.nice() != before[one.pid]]
    assert len(slower) <= 1, "others than the attacker's own worker"


# --- the language wall alone ---------------------------------------------------------------------

LANGUAGE: dict[str, tuple[str, ...]] = {
    "read a file": (
        "print(open(FILE).read())",
        "import io\nprint(io.FileIO(FILE).read())",
        "import os\nprint(os.read(os.open(FILE, 0), 100))",
        "from pathlib import Path\nprint(Path(FILE).read_text())",
        "import math\nprint(math.__loader__.get_data(FILE))",
        "import json\nprint(json.codecs.open(FILE).read())",
        "import fileinput\nprint(list(fileinput.input(FILE)))",
        "import linecache\nprint(linecache.getlines(FILE))",
        "print(__builtins__['open'](FILE).read())",
        "exec('print(open(FILE).read())')",
        "print(eval('open')(FILE).read())",
        "print(getattr(print, '__self__').open(FILE).read())",
        "print(''.__class__.__mro__[1].__subclasses__())",
    ),
    "read the environment": (
        "import os\nprint(os.environ)",
        "from os import environ",
        "import posix\nprint(posix.environ)",
        "import statistics\nprint(statistics.sys.modules['os'].environ)",
        "import collections\nprint(collections._sys.modules['os'].environ)",
        "import sys\nprint(sys.modules['os'].environ)",
        "print(open('/proc/self/environ').read())",
        "print('{0.__globals__}'.format(lambda: 0))",
        "print((lambda: 0).__globals__['__builtins__'])",
    ),
    "write outside": (
        "open(DIRECTORY + '/x', 'w').write('x')",
        "import pathlib\npathlib.Path(DIRECTORY, 'x').write_text('x')",
        "import tempfile\ntempfile.mkstemp(dir=DIRECTORY)",
        "import logging\nlogging.FileHandler(DIRECTORY + '/x')",
        "import shutil\nshutil.copy(FILE, DIRECTORY)",
        "import sqlite3\nsqlite3.connect(DIRECTORY + '/x').execute('create table t (x)')",
        "import shelve\nshelve.open(DIRECTORY + '/x')",
        "print('x', file=open(DIRECTORY + '/x', 'w'))",
    ),
    "connect out": (
        "import socket\nsocket.create_connection(('127.0.0.1', PORT))",
        "import socket\nsocket.socket(socket.AF_UNIX).connect(UNIX)",
        "import socket\nsocket.socket(socket.AF_UNIX).connect(ABSTRACT)",
        "import _socket",
        "from urllib.request import urlopen\nurlopen(f'http://127.0.0.1:{PORT}')",
        "import asyncio\nasyncio.run(asyncio.open_connection('127.0.0.1', PORT))",
        "import http.client",
        "__import__('socket')",
        "import importlib\nimportlib.import_module('socket')",
    ),
    "run a program": (
        "import subprocess\nsubprocess.run(['/bin/true'])",
        "import os\nos.system('true')",
        "import pty",
        "import multiprocessing",
        "__import__('os').fork()",
        "[c for c in ().__class__.__base__.__subclasses__() if c.__name__ == 'Popen']",
        "import ctypes\nctypes.CDLL(None).system(b'true')",
        "breakpoint()",
        "import pdb\npdb.set_trace()",
    ),
    "signal or read the broker": (
        "import os\nos.kill(BROKER, 9)",
        "import signal\nsignal.raise_signal(9)",
        "import resource\nresource.prlimit(BROKER, 7)",
        "print(open(f'/proc/{BROKER}/mem', 'rb').read(1))",
        "(lambda: 0).__globals__",
        "def g():\n    yield\ng().gi_frame.f_back",
        "try:\n    1 / 0\nexcept ArithmeticError as e:\n    print(e.__traceback__.tb_frame.f_back)",
        "import gc\nprint(gc.get_objects())",
        "import inspect\nprint(inspect.stack())",
        "import faulthandler\nfaulthandler._sigsegv()",
    ),
}

#: A rule as refusals name it: the policy's line, or the guarded language for what no line opens.
RULE = re.compile(r"policy\.yaml:\d+ profiles\.attacker\.|guarded language")


def assert_stopped_by_the_language(ended: Exception | None, source: str) -> None:
    """The one judgement of a guarded program: refused, and the rule is named."""
    if type(ended) is AttributeError and "'Facade' object has no attribute" in str(ended):
        return  # what stands in for a module never had the name, so no rule was asked
    assert isinstance(ended, Refused), f"{source} got through the language wall ({ended!r})"
    assert RULE.search(ended.rule), f"{source} was refused without its rule: {ended.rule!r}"


@pytest.mark.parametrize("goal", LANGUAGE)
def test_confinement_off_the_language_wall_stops(serve: Serve, bait: Bait, goal: str) -> None:
    """The guarded language under isolation process: each way is a refusal that names its rule."""
    against = raid(serve, bait, isolation="process", language="guarded")
    through = []
    for source in LANGUAGE[goal]:
        ended = against.attempt(source)
        try:
            assert_stopped_by_the_language(ended, source)
        except AssertionError as error:
            through.append(str(error))
    assert not through, "\n".join(through)


@pytest.mark.parametrize("goal", LANGUAGE)
def test_both_walls_up_nothing_is_reached(serve: Serve, bait: Bait, goal: str) -> None:
    """Isolation full and the guarded language: the plain programs are refused as well."""
    against = raid(serve, bait, isolation="full", language="guarded")
    for source in LANGUAGE[goal]:
        assert_stopped_by_the_language(against.attempt(source), source)
    for source in KERNEL[goal]:
        assert against.attempt("import os\n" + source) is not None, f"{source} ran"


def test_without_any_wall_the_bait_can_be_taken(bait: Bait) -> None:
    """Or all of the above would prove nothing."""
    for name, kind in (
        ("tcp", socket.AF_INET),
        ("unix", socket.AF_UNIX),
        ("abstract", socket.AF_UNIX),
    ):
        with socket.socket(kind) as one:
            one.connect(bait.listeners[name].getsockname())
    seen = bait.file.read_text() + os.environ[VARIABLE]
    (bait.directory / "x").touch()
    assert bait.taken(seen) >= {"tcp", "unix", "abstract", "file", "environment", "file written"}
