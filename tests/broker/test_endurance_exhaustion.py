"""Nothing left of processes or of a session's directory: who is hurt is told, and it passes."""

from __future__ import annotations

import contextlib
import os
import resource
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from attack_tools import until, workers
from guardedflame import limits
from guardedflame.errors import (
    ConnectionDeniedError,
    LimitExceeded,
    PoolExhausted,
    WorkerCrashed,
)
from harness import ANALYST, Serve, Served
from leftovers import held_or_moving, settle

#: The cgroup of version 1 or 2 that counts processes here.
PIDS = next(
    (
        path
        for path in (Path("/sys/fs/cgroup/pids"), Path("/sys/fs/cgroup"))
        if (path / "cgroup.procs").exists()
    ),
    None,
)

Narrow = Callable[[int], None]


def test_a_server_without_processes_tells_newcomers_and_goes_on(serve: Serve) -> None:
    """At the brink, past it, and back: the running session keeps its state all the way."""
    with few_processes(serve) as (served, leave):
        flame = served.connect(timeout=60)
        flame.execute("x = 6")
        waiting = served.connect(timeout=60)
        leave(50)
        until(lambda: len(recorded(served, "machine short")) == 1, "a shortage")
        with pytest.raises(ConnectionDeniedError) as denied:
            served.connect()
        assert (denied.value.code, denied.value.retry_after > 0) == (1, True)
        assert "processes" in str(denied.value)
        assert denied.value.rule == "policy.yaml:2 (no machine: the default)"
        assert flame.evaluate("x * 7") == 42
        # Who is in already may have some of the last ones, but not all.
        assert waiting.evaluate("1 + 1") == 2
        family = workers(served)
        for worker in family:
            worker.kill()
        psutil.wait_procs(family, timeout=20)
        leave(0)
        with pytest.raises(WorkerCrashed):
            flame.evaluate("x")
        with pytest.raises(PoolExhausted):
            flame.evaluate("1")
        leave(1000)
        until(lambda: len(recorded(served, "machine has room")) == 1, "room")
        assert flame.evaluate("1 + 1") == waiting_again(waiting) == 2
        assert served.connect(timeout=60).evaluate("2 + 2") == 4
        assert len(recorded(served, "machine short")) == 1


def waiting_again(flame: Any) -> object:
    """Return the answer of a session that has to hear of its worker's end first."""
    with pytest.raises(WorkerCrashed):
        flame.evaluate("1")
    return flame.evaluate("1 + 1")


def recorded(served: Served, outcome: str) -> list[dict[str, Any]]:
    """Return the records of the server itself that say ``outcome``."""
    return [each for each in served.audit() if each.get("outcome") == outcome]


@contextlib.contextmanager
def few_processes(serve: Serve) -> Iterator[tuple[Served, Narrow]]:
    """Start a server, and give what leaves it so many processes."""
    if os.geteuid() != 0:
        served = serve(warm=0)
        yield served, lambda count: narrow_user(served, count)
        return
    if PIDS is None or not os.access(PIDS, os.W_OK):
        pytest.skip("root is under no RLIMIT_NPROC, and there is no cgroup to write to here")
    group = PIDS / f"guardedflame-test-{uuid.uuid4().hex}"
    group.mkdir()
    try:
        if not (group / "pids.max").exists():
            pytest.skip("the pids controller is not delegated here")
        home = own_group()
        (group / "cgroup.procs").write_text(str(os.getpid()))
        try:
            served = serve(warm=0)
        finally:
            (home / "cgroup.procs").write_text(str(os.getpid()))
        try:
            yield served, lambda count: narrow_group(group, count)
        finally:
            served.stop()
    finally:
        until(lambda: not (group / "cgroup.procs").read_text(), "the end of all processes")
        group.rmdir()


def own_group() -> Path:
    """Return the directory of this process in the hierarchy that counts processes."""
    assert PIDS is not None
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, controllers, path = line.split(":", 2)
        if controllers == "pids" or (not controllers and PIDS.name == "cgroup"):
            return PIDS / path.lstrip("/")
    pytest.skip("this process is in no cgroup that counts processes")


def narrow_group(group: Path, count: int) -> None:
    """Leave a cgroup so many processes."""
    now = int((group / "pids.current").read_text())
    (group / "pids.max").write_text(str(now + count))


def narrow_user(served: Served, count: int) -> None:
    """Leave a user so many processes, as far as the server and its zygote are concerned."""
    uid = os.getuid()
    now = sum(
        one.info["num_threads"] or 0
        for one in psutil.process_iter(["uids", "num_threads"])
        if one.info["uids"] and one.info["uids"].real == uid
    )
    for pid in (served.process.pid, *(one.pid for one in served.descendants())):
        with contextlib.suppress(ProcessLookupError):
            hard = resource.prlimit(pid, resource.RLIMIT_NPROC)[1]
            most = now + count if hard == resource.RLIM_INFINITY else min(now + count, hard)
            resource.prlimit(pid, resource.RLIMIT_NPROC, (most, hard))
    # What the server has seen before is believed for so long, and longer where a look costs much;
    # nothing tells that it looks anew.
    time.sleep(4 * limits.ADMISSION_SECONDS)


FILES = ANALYST.replace("    language:", "    files: {{quota: 1 MiB}}\n    language:")


def test_a_full_directory_is_its_sessions_own_trouble(serve: Serve) -> None:
    """In bytes: an error the program can catch, room again when it tidies up, nobody else hurt."""
    served = serve(FILES)
    flame, other = served.connect(timeout=60), served.connect(timeout=60)
    other.sendfile("mine", b"x" * 1000)
    flame.execute(
        "kept, told = 7, None\n"
        "try:\n"
        "    for number in range(64):\n"
        "        with open(f'f{number}', 'wb') as file:\n"
        "            file.write(b'x' * 65536)\n"
        "except OSError as error:\n"
        "    told = error\n"
    )
    assert flame.evaluate("type(told).__name__") == "OSError"
    with pytest.raises((LimitExceeded, OSError)):
        flame.sendfile("more", b"x" * 500_000)
    assert flame.evaluate("kept") == 7
    assert other.getfile("mine") == b"x" * 1000
    other.sendfile("mine", b"y" * 500_000)
    flame.close()
    with contextlib.closing(served.connect(timeout=60)) as fresh:
        fresh.sendfile("f", b"z" * 500_000)
        assert fresh.getfile("f") == b"z" * 500_000


def test_a_filled_directory_is_gone_with_its_session(serve: Serve) -> None:
    """On the disk of a weaker isolation, too: what the server holds is what it held."""
    served = serve(FILES, isolation="partial")
    served.connect().evaluate("1")
    served.clients.pop().close()
    until(lambda: held_or_moving(served) is not None, "rest")
    before = held_or_moving(served)
    assert before is not None
    flame = served.connect(timeout=60)
    for number in range(3):
        flame.sendfile(f"f{number}", b"x" * 200_000)
    flame.close()
    assert settle(served, before).scratch <= before.scratch
