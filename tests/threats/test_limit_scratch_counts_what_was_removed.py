"""What a worker removed and keeps all the same counts, however it is kept and whoever looks.

The workers are confined as a server's under partial and process isolation. Where the tests run as
root: root looks, root of a container (without CAP_SYS_PTRACE), and an ordinary user.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from cage import ROOT, Cage, Limits, ordinary_python

#: Bytes a directory may hold here; ``MANY`` files of a megabyte are more.
MOST = 8 << 20

BEGIN = """
MANY, MIB = 12, 1 << 20
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
libc.fallocate.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_long, ctypes.c_long]
kept = []
def make(size):
    fd = os.open("f", os.O_RDWR | os.O_CREAT, 0o600)
    os.write(fd, bytes(size))
    os.unlink("f")
    return fd
def map_page(fd):
    assert libc.mmap(None, 4096, 1, 1, fd, 0) != 2**64 - 1
    os.close(fd)
def send(through, fd):
    socket.send_fds(through, [b"x"], [fd])
    os.close(fd)
"""

#: What each does, and what a look is to find.
WAYS = {
    "nothing": ("", ""),
    "a_small_file": ("make(4096)", ""),
    "one_file_open_many_times": ("fd = make(MIB)\nfor _ in range(MANY): os.dup(fd)", ""),
    "open_files": ("for _ in range(MANY): make(MIB)", "scratch"),
    "a_file_beyond_the_limit_of_each": (
        # FALLOC_FL_KEEP_SIZE asks for blocks, and on some systems for no leave of RLIMIT_FSIZE.
        "if libc.fallocate(make(4096), 1, 0, MANY * MIB):\n  for _ in range(MANY): make(MIB)",
        "scratch",
    ),
    "mapped_files": ("for _ in range(MANY): map_page(make(MIB))", "removed"),
    "a_mapped_file_of_a_removed_directory": (
        "os.mkdir('d'); os.chdir('d'); map_page(make(4096)); os.chdir('..'); os.rmdir('d')",
        "removed",
    ),
    "more_mappings_than_anybody_reads": (
        (
            "for _ in range(15): os.mkdir('d' * 250); os.chdir('d' * 250)\n"
            "fd = os.open('f', os.O_RDWR | os.O_CREAT, 0o600); os.write(fd, bytes(4096))\n"
            "for _ in range(4500): map_page(os.dup(fd))"
        ),
        "removed",
    ),
    "a_file_in_flight": ("kept = socket.socketpair(); send(kept[0], make(4096))", "removed"),
    "a_file_in_flight_in_a_socket_in_flight": (
        (
            "kept, inner = socket.socketpair(), socket.socketpair()\n"
            "send(inner[0], make(4096)); send(kept[0], inner[1].detach()); inner[0].close()"
        ),
        "removed",
    ),
    # Root with every capability sees all the same, and counts.
    "hidden_by_the_worker": (
        "for _ in range(MANY): make(MIB)\nkernel.prctl(uapi.PR_SET_DUMPABLE, 0)",
        "removed or scratch",
    ),
}

LOOK = """
import sys
sys.path.insert(0, {root!r})
from guardedflame.broker.scratch import measure
found = measure({directory!r}, {pid}, size_most={most}, files_most=100)
print("nothing can be told" if found is None else found.over)
"""

#: No CAP_SYS_PTRACE, as in Docker's default set.
CONTAINER = (
    "setpriv",
    "--inh-caps=-all",
    "--bounding-set=-all,+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid",
    "--",
)

#: A /proc that does not show who may not be looked at, as ProtectProc=invisible mounts it.
INVISIBLE = (
    *("unshare", "--mount", "sh", "-c"),
    (
        "mount -t proc -o hidepid=2 proc /proc && "
        'exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"'
    ),
    "sh",
)

#: Who looks: whether as an ordinary user, and through what its server and its look are started.
VIEWERS: dict[str, tuple[bool, tuple[str, ...], tuple[str, ...]]] = {
    "as started": (False, (), ()),
    "as root of a container": (False, CONTAINER, CONTAINER),
    "as ordinary user": (True, (), ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")),
    "as ordinary user with ProtectProc": (True, (), INVISIBLE),
}

Look = Callable[[str, str], str]


@pytest.fixture(name="look", params=VIEWERS)
def look_fixture(request: pytest.FixtureRequest) -> Iterator[Look]:
    """Have a worker of a level run a source; what a look at its directory finds."""
    ordinary, server, viewer = VIEWERS[request.param]
    if viewer and os.geteuid() != 0:
        pytest.skip("the tests run as an ordinary user already")
    if viewer and (reason := ordinary_python()):
        pytest.skip(reason)
    if viewer and not (shutil.which("setpriv") and shutil.which("unshare")):
        pytest.skip("no setpriv and unshare (util-linux)")
    if viewer is INVISIBLE and subprocess.run([*INVISIBLE, "true"], check=False).returncode:
        pytest.skip("no /proc may be mounted here")
    python = "/usr/bin/python3" if viewer else sys.executable
    cage = Cage(ordinary, server)

    def look(level: str, source: str) -> str:
        here = "here = os.getcwd(), os.getpid()\n"
        run = cage.start(
            here + BEGIN + source + "\nresult = here",
            level=level,
            limits=Limits(open_files=32, file_size=1 << 20),
        )
        assert run.outcomes[0].kind == "did", run.outcomes[0]
        directory, pid = run.outcomes[0].value
        code = LOOK.format(root=str(ROOT), directory=directory, pid=pid, most=MOST)
        found = subprocess.run(
            [*viewer, python, "-I", "-c", code],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            cwd="/",
        )
        return str(found.stdout).strip()

    yield look
    cage.close()


@pytest.mark.parametrize("level", ["partial", "process"])
@pytest.mark.parametrize("way", WAYS)
def test_what_was_removed_is_found(look: Look, level: str, way: str) -> None:
    """Counted where that can be done; what cannot be counted is over."""
    source, expected = WAYS[way]
    assert look(level, source) in expected.split(" or ")
