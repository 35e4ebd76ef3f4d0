"""Looking at another user's process without the right to look at everybody's.

Invariant: only the thread that asks is changed, only for files and /proc, and it is itself again
whatever happens. The one raw call of the broker: Python has no name for it, and ``os.seteuid``
changes every thread.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
from collections.abc import Iterator


@contextlib.contextmanager
def looking_as(uid: int, gid: int) -> Iterator[None]:
    """As root: in this thread the kernel takes us for this user where files are concerned.

    Root of a container often has no CAP_SYS_PTRACE: it may not look at other users' processes, but
    may be one of them. An ordinary user stays who it is.
    """
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None)
    group = libc.setfsgid(gid)
    user = libc.setfsuid(uid)
    try:
        yield
    finally:
        libc.setfsuid(user)
        libc.setfsgid(group)
