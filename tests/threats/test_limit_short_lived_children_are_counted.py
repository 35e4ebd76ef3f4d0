"""Children that end before anybody looks, and that nobody waits for, cost processor time too.

/proc forgets them. A worker's cgroup does not: with one, the cpu limit ends them; where the server
has no delegated cgroup, the wall time does, and until then they have what the machine gives.
"""

from __future__ import annotations

import pytest

from guardedflame.broker.cgroups import report
from guardedflame.errors import LimitExceeded
from harness import Serve

#: Each child burns a few milliseconds and is gone; SIGCHLD ignored, its times go nowhere.
IGNORED = """
import os, signal
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
while True:
    if os.fork() == 0:
        sum(range(100000))
        os._exit(0)
    try:
        os.wait()
    except ChildProcessError:
        pass
"""
#: The same by two generations: the grandchildren's parent is gone before they burn anything.
ORPHANED = """
import os, signal
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
while True:
    if os.fork() == 0:
        if os.fork() == 0:
            sum(range(100000))
        os._exit(0)
    try:
        os.wait()
    except ChildProcessError:
        pass
"""


@pytest.mark.parametrize("source", [IGNORED, ORPHANED])
def test_they_are_ended_by_the_cpu_limit_or_else_by_wall_time(serve: Serve, source: str) -> None:
    """In no case for ever, and the next call finds a session that works."""
    counted = report().state != "no"
    # Where only wall time ends it, the test need not wait long for that.
    wall = "60s" if counted else "2s"
    served = serve(language="python", warm=0, limits=f"processes: 8, cpu: 500ms, wall: {wall}")
    flame = served.connect(timeout=120)
    with pytest.raises(LimitExceeded) as ended:
        flame.execute(source)
    assert ended.value.limit == ("cpu" if counted else "wall")
    assert flame.evaluate("6 * 7") == 42


ESCAPES = {
    "a cgroup file system to be seen": "result = any(os.path.exists(p) for p in "
    "('/sys/fs/cgroup', '/proc/self/cgroup', '/sys', '/proc'))",
    "a mount of one": "libc = ctypes.CDLL(None, use_errno=True)\n"
    "result = libc.mount(b'none', b'/session/scratch', b'cgroup2', 0, None) == 0",
    "a new cgroup namespace": "libc = ctypes.CDLL(None, use_errno=True)\n"
    "result = libc.unshare(0x02000000) == 0",
}


@pytest.mark.parametrize("way", ESCAPES)
def test_no_worker_leaves_its_group(serve: Serve, way: str) -> None:
    """Plain Python under full isolation finds no file of a cgroup to write itself into."""
    served = serve(language="python", warm=0, limits="processes: 2")
    flame = served.connect(timeout=60)
    flame.execute("import ctypes, os\n" + ESCAPES[way])
    assert flame.evaluate("result") is False
