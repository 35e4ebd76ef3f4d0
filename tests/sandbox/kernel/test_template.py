"""What a confined worker is, seen from inside, and that confinement fails closed."""

from __future__ import annotations

import platform
from dataclasses import asdict, replace

import pytest

from cage import Cage, Limits, cage_fixture  # noqa: F401 - a fixture is used by its name
from guardedflame.errors import ConfinementError
from guardedflame.sandbox.kernel.resources import KernelLimits
from guardedflame.sandbox.kernel.uapi import Kernel

ALL = ("full", "partial", "process")


@pytest.mark.parametrize("level", ALL)
def test_state_inside(cage: Cage, level: str) -> None:
    """No environment, no capability, no descriptor but its own, no_new_privs."""
    source = """
def is_open(fd):
    try: os.fstat(fd)
    except OSError: return False
    return True
result = {
    "environment": dict(os.environ) or libc.getenv(b"PATH"),
    "descriptors": [fd for fd in range(256) if is_open(fd) and fd != wire],
    "capabilities": kernel.capget(),
    "no_new_privs": kernel.prctl(uapi.PR_GET_NO_NEW_PRIVS),
    "dumpable": kernel.prctl(uapi.PR_GET_DUMPABLE),
    "death": threading.get_native_id() == os.getpid(),
    "umask": os.umask(0),
    "stdin": os.read(0, 1).decode(),
    "core": resource.getrlimit(resource.RLIMIT_CORE),
    "huge pages off": kernel.prctl(42),  # PR_GET_THP_DISABLE
    "groups": os.getgroups(),
}
"""
    value = cage.attack(source, level=level).value
    assert value.pop("groups") == [] or (cage.ordinary or not cage.as_root)
    assert value == {
        "environment": 0,
        "descriptors": [0, 1, 2],
        "capabilities": [0, 0, 0],
        "no_new_privs": 1,
        "dumpable": int(level != "full"),  # a directory on a disk: the broker has to look
        "death": True,
        "umask": 0o077,
        "stdin": "",
        "core": [1, 1],
        "huge pages off": 1,
    }


def test_full_is_pid_1_of_a_host_without_a_name(cage: Cage) -> None:
    """Ids, host name and directory say nothing about the host or the other workers."""
    source = "result = [os.getpid(), os.getppid(), os.getuid(), os.uname().nodename, os.getcwd()]"
    run = cage.start(source, source)
    seen = [1, 0, 65534, "guardedflame", "/session/scratch"]
    assert [o.value for o in run.outcomes] == [seen, seen]


@pytest.mark.parametrize("level", ALL)
def test_scratch_directory_is_usable(cage: Cage, level: str) -> None:
    """Make, write, read, rename across directories, truncate, list, remove."""
    source = """
os.mkdir("a"); os.mkdir("b")
with open("a/f", "w") as f: f.write("hello")
os.rename("a/f", "b/g"); os.truncate("b/g", 4)
result = [open("b/g").read(), sorted(os.listdir("."))]
os.remove("b/g"); os.rmdir("b")
"""
    assert cage.attack(source, level=level).value == ["hell", ["a", "b"]]


def test_standard_library_is_importable(cage: Cage) -> None:
    """Modules and their shared libraries that nobody had imported before."""
    source = "import decimal, sqlite3, zoneinfo; result = str(zoneinfo.ZoneInfo('Europe/Paris'))"
    assert cage.attack(source).value == "Europe/Paris"


@pytest.mark.parametrize("level", ALL)
@pytest.mark.parametrize("limit", ["memory", "file_size", "open_files", "cpu"])
def test_negative_limit_stops_confinement(cage: Cage, level: str, limit: str) -> None:
    """The kernel would take it for no limit at all."""
    outcome = cage.attack("", level=level, limits=replace(Limits(), **{limit: -5}))
    assert outcome.error == "ConfinementError", outcome


def test_scratch_of_size_zero_is_not_unlimited(cage: Cage) -> None:
    """The file system would take 0 for no limit at all."""
    outcome = cage.attack("open('f', 'wb').write(bytes(65536))", limits=Limits(scratch=0))
    assert outcome.errno == 28, outcome


@pytest.mark.parametrize("level", ["full", "partial"])
def test_readable_tree_that_is_missing_is_refused(cage: Cage, level: str) -> None:
    """The zygote says so, without the path."""
    outcome = cage.attack("", level=level, readable=["/does/not/exist"])
    assert outcome.error == "ConfinementError"
    assert "/does" not in outcome.text


def test_unknown_machine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """No guessing of system call numbers."""
    monkeypatch.setattr(platform, "machine", lambda: "pdp11")
    with pytest.raises(ConfinementError, match="pdp11"):
        Kernel()


def test_limits_have_the_fields_the_tests_set() -> None:
    """The helper's limits are the product's."""
    assert asdict(KernelLimits(**asdict(Limits()))) == asdict(Limits())
