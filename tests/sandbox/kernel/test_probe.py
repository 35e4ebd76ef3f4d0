"""The doctor's rows, on this kernel."""

from __future__ import annotations

import pytest

from guardedflame.errors import ConfinementError
from guardedflame.sandbox.kernel import probe
from guardedflame.sandbox.kernel.trial import ATTEMPTS

#: What an attack from inside must not reach under isolation full on any kernel it is given on.
STOPPED = {
    *("files", "writing", "/proc", "/sys", "/dev", "udp", "unix paths", "abstract sockets"),
    *("signals", "ptrace", "mount", "execute", "processes", "threads", "memory"),
    *("session keyring", "user keyring", "user namespaces", "tcp", "packet", "mptcp"),
}


@pytest.fixture(scope="module")
def rows() -> dict[str, probe.Layer]:
    """The rows of the strongest level."""
    return {row.name: row for row in probe.layers()}


def test_every_attempt_has_a_row_with_a_remedy_where_open(rows: dict[str, probe.Layer]) -> None:
    """No row is lost, and each "no" says what to do."""
    assert {a.name for a in ATTEMPTS} <= set(rows)
    assert all(row.state == "yes" or row.remedy for row in rows.values())
    assert all(row.detail and row.closes for row in rows.values())


def test_full_stops_what_it_promises(rows: dict[str, probe.Layer]) -> None:
    """Where this kernel reaches full, these attacks fail."""
    if rows["isolation: full"].state != "yes":
        pytest.skip(f"this kernel: {rows['isolation: full'].detail}")
    assert {name for name in STOPPED if rows[name].state != "yes"} == set()


def test_open_items_are_shown_with_what_closes_them(rows: dict[str, probe.Layer]) -> None:
    """What no layer of ours closes is not hidden: asynchronous I/O contexts, file locks."""
    for name, remedy in (("aio", "io_setup"), ("file locks", "flock")):
        # "yes" where the kernel has none or a filter from outside stops it.
        assert rows[name].state == "yes" or remedy in rows[name].remedy


def test_weaker_levels_are_told_apart() -> None:
    """Under process the files are open, and the row says so."""
    row = {r.name: r for r in probe.layers("process")}["files"]
    assert row.state == "no"
    assert row.remedy


def test_unreachable_level_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message of the zygote that failed is the message of require()."""
    monkeypatch.setattr(probe, "_trial", lambda _: [("level", "no", "Landlock is missing")])
    with pytest.raises(ConfinementError, match="Landlock is missing"):
        probe.require("full")


def test_reachable_level_is_granted() -> None:
    """The weakest level is there on every Linux."""
    probe.require("process")
