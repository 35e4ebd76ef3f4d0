"""Row 21: ctypes, cffi and mmap reach memory and system calls.

CVE-2026-37008 (CrewAI: ``ctypes.CDLL``).
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "published": Attack("""
import ctypes
libc = ctypes.CDLL(None)
room = ctypes.create_string_buffer(100)
print(libc.read(libc.open(FILE.encode(), 0), room, 100), room.value)
"""),
    "environment_of_libc": Attack("""
import ctypes
libc = ctypes.CDLL(None)
libc.getenv.restype = ctypes.c_char_p
print(libc.getenv(VARIABLE.encode()))
"""),
    "program_by_libc": Attack("""
import ctypes
ctypes.CDLL(None).system(("cat " + FILE).encode())
"""),
    "private_module": Attack("""
import _ctypes
libc = _ctypes.dlopen(None, 0)
import ctypes
ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_int)(_ctypes.dlsym(libc, "kill"))(PARENT, 10)
"""),
    "interpreter_by_pythonapi": Attack("""
import ctypes
f = ctypes.pythonapi.PyEval_GetBuiltins
f.restype = ctypes.py_object
take(f())
"""),
    "object_by_its_address": Attack("""
import ctypes
take(ctypes.cast(id(vars(__import__("builtins"))), ctypes.py_object).value)
"""),
    "mapped_file": Attack("""
import mmap
with open(FILE, "r+b") as f:
    m = mmap.mmap(f.fileno(), 0)
    print(m[:])
    m[0:1] = b"x"
"""),
    "memory_of_the_parent": Attack("""
import re
for line in open(f"/proc/{PARENT}/maps"):
    where = line.split()
    if where[-1] == "[stack]":
        start, end = (int(x, 16) for x in where[0].split("-"))
        with open(f"/proc/{PARENT}/mem", "rb") as memory:
            memory.seek(start)
            print(memory.read(end - start).decode("latin-1"))
"""),
    "environment_of_the_parent": Attack("print(open(f'/proc/{PARENT}/environ').read())"),
    "memory_of_the_parent_by_system_call": Attack("""
import ctypes
class iovec(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]
libc = ctypes.CDLL(None, use_errno=True)
for line in open(f"/proc/{PARENT}/maps"):
    where = line.split()
    if where[-1] == "[stack]":
        start, end = (int(x, 16) for x in where[0].split("-"))
        room = ctypes.create_string_buffer(end - start)
        mine, theirs = iovec(ctypes.addressof(room), end - start), iovec(start, end - start)
        n = libc.process_vm_readv(PARENT, ctypes.byref(mine), 1, ctypes.byref(theirs), 1, 0)
        print(n, ctypes.get_errno(), room.raw.decode("latin-1"))
"""),
    "memoryview_of_an_address": Attack("""
import array, ctypes
b = vars(__import__("builtins"))
take(ctypes.cast(id(b), ctypes.py_object).value)
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_no_memory_is_read_or_written(walls: Walls, wall: str, name: str) -> None:
    """None of these modules is there, and a worker's memory and calls reach nothing outside."""
    walls.judge(wall, ATTACKS[name])
