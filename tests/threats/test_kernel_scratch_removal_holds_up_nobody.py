"""Removing what a worker left on a disk, however much, keeps no other session waiting."""

from __future__ import annotations

import subprocess
import sys

#: A zygote whose removal waits until it is let go; nothing else about it is changed.
SLOW = """
import os, socket
from guardedflame.sandbox.kernel.template import Template
from guardedflame.sandbox.zygote import Zygote

held, let_go = os.pipe()
began, begins = os.pipe()

class Slow(Template):
    def __init__(self): pass
    @property
    def leaves_files(self): return True
    def forget(self, slot):
        os.write(begins, bytes([slot & 255]))
        os.read(held, 1)

control, broker = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
zygote = Zygote(control, Slow(), {})
slot = zygote._free_slots.pop()
zygote._clean(slot)
assert os.read(began, 1) == bytes([slot & 255])
zygote._reap()
print("while it is removed:", slot in zygote._free_slots)
os.write(let_go, b"x")
(cleaner,) = zygote._cleaners
os.waitid(os.P_PID, cleaner, os.WEXITED | os.WNOWAIT)
zygote._reap()
print("afterwards:", slot in zygote._free_slots)
"""


def test_zygote_goes_on_while_files_are_removed() -> None:
    """The removal has a process of its own; its slot, and so its uid, is given out after it."""
    done = subprocess.run(
        [sys.executable, "-c", SLOW], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines() == ["while it is removed: False", "afterwards: True"]
