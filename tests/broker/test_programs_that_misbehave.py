"""Whatever one client's program does, it gets a typed error and nobody else notices."""

from __future__ import annotations

import os
import signal
import threading

import psutil
import pytest

from guardedflame.errors import LimitExceeded, SessionExited, WorkerCrashed
from harness import Serve

SHORT = "cpu: 1s, wall: 60s, memory: 64 MiB, output: 64 KiB, result: 64 KiB"


def test_a_program_that_raises_keeps_its_state(serve: Serve) -> None:
    """The exception arrives typed, with the program's own lines; what was set before stays."""
    flame = serve().connect()
    flame.execute("kept = 41")
    with pytest.raises(ZeroDivisionError) as caught:
        flame.execute("kept += 1\ndef f():\n    return 1 / 0\nf()")
    notes = "".join(caught.value.__notes__)
    assert "return 1 / 0" in notes
    assert "guardedflame" not in notes.replace("guardedflame_", "")
    assert flame.evaluate("kept") == 42


def test_a_program_that_exits_ends_its_session_only(serve: Serve) -> None:
    """exit(3) is told as such; the state is gone, the connection serves on."""
    served = serve()
    flame, other = served.connect(), served.connect()
    other.execute("mine = 1")
    flame.execute("gone = 1")
    with pytest.raises(SessionExited, match="exit") as caught:
        flame.execute("raise SystemExit(3)")
    assert not caught.value.state_survived
    with pytest.raises(NameError):
        flame.evaluate("gone")
    assert flame.evaluate("1 + 1") == 2
    assert other.evaluate("mine") == 1


def test_a_program_that_never_ends_is_stopped_by_its_cpu_limit(serve: Serve) -> None:
    """The limit is named, the rule too, and another client works meanwhile and after."""
    served = serve(limits=SHORT)
    flame, other = served.connect(), served.connect()
    other.execute("mine = 1")
    with pytest.raises(LimitExceeded) as caught:
        flame.execute("while True: pass")
    assert caught.value.limit == "cpu"
    assert caught.value.state_survived
    assert "policy.yaml" in caught.value.rule or "default" in caught.value.rule
    assert other.evaluate("mine") == 1
    assert flame.evaluate("2 + 2") == 4


def test_a_program_that_sleeps_too_long_is_stopped_by_its_wall_limit(serve: Serve) -> None:
    """Waiting costs no cpu; the wall clock stops it."""
    flame = serve(limits="wall: 1s").connect()
    with pytest.raises(LimitExceeded) as caught:
        flame.execute("import time\ntime.sleep(60)")
    assert caught.value.limit == "wall"


def test_a_program_that_eats_memory_is_told_the_limit_and_keeps_its_state(serve: Serve) -> None:
    """One big allocation fails softly."""
    flame = serve(limits=SHORT).connect()
    flame.execute("kept = 1")
    with pytest.raises(LimitExceeded) as caught:
        flame.evaluate("len(bytearray(10 ** 9))")
    assert caught.value.limit == "memory"
    assert caught.value.state_survived
    assert flame.evaluate("kept") == 1


def test_a_program_that_still_holds_all_its_memory_is_told_the_limit(serve: Serve) -> None:
    """The error's text needs memory too, and the session has not let any go."""
    flame = serve(limits=SHORT).connect()
    for _ in range(2):
        with pytest.raises(LimitExceeded) as caught:
            flame.execute("x = []\nwhile True:\n    x = [x]\n")
        assert caught.value.limit == "memory"
        assert caught.value.state_survived
    assert flame.evaluate("len(x)") == 1


def test_a_program_that_uses_up_what_is_kept_back_is_told_the_limit(serve: Serve) -> None:
    """Full again and again, in small pieces: a session that can tell nothing ends as one."""
    flame = serve(limits=SHORT).connect()
    survived = []
    for _ in range(6):
        with pytest.raises(LimitExceeded) as caught:
            flame.execute("a = []\nwhile True: a.append([])")
        assert caught.value.limit == "memory"
        survived.append(caught.value.state_survived)
    assert survived[0]
    assert flame.evaluate("1 + 1") == 2


def test_a_program_that_eats_memory_bit_by_bit_is_stopped(serve: Serve) -> None:
    """Many small allocations end in the same limit, or in the watchdog's."""
    flame = serve(limits=SHORT).connect()
    with pytest.raises(LimitExceeded) as caught:
        flame.execute("x = []\nwhile True:\n    x.append('y' * 1000)")
    assert caught.value.limit == "memory"


def test_a_program_that_floods_output_is_cut_at_its_limit(serve: Serve) -> None:
    """The client has what was written up to the limit, then the error."""
    got: list[str] = []
    flame = serve(limits=SHORT).connect(output=lambda stream, text: got.append(text))
    with pytest.raises(LimitExceeded) as caught:
        flame.execute("while True:\n    print('x' * 100)")
    assert caught.value.limit == "output"
    assert caught.value.state_survived
    assert 60_000 < sum(map(len, got)) <= 64 * 1024
    assert flame.evaluate("1") == 1


def test_a_result_over_its_limit_is_refused_and_the_state_stays(serve: Serve) -> None:
    """A result too large is an error of its own."""
    flame = serve(limits=SHORT).connect()
    flame.execute("big = 'x' * 100_000")
    with pytest.raises(LimitExceeded) as caught:
        flame.evaluate("big")
    assert caught.value.limit == "result"
    assert flame.evaluate("len(big)") == 100_000


def test_a_program_that_forks_is_denied_a_process(serve: Serve) -> None:
    """With plain Python and no processes allowed the kernel says no; the session goes on."""
    flame = serve(language="python").connect()
    with pytest.raises(LimitExceeded) as caught:
        flame.execute("import os\nos.fork()")
    assert (caught.value.limit, caught.value.state_survived) == ("processes", True)
    assert flame.evaluate("1") == 1


def test_a_program_that_kills_its_process_crashes_only_itself(serve: Serve) -> None:
    """The cause is named; the other client's state is intact."""
    served = serve(language="python")
    flame, other = served.connect(), served.connect()
    other.execute("mine = 1")
    with pytest.raises(WorkerCrashed) as caught:
        flame.execute("import ctypes\nctypes.string_at(0)")
    assert caught.value.cause == "SIGSEGV"
    with pytest.raises(WorkerCrashed):
        flame.execute("import os\nos.abort()")
    assert other.evaluate("mine") == 1


def test_a_worker_killed_from_outside_is_told_and_replaced(serve: Serve) -> None:
    """Kill -9 in the middle of a call: a typed error, then a fresh worker."""
    served = serve()
    flame = served.connect()
    flame.execute("x = 1")
    started = threading.Event()
    busy = served.connect(output=lambda stream, text: started.set())

    def kill_the_busy_one() -> None:
        assert started.wait(20)
        zygote = psutil.Process(served.process.pid).children()[0]
        while True:
            running = [one for one in zygote.children() if one.status() == psutil.STATUS_RUNNING]
            if running:
                running[0].kill()
                return

    killer = threading.Thread(target=kill_the_busy_one)
    killer.start()
    with pytest.raises(WorkerCrashed) as caught:
        busy.execute("print('go')\nwhile True: pass")
    killer.join()
    assert caught.value.cause == "SIGKILL"
    assert busy.evaluate("1 + 1") == 2
    assert flame.evaluate("x") == 1


def test_a_stopped_worker_is_killed_at_its_deadline(serve: Serve) -> None:
    """SIGSTOP makes no difference to a hard deadline."""
    served = serve(limits="wall: 1s")
    flame = served.connect()
    flame.execute("import time")
    for worker in psutil.Process(served.process.pid).children()[0].children():
        worker.send_signal(signal.SIGSTOP)
    with pytest.raises(LimitExceeded) as caught:
        flame.evaluate("1")
    assert caught.value.limit == "wall"


def test_the_zygote_killed_costs_sessions_but_not_the_server(serve: Serve) -> None:
    """Its workers die with it; clients are told, and new workers come from a new zygote."""
    served = serve()
    flame = served.connect()
    flame.execute("x = 1")
    zygote = next(child for child in psutil.Process(served.process.pid).children())
    family = served.descendants()
    zygote.kill()
    psutil.wait_procs(family, timeout=10)
    assert not any(process.is_running() for process in family if process.pid != zygote.pid)
    with pytest.raises((WorkerCrashed, NameError)):
        flame.evaluate("x")
    assert flame.evaluate("1 + 1") == 2


def test_the_broker_killed_leaves_no_process_behind(serve: Serve) -> None:
    """SIGKILL of the broker: zygote and workers, busy ones too, are gone by the kernel's hand."""
    served = serve(limits="cpu: 100s, wall: 100s")
    idle = served.connect()
    idle.execute("x = 1")
    started = threading.Event()
    busy = served.connect(output=lambda stream, text: started.set())

    def burn() -> None:
        with pytest.raises(ConnectionError):
            busy.execute("print('go')\nwhile True: pass")

    burner = threading.Thread(target=burn)
    burner.start()
    assert started.wait(20)
    family = served.descendants()
    assert len(family) >= 3
    os.kill(served.process.pid, signal.SIGKILL)
    served.process.wait(10)
    _, alive = psutil.wait_procs(family, timeout=10)
    burner.join()
    assert not alive
