"""A server with several isolation levels gives no uid twice."""

from __future__ import annotations

import os

import pytest

from harness import Serve

POLICY = """
guardedflame: 1
listen: ["tcp://127.0.0.1:0", "unix://{unix}"]
profiles:
  strong: {{isolation: full, warm: 2, operations: [evaluate]}}
  middle: {{isolation: partial, warm: 2, operations: [evaluate]}}
  weak: {{isolation: process, warm: 2, operations: [evaluate]}}
clients:
  anyone: {{profile: strong}}
"""


def test_uids_of_all_workers_differ(serve: Serve) -> None:
    """Same uid means: read its scratch, signal it, change its limits."""
    if os.geteuid() != 0:
        pytest.skip("an ordinary user has one uid to give; docs/confinement.md says what follows")
    served = serve(POLICY)
    family = served.descendants()
    workers = [p for p in family if p.ppid() != served.process.pid]
    uids = [p.uids() for p in workers]
    assert len(workers) >= 6
    assert all(uid.real == uid.effective == uid.saved != 0 for uid in uids)
    assert len({uid.real for uid in uids}) == len(workers)
