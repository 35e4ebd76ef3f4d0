"""One layer at a time: what each of them is good for when all the others are gone."""

from __future__ import annotations

import os

import pytest

from cage import Cage, cage_fixture  # noqa: F401 - a fixture is used by its name

READ = "open('/etc/passwd').read()"
TCP = "socket.create_connection(('127.0.0.1', 9), 1)"
LANDLOCK = ("make_scratch", "change_identity", "drop_capabilities", "restrict_files")


def test_without_any_layer_the_file_is_read(cage: Cage) -> None:
    """The attack works where nothing stops it, or the tests below prove nothing."""
    assert cage.attack(READ, level="process", steps=()).kind == "did"


def test_mount_namespace_alone_stops_file_reads(cage: Cage) -> None:
    """No Landlock, no limits, no uid change: the file is not there."""
    assert cage.attack(READ, steps=()).error == "FileNotFoundError"


def test_landlock_alone_stops_file_reads(cage: Cage) -> None:
    """No namespace: the file is there and refused."""
    assert cage.attack(READ, level="partial", steps=LANDLOCK).error == "PermissionError"


@pytest.mark.parametrize("abi", range(1, 8))
def test_each_landlock_abi_stops_file_reads_and_programs(cage: Cage, abi: int) -> None:
    """A ruleset made for an older kernel still denies files and execution."""
    run = cage.start(READ, "os.execv('/bin/ls', ['ls'])", level="partial", steps=LANDLOCK, abi=abi)
    assert [o.error for o in run.outcomes] == ["PermissionError"] * 2


@pytest.mark.parametrize("abi", range(1, 8))
def test_landlock_stops_tcp_from_abi_4_on(cage: Cage, abi: int) -> None:
    """Below ABI 4 the connection is tried and the empty network namespace is what is left."""
    outcome = cage.attack(TCP, level="partial", steps=LANDLOCK, abi=abi)
    assert outcome.error == ("PermissionError" if abi >= 4 else "ConnectionRefusedError"), outcome


@pytest.mark.parametrize("abi", range(1, 8))
def test_landlock_stops_signals_from_abi_6_on(cage: Cage, abi: int) -> None:
    """Signals to the zygote, which has the same uid here."""
    if cage.as_root:
        pytest.skip("root's workers have another uid, which alone refuses it")
    outcome = cage.attack("os.kill(os.getppid(), 0)", level="partial", steps=LANDLOCK, abi=abi)
    assert outcome.kind == ("refused" if abi >= 6 else "did")


def test_network_namespace_alone_stops_tcp(cage: Cage) -> None:
    """There is no interface that is up."""
    outcome = cage.attack(TCP, steps=())
    assert outcome.errno == 101, outcome  # ENETUNREACH


def test_pid_namespace_alone_hides_the_broker(cage: Cage) -> None:
    """Its number means nothing in there."""
    outcome = cage.attack("os.kill(host, 0)", steps=(), host=os.getpid())
    assert outcome.error == "ProcessLookupError"


def test_user_namespace_alone_takes_capabilities_away_for_good(cage: Cage) -> None:
    """Neither mounting nor another user namespace."""
    steps = ("own_user_namespace", "drop_capabilities")
    run = cage.start(
        "kernel.mount('none', '/session', 'tmpfs', 0)",
        "kernel.unshare(uapi.CLONE_NEWUSER)",
        "kernel.capset(1 << 21, 1 << 21, 0)",
        steps=steps,
    )
    assert [o.kind for o in run.outcomes] == ["refused"] * 3


def test_rlimits_alone_stop_forks_and_memory(cage: Cage) -> None:
    """Under isolation process they are all there is."""
    steps = ("make_scratch", "change_identity", "drop_capabilities", "limit_resources")
    run = cage.start("os.fork()", "bytearray(256 << 20)", level="process", steps=steps)
    assert [o.error for o in run.outcomes] == ["BlockingIOError", "MemoryError"]
