"""Workers that the broker may look into, for their disk, are not looked into by each other."""

from __future__ import annotations

from cage import Cage, cage_fixture  # noqa: F401 - a fixture is used by its name

VICTIM = """
secret = ctypes.create_string_buffer(b"x" * 64)
result = os.getpid(), ctypes.addressof(secret)
"""

LOOK = """
pid, address = {pid}, {address}
class Piece(ctypes.Structure):
    _fields_ = ("at", ctypes.c_void_p), ("size", ctypes.c_size_t)
def read_memory():
    mine = ctypes.create_string_buffer(64)
    here, there = Piece(ctypes.addressof(mine), 64), Piece(address, 64)
    got = libc.process_vm_readv(pid, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
    if got < 0: raise OSError(ctypes.get_errno(), "")
def take_descriptor():
    pidfd = os.pidfd_open(pid)
    if libc.syscall(438, pidfd, 0, 0) < 0: raise OSError(ctypes.get_errno(), "")
ways = {{
    "descriptor": take_descriptor,
    "descriptors": lambda: os.readlink(f"/proc/{{pid}}/fd/0"),
    "directory": lambda: os.readlink(f"/proc/{{pid}}/cwd"),
    "mappings": lambda: open(f"/proc/{{pid}}/maps").close(),
    "memory": read_memory,
    "memory file": lambda: open(f"/proc/{{pid}}/mem").close(),
    "trace": lambda: kernel.ptrace_seize(pid),
}}
result = []
for name, way in ways.items():
    try: way()
    except OSError: continue
    result.append(name)
"""


def test_one_worker_sees_nothing_of_another(cage: Cage) -> None:
    """Landlock stands between two domains, with one uid as with two."""
    victim = cage.start(VICTIM, level="partial")
    pid, address = victim.outcomes[0].value
    outcome = cage.start(LOOK.format(pid=pid, address=address), level="partial").outcomes[0]
    assert outcome.value == [], outcome
