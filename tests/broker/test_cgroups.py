"""Groups of the real kernel: made, read, killed, removed; nothing of them is left.

Where this process has no group of its own to make others in, all but the first are skipped. The
memory and pids controllers are looked for and used where the cgroup has them; what has to happen
before any controller can be turned on is tried with whichever one there is.
"""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from guardedflame.broker import cgroups
from guardedflame.broker.cgroup import Group, Room, room
from guardedflame.broker.cgroup_place import controllers, find_place, pids_in
from guardedflame.broker.cgroups import Groups, open_groups
from harness import Serve, Served

SPIN = "while True: pass"
#: A child that nobody waits for and that is gone at once, again and again.
FORKS = """
import os, signal
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
os.write(1, b"x")
while True:
    if os.fork() == 0:
        sum(range(100000))
        os._exit(0)
    try:
        os.wait()
    except ChildProcessError:
        pass
"""


@pytest.fixture
def groups() -> Iterator[Groups]:
    """A server's groups; nothing of them is left at the end."""
    found, why = open_groups()
    if found is None:
        pytest.skip(f"no delegated cgroup v2: {why}")
    yield found
    found.close()
    assert not _of_server(os.getpid())


@pytest.fixture
def runs() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Processes that a test starts; they are ended with it."""
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for one in started:
        one.kill()
        one.wait(20)
        for pipe in (one.stdin, one.stdout):
            if pipe is not None:
                pipe.close()


def _of_server(pid: int) -> set[str]:
    """The groups of one broker; another test may run one of its own meanwhile."""
    place, _ = find_place()
    return {path.name for path in place.top.glob(f"guardedflame-{pid}-*")} if place else set()


def _start(source: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-I", "-c", source], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def admit(groups: Groups, pid: int, most: Room) -> Group:
    """Make a group and move a process into it."""
    group = groups.make(most)
    group.move(pid)
    return group


def _roomy() -> Room:
    return room(64 << 20, 0, 8)


def test_groups_are_there_or_it_is_said_why() -> None:
    """What `guardedflame doctor` prints has a state, a reason and what to do."""
    found = cgroups.report()
    assert found.state in {"yes", "partial", "no"}
    assert found.detail
    assert (found.state == "yes") == (not found.remedy)


def test_a_worker_is_in_its_group_alone(
    groups: Groups, runs: list[subprocess.Popen[bytes]]
) -> None:
    """Each has one of its own, and it is the only one in it."""
    runs += [_start(SPIN), _start(SPIN)]
    made = [admit(groups, run.pid, _roomy()) for run in runs]
    assert [pids_in(group.path) for group in made] == [{run.pid} for run in runs]


def test_children_that_nobody_waits_for_are_counted(
    groups: Groups, runs: list[subprocess.Popen[bytes]]
) -> None:
    """/proc knows nothing of them; the group's processor time goes up all the same."""
    run = _start(FORKS)
    runs.append(run)
    group = admit(groups, run.pid, _roomy())
    assert run.stdout is not None
    assert run.stdout.read(1) == b"x"
    used = group.cpu()
    assert used is not None
    while (now := group.cpu()) is not None and now < used + 0.2:
        run.poll()  # the test's own time limit is what ends a group that does not count


def test_a_group_is_removed_with_all_that_is_in_it(
    groups: Groups, runs: list[subprocess.Popen[bytes]]
) -> None:
    """The whole tree, killed by one write; what is left of the group is nothing."""
    run = _start(FORKS)
    runs.append(run)
    group = admit(groups, run.pid, _roomy())
    assert group.remove()
    assert not group.path.exists()
    assert run.wait(20) == -9
    assert group.cpu() is None


def test_a_worker_that_is_gone_is_no_error(groups: Groups) -> None:
    """It may have died between its fork and now; its group is empty and goes."""
    run = _start("")
    run.communicate()
    group = admit(groups, run.pid, _roomy())
    assert pids_in(group.path) == set()
    assert group.remove()


def test_bounds_are_the_profiles_own(groups: Groups, runs: list[subprocess.Popen[bytes]]) -> None:
    """Where the cgroup has the controllers, the kernel's files say what the profile says."""
    if groups.bounds != {"memory", "pids"}:
        pytest.skip(groups.why_not)
    run = _start(SPIN)
    runs.append(run)
    most = _roomy()
    path = admit(groups, run.pid, most).path
    assert int((path / "memory.max").read_text()) == most.memory
    assert (path / "memory.oom.group").read_text() == "1\n"
    assert int((path / "pids.max").read_text()) == most.processes


def test_what_is_over_its_memory_is_killed_and_known_for_it(
    groups: Groups, runs: list[subprocess.Popen[bytes]]
) -> None:
    """Files in memory count, which no address space limit sees."""
    if "memory" not in groups.bounds:
        pytest.skip(groups.why_not)
    run = _start(
        "import os, sys\nsys.stdin.read()\nfd = os.memfd_create('x')\n"
        "while True: os.write(fd, bytes(1 << 20))"
    )
    runs.append(run)
    group = admit(groups, run.pid, Room(64 << 20, 8))
    assert run.stdin is not None
    run.stdin.close()  # what it writes from here on is charged to the group
    assert run.wait(60) == -9
    assert group.out_of_memory()


def test_what_killed_brokers_left_is_removed_by_the_next(groups: Groups) -> None:
    """With the processes in it. That of a living broker is not touched."""
    place, _ = find_place()
    assert place is not None
    broker = _start(
        textwrap.dedent("""
        import os, subprocess, sys
        from guardedflame.broker.cgroups import open_groups
        from guardedflame.broker.cgroup import room
        groups, _ = open_groups()
        left = subprocess.Popen([sys.executable, "-I", "-c", "while True: pass"], stdout=2)
        group = groups.make(room(64 << 20, 0, 8))
        group.move(left.pid)
        print(group.path, left.pid, flush=True)
        sys.stdin.read()
        while True: pass
        """)
    )
    assert broker.stdout is not None
    path, left = broker.stdout.readline().split()
    try:
        cgroups.sweep(place.top)
        assert Path(os.fsdecode(path)).exists()
    finally:
        broker.kill()
        broker.communicate()
    assert Path(os.fsdecode(path)).exists()
    cgroups.sweep(place.top)
    assert not Path(os.fsdecode(path)).parent.exists()
    assert not _runs(int(left))
    assert groups.later(lambda: True).result(20)


def _runs(pid: int) -> bool:
    """Whether a process still runs; one that nobody reaps here is as good as gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


STEPS_ASIDE = """
import os, sys
from pathlib import Path
from guardedflame.broker.cgroup_place import Place, controllers, pids_in, write
from guardedflame.broker.cgroups import Groups, make_base
top, name = Path(sys.argv[1]), sys.argv[2]
write(top / "cgroup.procs", str(os.getpid()))
base, lock = make_base(top)
groups = Groups(Place(top, ours=True), base, lock, [name])
aside = pids_in(base / "broker") == {os.getpid()}
on = name in controllers(base, "cgroup.subtree_control")
print(sorted(groups.bounds), groups.why_not, pids_in(top), aside, on)
groups.close()
still = name in controllers(top, "cgroup.subtree_control")
print(pids_in(top) == {os.getpid()}, base.exists(), still)
"""


def test_the_broker_steps_aside_and_comes_back() -> None:
    """A group with processes turns no controller on (Delegate= without DelegateSubgroup=)."""
    place, why = find_place()
    if place is None:
        pytest.skip(f"no delegated cgroup v2: {why}")
    there = controllers(place.top, "cgroup.controllers") - {"cpu", "cpuset"}
    on = controllers(place.top, "cgroup.subtree_control")
    if not there or not place.ours:
        pytest.skip("this cgroup has no controller to try")
    name = min(there)
    top = place.top / f"test-{os.getpid()}"
    top.mkdir()
    try:
        if name not in on:
            try:
                (place.top / "cgroup.subtree_control").write_text(f"+{name}")
            except OSError as error:
                pytest.skip(f"the {name} controller cannot be turned on: {error.strerror}")
        done = subprocess.run(
            [sys.executable, "-I", "-c", STEPS_ASIDE, str(top), name],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr == ""
        assert done.stdout.splitlines() == [f"['{name}']  set() True True", "True False False"]
    finally:
        top.rmdir()
        if name not in on:
            (place.top / "cgroup.subtree_control").write_text(f"-{name}")


def test_no_controller_is_turned_on_where_others_run() -> None:
    """The broker moves itself, nobody else; the group is then counted only."""
    place, why = find_place()
    if place is None:
        pytest.skip(f"no delegated cgroup v2: {why}")
    there = controllers(place.top, "cgroup.controllers") - {"cpu", "cpuset"}
    on = controllers(place.top, "cgroup.subtree_control")
    if not there or not place.ours or on & there:
        pytest.skip("this cgroup has no controller to try")
    name = min(there)
    top = place.top / f"test-{os.getpid()}"
    top.mkdir()
    other = _start(SPIN)
    try:
        (place.top / "cgroup.subtree_control").write_text(f"+{name}")
        (top / "cgroup.procs").write_text(str(other.pid))
        done = subprocess.run(
            [sys.executable, "-I", "-c", STEPS_ASIDE, str(top), name],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr == ""
        first = done.stdout.splitlines()[0]
        assert first.startswith(f"[] the {name} controller cannot be turned on")
    finally:
        other.kill()
        other.communicate()
        top.rmdir()
        (place.top / "cgroup.subtree_control").write_text(f"-{name}")


def _groups_of(served: Served) -> dict[int, str]:
    """Return the cgroup of each process of a server, those of workers only."""
    found = {}
    for process in served.descendants():
        lines = Path(f"/proc/{process.pid}/cgroup").read_text().splitlines()
        own = next(line[3:] for line in lines if line.startswith("0::"))
        if "/worker-" in own:
            found[process.pid] = own
    return found


def test_workers_with_children_have_a_group_and_nothing_is_left(serve: Serve) -> None:
    """Each its own, the warm one too; what a killed server left goes with the next start."""
    place, why = find_place()
    if place is None:
        pytest.skip(f"no delegated cgroup v2: {why}")
    served = serve(language="python", warm=1, limits="processes: 4")
    flames = [served.connect(timeout=60) for _ in range(3)]
    assert [flame.evaluate("1 + 1") for flame in flames] == [2, 2, 2]
    groups = _groups_of(served)
    assert len(set(groups.values())) == len(groups) >= 3
    family = served.descendants()
    served.process.kill()
    served.process.wait(20)
    psutil.wait_procs(family, timeout=20)
    again = serve(language="python", warm=1, limits="processes: 4")
    assert again.connect(timeout=60).evaluate("1 + 1") == 2
    assert not _of_server(served.process.pid)
    assert len(_of_server(again.process.pid)) == 1
    again.stop()
    assert not _of_server(again.process.pid)


def test_workers_without_children_get_none_for_counting_alone(serve: Serve) -> None:
    """Their own clock counts as well; only the memory controller would add something."""
    if cgroups.report().state != "partial":
        pytest.skip("there are controllers, or no groups at all")
    served = serve(warm=1)
    assert served.connect(timeout=60).evaluate("1 + 1") == 2
    assert _groups_of(served) == {}
