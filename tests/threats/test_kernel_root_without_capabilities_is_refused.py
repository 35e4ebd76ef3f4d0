"""Root that cannot give its workers other uids is refused: no process limit holds for root."""

from __future__ import annotations

import os
import shutil

import pytest

from cage import Cage

#: capabilities(7): what a container keeps of them decides.
ALL = ("setpriv", "--inh-caps=-all", "--bounding-set=-all", "--")
#: Docker's default set: uids can be given, namespaces cannot be made.
DOCKER = (
    "setpriv",
    "--inh-caps=-all",
    (
        "--bounding-set=-all,+chown,+dac_override,+fsetid,+fowner,+mknod,+net_raw,+setgid,+setuid,"
        "+setfcap,+setpcap,+net_bind_service,+sys_chroot,+kill,+audit_write"
    ),
    "--",
)


@pytest.fixture(name="start")
def start_fixture() -> type[Cage]:
    """Skip where nothing can be dropped."""
    if os.geteuid() != 0:
        pytest.skip("only root can be root without capabilities")
    if not shutil.which("setpriv"):
        pytest.skip("no setpriv (util-linux)")
    return Cage


@pytest.mark.parametrize("level", ["full", "partial", "process"])
def test_level_is_refused_without_any_capability(start: type[Cage], level: str) -> None:
    """cap_drop: ALL. The message says what to do."""
    outcome = start(False, ALL).attack("os.fork()", level=level)
    assert outcome.error == "ConfinementError", outcome
    assert "CAP_SETUID" in outcome.text


def test_full_is_refused_in_a_default_container(start: type[Cage]) -> None:
    """Its workers would be uid 0 of the host, whose processes the kernel does not count."""
    outcome = start(False, DOCKER).attack("os.fork()")
    assert outcome.error == "ConfinementError", outcome


@pytest.mark.parametrize("level", ["partial", "process"])
def test_weaker_level_stops_forks_in_a_default_container(start: type[Cage], level: str) -> None:
    """There the uid changes, so the limit holds."""
    outcome = start(False, DOCKER).attack("os.fork()", level=level)
    assert outcome.error == "BlockingIOError", outcome
