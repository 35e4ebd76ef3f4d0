"""Everything is on record before it happens, and nothing happens without a record."""

from __future__ import annotations

import hashlib
import resource
from pathlib import Path

import pytest

from guardedflame.broker.audit import AuditError, AuditLog
from guardedflame.errors import CallRefused, ListenError
from harness import Serve


def test_one_call_leaves_a_decision_and_a_verdict_that_name_each_other(serve: Serve) -> None:
    """Source hash, rule, policy digest and session are in them."""
    served = serve()
    flame = served.connect()
    flame.evaluate("1 + 1")
    records = served.audit(verdicts=1)
    opened = [record for record in records if record["event"] == "connection"]
    (decision,) = [record for record in records if record["event"] == "decision"]
    (verdict,) = [record for record in records if record["event"] == "verdict"]
    assert opened[0]["allowed"]
    assert opened[0]["session"] == decision["session"] == verdict["session"]
    assert decision["source_sha256"] == hashlib.sha256(b"1 + 1").hexdigest()
    assert decision["rule"].startswith("policy.yaml:")
    assert decision["allowed"]
    assert len(decision["policy"]) == 16
    assert verdict["of"] == decision["id"]
    assert verdict["outcome"] == "done"


def test_a_refusal_is_on_record_under_the_id_the_client_was_told(serve: Serve) -> None:
    """The operator finds what the client asks about."""
    served = serve()
    with pytest.raises(CallRefused) as caught:
        served.connect().invokeModule("os.system", ["true"], {})
    (record,) = [one for one in served.audit() if one["id"] == caught.value.audit_id]
    assert record["allowed"] is False
    assert record["name"] == "os.system"


def test_names_with_newlines_stay_on_one_line(serve: Serve) -> None:
    """Log injection: what a client calls things is data."""
    served = serve()
    with pytest.raises(CallRefused):
        served.connect().invokeModule('x\n{"event": "forged"}\x1b[31m', [], {})
    assert all(record["event"] != "forged" for record in served.audit())


def test_a_full_disk_refuses_instead_of_going_unrecorded(tmp_path: Path) -> None:
    """The record comes first; without it there is no effect."""
    log = AuditLog(tmp_path / "audit.jsonl", "0" * 64)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(AuditError, match="cannot be written"):
            for _ in range(10):
                log.server(outcome="started")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        log.close()


def test_an_audit_log_that_cannot_be_opened_starts_nothing(tmp_path: Path) -> None:
    """One clear line, and how to give another."""
    with pytest.raises(ListenError, match="--audit"):
        AuditLog(tmp_path, "0" * 64)


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    """Mode 0600."""
    AuditLog(tmp_path / "audit.jsonl", "0" * 64).close()
    assert (tmp_path / "audit.jsonl").stat().st_mode & 0o777 == 0o600
