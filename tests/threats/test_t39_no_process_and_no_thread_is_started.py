"""Row 39: fork and thread bombs.

A handful each where nothing stops them; that they start at all is what is looked at.
"""

from __future__ import annotations

import pytest

from bombs import BOOM, ENDS, Bomb, detonate
from escapes import WALLS, Walls

#: EAGAIN from the kernel, or a module or word that is not there.
TOLD = (*ENDS, OSError, RuntimeError)

SAY = f"print({BOOM!r}, flush=True)"

BOMBS = {
    "fork": Bomb(
        f"import os\nfor _ in range(5):\n    if os.fork() == 0:\n        {SAY}\n        while True: pass",
        ends=TOLD,
    ),
    "fork_of_forks": Bomb(f"import os\nfor _ in range(3): os.fork()\n{SAY}", ends=TOLD),
    "threads": Bomb(
        f"import threading\nfor _ in range(5): threading.Thread(target=lambda: {SAY}).start()",
        ends=TOLD,
    ),
    "raw_threads": Bomb(
        f"import _thread, time\n_thread.start_new_thread(lambda: {SAY}, ())\ntime.sleep(0.2)",
        ends=TOLD,
    ),
    "pool_of_threads": Bomb(
        # The guarded one calls in the one thread there is.
        f"""
import threading
from concurrent.futures import ThreadPoolExecutor as P
here = threading.get_ident()
def f(_):
    if threading.get_ident() == here: raise RuntimeError("no thread")
    {SAY}
with P(3) as p: list(p.map(f, range(3)))
""",
        ends=TOLD,
    ),
    "multiprocessing": Bomb(
        "import multiprocessing\n"
        f"c = multiprocessing.get_context('fork')\np = c.Process(target=lambda: {SAY})\np.start()\np.join()",
        ends=TOLD,
    ),
    "subprocess": Bomb(f"import subprocess\nsubprocess.run(['echo', {BOOM!r}])", ends=TOLD),
    "system": Bomb(
        f"import os\nassert os.system({'echo ' + repr(BOOM)!r}) >= 0\nraise OSError", ends=TOLD
    ),
    "spawned": Bomb(
        f"import os\nos.waitpid(os.posix_spawnp('echo', ['echo', {BOOM!r}], {{}}), 0)", ends=TOLD
    ),
    "vfork_and_clone_by_libc": Bomb(
        "import ctypes, os\nlibc = ctypes.CDLL(None, use_errno=True)\npid = libc.fork()\n"
        f"if pid == -1: raise OSError(ctypes.get_errno())\nif pid == 0:\n    {SAY}\n    os._exit(0)\nos.waitpid(pid, 0)",
        ends=TOLD,
    ),
    "daemon": Bomb(
        f"import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        {SAY}\n        time.sleep(60)\n    os._exit(0)\nos.wait()",
        ends=TOLD,
    ),
    "timer_of_threading": Bomb(
        f"import threading\nt = threading.Timer(0, lambda: {SAY})\nt.start()\nt.join()", ends=TOLD
    ),
    # The guarded asyncio has these, and calls in the one thread there is.
    "to_thread_of_asyncio": Bomb(
        f"""
import asyncio, threading
here = threading.get_ident()
def f():
    if threading.get_ident() == here: raise RuntimeError("no thread")
    {SAY}
asyncio.run(asyncio.to_thread(f))
""",
        ends=TOLD,
    ),
    "pool_of_an_event_loop": Bomb(
        f"""
import asyncio, threading
here = threading.get_ident()
def f():
    if threading.get_ident() == here: raise RuntimeError("no thread")
    {SAY}
async def main():
    await asyncio.get_running_loop().run_in_executor(None, f)
asyncio.run(main())
""",
        ends=TOLD,
    ),
    "program_of_asyncio": Bomb(
        f"""
import asyncio
async def main():
    p = await asyncio.create_subprocess_exec("echo", {BOOM!r})
    await p.wait()
asyncio.run(main())
""",
        ends=(*TOLD, AttributeError),
    ),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", BOMBS)
def test_no_process_and_no_thread_is_started(walls: Walls, wall: str, name: str) -> None:
    """Not one more process or thread than the session's own."""
    detonate(walls, wall, BOMBS[name])
