"""Row 32: SystemExit, ``os._exit``, abort and a crash end the process they run in."""

from __future__ import annotations

import pytest

from bombs import ENDS, Bomb, detonate
from escapes import WALLS, Walls
from guardedflame.errors import RemoteError, SessionExited

#: The session is over, or the word for it is not there.
OVER = (*ENDS, SessionExited)

BOMBS = {
    "exit": Bomb("exit()", ends=OVER),
    "system_exit": Bomb("raise SystemExit(7)", ends=OVER),
    "sys_exit": Bomb("import sys\nsys.exit('leaving')", ends=OVER),
    "keyboard_interrupt": Bomb("raise KeyboardInterrupt", ends=(*OVER, BaseException)),
    "generator_exit": Bomb("raise GeneratorExit", ends=(*OVER, BaseException)),
    "exit_in_a_handler": Bomb(
        """
class E(Exception):
    def __str__(self): raise SystemExit
    __repr__ = __str__
raise E
""",
        ends=(*OVER, RemoteError),
        closed="a failing str() is caught",
    ),
    "exit_when_shown": Bomb(
        """
class R:
    def __repr__(self): raise SystemExit(3)
print(R())
""",
        ends=OVER,
    ),
    "os_exit": Bomb("import os\nos._exit(0)", ends=OVER),
    "os_abort": Bomb("import os\nos.abort()", ends=OVER),
    # The first process of a pid namespace does not hear what it has no handler for.
    "kill_oneself": Bomb("import os\nos.kill(os.getpid(), 9)", ends=(*OVER, type(None))),
    "raise_signal": Bomb("import signal\nsignal.raise_signal(6)", ends=(*OVER, type(None))),
    "null_pointer": Bomb("import ctypes\nctypes.string_at(0)", ends=OVER),
    "fault": Bomb("import faulthandler\nfaulthandler._sigsegv()", ends=(*OVER, type(None))),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", BOMBS)
def test_leaving_ends_one_session(walls: Walls, wall: str, name: str) -> None:
    """The session ends with a clear word, the server and the others go on."""
    detonate(walls, wall, BOMBS[name])
