"""Row 54: descriptors, ``/proc/self`` and the environment hand down what the server has.

Descriptors of the broker itself: test_kernel_attacks_from_a_worker_are_stopped.
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "environment": Attack("import os\nprint(dict(os.environ), os.environb)"),
    "environment_in_proc": Attack("print(open('/proc/self/environ').read())"),
    "environment_of_a_thread": Attack("print(open('/proc/thread-self/environ').read())"),
    "environment_of_libc": Attack("""
import ctypes
libc = ctypes.CDLL(None)
there = ctypes.POINTER(ctypes.c_char_p).in_dll(libc, "environ")
n = 0
while there and there[n]:
    print(there[n])
    n += 1
"""),
    "environment_of_the_parent": Attack("print(open(f'/proc/{PARENT}/environ').read())"),
    "environment_in_memory": Attack("""
for line in open("/proc/self/maps"):
    where = line.split()
    if where[-1] in ("[stack]", "[heap]"):
        start, end = (int(x, 16) for x in where[0].split("-"))
        with open("/proc/self/mem", "rb") as memory:
            memory.seek(start)
            text = memory.read(end - start).decode("latin-1")
            at = text.find(VARIABLE)
            while at >= 0:
                print(text[at : at + 99])
                at = text.find(VARIABLE, at + 1)
"""),
    "environment_of_a_program": Attack(
        "import subprocess\nprint(subprocess.run(['env'], capture_output=True).stdout)"
    ),
    "environment_by_expansion": Attack("import os.path\nprint(os.path.expandvars('$' + VARIABLE))"),
    "files_open_in_the_parent": Attack("""
import os
for fd in os.listdir(f"/proc/{PARENT}/fd"):
    try:
        print(fd, os.readlink(f"/proc/{PARENT}/fd/{fd}"))
        with open(f"/proc/{PARENT}/environ") as f: print(f.read())
    except OSError as e:
        print(e)
"""),
    "working_directory_of_the_parent": Attack("""
import os
os.chdir(f"/proc/{PARENT}/cwd")
print(open(os.path.relpath(FILE, os.path.realpath("."))).read())
"""),
    "root_of_the_parent": Attack("print(open(f'/proc/{PARENT}/root' + FILE).read())"),
    "root_by_a_descriptor": Attack("""
import os
for fd in range(3, 64):
    try:
        print(os.read(os.open("." + FILE if fd == 3 else "../../../../.." + FILE, 0, dir_fd=fd), 99))
    except OSError as e:
        print(fd, e)
print(open("../../../../../../.." + FILE).read())
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_nothing_is_inherited(walls: Walls, wall: str, name: str) -> None:
    """A worker has its own socket, no environment, and no way to its parent's."""
    walls.judge(wall, ATTACKS[name])
