"""A worker that has the zygote trace it and stops: it dies, the zygote and the others go on."""

from __future__ import annotations

import psutil
import pytest

from guardedflame.errors import WorkerCrashed
from harness import Serve

STOP = (
    "import ctypes, os, signal\n"
    "ctypes.CDLL(None).ptrace(0, 0, 0, 0)\n"  # PTRACE_TRACEME
    "os.kill(os.getpid(), signal.SIGUSR1)\n"
    "signal.pause()"
)


def test_other_session_keeps_its_state(serve: Serve) -> None:
    """The attacker hears that its worker died; the victim's worker and the zygote are the same."""
    served = serve(language="python")
    victim, attacker = served.connect(), served.connect()
    victim.execute("state = 42")
    zygotes = psutil.Process(served.process.pid).children()
    with pytest.raises(WorkerCrashed):
        attacker.execute(STOP)
    assert victim.evaluate("state") == 42
    assert attacker.evaluate("1 + 1") == 2
    assert all(zygote in psutil.Process(served.process.pid).children() for zygote in zygotes)
